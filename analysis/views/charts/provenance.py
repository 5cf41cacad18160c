"""Charts of photo and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.views.base.drawing import BLUE, INK, ORANGE, WIDTH, Drawn, canvas, count, day, styled

if TYPE_CHECKING:
    import pandas as pd


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
