"""The same article with other people's names: do its numbers stay?

Every person's name that the pipeline finds is replaced, everywhere in the article and by one and the same other name,
first names by first names and surnames by surnames, of other origins and genders, alike in syllables and letters. The
names are drawn by the article's own bytes, so that a run can be repeated. The texts live in memory only.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

import numpy as np
from tqdm import tqdm

from analysis import catalogue, workbook
from analysis.article import Analysis, Measurement, Span
from analysis.context.name_swap import replaced
from analysis.measures.syllables import HISSING, load_textstat
from analysis.reading import plain_text
from research.validation.bootstrap import mean, ratio, resampled
from research.validation.formats import json_lines

# Names of many origins and both genders; none is a word of the lists of wording or tone, or of common English.
FIRST = (
    "Adaeze",
    "Akira",
    "Aleksander",
    "Amara",
    "Anneke",
    "Arturo",
    "Ayesha",
    "Bartosz",
    "Beatriz",
    "Chiara",
    "Chidi",
    "Dagny",
    "Dmitri",
    "Eleni",
    "Emeka",
    "Esra",
    "Farid",
    "Fatima",
    "Giulia",
    "Goran",
    "Hamza",
    "Hanako",
    "Henrik",
    "Ingrid",
    "Ines",
    "Ioana",
    "Jamal",
    "Jelena",
    "Joaquim",
    "Kaveh",
    "Keiko",
    "Kofi",
    "Kwame",
    "Lakshmi",
    "Leilani",
    "Lucia",
    "Magnus",
    "Mahmoud",
    "Marek",
    "Mei",
    "Mihai",
    "Nadia",
    "Naoko",
    "Ngozi",
    "Niamh",
    "Nkechi",
    "Olga",
    "Omar",
    "Paavo",
    "Pilar",
    "Priya",
    "Rashida",
    "Rasmus",
    "Ravi",
    "Rosalia",
    "Saoirse",
    "Sergei",
    "Siobhan",
    "Sunita",
    "Tadeusz",
    "Takeshi",
    "Tamar",
    "Thabo",
    "Tomoko",
    "Ursula",
    "Vikram",
    "Wanjiru",
    "Xiomara",
    "Yasmin",
    "Yusuf",
    "Zainab",
    "Zoltan",
    # short and long ones
    "Alistair",
    "Anastasia",
    "Apollonia",
    "Bao",
    "Benedikt",
    "Bram",
    "Dorothea",
    "Dov",
    "Ekaterina",
    "Florentin",
    "Fredrika",
    "Fynn",
    "Jorn",
    "Jun",
    "Knut",
    "Kristoff",
    "Lars",
    "Lev",
    "Ola",
    "Radoslav",
    "Sven",
    "Uwe",
    "Vladislav",
    "Wilhelmina",
    "Winifred",
    "Yevgenia",
    "Yves",
    # with a hiss at the end
    "Agnes",
    "Andreas",
    "Beatrice",
    "Felix",
    "Gus",
    "Hans",
    "Jens",
    "Klaus",
    "Lukas",
    "Matias",
    "Max",
    "Moritz",
    "Niels",
    "Royce",
    "Tobias",
)
LAST = (
    "Abara",
    "Adeyemi",
    "Agarwal",
    "Alvarado",
    "Andersson",
    "Bakshi",
    "Balogun",
    "Banerjee",
    "Castellanos",
    "Chaudhary",
    "Contreras",
    "Dimitrov",
    "Dlamini",
    "Eriksen",
    "Fernandes",
    "Fitzgerald",
    "Fujimoto",
    "Gallagher",
    "Gutierrez",
    "Hakimi",
    "Halvorsen",
    "Hashimoto",
    "Hernandez",
    "Ibrahim",
    "Iwasaki",
    "Jankowski",
    "Johansson",
    "Kapoor",
    "Karlsson",
    "Khoury",
    "Kowalski",
    "Lindqvist",
    "Lombardi",
    "Mahmoudi",
    "Makinen",
    "Marchetti",
    "Matsumoto",
    "Mbeki",
    "Moreau",
    "Mukherjee",
    "Nakamura",
    "Novak",
    "Nwosu",
    "Okafor",
    "Okonkwo",
    "Olsson",
    "Onyango",
    "Oyelaran",
    "Papadakis",
    "Petrov",
    "Quispe",
    "Rahimi",
    "Ramaswamy",
    "Rasmussen",
    "Rezaei",
    "Rossi",
    "Saarinen",
    "Sandoval",
    "Sato",
    "Schneider",
    "Sokolov",
    "Szabo",
    "Takahashi",
    "Tanaka",
    "Tesfaye",
    "Uchida",
    "Valdez",
    "Vasquez",
    "Venkatesan",
    "Watanabe",
    "Yamamoto",
    "Yilmaz",
    "Zhou",
    "Anagnostou",
    "Asari",
    "Bettencourt",
    "Braun",
    "Cho",
    "Christensen",
    "Falk",
    "Frederiksen",
    "Hsu",
    "Ikeda",
    "Inoue",
    "Kaur",
    "Klein",
    "Kwong",
    "Lehman",
    "Lund",
    "Okoye",
    "Osei",
    "Pham",
    "Roh",
    "Schmid",
    "Schultz",
    "Schwartz",
    "Schwarz",
    "Singh",
    "Strausse",
    "Ueda",
    "Vandenberghe",
    "Voss",
    "Cox",
    "Dietz",
    "Estevez",
    "Fuchs",
    "Gomez",
    "Gonzalez",
    "Heintz",
    "Heinz",
    "Katz",
    "Kranz",
    "Kuo",
    "Martinez",
    "Matthews",
    "Morales",
    "Ngo",
    "Nunez",
    "Ortiz",
    "Paz",
    "Phillips",
    "Rhodes",
    "Ruiz",
    "Santos",
    "Schulz",
    "Stephens",
    "Torres",
    "Weiss",
)
QUESTIONS = {
    "language.sentences": "readability",
    "language.voices": "voices",
    "language.words_of_the_lists": "voices",
}
MANY = 50  # articles of the reference
SHARE_MOVES = 0.01  # a share that moves by no more is written as the same percent, give or take one
NAME = re.compile(r"[A-Z][\w’'-]*[A-Za-z]|[A-Z]")
TITLES = frozenset(
    (
        "President",
        "Senator",
        "Sen",
        "Rep",
        "Mrs",
        "Gov",
        "Governor",
        "Prime",
        "Minister",
        "Sir",
        "Secretary",
        "Judge",
        "Justice",
    )
)


def replacements(analysis: Analysis) -> dict[str, str]:
    """Each part of a person's name -> another name. The last word of a name is a surname, those before it are first."""
    first, last = {}, {}
    for entity in analysis.parse.doc.ents:
        if entity.label_ != "PERSON":
            continue
        words = [w.removesuffix("’s").removesuffix("'s") for w in NAME.findall(entity.text)]
        words = [w for w in words if len(w) > 2 and w not in TITLES]
        if words:
            last.setdefault(words[-1], len(words))
        for word in words[:-1]:
            first.setdefault(word, None)
    lone = {w for w, n in last.items() if n == 1 and w in first}  # "Hillary" alone, after "Hillary Clinton"
    chosen = _draw(analysis.article.text, FIRST, [w for w in first if w not in last or w in lone])
    return chosen | _draw(analysis.article.text, LAST, [w for w in last if w not in chosen])


