"""What the text says of its own making."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, Span
from analysis.views.base.names import frame, line

if TYPE_CHECKING:
    import pandas as pd


def dates(article: Article) -> pd.DataFrame:
    """The photo's and the article's date, with the words that give them."""
    rows = [
        ("Photo taken", article.photo_date, line(article.field("photo_date"))),
        ("Article published", article.published, line(article.field("published"))),
    ]
    return frame(rows, "What", "Date", "Words in the text")


def photo(article: Article, said: Span | None, places: Sequence[tuple[Span, tuple[Span, ...]]]) -> pd.DataFrame:
    """What the caption says of the picture; None where it says nothing."""
    text = article.text
    rows = [("Says that it is a file photo", line(text[slice(*said)]) if said else None)]
    rows += [("Says who took it", line(article.field("credit")))]
    for place, found in places:
        times = f"named in the body ({len(found)} times)" if len(found) > 1 else "named in the body"
        rows.append((f"Place: {line(text[slice(*place)])}", times if found else "not named in the body"))
    rows += [] if places else [("Place", None)]
    return frame(rows, "The photo", "What the text says")
