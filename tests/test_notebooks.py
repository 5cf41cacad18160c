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

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import frames, workbook
from analysis.article import Article
from analysis.classroom.self_check import Check, judged, words
from analysis.measures import readability
from analysis.report import run_notebooks
from analysis.views.base.html import Section
from analysis.views.glossary import terms as glossary_terms

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("[!.]*.ipynb"))
BOOKS = {path.stem: nbformat.read(path, as_version=4) for path in PATHS}
CORE = ("02", "03", "04", "05")
OPTIONAL = ("11", "12", "13")
NO_ARTICLE = ("01", "13")  # beside it: the two texts are in it, or it is about a table

TITLE = re.compile(r"# [^\n]+\n\n[^\n]+(?:\n[^\n]+)*")  # a title and one paragraph, which asks the question
TAGS = frozenset(
    """title core optional parameters setup article picture aims background task answer reveal check explore takeaways
    slide slide-with slide-notes paper code""".split()
)
NUMBERED = re.compile(r"minutes-[1-9]\d|lines-\d")
BEGINS = ("title", "parameters", "setup")  # cells in this order, slides' notes between them
ANSWER = re.compile(r"<details><summary>One answer</summary>\n\n.+\n\n</details>", re.DOTALL)
SEEN = re.compile(r"<details><summary>What you see</summary>\n\n.+\n\n</details>", re.DOTALL)
TAKEN = re.compile(
    r"## Takeaways\n\n- \*\*In the text:\*\* .+\n- \*\*You decide:\*\* .+\n- \*\*Look it up:\*\* ", re.DOTALL
)
MOST_LINES, LONGEST_DEF = 8, 5
MOST_WORDS, WORDS_A_MINUTE, A_TASK = 900, 180, 2  # of a lesson's prose; minutes that a task takes at the least
SHORTEST, LONGEST = 20, 45  # minutes
SLIDES = range(7, 16)
HARDEST_PROSE = 9.0  # US school grade by Flesch and Kincaid
# Numbers come from values that code shows. Whole numbers stay allowed: minutes, items of a list.
TYPED_NUMBER = re.compile(r"\d+[.,]\d+|\d+(?=\s?(?:%|percent))")
NOT_READERS_WORDS = re.compile(r"\b(?:unsupported|percentile|bootstrap|corpus|biased)\b", re.IGNORECASE)
LINK = re.compile(r"\]\(([\w-]+\.ipynb)")

MARK_CODE = ["markdown", "code"]
COMMANDS = re.compile(r"^    .*\n", re.MULTILINE)  # commands
FRAME = re.compile(rf"\b(?:group\.|people\b|(?:page|text|paper|p)\.(?:{'|'.join(frames.FRAMES)})\b)")
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


def on_page(book: NotebookNode) -> list[NotebookNode]:
    """The cells without notes for slides."""
    return [c for c in book.cells if "slide-notes" not in tags(c)]


def opening(book: NotebookNode) -> Iterator[str]:
    """A title with one question and the minutes; parameters and setup; then what the lesson is about."""
    cells = on_page(book)
    first, *_ = cells
    if first.cell_type != "markdown" or not (TITLE.fullmatch(first.source) and "?" in first.source):
        yield "the first cell is not a title and one question"
    if [next(iter(tags(c)), "") for c in cells[: len(BEGINS)]] != list(BEGINS):
        yield f"does not begin with {', '.join(BEGINS)}"
    titles = [line for c in prose(book) for line in c.source.splitlines() if line.startswith("# ")]
    if len(titles) != 1:
        yield f"titles: {titles}"
    for tag in ("title", "parameters", "setup", "picture", "aims", "takeaways"):
        if (n := sum(tag in tags(c) for c in cells)) != 1:
            yield f"{n} cells tagged {tag}"
    if "takeaways" not in tags(cells[-1]) or not TAKEN.match(cells[-1].source):
        yield "the last cell is not the takeaways"


def minutes(book: NotebookNode) -> Iterator[str]:
    """The minutes are a class period's at most, and enough to read the lesson and to do its tasks."""
    (said,) = [int(tag.partition("-")[2]) for tag in tags(book.cells[0]) if tag.startswith("minutes-")] or [0]
    n, tasks = words_to_read(book), sum("task" in tags(c) for c in book.cells)
    if n > MOST_WORDS:
        yield f"{n} words to read"
    if not SHORTEST <= said <= LONGEST or n / WORDS_A_MINUTE + A_TASK * tasks > said:
        yield f"{said} minutes for {n} words and {tasks} tasks"


