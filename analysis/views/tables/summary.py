"""The summary of an article: a few figures, and the questions that the text leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.article import Page
from analysis.views.base.names import ZONE_NAMES, frame, unnamed

if TYPE_CHECKING:
    import pandas as pd


def glance(rows: Iterable[tuple[str, str]]) -> pd.DataFrame:
    return frame(list(rows), "What", "In this article")


def open_questions(page: Page, silent: Iterable[str]) -> pd.DataFrame:
    """What only a person or the web can answer. `silent`: who is named often and has no words here."""
    return frame(list(_questions(page, list(silent))), "Question", "Why it is asked")


def _questions(page: Page, silent: list[str]) -> Iterator[tuple[str, str]]:
    article, sources = page.article, page.analysis.sourcing.sources
    lacking = [
        ZONE_NAMES[kind].partition(" (")[0].lower()
        for kind in ("byline", "outlet", "published", "url")
        if article.field(kind) is None
    ]
    if lacking:
        yield "Who published this, who wrote it, and when?", f"Not in the text: {', '.join(lacking)}."
    outlets = {s.second_hand_via for s in sources if s.second_hand_via is not None}
    if outlets:
        names = [s.name for s in sources if s.id in outlets]
        yield f"What does the report by {_and(names)} say in full?", "Some of what stands here came through it."
    hidden = [s.name for s in sources if unnamed(s) and not s.position_to_know]
    if hidden:
        yield f"How could these know: {_and(hidden[:4])}?", "They are not named, and the text does not say."
    if silent:
        yield f"What do these say themselves: {_and(silent[:4])}?", "They are named more than once and get no words."
    if article.caption is not None:
        yield "Is the picture of this event?", "A caption shows its own date and place at most."
    yield "How do other outlets tell the same event?", "No article shows what it left out."


def _and(names: list[str]) -> str:
    names = [" ".join(n.split()) for n in dict.fromkeys(names)]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def indicators(rows: Iterable[tuple[str, str, str, str]]) -> pd.DataFrame:
    """Measures, who can answer, the indicator of a framework that they go with, and where that is from."""
    return frame(list(rows), "What is counted", "Where the answer lies", "Indicator", "Framework")
