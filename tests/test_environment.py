"""The lists of packages agree: pyproject.toml, environment.yml, both constraints files, and what the code imports."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import without_training
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

import analysis

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT, TYPES = PYPROJECT["project"], PYPROJECT["tool"]["mypy"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))

NOT_AT_CONDA = {"nicknames", "resvg-py"}  # come with the project itself, by pip
PYPI_NAME = {"matplotlib-base": "matplotlib", "nbconvert-core": "nbconvert"}
# Imported under another name than installed, or installed by the package named here as a part of it.
DISTRIBUTION = {
    "bs4": "beautifulsoup4",
    "cycler": "matplotlib",
    "docx": "python-docx",
    "IPython": "ipykernel",
    "markdown_it": "markdown-it-py",
    "srsly": "spacy",
    "thinc": "spacy",
    "traitlets": "nbconvert",
    "markupsafe": "jinja2",
    "vaderSentiment": "vadersentiment",
    "yaml": "pyyaml",
}
# Run, not imported; trafilatura (by way of justext) imports lxml-html-clean, which older pips do not install for it.
PROGRAMS = {"import-linter", "ipykernel", "jupyterlab", "lxml-html-clean", "mypy", "pytest-xdist", "ruff", "setuptools"}


def ranges(requirements: list[str]) -> dict[str, SpecifierSet]:
    """What is asked for, and what the project's own extras in it ask for."""
    found: dict[str, SpecifierSet] = {}
    for required in map(Requirement, requirements):
        if required.name == PROJECT["name"]:
            found |= ranges([line for extra in required.extras for line in PROJECT["optional-dependencies"][extra]])
        else:
            found[canonicalize_name(required.name)] = required.specifier
    return found


NEEDED = ranges(PROJECT["dependencies"])
EXTRAS = {name: ranges(lines) for name, lines in PROJECT["optional-dependencies"].items()}
FOR_TESTS = EXTRAS["test"]
ASKED_FOR = {"notebooks", "classroom", "cluster"}  # extras that people choose
ALL = NEEDED | FOR_TESTS


def conda_ranges(dependencies: list) -> dict[str, SpecifierSet]:
    """conda's list with PyPI's names; raises ValueError at `=1.2`, which the two understand differently."""
    found = {}
    for line in (d for d in dependencies if isinstance(d, str)):
        name, spec = re.fullmatch(r"([\w.-]+)\s*(.*)", line).groups()
        if re.search(r"(?<![<>=~!])=(?!=)", spec):
            raise ValueError(f"{line}: write ==, >= or ~=")
        found[canonicalize_name(PYPI_NAME.get(name, name))] = SpecifierSet(spec)
    return found


def pins(name: str) -> dict[str, Version]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(package): Version(version) for package, version in pairs}


def third_party(paths: list[Path]) -> set[str]:
    """Distributions that these modules import."""
    names = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module.split(".")[0])
    own = {
        "analysis",
        "research",
        "tasks",
        "tests",
        *(p.stem for p in (ROOT / "tests").glob("*.py")),
    }
    return {canonicalize_name(DISTRIBUTION.get(n, n)) for n in names - set(sys.stdlib_module_names) - own}


def test_conda_has_the_same_packages_and_ranges() -> None:
    conda = conda_ranges(CONDA["dependencies"])
    assert conda.pop("python") == SpecifierSet(PROJECT["requires-python"])
    assert conda.pop("pip") == SpecifierSet()
    assert conda == {name: spec for name, spec in ALL.items() if name not in NOT_AT_CONDA}


def test_conda_takes_one_channel_and_the_project_itself() -> None:
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]
    assert [d["pip"] for d in CONDA["dependencies"] if isinstance(d, dict)] == [["-e ."]]


@pytest.mark.parametrize(
    ("line", "name", "spec"),
    [("numpy >=2.0,<3", "numpy", ">=2.0,<3"), ("matplotlib-base>=3.9", "matplotlib", ">=3.9"), ("pip", "pip", "")],
)
def test_conda_lines_are_understood(line: str, name: str, spec: str) -> None:
    assert conda_ranges([line, {"pip": ["-e ."]}]) == {name: SpecifierSet(spec)}


