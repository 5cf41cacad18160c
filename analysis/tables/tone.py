"""Tone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..article import Article, Span
from .common import (
    frame,
    line,
)

if TYPE_CHECKING:
    import pandas as pd


def tone(
    article: Article, sentences: Sequence[Span], values: Sequence[float], rated: Sequence[Sequence[Span]]
) -> pd.DataFrame:
    """One row for each body sentence: VADER's compound, -1 to 1, and the words that it rates."""
    rows = [
        (n, line(article.text[slice(*span)]), value, ", ".join(article.text[slice(*w)] for w in words) or "none")
        for n, (span, value, words) in enumerate(zip(sentences, values, rated, strict=True), 1)
    ]
    return frame(rows, "Sentence", "Begins", "Tone (VADER, −1 to 1)", "Words that count")


def gap(variants: Iterable[tuple[str, float]]) -> pd.DataFrame:
    """Headline tone minus body tone, -2 to 2, by each choice; the first is the one that is measured."""
    return frame(list(variants), "Choice", "Headline minus body (VADER, −2 to 2)")
