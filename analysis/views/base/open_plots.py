"""Tables and charts that a notebook makes itself with pandas or matplotlib: their look, and how a chart is shown."""

from __future__ import annotations

from itertools import zip_longest
from math import isnan, nan
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.views.base.drawing import EDGE, LINE, STYLE, WIDTH, drawable, fit, wrap
from analysis.views.base.html import Chart, Section
from analysis.views.base.numbers_in_words import count, number
from analysis.views.base.palette import BEHIND, INK, INKS, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL = 2.8  # inches that the name of a bar may take
MOST_BARS = 30  # bars that the text alternative lists one by one


def set_up() -> None:
    """Make pandas' tables short and safe to read, and its charts look like ours: for the whole process."""
    from cycler import cycler
    from matplotlib import rcParams

    rcParams.update(STYLE | {"axes.prop_cycle": cycler(color=INKS)})
    pd.set_option("display.html.use_mathjax", False)  # else "$5 and $6" in an article becomes a formula
    pd.set_option("display.max_colwidth", 80, "display.max_rows", 20, "display.precision", 2)


def show(axes: Axes) -> Section:
    """Show a chart drawn with pandas or matplotlib, with a text alternative made from what is drawn.

    Long names are cut, a chart of default size gets as high as its bars need, and bars are lighter behind intervals.

    >>> print(show(pd.Series({"Ada Holt": 36, "Oskar Dahl": 8}).plot.barh(title="Words")).blocks[0].alt)
    A chart: Words. Ada Holt: 36; Oskar Dahl: 8.
    """
    from matplotlib import pyplot
    from matplotlib.text import Text

    figure: Any = axes.figure
    alt = described(axes)
    title = "\n".join(wrap(axes.get_title(), WIDTH - 2 * EDGE, bold=True))
    axes.set_title("")
    for text in figure.findobj(Text):
        text.set_text(drawable(text.get_text()))
    _make_legible(axes)
    figure.suptitle(title, x=EDGE / WIDTH, ha="left", weight="bold", size="medium")
    for axis in (axes.xaxis, axes.yaxis):
        if _has_names(axis):
            axis.set_ticklabels([fit(label.get_text(), LABEL) for label in axis.get_ticklabels()])
    lying = [len(bars) for bars in axes.containers if getattr(bars, "orientation", "") == "horizontal"]
    if lying and list(figure.get_size_inches()) == list(pyplot.rcParams["figure.figsize"]):
        figure.set_size_inches(WIDTH, LINE * (6 + 1.6 * max(lying)))
    figure.set_layout_engine("constrained", w_pad=EDGE, h_pad=EDGE)
    pyplot.close(figure)  # else Jupyter shows it once more, without the alternative
    return Section(Chart(figure, alt))


def _make_legible(axes: Axes) -> None:
    """Labels stand out from lines below them, and both halves of an interval from its bar."""
    from matplotlib.patheffects import withStroke

    for label in axes.texts:
        label.set_path_effects([withStroke(linewidth=3, foreground=PAPER)])
    for bars in filter(_intervals, axes.containers):
        for bar in bars:
            bar.set_facecolor(BEHIND)
        for line in bars.errorbar.lines[2]:
            line.set(color=INK, linewidth=2)


def described(axes: Axes) -> str:
    """What a chart shows, in words: its title and axes, the value of each bar and its interval, the range of each
    line."""
    said = [f"A chart: {axes.get_title()}" if axes.get_title() else "A chart"]
    said += [f"{side} axis: {label}" for side in "xy" if (label := getattr(axes, f"get_{side}label")())]
    groups: list[Any] = [group for group in axes.containers if hasattr(group, "orientation")]
    said += [(f"{bars.get_label()}: " if len(groups) > 1 else "") + _bars(axes, bars) for bars in groups]
    said += [_line(line) for line in axes.lines if len(line.get_xdata())]
    drawn = {id(line) for bars in groups if _intervals(bars) for line in bars.errorbar.lines[2]}
    said += [count(len(points.get_offsets()), "point") for points in axes.collections if id(points) not in drawn]
    return ". ".join(said) + "."


def _intervals(bars: Any) -> list[tuple[float, float]]:
    """From where to where the interval of each bar goes, NaN for none; empty where no bar has one."""
    drawn = getattr(bars, "errorbar", None)
    side = 0 if getattr(bars, "orientation", "") == "horizontal" else 1
    ends = [line[:, side] if len(line) else [nan] for line in drawn.lines[2][0].get_segments()] if drawn else []
    return [(places[0], places[-1]) for places in ends]


def _has_names(axis: Any) -> bool:
    from matplotlib.ticker import FixedLocator

    return isinstance(axis.get_major_locator(), FixedLocator)


def _bars(axes: Axes, bars: Any) -> str:
    axis = axes.yaxis if bars.orientation == "horizontal" else axes.xaxis
    names = [label.get_text() for label in axis.get_ticklabels()]
    if not _has_names(axis):  # a histogram's bars have bounds
        names = [f"{number(bar.get_x())} to {number(bar.get_x() + bar.get_width())}" for bar in bars]
    decimals = 0 if all(float(value).is_integer() for value in bars.datavalues) else 2
    listed = [f"{name}: {number(value, decimals)}" for name, value in zip(names, bars.datavalues, strict=False)]
    ranges = ["" if isnan(low) else f" ({number(low)} to {number(high)})" for low, high in _intervals(bars)]
    listed = [value + to for value, to in zip_longest(listed, ranges, fillvalue="")]
    rest = f"; and {len(listed) - MOST_BARS} more" if len(listed) > MOST_BARS else ""
    return "; ".join(listed[:MOST_BARS]) + rest


def _line(line: Any) -> str:
    name = "A line" if line.get_label().startswith("_") else f"A line, {line.get_label()}"
    for side, places in (("x", line.get_xdata(orig=False)), ("y", line.get_ydata(orig=False))):
        if len(set(places)) == 1:
            return f"{name}, at {side} = {number(float(places[0]))}"
    return f"{name}, of {len(places)} points, y from {number(float(min(places)))} to {number(float(max(places)))}"
