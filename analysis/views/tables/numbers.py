"""Measurements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, Measurement, Span
from analysis.views.base.names import frame

if TYPE_CHECKING:
    import pandas as pd


def numbers(article: Article, measurements: Iterable[Measurement], labels: Mapping[str, str]) -> pd.DataFrame:
    """One row for each measurement, its numbers as numbers, and the words that it was counted from."""
    rows = [
        (f"{labels[m.name]}{_where(m.scope)}", m.value, m.unit, m.low, m.high, m.note, _evidence(article, m.evidence))
        for m in measurements
    ]
    return frame(rows, "What", "Value", "Unit", "low", "high", "Note", "Counted from")


def _where(scope: str) -> str:
    kind, _, index = scope.partition(":")
    if kind == "paragraph":
        return f", paragraph {int(index) + 1}"
    return "" if scope in ("body", "headline", "narrator") else f", {scope}"


def _evidence(article: Article, spans: Sequence[Span]) -> str:
    """The first words that a number was counted from, and how many places there are."""
    shown = [" ".join(article.text[slice(*s)].split()) for s in spans[:3]]
    more = f" and {len(spans) - 3} more" if len(spans) > 3 else ""
    return "; ".join(s if len(s) <= 40 else f"{s[:40].rpartition(' ')[0] or s[:40]} …" for s in shown) + more
