"""Front and end matter: corrections, sign-offs, contact and reprint lines, header blocks; what only looks like them."""

from __future__ import annotations

from datetime import date

import made_pages as pages
import pytest
import texts

from analysis.article import Article
from analysis.reading.markdown import from_markdown
from analysis.reading.plain_text import from_text
from analysis.reading.web_page import from_html

THIRD = "The ferry will leave every hour, and the town will pay for it until the new bridge is open."


def zones(article: Article, kind: str) -> list[str]:
    return [article.text[slice(*z.span)] for z in article.zones if z.kind == kind]


def paragraphs(article: Article) -> list[str]:
    return [article.text[a:b] for a, b in article.paragraphs]


def text(*lines: str) -> str:
    return "\n\n".join(lines)


CORRECTIONS = [
    "Correction: The bridge was built in 1912, not 1921.",
    "Correction, Monday, March 14, 2025",
    "CORRECTION: The bridge was built in 1912.",
    "Correction, March 3, 2025: The bridge was built in 1912.",
    "Correction (March 3, 2025, 5:10 p.m. ET): The mayor’s name is Marta Vell.",
    "Corrections and clarifications: The mayor’s name is Marta Vell.",
    "CORRECTION An earlier version of this article misspelled the name of the mayor.",
    "[Correction: The bridge was built in 1912.]",
    "*Correction — The bridge was built in 1912.*",
    "Clarification, Nov. 3: The council has nine members.",
    "Editor’s note: This article contains the text of a letter by the mayor.",
    "Editor's Note — The mayor is a cousin of the paper’s owner.",
    "Editors’ Note: March 3, 2025",
    "EDITOR'S NOTE: The names of the children were left out.",
    "A note to readers: This article was written before the flood.",
    "Retraction: The letter was not by the mayor.",
    "An earlier version of this article misstated the year in which the bridge was built.",
    "A previous version of this story incorrectly said that the bridge was built in 1921.",
    "An earlier version of the headline on this article misspelled the name of Lowfield.",
    "An earlier version of this report misidentified the mayor.",
    "Earlier versions of this story gave a wrong age for the mayor.",
    "This story has been updated to include a comment from the mayor.",
    "This story has been corrected to show that the bridge was built in 1912.",
    "(This March 3 story has been corrected to fix the name of the mayor in paragraph 2)",
    "This article was amended on 3 March 2025 to correct the name of the mayor.",
    "The headline of this article was changed on Tuesday.",
    "This version corrects the year in the second paragraph.",
    "This is a corrected version of a story first sent on March 3.",
    "(Corrects the spelling of the mayor's name in paragraph 2)",
    "Because of an editing error, an earlier version of this article gave the wrong year.",
    "Due to a reporting error, this article misstated the mayor’s age.",
    "A correction was made on March 3, 2025: An earlier version of this article misspelled Lowfield.",
    "We have corrected this article to say that the bridge was built in 1912.",
    "In an earlier version of this article, the mayor was called a governor.",
    "This interview has been edited and condensed for clarity.",
    "This is a developing story. It will be updated.",
    "The Lowfield Post regrets the error.",
    "When we published this article, it misstated the year. We apologize for the mistake.",
    "The photo caption with an earlier version of this article misidentified the bridge.",
    "This post has been updated with a statement from the council.",
]

END_MATTER = [
    "Contributing: Sam Oake in Port Ellery; the Associated Press",
    "— With assistance by Sam Oake and Tom Quill",
    "Reprinted from the Lowfield Herald with permission.",
    "Reporting by Ida Norr; editing by Tom Quill",
    "(Reporting by Ida Norr in Lowfield and Sam Oake in Port Ellery; Editing by Tom Quill)",
    "Additional reporting by Sam Oake.",
    "With reporting by Sam Oake in Port Ellery",
    "Editing by Tom Quill",
    "Translated by Tom Quill",
    "The Associated Press contributed to this report.",
    "Associated Press writers Sam Oake in Port Ellery and Tom Quill in Lowfield contributed to this report.",
    "Ida Norr contributed reporting from Port Ellery.",
    "This article was originally published in The Lowfield Post.",
    "This story originally appeared on the site of the Lowfield Herald and is republished here.",
    "Originally published at lowfield.example.",
    "This article first appeared in the spring issue of Ferry.",
    "A version of this article appears in print on March 3, 2025, Section A, Page 1.",
    "This article is republished from The Conversation under a Creative Commons license. Read the original article.",
    "Reprinted with permission of the Lowfield Herald.",
    "Republish this article for free, online or in print.",
    "© 2025 The Lowfield Post",
    "Copyright 2025 The Associated Press. All rights reserved.",
    "(c) 2025 Lowfield Post Company",
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
    "This material may not be published, broadcast, rewritten or redistributed without permission.",
    "This story is part of a series on bridges of the valley.",
    "This article was produced in partnership with the Lowfield Fund.",
    "This story was supported by the Lowfield Fund for Journalism.",
    "Disclosure: The mayor is a donor to this paper.",
    "The views expressed in this article are the author’s own.",
    "The opinions expressed here are those of the writer and not of The Lowfield Post.",
    "Have a tip? Write to us.",
    "Got a story for us? Email tips@lowfield.example.",
    "Do you have information about the bridge? Call Ida Norr at 555-0134.",
    "Follow her on Twitter @idanorr",
    "Follow Ida Norr on X: @idanorr.",
    "Reach the reporter at ida.norr@lowfield.example or 555-0134.",
    "Ida Norr can be reached at ida.norr@lowfield.example.",
    "Contact: ida.norr@lowfield.example",
    "Email: ida.norr@lowfield.example",
    "Write to Ida Norr at ida.norr@lowfield.example",
    "Twitter: @idanorr",
    "-30-",
    "— ENDS —",
]

