"""What several views share: whether a question applies, and words that come again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pandas as pd

from analysis import catalogue
from analysis.article import Page
from analysis.context import validity
from analysis.measures.word_forms import load
from analysis.nlp.text_type import withheld
from analysis.views.base import numbers_in_words
from analysis.views.base.html import Section, Text
from analysis.views.base.numbers_in_words import number, us_marks

NOT_STATED = "not stated"
NOT_STATED_HERE = "not stated here (the original report may say)"
NOT_NEEDED = "–"
ZONE_NAMES: dict[str, str] = load("labels")["zones"]
OTHER_ZONE_NAMES: dict[str, str] = load("labels")["other_zones"]


def answers(question: str) -> Callable[[Callable[..., Section]], Callable[..., Section]]:
    """For a section about a question of `measures`: where that does not apply to the text, the section says why."""

    def decorated(section: Callable[..., Section]) -> Callable[..., Section]:
        @wraps(section)
        def shown(page: Page, *args: Any, **options: Any) -> Section:
            why = withheld(page.limits).get(question)
            if why is not None:
                return Section(Text(f"Left out: {why}."))
            return section(page, *args, **options)

        shown.question = question
        return shown

    return decorated


def formatted(frame: pd.DataFrame, *columns: str, decimals: int = 2, sign: bool = False) -> pd.DataFrame:
    """The frame with the numbers of these columns as readers see them."""
    return frame.assign(**{c: [number(v, decimals, sign) for v in frame[c]] for c in columns})


def trust(measure: str) -> str:
    """How well a measure agrees with people on the first set that it was compared with, in words."""
    if measure in catalogue.OWN:
        return numbers_in_words.OWN_UNTESTED
    told = next((a for a in validity.of(measure) if a.figure in numbers_in_words.AGREEMENT), None)
    if told is None:
        return numbers_in_words.NEVER_HELD
    items = numbers_in_words.count(told.items, told.item.removesuffix("s"), told.item)
    agreement = numbers_in_words.agreement(told.figure, told.value, told.low, told.high)
    return f"{agreement}. Tested on {items}: {told.people}"


def sentence(note: str) -> str:
    """A note with a capital letter and a period; "" stays."""
    return us_marks(f"{note[0].upper()}{note[1:]}.") if note else ""


def one_line(text: str | None) -> str | None:
    """The text with white space as single spaces."""
    return None if text is None else " ".join(text.split())
