"""Wording: the words of the lists and passives, by category and by the voice they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.article import Analysis, Wording
from analysis.measures import word_forms
from analysis.views.base.names import all_names, frame, joined

if TYPE_CHECKING:
    import pandas as pd

# category -> what it is called, in the order of charts and tables
CATEGORIES = {
    **{name: own["label"] for name, own in word_forms.load("wording").items()},
    "passive": "Passives that say who did it",
    "agentless_passive": "Passives that do not say who did it",
}
PLACES = {
    "own": "in the article's own voice",
    "retold": "retold of a source",
    "quoted": "inside quotation marks",
}


def wording(analysis: Analysis) -> pd.DataFrame:
    """One row for each category: how often in the article's own voice, retold, and inside quotation marks."""
    rows = []
    for category, label in CATEGORIES.items():
        places = [w.place for w in analysis.wording if w.category == category]
        rows.append((label, *(places.count(place) for place in PLACES)))
    return frame(rows, "Kind of words", *(p[0].upper() + p[1:] for p in PLACES.values()))


def found_words(analysis: Analysis, *categories: str) -> pd.DataFrame:
    """One row for each hit of these categories (none: all) outside quotation marks and in the headline."""
    wanted = categories or tuple(CATEGORIES)
    rows = [
        (joined(analysis.article, [w.span]), CATEGORIES[w.category], _where(analysis, w), _around(analysis, w))
        for w in analysis.wording
        if w.category in wanted and w.place != "quoted"
    ]
    return frame(rows, "Words", "Kind", "Whose voice", "Where it stands")


def _where(analysis: Analysis, hit: Wording) -> str:
    if hit.place == "headline":
        return "the headline"
    if hit.place == "own":
        return "the article's own voice"
    names = all_names(analysis.sourcing)
    owner = next((v.source_id for v in analysis.sourcing.voices for a, b in v.spans if a <= hit.span[0] < b), None)
    return f"retold of {names[owner]}"


def _around(analysis: Analysis, hit: Wording) -> str:
    headline = analysis.article.span("headline")
    places = [*([headline] if headline else []), *analysis.parse.sentences]
    span = next((s for s in places if s[0] <= hit.span[0] < s[1]), hit.span)
    return joined(analysis.article, [span])


def references(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    """One row for each kind of words: its name, what it says, and the work that it comes from."""
    return frame(rows, "Kind of words", "What it says", "From")
