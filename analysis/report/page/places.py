"""What is unusual beside the reference articles, and what is ordinary."""

import re
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.context import reference
from analysis.measures.word_forms import load
from analysis.report.page.parts import Lit, Part, as_printed, lit
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import listed, number, share, spelled
from analysis.views.reference import ORIGIN, OUTSIDE, SHOWN, placed

SHOWN_ROWS = 8  # of what is unusual, before the others are folded away
TITLED = 2  # unusual things that the title names
# In the order of rows. Those that are not in `SHOWN` are told where they are unusual only.
CALLED: dict[str, str] = load("labels")["short"]
SCALE = re.compile(r"\(-(\d) to \d\)")
EDGE = 3  # percent of the drawing left free at its ends


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The places of the numbers; None where none has a place."""
    found = placed(page, *CALLED)
    if found.empty:
        return None
    is_unusual = found["unusual"].notna()
    unusual = sorted(_rows(page, text, found[is_unusual]), key=lambda row: -abs(row.at - 50))
    ordinary = list(_rows(page, text, found[~is_unusual & found["name"].isin(SHOWN)]))
    outside = reference.outside(reference.kind(page.analysis))
    shown: dict[str, Any] = {"unusual": unusual[:SHOWN_ROWS], "folded": unusual[SHOWN_ROWS:], "ordinary": ordinary}
    shown |= {"note": OUTSIDE.format("; ".join(outside)) if outside else "", "edge": EDGE}
    shown |= {"low": _at(reference.MIDDLE[0]), "high": _at(reference.MIDDLE[1])}
    subtitle = ORIGIN.format(round(reference.table().about["articles"], -3))
    return Part("place", _title([row.called for row in unusual]), subtitle, shown)


def _title(unusual: Sequence[str]) -> str:
    if not unusual:
        return "Nothing is unusual: each number is in the middle 90 of 100 articles"
    said = f"{spelled(len(unusual), 'thing is', 'things are')} unusual here"
    return f"{said}: {listed([*unusual])}" if len(unusual) <= TITLED else f"{said}, led by {unusual[0]}"


def _at(share: float) -> float:
    """A share of the reference articles -> percent of the drawing's width."""
    return EDGE + share * (100 - 2 * EDGE)


def _rows(page: Page, text: MarkedText, found: Any) -> Iterator[SimpleNamespace]:
    """Numbers beside the reference: what is counted, the number, where the article is among all from the lowest to the
    highest, in percent of the drawing's width, and the same in words."""
    kind = reference.kind(page.analysis)
    for row in found.itertuples():
        m = next(m for m in catalogue.of_whole(page.measured, row.name) if m.value == row.value)
        place = reference.place(m.name, m.scope, m.value, kind)
        value, at = lit(text, m, _shown(page, m), f"{row.label}: {_shown(page, m)}"), _at(sum(place.interval) / 2)
        if m.unit == catalogue.COUNT and not m.value:  # evidence of none is what was looked at
            value = Lit(value.words)
        yield SimpleNamespace(called=CALLED[row.name], value=value, at=at, words=in_hundred(place, m.value))


def _shown(page: Page, m: Measurement) -> str:
    """A value in few words, with what a reader can count again; the row says what is measured."""
    if m.unit == catalogue.SHARE:
        words = len(page.article.body_words())
        return f"{round(m.value * words):,} of {words:,}, {share(m.value)}"
    if m.unit.startswith("per "):
        return f"{len(m.evidence)} ({number(m.value, 0)} per 1,000)"
    if scale := SCALE.search(m.unit):
        return f"{number(as_printed(page, m), sign=True)} (−{scale[1]} to +{scale[1]})"
    return number(m.value, 1 if m.unit == catalogue.GRADE else 0)


def in_hundred(place: reference.Place, value: float) -> str:
    """A place in a few words, beside its drawing. Counts are cut, not rounded: "more than 62 of 100" is true."""
    of = " this long" if place.similar else ""
    if place.many_zeros and value == 0:
        return f"none, as in {100 * place.same // place.articles} of 100{of}"
    if place.articles in (place.below, place.above):
        return f"{'more' if place.below else 'less'} than all {place.articles:,}{of}"
    more, less = (100 * n // place.articles for n in (place.below, place.above))
    if not more and not less:
        return f"the same as nearly all{of}"
    return f"more than {more} of 100{of}" if more >= less or place.many_zeros else f"less than {less} of 100{of}"
