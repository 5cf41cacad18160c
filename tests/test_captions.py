"""Captions and credits: what is the caption, who took the picture, and what only looks like it."""

from __future__ import annotations

import pytest
import texts

from analysis.article import Article, Zone
from analysis.reading.builder import ArticleBuilder
from analysis.reading.captions import as_caption, recognize_caption
from analysis.reading.plain_text import from_text


def words(line: str, zones: tuple[Zone, ...], kind: str) -> str | None:
    return next((line[slice(*z.span)] for z in zones if z.kind == kind), None)


def zones(article: Article, kind: str) -> list[str]:
    return [article.text[slice(*z.span)] for z in article.zones if z.kind == kind]


def paragraphs(article: Article) -> list[str]:
    return [article.text[a:b] for a, b in article.paragraphs]


# A line of a text, recognized by its words alone -> its credit.
CREDITED = {
    # labels
    "The bridge at night. Photograph: N. N. Roe/Agency Nine": "N. N. Roe/Agency Nine",
    "The bridge at night. Photograph by Jane Roe, Agency Nine": "Jane Roe, Agency Nine",
    "The bridge at night. Photo: Jane Roe | Agency Nine": "Jane Roe | Agency Nine",
    "The bridge at night. (Photo by A.B. Norr)": "A.B. Norr",
    "The bridge at night. Photos by Jane Roe and John Doe": "Jane Roe and John Doe",
    "The bridge at night. (Credit: Jane Roe)": "Jane Roe",
    "The bridge at night. Photo credit: J. D. Roe": "J. D. Roe",
    "The bridge at night. Staff photo by Jane Roe": "Jane Roe",
    "The bridge at night. (File photo by Jane Roe)": "Jane Roe",
    "The bridge at night. Image source: Lowfield Museum": "Lowfield Museum",
    "The bridge at night. Illustration by Jane Roe": "Jane Roe",
    "The bridge at night. Illustration: Jane Roe / The Lowfield Post": "Jane Roe / The Lowfield Post",
    "The bridge at night. Screenshot: YouTube": "YouTube",
    "The bridge at night. (Screenshot via YouTube)": "YouTube",
    "The bridge at night. Photo/Jane Roe": "Jane Roe",
    "The bridge at night. © Jane Roe/Agency Nine": "Jane Roe/Agency Nine",
    "Marta Vell waves in Lowfield. © 2019 Kyodo via AP Images": "Kyodo via AP Images",
    "The bridge at night. (Courtesy of Lowfield Police)": "Lowfield Police",
    "The bridge at night. Courtesy of the Roe family": "the Roe family",
    "The bridge at night. Photo courtesy Lowfield Museum": "Lowfield Museum",
    "The bridge at night. (Provided by Jane Roe)": "Jane Roe",
    # glued to the words before
    "The bridge at night.Credit...Jane Roe for The Lowfield Post": "Jane Roe for The Lowfield Post",
    "The bridge at night. Credit… Jane Roe for The Lowfield Post": "Jane Roe for The Lowfield Post",
    "The bridge at nightCreditJane Roe/The Post": "Jane Roe/The Post",
    "The bridge at night.Credit:Jane Roe": "Jane Roe",
    "The bridge at night.CreditCreditJane Roe for The Lowfield Post": "Jane Roe for The Lowfield Post",
    # agencies
    "Marta Vell at the bridge [Jane Roe via Reuters]": "Jane Roe via Reuters",
    "Marta Vell at the bridge [File: Jane Roe/Reuters]": "Jane Roe/Reuters",
    "Marta Vell at the bridge. (Jane Roe/Lowfield Herald via AP)": "Jane Roe/Lowfield Herald via AP",
    "Marta Vell at the bridge. (Jane Roe/Lowfield Post)": "Jane Roe/Lowfield Post",
    "Marta Vell at the bridge. J. D. Roe/AP": "J. D. Roe/AP",
    "Marta Vell at the bridge. Jane Roe (AP)": "Jane Roe (AP)",
    "Marta Vell at the bridge. Jane Roe—Getty Images": "Jane Roe—Getty Images",
    "Marta Vell at the bridge. JANE ROE/THE LOWFIELD POST": "JANE ROE/THE LOWFIELD POST",
    "Marta Vell waves at the bridge. (AP)": "AP",
    "The bridge at night. [Reuters]": "Reuters",
    # what the photographer is
    "Marta Vell waves in Lowfield on March 7, 2025. Jane Roe | Staff photographer": "Jane Roe",
    "The bridge at night. Jane Roe, staff photographer": "Jane Roe",
    "The bridge at night. Jane Roe / Contributing photographer": "Jane Roe",
    "The bridge at night. Jane Roe/Lowfield Post staff photographer": "Jane Roe",
    "The bridge at night. (Jane Roe, freelance photojournalist)": "Jane Roe",
    # several photographers
    "The bridge. (Jane Roe, John Doe/Reuters)": "Jane Roe, John Doe/Reuters",
    "The bridge. Jane Roe/AP; John Doe/Getty Images": "Jane Roe/AP; John Doe/Getty Images",
    "The bridge. Photographs: Jane Roe, John Doe and A. B. Norr": "Jane Roe, John Doe and A. B. Norr",
}


