"""The report's pages and a notebook in JupyterLab, in Chromium."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import little_notebooks
import nbformat
import pytest
from little_notebooks import report
from nbformat.v4 import new_code_cell, new_notebook
from pypdf import PdfReader

from analysis import workbook as wb
from analysis.classroom.self_check import CHECKS
from analysis.report import article_page, course, run_notebooks
from analysis.report import notebook_pages as module
from analysis.report.files import Pages
from analysis.report.run_notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

BROWSER = Path(__file__).parent / "browser"
VIEWS = ["640 light", "1280 light", "1280 dark", "400 light"]  # 640: 1280 pixels at a zoom of 200%
ONCE = 1  # the first view only
MOST_SHEETS = 8  # of a lesson on paper
WITH_SCRIPT = {file for file, *_ in course.EXAMPLES}  # our own, on pages where words light up
SEED = NOTEBOOKS.parent / "seeds" / "trump-takaichi-call.txt"


def node(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    assert (BROWSER / "node_modules" / "axe-core").is_dir(), "run: npm ci --prefix tests/browser"
    command = ["node", str(BROWSER / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=900)


def look(pages: list[Path], views: int = len(VIEWS)) -> dict[tuple[str, str], dict]:
    """What Chromium and axe-core found, by page and view."""
    done = node("pages.mjs", views, *pages)
    assert done.returncode == 0, done.stderr
    return {(seen["page"], seen["view"]): seen for seen in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def notebooks() -> list[Path]:
    return run_notebooks.notebooks()


@pytest.fixture(scope="module")
def little(tmp_path_factory) -> Path:
    """The pages of notebooks made for tests."""
    out = tmp_path_factory.mktemp("little")
    return report(out / "pages", little_notebooks.write(out)).parent


@pytest.fixture(scope="module")
def site(course_run) -> Path:
    """The course in all editions, freshly run."""
    return course_run.site


@pytest.fixture(scope="module")
def seen(little, site, notebooks) -> dict[tuple[str, str], dict]:
    """The lessons, the pack and two of its pages on a lesson in all views; the other pages and editions in one."""
    pages = [*sorted(little.glob("*.html")), *sorted(site.glob("*.html"))]
    alike = [p for p in pages if p.stem.startswith(("teach_", "worksheet_")) and not p.stem.endswith("_04")]
    found = look([p for p in pages if p not in alike and p != little / "index.html"]) | look(alike, ONCE)
    for edition in ("student", "teacher"):
        lessons = [site / edition / f"{notebook.stem}.html" for notebook in notebooks]
        once = look(
            [*lessons, *(site / edition / name for name in ("index.html", "glossary.html", *WITH_SCRIPT))], ONCE
        )
        found |= {(f"{edition}/{page}", view): what for (page, view), what in once.items()}
    return found


def test_every_page_was_looked_at(seen, site, notebooks):
    files = {
        "00_bridge.html",
        "01_hostile.html",
        "02_raw.html",
        "index.html",
        "paper_lesson.html",
        "teach_04.html",
        "glossary.html",
        *(f"{n.stem}.html" for n in notebooks),
    }
    assert len(notebooks) >= 5
    assert set(seen) >= {(file, view) for file in files for view in VIEWS}
    shown = {page for page, _ in seen}
    assert shown >= {p.relative_to(site).as_posix() for p in site.glob("student/*.html")}
    assert shown >= {p.name for p in site.glob("*.html")}


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("violations", []),
        ("requests", []),
        ("errors", []),
        ("dialogs", []),
        ("pwned", None),
        ("scripts", 0),
        ("overflow", 0),
    ],
)
def test_on_no_page(seen, what, expected):
    ours = {key for key in seen if key[0].rpartition("/")[2] in WITH_SCRIPT} if what == "scripts" else set()
    assert {key: page[what] for key, page in seen.items() if page[what] != (1 if key in ours else expected)} == {}


def test_all_images_are_there(seen):
    assert seen["00_bridge.html", "1280 light"]["images"] == 1
    assert {key: page for key, page in seen.items() if page["loaded"] != page["images"]} == {}


def test_pages_on_several_articles(tmp_path):
    """A folder's index and a comparison, in all views and by keyboard."""
    pair = [str(NOTEBOOKS.parent / "seeds" / f"invented-bridge-{name}.md") for name in ("praised", "blamed")]
    compared, _ = article_page.comparison(article_page.opened(pair), Pages(tmp_path))
    (tmp_path / "texts").mkdir()
    for name in pair:
        shutil.copy(name, tmp_path / "texts")
    index = article_page.folder_report(str(tmp_path / "texts"), Pages(tmp_path), pytest.fail)
    for (page, view), found in look([index, compared]).items():
        assert (found["violations"], found["requests"], found["errors"], found["overflow"]) == ([], [], [], 0), view
        assert found["scripts"] == (1 if page == compared.name else 0)
    for walk in json.loads(node("keys.mjs", index, compared).stdout):
        assert (walk["missed"], walk["unseen"]) == ([], []), walk["page"]
        assert walk["skipped"] == ("texts" if walk["page"] == compared.name else "list")


