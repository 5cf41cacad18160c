"""The photograph's date against the article's."""

from __future__ import annotations

import math

import parses
import pytest

from analysis.measures import provenance


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