@pytest.mark.parametrize("line", CREDITED)
def test_a_caption_that_ends_with_its_credit(line):
    sign = recognize_caption(line)
    assert sign is not None and sign.kind == "caption"
    assert words(line, sign.zones, "credit") == CREDITED[line]
    assert words(line, sign.zones, "caption") == line
    article = from_text(f"{texts.HEADLINE}\n{texts.FIRST}\n\n{line}\n\n{texts.SECOND}")
    assert (article.credit, paragraphs(article)) == (CREDITED[line], [texts.FIRST, texts.SECOND])


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo by A.B. Norr", "A.B. Norr"),
        ("Photograph: Jane R.", "Jane R."),
        ("J. D. Roe/AP", "J. D. Roe/AP"),
        ("[Jane Roe via Reuters]", "Jane Roe via Reuters"),
        ("(Credit: Jane Roe)", "Jane Roe"),
        ("Credit...Jane Roe for The Lowfield Post", "Jane Roe for The Lowfield Post"),
        ("CreditJane Roe/The Post", "Jane Roe/The Post"),
        ("Image copyright AGENCY NINE", "AGENCY NINE"),
        ("Image source, Getty Images", "Getty Images"),
        ("Illustration by Jane Roe", "Jane Roe"),
        ("Screenshot/YouTube", "YouTube"),
        ("Courtesy: Lowfield Museum", "Lowfield Museum"),
        ("Jane Roe/AP hide caption", "Jane Roe/AP"),
        ("Enlarge this image toggle caption Jane Roe/AP Jane Roe/AP", "Jane Roe/AP"),
        ("toggle caption AP AP", "AP"),
        ("Photo: Courtesy of Jane Roe", "Jane Roe"),
        ("Photo: Jane Roe (Reuters)", "Jane Roe (Reuters)"),
        ("Jane Roe | Staff photographer", "Jane Roe"),
        ("Getty", "Getty"),
        ("(Getty)", "Getty"),
        ("Shutterstock", "Shutterstock"),
        ("Alamy Stock Photo", "Alamy Stock Photo"),
        ("iStock", "iStock"),
    ],
)
def test_a_credit_alone(line, credit):
    sign = recognize_caption(line)
    assert sign is not None and sign.kind == "credit"
    assert words(line, sign.zones, "credit") == credit


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Image caption Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Image caption, Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Photo caption: Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Media caption Marta Vell speaks of the bridge", "Marta Vell speaks of the bridge"),
        ("toggle caption Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Enlarge this image Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("View image in fullscreen Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Caption: Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Open image in gallery Marta Vell at the bridge hide caption", "Marta Vell at the bridge"),
        ("FILE - Marta Vell at the bridge", "FILE - Marta Vell at the bridge"),
        ("1 of 12 | Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("(1/12) Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Photo 1 of 12: Marta Vell at the bridge", "Marta Vell at the bridge"),
        ("Slide 3 of 9 Marta Vell at the bridge", "Marta Vell at the bridge"),
    ],
)
def test_labels_are_no_words_of_the_caption(line, caption):
    article = from_text(f"{texts.HEADLINE}\n\n{line}\n\n{texts.BODY}")
    assert (article.caption, paragraphs(article)) == (caption, [texts.FIRST, texts.SECOND])
    below = from_text(f"{texts.HEADLINE}\n{texts.FIRST}\n\n{line}\n\n{texts.SECOND}")
    assert (below.caption, paragraphs(below)) == (caption, [texts.FIRST, texts.SECOND])