def words_to_read(book: NotebookNode) -> int:
    """Words of the page's prose but for answers and what is to explore."""
    read = [c for c in on_page(book) if c.cell_type == "markdown" and not {"answer", "explore"} & set(tags(c))]
    return sum(len(re.findall(r"\w[\w'’-]*", plain_text(c.source))) for c in read)


def known_tags(book: NotebookNode) -> Iterator[str]:
    for cell in book.cells:
        known = TAGS - (set() if cell.cell_type == "code" else {"code"})
        yield from (f"{cell.id}: tag {tag}" for tag in tags(cell) if tag not in known and not NUMBERED.fullmatch(tag))


def small_code(book: NotebookNode) -> Iterator[str]:
    for cell in programs(book):
        if len(cell.source.splitlines()) > MOST_LINES:
            yield f"{cell.id}: more than {MOST_LINES} lines"
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_DEF:
                yield f"{cell.id}: def {node.name} has more than {LONGEST_DEF} lines"


def aims(book: NotebookNode) -> Iterator[str]:
    """A list and nothing else: the page says what it is a list of."""
    for cell in (c for c in book.cells if "aims" in tags(c)):
        if not re.fullmatch(r"(?:- .+(?:\n  .+)*\n?){2,5}", cell.source):
            yield f"{cell.id}: not a list of two to five aims"


def tasks(book: NotebookNode) -> Iterator[str]:
    """Each has a name, and one answer before the next task: behind what is to be guessed and opened first."""
    cells = [c for c in on_page(book) if {"task", "answer"} & set(tags(c))]
    if not any("task" in tags(c) for c in cells):
        yield "no task"
    for before, cell, after in zip([None, *cells], cells, [*cells[1:], None], strict=False):
        if "task" in tags(cell):
            if cell.cell_type != "markdown" or not re.match(r"### \S", cell.source):
                yield f"{cell.id}: a task without a name"
            if after is None or "answer" not in tags(after):
                yield f"{cell.id}: a task without an answer behind it"
        elif before is None or "task" not in tags(before):
            yield f"{cell.id}: an answer without its task"
        if "answer" in tags(cell) and not ANSWER.fullmatch(cell.source):
            yield f"{cell.id}: an answer that is not folded"


def guesses(book: NotebookNode) -> Iterator[str]:
    """What a reader is asked to guess first is folded in JupyterLab, too, and what reads it with it."""
    for before, cell in pairwise([new_markdown_cell(""), *on_page(book)]):
        if "reveal" not in tags(cell):
            continue
        if cell.cell_type == "code" and cell.metadata.get("jupyter") != {"outputs_hidden": True}:  # until it is run
            yield f"{cell.id}: to be guessed, and what it shows is not folded"
        if cell.cell_type == "markdown" and not ("reveal" in tags(before) and SEEN.fullmatch(cell.source)):
            yield f"{cell.id}: not folded, or not behind what it reads"


def self_checks(book: NotebookNode) -> Iterator[str]:
    """In a cell of their own, with its code hidden; each has a hint."""
    for cell in programs(book):
        calls = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Call) and called(n) == "check"]
        if ("check" in tags(cell)) != bool(calls) or (
            calls and cell.metadata.get("jupyter") != {"source_hidden": True}
        ):
            yield f"{cell.id}: not only checks, not tagged check, or its code is not hidden"
        for call in calls:
            given = {k.arg: k.value for k in call.keywords}
            if "hint" not in given:
                yield f"{cell.id}: a check without a hint"
            elif all(isinstance(n, ast.Constant | ast.List | ast.UnaryOp) for n in (*call.args, *given.values())):
                yield from (f"{cell.id}: {fault}" for fault in check_faults(call, given))


def check_faults(call: ast.Call, given: Mapping[str, ast.expr]) -> Iterator[str]:
    """Its own answers are right, and the hint holds none of them."""
    check = Check(*map(ast.literal_eval, call.args), **{k: ast.literal_eval(v) for k, v in given.items()})
    for answer in [" ".join(check.answers)] if check.every else check.answers:
        if judged(check, answer) != "Right.":
            yield f"{answer} is not right"
    hint = f" {' '.join(words(check.hint))} "
    yield from (f"the hint says {a}" for a in check.compared.split("|") if f" {a} " in hint)


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def explore(book: NotebookNode) -> Iterator[str]:
    """Two or three pairs of words and code right before the takeaways, open in JupyterLab."""
    places = [n for n, c in enumerate(on_page(book)) if "explore" in tags(c)]
    cells = [on_page(book)[n] for n in places]
    kinds = [c.cell_type for c in cells]
    if kinds not in (MARK_CODE * 2, MARK_CODE * 3) or places[-1] != len(on_page(book)) - 2:
        yield "not two or three pairs of words and code right before the takeaways"
        return
    if not cells[0].source.startswith("## Explore\n\n") or not any(FRAME.search(c.source) for c in cells):
        yield f"{cells[0].id}: no heading 'Explore', or no frame of the page"
    for cell in cells:
        if cell.metadata != {"tags": ["explore"]}:
            yield f"{cell.id}: {dict(cell.metadata)}"


