"""The notebooks keep to their contract (CONTRIBUTING.md), and what is committed is what a fresh run gives."""

from __future__ import annotations

import ast
import io
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from importlib.metadata import version
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import frames, workbook
from analysis.article import Article
from analysis.classroom import self_check
from analysis.measures import readability
from analysis.report import run_notebooks
from analysis.views.base.html import Section
from analysis.views.glossary import terms as glossary_terms

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("[!.]*.ipynb"))
BOOKS = {path.stem: nbformat.read(path, as_version=4) for path in PATHS}

MOST_LINES, LONGEST_DEF = 8, 5
SEES, NOT_SHOWN = "**What we see.**", "**What this does not show.**"
OPENING = (
    r"^# \S",
    r"^\*\*Time:\*\* .*\d minutes",
    r"^\*\*After this page you can\*\*\n\n- ",
    r"^\*\*What you need:\*\* ",
)
FOLD = "<details><summary>One answer</summary>\n\n"
READING = "<details><summary>What we see: open this after your guess</summary>\n\n"
HIDDEN = {"source_hidden": True, "outputs_hidden": True}  # until it is run
BOXES = ("In the text", "You judge", "Look it up")
# Numbers come from values that code shows. Whole numbers stay allowed: minutes, steps of an exercise.
GUESS = re.compile(r"\bguess first\b|\bguess[:,]", re.IGNORECASE)
TYPED_NUMBER = re.compile(r"\d[.,]\d|\d\s?(?:%|percent)")
NOT_READERS_WORDS = re.compile(r"\b(?:narrator|unsupported|percentile|bootstrap|corpus|biased)\b", re.IGNORECASE)
HARDEST_PROSE = 9.0  # US school grade by Flesch and Kincaid

CHECK = re.compile(r'check\("([\w-]+)", ""\)')
WITH_CHECKS = ("00", "02", "04", "05", "08", "09")
WITH_EXPLORE = ("00", "04", "06", "07", "10")
MARK_CODE = ["markdown", "code"]
FRAME = re.compile(rf"\bpage\.(?:{'|'.join(frames.FRAMES)})\b")
CHANGE = re.compile(r"\bChange\b")
MOST_CELLS = 36

SHOWN_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
DRAWN_WITH = re.search(r"^matplotlib==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)[1]


# --- the contract --------------------------------------------------------------------------------------------------


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def prose(book: NotebookNode) -> list[NotebookNode]:
    return [c for c in book.cells if c.cell_type == "markdown"]


def programs(book: NotebookNode) -> list[NotebookNode]:
    return [c for c in book.cells if c.cell_type == "code"]


def outputs(book: NotebookNode) -> Iterator[NotebookNode]:
    return (output for cell in programs(book) for output in cell.outputs)


def pictures(book: NotebookNode) -> list[NotebookNode]:
    return [o for o in outputs(book) if "image/png" in o.get("data", {})]


def opening(book: NotebookNode) -> Iterator[str]:
    """A title, the time it takes, what one learns and what one needs."""
    first = book.cells[0]
    for wanted in OPENING:
        if first.cell_type != "markdown" or not re.search(wanted, first.source, re.MULTILINE):
            yield f"the first cell has no {wanted}"
    titles = [line for c in prose(book) for line in c.source.splitlines() if line.startswith("# ")]
    if len(titles) != 1:
        yield f"titles: {titles}"


def small_code(book: NotebookNode) -> Iterator[str]:
    for cell in programs(book):
        if len(cell.source.splitlines()) > MOST_LINES:
            yield f"{cell.id}: more than {MOST_LINES} lines"
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_DEF:
                yield f"{cell.id}: def {node.name} has more than {LONGEST_DEF} lines"


def explore(book: NotebookNode) -> Iterator[str]:
    """Two or three cells to change, in a row, each behind words that say what; open in JupyterLab."""
    places = [n for n, c in enumerate(book.cells) if "explore" in tags(c)]
    cells = [book.cells[n] for n in places]
    if not cells:
        return
    kinds = [c.cell_type for c in cells]
    if places != list(range(places[0], places[0] + len(places))) or kinds not in (MARK_CODE * 2, MARK_CODE * 3):
        yield f"{cells[0].id}: not two or three pairs of words and code, one after the other"
    if not cells[0].source.startswith("## Explore\n\n") or not FRAME.search("".join(c.source for c in cells)):
        yield f"{cells[0].id}: no heading 'Explore', or no frame of the page"
    for cell in cells:
        if cell.metadata != {"tags": ["explore"]}:
            yield f"{cell.id}: {dict(cell.metadata)}"
        if cell.cell_type == "markdown" and not CHANGE.search(cell.source):
            yield f"{cell.id}: does not say what to change"
        if cell.cell_type == "code":
            numbers = (n.value for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Constant))
            yield from (f"{cell.id}: typed number {value}" for value in numbers if isinstance(value, float))


