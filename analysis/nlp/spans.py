"""Which of many spans contain a position or another span, or overlap it: to compare each with each takes minutes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from analysis.article import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans have a character in common."""
    return a[0] < b[1] and b[0] < a[1]


def is_inside(inner: Span, outer: Span) -> bool:
    """Whether all of a span lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def stripped(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends."""
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def covered(length: int, spans: Iterable[Span]) -> bytearray:
    """A 1 for each character of a text of this length that is in one of the spans, a 0 for each other."""
    out = bytearray(length)
    for start, end in spans:
        out[start:end] = b"\1" * (end - start)
    return out


def painted(length: int, spans: Iterable[Span]) -> list[int | None]:
    """For each character of a text of this length the number of the span that it is in, or None: of spans that overlap
    the last. One lookup takes less time than in `DisjointSpans`, which pays for the words of a whole text.

    >>> painted(6, [(0, 2), (3, 5)])
    [0, 0, None, 1, 1, None]
    """
    out: list[int | None] = [None] * length
    for n, (start, end) in enumerate(spans):
        out[start:end] = [n] * (end - start)
    return out


def tokens_in(doc: Doc, span: Span | None) -> list[Token]:
    """The tokens that a span holds or cuts, without white space; none for None."""
    piece = doc.char_span(*span, alignment_mode="expand") if span else None
    return [t for t in piece or () if not t.is_space]


class DisjointSpans:
    """Spans in order of which none overlaps another: paragraphs, sentences, quotations.

    >>> sentences = DisjointSpans([(0, 5), (6, 9)])
    >>> sentences.at(6), sentences.at(5), sentences.around((7, 9)), list(sentences.overlapping((4, 7)))
    (1, None, (6, 9), [0, 1])
    """

    __slots__ = ("ends", "spans", "starts")

    def __init__(self, spans: Sequence[Span]):
        self.spans = spans
        self.starts, self.ends = [s for s, _ in spans], [e for _, e in spans]

    def at(self, position: int) -> int | None:
        """The index of the span that contains this position, or None."""
        n = bisect_right(self.starts, position) - 1
        return n if n >= 0 and position < self.ends[n] else None

    def holding(self, position: int) -> Span | None:
        """The span that contains this position, or None."""
        n = self.at(position)
        return None if n is None else self.spans[n]

    def around(self, inner: Span) -> Span | None:
        """The span that contains all of this one, or None."""
        found = self.holding(inner[0])
        return found if found is not None and inner[1] <= found[1] else None

    def overlapping(self, span: Span) -> range:
        """The indices of the spans that overlap this one."""
        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))


def spans_overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of sorted, disjoint spans that overlap this one.

    >>> spans_overlapping(((0, 5), (6, 9), (12, 15)), (8, 12))
    ((6, 9),)
    """
    first = bisect_left(spans, (span[0],))
    return spans[first - (first > 0 and spans[first - 1][1] > span[0]) : bisect_left(spans, (span[1],))]


class SpanIndex:
    """Spans in any order, also inside each other.

    >>> contents = SpanIndex([(0, 90), (10, 20), (15, 40)])
    >>> list(contents.holding((15, 18))), list(contents.overlapping((30, 35))), contents.touch((90, 95))
    ([0, 1, 2], [0, 2], False)
    """

    __slots__ = ("ends", "farthest", "numbers", "starts")

    def __init__(self, spans: Iterable[Span]):
        rows = sorted((s, e, n) for n, (s, e) in enumerate(spans))
        self.starts, self.farthest = [s for s, _, _ in rows], list(accumulate((e for _, e, _ in rows), max))
        _, self.ends, self.numbers = np.array(rows, dtype=np.int64).reshape(-1, 3).T

    def holding(self, inner: Span) -> Iterator[int]:
        """The indices of the spans that contain all of this one, the first to begin first."""
        return self._reaching(inner[0] + 1, inner[1])

    def overlapping(self, span: Span) -> Iterator[int]:
        """The indices of the spans that overlap this one, the first to begin first."""
        return self._reaching(span[1], span[0] + 1)

    def touch(self, span: Span) -> bool:
        """Whether any span overlaps this one."""
        return next(self.overlapping(span), None) is not None

    def _reaching(self, before: int, end: int) -> Iterator[int]:
        """Those that start before one position and end at another or after it."""
        last = bisect_left(self.starts, before)
        if not last or self.farthest[last - 1] < end:
            return iter(())
        return iter(self.numbers[:last][self.ends[:last] >= end].tolist())