def slides(book: NotebookNode) -> Iterator[str]:
    """Only core lessons have slides."""
    n = sum("slide" in tags(c) for c in book.cells)
    is_core = "core" in tags(book.cells[0])
    if (is_core and n not in SLIDES) or (not is_core and n):
        yield f"{n} slides"


def reading(book: NotebookNode) -> Iterator[str]:
    """Measured numbers in the prose are those that the notebook shows, but for sums in an answer; no word of ours but
    in commands; links lead to notebooks that there are."""
    shown = {n for o in outputs(book) for n in TYPED_NUMBER.findall(" ".join(texts(o).values()))}
    for cell in prose(book):
        if not {"answer", "explore"} & set(tags(cell)):
            typed = (m[0] for m in TYPED_NUMBER.finditer(cell.source))
            yield from (f"{cell.id}: typed number {n}" for n in typed if n not in shown)
        yield from (f"{cell.id}: not a reader's word: {m[0]}" for m in NOT_READERS_WORDS.finditer(without_code(cell)))
        yield from (f"{cell.id}: no {m[1]}" for m in LINK.finditer(cell.source) if m[1][:-6] not in BOOKS)


def without_code(cell: NotebookNode) -> str:
    return re.sub(r"`[^`\n]+`", "", COMMANDS.sub("", cell.source))


