"""What several sections share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..phrasing import number, quote

if TYPE_CHECKING:
    import pandas as pd


NO_HEADLINE = "This text has no headline, so there is nothing to hold against the body."
NO_SOURCES = "No source was found in the body: all of it is in the article's own voice."


def formatted(frame: pd.DataFrame, column: str, decimals: int = 2, sign: bool = False) -> pd.DataFrame:
    return frame.assign(**{column: [number(v, decimals, sign) for v in frame[column]]})


def sentence(note: str) -> str:
    return f"{note[0].upper()}{note[1:]}." if note else ""


def short(text: str, limit: int) -> str:
    return quote(text, limit).strip("“”")
