"""What is measured of a text when the people in it have other names."""

import pandas as pd

from analysis import catalogue
from analysis.analyze import corrected_by_hand, page_of
from analysis.article import Page
from analysis.context import name_swap
from analysis.nlp.text_type import withheld
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, in_unit, listed, value_in_words

WAYS = 8  # to deal the invented names out
RENAMED = (
    "headline_valence body_valence valence_gap headline_tone body_tone tone_gap headline_unmatched named_sources "
    "unnamed_sources narrator_share second_hand_share flesch_kincaid_grade"
).split()


def with_other_names(page: Page, ways: int = WAYS) -> Section:
    """What is measured of the same text when the people in it have other, invented names, dealt out in several ways."""
    by_hand = page.analysis.sourcing.corrections  # are of places, where other names are now: left out on both sides
    page = corrected_by_hand(page, ()) if by_hand else page
    swapped = [name_swap.renamed(page.analysis, turn) for turn in range(ways)]
    others = [page_of("other names", article) for article, known in swapped if known]
    wanted = [name for name in RENAMED if catalogue.by_name(name).question not in withheld(page.limits)]
    if not others or not wanted:
        return Section(Text("No person's name was found in the text, so there is none to replace."))
    rows = {
        "What": [catalogue.by_name(name).label for name in wanted],
        "As it stands": [value_in_words(page.measurement(n)).removesuffix(" of body words") for n in wanted],
        "With other names": [_over_names(page, others, name) for name in wanted],
    }
    first = listed([f"{old} becomes {new}" for old, new in swapped[0][1].items()])
    note = (
        f"Other names in {len(others)} ways; in the first, {first}. Longer names are harder words for a formula. "
        "Where a count of voices moves, the program went by the names and not only by the sentences: its own mistake."
    )
    note += " What you corrected by hand is left out of this table." if by_hand else ""
    return Section(Table(pd.DataFrame(rows), "The same text, with other names in it", note))


def _over_names(plain: Page, others: list[Page], name: str) -> str:
    own = plain.measurement(name)
    values = [v for page in others if (v := page.measurement(name).value) == v]
    if not values:
        return NOT_MEASURABLE
    same, low, high = (in_unit(value, own.unit) for value in (own.value, min(values), max(values)))
    return f"{low} to {high}" if low != high else "the same" if low == same else low
