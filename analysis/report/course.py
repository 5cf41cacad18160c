"""The whole course as a website: index, lessons, glossary, the articles taken apart, and the teacher's pack below
`teaching/`. Part of `report`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from analysis import PACKAGE, analyze, frames
from analysis.report import articles, notebook_pages, run_notebooks, teacher_pack
from analysis.report.files import folder, write
from analysis.report.notebook_pages import Lesson
from analysis.report.page import compare, ribbon, sources
from analysis.report.page.parts import NO_LIT
from analysis.report.page.render import render
from analysis.report.page.text import MarkedText
from analysis.report.plain_page import plain_page, written
from analysis.report.prose import GLOSSARY_FILE
from analysis.views.base import html
from analysis.views.glossary import glossary

SEEDS = PACKAGE.parent / "seeds"
SEED = "trump-takaichi-call.txt"  # the article of the lessons
THE_ARTICLE, TWO_ACCOUNTS = "the_article.html", "two_accounts.html"
BRIDGE = ("invented-bridge-praised.md", "invented-bridge-blamed.md")
PACK = "teaching/index.html"
PAPER = PACKAGE.parent / "teaching" / "paper_lesson.html"
GLOSSARY = """# Glossary

Some words have a special meaning on these pages. In each lesson, the first use of such a word has a dotted
line below it and links here. Your browser's "back" button takes you back to where you were."""


def pages(out: Path, refresh: bool = False) -> Path:
    """Run the course's notebooks and write its pages to `out`, ready to be hosted as they are; the index's path. Other
    files there stay. Raises ArticleError, and writes nothing, when a notebook cannot be run or makes no page.

    `refresh`: save the notebooks as run, and the lesson on paper as a page: both as they are committed.
    """
    paths = run_notebooks.notebooks()
    books = [run_notebooks.read(path) for path in paths]
    with folder(out):  # before the notebooks are run, which takes its time
        run_notebooks.run_all(paths, books)
        lessons = [
            notebook_pages.read_lesson(path, book, GLOSSARY_FILE) for path, book in zip(paths, books, strict=True)
        ]
        made = files(lessons)
        if refresh:
            run_notebooks.save(paths, books)
            html.replace(PAPER, paper_lesson().encode("utf-8"))
        write(out, made)
    return out / "index.html"


def files(lessons: Sequence[Lesson]) -> dict[str, str | bytes]:
    """The course's files by name."""
    made: dict[str, str | bytes] = {}
    made |= notebook_pages.linked(lessons, GLOSSARY_FILE)
    made |= {GLOSSARY_FILE: plain_page(GLOSSARY, glossary())}
    made |= _taken_apart() | articles.files() | teacher_pack.files(lessons)
    return made | {"index.html": index(lessons, made)}


def index(lessons: Sequence[Lesson], made: dict[str, str | bytes]) -> str:
    """The first page. `made`: the other files; it leads only to those that are there."""
    from markupsafe import Markup

    article = analyze.open_article(SEEDS / SEED)
    text = MarkedText(article.article)
    drawn = ribbon.ribbon(sources.find_voices(article, text), linked=lambda _: NO_LIT)  # there is no article beside it
    shown = {name: name in made for name in (THE_ARTICLE, TWO_ACCOUNTS, articles.INDEX, PACK, GLOSSARY_FILE)}
    return written(
        "index",
        **{"title": "Who actually said this?", "headline": list(_headline(article)), "rib": drawn, "text": text},
        **{"lessons": [(lesson, Markup(lesson.drawing)) for lesson in lessons], "there": shown, "home": ""},
    )


def _headline(article: analyze.Page) -> Iterator[tuple[str, bool]]:
    """The headline in pieces, each with whether it is words without a match in the body; neighbors are one piece."""
    start, end = article.article.span("headline") or (0, 0)
    text, at, marked = article.article.text, start, []
    for word in frames.headline(article).itertuples():
        if not word.matches:
            if marked and not text[marked[-1][1] : word.start].strip():
                marked[-1][1] = word.end
            else:
                marked.append([word.start, word.end])
    for begins, ends in marked:
        yield text[at:begins], False
        yield text[begins:ends], True
        at = ends
    yield text[at:end], False


@cache
def _taken_apart() -> dict[str, str]:
    """The pages on the course's own articles, by file name."""
    two = [analyze.open_article(SEEDS / name) for name in BRIDGE]
    return {THE_ARTICLE: render(analyze.open_article(SEEDS / SEED)), TWO_ACCOUNTS: compare.render(two)}


def paper_lesson() -> str:
    """The first lesson as one page to print, with its answers on a sheet of their own: for those without Python."""
    path = run_notebooks.notebooks()[0]
    return notebook_pages.on_paper(notebook_pages.read_lesson(path, run_notebooks.read(path)))