def _draw(text: str, pool: Sequence[str], words: Sequence[str]) -> dict[str, str]:
    """Of as many syllables and letters, so that readability formulas can stay; then by the text's digest. None that the
    text has itself. Where no such name is left, the old one stays: of 868 in the 50 articles, 27."""
    free = [n for n in pool if n not in text]
    free.sort(key=lambda n: hashlib.sha256(f"{n} {text}".encode()).digest())
    chosen: dict[str, str] = {}
    for word in words:
        alike = (n for n in free if _heard(n) == _heard(word))
        if (other := next(alike, None)) is not None:
            chosen[word] = other
            free.remove(other)
    return chosen


@lru_cache(maxsize=4096)
def _heard(name: str) -> tuple[int, int, bool]:
    """Syllables, letters, and whether an 's behind it is one syllable more."""
    return sum(map(load_textstat().syllable_count, name.split("-"))), len(name), name.lower().endswith(HISSING)


# --- before and after ------------------------------------------------------------------------------------------------


def moved(text: str) -> dict[str, tuple[float, float]]:
    """Every measure of the whole article, before and after: what is NaN both times is left out.

    Beside the measures: `voices`, the share of body words whose voice is of the same kind (the article's own or
    another's), `words_of_the_lists`, the share of words found that are found both times, and `sentences`, the share of
    paragraphs with as many sentences both times.
    """
    before = workbook.analyze(plain_text.from_text(text))
    after = workbook.analyze(replaced(before, replacements(before)))
    out = {}
    for a, b in zip(_whole(before), _whole(after), strict=True):
        if not (math.isnan(a.value) and math.isnan(b.value)):
            out[a.name] = (a.value, b.value)
    hits = [Counter((w.category, _words(x, w.span)) for w in x.wording) for x in (before, after)]
    total = hits[0].total() + hits[1].total()
    out["language.words_of_the_lists"] = (1.0, 2 * (hits[0] & hits[1]).total() / total if total else 1.0)
    out["language.voices"] = (1.0, _same_voice(before, after))
    kept = [a == b for a, b in zip_longest(*(_sentences(x) for x in (before, after)))]
    out["language.sentences"] = (1.0, float(np.mean(kept or [True])))
    return out


