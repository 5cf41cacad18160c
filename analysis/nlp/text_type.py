"""Kinds of text that the workbook was not made for (`data/text_kinds.toml`), and what it does not measure of them.

A text is taken for an English article of sentences in paragraphs unless most of it is plainly something else.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from analysis import DATA
from analysis.article import HASHTAG, LINK, WORD, Article, Limit, Span, as_given, word_set
from analysis.nlp.quotations import broken_marks
from analysis.nlp.transcripts import Talk, find_talk

SHORTEST, LONGEST = 100, 20_000  # words of the body
# Share of ENGLISH: spaCy's sample sentences in 67 other languages stay below, 5,245 articles in English above.
LEAST_ENGLISH = 0.05
TELLING, TELLING_PARAGRAPH = 25, 40  # words (the first: letters too): the share of fewer says nothing
FEW_LINES, PROSE_LINE = 8, 20  # lines; words: longer ones are no verse and no item of a list

BARE = frozenset(("list", "table", "recipe", "code"))  # names and numbers are of no language
PART_OF_TALK = 1 / 3  # of the letters: from there on the whole text is taken for an interview

_ENDS = re.compile(r"[.?!…:][\"'”’)\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[-*•·–—▪●]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_PAUSE = re.compile(r"[,;–—-]\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_DATA = tomllib.loads((DATA / "text_kinds.toml").read_text("utf-8"))
ENGLISH = word_set(_DATA["english"])
_LINES, _GARBLED = ([re.compile(kind["pattern"]) for kind in _DATA[name]] for name in ("lines", "garbled"))

MOST_LINKS, LONGEST_LINK = 3, 60  # of those that are not counted: how many are shown, and characters of each
MOST_PARAGRAPHS = 5


def _limit(kind: str, **said: str) -> Limit:
    told = _DATA["limits"][kind]
    text, reason = told["text"].format(**said), told.get("reason", "").format(**said)
    return Limit(kind, text, reason, word_set(told.get("without", "")))


def find_limits(article: Article) -> tuple[Limit, ...]:
    """What a reader should know of a text before its numbers; empty for an English article of usual length."""
    # Where no spaces are between words neither words nor lines can be counted as here.
    if _other_letters(article, article.paragraphs) >= TELLING:
        return (_limit("not English"),)
    words = len(article.body_words())
    kind = _kind(article)
    bare = kind is not None and kind.kind in BARE
    found = (*article.limits, _length(words), None if bare else _language(article), kind, _garbled(article))
    return tuple(limit for limit in found if limit is not None)


def withheld(found: tuple[Limit, ...]) -> dict[str, str]:
    """Module of `measures` -> why it does not apply to this text."""
    return {question: limit.reason for limit in reversed(found) for question in sorted(limit.without)}


def _length(words: int) -> Limit | None:
    many = "one word" if words == 1 else f"{words:,} words"
    if words < SHORTEST:
        return _limit("short", words=many)
    return _limit("long", words=many) if words > LONGEST else None


def _language(article: Article) -> Limit | None:
    """By the share of the commonest English words; a few paragraphs in another language get a notice only."""
    words = [w for p in article.paragraphs for w in _words(article, p)]
    if len(words) < TELLING:
        return None
    foreign = [n for p in article.paragraphs if (n := _foreign_words(article, p))]
    if _english(words) < LEAST_ENGLISH or sum(foreign) * 2 > len(words):
        return _limit("not English")
    if not foreign:
        return None
    many = "One paragraph does" if len(foreign) == 1 else f"{len(foreign)} paragraphs do"
    return _limit("partly not English", paragraphs=many)


def _foreign_words(article: Article, paragraph: Span) -> int:
    """About how many words a paragraph in another language has; 0 if it is in English, or short."""
    words = _words(article, paragraph)
    if len(words) >= TELLING_PARAGRAPH:
        return len(words) if _english(words) < LEAST_ENGLISH else 0
    n = _other_letters(article, (paragraph,)) // 2  # two letters of Chinese or Japanese make about a word
    return n if n >= TELLING_PARAGRAPH else 0


def _other_letters(article: Article, spans: Iterable[Span]) -> int:
    """How many letters there are if most are not Latin: Chinese, Cyrillic, Arabic."""
    text = "".join(article.prose[slice(*s)] for s in spans)
    letters = len(_LETTER.findall(text))
    return letters if 2 * len(_LATIN.findall(text)) < letters else 0


def _words(article: Article, span: Span) -> list[str]:
    return [m[0].lower() for m in WORD.finditer(article.prose, *span)]


def _english(words: list[str]) -> float:
    return sum(w in ENGLISH for w in words) / len(words) if words else 1.0


def _kind(article: Article) -> Limit | None:
    """What the body's lines look like; None for paragraphs of sentences."""
    numbered = [(n, line) for n, p in enumerate(article.paragraphs, 1) for line in _lines(article.prose[slice(*p)])]
    numbers, lines = [n for n, _ in numbered], [line for _, line in numbered]
    if talk := find_talk(lines, article.headline or ""):
        return _transcript(talk, lines, numbers)
    if found := _kind_of_lines(article, lines, numbers):
        return found
    kind = _list_or_verse(lines)
    return _limit(kind) if kind else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _kind_of_lines(article: Article, lines: Sequence[str], numbers: Sequence[int]) -> Limit | None:
    """The first kind of `data/text_kinds.toml` that enough lines fit. `numbers` are those of the lines' paragraphs."""
    every = _lines(article.text)  # with what is no body: times in a live blog, a press release's contact
    for pattern, kind in zip(_LINES, _DATA["lines"], strict=True):
        whole = kind.get("whole", False)
        fits = [bool(pattern.fullmatch(line)) for line in (every if whole else lines)]
        if sum(fits) < kind["least"]:
            continue
        if sum(fits) >= kind["share"] * len(fits):
            looks = f"looks like {kind['looks']}"
            return Limit(kind["kind"], f"This {looks}. {kind['says']}", f"the text {looks}", frozenset(kind["without"]))
        if not whole:
            where = _places([n for n, is_one in zip(numbers, fits, strict=True) if is_one], "look")
            says = "Readability and tone mean little there."
            return Limit(f"partly {kind['kind']}", f"{where} like {kind['looks']}. {says}", "", frozenset())
    return None