AT_THE_END = [
    "Ida Norr reported from Port Ellery, Maine.",
    "With Post wires",
    "Ida Norr, who lives in Port Ellery, writes a column twice a month. Write to her at ida.norr@lowfield.example.",
    "Ida Norr (@idanorr) is a graduate of Lowfield College.",
    "— Ida Norr",
    "—Ida Norr, The Lowfield Post",
    "ENDS",
    "Ida Norr is a staff writer at The Lowfield Post.",
    "Ida Norr is a reporter for The Lowfield Post, where she covers bridges and ferries. Follow her at @idanorr.",
    "Ida Norr covers the valley for The Lowfield Post.",
    "Ida Norr, a reporter for The Lowfield Post, has covered the valley since 2012.",
    "The writer is a columnist for The Lowfield Post.",
    "Call 555-0134",
    "Call Ida Norr at 555-0134 or write to ida.norr@lowfield.example.",
    "Ida Norr: 555-0134; ida.norr@lowfield.example",
    "Update, 5 p.m.: The council has met again.",
    "Note: The mayor’s age is as of March 3.",
    "Letters to the editor may be sent to letters@lowfield.example.",
    "For more information, visit lowfield.example.",
    "With files from The Canadian Press",
    "Have something to tell us about the bridge? Write to tips@lowfield.example.",
    "Were you on the ferry that day? We would like to hear from you: ferry@lowfield.example",
    "Is there a bridge near you that worries you? Our reporters are at 555-0134.",
    "What should we look into next? Tell us at www.lowfield.example/tips.",
    "Did you see the flood? Send photographs to @lowfieldpost.",
]


@pytest.mark.parametrize("line", CORRECTIONS)
def test_corrections_above_between_and_below(line):
    for lines in ([line, texts.FIRST, THIRD], [texts.FIRST, line, THIRD], [texts.FIRST, THIRD, line]):
        article = from_text(text(texts.HEADLINE, *lines))
        assert (zones(article, "correction"), paragraphs(article)) == ([line], [texts.FIRST, THIRD])
        assert article.headline == texts.HEADLINE


@pytest.mark.parametrize("line", END_MATTER)
def test_end_matter_between_and_below(line):
    for lines in ([texts.FIRST, line, THIRD], [texts.FIRST, THIRD, line]):
        article = from_text(text(texts.HEADLINE, *lines))
        assert (zones(article, "end_matter"), paragraphs(article)) == ([line], [texts.FIRST, THIRD])


