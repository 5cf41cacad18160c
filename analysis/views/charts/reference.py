"""Charts of places among the reference articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.views.base.drawing import (
    BEHIND,
    BLUE,
    EDGE,
    INK,
    LINE,
    ORANGE,
    SOFT,
    WIDTH,
    Drawn,
    canvas,
    fit,
    inches,
    styled,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW, HEIGHT = 1.5, 0.55  # inches: one measure with its words, and the tallest stack of dots in it
BINS, DOT = 52, 4.6  # places for dots across, and their size in points
UNUSUAL = "  (unusual)"


@styled
def places(frame: pd.DataFrame, articles: int) -> Drawn:
    """For each measure dots that stand for equal shares of the reference articles, and this article's mark."""
    axes = canvas(ROW * len(frame) + EDGE)
    for number, row in enumerate(frame.itertuples(index=False)):
        _row(axes, row, ROW * (len(frame) - number))
    each = round(100 / len(frame["quantiles"].iloc[0]))
    alt = (
        f"Dot plots, one for each of {len(frame)} measures. Across: the measure. Each dot stands for {each} in 100 of "
    )
    alt += f"up to {articles:,} reference articles; a diamond marks this article, a bar the middle 9 of 10. "
    alt += " ".join(
        f"{r.name}: {r.shown}, the middle from {r.ends[0]} to {r.ends[1]}{', outside it' if r.unusual else ''}."
        for r in frame.itertuples(index=False)
    )
    return axes.figure, alt


def _row(axes: Axes, row, top: float) -> None:
    left, right = 2 * EDGE, WIDTH - 2 * EDGE
    values = [*row.quantiles, row.value]
    low, high = min(values), max(values)

    def at(value: float) -> float:
        return left + (right - left) * ((value - low) / (high - low) if high > low else 0.5)

    axes.text(left, top - LINE, fit(row.name, right - left, bold=True), weight="bold", va="center")
    base = top - ROW + 0.42
    for x, y in _stacked([at(v) for v in row.quantiles], (right - left) / BINS):
        axes.plot(x, base + 0.07 + y, "o", color=SOFT, markersize=DOT, markeredgewidth=0)
    a, b = (at(v) for v in row.middle)
    axes.plot((a, b), (base, base), color=BLUE, linewidth=4, solid_capstyle="butt")
    ends = [(a, row.ends[0]), (b, row.ends[1])]
    for x, words in ends if ends[0][1] != ends[1][1] else ends[:1]:
        half = inches(words) / 2
        axes.text(min(max(x, left + half), right - half), base - 0.16, words, ha="center", va="center", color=BLUE)
    x, color = at(row.value), ORANGE if row.unusual else INK
    axes.plot((x, x), (base - 0.04, base + HEIGHT + 0.1), color=color, linewidth=2)
    axes.plot(x, base + HEIGHT + 0.1, "D", color=color, markersize=9)
    words = row.shown + (UNUSUAL if row.unusual else "")
    after = x + 0.12 + inches(words, bold=True) < right
    axes.text(
        x + 0.12 if after else x - 0.12,
        base + HEIGHT + 0.1,
        words,
        ha="left" if after else "right",
        va="center",
        weight="bold",
        color=color,
        bbox=BEHIND,
    )


def _stacked(xs: Sequence[float], width: float) -> list[tuple[float, float]]:
    """Dots one upon the other where they would lie on each other; the tallest stack fills the height."""
    first, stack, out = min(xs), Counter(), []
    bins = [round((x - first) / width) for x in xs]
    step = min(0.075, HEIGHT / max(Counter(bins).values()))
    for n in bins:
        out.append((first + n * width, stack[n] * step))
        stack[n] += 1
    return out
