"""Self-checks: what an answer is told, in Python and on a page, which judges by a script of its own."""

from __future__ import annotations

import builtins
import json
import subprocess
from pathlib import Path

import ipywidgets
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import workbook as wb
from analysis.classroom import self_check
from analysis.classroom.self_check import Check, judged
from analysis.report import notebook_pages
from analysis.views.base.html import Section

SEEDS = Path(__file__).parents[1] / "seeds"
RIGHT, NOT_YET, MORE = "Right.", "Not yet.", "Not yet. There is more."
LOW, HIGH, ONE = "Not yet. Too low.", "Not yet. Too high.", "Not yet. Write one number."

THREE = Check("How many?", 3)
NONE = Check("How many?", 0)
SHARE = Check("What share?", 28, percent=True)
TENTH = Check("What tone?", -0.1)
MANY = Check("How many words?", 1204)
OUTLET = Check("Which outlet?", ["Wall Street Journal", "WSJ"])
CITY = Check("Which city?", "Tokyo")
TWICE = Check("How often?", "twice")
WORDS = Check("Which words?", ["key", "stunning", "demand"], every=True)
NAMES = Check("Who?", ["Sanae Takaichi", "Xi Jinping"], every=True)
CHECKS = (THREE, NONE, SHARE, TENTH, MANY, OUTLET, CITY, TWICE, WORDS, NAMES)

CASES: tuple[tuple[Check, str, str], ...] = (
    (THREE, "3", RIGHT),
    (THREE, " three ", RIGHT),
    (THREE, "There are three of them.", RIGHT),
    (THREE, "THREE!", RIGHT),
    (THREE, "3.0", RIGHT),
    (THREE, "2", LOW),
    (THREE, "four", HIGH),
    (THREE, "2 or 3", ONE),
    (THREE, "many", ONE),
    (THREE, "1.2.3", ONE),
    (THREE, "²", ONE),
    (THREE, "", "Write your answer first."),
    (THREE, "   ", "Write your answer first."),
    (NONE, "none", RIGHT),
    (NONE, "No", RIGHT),
    (NONE, "nobody", RIGHT),
    (NONE, "1", HIGH),
    (SHARE, "28", RIGHT),
    (SHARE, "27%", RIGHT),
    (SHARE, "0.28", RIGHT),
    (SHARE, "29 percent", RIGHT),
    (SHARE, "30", HIGH),
    (SHARE, "half", HIGH),
    (SHARE, "0.5%", LOW),
    (TENTH, "-0.1", RIGHT),
    (TENTH, "−0,1", RIGHT),
    (TENTH, "0.1", HIGH),
    (MANY, "1,204", RIGHT),
    (MANY, "1204 words", RIGHT),
    (MANY, "1,203", LOW),
    (OUTLET, "Wall Street Journal", RIGHT),
    (OUTLET, "the journal", RIGHT),
    (OUTLET, "The Wall Street Journal's", RIGHT),
    (OUTLET, "wsj", RIGHT),
    (OUTLET, "the newspaper Wall Street Journal", RIGHT),
    (OUTLET, "the Washington Post", NOT_YET),
    (OUTLET, "the", NOT_YET),
    (CITY, "“Tokyo,”", RIGHT),
    (CITY, "In Tokyo", RIGHT),
    (CITY, "Kyoto", NOT_YET),
    (TWICE, "2", RIGHT),
    (TWICE, "two", RIGHT),
    (TWICE, "once", NOT_YET),
    (WORDS, "key, stunning, demand", RIGHT),
    (WORDS, "Demand and key and “stunning”", RIGHT),
    (WORDS, "key stunning", MORE),
    (WORDS, "key, ally, stunning, Trump", "Not yet. This does not belong: ally, trump."),
    (WORDS, "...", MORE),
    (NAMES, "Takaichi, Xi", RIGHT),
    (NAMES, "Sanae Takaichi’s and Xi Jinping's", RIGHT),
    (NAMES, "Takaichi", MORE),
)


@pytest.fixture(scope="module")
def page():
    return wb.open_article(SEEDS / "trump-takaichi-call.txt")


@pytest.mark.parametrize(("check", "given", "told"), CASES)
def test_judged(check, given, told):
    assert judged(check, given) == told


