"""The course's pages and a notebook in JupyterLab, in Chromium."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import little_notebooks
import nbformat
import pytest
from little_notebooks import report
from pypdf import PdfReader

from analysis.report import article_page, course, run_notebooks
from analysis.report.files import Pages
from analysis.report.run_notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

BROWSER = Path(__file__).parent / "browser"
VIEWS = ["640 light", "1280 light", "1280 dark", "400 light"]  # 640: 1280 pixels at a zoom of 200%
ONCE = 1  # the first view only
MOST_SHEETS = 8  # of a lesson on paper
SEED = NOTEBOOKS.parent / "seeds" / "trump-takaichi-call.txt"
ARTICLES = {course.THE_ARTICLE, course.TWO_ACCOUNTS}  # have a script of ours, as lessons have


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
    """The course, freshly run."""
    return course_run.site


@pytest.fixture(scope="module")
def seen(little, site) -> dict[tuple[str, str], dict]:
    """The lessons, the other pages at their side and the pack's index in all views; the rest of the pack, and further
    pages on articles, in one."""
    articles, pack = sorted(site.glob("article_*.html")), sorted(site.glob("teaching/*.html"))
    found = look([*sorted(little.glob("0*.html")), *(p for p in sorted(site.glob("*.html")) if p not in articles)])
    packed = look([p for p in pack if p.name == "index.html"]) | look([p for p in pack if p.name != "index.html"], ONCE)
    return found | look(articles, ONCE) | {(f"teaching/{page}", view): what for (page, view), what in packed.items()}


def test_every_page_was_looked_at(seen, site, notebooks):
    files = {"00_bridge.html", "01_hostile.html", "02_raw.html", "index.html", "glossary.html", "teaching/index.html"}
    files |= ARTICLES | {f"{n.stem}.html" for n in notebooks}
    assert len(notebooks) == 13
    assert set(seen) >= {(file, view) for file in files for view in VIEWS}
    assert {page for page, _ in seen} >= {p.relative_to(site).as_posix() for p in site.glob("**/*.html")}


@pytest.mark.parametrize(
    ("what", "expected"),
    [("violations", []), ("requests", []), ("errors", []), ("dialogs", []), ("pwned", None), ("overflow", 0)],
)
def test_on_no_page(seen, what, expected):
    assert {key: page[what] for key, page in seen.items() if page[what] != expected} == {}


def test_pages_have_one_script_or_none(seen):
    few = {"index.html": 0, "glossary.html": 0, "teaching/index.html": 0, "00_bridge.html": 1, course.THE_ARTICLE: 1}
    assert {page: seen[page, VIEWS[0]]["scripts"] for page in few} == few
    assert max(page["scripts"] for page in seen.values()) == 1


def test_all_images_are_there(seen):
    assert seen["00_bridge.html", "1280 light"]["images"] == 1
    assert {key: page for key, page in seen.items() if page["loaded"] != page["images"]} == {}


def test_a_number_lights_up_its_words_in_the_article_beside_it(site, little):
    """Folded away or not, at both widths: the pane opens and scrolls to the words. It folds without script."""
    pages = [site / f"{stem}.html" for stem in ("02_the_headline", "03_who_says_what", "05_headline_against_body")]
    done = node("lesson.mjs", *pages, little / "00_bridge.html")
    assert done.returncode == 0, done.stderr
    for found in json.loads(done.stdout):
        wide = found["width"] == 1280
        assert found["first"]["open"] is wide and found["toggled"]["open"] is not wide
        assert found["named"] == ("Read the article" if wide else "Close the article")
        assert found["errors"] == [] and found["first"]["overflow"] == 0
        if "touched" in found:
            assert found["touched"]["open"] and found["touched"]["inside"] and found["touched"]["lit"], found
            assert (
                found["cleared"]["lit"] == 0 and found["cleared"]["open"] is wide
            )  # folded where it covers the lesson
    assert sum("touched" in found for found in json.loads(done.stdout)) >= 6


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
    pages = [site / f"{stem}.html" for stem in ("index", "02_the_headline", "03_who_says_what", "teaching/index")]
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
    assert led["03_who_says_what.html"] is True
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
    """With its article once, its tasks and what was to be guessed; without answers."""
    sheets = printed([site / f"{notebook.stem}.html" for notebook in notebooks], tmp_path / "out", paper)
    assert {stem: len(pdf.pages) for stem, pdf in sheets.items() if len(pdf.pages) > MOST_SHEETS} == {}
    assert [stem for stem, pdf in sheets.items() if shrunk(pdf)] == []
    read = {stem: normalize("NFKC", "".join(p.extract_text() for p in pdf.pages)) for stem, pdf in sheets.items()}
    texts = {stem: " ".join(text.split()) for stem, text in read.items()}  # without ligatures
    for stem, text in texts.items():
        assert text.count("set up a call with Takaichi and advised her") <= 1 or stem[:2] == "10", stem
        assert "Task 1: " in text and not re.search(r"One answer|The answer|A hint|Skip to|Make your guess", text), stem
    assert "sovereignty" in texts["02_the_headline"] and "The program finds five sources" in texts["03_who_says_what"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_lesson_on_paper_is_three_sheets_and_answers(tmp_path, paper):
    lesson = [p.extract_text() for p in printed([course.PAPER], tmp_path / "out", paper)["paper_lesson"].pages]
    assert len(lesson) == 5
    assert "Paper A" in lesson[0] and "whatever happens" in lesson[0]  # both texts whole
    assert lesson[1].startswith("Task 1") and "Task 5" in lesson[2]
    assert lesson[3].lstrip().startswith("Answers, for the teacher")


def test_a_page_that_is_too_wide_for_paper_is_found_out(tmp_path):
    (tmp_path / "wide.html").write_text("<p style='width: 3000px'>Too wide</p>")
    assert shrunk(printed([tmp_path / "wide.html"], tmp_path / "out", "A4")["wide"])


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


@pytest.mark.parametrize("stem", ["02_the_headline", "11_how_hard_to_read"])
def test_a_notebook_runs_in_jupyterlab(stem, tmp_path):
    path = checkout(tmp_path) / f"{stem}.ipynb"
    expected = charts(path)
    ran = in_lab(path)
    assert ran["errors"] == []
    assert ran["ran"] == ran["cells"] > 0
    assert ran["figures"] == expected
    assert ran["requests"] == []
    if ran["guesses"]:
        assert ran["open"] == [0, ran["guesses"]]  # a chart to guess opens when its cell is run


# Each with what is said of it, by hand: people briefed, officials, an American; Takaichi and Xi are only retold.
TYPED = [
    ("How many of the seven sources have no name?", "2", "Not yet. Too low."),
    ("How many of the seven sources have no name?", "three", "Right."),
    ("Which two sources does the program miss?", "Trump", "Not yet. This does not belong: trump."),
    ("Which two sources does the program miss?", "Xi and Takaichi", "Right."),
]


def test_a_student_types_answers_in_jupyterlab(tmp_path):
    ran = in_lab(checkout(tmp_path) / "03_who_says_what.ipynb", *((asks, typed) for asks, typed, _ in TYPED))
    assert (ran["errors"], ran["requests"]) == ([], [])
    assert [(a["byEnter"], a["byButton"]) for a in ran["answered"]] == [(says, says) for *_, says in TYPED]
    assert all(a["folded"] == 2 for a in ran["answered"])  # the hint and the answer


def test_a_broken_notebook_is_found_out_in_jupyterlab(tmp_path):
    path = checkout(tmp_path) / "02_the_headline.ipynb"
    book = nbformat.read(path, as_version=4)
    chart = next(c for c in book.cells if c.cell_type == "code" and "headline_words" in c.source)
    chart.source = "wb.headline_wrods(page)"
    nbformat.write(book, path)
    ran = in_lab(path)
    assert len(ran["errors"]) == 1 and ran["errors"][0].startswith("AttributeError: ")


def test_a_hostile_article_does_nothing_in_jupyterlab(tmp_path):
    _, hostile, *_ = little_notebooks.write(tmp_path)
    ran = in_lab(hostile)
    assert (ran["errors"], ran["pwned"], ran["requests"], ran["figures"]) == ([], None, [], 2)
    assert ran["formulas"] == 0  # "$x$" stays what the article says, in tables of pandas too


def test_an_error_is_seen_in_jupyterlab(tmp_path):
    ran = in_lab(little_notebooks.write_failing(tmp_path))
    assert ran["errors"] == ["ValueError: no bridge\nat all"]
