"""The article's place among the reference articles."""

import pandas as pd

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.context import reference
from analysis.context.reference import Place
from analysis.views.base import numbers_in_words
from analysis.views.base.numbers_in_words import NO_PLACE, UNUSUAL

# One measure for each question of a reader: not six formulas for one.
SHOWN = (
    "flesch_kincaid_grade sources unnamed_sources quoted_share narrator_share second_hand_share headline_unmatched "
    "valence_gap tone_gap"
).split()
OUTSIDE = "Compare with care: {}."
ORIGIN = (
    "Compared with about {:,} U.S. news articles on politics from many outlets, most from 2012 to 2020. Unusual is "
    "neither good nor bad. It’s a reason to look closer."
)


def placed(page: Page, *names: str) -> pd.DataFrame:
    """One row for each measurement of these names that has a place: its `name`, `label` and `value`, and whether it is
    `unusual` (`high`, `low` or None)."""
    kind, rows = reference.kind(page.analysis), []
    for m in (m for name in names for m in catalogue.of_whole(page.measured, name)):
        if (place := reference.place(m.name, m.scope, m.value, kind)) is not None:
            rows.append((m.name, catalogue.by_name(m.name).label, m.value, place.unusual))
    return pd.DataFrame(rows, columns=["name", "label", "value", "unusual"], dtype=object)


def place_in_words(m: Measurement, place: Place | None) -> str:
    """The place of a measurement for readers, with a word on it where it is unusual."""
    if place is None:
        return NO_PLACE
    none = place.many_zeros and m.value == 0
    words = numbers_in_words.place(place.below, place.same, place.above, none, place.many_zeros, place.similar)
    return f"{words}. {UNUSUAL[place.unusual]}" if place.unusual else words
