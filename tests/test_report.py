"""Notebooks -> pages, without a browser: what stands on a page, and that nothing is written when one fails."""

import re
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from threading import Event

import little_notebooks
import nbformat
import pytest
from bs4 import BeautifulSoup
from little_notebooks import report

from analysis.article import ArticleError
from analysis.report import course, notebook_pages, run_notebooks


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
    cards = [
        [words(c.b), c.a["href"], words(c.select_one(".no")), *map(words, c.find_all("p"))]
        for c in pages["index"].select(".cards li")
    ]
    assert cards == [
        ["The bridge", "00_bridge.html", "0", "Who speaks in an article about a bridge?", "25 minutes · core lesson"],
        ["A hostile article", "01_hostile.html", "1", "Does anything of it run?"],
        ["Raw output", "02_raw.html", "2", "What does a notebook show without the workbook’s own functions?"],
    ]
    drawing = pages["index"].select_one(".cards .pic svg")
    assert drawing["aria-hidden"] == "true" and not drawing.select("[data-l], [role], [id]")


def test_every_page_says_what_it_is(pages):
    assert len({page.title.text for page in pages.values()}) == len(pages)
    for page in pages.values():
        assert page.html["lang"] == "en"
        assert len(page.find_all("h1")) == 1
        policy = page.head.find(True)
        assert policy.get("http-equiv") == "Content-Security-Policy"
        assert policy["content"].startswith("default-src 'none'; img-src data:;")
        for script in page.find_all("script"):
            digest = b64encode(sha256(script.string.encode()).digest()).decode()
            assert f"script-src 'sha256-{digest}'" in policy["content"]
            assert len(script.string.encode()) < 10 * 1024
        skip = page.body.find("a")
        assert page.find(id=skip["href"].removeprefix("#")).name == "main"


def test_the_opening_says_what_the_lesson_is_about(pages):
    page = pages["00_bridge"]
    assert words(page.select_one(".intro")) == (
        "Lesson 0 of 3 · 25 minutes The bridge Who speaks in an article about a bridge?"
    )
    assert [words(item) for item in page.select(".aims li")] == [
        "name every voice;",
        "tell quoted words from retold ones.",
    ]
    assert page.select(".picture svg[viewbox]")  # the parser of the tests writes names in lower case
    assert not pages["01_hostile"].select(".aims, .picture")


def test_the_article_is_there_once_beside_the_lesson(pages):
    page = pages["00_bridge"]
    assert len(page.select("article")) == len(page.select(".pin .pane article.art")) == 1
    assert page.select_one("#pin")["type"] == "checkbox" and page.find("label", attrs={"for": "pin"})
    assert page.select(".pane input[type=radio]")
    assert not pages["02_raw"].select(".pin") and pages["02_raw"].select(".desk.one")


def test_ids_are_there_once(pages):
    ids = [item["id"] for item in pages["00_bridge"].select("[id]")]
    assert len(ids) == len(set(ids))


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
    assert pages["00_bridge"].main.find("a", string="the next page")["href"] == "01_hostile.html#shown"


def test_tags(pages):
    page = pages["00_bridge"]
    text = words(page)
    for hidden in ("limit = 10", "import pandas", "print(", "Bring a bridge", "Do not tell", "explored", "Change it"):
        assert hidden not in text
    assert not page.select("details[open], .highlight")
    assert [words(task.h3) for task in page.select(".task")] == ["Task 1: Name them", "Task 2: Count them"]
    assert [len(task.select("hr.write")) for task in page.select(".task")] == [2, 0]
    answers = [words(answer) for answer in page.select(".task > details.answer")]
    assert answers == ["One answer The mayor, and the engineers.", "One answer Two."]
    (guess,) = page.select("details.reveal")
    assert words(guess) == "Make your guess, then open The mayor has most. Most of the words are the mayor’s."
    (who,) = page.select("details.background")
    assert words(who) == "Who is who, and hard words span: what a bridge has."
    assert words(page.select_one(".takeaways")) == "Takeaways In the text: voices."
    assert "This lesson is also a notebook with more to try: 00_bridge.ipynb" in text
    assert "more to try" not in words(pages["01_hostile"])


def test_code_is_shown_folded_where_it_is_asked_for():
    """That of cells that show nothing comes before that of the next; it is text, whatever is in it."""
    shown = [nbformat.v4.new_output("stream", text="3\n")]
    cells = [
        nbformat.v4.new_markdown_cell("# A count"),
        nbformat.v4.new_code_cell("import pandas", metadata={"tags": ["setup", "code"]}),
        nbformat.v4.new_code_cell("hidden = 1"),
        nbformat.v4.new_code_cell("x = '<script>' # </code>", metadata={"tags": ["code"]}),
        nbformat.v4.new_code_cell("print(1 + 2)", metadata={"tags": ["code"]}, outputs=shown),
        nbformat.v4.new_code_cell("print(4 - 1)", outputs=shown),
    ]
    lesson = notebook_pages.read_lesson(Path("13_count.ipynb"), nbformat.v4.new_notebook(cells=cells))
    page = BeautifulSoup(notebook_pages.linked([lesson])[lesson.file], "html.parser")
    (code,) = page.select("details.program")
    assert code.pre.get_text() == "import pandas\n\nx = '<script>' # </code>\n\nprint(1 + 2)"
    assert code.find_previous("pre").get_text() == "3\n" and len(page.select("pre.printed")) == 2


