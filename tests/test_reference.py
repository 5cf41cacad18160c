"""Places among the reference articles: by hand in a table of ten articles; the shipped table."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from analysis.context import reference
from analysis.context.reference import Kind, Place, Table
from analysis.views.base import numbers_in_words
from research.validation import reference as building

LIKE = Kind(words=400, published=date(2016, 5, 1), pipeline="ours 1")
ABOUT = {
    "pipeline": "ours 1",
    "words": [300, 900],
    "published": ["2012-01-01", "2020-06-01"],
    "with_length": {"grade": 0.1, "sources": 0.6, "tone_body": 0.0, "hedges": 0.0},
    "narrator": ["hedges"],
}


@pytest.fixture
def ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten articles: five of 400 words, five of 800."""
    values = {
        "grade": np.array([8, 9, 9, 10, 10, 10, 11, 12, 13, math.nan], np.float32),
        "sources": np.array([0, 0, 1, 2, 4, 5, 6, 7, 8, 9], np.float32),
        "tone_body": np.array([0.1] * 10, np.float32),
        "hedges": np.array([0, 0, 0, 1, 2, 3, 4, 5, 6, 7], np.float32),
    }
    words = np.array([400] * 5 + [800] * 5)
    monkeypatch.setattr(reference, "table", lambda: Table(values, words, ABOUT))
    monkeypatch.setattr(reference, "FEWEST", 5)


@pytest.mark.parametrize(
    ("name", "value", "counts", "similar"),
    [
        ("grade", 10.0, (3, 3, 3), False),  # 8 9 9 | 10 10 10 | 11 12 13; one article has none
        ("grade", 10.5, (6, 0, 3), False),
        ("sources", 1, (2, 1, 2), True),  # of the five of 400 words only: 0 0 | 1 | 2 4
        ("tone", 0.1, (0, 10, 0), False),  # equal to what float32 makes of 0.1
    ],
)
def test_a_place_counts_those_below_the_same_and_above(ten, name, value, counts, similar):
    found = reference.place(name, "body", value, LIKE)
    assert (found.below, found.same, found.above) == counts
    assert found.similar is similar


def test_a_measure_of_the_articles_own_voice_alone_has_its_place(ten):
    found = reference.place("hedges", "narrator", 1, LIKE)
    assert (found.below, found.same, found.above) == (3, 1, 6)


@pytest.mark.parametrize(
    ("name", "scope", "value", "kind"),
    [
        ("bias", "body", 1.0, LIKE),
        ("grade", "paragraph:0", 10.0, LIKE),
        ("grade", "narrator", 10.0, LIKE),  # a part of what the column counts
        ("grade", "body", math.nan, LIKE),
        ("grade", "body", 10.0, Kind(400, None, "another 1")),
        ("sources", "body", 3.0, Kind(4000, None, "ours 1")),  # nothing of similar length
    ],
)
def test_no_place(ten, name, scope, value, kind):
    assert reference.place(name, scope, value, kind) is None


@pytest.mark.parametrize(
    ("below", "same", "above", "interval", "unusual"),
    [
        (95, 2, 3, (0.95, 0.97), "high"),
        (94, 6, 0, (0.94, 1.0), None),  # with its ties it may lie inside
        (0, 5, 95, (0.0, 0.05), "low"),
        (0, 40, 60, (0.0, 0.4), None),  # one of many with nothing
    ],
)
def test_unusual_is_only_what_lies_outside_with_all_ties(below, same, above, interval, unusual):
    place = Place(below, same, above, 0, (0, 1), False, ())
    assert place.interval == interval
    assert place.unusual == unusual


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LIKE, []),
        (Kind(120, date(2025, 1, 1), "ours 1"), ["shorter than nearly all", "it is of 2025"]),
        (Kind(901, date(2023, 1, 1), "ours 1"), ["longer than nearly all"]),  # three years are not far
    ],
)
def test_outside_the_kind(ten, kind, words):
    found = reference.outside(kind)
    assert len(found) == len(words)
    assert all(word in said for word, said in zip(words, found, strict=True))


def test_percents_are_never_more_than_is_true():
    assert numbers_in_words.place(999, 0, 1) == "more than 99% of 1,000 articles"
    assert numbers_in_words.place(1000, 0, 0, only_more=True) == "more than all 1,000 articles"
    assert numbers_in_words.place(0, 1, 999).startswith("less than 99%")


# --- the shipped table ----------------------------------------------------------------------------------------------


def test_the_shipped_table_was_made_with_this_pipeline_and_these_measures():
    """Fails when one of them moved: make the table again (CONTRIBUTING, "Measure the reference again")."""
    assert building.stale() == []


def test_a_moved_measure_is_noticed(monkeypatch):
    now = building.fingerprints()
    monkeypatch.setattr(building, "fingerprints", lambda: {**now, "tone_gap": "moved", "new_one": "x"})
    assert {"tone_gap", "new_one"} <= set(building.stale())


def test_comments_and_docstrings_do_not_count():
    plain = "def f(a):\n    return a + 1\n"
    assert building._code('def f(a):\n    """Words."""\n    # why\n    return (a + 1)\n') == building._code(plain)
    assert building._code(plain.replace("1", "2")) != building._code(plain)


def test_the_shipped_table_holds_no_text_and_every_measure():
    import pyarrow.parquet as pq

    schema = pq.read_schema(reference.FILE)
    columns = {name for m in building.placed() for name in building.codebook.whole(m).values()}
    assert set(schema.names) == columns | {"outlet", "lean", "published", "url", "words"}


def test_cleaning_drops_shared_lines_and_doubles():
    story = " ".join(f"word{n} goes on and on" for n in range(200))
    rows = [{"body": f"Sign up now!\n\nOnly number {n} says so. {n}"} for n in range(5)]
    found = building.cleaned([*rows, {"body": story}, {"body": f"A new first line.\n\n{story}"}])
    assert [row["body"] for row in found.rows[:5]] == [f"Only number {n} says so. {n}" for n in range(5)]
    assert (found.lines_dropped, found.doubles, len(found.rows)) == (5, 1, 6)
