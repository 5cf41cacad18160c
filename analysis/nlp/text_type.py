"""Kinds of text that the workbook was not made for, and what it therefore does not measure of them.

Rules of our own over words and lines, each on the careful side: a text is taken for an English article of sentences
and paragraphs unless most of it is plainly something else. `Limit.without` are names of modules of `measures`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from analysis.article import WORD, Article, Limit, Span, word_set

SHORTEST, LONGEST = 100, 20_000  # words of the body
# The commonest words that other languages hardly write so.
ENGLISH = word_set(
    "the and of to that is with it they be been are were had this which from would their said but his who when "
    "will there you our your could should if than she its about into because through while these those where "
    "before after not has"
)
# Share of ENGLISH: spaCy's sample sentences in 67 other languages stay below, 5,245 articles in English above.
LEAST_ENGLISH = 0.05
TELLING, TELLING_PARAGRAPH = 25, 40  # words (the first: letters too): the share of fewer says nothing
FEW_LINES, PROSE_LINE = 8, 20  # lines; words: longer ones are no verse and no item of a list

READABILITY, SOURCING, TONE, HEADLINE, WORDING = "readability", "sourcing", "tone", "headline", "wording"
EVERYTHING = frozenset((READABILITY, SOURCING, TONE, HEADLINE, WORDING))
SENTENCES = frozenset((READABILITY, TONE))

_ENDS = re.compile(r"[.?!…:][\"'”’)\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[-*•·–—▪●]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_CELLS = re.compile(r"\t|\s{3,}|\s?\|\s?")
_TURN = re.compile(r"\s*(?:\[?\(?\d{1,2}:\d\d(?::\d\d)?\)?\]?\s*)?([A-Z][\w.'’()-]*(?: [\w.'’()-]+){0,4}|Q|A):\s+\S")
_PAUSE = re.compile(r"[,;–—-]\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

NOT_ENGLISH = Limit(
    "not English",
    "This does not read as English sentences. The workbook was made for these, and its numbers would mean nothing "
    "here: only the text and what it says of its own making are shown.",
    "the text does not read as English sentences",
    EVERYTHING,
)

TRANSCRIPT = Limit(
    "transcript",
    "This looks like a transcript or an interview: names stand before what people say. The workbook finds "
    "speakers in sentences (“said the mayor”) and does not read such names, so it leaves out who says what.",
    "the text looks like a transcript, whose speakers are not read",
    frozenset((SOURCING, HEADLINE, WORDING)),
)


def find_limits(article: Article) -> tuple[Limit, ...]:
    """What a reader should know of a text before its numbers; empty for an English article of usual length."""
    if _is_other_script(article):  # without spaces neither words nor lines can be counted as here
        return (NOT_ENGLISH,)
    words = len(article.body_words())
    kind = _kind(article)
    bare = kind is not None and kind.kind in ("list", "table")  # names and numbers are of no language
    found = (_length(words), None if bare else _language(article), kind)
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
        return Limit("short", text, reason, frozenset((READABILITY,)))
    if words > LONGEST:
        text = f"This text is long ({words:,} words): a book, or several articles in one file? Counts grow with "
        text += "length, and the charts were made for articles."
        return Limit("long", text, "", frozenset())
    return None


def _language(article: Article) -> Limit | None:
    """By the share of the commonest English words; a few paragraphs in another language get a notice only."""
    shares = [(len(words), _english(words)) for words in (_words(article, p) for p in article.paragraphs)]
    told = [(n, share) for n, share in shares if n >= TELLING_PARAGRAPH]
    unspaced = [p for p, (n, _) in zip(article.paragraphs, shares, strict=True) if n < TELLING_PARAGRAPH]
    scripts = [_letters(article, (p,)) for p in unspaced]  # two letters of Chinese or Japanese make about a word
    told += [(n // 2, 0.0) for n, latin in scripts if n // 2 >= TELLING_PARAGRAPH and 2 * latin < n]
    all_words = [w for p in article.paragraphs for w in _words(article, p)]
    if len(all_words) < TELLING:
        return None
    foreign = sum(n for n, share in told if share < LEAST_ENGLISH)
    if _english(all_words) < LEAST_ENGLISH or foreign * 2 > len(all_words):
        return NOT_ENGLISH
    if foreign:
        many = sum(share < LEAST_ENGLISH for _, share in told)
        what = "One paragraph does" if many == 1 else f"{many} paragraphs do"
        text = f"{what} not read as English sentences. What is measured there means little."
        return Limit("partly not English", text, "", frozenset())
    return None


def _is_other_script(article: Article) -> bool:
    """Is most of it in letters that are not Latin: Chinese, Cyrillic, Arabic?"""
    letters, latin = _letters(article, article.paragraphs)
    return letters >= TELLING and 2 * latin < letters


def _letters(article: Article, spans: Iterable[Span]) -> tuple[int, int]:
    """All letters of some spans, and the Latin ones."""
    text = "".join(article.text[slice(*s)] for s in spans)
    return len(_LETTER.findall(text)), len(_LATIN.findall(text))


def _words(article: Article, span: Span) -> list[str]:
    return [m[0].lower() for m in WORD.finditer(article.text, *span)]


def _english(words: list[str]) -> float:
    return sum(w in ENGLISH for w in words) / len(words) if words else 1.0


def _kind(article: Article) -> Limit | None:
    lines = [line for p in article.paragraphs for line in article.text[slice(*p)].splitlines() if line.strip()]
    if len(lines) < FEW_LINES:
        return None
    if _is_transcript(lines):
        return TRANSCRIPT
    if _share(lines, lambda line: len(_CELLS.findall(line.strip())) >= 2) > 0.5:
        return _no_sentences("table")
    if _share(lines, _ITEM.match) > 0.5 and _share(lines, _is_short) > 0.5:
        return _no_sentences("list")
    return _verse_or_list(lines)


def _verse_or_list(lines: list[str]) -> Limit | None:
    """Short lines of which most begin anew though the one before has not ended: wrapped prose hardly does that."""
    after_open = [b for a, b in pairwise(lines) if not _ENDS.search(a)]
    anew = _share(after_open, lambda line: not line.lstrip()[0].islower())
    if 2 * len(after_open) <= len(lines) or anew < 0.7 or _share(lines, _is_short) < 0.8:
        return None
    if median(len(WORD.findall(line)) for line in lines) > PROSE_LINE // 2 + 2:
        return None
    return _no_sentences("poetry" if _share(lines, _PAUSE.search) >= 0.15 else "list")


def _no_sentences(kind: str) -> Limit:
    what = {"table": "a table", "list": "a list", "poetry": "a poem"}[kind]
    text = f"This looks like {what}, not like sentences in paragraphs. Readability and tone are measured by "
    text += "sentences, so they are left out."
    return Limit(kind, text, f"the text looks like {what}, not like sentences", SENTENCES)


def _is_transcript(lines: list[str]) -> bool:
    speakers = Counter(m[1] for line in lines if (m := _TURN.match(line[:120])))
    turns = sum(speakers.values())
    return len(speakers) >= 2 and turns >= 4 and max(speakers.values()) >= 2 and turns > 0.4 * len(lines)


def _is_short(line: str) -> bool:
    return len(WORD.findall(line)) < PROSE_LINE


def _share(lines: list[str], is_so) -> float:
    return sum(bool(is_so(line)) for line in lines) / len(lines) if lines else 0.0
