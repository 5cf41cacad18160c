"""The article's place among the reference articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.context import reference
from analysis.context.reference import Kind, Place
from analysis.views.base import drawing, numbers_in_words
from analysis.views.base.drawing import BEHIND, EDGE, LINE, WIDTH, Drawn, inches
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import NO_PLACE, UNUSUAL, decimals, number, share, value_in_words
from analysis.views.base.palette import BLUE, INK, ORANGE, SOFT

# One measure for each question of a reader: not six formulas for one.
SHOWN = (
    "flesch_kincaid_grade",
    "sources",
    "unnamed_sources",
    "quoted_share",
    "narrator_share",
    "second_hand_share",
    "headline_unmatched",
    "tone_gap",
)
PLACE = "Among reference articles"
LONGEST_UNIT = 20  # characters: in the chart, no unit that is an explanation
OUTSIDE = "This article is outside the reference's kind: {}. Take its places with care."
ORIGIN = (
    "The reference: {:,} US news articles on politics, mostly of 2012 to 2020, of many outlets. Being unlike most of "
    "them is neither good nor bad. It is a question to look into."
)


def places(page: Page, *names: str) -> Section:
    """Where the article lies among the reference articles: by these measures (none: those of `SHOWN`)."""
    kind = reference.kind(page.analysis)
    placed = placed_measurements(page, *names)
    outside = reference.outside(kind)
    about = Text(ORIGIN.format(reference.table().about["articles"]))
    care = [Text(OUTSIDE.format("; ".join(outside)))] if outside else []
    if not placed:
        return Section(Text("None of these numbers has a place among the reference articles."), *care, about)
    caption = (
        f"Each dot stands for {100 // DOTS} in 100 reference articles, the bar for 9 in 10, the diamond for this one"
    )
    note = "Of similar length: at most a quarter longer or shorter. Long articles have more of these in any case."
    return Section(
        Chart(*draw_places(distributions(placed, kind), max(p.articles for _, p in placed)), "places", caption),
        Text(_unusual(placed)),
        *care,
        Table(places_in_words(placed), "Places", note),
        about,
    )


def placed_measurements(page: Page, *names: str) -> list[tuple[Measurement, Place]]:
    """Measurements of these names (none: those of `SHOWN`) that have a place, with it."""
    kind = reference.kind(page.analysis)
    found = [m for name in names or SHOWN for m in catalogue.of_whole(page.measured, name)]
    placed = ((m, reference.place(m.name, m.scope, m.value, kind)) for m in found)
    return [(m, place) for m, place in placed if place is not None]


def place_in_words(m: Measurement, kind: Kind) -> str:
    """The place of a measurement for readers, or that there is none."""
    return in_words(m, reference.place(m.name, m.scope, m.value, kind))


def in_words(m: Measurement, place: Place | None) -> str:
    """A place for readers, with a word on it where it is unusual."""
    if place is None:
        return NO_PLACE
    none = place.many_zeros and m.value == 0
    words = numbers_in_words.place(place.below, place.same, place.above, none, place.many_zeros, place.similar)
    return f"{words} ({UNUSUAL[place.unusual]})" if place.unusual else words


def places_in_words(placed: Sequence[tuple[Measurement, Place]]) -> pd.DataFrame:
    """For readers: each measurement, its value, where most articles lie, and its place."""
    rows = [
        {
            "What": catalogue.by_name(m.name).label,
            "This article": value_in_words(m),
            "9 of 10 reference articles": " to ".join(_middle(m, place)),
            PLACE: in_words(m, place),
        }
        for m, place in placed
    ]
    return pd.DataFrame(rows)


def distributions(placed: Sequence[tuple[Measurement, Place]], kind: Kind) -> pd.DataFrame:
    """For the chart: each measurement with its value, as a number and as `shown`; the `middle` nine tenths, as numbers
    and in words (`ends`); evenly spaced `quantiles` of the reference articles."""
    shares = (np.arange(DOTS) + 0.5) / DOTS
    rows = [
        {
            "name": catalogue.by_name(m.name).label,
            "value": m.value,
            "shown": value_in_words(m) if len(m.unit) <= LONGEST_UNIT else number(m.value),
            "middle": place.middle,
            "ends": _middle(m, place),
            "quantiles": np.quantile(reference.others(m.name, m.scope, kind), shares).tolist(),
            "unusual": place.unusual is not None,
        }
        for m, place in placed
    ]
    return pd.DataFrame(rows)


def _middle(m: Measurement, place: Place) -> tuple[str, ...]:
    """Both ends of the middle nine tenths in words."""
    return tuple(share(v) if m.unit == catalogue.SHARE else number(v, decimals(m)) for v in place.middle)


def _unusual(placed: Sequence[tuple[Measurement, Place]]) -> str:
    """What lies outside the middle nine tenths, and how many numbers do not."""
    labels = [f"{catalogue.by_name(m.name).label} ({UNUSUAL[p.unusual]})" for m, p in placed if p.unusual]
    ordinary = len(placed) - len(labels)
    if not labels:
        return "In all of these the article lies where 9 in 10 reference articles lie."
    rest = f" In the other {ordinary} it lies where most do." if ordinary else ""
    return f"Outside the middle 9 in 10: {'; '.join(labels)}.{rest}"


# --- chart -----------------------------------------------------------------------------------------------------------

DOTS = 50  # for each measure
ROW, HEIGHT = 1.5, 0.55  # inches: one measure with its words, and the tallest stack of dots in it
BINS, DOT = 52, 4.6  # places for dots across, and their size in points


@drawing.styled
def draw_places(distributions: pd.DataFrame, articles: int) -> Drawn:
    """For each measure dots that stand for equal shares of the reference articles, and this article's mark."""
    rows = list(distributions.itertuples(index=False))
    axes = drawing.canvas(ROW * len(rows) + EDGE)
    for number_, row in enumerate(rows):
        _draw_row(axes, row, ROW * (len(rows) - number_))
    each = round(100 / len(rows[0].quantiles))
    told = " ".join(
        f"{r.name}: {r.shown}, the middle from {r.ends[0]} to {r.ends[1]}{', outside it' if r.unusual else ''}."
        for r in rows
    )
    return axes.figure, (
        f"Dot plots, one for each of {len(rows)} measures. Across: the measure. Each dot stands for {each} in 100 of "
        f"up to {articles:,} reference articles; a diamond marks this article, a bar the middle 9 of 10. {told}"
    )


def _draw_row(axes: Any, row: Any, top: float) -> None:
    left, right = 2 * EDGE, WIDTH - 2 * EDGE
    values = [*row.quantiles, row.value]
    low, high = min(values), max(values)

    def at(value: float) -> float:
        return left + (right - left) * ((value - low) / (high - low) if high > low else 0.5)

    drawing.write(axes, left, top - LINE, row.name, right - left, weight="bold")
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
    first, stack, out = min(xs), Counter(), []
    bins = [round((x - first) / width) for x in xs]
    step = min(0.075, HEIGHT / max(Counter(bins).values()))
    for n in bins:
        out.append((first + n * width, stack[n] * step))
        stack[n] += 1
    return out
