"""The chart of the headline: its words above, the body as a strip below, and curves from words to their matches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.article import HeadlineWord, Page
from analysis.report.page import ribbon
from analysis.report.page.parts import Lit
from analysis.report.page.sources import Voices
from analysis.views.base.numbers_in_words import listed, quote

WIDE = 760  # pixels of the chart
SIZES = (24, 20)  # pixels of the headline's letters, where it fits into one row and where it does not
ROW, CURVES = 54, 120  # pixels: a row of the headline, and the room for curves below the last
WIDEST_GAP, LABEL, NEAREST = 40, 20, 4  # pixels: between words, of a sentence's number, between the ends of two curves
MANY, TANGLED = 60, 120  # curves, above which they are drawn lighter, and above which nobody can follow them
# Widths of letters as a share of their size, for serif letters: about, and rather too wide.
_NARROW, _BROAD = frozenset("iljtfrI.,:;'’‘|!()[]-“”\" "), frozenset("mwMW—@%")


@dataclass(slots=True)
class Placed:
    """Words of the headline on the chart: the middle of their line, their width, and where their curves end.
    `number`: the content word that they are, None for others."""

    words: str
    number: int | None
    joined: bool
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    ends: tuple[float, ...] = ()
    lit: Lit | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart: the headline above, the body as a strip at `strip`, and curves between them. `ticks`: where sentences
    begin, `numbers`: (x, number) of those that have room for it."""

    size: int
    strip: int
    words: Sequence[Placed]
    body: ribbon.Ribbon
    ticks: Sequence[float]
    numbers: Sequence[tuple[float, str]]
    light: bool
    alt: str


def make(page: Page, words: Sequence[HeadlineWord], names: Sequence[Lit], voices: Voices) -> Chart | None:
    """None for a body or a headline without words, and for too many curves. `names`: what lights up each word."""
    spoken = voices.words
    if spoken.empty or not words:
        return None
    pieces = list(_pieces(page, words))
    size = next((s for s in SIZES if sum(_wide(p, s) for p in pieces) <= WIDE), SIZES[-1])
    n_rows, scale, starts = _lay_out(pieces, size), WIDE / len(spoken), list(spoken["start"])
    for piece in pieces:
        if piece.number is not None:
            piece.lit = names[piece.number]
            places = (bisect_right(starts, start) - 0.5 for start, _ in words[piece.number].evidence)
            piece.ends = tuple(_apart([n * scale for n in places]))
    if (curves := sum(len(p.ends) for p in pieces)) > TANGLED:
        return None
    numbers = [int(n) for n in spoken["sentence"].fillna(0)]
    first = [i for i, n in enumerate(numbers) if not i or n != numbers[i - 1]]
    ends = [*(round(i * scale, 1) for i in first), float(WIDE)]
    middles = [(round((a + b) / 2, 1), str(numbers[i])) for i, (a, b) in zip(first, pairwise(ends), strict=True)]
    missing = [quote(name.words) for name, word in zip(names, words, strict=True) if not word.evidence]
    alt = "The headline’s main words, joined to the matching words in the body’s sentences. "
    alt += f"No match: {listed(missing)}." if missing else "Each has a match."
    strip, body = (n_rows - 1) * ROW + SIZES[0] + CURVES, ribbon.drawing(voices, WIDE)
    return Chart(size, strip, pieces, body, ends[:-1], list(_with_room(middles)), curves > MANY, alt)


def _pieces(page: Page, words: Sequence[HeadlineWord]) -> Iterator[Placed]:
    """The headline cut at blanks and between content words; what is written right beside one of these stays with it."""
    start, end = page.article.span("headline") or (0, 0)
    starts = {w.span[0]: n for n, w in enumerate(words)}
    cuts = sorted({start, end, *(at for w in words for at in w.span)})
    last: Placed | None = None
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
            last = Placed(found[0], number, joined)
    if last:
        yield last


def _wide(piece: Placed, size: int) -> float:
    """About how wide a piece is with the blank before it, in pixels."""
    em = sum(0.38 if c in _NARROW else 0.95 if c in _BROAD else 0.75 if c.isupper() else 0.6 for c in piece.words)
    return size * (em + (0.05 if piece.joined else 0.45))


def _lay_out(pieces: Sequence[Placed], size: int) -> int:
    """Place the pieces in rows; how many rows these are. A row of few words is spread out a little, and centered."""
    rows: list[list[Placed]] = [[]]
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
    return len(rows)


def _apart(ends: Sequence[float]) -> Iterator[float]:
    """Those at least `NEAREST` pixels from the one before."""
    last = -float(WIDE)
    for end in sorted(ends):
        if end - last >= NEAREST:
            last = end
            yield round(end, 1)


def _with_room(numbers: Sequence[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """The numbers of sentences that have room beside the one before."""
    last = -float(LABEL)
    for x, number in numbers:
        if x - last >= LABEL:
            last = x
            yield x, number
