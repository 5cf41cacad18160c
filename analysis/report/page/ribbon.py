"""The voice ribbon: the words of the body in reading order, by whose they are, how they are told and through whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.report.page.opening import fraction
from analysis.report.page.parts import NO_LIT, VOICES, Lit
from analysis.report.page.sources import GIVEN, LOOKS, OWN, QUOTED, RETOLD, Voices, line_key
from analysis.report.page.widths import fitting, wide
from analysis.views.base.numbers_in_words import count, share

WIDE, NARROW = 1120, 344  # the widths of the two drawings of the ribbon, in pixels
JOINED = 14  # pixels between two pieces of one voice that have one label
FEW = 0.05  # a share of the words that is too small to be the point
LONGEST_LABEL = 230  # pixels
SMALLEST, AGAIN = 10, 60  # pixels of a stretch that has a label: of a voice for the first time, and again
OVER = {QUOTED: "quoted from", RETOLD: "retold by", GIVEN: "through"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the ribbon: where it begins and how wide it is, in pixels; its look (0: the article's own); whether it
    is quoted; whose it is, and what it lights up. Of a line above: `way`."""

    x: float
    width: float
    look: int
    quoted: bool
    name: str
    lit: Lit
    way: str = ""

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True, slots=True)
class Label:
    """A label: where it begins, two lines of words, and from where to where the ribbon is what it says."""

    x: float
    words: str
    how: str
    around: tuple[float, float]
    look: int = 0
    lit: Lit = NO_LIT


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One drawing of the ribbon: `lines` and `over` are above it, `labels` below. `top`: where its strip begins."""

    width: int
    top: int
    pieces: Sequence[Piece]
    lines: Sequence[Piece]
    labels: Sequence[Label]
    over: Sequence[Label]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The ribbon with its words. `legend`: the kinds of its pieces and lines, each with the look of its sample."""

    title: str
    alt: str
    n_words: int
    legend: Sequence[tuple[str, int, str]]
    drawings: Sequence[Ribbon]


def ribbon(voices: Voices) -> Drawn | None:
    """The ribbon in a wide and a narrow drawing; None for a body without words."""
    if voices.words.empty:
        return None
    drawings = [drawing(voices, width) for width in (WIDE, NARROW)]
    return Drawn(title(voices), _alt(voices), len(voices.words), list(_legend(voices)), drawings)


