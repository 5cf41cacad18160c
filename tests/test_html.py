"""Sentences and safe HTML."""

import math
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given as for_all
from hypothesis import strategies
from matplotlib.figure import Figure

from analysis.views.base import html, numbers_in_words
from analysis.views.base.html import Chart, Html, Marked, Section, Table, Text, element

ANALYSIS = Path(html.__file__).parents[2]


@pytest.fixture
def chart() -> Chart:
    figure = Figure(figsize=(4, 2))
    figure.subplots().plot([1, 2])
    return Chart(figure, 'A line from 1 to 2, "rising".')


# --- safe HTML ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("<b> & \"x\" 'y'", "&lt;b&gt; &amp; &quot;x&quot; &#x27;y&#x27;"),
        ("&lt;", "&amp;lt;"),
        ("exe\u202egnp", "exe[U+202E]gnp"),
        ("a\x00b\x1b[31m", "a[U+0000]b[U+001B][31m"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("line\nend\tand tab", "line\nend\tand tab"),
        ("lone \ud800", "lone [U+D800]"),
        ("family \U0001f469\u200d\U0001f467", "family \U0001f469\u200d\U0001f467"),
        (28, "28"),
    ],
)
def test_escape(text, expected):
    assert html.escape(text) == expected


# The period: Beautiful Soup shortens text that is nothing but spaces.
@for_all(strategies.text().map(lambda text: f"{text}."))
def test_any_text_stays_one_text(text):
    """No text makes an element, an attribute or an entity."""
    soup = BeautifulSoup(element("p", text, title=text), "html.parser")
    assert [t.name for t in soup.find_all()] == ["p"]
    assert soup.p.get_text() == soup.p["title"] == html.visible(text)
    assert list(soup.p.attrs) == ["title"]


def test_html_passes_once_and_text_added_to_it_is_text_again():
    safe = element("b", "<")
    assert element("p", safe) == "<p><b>&lt;</b></p>"
    assert not isinstance(safe + "<i>", Html)
    assert element("p", safe + "<i>") == "<p>&lt;b&gt;&amp;lt;&lt;/b&gt;&lt;i&gt;</p>"


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("#part", True),
        ("01_the_headline.html#part", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org", False),
        ("file:///etc/passwd", False),
    ],
)
def test_links(href, kept):
    link = BeautifulSoup(element("a", "x", href=href), "html.parser").a
    assert link.attrs == ({"href": href} if kept else {})


@pytest.mark.parametrize("tag", ["script", "img", "iframe", "style", "h1", "p onclick=x"])
def test_elements_off_the_list(tag):
    with pytest.raises(ValueError, match="not one of the elements"):
        element(tag)


@pytest.mark.parametrize("attribute", ["onclick", "src", "srcdoc", "formaction"])
def test_attributes_off_the_list(attribute):
    with pytest.raises(ValueError, match="not one of the attributes"):
        element("p", **{attribute: "x"})


@pytest.mark.parametrize("style", ["background:url(x)", "width:expression(1);'", "a:\\75rl"])
def test_styles_off_the_list(style):
    with pytest.raises(ValueError, match="a style may not hold"):
        element("p", style=style)


def test_attributes():
    made = element("details", element("br"), class_="x", aria_label="<", open=True, id=None, lang=False)
    assert made == '<details class="x" aria-label="&lt;" open><br></details>'


def test_html_is_made_in_one_module_only():
    makers = [p.name for p in ANALYSIS.rglob("*.py") if re.search(r"\bHtml\(", p.read_text(encoding="utf-8"))]
    assert makers == ["html.py"]


# --- blocks ------------------------------------------------------------------------------------------------------


def table(frame: pd.DataFrame, **options) -> list[list[tuple[str, str, str, str]]]:
    """Rows of (element, scope, alignment, words)."""
    soup = BeautifulSoup(Table(frame, "A caption", **options).html(), "html.parser")
    return [
        [(c.name, c.get("scope", ""), c["style"].partition(":")[2], c.text) for c in r.find_all(["th", "td"])]
        for r in soup.find_all("tr")
    ]


