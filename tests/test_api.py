"""The stable Python API: what `analysis.measure` takes and gives, and what it says to those who misuse it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import made
import pandas as pd
import pytest

import analysis
from analysis import cli
from analysis import workbook as wb
from analysis.article import ArticleError, no_such
from analysis.reading import fetch

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "trump-takaichi-call.txt"
LITTLE = "Bridge closes\n\n“It is not safe,” said Marta Vell, the mayor.\n\nIt closes on Friday, an aide said.\n"


@pytest.fixture(scope="module")
def seed() -> analysis.AnalyzedArticle:
    return analysis.measure(SEED)


@pytest.fixture(scope="module")
def little() -> analysis.AnalyzedArticle:
    return analysis.measure(LITTLE)


# What is taken --------------------------------------------------------------------------------------------


def test_a_file_gives_what_the_command_prints(seed, capfdbinary):
    assert cli.main(["measure", str(SEED)]) == 0
    assert json.loads(capfdbinary.readouterr().out) == seed.to_dict()


def test_a_text_gives_the_same_without_a_file(seed):
    of_text = analysis.measure(SEED.read_text("utf-8")).to_dict()
    assert of_text == seed.to_dict() | {"file": None}


def test_what_a_person_says_is_what_the_options_say(tmp_path, capfdbinary):
    file = tmp_path / "little.txt"
    file.write_text(LITTLE, "utf-8")
    options = {"headline": "It closes", "byline": "Ida Norr", "outlet": "The Lowfield Post", "published": "2025-04-01"}
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    assert cli.main(["measure", str(file), *arguments, "--url", "https://news.example/a"]) == 0
    options["published"] = date(2025, 4, 1)  # a date is taken too
    found = analysis.measure(file, **options, link="https://news.example/a").to_dict()
    assert found == json.loads(capfdbinary.readouterr().out)
    assert found["article"]["headline"] == "It closes" and found["article"]["url"] == "https://news.example/a"


def test_a_text_opens_no_file_and_fetches_no_page(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "fetch", lambda *_: pytest.fail("fetched"))
    monkeypatch.chdir(tmp_path)
    for name in ("article.txt", "article"):
        Path(name).write_text(LITTLE, "utf-8")
    for text in ("https://news.example/a", " article.txt\n", "article", ""):
        with pytest.raises(ArticleError, match=r"give a file as a pathlib\.Path, a link as url="):
            analysis.measure(text)


def test_a_link_is_fetched_only_by_its_keyword(monkeypatch):
    body = LITTLE.replace("\n\n", "</p><p>")
    page = fetch.Fetched(f"<html><p>{body}".encode(), "https://news.example/b", "text/html", "utf-8")
    monkeypatch.setattr(fetch, "fetch", lambda link, allow_local: page)
    found = analysis.measure(url="https://news.example/b")
    assert (found.file, found.article.url) == ("https://news.example/b", "https://news.example/b")
    with pytest.raises(ArticleError, match=r"a\.txt: no http or https link; give a file as a pathlib\.Path"):
        analysis.measure(url="a.txt")


@pytest.mark.parametrize(
    ("article", "mend"),
    [
        (None, "not NoneType; drop rows without a text"),
        (pd.NA, "not NAType; drop rows without a text"),
        (float("nan"), "not float; drop rows"),
        (b"Bridge closes", "not bytes; decode them, or give a pathlib.Path"),
        (7, "not int"),
    ],
)
def test_what_is_no_text(article, mend):
    with pytest.raises(TypeError, match=mend):
        analysis.measure(article)


@pytest.mark.parametrize(
    ("options", "error", "mend"),
    [
        ({"headlin": "x"}, TypeError, "no keyword 'headlin'; did you mean headline?"),
        ({"url": "https://news.example/a"}, TypeError, "an article or url=..., not both"),
        ({"headline": float("nan")}, TypeError, "headline=nan: no text; leave it out"),
        ({"published": "soon"}, ArticleError, "^published: no day"),
        ({"link": "news"}, ArticleError, "^link: not an http or https link"),
    ],
)
def test_wrong_options(options, error, mend):
    with pytest.raises(error, match=mend):
        analysis.measure(LITTLE, **options)


def test_the_workbook_opens_a_name_as_a_file_and_a_text_as_a_text(seed, little):
    assert wb.open_article(str(SEED)).to_dict() == seed.to_dict()
    assert wb.open_article(text=LITTLE).to_dict() == little.to_dict()
    for both in ({}, {"path": str(SEED), "text": LITTLE}):
        with pytest.raises(TypeError, match="give one article"):
            wb.open_article(**both)
    with pytest.raises(ArticleError, match=r"^a text, not a file's name; give it as text="):
        wb.open_article(LITTLE)


# What is given --------------------------------------------------------------------------------------------


def test_values_and_their_evidence(little):
    """9 and 7 body words; the mayor has four of them, the aide four ("It closes on Friday")."""
    assert little.value("narrator_share") == 0.5
    assert little.value("flesch_kincaid_grade", scope="voice:0") != little.value("flesch_kincaid_grade")
    found = little.evidence("unnamed_sources")
    assert found.to_dict("list") == {"text": ["an aide"], "start": [83], "end": [90]}
    assert little.text[83:90] == "an aide"
    assert [str(kind) for kind in found.dtypes] == ["string", "int64", "int64"]
    assert little.evidence("photo_places_elsewhere").empty


def test_whoever_changes_a_table_changes_no_other(little):
    table = little.sources
    table["name"] = "changed"
    del table["kind"]
    assert list(little.sources.name) == ["Marta Vell", "an aide"] and "kind" in little.sources
    with pytest.raises(AttributeError):
        little.sources = None


def test_the_page_of_a_text_and_of_what_was_said(tmp_path):
    found = analysis.measure(LITTLE, headline="A bridge too far", byline="Ida Norr")
    assert found.report(tmp_path / "pages") == tmp_path / "pages" / "A-bridge-too-far.report.html"
    page = (tmp_path / "pages" / "A-bridge-too-far.report.html").read_text("utf-8")
    assert "A bridge too far" in page and "Ida Norr" in page and "Marta Vell" in page
    assert str(tmp_path) not in page
    chosen = found.report(tmp_path / "own.html")
    assert chosen == tmp_path / "own.html" and chosen.read_text("utf-8") == page
    assert sorted(p.name for p in tmp_path.iterdir()) == ["own.html", "pages"]


def test_the_page_of_a_file_is_the_commands(tmp_path, seed, capsys):
    ours = seed.report(tmp_path / "ours")
    assert cli.main(["report", str(SEED), "--out", str(tmp_path / "its")]) == 0
    its = Path(capsys.readouterr().out.strip())
    assert (ours.name, ours.read_bytes()) == (its.name, its.read_bytes())


def test_a_page_leaves_the_files_of_others(little, seed, tmp_path):
    """The same article's page is written anew; another file only with force."""
    page = tmp_path / "page.html"
    page.write_text("mine", "utf-8")
    with pytest.raises(ArticleError, match=r"page\.html: there already, and made of something else"):
        little.report(page)
    assert page.read_text("utf-8") == "mine"
    assert little.report(page, force=True) == little.report(page) == page
    with pytest.raises(ArticleError, match="made of something else"):
        seed.report(page)
    assert "Bridge closes" in page.read_text("utf-8") and [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_what_a_cell_shows_is_short(seed, little):
    shown = {name: repr(x) for name, x in {"page": seed, "of_text": little, "by_hand": made.page()}.items()}
    shown |= {"article": repr(seed.article), "analysis": repr(seed.analysis), "parse": repr(seed.analysis.parse)}
    assert {name: len(text) for name, text in shown.items() if len(text) > 600} == {}
    # By hand 13: Takaichi's, Xi's and "advised her not to provoke" are not found, and "gave Takaichi advice" is.
    assert shown["page"].splitlines()[:2] == [
        "<Trump blindsides key ally with stunning demand>",
        "outlet not in the text; 316 words; 5 sources, 3 of them not named; 11 statements",
    ]
    assert "Bridge closes" in shown["of_text"] and not hasattr(seed, "_repr_html_")


def test_what_a_cell_shows_has_no_control_characters():
    found = analysis.measure("Bridge \x1b[31mcloses\u202e\n\nIt is not safe, an aide said on Friday.")
    assert repr(found).startswith(r"<Bridge \x1b[31mcloses\u202e>")


@pytest.mark.parametrize(
    ("ask", "error", "mend"),
    [
        (lambda a: a.value("flesch"), KeyError, "no measure 'flesch'; did you mean flesch_reading_ease, flesch_k"),
        (lambda a: a.evidence("sourcs"), KeyError, "no measure 'sourcs'; did you mean sources"),
        (lambda a: a.value("sources", "bdy"), KeyError, "no scope of sources 'bdy'; did you mean body?"),
        (lambda a: a.value("sources", "voice:0"), KeyError, "no scope of sources 'voice:0'; there are body"),
        (lambda a: a.sentence, AttributeError, "no attribute 'sentence'; did you mean sentences?"),
        (lambda a: wb.measured(a, "flesch"), KeyError, "did you mean flesch_reading_ease"),
        (lambda a: analysis.valence("good", "vadr"), ValueError, "no lexicon 'vadr'; did you mean vader?"),
        (lambda a: analysis.mesure, AttributeError, "no attribute 'mesure'; did you mean measure?"),
    ],
)
def test_misuse_names_the_mend(little, ask, error, mend):
    with pytest.raises(error, match=mend):
        ask(little)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("b", "no thing 'b'; did you mean bb?"),  # how a name begins goes first
        ("bc", "no thing 'bc'; did you mean abc?"),  # then what is in it
        ("abd", "no thing 'abd'; did you mean abc?"),  # then what is alike
        ("", "no thing ''; there are abc, bb"),
    ],
)
def test_likely_names(name, said):
    assert no_such("thing", name, ["abc", "bb", "abc"]) == said


def test_the_package_lists_what_it_has_and_loads_nothing_before():
    assert set(analysis.__all__) <= set(dir(analysis))
    assert all(getattr(analysis, name) for name in analysis.__all__)
    program = "import sys, analysis; print({'spacy', 'pandas', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
