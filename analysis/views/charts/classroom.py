"""Charts of a class's codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from analysis.views.base.drawing import BLUE, EDGE, INK, LINE, PAPER, SOFT, WIDTH, Drawn, canvas, count, fit, styled

if TYPE_CHECKING:
    import pandas as pd

HEAD, ROW, NAMES = 0.66, 0.42, 0.75  # inches: the headings, one row, and the names of the rows
TINTS = ((1.0, PAPER), (0.75, "#d9ecf7"), (0.5, "#9cc9e6"), (0.0, "#56a5d1"))  # from this agreement down


@styled
def class_splits(frame: pd.DataFrame) -> Drawn:
    """A grid: a row for each sentence, a column for each question; in the cells how many gave each answer.

    `frame` has the columns item, question, counts (text) and agreed (0 to 1), in the order of rows and columns.
    """
    items, questions = list(dict.fromkeys(frame["item"])), list(dict.fromkeys(frame["question"]))
    axes = canvas(HEAD + ROW * len(items) + EDGE)
    top, wide = axes.get_ylim()[1], (WIDTH - NAMES - EDGE) / len(questions)
    axes.text(EDGE, top - 0.18, "How many gave each answer; the darker, the more split", va="center", color=SOFT)
    for n, question in enumerate(questions):
        axes.text(
            NAMES + wide * (n + 0.5),
            top - HEAD + LINE / 2,
            fit(question, wide),
            ha="center",
            va="center",
            weight="bold",
        )
    for row in frame.itertuples(index=False):
        x = NAMES + wide * questions.index(row.question)
        y = top - HEAD - ROW * (items.index(row.item) + 1)
        tint = next(color for least, color in TINTS if row.agreed >= least)
        split = row.agreed < 0.5
        axes.add_patch(
            Rectangle(
                (x, y),
                wide,
                ROW,
                facecolor=tint,
                edgecolor=BLUE if split else SOFT,
                linewidth=2.2 if split else 0.6,
                zorder=2 if split else 1,
            )
        )
        axes.text(
            x + wide / 2,
            y + ROW / 2,
            fit(row.counts, wide - 0.1),
            ha="center",
            va="center",
            zorder=3,
            weight="bold" if split else "normal",
            color=INK,
        )
    for n, item in enumerate(items):
        axes.text(EDGE, top - HEAD - ROW * (n + 0.5), fit(item, NAMES - EDGE), va="center")
    return axes.figure, _in_words(frame, len(items), questions)


def _in_words(frame: pd.DataFrame, rows: int, questions: list[str]) -> str:
    alt = f"Grid: {count(rows, 'sentence')}, top to bottom, by {count(len(questions), 'question')}, left to right "
    alt += f"({', '.join(questions)}). In each cell how many gave each answer, the commonest first. "
    alone = sum(frame["agreed"] == 1)
    split = [f"{r.item} {r.question} {r.counts}" for r in frame.itertuples(index=False) if r.agreed < 0.5]
    alt += f"In {alone} of {count(len(frame), 'cell')} all agree. "
    return alt + (
        f"Fewer than half of all pairs agree in: {', '.join(split)}." if split else "No cell is split like that."
    )
