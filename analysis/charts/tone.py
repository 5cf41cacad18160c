"""Charts of tone."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from .drawing import (
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
