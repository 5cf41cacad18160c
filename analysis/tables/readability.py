"""Readability."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..article import Measurement
from .common import (
    frame,
)

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
