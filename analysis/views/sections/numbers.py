"""Measurements in a table: value, range, trust, evidence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.context import reference, validity
from analysis.views import tables
from analysis.views.base.common import decimals, value_in_words
from analysis.views.base.html import Folded, Section, Table, Text
from analysis.views.base.numbers_in_words import FIGURES, NEVER_HELD, OF_HUNDRED, agreement, count, number, share
from analysis.views.sections.reference import place_in_words

if TYPE_CHECKING:
    import pandas as pd


NOTE = "The range is over choices that could as well have been made; it is not a margin of error."
QUESTIONS = {
    "readability": "How hard it reads",
    "sourcing": "Who speaks",
    "tone": "How it sounds",
    "headline": "The headline",
    "wording": "Which words weigh",
    "provenance": "The photo and the dates",
}


def numbers(page: Page, *names: str, folded: bool = False) -> Section:
    """Measurements of these names (none: all, but those of single paragraphs), with range, note and evidence.

    `folded`: each question's numbers behind a line that opens, for a list that is long on a telephone.
    """
    wanted = [catalogue.by_name(n).name for n in names] or list(dict.fromkeys(m.name for m in page.measured))
    out = {question for limit in page.limits for question in limit.without}
    wanted = [n for n in wanted if catalogue.by_name(n).question not in out]  # what does not apply is not shown
    if not wanted:
        return Section(Text("Left out: numbers of this kind do not apply to this text."))
    found = [m for n in wanted for m in catalogue.of_whole(page.measured, n)]
    frame = tables.numbers(page.article, found, {n: catalogue.by_name(n).label for n in wanted})
    frame["Value"] = [value_in_words(m) for m in found]
    frame["Range"] = [_range(m) for m in found]
    kind = reference.kind(page.analysis)
    frame[tables.PLACE] = [place_in_words(m, kind) for m in found]
    frame["How far to trust it"] = [_trust(m.name) for m in found]
    columns = [
        "What",
        "Value",
        "Range",
        tables.PLACE,
        *(["Note"] if any(frame["Note"]) else []),
        "How far to trust it",
        "Counted from",
    ]
    frame["Note"] = [n or tables.NOT_NEEDED for n in frame["Note"]]
    if folded:
        return Section(*_by_question(frame[columns], [catalogue.by_name(m.name).question for m in found]), Text(NOTE))
    return Section(Table(frame[columns], "Numbers", NOTE))


def _by_question(frame: pd.DataFrame, questions: list[str]) -> Iterator[Folded]:
    """A line for each question, in the order of QUESTIONS, with its rows behind it."""
    for question, title in QUESTIONS.items():
        rows = frame[[q == question for q in questions]].reset_index(drop=True)
        if len(rows):
            line = f"{title}: {count(len(rows), 'number')}"
            yield Folded(line, Table(rows, f"Numbers: {title.lower()}").html(), on_paper=True)


def _trust(measure: str) -> str:
    """Its agreement with people on the first set that it was held against, in words."""
    told = next((a for a in validity.of(measure) if a.figure in FIGURES | OF_HUNDRED), None)
    if told is None:
        return NEVER_HELD
    items = count(told.items, told.item.removesuffix("s"), told.item)
    return f"{agreement(told.figure, told.value, told.low, told.high)}, on {items}: {told.people}"


def _range(m: Measurement) -> str:
    if math.isnan(m.low) or math.isnan(m.high):
        return tables.NOT_NEEDED
    if m.low == m.high:
        return "does not move"
    if m.unit == catalogue.SHARE:
        return f"{share(m.low)} to {share(m.high)}"
    return f"{number(m.low, decimals(m))} to {number(m.high, decimals(m))}"
