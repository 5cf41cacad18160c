"""Notebooks that were run -> self-contained HTML: one page each, and an index.

What a notebook shows reaches a page through one allow-list (`_clean`), whoever wrote it: no script, no frame,
no picture but PNG, no link but to the web and to other pages. The same notebooks give the same bytes.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analysis.article import ArticleError
from analysis.report.prose import TIME, Prose, used
from analysis.views.base import html

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "templates"
TAGS = {*html.TAGS, "h1"}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "svg", "math", "template", "textarea", "title", "noscript"}
STYLES = {"background-color", "border-bottom", "color", "overflow-x", "text-align"}
MOST_COLUMNS, MOST_ROWS = 4, 12  # of a table that has room beside its chart
# Tag -> how a page folds what is tagged so.
FOLDS = {"open": "answer", "solution": "solution", "teacher": "teacher", "reveal": "reveal", "explore": "explore"}
BOXES = ("In the text", "You judge", "Look it up")
FOLDED = ("solution", "reveal", "explore")
ANSWER = re.compile(r"<details><summary>One answer</summary>\n\n(.*)\n\n</details>", re.DOTALL)
READING = re.compile(r"<details><summary>What we see:[^<]*</summary>\n\n(.*?)\n\n</details>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """One notebook as a page: `headings` are (id, text) of its parts, `aim` and `time` what its opening says."""

    file: str
    title: str
    aim: str
    time: str
    headings: tuple[tuple[str, str], ...]
    body: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as a page shows it: `html` is cleaned and without a fold around it; `source` is its Markdown, or "". Of
    a cell that is wrapped in `<details>` for JupyterLab, both are what is inside."""

    kind: Literal["markdown", "code"]
    tags: frozenset[str]
    html: str
    source: str


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

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"{self.stem}.html"

    def tagged(self, tag: str) -> tuple[Shown, ...]:
        """Its cells with this tag."""
        return tuple(cell for cell in self.cells if tag in cell.tags)


def read_lesson(path: Path, book: NotebookNode, glossary: str = "") -> Lesson:
    """A notebook that was run, as its page and its worksheet are made of it. Raises ArticleError where it has no title,
    or several."""
    raise NotImplementedError


