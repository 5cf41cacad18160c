"""Charts of the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.views.base.drawing import (
    EDGE,
    LINE,
    NO_SWATCH,
    WIDTH,
    Drawn,
    Look,
    canvas,
    count,
    inches,
    look,
    styled,
    swatch,
    write,
)

if TYPE_CHECKING:
    import pandas as pd


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
