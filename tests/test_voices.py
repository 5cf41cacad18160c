"""Who speaks, as tables: compared with a page made by hand (`made.py`)."""

from datetime import date

import made
import parses
import pytest

from analysis import frames
from analysis.article import Attribution, Page, Source, Sourcing, Voice
from analysis.reading.plain_text import from_text
from analysis.views import article as article_views
from analysis.views import sourcing
from analysis.views.base.common import OWN_STYLE

OWN = "the article's own voice"


def page_of(analysis) -> Page:
    return Page("made.txt", analysis, ())


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def shown(section):
    """The rows of the section's only table."""
    ((_, frame),) = section.frames.items()
    return rows(frame)


def runs(page):
    return rows(sourcing.voice_runs(page)[["start", "end", "paragraph", "voice", "voice_style"]])


@pytest.fixture(scope="module")
def page():
    return page_of(made.analysis())


def test_a_run_for_each_voice_and_paragraph(page):
    assert runs(page) == [
        (0, 3, 1, "the Gazette", 1),
        (3, 7, 1, "An aide", 0),
        (7, 10, 1, OWN, OWN_STYLE),
        (10, 14, 2, OWN, OWN_STYLE),
    ]


def test_words_that_no_voice_covers_are_the_articles_own():
    article = parses.article(None, "One two three.")
    assert runs(page_of(parses.analysis(article, voices=()))) == [(0, 3, 1, OWN, OWN_STYLE)]


def test_voices_are_ranked_by_words(page):
    assert rows(sourcing.voices(page)[["name", "words"]]) == [(OWN, 7), ("An aide", 4), ("the Gazette", 3)]
    frame = sourcing.voice_ribbon(page).frames["How many of the body's words each voice has"]
    assert list(frame.columns) == ["Voice", "Words", "Quoted", "Retold", "Share of body words"]
    assert rows(frame) == [(OWN, 7, "–", "–", "50%"), ("An aide", 4, 0, 4, "29%"), ("the Gazette", 3, 0, 3, "21%")]


def test_the_ledger(page):
    assert shown(sourcing.source_ledger(page)) == [
        ("the Gazette", "outlet", "yes", "1 retold", 0, 3, "from this outlet's report", "–", "–"),
        (
            "An aide",
            "person",
            "no",
            "1 retold",
            0,
            4,
            "through the Gazette",
            "not stated here; the original may say",
            "not stated here; the original may say",
        ),
    ]


def test_the_ledger_quotes_what_is_stated():
    article = parses.article(None, "Officials who saw it, afraid of reprisals, agreed.")
    saw, afraid = (parses.find(article.text, w) for w in ("who saw it", "afraid of reprisals"))
    source = Source(0, "Officials", "group", False, None, (saw,), (afraid,), (), (0,), 0, "retold")
    said = Attribution(0, (), (), (parses.find(article.text, "agreed"),), "indirect", "statement", None, (0,), 1.0)
    made_by_hand = parses.analysis(article)
    analysis = type(made_by_hand)(article, made_by_hand.parse, Sourcing((said,), (source,), ()), ())
    assert shown(sourcing.source_ledger(page_of(analysis))) == [
        (
            "Officials",
            "group",
            "no",
            "1 retold",
            0,
            0,
            "no other outlet is credited",
            "“who saw it”",
            "“afraid of reprisals”",
        )
    ]


def test_the_chain(page):
    assert rows(sourcing.source_chain(page).frames["Each source's way to this article"]) == [
        ("“the bridge is safe”", "An aide", "person", "no", "the Gazette", 4),
        ("“An aide said the bridge is safe”", "the Gazette", "outlet", "yes", "no other outlet is credited", 3),
    ]