@pytest.mark.parametrize("line", AT_THE_END)
def test_end_matter_below_the_body_only(line):
    article = from_text(text(texts.HEADLINE, texts.FIRST, THIRD, line))
    assert zones(article, "end_matter") + zones(article, "correction") == [line]
    assert paragraphs(article) == [texts.FIRST, THIRD]
    between = from_text(text(texts.HEADLINE, texts.FIRST, THIRD, line, texts.FIRST))
    assert paragraphs(between) == [texts.FIRST, THIRD, line, texts.FIRST]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The company corrected its figures on Monday and said that an earlier version was wrong.",
        "An earlier version of the bill would have closed the bridge in May.",
        "An earlier version of the report was leaked in May, the mayor said.",
        "The Lowfield Post published a correction on Monday.",
        "“This story has been told too often,” said Marta Vell.",
        "“Correction: it was ours,” she said.",
        "Correction officers went on strike in Lowfield.",
        "Corrections are rare at The Lowfield Post: it has printed nine this year.",
        "This story has been told in Lowfield for a hundred years.",
        "Because of an editing error, the film lost its best scene.",
        "The council regrets the error of 2019, the mayor said, and will not build there again.",
        "Update the software before you cross the bridge, the engineers said.",
        "Write to your senator, she said.",
        "Have a tip jar on the counter, the owner said, and people will use it.",
        "Contact the council before you build, the mayor said.",
        "Follow the river on foot and you will see why.",
        "Call it a bridge or call it a ruin.",
        "Reporting by The Lowfield Post found that the bridge had not been checked since 2012.",
        "Editing by hand takes a day, the archivist said.",
        "The flood contributed to this decision.",
        "Ida Norr, who contributed to this report, was hurt in the flood.",
        "This article of the law was originally published in 1912 and has not been changed.",
        "This report is part of the evidence that the council will see.",
        "All rights reserved to the states are at risk, the mayor said.",
        "Copyright law does not cover bridges.",
        "Disclosure of the letter will hurt the mayor.",
        "The views of the valley are known far away.",
        "Email from the mayor shows that she knew.",
        "This interview has been a mistake, the mayor said.",
        "The end of the bridge is near.",
    ],
)
def test_what_only_looks_like_it(paragraph):
    for lines in ([paragraph, THIRD], [texts.FIRST, paragraph, THIRD], [texts.FIRST, THIRD, paragraph]):
        article = from_text(text(texts.HEADLINE, *lines))
        assert paragraphs(article) == lines
        assert zones(article, "correction") == zones(article, "end_matter") == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "Marta Vell is the mayor of Lowfield.",
        "Marta Vell is a reporter’s daughter, and she reads every article on the bridge.",
        "If you have marked a ballot, you may change it by letter to clerk@lowfield.example or in person.",
        "Marta Vell was a reporter for The Lowfield Post before she ran for mayor.",
        "Anyone with information is asked to call the police at 555-0134.",
        "“Call 555-0134,” the sign at the bridge says.",
        "Ferries: 12. Bridges: none.",
        "Follow her on Twitter and you know what the mayor eats, her brother said.",
        "Who pays for the bridge? The council said that it had a letter from clerk@lowfield.example.",
        "Who pays for the bridge? Letters to clerk@lowfield.example had no answer by Monday.",
        "Who pays for the bridge? Nobody in Lowfield knows.",
    ],
)
def test_last_paragraphs_that_are_body(paragraph):
    article = from_text(text(texts.HEADLINE, "By Ida Norr", texts.FIRST, THIRD, paragraph))
    assert paragraphs(article) == [texts.FIRST, THIRD, paragraph]


def test_a_signature_below_a_quotation_is_not_the_writers():
    article = from_text(text(texts.HEADLINE, texts.FIRST, "“We could not wait.”", "— Marta Vell"))
    assert paragraphs(article) == [texts.FIRST, "“We could not wait.”", "— Marta Vell"]


@pytest.mark.parametrize(
    "bio",
    [
        "Ida Norr is a professor of engineering at Lowfield College.",
        "Norr teaches engineering at Lowfield College and is the author of “Bridges.”",
        "Ida Norr has worked in the valley since 2012. She lives in Port Ellery.",
    ],
)
def test_what_is_said_of_the_writer(bio):
    signed = from_text(text(texts.HEADLINE, "By Ida Norr", texts.FIRST, THIRD, bio))
    assert (zones(signed, "end_matter"), paragraphs(signed)) == ([bio], [texts.FIRST, THIRD])
    other = from_text(text(texts.HEADLINE, "By Sam Oake", texts.FIRST, THIRD, bio))
    assert paragraphs(other) == [texts.FIRST, THIRD, bio]


def test_several_lines_at_the_end_and_what_they_name():
    end = [
        "(Reporting by Ida Norr; Editing by Tom Quill)",
        "Ida Norr is a staff writer at The Lowfield Post.",
        "This article was originally published in The Lowfield Post.",
        "Sign up for our newsletter",
        "© 2025 The Lowfield Post",
    ]
    article = from_text(text(texts.HEADLINE, texts.FIRST, THIRD, *end))
    assert (article.byline, article.outlet) == ("Ida Norr", "The Lowfield Post")
    assert zones(article, "end_matter") == [*end[:3], end[4]]
    assert (zones(article, "boilerplate"), paragraphs(article)) == ([end[3]], [texts.FIRST, THIRD])
    signed = from_text(text(texts.HEADLINE, "By Sam Oake", texts.FIRST, THIRD, *end))
    assert signed.byline == "Sam Oake"


