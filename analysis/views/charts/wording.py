"""Charts of wording, and of verbs on a ladder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.views.base.drawing import (
    EDGE,
    INK,
    LINE,
    LOOKS,
    SOFT,
    WIDTH,
    Drawn,
    Look,
    canvas,
    count,
    look,
    styled,
    swatch,
    wrap,
    write,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

OWN_BAR = Look("#0072b2", "#1c1c1c", "")
BARS = (OWN_BAR, LOOKS[1], LOOKS[3])  # own, retold, quoted: dark, dotted, grey and crossed
NUMBER_ROOM, STEP_ROOM = 1.2, 1.7  # inches
ROW, HEADLINE_MARK = 0.72, "◆ "


@styled
def wording(frame: pd.DataFrame, caption: Sequence[str]) -> Drawn:
    """Bars by kind of words: how many stand in the article's own voice, are retold, and stand in quotation marks."""
    rows = list(frame.itertuples(index=False, name=None))
    height = EDGE + len(caption) * LINE * 1.25 + 0.2 + ROW * len(rows) + EDGE
    axes = canvas(height)
    y = height - EDGE - 0.12
    for kind, words in zip(BARS, caption, strict=True):
        swatch(axes, EDGE, y - 0.09, 0.34, 0.18, kind)
        write(axes, EDGE + 0.45, y, words, WIDTH - 0.8)
        y -= LINE * 1.25
    most = max((sum(r[1:]) for r in rows), default=0)
    unit = (WIDTH - 2 * EDGE - NUMBER_ROOM) / max(1, most)
    for label, *counts in rows:
        y -= ROW
        write(axes, EDGE, y + 0.5, label, WIDTH - 2 * EDGE)
        axes.plot((EDGE, EDGE), (y + 0.04, y + 0.34), color=INK, linewidth=1)
        x = EDGE
        for n, kind in zip(counts, BARS, strict=True):
            if n:
                swatch(axes, x, y + 0.06, n * unit, 0.26, kind)
            x += n * unit
        shown = " + ".join(str(n) for n in counts)
        axes.text(x + 0.08, y + 0.19, shown if sum(counts) else "none", va="center", color=INK if sum(counts) else SOFT)
    alt = f"Bar chart: {count(len(rows), 'kind')} of words, each with three numbers: {', '.join(caption)}. "
    alt += "; ".join(f"{label}: {', '.join(map(str, counts))}" for label, *counts in rows)
    return axes.figure, f"{alt}. From 0 to {count(most, 'place')} for one kind."


@styled
def verb_ladder(frame: pd.DataFrame, steps: Sequence[str], top: str, bottom: str) -> Drawn:
    """Every step of a ladder from the highest down, and the words that stand on it, the headline's with a diamond."""
    by_step = {n: [r for r in frame.itertuples(index=False) if r.number == n] for n in range(len(steps))}
    room = {n: (STEP_ROOM if rows else WIDTH) - 2 * EDGE for n, rows in by_step.items()}
    names = {n: wrap(steps[n], room[n], bold=True, most=3) for n in by_step}
    lines = {n: max(len(names[n]), len(rows)) for n, rows in by_step.items()}
    height = 2 * EDGE + 2 * LINE * 1.3 + sum(lines.values()) * LINE * 1.25 + 0.14 * len(steps)
    axes = canvas(height)
    y = height - EDGE - 0.12
    write(axes, EDGE, y, f"↑ {top}", WIDTH - 2 * EDGE, color=SOFT)
    y -= LINE * 1.3
    for n in reversed(range(len(steps))):
        filled = bool(by_step[n])
        for line, name in enumerate(names[n]):
            axes.text(
                EDGE,
                y - line * LINE,
                name,
                va="center",
                weight="bold" if filled else "normal",
                color=INK if filled else SOFT,
            )
        for line, row in enumerate(by_step[n]):
            _on_step(axes, y - line * LINE * 1.25, row)
        y -= LINE * 1.25 * lines[n]
        axes.axhline(y + 0.08, color="#d8d8d8", linewidth=0.8)
        y -= 0.14
    write(axes, EDGE, y, f"↓ {bottom}", WIDTH - 2 * EDGE, color=SOFT)
    return axes.figure, _ladder_in_words(by_step, steps)


def _on_step(axes: Axes, y: float, row) -> None:
    """One word of the ladder: a diamond for the headline's, else the look and the name of its voice."""
    words, voice = row[1], row[3]
    if row.look is None:
        write(axes, STEP_ROOM, y, f"{HEADLINE_MARK}{words} (headline)", WIDTH - STEP_ROOM - EDGE, weight="bold")
        return
    swatch(axes, STEP_ROOM, y - 0.09, 0.26, 0.18, look(row.look))
    write(axes, STEP_ROOM + 0.36, y, f"{words} · {voice}", WIDTH - STEP_ROOM - 0.36 - EDGE)


def _ladder_in_words(by_step: dict, steps: Sequence[str]) -> str:
    alt = f"Diagram: a ladder of {len(steps)} steps, from the highest, {steps[-1]}, to the lowest, {steps[0]}. "
    filled = [(steps[n], by_step[n]) for n in reversed(range(len(steps))) if by_step[n]]
    told = (f"{name}: {', '.join(_told(r) for r in rows)}" for name, rows in filled)
    return alt + "; ".join(told) + "."


def _told(row) -> str:
    return f"{row[1]} (headline)" if row.look is None else f"{row[1]} ({row[3]}, {row[2]})"
