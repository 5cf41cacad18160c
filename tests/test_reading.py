"""Reading: the layouts that articles come in, the encodings of files, and files that are no articles."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
import texts
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.article import ZONES, Article, ArticleError, as_given
from analysis.reading.encoding import decode
from analysis.reading.plain_text import from_text
from analysis.reading.printed import printed
from analysis.reading.read import LARGEST_FILE, read_article


def paragraphs(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.paragraphs]


def fields(article: Article) -> dict[str, str]:
    """The zones that the article has, by kind, as words; the first of each."""
    return {kind: words for kind in ZONES if (words := article.field(kind)) is not None}


def test_layout_of_the_seed():
    article = from_text(texts.LIKE_THE_SEED)
    assert fields(article) == {
        "headline": texts.HEADLINE,
        "caption": texts.CAPTION,
        "credit": "REUTERS/Ida Norr",
        "photo_date": "March 3, 2025",
        "published": "March 31, 2025",
    }
    assert (article.photo_date, article.published) == (date(2025, 3, 3), date(2025, 3, 31))
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]
    assert article.byline is article.dateline is article.outlet is article.url is None


def test_everything():
    article = from_text(texts.EVERYTHING)
    assert fields(article) == {
        "headline": texts.HEADLINE,
        "byline": "Ida Norr and Tom Quill",
        "outlet": "Associated Press",
        "published": "March 31, 2025",
        "caption": "Mayor Marta Vell at the old bridge in Lowfield, Ohio, on March 3, 2025. (AP Photo/Sam Oake)",
        "credit": "AP Photo/Sam Oake",
        "photo_date": "March 3, 2025",
        "dateline": "LOWFIELD, Ohio (AP)",
        "url": "https://news.example/lowfield-bridge",
    }
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


def test_no_caption():
    article = from_text(f"{texts.HEADLINE}\n\n{texts.FIRST}\n\n{texts.SECOND}")
    assert fields(article) == {"headline": texts.HEADLINE}
    assert article.published is article.photo_date is None
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


@pytest.mark.parametrize(
    "headline",
    [
        "Lowfield council closes bridge",
        "Who closed the bridge?",
        "Bridge closed!",
        "The bridge, closed ...",
        "Mayor Vell: ‘We could not wait’",
        "Bridge builders leave the U.S.",
        "Lowfield sues Oake & Norr Inc.",
        "“We could not wait”",
        "Report: 40 bridges at risk",
        "Source: Mayor to close bridge",
    ],
)
def test_first_line_is_a_headline(headline):
    article = from_text(f"{headline}\n{texts.BODY}")
    assert article.headline == headline
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


@pytest.mark.parametrize(
    "opening",
    [
        "The bridge is closed.",
        "“We could not wait.”",
        "By Tuesday, the flood had reached the market and the old school.",
        "The mayor closed the bridge; then,",
        "The council met " + "and met again " * 15 + "before it closed the bridge",  # 3 + 45 + 5 words
        "TOKYO — The bridge is closed",
    ],
)
def test_no_headline(opening):
    article = from_text(f"{opening}\n{texts.BODY}")
    assert article.headline is None
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize("text", [texts.HEADLINE, f"\n{texts.HEADLINE}\n\n", "Who closed the bridge?"])
def test_headline_only_is_readable(text):
    article = from_text(text)
    assert article.headline == text.strip()
    assert article.paragraphs == ()


@pytest.mark.parametrize(
    ("line", "byline", "outlet"),
    [
        ("By Ida Norr", "Ida Norr", None),
        ("BY IDA NORR", "IDA NORR", None),
        ("by Ida van der Norr", "Ida van der Norr", None),
        ("By Ida J. Norr Jr.", "Ida J. Norr Jr.", None),
        ("By IDA NORR and TOM QUILL, Reuters", "IDA NORR and TOM QUILL", "Reuters"),
        ("By Ida Norr, Tom Quill and Bo O’Dell", "Ida Norr, Tom Quill and Bo O’Dell", None),
        ("By Ida Norr | The Lowfield Post", "Ida Norr", "The Lowfield Post"),
        ("By Ida Norr, Staff Writer", "Ida Norr", None),
        ("Written by Ida Norr", "Ida Norr", None),
        ("Author: Ida Norr", "Ida Norr", None),
        ("By Ida Norr\nAssociated Press", "Ida Norr", "Associated Press"),
        ("Ida Norr, Staff Writer", "Ida Norr", None),
        ("Ida Norr, Lowfield Herald", "Ida Norr", "Lowfield Herald"),
        ("By The Associated Press", "The Associated Press", "The Associated Press"),
        ("By Ida Norr in Lowfield", "Ida Norr", None),
        ("By Abby Libby, Shelby Bybee and Toby Nature", "Abby Libby, Shelby Bybee and Toby Nature", None),
        ("By IDA NORR Staff Writer", "IDA NORR", None),
        ("By Ida NorrStaff Writer", "Ida Norr", None),
        ("By Ida McAllister and Gia DeRosa", "Ida McAllister and Gia DeRosa", None),
        ("By Ida Norr (inorr@lowfield.example)", "Ida Norr", None),
        ("By Ida Norr Follow @idanorr", "Ida Norr", None),
        ("By Ida Norr, senior political correspondent, 555-0142", "Ida Norr", None),
        ("By Ida Norr Special to the Post", "Ida Norr", None),
        ("Story and photos by Ida Norr", "Ida Norr", None),
        ("By Ida Norr | Photos by Tom Quill", "Ida Norr", None),
        ("Ida Norr | inorr@lowfield.example", "Ida Norr", None),
        ("Ida Norr and Tom Quill, Staff Writers", "Ida Norr and Tom Quill", None),
        ("By Lowfield Herald Staff", "Lowfield Herald Staff", None),
        ("By Ida Norr, Jr.", "Ida Norr, Jr.", None),
    ],
)
def test_byline(line, byline, outlet):
    article = from_text(f"{texts.HEADLINE}\n{line}\n{texts.BODY}")
    assert (article.byline, article.outlet) == (byline, outlet)
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


def test_byline_and_date_in_one_line():
    article = from_text(f"{texts.HEADLINE}\nBy Ida Norr | Updated Monday, March 31, 2025\n{texts.BODY}")
    assert (article.byline, article.published) == ("Ida Norr", date(2025, 3, 31))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Ida Norr • March 31, 2025", date(2025, 3, 31)),
        ("Ida Norr, Staff Writer | March 31, 2025 | 5:30 p.m.", date(2025, 3, 31)),
        ("March 31, 2025 by Ida Norr", date(2025, 3, 31)),
        ("By Ida Norr | Updated April 2, 2025 | Published March 31, 2025", date(2025, 3, 31)),
        ("Submitted by Ida Norr on Mon, 03/31/2025 - 14:35", date(2025, 3, 31)),
    ],
)
def test_names_and_dates_in_any_order(line, day):
    article = from_text(f"{texts.HEADLINE}\n{line}\n{texts.BODY}")
    assert (article.byline, article.published) == ("Ida Norr", day)
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


def test_byline_above_a_text_without_headline():
    article = from_text(f"By Ida Norr\n\n{texts.FIRST}")
    assert (article.headline, article.byline, paragraphs(article)) == (None, "Ida Norr", [texts.FIRST])


@pytest.mark.parametrize(
    "paragraph",
    [
        "By Tuesday, the flood had reached the market.",
        "By Monday",
        "By then, Marta Vell was mayor.",
        "By closing the bridge, Lowfield lost a road",
        "Marta Vell, the mayor, said no.",
        "Marta Vell, Mayor of Lowfield",
        "The bridge was built by Tom Quill",
        "Council and Mayor Vell",
        "By Popular Demand",
        "Follow Lowfield’s mayor to work",
        "Old Town, Port Ellery",
        "Ida Norr is the senior writer of the Lowfield Herald.",
        "Ida Norr reports on Lowfield",
    ],
)
def test_no_byline(paragraph):
    article = from_text(f"{texts.HEADLINE}\n{paragraph}\n{texts.BODY}")
    assert article.byline is None
    assert paragraphs(article)[0] == paragraph


def test_agency_sign_off():
    article = from_text(f"{texts.HEADLINE}\n{texts.BODY}\n(Reporting by Ida Norr; Editing by Tom Quill)")
    assert (article.byline, paragraphs(article)) == ("Ida Norr", [texts.FIRST, texts.SECOND])


@pytest.mark.parametrize(
    ("line", "words", "day"),
    [
        ("March 31, 2025", "March 31, 2025", date(2025, 3, 31)),
        ("MARCH 31, 2025", "MARCH 31, 2025", date(2025, 3, 31)),
        ("Sept. 5, 2025", "Sept. 5, 2025", date(2025, 9, 5)),
        ("31 March 2025", "31 March 2025", date(2025, 3, 31)),
        ("31st of March, 2025", "31st of March, 2025", date(2025, 3, 31)),
        ("2025-03-31", "2025-03-31", date(2025, 3, 31)),
        ("2025-03-31T17:30:00Z", "2025-03-31", date(2025, 3, 31)),
        ("Published: Monday, 31 March 2025 at 17:30 GMT", "31 March 2025", date(2025, 3, 31)),
        ("Posted on Mar 31, 2025 | 5:30 pm ET", "Mar 31, 2025", date(2025, 3, 31)),
        ("10:15 AM ET, Mon March 31, 2025", "March 31, 2025", date(2025, 3, 31)),
        ("Updated April 1, 2025. Published March 31, 2025", "March 31, 2025", date(2025, 3, 31)),
        ("Last modified on March 31, 2025", "March 31, 2025", date(2025, 3, 31)),
        ("March 31, 2025 · 4 min read", "March 31, 2025", date(2025, 3, 31)),
        ("31/03/2025", "31/03/2025", date(2025, 3, 31)),  # there is no month 31
        ("03/04/2025", "03/04/2025", None),  # March or April: not guessed
        ("March 31", "March 31", None),  # no year
        ("February 30, 2025", "February 30, 2025", None),
    ],
)
def test_date_line(line, words, day):
    for text in (f"{texts.HEADLINE}\n{line}\n{texts.BODY}", f"{line}\n{texts.HEADLINE}\n{texts.BODY}"):
        article = from_text(text)
        assert (article.field("published"), article.published) == (words, day)
        assert article.headline == texts.HEADLINE
        assert paragraphs(article) == [texts.FIRST, texts.SECOND]


@pytest.mark.parametrize(
    ("line", "dateline", "words"),
    [
        ("PORT ELLERY, Maine — March 14, 2025", "PORT ELLERY, Maine", "March 14, 2025"),
        ("PORT ELLERY, Maine, March 14, 2025", "PORT ELLERY, Maine", "March 14, 2025"),
        ("Port Ellery, Maine – March 14, 2025", "Port Ellery, Maine", "March 14, 2025"),
        ("PORT ELLERY, ME | Friday, 14 March 2025", "PORT ELLERY, ME", "14 March 2025"),
        ("HARTFORD, CT -- (March 14, 2025)", "HARTFORD, CT", "March 14, 2025"),  # CT is a time zone too
        ("PORT ELLERY, Maine (AP) — March 14, 2025", "PORT ELLERY, Maine (AP)", "March 14, 2025"),
        ("PORT ELLERY, March 14, 2025, 5:30 p.m. EDT", "PORT ELLERY", "March 14, 2025"),
        ("Chicago, March 14, 2025", "Chicago", "March 14, 2025"),
        ("MARCH 14, 2025 — PORT ELLERY, Maine", "PORT ELLERY, Maine", "MARCH 14, 2025"),
    ],
)
def test_place_and_date_in_a_line_of_their_own(line, dateline, words):
    article = from_text(f"{texts.HEADLINE}\n{line}\n{texts.BODY}")
    assert (article.headline, article.dateline, article.field("published")) == (texts.HEADLINE, dateline, words)
    assert article.published == date(2025, 3, 14)
    assert article.outlet == ("AP" if "AP" in line else None)
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


def test_place_and_date_above_a_standfirst_or_without_a_headline():
    line = "PORT ELLERY, Maine — March 14, 2025"
    below = from_text(f"{texts.HEADLINE}\nEngineers feared the next winter\n{line}\n{texts.BODY}")
    above = from_text(f"{line}\n\n{texts.HEADLINE}\n\n{texts.BODY}")
    alone = from_text(f"{line}\n\n{texts.BODY}")
    for article in (below, above, alone):
        assert (article.dateline, article.published) == ("PORT ELLERY, Maine", date(2025, 3, 14))
        assert paragraphs(article) == [texts.FIRST, texts.SECOND]
    assert (below.headline, above.headline, alone.headline) == (texts.HEADLINE, texts.HEADLINE, None)


@pytest.mark.parametrize(
    "line",
    [
        "EXCLUSIVE — March 14, 2025",
        "Marta Vell — March 14, 2025",
        "The Lowfield Post, Ohio, March 14, 2025",
        "SUPER TUESDAY, March 5",
        "LOWFIELD, Ohio, from March 14, 2025, to March 16, 2025",
    ],
)
def test_no_place_beside_a_date(line):
    article = from_text(f"{texts.HEADLINE}\n{line}\n{texts.BODY}")
    assert (article.dateline, article.published) == (None, None)
    assert paragraphs(article)[0] == line


def test_a_headline_in_capitals_with_a_date_stays_the_headline():
    article = from_text(f"MIDTERM ELECTION, November 3, 2026\n{texts.BODY}")
    assert (article.headline, article.dateline) == ("MIDTERM ELECTION, November 3, 2026", None)


def test_published_wins_over_updated_in_another_line():
    article = from_text(f"{texts.HEADLINE}\nUpdated April 1, 2025\nPublished March 31, 2025\n{texts.BODY}")
    assert article.published == date(2025, 3, 31)
    assert article.field("published") == "March 31, 2025"


def test_dates_between_paragraphs_are_the_articles_own():
    article = from_text(f"{texts.HEADLINE}\n{texts.BODY}\nMarch 31, 2025\n{texts.SECOND}")
    assert article.published is None
    assert paragraphs(article) == [texts.FIRST, texts.SECOND, "March 31, 2025", texts.SECOND]


@pytest.mark.parametrize(
    ("opening", "dateline", "outlet"),
    [
        ("WASHINGTON (AP) — ", "WASHINGTON (AP)", "AP"),
        ("WASHINGTON (AP) - ", "WASHINGTON (AP)", "AP"),
        ("LONDON, Nov 26 (Reuters) - ", "LONDON, Nov 26 (Reuters)", "Reuters"),
        ("TOKYO — ", "TOKYO", None),
        ("Paris (AFP) – ", "Paris (AFP)", "AFP"),
        ("ST. PAUL, Minn. (AP) -- ", "ST. PAUL, Minn. (AP)", "AP"),
        ("NEW YORK/LONDON, Nov. 26, 2025 (Reuters) — ", "NEW YORK/LONDON, Nov. 26, 2025 (Reuters)", "Reuters"),
        ("SAO PAULO, Brazil — ", "SAO PAULO, Brazil", None),
        ("ZÜRICH — ", "ZÜRICH", None),
        ("New Delhi, India - ", "New Delhi, India", None),
        ("Washington — ", "Washington", None),
        ("Washington (CNN)", "Washington (CNN)", "CNN"),
        ("(Reuters) - ", "(Reuters)", "Reuters"),
        ("Nov 26 (Reuters) - ", "Nov 26 (Reuters)", "Reuters"),
        ("Lowfield, Ohio CNN  — ", "Lowfield, Ohio CNN", "CNN"),
        ("LOWFIELD (AP) —\n", "LOWFIELD (AP)", "AP"),
        ("PORT ELLERY, Maine (Reuters) - ", "PORT ELLERY, Maine (Reuters)", "Reuters"),
        ("PORT ELLERY, Maine – (Reuters) – ", "PORT ELLERY, Maine – (Reuters)", "Reuters"),
        ("PORT ELLERY, 14 March (AFP) — ", "PORT ELLERY, 14 March (AFP)", "AFP"),
        ("PORT ELLERY, Maine — March 14, 2025 — ", "PORT ELLERY, Maine — March 14, 2025", None),
        ("Washington, D.C. — ", "Washington, D.C.", None),
        ("(LowfieldNews.com) - ", "(LowfieldNews.com)", "LowfieldNews.com"),
        ("(Tokyo) – ", "(Tokyo)", None),
    ],
)
def test_dateline(opening, dateline, outlet):
    article = from_text(f"{texts.HEADLINE}\n{opening}{texts.BODY}")
    assert (article.dateline, article.outlet) == (dateline, outlet)
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]
    assert article.published is None  # the day in a dateline is that of the report


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO — the alliance of 32 countries — met in Lowfield.",
        "BREAKING — The bridge is closed.",
        "EU — The court ruled on Monday.",
        "CNN said that the bridge is closed.",
        "Marta Vell (D) closed the bridge.",
        "Marta Vell — The mayor of Lowfield — spoke.",
        "U.S.-built bridges last.",
        "The council (and the mayor) - voted.",
        "Romulus — The twin of Remus.",
        "(Update) – The bridge is closed.",
        "Norr (Lowfield.com) Ltd. built the bridge.",
    ],
)
def test_no_dateline(paragraph):
    article = from_text(f"{texts.HEADLINE}\n{paragraph}\n{texts.SECOND}")
    assert article.dateline is None
    assert paragraphs(article) == [paragraph, texts.SECOND]


@pytest.mark.parametrize(
    ("line", "credit", "day"),
    [
        ("Marta Vell at the bridge, Oct. 29, 2025. REUTERS/Ida Norr", "REUTERS/Ida Norr", date(2025, 10, 29)),
        ("Marta Vell on 29 October 2025. (AP Photo/Ida Norr, File)", "AP Photo/Ida Norr, File", date(2025, 10, 29)),
        ("The bridge in May. (Photo by Ida J. Norr/Getty Images)", "Ida J. Norr/Getty Images", None),
        ("Bridge, 2025-10-29. Ida Norr/AFP via Getty Images", "Ida Norr/AFP via Getty Images", date(2025, 10, 29)),
        ("The bridge, 03/04/2025. Photograph: Ida Norr/Reuters", "Ida Norr/Reuters", None),
        ("The bridge. Credit: Ida Norr", "Ida Norr", None),
        ("The bridge at night. Ida Norr for The Lowfield Post", "Ida Norr for The Lowfield Post", None),
        ("The bridge at night. (Ida Norr/The Lowfield Post)", "Ida Norr/The Lowfield Post", None),
        ("FILE PHOTO: Marta Vell speaks in Lowfield. REUTERS/Ida Norr/File Photo", "REUTERS/Ida Norr/File Photo", None),
        ("FILE - Marta Vell speaks on Wednesday, Oct. 29, 2025, in Lowfield.", None, date(2025, 10, 29)),
        ("In this Oct. 29, 2025, file photo, Marta Vell speaks in Lowfield.", None, date(2025, 10, 29)),
        ("Marta Vell boards a ferry in Lowfield, Ohio, October 29, 2025.", None, date(2025, 10, 29)),
    ],
)
def test_caption(line, credit, day):
    article = from_text(f"{texts.HEADLINE}\n{line}\n{texts.BODY}")
    assert (article.caption, article.credit, article.photo_date) == (line, credit, day)
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]
    assert article.published is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [("REUTERS/Ida Norr", "REUTERS/Ida Norr"), ("(Photo: Ida Norr)", "Ida Norr"), ("Image copyright AP", "AP")],
)
def test_credit_in_a_line_of_its_own(line, credit):
    caption = "Marta Vell waves to residents at the old bridge."
    article = from_text(f"{texts.HEADLINE}\n{caption}\n{line}\n{texts.BODY}")
    assert (article.caption, article.credit) == (caption, credit)
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]
    without = from_text(f"{texts.HEADLINE}\n{line}\n{texts.BODY}")
    assert (without.caption, without.credit) == (None, credit)
    assert paragraphs(without) == [texts.FIRST, texts.SECOND]


def test_captions_between_and_below_paragraphs():
    later = "The ferry in April. AP Photo/Tom Quill"
    article = from_text(f"{texts.HEADLINE}\n{texts.FIRST}\n{texts.CAPTION}\n{texts.SECOND}\n{later}")
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]
    captions = [article.text[slice(*zone.span)] for zone in article.zones if zone.kind == "caption"]
    assert captions == [texts.CAPTION, later]
    assert (article.credit, article.photo_date) == ("REUTERS/Ida Norr", date(2025, 3, 3))


def test_a_later_photo_lends_its_credit_to_no_other():
    first = "FILE - Marta Vell speaks in Lowfield."
    article = from_text(f"{texts.HEADLINE}\n{first}\n{texts.FIRST}\n{texts.CAPTION}\n{texts.SECOND}")
    assert (article.caption, article.credit, article.photo_date) == (first, None, None)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The agency sued Getty Images.",
        "Half the town disagrees, according to a survey by Reuters/Ipsos.",
        "Marta Vell said on March 3, 2025, that she waves to everyone in Lowfield.",
        "The mayor holds office until 2027.",
        "Marta Vell, the mayor, read The Lowfield Post.",
    ],
)
def test_no_caption_in_a_paragraph(paragraph):
    article = from_text(f"{texts.HEADLINE}\n{paragraph}\n{texts.BODY}")
    assert (article.caption, article.credit) == (None, None)
    assert paragraphs(article)[0] == paragraph


@pytest.mark.parametrize(
    ("line", "outlet", "url"),
    [
        ("Source: The Lowfield Post", "The Lowfield Post", None),
        ("Outlet: Reuters", "Reuters", None),
        ("Originally published by The Conversation.", "The Conversation", None),
        ("https://news.example/a?b=c&d", None, "https://news.example/a?b=c&d"),
        ("Source: https://news.example/a", None, "https://news.example/a"),
    ],
)
def test_outlet_and_url(line, outlet, url):
    for text in (f"{texts.HEADLINE}\n{line}\n{texts.BODY}", f"{texts.HEADLINE}\n{texts.BODY}\n{line}"):
        article = from_text(text)
        assert (article.outlet, article.url) == (outlet, url)
        assert paragraphs(article) == [texts.FIRST, texts.SECOND]


def test_standfirst_above_the_byline_is_neither_headline_nor_body():
    article = from_text(f"{texts.HEADLINE}\nEngineers feared the next winter\nBy Ida Norr\n{texts.BODY}")
    assert (article.headline, article.byline) == (texts.HEADLINE, "Ida Norr")
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


def test_wrapped_lines_are_one_paragraph():
    article = from_text(texts.WRAPPED)
    assert (article.headline, article.byline) == ("Lowfield council closes bridge after flood", "Ida Norr")
    first, second = paragraphs(article)
    assert first.startswith("The council of Lowfield") and first.endswith("another winter.") and first.count("\n") == 2
    assert second.startswith("Marta Vell,") and second.endswith("for a ferry.") and second.count("\n") == 1


def test_short_paragraphs_are_not_wrapped_lines():
    article = from_text("Lowfield council closes bridge after flood\nThe council voted on Monday.\n\nThe mayor agreed.")
    assert article.headline == "Lowfield council closes bridge after flood"
    assert paragraphs(article) == ["The council voted on Monday.", "The mayor agreed."]


def test_quotation_marks_stay():
    article = from_text(texts.QUOTATION_MARKS)
    assert article.text == texts.QUOTATION_MARKS
    assert paragraphs(article) == texts.QUOTATION_MARKS.split("\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end):
    article = from_text(texts.LIKE_THE_SEED.replace("\n", end))
    assert article == from_text(texts.LIKE_THE_SEED)
    assert article.text == texts.LIKE_THE_SEED


def test_the_text_as_given_stays():
    text = "Cafe\u0301 closes \ufb01rst\u00a0bridge\n  The coun\u00adcil voted.\x0c\u2028The mayor agreed.  "
    article = from_text(text)
    assert article.given.text == text
    assert article.text == "Café closes first bridge\n  The council voted.\x0c\u2028The mayor agreed.  "
    assert article.headline == "Café closes first bridge"
    assert paragraphs(article) == ["The council voted.", "The mayor agreed."]
    given = as_given(article, article.given)
    assert given.headline == "Cafe\u0301 closes \ufb01rst\u00a0bridge"
    assert paragraphs(given) == ["The coun\u00adcil voted.", "The mayor agreed."]


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_no_break_spaces_are_spaces(space):
    article = from_text(texts.EVERYTHING.replace(" ", space))
    plain = from_text(texts.EVERYTHING)
    assert (article.zones, article.paragraphs) == (plain.zones, plain.paragraphs)
    assert (article.published, article.photo_date) == (date(2025, 3, 31), date(2025, 3, 3))
    assert article.byline == "Ida Norr and Tom Quill"


ENCODED = "Café “Lowfield” closes — for now\nThe café’s owner agreed."


@pytest.mark.parametrize(
    "data",
    [
        ENCODED.encode("utf-8"),
        ENCODED.encode("utf-8-sig"),
        b"\xff\xfe" + ENCODED.encode("utf-16-le"),
        b"\xfe\xff" + ENCODED.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + ENCODED.encode("utf-32-le"),
        b"\x00\x00\xfe\xff" + ENCODED.encode("utf-32-be"),
        ENCODED.encode("utf-16-le"),
        ENCODED.encode("utf-16-be"),
        ENCODED.encode("cp1252"),
    ],
    ids=["utf8", "utf8 bom", "utf16le", "utf16be", "utf32le", "utf32be", "utf16le bare", "utf16be bare", "cp1252"],
)
def test_encodings(data, tmp_path):
    assert decode(data) == ENCODED
    (tmp_path / "article.txt").write_bytes(data)
    assert read_article(tmp_path / "article.txt") == from_text(ENCODED)


def test_windows_1252_by_its_bytes():
    assert decode(b"caf\xe9 \x93a\x94 \x96 \x80") == "café “a” – €"


BAD_FILES = {
    "empty": (b"", "empty"),
    "spaces": (b" \r\n\t\n ", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "empty"),
    "signs": (b"* * *\n---\n", "no words"),
    "nul": (b"A headline\n\x00\x01\x02\x00 and more\n", "binary"),
    "control": (b"\x01\x02\x03\x04\x05", "binary"),
    "pdf": (b"%PDF-1.7\nwords", "copy the article's words into a text file (.txt), and give that file"),
    "pdf behind a mark": (b"\xef\xbb\xbf\r\n%PDF-1.7\nwords", "a PDF, not text; copy the article's words"),
    "zip": (b"PK\x03\x04words", "office file"),
    "png": (b"\x89PNG\r\n\x1a\n", "image"),
    "jpeg": (b"\xff\xd8\xff\xe0", "image"),
    "rich text": (b"{\\rtf1 words}", "rich text"),
    "web page without words": (b"<!DOCTYPE html><script>words</script>", "no words"),
    "undefined in windows-1252": (b"caf\xe9 \x81 words", "cannot be decoded as UTF-8 or Windows-1252"),
    "half a utf-16 unit": (b"\xff\xfea\x00b", "cannot be decoded as UTF-16"),
}


@pytest.mark.parametrize(("data", "what"), BAD_FILES.values(), ids=BAD_FILES)
def test_bad_file(data, what, tmp_path):
    path = tmp_path / "an article.txt"
    path.write_bytes(data)
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert what in message
    assert ";" in message  # what is wrong; how to mend it
    assert "\n" not in message


@pytest.mark.parametrize("name", ["missing.txt", "missing/also.txt", "nul\0name.txt", "new\nline.txt", "x" * 300])
def test_no_such_file(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArticleError) as caught:
        read_article(name)
    shown = name.replace("\0", "\\x00").replace("\n", "\\n")
    assert str(caught.value).startswith(f"{shown}: ")
    assert len(str(caught.value).splitlines()) == 1


def test_folder_and_file_as_folder(tmp_path):
    with pytest.raises(ArticleError, match="a folder, not a file; name the files in it"):
        read_article(tmp_path)
    (tmp_path / "file").write_text("words")
    with pytest.raises(ArticleError, match="no such file"):
        read_article(tmp_path / "file" / "below")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ArticleError, match=r"pipe\.txt: not a file; give a text file"):
        read_article(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/stdin")
def test_the_standard_input_is_a_file():
    program = "from analysis.reading.read import read_article; print(read_article('/dev/stdin').headline)"
    done = subprocess.run([sys.executable, "-c", program], input=texts.EVERYTHING, capture_output=True, text=True)
    assert done.stdout == texts.HEADLINE + "\n", done.stderr


def test_too_large(tmp_path):
    path = tmp_path / "large.txt"
    path.touch()
    os.truncate(path, LARGEST_FILE + 1)
    with pytest.raises(ArticleError, match="larger than 20 MB"):
        read_article(path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "(" * 3_000_000 + "a",
        "a" + " " * 3_000_000 + "b",
        "By " * 1_000_000,
        "By Ida Norr\n" * 5_000,
        f"{texts.CAPTION}\n" * 50_000,
        "Nov " * 1_000_000,
        "REUTERS/" * 500_000,
        ("x. (" * 190 + "\n") * 20,
        "\n" * 3_000_000 + "a",
        ("LOWFIELD, " * 20 + "March 14, 2025\n") * 5_000,
    ],
    ids=["brackets", "spaces", "by", "bylines", "captions", "months", "credits", "fragments", "lines", "place"],
)
def test_hostile_lengths_are_read(text):
    article = from_text(text)
    assert article.text == text


# Pieces of articles, so that the property meets captions, bylines and dates and not only random letters.
PIECES = st.sampled_from(
    [
        *texts.EVERYTHING.split("\n\n"),
        *texts.WRAPPED.split("\n"),
        texts.CAPTION,
        "REUTERS/Ida Norr",
        "By Ida Norr",
        "Source: Reuters\t.",
        "March 31, 2025",
        "(",
        ")",
        "—",
        "WASHINGTON (AP) — ",
        "LONDON —",
        "\x0c",
        "\u2028",
        "\ufeff",
    ]
)
LAYOUTS = st.lists(st.one_of(PIECES, st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "\t"]), st.text(max_size=8)))


@given(st.one_of(st.text(), LAYOUTS.map("".join)))
@example("\ufeff\ufeffA line")
@example("WASHINGTON (AP) — ")
def test_any_text(text):
    try:
        article = from_text(text)
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1
        return
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert as_given(article, article.given).text == text
    assert article.text == printed(text)
    assert {zone.kind for zone in article.zones} <= set(ZONES)
    for start, end in [*article.paragraphs, *(zone.span for zone in article.zones)]:
        assert 0 <= start < end <= len(article.text)
        assert article.text[start:end] == article.text[start:end].strip()
    apart = [zone.span for zone in article.zones if zone.kind in ("headline", "caption", "dateline")]
    ordered = sorted([*article.paragraphs, *apart])
    assert all(before[1] <= after[0] for before, after in pairwise(ordered))
    assert list(article.paragraphs) == sorted(article.paragraphs)


@given(st.binary(max_size=200))
def test_any_bytes(data):
    try:
        assert isinstance(decode(data), str)
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1


# A headline that came apart from the text

GIVEN = "Their leaders have let them down."  # ends like a sentence, so that in the text it would be body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (texts.BODY, [texts.FIRST, texts.SECOND]),
        (f"{GIVEN}\n\n{texts.BODY}", [texts.FIRST, texts.SECOND]),
        (f"\n  {GIVEN}\r\n{texts.BODY}", [texts.FIRST, texts.SECOND]),
        (f"A line of its own\n{texts.BODY}", ["A line of its own", texts.FIRST, texts.SECOND]),
        (f"By Ida Norr\n{texts.BODY}", [texts.FIRST, texts.SECOND]),
        ("March 31, 2025", []),
    ],
)
def test_a_given_headline_stands_above_and_no_other_line_is_one(text, body):
    article = from_text(text, GIVEN)
    assert article.headline == GIVEN
    assert article.text.startswith(f"{GIVEN}\n\n") and article.text.count(GIVEN) == 1
    assert paragraphs(article) == body


@pytest.mark.parametrize("none", [None, "", " \n", "—"])
def test_no_words_are_no_headline(none):
    assert from_text(texts.BODY, none) == from_text(texts.BODY)


def test_a_given_headline_makes_no_article_of_a_web_page():
    with pytest.raises(ArticleError, match="web page"):
        from_text("<html><p>No.</p></html>", GIVEN)
