"""The longest statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.views.base.names import frame

if TYPE_CHECKING:
    import pandas as pd


def subjects(found: Sequence[Any]) -> pd.DataFrame:
    """One row for each subject (`statement.Subject`): how often outside and inside the statement."""
    rows = [(s.word, len(s.outside), len(s.inside)) for s in found]
    return frame(rows, "Word", "Times in the rest", "Times in the statement")


def to_sort(sentences: Sequence[str]) -> pd.DataFrame:
    """One row for each sentence, and an empty cell."""
    return frame([(n, s, "……") for n, s in enumerate(sentences, 1)], "Number", "Sentence", "Now, later or never?")


def other_names(rows: Sequence[tuple]) -> pd.DataFrame:
    return frame(rows, "What", "As it stands", "With other names")


def beside(rows: Sequence[tuple], headings: Sequence[str]) -> pd.DataFrame:
    """The first of each row is what is counted; a column for each article under its headline."""
    return frame(rows, "What", *headings)
