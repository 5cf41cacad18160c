"""Tone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, Span
from analysis.views.base.names import frame, line

if TYPE_CHECKING:
    import pandas as pd


GAP = "Headline minus body (VADER, −2 to 2)"


def tone(
    article: Article, sentences: Sequence[Span], values: Sequence[float], moved: Sequence[Sequence[str]]
) -> pd.DataFrame:
    """One row for each body sentence: VADER's compound, -1 to 1, and by how much each word that counts moves it."""
    rows = [
        (n, line(article.text[slice(*span)]), value, ", ".join(words) or "none")
        for n, (span, value, words) in enumerate(zip(sentences, values, moved, strict=True), 1)
    ]
    return frame(rows, "Sentence", "Begins", "Tone (VADER, −1 to 1)", "Words that count")


def gap(choices: Iterable[tuple[str, str, float]]) -> pd.DataFrame:
    """Headline tone minus body tone, -2 to 2, by each choice: its kind, its name; the first is the measured one."""
    return frame(list(choices), "kind", "choice", GAP)


def gap_by_kind(rows: Sequence[tuple[str, int, float, float, str]]) -> pd.DataFrame:
    """One row for each kind of choice: how many of it, the range of their gaps, and which of them turn the sign."""
    return frame(rows, "Choice", "How many", "Lowest gap", "Highest gap", "Turned by")


def lexicons(rows: Sequence[tuple[str, float, float, float, str, str, str]]) -> pd.DataFrame:
    """One row for each list of words: tone of headline and body, the gap, the words it rates, agreement with people."""
    columns = ("List", "Headline", "Body", "Gap", "Headline words it rates", "Body words it rates", "People agree")
    return frame(rows, *columns)
