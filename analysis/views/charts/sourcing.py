"""Charts of voices and sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.views.base.drawing import (
    EDGE,
    INK,
    LINE,
    SOFT,
    WIDTH,
    Drawn,
    canvas,
    count,
    inches,
    look,
    percent,
    styled,
    swatch,
    wrap,
    write,
)

if TYPE_CHECKING:
    import pandas as pd


@styled
def voice_ribbon(frame: pd.DataFrame) -> Drawn:
    """The body as one strip of words, and below it a lane for each voice: where it speaks, and how much."""
    total = int(frame["end"].max())
    counted = frame.assign(words=frame["end"] - frame["start"]).groupby(["voice", "look"], sort=False)["words"].sum()
    lanes = sorted(counted.items(), key=lambda item: -item[1])
    lane, strip = 0.56, 1.36
    axes = canvas(strip + lane * len(lanes) + EDGE)
    top = axes.get_ylim()[1]
    scale = (WIDTH - 2 * EDGE) / total
    for row in frame.itertuples():
        swatch(axes, EDGE + row.start * scale, top - 1.1, (row.end - row.start) * scale, 0.44, look(row.look))
    axes.text(EDGE, top - 0.16, "paragraph", va="center", color=SOFT)
    _paragraph_marks(axes, frame, scale, top)
    spoken = []
    for number, ((voice, kind), words) in enumerate(lanes):
        y = top - strip - lane * number
        share = f"{count(words, 'word')}, {percent(words / total)}"
        room = WIDTH - 2 * EDGE - inches(share) - 0.2
        write(axes, EDGE, y - 0.12, voice, room, weight="bold")
        write(axes, WIDTH - EDGE, y - 0.12, share, 3, ha="right")
        axes.plot((EDGE, WIDTH - EDGE), (y - 0.35, y - 0.35), color="#c9c9c9", linewidth=1, zorder=0)
        for row in frame[(frame["voice"] == voice) & (frame["look"] == kind)].itertuples():
            swatch(axes, EDGE + row.start * scale, y - 0.43, (row.end - row.start) * scale, 0.16, look(kind))
        spoken.append(f"{voice} {share}")
    paragraphs = int(frame["paragraph"].max())
    alt = f"Strip chart: the {count(total, 'word')} of the body from first to last, in "
    alt += f"{count(paragraphs, 'paragraph')}, by who speaks; below, one lane for each voice. Most words first: "
    alt += f"{'; '.join(spoken)}."
    return axes.figure, alt


def _paragraph_marks(axes: Axes, frame: pd.DataFrame, scale: float, top: float) -> None:
    """A tick where each paragraph starts, and its number where there is room; many ticks stay above the strip."""
    starts = frame.groupby("paragraph")["start"].min()
    free, bottom = EDGE, top - (1.16 if len(starts) <= 20 else 0.66)
    for number, start in starts.items():
        x, label = EDGE + start * scale, str(number)
        labelled = free <= x <= WIDTH - EDGE - inches(label)
        if labelled:
            axes.text(x, top - 0.52, label, va="bottom")
            free = x + inches(label) + 0.12
        if labelled or len(starts) <= 60:
            axes.plot((x, x), (bottom, top - 0.56), color=INK, linewidth=1.4, solid_capstyle="butt")


SAID_ROOM, SOURCE_AT, SOURCE_ROOM = 1.5, 1.95, 1.5  # inches
OUTLET_AT, OUTLET_WIDE, ARTICLE_AT = 4.0, 0.24, WIDTH - EDGE - 0.3
THINGS = {"organization": "an organization", "outlet": "an outlet", "document": "a document"}


@styled
def source_chain(frame: pd.DataFrame, most: int = 7, most_outlets: int = 4) -> Drawn:
    """What is said at the left, then who said it, the outlet that told it as a bar, this article as a bar at the right.

    A person or group is a circle with a whole line, one that is not named a diamond with a broken line; organizations,
    outlets and documents are squares.
    """
    groups, hidden = _chain_groups(frame, most, most_outlets)
    heights = [_group_height(outlet, origins) for outlet, origins in groups]
    left_out = wrap(_left_out(hidden), WIDTH - 2 * EDGE) if hidden else []
    foot = LINE * len(left_out) + 0.12 if left_out else 0.0
    axes = canvas(sum(heights) + 0.5 + foot + EDGE)
    top = axes.get_ylim()[1] - 0.5
    if any(row.said for _, origins in groups for row in origins):
        axes.text(EDGE, top + 0.27, "what is said", va="center", color=SOFT)
    axes.text(SOURCE_AT - 0.12, top + 0.27, "who said it", va="center", color=SOFT)
    if any(outlet is not None for outlet, _ in groups):
        axes.text(OUTLET_AT, top + 0.27, "told by", va="center", color=SOFT)
    axes.text(WIDTH - EDGE, top + 0.27, "this article", ha="right", va="center", weight="bold")
    axes.add_patch(Rectangle((ARTICLE_AT, foot + EDGE), 0.3, top - foot - EDGE, facecolor=INK, edgecolor=INK))
    flows = [row.Words for _, origins in groups for row in origins]
    largest = max(1, *flows, *(_flow(outlet, told) for outlet, told in groups if outlet is not None))
    for (outlet, origins), height in zip(groups, heights, strict=True):
        if outlet is not None:
            _outlet(axes, outlet, top - height, height, _flow(outlet, origins) / largest)
        y = top - (height - sum(map(_height, origins))) / 2
        for row in origins:
            y -= _height(row)
            _origin(axes, y + _height(row) / 2, row, largest, ARTICLE_AT if outlet is None else OUTLET_AT)
        top -= height
    for number, line in enumerate(reversed(left_out)):
        axes.text(EDGE, EDGE + 0.1 + LINE * number, line, va="center")
    return axes.figure, _chain_in_words(frame)


def _chain_groups(frame: pd.DataFrame, most: int, most_outlets: int) -> tuple[list[tuple[Any, list[Any]]], list[Any]]:
    """(outlet, the sources that it told), last (None, the sources without an outlet); and those that are left out."""
    records = list(frame.itertuples())
    told_by = {row.Through for row in records if row.Through is not None}
    telling = [row for row in records if row.Source in told_by or (row.Kind == "outlet" and row.Through is None)]
    unnamed_through = {row.Through for row in records if row.Named == "no"}
    outlets = _kept(telling, most_outlets, [row.Source not in unnamed_through for row in telling])
    names = {row.Source for row in outlets}
    origins = [row for row in records if row.Source not in names and row.Through in {None, *names}]
    origins = _kept(origins, most, [(row.Named != "no", row.Kind != "outlet") for row in origins])
    groups: list[tuple[Any, list[Any]]] = [(o, [r for r in origins if r.Through == o.Source]) for o in outlets]
    alone = [r for r in origins if r.Through is None]
    shown = {row.Index for row in (*outlets, *origins)}
    return groups + ([(None, alone)] if alone else []), [r for r in records if r.Index not in shown]


def _kept(rows: list[Any], most: int, ranks: list[Any]) -> list[Any]:
    """At most so many rows, in their order; those of the lowest rank are the last to go."""
    ranked = sorted(range(len(rows)), key=ranks.__getitem__)
    return [rows[i] for i in sorted(ranked[:most])]


def _left_out(rows: list[Any]) -> str:
    """How many sources are not drawn, by kind."""
    kinds = Counter("not named" if row.Named == "no" else row.Kind for row in rows)
    counted = (f"{n} {kind}" if kind == "not named" else count(n, kind) for kind, n in kinds.most_common())
    return f"and {len(rows):,} more: {', '.join(counted)}"


def _beside(row: Any) -> list[tuple[str, bool]]:
    """The lines beside a source's mark, and whether each belongs to its name."""
    name = [(line, True) for line in wrap(row.Source, SOURCE_ROOM, row.Named == "yes", most=3)]
    return name + [(line, False) for line in wrap(_facts(row), SOURCE_ROOM, most=3)]


