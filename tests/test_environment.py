"""The lists of packages agree: pyproject.toml, environment.yml, both constraints files, and what the code imports."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))

PYPI_NAME = {"matplotlib-base": "matplotlib", "nbconvert-core": "nbconvert"}
# Imported under another name than installed, or installed by the package named here as a part of it.
DISTRIBUTION = {
    "bs4": "beautifulsoup4",
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
PROGRAMS = {"jupyterlab", "ipykernel", "lxml-html-clean", "ruff"}


def ranges(requirements: list[str]) -> dict[str, SpecifierSet]:
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, requirements)}


NEEDED = ranges(PROJECT["dependencies"])
FOR_TESTS = ranges(PROJECT["optional-dependencies"]["test"])
FOR_CLUSTERS = ranges(PROJECT["optional-dependencies"]["cluster"])
FOR_WIDGETS = ranges(PROJECT["optional-dependencies"]["widgets"])
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
        *(p.stem for folder in ("tests", "research/training") for p in (ROOT / folder).glob("*.py")),
    }
    return {canonicalize_name(DISTRIBUTION.get(n, n)) for n in names - set(sys.stdlib_module_names) - own}


def test_conda_has_the_same_packages_and_ranges() -> None:
    conda = conda_ranges(CONDA["dependencies"])
    assert conda.pop("python") == SpecifierSet(PROJECT["requires-python"])
    assert conda.pop("pip") == SpecifierSet()
    assert conda == ALL


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
    assert code - NEEDED.keys() == FOR_CLUSTERS.keys() | FOR_WIDGETS.keys()
    assert NEEDED.keys() - code - PROGRAMS == set()


def test_the_tests_include_those_on_a_cluster_and_with_widgets() -> None:
    assert FOR_CLUSTERS.items() | FOR_WIDGETS.items() <= FOR_TESTS.items()


def test_what_the_tests_import_is_asked_for_and_nothing_else() -> None:
    tests = third_party(sorted((ROOT / "tests").rglob("*.py")))
    assert tests - ALL.keys() == set()
    assert FOR_TESTS.keys() - tests - PROGRAMS == set()


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
