"""The teacher's pack: pages, worksheets (HTML and Word), slides. Of lessons made by hand, or the course's."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader

from analysis.article import ArticleError
from analysis.measures.syllables import load_textstat
from analysis.reading import read
from analysis.report import handouts, run_notebooks, slides, teacher_pack, word_file, worksheets
from analysis.report.cleaning import clean
from analysis.report.notebook_pages import Lesson, Shown, read_lesson

SEEDS = teacher_pack.SEEDS
BROWSER = Path(__file__).parent / "browser"
HOSTILE = (
    "Mayor <script>window.pwned = 1</script> said\x00 \u202egnp.exe \ufffe ]]> & \"<img src=x onerror='1'>\" {{ 7*7 }}"
)
CHART = '<svg class="wide" viewBox="0 0 760 80"><text>wide</text></svg>'
CHART += '\n<svg class="nar" viewBox="0 0 380 110"><text>narrow</text></svg>'
CHECK = '<div class="check"><p><strong>Check yourself.</strong> How many?</p><details class="hint"><summary>A hint'
CHECK += (
    '</summary><p>Count.</p></details><details class="key"><summary>The answer</summary><p><strong>7</strong>. Four '
)
CHECK += "are named.</p></details></div>"
EMPTY = '<circle class="o" cx="16%" cy="12" r="9"/>' * 3
PAPER = f"""<div class="output"><p class="ct">How?</p>
<ol class="lines"><li><span class="qt">“A line”</span><svg height="24" class="empty"
 role="img" aria-label="Scale of 3 circles, from low to high">{EMPTY}</svg></li></ol>
<p class="cs ends"><span>← low</span><span>high →</span></p>{CHART}<svg role="img" aria-label="A path"></svg>
<details class="sure"><summary>How sure?</summary><details><summary>Range</summary>1 to 2</details></details>
<details><summary>The table</summary><table><thead><tr><th>Who</th><th><span class="vh">Bar</span></th><th>Words</th>
</tr></thead><tbody><tr><th><a class="n" href="#g1" data-l="k">Trump &amp; Xi</a></th><td>
<svg aria-hidden="true"></svg></td><td>89<br>or <b>90</b></td></tr></tbody></table></details>{CHECK}</div>"""
TASK = """### Find *all* the sources

List **every** source. See [the next lesson](04_the_statement.ipynb).

1. In the *first* paragraph
2. In the last

Then:

1. Begin anew

