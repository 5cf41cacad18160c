"""A notebook that was run -> a lesson, and its page. Cell tags say what a page does with a cell (CONTRIBUTING.md).

What a notebook holds and shows reaches a page through one allow-list (`cleaning`), whoever wrote it. The same notebooks
give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis.article import ArticleError
from analysis.report.cleaning import clean
from analysis.report.plain_page import output_html, written
from analysis.report.prose import Prose, items, used
from analysis.views.base import html

if TYPE_CHECKING:
    from nbformat import NotebookNode

SCRIPTS = ("article/page.js", "lesson/lesson.js")
NUMBER = re.compile(r"(\d\d)_")
MINUTES, LINES = re.compile(r"minutes-(\d+)"), re.compile(r"lines-(\d\d?)")
WRAPPED = re.compile(r"<details><summary>[^<]*</summary>\n\n(.*?)\n\n</details>", re.DOTALL)
NOT_SHOWN = frozenset(("parameters", "setup", "explore"))
FOLDED = frozenset(("answer", "background", "reveal"))
OPENING = frozenset(("title", "aims", "article"))  # have places of their own on the page
NOTES = "slide-notes"  # are on slides only
UNLINKED = frozenset(("title", "aims", NOTES))
TO_OTHERS = re.compile(r'<a href="[\w-]+\.html[^"]*">(.*?)</a>')  # on a page that is alone, they lead nowhere
TASK = re.compile(r"^### ", re.MULTILINE)
DRAWS = re.compile(r"<svg\b|</svg>")
IN_TABLES = re.compile(r'<table.*?</table>|<p class="leg">.*?</p>', re.DOTALL)  # small samples and bars
CHART, OF_CHART = re.compile(r"<img [^>]*>"), re.compile(r'(?: width="\d+")? alt="[^"]*">')
NARROW = re.compile(r'<svg[^>]* class="(?:[^"]* )?nar[ "]')
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
TABLE, ROWS = re.compile(r'<table class="([\w ]+)">(.*?)</table>', re.DOTALL), 5
OF_DRAWING = re.compile(r' (?:data-[\w-]+|id|role|aria-\w+|tabindex|focusable)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as a page shows it: `html` is cleaned and without a fold around it; `source` is its Markdown, or "". Of
    a cell that is wrapped in `<details>` for JupyterLab, both are what is inside. The `html` of a task has its number.
    """

    kind: Literal["markdown", "code"]
    tags: frozenset[str]
    html: str
    source: str

    @property
    def lines(self) -> int | None:
        """How many lines to write on its tags ask for; None where they do not say."""
        return next((int(asked[1]) for tag in self.tags if (asked := LINES.fullmatch(tag))), None)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One notebook that was run: what its opening says, and its cells in order, those that show nothing left out."""

    stem: str  # of its file: "03_who_says_what"
    number: str  # "03"; "" where the file's name has none
    title: str
    question: str
    minutes: int  # 0 where it does not say
    core: bool
    optional: bool
    aims: tuple[str, ...]
    cells: tuple[Shown, ...]
    explored: bool = False  # the notebook has more to try

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"{self.stem}.html"

    def tagged(self, tag: str) -> tuple[Shown, ...]:
        """Its cells with this tag."""
        return tuple(cell for cell in self.cells if tag in cell.tags)

    def shown(self, tag: str) -> str:
        """The HTML of its cells with this tag."""
        return "\n".join(cell.html for cell in self.tagged(tag))

    @property
    def drawing(self) -> str:
        """Its picture as decoration of a card: the first drawing, in its narrow form unless that is tall, without what
        can be touched or read out; else the first chart; else the first drawings of a table's rows; "" for none."""
        shown = self.shown("picture")
        drawn = list(_drawings(IN_TABLES.sub("", shown)))
        if drawn:
            return _decoration(next((d for d in drawn if NARROW.match(d) and not _is_tall(d)), drawn[0]))
        if chart := CHART.search(shown):
            return OF_CHART.sub(' alt="">', chart[0])
        table = TABLE.search(shown)
        rows = list(_drawings(table[2]))[:ROWS] if table else []
        return f'<span class="rows {table[1]}">{"".join(map(_decoration, rows))}</span>' if table and rows else ""


def _decoration(drawing: str) -> str:
    return OF_DRAWING.sub("", drawing).replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


def _is_tall(drawing: str) -> bool:
    size = SIZE.search(drawing)
    return bool(size) and float(size[2]) > float(size[1])


def _drawings(inside: str) -> Iterator[str]:
    """The drawings in this HTML, each with those inside it."""
    depth = start = 0
    for found in DRAWS.finditer(inside):
        start = start if depth else found.start()
        depth += 1 if found[0] == "<svg" else -1
        if not depth:
            yield inside[start : found.end()]


def read_lesson(path: Path, book: NotebookNode, glossary: str = "") -> Lesson:
    """A notebook that was run, as its page and its worksheet are made of it; `glossary` is the page that explains
    words, "" for none. Raises ArticleError where it has no title, or several."""
    prose, unlinked, cells = Prose(glossary), Prose(), [(_tags(cell), cell) for cell in book.cells]
    shown = tuple(_shown(prose, unlinked, [(t, c) for t, c in cells if "code" in t or not NOT_SHOWN & t]))
    titles = [*unlinked.titles, *prose.titles]
    if len(titles) != 1:
        raise ArticleError(f"{path.name}: {len(titles)} titles; a page needs one line that begins with '# '")
    number = NUMBER.match(path.stem)
    of_title: frozenset[str] = next((t for t, _ in cells if "title" in t), frozenset())
    minutes = next((int(found[1]) for tag in of_title if (found := MINUTES.fullmatch(tag))), 0)
    aims = tuple(aim for cell in shown if "aims" in cell.tags for aim in items(cell.source))
    return Lesson(
        *(path.stem, number[1] if number else "", titles[0], unlinked.opening, minutes),
        *("core" in of_title, "optional" in of_title, aims, shown, any("explore" in t for t, _ in cells)),
    )


