"""The headline and three sentences to judge by ear, and where a list of words and the network put them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.context import validity
from analysis.measures.tone.gap import mask_surnames
from analysis.measures.tone.lexicons import VADER
from analysis.views.base import drawing
from analysis.views.base.common import answers, formatted
from analysis.views.base.drawing import EDGE, LINE, WIDTH, Drawn
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import NEVER_HELD, count, number, quote
from analysis.views.base.palette import BLUE, INK, ORANGE, PAPER, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_WORDS = 30  # of the sentence between the first and the last: a longer one takes too long to judge
STEPS = 5  # from very unpleasant to very pleasant
ENDS = "very unpleasant", "very pleasant"
LIST, MODEL = "word list", "model"
# Column -> its name for readers, its measure, marker, color, and whether its label is above the scale.
TOOLS = {
    "list": (LIST, "headline_tone", "D", ORANGE, True),
    "model": (MODEL, "headline_valence", "o", BLUE, False),
}
NOTHING = "No line to judge: the text has neither a headline nor sentences."


@answers("tone")
def lines_to_judge(page: Page) -> Section:
    """A few lines, each above an empty scale from very unpleasant to very pleasant."""
    lines = lines_of(page)[["line"]]
    if lines.empty:
        return Section(Text(NOTHING))
    return Section(Chart(*draw_lines(lines), "lines_to_judge", "How does each line sound to you?"))


@answers("tone")
def lines_judged(page: Page) -> Section:
    """The same lines, with the marks of VADER and of the network."""
    lines = lines_of(page)
    if lines.empty:
        return Section(Text(NOTHING))
    names = {"line": "Line", **{column: tool[0].capitalize() for column, tool in TOOLS.items()}}
    table = formatted(lines, *TOOLS, sign=True).rename(columns=names)
    return Section(
        Chart(*draw_lines(lines), "lines_judged", "Where a word list and a model put the same lines"),
        Table(table, "The same lines, from −1 (very unpleasant) to 1 (very pleasant)", _agreement()),
    )


def lines_of(page: Page) -> pd.DataFrame:
    """The headline, the first and the last sentence, and one between them, with the tone by `list` and by `model`, -1
    to 1, NaN where there is none: the list has none for a line without a word that it rates.

    The one between them: the sentence of at most `MOST_WORDS` words that VADER puts farthest from 0.
    """
    sentences, tone = frames.sentences(page), page.analysis.tone
    learned = tone.sentences if tone else [math.nan] * len(sentences)
    sentences = sentences.assign(line=sentences["text"], list=sentences["tone"], model=learned)
    between = sentences.iloc[1:-1]
    between = between[between["words"] <= MOST_WORDS]
    farthest = between["list"].abs().sort_values(ascending=False, kind="stable").index[:1]
    chosen = sentences.loc[sorted({*sentences.index[:1], *farthest, *sentences.index[-1:]}), ["line", *TOOLS]]
    text, spans = mask_surnames(page.analysis), page.analysis.parse.sentences
    rated = pd.Series([bool(VADER.rated(text, spans[n])) for n in chosen.index], chosen.index, bool)
    chosen["list"] = chosen["list"].where(rated)
    if page.article.headline is not None:
        of_headline = page.measurement("headline_tone").value, tone.headline if tone else math.nan
        chosen.loc[-1] = (page.article.headline, *of_headline)
    return chosen.sort_index().reset_index(drop=True)


def _agreement() -> str:
    """How well each tool agrees with people on headlines."""
    told = []
    for name, measure, *_ in TOOLS.values():
        found = (f"r = {number(a.value)}" for a in validity.of(measure) if a.figure == "pearson")
        told.append(f"the {name}: {next(found, NEVER_HELD)}")
    return f"Agreement with people who rated headlines (1: always, 0: not at all): {'; '.join(told)}."


@drawing.styled
def draw_lines(lines: pd.DataFrame) -> Drawn:
    """Each line above a scale of `STEPS` circles; with a labeled mark for each column of `TOOLS` that there is."""
    tools = [column for column in TOOLS if column in lines]
    wrapped = [drawing.wrap(line, WIDTH - 2 * EDGE, most=5) for line in lines["line"]]
    scale = 1.0 if tools else 0.6  # inches below the words
    axes = drawing.canvas(sum(LINE * len(words) + scale for words in wrapped) + 2 * EDGE + 1.2 * LINE)
    y, told = axes.get_ylim()[1] - EDGE, []
    for words, (_, row) in zip(wrapped, lines.iterrows(), strict=True):
        y -= LINE * len(words) / 2
        drawing.write_lines(axes, EDGE, y, words)
        y -= LINE * len(words) / 2 + scale
        _scale(axes, y + scale / 2)
        for column in tools:
            _mark(axes, y + scale / 2, row[column], column)
        marks = ", ".join(f"{TOOLS[column][0]} {number(row[column], sign=True)}" for column in tools)
        told.append(quote(row["line"], 400) + (f": {marks}" if marks else ""))
    axes.text(EDGE, EDGE + LINE / 2, f"← {ENDS[0]}", va="center", color=SOFT)
    axes.text(WIDTH - EDGE, EDGE + LINE / 2, f"{ENDS[1]} →", va="center", ha="right", color=SOFT)
    marks = " with marks from −1 to 1" if tools else ""
    return axes.figure, (
        f"{count(len(lines), 'line')}, each above a scale of {STEPS} circles, from {ENDS[0]} to {ENDS[1]}{marks}. "
        f"{'; '.join(told)}."
    )


def _place(value: float) -> float:
    """Inches from the left for a tone of -1 to 1."""
    return WIDTH / 2 + value * (WIDTH / 2 - 3 * EDGE)


def _scale(axes: Axes, y: float) -> None:
    """A line with circles in the middle of its equal parts."""
    axes.plot((_place(-1), _place(1)), (y, y), color=SOFT, linewidth=1.5, zorder=1)
    for step in range(STEPS):
        value = (2 * step + 1) / STEPS - 1
        axes.plot(_place(value), y, "o", markersize=15, color=PAPER, markeredgecolor=SOFT, zorder=2)


def _mark(axes: Axes, y: float, value: float, column: str) -> None:
    """A tool's mark on the scale, its name above or below."""
    name, _, marker, color, above = TOOLS[column]
    if math.isnan(value):
        return
    axes.plot(_place(value), y, marker, markersize=11, color=color, markeredgecolor=INK, zorder=3)
    half = drawing.inches(name) / 2 + EDGE
    x = min(max(_place(value), half), WIDTH - half)
    axes.text(x, y + (0.3 if above else -0.3), name, ha="center", va="center", color=color)
