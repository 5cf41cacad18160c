"""The tables behind views, of pages made by hand."""

from datetime import date
from math import nan

import made
import parses
import pytest

from analysis import catalogue, frames
from analysis.article import Choice, Measurement, Page, Rung, Voice, Wording
from analysis.context import reference as places
from analysis.measures.tone.leave_out import MEASURED, VOICE, WORD
from analysis.views import headline, numbers, provenance, readability, reference, tone, wording
from analysis.views.base.common import OWN_STYLE, voice_names, voice_styles
from analysis.views.headline import Carrier

OWN = "the article's own voice"
GRADES = [name for name in readability.FORMULAS if catalogue.by_name(name).unit == catalogue.GRADE]


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def page_of(analysis, *measured):
    return Page("", analysis, measured)


def measured(name, scope, value, low=nan, high=nan, evidence=(), note=""):
    return Measurement(name, scope, catalogue.by_name(name).unit, value, low, high, evidence, note)


# --- headline --------------------------------------------------------------------------------------------------------


def test_each_headline_word_with_its_matches():
    assert rows(headline.matches_in_words(frames.headline(made.page()))) == [
        ("Bridge", "bridge", "An aide", "–"),
        ("closes", "closes", OWN, "–"),
        ("Lowfield", "no matching word in the body", "–", "none found by the program"),
    ]


def test_the_voices_that_carry_a_headline_word():
    page = made.page()
    assert headline.carriers(page, frames.headline(page)) == [
        ("Bridge", [Carrier("An aide", 0, 1)]),
        ("closes", [Carrier(OWN, -1, 1)]),
        ("Lowfield", []),
    ]


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


def test_rungs_from_the_highest_down(on_ladders):
    assert rows(headline.rungs(made.page(), [on_ladders["shares"], on_ladders["headline"], on_ladders["alone"]])) == [
        (3, "reported", "paragraph 1", OWN, "–", False, -1),
        (2, "closes", "headline", "the headline", "–", True, -1),
        (1, "not: said", "paragraph 1", "the Gazette", "bridge", False, 1),
    ]


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


def test_the_grades_of_voices_go_with_their_sentences():
    analysis = made.analysis()
    second = analysis.article.paragraphs[1]  # "It closes on Friday.": 4 words
    taken = graded("body", [9.0] * 5) + graded("narrator", [8.0] * 5, evidence=(second,))
    found = readability.voice_grades(page_of(analysis, *taken))
    assert rows(found) == [(OWN, 1, 4, 8.0, 7.0, 10.0, "7.0 to 10.0")]


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


# --- wording ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worded():
    """A headline with one word of the lists; "may" in the article's own voice, "brutal" retold of a source."""
    made_by_hand = made.analysis()
    text = made_by_hand.article.text
    hits = (
        Wording(parses.find(text, "Lowfield"), "judgement", "w", "headline"),
        Wording(parses.find(text, "safe"), "judgement", "w", "retold"),
        Wording(parses.find(text, "closes on"), "hedges", "w", "own"),
        Wording(parses.find(text, "said"), "hedges", "w", "quoted"),
    )
    analysis = type(made_by_hand)(
        made_by_hand.article, made_by_hand.parse, made_by_hand.sourcing, made_by_hand.headline_words, wording=hits
    )
    return page_of(analysis)


def test_kinds_of_words_are_counted_by_place(worded):
    counts = wording.counts_by_kind(frames.wording(worded)).set_index("kind")
    assert list(counts.index) == list(wording.CATEGORIES.values())
    assert tuple(counts.loc[wording.CATEGORIES["judgement"]]) == (0, 1, 0)  # own, retold, quoted; not the headline
    assert tuple(counts.loc[wording.CATEGORIES["hedges"]]) == (1, 0, 1)
    assert counts.to_numpy().sum() == 3


def test_without_hits_every_kind_is_counted_0():
    counts = wording.counts_by_kind(frames.wording(page_of(parses.analysis(parses.article(None, "One two.")))))
    assert counts[["own", "retold", "quoted"]].to_numpy().tolist() == [[0, 0, 0]] * len(wording.CATEGORIES)


def test_words_are_shown_in_their_sentence_and_voice(worded):
    (table,) = wording.found_words(worded).blocks
    judgment, hedges = wording.CATEGORIES["judgement"], wording.CATEGORIES["hedges"]
    assert rows(table.frame) == [
        ("Lowfield", judgment, "the headline", "“Bridge closes in Lowfield”"),
        ("safe", judgment, "retold of An aide", f"“{made.FIRST}”"),
        ("closes on", hedges, OWN, f"“{made.SECOND}”"),
    ]
    (table,) = wording.found_words(worded, "hedges").blocks
    assert list(table.frame["Words"]) == ["closes on"]


# --- numbers, dates, places ------------------------------------------------------------------------------------------


def test_numbers_say_where_and_from_what_they_were_counted():
    article = parses.article("Four birds sing loudly", "One two.")
    evidence = tuple(parses.find(article.text, w) for w in ("Four", "birds", "sing", "loudly"))
    page = page_of(parses.analysis(article, voices=(Voice(None, article.paragraphs, 2, 1.0),)))
    taken = [measured("flesch_kincaid_grade", "quoted", 2.0, 1.0, 3.0, evidence), measured("sources", "body", nan)]
    first, second = rows(numbers.in_words(page, taken).drop(columns="How far to trust it"))
    assert first[0] == f"{catalogue.by_name('flesch_kincaid_grade').label}, quoted"
    assert first[1:3] == ("2.00 US school grade", "1.00 to 3.00")
    assert first[-1] == "Four; birds; sing and 1 more"
    assert second[1:3] == ("not measurable", "–")


def test_dates():
    assert rows(provenance.dates(made.analysis().article)) == [
        ("Photo taken", date(2025, 3, 3), "2025-03-03"),
        ("Article published", date(2025, 3, 31), "2025-03-31"),
    ]


def test_the_middle_of_a_distribution_is_written_in_its_unit(monkeypatch):
    place = reference.Place(97, 0, 3, 0, (0.045, 0.31), False, ())
    monkeypatch.setattr(places, "place", lambda name, *_: place if name == "narrator_share" else None)
    monkeypatch.setattr(places, "others", lambda *_: [0.0, 0.5])
    share, sources = measured("narrator_share", "body", 0.5), measured("sources", "body", 2.0)
    (row,) = reference.placed(page_of(made.analysis(), share, sources), "narrator_share", "sources").itertuples()
    assert (row.label, row.shown) == (catalogue.by_name("narrator_share").label, "50% of body words")
    assert (row.ends, row.articles, row.unusual) == (("4%", "31%"), 100, "high")
    assert row.quantiles[0] == pytest.approx(0.005)  # the first of 50 dots, at 1% of the way from 0 to 0.5


# --- voices ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "styles", "names"),
    [
        (1, [0], ["A"]),
        (5, [0, 1, 2, 4, 5], list("ABCDE")),
        (6, [0, 1, 2, 4, 5, 3], list("ABCDEF")),
        (7, [0, 1, 2, 4, 5, 3, 3], [*"ABCDE", "other sources", "other sources"]),
    ],
)
def test_the_five_largest_sources_have_styles_of_their_own(sources, styles, names):
    sourcing = made.many_sources(sources)
    assert voice_styles(sourcing) == {None: OWN_STYLE, **dict(enumerate(styles))}
    assert voice_names(sourcing) == {None: OWN, **dict(enumerate(names))}
