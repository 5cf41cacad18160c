"""What the documents say is so: their links, commands, JSON keys and figures are checked."""

from __future__ import annotations

import doctest
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis import catalogue, cli, json_output, measure, own
from analysis.context import validity
from analysis.views.base.html import plain
from analysis.views.readability import MARKS, WHOLE, against_teachers
from research import python_page

ROOT = Path(__file__).parents[1]
# The sources of the teacher pack are templates whose links are checked on the pages made from them (test_course).
DOCUMENTS = sorted(
    path
    for folder in (".", "docs", "analysis", "research", "seeds")
    for path in (ROOT / folder).glob("*.md" if folder == "." else "**/*.md")
    if not path.name.startswith(("invented", "wikinews"))
)
MOST_BYTES = {"README.md": 8192, "CONTRIBUTING.md": 9216}


def without_code(markdown: str) -> str:
    """Links in code are no links."""
    return re.sub(r"^(?:    |```).*$|`[^`\n]*`", "", markdown, flags=re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken(path: Path, markdown: str) -> Iterator[str]:
    """The relative links that lead to no file, or to no heading of it."""
    for target in re.findall(r"\]\(\s*([^)\s]+)\s*\)", without_code(markdown)):
        if re.match(r"\w+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            yield target


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in DOCUMENTS])
def test_links_lead_somewhere(path: Path):
    assert list(broken(path, path.read_text("utf-8"))) == []


def test_a_broken_link_is_found():
    markdown = "[a](README.md) [b](nothing.md) [c](README.md#limits) [d](README.md#no-such) [e](https://x.org)"
    assert list(broken(ROOT / "CHANGELOG.md", markdown)) == ["nothing.md", "README.md#no-such"]


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in DOCUMENTS])
def test_files_that_are_named_exist(path: Path):
    """Those in backticks, from the project's folder; NN and * may be anything."""
    folders = "analysis|docs|figures|notebooks|research|seeds|teaching|tests"
    named = re.findall(rf"`((?:{folders})/[\w./*-]*)`", path.read_text("utf-8"))
    assert [name for name in named if not list(ROOT.glob(name.replace("NN_name", "*").replace("NN", "*")))] == []


def test_the_folders_of_the_package_are_those_that_contributing_lists():
    tree = re.search(r"^    analysis/\n((?: {6}\S.*\n)+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)[
        1
    ]
    listed = {name.strip("/") for name in re.findall(r"\b([a-z_]+(?:/|\.py)|en_core_news_sm/)(?=[\s:])", tree)}
    top = {p.name for p in (ROOT / "analysis").iterdir() if p.is_dir() or p.suffix == ".py"}
    assert top - listed - {"__pycache__", "__init__.py", "__main__.py"} == set()


@pytest.mark.parametrize("name", MOST_BYTES)
def test_it_stays_short(name: str):
    assert (ROOT / name).stat().st_size <= MOST_BYTES[name]


def commands(markdown: str) -> list[tuple[str, tuple[str, ...]]]:
    """The commands of `python -m analysis` in indented code, with their options; a line may leave the beginning out."""
    code = re.findall(r"^    ([^#\n]*\S)", markdown, re.MULTILINE)
    lines = [re.search(r"(?:-m analysis |^(?=[a-z]+ [A-Z-]))([a-z]+)\b(.*)", line) for line in code]
    return [(found[1], tuple(re.findall(r"--[a-z-]+", found[2]))) for found in lines if found]


def test_commands_are_found():
    markdown = "    report --out DIR   # pages\n    x/python -m analysis read a.txt --json\n    pip install x\nread A"
    assert commands(markdown) == [("report", ("--out",)), ("read", ("--json",))]


SHOWN = {
    (path.name, command): None
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "teaching/running_it.md"]
    for command in commands(path.read_text("utf-8"))
}


def test_the_readme_shows_every_command_of_a_reader():
    shown = {command for name, (command, _) in SHOWN if name == "README.md"}
    assert shown == {
        "read",
        "measure",
        "report",
        "site",
        "figures",
        "compare",
        "corpus",
        "across",
        "sample",
        "sheet",
        "agreement",
    }