def test_conda_lines_with_one_equals_sign_are_refused() -> None:
    with pytest.raises(ValueError, match="numpy =2"):
        conda_ranges(["numpy =2"])


def test_constraints_lie_in_the_ranges() -> None:
    fixed = pins("constraints.txt")
    assert ALL.keys() <= fixed.keys()
    assert [name for name, spec in ALL.items() if fixed[name] not in spec] == []


def test_lowest_constraints_are_the_lower_ends() -> None:
    lower = {name: Version(s.version) for name, spec in ALL.items() for s in spec if s.operator == ">="}
    assert pins("constraints-lowest.txt") == lower


def test_what_the_code_imports_is_asked_for_and_nothing_else() -> None:
    code = third_party(sorted((ROOT / "analysis").rglob("*.py")))
    chosen = {name for extra in ASKED_FOR for name in EXTRAS[extra]}
    assert code - NEEDED.keys() - PROGRAMS == chosen - PROGRAMS
    assert NEEDED.keys() - code - PROGRAMS == set()
    assert [EXTRAS[extra].items() <= FOR_TESTS.items() for extra in ASKED_FOR] == [True] * 3


@pytest.mark.parametrize("extra", sorted(ASKED_FOR))
def test_whoever_lacks_a_package_is_told_its_extra(extra: str) -> None:
    """Also what comes with one of its packages, as IPython with ipykernel."""
    told = {canonicalize_name(DISTRIBUTION.get(name, name)) for name in analysis.EXTRAS[extra].split()}
    assert told - {"dask"} == EXTRAS[extra].keys()
    error = ModuleNotFoundError(name=f"{analysis.EXTRAS[extra].split()[0]}.part")
    assert analysis.how_to_install(error).endswith(f"run: pip install 'media-analysis-workbook[{extra}]'")


PROBE = f"""{without_training.START}
import sys, analysis
a = analysis.measure(sys.argv[1])
a.sentences, a.measurements, a.to_dict()
print(*{{name.partition(".")[0] for name in sys.modules}})
"""


def test_the_core_alone_measures() -> None:
    """All that is loaded when an article is measured comes with the packages that are always installed."""
    text = (ROOT / "seeds/trump-takaichi-call.txt").read_text("utf-8")
    done = subprocess.run([sys.executable, "-c", PROBE, text], cwd=ROOT, capture_output=True, text=True, check=True)
    homes = metadata.packages_distributions()
    loaded = {canonicalize_name(home) for name in done.stdout.split() for home in homes.get(name, [])[:1]}
    come_along, new = set(), set(NEEDED)
    while new:
        come_along |= new
        asked = [Requirement(line) for name in new for line in metadata.requires(name) or []]
        new = {canonicalize_name(r.name) for r in asked if not r.marker or r.marker.evaluate({"extra": ""})}
        new -= come_along
    assert {"spacy", "pandas", "textstat"} <= loaded
    assert loaded - come_along - {"media-analysis-workbook"} == set()


def test_what_the_tests_import_is_asked_for_and_nothing_else() -> None:
    tests = third_party(sorted((ROOT / "tests").rglob("*.py")))
    assert tests - ALL.keys() == set()
    assert FOR_TESTS.keys() - {name for extra in ASKED_FOR for name in EXTRAS[extra]} - tests - PROGRAMS == set()


def test_the_shipped_pipeline_takes_every_spacy_of_the_range() -> None:
    """Otherwise spaCy warns at each start (W095)."""
    meta = json.loads((ROOT / "analysis/en_core_news_sm/meta.json").read_text("utf-8"))
    assert SpecifierSet(meta["spacy_version"]) == NEEDED["spacy"]


def test_versions_agree() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    package = re.search(r'__version__ = "(.+)"', (ROOT / "analysis/__init__.py").read_text("utf-8"))[1]
    assert PROJECT["version"] == citation["version"] == package
    assert f"## {package}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_browser_packages_are_fixed_and_come_from_no_named_host() -> None:
    folder = ROOT / "tests/browser"
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert wanted == {name: locked[f"node_modules/{name}"]["version"] for name in ("axe-core", "playwright-core")}
    assert [name for name, package in locked.items() if "resolved" in package] == []