def _facts(row: Any) -> str:
    what = "not named" if row.Named == "no" else THINGS.get(row.Kind)
    if row.shares:
        return f"{what}; {row.shares}" if what else row.shares
    words = count(row.Words, "word") if row.Words else "no own words"
    return f"{words}, {what}" if what else words


def _height(row: Any) -> float:
    return LINE * max(len(_beside(row)), len(_said(row))) + 0.24


def _said(row: Any) -> list[str]:
    """The event or claim, in the article's words."""
    return wrap(row.said, SAID_ROOM, most=4) if row.said else []


def _group_height(outlet: Any, origins: list[Any]) -> float:
    own = 0.0 if outlet is None else 0.36 + 0.36 * len(_outlet_name(outlet))
    return max(own, sum(map(_height, origins)))


def _origin(axes: Axes, y: float, row: Any, largest: int, end: float) -> None:
    kind, unnamed, lines = look(row.look), row.Named == "no", _beside(row)
    _claim(axes, y, _said(row))
    axes.plot(
        SOURCE_AT,
        y,
        marker="D" if unnamed else "s" if row.Kind in THINGS else "o",
        markersize=13,
        markerfacecolor=kind.tint,
        markeredgecolor=kind.ink,
        markeredgewidth=2,
    )
    for number, (line, is_name) in enumerate(lines):
        bold, italic = is_name and row.Named == "yes", is_name and unnamed
        axes.text(
            SOURCE_AT + 0.25,
            y + LINE * ((len(lines) - 1) / 2 - number),
            line,
            va="center",
            color=INK if is_name else SOFT,
            weight="bold" if bold else "normal",
            style="italic" if italic else "normal",
        )
    start = SOURCE_AT + 0.33 + max(inches(line, bold=row.Named == "yes") for line, _ in lines)
    axes.plot(
        (start, end),
        (y, y),
        color=SOFT,
        linewidth=1 + 8 * row.Words / largest,
        zorder=0.5,
        solid_capstyle="butt",
        dash_capstyle="butt",
        linestyle=(0, (2.5, 1.5)) if unnamed else "-",
    )


