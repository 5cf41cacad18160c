"""Photo, dates, byline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.article import Page
from analysis.measures import provenance
from analysis.views import tables
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, quote

if TYPE_CHECKING:
    pass


def photo_and_dates(page: Page) -> Section:
    """The photo's date and the article's."""
    article = page.article
    table = Table(tables.dates(article), "Two dates")
    photo = _photo(page)
    days = page.measurement("photo_days_before")
    if article.caption is None and article.photo_date is None:
        return Section(Text("There is no photo caption in the text."), table)
    if math.isnan(days.value):
        return Section(Text(f"The dates cannot be compared: {days.note}."), table, *photo)
    from analysis.views import charts

    figure, alt = charts.photo_and_dates(tables.dates(article))
    chart = Chart(figure, alt, "photo_and_dates", "When the photo was taken, and when the article appeared")
    return Section(chart, Text(_photo_sentence(int(days.value))), table, *photo)


def _photo(page: Page) -> list[Table]:
    """What the caption says of the picture, where there is a caption."""
    if page.article.caption is None:
        return []
    frame = tables.photo(page.article, provenance.file_photo(page.article), provenance.photo_places(page.analysis))
    column = frame.columns[1]
    frame[column] = [quote(c) if n < 2 and isinstance(c, str) else c for n, c in enumerate(frame[column])]
    note = "Places are compared by their names only: the body may tell of a place without naming it."
    return [Table(frame, "What the caption says of the photo", note)]


def _photo_sentence(days: int) -> str:
    if days == 0:
        return "The photo was taken on the day on which the article was published."
    if days < 0:
        return f"The text dates the photo {count(-days, 'day')} after its own publication: look it up."
    return f"The photo was taken {count(days, 'day')} before the article was published. File photos are normal."