| Who | How |
|---|---|
| Trump | quoted |
"""


def cell(tags: str, source: str = "", shown: str = "") -> Shown:
    html = shown or clean(handouts.Prose().html(source))
    return Shown("code" if shown else "markdown", frozenset(tags.split()), html, source)


def lesson(*cells: Shown, number: str = "03", core: bool = True) -> Lesson:
    opening = (f"{number}_who", number, "Who says what", "Who told whom?", 45, core, False, ("find a source",))
    return Lesson(*opening, cells)


WHOLE = lesson(
    cell("title core slide", "# Who says what\n\nWho told whom?"),
    cell("slide-notes", "Let them *guess*."),
    cell("article", shown="<p>The article</p>"),
    cell(
        "picture slide", shown=f'<a class="n" href="#g1">89</a> words{CHART}<details><summary>More</summary></details>'
    ),
    cell("slide-with", "### What do you notice?"),
    cell("task lines-4 slide", TASK),
    cell("answer", "**Seven.** See `paragraph 2`."),
    cell("check", shown=CHECK),
    cell("paper", "## Three kinds\n\nSee **this**."),
    cell("reveal paper", shown=PAPER),
    cell("answer", "A second answer."),
    cell("task", "### One more\n\nSay it."),
    cell("", "## Not on paper"),
    cell("takeaways", "## Takeaways"),
)


@pytest.fixture(scope="module")
def course() -> list[Lesson]:
    return [read_lesson(path, run_notebooks.read(path), "glossary.html") for path in run_notebooks.notebooks()]


@pytest.fixture(scope="module")
def pack(course) -> dict[str, str | bytes]:
    return teacher_pack.files(course)


def soup(page: str | bytes) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def words(item) -> str:
    return " ".join(item.get_text(" ").split())


def sheet(made: Lesson = WHOLE, text: str = "A quiet day.\n\nNobody spoke.") -> worksheets.Worksheet:
    article = read._from_words(f"{text}\n", ".txt")
    return worksheets.worksheet(
        made, [article], "Whom would **you** ask?", ["- **source**: who says it", "- We know ___."]
    )


def only(ticket: str) -> worksheets.Worksheet:
    return worksheets.worksheet(lesson(), [], ticket)


def opened(made: worksheets.Worksheet):
    return Document(io.BytesIO(word_file.docx(made)))


# --- tasks and worksheets ------------------------------------------------------------------------------------------


def test_tasks_have_their_lines_and_answers():
    first, second = worksheets.tasks(WHOLE.cells)
    assert (first.number, first.name, first.lines) == (1, "Find all the sources", 4)
    assert first.text.startswith("List **every** source.") and first.answer.startswith("**Seven.**")
    assert (second.number, second.name, second.lines, second.answer) == (2, "One more", worksheets.USUAL_LINES, "")


def test_a_worksheet_has_the_article_the_tasks_and_the_exit_ticket():
    page = soup(sheet().html())
    assert [words(h) for h in page.select("main :is(h1, h2, h3)")] == [
        "Who says what",
        "The article",
        "Tasks",
        "1. Find all the sources",
        "Three kinds",
        "2. One more",
        "Exit ticket",
        "Words and sentence starters",
    ]
    assert [words(li) for li in page.select(".text li")] == ["A quiet day.", "Nobody spoke."]
    assert [len(task.select(".lines div")) for task in page.select(".task")] == [4, 3, worksheets.TICKET_LINES]
    assert "Seven" not in words(page) and "Not on paper" not in words(page)
    assert page.select_one(".task a")["href"] == "../04_the_statement.html"


def test_a_word_file_has_the_tasks_in_order_with_their_lines():
    styles = [(p.style.name, p.text) for p in opened(sheet()).paragraphs]
    headings = [(style, text) for style, text in styles if style.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Who says what"),
        ("Heading 2", "The article"),
        ("Heading 2", "Tasks"),
        ("Heading 3", "1. Find all the sources"),
        ("Heading 3", "Three kinds"),
        ("Heading 3", "2. One more"),
        ("Heading 2", "Exit ticket"),
        ("Heading 2", "Words and sentence starters"),
    ]
    at = [n for n, (style, _) in enumerate(styles) if style.startswith("Heading")]
    lines = [sum(s == word_file.LINE for s, _ in styles[a:b]) for a, b in zip(at, [*at[1:], None], strict=True)]
    assert lines == [0, 0, 0, 4, 0, 3, worksheets.TICKET_LINES, 0]
    assert [text for style, text in styles if style == word_file.ARTICLE] == ["1\tA quiet day.", "2\tNobody spoke."]


def test_a_word_file_keeps_what_the_markdown_says():
    document = opened(sheet())
    runs = [(r.text, r.bold, r.italic) for p in document.paragraphs for r in p.runs]
    assert ("every", True, None) in runs and ("first", None, True) in runs
    numbered = [(p.text, p._p.pPr.numPr.numId.val) for p in document.paragraphs if p.style.name == "List Number"]
    assert [text for text, _ in numbered] == ["In the first paragraph", "In the last", "Begin anew", "“A line”"]
    assert numbered[0][1] == numbered[1][1] != numbered[2][1]  # the second list begins at 1 again
    table = document.tables[0]
    assert [[c.text for c in row.cells] for row in table.rows] == [["Who", "How"], ["Trump", "quoted"]]
    about = document.core_properties
    assert (about.title, about.author, about.language, about.comments) == ("Who says what", "", "en-US", "")
    assert document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["en-US"]


def test_paper_has_what_is_tagged_for_it_and_nothing_to_touch():
    shown, chart = soup(sheet().html()).select(".printed:not(:has(> h2))")
    assert words(shown) == "Three kinds See this ." and shown.h3
    assert [t.text for t in chart.select("svg text")] == ["wide"] and len(chart.select(".empty circle")) == 3
    assert [words(td) for td in chart.select("tbody :is(th, td)")] == ["Trump & Xi", "", "89 or 90"]
    assert words(chart.select_one("p > b")) == "The table"
    assert not chart.select("a, details, [tabindex], [data-l]")
    assert not [w for w in ("How sure", "Range", "Count.", "Four", "Seven") if w in words(chart)]
    assert ".ct{font:600" in sheet().html() and ".ct{font:600" not in only("Why?").html()


def test_paper_in_word_has_tables_and_words_for_drawings():
    document = opened(sheet())
    table = document.tables[1]
    assert [[c.text for c in row.cells] for row in table.rows] == [["Who", "Words"], ["Trump & Xi", "89\nor 90"]]
    found = {p.text: p for p in document.paragraphs}
    assert {"“A line”", "low   ○   ○   ○   high", "← low high →", "A path", "The table"} <= set(found)
    assert found["A path"].runs[0].italic and found["The table"].runs[0].bold
    assert "wide" not in "\n".join(found) and "Bar" not in "\n".join(found)


def test_a_picture_in_word(tmp_path):
    import base64

    from matplotlib.figure import Figure

    Figure((1, 1)).savefig(tmp_path / "a.png")
    source = base64.b64encode((tmp_path / "a.png").read_bytes()).decode()
    shown = '<div class="output"><img src="data:image/png;base64,{}" alt="Bars"></div>'
    made = [cell("task", "### A"), cell("paper", shown=shown.format(source)), cell("paper", shown=shown.format("AAAA"))]
    document = opened(worksheets.worksheet(lesson(*made), []))
    assert [i._inline.docPr.get("descr") for i in document.inline_shapes] == ["Bars"]
    assert [p.text for p in document.paragraphs][-1] == "Bars"  # in place of one that cannot be read


def test_what_comes_before_the_first_task_is_printed_before_it():
    made = lesson(cell("paper background", "## Who is who\n\n- **Xi**"), cell("task", "### A"), cell("answer", "B"))
    page = soup(worksheets.worksheet(made, []).html())
    assert [words(h) for h in page.select("main :is(h2, h3)")] == ["Who is who", "Tasks", "1. A"]


def test_a_worksheet_names_caption_and_dates():
    made = worksheets.worksheet(lesson(), teacher_pack._articles(WHOLE))
    for told in (
        [words(p) for p in soup(made.html()).select(".text > .about")],
        [p.text for p in opened(made).paragraphs if p.style.name == word_file.SMALL],
    ):
        assert [t.partition(":")[0] for t in told] == ["Photo caption", "Published"]
        assert "Evelyn Hockstein" in told[0] and told[1] == "Published: November 26, 2025"


def test_the_same_lesson_gives_the_same_bytes(monkeypatch):
    first = word_file.docx(sheet())
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert word_file.docx(sheet()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {word_file.ZIP_DATE}


def test_a_hostile_article_stays_text():
    made = sheet(replace(WHOLE, title=HOSTILE), f"{HOSTILE}\n\n{HOSTILE}")
    page = soup(made.html())
    assert not page.select("script, main img") and "<script>" in words(page)
    assert "[U+202E]" in words(page) and "{{ 7*7 }}" in words(page)
    text = "\n".join(p.text for p in opened(made).paragraphs)
    assert "<script>window.pwned" in text and "[U+202E]gnp.exe" in text and "\x00" not in text
    assert opened(replace(made, title="\x00")).core_properties.title == "[U+0000]"


ODD_MARKDOWN = [
    "<b>bold</b> &amp; <script>x</script>",
    "<div>\nraw\n</div>",
    "![alt](x.png)",
    "a  \nb<br>c",
    "```\ncode\x00\n```",
    "- a\n\n  more\n  - b\n    - c\n      - d",
    "1. a\n   1. b",
    "> said",
    "#### Part",
    "| a |\n|---|",
    "---",
    "\x0c",
]


@pytest.mark.parametrize("source", ODD_MARKDOWN)
def test_any_markdown_becomes_a_word_file(source):
    assert opened(only(source)).paragraphs


def test_lists_in_lists_and_quotations_in_word():
    document = opened(only("- a\n  - b\n\n    more\n\n> said\n\nx<br>y"))
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name != word_file.LINE]
    assert found[-5:] == [
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("List Continue 2", "more"),
        ("Quote", "said"),
        ("Normal", "x\ny"),
    ]


def test_a_lesson_without_tasks_has_a_worksheet_all_the_same():
    made = worksheets.worksheet(lesson(), [], "")
    assert [words(h) for h in soup(made.html()).select("main :is(h1, h2, h3)")] == ["Who says what"]
    assert next(p.text for p in opened(made).paragraphs) == "Who says what"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.slow
def test_libreoffice_opens_a_word_file(tmp_path):
    (tmp_path / "sheet.docx").write_bytes(word_file.docx(sheet()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "sheet.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "sheet.pdf").pages)
    assert text.index("1. Find all the sources") < text.index("2. One more") < text.index("Exit ticket")


# --- slides --------------------------------------------------------------------------------------------------------


def test_slides_are_made_by_tags():
    title, picture, task = slides.slides(WHOLE.cells, WHOLE.file)
    assert title.title and "guess" in title.notes
    assert "What do you notice?" in picture.inside and "words" in picture.inside and not picture.notes
    assert words(soup(task.inside).h2) == "Find all the sources"
    assert not slides.has_slides(lesson(cell("task", TASK)))


def test_a_slide_has_the_form_of_a_chart_with_the_larger_words():
    """90 x 36: the wide one at 0.12, the narrow one at 0.24."""
    page = soup(slides.slides(WHOLE.cells, WHOLE.file)[1].inside)
    assert [text.text for text in page.select("svg text")] == ["narrow"] and not page.select("a")
    tall = CHART.replace("380 110", "380 900")
    assert [text.text for text in soup(slides.one_form(tall)).select("svg text")] == ["wide"]
    assert slides.one_form(f"{CHART}<p></p>{CHART}").count("narrow") == 2


def test_a_slide_has_no_folds_and_no_long_tables():
    def table(rows: int, of: str = "") -> str:
        row = f'<tr><td class="{of}">a</td></tr>'
        return f'<div class="table"><table><thead><tr><th>A</th></tr></thead><tbody>{row * rows}</tbody></table></div>'

    def rows(shown: str) -> int:
        return len(soup(shown).select("tbody tr"))

    assert [rows(slides.legible(table(n))) for n in (8, 9, 30)] == [8, 8, 8]
    assert [rows(slides.legible(table(n, "long"))) for n in (4, 5)] == [4, 0]
    assert slides.legible(table(30)).endswith("</tr></tbody></table></div>")
    shown = lesson(cell("slide", shown=f"<p>A</p>{PAPER}"), cell("slide", shown=table(5, "long")))
    (only_one,) = slides.slides(shown.cells, shown.file)  # nothing is left of the other
    assert not soup(only_one.inside).select("details, summary, a") and "Range" not in only_one.inside


def test_a_file_of_slides_is_whole():
    page = soup(slides.html(WHOLE))
    assert len(page.select("section.slide")) == 3 and len(page.select("h1")) == 1
    policy = page.meta["content"]
    assert policy.startswith("default-src 'none'") and "script-src 'sha256-" in policy
    assert len(page.select("script")) == 1 and not page.select("[src], link, script[src]")
    hostile = lesson(cell("slide", f"## {HOSTILE}"), cell("slide-notes", HOSTILE))
    page = soup(slides.html(hostile))
    assert len(page.select("script")) == 1 and not page.select("img") and words(page.h1) == "Who says what: slides"


# --- the pack ------------------------------------------------------------------------------------------------------


def test_the_key_has_answers_and_checks():
    page = soup(teacher_pack.files([WHOLE])["teaching/teach_03.html"])
    key = page.select_one(".key")
    assert [words(h) for h in key.select("h3")] == ["1. Find all the sources", "2. One more"]
    assert "Seven." in words(key) and "Answers will vary." in words(key)
    assert "How many?" in words(key) and "7 . Four are named." in words(key) and "Count." not in words(key)
    assert not key.select("details")


def test_every_lesson_has_its_files(pack, course):
    for made in course:
        kinds = {"teach": ".html", "worksheet": ".html"} | ({"slides": ".html"} if made.core else {})
        assert {f"teaching/{kind}_{made.number}{end}" for kind, end in kinds.items()} <= set(pack)
        assert pack[f"teaching/worksheet_{made.number}.docx"][:2] == b"PK"
        assert (f"teaching/slides_{made.number}.html" in pack) == made.core
    assert {f"teaching/{stem}.html" for stem in ("index", *teacher_pack.PAGES)} <= set(pack)


def test_every_link_leads_somewhere(pack, course):
    out = {made.file for made in course} | {"index.html", "articles.html", "glossary.html", "the_article.html"}
    for name, page in pack.items():
        if name.endswith(".html"):
            ids = {item["id"] for item in soup(page).select("[id]")}
            for link in soup(page).select("a[href]"):
                file, _, place = link["href"].partition("#")
                if file.startswith("https://"):
                    continue
                there = file[3:] in out if file.startswith("../") else not file or f"teaching/{file}" in pack
                assert there, f"{name}: {link['href']}"
                assert file or place in ids, f"{name}: {link['href']}"


def test_the_pack_is_the_same_again(pack, course):
    assert teacher_pack.files(course) == pack


def test_the_index_has_lesson_1_first_then_the_core(pack, course):
    page = soup(pack["teaching/index.html"])
    assert [words(a) for a in page.select_one("#first + .wide").select("th a")] == [course[0].title]
    assert [h["id"] for h in page.select("h3[id]")][-4:] == ["first", "core", "more", "optional"]
    core = [words(a) for a in page.select_one("#core + .wide").select("th a")]
    assert core == [made.title for made in course if made.core] and len(core) == 4
    assert [words(a) for a in page.select_one("#optional + .wide").select("th a")] == [
        m.title for m in course if m.optional
    ]
    assert "{{" not in words(page)


def test_worksheets_print_the_articles(pack):
    two = soup(pack["teaching/worksheet_01.html"]).select(".text h2")
    assert [words(h)[:15] for h in two] == ["A: Mayor Holt k", "B: Holt pushes "]
    (seed,) = teacher_pack._articles(WHOLE)  # it has a cell `article`
    assert seed.headline == "Trump blindsides key ally with stunning demand"
    assert teacher_pack._articles(lesson(cell("task", TASK))) == []


def test_the_exit_ticket_is_asked_without_its_answer(pack):
    asked = teacher_pack._part(read_lesson(*first_of("03")), "Exit ticket")
    assert "A good answer" in asked and "A good answer" not in words(soup(pack["teaching/worksheet_03.html"]))


def first_of(number: str):
    path = next(p for p in run_notebooks.notebooks() if p.name.startswith(number))
    return path, run_notebooks.read(path)


# --- what `teaching/` says -----------------------------------------------------------------------------------------

NUMBERS = [path.stem for path in sorted((teacher_pack.TEACHING / "lessons").glob("*.md"))]
SOURCES = sorted(teacher_pack.TEACHING.glob("**/*.md"))
TYPED_NUMBER = re.compile(r"\d[.,]\d|\d\s?(?:%|percent)")
HARDEST_PROSE = 9.0  # US school grade by Flesch and Kincaid
NEEDED = {*teacher_pack.BEFORE_KEY, *teacher_pack.AFTER_KEY} - {"Materials"}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_lesson_says_all_that_a_teacher_needs(number):
    told = teacher_pack.notes(number)
    assert NEEDED <= set(told.parts) <= NEEDED | {"Materials"} and all(told.parts.values())
    assert set(told.articles or ()) <= set(teacher_pack.ARTICLES)
    assert len(told.standards) >= 2 and set(told.standards) <= set(teacher_pack.standards()["codes"])
    header = told.parts["Rubric"].splitlines()[0]
    assert [column.strip() for column in header.strip("|").split("|")] == ["Criterion", "4", "3", "2", "1"]


def test_there_are_notes_on_every_lesson(course):
    assert [made.number for made in course] == NUMBERS
    assert teacher_pack.notes("99") == teacher_pack.Notes("99", {}, None, {})


def test_every_standard_is_used_and_has_its_source():
    used = {code for number in NUMBERS for code in teacher_pack.notes(number).standards}
    codes, sets = (teacher_pack.standards()[part] for part in ("codes", "sets"))
    assert used == set(codes)
    assert {code["set"] for code in codes.values()} == set(sets) == set(teacher_pack.SETS)
    assert all({"title", "publisher", "url"} <= set(cited) for cited in sets.values())


def test_a_plan_fits_its_lesson(pack, course):
    for made in course:
        rows = soup(pack[f"teaching/teach_{made.number}.html"]).select(".plan tbody tr")
        assert abs(sum(int(words(row.td)) for row in rows) - made.minutes) <= 5, made.number


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in SOURCES])
def test_no_measured_number_is_typed_and_the_pack_reads_easily(path):
    text = re.sub(r"\A\+\+\+.*?\+\+\+|\{%.*?%\}|https?:\S+|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    assert not TYPED_NUMBER.findall(re.sub(r'\*".*?"\*', " ", text))  # a misreading may have one
    lines = re.sub(r"^\|[-| ]+\|$|\| *\d+ *\||[*_#]+|\]\(.*?\)", " ", text, flags=re.MULTILINE)
    lines = re.sub(r"\s*\|\s*", ". ", lines)  # a cell of a table is a sentence
    assert load_textstat().flesch_kincaid_grade(lines) <= HARDEST_PROSE


@pytest.mark.parametrize("name", ["{{ seed.nothing }}", "{{ nobody.words }}", '{{ seed.voice("Nobody") }}'])
def test_a_number_that_is_not_there_ends_it(name):
    with pytest.raises(ArticleError, match="teaching"):
        teacher_pack._filled(name)


def test_numbers_are_those_of_the_measures():
    """Counted by hand in the two texts: 20 + 16 words of the mayor in A, 7 in B."""
    assert teacher_pack._filled('{{ praised.quoted("Ada Holt") }} {{ blamed.quoted("Ada Holt") }}') == "36 7"


# --- in Chromium ---------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
def test_slides_move_by_keys_and_buttons(tmp_path):
    (tmp_path / "slides.html").write_text(slides.html(WHOLE), "utf-8")
    done = subprocess.run(
        ["node", str(BROWSER / "slides.mjs"), str(tmp_path / "slides.html")],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["at"] == {"start": 1, "ArrowRight": 2, "Space": 3, "past the end": 3, "ArrowLeft": 2, "Home": 1}
    assert seen["end"] == 3 and seen["clicked"] == 2 and seen["notes"] == [False, True, False]
    assert seen["hash"] == "#s2" and seen["shown"] == 1
    assert seen["without script"] == {"shown": 3, "controls": False} and seen["on paper"] == 3
    assert seen["errors"] == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_worksheet_is_two_pages_at_most(tmp_path, pack, paper):
    sheets = {Path(name).stem: page for name, page in pack.items() if re.search(r"worksheet_\d\d\.html", name)}
    for stem, page in sheets.items():
        (tmp_path / f"{stem}.html").write_text(page, "utf-8")
    command = ["node", str(BROWSER / "paper.mjs"), str(tmp_path), paper, *map(str, sorted(tmp_path.glob("*.html")))]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    pages = {stem: len(PdfReader(tmp_path / f"{stem}.pdf").pages) for stem in sheets}
    assert {stem: n for stem, n in pages.items() if n > 2} == {}


@pytest.mark.browser
@pytest.mark.slow
def test_pages_of_the_pack_pass_axe(tmp_path, pack):
    for name, content in pack.items():
        (tmp_path / Path(name).name).write_bytes(content if isinstance(content, bytes) else content.encode())
    chosen = [tmp_path / f"{stem}.html" for stem in ("index", "teach_03", "worksheet_01", "slides_03", "standards")]
    done = subprocess.run(
        ["node", str(BROWSER / "pages.mjs"), "4", *map(str, chosen)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    for seen in json.loads(done.stdout):
        found = (seen["violations"], seen["requests"], seen["errors"], seen["overflow"])
        assert found == ([], [], [], 0), (seen["page"], seen["view"])
