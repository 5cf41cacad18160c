"""The article's place among the reference articles."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.context import reference
from analysis.context.reference import Place
from analysis.views.base import drawing, numbers_in_words
from analysis.views.base.drawing import BEHIND, EDGE, LINE, WIDTH, Drawn, inches
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import NO_PLACE, UNUSUAL, in_unit, number, value_in_words
from analysis.views.base.palette import BLUE, INK, ORANGE, SOFT

# One measure for each question of a reader: not six formulas for one.
SHOWN = (
    "flesch_kincaid_grade sources unnamed_sources quoted_share narrator_share second_hand_share headline_unmatched "
    "valence_gap tone_gap"
).split()
PLACE = "Among reference articles"
LONGEST_UNIT = 20  # characters: in the chart, no unit that is an explanation
OUTSIDE = "This article is outside the reference's kind: {}. Take its places with care."
ORIGIN = (
    "The reference: {:,} US news articles on politics, mostly of 2012 to 2020, of many outlets. Being unlike most of "
    "them is neither good nor bad. It is a question to look into."
)


def places(page: Page) -> Section:
    """Where the article is among the reference articles, by the measures of `SHOWN`."""
    found = placed(page, *SHOWN)
    outside = reference.outside(reference.kind(page.analysis))
    about = Text(ORIGIN.format(reference.table().about["articles"]))
    care = [Text(OUTSIDE.format("; ".join(outside)))] if outside else []
    if found.empty:
        return Section(Text("None of these numbers has a place among the reference articles."), *care, about)
    each = 100 // DOTS
    caption = f"Each dot stands for {each} in 100 reference articles, the bar for 9 in 10, the diamond for this one"
    headings = {"label": "What", "shown": "This article", "ends": "9 of 10 reference articles", "place": PLACE}
    table = found.assign(ends=found["ends"].map(" to ".join))[[*headings]].rename(columns=headings)
    note = "Of similar length: at most a quarter longer or shorter. Long articles have more of these in any case."
    return Section(
        Chart(*draw_places(found), "places", caption),
        Text(_what_is_unusual(found)),
        *care,
        Table(table, "Places", note),
        about,
    )


def placed(page: Page, *names: str) -> pd.DataFrame:
    """One row for each measurement of these names that has a place.

    Its `name` and `label`; its `value` as a number and as `shown` to readers; its `place` in words, and whether it is
    `unusual` (`high`, `low` or None). Of the reference articles: how many they are (`articles`), the `middle` nine
    tenths as numbers and in words (`ends`), evenly spaced `quantiles`.
    """
    kind, shares, rows = reference.kind(page.analysis), (np.arange(DOTS) + 0.5) / DOTS, []
    for m in (m for name in names for m in catalogue.of_whole(page.measured, name)):
        if (place := reference.place(m.name, m.scope, m.value, kind)) is None:
            continue
        ends = tuple(in_unit(value, m.unit) for value in place.middle)
        quantiles = np.quantile(reference.others(m.name, m.scope, kind), shares).tolist()
        of_place = place_in_words(m, place), place.unusual, place.articles, place.middle, ends, quantiles
        rows.append((m.name, catalogue.by_name(m.name).label, m.unit, m.value, value_in_words(m), *of_place))
    columns = "name label unit value shown place unusual articles middle ends quantiles".split()
    return pd.DataFrame(rows, columns=columns, dtype=object)


def place_in_words(m: Measurement, place: Place | None) -> str:
    """The place of a measurement for readers, with a word on it where it is unusual."""
    if place is None:
        return NO_PLACE
    none = place.many_zeros and m.value == 0
    words = numbers_in_words.place(place.below, place.same, place.above, none, place.many_zeros, place.similar)
    return f"{words} ({UNUSUAL[place.unusual]})" if place.unusual else words


def _what_is_unusual(placed: pd.DataFrame) -> str:
    """What lies outside the middle nine tenths, and how many numbers do not."""
    unusual = placed.dropna(subset="unusual")
    if unusual.empty:
        return "In all of these, the article is where 9 in 10 reference articles are."
    labels = (f"{row.label} ({UNUSUAL[row.unusual]})" for row in unusual.itertuples())
    ordinary = len(placed) - len(unusual)
    rest = f" In the other {ordinary} it is where most are." if ordinary else ""
    return f"Outside the middle 9 in 10: {'; '.join(labels)}.{rest}"


DOTS = 50  # for each measure
ROW, HEIGHT = 1.5, 0.55  # inches: one measure with its words, and the tallest stack of dots in it
BINS, DOT = 52, 4.6  # places for dots across, and their size in points


@drawing.styled
def draw_places(placed: pd.DataFrame) -> Drawn:
    """For each measure dots that stand for equal shares of the reference articles, and this article's mark."""
    explained = placed["unit"].map(len) > LONGEST_UNIT
    shown = placed["shown"].mask(explained, placed["value"].map(number))
    rows = list(placed.assign(shown=shown, unusual=placed["unusual"].notna()).itertuples(index=False))
    axes = drawing.canvas(ROW * len(rows) + EDGE)
    for number_, row in enumerate(rows):
        _draw_row(axes, row, ROW * (len(rows) - number_))
    each = round(100 / len(rows[0].quantiles))
    told = " ".join(
        f"{r.label}: {r.shown}, the middle from {r.ends[0]} to {r.ends[1]}{', outside it' if r.unusual else ''}."
        for r in rows
    )
    return axes.figure, (
        f"Dot plots, one for each of {len(rows)} measures. Across: the measure. Each dot stands for {each} in 100 of "
        f"up to {max(placed['articles']):,} reference articles; a diamond marks this article, a bar the middle 9 of "
        f"10. {told}"
    )