@pytest.mark.parametrize(
    "line", ["Hide caption", "toggle caption", "Enlarge this image", "1 of 12", "(3/12)", "Image 2 of 9"]
)
def test_a_label_alone_is_boilerplate(line):
    article = from_text(f"{texts.HEADLINE}\n{texts.FIRST}\n\n{line}\n\n{texts.SECOND}")
    assert zones(article, "boilerplate") == [line]
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Photograph: the word was made of two Greek ones, and the mayor likes neither.",
        "Photograph: Lowfield is the title of a book about the bridge by the mayor.",
        "Photo by photo, the engineers looked for cracks.",
        "The mayor told the Associated Press (AP).",
        "She left the wire service (AP) for The Lowfield Post.",
        "The mayor was booed by residents. (AP)",
        "Credit: it is what the mayor wants, and what the council will not give her.",
        "CreditUnion One sued the town.",
        "Video: Everything About the Bridge",
        "Looking to expand the map of ferries [Associated Press]",
        "The mayor holds the flood responsible, and says so in a letter (via The Guardian):",
        "1 of 12 bridges is at risk.",
        "Courtesy of the flood, the old bridge is closed.",
        "Most of the town disagrees (Monmouth University/Ipsos).",
        "Getty sued the town.",
        "The bridge was closed. Nobody told the staff photographer.",
        "Illustration by example is what the engineers like best.",
        "Image caption contests are popular in Lowfield, the mayor said.",
        "Screenshots of the chat were read by the mayor.",
    ],
)
def test_what_only_looks_like_a_caption(paragraph):
    assert recognize_caption(paragraph) is None
    article = from_text(f"{texts.HEADLINE}\n{texts.FIRST}\n\n{paragraph}\n\n{texts.SECOND}")
    assert paragraphs(article) == [texts.FIRST, paragraph, texts.SECOND]


@pytest.mark.parametrize("agency", ["Getty", "AP", "Reuters", "(AFP)", "NASA"])
@pytest.mark.parametrize("caption", ["FILE - Marta Vell at the bridge.", "Caption: Marta Vell at the bridge"])
def test_an_agency_alone_below_a_caption(agency, caption):
    for above in ([], [texts.FIRST, ""]):
        article = from_text("\n".join([texts.HEADLINE, "", *above, caption, agency, "", texts.SECOND]))
        assert (article.credit, article.outlet) == (agency.strip("()"), None)
        assert paragraphs(article) == [*above[:1], texts.SECOND]


def test_an_agency_alone_elsewhere():
    for above in ("By Ida Norr", "March 3, 2025"):
        article = from_text(f"{texts.HEADLINE}\n{above}\nReuters\n\n{texts.BODY}")
        assert (article.credit, article.outlet) == (None, "Reuters")
    credited = from_text(f"{texts.HEADLINE}\n\nFILE - The bridge. (Jane Roe/AP)\nReuters\n\n{texts.BODY}")
    assert (credited.credit, credited.outlet) == ("Jane Roe/AP", "Reuters")
    below = from_text(f"{texts.HEADLINE}\nGetty\n\n{texts.BODY}")
    assert (below.credit, below.outlet, paragraphs(below)) == ("Getty", None, [texts.FIRST, texts.SECOND])


