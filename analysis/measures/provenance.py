"""What the text says of its own making: the photograph's date against the article's."""

from __future__ import annotations

import math

from ..article import Analysis, Value


def photo_days_before(analysis: Analysis, scope: str) -> Value:
    """Days from the photograph to the article's publication: 0 or 1 for a picture of the event, any for a file photo.

    Below 0 when the text dates the photograph later than itself. Evidence: where the two dates stand.
    """
    article = analysis.article
    dates = (("the photo's date", article.photo_date), ("the publication date", article.published))
    missing = [name for name, found in dates if found is None]
    if missing:
        return Value(math.nan, note=f"not in the text: {' and '.join(missing)}")
    spans = (article.span("photo_date"), article.span("published"))
    return Value(float((article.published - article.photo_date).days), tuple(s for s in spans if s is not None))
