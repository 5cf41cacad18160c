"""Records -> DataFrames, held against a page made by hand (`made.py`)."""

from datetime import date
from math import isnan, nan

import made
import parses
import pytest

from analysis.article import Attribution, Measurement, Source, Sourcing, Voice
from analysis.views import tables

OWN = "the article's own voice"


@pytest.fixture(scope="module")
def analysis():
    return made.analysis()


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_the_ribbon_has_a_run_for_each_voice_and_paragraph(analysis):
    assert rows(tables.ribbon(analysis)) == [
        (0, 3, 1, "the Gazette", 1),
        (3, 7, 1, "An aide", 0),
        (7, 10, 1, OWN, tables.OWN),
        (10, 14, 2, OWN, tables.OWN),
    ]


def test_words_that_no_voice_covers_are_the_articles_own():
    article = parses.article(None, "One two three.")
    assert rows(tables.ribbon(parses.analysis(article, voices=()))) == [(0, 3, 1, OWN, tables.OWN)]


def test_voices_are_ranked_by_words(analysis):
    frame = tables.voices(analysis.sourcing)
    assert list(frame.columns) == ["Voice", "Words", "Share of body words"]
    assert rows(frame) == [(OWN, 7, 0.5), ("An aide", 4, 4 / 14), ("the Gazette", 3, 3 / 14)]


def test_the_ledger(analysis):
    assert rows(tables.ledger(analysis)) == [
        ("the Gazette", "outlet", "yes", "1 retold", 3, "from this outlet's report", "–", "–"),
        (
            "An aide",
            "person",
            "no",
            "1 retold",
            4,
            "through the Gazette",
            "not stated here; the original may say",
            "not stated here; the original may say",
        ),
    ]


def test_the_ledger_quotes_what_is_stated():
    article = parses.article(None, "Officials who saw it, afraid of reprisals, agreed.")
    saw, afraid = (parses.find(article.text, w) for w in ("who saw it", "afraid of reprisals"))
    source = Source(0, "Officials", "group", False, None, (saw,), (afraid,), (), (), 0)
    made_by_hand = parses.analysis(article)
    analysis = type(made_by_hand)(article, made_by_hand.parse, Sourcing((), (source,), ()), ())
    frame = tables.ledger(analysis)
    assert list(frame["Position to know"]) == ["“who saw it”"]
    assert list(frame["Reason for not being named"]) == ["“afraid of reprisals”"]
    assert list(frame["How the article got it"]) == ["no other outlet is credited"]


def test_the_chain(analysis):
    assert rows(tables.chain(analysis)) == [
        ("An aide", "person", "no", "the Gazette", 4, None, 0, "the bridge is safe"),
        ("the Gazette", "outlet", "yes", None, 3, None, 1, "An aide said the bridge is safe"),
    ]


@pytest.fixture(scope="module")
def together():
    """Two groups, neither of them named, say one thing in two words; a document says another in three."""
    article = parses.article(None, "Clerks and guards saw smoke. A memo says so.")
    made_by_hand = parses.analysis(article)
    smoke, memo = (parses.find(article.text, w) for w in ("saw smoke", "memo says so"))
    sourcing = Sourcing(
        (
            Attribution(0, (), (), (smoke,), "indirect", None, (0, 1), 1.0),
            Attribution(1, (), (), (memo,), "indirect", None, (2,), 1.0),
        ),
        (
            Source(0, "Clerks", "group", False, None, (), (), (), (0,), 2),
            Source(1, "guards", "group", False, None, (), (), (), (0,), 0),
            Source(2, "A memo", "document", False, None, (), (), (), (1,), 3),
        ),
        (Voice(0, (smoke,), 2, 0.25), Voice(2, (memo,), 3, 0.375), Voice(None, (), 3, 0.375)),
    )
    return type(made_by_hand)(article, made_by_hand.parse, sourcing, ())


def test_who_shares_the_words_of_another_is_in_every_table(together):
    assert rows(tables.voices(together.sourcing))[2:] == [
        ("Clerks", 2, 0.25),
        ("guards (shares the words of Clerks)", "–", "–"),
    ]
    assert rows(tables.ledger(together))[:2] == [
        ("Clerks", "group", "no", "1 retold", 2, "no other outlet is credited", "not stated", "not stated"),
        (
            "guards",
            "group",
            "no",
            "1 retold",
            "–",
            "no other outlet is credited; shares the words of Clerks",
            "not stated",
            "not stated",
        ),
    ]
    assert rows(tables.chain(together)) == [
        ("A memo", "document", "–", None, 3, None, 0, "memo says so"),
        ("Clerks", "group", "no", None, 2, None, 1, "saw smoke"),
        ("guards", "group", "no", None, 0, "shares the words of Clerks", 2, "saw smoke"),
    ]


def test_a_document_is_not_said_to_hide_its_name(together):
    assert rows(tables.ledger(together))[2] == (
        "A memo",
        "document",
        "–",
        "1 retold",
        3,
        "no other outlet is credited",
        "–",
        "–",
    )
    assert [tables.unnamed(s) for s in together.sourcing.sources] == [True, True, False]


def test_statements_stand_in_the_order_of_the_text(analysis):
    assert rows(tables.statements(analysis)) == [
        (1, "the Gazette", "reported", "An aide said the bridge is safe", "retold", "–"),
        (2, "An aide", "said", "the bridge is safe", "retold by number 1", "number 1"),
    ]


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


def test_parts_that_the_text_does_not_give_are_none(analysis):
    assert rows(tables.parts(analysis.article)) == [
        ("Headline", "Bridge closes in Lowfield"),
        ("Photo caption", None),
        ("Photo credit", None),
        ("Photo date", date(2025, 3, 3)),
        ("Byline (who wrote it)", None),
        ("Dateline (where it was written)", None),
        ("Outlet", None),
        ("Published", date(2025, 3, 31)),
        ("Link", None),
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


def test_an_article_without_sources_gives_empty_frames():
    analysis = parses.analysis(parses.article(None, "One two."))
    for frame in (tables.ledger(analysis), tables.chain(analysis), tables.statements(analysis)):
        assert frame.empty