def test_a_bad_page_is_found_out(tmp_path):
    """The check above can fail: a page with every fault."""
    (tmp_path / "bad.html").write_text(
        "<img src=https://example.org/x.png><p style='width:3000px;color:#bbb'>Hard to read</p>"
        "<script>window.pwned = 1; alert('x'); console.error('x')</script>"
    )
    bad = look([tmp_path / "bad.html"])["bad.html", "400 light"]
    assert {v.partition(":")[0] for v in bad["violations"]} >= {"image-alt", "html-has-lang", "color-contrast"}
    assert bad["requests"] == ["https://example.org/x.png"]
    assert (bad["pwned"], bad["dialogs"], bad["images"], bad["loaded"]) == (1, ["x"], 1, 0)
    assert bad["overflow"] > 2000
    assert "x" in bad["errors"]


@pytest.fixture(scope="module")
def walked(site, little) -> list[dict]:
    article = article_page.article_report(str(SEED), Pages(site / "article"))
    pages = [site / f"{stem}.html" for stem in ("index", "00_start_here", "04_the_borrowed_report", "paper_lesson")]
    done = node("keys.mjs", *pages, little / "00_bridge.html", article)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_keyboard_reaches_everything_and_is_seen_to(walked):
    for page in walked:
        assert (page["missed"], page["unseen"]) == ([], []), page["page"]
        assert page["stops"] >= 5


def test_the_first_key_leads_past_the_menus_and_enter_opens_a_fold(walked):
    for page in walked:
        to = "art" if page["page"].endswith(".report.html") else "content"
        assert (page["first"]["name"], page["skipped"]) == ("skip", to)
        assert page["opened"] is not False, page["page"]
    assert [page["opened"] for page in walked].count(True) >= 3


def test_a_word_of_the_glossary_leads_to_its_entry(walked):
    led = {page["page"]: page["led"] for page in walked}
    assert [led[f"{stem}.html"] for stem in ("00_start_here", "04_the_borrowed_report")] == [True, True]
    assert led["trump-takaichi-call.report.html"] is led["00_bridge.html"] is None


def test_keys_find_what_they_cannot_reach(tmp_path):
    (tmp_path / "bad.html").write_text(
        "<a class=skip href=#content>Skip</a><main id=content tabindex=-1></main><style>a {outline: none !important}"
        "</style><details><summary tabindex=-1>Out of reach</summary></details>"
    )
    (bad,) = json.loads(node("keys.mjs", tmp_path / "bad.html").stdout)
    assert bad["unseen"] and "Out of reach" in bad["missed"][0]


def printed(pages: list[Path], folder: Path, paper: str) -> dict[str, PdfReader]:
    folder.mkdir()
    done = node("paper.mjs", folder, paper, *pages)
    assert done.returncode == 0, done.stderr
    return {path.stem: PdfReader(path) for path in folder.glob("*.pdf")}


