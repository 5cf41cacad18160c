"""The voice ribbon: the words of the body in reading order, by whose they are, how they are told and through whom."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from analysis.article import OWN_VOICE, no_such
from analysis.report.page.parts import NO_LIT, VOICES, Lit
from analysis.report.page.sources import GIVEN, OWN, QUOTED, RETOLD, Voices, is_, line_key
from analysis.report.page.widths import fitting, wide
from analysis.views.base.numbers_in_words import FEW, count, first_upper, fraction, share

WIDE, NARROW = 1120, 344  # the widths of the two drawings of the ribbon, in pixels
FAINT = -1  # the look of a piece that is only there to show where the others are
JOINED = 14  # pixels between two pieces of one voice that have one label
LONGEST_LABEL = 230  # pixels
SMALLEST, AGAIN = 10, 60  # pixels of a stretch that has a label: of a voice for the first time, and again
OVER = {QUOTED: "quoted from", RETOLD: "retold by", GIVEN: "came through"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the ribbon: where it begins and how wide it is, in pixels; its look (0: the article's own); whether it
    is quoted; whose it is, and what it lights up. Of a line above: `way`."""

    x: float
    width: float
    look: int
    quoted: bool
    name: str
    lit: Lit = NO_LIT
    way: str = ""

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True, slots=True)
class Label:
    """A label: where it begins, two lines of words, the pieces of which it says so, and what it lights up."""

    x: float
    words: str
    how: str
    pieces: Sequence[Piece]
    lit: Lit = NO_LIT


def ribbon(voices: Voices, width: int = WIDE, linked: Callable[[Lit], Lit] = lambda lit: lit) -> SimpleNamespace | None:
    """The ribbon in a wide and a narrow drawing, with its words; None for a body without words. `legend`: the kinds of
    its pieces and lines, each with the look of its sample. `linked`: as `drawing` takes it."""
    if voices.words.empty:
        return None
    drawings, n = [drawing(voices, w, linked) for w in (width, NARROW)], len(voices.words)
    legend = list(_legend(voices))
    return SimpleNamespace(title=title(voices), alt=alt(voices), n_words=n, legend=legend, drawings=drawings)


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
    return _point_of(voices, top.index[0])


def _point_of(voices: Voices, source: Any) -> str:
    """How many words a source has, those quoted and those retold apart."""
    words, name = voices.words, voices.name(source)
    marks = words["own_marks"][is_(words["source"], source)]
    quoted, retold = int(marks.sum()), int((~marks).sum())
    if not quoted:
        return f"{retold:,} of {count(len(words), 'word')} are retold from {name}"
    more = f"; {retold:,} more {'is' if retold == 1 else 'are'} retold" if retold else ""
    return f"{quoted:,} of {count(len(words), 'word')} are quoted from {name}{more}"


def one_voice(rib: SimpleNamespace, voices: Voices, whose: str) -> SimpleNamespace:
    """The ribbon with one voice in color: of the source of this name, or `OWN_VOICE`. Raises KeyError for others."""
    sources = {str(s.name): s for s in voices.sources.itertuples()}
    if whose != OWN_VOICE and whose not in sources:
        raise KeyError(no_such("voice", whose, [OWN_VOICE, *sources]))
    source = sources.get(whose)
    called = "The article" if source is None else voices.card_lit(source).words
    look = 0 if source is None else voices.look(source.source)
    own = f"{voices.groups.get(OWN, 0):,} of {count(rib.n_words, 'word')} are the article’s own"
    drawings = []
    for d in rib.drawings:
        pieces = [p if p.name == called else replace(p, look=FAINT) for p in d.pieces]
        labels = [label for label in d.labels if label.pieces[0].name == called]
        shown = {"width": d.width, "top": 2, "pieces": pieces, "labels": labels, "lines": [], "over": []}
        drawings.append(SimpleNamespace(**shown))
    legend = [
        entry for entry in rib.legend if not entry[0].startswith("over") and (entry[0] == OWN) == (source is None)
    ]
    legend = [(kind, look, words) for kind, _, words in legend]
    title = own if source is None else _point_of(voices, source.source)
    return SimpleNamespace(title=title, alt=rib.alt, n_words=rib.n_words, legend=legend, drawings=drawings)


def alt(voices: Voices) -> str:
    """The ribbon in words."""
    told = "; ".join(f"{s.called} {s.quoted:,} quoted and {s.retold:,} retold" for s in voices.sources.itertuples())
    over = "; ".join(f"{name}: {count(n, 'word')}" for _, name, n, _, _ in _groups(voices))
    return (
        f"Strip of the {count(len(voices.words), 'word')} of the body in reading order, by whose they are. "
        f"The article’s own: {voices.groups.get(OWN, 0):,}. "
        f"{f'By source: {told}. ' if told else ''}{f'Lines above it: {over}.' if over else ''}"
    ).strip()


def _legend(voices: Voices) -> Iterator[tuple[str, int, str]]:
    """What is drawn, with its look: only what occurs."""
    words, own = voices.words, voices.words["own_marks"]
    retold = words["source"].notna() & ~own
    for kind, says, found in ((QUOTED, "in quotation marks", words[own]), (RETOLD, "retold", words[retold])):
        if len(found):
            yield kind, int(found["look"].min()), says
    if voices.groups.get(OWN):
        yield OWN, 0, "the article’s own words"
    behind = words["line"].dropna().unique()
    for way in OVER:
        if (words["way"] == way).any():
            several = "another source" if way == QUOTED else "another outlet"
            whom = several if len(behind) > 1 else voices.name(behind[0])
            yield f"over {way}", voices.look(behind[0]), f"line above: {OVER[way]} {whom}"