def _places(paragraphs: Sequence[int], verb: str = "") -> str:
    """Numbers of paragraphs in words: "paragraph 3", "paragraphs 3 to 5, 9"; with a verb as they begin a sentence."""
    numbers = set(paragraphs)
    starts = sorted(n for n in numbers if n - 1 not in numbers)
    ends = sorted(n for n in numbers if n + 1 not in numbers)
    runs = [str(a) if a == b else f"{a} {'and' if b == a + 1 else 'to'} {b}" for a, b in zip(starts, ends, strict=True)]
    places = f"paragraph{'s' * (len(numbers) > 1)} {', '.join(runs)}"
    return f"{places.capitalize()} {verb}{'s' * (len(numbers) == 1)}" if verb else places


def _transcript(talk: Talk, lines: Sequence[str], numbers: Sequence[int]) -> Limit:
    looks = "an interview or a transcript" + (f" ({', '.join(talk.names[:4])})" if talk.names else "")
    says = "The workbook finds speakers in sentences (“said the mayor”) and does not read who answers whom"
    part = slice(talk.first, talk.end)
    if sum(map(len, lines[part])) < PART_OF_TALK * sum(map(len, lines)):
        return _limit("partly transcript", where=_places(numbers[part], "look"), looks=looks, says=says)
    return _limit("transcript", looks=looks, says=says)


def _garbled(article: Article) -> Limit | None:
    """Signs of a wrong encoding, of a page's source, of a bad scan: what, where, and the mend."""
    signs: dict[str, list[str]] = {}  # what to do -> what was found
    article = as_given(article, article.given)  # a soft hyphen or a no-break blank may be half of a garbled letter
    for pattern, sign in zip(_GARBLED, _DATA["garbled"], strict=True):
        found = [n for n, p in enumerate(article.paragraphs, 1) for _ in pattern.finditer(article.text[slice(*p)])]
        if len(found) >= sign.get("least", 1):
            signs.setdefault(sign["mend"], []).append(f"{sign['looks']} ({_places(found)})")
    if not signs:
        return None
    return _limit("garbled", signs=" ".join(f"It has {', '.join(looks)}. {mend}" for mend, looks in signs.items()))


def _list_or_verse(lines: list[str]) -> str | None:
    """Items behind marks, or short lines of which most begin anew though the one before has not ended: wrapped prose
    hardly does that."""
    short = _share(lines, lambda line: len(WORD.findall(line)) < PROSE_LINE)
    if len(lines) < FEW_LINES:
        return None
    if _share(lines, _ITEM.match) > 0.5 and short > 0.5:
        return "list"
    after_open = [b for a, b in pairwise(lines) if not _ENDS.search(a)]
    anew = _share(after_open, lambda line: not line[0].islower())
    if 2 * len(after_open) <= len(lines) or anew < 0.7 or short < 0.8:
        return None
    if median(len(WORD.findall(line)) for line in lines) > PROSE_LINE // 2 + 2:
        return None
    return "poetry" if _share(lines, _PAUSE.search) >= 0.15 else "list"


def _share(lines: list[str], is_so) -> float:
    return sum(bool(is_so(line)) for line in lines) / len(lines) if lines else 0.0


def find_notices(article: Article) -> tuple[str, ...]:
    """What is set apart from the words of headline and body, and where quotation marks are broken."""
    return (*_links(article), *_marks(article))


def _links(article: Article) -> Iterator[str]:
    parts = (*filter(None, [article.span("headline")]), *article.paragraphs)
    all_links = (m[0] for pattern in (LINK, HASHTAG) for p in parts for m in pattern.finditer(article.text, *p))
    found = list(dict.fromkeys(all_links))
    if found:
        shown = (each if len(each) <= LONGEST_LINK else f"{each[:LONGEST_LINK]}…" for each in found[:MOST_LINKS])
        more = f" and {len(found) - MOST_LINKS} more" if len(found) > MOST_LINKS else ""
        yield f"Not counted as words (links, e-mail addresses, hashtags): {', '.join(shown)}{more}."


def _marks(article: Article) -> Iterator[str]:
    broken = broken_marks(article.text, article.paragraphs)
    for how, told in _DATA["marks"].items():
        if found := [str(n) for n in dict.fromkeys(broken.get(how, ()))]:
            more = [f"{len(found) - MOST_PARAGRAPHS} more"] if len(found) > MOST_PARAGRAPHS else []
            *others, last = found[:MOST_PARAGRAPHS] + more
            listed = f"{', '.join(others)} and {last}" if others else last
            yield told.format(f"paragraph{'s' if others else ''} {listed}")