def test_a_date_of_publication_is_no_end_matter():
    article = from_text(text(texts.HEADLINE, texts.FIRST, "Originally published on March 3, 2025"))
    assert (article.published, zones(article, "end_matter")) == (date(2025, 3, 3), [])


def test_a_label_above_its_correction():
    label, note = "CORRECTION:", "The bridge was built in 1912, not in 1921, as the paper had it on Monday."
    for lines in (
        [label, note, texts.FIRST, THIRD],
        [texts.FIRST, label, note, THIRD],
        [texts.FIRST, THIRD, label, note],
    ):
        article = from_text(text(texts.HEADLINE, *lines))
        assert (zones(article, "correction"), paragraphs(article)) == ([label, note], [texts.FIRST, THIRD])


def test_an_article_of_corrections_is_its_body():
    items = ["Correction: The bridge was built in 1912.", "Clarification: The council has nine members."]
    article = from_text(text("Corrections for Tuesday", *items))
    assert (article.headline, paragraphs(article)) == ("Corrections for Tuesday", items)
    alone = from_text(text(texts.HEADLINE, items[0]))
    assert paragraphs(alone) == [items[0]]


def test_a_note_above_the_headline():
    note = "Editor’s note: This article was written before the flood."
    article = from_text(text(note, texts.HEADLINE, texts.FIRST))
    assert (article.headline, zones(article, "correction")) == (texts.HEADLINE, [note])
    assert paragraphs(article) == [texts.FIRST]


@pytest.mark.parametrize("line", [CORRECTIONS[0], CORRECTIONS[15], CORRECTIONS[20], CORRECTIONS[-1]])
def test_corrections_of_pages_and_markdown(line):
    for made in (
        from_html(pages.page(f"<article><h1>{texts.HEADLINE}</h1><p><em>{line}</em></p>{pages.p(0, 1, 2)}</article>")),
        from_html(pages.page(f"<article><h1>{texts.HEADLINE}</h1>{pages.p(0, 1, 2)}<p>{line}</p></article>")),
        from_markdown(text(f"# {texts.HEADLINE}", *pages.BODY[:3], f"*{line}*")),
        from_markdown(text(f"# {texts.HEADLINE}", *pages.BODY[:2], f"**{line}**", pages.BODY[2])),
    ):
        assert (zones(made, "correction"), paragraphs(made)) == ([line], [*pages.BODY[:3]])


def test_what_is_said_of_the_writer_on_a_page():
    bio = "Ida Norr is a professor of engineering at Lowfield College."
    top = f"<h1>{texts.HEADLINE}</h1><p class='byline'>By Ida Norr</p>"
    article = from_html(pages.page(f"<article>{top}{pages.p(0, 1, 2)}<p>{bio}</p></article>"))
    assert (zones(article, "end_matter"), paragraphs(article)) == ([bio], [*pages.BODY[:3]])


def test_a_page_without_byline_takes_it_from_the_sign_off():
    sign_off = "Reporting by Ida Norr; editing by Tom Quill"
    article = from_html(pages.page(f"<article><h1>{texts.HEADLINE}</h1>{pages.p(0, 1, 2)}<p>{sign_off}</p></article>"))
    assert (article.byline, zones(article, "end_matter")) == ("Ida Norr", [sign_off])


def test_a_page_of_corrections_is_its_body():
    note = (
        "Correction: The bridge was built in 1912, and not in 1921 as the paper had it on Monday, when the council met."
    )
    article = from_html(pages.page(f"<article><h1>{texts.HEADLINE}</h1><p>{note}</p></article>"))
    assert (paragraphs(article), zones(article, "correction")) == ([note], [])


@pytest.mark.parametrize("line", [END_MATTER[0], END_MATTER[6], END_MATTER[9], *AT_THE_END[:2], AT_THE_END[4]])
def test_end_matter_of_pages_and_markdown(line):
    for made in (
        from_html(pages.page(f"<article><h1>{texts.HEADLINE}</h1>{pages.p(0, 1, 2)}<p>{line}</p></article>")),
        from_html(pages.page(f"<article><h1>{texts.HEADLINE}</h1>{pages.p(0, 1, 2)}<p><i>{line}</i></p></article>")),
        from_markdown(text(f"# {texts.HEADLINE}", *pages.BODY[:3], line)),
    ):
        assert (zones(made, "end_matter"), paragraphs(made)) == ([line], [*pages.BODY[:3]])