def test_checks_are_folded_and_say_how_they_are_judged(pages):
    first, second = pages["00_bridge"].select(".check[data-kind]")
    assert (first["data-kind"], first["data-answers"]) == ("number", "2")
    assert (second["data-kind"], second["data-answers"]) == ("any", "engineers|engineers")
    assert words(first) == ("Check yourself. How many voices?A hintCount them.The answer2. A mayor and engineers.")
    assert not pages["00_bridge"].select(".check input")  # the script makes it


def test_figures_have_their_alternative(pages):
    image = pages["00_bridge"].select_one(".col img")
    assert image["alt"] == "Bar chart of words by voice, from 0 to 58. The article's own voice has the most."
    assert image["src"].startswith("data:image/png;base64,")
    assert image["width"] == "672"  # 7 inches of 96 CSS pixels
    assert pages["01_hostile"].img["alt"] == little_notebooks.HOSTILE_TEXT.replace("\u202e", "[U+202E]")


def test_tables_come_through_whole(pages):
    table = pages["00_bridge"].select_one(".table table")
    rows = [[(c.name, c.get("scope"), c.text) for c in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert rows[:2] == [
        [("th", "col", "voice"), ("th", "col", "words"), ("th", "col", "share")],
        [("th", "row", "the mayor"), ("td", None, "30"), ("td", None, "71%")],
    ]
    assert (table.parent["role"], table.parent["tabindex"]) == ("region", "0")
    assert table.parent["aria-label"] == table.caption.text == "Words by voice, counted"


def test_nothing_on_a_page_can_run_or_be_fetched(all_pages, pages):
    for name, page in pages.items():
        assert not page.find_all(["iframe", "object", "link", "base", "form", "foreignobject"]), name
        assert len(page.find_all("script")) == (name != "index") and len(page.find_all("style")) == 1, name
        for item in page.find_all(True):
            assert not [a for a in item.attrs if a.startswith("on") or a.startswith("form")], item
            assert item.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
            assert re.fullmatch(r"#[\w-]+|\w+\.html(?:#[\w-]+)?", item.get("href", "#x")), item
            assert item.name != "input" or item["type"] == "radio" or item["id"] == "pin"
            assert item.name != "button" or item["type"] == "button"
            assert "url(" not in str(item.get("fill", "")) or re.fullmatch(r"url\(#[\w-]+\)", item["fill"])
        assert "@import" not in page.style.text
        assert not re.search(r"url\((?!#)", page.style.text)
        assert "\u202e" not in (all_pages / f"{name}.html").read_text(encoding="utf-8")
    assert not pages["02_raw"].select("svg b, svg [href]") and pages["02_raw"].select(
        "main svg[viewbox='0 0 9 9'] rect"
    )


def test_the_hostile_text_can_be_read(pages):
    shown = little_notebooks.HOSTILE_TEXT.replace("\u202e", "[U+202E]")
    assert pages["01_hostile"].select_one(".col .output p").text == shown
    assert pages["01_hostile"].select_one(".col caption").text == f"Words {shown}"
    assert shown[:60] in pages["01_hostile"].select_one(".pane").text


def test_frames_and_charts_of_a_notebook_s_own_hold_hostile_text_as_text(pages):
    """The second table of the page is pandas' own, the second picture is drawn with pandas."""
    shown = little_notebooks.HOSTILE_TEXT.replace("\u202e", "[U+202E]")
    page = pages["01_hostile"].select_one(".col")
    table = page.find_all("table")[1]
    assert "mathjax_ignore" in table["class"]
    assert [c.text for c in table.thead.find_all(["th", "td"])] == ["", shown]
    assert table.tbody.th.text == shown and table.tbody.td.text.startswith(shown[:60])
    assert not table.find_all(["b", "script", "img", "svg", "a"])
    assert page.find_all("img")[1]["alt"] == f"A chart: {shown}. x axis: {shown}. {shown}: 1; other: 2."


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
    cells = [
        nbformat.v4.new_markdown_cell("# Which?", metadata={"tags": ["title"]}),
        nbformat.v4.new_code_cell("import sys; print(sys.executable)"),
    ]
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


def test_nbconvert_s_own_page_can_be_read():
    """`jupyter nbconvert --to html`: a lesson with its drawings and their alternatives, without our style."""
    from nbconvert import HTMLExporter

    path = next(p for p in run_notebooks.notebooks() if p.stem.startswith("03"))
    page = BeautifulSoup(HTMLExporter().from_notebook_node(run_notebooks.read(path))[0], "html.parser")
    assert words(page.find("h1")).startswith("Who says what")
    drawings = page.select(".mw svg[role=img]")
    assert drawings and all(d["aria-label"] for d in drawings)
    assert len(page.select(".mw article")) == 1 and page.select(".check details.hint")