def shrunk(sheets: PdfReader) -> bool:
    """Whether Chromium made a page smaller, since something on it is wider than the paper."""
    scales = re.findall(
        rb"^([\d.]+) 0 0 \1 [-\d.]+ [-\d.]+ cm", sheets.pages[0].get_contents().get_data(), re.MULTILINE
    )
    return float(scales[0]) < 3.12  # 3.125 units are a CSS pixel


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_lesson_prints_on_few_clean_sheets(site, notebooks, tmp_path, paper):
    for edition in ("", "student", "teacher"):
        pages = [site / edition / f"{notebook.stem}.html" for notebook in notebooks]
        sheets = printed(pages, tmp_path / f"{edition}-", paper)
        assert {stem: len(pdf.pages) for stem, pdf in sheets.items() if len(pdf.pages) > MOST_SHEETS} == {}
        text = "".join(page.extract_text() for pdf in sheets.values() for page in pdf.pages)
        assert "The code" not in text and "Skip to the content" not in text and "On this page" not in text
        assert [stem for stem, pdf in sheets.items() if shrunk(pdf)] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_lesson_on_paper_is_two_pages_and_answers(site, tmp_path, paper):
    sheets = printed([site / "paper_lesson.html", *site.glob("worksheet_*.html")], tmp_path / "out", paper)
    lesson = [page.extract_text() for page in sheets.pop("paper_lesson").pages]
    assert len(lesson) == 3
    assert "Text A" in lesson[0] and "whatever happens" in lesson[0]  # both texts whole
    assert "Tasks" in lesson[1] and "Your headline" in lesson[1]
    assert lesson[2].lstrip().startswith("Answers, for the teacher")
    assert {stem for stem, pdf in sheets.items() if len(pdf.pages) > 1} == set()  # a worksheet is one sheet


def test_a_page_that_is_too_wide_for_paper_is_found_out(tmp_path):
    (tmp_path / "wide.html").write_text("<p style='width: 3000px'>Too wide</p>")
    assert shrunk(printed([tmp_path / "wide.html"], tmp_path / "out", "A4")["wide"])


def test_a_screen_reader_hears_who_speaks(tmp_path):
    """Chromium's accessibility tree of the marked article: every voice by name where it begins and ends, in the
    article's order, the article's words once."""
    page = wb.open_article(SEED)
    book = module.as_run("# The article\n\nMarked.", "## Who speaks", wb.marked_article(page))
    exported = module.page(tmp_path / "marked.html", book)
    (tmp_path / "marked.html").write_text(module.rendered(exported, index=False), "utf-8")
    done = node("reads.mjs", tmp_path / "marked.html")
    assert done.returncode == 0, done.stderr
    (figure,) = json.loads(done.stdout)
    heard = " ".join(" ".join(line.partition(": ")[2] for line in figure if line.startswith("StaticText")).split())
    steps = [
        "article's own voice",
        "Trump blindsides key ally",
        "[voice: Wall Street Journal] President Donald Trump",
        "told the prime minister of Japan [end of Wall Street Journal ] [voice: Donald Trump] to back off",
        "[end of Donald Trump ] , reported the Wall Street Journal",
        "[voice: people briefed on the matter] Days after",
        "people briefed on the matter not named said",
        "[voice: Japanese officials]",
    ]
    at = [heard.find(step) for step in steps]
    assert -1 not in at and at == sorted(at), heard
    assert heard.count("[voice: ") == heard.count("[end of ") > 5
    bare = re.sub(r"\[voice: [^]]*\]|\[end of [^]]*\]| not named(?=[ ,.])", " ", heard)
    body = " ".join(page.article.text[s:e] for s, e in page.article.paragraphs)
    assert re.findall(r"\w+", body) == re.findall(r"\w+", bare)[-len(re.findall(r"\w+", body)) :]


def in_lab(notebook: Path, *answers: tuple[str, str]) -> dict:
    done = node("lab.mjs", sys.executable, notebook, json.dumps(answers))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def checkout(folder: Path) -> Path:
    """The notebooks and seeds in a folder of their own: JupyterLab saves what it runs."""
    for name in ("notebooks", "seeds"):
        shutil.copytree(NOTEBOOKS.parent / name, folder / name)
    return folder / "notebooks"


def charts(path: Path) -> int:
    cells = nbformat.read(path, as_version=4).cells
    return sum("image/png" in o.get("data", {}) for c in cells if c.cell_type == "code" for o in c.outputs)


@pytest.mark.parametrize("stem", ["01_the_headline", "07_headline_against_body"])
def test_a_notebook_runs_in_jupyterlab(stem, tmp_path):
    path = checkout(tmp_path) / f"{stem}.ipynb"
    expected = charts(path)
    ran = in_lab(path)
    assert ran["errors"] == []
    assert ran["ran"] == ran["cells"] > 0
    assert ran["figures"] == expected >= 1
    assert ran["guesses"] >= 1 and ran["open"] == [0, ran["guesses"]]  # a chart to guess opens when its cell is run
    assert ran["requests"] == []


