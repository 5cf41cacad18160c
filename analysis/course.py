"""The whole course as pages: lessons, ways through, the teacher pack; one edition, or all of them. Part of `report`."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from . import editions, report, teaching, words

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from .report import Page

PAPER = teaching.TEACHING / "paper_lesson.html"
WITH_PACK = (None, "teacher")  # the editions whose readers may see the answers
SITE = (
    (None, "", "Self-study", "all pages, with the answers folded"),
    ("student", "student/", "Students", "no answers, lines to write on; the folder to hand out"),
    ("teacher", "teacher/", "Teachers", "answers open, with plan, questions and common misreadings in each lesson"),
)


def pages(out: Path, edition: str | None = None) -> Path:
    """Run the course's notebooks and write its pages to `out`; the index's path."""
    paths = report.notebooks()
    books = [_edited(path, report.read(path), edition) for path in paths]
    with report.folder(out):
        report.run_all(paths, books)
        report.write(out, _files(paths, books, edition))
    return out / "index.html"


def site(out: Path) -> Path:
    """Run them once and write all editions, ready to be put on a web server as they are; the index's path."""
    paths = report.notebooks()
    books = [report.read(path) for path in paths]
    with report.folder(out):
        report.run_all(paths, books)
        made = {}
        for edition, place, *_ in SITE:
            chosen = [_edited(path, copy.deepcopy(book), edition) for path, book in zip(paths, books, strict=True)]
            made[place] = _files(paths, chosen, edition, SITE[1:] if edition is None else ())
        for place, files in made.items():
            with report.folder(out / place):
                report.write(out / place, files)
    return out / "index.html"


def refresh() -> list[Path]:
    """Run the notebooks and save them as run, and the lesson on paper as a page: both as they are committed."""
    from . import narrate

    paths = report.refresh()
    narrate.replace(PAPER, paper_lesson().encode("utf-8"))
    return [*paths, PAPER]


def paper_lesson() -> str:
    """The lesson that needs nothing but paper, as a page of its own: for those who have no Python."""
    page = report.page(PAPER, teaching.alone(PAPER.stem), report.exporter())
    return report.rendered(replace(page, kind="pack"), index=False)


def _edited(path: Path, book: NotebookNode, edition: str | None) -> NotebookNode:
    return editions.edited(book, edition, teaching.notes(teaching.number(path.stem)) if edition == "teacher" else "")


def _files(
    paths: Sequence[Path], books: Sequence[NotebookNode], edition: str | None, others: Sequence[tuple] = ()
) -> dict[str, str]:
    """One edition's pages by file name. `others` are the editions that its index leads to."""
    exporter = report.exporter()
    lessons = [report.page(path, book, exporter, glossary=words.FILE) for path, book in zip(paths, books, strict=True)]
    explained = report.page(Path(words.FILE), words.book(), exporter)
    pack: list[Page] = []
    if edition in WITH_PACK:
        aims = {teaching.number(path.stem): _aims(book) for path, book in zip(paths, books, strict=True)}
        pack = [report.page(Path(f"{stem}.html"), book, exporter) for stem, book in teaching.pack(lessons, aims)]
        pack = [replace(page, kind="pack") for page in pack]
    index = report.indexed(
        pages=lessons,
        article="",
        ways=_ways(lessons, pack),
        short=teaching.short(lessons),
        pack=pack[: len(teaching.course()["pages"])],
        editions=[(f"{place}index.html", name, says) for _, place, name, says in others],
        glossary=words.FILE,
    )
    files = report.linked(lessons, teaching.short(lessons), words.FILE)
    return files | report.linked(pack) | report.linked([explained]) | {"index.html": index}


def _aims(book: NotebookNode) -> list[str]:
    """The list of what one can do after the lesson."""
    _, _, behind = book.cells[0].source.partition("After this page you can**")
    listed = re.match(r"\s*((?:[-*] .+\n?(?:  .+\n?)*)+)", behind)
    items = re.split(r"^[-*] ", listed[1], flags=re.MULTILINE)[1:] if listed else []
    return [" ".join(item.split()).rstrip(";.") for item in items]


def _ways(lessons: Sequence[Page], pack: Sequence[Page]) -> list[Mapping[str, object]]:
    """What to read in which order, and how long it takes."""
    ways = []
    if pack:
        says = "Two short texts on one evening, with tasks; answers on a sheet of their own. Nothing but paper."
        ways.append({"name": "One lesson on paper", "time": "45 minutes", "says": says, "pages": pack[:1]})
    for name, says, chosen in (
        ("The short course", "Each of these stands on its own.", teaching.short(lessons)),
        ("The whole course", f"{len(lessons)} lessons in the article's own order, as they stand below.", lessons),
    ):
        ways.append({"name": name, "time": f"about {teaching.minutes(chosen)} minutes", "says": says, "pages": chosen})
    ways[-1]["pages"] = ()  # they follow below, as cards
    return ways
