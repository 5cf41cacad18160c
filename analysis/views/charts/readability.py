"""Charts of readability."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.views.base.drawing import (
    BEHIND,
    BLUE,
    INK,
    ORANGE,
    PAPER,
    SOFT,
    WIDTH,
    Drawn,
    count,
    fit,
    grade,
    plain_axes,
    styled,
    whole_ticks,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


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
            axes.annotate(
                grade(value),
                (value, y),
                (10 if outward else -10, 0),
                textcoords="offset points",
                va="center",
                ha="left" if outward else "right",
                color=color,
                weight="bold",
                bbox=BEHIND,
            )
        axes.annotate(label, (0, y), (0, 10), xycoords=("axes fraction", "data"), textcoords="offset points")
    axes.set(xlim=(low, high), ylim=(-len(rows) + 0.55, 0.8), yticks=(), xlabel="US school grade")
    _grade_ticks(axes, low, high)
    axes.spines["left"].set_visible(False)
    axes.annotate("● our count", (0, 1), (0, 14), xycoords="axes fraction", textcoords="offset points", color=BLUE)
    axes.annotate(
        "◇ online calculator",
        (1, 1),
        (0, 14),
        xycoords="axes fraction",
        textcoords="offset points",
        color=ORANGE,
        ha="right",
    )
    alt = f"Dot plot: {count(len(rows), 'formula')} on one scale of US school grades, {ours.lower()} and "
    alt += f"{theirs.lower()}. "
    alt += "; ".join(f"{label} {grade(a)} and {grade(b)}" for label, a, b in rows)
    return axes.figure, f"{alt}. From grade {grade(min(values))} to grade {grade(max(values))} for the same text."


@styled
def sentence_difficulty(frame: pd.DataFrame) -> Drawn:
    """Each sentence in order as a column: how many words it has, and how many of them are long."""
    numbers = [int(n) for n in frame["Sentence"]]
    words, long = [int(n) for n in frame["Words"]], [int(n) for n in frame["Long words"]]
    axes = plain_axes(3.4, left=0.75, right=0.2, bottom=0.75, top=0.55)
    axes.bar(numbers, words, 0.78, facecolor="#e4e4e4", edgecolor=SOFT)
    axes.bar(numbers, long, 0.78, facecolor="#d9ecf7", edgecolor=BLUE, hatch="///")
    if len(numbers) <= 20:
        for x, height in zip(numbers, words, strict=True):
            axes.annotate(f"{height}", (x, height), (0, 3), textcoords="offset points", ha="center")
    axes.set(xlim=(0.3, len(numbers) + 0.7), ylim=(0, 1.15 * max(words)), xlabel="sentence of the body", ylabel="words")
    axes.set_xticks(whole_ticks(len(numbers)))
    axes.annotate("□ all words", (0, 1), (0, 14), xycoords="axes fraction", textcoords="offset points", color=INK)
    axes.annotate(
        "▨ words of three syllables or more",
        (1, 1),
        (0, 14),
        xycoords="axes fraction",
        textcoords="offset points",
        color=BLUE,
        ha="right",
    )
    most = max(words)
    alt = (
        f"Column chart. Across: the {count(len(words), 'sentence')} of the body in order. Up: words, from 0 to {most}. "
    )
    alt += f"Longest: sentence {numbers[words.index(most)]} with {count(most, 'word')}; shortest: sentence "
    alt += (
        f"{numbers[words.index(min(words))]} with {count(min(words), 'word')}. Most words of three syllables or more: "
    )
    return axes.figure, alt + f"{max(long)} in sentence {numbers[long.index(max(long))]}."


@styled
def readability_by_voice(frame: pd.DataFrame) -> Drawn:
    """For each voice a bar from the lowest to the highest grade, and a dot at Flesch and Kincaid's."""
    rows = list(frame.itertuples(index=False))
    axes = plain_axes(0.78 * len(rows) + 1.0, left=0.3, right=0.45, bottom=0.75, top=0.2)
    ends = min(r.lowest for r in rows), max(r.highest for r in rows)
    room = max(1.5, 0.2 * (ends[1] - ends[0]))  # for the numbers beside the outermost ends
    low, high = math.floor(ends[0] - room), math.ceil(ends[1] + room)
    told = []
    for number, row in enumerate(rows):
        y, middle = -number, row[3]
        axes.axhline(y, color="#d8d8d8", linewidth=1, zorder=0)
        axes.plot((row.lowest, row.highest), (y, y), color=SOFT, linewidth=7, solid_capstyle="butt", alpha=0.55)
        axes.plot(middle, y, "o", color=BLUE, markersize=11, markeredgecolor=INK)
        for value, side, away in ((row.lowest, "right", -6), (row.highest, "left", 6)):
            axes.annotate(
                grade(value), (value, y), (away, 0), textcoords="offset points", va="center", ha=side, bbox=BEHIND
            )
        label = f"{row.Voice}: {count(row.Sentences, 'sentence')}"
        axes.annotate(
            fit(label, WIDTH - 0.8),
            (0, y),
            (0, 11),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            bbox=BEHIND,
        )
        told.append(f"{label}, grade {grade(row.lowest)} to {grade(row.highest)}, Flesch-Kincaid {grade(middle)}")
    axes.set(xlim=(low, high), ylim=(-len(rows) + 0.5, 0.75), yticks=(), xlabel="US school grade; ● Flesch-Kincaid")
    _grade_ticks(axes, low, high)
    axes.spines["left"].set_visible(False)
    alt = f"Range chart: {count(len(rows), 'voice')}, each with the lowest and the highest US school grade over five "
    return axes.figure, f"{alt}formulas and two ways of counting. {'; '.join(told)}."


def _grade_ticks(axes: Axes, low: int, high: int) -> None:
    """At whole grades, ten at most, none at the very ends where its label would be cut."""
    step = next(step for step in (1, 2, 5, 10, 50, 10**9) if (high - low) / step <= 10)
    ticks = [t for t in range(-(-low // step) * step, high + 1, step) if low < t < high]
    axes.set_xticks(ticks, [f"{t}".replace("-", "−") for t in ticks])
