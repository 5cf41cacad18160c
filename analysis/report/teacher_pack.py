"""The teacher pack: the Markdown of `teaching/` -> notebooks that are shown as pages. Part of `report`.

Numbers are measured when the pages are made; the Markdown has their names, as in `{{ seed.unnamed_sources }}`.
A line such as `[[plain_article seed]]` becomes the article of that name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis import PACKAGE, analyze, catalogue, frames
from analysis.article import OWN_VOICE, ArticleError, Measurement
from analysis.measures.sourcing import counts
from analysis.report.notebook_pages import as_run
from analysis.report.run_notebooks import LINE
from analysis.views.article import plain_article
from analysis.views.base.numbers_in_words import listed, quote, share, value_in_words
from analysis.views.base.numbers_in_words import number as number_in_words

if TYPE_CHECKING:
    import pandas as pd
    from nbformat import NotebookNode

    from analysis.report.notebook_pages import Page

TEACHING = PACKAGE.parent / "teaching"
SEEDS = PACKAGE.parent / "seeds"
PARTS = ("Materials", "Plan", "Questions to ask", "Answers", "Common misreadings", "Worksheet")
NOTES = ("Plan", "Questions to ask", "Common misreadings")  # what the teacher edition shows in the lesson itself
ARTICLE = re.compile(r"^\[\[plain_article (\w+)\]\]$", re.MULTILINE)
NUMBER = re.compile(r"(\d\d)_")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What `teaching/lessons/NN.md` says of one lesson; `standards` are code -> how the lesson practices it."""

    number: str
    standards: Mapping[str, str]
    article: str  # the name of the one that its worksheet needs; "" for none
    parts: Mapping[str, str]


class Numbers:
    """An article's numbers in words, by the measures' names; in templates, `seed.sources`."""

    def __init__(self, file: str) -> None:
        self.page = analyze.open_article(SEEDS / file)
        self._words = frames.words(self.page)

    def __getattr__(self, name: str) -> str:
        try:
            return _in_words(self.page.measurement(name))
        except KeyError as error:
            raise AttributeError(str(error)) from None

    def voice(self, name: str = OWN_VOICE) -> int:
        """Body words in a source's voice; without a name: in the article's own."""
        return len(self._in_voice(name))

    def quoted(self, name: str) -> int:
        """A source's words inside its own quotation marks."""
        return int((~self._in_voice(name)["retold"]).sum())

    def _in_voice(self, name: str) -> pd.DataFrame:
        if name not in frames.source_names(self.page).values():
            raise ArticleError(f"{TEACHING}: {name!r} is not one voice of {self.page.file}")
        return self._words[self._words["voice"] == name]

    @property
    def unnamed(self) -> str:
        """The people and groups without a name, as the text has them."""
        return listed([quote(s.name) for s in counts.sources_in_body(self.page.analysis) if s.unnamed])

    @property
    def words(self) -> int:
        """Words of the body."""
        return len(self._words)


def _in_words(m: Measurement) -> str:
    """The value without the unit that the sentence around it says: a share, a grade, a tone; else with it."""
    if m.unit == catalogue.SHARE:
        return share(m.value)
    if catalogue.by_name(m.name).question in ("readability", "tone"):
        return number_in_words(m.value, 1 if "grade" in m.unit else 2, sign="VADER" in m.unit)
    return value_in_words(m)


@cache
def course() -> Mapping[str, Any]:
    """`teaching/course.toml`: the short course, the articles by their names, the pages of the pack in order."""
    return tomllib.loads(_text("course.toml"))


@cache
def standards() -> Mapping[str, Any]:
    """`teaching/standards.toml`: `sets` (title, publisher, year, url) and `codes` (set, what it asks for)."""
    return tomllib.loads(_text("standards.toml"))


def _text(name: str) -> str:
    try:
        return (TEACHING / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ArticleError(f"{TEACHING / name}: cannot be read ({error.strerror})") from None


def number(stem: str) -> str:
    """The lesson's number in its notebook's name; "" where there is none."""
    found = NUMBER.match(stem)
    return found[1] if found else ""


def lesson(number: str) -> Lesson | None:
    """None where `teaching/lessons` has nothing on it."""
    path = f"lessons/{number}.md"
    if not number or not (TEACHING / path).exists():
        return None
    _, head, text = _text(path).split("+++\n", 2)
    said = tomllib.loads(head)
    titles = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    parts = {title: body.strip() for title, body in zip(titles[1::2], titles[2::2], strict=True)}
    return Lesson(number, said["standards"], said.get("article", ""), parts)


@cache
def articles() -> Mapping[str, Numbers]:
    """The articles of the course by their names."""
    return {name: Numbers(file) for name, file in course()["articles"].items()}


def notes(number: str) -> str:
    """What the teacher edition adds to a lesson, as Markdown; "" for nothing."""
    told = lesson(number)
    if told is None:
        return ""
    parts = "\n\n".join(f"### {name}\n\n{told.parts[name]}" for name in NOTES)
    return _filled(f"## For the teacher\n\n[Everything about teaching this lesson](teach_{number}.html)\n\n{parts}")


def pack(pages: Sequence[Page], aims: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, NotebookNode]]:
    """The pack's pages as (file stem, notebook as if run), for the lessons that there are. `aims` are those of the
    lessons' own openings, by number."""
    lessons = [(page, told) for page in pages if (told := lesson(number(page.file)))]
    shown = {"lessons": lessons, "short": short(pages), "standards": standards(), "aims": aims, "parts": PARTS}
    for stem in course()["pages"]:
        yield stem, _book(_filled(_text(f"{stem}.md"), **shown))
    for page, told in lessons:
        yield f"teach_{told.number}", _book(_filled(_text("lesson.md.j2"), **shown, page=page, lesson=told))
        yield f"worksheet_{told.number}", _book(_filled(_text("worksheet.md.j2"), **shown, page=page, lesson=told))


def alone(stem: str) -> NotebookNode:
    """A page of the pack that speaks of no lesson."""
    return _book(_filled(_text(f"{stem}.md")))


def short(pages: Sequence[Page]) -> list[Page]:
    """The short course, of these pages."""
    return [page for page in pages if number(page.file) in course()["short"]]


def minutes(pages: Iterable[Page]) -> int:
    """What their openings say, added up."""
    return sum(int(found[0]) for page in pages if (found := re.search(r"\d+", page.time)))


def _filled(source: str, **shown: object) -> str:
    """Twice: what a lesson's parts hold is filled in, too."""
    from jinja2 import Environment, StrictUndefined, UndefinedError

    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["lines"] = lambda count: LINE * count
    try:
        for _ in range(2):
            source = environment.from_string(source).render(**articles(), **shown, minutes=minutes)
    except UndefinedError as error:
        raise ArticleError(f"{TEACHING}: {error}") from None
    return source


def _book(source: str) -> NotebookNode:
    between = ARTICLE.split(source)  # text, the name of an article, text ...
    shown = (plain_article(articles()[part].page) if n % 2 else part for n, part in enumerate(between))
    return as_run(*shown)
