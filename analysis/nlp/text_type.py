"""Kinds of text that the workbook was not made for, and what it therefore does not measure of them.

Rules of our own over words and lines, each on the careful side: a text is taken for an English article of sentences
and paragraphs unless most of it is plainly something else. Kinds that lines tell, and signs of garbled text, are in
`data/text_kinds.toml`. `Limit.without` are names of modules of `measures`.
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
_MARKS = {
    "open": "In {} a quotation is not closed. It is taken to end where its speaker is named, or with its sentence.",
    "goes on": "In {} a quotation is not closed. It is taken to go on to the closing mark of the next paragraph.",
    "unopened": "In {} a quotation mark closes and none opens. The quotation is taken to begin with its sentence "
    "where its speaker is named behind it; elsewhere nothing is taken for one.",
    "wrong way": "In {} quotation marks are the wrong way round. They are read by the blanks beside them.",
}

NOT_ENGLISH = Limit(
    "not English",
    "This does not read as English sentences. The workbook was made for these, and its numbers would mean nothing "
    "here: only the text and what it says of its own making are shown.",
    "the text does not read as English sentences",
    frozenset(("readability", "sourcing", "tone", "headline", "wording")),
)


def find_limits(article: Article) -> tuple[Limit, ...]:
    """What a reader should know of a text before its numbers; empty for an English article of usual length."""
    # Where no spaces are between words neither words nor lines can be counted as here.
    if _other_letters(article, article.paragraphs) >= TELLING:
        return (NOT_ENGLISH,)
    words = len(article.body_words())
    kind = _kind(article)
    bare = kind is not None and kind.kind in BARE
    found = (*article.limits, _length(words), None if bare else _language(article), kind, _garbled(article))
    return tuple(limit for limit in found if limit is not None)


def withheld(found: tuple[Limit, ...]) -> dict[str, str]:
    """Module of `measures` -> why it does not apply to this text."""
    return {question: limit.reason for limit in reversed(found) for question in sorted(limit.without)}


def _length(words: int) -> Limit | None:
    if words < SHORTEST:
        many = "one word" if words == 1 else f"{words} words"
        text = f"This text is short. Its body has {many}. Readability formulas were made for samples of {SHORTEST} "
        text += "words, so they are left out. All counts are small, and one word more or less changes a share."
        reason = f"the body has {many}, and the formulas were made for {SHORTEST} or more"
        return Limit("short", text, reason, frozenset(("readability",)))
    if words > LONGEST:
        text = f"This text is long ({words:,} words): a book, or several articles in one file? Counts grow with "
        text += "length, and the charts were made for articles."
        return Limit("long", text, "", frozenset())
    return None


def _language(article: Article) -> Limit | None:
    """By the share of the commonest English words; a few paragraphs in another language get a notice only."""
    words = [w for p in article.paragraphs for w in _words(article, p)]
    if len(words) < TELLING:
        return None
    foreign = [n for p in article.paragraphs if (n := _foreign_words(article, p))]
    if _english(words) < LEAST_ENGLISH or sum(foreign) * 2 > len(words):
        return NOT_ENGLISH
    if not foreign:
        return None
    what = "One paragraph does" if len(foreign) == 1 else f"{len(foreign)} paragraphs do"
    text = f"{what} not read as English sentences. What is measured there means little."
    return Limit("partly not English", text, "", frozenset())


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
    if not (kind := _list_or_verse(lines)):
        return None
    says = "It is not made of sentences in paragraphs, so readability and tone, which are measured by sentences, are "
    return _looks_like(kind, "a poem" if kind == "poetry" else "a list", f"{says}left out.", ("readability", "tone"))


def _looks_like(kind: str, looks: str, says: str, without: Iterable[str]) -> Limit:
    return Limit(kind, f"This looks like {looks}. {says}", f"the text looks like {looks}", frozenset(without))


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
            return _looks_like(kind["kind"], kind["looks"], kind["says"], kind["without"])
        if not whole:
            where = [n for n, is_one in zip(numbers, fits, strict=True) if is_one]
            return _partly(kind["kind"], kind["looks"], where, "Readability and tone mean little there.")
    return None


def _partly(kind: str, looks: str, paragraphs: Sequence[int], says: str) -> Limit:
    where = _places(paragraphs).capitalize()
    text = f"{where} look{'s' * (len(set(paragraphs)) == 1)} like {looks}. {says}"
    return Limit(f"partly {kind}", text, "", frozenset())


def _places(paragraphs: Sequence[int]) -> str:
    """Numbers of paragraphs in words: "paragraph 3", "paragraphs 3 to 5, 9"."""
    numbers = set(paragraphs)
    starts = sorted(n for n in numbers if n - 1 not in numbers)
    ends = sorted(n for n in numbers if n + 1 not in numbers)
    runs = [str(a) if a == b else f"{a} {'and' if b == a + 1 else 'to'} {b}" for a, b in zip(starts, ends, strict=True)]
    return f"paragraph{'s' * (len(numbers) > 1)} {', '.join(runs)}"


def _transcript(talk: Talk, lines: Sequence[str], numbers: Sequence[int]) -> Limit:
    looks = "an interview or a transcript" + (f" ({', '.join(talk.names[:4])})" if talk.names else "")
    says = "The workbook finds speakers in sentences (“said the mayor”) and does not read who answers whom"
    part = slice(talk.first, talk.end)
    if sum(map(len, lines[part])) < PART_OF_TALK * sum(map(len, lines)):
        return _partly("transcript", looks, numbers[part], f"{says}: these words count as the article's own.")
    text = f"This looks like {looks}. {says}, so it leaves out who says what."
    reason = "the text looks like a transcript, whose speakers are not read"
    return Limit("transcript", text, reason, frozenset(("sourcing", "headline", "wording")))


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
    text = " ".join(f"It has {', '.join(looks)}. {mend}" for mend, looks in signs.items())
    return Limit("garbled", f"Some of this text is garbled. {text}", "", frozenset())


def _list_or_verse(lines: list[str]) -> str | None:
    """Items behind marks, or short lines of which most begin anew though the one before has not ended: wrapped prose
    hardly does that."""
    short = _share(lines, _is_short)
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


def _is_short(line: str) -> bool:
    return len(WORD.findall(line)) < PROSE_LINE


def _share(lines: list[str], is_so) -> float:
    return sum(bool(is_so(line)) for line in lines) / len(lines) if lines else 0.0


# Notices: what is set apart from the words, and broken quotation marks ---


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
    for how, told in _MARKS.items():
        if found := [str(n) for n in dict.fromkeys(broken.get(how, ()))]:
            more = [f"{len(found) - MOST_PARAGRAPHS} more"] if len(found) > MOST_PARAGRAPHS else []
            *others, last = found[:MOST_PARAGRAPHS] + more
            listed = f"{', '.join(others)} and {last}" if others else last
            yield told.format(f"paragraph{'s' if others else ''} {listed}")
