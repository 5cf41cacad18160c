"""The tables behind views, of pages made by hand."""

from math import nan

import made
import parses
import pytest

from analysis import catalogue
from analysis.article import Choice, Measurement, Page, Rung
from analysis.context import reference as places
from analysis.measures.tone.leave_out import MEASURED, VOICE, WORD
from analysis.report.page import headline
from analysis.views import readability, reference, tone

GRADES = [name for name in readability.FORMULAS if catalogue.by_name(name).unit == catalogue.GRADE]


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def page_of(analysis, *measured):
    return Page("", analysis, measured)


def measured(name, scope, value, low=nan, high=nan, evidence=(), note=""):
    return Measurement(name, scope, catalogue.by_name(name).unit, value, low, high, evidence, note)


# --- ladder ----------------------------------------------------------------------------------------------------------


def rung(text, words, step, **fields):
    given = {"ladder": "force", "in_headline": False, "negated": False, "voice": None, "shares": (), **fields}
    return Rung(parses.find(text, words), parses.find(text, words), step=step, name="", **given)


@pytest.fixture(scope="module")
def on_ladders():
    text = made.page().article.text
    return {
        "headline": rung(text, "closes", 2, in_headline=True),
        "shares": rung(text, "said", 1, voice=0, shares=(parses.find(text, "bridge"),), negated=True),
        "alone": rung(text, "reported", 3),
        "stance": rung(text, "safe", 3, ladder="stance"),
    }


def test_the_bodys_words_are_compared_where_they_share_a_sentence_with_a_headline_word(on_ladders):
    found = list(on_ladders.values())
    assert headline.comparable(found, "force") == [on_ladders["headline"], on_ladders["shares"]]
    assert headline.comparable(found[1:], "force") == [on_ladders["shares"], on_ladders["alone"]]


# --- readability -----------------------------------------------------------------------------------------------------


def test_each_formula_has_our_number_beside_that_of_textstat():
    taken = [measured(name, "body", n, note="why" * (n == 1)) for n, name in enumerate(readability.FORMULAS)]
    taken += [measured(f"textstat_{name}", "body", 10 + n) for n, name in enumerate(readability.FORMULAS)]
    taken += [measured(f"textstat_{name}", "paragraph:0", 99) for name in readability.FORMULAS]
    found = readability.formulas(page_of(made.analysis(), *taken))
    assert list(found["ours"]) == [0, 1, 2, 3, 4, 5, 6]
    assert list(found["textstat"]) == [10, 11, 12, 13, 14, 15, 16]
    assert list(found["formula"]) == [catalogue.by_name(name).label for name in readability.FORMULAS]
    assert list(found["note"].dropna()) == ["why"]


def graded(scope, values, **fields):
    pairs = zip(GRADES, values, strict=True)
    return [measured(name, scope, v, low=v - 1, high=v + 2, **fields) for name, v in pairs]


def test_the_range_of_a_part_is_over_all_formulas_and_counts():
    values = [8.0, 9.0, 7.0, 12.0, 11.0]
    flesch_kincaid = values[GRADES.index("flesch_kincaid_grade")]
    taken = graded("paragraph:0", values) + graded("paragraph:1", [nan, *values[1:]])
    taken += [measured("textstat_flesch_kincaid_grade", "paragraph:0", 5.0)]
    (part,) = readability.grades(page_of(made.analysis(), *taken)).itertuples()  # one formula has no value in the other
    assert (part.scope, part.value, part.textstat) == ("paragraph:0", flesch_kincaid, 5.0)
    assert (part.low, part.high, part.range) == (6.0, 14.0, "6.0 to 14.0")


# --- tone ------------------------------------------------------------------------------------------------------------


def test_gaps_are_compared_with_the_one_that_they_vary():
    choices = [
        Choice(MEASURED, MEASURED, 0.1),
        *(Choice(WORD, f"without word {n}", gap) for n, gap in enumerate((-0.2, 0.3, -0.4, -0.3, -0.5))),
        Choice(VOICE, "without the words of A", 0.6),
        Choice(VOICE, "without the words of B", 0.004),
    ]
    found = tone.gaps(choices, measured=0.1)
    assert list(found["turns"]) == [False, True, False, True, True, True, False, True]
    assert list(found["moves"].round(3)) == [0.0, 0.3, 0.2, 0.5, 0.4, 0.6, 0.5, 0.096]
    assert rows(tone.gaps_by_kind(found)) == [
        ("as measured", 1, "+0.10", "+0.10", "none"),
        (WORD, 5, "−0.50", "+0.30", "without word 4 −0.50; without word 2 −0.40; without word 3 −0.30; 1 more"),
        (VOICE, 2, "0.00", "+0.60", "without the words of B 0.00"),
    ]


# --- places ----------------------------------------------------------------------------------------------------------


def test_what_has_a_place_is_listed_and_what_is_unusual(monkeypatch):
    place = reference.Place(97, 0, 3, 0, (0.045, 0.31), False, ())
    monkeypatch.setattr(places, "place", lambda name, *_: place if name == "narrator_share" else None)
    share, sources = measured("narrator_share", "body", 0.5), measured("sources", "body", 2.0)
    found = reference.placed(page_of(made.analysis(), share, sources), "narrator_share", "sources")
    assert rows(found) == [("narrator_share", catalogue.by_name("narrator_share").label, 0.5, "high")]
