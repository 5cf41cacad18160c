"""Words that lead to the glossary: on a page of our own making, worked out by hand."""

import pytest
from bs4 import BeautifulSoup

from analysis.report import page_layout

PROSE = (
    "<h2>Whose voice?</h2><details><p>A lede and a caption.</p></details>"
    "<p>Two <strong>Voices</strong>, one voice and the article’s own\n voice."
    "A <code>cue</code>, a <a href='#x'>range</a>.</p>"
    "<div class='output'><p>The body of the engine.</p></div><p>The lede: to its credit, it credits the outlet.</p>"
    "<p>They tone\ndown the <em>invoice</em>. &lt;b&gt; Unnamed sources, named sources.</p>"
)
LED = [
    ("lede", "lede"),
    ("caption", "caption"),
    ("Voices", "voice"),
    ("article’s own\n voice", "article-s-own-voice"),
    ("outlet", "outlet"),
    ("Unnamed", "named-unnamed"),
    ("sources", "source"),
]


def led(html: str, page: str = "") -> tuple[BeautifulSoup, list[tuple[str, str]]]:
    soup = BeautifulSoup(html, "html.parser")
    page_layout.lead_to_glossary(soup, page)
    return soup, [(a.get_text(), a["href"]) for a in soup.select("a.word")]


def test_the_first_use_of_each_word_leads_to_its_entry():
    """In no heading, code, link or output; open prose before what is folded: "lede" stands in both."""
    soup, found = led(PROSE, "words.html")
    assert sorted(found) == sorted((word, f"words.html#word-{entry}") for word, entry in LED)
    assert not soup.details.find("a", string="lede") and soup.details.find("a", string="caption")


def test_the_words_of_the_page_stay_as_they_are():
    soup, _ = led(PROSE, "words.html")
    assert soup.get_text() == BeautifulSoup(PROSE, "html.parser").get_text()
    assert "&lt;b&gt;" in str(soup) and not soup.find("b")


def test_screen_readers_hear_that_it_is_a_word_of_the_glossary():
    soup, _ = led("<p>A voice.</p>", "words.html")
    assert str(soup.a) == '<a class="word" href="words.html#word-voice" role="doc-glossref">voice</a>'


ENTRIES = (
    '<details><dl class="glossary"><dt>voice</dt><dd>The speaker.</dd><dt>S1: who?</dt><dd>a person</dd></dl></details>'
)


@pytest.mark.parametrize(
    ("html", "page", "expected"),
    [
        (f"<p>A voice, a source.</p>{ENTRIES}", "", [("voice", "#word-voice")]),  # only what is explained here
        ("<p>A voice, a source.</p>", "", []),
        (f"<p>A source.</p>{ENTRIES}", "w.html", [("source", "w.html#word-source")]),
    ],
)
def test_where_the_words_lead(html, page, expected):
    soup, found = led(html, page)
    assert found == expected
    assert [dt.get("id") for dt in soup.select("dt")] in ([], ["word-voice", None])