def question_and_reading(book: NotebookNode) -> Iterator[str]:
    """What a cell shows follows a question, and is read right below it: what we see, then what it does not show."""
    for before, cell, after in zip(book.cells, book.cells[1:], book.cells[2:], strict=False):
        if cell.cell_type != "code" or {"hide-input", "solution", "check", "explore"} & set(tags(cell)):
            continue
        if not re.search(r"^## .*\?$", before.source, re.MULTILINE):
            yield f"{cell.id}: no question before it"
        if after.cell_type != "markdown" or not 0 <= after.source.find(SEES) < after.source.find(NOT_SHOWN):
            yield f"{cell.id}: not read below"


def guesses(book: NotebookNode) -> Iterator[str]:
    """What a reader is asked to guess first is folded on the pages and in JupyterLab, and what reads it with it."""
    for before, cell in pairwise(book.cells):
        asked = f"\n{before.source}".rpartition("\n## ")[2]
        if cell.cell_type == "code" and not {"check", "solution", "reveal"} & set(tags(cell)) and GUESS.search(asked):
            yield f"{cell.id}: to be guessed, and not tagged reveal"
    for cell, after in pairwise([*book.cells, new_markdown_cell("")]):
        if "reveal" not in tags(cell):
            continue
        if cell.metadata.get("jupyter") != {"outputs_hidden": True}:  # until it is run
            yield f"{cell.id}: to be guessed, and what it shows is not folded"
        if not re.match(rf"{re.escape(READING + SEES)}[^<]*\n\n</details>(\n\n#|$)", after.source):
            yield f"{cell.id}: to be guessed, and its reading is not folded"


def exercises(book: NotebookNode) -> Iterator[str]:
    found = [
        (c, after)
        for c, after in pairwise(c for c in book.cells if "check" not in tags(c))
        if "### Exercise" in c.source
    ]
    if not found:
        yield "no exercise"
    for cell, after in found:
        if "solution" in tags(cell) or "solution" not in tags(after):
            yield f"{cell.id}: no cell tagged solution behind the exercise"


def folded_answers(book: NotebookNode) -> Iterator[str]:
    """JupyterLab shows an answer when a reader opens it, as the pages do."""
    yield from (
        f"{c.id}: an answer that is not folded"
        for c in programs(book)
        if "solution" in tags(c) and c.metadata.get("jupyter") != HIDDEN
    )
    for cell in prose(book):
        if "solution" in tags(cell) and not (cell.source.startswith(FOLD) and cell.source.endswith("\n\n</details>")):
            yield f"{cell.id}: an answer that is not folded"


def reading(book: NotebookNode) -> Iterator[str]:
    """No measured number and no word of ours in the prose, and three boxes at the end."""
    for cell in prose(book):
        yield from (f"{cell.id}: typed number {m[0]}" for m in TYPED_NUMBER.finditer(cell.source))
        yield from (f"{cell.id}: not a reader's word: {m[0]}" for m in NOT_READERS_WORDS.finditer(cell.source))
    last = book.cells[-1].source
    at = [match.start() if (match := re.search(rf"^### {box}\n\n- ", last, re.MULTILINE)) else -1 for box in BOXES]
    if min(at) < 0 or at != sorted(at):
        yield f"the last cell has not the boxes {', '.join(BOXES)}"


