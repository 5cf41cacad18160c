"""Charts of tone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.views.base.drawing import (
    BEHIND,
    BLUE,
    INK,
    ORANGE,
    SOFT,
    WIDTH,
    Drawn,
    apart,
    count,
    fit,
    plain_axes,
    signed,
    styled,
    whole_ticks,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


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
        axes.annotate(
            f"{name} {signed(value)}",
            (1, value),
            (1.03, at),
            xycoords=("axes fraction", "data"),
            textcoords=("axes fraction", "data"),
            va="center",
            color=color,
        )
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
    """The gap under every choice, around zero: one row for each kind. The first row is the gap as measured."""
    column = frame.columns[2]
    measured = float(frame[column].iloc[0])
    rows = [(str(kind), [float(v) for v in own[column]]) for kind, own in frame.groupby("kind", sort=False)]
    row = 0.62
    axes = plain_axes(row * len(rows) + 0.95, left=0.3, right=0.3, bottom=0.75, top=0.1)
    reach = max(1.0, math.ceil(10 * max(abs(v) for _, values in rows for v in values)) / 10) * 1.3
    axes.axvline(0, color=INK, linewidth=1.5)
    told = []
    for number, (kind, values) in enumerate(rows):
        low, high = min(values), max(values)
        _gap_row(axes, -number, values)
        label = kind if len(values) == 1 else f"{kind}: {len(values)} ways"
        axes.annotate(
            fit(label, WIDTH - 0.7),
            (0, -number),
            (0, 11),
            xycoords=("axes fraction", "data"),
            va="bottom",
            textcoords="offset points",
            weight="bold" if number == 0 else "normal",
            bbox=BEHIND,
        )
        between = signed(low) if signed(low) == signed(high) else f"{signed(low)} to {signed(high)}"
        across = sum(signed(v)[0] != signed(measured)[0] for v in values)
        told.append(f"{label} {between}" + (f", {across} not on the side of the first" if across else ""))
    axes.set(xlim=(-reach, reach), ylim=(-len(rows) + 0.55, 0.75), yticks=())
    axes.spines["left"].set_visible(False)
    axes.set_xticks(ticks := [t / 2 for t in range(-4, 5) if abs(t / 2) <= reach], [signed(t, 1) for t in ticks])
    axes.set_xlabel("← headline sounds less pleasant      more pleasant →")
    alt = "Dot plot: headline tone minus body tone, from −2 to 2, one row for each kind of choice, one dot for each "
    values = [v for _, own in rows for v in own]
    signs = {signed(v)[0] for v in values}  # what prints as 0.00 is neither above nor below
    point = "All stand on one side of zero." if signs in ({"+"}, {"−"}) else "The sign is not stable."
    return axes.figure, f"{alt}choice. {'; '.join(told)}. From {signed(min(values))} to {signed(max(values))}. {point}"


def _gap_row(axes: Axes, y: float, values: list[float]) -> None:
    """The dots of one kind, diamonds below zero, with numbers at both ends."""
    low, high = min(values), max(values)
    axes.plot((low, high) if len(values) > 1 else (0, low), (y, y), color=SOFT, linewidth=2)
    for value in values:
        below = value < 0
        axes.plot(
            value,
            y,
            marker="D" if below else "o",
            markersize=11 if len(values) == 1 else 8,
            color=ORANGE if below else BLUE,
            markeredgecolor=INK,
        )
    ends = [(low, low < 0)] if signed(low) == signed(high) else [(low, True), (high, False)]
    for value, left in ends:
        axes.annotate(
            signed(value),
            (value, y),
            (-11 if left else 11, 0),
            textcoords="offset points",
            va="center",
            ha="right" if left else "left",
            weight="bold",
            bbox=BEHIND,
        )
