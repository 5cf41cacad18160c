"""The photograph's date against the article's."""

from __future__ import annotations

import math

import parses
import pytest

from analysis import workbook as wb
from analysis.measures import provenance
from analysis.reading import plain_text


@pytest.mark.parametrize(
    ("photo", "published", "days"),
    [
        ("2024-02-28", "2024-03-01", 2),  # a leap year
        ("2025-12-31", "2026-01-01", 1),
        ("2026-01-01", "2026-01-01", 0),
        ("2026-01-03", "2026-01-01", -2),
    ],
)
def test_days_and_where_the_dates_stand(photo: str, published: str, days: int):
    article = parses.article("A headline", "It rained.", published=published, photo=photo)
    value = provenance.photo_days_before(parses.analysis(article), "body")
    assert value.value == days
    assert [article.text[slice(*s)] for s in value.evidence] == [photo, published]


@pytest.mark.parametrize(
    ("photo", "published", "note"),
    [
        ("", "2026-01-01", "not in the text: the photo's date"),
        ("2026-01-01", "", "not in the text: the publication date"),
        ("", "", "not in the text: the photo's date and the publication date"),
    ],
)
def test_a_missing_date_is_named(photo: str, published: str, note: str):
    article = parses.article("A headline", "It rained.", published=published, photo=photo)
    value = provenance.photo_days_before(parses.analysis(article), "body")
    assert math.isnan(value.value)
    assert (value.note, value.evidence) == (note, ())


def test_seed(seed):
    value = provenance.photo_days_before(seed, "body")
    assert value.value == 28
    assert [seed.article.text[slice(*s)] for s in value.evidence] == ["October 29, 2025", "November 26, 2025"]


CAPTION = "FILE PHOTO: A man walks in Tokyo, Japan, on October 29, 2025. REUTERS/Jane Roe"


def test_what_the_caption_says():
    article = plain_text.from_text(f"A call\n{CAPTION}\nNovember 26, 2025\nJapan said no. A long day ended in Japan.")
    analysis = wb.analyze(article)
    assert article.text[slice(*provenance.file_photo_words(article))] == "FILE PHOTO"
    places = {article.text[slice(*p)]: len(found) for p, found in provenance.photo_places(analysis)}
    assert places == {"Tokyo": 0, "Japan": 2}
    value = provenance.photo_places_elsewhere(analysis, "body")
    assert (value.value, [article.text[slice(*s)] for s in value.evidence]) == (1, ["Tokyo"])
    assert provenance.photo_days_before(analysis, "body").note == "the caption calls it a file photo"


def test_without_a_caption_nothing_is_said():
    analysis = parses.analysis(parses.article("A headline", "It rained in Tokyo."))
    assert provenance.file_photo_words(analysis.article) is None
    assert provenance.photo_places_elsewhere(analysis, "body").note == "no photo caption in the text"