def _claim(axes: Axes, y: float, said: list[str]) -> None:
    """What is said, and a thin line from it to who said it."""
    for number, line in enumerate(said):
        axes.text(EDGE, y + LINE * ((len(said) - 1) / 2 - number), line, va="center")
    if said:
        start = EDGE + 0.08 + max(map(inches, said))
        axes.add_patch(Rectangle((start, y - 0.007), SOURCE_AT - start, 0.014, facecolor=SOFT, linewidth=0, zorder=0.5))


def _flow(outlet: Any, told: list[Any]) -> int:
    """Words that come to the article through an outlet: its own and those of the sources shown."""
    return int(outlet.Words + sum(row.Words for row in told))


def _outlet_name(row: Any) -> list[str]:
    return wrap(row.Source, ARTICLE_AT - OUTLET_AT - OUTLET_WIDE - 0.2, True)


def _outlet(axes: Axes, row: Any, y: float, height: float, flow: float) -> None:
    """A bar over the rows of the sources that it told, its name to the right of it, and its line to the article."""
    middle = y + height / 2
    swatch(axes, OUTLET_AT, y + 0.1, OUTLET_WIDE, height - 0.2, look(row.look))
    for number, line in enumerate(reversed(_outlet_name(row))):
        axes.text(OUTLET_AT + OUTLET_WIDE + 0.08, middle + 0.17 + LINE * number, line, va="center", weight="bold")
    own = count(row.Words, "own word") if row.Words else "no own words"
    axes.text(OUTLET_AT + OUTLET_WIDE + 0.08, middle - 0.17, own, va="center", color=SOFT)
    axes.plot((OUTLET_AT + OUTLET_WIDE, ARTICLE_AT), (middle, middle), color=SOFT, linewidth=1 + 8 * flow, zorder=0.5)


def _chain_in_words(frame: pd.DataFrame) -> str:
    alt = f"Diagram of the way of words, left to right: what is said first, {count(len(frame), 'source')}, the outlets "
    alt += "that told their words, this article. "
    told = []
    for row in frame.itertuples():
        words = f"{row.said} said by " if row.said else ""
        way = f"through {row.Through}" if row.Through else "without another outlet"
        told.append(f"{words}{row.Source} ({_facts(row)}) {way}")
    return alt + "; ".join(told) + "."
