"""Who shares words, and the parts of an article, as tables: of pages made by hand."""

from datetime import date

import made
import parses
import pytest

from analysis import frames
from analysis.article import Attribution, Page, Source, Sourcing, Voice
from analysis.reading.plain_text import from_text
from analysis.views import article as article_views


def page_of(analysis) -> Page:
    return Page("made.txt", analysis, ())


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


@pytest.fixture(scope="module")
def page():
    return page_of(made.analysis())


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


def test_who_says_one_thing_together_is_in_the_frames(together):
    assert list(frames.statements(together)["sources"]) == [(0, 1), (2,)]
    assert list(frames.sources(together)["shares_with"].fillna(-1)) == [-1, 0, -1]


def test_parts_that_the_text_does_not_give_are_none(page):
    assert rows(article_views.parts_of_article(page).blocks[0].frame) == [
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
    assert rows(article_views.parts_of_article(page_of(parses.analysis(article))).blocks[0].frame)[9:] == [
        ("Correction or editor's note", f"“{note}”") for note in notes
    ]
