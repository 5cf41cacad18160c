"""`python -m analysis read`: what it shows, and how a person corrects it. Markdown, encodings and furniture too."""

from __future__ import annotations

import json
import os
from datetime import date
from itertools import pairwise

import made_pages as pages
import pytest
import texts
from hypothesis import given
from hypothesis import strategies as st

from analysis import cli
from analysis.article import ZONES, Article, ArticleError
from analysis.reading.corrections import FIELDS, correct_fields
from analysis.reading.encoding import decode
from analysis.reading.end_matter import recognize_boilerplate
from analysis.reading.explain import outline, printable
from analysis.reading.markdown import from_markdown
from analysis.reading.plain_text import from_text
from analysis.reading.read import read_article


def paragraphs(article: Article) -> list[str]:
    return [article.text[slice(*p)] for p in article.paragraphs]


def is_sound(article: Article) -> None:
    for start, end in [*article.paragraphs, *(zone.span for zone in article.zones)]:
        assert 0 <= start < end <= len(article.text)
    apart = [z.span for z in article.zones if z.kind in ("headline", "caption", "dateline", "boilerplate")]
    assert all(before[1] <= after[0] for before, after in pairwise(sorted([*article.paragraphs, *apart])))


# Corrections ---------------------------------------------------------------------------------------------


def test_a_headline_that_was_taken_for_a_paragraph():
    article = from_text(f"The bridge is closed.\n{texts.BODY}")
    assert article.headline is None
    mended = correct_fields(article, {"headline": "The bridge is closed."})
    assert (mended.headline, mended.text) == ("The bridge is closed.", article.text)
    assert paragraphs(mended) == [texts.FIRST, texts.SECOND]


def test_a_line_that_was_taken_for_the_headline_becomes_a_paragraph():
    article = from_text(f"Lowfield Post Weekend\n{texts.HEADLINE}\n{texts.BODY}")
    mended = correct_fields(article, {"headline": texts.HEADLINE})
    assert (article.headline, mended.headline) == ("Lowfield Post Weekend", texts.HEADLINE)
    assert paragraphs(mended) == ["Lowfield Post Weekend", texts.FIRST, texts.SECOND]


def test_what_the_text_does_not_say_is_put_above_it():
    article = from_text(texts.LIKE_THE_SEED)
    said = {"byline": "Ida Norr", "outlet": "The Lowfield Post", "url": "https://news.example/a"}
    said["published"] = "2025-04-01"
    mended = correct_fields(article, said)
    assert mended.text == (
        "By Ida Norr\n\nPublished: 2025-04-01\n\nThe Lowfield Post\n\nhttps://news.example/a\n\n" + article.text
    )
    assert {kind: mended.field(kind) for kind in said} == said
    assert mended.published == date(2025, 4, 1)
    assert (mended.headline, mended.credit, mended.photo_date) == (article.headline, article.credit, article.photo_date)
    assert paragraphs(mended) == paragraphs(article)
    is_sound(mended)


def test_another_headline_and_another_caption():
    article = from_text(texts.LIKE_THE_SEED)
    caption = "Farmers at the bridge, April 2, 2025. Tom Quill/Reuters"
    mended = correct_fields(article, {"headline": "Bridge closed", "caption": caption})
    assert (mended.headline, mended.caption, mended.credit) == ("Bridge closed", caption, "Tom Quill/Reuters")
    assert mended.photo_date == date(2025, 4, 2)
    assert paragraphs(mended) == paragraphs(article)


def test_a_paragraph_that_is_a_caption():
    line = "Marta Vell and the old bridge"
    article = from_text(f"{texts.HEADLINE}\n\n{line}\n\n{texts.FIRST}\n\n{texts.SECOND}")
    assert line in paragraphs(article)
    assert paragraphs(correct_fields(article, {"caption": line})) == [texts.FIRST, texts.SECOND]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"headline": " "}, "--headline: no words"),
        ({"outlet": "x" * 1_001}, "--outlet: no words, or more than 1,000"),
        ({"published": "soon"}, "--published: no day"),
        ({"published": "03/04/2025"}, "--published: no day"),
        ({"url": "javascript:alert(1)"}, "--url: not an http or https link"),
        ({"url": "https://a b"}, "--url: not an http or https link"),
    ],
)
def test_corrections_that_say_nothing(said, what):
    with pytest.raises(ArticleError, match=what):
        correct_fields(from_text(texts.LIKE_THE_SEED), said)


