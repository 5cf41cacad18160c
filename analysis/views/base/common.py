"""What several views share: whether a question applies, words that come again, how a voice is called and looks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pandas as pd

from analysis.article import OWN_VOICE, Page, Sourcing
from analysis.context import validity
from analysis.measures.word_forms import load
from analysis.nlp.text_type import withheld
from analysis.views.base import numbers_in_words
from analysis.views.base.html import Section, Text
from analysis.views.base.numbers_in_words import number

NO_HEADLINE = "This text has no headline, so there is nothing to compare with the body."
NO_SOURCES = "No source was found in the body: all of it is in the article's own voice."
NO_TONE = "Left out: the tone of this text was not read."
NOT_STATED = "not stated"
NOT_STATED_HERE = "not stated here; the original may say"
NOT_NEEDED = "–"
OTHER_SOURCES = "other sources"
ZONE_NAMES: dict[str, str] = load("labels")["zones"]
OTHER_ZONE_NAMES: dict[str, str] = load("labels")["other_zones"]

# Numbers of voice styles: places in `palette.VOICES` and `html.MARK_STYLES`.
OWN_STYLE = -1  # of the article's own voice: no tint
LARGEST_STYLES = (0, 1, 2, 4, 5)  # of the sources with most words
OTHERS_STYLE = 3  # of all others together


def answers(question: str) -> Callable[[Callable[..., Section]], Callable[..., Section]]:
    """For a section about a question of `measures`: where that does not apply to the text, the section says why; so
    does one about the headline where there is none."""

    def decorated(section: Callable[..., Section]) -> Callable[..., Section]:
        @wraps(section)
        def shown(page: Page, *args: Any, **options: Any) -> Section:
            why = withheld(page.limits).get(question)
            if why is not None:
                return Section(Text(f"Left out: {why}."))
            if question == "headline" and page.article.headline is None:
                return Section(Text(NO_HEADLINE))
            return section(page, *args, **options)

        shown.question = question
        return shown

    return decorated


def formatted(frame: pd.DataFrame, *columns: str, decimals: int = 2, sign: bool = False) -> pd.DataFrame:
    """The frame with the numbers of these columns as readers see them."""
    return frame.assign(**{c: [number(v, decimals, sign) for v in frame[c]] for c in columns})


def trust(measure: str) -> str:
    """How well a measure agrees with people on the first set that it was compared with, in words."""
    told = next((a for a in validity.of(measure) if a.figure in numbers_in_words.AGREEMENT), None)
    if told is None:
        return numbers_in_words.NEVER_HELD
    items = numbers_in_words.count(told.items, told.item.removesuffix("s"), told.item)
    agreement = numbers_in_words.agreement(told.figure, told.value, told.low, told.high)
    return f"{agreement}, on {items}: {told.people}"


def sentence(note: str) -> str:
    """A note with a capital letter and a period; "" stays."""
    return f"{note[0].upper()}{note[1:]}." if note else ""


def one_line(text: str | None) -> str | None:
    """The text with white space as single spaces."""
    return None if text is None else " ".join(text.split())


def voice_styles(sourcing: Sourcing) -> dict[int | None, int]:
    """Source id (None: the article's own voice) -> the number of its style; the largest sources have their own."""
    ranked = [s.id for s in sorted(sourcing.speaking, key=lambda s: (-s.words, s.id))]
    own = dict(zip(ranked, LARGEST_STYLES, strict=False))
    return {None: OWN_STYLE, **dict.fromkeys(ranked, OTHERS_STYLE), **own}


def voice_names(sourcing: Sourcing) -> dict[int | None, str]:
    """Source id -> the voice as charts and legends call it: several that look like others have one name."""
    styles = voice_styles(sourcing)
    others = [s.id for s in sourcing.speaking if styles[s.id] == OTHERS_STYLE]
    together = dict.fromkeys(others, OTHER_SOURCES) if len(others) > 1 else {}
    return {None: OWN_VOICE, **{s.id: s.name for s in sourcing.sources}, **together}