FIELDS = {
    "Title": texts.HEADLINE,
    "Author": "Ida Norr",
    "Date": "March 3, 2025",
    "Publication": "The Lowfield Post",
    "URL": "https://news.example/lowfield-bridge",
}


@pytest.mark.parametrize(
    "names",
    [
        FIELDS,
        ["HEADLINE", "BYLINE", "PUBLISHED", "SOURCE", "LINK"],
        ["**Title**", "**Author**", "**Date**", "**Source**", "**URL**"],
        ["title", "authors", "publication date", "site", "canonical"],
        ["Headline", "By", "Load-Date", "Newspaper", "Web address"],
    ],
)
def test_fields_above_the_text(names):
    lines = [f"{name}: {value}" for name, value in zip(names, FIELDS.values(), strict=True)]
    body = f"{texts.FIRST}\n\n{THIRD}"
    made = [
        from_text("\n".join(lines) + f"\n\n{body}"),
        from_text("\n".join(["Section: Local", *lines, "Word count: 312", "Tags:"]) + f"\n\n{body}"),
        from_text("\n".join([*lines[1:], lines[0]]) + f"\n\nText: {body}"),
        from_text(texts.HEADLINE + "\n\n" + "\n".join(lines[1:]) + f"\n\n{body}"),
    ]
    for article in made:
        found = (article.headline, article.byline, article.published, article.outlet, article.url)
        assert found == (texts.HEADLINE, "Ida Norr", date(2025, 3, 3), FIELDS["Publication"], FIELDS["URL"])
        assert paragraphs(article) == [texts.FIRST, THIRD]


@pytest.mark.parametrize(
    ("line", "byline", "outlet", "published"),
    [
        ("The Lowfield Post | March 3, 2025 | By Ida Norr", "Ida Norr", "The Lowfield Post", date(2025, 3, 3)),
        ("Politics | By Ida Norr | March 3, 2025 | 4 min read", "Ida Norr", None, date(2025, 3, 3)),
        ("Lowfield Herald • 3 March 2025 • By Ida Norr", "Ida Norr", "Lowfield Herald", date(2025, 3, 3)),
        ("World · Reuters · 2025-03-03", None, "Reuters", date(2025, 3, 3)),
    ],
)
def test_outlet_date_and_byline_in_one_line(line, byline, outlet, published):
    for lines in ([texts.HEADLINE, line], [line, texts.HEADLINE]):
        article = from_text(text(*lines, texts.FIRST, THIRD))
        assert (article.headline, article.byline) == (texts.HEADLINE, byline)
        assert (article.outlet, article.published) == (outlet, published)
        assert paragraphs(article) == [texts.FIRST, THIRD]


@pytest.mark.parametrize(
    "line", ["POLITICS", "Local News", "World | Europe", "Business / Markets", "OPINION", "Home > News > Politics"]
)
def test_a_section_above_the_headline(line):
    article = from_text(text(line, texts.HEADLINE, texts.FIRST, THIRD))
    assert (article.headline, zones(article, "boilerplate")) == (texts.HEADLINE, [line])
    assert paragraphs(article) == [texts.FIRST, THIRD]


@pytest.mark.parametrize("line", ["Updated: 2:56 p.m. ET", "Last updated 3 hours ago", "Published at 5 p.m."])
def test_a_time_above_the_text_is_boilerplate(line):
    article = from_text(text(texts.HEADLINE, line, texts.FIRST, THIRD))
    assert (zones(article, "boilerplate"), paragraphs(article)) == ([line], [texts.FIRST, THIRD])


@pytest.mark.parametrize(
    "lines",
    [
        ["War", texts.FIRST, THIRD],
        ["Elections and the bridge", texts.FIRST, THIRD],
        ["Source: Mayor to close bridge", texts.FIRST, THIRD],
        ["Bridge closed | What we know", texts.FIRST, THIRD],
        ["Section 8: What the town wants", texts.FIRST, THIRD],
    ],
)
def test_headlines_that_look_like_front_matter(lines):
    article = from_text(text(*lines))
    assert (article.headline, paragraphs(article)) == (lines[0], lines[1:])


def test_markdown_front_matter_knows_the_same_fields():
    front = f"---\ntitle: {texts.HEADLINE}\nwriter: Ida Norr\nload-date: 2025-03-03\nnewspaper: The Lowfield Post\n---"
    article = from_markdown(text(front, texts.FIRST, THIRD))
    assert (article.headline, article.byline, article.outlet) == (texts.HEADLINE, "Ida Norr", "The Lowfield Post")
    assert article.published == date(2025, 3, 3)