@pytest.fixture(scope="module")
def together():
    """Two groups, neither of them named, say one thing in two words; a document says another in three."""
    article = parses.article(None, "Clerks and guards saw smoke. A memo says so.")
    made_by_hand = parses.analysis(article)
    smoke, memo = (parses.find(article.text, w) for w in ("saw smoke", "memo says so"))
    sourcing = Sourcing(
        (
            Attribution(0, (), (), (smoke,), "indirect", "statement", None, (0, 1), 1.0),
            Attribution(1, (), (), (memo,), "indirect", "statement", None, (2,), 1.0),
        ),
        (
            Source(0, "Clerks", "group", False, None, (), (), (), (0,), 2, "retold"),
            Source(1, "guards", "group", False, None, (), (), (), (0,), 0, "retold"),
            Source(2, "A memo", "document", False, None, (), (), (), (1,), 3, "retold"),
        ),
        (
            Voice(0, (smoke,), 2, 2 / 9, (), (smoke,), 0, 2),
            Voice(2, (memo,), 3, 3 / 9, (), (memo,), 0, 3),
            Voice(None, (), 4, 4 / 9),
        ),
    )
    return page_of(type(made_by_hand)(article, made_by_hand.parse, sourcing, ()))


def test_who_shares_the_words_of_another_is_in_every_table(together):
    assert rows(sourcing.voice_ribbon(together).frames["How many of the body's words each voice has"]) == [
        (OWN, 4, "–", "–", "44%"),
        ("A memo", 3, 0, 3, "33%"),
        ("Clerks", 2, 0, 2, "22%"),
        ("guards (shares the words of Clerks)", "–", "–", "–", "–"),
    ]
    alone, shares = "no other outlet is credited", "no other outlet is credited; shares the words of Clerks"
    assert shown(sourcing.source_ledger(together)) == [
        ("Clerks", "group", "no", "1 retold", 0, 2, alone, "not stated", "not stated"),
        ("guards", "group", "no", "1 retold", "–", "–", shares, "not stated", "not stated"),
        ("A memo", "document", "–", "1 retold", 0, 3, alone, "–", "–"),  # nobody hides a document
    ]
    assert rows(sourcing.source_chain(together).frames["Each source's way to this article"]) == [
        ("“memo says so”", "A memo", "document", "–", alone, 3),
        ("“saw smoke”", "Clerks", "group", "no", alone, 2),
        ("“saw smoke”", "guards", "group", "no", shares, "–"),
    ]
    known = sourcing.sources(together)
    assert list(known["unnamed"]) == [True, True, False]
    assert list(known["shares"]) == ["", "shares the words of Clerks", ""]


def test_who_says_one_thing_together_is_in_the_frames(together):
    assert list(frames.statements(together)["sources"]) == [(0, 1), (2,)]
    assert list(frames.sources(together)["shares_with"].fillna(-1)) == [-1, 0, -1]


def test_statements_come_in_the_order_of_the_text(page):
    assert shown(sourcing.statements(page)) == [
        (1, "the Gazette", "reported", "“An aide said the bridge is safe”", "retold", "–"),
        (2, "An aide", "said", "“the bridge is safe”", "retold by number 1", "number 1"),
    ]


def test_parts_that_the_text_does_not_give_are_none(page):
    assert shown(article_views.parts_of_article(page)) == [
        ("Headline", "“Bridge closes in Lowfield”"),
        ("Photo caption", None),
        ("Photo credit", None),
        ("Photo date", date(2025, 3, 3)),
        ("Byline (who wrote it)", None),
        ("Dateline (where it was written)", None),
        ("Outlet", None),
        ("Published", date(2025, 3, 31)),
        ("Link", None),
    ]


def test_every_correction_is_shown_with_the_parts():
    notes = ("Correction: The bridge was built in 1912.", "Editor’s note: The mayor was not asked.")
    article = from_text("\n\n".join(["Bridge closes in Lowfield", "The bridge is closed.", *notes]))
    assert shown(article_views.parts_of_article(page_of(parses.analysis(article))))[9:] == [
        ("Correction or editor's note", f"“{note}”") for note in notes
    ]


def test_an_article_without_sources_says_so():
    page = page_of(parses.analysis(parses.article(None, "One two.")))
    for section in (sourcing.source_ledger, sourcing.source_chain, sourcing.statements):
        (said,) = section(page).blocks
        assert said.text == "No source was found in the body: all of it is in the article's own voice."
