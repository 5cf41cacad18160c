"""A figure with its 95% interval: the set's items (articles, sentences, headlines) drawn again, with replacement.

The interval says how much the figure would move with other items of the same kind, not how it does on other kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

RESAMPLES, SEED = 1000, 0
Figure = dict[str, float | None]


def resampled(rows: Sequence | np.ndarray, statistic: Callable[[np.ndarray], float]) -> Figure:
    """`statistic` of an array of rows; `low` and `high` are its 2.5th and 97.5th percentile over the resamples.

    All None when there are no rows, or the statistic is undefined for them.
    """
    rows = np.asarray(rows, dtype=float)
    if len(rows) == 0 or np.isnan(value := statistic(rows)):
        return {"value": None, "low": None, "high": None}
    rng = np.random.default_rng(SEED)
    drawn = [statistic(rows[rng.integers(0, len(rows), len(rows))]) for _ in range(RESAMPLES)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return {"value": round(float(value), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def f_score(rows: np.ndarray) -> float:
    """Rows of (found and right, found, in the gold): F1 over their sums."""
    right, found, gold = rows.sum(0)
    return 2 * right / (found + gold) if found + gold else np.nan


def ratio(rows: np.ndarray) -> float:
    """Rows of (part, whole): the sums' ratio. Recall, accuracy, agreement."""
    part, whole = rows.sum(0)
    return part / whole if whole else np.nan


def pearson(rows: np.ndarray) -> float:
    """Rows of (ours, theirs)."""
    return float(np.corrcoef(rows.T)[0, 1]) if len(rows) > 1 and rows.std(0).all() else np.nan


def of_two_in_order(rows: np.ndarray) -> float:
    """Rows of (ours, theirs): of all pairs that both tell apart, the share with both the same way around."""
    ours, theirs = rows.T
    more, apart = ours[:, None] > ours, theirs[:, None] != theirs
    told = np.count_nonzero(more & apart)
    return np.count_nonzero(more & (theirs[:, None] > theirs)) / told if told else np.nan


def mean(rows: np.ndarray) -> float:
    return float(rows.mean())


def macro_f1(rows: np.ndarray) -> float:
    """Rows of (ours, theirs), numbers of classes: the mean over the gold's classes of F1."""
    ours, theirs = rows.T
    return float(
        np.mean(
            [
                2 * ((ours == c) & (theirs == c)).sum() / ((ours == c).sum() + (theirs == c).sum())
                for c in np.unique(theirs)
            ]
        )
    )
