"""Charts of readability."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .drawing import (
    BEHIND,
    BLUE,
    INK,
    ORANGE,
    PAPER,
    SOFT,
    Drawn,
    count,
    grade,
    plain_axes,
    styled,
)

if TYPE_CHECKING:
    import pandas as pd


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