def executed(book: NotebookNode) -> Iterator[str]:
    """Run once from top to bottom, without an error, a warning or a trace of when."""
    counts = [c.execution_count for c in programs(book)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"run in the order {counts}"
    for output in outputs(book):
        if output.output_type == "error" or output.get("name") == "stderr":
            yield f"{output.get('ename') or output.get('text')}"
    yield from (f"{c.id}: {sorted(c.metadata)}" for c in book.cells if set(c.metadata) - {"tags", "jupyter"})
    if set(book.metadata) != {"kernelspec", "language_info"} or set(book.metadata.language_info) != {"name"}:
        yield f"metadata: {book.metadata}"


def figures(book: NotebookNode) -> Iterator[str]:
    if not pictures(book):
        yield "no chart"
    for picture in pictures(book):
        if not picture.metadata.get("image/png", {}).get("alt", "").strip():
            yield "a picture without a text alternative"


def self_checks(book: NotebookNode) -> Iterator[str]:
    """Every check is a known one, waits for an answer, and stands behind an exercise or what it asks about."""
    for cell in (c for c in programs(book) if re.search(r"\bcheck\(", c.source) or "check" in tags(c)):
        if "hide-input" in tags(cell):
            continue
        found = CHECK.findall(cell.source)
        if "check" not in tags(cell) or not found or CHECK.sub("", cell.source).strip(" +\n"):
            yield f"{cell.id}: not only checks without an answer, or not tagged check"
        yield from (f"{cell.id}: no check {key}" for key in found if key not in self_check.CHECKS)


CONTRACT = (
    opening,
    small_code,
    explore,
    question_and_reading,
    guesses,
    exercises,
    folded_answers,
    self_checks,
    reading,
    executed,
    figures,
)


def test_there_are_notebooks():
    assert {"00", "01", "02", "04", "05", "07", "08", "09"} <= {stem[:2] for stem in BOOKS}


@pytest.mark.parametrize("rule", CONTRACT, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("stem", BOOKS)
def test_contract(stem, rule):
    assert list(rule(BOOKS[stem])) == []


@pytest.mark.parametrize("stem", [stem for stem in BOOKS if stem[:2] in WITH_CHECKS])
def test_three_checks_and_three_exercises(stem):
    assert sum(len(CHECK.findall(c.source)) for c in programs(BOOKS[stem])) >= 3
    assert 3 <= sum(c.source.count("### Exercise") for c in prose(BOOKS[stem])) <= 5


@pytest.mark.parametrize("stem", BOOKS)
def test_cells(stem):
    ids = [c.id for c in BOOKS[stem].cells]
    assert ids == [f"{stem[:2]}-{n:02}" for n in range(1, len(ids) + 1)]
    assert 12 <= len(ids) <= MOST_CELLS


@pytest.mark.parametrize("stem", [stem for stem in BOOKS if stem[:2] in WITH_EXPLORE])
def test_there_is_something_to_explore(stem):
    assert any("explore" in tags(c) for c in BOOKS[stem].cells)


@pytest.mark.parametrize("stem", BOOKS)
def test_prose_reads_easily(stem):
    """By our own measure, with our own sentences; a word of the glossary counts as one easy word."""
    terms = sorted((t for term in glossary_terms() for t in term.split(", ")), key=len, reverse=True)
    text = "\n".join(plain_text(cell.source) for cell in prose(BOOKS[stem]))
    easy = re.sub(rf"\b(?:{'|'.join(map(re.escape, terms))})s?\b", "word", text, flags=re.IGNORECASE)
    assert grade(easy) <= HARDEST_PROSE


def grade(text: str) -> float:
    """US school grade by Flesch and Kincaid, of lines that are paragraphs each."""
    ends = list(accumulate(len(line) + 1 for line in text.splitlines()))
    paragraphs = tuple((a, b - 1) for a, b in pairwise([0, *ends]))
    analysis = workbook.analyze(Article(text, (), paragraphs))
    return readability.flesch_kincaid_grade(readability.count_spans(analysis, paragraphs))


def test_grade_by_hand():
    """Two sentences of 3 words: 0.39 * 3 + 11.8 * 7 / 6 - 15.59 (7 syllables in 6 words)."""
    assert grade("We read it.\nHe read papers.") == pytest.approx(0.39 * 3 + 11.8 * 7 / 6 - 15.59)


def plain_text(markdown: str) -> str:
    """Without markup; a paragraph or list item on one line, closed by a period."""
    unwrapped = re.sub(r"(?<!\n)\n(?!\n|[-#] |#|\d\. )", " ", markdown)
    unwrapped = re.sub(r"<summary>.*?</summary>|</?details>", "", unwrapped)
    lines = (re.sub(r"\]\([^)]*\)|[#*`\[\]]|^(?:-|\d\.) ", "", line) for line in unwrapped.splitlines())
    joined = (" ".join(line.split()).rstrip(";") for line in lines)
    return "\n".join(line if line[-1] in ".!?:" else f"{line}." for line in joined if line)


def test_plain_text():
    markdown = "## Why?\n\nOne *long*\nline, see [there](x.ipynb).\n\n- first\n  item;\n- second\n1. third"
    assert plain_text(markdown) == "Why?\nOne long line, see there.\nfirst item.\nsecond.\nthird."


# --- the contract's own tests: each rule finds what it is there to find -----------------------------------------------

PICTURE = {"image/png": "", "text/plain": "x"}


def little(code: str = "pass", *code_tags: str, text: str = "", output: NotebookNode | None = None) -> NotebookNode:
    """A notebook that breaks rules in the one place that a test gives."""
    program = new_code_cell(code, id="00-01", metadata={"tags": list(code_tags)}, execution_count=1)
    program.outputs = [output] if output else []
    return new_notebook(cells=[new_markdown_cell(text, id="00-02"), program, new_markdown_cell(text, id="00-03")])


def answered(text: str) -> NotebookNode:
    return new_notebook(cells=[new_markdown_cell(text, id="00-02", metadata={"tags": ["solution"]})])


def pairs(text: str, code: str = "page.words", **metadata: object) -> NotebookNode:
    """Two pairs to explore."""
    metadata = {"tags": ["explore"], **metadata}
    cells = [new_markdown_cell(text), new_code_cell(code)] * 2
    cells = [NotebookNode(c, id=f"00-0{n}", metadata=metadata) for n, c in enumerate(cells, 1)]
    cells[0].source = f"## Explore\n\n{text}"
    return new_notebook(cells=cells)


BROKEN: tuple[tuple[Callable, NotebookNode, str], ...] = (
    (opening, little(text="# One\n\n# Two"), "titles: ['# One', '# Two', '# One', '# Two']"),
    (opening, little(text="# One"), r"the first cell has no ^\*\*Time:\*\* .*\d minutes"),
    (small_code, little("pass\n" * 9), "00-01: more than 8 lines"),
    (small_code, little("def f(a):\n" + "    a += 1\n" * 5), "00-01: def f has more than 5 lines"),
    (explore, little("page.words", "explore"), "00-01: not two or three pairs of words and code, one after the other"),
    (explore, little("page.words", "explore"), "00-01: no heading 'Explore', or no frame of the page"),
    (explore, pairs("Look."), "00-01: does not say what to change"),
    (explore, pairs("Change it.", code="x = 1"), "00-01: no heading 'Explore', or no frame of the page"),
    (explore, pairs("Change it.", code="page.words * 0.5"), "00-02: typed number 0.5"),
    (explore, pairs("Change it.", jupyter=HIDDEN), f"00-01: {{'tags': ['explore'], 'jupyter': {HIDDEN}}}"),
    (question_and_reading, little(text=f"{SEES} {NOT_SHOWN}"), "00-01: no question before it"),
    (question_and_reading, little(text="## Why?"), "00-01: not read below"),
    (question_and_reading, little(text=f"## Why?\n{NOT_SHOWN} {SEES}"), "00-01: not read below"),
    (guesses, little(text="## Who?\n\nGuess first: who?"), "00-01: to be guessed, and not tagged reveal"),
    (guesses, little("1", "reveal"), "00-01: to be guessed, and what it shows is not folded"),
    (guesses, little("1", "reveal", text=f"{SEES} All."), "00-01: to be guessed, and its reading is not folded"),
    (exercises, little(), "no exercise"),
    (exercises, little(text="### Exercise: count"), "00-02: no cell tagged solution behind the exercise"),
    (folded_answers, little("1", "solution"), "00-01: an answer that is not folded"),
    (folded_answers, answered("None is left."), "00-02: an answer that is not folded"),
    (folded_answers, answered(f"{FOLD}None is left."), "00-02: an answer that is not folded"),
    (self_checks, little('check("voices-9", "")', "check"), "00-01: no check voices-9"),
    (
        self_checks,
        little('check("voices-1", "3")', "check"),
        "00-01: not only checks without an answer, or not tagged check",
    ),
    (reading, little(text="a gap of 0.1"), "00-02: typed number 0.1"),
    (reading, little(text="more than 93% of them"), "00-02: typed number 3%"),
    (reading, little(text="the narrator"), "00-02: not a reader's word: narrator"),
    (reading, little(text="### You judge"), "the last cell has not the boxes In the text, You judge, Look it up"),
    (executed, little(output=new_output("error", ename="KeyError")), "KeyError"),
    (executed, little(output=new_output("stream", name="stderr", text="careful")), "careful"),
    (figures, little(), "no chart"),
    (figures, little(output=new_output("display_data", PICTURE)), "a picture without a text alternative"),
)


@pytest.mark.parametrize(("rule", "broken", "fault"), BROKEN)
def test_rules_find_faults(rule, broken, fault):
    assert fault in list(rule(broken))


# --- what there is to explore --------------------------------------------------------------------------------------

ARTICLES = {
    "seed": None,
    "no headline, no source": "The council met for a long while on Monday, and everybody went home.\n",
    "hostile": "$\\frac{x$ praises <b>bridge</b>\n\n“It is a good <i>$y$</i> bridge,” said <script>1</script> Vell.\n",
}


def explored(stem: str, page: workbook.AnalyzedArticle, changes: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """What each cell of the part shows or prints, in words; `changes`: old code -> new code."""
    names, shown = {"page": page, "wb": workbook}, []
    for cell in (c for c in programs(BOOKS[stem]) if "explore" in tags(c)):
        code = cell.source
        for old, new in changes.items():
            code = code.replace(old, new)
        *before, last = ast.parse(code).body
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(ast.Module(before, []), cell.id, "exec"), names)
            value = eval(compile(ast.Expression(last.value), cell.id, "eval"), names)
        words = [b.alt for b in value.blocks] if isinstance(value, Section) else [value] * (value is not None)
        shown.append(printed.getvalue() + "".join(map(str, words)))
    return shown


@pytest.fixture(scope="module")
def articles() -> dict[str, workbook.AnalyzedArticle]:
    seed = workbook.open_article(ROOT / "seeds" / "trump-takaichi-call.txt")
    return {name: workbook.open_article(text=text) if text else seed for name, text in ARTICLES.items()}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("stem", [stem for stem in BOOKS if stem[:2] in WITH_EXPLORE])
@pytest.mark.parametrize("article", ARTICLES)
def test_the_cells_to_explore_run_with_any_article(stem, article, articles):
    assert all(explored(stem, articles[article]))


@pytest.mark.parametrize(
    ("stem", "changes", "cell", "before", "after"),
    [  # By hand: 10 sentences, the longest of 64 words is the second.
        ("00_start_here", {'"voice")': '"sentence")'}, 1, "Most words: Donald Trump", "Most words: 2"),
        # All words of sources came through the Journal; without Trump's 108 of 248 there are 140.
        ("04_the_borrowed_report", {'"Wall Street Journal"': '"Donald Trump"'}, 1, "Journal: 0 of ", "Trump: 140 of "),
        ("04_the_borrowed_report", {'"words"  #': '"statements"  #'}, 2, "words. ", "statements. "),
        ("06_the_closing_context", {'"place"': '"voice"'}, 0, "quoted", "Donald Trump"),
        # A mention in the headline has a place and no voice.
        ("07_headline_against_body", {'"place"': '"voice"'}, 1, "headline", "Wall Street Journal"),
        # "stunning" alone is rated, 1.6: 1.6 / sqrt(1.6 * 1.6 + 15).
        (
            "07_headline_against_body",
            {"page.article.headline or ": ""},
            2,
            "stunning: −0.13",
            "vote: 0.38; stunning: 0.00; A: 0.38.",
        ),
    ],
)
def test_one_change_gives_another_answer(stem, changes, cell, before, after, articles):
    first, second = explored(stem, articles["seed"])[cell], explored(stem, articles["seed"], changes)[cell]
    assert before in first and before not in second
    assert after in second and after not in first


# --- committed outputs are those of a fresh run -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def rerun(course_run) -> dict[str, NotebookNode]:
    """Every notebook, run again in a kernel of its own."""
    ran = {stem: nbformat.read(course_run.notebooks / f"{stem}.ipynb", as_version=4) for stem in BOOKS}
    return {stem: run_notebooks.as_kept(book) for stem, book in ran.items()}


@pytest.mark.parametrize("stem", BOOKS)
def test_committed_outputs_are_those_of_a_fresh_run(stem, rerun):
    cells = zip(programs(BOOKS[stem]), programs(rerun[stem]), strict=True)
    assert [old.id for old, new in cells if not same_outputs(old, new)] == []


def test_figures_hold_the_pictures_of_the_notebooks():
    """But for what cells to explore draw: those are a reader's own charts."""
    guided = [c for book in BOOKS.values() for c in programs(book) if "explore" not in tags(c)]
    shown = {b64decode(p.data["image/png"]) for p in pictures(new_notebook(cells=guided))}
    pngs = sorted((ROOT / "figures").glob("*.png"))
    assert shown <= {path.read_bytes() for path in pngs}
    assert [p.stem for p in sorted((ROOT / "figures").glob("*.svg"))] == [p.stem for p in pngs]


def same_outputs(old: NotebookNode, new: NotebookNode) -> bool:
    return len(old.outputs) == len(new.outputs) and all(map(same_output, old.outputs, new.outputs))


def same_output(old: NotebookNode, new: NotebookNode) -> bool:
    a, b = texts(old), texts(new)
    if a.keys() != b.keys() or not all(same_text(a[k], b[k]) for k in a):
        return False
    pngs = [o.get("data", {}).get("image/png") for o in (old, new)]
    return pngs[0] is None or same_picture(*map(pixels, pngs), exactly=version("matplotlib") == DRAWN_WITH)


def texts(output: NotebookNode) -> dict[str, str]:
    """All that can be read of an output, the alternatives of its pictures included."""
    found = {kind: str(output[kind]) for kind in ("output_type", "name", "text", "ename") if kind in output}
    found |= {kind: str(data) if kind != "image/png" else "" for kind, data in output.get("data", {}).items()}
    return found | {f"metadata of {kind}": str(data) for kind, data in output.get("metadata", {}).items()}


def same_text(a: str, b: str) -> bool:
    """The same words; decimals may differ by one in their last place, as processors round differently."""
    numbers = [SHOWN_NUMBER.findall(text) for text in (a, b)]
    return SHOWN_NUMBER.split(a) == SHOWN_NUMBER.split(b) and all(map(same_number, *numbers))


def same_number(a: str, b: str) -> bool:
    places = [len(text.partition(".")[2]) for text in (a, b)]
    if a == b or places[0] != places[1] or places[0] == 0:
        return a == b
    return abs(float(a.replace(",", "")) - float(b.replace(",", ""))) < 1.5 * 10 ** -places[0]


def pixels(png: str) -> np.ndarray:
    """Height x width x channels, 0 to 1."""
    return imread(io.BytesIO(b64decode(png)))


def same_picture(a: np.ndarray, b: np.ndarray, exactly: bool) -> bool:
    """Pixel by pixel; another version of matplotlib may set letters a little otherwise: the same size, then."""
    if exactly:
        return np.array_equal(a, b)
    return bool(np.allclose(a.shape[:2], b.shape[:2], rtol=0.03))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("gap +0.10", "gap +0.11", True),
        ("gap +0.10", "gap +0.12", False),
        ("gap +0.10", "gap −0.10", False),
        ("3 words", "4 words", False),
        ("4,206 words", "4,206 words", True),
        ("0.1 of it", "0.10 of it", False),
        ("grade 15.2", "score 15.2", False),
        ("1 and 0.5", "1", False),
    ],
)
def test_same_text(a, b, same):
    assert same_text(a, b) is same


