"""The same text with other people's names in it: this one, and how far numbers moved in many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import catalogue
from analysis.article import Page
from analysis.context import validity
from analysis.views import tables
from analysis.views.base.common import decimals, value_in_words
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, listed, number, share

SHOWN = (
    "headline_tone",
    "body_tone",
    "tone_gap",
    "headline_unmatched",
    "named_sources",
    "unnamed_sources",
    "narrator_share",
    "second_hand_share",
    "flesch_kincaid_grade",
)


STAYING = ("language.sentences", "flesch_kincaid_grade", "body_tone")
MANY = "the same with other names"  # the set of validity.json
NOT_YET = "Whether the numbers stay with other people's names has not been measured for this version."


def other_names(plain: Page, others: Sequence[Page], first: Mapping[str, str]) -> Section:
    """`plain`: the text as it stands; `others`: with other names; `first`: the first set of these."""
    out = {question for limit in plain.limits for question in limit.without}
    wanted = [name for name in SHOWN if catalogue.by_name(name).question not in out]
    if not others or not wanted:
        return Section(Text("No person's name was found in the text, so there is none to replace."))
    rows = [(catalogue.by_name(name).label, _shown(plain, name), _range(plain, others, name)) for name in wanted]
    swapped = listed([f"{old} becomes {new}" for old, new in first.items()])
    note = f"Other names in {len(others)} ways; in the first, {swapped}. Longer names are harder words for a ruler. "
    note += "Where a count of voices moves, the program heard the names, and not only the sentences: its own fault."
    return Section(Table(tables.other_names(rows), "The same text, with other names in it", note))


def _shown(page: Page, name: str) -> str:
    return value_in_words(page.measurement(name)).removesuffix(" of body words")


def _range(plain: Page, others: Sequence[Page], name: str) -> str:
    own = plain.measurement(name)
    values = [v for page in others if (v := page.measurement(name).value) == v]
    if not values:
        return NOT_MEASURABLE

    def shown(value: float) -> str:
        return share(value) if own.unit == catalogue.SHARE else number(value, decimals(own))

    low, high = shown(min(values)), shown(max(values))
    if low == high:
        return "the same" if low == shown(own.value) else low
    return f"{low} to {high}"


def moved_by_names(page: Page | None = None) -> Section:
    """How far numbers moved when a program gave people other names, of other origins and genders."""
    found = next((s for s in validity.report()["sets"] if s["title"] == MANY), None)
    return Section(Text(NOT_YET if found is None else _sentence(found)))


def _sentence(found: dict) -> str:
    ours = found["ours"]
    words, voices = ours["language.words_of_the_lists"]["moves"], ours["language.voices"]["moves"]
    same = {name: share(ours[name]["unchanged"]["value"]) for name in STAYING}
    said = f"A program gave the people in {found['items']} articles other names, of other origins and genders, with as "
    said += f"many syllables and letters. {same['language.sentences']} of the articles kept the number of sentences in "
    said += f"each paragraph, {same['flesch_kincaid_grade']} their school grade, and {same['body_tone']} the tone of "
    said += f"the body. Of the words that the lists and the rules find, {share(1 - words['value'])} were found again, "
    said += f"in the mean. {share(voices['value'])} of the words changed between the article's own voice and others'."
    return said