def test_table_heads_and_alignment():
    frame = pd.DataFrame({"voice": ["<Ana>", "Ben"], "words": [1200, 3], "share": ["45%", "less than 1%"]})
    assert table(frame) == [
        [("th", "col", "left", "voice"), ("th", "col", "right", "words"), ("th", "col", "right", "share")],
        [("th", "row", "left", "<Ana>"), ("td", "", "right", "1,200"), ("td", "", "right", "45%")],
        [("th", "row", "left", "Ben"), ("td", "", "right", "3"), ("td", "", "right", "less than 1%")],
    ]


def test_table_with_an_index_of_words():
    frame = pd.DataFrame({"value": [0.5, math.nan]}, index=pd.Index(["tone", "gap"], name="measure"))
    assert [[words for *_, words in row] for row in table(frame)] == [
        ["measure", "value"],
        ["tone", "0.50"],
        ["gap", "not measurable"],
    ]


def test_table_cells_in_their_default_form():
    frame = pd.DataFrame({"field": ["date", "byline"], "is": [date(2025, 11, 26), None], "given": [True, False]})
    assert [[words for *_, words in row] for row in table(frame)][1:] == [
        ["date", "November 26, 2025", "yes"],
        ["byline", "not in the text", "no"],
    ]


def test_table_holds_html_and_scrolls_by_keyboard():
    frame = pd.DataFrame({"x": pd.Series([element("b", "<")], dtype=object)})
    soup = BeautifulSoup(Table(frame, "A <caption>", "A note").html(), "html.parser")
    assert soup.th.find_next("th").decode_contents() == "<b>&lt;</b>"
    assert soup.caption.text == "A <caption>"
    assert (soup.div["role"], soup.div["tabindex"], soup.div["aria-label"]) == ("region", "0", "A <caption>")
    assert soup.find("p", class_="note").text == "A note"
    assert "border" not in soup.table.attrs


def test_cells_with_much_text_are_not_squeezed():
    frame = pd.DataFrame({"x": ["a" * 40, "b" * 41]})
    soup = BeautifulSoup(Table(frame, "A caption").html(), "html.parser")
    assert [cell.text[0] for cell in soup.select(".long")] == ["b"]


def test_what_is_too_wide_for_a_phone_says_what_each_cell_is():
    narrow = pd.DataFrame({"voice": ["Ana"], "words": [12]})
    assert "stacks" not in Table(narrow, "A caption").html()
    # Two long columns, 27 characters each.
    wide = pd.DataFrame({"who <b>": ["a b " * 11], "says": ["c d " * 11]})
    soup = BeautifulSoup(Table(wide, "A caption").html(), "html.parser")
    assert soup.table["class"] == ["stacks"]
    assert [c.get("data-label") for c in soup.find_all(["th", "td"])] == [None, None, "who <b>", "says"]
    roles = [
        "region",
        "table",
        "rowgroup",
        "row",
        "columnheader",
        "columnheader",
        "rowgroup",
        "row",
        "rowheader",
        "cell",
    ]
    assert [e["role"] for e in soup.select("[role]")] == roles


def test_a_dash_among_numbers():
    frame = pd.DataFrame({"words": pd.Series([19, "–"], dtype=object), "share": [0.5, "–"]})
    assert [[(align, words) for *_, align, words in row] for row in table(frame)][1:] == [
        [("right", "19"), ("right", "0.50")],
        [("right", "–"), ("right", "–")],
    ]


def test_chart_in_words(chart):
    soup = BeautifulSoup(chart.html(), "html.parser")
    assert soup.details.summary.text == "What the chart shows, in words"
    assert soup.details.p.text == chart.alt


def test_chart_as_a_picture(chart):
    data, metadata = chart.picture()
    assert data["text/plain"] == f"A chart. In words:\n{chart.alt}"
    assert metadata == {"image/png": {"alt": chart.alt, "width": 384}}  # 4 inches of 96 CSS pixels
    assert chart.picture() == (data, metadata)


def test_section_shows_its_blocks_in_order(chart, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: shown.append((data, options)))
    Section(Text("One <two>."), chart, Marked(element("p", "Three."), "Four"))._ipython_display_()
    assert [sorted(data) for data, _ in shown] == [
        ["text/html", "text/plain"],
        ["image/png", "text/plain"],
        ["text/html", "text/plain"],
        ["text/html", "text/plain"],
    ]
    assert shown[0][0] == {"text/html": "<p>One &lt;two&gt;.</p>", "text/plain": "One <two>."}
    assert shown[1][1]["metadata"]["image/png"]["alt"] == chart.alt
    assert shown[3][0]["text/plain"] == "Four\nThree."
    assert all(options["raw"] for _, options in shown)