def _draw_row(axes: Any, row: Any, top: float) -> None:
    left, right = 2 * EDGE, WIDTH - 2 * EDGE
    values = [*row.quantiles, row.value]
    low, high = min(values), max(values)

    def at(value: float) -> float:
        return left + (right - left) * ((value - low) / (high - low) if high > low else 0.5)

    drawing.write(axes, left, top - LINE, row.label, right - left, weight="bold")
    base = top - ROW + 0.42
    for x, y in _stacked([at(v) for v in row.quantiles], (right - left) / BINS):
        axes.plot(x, base + 0.07 + y, "o", color=SOFT, markersize=DOT, markeredgewidth=0)
    a, b = map(at, row.middle)
    axes.plot((a, b), (base, base), color=BLUE, linewidth=4, solid_capstyle="butt")
    ends = [(a, row.ends[0]), (b, row.ends[1])]
    for x, words in ends if ends[0][1] != ends[1][1] else ends[:1]:
        half = inches(words) / 2
        axes.text(min(max(x, left + half), right - half), base - 0.16, words, ha="center", va="center", color=BLUE)
    x, y, color = at(row.value), base + HEIGHT + 0.1, ORANGE if row.unusual else INK
    axes.plot((x, x), (base - 0.04, y), color=color, linewidth=2)
    axes.plot(x, y, "D", color=color, markersize=9)
    words = f"{row.shown}  (unusual)" if row.unusual else row.shown
    fits = x + 0.12 + inches(words, bold=True) < right
    side = {"ha": "left" if fits else "right", "va": "center"}
    axes.text(x + 0.12 if fits else x - 0.12, y, words, weight="bold", color=color, bbox=BEHIND, **side)


def _stacked(xs: Sequence[float], width: float) -> list[tuple[float, float]]:
    """Dots one upon the other where they would cover each other; the tallest stack fills the height."""
    first = min(xs)
    stacks = Counter(round((x - first) / width) for x in xs)
    step = min(0.075, HEIGHT / max(stacks.values()))
    return [(first + n * width, height * step) for n, dots in stacks.items() for height in range(dots)]
