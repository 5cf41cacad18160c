"""The article's place among the reference articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.context import reference
from analysis.views import tables
from analysis.views.base import numbers_in_words
from analysis.views.base.common import value_in_words
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import NO_PLACE, UNUSUAL, number, share

if TYPE_CHECKING:
    from analysis.context.reference import Kind, Place

# One measure for each thing that a reader may ask: not six rulers for one question.
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
DOTS = 50
LONGEST_UNIT = 20  # characters
OUTSIDE = "This article is outside the reference's kind: {}. Take its places with care."
ORIGIN = (
    "The reference: {:,} US news articles on politics, mostly of 2012 to 2020, of many outlets. Being unlike most of "
    "them is neither good nor bad. It is a question to look into."
)


def place_in_words(m: Measurement, kind: Kind) -> str:
    """The place of a measurement for readers, or that there is none."""
    return in_words(m, reference.place(m.name, m.scope, m.value, kind))


def in_words(m: Measurement, place: Place | None) -> str:
    if place is None:
        return NO_PLACE
    none = place.many_zeros and m.value == 0
    words = numbers_in_words.place(place.below, place.same, place.above, none, place.many_zeros, place.similar)
    return f"{words} ({UNUSUAL[place.unusual]})" if place.unusual else words


def placed_measurements(page: Page, *names: str) -> list[tuple[Measurement, Place]]:
    """Measurements of these names (none: those of `SHOWN`) that have a place, with it."""
    kind = reference.kind(page.analysis)
    found = [(m, reference.place(m.name, m.scope, m.value, kind)) for m in _measurements(page, names or SHOWN)]
    return [(m, p) for m, p in found if p is not None]


def places(page: Page, *names: str) -> Section:
    """Where the article lies among the reference articles: by these measures (none: those of `SHOWN`)."""
    kind = reference.kind(page.analysis)
    placed = placed_measurements(page, *names)
    outside = reference.outside(kind)
    about = Text(ORIGIN.format(reference.table().about["articles"]))
    care = [Text(OUTSIDE.format("; ".join(outside)))] if outside else []
    if not placed:
        return Section(Text("None of these numbers has a place among the reference articles."), *care, about)
    from analysis.views import charts

    rows = [_on_chart(m, p, kind) for m, p in placed]
    figure, alt = charts.places(tables.distributions(rows), max(p.articles for _, p in placed))
    caption = (
        f"Each dot stands for {100 // DOTS} in 100 reference articles, the bar for 9 in 10, the diamond for this one"
    )
    table = tables.places(
        [(catalogue.by_name(m.name).label, value_in_words(m), _middle(m, p), in_words(m, p)) for m, p in placed]
    )
    note = "Of similar length: at most a quarter longer or shorter. Long articles have more of these in any case."
    return Section(
        Chart(figure, alt, "places", caption), Text(_unusual(placed)), *care, Table(table, "Places", note), about
    )


def _measurements(page: Page, names: tuple[str, ...]) -> list[Measurement]:
    return [m for n in names for m in catalogue.of_whole(page.measured, n)]


def _quantiles(m: Measurement, kind: Kind) -> list[float]:
    import numpy as np

    return [float(v) for v in np.quantile(reference.others(m.name, m.scope, kind), (np.arange(DOTS) + 0.5) / DOTS)]


def _on_chart(m: Measurement, place: Place, kind: Kind) -> tuple:
    """A row of `tables.distributions`; without a unit that is an explanation: the table has it."""
    shown = value_in_words(m) if len(m.unit) <= LONGEST_UNIT else number(m.value)
    ends = _middle(m, place).split(" to ")
    label = catalogue.by_name(m.name).label
    return label, float(m.value), shown, place.middle, ends, _quantiles(m, kind), bool(place.unusual)


def _middle(m: Measurement, place: Place | None) -> str:
    if place is None:
        return tables.NOT_NEEDED
    if m.unit == catalogue.SHARE:
        return " to ".join(share(v) for v in place.middle)
    whole = m.unit in (catalogue.COUNT, catalogue.WORDS, catalogue.DAYS)
    return " to ".join(number(v, 0 if whole else 2) for v in place.middle)


def _unusual(placed: list[tuple[Measurement, Place]]) -> str:
    """What lies outside the middle nine tenths, beside how many do not."""
    labels = [f"{catalogue.by_name(m.name).label} ({UNUSUAL[p.unusual]})" for m, p in placed if p.unusual]
    ordinary = len(placed) - len(labels)
    if not labels:
        return "In all of these the article lies where 9 in 10 reference articles lie."
    rest = f" In the other {ordinary} it lies where most do." if ordinary else ""
    return f"Outside the middle 9 in 10: {'; '.join(labels)}.{rest}"
