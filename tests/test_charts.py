"""How charts that a notebook draws itself look, and which module holds colors."""

import re
import subprocess
import sys
from pathlib import Path

import matplotlib
import pandas as pd
import pytest

from analysis.views.base import drawing, html
from analysis.views.base.open_plots import show

LONG = "the deputy assistant undersecretary for bridges and tunnels of the northern lakes"


def test_colors_are_in_one_module():
    """Pages take their colors from `colors.css`, all else from `palette`; paper is white."""
    color = re.compile(r"(?<!&)#(?!fff\b|999\b)(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
    package = Path(html.__file__).parents[2]
    files = [p for p in package.rglob("*") if p.suffix in (".py", ".css", ".j2", ".toml")]
    assert sorted(p.name for p in files if color.search(p.read_text("utf-8"))) == ["colors.css", "palette.py"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("plain", "plain"),
        ("$5 and $x_1$", "$5 and $x_1$"),
        ("a\n b\tc", "a b c"),
        ("東京 office", "▯ office"),
        ("מרים", "▯"),
        ("ex\u202ee", "exe"),
        ("café é", "café é"),
    ],
)
def test_drawable(text, drawn):
    assert drawing.drawable(text) == drawn


def test_words_are_cut_where_they_do_not_fit():
    assert drawing.fit("short", 2) == "short"
    cut = drawing.fit(LONG, 2)
    assert re.fullmatch(r"the deputy .* …", cut)
    assert drawing.inches(cut) <= 2
    assert drawing.wrap("the deputy of bridges", drawing.inches("the deputy") + 0.1) == ["the deputy", "of bridges"]
    assert drawing.wrap("one two three", 0.1 + drawing.inches("three"), most=3) == ["one", "two", "three"]


def test_matplotlib_is_loaded_when_something_is_drawn_and_pyplot_never():
    program = (
        "import importlib, pkgutil, sys; from analysis import views; from analysis.views.base import drawing\n"
        "for found in pkgutil.walk_packages(views.__path__, 'analysis.views.'): importlib.import_module(found.name)\n"
        "print(sorted({'IPython', 'matplotlib', 'resvg_py'} & sys.modules.keys()))\n"
        'drawing.inches(\'a\'); drawing.png(\'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\')\n'
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "False"]


def test_other_settings_of_the_process_do_not_change_a_chart():
    def chart() -> bytes:
        return show(pd.Series({"A": 1, "B": 2}).plot.barh(title="Words")).blocks[0].png()

    expected = chart()
    (same,) = show(pd.Series({"A": 1, "B": 2}).plot.barh(title="Words")).blocks
    with matplotlib.rc_context({"svg.hashsalt": "other", "savefig.facecolor": "red"}):
        assert same.png() == expected