def test_the_tables_of_a_section_are_there_to_go_on_with(chart):
    one, two, three = (pd.DataFrame({"Word": words}) for words in (["a"], ["b", "c"], ["d"]))
    section = Section(Text("Told."), chart, Table(one, "Words"), Table(two, "Others")) + Section(Table(three, "Words"))
    frames = section.frames
    assert {name: list(frame["Word"]) for name, frame in frames.items()} == {
        "Words": ["a"],
        "Others": ["b", "c"],
        "Words #2": ["d"],
    }
    frames["Words"]["Word"] = "changed"
    assert list(one["Word"]) == ["a"]  # what is shown stays


# --- sentences ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "expected"),
    [
        (0.1, 2, True, "+0.10"),
        (-0.3, 2, True, "−0.30"),
        (0.0, 2, True, "0.00"),
        (-0.001, 2, True, "0.00"),
        (0.001, 2, True, "0.00"),
        (19.14, 1, False, "19.1"),
        (4206, 0, False, "4,206"),
        (-1234.5, 1, False, "−1,234.5"),
        (math.nan, 2, True, "not measurable"),
        (None, 2, False, "not measurable"),
    ],
)
def test_number(value, decimals, sign, expected):
    assert numbers_in_words.number(value, decimals, sign) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0%"),
        (0.004, "less than 1%"),
        (0.01, "1%"),
        (0.454, "45%"),
        (0.99, "99%"),
        (0.996, "more than 99%"),
        (1, "100%"),
        (math.nan, "not measurable"),
    ],
)
def test_share(value, expected):
    assert numbers_in_words.share(value) == expected


@pytest.mark.parametrize(
    ("n", "names", "expected"),
    [
        (0, ("sentence",), "0 sentences"),
        (1, ("sentence",), "1 sentence"),
        (1200, ("sentence",), "1,200 sentences"),
        (2, ("story", "stories"), "2 stories"),
    ],
)
def test_count(n, names, expected):
    assert numbers_in_words.count(n, *names) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_listed(items, expected):
    assert numbers_in_words.listed(items) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("back off", 80, "“back off”"),
        ('"already quoted"', 80, "“already quoted”"),
        ("“open to the left", 9, "“open to …”"),
        ("two\n lines", 80, "“two lines”"),
        ("told her, privately, to wait", 9, "“told her …”"),
        ("exactly", 7, "“exactly”"),
        ('the decision "a betrayal.', 80, "“the decision ‘a betrayal.’”"),
        ('the decision "a betrayal."', 80, "“the decision ‘a betrayal.’”"),
        ('called it "a long betrayal" of all', 17, "“called it ‘a long …’”"),
        ('more growth," and more', 80, "“‘more growth,’ and more”"),
        ("more growth.”", 80, "“more growth.”"),
        ('"A" and "B"', 80, "“‘A’ and ‘B’”"),
        ("“He said “no” to me.”", 80, "“He said ‘no’ to me.”"),
        ('"', 80, "“”"),
        ("", 80, "“”"),
        ("Donaudampfschiff", 5, "“Donau …”"),
    ],
)
def test_quote(text, limit, expected):
    assert numbers_in_words.quote(text, limit) == expected


def test_what_the_text_does_not_give():
    assert numbers_in_words.day(None) == "not in the text"
    assert numbers_in_words.day(date(2025, 10, 9)) == "October 9, 2025"


@pytest.mark.parametrize(
    ("text", "formula"),
    [("It cost $5 million, not $6 million.", True), ("\\(x\\)", True), ("\\begin{a}", True), ("A plain line", False)],
)
def test_no_formula_is_made_of_an_articles_words_in_jupyterlab(text, formula):
    """JupyterLab's MathJax typesets what stands between two dollar signs, in HTML as well, but in what is marked so."""
    ((data, _),) = Section(Text(text)).outputs()
    page = BeautifulSoup(data["text/html"], "html.parser")
    assert (page.find(class_="mathjax_ignore") is not None) is formula
    assert page.get_text() == data["text/plain"] == text
