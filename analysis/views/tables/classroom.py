"""A class's codings, and the machine's (`analysis.classroom`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.views.base.names import NOT_NEEDED, frame

if TYPE_CHECKING:
    import pandas as pd


def split_grid(splits: Sequence[Any], questions: Sequence[str], most: int) -> pd.DataFrame:
    """For the chart: the sentences (at most so many, those that split most) by the questions, in order."""
    kept: list[str] = []
    for split in splits:
        if split.question in questions and split.item.name not in kept and len(kept) < most:
            kept.append(split.item.name)
    found = [s for s in splits if s.item.name in kept and s.question in questions]
    found.sort(key=lambda s: (int(s.item.name[1:]), questions.index(s.question)))
    rows = [(s.item.name, s.question, " : ".join(str(n) for _, n in s.counts), s.agreed) for s in found]
    return frame(rows, "item", "question", "counts", "agreed")


def split_rows(splits: Sequence[Any]) -> pd.DataFrame:
    """One row for each sentence and question, with the answers that were given."""
    rows = [
        (s.item.name, s.question, ", ".join(f"{n} {code}" for code, n in s.counts), s.agreed, s.item.text)
        for s in splits
    ]
    return frame(rows, "Row", "Question", "Answers", "Pairs that agree", "What it says")


def class_agreement(found: Sequence[Any]) -> pd.DataFrame:
    """One row for each question: how often two give the same answer, and the commonest one."""
    rows = [(a.question, a.rows, a.answers, a.agreed, a.commonest, a.share) for a in found]
    return frame(rows, "Question", "Rows", "Answers", "Pairs that agree", "Commonest answer", "Its share")


def class_chance(found: Sequence[Any], pairs: Sequence[Any]) -> pd.DataFrame:
    """One row for each question: agreement, what chance alone would bring, and two figures that take it away."""
    of = {k.question: k for k in pairs}
    rows = [(a.question, a.agreed, a.by_chance, a.alpha, a.low, a.high, of[a.question].middle) for a in found]
    columns = (
        "Question",
        "Pairs that agree",
        "By chance alone",
        "Krippendorff's alpha",
        "low",
        "high",
        "Cohen's kappa",
    )
    return frame(rows, *columns)


def class_machine(found: Sequence[Any]) -> pd.DataFrame:
    """One row for each question that the machine answered: how often it says what the class says, and where not."""
    rows = []
    for a in found:
        differs = "; ".join(f"{row}: it says {own}, most of you say {top}" for row, own, top in a.differs)
        rows.append((a.question, a.agreed, a.rows, differs or "nowhere"))
    return frame(
        rows, "Question", "Answers that are its answer too", "Rows compared", "Where most of you differ from it"
    )


def class_messy(found: Sequence[Any]) -> pd.DataFrame:
    """One row for each cell, row or column that could not be read."""
    rows = [(m.file, m.row, m.column or NOT_NEEDED, m.problem) for m in found]
    return frame(rows, "Sheet", "Row", "Column", "What could not be read")


def empty_sheet(items: Sequence[Any], columns: Sequence[str]) -> pd.DataFrame:
    """The coding sheet as it is handed out; what is not asked of a row is a line."""
    asked = [{q.name for q in i.questions} for i in items]
    rows = [
        (i.name, i.text, *("" if c in a else NOT_NEEDED for c in columns)) for i, a in zip(items, asked, strict=True)
    ]
    return frame(rows, "item", "text", *columns)


def codes(questions: Sequence[Any]) -> pd.DataFrame:
    """One row for each question: what it asks, and the answers to choose from."""
    rows = [
        (q.name, q.asks, "; ".join(f"{a.code}: {a.means}" if a.means else a.code for a in q.answers)) for q in questions
    ]
    return frame(rows, "Column", "What it asks", "Answers")
