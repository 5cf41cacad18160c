"""What people install: the wheel, in a virtual environment of its own, used from a folder that is not the project's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import analysis

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "trump-takaichi-call.txt"
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
NOT_COPIED = shutil.ignore_patterns(
    ".*", "node_modules", "build", "dist", "*.egg-info", "__pycache__", "reports", "site"
)

pytestmark = pytest.mark.slow


def run(*command: object, **options: object) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8", **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, as building writes into the folder; without the network, as setuptools is here."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "project", ignore=NOT_COPIED)
    run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, folder / "project")
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new virtual environment with the wheel. The other packages are those of the tests."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, symlinks=os.name != "nt")
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    run(*PIP, "--python", programs / "python", "install", "--no-deps", wheel)
    where = run(programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A folder named in a .pth file is searched last, and its own .pth files, that of the project too, are not read.
    Path(where, "packages_of_the_tests.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return programs


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (about,) = (name for name in names if name.endswith("METADATA"))
        told = message_from_bytes(archive.read(about))
    assert {name.split("/")[0] for name in names} == {"analysis", about.split("/")[0]}
    kept = {"analysis/py.typed", "analysis/report/templates/article/page.js", "analysis/data/wording.toml"}
    assert kept <= set(names)
    extras = {extra for extra in told.get_all("Provides-Extra", []) if extra not in ("test", "training")}
    assert extras == analysis.EXTRAS.keys()
    core = [Requirement(line) for line in told.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert {"spacy", "pandas"} <= {r.name for r in core} and "jupyterlab" not in {r.name for r in core}


def test_it_measures_and_makes_pages_in_any_folder(programs: Path, tmp_path: Path) -> None:
    article = shutil.copy(SEED, tmp_path / "article.txt")
    place = {"cwd": tmp_path, "env": {**os.environ, "HOME": str(tmp_path / "home")}}
    python, command = programs / "python", programs / "media-analysis"
    assert Path(run(python, "-c", "import analysis; print(analysis.__file__)", **place)).is_relative_to(programs.parent)
    assert json.loads(run(command, "measure", "article.txt", **place)) == analysis.measure(SEED).to_dict() | {
        "file": "article.txt"
    }
    (page,) = run(command, "report", "article.txt", "--headline", "A bridge", **place).split()
    text = (tmp_path / page).read_text("utf-8")
    assert "A bridge" in text and "people briefed on the matter" in text
    told = (
        "import analysis, pathlib as p; print(analysis.measure(p.Path('article.txt').read_text()).report('page.html'))"
    )
    assert run(python, "-c", told, **place).strip() == "page.html"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "home") == ["article.txt", "page.html", "reports"]
    assert article.read_bytes() == SEED.read_bytes()
