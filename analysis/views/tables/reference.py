"""Places among the reference articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analysis.views.base.names import frame

if TYPE_CHECKING:
    import pandas as pd

PLACE = "Among reference articles"


def places(rows: Iterable[tuple[str, str, str, str]]) -> pd.DataFrame:
    """One row for each measurement: its name, its value, where most articles lie, and its place, in words."""
    return frame(list(rows), "What", "This article", "9 of 10 reference articles", PLACE)


def distributions(
    rows: Iterable[tuple[str, float, str, tuple[float, float], Sequence[str], Sequence[float], bool]],
) -> pd.DataFrame:
    """One row for each measurement: `value` and how it is written, the middle nine tenths as numbers and as
    written (`ends`), evenly spaced quantiles."""
    return frame(list(rows), "name", "value", "shown", "middle", "ends", "quantiles", "unusual")
