"""The chart of the headline: its words above, the body as a strip below, and curves from words to their matches."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import TypeVar

from analysis.article import HeadlineWord, Page
from analysis.report.page import ribbon
from analysis.report.page.parts import Lit
from analysis.report.page.sources import Voices
from analysis.report.page.widths import wide
from analysis.views.base.numbers_in_words import in_marks, us_marks

WIDE = 760  # pixels of the chart
SIZES = (24, 20)  # pixels of the headline's letters, where it fits into one row and where it does not
ROW, CURVES = 54, 120  # pixels: a row of the headline, and the room for curves below the last
WIDEST_GAP, LABEL, NEAREST = (
    40,
    20,
    7,
)  # pixels: between words, of a sentence's number, between dots that do not touch
UNDER = 10  # pixels from the line of a row to where curves begin
SERIF = 1.08  # letters with serifs are wider by this
MANY, TANGLED = 60, 120  # curves, above which they are drawn lighter, and above which nobody can follow them
T = TypeVar("T")


def make(page: Page, words: Sequence[HeadlineWord], names: Sequence[Lit], voices: Voices) -> SimpleNamespace | None:
    """The headline above, the body as a strip at `strip`, and curves between them. `joined`: whether dots of one word
    that touch are drawn once. `ticks`: where sentences begin, `numbers`: (x, number) of those that have room for it.
    `names`: what lights up each word. None for a body or a headline without words, and for too many curves."""
    spoken = voices.words
    if spoken.empty or not words:
        return None
    pieces = list(_pieces(page, words))
    size = next((s for s in SIZES if sum(_wide(p, s) for p in pieces) <= WIDE), SIZES[-1])
    n_rows, scale, starts = _lay_out(pieces, size), WIDE / len(spoken), list(spoken["start"])
    for piece in (p for p in pieces if p.number is not None):
        piece.lit = names[piece.number]
        ends = sorted((bisect_right(starts, at) - 0.5) * scale for at, _ in words[piece.number].evidence)
        piece.ends = tuple(round(end, 1) for end in _apart(ends, NEAREST, float))
    if (curves := sum(len(p.ends) for p in pieces)) > TANGLED:
        return None
    numbers = [int(n) for n in spoken["sentence"].fillna(0)]
    first = [i for i, n in enumerate(numbers) if not i or n != numbers[i - 1]]
    ticks = [round(i * scale, 1) for i in first]
    middles = [round((a + b) / 2, 1) for a, b in pairwise([*ticks, float(WIDE)])]
    labels = zip(middles, (str(numbers[i]) for i in first), strict=True)
    missing = [name.words for name, word in zip(names, words, strict=True) if not word.evidence]
    alt = "The headline’s main words, joined to the matching words in the body’s sentences. "
    return SimpleNamespace(
        size=size,
        strip=(n_rows - 1) * ROW + SIZES[0] + CURVES,
        words=pieces,
        body=ribbon.drawing(voices, WIDE),
        ticks=ticks,
        numbers=_apart(labels, LABEL, lambda label: label[0]),
        light=curves > MANY,
        joined=curves < sum(len(word.evidence) for word in words),
        alt=alt + (us_marks(f"No match: {in_marks(missing, len(missing))}.") if missing else "Each has a match."),
    )


def _pieces(page: Page, words: Sequence[HeadlineWord]) -> Iterator[SimpleNamespace]:
    """The headline cut at blanks and between content words; what is written right beside one of these stays with it.

    `number`: the content word that it is, None for others; `x`, `y`: the middle of its line; `way`: points from
    it to where its curves begin, below the last row; `ends`: of its curves.
    """
    start, end = page.article.span("headline") or (0, 0)
    starts = {w.span[0]: n for n, w in enumerate(words)}
    cuts = sorted({start, end, *(at for w in words for at in w.span)})
    last: SimpleNamespace | None = None
    for a, b in pairwise(cuts):
        for found in re.finditer(r"\S+", page.article.text[a:b]):
            number = starts.get(a)
            joined = last is not None and not found.start() and not page.article.text[a - 1].isspace()
            if joined and (last.number is None or number is None):
                last.words += found[0]
                last.number = number if last.number is None else last.number
                continue
            if last:
                yield last
            last = SimpleNamespace(words=found[0], number=number, joined=joined, ends=())
    if last:
        yield last


def _wide(piece: SimpleNamespace, size: int) -> float:
    """About how wide a piece is with the blank before it, in pixels."""
    return SERIF * wide(piece.words, size) + size * (0.05 if piece.joined else 0.45)


def _lay_out(pieces: Sequence[SimpleNamespace], size: int) -> int:
    """Place the pieces in rows; how many rows these are. A row of few words is spread out a little, and centered."""
    rows: list[list[SimpleNamespace]] = [[]]
    for piece in pieces:
        piece.width = _wide(piece, size)
        if rows[-1] and sum(p.width for p in rows[-1]) + piece.width > WIDE:
            rows.append([])
        rows[-1].append(piece)
    for n, row in enumerate(rows):
        free = WIDE - sum(p.width for p in row)
        gaps = sum(not p.joined for p in row[1:])
        gap = min(WIDEST_GAP, free / (gaps + 1))
        at = (free - gap * gaps) / 2
        for i, piece in enumerate(row):
            at += gap if i and not piece.joined else 0
            piece.x, piece.y = round(at + piece.width / 2, 1), SIZES[0] + n * ROW
            at += piece.width
    for n, row in enumerate(rows):
        for piece in row:
            piece.way = tuple(_way(piece, rows[n + 1 :]))
    return len(rows)


def _way(piece: SimpleNamespace, below: Iterable[Sequence[SimpleNamespace]]) -> Iterator[tuple[float, int]]:
    """The points of a line from a piece between the words of the rows below it, to where its curves begin."""
    x = piece.x
    yield x, piece.y + UNDER
    for row in below:
        gaps = [b.x - b.width / 2 for b in row if not b.joined]
        x = round(min([*gaps, row[-1].x + row[-1].width / 2], key=lambda gap: abs(gap - x)), 1)
        yield x, row[0].y - SIZES[0]
        yield x, row[0].y + UNDER


def _apart(found: Iterable[T], least: float, at: Callable[[T], float]) -> list[T]:
    """Those, from left to right, that are at least so many pixels from the one kept before."""
    kept: list[T] = []
    for one in found:
        if not kept or at(one) - at(kept[-1]) >= least:
            kept.append(one)
    return kept
