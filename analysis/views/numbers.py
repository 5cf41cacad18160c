"""Measurements in tables: value, range, place, trust and evidence; who can answer; what other names change."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis import catalogue
from analysis.analyze import corrected_by_hand, page_of
from analysis.article import Article, Measurement, Page, Span
from analysis.context import name_swap, reference
from analysis.measures.word_forms import load
from analysis.nlp.text_type import withheld
from analysis.views.base.common import NOT_NEEDED, trust
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, in_unit, listed, value_in_words
from analysis.views.reference import PLACE, place_in_words

NOTE = "The range is over choices that could just as well have been made; it is not a margin of error."
PLAIN = ("body", "headline", "narrator")  # scopes that a row does not name
MOST_EVIDENCE, LONGEST_EVIDENCE = 3, 40  # places shown, characters of each
BOXES = {"text": "in the text", "judge": "you judge", "look": "look it up"}
OTHER_RULER = re.compile(r"^textstat_|_textblob$|_news$")  # of the same thing: one row is enough
INDICATOR_NOTE = (
    "An indicator is a question that people who check news agreed to ask. A number goes with it but does not settle "
    "it. No number on this page says whether a text can be trusted."
)
WAYS = 8  # to deal the invented names out
RENAMED = (
    "headline_valence body_valence valence_gap headline_tone body_tone tone_gap headline_unmatched named_sources "
    "unnamed_sources narrator_share second_hand_share flesch_kincaid_grade"
).split()


def numbers(page: Page, *names: str) -> Section:
    """Measurements of these names (none: all, but those of single paragraphs), with range, note and evidence.

    Raises KeyError where there is no measure of a name.
    """
    wanted = [catalogue.by_name(n) for n in names or dict.fromkeys(m.name for m in page.measured)]
    shown = [declared for declared in wanted if declared.question not in withheld(page.limits)]
    if not shown:
        return Section(Text("Left out: numbers of this kind do not apply to this text."))
    found = [m for declared in shown for m in catalogue.of_whole(page.measured, declared.name)]
    table = in_words(page, found)
    if not any(m.note for m in found):
        table = table.drop(columns="Note")
    return Section(Table(table, "Numbers", NOTE))


def in_words(page: Page, found: Sequence[Measurement]) -> pd.DataFrame:
    """For readers: one row for each measurement."""
    kind = reference.kind(page.analysis)
    rows = [
        {
            "What": catalogue.by_name(m.name).label + ("" if m.scope in PLAIN else f", {m.scope}"),
            "Value": value_in_words(m),
            "Range": _range(m),
            PLACE: place_in_words(m, reference.place(m.name, m.scope, m.value, kind)),
            "Note": m.note or NOT_NEEDED,
            "How far to trust it": trust(m.name),
            "Counted from": _evidence(page.article, m.evidence),
        }
        for m in found
    ]
    return pd.DataFrame(rows)


def _range(m: Measurement) -> str:
    if math.isnan(m.low) or math.isnan(m.high):
        return NOT_NEEDED
    return "does not move" if m.low == m.high else f"{in_unit(m.low, m.unit)} to {in_unit(m.high, m.unit)}"


def _evidence(article: Article, spans: Sequence[Span]) -> str:
    """The first words that a number was counted from, and how many places more there are."""
    shown = [" ".join(article.text[slice(*span)].split()) for span in spans[:MOST_EVIDENCE]]
    cut = [s if len(s) <= LONGEST_EVIDENCE else f"{s[:40].rpartition(' ')[0] or s[:40]} …" for s in shown]
    more = f" and {len(spans) - MOST_EVIDENCE} more" if len(spans) > MOST_EVIDENCE else ""
    return "; ".join(cut) + more


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that go with one indicator. `box`: one of `BOXES`; the rest is "" where no framework has one."""

    measures: tuple[str, ...]
    box: str
    indicator: str
    framework: str
    source: str


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """The groups of the file, in its order."""
    data = load("indicators")
    named = {None: ("", ""), **data["frameworks"]}
    rows = ((tuple(g["measures"]), g["box"], g.get("indicator", ""), g.get("framework")) for g in data["groups"])
    return tuple(Group(*row, *named[framework]) for *row, framework in rows)


def indicators(page: Page) -> Section:
    """One row for each indicator: the measures that go with it and have a value in this article."""
    measured = {m.name for m in page.measured if m.value == m.value and m.scope == catalogue.by_name(m.name).scopes[0]}
    rows = []
    for group in sorted(groups(), key=lambda g: list(BOXES).index(g.box)):
        shown = [catalogue.by_name(n).label for n in group.measures if n in measured and not OTHER_RULER.search(n)]
        if shown:
            indicator = group.indicator or "none: not a sign of how far to trust a text"
            rows.append(("; ".join(shown), BOXES[group.box], indicator, group.framework or NOT_NEEDED))
    frame = pd.DataFrame(rows, columns=["What is counted", "Where the answer is", "Indicator", "Framework"])
    sources = dict.fromkeys(f"{g.framework}: {g.source}" for g in groups() if g.framework)
    return Section(Table(frame, "Who can answer, and what others ask", f"{INDICATOR_NOTE} {'; '.join(sources)}."))


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
        f"Other names in {len(others)} ways; in the first, {first}. Longer names are harder words for a ruler. "
        "Where a count of voices moves, the program went by the names and not only by the sentences: its own fault."
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