KNOWN = st.sampled_from([*texts.EVERYTHING.split("\n\n"), "Ida Norr", "2025-03-31", "https://news.example/b"])
SAID = st.dictionaries(st.sampled_from(FIELDS), st.one_of(st.text(), KNOWN))


@given(st.sampled_from([texts.LIKE_THE_SEED, texts.EVERYTHING, texts.WRAPPED, "x"]), SAID)
def test_any_correction(text, said):
    try:
        article = correct_fields(from_text(text), said)
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1
        return
    is_sound(article)
    assert article.text.endswith(text)
    assert {zone.kind for zone in article.zones} <= set(ZONES)
    assert all(article.span(kind) is not None for kind in said)


# The command ---------------------------------------------------------------------------------------------


def shown(capsys, *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["read", *arguments])
    return (code, *capsys.readouterr())


def test_read_shows_what_was_taken_for_what(tmp_path, capsys):
    path = tmp_path / "page.html"
    path.write_text(pages.WORDPRESS, "utf-8")
    code, out, err = shown(capsys, str(path), "--url", "https://lowfieldpost.example/bridge")
    assert (code, err) == (0, "")
    labels = [line[:28].strip() for line in out.splitlines()]
    assert labels == [
        "url",
        "headline",
        "caption, photo date, credit",
        "byline, published",
        "outlet",
        "paragraph 1 (30 words)",
        "paragraph 2 (18 words)",
        "paragraph 3 (30 words)",
        "boilerplate",
        "paragraph 4 (28 words)",
        "boilerplate",
        "paragraph 5 (13 words)",
        "paragraph 6 (21 words)",
        *["boilerplate"] * 5,
        "published (the day)",
        "photo taken (the day)",
        "not in the text",
        "note",
    ]
    assert out.splitlines()[-2].split() == ["not", "in", "the", "text", "dateline"]


def test_read_as_json(tmp_path, capsys):
    path = tmp_path / "page.html"
    path.write_text(pages.BOXES, "utf-8")
    code, out, err = shown(capsys, str(path), "--json", "--headline", "Bridge closed")
    found = json.loads(out)["article"]
    assert (code, err, found["headline"], found["published"]) == (0, "", "Bridge closed", "2025-03-31")
    assert [found["text"][slice(*p)] for p in found["paragraphs"]] == [*pages.BODY]
    boilerplate = [found["text"][slice(*z["span"])] for z in found["zones"] if z["kind"] == "boilerplate"]
    assert boilerplate == ["More on this story", "Why bridges fail", "Ohio"]
    assert len(found["notes"]) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names of files")
def test_no_control_character_reaches_the_terminal(tmp_path, capsys):
    path = tmp_path / "evil\x1b[31m\u202e.txt"
    hostile = "Bridge \x1b[2J closed \u202egnp.exe\x9b0m\n\nThe \u2066mayor\u2069 said so.\n"
    path.write_text(hostile + texts.BODY * 3, "utf-8")
    assert shown(capsys, str(path))[0] == 0
    code, out, err = shown(capsys, str(path), "--url", "x\x1b]0;y")
    assert (code, out) == (2, "")
    both = [shown(capsys, str(path))[1], err, shown(capsys, str(path) + ".missing")[2]]
    assert all(c == "\n" or c.isprintable() for text in both for c in text)
    assert r"Bridge \x1b[2J closed \u202egnp.exe\x9b0m" in both[0]
    assert all(text.count("\n") == 1 for text in both[1:])


