"""Where quotation marks open and close, and where they are broken. Knows the marks only, not who speaks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, zip_longest

from analysis.article import Span
from analysis.nlp.spans import DisjointSpans, stripped
from analysis.patterns import patterns

# Two apostrophes are a double mark in some agencies' and newspapers' texts; some editors double every mark.
MARK = re.compile(r"``|''|‘‘|’’|““|””|(?<!\S)\"\"|\"\"(?=[\s,.;:!?)]|\Z)|[\"“”„‟«»‹›「」『』‘’'`]")
OPENING, CLOSING = frozenset(["``", "‘‘", "““", *"“„‟«‹「『"]), frozenset(["’’", "””", *"”»›」』"])
STRAIGHT = frozenset(['"', '""', "''"])
LONGEST_SINGLE = 1500  # characters: single marks farther apart are apostrophes
SINGLE_OPENING, SINGLE_CLOSING = frozenset("‘'`"), frozenset("’'")
SINGLE = SINGLE_OPENING | SINGLE_CLOSING
_CUT_WORD, _CUT_END, _INCHES, _TAG, _SENTENCE_END, _SINGLE_END = patterns("quotations").values()
FEW_SENTENCES = 3


@dataclass(slots=True)
class _Paragraph:
    """What the marks of one paragraph are."""

    start: int
    end: int
    closed: list[Span] = field(default_factory=list)
    open: list[int] = field(default_factory=list)  # where marks open that nothing closes
    unopened: list[Span] = field(default_factory=list)  # closing marks that nothing opened
    wrong_way: bool = False


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of quotations, marks included, in order; none holds another or crosses a paragraph.

    A quotation over several paragraphs (an opening mark on each, one closing) is one span in each. Where a mark is
    missing, a quotation that is not closed ends where its speaker is named or with its sentence, and one that is not
    opened begins with its sentence if its speaker is named behind it. Apostrophes are no marks: a single mark opens
    only where a closing one follows.
    """
    return _read(text, tuple(paragraphs))[0]


def without_marks(text: str, quotation: Span) -> Span:
    """What is between the marks of a quotation, of which each may be missing."""
    start, end = quotation
    if (opening := MARK.match(text, start, end)) is not None:
        start = opening.end()
    closing = next((n for n in (2, 1) if text[end - n : end] in CLOSING | STRAIGHT | SINGLE_CLOSING), 0)
    return start, max(start, end - closing)


def broken_marks(text: str, paragraphs: Sequence[Span]) -> dict[str, list[int]]:
    """How marks are broken (`open`: not closed, `goes on`: closed in the next paragraph only, `unopened`, `wrong way`)
    -> the numbers, from 1, of the paragraphs in which they are so."""
    return _read(text, tuple(paragraphs))[1]


@lru_cache(maxsize=8)
def _read(text: str, paragraphs: tuple[Span, ...]) -> tuple[tuple[Span, ...], dict[str, list[int]]]:
    read = [_in_paragraph(text, start, end) for start, end in paragraphs]
    spans: list[Span] = []
    broken: dict[str, list[int]] = {}
    for n, (own, following) in enumerate(zip_longest(read, read[1:]), 1):
        closed = DisjointSpans(list(_outermost(own.closed)))
        for opened, limit in zip_longest(own.open, own.open[1:], fillvalue=own.end):
            end, how = _end_of_open(text, own, (opened, limit), closed, following)
            own.closed.append((opened, end))
            broken.setdefault(how, []).append(n)
        own.closed += _unopened(text, own, closed)
        spans += _outermost(own.closed)
        broken.setdefault("unopened" if own.unopened else "", []).append(n)
        broken.setdefault("wrong way" if own.wrong_way else "", []).append(n)
    broken.pop("", None)
    return tuple(spans), broken


def _in_paragraph(text: str, start: int, end: int) -> _Paragraph:
    start, end = stripped(text, start, end)
    found = _Paragraph(start, end)
    inches = {m.start(m.lastgroup) for m in _INCHES.finditer(text, start, end)}
    marks = [m for m in MARK.finditer(text, start, end) if m[0] not in SINGLE and m.start() not in inches]
    marks = [(m, _place(text, m, start, end)) for m in marks]
    if straight := [(m, place) for m, place in marks if m[0] in STRAIGHT]:
        odd = [pair for pair in straight if pair[1] == "closes" and text[pair[0].start() - 1].isdigit()]
        if len(straight) % 2 and len(odd) == 1:  # "a 12" record": an inch
            marks.remove(odd[0])
            straight.remove(odd[0])
    by_place = len(straight) % 2 == 1 or not any(place == "closes" for _, place in straight)
    for n, (m, place) in enumerate(marks):
        low = bool(found.open) and text[found.open[-1]] in "„‟"
        if m[0] in STRAIGHT:
            opens = place == "opens" if by_place and place else not found.open
        elif m[0] in OPENING:
            opens = (not found.open and m.end() < end) or (place == "opens" if low else place != "closes")
        else:
            more = n + 1 < len(marks)
            another = more and marks[n + 1][0][0] in CLOSING and not _TAG.match(text, m.end(), end)
            opens = not found.open and ((more and place == "opens") or another)
        found.wrong_way |= m[0] in ("“", "”") and opens != (m[0] == "“") and not low
        if opens and not (m[0] in STRAIGHT and not found.open and text[m.start() - 1 : m.start()].isalnum()):
            found.open.append(m.start())
        elif not opens and found.open:
            found.closed.append((found.open.pop(), m.end()))
        elif not opens:
            found.unopened.append(m.span())
    _find_single(text, found)
    return found