def test_exploring_shows_a_chart_and_a_number_when_it_opens(tmp_path):
    """The first view in JupyterLab, before anything is chosen."""
    code = f"from analysis import workbook as wb\nwb.explore(wb.open_article({str(SEED)!r}))"
    path = tmp_path / "explore.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=[new_code_cell(code)], metadata={"kernelspec": kernel}), path)
    ran = in_lab(path)
    assert (ran["errors"], ran["requests"]) == ([], [])
    assert ran["menus"] == [["Voice", "Donald Trump"], ["Paragraph", "all"], ["Measure", "Flesch reading ease"]]
    assert ran["pictures"] == 1
    assert "What the chart shows, in words" in ran["words"] and "points (usually 0-100" in ran["words"]


# Each with what is said of it. By hand: no unnamed source stands outside quotation marks; Trump's name is no outlet.
TYPED = [
    ("04_the_borrowed_report", "sources-2", ("3", "“3”: not yet. That is too many."), ("0", "“0”: Right.")),
    ("04_the_borrowed_report", "sources-1", ("Trump", "“Trump”: not yet."), ("the Journal", "“the Journal”: Right.")),
    ("00_start_here", "voices-3", ("two", "“two”: not yet. That is too many."), ("once", "“once”: Right.")),
]


def folded(stem: str) -> list[str]:
    """The first words of each answer in Markdown, which JupyterLab is to keep folded."""
    cells = nbformat.read(NOTEBOOKS / f"{stem}.ipynb", as_version=4).cells
    solutions = [c.source for c in cells if c.cell_type == "markdown" and "solution" in c.metadata.get("tags", [])]
    return [" ".join(re.split(r"[*`\n]", source.split("\n\n")[1])[0].split()[:5]) for source in solutions]


@pytest.mark.parametrize("stem", ["00_start_here", "04_the_borrowed_report"])
def test_a_student_types_answers_in_jupyterlab(stem, tmp_path):
    """A wrong one brings "not yet" and a hint that opens, never the answer; a right one in its place "Right."."""
    given = [(name, *each) for lesson, name, *both in TYPED for each in both if lesson == stem]
    ran = in_lab(checkout(tmp_path) / f"{stem}.ipynb", *((name, answer) for name, answer, _ in given))
    assert (ran["errors"], ran["requests"]) == ([], [])
    for (name, answer, says), seen in zip(given, ran["answered"], strict=True):
        check = CHECKS[name]
        assert "One answer" in seen["around"] and not [a for a in folded(stem) if a in seen["around"]]
        assert f'check("{name}", "{answer}")' in seen["code"]
        assert seen["text"].splitlines().count(says) == 1, seen["text"]
        assert check.asks in seen["text"] and check.hint not in seen["text"]
        assert (check.hint in seen["opened"]) is not says.endswith("Right."), seen["opened"]


def test_a_broken_notebook_is_found_out_in_jupyterlab(tmp_path):
    path = checkout(tmp_path) / "01_the_headline.ipynb"
    book = nbformat.read(path, as_version=4)
    chart = next(c for c in book.cells if c.cell_type == "code" and "headline_words" in c.source)
    chart.source = "wb.headline_wrods(page)"
    nbformat.write(book, path)
    ran = in_lab(path)
    assert len(ran["errors"]) == 1 and ran["errors"][0].startswith("AttributeError: ")
    assert ran["figures"] < charts(NOTEBOOKS / path.name)


def test_a_hostile_article_does_nothing_in_jupyterlab(tmp_path):
    _, hostile, *_ = little_notebooks.write(tmp_path)
    ran = in_lab(hostile)
    assert (ran["errors"], ran["pwned"], ran["requests"], ran["figures"]) == ([], None, [], 2)
    assert ran["formulas"] == 0  # "$x$" stays what the article says, in tables of pandas too


def test_an_error_is_seen_in_jupyterlab(tmp_path):
    ran = in_lab(little_notebooks.write_failing(tmp_path))
    assert ran["errors"] == ["ValueError: no bridge\nat all"]
