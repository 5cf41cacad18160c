"""Who may import whom: the contracts of import-linter in pyproject.toml, and what they cannot say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import without_training

ROOT = Path(__file__).parents[1]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
LOADERS = {"load", "blank", "load_model", "load_model_from_path"}
HEAVY = set(
    """IPython bs4 dask distributed krippendorff lxml matplotlib nbclient nbconvert nltk numpy onnxruntime openpyxl
    pandas pyarrow spacy textblob trafilatura""".split()
)


def broken(config: Path) -> set[str]:
    """The names of the contracts that do not hold."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache", "--config", str(config)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env=None,
    )
    found = re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    assert found, done.stdout + done.stderr
    return {name for name, kept in found if kept == "BROKEN"}


def test_the_contracts_hold() -> None:
    assert broken(ROOT / "pyproject.toml") == set()


def test_the_contracts_see_what_they_forbid(tmp_path: Path) -> None:
    """Without their exceptions, with two layers exchanged and for a package with circles, all of them are broken."""
    config = (ROOT / "pyproject.toml").read_text("utf-8")
    names = set(re.findall(r'^name = "(.+)"\ntype', config, re.MULTILINE))
    config = re.sub(r"^ignore_imports = \[[^]]*\].*$", "", config, flags=re.MULTILINE)
    for name, other in (('"frames"', '"views"'), ('"statement |', '"syllables |')):
        config = config.replace(name, "OTHER").replace(other, name).replace("OTHER", other)
    config = config.replace('forbidden_modules = ["pandas"]', 'forbidden_modules = ["spacy"]')
    config = config.replace('root_package = "analysis"', 'root_packages = ["analysis", "asyncio"]')
    config = config.replace('ancestors = ["analysis"]', 'ancestors = ["asyncio"]')  # asyncio's modules have circles
    (tmp_path / "pyproject.toml").write_text(config, "utf-8")
    assert broken(tmp_path / "pyproject.toml") == names


def loads_spacy(source: str) -> list[str]:
    """Calls and imports of what loads a pipeline."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in LOADERS and ast.unparse(node.value).startswith("spacy"):
            found.append(ast.unparse(node))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "spacy":
            found += [alias.name for alias in node.names if alias.name in LOADERS]
    return found


def test_pipelines_are_loaded_in_one_place() -> None:
    found = {p.relative_to(ROOT).as_posix(): loads_spacy(p.read_text("utf-8")) for p in ROOT.glob("analysis/**/*.py")}
    assert {path for path, loads in found.items() if loads} == {"analysis/nlp/parsing.py"}


@pytest.mark.parametrize(
    "source",
    ["import spacy\nnlp = spacy.load('x')", "from spacy import load", "import spacy.util\nspacy.util.load_model('x')"],
)
def test_a_second_place_is_found(source: str) -> None:
    assert loads_spacy(source)


def loaded(program: str, *arguments: object) -> set[str]:
    """The packages that are there when a program has ended."""
    program += "\nprint(*{name.partition('.')[0] for name in __import__('sys').modules})"
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("module", ["analysis", "analysis.cli", "analysis.reading.read", "analysis.reading.fetch"])
def test_nothing_heavy_is_loaded_before_it_is_needed(module: str) -> None:
    found = loaded(f"import {module}")
    assert "analysis" in found
    assert found & HEAVY == set()


MEASURE = f"""{without_training.START}
import contextlib, io, sys
from analysis import cli
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())): cli.main(["measure", sys.argv[1]])
"""


def test_measure_loads_what_it_measures_with_and_no_more() -> None:
    found = loaded(MEASURE, ROOT / "seeds" / "trump-takaichi-call.txt")
    assert {"spacy", "textstat", "pyarrow"} <= found
    assert found & {"IPython", "bs4", "lxml", "matplotlib", "openpyxl", "pandas"} == set()


REPORT = f"""{without_training.START}
import sys
from analysis import cli
cli.main(["report", sys.argv[1], "--out", sys.argv[2]])
"""


def test_a_page_needs_no_notebook_and_draws_nothing(tmp_path: Path) -> None:
    found = loaded(REPORT, ROOT / "seeds" / "trump-takaichi-call.txt", tmp_path / "out")
    assert {"spacy", "pandas", "jinja2"} <= found
    assert found & {"IPython", "bs4", "lxml", "matplotlib", "nbclient", "nbconvert", "nbformat", "openpyxl"} == set()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["trump-takaichi-call.report.html"]
