"""The course as pages: ways through, editions, the teacher pack. The notebooks are taken as they are committed."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook, new_output

from analysis import cli
from analysis.report import course, notebook_pages, run_notebooks, teacher_pack
from analysis.views.glossary import anchor, terms

SHORT = ["01", "04", "07", "08"]
EDITIONS = ("", "student/", "teacher/")
OTHERS = ["glossary", "index", "the_article", "two_accounts"]  # of every edition


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_notebooks, "run_all", lambda *_: None)
        return course.site(tmp_path_factory.mktemp("site")).parent


@pytest.fixture(scope="module")
def pages(whole_site) -> dict[str, BeautifulSoup]:
    found = sorted(whole_site.glob("**/*.html"))
    return {p.relative_to(whole_site).as_posix(): BeautifulSoup(p.read_text("utf-8"), "html.parser") for p in found}


def words(item) -> str:
    return " ".join(item.get_text().split())


def stems() -> list[str]:
    return [path.stem for path in run_notebooks.notebooks()]


# --- what the folder holds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", EDITIONS)
def test_every_edition_has_every_lesson_and_an_index(pages, place):
    assert {f"{place}{stem}.html" for stem in [*stems(), *OTHERS]} <= set(pages)


@pytest.mark.parametrize("place", EDITIONS)
def test_the_index_opens_with_the_article_taken_apart(pages, place):
    first = pages[f"{place}index.html"].main.a
    assert (words(first), first["href"]) == ("The article, taken apart", "the_article.html")
    assert "Trump blindsides key ally" in words(pages[f"{place}the_article.html"].h1)
    assert len(pages[f"{place}two_accounts.html"].select("article")) == 2


def test_no_link_leads_nowhere(whole_site, pages):
    for name, page in pages.items():
        for link in page.select("a[href]"):
            file, _, place = link["href"].partition("#")
            if file.startswith("https://"):
                continue
            target = (Path(name).parent / file).as_posix() if file else name
            assert target in pages, f"{name}: {link['href']}"
            assert not place or pages[target].find(id=place), f"{name}: {link['href']}"


def test_students_find_no_answers(pages):
    mine = {name: page for name, page in pages.items() if name.startswith("student/")}
    assert len(mine) == len(stems()) + len(OTHERS)
    for name, page in mine.items():
        assert not page.select(".solution, .answer, .teacher, a[href*=teach], a[href*='..']"), name
        assert page.select("hr.write") or "Exercise" not in words(page), name


def test_teachers_see_answers_and_notes_in_the_lesson(pages):
    page = pages["teacher/04_the_borrowed_report.html"]
    assert not page.select("details.solution") and page.select(".answer")
    note = page.select_one(".teacher")
    assert [words(h) for h in note.find_all(["h2", "h3"])] == ["For the teacher", *teacher_pack.NOTES]
    assert note.select_one("table") and note.a["href"] == "teach_04.html"
    assert "Unnamed sources are made up." in words(note)
    folded = pages["04_the_borrowed_report.html"]
    assert folded.select("details.solution") and not folded.select(".answer, .teacher")


def test_the_same_notebooks_give_the_same_site(whole_site, tmp_path, monkeypatch):
    monkeypatch.setattr(run_notebooks, "run_all", lambda *_: None)
    course.site(tmp_path / "again")
    for path in whole_site.glob("**/*.html"):
        assert (tmp_path / "again" / path.relative_to(whole_site)).read_bytes() == path.read_bytes()


def test_the_workflow_puts_up_what_students_may_see_and_only_by_hand():
    flow = yaml.safe_load((run_notebooks.NOTEBOOKS.parent / ".github/workflows/pages.yml").read_text("utf-8"))
    steps = flow["jobs"]["build"]["steps"]
    assert flow[True] == "workflow_dispatch"  # YAML 1.1 reads `on` as true
    assert "python3 tasks.py site" in [step.get("run") for step in steps]
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == ["site/student"]


# --- ways through ------------------------------------------------------------------------------------------------


def test_the_index_leads_through(pages):
    index = pages["index.html"]
    ways = {words(dt): [a["href"] for a in dt.find_next("dd").find_all("a")] for dt in index.select(".ways dt")}
    short = [f"{stem}.html" for stem in stems() if stem[:2] in SHORT]
    assert list(ways.values()) == [["paper_lesson.html"], short, []]
    times = [int(re.match(r"about (\d+) minutes", words(t))[1]) for t in index.select(".cards .time")]
    tagged = [card.a["href"] for card in index.select(".cards li") if "short course" in words(card)]
    assert tagged == short
    assert f"about {sum(times)} minutes" in list(ways)[2]
    first = [t for t, stem in zip(times, stems(), strict=True) if stem[:2] in SHORT]
    assert f"about {sum(first)} minutes" in list(ways)[1]
    assert [a["href"] for a in index.select("#editions + ul a")] == ["student/index.html", "teacher/index.html"]


def test_a_page_of_the_short_course_leads_to_its_next(pages):
    nav = [words(a) for a in pages["01_the_headline.html"].select(".pages a")]
    assert "Next in the short course: The borrowed report" in nav
    assert not [a for a in pages["08_the_whole_article.html"].select(".pages a") if "short course" in words(a)]


def test_one_edition_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(run_notebooks, "run_all", lambda *_: None)
    assert cli.main(["report", "--edition", "student", "--out", str(tmp_path)]) == 0
    assert sorted(p.stem for p in tmp_path.iterdir()) == sorted([*stems(), *OTHERS])


@pytest.fixture(scope="module")
def to_read(tmp_path_factory) -> dict[str, BeautifulSoup]:
    """The edition for readers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_notebooks, "run_all", lambda *_: None)
        out = course.pages(tmp_path_factory.mktemp("reader"), "reader").parent
    return {p.stem: BeautifulSoup(p.read_text("utf-8"), "html.parser") for p in out.iterdir()}


