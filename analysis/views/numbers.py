"""Measurements in a table: value, range, place, trust and evidence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis import catalogue
from analysis.article import Article, Measurement, Page, Span
from analysis.context import reference, validity
from analysis.views.base.common import NOT_NEEDED
from analysis.views.base.html import Folded, Section, Table, Text
from analysis.views.base.numbers_in_words import AGREEMENT, NEVER_HELD, agreement, count, in_unit, value_in_words
from analysis.views.reference import PLACE, place_in_words

NOTE = "The range is over choices that could just as well have been made; it is not a margin of error."
QUESTIONS = {
    "readability": "How hard it reads",
    "sourcing": "Who speaks",
    "tone": "How it sounds",
    "headline": "The headline",
    "wording": "Which words judge",
    "provenance": "The photo and the dates",
}
MOST_EVIDENCE, LONGEST_EVIDENCE = 3, 40  # places shown, characters of each


def numbers(page: Page, *names: str, folded: bool = False) -> Section:
    """Measurements of these names (none: all, but those of single paragraphs), with range, note and evidence.

    `folded`: the numbers of each question behind a line that opens, because the list is long on a phone.
    Raises KeyError where there is no measure of a name.
    """
    left_out = {question for limit in page.limits for question in limit.without}
    wanted = [catalogue.by_name(n) for n in names or dict.fromkeys(m.name for m in page.measured)]
    shown = [declared for declared in wanted if declared.question not in left_out]
    if not shown:
        return Section(Text("Left out: numbers of this kind do not apply to this text."))
    found = [m for declared in shown for m in catalogue.of_whole(page.measured, declared.name)]
    table = in_words(page, found)
    if not any(m.note for m in found):
        table = table.drop(columns="Note")
    if not folded:
        return Section(Table(table, "Numbers", NOTE))
    return Section(*_by_question(table, [catalogue.by_name(m.name).question for m in found]), Text(NOTE))


def in_words(page: Page, found: Sequence[Measurement]) -> pd.DataFrame:
    """For readers: one row for each measurement."""
    kind = reference.kind(page.analysis)
    rows = [
        {
            "What": catalogue.by_name(m.name).label + _scope_in_words(m.scope),
            "Value": value_in_words(m),
            "Range": _range(m),
            PLACE: place_in_words(m, reference.place(m.name, m.scope, m.value, kind)),
            "Note": m.note or NOT_NEEDED,
            "How far to trust it": _trust(m.name),
            "Counted from": _evidence(page.article, m.evidence),
        }
        for m in found
    ]
    return pd.DataFrame(rows)


def _by_question(table: pd.DataFrame, questions: Sequence[str]) -> Iterator[Folded]:
    """A line for each question, in the order of QUESTIONS, with its rows inside."""
    for question, title in QUESTIONS.items():
        rows = table[[q == question for q in questions]].reset_index(drop=True)
        if len(rows):
            line = f"{title}: {count(len(rows), 'number')}"
            yield Folded(line, Table(rows, f"Numbers: {title.lower()}").html(), on_paper=True)


def _scope_in_words(scope: str) -> str:
    kind, _, index = scope.partition(":")
    if kind == "paragraph":
        return f", paragraph {int(index) + 1}"
    return "" if scope in ("body", "headline", "narrator") else f", {scope}"


def _range(m: Measurement) -> str:
    if math.isnan(m.low) or math.isnan(m.high):
        return NOT_NEEDED
    return "does not move" if m.low == m.high else f"{in_unit(m.low, m.unit)} to {in_unit(m.high, m.unit)}"


def _trust(measure: str) -> str:
    """Its agreement with people on the first set that it was compared with, in words."""
    told = next((a for a in validity.of(measure) if a.figure in AGREEMENT), None)
    if told is None:
        return NEVER_HELD
    items = count(told.items, told.item.removesuffix("s"), told.item)
    return f"{agreement(told.figure, told.value, told.low, told.high)}, on {items}: {told.people}"


def _evidence(article: Article, spans: Sequence[Span]) -> str:
    """The first words that a number was counted from, and how many places more there are."""
    shown = [" ".join(article.text[slice(*span)].split()) for span in spans[:MOST_EVIDENCE]]
    cut = [s if len(s) <= LONGEST_EVIDENCE else f"{s[:40].rpartition(' ')[0] or s[:40]} …" for s in shown]
    more = f" and {len(spans) - MOST_EVIDENCE} more" if len(spans) > MOST_EVIDENCE else ""
    return "; ".join(cut) + more
