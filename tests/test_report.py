"""Notebooks -> pages, without a browser: what stands on a page, and that nothing is written when one fails."""

import re
import sys
from pathlib import Path
from threading import Event

import little_notebooks
import nbformat
import pytest
from bs4 import BeautifulSoup
from little_notebooks import report

from analysis.article import ArticleError
from analysis.report import course, run_notebooks


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> list[Path]:
    return little_notebooks.write(tmp_path_factory.mktemp("notebooks"))


@pytest.fixture(scope="module")
def all_pages(notebooks, tmp_path_factory) -> Path:
    return report(tmp_path_factory.mktemp("report"), notebooks).parent


@pytest.fixture(scope="module")
def pages(all_pages) -> dict[str, BeautifulSoup]:
    return {p.stem: BeautifulSoup(p.read_text(encoding="utf-8"), "html.parser") for p in all_pages.iterdir()}


def words(item) -> str:
    return " ".join(item.get_text().split())


def test_a_page_for_every_notebook_and_an_index(pages):
    assert sorted(pages) == ["00_bridge", "01_hostile", "02_raw", "index"]
    cards = [(words(c.a), c.a["href"], [words(p) for p in c.find_all("p")]) for c in pages["index"].select(".cards li")]
    assert cards == [
        (
            "The bridge",
            "00_bridge.html",
            ["Who speaks in an article about a bridge? A short lesson.", "about 45 minutes"],
        ),
        ("A hostile article", "01_hostile.html", ["Nothing of it may run."]),
        ("Raw output", "02_raw.html", ["What a notebook shows without the workbook's own functions."]),
    ]


def test_every_page_says_what_it_is(pages):
    assert len({page.title.text for page in pages.values()}) == len(pages)
    for page in pages.values():
        assert page.html["lang"] == "en"
        assert len(page.find_all("h1")) == 1
        assert page.head.find(True).get("http-equiv") == "Content-Security-Policy"
        assert page.head.find(True)["content"].startswith("default-src 'none'; img-src data:;")
        skip = page.body.find("a")
        assert page.find(id=skip["href"].removeprefix("#")).name == "main"


def test_contents_lead_to_headings_with_ids_of_their_own(pages):
    links = [(a["href"], words(a)) for a in pages["00_bridge"].select(".contents a")]
    assert links == [("#who-speaks", "Who speaks?"), ("#who-speaks-2", "Who speaks?")]
    ids = [item["id"] for item in pages["00_bridge"].select("[id]")]
    assert ids == ["content", "who-speaks", "a-closer-look", "who-speaks-2"]


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("00_bridge", None, "01_hostile.html"),
        ("01_hostile", "00_bridge.html", "02_raw.html"),
        ("02_raw", "01_hostile.html", None),
    ],
)
def test_pages_lead_to_one_another(pages, page, before, after):
    links = {a["rel"][0]: a["href"] for a in pages[page].select(".pages a[rel]")}
    assert (links.get("prev"), links.get("next")) == (before, after)


def test_a_link_to_a_notebook_leads_to_its_page(pages):
    assert pages["00_bridge"].main.find("a", string="the next page")["href"] == "01_hostile.html"


def test_tags(pages):
    text = words(pages["00_bridge"])
    assert "limit = 10" not in text  # parameters
    assert "import pandas" not in text  # hide-input
    code = [words(d.summary) for d in pages["00_bridge"].select("details.code")]
    assert code == ["The code"]  # an answer's is folded with the answer
    answers = pages["00_bridge"].select("details.solution")
    assert [words(a.summary) for a in answers] == ["One answer"]  # of two cells
    assert "# a comment" in answers[0].select_one(".highlight").text
    assert answers[0].find("pre", class_="printed").text == "total 42.5 5\n"
    assert words(answers[0].p) == "The mayor, and the engineers."
    assert not any(d.has_attr("open") for d in pages["00_bridge"].find_all("details"))


def test_figures_have_their_alternative(pages):
    image = pages["00_bridge"].img
    assert image["alt"] == "Bar chart of words by voice, from 0 to 58. The article's own voice has the most."
    assert image["src"].startswith("data:image/png;base64,")
    assert image["width"] == "672"  # 7 inches of 96 CSS pixels
    assert pages["01_hostile"].img["alt"] == little_notebooks.HOSTILE_TEXT.replace("\u202e", "[U+202E]")


