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
from test_notebooks import HARDEST_PROSE, NOT_READERS_WORDS, TYPED_NUMBER, plain_text

from analysis import cli
from analysis.article import ArticleError
from analysis.measures.syllables import load_textstat
from analysis.report import course, notebook_pages, run_notebooks, teacher_pack
from analysis.views.glossary import anchor, terms

LESSONS = [f"{n:02}" for n in range(11)]  # DESIGN's list; a notebook for each, or none yet
SHORT = ["01", "04", "07", "08"]
SOURCES = sorted(teacher_pack.TEACHING.glob("**/*.md*"))
EDITIONS = ("", "student/", "teacher/")


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
    assert {f"{place}{stem}.html" for stem in [*stems(), "glossary", "index"]} <= set(pages)


@pytest.mark.parametrize("place", ["", "teacher/"])
def test_the_pack_has_two_pages_for_every_lesson(pages, place):
    numbers = [stem[:2] for stem in stems()]
    wanted = {f"{place}{kind}_{number}.html" for number in numbers for kind in ("teach", "worksheet")}
    assert wanted | {f"{place}{stem}.html" for stem in teacher_pack.course()["pages"]} <= set(pages)


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
    assert len(mine) == len(stems()) + 2  # index and glossary
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
    assert sorted(p.stem for p in tmp_path.iterdir()) == sorted([*stems(), "glossary", "index"])


@pytest.fixture(scope="module")
def to_read(tmp_path_factory) -> dict[str, BeautifulSoup]:
    """The edition for readers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_notebooks, "run_all", lambda *_: None)
        out = course.pages(tmp_path_factory.mktemp("reader"), "reader").parent
    return {p.stem: BeautifulSoup(p.read_text("utf-8"), "html.parser") for p in out.iterdir()}


def test_readers_read_and_guess_and_have_no_tasks(pages, to_read):
    """No exercise, check or answer, nothing that speaks of one, and all else: what is shown, talked over and boxed."""
    assert sorted(to_read) == sorted([*stems(), "glossary", "index"])
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


# --- the pack's source -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", LESSONS)
def test_every_lesson_says_all_that_a_teacher_needs(number):
    told = teacher_pack.lesson(number)
    assert tuple(told.parts) == teacher_pack.PARTS
    assert all(told.parts.values())
    assert told.article in ("", *teacher_pack.course()["articles"])
    assert set(told.standards) <= set(teacher_pack.standards()["codes"])
    assert len(told.standards) >= (4 if number in SHORT else 2)
    assert "| lines }}" in told.parts["Worksheet"]


def test_every_standard_is_used_and_has_its_source():
    used = {code for number in LESSONS for code in teacher_pack.lesson(number).standards}
    codes, sets = (teacher_pack.standards()[part] for part in ("codes", "sets"))
    assert used == set(codes)
    assert {code["set"] for code in codes.values()} == set(sets)
    assert all({"title", "publisher", "url"} <= set(cited) for cited in sets.values())


@pytest.mark.parametrize("stem", stems())
def test_a_plan_fits_its_lesson(pages, stem):
    rows = pages[f"teach_{stem[:2]}.html"].select("#plan ~ table tbody tr, #plan ~ .table tbody tr")
    planned = sum(int(words(row.find(["td", "th"]))) for row in rows)
    stated = int(re.search(r"\d+", words(next(p for p in pages[f"{stem}.html"].select("p") if "Time:" in words(p))))[0])
    assert abs(planned - stated) <= 10, f"the plan takes {planned} minutes, the lesson says {stated}"


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in SOURCES])
def test_no_measured_number_is_typed(path):
    text = re.sub(r"\A\+\+\+.*?\+\+\+", "", path.read_text("utf-8"), flags=re.DOTALL)  # codes of standards
    assert not TYPED_NUMBER.findall(text)
    assert not [word for word in NOT_READERS_WORDS.findall(text) if word != "biased"]


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in SOURCES if p.suffix == ".md"])
def test_the_pack_reads_easily(path):
    text = re.sub(
        r"\A\+\+\+.*?\+\+\+|\{\{.*?\}\}|\{%.*?%\}|^\[\[.*\]\]$|<.*?>|https?:\S+|^\|[-| ]+\|$|\| *\d+ *\||\|",
        " ",
        path.read_text("utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )
    assert load_textstat().flesch_kincaid_grade(plain_text(text)) <= HARDEST_PROSE


def test_numbers_are_those_of_the_measures(pages):
    text = words(pages["teach_04.html"].main)
    assert "finds 5 sources: 2 with a name" in text and "3 without" in text  # counted by hand in the seed article
    answers = words(pages["paper_lesson.html"].main)
    # Counted by hand in the two texts: 20 + 16 words of the mayor in A, 7 in B; none of Dahl in A, 9 + 13 in B.
    assert "the mayor has 36 words in A and 7 in B; Dahl has 0 and 22." in answers
    # "him for his careful questions" are 5 more. By hand the report is the engineers', and "many" have no name in A.
    assert "retold, and gives the mayor 41 in A: it takes" in answers
    assert "without a name are “many” in A and “critics”, “A town official”," in answers


def test_the_lesson_on_paper_is_committed_as_it_is_made():
    """For a teacher without Python; `python -m analysis report --refresh` writes it."""
    assert course.PAPER.read_text("utf-8") == course.paper_lesson()
    assert not BeautifulSoup(course.paper_lesson(), "html.parser").select("a[href*='.html']")


@pytest.mark.parametrize("name", ["{{ seed.nothing }}", "{{ nobody.words }}", '{{ seed.voice("Nobody") }}'])
def test_a_number_that_is_not_there_ends_it(name):
    with pytest.raises(ArticleError, match="teaching"):
        teacher_pack._filled(name)


def test_the_teacher_edition_of_an_unknown_notebook_has_no_notes():
    assert teacher_pack.notes("99") == teacher_pack.notes("") == ""


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
