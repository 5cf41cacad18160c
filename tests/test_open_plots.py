"""Charts that a notebook draws itself: their text alternative, their look, and article text as a label."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest
from matplotlib import pyplot, rc_context
from matplotlib.colors import to_hex, to_rgb
from matplotlib.image import imread

from analysis.views.base import open_plots
from analysis.views.base.drawing import STYLE
from analysis.views.base.palette import BEHIND, INK, PAPER

WORDS = pd.Series({"Ada Holt": 36, "Oskar Dahl": 8})


@pytest.fixture(autouse=True)
def settings():
    """As in a notebook, for one test."""
    with rc_context(), pd.option_context("display.html.use_mathjax", True, "display.max_colwidth", 50):
        open_plots.set_up()
        yield
    pyplot.close("all")


def with_line(axes):
    axes.axvline(0.273, ls="--", label="headline")
    return axes


@pytest.mark.parametrize(
    ("draw", "alt"),
    [
        (
            lambda: WORDS.plot.barh(title="Most words: Ada Holt", xlabel="Words", ylabel=""),
            "A chart: Most words: Ada Holt. x axis: Words. Ada Holt: 36; Oskar Dahl: 8.",
        ),
        (
            lambda: with_line(pd.Series({1: 0.5, 2: -0.25}).plot.barh(ylabel="sentence")),
            "A chart. y axis: sentence. 1: 0.50; 2: −0.25. A line, headline, at x = 0.27.",
        ),
        (
            lambda: pd.DataFrame({"all": WORDS, "long": [9, 2]}).plot.bar(),
            "A chart. all: Ada Holt: 36; Oskar Dahl: 8. long: Ada Holt: 9; Oskar Dahl: 2.",
        ),
        (
            lambda: WORDS.plot.barh(xerr=[[4, float("nan")], [6, float("nan")]]),
            "A chart. Ada Holt: 36 (32.00 to 42.00); Oskar Dahl: 8.",
        ),
        (
            lambda: WORDS.plot.bar(yerr=[[4, 1], [6, 2]]),
            "A chart. Ada Holt: 36 (32.00 to 42.00); Oskar Dahl: 8 (7.00 to 10.00).",
        ),
        (
            lambda: pd.Series([5.0, 5.5, 9.0]).plot.hist(bins=2, title="Grades"),
            "A chart: Grades. y axis: Frequency. 5.00 to 7.00: 2; 7.00 to 9.00: 1.",
        ),
        (
            lambda: pd.Series([3.0, -1.0, 2.0], name="tone").plot.line(),
            "A chart. A line, tone, of 3 points, y from −1.00 to 3.00.",
        ),
        (
            lambda: pd.DataFrame({"words": [1, 2], "tone": [0.5, 0.25]}).plot.scatter("words", "tone"),
            "A chart. x axis: words. y axis: tone. 2 points.",
        ),
        (
            lambda: pd.Series(range(1, 41), index=[f"s{n}" for n in range(1, 41)]).plot.barh(),
            "A chart. " + "; ".join(f"s{n}: {n}" for n in range(1, 31)) + "; and 10 more.",
        ),
    ],
)
def test_a_chart_says_in_words_what_it_shows(draw, alt):
    (chart,) = open_plots.show(draw()).blocks
    assert chart.alt == alt
    assert chart.picture()[1]["image/png"]["alt"] == alt


def test_both_halves_of_an_interval_are_seen():
    axes = WORDS.plot.barh(xerr=[[4, 1], [6, 2]])
    open_plots.show(axes)
    bars = axes.containers[1]
    assert {to_hex(bar.get_facecolor()) for bar in bars} == {BEHIND}
    assert to_hex(bars.errorbar.lines[2][0].get_color()[0]) == INK
    assert contrast(BEHIND, PAPER) >= 3 and contrast(BEHIND, INK) >= 3  # WCAG 2.2, 1.4.11


def contrast(one: str, other: str) -> float:
    """By WCAG, of two colors."""
    light = sorted(
        sum(
            part * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
            for part, c in zip((0.2126, 0.7152, 0.0722), to_rgb(color), strict=True)
        )
        for color in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_a_label_stands_out_from_a_line_below_it():
    axes = pd.Series([3.0, -1.0, 2.0]).plot.line()
    label = axes.annotate("low", (1, -1))
    open_plots.show(axes)
    assert label.get_path_effects()


def test_jupyter_does_not_show_it_again():
    open_plots.show(WORDS.plot.barh())
    assert pyplot.get_fignums() == []


def test_the_same_chart_has_the_same_bytes():
    first, again = (open_plots.show(WORDS.plot.barh(title="Words")).blocks[0] for _ in range(2))
    assert first.png() == again.png()


def test_names_from_an_article_are_drawn_as_they_are():
    """No formula, which could fail; no warning of a letter that the font lacks; a long name leaves room for bars."""
    hostile = pd.Series({"$\\frac{x$": 3, "高市早苗": 2, "a very long name, " * 40: 1})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes = hostile.plot.barh(title="Most words: $\\frac{x$ 高市早苗", xlabel="$", label="高市早苗", legend=True)
        (chart,) = open_plots.show(axes).blocks
        assert chart.png()
    assert "$\\frac{x$: 3" in chart.alt
    chart.figure.draw_without_rendering()
    assert axes.get_position().width > 0.4
    assert [label.get_text() for label in axes.get_yticklabels()][:2] == ["$\\frac{x$", "▯"]


def test_a_chart_of_many_bars_gets_higher_unless_it_has_a_size(tmp_path):
    def size(**options):
        (chart,) = open_plots.show(pd.Series(range(40)).plot.barh(**options)).blocks
        (tmp_path / "chart.png").write_bytes(chart.png())
        return imread(tmp_path / "chart.png").shape[:2]

    assert size(figsize=(5, 2)) == (384, 960)  # at 192 dots an inch
    assert size()[0] > 40 * 192 * STYLE["font.size"] / 72  # a line of text for each bar


def test_frames_in_a_notebook_are_short_and_hold_no_formula():
    frame = pd.DataFrame({"text": ["$x$ <b>bold</b> " + "word " * 40], "share": [1 / 3]})
    html = frame.to_html(notebook=True)
    assert "mathjax_ignore" in html and "&lt;b&gt;" in html and "<b>" not in html
    assert "word ..." in html and ">0.33<" in html
