"""DataFrames -> (figure, text alternative). The only user of matplotlib.

Every chart is drawn to be read on a page 400 pixels wide and in greyscale: few words, 12 points, each thing labelled
where it stands, each voice with its own tint and hatch. Words of the article are drawn as they are, never as
mathematics; what the shipped font cannot draw becomes a small box, and the table beside the chart has it in full.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from .drawing import (
    BEHIND,
    BLUE,
    EDGE,
    INK,
    LINE,
    NO_SWATCH,
    ORANGE,
    PAPER,
    SOFT,
    WIDTH,
    Drawn,
    Look,
    apart,
    canvas,
    count,
    day,
    fit,
    grade,
    inches,
    look,
    percent,
    plain_axes,
    signed,
    styled,
    swatch,
    whole_ticks,
    wrap,
    write,
)

if TYPE_CHECKING:
    import pandas as pd

# --- headline, photo and dates ---------------------------------------------------------------------------------------


@styled
def headline_words(frame: pd.DataFrame, no_match: str, most: int = 4) -> Drawn:
    """Each word of the headline, and beside it the voices that have a matching word in the body."""
    groups = [list(rows.itertuples()) for _, rows in frame.groupby("number", sort=True)]
    lines = [_carriers(rows, no_match, most) for rows in groups]
    column = min(2.6, 0.35 + max(inches(rows[0].word, bold=True) for rows in groups))
    axes = canvas(2 * EDGE + sum(LINE * 1.3 * len(each) + 0.12 for each in lines))
    y = axes.get_ylim()[1] - EDGE
    for rows, each in zip(groups, lines, strict=True):
        top = y - 0.19
        write(axes, EDGE, top, rows[0].word, column - 0.2, weight="bold")
        for line, (label, kind) in enumerate(each):
            at = top - line * LINE * 1.3
            if kind is not NO_SWATCH:
                swatch(axes, column + 0.1, at - 0.09, 0.34, 0.18, kind)
            write(axes, column + 0.55, at, label, WIDTH - column - 0.65, style="normal" if kind else "italic")
        y -= LINE * 1.3 * len(each) + 0.12
        axes.axhline(y + 0.02, color="#c9c9c9", linewidth=0.8) if rows is not groups[-1] else None
    return axes.figure, _carriers_in_words(groups, lines, no_match)


def _carriers_in_words(groups: list[list[Any]], lines: list[list[tuple[str, Look | None]]], no_match: str) -> str:
    missing = [rows[0].word for rows in groups if rows[0].voice is None]
    alt = f"Diagram: the {count(len(groups), 'word')} of the headline, top to bottom, each with the voices that have a "
    alt += f"matching word in the body. With {no_match}: {len(missing)} of {len(groups)}"
    alt += f" ({', '.join(missing)})." if missing else "."
    carried = [(rows[0].word, each) for rows, each in zip(groups, lines, strict=True) if rows[0].voice is not None]
    return " ".join([alt, *(f"{word}: {', '.join(label for label, _ in each)}." for word, each in carried)])


def _carriers(rows: list[Any], no_match: str, most: int) -> list[tuple[str, Look | None]]:
    if rows[0].voice is None:
        return [(no_match, None)]
    shown = [(r.voice + (f" ({r.matches} times)" if r.matches > 1 else ""), look(r.look)) for r in rows[:most]]
    hidden = len(rows) - most
    return [*shown, (f"and {count(hidden, 'more voice')}", NO_SWATCH)] if hidden > 0 else shown


@styled
def photo_and_dates(frame: pd.DataFrame) -> Drawn:
    """Two dates on a line, and the days between them. Takes two rows, each with a date."""
    marks = ((BLUE, "s"), (ORANGE, "o"))
    rows = sorted(zip(frame["Date"], frame["What"], marks, strict=True), key=lambda row: row[0])
    (early, first, _), (late, second, _) = rows
    days = (late - early).days
    axes = canvas(1.5)
    if days == 0:
        axes.plot(WIDTH / 2, 0.8, marker="o", markersize=13, color=BLUE, markeredgecolor=INK)
        axes.text(WIDTH / 2, 1.12, f"{first} and {second.lower()}", ha="center", weight="bold")
        axes.text(WIDTH / 2, 0.35, day(early), ha="center")
        return axes.figure, f"Timeline with one date. {first} and {second.lower()}: {day(early)}."
    axes.plot((0.5, WIDTH - 0.5), (0.8, 0.8), color=INK, linewidth=2)
    for (date, name, (color, marker)), x, side in zip(rows, (0.5, WIDTH - 0.5), ("left", "right"), strict=True):
        axes.plot(x, 0.8, marker=marker, markersize=13, color=color, markeredgecolor=INK)
        at = x - 0.1 if side == "left" else x + 0.1
        axes.text(at, 1.12, name, ha=side, weight="bold")
        axes.text(at, 0.35, day(date), ha=side)
    between = count(days, "day")
    axes.text(WIDTH / 2, 0.88, between, ha="center", va="bottom")
    alt = f"Timeline with two dates. {first}: {day(early)}. {second}: {day(late)}. Between them: {between}."
    return axes.figure, alt


# --- voices and sources ----------------------------------------------------------------------------------------------


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


@styled
def source_chain(frame: pd.DataFrame, most: int = 7, most_outlets: int = 4) -> Drawn:
    """Sources at the left, the outlet that told their words as a bar in the middle, this article as a bar at the right.

    A person or group is a circle with a whole line, one that is not named a diamond with a broken line; organizations,
    outlets and documents are squares.
    """
    groups, hidden = _chain_groups(frame, most, most_outlets)
    heights = [_group_height(outlet, origins) for outlet, origins in groups]
    left_out = wrap(_left_out(hidden), WIDTH - 2 * EDGE) if hidden else []
    foot = LINE * len(left_out) + 0.12 if left_out else 0.0
    axes = canvas(sum(heights) + 0.5 + foot + EDGE)
    top = axes.get_ylim()[1] - 0.5
    axes.text(EDGE, top + 0.27, "who said it", va="center", color=SOFT)
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


OUTLET_AT, ARTICLE_AT, SOURCE_ROOM = 3.35, WIDTH - EDGE - 0.3, 2.3  # inches
THINGS = {"organization": "an organization", "outlet": "an outlet", "document": "a document"}


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
    name = [(line, True) for line in wrap(row.Source, SOURCE_ROOM, row.Named == "yes")]
    return name + [(line, False) for line in wrap(_facts(row), SOURCE_ROOM, most=3)]


def _facts(row: Any) -> str:
    what = "not named" if row.Named == "no" else THINGS.get(row.Kind)
    if row.shares:
        return f"{what}; {row.shares}" if what else row.shares
    words = count(row.Words, "word") if row.Words else "no own words"
    return f"{words}, {what}" if what else words


def _height(row: Any) -> float:
    return LINE * len(_beside(row)) + 0.24


def _group_height(outlet: Any, origins: list[Any]) -> float:
    own = 0.0 if outlet is None else 0.36 + 0.36 * len(_outlet_name(outlet))
    return max(own, sum(map(_height, origins)))


def _origin(axes: Axes, y: float, row: Any, largest: int, end: float) -> None:
    kind, unnamed, lines = look(row.look), row.Named == "no", _beside(row)
    axes.plot(EDGE + 0.2, y, marker="D" if unnamed else "s" if row.Kind in THINGS else "o", markersize=13,
              markerfacecolor=kind.tint, markeredgecolor=kind.ink, markeredgewidth=2)  # fmt: skip
    for number, (line, is_name) in enumerate(lines):
        bold, italic = is_name and row.Named == "yes", is_name and unnamed
        axes.text(EDGE + 0.5, y + LINE * ((len(lines) - 1) / 2 - number), line, va="center",
                  color=INK if is_name else SOFT, weight="bold" if bold else "normal",
                  style="italic" if italic else "normal")  # fmt: skip
    start = EDGE + 0.6 + max(inches(line, bold=row.Named == "yes") for line, _ in lines)
    axes.plot((start, end), (y, y), color=SOFT, linewidth=1 + 8 * row.Words / largest, zorder=0.5,
              solid_capstyle="butt", dash_capstyle="butt", linestyle=(0, (2.5, 1.5)) if unnamed else "-")  # fmt: skip


def _flow(outlet: Any, told: list[Any]) -> int:
    """Words that come to the article through an outlet: its own and those of the sources shown."""
    return int(outlet.Words + sum(row.Words for row in told))


def _outlet_name(row: Any) -> list[str]:
    return wrap(row.Source, ARTICLE_AT - OUTLET_AT - 0.5, True)


def _outlet(axes: Axes, row: Any, y: float, height: float, flow: float) -> None:
    """A bar over the rows of the sources that it told, its name to the right of it, and its line to the article."""
    middle = y + height / 2
    swatch(axes, OUTLET_AT, y + 0.1, 0.3, height - 0.2, look(row.look))
    for number, line in enumerate(reversed(_outlet_name(row))):
        axes.text(OUTLET_AT + 0.4, middle + 0.17 + LINE * number, line, va="center", weight="bold")
    own = f"{count(row.Words, 'word')} of its own" if row.Words else "no own words"
    axes.text(OUTLET_AT + 0.4, middle - 0.17, own, va="center", color=SOFT)
    axes.plot((OUTLET_AT + 0.3, ARTICLE_AT), (middle, middle), color=SOFT, linewidth=1 + 8 * flow, zorder=0.5)


def _chain_in_words(frame: pd.DataFrame) -> str:
    alt = f"Diagram of the way of words, left to right: {count(len(frame), 'source')}, the outlets that told their "
    alt += "words, this article. "
    told = [
        f"{row.Source} ({_facts(row)}) {f'through {row.Through}' if row.Through else 'without another outlet'}"
        for row in frame.itertuples()
    ]
    return alt + "; ".join(told) + "."


# --- tone and readability --------------------------------------------------------------------------------------------


@styled
def tone_by_sentence(frame: pd.DataFrame, headline: float) -> Drawn:
    """The tone of each sentence in order, with lines for their mean and for the headline (NaN: no line)."""
    values = [float(v) for v in frame["Tone (VADER, −1 to 1)"]]
    numbers = [int(n) for n in frame["Sentence"]]
    mean = sum(values) / len(values)
    lines = [("mean", mean, "-", BLUE)]
    lines += [] if math.isnan(headline) else [("headline", headline, "--", ORANGE)]
    axes = plain_axes(3.7, left=0.85, right=1.55, bottom=0.75, top=0.2)
    few = len(values) <= 60
    if few:
        axes.vlines(numbers, 0, values, color=SOFT, linewidth=2)
    axes.plot(numbers, values, "o", color=INK, markersize=8 if few else 4)
    axes.axhline(0, color=INK, linewidth=1)
    for (name, value, dash, color), at in zip(lines, apart([v for _, v, _, _ in lines], 0.22), strict=True):
        axes.axhline(value, color=color, linestyle=dash, linewidth=2)
        axes.annotate(f"{name} {signed(value)}", (1, value), (1.03, at), xycoords=("axes fraction", "data"),
                      textcoords=("axes fraction", "data"), va="center", color=color)  # fmt: skip
    axes.set(xlim=(0.3, len(values) + 0.7), ylim=(-1.05, 1.05), yticks=(-1, 0, 1), xlabel="sentence of the body")
    axes.set_yticklabels(["−1", "0", "+1"])
    axes.set_ylabel("tone (VADER)")
    axes.set_xticks(whole_ticks(len(values)))
    low, high = min(values), max(values)
    alt = f"Lollipop chart. Across: the {count(len(values), 'sentence')} of the body in order. Up: tone by VADER, "
    alt += f"from −1 to 1. Lowest {signed(low)} (sentence {numbers[values.index(low)]}), "
    alt += f"highest {signed(high)} (sentence {numbers[values.index(high)]}), mean {signed(mean)}. "
    return axes.figure, alt + (f"Headline: {signed(headline)}." if len(lines) > 1 else "Headline: not measurable.")


@styled
def tone_gap(frame: pd.DataFrame) -> Drawn:
    """The gap under each choice, around zero. The first row is the gap as measured."""
    column = frame.columns[1]
    # What a paragraph begins with stands in the table.
    rows = [
        (re.sub(r" \([^()]*\.\.\.\)$", "", str(c)), float(v))
        for c, v in zip(frame["Choice"], frame[column], strict=True)
    ]
    row = 0.62
    axes = plain_axes(row * len(rows) + 0.95, left=0.3, right=0.3, bottom=0.75, top=0.1)
    reach = max(1.0, math.ceil(10 * max(abs(v) for _, v in rows)) / 10) * 1.3
    axes.axvline(0, color=INK, linewidth=1.5)
    for number, (label, value) in enumerate(rows):
        y = -number
        below = value < 0
        axes.plot((0, value), (y, y), color=SOFT, linewidth=2)
        axes.plot(
            value, y, marker="D" if below else "o", markersize=11, color=ORANGE if below else BLUE, markeredgecolor=INK
        )
        axes.annotate(signed(value), (value, y), (-11 if below else 11, 0), textcoords="offset points", va="center",
                      ha="right" if below else "left", weight="bold")  # fmt: skip
        axes.annotate(fit(label, WIDTH - 0.7), (0, y), (0, 11), xycoords=("axes fraction", "data"), va="bottom",
                      textcoords="offset points", weight="bold" if number == 0 else "normal", bbox=BEHIND)  # fmt: skip
    axes.set(xlim=(-reach, reach), ylim=(-len(rows) + 0.55, 0.75), yticks=())
    axes.spines["left"].set_visible(False)
    axes.set_xticks(ticks := [t / 2 for t in range(-4, 5) if abs(t / 2) <= reach], [signed(t, 1) for t in ticks])
    axes.set_xlabel("← headline sounds less pleasant      more pleasant →")
    values = [v for _, v in rows]
    signs = {signed(v)[0] for v in values}  # what prints as 0.00 is neither above nor below
    alt = "Dot plot: headline tone minus body tone by VADER, from −2 to 2, one row for each choice. "
    alt += "; ".join(f"{label} {signed(value)}" for label, value in rows)
    point = "All stand on one side of zero." if signs in ({"+"}, {"−"}) else "The sign is not stable."
    return axes.figure, f"{alt}. From {signed(min(values))} to {signed(max(values))}. {point}"


@styled
def readability_by_ruler(frame: pd.DataFrame) -> Drawn:
    """Each grade formula's answer from our counts and from textstat, on one scale."""
    ours, theirs = frame.columns[1:3]
    rows = [(r[0], float(r[1]), float(r[2])) for r in frame.itertuples(index=False)]
    axes = plain_axes(0.72 * len(rows) + 1.3, left=0.3, right=0.45, bottom=0.8, top=0.5)
    values = [v for _, a, b in rows for v in (a, b)]
    room = max(1.0, 0.15 * (max(values) - min(values)))  # for the numbers beside the outermost dots
    low, high = math.floor(min(values) - room), math.ceil(max(values) + room)
    for number, (label, a, b) in enumerate(rows):
        y = -number
        axes.axhline(y, color="#d8d8d8", linewidth=1, zorder=0)
        axes.plot((a, b), (y, y), color=SOFT, linewidth=2)
        axes.plot(a, y, "o", color=BLUE, markersize=11, markeredgecolor=INK)
        axes.plot(b, y, "D", markerfacecolor=PAPER, markeredgecolor=ORANGE, markersize=9, markeredgewidth=2)
        for value, color, outward in ((a, BLUE, a >= b), (b, ORANGE, b > a)):
            axes.annotate(grade(value), (value, y), (10 if outward else -10, 0), textcoords="offset points",
                          va="center", ha="left" if outward else "right", color=color, weight="bold",
                          bbox=BEHIND)  # fmt: skip
        axes.annotate(label, (0, y), (0, 10), xycoords=("axes fraction", "data"), textcoords="offset points")
    axes.set(xlim=(low, high), ylim=(-len(rows) + 0.55, 0.8), yticks=(), xlabel="US school grade")
    step = next(step for step in (1, 2, 5, 10, 50, 10**9) if (high - low) / step <= 10)
    axes.set_xticks(ticks := range(-(-low // step) * step, high + 1, step), [f"{t}".replace("-", "−") for t in ticks])
    axes.spines["left"].set_visible(False)
    axes.annotate("● our count", (0, 1), (0, 14), xycoords="axes fraction", textcoords="offset points", color=BLUE)
    axes.annotate("◇ online calculator", (1, 1), (0, 14), xycoords="axes fraction", textcoords="offset points",
                  color=ORANGE, ha="right")  # fmt: skip
    alt = f"Dot plot: {count(len(rows), 'formula')} on one scale of US school grades, {ours.lower()} and "
    alt += f"{theirs.lower()}. "
    alt += "; ".join(f"{label} {grade(a)} and {grade(b)}" for label, a, b in rows)
    return axes.figure, f"{alt}. From grade {grade(min(values))} to grade {grade(max(values))} for the same text."