def _words(analysis: Analysis, span: Span) -> str:
    return " ".join(analysis.article.text[slice(*span)].split())


def _sentences(analysis: Analysis) -> list[int]:
    """How many there are in each paragraph."""
    starts = [start for start, _ in analysis.parse.sentences]
    return [sum(first <= start < end for start in starts) for first, end in analysis.article.paragraphs]


def _whole(analysis: Analysis) -> Iterator[Measurement]:
    return (m for m in catalogue.measure(analysis, by_paragraph=False))


def _same_voice(before: Analysis, after: Analysis) -> float:
    """Word by word; where a name has become two words or one, as far as both go."""
    own = [_own(x) for x in (before, after)]
    n = min(map(len, own))
    return float(np.mean(own[0][:n] == own[1][:n])) if n else math.nan


def _own(analysis: Analysis) -> np.ndarray:
    spans = next(v.spans for v in analysis.sourcing.voices if v.source_id is None)
    return np.array([any(a <= w[0] < b for a, b in spans) for w in analysis.article.body_words()])


def same_name(path: Path) -> dict:
    """The seed article and `MANY` of the reference, evenly drawn: how often each number stays, and how far it moves."""
    rows = list(json_lines(path))
    chosen = rows[:: max(1, len(rows) // MANY)][:MANY]
    texts = [SEED.read_text(encoding="utf-8"), *(f"{r['title']}\n\n{r['body']}" for r in chosen)]
    found = [moved(text) for text in tqdm(texts, unit="article", desc="other names")]
    return {"items": len(found), "ours": figures(found), "baselines": {}, "questions": by_question(found)}


SEED = Path(__file__).parents[2] / "seeds" / "trump-takaichi-call.txt"


def figures(found: Sequence[dict[str, tuple[float, float]]]) -> dict[str, dict]:
    """Of each measure: `unchanged`, the share of articles whose value stays; `moves`, how far it moves in the mean."""
    names = dict.fromkeys(name for own in found for name in own)
    return {
        name: {
            "unchanged": resampled([(_stays(name, *own[name]), 1) for own in found if name in own], ratio),
            "moves": resampled([[_distance(*own[name])] for own in found if name in own], mean),
        }
        for name in names
    }


def _stays(name: str, before: float, after: float) -> bool:
    """To the sixth decimal; shares of words may move by `SHARE_MOVES`."""
    share = name == "language.voices" or (
        not name.startswith("language.") and catalogue.by_name(name).unit == catalogue.SHARE
    )
    return _distance(before, after) <= (SHARE_MOVES if share else 1e-6)


def _distance(before: float, after: float) -> float:
    if math.isnan(before) or math.isnan(after):
        return 1.0
    return abs(before - after)


def by_question(found: Sequence[dict[str, tuple[float, float]]]) -> dict[str, dict]:
    """Of readability, tone, wording and who says what: the share of all numbers that stay."""
    out: dict[str, list] = {}
    for own in found:
        for name, values in own.items():
            question = QUESTIONS.get(name) or catalogue.by_name(name).question
            out.setdefault(question, []).append((_stays(name, *values), 1))
    return {question: {"numbers": len(own), "unchanged": resampled(own, ratio)} for question, own in out.items()}