def executed(book: NotebookNode) -> Iterator[str]:
    """Run once from top to bottom, without an error, a warning or a trace of when."""
    counts = [c.execution_count for c in programs(book)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"run in the order {counts}"
    for output in outputs(book):
        if output.output_type == "error" or output.get("name") == "stderr":
            yield f"{output.get('ename') or output.get('text')}"
        if run_notebooks.WIDGET in output.get("data", {}):
            yield "a widget"
    yield from (f"{c.id}: {sorted(c.metadata)}" for c in book.cells if set(c.metadata) - {"tags", "jupyter"})
    if set(book.metadata) != {"kernelspec", "language_info"} or set(book.metadata.language_info) != {"name"}:
        yield f"metadata: {book.metadata}"


def alternatives(book: NotebookNode) -> Iterator[str]:
    """Every picture and drawing says in words what it shows, or is there for the eye alone."""
    for picture in pictures(book):
        if not picture.metadata.get("image/png", {}).get("alt", "").strip():
            yield "a picture without a text alternative"
    for output in outputs(book):
        for drawing in re.findall(r"<svg[^>]*>", output.get("data", {}).get("text/html", "")):
            if ' x="' in drawing:  # a piece of another drawing
                continue
            if 'aria-hidden="true"' not in drawing and not re.search(r'role="img" aria-label="[^"]+"', drawing):
                yield f"a drawing without a text alternative: {drawing[:60]}"


CONTRACT = (
    opening,
    minutes,
    known_tags,
    small_code,
    aims,
    tasks,
    guesses,
    self_checks,
    explore,
    slides,
    reading,
    executed,
    alternatives,
)


def test_there_are_thirteen_lessons():
    assert [stem[:2] for stem in BOOKS] == [f"{n:02}" for n in range(1, 14)]
    for stem, book in BOOKS.items():
        of_title = tags(book.cells[0])
        assert ("core" in of_title, "optional" in of_title) == (stem[:2] in CORE, stem[:2] in OPTIONAL)
        assert any("article" in tags(c) for c in book.cells) is (stem[:2] not in NO_ARTICLE)


@pytest.mark.parametrize("rule", CONTRACT, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("stem", BOOKS)
def test_contract(stem, rule):
    assert list(rule(BOOKS[stem])) == []


@pytest.mark.parametrize("stem", BOOKS)
def test_cells(stem):
    ids = [c.id for c in BOOKS[stem].cells]
    assert ids == [f"{stem[:2]}-{n:02}" for n in range(1, len(ids) + 1)]


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
    """Without markup and commands; a paragraph or list item on one line, closed by a period."""
    unwrapped = re.sub(r"(?<!\n)\n(?!\n|[-#] |#|\d\. )", " ", COMMANDS.sub("", markdown))
    unwrapped = re.sub(r"<summary>.*?</summary>|</?details>", "", unwrapped)
    lines = (re.sub(r"\]\([^)]*\)|[#*`\[\]]|^(?:-|\d\.) ", "", line) for line in unwrapped.splitlines())
    joined = (" ".join(line.split()).rstrip(";") for line in lines)
    return "\n".join(line if line[-1] in ".!?:" else f"{line}." for line in joined if line)


def test_plain_text():
    listed = "- first\n  item;\n- second\n1. third"
    markdown = f"## Why?\n\nOne *long*\nline, see [there](x.ipynb).\n\n{listed}\n\n    run it\n\n"
    assert plain_text(markdown) == "Why?\nOne long line, see there.\nfirst item.\nsecond.\nthird."


# --- the contract's own tests: each rule finds what it is there to find -----------------------------------------------

PICTURE = {"image/png": "", "text/plain": "x"}
HIDDEN = {"source_hidden": True}


def cell(kind: str, source: str, *of: str, **jupyter: bool) -> NotebookNode:
    make = new_markdown_cell if kind == "md" else new_code_cell
    return make(source, metadata={"tags": list(of)} | ({"jupyter": jupyter} if jupyter else {}))


def little(*cells: NotebookNode) -> NotebookNode:
    """A notebook that breaks rules in the one place that a test gives."""
    for n, each in enumerate(cells, 1):
        each.id = f"00-{n:02}"
    return new_notebook(cells=list(cells))


def showing(output: NotebookNode) -> NotebookNode:
    return little(new_code_cell("pass", outputs=[output], execution_count=1))


def pairs(*more: str, code: str = "page.words") -> NotebookNode:
    made = [cell(kind, text, "explore", *more) for kind, text in (("md", "## Explore\n\nTry it."), ("code", code)) * 2]
    return little(*made, cell("md", "## Takeaways", "takeaways"))


TASK, FOLDED = "### Look\n\nLook.", "<details><summary>One answer</summary>\n\nSeen.\n\n</details>"
BROKEN: tuple[tuple[Callable, NotebookNode, str], ...] = (
    (opening, little(cell("md", "# One\n\n# Two", "title")), "titles: ['# One', '# Two']"),
    (opening, little(cell("md", "# One\n\nNo question.", "title")), "the first cell is not a title and one question"),
    (opening, little(cell("md", "# One\n\nWho?", "title")), "does not begin with title, parameters, setup"),
    (opening, little(cell("md", "# One\n\nWho?", "title")), "0 cells tagged aims"),
    (opening, little(cell("md", "# One\n\nWho?", "title")), "the last cell is not the takeaways"),
    (minutes, little(cell("md", "# One", "title")), "0 minutes for 1 words and 0 tasks"),
    (minutes, little(cell("md", "# One", "minutes-90")), "90 minutes for 1 words and 0 tasks"),
    (minutes, little(cell("md", "word " * 901, "minutes-45")), "901 words to read"),
    (minutes, little(cell("md", "# One", "minutes-20"), *(cell("md", "x", "task") for _ in range(10))),
     "20 minutes for 11 words and 10 tasks"),
    (known_tags, little(cell("md", "x", "solution")), "00-01: tag solution"),
    (known_tags, little(cell("md", "x", "code")), "00-01: tag code"),
    (small_code, little(cell("code", "pass\n" * 9)), "00-01: more than 8 lines"),
    (small_code, little(cell("code", "def f(a):\n" + "    a += 1\n" * 5)), "00-01: def f has more than 5 lines"),
    (aims, little(cell("md", "You can:\n\n- see", "aims")), "00-01: not a list of two to five aims"),
    (tasks, little(), "no task"),
    (tasks, little(cell("md", "Look.", "task")), "00-01: a task without a name"),
    (tasks, little(cell("md", TASK, "task"), cell("md", "x")), "00-01: a task without an answer behind it"),
    (tasks, little(cell("md", "x"), cell("md", FOLDED, "answer")), "00-02: an answer without its task"),
    (tasks, little(cell("md", TASK, "task"), cell("md", "Seen.", "answer")), "00-02: an answer that is not folded"),
    (guesses, little(cell("code", "1", "reveal")), "00-01: to be guessed, and what it shows is not folded"),
    (guesses, little(cell("md", "All.", "reveal")), "00-01: not folded, or not behind what it reads"),
    (self_checks, little(cell("code", "check('?', 1, hint='')", "check")),
     "00-01: not only checks, not tagged check, or its code is not hidden"),
    (self_checks, little(cell("code", "check('?', 1, hint='')", **HIDDEN)),
     "00-01: not only checks, not tagged check, or its code is not hidden"),
    (self_checks, little(cell("code", "check('?', 1)", "check", **HIDDEN)), "00-01: a check without a hint"),
    (self_checks, little(cell("code", "check('?', 'the Journal', hint='Is it the Journal?')", "check", **HIDDEN)),
     "00-01: the hint says journal"),
    (explore, little(cell("code", "page.words", "explore")),
     "not two or three pairs of words and code right before the takeaways"),
    (explore, pairs(code="x = 1"), "00-01: no heading 'Explore', or no frame of the page"),
    (explore, pairs("reveal"), "00-01: {'tags': ['explore', 'reveal']}"),
    (slides, little(cell("md", "x", "core")), "0 slides"),
    (slides, little(cell("md", "x", "slide")), "1 slides"),
    (reading, little(cell("md", "a gap of 0.1")), "00-01: typed number 0.1"),
    (reading, little(cell("md", "more than 93% of them")), "00-01: typed number 93"),
    (reading, little(cell("md", "it is biased")), "00-01: not a reader's word: biased"),
    (reading, little(cell("md", "[on](99_on.ipynb)")), "00-01: no 99_on.ipynb"),
    (executed, showing(new_output("error", ename="KeyError")), "KeyError"),
    (executed, showing(new_output("stream", name="stderr", text="careful")), "careful"),
    (executed, showing(new_output("display_data", {run_notebooks.WIDGET: {}})), "a widget"),
    (alternatives, showing(new_output("display_data", PICTURE)), "a picture without a text alternative"),
    (alternatives, showing(new_output("display_data", {"text/html": "<svg>"})),
     "a drawing without a text alternative: <svg>"),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "broken", "fault"), BROKEN)
def test_rules_find_faults(rule, broken, fault):
    assert fault in list(rule(broken))


# --- what there is to explore --------------------------------------------------------------------------------------

ARTICLES = {
    "seed": None,
    "no headline, no source": "The council met for a long while on Monday, and everybody went home.\n",
    "hostile": "$\\frac{x$ praises <b>bridge</b>\n\n“It is a good <i>$y$</i> bridge,” said <script>1</script> Vell.\n",
}


def explored(stem: str, page: workbook.AnalyzedArticle, seed: workbook.AnalyzedArticle) -> None:
    """Run each cell to explore, as JupyterLab does: with what the setup of the lesson made. A class's sheets are about
    the seed article, whichever is explored."""
    names = {"page": seed, "wb": workbook, "ARTICLE": "", "TABLE": "", "SHEETS": "../seeds/invented-class"}
    for made in (c for c in programs(BOOKS[stem]) if "explore" not in tags(c) and "parameters" not in tags(c)):
        for line in ast.parse(made.source).body:
            is_page = isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "page"
            if isinstance(line, ast.Import) or ("setup" in tags(made) and not is_page):
                exec(compile(ast.Module([line], []), made.id, "exec"), names)
    names["page"] = page
    for each in (c for c in programs(BOOKS[stem]) if "explore" in tags(c)):
        *before, last = ast.parse(each.source).body
        with redirect_stdout(io.StringIO()):
            exec(compile(ast.Module(before, []), each.id, "exec"), names)
            value = eval(compile(ast.Expression(last.value), each.id, "eval"), names)
        assert not isinstance(value, Section) or list(value.outputs()), each.id


@pytest.fixture(scope="module")
def articles() -> dict[str, workbook.AnalyzedArticle]:
    seed = workbook.open_article(ROOT / "seeds" / "trump-takaichi-call.txt")
    return {name: workbook.open_article(text=text) if text else seed for name, text in ARTICLES.items()}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("stem", BOOKS)
@pytest.mark.parametrize("article", ARTICLES)
def test_the_cells_to_explore_run_with_any_article(stem, article, articles, monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    explored(stem, articles[article], articles["seed"])


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


def test_same_picture():
    blank, dotted = np.zeros((100, 100, 4)), np.zeros((100, 100, 4))
    dotted[50, 50] = 1
    assert same_picture(blank, blank, exactly=True)
    assert not same_picture(blank, dotted, exactly=True)
    assert same_picture(blank, np.zeros((102, 99, 4)), exactly=False)
    assert not same_picture(blank, np.zeros((110, 100, 4)), exactly=False)