def _tags(cell: NotebookNode) -> frozenset[str]:
    return frozenset(cell.metadata.get("tags", []))


def _shown(prose: Prose, unlinked: Prose, cells: Sequence[tuple[frozenset[str], NotebookNode]]) -> Iterator[Shown]:
    """The cells as a page shows them. The first open use of a word leads to the glossary, before one that is folded;
    what is not in the page's body is `unlinked`."""
    tasks, programs = 0, []
    for n, (tags, cell) in enumerate(cells):
        if cell.cell_type != "markdown":
            programs += [cell.source] if "code" in tags else []
            if shown := "\n".join(filter(None, map(_output, cell.get("outputs", [])))):
                yield Shown("code", tags, shown + (_program(programs) if "code" in tags else ""), "")
                programs = [] if "code" in tags else programs
            continue
        found = WRAPPED.fullmatch(cell.source.strip())
        source = said = found[1] if found else cell.source
        later: frozenset[str] = frozenset()
        if FOLDED & tags:
            later = used(
                "\n\n".join(c.source for t, c in cells[n + 1 :] if c.cell_type == "markdown" and not FOLDED & t)
            )
        if "task" in tags:
            tasks += 1
            said = TASK.sub(f"### Task {tasks}: ", source, count=1)
        made = unlinked.html(said) if UNLINKED & tags else prose.html(said, later)
        yield Shown("markdown", tags, clean(made), source)


def _program(sources: Sequence[str]) -> str:
    """What made an output, folded."""
    code = html.element("pre", html.element("code", "\n\n".join(sources)))
    return "\n" + clean(html.element("details", html.element("summary", "The code"), code, class_="program"))


def _output(output: Any) -> str:
    """One output as cleaned HTML; "" for warnings, widgets and all else that is not for readers."""
    if output.output_type == "stream":
        return output_html({"text/plain": printed(output.text)}, {}) if output.name == "stdout" else ""
    data = dict(output.get("data", {}))
    if set(data) == {"text/plain"}:
        data["text/plain"] = printed(data["text/plain"])
    return output_html(data, output.get("metadata", {}))


def printed(text: str) -> str:
    """Printed text, without color codes, and without addresses, which differ from run to run."""
    return re.sub(r"\x1b\[[\d;]*m| at 0x[0-9A-Fa-f]+", "", text)


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that a page shows together. `kind` is the tag that says how, "" for none; `after`: the answer of a task."""

    kind: str
    html: str
    after: str = ""
    lines: int = 0


def blocks(lesson: Lesson) -> Iterator[Block]:
    """The lesson's body: neighbors of one fold or box are one block, and an answer is in the box of its task."""
    body = [c for c in lesson.cells if not OPENING & c.tags and NOTES not in c.tags and not is_on_top(c)]
    groups = [(kind, list(some)) for kind, some in groupby(body, _kind)]
    for (before, _), (kind, some), (next_kind, after) in zip(
        [("", []), *groups], groups, [*groups[1:], ("", [])], strict=False
    ):
        if kind == "task":
            for cell in some:
                answer = _joined(after) if next_kind == "answer" and cell is some[-1] else ""
                yield Block(kind, cell.html, answer, cell.lines or 0)
        elif kind != "answer" or before != "task":
            yield Block(kind, _joined(some))


def is_on_top(cell: Shown) -> bool:
    """Whether it is the picture that opens the lesson; one that would give away a guess stays in its place, folded."""
    return "picture" in cell.tags and "reveal" not in cell.tags


def _kind(cell: Shown) -> str:
    return next(
        (tag for tag in ("task", "answer", "reveal", "background", "takeaways", "check") if tag in cell.tags), ""
    )


def _joined(cells: Sequence[Shown]) -> str:
    return "\n".join(cell.html for cell in cells)


def page(lesson: Lesson, around: Mapping[str, Any]) -> str:
    """A lesson's page as one HTML file. `around` are the template's further variables: see `linked`."""
    from markupsafe import Markup

    shown = [(block.kind, Markup(block.html), Markup(block.after), block.lines) for block in blocks(lesson)]
    top = _joined([cell for cell in lesson.cells if is_on_top(cell)])
    opening = {"article": Markup(lesson.shown("article")), "picture": Markup(top)}
    scripts = () if around["paper"] else SCRIPTS
    return written("lesson", *scripts, lesson=lesson, title=lesson.title, blocks=shown, **opening, **around)


def on_paper(lesson: Lesson) -> str:
    """A lesson as one page to print, with its answers on a sheet of their own; it leads to no other."""
    made = page(lesson, {"home": "", "previous": None, "next": None, "glossary": "", "of": 0, "paper": True})
    return TO_OTHERS.sub(r"\1", made)


def linked(lessons: Sequence[Lesson], glossary: str = "") -> dict[str, str]:
    """The lessons' pages by file name, each with links to its neighbors."""
    around = [None, *lessons, None]
    shared = {"home": "index.html", "glossary": glossary, "of": len(lessons), "paper": False}
    return {
        lesson.file: page(lesson, {**shared, "previous": before, "next": after})
        for before, lesson, after in zip(around, lessons, around[2:], strict=False)
    }
