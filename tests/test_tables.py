"""Records -> DataFrames, held against a page made by hand (`made.py`)."""

from datetime import date
from math import isnan, nan

import made
import parses
import pytest

from analysis.article import Measurement
from analysis.views import tables

OWN = "the article's own voice"


@pytest.fixture(scope="module")
def analysis():
    return made.analysis()


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_headline_words(analysis):
    assert rows(tables.headline_words(analysis)) == [
        ("Bridge", "bridge", "An aide", "–"),
        ("closes", "closes", OWN, "–"),
        ("Lowfield", "no matching word in the body", "–", "none found by the program"),
    ]
    assert rows(tables.headline_carriers(analysis)) == [
        (1, "Bridge", "An aide", 0, 1),
        (2, "closes", OWN, tables.OWN, 1),
        (3, "Lowfield", None, None, 0),
    ]


def test_dates(analysis):
    assert rows(tables.dates(analysis.article)) == [
        ("Photo taken", date(2025, 3, 3), "2025-03-03"),
        ("Article published", date(2025, 3, 31), "2025-03-31"),
    ]


@pytest.mark.parametrize(
    ("sources", "looks", "names"),
    [
        (1, [0], ["A"]),
        (5, [0, 1, 2, 4, 5], list("ABCDE")),
        (6, [0, 1, 2, 4, 5, 3], list("ABCDEF")),
        (7, [0, 1, 2, 4, 5, 3, 3], [*"ABCDE", "other sources", "other sources"]),
    ],
)
def test_the_five_largest_sources_have_looks_of_their_own(sources, looks, names):
    sourcing = made.many_sources(sources)
    assert tables.looks(sourcing) == {None: tables.OWN, **dict(enumerate(looks))}
    assert tables.voice_names(sourcing) == {None: OWN, **dict(enumerate(names))}


def test_tone_names_the_words_that_count():
    article = parses.article(None, "A good\nday. A bridge.")
    first, second = parses.find(article.text, "A good\nday."), parses.find(article.text, "A bridge.")
    frame = tables.tone(article, [first, second], [0.44, 0.0], [["good +0.44"], []])
    assert rows(frame) == [(1, "A good day.", 0.44, "good +0.44"), (2, "A bridge.", 0.0, "none")]


def measurement(name, value, scope="body", **fields):
    given = {"low": nan, "high": nan, "evidence": (), "note": "", **fields}
    return Measurement(name, scope, "points", value, **given)


def test_readability_pairs_our_number_with_the_other():
    taken = [
        measurement("fog", 9.0),
        measurement("textstat_fog", 8.0),
        measurement("textstat_fog", 99.0, scope="paragraph:0"),
        measurement("alone", 1.0),
    ]
    assert rows(tables.readability(taken, {"fog": "Fog", "alone": "Alone"})) == [("Fog", 9.0, 8.0, "points")]


def test_numbers_keep_what_is_not_measurable():
    article = parses.article("Four birds sing loudly", "One two.")
    evidence = tuple(parses.find(article.text, w) for w in ("Four", "birds", "sing", "loudly"))
    taken = [measurement("a", nan, note="why"), measurement("b", 2.0, scope="paragraph:0", evidence=evidence)]
    first, second = rows(tables.numbers(article, taken, {"a": "First", "b": "Second"}))
    assert first[0] == "First"
    assert isnan(first[1])
    assert first[5:] == ("why", "")
    assert (second[0], second[1], second[6]) == ("Second, paragraph 1", 2.0, "Four; birds; sing and 1 more")
