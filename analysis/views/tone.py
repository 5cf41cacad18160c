"""The gap between headline and body with one thing left out: what the number depends on."""

from collections.abc import Sequence

import pandas as pd

from analysis.article import Choice
from analysis.measures.tone import leave_out
from analysis.views.base.common import formatted
from analysis.views.base.numbers_in_words import number

MOST_TURNING = 3  # choices that turn the sign: named for each kind
SMALL = 0.1  # a twentieth of the scale: a smaller gap is not called one


def turning_choices(gaps: pd.DataFrame) -> pd.DataFrame:
    """The rows of `gaps` that turn the sign, the largest move first."""
    return gaps[gaps["turns"]].sort_values("moves", ascending=False, kind="stable")


def gaps(choices: Sequence[Choice], measured: float) -> pd.DataFrame:
    """One row for each choice: its `kind`, `name` and `gap` (-2 to 2), by how much it `moves` the gap as measured, and
    whether it `turns` the sign."""
    table = pd.DataFrame([(c.kind, c.name, c.gap) for c in choices], columns=["kind", "name", "gap"])
    turns = [leave_out.changes_sign(choice, measured) for choice in choices]
    return table.assign(moves=(table["gap"] - measured).abs(), turns=turns)


def gaps_by_kind(gaps: pd.DataFrame) -> pd.DataFrame:
    """For readers: how many choices there are of each kind, the range of their gaps, and which turn the sign."""
    rows = []
    for kind, own in gaps.groupby("kind", sort=False):
        turning = turning_choices(own)
        first = turning.head(MOST_TURNING)
        named = [f"{name} {number(value, sign=True)}" for name, value in zip(first["name"], first["gap"], strict=True)]
        named += [f"{len(turning) - MOST_TURNING} more"] if len(turning) > MOST_TURNING else []
        rows.append((kind, len(own), own["gap"].min(), own["gap"].max(), "; ".join(named) or "none"))
    table = pd.DataFrame(rows, columns=["Choice", "How many", "Lowest gap", "Highest gap", "What changes the sign"])
    return formatted(table, "Lowest gap", "Highest gap", sign=True)
