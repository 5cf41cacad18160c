"""The whole course as pages: lessons, ways through, the teacher pack; one edition, or all of them. Part of `report`."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import analyze
from analysis.report import notebook_pages, run_notebooks, teacher_pack
from analysis.report.files import folder, write
from analysis.report.page import compare
from analysis.report.page.render import render
from analysis.report.prose import GLOSSARY_FILE
from analysis.views.base import html
from analysis.views.glossary import glossary

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.report.notebook_pages import Page

# Pages on the course's own articles: file, title, what it is, articles.
EXAMPLES = (
    (
        "the_article.html",
        "The article, taken apart",
        "The article that the lessons are about: touch a source or a number, and see its words.",
        ("trump-takaichi-call.txt",),
    ),
    (
        "two_accounts.html",
        "Two accounts of one event, side by side",
        "Two short texts invented for teaching: who speaks in both, and what did one cut?",
        ("invented-bridge-praised.md", "invented-bridge-blamed.md"),
    ),
)
PAPER = teacher_pack.TEACHING / "paper_lesson.html"
WITH_PACK = (None, "teacher")  # the editions whose readers may see the answers
GLOSSARY = """# Glossary

Some words have a special meaning on these pages. In each lesson, the first use of such a word has a dotted
line below it and links here. Your browser's "back" button takes you back to where you were."""
SITE = (
    (None, "", "Self-study", "all pages, with the answers folded"),
    ("student", "student/", "Students", "no answers, lines to write on; the folder to hand out"),
    ("teacher", "teacher/", "Teachers", "answers open, with plan, questions and common misreadings in each lesson"),
)


def pages(out: Path, edition: str | None = None) -> Path:
    """Run the course's notebooks and write its pages to `out`; the index's path."""
    return _write(out, {"": edition})


def site(out: Path) -> Path:
    """Run them once and write all editions, ready to be put on a web server as they are; the index's path."""
    return _write(out, {place: edition for edition, place, *_ in SITE})


def _write(out: Path, editions: Mapping[str, str | None]) -> Path:
    """Run the notebooks, and write each edition to its place in `out`. Other files there stay. Raises ArticleError, and
    writes nothing, when a notebook cannot be run or makes no page."""
    paths = run_notebooks.notebooks()
    books = [run_notebooks.read(path) for path in paths]
    with folder(out):  # before the notebooks are run, which takes its time
        run_notebooks.run_all(paths, books)
        made = {}
        for place, edition in editions.items():
            chosen = [_edited(path, copy.deepcopy(book), edition) for path, book in zip(paths, books, strict=True)]
            made[place] = _files(paths, chosen, edition, SITE[1:] if not place and len(editions) > 1 else ())
        for place, files in made.items():
            with folder(out / place):
                write(out / place, files)
    return out / "index.html"


def refresh() -> list[Path]:
    """Run the notebooks and save them as run, and the lesson on paper as a page: both as they are committed."""
    paths = run_notebooks.refresh()
    html.replace(PAPER, paper_lesson().encode("utf-8"))
    return [*paths, PAPER]


def paper_lesson() -> str:
    """The lesson that needs nothing but paper, as a page of its own: for those who have no Python."""
    page = notebook_pages.page(PAPER, teacher_pack.alone(PAPER.stem), kind="pack")
    return notebook_pages.rendered(page, index=False)


def _edited(path: Path, book: NotebookNode, edition: str | None) -> NotebookNode:
    notes = teacher_pack.notes(teacher_pack.number(path.stem)) if edition == "teacher" else ""
    return run_notebooks.edited(book, edition, notes)


def _files(
    paths: Sequence[Path], books: Sequence[NotebookNode], edition: str | None, others: Sequence[tuple]
) -> dict[str, str]:
    """One edition's pages by file name. `others` are the editions that its index leads to."""
    words = GLOSSARY_FILE
    lessons = [notebook_pages.page(path, book, glossary=words) for path, book in zip(paths, books, strict=True)]
    explained = notebook_pages.page(Path(words), notebook_pages.as_run(GLOSSARY, glossary()))
    pack: list[Page] = []
    if edition in WITH_PACK:
        aims = {teacher_pack.number(path.stem): _aims(book) for path, book in zip(paths, books, strict=True)}
        made = teacher_pack.pack(lessons, aims)
        pack = [notebook_pages.page(Path(f"{stem}.html"), book, kind="pack") for stem, book in made]
    index = notebook_pages.indexed(
        pages=lessons,
        ways=_ways(lessons, pack),
        short=teacher_pack.short(lessons),
        pack=pack[: len(teacher_pack.course()["pages"])],
        examples=[(file, title, says) for file, title, says, _ in EXAMPLES],
        editions=[(f"{place}index.html", name, says) for _, place, name, says in others],
        glossary=words,
    )
    files = notebook_pages.linked(lessons, teacher_pack.short(lessons), words) | _examples()
    return files | notebook_pages.linked(pack) | notebook_pages.linked([explained]) | {"index.html": index}


@cache
def _examples() -> dict[str, str]:
    """The pages on the course's own articles, by file name; the same in all editions."""
    made = {}
    for file, _, _, names in EXAMPLES:
        articles = [analyze.open_article(teacher_pack.SEEDS / name) for name in names]
        made[file] = render(articles[0]) if len(articles) == 1 else compare.render(articles)
    return made


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
        says = "Two short texts about one evening, with tasks; answers on a separate sheet. You need nothing but paper."
        ways.append({"name": "One lesson on paper", "time": "45 minutes", "says": says, "pages": pack[:1]})
    for name, says, chosen in (
        ("The short course", "Each of these works on its own.", teacher_pack.short(lessons)),
        ("The whole course", f"{len(lessons)} lessons in the article's own order, as listed below.", lessons),
    ):
        time = f"about {teacher_pack.minutes(chosen)} minutes"
        ways.append({"name": name, "time": time, "says": says, "pages": chosen})
    ways[-1]["pages"] = ()  # they follow below, as cards
    return ways
