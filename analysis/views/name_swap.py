"""The same text with other people's names in it: this one, and how far numbers moved in many."""

from __future__ import annotations

import pandas as pd

from analysis import catalogue
from analysis.analyze import corrected_by_hand, page_of
from analysis.article import Page
from analysis.context import name_swap, validity
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, in_unit, listed, share, value_in_words

WAYS = 8  # to deal the invented names out
SHOWN = (
    "headline_tone body_tone tone_gap headline_unmatched named_sources unnamed_sources narrator_share "
    "second_hand_share flesch_kincaid_grade"
).split()
MANY = "the same with other names"  # the set of validity.json
NOT_YET = "Whether the numbers stay the same with other names has not been measured for this version."


def with_other_names(page: Page, ways: int = WAYS) -> Section:
    """What is measured of the same text when the people in it have other, invented names, dealt out in several ways."""
    by_hand = page.analysis.sourcing.corrections  # are of places, where other names are now: left out on both sides
    page = corrected_by_hand(page, ()) if by_hand else page
    swapped = [name_swap.renamed(page.analysis, turn) for turn in range(ways)]
    others = [page_of("other names", article) for article, known in swapped if known]
    out = {question for limit in page.limits for question in limit.without}
    wanted = [name for name in SHOWN if catalogue.by_name(name).question not in out]
    if not others or not wanted:
        return Section(Text("No person's name was found in the text, so there is none to replace."))
    rows = {
        "What": [catalogue.by_name(name).label for name in wanted],
        "As it stands": [value_in_words(page.measurement(n)).removesuffix(" of body words") for n in wanted],
        "With other names": [_range(page, others, name) for name in wanted],
    }
    first = listed([f"{old} becomes {new}" for old, new in swapped[0][1].items()])
    note = (
        f"Other names in {len(others)} ways; in the first, {first}. Longer names are harder words for a ruler. "
        "Where a count of voices moves, the program went by the names and not only by the sentences: its own fault."
    )
    note += " What you corrected by hand is left out of this table." if by_hand else ""
    return Section(Table(pd.DataFrame(rows), "The same text, with other names in it", note))


def moved_by_names(page: Page | None = None) -> Section:
    """How far numbers moved when a program gave people other names, of other origins and genders."""
    found = next((s for s in validity.report()["sets"] if s["title"] == MANY), None)
    return Section(Text(NOT_YET if found is None else _moved(found)))


def _range(plain: Page, others: list[Page], name: str) -> str:
    own = plain.measurement(name)
    values = [v for page in others if (v := page.measurement(name).value) == v]
    if not values:
        return NOT_MEASURABLE
    same, low, high = (in_unit(value, own.unit) for value in (own.value, min(values), max(values)))
    return f"{low} to {high}" if low != high else "the same" if low == same else low


def _moved(found: dict) -> str:
    ours = found["ours"]
    words, voices = ours["language.words_of_the_lists"]["moves"], ours["language.voices"]["moves"]
    staying = ("language.sentences", "flesch_kincaid_grade", "body_tone")
    sentences, grade, tone = (share(ours[name]["unchanged"]["value"]) for name in staying)
    return (
        f"A program gave the people in {found['items']} articles other names, of other origins and genders, with as "
        f"many syllables and letters. {sentences} of the articles kept the number of sentences in each paragraph, "
        f"{grade} their school grade, and {tone} the tone of the body. Of the words that the lists and the rules find, "
        f"{share(1 - words['value'])} were found again, on average. {share(voices['value'])} of the words changed "
        "between the article's own voice and others'."
    )
