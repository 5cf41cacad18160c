"""The course as a website: index, lessons, glossary, articles, pack. The notebooks are taken as they are committed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from analysis import cli
from analysis.article import ArticleError
from analysis.report import course, run_notebooks
from analysis.report.plain_page import plain_page
from analysis.views.glossary import anchor, terms

OTHERS = ("glossary", "index", "the_article", "two_accounts")


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_notebooks, "run_all", lambda *_: None)
        return course.pages(tmp_path_factory.mktemp("site")).parent


@pytest.fixture(scope="module")
def pages(whole_site) -> dict[str, BeautifulSoup]:
    found = sorted(whole_site.glob("**/*.html"))
    return {p.relative_to(whole_site).as_posix(): BeautifulSoup(p.read_text("utf-8"), "html.parser") for p in found}


def words(item) -> str:
    return " ".join(item.get_text().split())


def stems() -> list[str]:
    return [path.stem for path in run_notebooks.notebooks()]


# --- what the folder holds ---------------------------------------------------------------------------------------


def test_there_is_a_page_for_every_lesson_and_the_pack(pages):
    assert {f"{stem}.html" for stem in [*stems(), *OTHERS]} <= set(pages)
    assert "teaching/index.html" in pages
    assert "Trump blindsides key ally" in words(pages["the_article.html"].h1)
    assert len(pages["two_accounts.html"].select("article")) == 2


def test_no_link_leads_nowhere(whole_site, pages):
    files = {p.relative_to(whole_site).as_posix() for p in whole_site.glob("**/*") if p.is_file()}
    for name, page in pages.items():
        for link in page.select("a[href]"):
            file, _, place = link["href"].partition("#")
            if file.startswith("https://"):
                continue
            target = (whole_site / name).parent.joinpath(file).resolve() if file else whole_site / name
            target = target.relative_to(whole_site.resolve()).as_posix()
            assert target in files, f"{name}: {link['href']}"
            assert not place or pages[target].find(id=place), f"{name}: {link['href']}"


def test_the_same_notebooks_give_the_same_site(whole_site, tmp_path, monkeypatch):
    monkeypatch.setattr(run_notebooks, "run_all", lambda *_: None)
    assert cli.main(["site", "--out", str(tmp_path / "again")]) == 0
    for path in whole_site.glob("**/*.*"):
        assert (tmp_path / "again" / path.relative_to(whole_site)).read_bytes() == path.read_bytes()


def test_the_workflow_puts_it_up_and_only_by_hand():
    flow = yaml.safe_load((run_notebooks.NOTEBOOKS.parent / ".github/workflows/pages.yml").read_text("utf-8"))
    steps = flow["jobs"]["build"]["steps"]
    assert flow[True] == "workflow_dispatch"  # YAML 1.1 reads `on` as true
    assert "python3 tasks.py site" in [step.get("run") for step in steps]
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == ["site"]


# --- the index ---------------------------------------------------------------------------------------------------


def test_the_index_opens_with_the_headline_and_what_the_body_does_not_say(pages):
    index = pages["index.html"]
    line = index.select_one(".line")
    assert words(line) == "Trump blindsides key ally with stunning demand"
    assert [words(mark) for mark in line.select("mark")] == ["key", "stunning demand"]  # by hand
    assert words(index.h1) == "Who actually said this?"
    assert len(index.select(".rib svg[role=img]")) == 2 and not index.select("script, [data-l]")


def test_the_index_has_three_doors(pages):
    doors = pages["index.html"].select(".doors section")
    assert [door.a["href"] for door in doors] == [f"{stems()[0]}.html", "teaching/index.html", "#research"]
    assert pages["index.html"].find(id="research")
    assert [a["href"] for a in pages["index.html"].select("#research ~ dl a")] == ["13_many_articles.html"]


def test_every_lesson_has_a_card_with_its_question_and_minutes(pages):
    cards = pages["index.html"].select(".cards li")
    assert [card.a["href"] for card in cards] == [f"{stem}.html" for stem in stems()]
    assert ["core" in words(card) for card in cards] == [2 <= n <= 5 for n in range(1, 14)]
    assert ["optional" in words(card) for card in cards] == [n >= 11 for n in range(1, 14)]
    for card in cards:
        page = pages[card.a["href"]]
        assert words(card.b) == words(page.h1)
        said = [words(p) for p in card.find_all("p")]
        assert said[0] == words(page.select_one(".ask")) and "?" in said[0]
        assert re.match(r"\d\d minutes", said[1]) and said[1][:10] in words(page.select_one(".intro"))
        assert card.select_one(".pic")["aria-hidden"] == "true" and not card.select(".pic [role], .pic [id]")
        assert card.select_one(".pic :is(svg, img, i)")
    assert len({str(card.select_one(".pic")) for card in cards}) == len(cards)  # no picture twice


# --- lessons -----------------------------------------------------------------------------------------------------


def test_every_lesson_has_tasks_with_answers_and_one_article(pages):
    for stem in stems():
        page = pages[f"{stem}.html"]
        numbers = [words(task.h3).partition(":")[0] for task in page.select(".task")]
        assert numbers == [f"Task {n}" for n in range(1, len(numbers) + 1)] != []
        in_order = [("task" in e["class"]) for e in page.select(".task, details.answer")]
        assert in_order == [True, False] * len(numbers)  # each answer in its task, or behind what was to be guessed
        assert not page.select("details[open], .highlight")
        assert len(page.select(".pin article")) == (stem[:2] not in ("01", "13"))
        assert not page.select(".col article, .col .art")
        for link in page.select("a[data-l]"):  # a number leads to its words, without the script too
            assert page.find(id=link["href"][1:]), (stem, link)


def test_every_lesson_leads_to_the_words_it_uses(pages):
    assert {dt["id"] for dt in pages["glossary.html"].select("dl dt")} == set(map(anchor, terms()))
    for stem in stems():
        page = pages[f"{stem}.html"]
        led = [a["href"] for a in page.select("a.word")]
        assert len(led) == len(set(led)) >= 1, stem
        assert all(href.startswith("glossary.html#word-") for href in led)
        assert page.select(".pages a[href='glossary.html']")


def test_the_lesson_on_paper_is_committed_as_it_is_made():
    """For a teacher without Python; `python -m analysis report --refresh` writes it."""
    assert course.PAPER.read_text("utf-8") == course.paper_lesson()
    soup = BeautifulSoup(course.paper_lesson(), "html.parser")
    assert not soup.select("a[href$='.html'], details.answer") and soup.select("hr.write")
    answers = [words(h) for h in soup.select("section.key h3")]
    assert answers == [*(f"Task {n}" for n in range(1, len(soup.select(".task")) + 1)), "What the program finds"]


def test_a_plain_page_has_one_title():
    with pytest.raises(ArticleError, match="2 titles"):
        plain_page("# One\n\n# Two")
    soup = BeautifulSoup(plain_page("# One\n\nText <script>1</script>"), "html.parser")
    assert (soup.title.text, soup.h1.text) == ("One – Media analysis workbook", "One")
    assert not soup.select("script") and soup.select_one("nav a")["href"] == "index.html"