def test_readers_read_and_guess_and_have_no_tasks(pages, to_read):
    """No exercise, check or answer, nothing that speaks of one, and all else: what is shown, talked over and boxed."""
    assert sorted(to_read) == sorted([*stems(), *OTHERS])
    for stem in stems():
        page, whole = to_read[stem], pages[f"{stem}.html"]
        assert not page.select(".solution, .answer, .teacher, hr.write")
        assert not re.search(r"[Ee]xercise|Check yourself|A hint", words(page.main)), stem
        assert "Exercise" in words(whole.main)
        for kept in ("h2", "img", "details.reveal", ".boxes", "p > strong"):
            of = [item for item in whole.main.select(kept) if not item.find_parent(class_="solution")]
            if kept == "p > strong":  # "Predict.", "To talk over."; "Check yourself." is a check's
                of = [item for item in of if words(item) != "Check yourself."]
            assert len(page.main.select(kept)) == len(of), (stem, kept)


# --- the glossary ------------------------------------------------------------------------------------------------


def test_every_lesson_leads_to_the_words_it_uses(pages):
    for place in EDITIONS:
        assert {dt["id"] for dt in pages[f"{place}glossary.html"].select("dl dt")} == set(map(anchor, terms()))
        for stem in stems():
            page = pages[f"{place}{stem}.html"]
            led = [a["href"] for a in page.select("a.word")]
            assert len(led) == len(set(led)) >= 5, stem
            assert all(href.startswith("glossary.html#word-") for href in led)
            assert page.select(".pages a[href='glossary.html']")
        assert pages[f"{place}index.html"].select("main a[href='glossary.html']")


@pytest.mark.parametrize(
    ("stem", "word", "entry"),
    [
        ("00_start_here", "article's own voice", "article-s-own-voice"),
        ("04_the_borrowed_report", "cue", "cue"),
        ("05_the_statement", "press release", "press-release"),
        ("09_your_class_and_the_machine", "kappa", "alpha-kappa"),
    ],
)
def test_words_that_a_lesson_explains_lead_to_their_entries(pages, stem, word, entry):
    found = {words(a): a["href"] for a in pages[f"{stem}.html"].select("a.word")}
    assert found[word] == f"glossary.html#word-{entry}"


def test_the_lesson_on_paper_is_committed_as_it_is_made():
    """For a teacher without Python; `python -m analysis report --refresh` writes it."""
    assert course.PAPER.read_text("utf-8") == course.paper_lesson()
    assert not BeautifulSoup(course.paper_lesson(), "html.parser").select("a[href*='.html']")


# --- made for paper ----------------------------------------------------------------------------------------------


PICTURE = new_output("display_data", {"image/png": "", "text/plain": "x"})


def shown(html: str) -> NotebookNode:
    return new_output("display_data", {"text/html": html, "text/plain": "x"})


@pytest.mark.parametrize(("rows", "beside"), [(12, True), (13, False)])
def test_a_small_table_is_beside_its_chart(rows, beside):
    head = '<thead><tr><th scope="col">a</th></tr></thead>'
    table = shown(f"<table>{head}<tbody>{'<tr><td>1</td></tr>' * rows}</tbody></table>")
    said, far = shown("<p>said</p>"), shown("<p>far</p>")
    found = notebook_pages.paired([PICTURE, said, table, far])
    assert found == ([(PICTURE, [said, table]), (None, [far])] if beside else [(PICTURE, [said]), (None, [table, far])])


def test_the_three_boxes_are_side_by_side():
    boxes = "\n\n".join(f"### {name}\n\n- {name}!" for name in notebook_pages.BOXES)
    book = new_notebook(cells=[new_markdown_cell(f"# One\n\n### Exercise\n\nTalk.\n\n{boxes}")])
    soup = BeautifulSoup(notebook_pages.page(Path("x.ipynb"), book).body, "html.parser")
    assert [words(box) for box in soup.select(".boxes > div")] == [f"{name} {name}!" for name in notebook_pages.BOXES]
    assert notebook_pages.boxed("### In the text\n\nOther") == "### In the text\n\nOther"


def test_notes_come_behind_the_opening():
    from analysis.report.run_notebooks import edited

    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# {n}") for n in "ab"])
    assert [c.source for c in edited(book, "teacher", "notes").cells] == ["# a", "notes", "# b"]
