"""What several sections share."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.views.base.html import Section, Text
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, number, quote, share

if TYPE_CHECKING:
    import pandas as pd


NO_HEADLINE = "This text has no headline, so there is nothing to hold against the body."
NO_SOURCES = "No source was found in the body: all of it is in the article's own voice."


def answers(question: str) -> Callable[[Callable[..., Section]], Callable[..., Section]]:
    """For a section about a question of `measures`: where that does not apply to the text, the section says why."""

    def decorated(section: Callable[..., Section]) -> Callable[..., Section]:
        @wraps(section)
        def shown(page: Page, *args: Any, **options: Any) -> Section:
            why = next((limit.reason for limit in page.limits if question in limit.without), None)
            return section(page, *args, **options) if why is None else Section(Text(f"Left out: {why}."))

        shown.question = question
        return shown

    return decorated


def formatted(frame: pd.DataFrame, *columns: str, decimals: int = 2, sign: bool = False) -> pd.DataFrame:
    """The frame with the numbers of these columns as readers see them."""
    return frame.assign(**{c: [number(v, decimals, sign) for v in frame[c]] for c in columns})


def sentence(note: str) -> str:
    return f"{note[0].upper()}{note[1:]}." if note else ""


def value_in_words(m: Measurement) -> str:
    """A measurement's value with its unit."""
    if math.isnan(m.value):
        return NOT_MEASURABLE
    if m.unit == catalogue.SHARE:
        return f"{share(m.value)} of body words"
    return number(m.value, decimals(m)) + ("" if m.unit == catalogue.COUNT else f" {m.unit}")


def decimals(m: Measurement) -> int:
    return 0 if m.unit in (catalogue.COUNT, catalogue.WORDS, catalogue.DAYS) else 2


def short(text: str, limit: int) -> str:
    return quote(text, limit).strip("“”")
