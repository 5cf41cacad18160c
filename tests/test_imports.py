"""Who may import whom. The rules are in CONTRIBUTING.md; each is shown to catch a sample that breaks it."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analysis"

# What all others may build on: records and plain text, in this order.
FOUNDATION = ("article", "spans", "quotations", "wordforms", "validity", "reference", "lexicons")
# A stage in several files that is no folder.
STAGE = {
    **dict.fromkeys(
        (
            "blocks",
            "correcting",
            "declared",
            "decoding",
            "fetching",
            "furniture",
            "lines",
            "markdown",
            "page",
            "photos",
            "robots",
            "sheet",
        ),
        "reading",
    ),
    **dict.fromkeys(("checks", "comparing", "explore", "other_names", "sections", "statement"), "workbook"),
    **dict.fromkeys(("article_report", "course", "editions", "folds", "paper", "teaching", "words"), "report"),
    "phrasing": "narrate",
}
# These join the stages. Every other module sees the foundation only, so that each stage can be read alone.
JOINING = {"opening", "workbook", "report", "classroom", "corpus", "cli", "__main__"}
ONLY_IN = {"matplotlib": "charts", "IPython": "narrate"}
LOADERS = {"spacy.load", "spacy.util.load_model", "spacy.util.load_model_from_path", "spacy.blank"}
HEAVY = {
    *("IPython", "bs4", "dask", "distributed", "lxml", "matplotlib", "nbclient", "nbconvert", "nltk", "numpy"),
    *("krippendorff", "onnxruntime", "openpyxl", "pandas", "pyarrow", "spacy", "trafilatura"),
}


class Imports(NamedTuple):
    """Dotted names of what is imported (`analysis.article.Span`), and of spaCy's loaders that are called."""

    running: set[str]
    typing_only: set[str]
    loads: set[str]