@pytest.mark.parametrize(
    ("words", "seen"),
    [("a\tb\xa0c", "a b c"), ("\x00", r"\x00"), ("\u200b", r"\u200b"), ("\ud800", r"\ud800"), ("é—", "é—")],
)
def test_visible(words, seen):
    assert printable(words) == seen


@given(st.text())
def test_an_outline_of_any_text_is_printable(text):
    try:
        lines = outline(from_text(text))
    except ArticleError:
        return
    assert all(line.isprintable() for line in lines)


def test_corrections_of_several_articles_are_refused(capsys):
    assert cli.main(["measure", "a.txt", "b.txt", "--headline", "x"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err == "--headline: is said of one article; name only that one\n"


def test_measure_takes_corrections(tmp_path, capsys):
    path = tmp_path / "page.html"
    path.write_text(pages.WORDPRESS, "utf-8")
    assert cli.main(["measure", str(path), "--headline", "Bridge closed", "--published", "April 2, 2025"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["article"]["headline"], found["article"]["published"]) == ("Bridge closed", "2025-04-02")
    days = next(m["value"] for m in found["measurements"] if m["name"] == "photo_days_before")
    assert days == 30
    assert len(found["article"]["paragraphs"]) == 6


def test_a_link_into_the_own_network_is_named_with_its_mend(capsys):
    assert cli.main(["measure", "http://127.0.0.1:1/x"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    assert err.startswith("http://127.0.0.1:1/x: leads to a private address; --allow-local")


# Markdown ------------------------------------------------------------------------------------------------

MARKDOWN = """\
---
title: "Lowfield council closes bridge"
author: [Ida Norr, Tom Quill]
date: 2025-03-31T17:30:00-04:00
publisher: The Lowfield Post
canonical_url: https://news.example/bridge
---

# Lowfield council closes bridge

<figure><img src="a.jpg"><figcaption>The old bridge. REUTERS/Ida Norr</figcaption></figure>

The council **voted** on Monday to [close](https://news.example/x "t") the
old bridge &mdash; at last.

> “We could not wait,” said Marta Vell.

* Trucks must turn back.

![A picture](b.jpg)

<script>alert(1)</script>

Read more: [Ferries](https://news.example/y)
"""


def test_markdown_with_front_matter(tmp_path):
    path = tmp_path / "article.txt"  # known by its front matter
    path.write_text(MARKDOWN)
    article = read_article(path)
    assert {kind: words for kind in ZONES if (words := article.field(kind))} == {
        "headline": "Lowfield council closes bridge",
        "caption": "The old bridge. REUTERS/Ida Norr",
        "credit": "REUTERS/Ida Norr",
        "byline": "Ida Norr and Tom Quill",
        "published": "2025-03-31",
        "outlet": "The Lowfield Post",
        "url": "https://news.example/bridge",
        "boilerplate": "Read more: Ferries",
    }
    assert paragraphs(article) == [
        "The council voted on Monday to close the old bridge — at last.",
        "“We could not wait,” said Marta Vell.",
        "Trucks must turn back.",
    ]


def test_markdown_without_front_matter(tmp_path):
    path = tmp_path / "article.md"
    front = "Bridge *closed*\n===\n\nBy Ida Norr\n\nMarch 31, 2025"
    path.write_text(f"{front}\n\nLOWFIELD (AP) — The council voted.\n\nIt _did_.\n", "utf-8")
    article = read_article(path)
    assert (article.headline, article.byline, article.published) == ("Bridge closed", "Ida Norr", date(2025, 3, 31))
    assert (article.dateline, paragraphs(article)) == ("LOWFIELD (AP)", ["The council voted.", "It did."])


def test_front_matter_with_a_list_and_odd_entries():
    front = "authors:\n  - Ida Norr\n  - 'Tom Quill'\nx: [\ndescription: One span.\ntitle: Bridge closed"
    article = from_markdown(f"---\n{front}\n---\nThe council voted.\n")
    assert (article.byline, article.headline) == ("Ida Norr and Tom Quill", "Bridge closed")


def test_three_dashes_are_not_always_front_matter(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("---\nThe bridge is closed\n---\n\nThe council voted.\n")
    assert read_article(path).text == path.read_text()


@pytest.mark.parametrize("text", ["", "---\ntitle: x\n---\n", "<script>words</script>", "* * *"])
def test_markdown_without_words(text):
    with pytest.raises(ArticleError, match="no words in it;"):
        from_markdown(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "> " * 50_000 + "a",
        "*" * 100_000 + "a",
        "a\n" * 300_000,
        "- " * 20_000 + "x",
        "`" * 50_000 + "a",
        "![" * 30_000 + "a",
        "<" * 100_000 + "a",
        "---\n" + "a: b\n" * 60_000,
        "---\n" + "a " * 400_000,
        "a: " * 5_000,
    ],
    ids=["links", "quotes", "stars", "lines", "lists", "ticks", "images", "tags", "front", "long front", "colons"],
)
def test_hostile_markdown(text):
    try:
        assert from_markdown("words\n\n" + text).text
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1


MARKDOWN_LINES = st.one_of(st.sampled_from([*MARKDOWN.split("\n"), "---"]), st.text(max_size=9))


@given(st.one_of(st.text(), st.lists(MARKDOWN_LINES).map("\n".join)))
def test_any_markdown(text):
    try:
        article = from_markdown(text)
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1
        return
    is_sound(article)
    assert from_markdown(text) == article


# Furniture and encodings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "READ MORE: Ferry to cost a million",
        "Related:",
        "RELATED STORIES",
        "Also read | Fish return",
        "→ Read next:",
        "Sign up for our newsletter",
        "Get the best of the Post in your inbox",
        "Subscribe now",
        "12 comments",
        "Comments (3)",
        "Join the conversation",
        "View all comments",
        "Share this article",
        "Follow us on Facebook",
        "Advertisement",
        "4 min read",
        "Story continues below advertisement",
        "Continue reading",
        "10:15 AM ET",
        "18.05",
        "Our Standards: The Press Principles",
        "Listen to this article",
    ],
)
def test_furniture(line):
    assert recognize_boilerplate(line).kind == "boilerplate"
    article = from_text(f"{texts.HEADLINE}\n{texts.FIRST}\n{line}\n{texts.SECOND}\n{line}")
    assert paragraphs(article) == [texts.FIRST, texts.SECOND]
    assert [article.text[slice(*z.span)] for z in article.zones if z.kind == "boilerplate"] == [line, line]


@pytest.mark.parametrize(
    "line",
    [
        "Read the letter, the mayor said.",
        "Related deaths rose to 12.",
        "Watch the river, she said.",
        "“Subscribe,” he said.",
        "Comments by the mayor angered farmers.",
        "Trending down since May, prices fell.",
        "12 comments were read out.",
        "Sharing the cost would help.",
        "Signing up took an hour.",
        "At 18:05 the vote began.",
        "More from the county is needed.",
        "Topics included the ferry.",
        "The advertisement cost a million.",
    ],
)
def test_no_furniture(line):
    assert recognize_boilerplate(line) is None


LONG = "The council voted on Monday. It’s done, the mayor said — “at last” — and the café’s owner pays £40. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LONG * 3, "cp1252"),
        ("It’s done, the mayor said — “at last.” " * 5, "cp1252"),  # marks and dashes only
        (LONG * 3, "mac_roman"),
        ("Президент заявил, что бюджет готов. " * 5, "cp1251"),
        ("首相は水曜日、予算案を提出すると述べた。" * 5, "shift_jis"),
    ],
)
def test_encodings_by_detection(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_what_the_server_declares_comes_before_detection():
    assert decode("Příliš žluťoučký kůň".encode("iso8859_2"), "ISO-8859-2") == "Příliš žluťoučký kůň"
    assert decode("Café".encode("cp1252"), "unicode_escape") == "Café"