def test_the_headline_of_another_outlet_is_no_caption():
    assert recognize_caption("Mayor Willing to Talk to Ferry Owners, Wants New Bridge [Reuters]") is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The bridge was closed on Monday. AP", "AP"),
        ("The bridge was closed on Monday — AFP", "AFP"),
        ("The bridge was closed | Reuters", "Reuters"),
        ("The bridge was closed. (AP)", "AP"),
        ("The bridge was closed. Jane Roe / Agency Nine", "Jane Roe / Agency Nine"),
        ("The bridge was closed. Source: Lowfield Museum", "Lowfield Museum"),
        ("The bridge was closed.", None),
        ("The bridge was closed by Lowfield Council", None),
    ],
)
def test_where_the_page_says_that_it_is_a_caption(line, credit):
    sign = as_caption(line)
    assert (sign.kind, words(line, sign.zones, "credit")) == ("caption", credit)


def test_captions_of_a_slideshow_in_one_line_are_apart():
    line = "1 of 3 | Marta Vell waves. (AP Photo/Jane Roe) 2 of 3 | The ferry. (AP Photo/John Doe) 3 of 3 | The river."
    article = from_text(f"{texts.HEADLINE}\n\n{line}\n\n{texts.BODY}")
    assert zones(article, "caption") == [
        "Marta Vell waves. (AP Photo/Jane Roe)",
        "The ferry. (AP Photo/John Doe)",
        "The river.",
    ]
    assert (zones(article, "credit"), paragraphs(article)) == (["AP Photo/Jane Roe"], [texts.FIRST, texts.SECOND])


@pytest.mark.parametrize(
    ("parts", "captions", "credit"),
    [
        ([("caption", "The bridge"), ("credit", "Jane Roe/AP")], ["The bridge Jane Roe/AP"], "Jane Roe/AP"),
        (
            [("caption", "One"), ("credit", "Photo: Jane Roe"), ("caption", "Two"), ("credit", "John Doe/AP")],
            ["One Photo: Jane Roe", "Two John Doe/AP"],
            "Jane Roe",
        ),
        (
            [
                ("credit", "Image source, Jane Roe"),
                ("caption", "Image caption, One"),
                ("credit", "John Doe"),
                ("caption", "Two"),
            ],
            ["One Image source, Jane Roe", "Two John Doe"],
            "Jane Roe",
        ),
        ([("caption", "One part"), ("caption", "and another")], ["One part and another"], None),
        (
            [("caption", "1 of 2 One. (AP Photo/Jane Roe)"), ("caption", "2 of 2 Two. (AP Photo/John Doe)")],
            ["One. (AP Photo/Jane Roe)", "Two. (AP Photo/John Doe)"],
            "AP Photo/Jane Roe",
        ),
        (
            [("caption", "One"), ("credit", "Jane Roe/AP"), ("caption", "hide caption"), ("credit", "Jane Roe/AP")],
            ["One Jane Roe/AP"],
            "Jane Roe/AP",
        ),
        ([("caption", "The bridge"), ("credit", "J. D. R.")], ["The bridge J. D. R."], "J. D. R."),
    ],
)
def test_pictures_of_a_page(parts, captions, credit):
    builder = ArticleBuilder()
    builder.add_pictures(parts)
    builder.add_body(texts.FIRST)
    article = builder.article()
    assert (zones(article, "caption"), article.credit) == (captions, credit)


def test_a_caption_above_its_credit_between_paragraphs():
    picture = "Marta Vell waves at the new bridge\nJane Roe/AP\nhide caption"
    article = from_text(f"{texts.HEADLINE}\n{texts.FIRST}\n\n{picture}\n{texts.SECOND}")
    assert (article.caption, article.credit) == ("Marta Vell waves at the new bridge", "Jane Roe/AP")
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]