def imports(module: str, source: str, package: bool = False) -> Imports:
    """`module` is the importer's dotted name; `package` says that it is an __init__.py."""
    found = Imports(set(), set(), set())
    home = module.split(".") if package else module.split(".")[:-1]

    def visit(node: ast.AST, into: set[str]) -> None:
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for child in node.body:
                visit(child, found.typing_only)
            return
        if isinstance(node, ast.Import):
            into.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else []
            into.update(".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in LOADERS:
            found.loads.add(ast.unparse(node.func))
        for child in ast.iter_child_nodes(node):
            visit(child, into)

    visit(ast.parse(source), found.running)
    found.loads.update(found.running & LOADERS)
    return found


def unit(name: str) -> str | None:
    """The part of ours that a dotted name belongs to: `measures.tone`, `article`; None: not ours, or the package."""
    first, *rest = name.split(".")
    if first != "analysis" or not rest or rest[0] == "__version__":
        return None
    return ".".join(rest[:2]) if rest[0] == "measures" else STAGE.get(rest[0], rest[0])


def allowed(who: str, whom: str) -> bool:
    if who in FOUNDATION:
        return whom in FOUNDATION[: FOUNDATION.index(who)]
    joins = who in JOINING or (who == "catalogue" and whom.startswith("measures."))
    return joins or whom in FOUNDATION


def violations(module: str, source: str, package: bool = False) -> list[str]:
    """One line for each broken rule in a module of ours."""
    found, who = imports(module, source, package), unit(module) or "analysis"
    ours = {whom for name in found.running | found.typing_only if (whom := unit(name)) and whom != who}
    broken = [f"{who} imports {whom}" for whom in sorted(ours) if not allowed(who, whom)]
    others = {name.split(".")[0] for name in found.running}
    broken += [f"{who} imports {name}" for name, owner in ONLY_IN.items() if name in others and who != owner]
    if "pandas" in others and (who in FOUNDATION or who.startswith("measures")):
        broken.append(f"{who} imports pandas")
    if who != "language":
        broken += [f"{who} calls {name}" for name in sorted(found.loads)]
    return broken


def modules() -> list[tuple[str, Path]]:
    files = sorted(PACKAGE.rglob("*.py"))
    return [(".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), p) for p in files]


@pytest.mark.parametrize(("module", "path"), [pytest.param(*each, id=each[0]) for each in modules()])
def test_modules_keep_the_rules(module: str, path: Path) -> None:
    assert violations(module, path.read_text("utf-8"), path.name == "__init__.py") == []


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other, in a circle; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_module_imports_itself_by_way_of_others() -> None:
    names = {module for module, _ in modules()}
    graph: dict[str, set[str]] = {}
    for module, path in modules():
        found = imports(module, path.read_text("utf-8"), path.name == "__init__.py").running
        # `from .article import Span` is noted as analysis.article.Span
        graph[module] = {n if n in names else n.rpartition(".")[0] for n in found} & names - {module}
    assert "analysis.article" in graph["analysis.workbook"]
    assert circle(graph) == []


def test_a_circle_is_found() -> None:
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


@pytest.mark.parametrize("module", ["analysis", "analysis.cli", "analysis.reading.read", "analysis.reading.fetch"])
def test_nothing_heavy_is_loaded_before_it_is_needed(module: str) -> None:
    program = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "analysis" in loaded
    assert loaded & HEAVY == set()


def test_measure_loads_what_it_measures_with_and_no_more() -> None:
    program = (
        "import contextlib, io, sys; from analysis import cli\n"
        "with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())): cli.main(['measure', sys.argv[1]])\n"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    seed = ROOT / "seeds" / "trump-takaichi-call.txt"
    done = subprocess.run([sys.executable, "-c", program, seed], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"spacy", "textstat", "pyarrow"} <= loaded
    assert loaded & {"IPython", "bs4", "lxml", "matplotlib", "openpyxl", "pandas"} == set()


@pytest.mark.parametrize(
    ("module", "source", "broken"),
    [
        ("analysis.article", "from .reading import read", ["article imports reading"]),
        ("analysis.article", "def f():\n    import pandas", ["article imports pandas"]),
        ("analysis.views.tables", "from analysis import charts", ["tables imports charts"]),
        ("analysis.views.charts", "import analysis.views.base.html", ["charts imports narrate"]),
        ("analysis.measures.tone.gap", "from .headline import words", ["measures.tone imports measures.headline"]),
        ("analysis.measures.tone.gap", "from ..language import parse", ["measures.tone imports language"]),
        ("analysis.measures.sourcing.links", "import pandas as pd", ["measures.sourcing imports pandas"]),
        ("analysis.nlp.pipeline.crf", "from .. import workbook", ["components imports workbook"]),
        (
            "analysis.reading.plain_text",
            "if TYPE_CHECKING:\n    from .workbook import Page",
            ["reading imports workbook"],
        ),
        ("analysis.catalogue", "from . import tables", ["catalogue imports tables"]),
        ("analysis.workbook", "from matplotlib import pyplot", ["workbook imports matplotlib"]),
        ("analysis.views.tables", "from IPython.display import HTML", ["tables imports IPython"]),
        ("analysis.report.notebook_pages", "import spacy\nnlp = spacy.load('x')", ["report calls spacy.load"]),
        ("analysis.corpus", "from spacy import load", ["corpus calls spacy.load"]),
        ("analysis.workbook", "from . import catalogue, language\nfrom .measures import tone", []),
        ("analysis.catalogue", "from .article import Value\nfrom .measures import tone", []),
        ("analysis.measures.sourcing.links", "from ...article import Span\nfrom .people import name", []),
        ("analysis.views.base.html", "if TYPE_CHECKING:\n    from matplotlib.figure import Figure", []),
        ("analysis.nlp.parsing", "import spacy\nnlp = spacy.load('x')", []),
    ],
)
def test_the_rules_catch_what_breaks_them(module: str, source: str, broken: list[str]) -> None:
    assert violations(module, source) == broken


def test_a_package_resolves_its_own_relative_imports() -> None:
    source = "from .people import name\nfrom ...reading import read"
    assert violations("analysis.measures.sourcing", source, package=True) == ["measures.sourcing imports reading"]