@pytest.mark.parametrize(("name", "command"), SHOWN)
def test_a_command_and_its_options_exist(name, command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([command[0], "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert [option for option in command[1] if option not in told] == []


def test_tasks_exist():
    named = {name for path in DOCUMENTS for name in re.findall(r"tasks\.py ([a-z]+)", path.read_text("utf-8"))}
    told = re.findall(r"^python3 tasks\.py ([a-z]+)", (ROOT / "tasks.py").read_text("utf-8"), re.MULTILINE)
    assert {"report", "lab", "site"} <= named <= set(told)


# --- docs/json.md -----------------------------------------------------------------------------------------------------


FIGURES = {agreement.figure for m in catalogue.MEASURES for agreement in validity.of(m.name)}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


@pytest.fixture(scope="module")
def contract() -> str:
    return (ROOT / "docs/json.md").read_text("utf-8").partition("\n## Other commands")[0]


def test_every_key_of_the_json_is_described_and_no_other(contract: str):
    too_short = "Council meets\n\nThe council met on Monday."  # has `limits`
    there = {key for of in (ROOT / "seeds/trump-takaichi-call.txt", too_short) for key in keys(measure(of).to_dict())}
    told = {word for cell in re.findall(r"^\| (`.+?`) \|", contract, re.MULTILINE) for word in re.findall(r"\w+", cell)}
    assert there - told == {"direct", "mixed", "indirect"}  # named in the row of `manner`
    assert told - there == FIGURES - there


def test_read_prints_the_article_that_measure_prints():
    page = measure(ROOT / "seeds/trump-takaichi-call.txt")
    printed, measured = json_output.article_to_dict("a.txt", page.article), page.to_dict()
    assert printed.keys() == {"schema", "file", "article"}
    rest = {key: value for key, value in measured["article"].items() if key not in ("sentences", "pipeline")}
    assert printed["article"] == rest


def test_every_key_of_a_comparison_is_described_and_no_other():
    other = (ROOT / "docs/json.md").read_text("utf-8").partition("\n## Other commands")[2].partition("\n## ")[0]
    pages = [measure(ROOT / f"seeds/invented-bridge-{name}.md") for name in ("praised", "blamed")]
    there = set(keys(json_output.comparison_to_dict(pages))) - {"schema"}
    told = {word for row in re.findall(r"^\| (`.+) \|$", other, re.MULTILINE) for word in re.findall(r"`(\w+)`", row)}
    assert told == there


def test_the_schema_is_the_one_that_is_described(contract: str):
    assert f'"schema": {json_output.SCHEMA}' in contract


def test_every_figure_is_explained(contract: str):
    table = contract.partition("| figure | meaning |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", table)) == FIGURES


# --- docs/accuracy.md -------------------------------------------------------------------------------------------------

INTERVAL = r"(\d\.\d\d) \((\d\.\d\d) to (\d\.\d\d)\)"
ROW = re.compile(rf"^\| `([\w.]+)` \| (.+?) \| `(\w+)` \| {INTERVAL} \|(?: (\d\.\d\d|–) \|)?$", re.MULTILINE)


def test_figures_of_accuracy_are_those_that_were_measured():
    """A fifth column has what a second reader reached."""
    found, second = {}, {}
    for labeled in json.loads(validity.FILE.read_text("utf-8"))["sets"]:
        for name, figures in labeled["ours"].items():
            for figure, values in figures.items():
                at = (name, labeled["title"], figure)
                if values["value"] is not None:
                    found[at] = tuple(f"{values[part]:.2f}" for part in ("value", "low", "high"))
                ceiling = labeled.get("second_reader", {}).get(name, {}).get(figure)
                second[at] = "–" if ceiling is None else f"{ceiling:.2f}"
    rows = ROW.findall((ROOT / "docs/accuracy.md").read_text("utf-8"))
    assert len(rows) >= 30
    assert [row for row in rows if found[row[:3]] != row[3:6]] == []
    told = [row for row in rows if row[6]]
    assert len(told) >= 10
    assert [row for row in told if second[row[:3]] != row[6]] == []


def test_what_the_marks_are_compared_with_is_told():
    clear = next(s for s in validity.report()["sets"] if s["set"] == "clear")
    whole = clear["baselines"][WHOLE][MARKS]["harder_of_two"]
    told = (ROOT / "docs/accuracy.md").read_text("utf-8").replace("\n", " ")
    assert "the whole excerpt {value:.2f} ({low:.2f} to {high:.2f})".format(**whole) in told
    assert f"In {clear['without_marks']} of the {clear['items']:,} excerpts nothing is marked" in told
    shown = plain(against_teachers().blocks[0].html())
    assert f"{clear['items']:,} excerpts" in shown
    assert "harder 69 times in 100 (likely between 68 and 70)" in shown
    assert "harder one 68 times in 100 (likely between 67 and 69)" in shown


def test_what_nobody_labeled_is_said():
    said = (ROOT / "docs/accuracy.md").read_text("utf-8").partition("Nobody has labeled")[2].partition("\n\n")[0]
    names = {m.name for m in catalogue.MEASURES if not validity.of(m.name) and not m.name.startswith("textstat_")}
    told = set(re.findall(r"`(\w+)`", said))
    assert len(told) > 10 and told <= names  # docs/measures.md has all


# --- docs/python.md ---------------------------------------------------------------------------------------------------


def test_the_columns_are_those_of_the_tables():
    """If not: python -m research.python_page"""
    assert python_page.FILE.read_text("utf-8") == python_page.page()


def test_the_examples_of_the_python_api_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    with own.using(()):  # what the examples declare ends with them
        failed, tried = doctest.testfile(str(python_page.FILE), module_relative=False, encoding="utf-8")
    assert failed == 0 and tried > 20
    assert list((ROOT / "seeds").glob("*.corrections.json")) == []
