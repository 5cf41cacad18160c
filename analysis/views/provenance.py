"""The photo and the dates: what the text says of them."""

import math

import pandas as pd

from analysis.article import Article, Page
from analysis.measures import provenance
from analysis.views.base import drawing
from analysis.views.base.common import one_line
from analysis.views.base.drawing import WIDTH, Drawn
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, day, quote
from analysis.views.base.palette import BLUE, INK, ORANGE


def photo_and_dates(page: Page) -> Section:
    """The photo's date and the article's, and what the caption says of the photo."""
    article, days = page.article, page.measurement("photo_days_before")
    table = Table(dates(article), "Two dates")
    if article.caption is None and article.photo_date is None:
        return Section(Text("There is no photo caption in the text."), table)
    note = "Places are compared by their names only: the body may speak of a place without naming it."
    photo = [] if article.caption is None else [Table(caption(page), "What the caption says about the photo", note)]
    if math.isnan(days.value):
        return Section(Text(f"The dates cannot be compared: {days.note}."), table, *photo)
    heading = "When the photo was taken, and when the article appeared"
    chart = Chart(*draw_dates(dates(article)), "photo_and_dates", heading)
    return Section(chart, Text(days_before(int(days.value))), table, *photo)


def dates(article: Article) -> pd.DataFrame:
    """The photo's and the article's date (None: not in the text), with the words that give them."""
    rows = [
        ("Photo taken", article.photo_date, one_line(article.field("photo_date"))),
        ("Article published", article.published, one_line(article.field("published"))),
    ]
    return pd.DataFrame(rows, columns=["What", "Date", "Words in the text"], dtype=object)


def caption(page: Page) -> pd.DataFrame:
    """What the caption says about the photo; None where it says nothing."""
    article = page.article
    file_photo, credit = provenance.file_photo_words(article), article.field("credit")
    rows = [("Says that it is a file photo", quote(article.text[slice(*file_photo)]) if file_photo else None)]
    rows += [("Says who took it", quote(credit) if credit else None)]
    for place, found in provenance.photo_places(page.analysis):
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        named = f"named in the body{times}" if found else "not named in the body"
        rows.append((f"Place: {one_line(article.text[slice(*place)])}", named))
    rows += [("Place", None)] if len(rows) == 2 else []
    return pd.DataFrame(rows, columns=["The photo", "What the text says"], dtype=object)


def days_before(days: int) -> str:
    """In words, how many days before the article the photo was taken."""
    if days == 0:
        return "The photo was taken on the day the article was published."
    if days < 0:
        return f"The text dates the photo {count(-days, 'day')} after its own publication: look it up."
    return f"The photo was taken {count(days, 'day')} before the article was published. File photos are normal."


@drawing.styled
def draw_dates(dates: pd.DataFrame) -> Drawn:
    """Two dates on a line, and the days between them. Takes two rows, each with a date."""
    marks = ((BLUE, "s"), (ORANGE, "o"))
    rows = sorted(zip(dates["Date"], dates["What"], marks, strict=True), key=lambda row: row[0])
    (early, first, _), (late, second, _) = rows
    axes = drawing.canvas(1.5)
    if early == late:
        axes.plot(WIDTH / 2, 0.8, marker="o", markersize=13, color=BLUE, markeredgecolor=INK)
        axes.text(WIDTH / 2, 1.12, f"{first} and {second.lower()}", ha="center", weight="bold")
        axes.text(WIDTH / 2, 0.35, day(early), ha="center")
        return axes.figure, f"Timeline with one date. {first} and {second.lower()}: {day(early)}."
    axes.plot((0.5, WIDTH - 0.5), (0.8, 0.8), color=INK, linewidth=2)
    for (date, name, (color, marker)), x, outward in zip(rows, (0.5, WIDTH - 0.5), (-0.1, 0.1), strict=True):
        axes.plot(x, 0.8, marker=marker, markersize=13, color=color, markeredgecolor=INK)
        side = "left" if outward < 0 else "right"
        axes.text(x + outward, 1.12, name, ha=side, weight="bold")
        axes.text(x + outward, 0.35, day(date), ha=side)
    between = count((late - early).days, "day")
    axes.text(WIDTH / 2, 0.88, between, ha="center", va="bottom")
    alt = f"Timeline with two dates. {first}: {day(early)}. {second}: {day(late)}. Between them: {between}."
    return axes.figure, alt