def shown(png: str = "", alt: str = "Bars from 0 to 3.", text: str = "grade 15.18") -> NotebookNode:
    data = {"text/html": text} | ({"image/png": png} if png else {})
    return new_output("display_data", data, metadata={"image/png": {"alt": alt}})


@pytest.mark.parametrize(
    ("fresh", "same"),
    [
        (shown(), True),
        (shown(text="grade 16.18"), False),
        (shown(alt="Bars from 0 to 4."), False),
        (shown(alt=""), False),
        (new_output("display_data", {"text/html": "grade 15.18"}), False),
    ],
)
def test_a_changed_value_or_alternative_is_found(fresh, same):
    assert same_output(shown(), fresh) is same


def test_a_changed_chart_is_found():
    picture = pictures(BOOKS["01_the_headline"])[0].data["image/png"]
    other = pictures(BOOKS["07_headline_against_body"])[0].data["image/png"]
    assert same_output(shown(picture), shown(picture))
    assert not same_output(shown(picture), shown(other))


def test_same_picture():
    blank, dotted = np.zeros((100, 100, 4)), np.zeros((100, 100, 4))
    dotted[50, 50] = 1
    assert same_picture(blank, blank, exactly=True)
    assert not same_picture(blank, dotted, exactly=True)
    assert same_picture(blank, np.zeros((102, 99, 4)), exactly=False)
    assert not same_picture(blank, np.zeros((110, 100, 4)), exactly=False)