def drawing(voices: Voices, width: int, linked: Callable[[Lit], Lit] = lambda lit: lit) -> SimpleNamespace:
    """One drawing of the ribbon: `lines` and `over` are above it, `labels` below; its strip begins at `top`. `linked`:
    what a piece lights up instead of its own."""
    words = voices.words.fillna({"source": -1, "line": -1})
    whose = {s.source: (voices.card_lit(s).words, linked(voices.card_lit(s))) for s in voices.sources.itertuples()}
    own = linked(Lit("", OWN, f"The article’s own words: {voices.groups.get(OWN, 0):,}", VOICES))
    pieces = []
    for x, end, (source, quoted) in _runs(zip(words["source"], words["own_marks"], strict=True), width / len(words)):
        # One who speaks in a post or in the headline only lights up nothing.
        name, lit = ("The article", own) if source == -1 else whose.get(source, ("", linked(NO_LIT)))
        look = 0 if source == -1 else voices.look(source)
        pieces.append(Piece(x, round(end - x, 1), look, bool(quoted), name, lit))
    lines = [
        Piece(x, round(end - x, 1), voices.look(line), way == QUOTED, str(line), way=way)
        for x, end, (line, way) in _runs(zip(words["line"], words["way"], strict=True), width / len(words))
        if way
    ]
    top, labels, over = 28 if lines else 2, list(_labels(pieces, width)), list(_over(voices, lines, width, linked))
    return SimpleNamespace(width=width, top=top, pieces=pieces, lines=lines, labels=labels, over=over)


def _runs(words: Iterable[tuple[Any, ...]], scale: float) -> list[tuple[float, float, tuple[Any, ...]]]:
    """The runs of words that are alike: where each begins and ends, and how it is. Those under a pixel are drawn as
    what is before them."""
    found, at = list[tuple[float, float, tuple[Any, ...]]](), 0
    for how, run in groupby(words):
        start, at = at * scale, at + len(list(run))
        end = at * scale
        if found and (end - start < 1 or found[-1][2] == how):
            found[-1] = (found[-1][0], round(end, 1), found[-1][2])
        elif found and found[-1][1] - found[-1][0] < 1:
            found[-1] = (found[-1][0], round(end, 1), how)
        else:
            found.append((round(start, 1), round(end, 1), how))
    return found


def _labels(pieces: Sequence[Piece], width: int) -> Iterator[Label]:
    """Names below the largest stretches, those of sources first, as far as they have room beside each other."""
    wanted, named = [], set[str]()
    for stretch in sorted(_stretches(pieces), key=lambda s: (not s[0].look, -_width(s))):
        first, again = stretch[0], width if not stretch[0].look else AGAIN
        if _width(stretch) >= (again if first.name in named else SMALLEST):
            named.add(first.name)
            room = max(min(LONGEST_LABEL, width / 3), stretch[-1].end - first.x)
            wanted.append((fitting(first.name, room), _how(stretch), stretch, NO_LIT))
    return _placed(wanted, width, bold=False)


def _width(stretch: Iterable[Piece]) -> float:
    return sum(p.width for p in stretch)


def _stretches(pieces: Iterable[Piece], joined: float = JOINED) -> list[list[Piece]]:
    """Pieces of one name that are near each other."""
    latest: dict[str, list[Piece]] = {}
    found: list[list[Piece]] = []
    for piece in pieces:
        stretch = latest.get(piece.name)
        if stretch and piece.x - stretch[-1].end <= joined:
            stretch.append(piece)
        else:
            latest[piece.name] = [piece]
            found.append(latest[piece.name])
    return found


def _how(stretch: Sequence[Piece]) -> str:
    if not stretch[0].look:
        return "own words"
    quoted = _width(p for p in stretch if p.quoted) / _width(stretch)
    return "quoted" if quoted > 0.9 else "retold" if quoted < 0.1 else "quoted, retold"


def _groups(voices: Voices) -> Iterator[tuple[str, str, int, str, tuple[str, ...]]]:
    """What the lines above say: whose line it is, words for it, how many words are below, their keys, its ways."""
    words = voices.words
    for line in words["line"].dropna().unique():
        mine, name = words[is_(words["line"], line)], voices.name(line)
        ways = {f"Quoted from {name}": (QUOTED,)}
        if is_(mine["through"], line).any():
            ways = {f"Reported by {name}": (QUOTED, RETOLD), f"Passed on by {name}": (GIVEN,)}
        for says, how in ways.items():
            if n := int(mine["way"].isin(how).sum()):
                yield str(line), says, n, " ".join(line_key(line, w) for w in how if (mine["way"] == w).any()), how


def _over(voices: Voices, lines: Sequence[Piece], width: int, linked: Callable[[Lit], Lit]) -> Iterator[Label]:
    """What the lines above the ribbon are, at their largest stretches."""
    found = []
    for line, says, n, keys, ways in _groups(voices):
        stretches = _stretches([p for p in lines if p.name == line and p.way in ways], 3 * JOINED)
        if stretches:
            n_words, full = count(n, "word"), f"{says}: {count(n, 'word')}"
            forms = (full, f"{first_upper(voices.name(float(line)))}: {n_words}", n_words)
            words = next((form for form in forms if wide(form, bold=True) <= width), n_words)
            found.append((n, (words, "", max(stretches, key=_width), linked(Lit("", keys, full, VOICES)))))
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
                yield Label(round(x, 1), words, how, stretch, lit)
                break