def test_tables_come_through_whole(pages):
    table = pages["00_bridge"].table
    rows = [[(c.name, c.get("scope"), c.text) for c in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert rows[:2] == [
        [("th", "col", "voice"), ("th", "col", "words"), ("th", "col", "share")],
        [("th", "row", "the mayor"), ("td", None, "30"), ("td", None, "71%")],
    ]
    assert (table.parent["role"], table.parent["tabindex"]) == ("region", "0")
    assert table.parent["aria-label"] == table.caption.text == "Words by voice, counted"


def test_nothing_on_a_page_can_run_or_be_fetched(all_pages, pages):
    for name, page in pages.items():
        assert not page.find_all(["script", "iframe", "svg", "object", "link", "base"]), name
        for item in page.find_all(True):
            assert not [a for a in item.attrs if a.startswith("on")], item
            assert item.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
            assert re.fullmatch(r"#[\w-]+|\w+\.html", item.get("href", "#x")), item
        assert "@import" not in page.style.text
        assert "url(" not in page.style.text
        assert "\u202e" not in (all_pages / f"{name}.html").read_text(encoding="utf-8")


def test_the_hostile_text_can_be_read(pages):
    shown = little_notebooks.HOSTILE_TEXT.replace("\u202e", "[U+202E]")
    assert pages["01_hostile"].select_one(".output p").text == shown
    assert pages["01_hostile"].caption.text == f"Words {shown}"


def test_frames_and_charts_of_a_notebook_s_own_hold_hostile_text_as_text(pages):
    """The second table of the page is pandas' own, the second picture is drawn with pandas."""
    shown = little_notebooks.HOSTILE_TEXT.replace("\u202e", "[U+202E]")
    page = pages["01_hostile"]
    table = page.find_all("table")[1]
    assert "mathjax_ignore" in table["class"] and page.find("div", attrs={"aria-label": "Table 4"})["tabindex"] == "0"
    assert [c.text for c in table.thead.find_all(["th", "td"])] == ["", shown]
    assert table.tbody.th.text == shown and table.tbody.td.text.startswith(shown[:60])
    assert not table.find_all(["b", "script", "img", "svg", "a"])
    assert page.find_all("img")[1]["alt"] == f"A chart: {shown}. x axis: {shown}. {shown}: 1; other: 2."
    (folded,) = page.find_all("details", class_="explore")
    assert (folded.summary.text, folded.find_previous_sibling("h2").text) == ("Explore with pandas", "Explored")
    assert len(folded.select(".highlight")) == 2 and not folded.find("details", class_="code")


def test_what_python_warns_of_is_not_for_readers(pages):
    printed = [pre.text.strip() for pre in pages["02_raw"].select("pre.printed")]
    assert printed[-1].endswith("<object object>")
    assert "a warning" not in printed


def test_the_same_notebooks_give_the_same_bytes(notebooks, all_pages, tmp_path):
    report(tmp_path, notebooks)
    for page in sorted(all_pages.iterdir()):
        assert (tmp_path / page.name).read_bytes() == page.read_bytes()
        assert not re.search(r"0x[0-9a-f]{6,}", page.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_an_error_in_a_cell_leaves_the_old_pages(notebooks, tmp_path):
    failing = little_notebooks.write_failing(tmp_path / "notebooks")
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("old")
    with pytest.raises(ArticleError, match=r"^03_fails\.ipynb, cell 3: ValueError: no bridge$"):
        report(out, [notebooks[0], failing])
    assert [(p.name, p.read_text()) for p in out.iterdir()] == [("index.html", "old")]


@pytest.mark.parametrize(
    ("out", "message"),
    [("", "give its name"), ("file/below", "cannot write there .*; give"), ("x" * 300, "cannot write there .*; give")],
)
def test_a_folder_that_cannot_be_made_is_found_out_before_anything_runs(out, message, notebooks, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(run_notebooks, "run_all", lambda paths, books: pytest.fail("the notebooks were run"))
    with pytest.raises(ArticleError, match=message):
        report(Path(out), notebooks)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.slow
def test_an_error_in_a_cell_leaves_no_new_folder(tmp_path):
    failing = little_notebooks.write_failing(tmp_path / "notebooks")
    with pytest.raises(ArticleError, match="no bridge"):
        report(tmp_path / "new" / "out", [failing])
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_other_files_in_the_folder_stay(notebooks, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    report(tmp_path, notebooks[:1])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["00_bridge.html", "index.html", "thesis.txt"]


@pytest.mark.slow
def test_the_kernel_is_this_interpreter(tmp_path, monkeypatch):
    """Whatever else a user has installed under the name "python3"."""
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text('{"argv": ["/nonexistent/python", "{connection_file}"], "display_name": "x", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    cells = [nbformat.v4.new_markdown_cell("# Which?"), nbformat.v4.new_code_cell("import sys; print(sys.executable)")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "which.ipynb")
    report(tmp_path / "out", [tmp_path / "which.ipynb"])
    page = BeautifulSoup((tmp_path / "out" / "which.html").read_text(encoding="utf-8"), "html.parser")
    assert page.select_one("pre.printed").text.strip() == sys.executable


def titled(*lines: str) -> str:
    return nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("\n\n".join(lines))]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such notebook"),
        ("not JSON", "not a notebook that can be read"),
        (titled("No title"), "0 titles; a page needs one"),
        (titled("# One", "# Two"), "2 titles; a page needs one"),
    ],
)
def test_notebooks_that_make_no_page(content, message, tmp_path):
    path = tmp_path / "bad.ipynb"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ArticleError, match=message) as error:
        report(tmp_path / "out", [path])
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ArticleError, match="there is a file of this name; give a folder"):
        report(tmp_path / "out", [])
    assert (tmp_path / "out").read_text() == "mine"


def test_without_a_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(run_notebooks, "NOTEBOOKS", tmp_path / "notebooks")
    with pytest.raises(ArticleError, match="no notebooks there; the report is made from a checkout of the project"):
        course.pages(tmp_path / "out")


class Starting:
    """A client whose kernel dies at its start the first `times` times."""

    km = None

    def __init__(self, times: int):
        self.left = times

    def execute(self) -> None:
        self.left -= 1
        if self.left >= 0:
            raise RuntimeError("Kernel died before replying to kernel_info")


@pytest.mark.parametrize("times, runs", [(0, True), (2, True), (3, False)])
def test_a_kernel_that_dies_at_its_start_is_started_again(monkeypatch, times, runs):
    client = Starting(times)
    monkeypatch.setattr(run_notebooks, "_client", lambda path, book, at: client)
    if runs:
        run_notebooks._run(Path("a.ipynb"), None, Event())
    else:
        with pytest.raises(ArticleError, match=r"^a\.ipynb, cell 1: Kernel died"):
            run_notebooks._run(Path("a.ipynb"), None, Event())