def as_run(*parts: str | html.Section) -> NotebookNode:
    """A notebook as if it had been run, so that every page is made in one way: Markdown, and what sections show."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    def cell(part: str | html.Section) -> NotebookNode:
        if isinstance(part, str):
            return new_markdown_cell(part)
        shown = [new_output("display_data", data, metadata=metadata) for data, metadata in part.outputs()]
        return new_code_cell(outputs=shown)

    return new_notebook(cells=list(map(cell, parts)))


@cache
def _exporter() -> HTMLExporter:
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    return HTMLExporter(
        template_name="workbook",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"shown": _printed, "clean": clean, "paired": paired},
        config=Config({"NbConvertBase": {"display_data_priority": ["text/html", "image/png", "text/plain"]}}),
    )


def _printed(text: str) -> str:
    """Printed text, without color codes, and without addresses, which differ from run to run."""
    from nbconvert.filters import strip_ansi

    return html.escape(re.sub(r" at 0x[0-9A-Fa-f]+", "", strip_ansi(text)))


def page(path: Path, book: NotebookNode, glossary: str = "", kind: str = "lesson") -> Page:
    """A notebook that was run as a page.

    `glossary` is the page that explains words; "" for none. Raises ArticleError when the notebook has no title, or
    several.
    """
    from nbformat.v4 import new_notebook

    prose, cells = Prose(glossary), arranged(book.cells)
    for number, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            open_ = [c.source for c in cells[number + 1 :] if c.cell_type == "markdown" and not c.metadata["fold"]]
            later = used("\n\n".join(open_)) if cell.metadata["fold"] in FOLDED else frozenset()
            cell.metadata["html"] = clean(prose.html(boxed(cell.source), later))
    if len(prose.titles) != 1:
        raise ArticleError(f"{path.name}: {len(prose.titles)} titles; a page needs one line that begins with '# '")
    body, _ = _exporter().from_notebook_node(new_notebook(cells=cells, metadata=book.metadata))
    time = TIME.search(" ".join(prose.opening))
    aim = prose.opening[0] if prose.opening else ""
    parts = (prose.titles[0], aim, time[0] if time else "", tuple(prose.headings))
    return Page(f"{path.stem}.html", *parts, body, kind)


def arranged(cells: Sequence[NotebookNode]) -> list[NotebookNode]:
    """The cells as a page shows them. Each has in its metadata the `fold` that it is in, with whether it `begins` and
    `ends` it: cells of one answer, and of one part to explore, are folded together.

    For JupyterLab, a notebook's own Markdown folds answers and the reading of what is to be guessed. A page folds
    answers by the edition, and the reading with what it reads; a heading of what is to explore stays in sight.
    """
    shown: list[NotebookNode] = []
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        fold = next((name for tag, name in FOLDS.items() if tag in tags), "")
        pieces = [(fold, cell.source)]
        if cell.cell_type == "markdown":
            if shown and shown[-1].metadata["fold"] == "reveal" and (read := READING.match(cell.source)):
                pieces = [("reveal", read[1]), ("", cell.source[read.end() :])]
            elif fold == "explore" and cell.source.startswith("## "):
                heading, _, rest = cell.source.partition("\n")
                pieces = [("", heading), (fold, rest)]
            elif found := ANSWER.fullmatch(cell.source):
                pieces = [(fold, found[1])]
        for name, source in pieces:
            if source.strip() or cell.cell_type == "code":
                copied = copy.copy(cell)
                copied.update(id=f"{len(shown)}", source=source, metadata=cell.metadata | {"fold": name, "ends": True})
                shown.append(copied)
    for before, cell in pairwise([None, *shown]):
        joined = before is not None and before.metadata["fold"] == cell.metadata["fold"] != ""
        cell.metadata["begins"] = not joined
        if joined:
            before.metadata["ends"] = False
    return shown


def boxed(source: str) -> str:
    """The Markdown with the three boxes at its end, if it has them, inside elements that paper shows side by side."""
    before, *boxes = re.split(r"^(?=### )", source, flags=re.MULTILINE)
    last = boxes[-len(BOXES) :]
    if tuple(box[4:].partition("\n")[0] for box in last) != BOXES:
        return source
    inside = [part for box in last for part in ("<div>", box.rstrip(), "</div>")]
    return "".join([before, *boxes[: -len(BOXES)]]) + "\n\n".join(['<div class="boxes">', *inside, "</div>"])


def paired(outputs: Sequence[NotebookNode]) -> list[tuple[NotebookNode | None, list[NotebookNode]]]:
    """Each chart with the outputs behind it up to its table, which paper shows side by side; (None, those without a
    chart). A table that is too large for the place stays behind."""
    groups: list[tuple[NotebookNode | None, list[NotebookNode]]] = []
    taking = False
    for output in outputs:
        shown = output.get("data", {})
        inside = shown.get("text/html", "")
        if "image/png" in shown and not inside:
            groups.append((output, []))
            taking = True
            continue
        taking = taking and bool(inside) and 'class="marked"' not in inside and has_room(inside)
        if not taking and (not groups or groups[-1][0] is not None):
            groups.append((None, []))
        groups[-1][1].append(output)
        taking = taking and "<table" not in inside
    return groups


def has_room(inside: str) -> bool:
    """Whether the table in this HTML, if any, is small enough to be beside its chart."""
    rows, columns = inside.count("<tr") - 1, inside.count('scope="col"')
    wide = 'class="stacks"' in inside  # cells that hold sentences
    return columns <= MOST_COLUMNS and rows <= (MOST_ROWS // 2 if wide else MOST_ROWS)


def clean(inside: str) -> str:
    """The allow-list that what notebooks hold and show has passed. pandas' empty headings become cells."""
    import nh3

    cleaned = nh3.clean(
        inside,
        tags=TAGS,
        clean_content_tags=DROPPED_WHOLE,
        attributes={"*": set(html.ATTRIBUTES - {"href"}), "a": {"href"}},
        attribute_filter=_kept,
        url_schemes={"http", "https"},
        filter_style_properties=STYLES,
        link_rel=None,
    )
    return html.visible(cleaned.replace("<th></th>", "<td></td>"))


def _kept(tag: str, name: str, value: str) -> str | None:
    return None if name == "href" and not html.LINK.fullmatch(value) else value


def linked(pages: Sequence[Page], short: Sequence[Page] = (), glossary: str = "") -> dict[str, str]:
    """The pages' files, each with links to its neighbors; those of the `short` course lead to its next one, too."""
    around, steps = [None, *pages, None], dict(pairwise(page.file for page in short))
    by_file = {page.file: page for page in pages}
    return {
        page.file: rendered(page, True, before, after, by_file.get(steps.get(page.file, "")), glossary)
        for before, page, after in zip(around, pages, around[2:], strict=False)
    }


def rendered(
    page: Page,
    index: bool,
    previous: Page | None = None,
    next: Page | None = None,
    short: Page | None = None,
    glossary: str = "",
) -> str:
    """A whole HTML file; `index`: there is one beside it; `short`: what comes next in the short course."""
    from markupsafe import Markup

    around = {"index": index, "previous": previous, "next": next, "short": short, "glossary": glossary}
    return html.templates(TEMPLATES).get_template("page.html.j2").render(page=page, body=Markup(page.body), **around)


def indexed(**shown: object) -> str:
    """The index as an HTML file; `shown` are the template's variables."""
    return html.templates(TEMPLATES).get_template("index.html.j2").render(**shown)
