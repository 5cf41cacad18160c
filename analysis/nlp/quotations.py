"""Where quotation marks open and close. Knows the marks only, not who speaks."""

import re
from collections.abc import Sequence

from analysis.article import Span

# Two apostrophes are a double mark in some agencies' and newspapers' texts.
MARK = re.compile(r"``|''|‘‘|’’|[\"“”„«»‘’']")
OPENING, CLOSING = frozenset("“„«") | {"``", "‘‘"}, frozenset("”»") | {"’’"}
LONGEST_SINGLE = 1500  # characters: single marks farther apart are apostrophes
SINGLE_OPENING, SINGLE_CLOSING = frozenset("‘'"), frozenset("’'")


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of quotations, marks included, in order; none holds another or crosses a paragraph.

    A quotation over several paragraphs (an opening mark on each, one closing) is one span in each. An opening
    mark that nothing closes lasts to its paragraph's end; a closing one that nothing opened is no mark.
    Apostrophes are no marks: a single mark opens only where a closing one follows in the same paragraph.
    """
    return tuple(span for start, end in paragraphs for span in _in_paragraph(text, start, end))


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    out: list[Span] = []
    opened: int | None = None
    position = start
    while match := MARK.search(text, position, end):
        mark, position = match.group(), match.end()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[position] if position < end else " "
        if opened is not None:
            if mark in CLOSING or mark in ('"', "''"):
                out.append((opened, position))
                opened = None
        elif mark in OPENING or (mark in ('"', "''") and not before.isalnum() and not after.isspace()):
            opened = match.start()
        elif mark in SINGLE_OPENING and not before.isalnum() and after.isalpha():
            closing = _single_closing(text, position, end)
            if closing is not None:
                out.append((match.start(), closing))
                position = closing
    if opened is not None:
        out.append((opened, end))
    return out


def _single_closing(text: str, start: int, end: int) -> int | None:
    """The end of the single mark that closes: the first behind punctuation, else the first that ends a word.

    "the voters' choice" ends a word too, so a mark behind punctuation is believed first; a double opening mark
    ends the search.
    """
    candidate = None
    for match in MARK.finditer(text, start, min(end, start + LONGEST_SINGLE)):
        if match.group() in OPENING:
            break
        after = text[match.end()] if match.end() < end else " "
        if match.group() not in SINGLE_CLOSING or after.isalnum():
            continue
        before = text[match.start() - 1]
        if before in ",.!?…;":
            return match.end()
        if candidate is None and not before.isspace():
            candidate = match.end()
    return candidate