def as_page(folder: Path, *checks: Check) -> Path:
    shown = [new_output("display_data", data) for data, _ in Section(*checks).outputs()]
    cells = [
        new_markdown_cell("# Checks\n\nRight?", metadata={"tags": ["title"]}),
        new_code_cell(outputs=shown, metadata={"tags": ["check"]}),
    ]
    lesson = notebook_pages.read_lesson(Path("checks.ipynb"), new_notebook(cells=cells))
    (folder / "checks.html").write_text(notebook_pages.linked([lesson])["checks.html"], "utf-8")
    return folder / "checks.html"


@pytest.mark.browser
def test_a_page_judges_as_python_does(tmp_path):
    """Each by the button and by Enter; a right answer opens the reason."""
    typed = json.dumps([(CHECKS.index(check), given) for check, given, _ in CASES])
    script = Path(__file__).parent / "browser" / "checks.mjs"
    command = ["node", str(script), str(as_page(tmp_path, *CHECKS)), typed]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["errors"] == []
    assert found["names"] == [f"Check yourself. {check.asks}" for check in CHECKS]
    wanted = [(check.asks, given, [[told, told == RIGHT]] * 2) for check, given, told in CASES]
    got = [(check.asks, given, told) for (check, given, _), told in zip(CASES, found["told"], strict=True)]
    assert got == wanted


def test_what_a_page_has_without_script(tmp_path):
    check = Check("How <many>?", ["three", "3"], hint="Count & see.", because="There are 3.")
    soup = BeautifulSoup(as_page(tmp_path, check).read_text("utf-8"), "html.parser")
    box = soup.select_one(".check[data-kind]")
    assert (box["data-kind"], box["data-answers"]) == ("any", "3|3")
    assert box.p.text == "Check yourself. How <many>?"
    folds = [(d["class"], d.summary.text, d.p.text) for d in box.select("details")]
    assert folds == [(["hint"], "A hint", "Count & see."), (["key"], "The answer", "three. There are 3.")]
    assert not box.select("details[open], input, button")


@pytest.mark.parametrize(
    ("check", "shown"),
    [(SHARE, "28%"), (TENTH, "−0.10"), (MANY, "1,204"), (OUTLET, "Wall Street Journal"), (CITY, "Tokyo")],
)
def test_the_answer_as_it_is_shown(check, shown):
    assert BeautifulSoup(check.html(), "html.parser").select_one(".key strong").text == shown


def test_checks_are_about_the_lessons_own_articles(page):
    other = wb.open_article(text="The council met on Monday, and everybody went home.")
    ask = wb.checks(other)
    assert [b.text for b in ask("How many?", 3).blocks] == [self_check.OTHER_ARTICLE]
    assert ask("How many of you?", 3, about_article=False).blocks == (Check("How many of you?", 3),)
    for own in (page, wb.open_article(SEEDS / "invented-bridge-praised.md")):
        assert wb.checks(own)("How many?", 3, hint="Count.").blocks == (Check("How many?", 3, "Count."),)


def test_checks_are_added_up(page):
    check = wb.checks(page)
    added = check("One?", 1) + check("Two?", 2)
    assert [block.asks for block in added.blocks] == ["One?", "Two?"]


def test_in_jupyterlab_there_is_a_field(page, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *what, **_: shown.extend(what))
    wb.checks(page)("How many?", 3, hint="Count.")._ipython_display_()
    answer, button, told = shown[1].children
    answer.value = "<b>two</b>"  # Enter, or the next field
    assert told.value == "Not yet. Too low."
    answer.value = "3"
    button.click()
    assert told.value == "Right."
    assert isinstance(shown[1], ipywidgets.HBox) and "How many?" in shown[0]["text/html"]


def test_what_is_told_is_text(page):
    box = WORDS.field()
    box.children[0].value = "<img src=x>"
    box.children[1].click()
    assert box.children[2].value == "Not yet. This does not belong: img, src, x."


def test_without_ipywidgets_there_are_the_folds(page, monkeypatch):
    real, shown = builtins.__import__, []

    def without(name, *args, **options):
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr("IPython.display.display", lambda *what, **_: shown.extend(what))
    monkeypatch.setattr(builtins, "__import__", without)
    wb.checks(page)("How many?", 3)._ipython_display_()
    assert len(shown) == 1