def test_binder_finds_what_the_documents_say():
    """No address is made up: the line to copy has a gap for it, and nothing on the README is fetched from elsewhere."""
    readme = (ROOT / "README.md").read_text("utf-8")
    told = (ROOT / "docs/classroom.md").read_text("utf-8")
    (badge,) = re.findall(r"^    (\[!\[.*mybinder\.org/badge_logo\.svg.*)$", told, re.MULTILINE)
    address, place = re.search(r"\]\(https://mybinder\.org/v2/gh/(.+)/HEAD\?urlpath=lab/tree/(\w+)\)$", badge).groups()
    assert address == "OWNER/REPOSITORY" and "needs the network" in badge
    assert (ROOT / place).is_dir() and {"pip": ["-e ."]} in CONDA["dependencies"]
    assert not re.search(r"^!\[[^]]*\]\(http|^\[!\[", readme, re.MULTILINE)


TYPED = """
import analysis
from pathlib import Path

a: analysis.AnalyzedArticle = analysis.measure(Path("article.txt"), headline="A bridge")
value: float = a.value("sources")
tone: float = analysis.valence("good")
analysis.measure("text", headlin="x")
analysis.measure(3)
"""


def test_the_public_modules_have_types_that_fit(tmp_path: Path) -> None:
    """Those of pyproject.toml, and a program that uses them, whose last two lines are wrong."""
    assert (ROOT / "analysis/py.typed").exists()
    (tmp_path / "program.py").write_text(TYPED, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *TYPES["files"], tmp_path / "program.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    wrong = [re.search(r"program\.py:(\d+): error: (.*)", line) for line in done.stdout.splitlines()[:-1]]
    assert [(m[1], m[2].split()[0]) if m else None for m in wrong] == [("8", "Argument"), ("9", "Argument")], done


# --- continuous integration ------------------------------------------------------------------------------------------

FLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}


def steps(flow: dict) -> list[dict]:
    return [step for job in flow["jobs"].values() for step in job["steps"]]


def test_the_workflow_runs_the_tests_where_people_work() -> None:
    fast, conda = FLOWS["tests"]["jobs"]["fast"], FLOWS["tests"]["jobs"]["conda"]
    systems = {"ubuntu-latest", "macos-latest", "windows-latest"}
    assert set(fast["strategy"]["matrix"]["os"]) == set(conda["strategy"]["matrix"]["os"]) == systems
    versions = fast["strategy"]["matrix"]["python"]
    assert versions == ["3.11", "3.12", "3.13"]
    assert [v for v in versions if Version(v) not in SpecifierSet(PROJECT["requires-python"])] == []
    assert fast["env"]["PIP_CONSTRAINT"] == "constraints.txt"
    files = [step["with"]["environment-file"] for step in conda["steps"] if "miniconda" in step.get("uses", "")]
    assert [(ROOT / name).is_file() for name in files] == [True]
    assert conda["steps"][1]["with"]["activate-environment"] == CONDA["name"]
    assert "has not been run there" in (ROOT / ".github/workflows/tests.yml").read_text("utf-8")


@pytest.mark.parametrize("name", FLOWS)
def test_the_commands_of_a_workflow_exist(name: str) -> None:
    tasks = (ROOT / "tasks.py").read_text("utf-8")
    for command in (step["run"] for step in steps(FLOWS[name]) if "run" in step):
        program, *arguments = command.split()
        if program == ".ci/run":
            assert os.access(ROOT / program, os.X_OK)
        elif arguments[0] == "tasks.py":
            assert f"def {arguments[1]}(args" in tasks
        else:
            known = (("python", "-m", "pytest"), ("apt-get",), ("rm", "-r", "site/teaching"))
            assert any(command.split()[: len(k)] == list(k) for k in known), command


def test_continuous_integration_runs_every_test_once() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("python3 tasks.py test")] == [
        "python3 tasks.py test && code=0 || code=$?",
        "python3 tasks.py test --slow",
    ]
    assert "set -euo pipefail" in lines
