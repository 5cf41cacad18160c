"""The photo: when and where it was taken by its caption, beside the article's own date."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

from analysis.article import Measurement, Page
from analysis.frames import printed
from analysis.measures.provenance import file_photo_words, photo_places
from analysis.report.page.parts import Fact, Lit, Part, how_sure, in_a_row, lit, measured
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count, day, spelled

WEEKS = 12  # up to which a number of days is told in weeks


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """What the text says of its photo; None where it has neither a caption nor both dates."""
    article, m = page.article, measured(page, "photo_days_before")
    if article.caption is None and m is None:
        return None
    days = None if m is None else int(m.value)
    facts = [*([_days(page, text, m)] if m else []), *_places(page, text), *_caption(page, text)]
    source = "From the caption and the dates in the text." if article.caption else "From the dates in the text."
    return Part("photo", _title(page, days), source, {"dates": _dates(page, days) if days else None}, facts)


def _title(page: Page, days: int | None) -> str:
    if days is None:
        return f"The {'article' if page.article.photo_date else 'photo'} has no date, so its age is not known"
    if days < 0:
        return f"The text dates its photo {count(-days, 'day')} after itself"
    if days == 0:
        return "Photo and article are of the same day"
    n, unit = (days // 7, "week") if days % 7 == 0 and days // 7 <= WEEKS else (days, "day")
    return f"The photo is {spelled(n, unit).lower()} older than the article"


def _dates(page: Page, days: int) -> SimpleNamespace:
    """The two dates on a line, the earlier on the left, and what is between them."""
    taken, published = f"{day(page.article.photo_date)}: photo", f"{day(page.article.published)}: article"
    left, right = (taken, published) if days > 0 else (published, taken)
    between = count(abs(days), "day")
    return SimpleNamespace(left=left, right=right, between=between, alt=f"{left}. {right}. {between} between them.")


def _days(page: Page, text: MarkedText, m: Measurement) -> Fact:
    article, days = page.article, int(m.value)
    taken = Lit(day(article.photo_date), text.key("photodate", [article.span("photo_date")]), "Date of the photo")
    between = lit(text, m, count(abs(days), "day"), f"Two dates, {count(abs(days), 'day')} apart")
    after = [", ", between, f" {'before' if days > 0 else 'after'} the article."]
    said = ["The photo is dated ", taken, *(after if days else [", the article’s own day."])]
    return Fact(said, how_sure(page, m), "photo and dates")


def _places(page: Page, text: MarkedText) -> Iterator[Fact]:
    """Which places of the caption the body names, and which it does not."""
    m = measured(page, "photo_places_elsewhere")
    if m is None:
        return
    sides: dict[bool, list[Lit]] = {False: [], True: []}
    for n, (span, in_body) in enumerate(photo_places(page.analysis)):
        key = text.key(f"photoplace{n}", [span, *in_body])
        name = re.sub(r"^(?=U\.|United )", "the ", printed(page.article, [span]))
        sides[bool(in_body)].append(Lit(name, key, "Place in the caption and in the body"))
    named = ((False, "Only the caption names "), (True, "Both the caption and the body name "))
    said = [piece for side, who in named if sides[side] for piece in (". ", who, *in_a_row(sides[side]))]
    yield Fact((*said[1:], "."), how_sure(page, m), "places of the photo")


def _caption(page: Page, text: MarkedText) -> Iterator[Fact]:
    article = page.article
    if article.caption is None:
        return
    file_photo, credit = file_photo_words(article), article.span("credit")
    calls: str | Lit = "does not call it a file photo"
    if file_photo:
        calls = Lit("calls it a file photo", text.key("filephoto", [file_photo]), "File photo")
    by = Lit(printed(article, [credit]), text.key("credit", [credit]), "Credit") if credit else None
    credits = (" and credits ", by, ".") if by else (" and does not say who took it.",)
    yield Fact(("The caption ", calls, *credits))