def title(voices: Voices) -> str:
    """The point of the ribbon: who has most of the words."""
    own, words = voices.groups.get(OWN, 0), voices.words
    if own == len(words):
        return "All of the words are the article’s own"
    top = words["source"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    most = int(top.iloc[0])
    if own >= most:
        return f"{fraction(own, len(words))} are the article’s own"
    if most < FEW * len(words):
        return f"{count(len(voices.sources), 'source')} share the words: none has more than {share(most / len(words))}"
    quoted = int(words["own_marks"][words["source"].eq(top.index[0]).fillna(False)].sum())
    mostly = f"most of them {'quoted' if 2 * quoted > most else 'retold'}"
    how = {0: "all retold", most: "all quoted"}.get(quoted, mostly)
    return f"{fraction(most, len(words))} come from {voices.name(top.index[0])}, {how}"


def _alt(voices: Voices) -> str:
    told = "; ".join(f"{s.called} {s.quoted:,} quoted and {s.retold:,} retold" for s in voices.sources.itertuples())
    over = "; ".join(f"{name}: {count(n, 'word')}" for _, name, n, _, _ in _groups(voices))
    return (
        f"Strip of the {count(len(voices.words), 'word')} of the body in reading order, by whose they are. "
        f"The article’s own: {voices.groups.get(OWN, 0):,}. "
        f"{f'By source: {told}. ' if told else ''}{f'Lines above it: {over}.' if over else ''}"
    ).strip()


def _legend(voices: Voices) -> Iterator[tuple[str, int, str]]:
    """What is drawn, with its look: only what occurs."""
    words = voices.words
    for kind, found in (
        (QUOTED, words[words["own_marks"]]),
        (RETOLD, words[words["source"].notna() & ~words["own_marks"]]),
    ):
        if len(found):
            yield kind, int(found["look"].min()), {QUOTED: "in quotation marks", RETOLD: "retold"}[kind]
    if voices.groups.get(OWN):
        yield OWN, 0, "own words"
    behind, begin = words["line"].dropna().unique(), "line above: "
    for way in OVER:
        if (words["way"] == way).any():
            whom = "another source" if len(behind) > 1 else voices.name(behind[0]) if begin else "it"
            yield f"over {way}", voices.looks.get(behind[0], LOOKS), f"{begin}{OVER[way]} {whom}"
            begin = ""


def drawing(voices: Voices, width: int) -> Ribbon:
    words = voices.words.fillna({"source": -1, "line": -1}).reset_index(drop=True)
    named = {s.source: s for s in voices.sources.itertuples()}
    pieces = []
    for start, end, (source, quoted) in _runs(words, ["source", "own_marks"], width):
        name, lit = _whose(named.get(source), source == -1, voices)
        look = 0 if source == -1 else voices.looks.get(source, LOOKS)
        pieces.append(Piece(start, round(end - start, 1), look, bool(quoted), name, lit))
    lines = []
    for start, end, (line, way) in _runs(words, ["line", "way"], width):
        if way:
            look, quoted = voices.looks.get(line, LOOKS), way == QUOTED
            lines.append(Piece(start, round(end - start, 1), look, quoted, str(line), NO_LIT, way))
    over = list(_over(voices, lines, width))
    return Ribbon(width, 28 if lines else 2, pieces, lines, list(_labels(pieces, width)), over)


def _runs(words: pd.DataFrame, by: list[str], width: int) -> list[tuple[float, float, tuple[Any, ...]]]:
    """The runs of words that are alike: where each begins and ends, and how it is. Those under a pixel are drawn as
    what is before them."""
    scale, runs = width / len(words), words[by]
    found: list[tuple[float, float, tuple[Any, ...]]] = []
    for _, run in words.groupby(runs.ne(runs.shift()).any(axis=1).cumsum()):
        start, end = run.index[0] * scale, (run.index[-1] + 1) * scale
        how = tuple(run.iloc[0][by])
        if found and (end - start < 1 or found[-1][2] == how):
            found[-1] = (found[-1][0], round(end, 1), found[-1][2])
        else:
            found.append((round(start, 1), round(end, 1), how))
    return found


def _whose(source: object, is_own: bool, voices: Voices) -> tuple[str, Lit]:
    """The name below a piece, and what it lights up; nothing of one who speaks in a post or in the headline only."""
    if is_own:
        return "The article", Lit("", OWN, f"The article’s own words: {voices.groups.get(OWN, 0):,}", VOICES)
    return ("", NO_LIT) if source is None else voices.card_lit(source)


def _labels(pieces: Sequence[Piece], width: int) -> Iterator[Label]:
    """Names below the largest stretches, those of sources first, as far as they have room beside each other."""
    wanted, named = [], set[str]()
    for stretch in sorted(_stretches(pieces), key=lambda s: (not s[0].look, -sum(p.width for p in s))):
        first, again = stretch[0], width if not stretch[0].look else AGAIN
        if sum(p.width for p in stretch) < (again if first.name in named else SMALLEST):
            continue
        named.add(first.name)
        room = max(min(LONGEST_LABEL, width / 3), stretch[-1].end - stretch[0].x)
        wanted.append((fitting(first.name, room), _how(stretch), stretch, NO_LIT))
    return _placed(wanted, width, bold=False)


def _stretches(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces of one name that are near each other."""
    latest: dict[str, list[Piece]] = {}
    found: list[list[Piece]] = []
    for piece in pieces:
        stretch = latest.get(piece.name)
        if stretch and piece.x - stretch[-1].end <= JOINED:
            stretch.append(piece)
        else:
            latest[piece.name] = [piece]
            found.append(latest[piece.name])
    return found


def _how(stretch: Sequence[Piece]) -> str:
    if not stretch[0].look:
        return "own words"
    quoted = sum(p.width for p in stretch if p.quoted) / sum(p.width for p in stretch)
    return "quoted" if quoted > 0.9 else "retold" if quoted < 0.1 else "quoted and retold"


def _groups(voices: Voices) -> Iterator[tuple[str, str, int, str, tuple[str, ...]]]:
    """What the lines above say: whose line it is, words for it, how many words are below, their keys, its ways."""
    words = voices.words
    for line in words["line"].dropna().unique():
        mine = words[words["line"].eq(line).fillna(False)]
        is_outlet = mine["through"].eq(line).fillna(False).any()
        name = voices.name(line)
        ways = (
            ((f"Report of {name}", (QUOTED, RETOLD)), (f"Through {name}", (GIVEN,)))
            if is_outlet
            else ((f"Quoted from {name}", (QUOTED,)),)
        )
        for says, how in ways:
            if n := int(mine["way"].isin(how).sum()):
                yield str(line), says, n, " ".join(line_key(line, w) for w in how if (mine["way"] == w).any()), how


def _over(voices: Voices, lines: Sequence[Piece], width: int) -> Iterator[Label]:
    """What the lines above the ribbon are, at their largest stretches."""
    found = []
    for line, says, n, keys, ways in _groups(voices):
        stretches = _stretches([p for p in lines if p.name == line and p.way in ways])
        if stretches:
            stretch = max(stretches, key=lambda s: sum(p.width for p in s))
            lit = Lit("", keys, f"{says}: {count(n, 'word')}", VOICES)
            words = fitting(f"{says}: {count(n, 'word')}", width, bold=True)
            found.append((n, (words, "", stretch, lit)))
    return _placed([label for _, label in sorted(found, key=lambda f: -f[0])], width, bold=True)


def _placed(wanted: Iterable[tuple[str, str, Sequence[Piece], Lit]], width: int, bold: bool) -> Iterator[Label]:
    """The labels, each at its stretch, as far as none touches one before it."""
    taken: list[tuple[float, float]] = []
    for words, how, stretch, lit in wanted:
        start, end = stretch[0].x, stretch[-1].end
        room = max(wide(words, bold=bold), wide(how, 12))
        for x in (start, (start + end - room) / 2, width - room if end > width - room else -1):
            if words and x >= 0 and x + room <= width and all(x + room + 12 <= a or x >= b + 12 for a, b in taken):
                taken.append((x, x + room))
                yield Label(round(x, 1), words, how, (start, end), stretch[0].look, lit)
                break
