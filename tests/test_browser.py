"""The report's pages and a notebook in JupyterLab, in Chromium."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import little_notebooks
import pytest

from analysis import article_report
from analysis import report as report_module
from analysis import workbook as wb
from analysis.report import NOTEBOOKS, report

pytestmark = pytest.mark.browser

BROWSER = Path(__file__).parent / "browser"
SEED = NOTEBOOKS.parent / "seeds" / "trump-takaichi-call.txt"
VIEWS = ["1280 light", "1280 dark", "400 light"]


def node(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    assert (BROWSER / "node_modules" / "axe-core").is_dir(), "run: npm ci --prefix tests/browser"
    command = ["node", str(BROWSER / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


def look(pages: list[Path]) -> dict[tuple[str, str], dict]:
    """What Chromium and axe-core found, by page and view."""
    done = node("pages.mjs", *pages)
    assert done.returncode == 0, done.stderr
    return {(seen["page"], seen["view"]): seen for seen in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def notebooks() -> list[Path]:
    return sorted(NOTEBOOKS.glob("[!.]*.ipynb"))


@pytest.fixture(scope="module")
def pages(notebooks, tmp_path_factory) -> list[Path]:
    little = little_notebooks.write(tmp_path_factory.mktemp("notebooks"))
    out = tmp_path_factory.mktemp("report")
    report(out / "little", little)
    report(out / "workbook", notebooks)
    return sorted(out.glob("*/*.html"))


@pytest.fixture(scope="module")
def seen(pages, tmp_path_factory) -> dict[tuple[str, str], dict]:
    return look(pages)


def test_every_page_was_looked_at_in_every_view(seen, notebooks):
    files = {"00_bridge.html", "01_hostile.html", "02_raw.html", "index.html", *(f"{n.stem}.html" for n in notebooks)}
    assert len(notebooks) >= 5
    assert set(seen) == {(file, view) for file in files for view in VIEWS}


@pytest.mark.parametrize(
    ("what", "expected"),
    [("violations", []), ("requests", []), ("errors", []), ("dialogs", []), ("pwned", None), ("scripts", 0),
     ("overflow", 0)],
)  # fmt: skip
def test_on_no_page(seen, what, expected):
    assert {key: page[what] for key, page in seen.items() if page[what] != expected} == {}


def test_all_images_are_there(seen):
    assert seen["00_bridge.html", "1280 light"]["images"] == 1
    assert {key: page for key, page in seen.items() if page["loaded"] != page["images"]} == {}


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


def test_a_screen_reader_hears_who_speaks(tmp_path):
    """Chromium's accessibility tree of the marked article: every voice by name where it begins and ends, in the
    article's order, the article's words once."""
    page = wb.open_article(SEED)
    book = article_report._written("The article", "Marked.", [("Who speaks", wb.marked_article(page))])
    exported = report_module.page(tmp_path / "marked.html", book, report_module.exporter())
    (tmp_path / "marked.html").write_text(report_module.rendered(exported, index=False), "utf-8")
    done = node("reads.mjs", tmp_path / "marked.html")
    assert done.returncode == 0, done.stderr
    (figure,) = json.loads(done.stdout)
    heard = " ".join(" ".join(line.partition(": ")[2] for line in figure if line.startswith("StaticText")).split())
    steps = [
        "article's own voice", "Trump blindsides key ally", "[voice: Wall Street Journal] President Donald Trump",
        "told [end of Wall Street Journal ] [voice: Donald Trump] the prime minister of Japan",
        "[end of Donald Trump ] , reported the Wall Street Journal", "[voice: people briefed on the matter] China by",
        "people briefed on the matter not named said", "[voice: Japanese officials]",
    ]  # fmt: skip
    at = [heard.find(step) for step in steps]
    assert -1 not in at and at == sorted(at), heard
    assert heard.count("[voice: ") == heard.count("[end of ") > 5
    bare = re.sub(r"\[voice: [^]]*\]|\[end of [^]]*\]| not named(?=[ ,.])", " ", heard)
    body = " ".join(page.article.text[s:e] for s, e in page.article.paragraphs)
    assert re.findall(r"\w+", body) == re.findall(r"\w+", bare)[-len(re.findall(r"\w+", body)) :]


def in_lab(notebook: Path) -> dict:
    done = node("lab.mjs", sys.executable, notebook)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_notebook_runs_in_jupyterlab(notebooks, tmp_path):
    for folder in ("notebooks", "seeds"):  # JupyterLab saves what it runs: not in the checkout
        shutil.copytree(NOTEBOOKS.parent / folder, tmp_path / folder)
    ran = in_lab(tmp_path / "notebooks" / notebooks[1].name)
    assert ran["errors"] == []
    assert ran["ran"] == ran["cells"] > 0
    assert ran["figures"] >= 1
    assert ran["requests"] == []


def test_a_hostile_article_does_nothing_in_jupyterlab(tmp_path):
    _, hostile, *_ = little_notebooks.write(tmp_path)
    ran = in_lab(hostile)
    assert (ran["errors"], ran["pwned"], ran["requests"], ran["figures"]) == ([], None, [], 1)


def test_an_error_is_seen_in_jupyterlab(tmp_path):
    ran = in_lab(little_notebooks.write_failing(tmp_path))
    assert ran["errors"] == ["ValueError: no bridge\nat all"]
