"""Parts of packages: a made-up package whose whole must not be loaded, and the two that we take parts of."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from analysis.partly import only_parts


@pytest.fixture
def heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`heavy` says so when all of it is loaded; `heavy.part` is one of its modules."""
    (tmp_path / "heavy").mkdir()
    (tmp_path / "heavy" / "__init__.py").write_text("whole = True\n", encoding="utf-8")
    (tmp_path / "heavy" / "part.py").write_text("value = 7\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("heavy", "heavy.part"):
        sys.modules.pop(name, None)


def test_a_part_comes_without_the_whole(heavy):
    with only_parts("heavy"):
        package, value = import_module("heavy"), import_module("heavy.part").value
    assert value == 7
    assert not hasattr(package, "whole")
    assert not {"heavy", "heavy.part"} & set(sys.modules)


def test_afterwards_the_whole_can_be_had(heavy):
    with pytest.raises(ZeroDivisionError), only_parts("heavy"):
        print(1 / 0)
    package = import_module("heavy")

    assert package.whole


def test_what_is_there_already_stays(heavy):
    package = import_module("heavy")

    with only_parts("heavy"):
        again = import_module("heavy")
    assert again is package is sys.modules["heavy"]


def test_what_is_nowhere_is_still_missing():
    with only_parts("no_such_package"), pytest.raises(ModuleNotFoundError):
        __import__("no_such_package")


@pytest.mark.parametrize("first", ["", "import nltk, textblob, textstat; "])
def test_others_have_all_of_textblob_and_nltk(first: str):
    """In a fresh process, whoever is first."""
    program = (
        f"{first}from analysis import valence; from analysis.measures.readability import load_textstat\n"
        "load_textstat(); assert valence('A good day', 'textblob') == 0.7\n"
        "import nltk, textblob; print(nltk.stem.PorterStemmer().stem('days'), textblob.TextBlob('good').sentiment[0])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["day", "0.7"], done.stderr
