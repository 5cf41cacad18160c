"""The charts of an article's page as files: whole, the same each time, and without what only a page can resolve."""

import re
from pathlib import Path

import pytest
from lxml import etree

from analysis import cli
from analysis import workbook as wb
from analysis.report.page.figures import FIGURES, figures

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn():
    return dict(figures(wb.open_article(SEED)))


def test_the_seed_has_every_figure(drawn):
    assert list(drawn) == list(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_says_its_point_and_needs_nothing_else(drawn, name):
    svg = drawn[name]
    root = etree.fromstring(svg)
    assert root.find(f"{SVG}title").text and root.find(f"{SVG}desc").text
    assert not re.search(r"var\(|data-|href|<script|<a |system-ui", svg)
    assert set(re.findall(r"url\(#(\w+)\)", svg)) <= {e.get("id") for e in root.iter()}
    classes = {c for e in root.iter() for c in e.get("class", "").split()}
    told = set(re.findall(r"\.([\w-]+)", re.sub(r"\{[^}]*\}", " ", root.find(f"{SVG}style").text)))
    assert told <= classes  # no rule that nothing meets


def test_titles_by_hand(drawn):
    titles = {name: re.search("<title>(.*?)</title>", svg)[1] for name, svg in drawn.items()}
    assert titles["photo_and_dates"] == "The photo is four weeks older than the article"
    assert titles["source_chain"] == "All four of the other sources came through the Wall Street Journal"
    assert titles["sentence_difficulty"] == "Three sentences run past 40 words"


def test_files_are_the_same_each_time(tmp_path, capsys):
    for folder in ("one", "two"):
        assert cli.main(["figures", str(SEED), "--out", str(tmp_path / folder)]) == 0
    names = sorted(p.name for p in (tmp_path / "one").iterdir() if p.name != ".article")
    assert names == sorted(f"{name}.{ending}" for name in FIGURES for ending in ("png", "svg"))
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert (tmp_path / "one" / "voice_ribbon.png").read_bytes().startswith(b"\x89PNG")
    capsys.readouterr()


def test_charts_that_do_not_apply_are_left_out():
    found = dict(figures(wb.open_article(text="The council met on Monday. It rained.")))
    assert "headline_words" not in found and "photo_and_dates" not in found
    assert "<desc>" in found["voice_ribbon"]


def test_hostile_words_stay_words():
    text = "Mayor <script>x</script> & co\n\n“It is a <b> & a </svg>,” said Ada Vell, the mayor.\n\nIt rained.\n"
    for svg in dict(figures(wb.open_article(text=text))).values():
        assert not {e.tag for e in etree.fromstring(svg).iter()} & {f"{SVG}script", f"{SVG}b"}
