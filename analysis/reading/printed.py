"""The text as a reader sees it printed: what looks the same is written the same, and what shows nothing is gone."""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import combining, is_normalized, normalize

from analysis import DATA
from analysis.article import WORD, Given, Span, word_set

_UNSEEN = "[\u200b\u200e\u200f\u2060-\u2064\ufeff]"
# Emoji and the scripts that join letters need their joiners.
_JOINERS = "(?<![^\x00-\u036f\u1e00-\u1eff\u2000-\u206f\ufb00-\ufb06])[\u200c\u200d]"
_LINE_END = "[ \t]{0,20}\n[ \t]{0,20}(?=[^\\W_])"
_APOSTROPHE = (  # between letters: accents, primes and opening marks that stand for one
    "\u02bc|(?<=[^\\W\\d_])(?:[`´ʹ′＇\ua78c](?=[^\\W\\d_])|[‘‛](?=(?:[dmst]|ll|re|ve)\\b))|(?<=\\b[DLO])[‘‛](?=[A-Z])"
)
_CHARACTERS = re.compile(
    f"(?P<nothing>{_UNSEEN}|{_JOINERS}|\xad(?!(?<=[^\\W_]\xad){_LINE_END}))"
    "|(?P<blank>[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    f"|(?P<hyphen>[\u2010\u2011\ufe63\uff0d])|(?P<apostrophe>{_APOSTROPHE})"
    "|(?P<letter>[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2160-\u2188\U0001d400-\U0001d7ff])"
)
_WRITTEN = {"nothing": "", "blank": " ", "hyphen": "-", "apostrophe": "’"}
# The not sign is what a hyphen that shows only at a line's end becomes in some conversions.
_DIVIDED = re.compile(f"(?<=[^\\W_])[-\xad¬]{_LINE_END}")
_LEFT, _RIGHT = re.compile(r"-?[^\W_]{1,40}\Z"), re.compile(r"[^\W_]{1,40}")
_BLANK_BEHIND = re.compile("\n|(?<![\\s\\-\xad¬])[ \t]")
_MORE_COMPOUNDS = ("and", "or", "nor", "to", "but")  # "pre-" at a line's end and "and post-war" in the next
_LONGEST_LINE = 100  # characters; longer ones are paragraphs, whose ends divide nothing

Replacements = dict[Span, str]


def printed(text: str) -> str:
    """The text as printed; the same object where it is that already."""
    return as_printed(text)[0]


def as_printed(text: str) -> tuple[str, Given | None]:
    """The text as printed, and the text as given with the places in it, None where that is the same."""
    now, given = text, None
    while found := _characters(now) or _whole_words(now):
        pieces, starts, ends, at = [], [], [], 0
        for (start, end), new in sorted(found.items()):
            if start < at:  # inside the one before
                continue
            pieces += [now[at:start], new]
            starts += [*range(at, start), *[start] * len(new)]
            ends += [*range(at + 1, start + 1), *[end] * len(new)]
            at = end
        starts += range(at, len(now))
        ends += range(at + 1, len(now) + 1)
        if given:  # these places are in the text of the round before
            starts, ends = [given.starts[n] for n in starts], [given.ends[n - 1] for n in ends]
        now, given = "".join([*pieces, now[at:]]), Given(text, tuple(starts), tuple(ends))
    return now, given


def _characters(text: str) -> Replacements:
    """What is printed in place of single characters and of letters with their accents."""
    if text.isascii() and "`" not in text:
        return {}
    found = {
        m.span(): normalize("NFKC", m[0]) if m.lastgroup == "letter" else _WRITTEN[m.lastgroup]
        for m in _CHARACTERS.finditer(text)
    }
    if not is_normalized("NFC", text):
        letters = [n for n, c in enumerate(text) if not combining(c)] + [len(text)]
        composed = ((span, normalize("NFC", text[slice(*span)])) for span in pairwise(letters))
        found |= {span: new for span, new in composed if span not in found and new != text[slice(*span)]}
    return found


def _whole_words(text: str) -> Replacements:
    """Words divided at a line's end: without the line's end there, and with one at the next blank instead."""
    found: Replacements = {}
    divided = list(_DIVIDED.finditer(text))
    written = frozenset(m[0].lower() for m in WORD.finditer(text)) if divided else frozenset()
    for m in divided:
        left, right = _LEFT.search(text, max(0, m.start() - 41), m.start()), _RIGHT.match(text, m.end())
        line = m.start() - text.rfind("\n", 0, m.start())
        hyphen = _hyphen(left[0], right[0], written, line) if m[0][0] == "-" else ""
        if hyphen is None:
            continue
        found[m.span()] = hyphen
        behind = _BLANK_BEHIND.search(text, right.end())
        if behind and behind[0] != "\n":
            found[behind.span()] = "\n"
    return found


def _hyphen(left: str, right: str, written: frozenset[str], line: int) -> str | None:
    """The hyphen between the parts of a word, if it has one; None where the parts are two words. As the text writes it
    elsewhere; else "govern" and "ment" make a word of the dictionary, and "well" and "known" are two."""
    compound, left = left[0] == "-", left.removeprefix("-")  # "mother-in-" and "law"
    new = left[-1].isdigit() or right[0].isdigit() or (right[0].isupper() and not left.isupper())
    if right in _MORE_COMPOUNDS or (new and line > _LONGEST_LINE):
        return None
    left, right, known = left.lower(), right.lower(), _dictionary()
    if new or f"{left}-{right}" in written:
        return "-"
    words = {left, right} <= known
    whole = left + right in written or (left + right in known and not (compound and words))
    return "" if whole or not words else "-"


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """The words of the pronouncing dictionary."""
    return word_set((DATA / "syllables.txt").read_text("ascii"))
