"""Readability."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, Measurement, Span
from analysis.views.base.names import frame, joined, line

if TYPE_CHECKING:
    import pandas as pd


def readability(measurements: Iterable[Measurement], labels: Mapping[str, str], scope: str = "body") -> pd.DataFrame:
    """One row for each formula that `labels` names: from our counts, and textstat's answer."""
    found = {m.name: m for m in measurements if m.scope == scope}
    rows = [
        (label, found[name].value, found[f"textstat_{name}"].value, found[name].unit)
        for name, label in labels.items()
        if name in found and f"textstat_{name}" in found
    ]
    return frame(rows, "Formula", "Our count", "Online calculator (textstat)", "Unit")


def sentences(article: Article, spans: Sequence[Span], hard: Sequence[Sequence[Span]]) -> pd.DataFrame:
    """One row for each body sentence: its words, those of three syllables or more, and which these are."""
    rows = [
        (n, line(article.text[slice(*s)]), sum(1 for _ in article.words(s)), len(long), joined(article, long) or "none")
        for n, (s, long) in enumerate(zip(spans, hard, strict=True), 1)
    ]
    return frame(rows, "Sentence", "Begins", "Words", "Long words", "Which")


def paragraphs(rows: Sequence[tuple[int, str, int, int, float, float, str]]) -> pd.DataFrame:
    """One row for each paragraph: sentences and grade by our count and by textstat, and the range over formulas."""
    columns = ("Sentences, ours", "Sentences, calculator", "Grade, ours", "Grade, calculator", "Over all formulas")
    return frame(rows, "Paragraph", "Begins", *columns)


def voices(rows: Sequence[tuple[str, int, int, float, float, float]]) -> pd.DataFrame:
    """One row for each voice: sentences, words, Flesch-Kincaid grade, and the range over formulas and counts."""
    return frame(rows, "Voice", "Sentences", "Words", "Flesch-Kincaid", "lowest", "highest")
