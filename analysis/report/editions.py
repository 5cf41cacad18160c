"""One notebook for several kinds of readers: what each edition leaves out or adds. Part of `report`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

EDITIONS = ("reader", "student", "teacher")
EXERCISE = "### Exercise"
BREAK = re.compile(r"\s+Break after the exercise\s+\"[^\"\n]*\"\.")  # of a lesson that takes two class periods
LINE = '<hr class="write">\n'  # to write an answer on


def edited(book: NotebookNode, edition: str | None, notes: str = "") -> NotebookNode:
    """`reader`: to read and to guess along, without exercises and the checks that belong to them; `student`: with lines
    for the answers; `teacher`: answers open. None: as it is.

    `notes` are the teacher's (Markdown); they come behind the first cell.
    """
    from nbformat.v4 import new_markdown_cell

    if edition is None:
        return book
    cells = []
    for cell in book.cells:
        tags = cell.metadata.get("tags", [])
        solution = "solution" in tags
        if solution and edition == "teacher":
            cell.metadata["tags"] = [*tags, "open"]
        if (solution and edition != "teacher") or ("check" in tags and edition == "reader"):
            continue
        if cell.cell_type == "markdown" and EXERCISE in cell.source:
            cell.source = _exercise(cell.source, edition)
        if edition == "reader":
            cell.source = BREAK.sub("", cell.source)
        if cell.source.strip() or cell.cell_type == "code":
            cells.append(cell)
    if notes and edition == "teacher":
        cells.insert(1, new_markdown_cell(notes, id="teacher-notes", metadata={"tags": ["teacher"]}))
    book.cells = cells
    return book


def _exercise(source: str, edition: str) -> str:
    """An exercise is the end of its cell."""
    before, _, task = source.partition(EXERCISE)
    if edition == "reader":
        return before.rstrip()
    return f"{before}{EXERCISE}{task}\n\n{4 * LINE}" if edition == "student" else source
