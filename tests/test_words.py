"""Words that lead to the glossary: in Markdown of our own making, worked out by hand."""

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_notebook

from analysis.report import notebook_pages
from analysis.report.prose import Prose

FOLDED = "A readout and a caption."
OPEN = """## Whose voice?

Two **Voices**, one voice and the article’s own voice. A `cue`, a [range](#x).

| Body |
| --- |
| engine |

The readout: to its credit, it credits the outlet.

They tone down the *invoice*. &lt;b&gt; Unnamed sources, named sources."""
LED = [
    ("Voices", "voice"),
    ("article’s own voice", "article-s-own-voice"),
    ("readout", "readout"),
    ("outlet", "outlet"),
    ("Unnamed", "named-unnamed"),
    ("sources", "source"),
    ("caption", "caption"),
]


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    from pathlib import Path

    cells = [new_markdown_cell(text) for text in ("# A lesson", FOLDED, OPEN)]
    cells[1].metadata["tags"] = ["background"]
    lesson = notebook_pages.read_lesson(Path("x.ipynb"), new_notebook(cells=cells), "words.html")
    made = notebook_pages.linked([lesson], "words.html")[lesson.file]
    return BeautifulSoup(made, "html.parser").main


def led(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(a.get_text(), a["href"]) for a in page.select("a.word")]


def test_the_first_use_of_each_word_leads_to_its_entry(page):
    """In no heading, code, link or table; open prose before what is folded: "readout" is in both."""
    assert sorted(led(page)) == sorted((word, f"words.html#word-{entry}") for word, entry in LED)
    assert not page.details.find("a", string="readout") and page.details.find("a", string="caption")


def test_the_words_of_the_page_stay_as_they_are(page):
    assert "They tone down the invoice. <b> Unnamed sources, named sources." in page.get_text()
    assert "Two Voices, one voice and the article’s own voice. A cue, a range." in page.get_text()
    assert not page.find("b")


def test_screen_readers_hear_that_it_is_a_word_of_the_glossary():
    soup = BeautifulSoup(Prose("words.html").html("A voice."), "html.parser")
    assert str(soup.a) == '<a class="word" href="words.html#word-voice" role="doc-glossref">voice</a>'


def test_without_a_glossary_no_word_leads_anywhere():
    assert Prose().html("A voice, a source.") == "<p>A voice, a source.</p>\n"