def _beside(text: str, mark: re.Match[str], start: int, end: int) -> tuple[str, str]:
    """The characters before and behind a mark, blanks at the ends of its paragraph."""
    return text[mark.start() - 1] if mark.start() > start else " ", text[mark.end()] if mark.end() < end else " "


def _place(text: str, mark: re.Match[str], start: int, end: int) -> str | None:
    """`opens` or `closes`, by the blanks beside a mark; None where there are blanks on both sides, or on none."""
    before, after = _beside(text, mark, start, end)
    if mark.end() == end:
        return "closes"
    if before.isspace() or before in "([{—–-/" or not before.isprintable():  # a mark of writing direction
        return None if after.isspace() else "opens"
    return "closes" if after.isspace() or after in ",.;:!?)]}—–-…’”»\"'" else None


def _find_single(text: str, found: _Paragraph) -> None:
    """Add the quotations in single marks: those outside of double ones, which they may hold."""
    doubles, position = DisjointSpans(list(_outermost(found.closed))), found.start
    for m in MARK.finditer(text, found.start, found.end):
        if m[0] not in SINGLE_OPENING or m.start() < position or doubles.at(m.start()) is not None:
            continue
        before, after = _beside(text, m, found.start, found.end)
        begins = after.isalnum() or after in '“"…[' or (m[0] == "‘" and after.isspace() and before.isspace())
        if not begins or before.isalnum() or _CUT_WORD.match(text, m.end()) or m.end() == found.end:
            continue
        closing = _single_closing(text, m.end(), found.end, doubles)
        if closing is not None:
            found.closed.append((m.start(), closing))
            position = closing
        elif m.start() == found.start and m[0] == "‘" and after.isupper():
            found.open.append(m.start())


def _single_closing(text: str, start: int, end: int, doubles: DisjointSpans) -> int | None:
    """The end of the single mark that closes: the first behind punctuation, or behind a word to which no apostrophe
    belongs; else the first behind any word ("the voters' choice" has one too). A number needs punctuation: "of '85"."""
    candidate, spaced, number = None, text[start].isspace(), text[start].isdigit()
    for m in MARK.finditer(text, start, min(end, start + LONGEST_SINGLE)):
        if doubles.at(m.start()) is not None:
            continue
        before, after = _beside(text, m, start, end)
        opens = m[0] in SINGLE_OPENING and (before.isspace() or before in "([—–") and after.isalnum()
        if m[0] not in SINGLE or (opens and not _CUT_WORD.match(text, m.end())):
            break
        if m[0] not in SINGLE_CLOSING or after.isalnum():
            continue
        if before in ",.!?…;" or (spaced and before.isspace()):
            return m.end()
        if spaced or number or before.isspace():
            continue
        if not _CUT_END.search(text, max(0, m.start() - 4), m.end()):
            return m.end()
        candidate = candidate or m.end()
    return candidate


def _outermost(spans: list[Span]) -> Iterator[Span]:
    last = -1
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= last:
            yield start, end
            last = end


def _end_of_open(
    text: str, own: _Paragraph, span: Span, closed: DisjointSpans, following: _Paragraph | None
) -> tuple[int, str]:
    """Where a quotation ends that is not closed in its paragraph, and how it is broken, "" where it is not. `span`:
    from its mark to the next that is not closed."""
    opened, limit = span
    tag, single = (p.search(text, opened + 1, limit) for p in (_TAG, _SINGLE_END))
    if limit == own.end and following and not tag:
        mark = MARK.match(text, following.start)
        if mark and mark[0] not in CLOSING:
            return own.end, ""
        if following.unopened and not any(s < following.unopened[0][0] for s, _ in following.closed[:1]):
            following.closed.insert(0, (following.start, following.unopened.pop(0)[1]))
            return own.end, "goes on"
    sentences = [m.end() for m in islice(_SENTENCE_END.finditer(text, opened + 1, limit), FEW_SENTENCES)] or [limit]
    seen = [at for at in (tag and tag.start(), single and single.end()) if at and at <= sentences[-1]]
    end = min(seen, default=sentences[0])
    inner = closed.holding(end)
    return stripped(text, opened, inner[1] if inner and opened < inner[0] < end else end)[1], "open"


def _unopened(text: str, own: _Paragraph, closed: DisjointSpans) -> Iterator[Span]:
    """Quotations that are not opened but closed by a mark behind which a speaker is named: their sentences."""
    at = own.start
    for start, end in own.unopened:
        if _TAG.match(text, end, own.end):
            at = max([at, *closed.ends[: bisect_right(closed.ends, start)][-1:]])
            ends = [m.end() for m in _SENTENCE_END.finditer(text, at, start - 2)]
            yield stripped(text, ends[-1] if ends else at, end)
        at = end
