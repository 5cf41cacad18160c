"""Worksheets of the lessons, to print (HTML) and to edit (.docx). Made of the cells tagged `task` and `paper`. Part of
`report`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from analysis.report import handouts
from analysis.report.page.render import KIND_NAMES
from analysis.report.page.text import BODY, MarkedText
from analysis.views.base.numbers_in_words import day

if TYPE_CHECKING:
    from markupsafe import Markup as Clean

    from analysis.article import Article
    from analysis.report.notebook_pages import Lesson, Shown

ISO = re.compile(r"\d{4}-\d\d-\d\d")  # a date as Markdown files have it
USUAL_LINES, TICKET_LINES = 3, 3
TASKS, TICKET, WORDS = "Tasks", "Exit ticket", "Words and sentence starters"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its number on the page, its name, and as Markdown what is to be done and one answer ("" for none).
    `lines`: how many lines to write on it has on paper."""

    number: int
    name: str
    text: str
    lines: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as a worksheet prints it: plain, its paragraphs numbered."""

    headline: str
    about: str  # outlet and byline, as far as the text says
    paragraphs: tuple[str, ...]
    others: tuple[tuple[str, str], ...]  # caption, dates and the like: what it is, and its words


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading of a worksheet, as clean HTML: a task, or what the lesson prints among them.
    `level`: of the heading; 0 for none."""

    heading: str
    level: int
    inside: Clean
    lines: int = 0
    box: bool = False  # small, to look things up in


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A worksheet, ready to be written."""

    title: str
    question: str
    texts: tuple[Text, ...]
    parts: tuple[Part, ...]

    def html(self) -> str:
        """To print, on Letter and A4."""
        sheets = handouts.styles("teaching/pack.css", pieces="".join(part.inside for part in self.parts))
        return handouts.written("worksheet", sheets, sheet=self)


def worksheet(lesson: Lesson, articles: Iterable[Article], ticket: str = "", words: Sequence[str] = ()) -> Worksheet:
    """The worksheet of a lesson on these articles. As Markdown: the exit ticket, "" for none, and lists of words
    to help."""
    texts = tuple(map(as_text, articles))
    if len(texts) > 1:  # tasks speak of them by letters
        texts = tuple(replace(t, headline=f"{letter}: {t.headline}") for letter, t in zip("ABCD", texts, strict=False))
    parts = [*_parts(lesson)]
    parts += [Part(TICKET, 2, handouts.markdown(ticket, lesson.file), TICKET_LINES)] if ticket else []
    parts += [Part(WORDS, 2, handouts.fragment("").join(map(handouts.markdown, words)), box=True)] if words else []
    return Worksheet(lesson.title, lesson.question, texts, tuple(parts))


def _parts(lesson: Lesson) -> Iterator[Part]:
    """Tasks and what is tagged `paper`, in the lesson's order."""
    asked = iter(tasks(lesson.cells))
    for cell in lesson.cells:
        if "task" in cell.tags:
            task = next(asked)
            if task.number == 1:
                yield Part(TASKS, 2, handouts.fragment(""))
            inside = handouts.markdown(task.text, lesson.file)
            yield Part(f"{task.number}. {task.name}", 3, inside, task.lines)
        elif "paper" in cell.tags:
            yield Part("", 0, handouts.stepped(handouts.printed(handouts.fragment(cell.html)), 3))


def tasks(cells: Iterable[Shown]) -> list[Task]:
    """The tasks in order, each with the first answer between it and the next one."""
    found: list[Task] = []
    for cell in cells:
        if "task" in cell.tags:
            head, _, text = cell.source.strip().partition("\n")
            lines = USUAL_LINES if cell.lines is None else cell.lines
            found.append(Task(len(found) + 1, handouts.plain(head.lstrip("# ")), text.strip(), lines))
        elif "answer" in cell.tags and found and not found[-1].answer:
            found[-1] = replace(found[-1], answer=cell.source.strip())
    return found


def as_text(article: Article) -> Text:
    """The headline, the body's paragraphs and the article's other parts, without marks."""
    told: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for block in MarkedText(article).shown():
        words = " ".join("".join(run.text for run in block.runs).split())
        words = day(date.fromisoformat(words)) if ISO.fullmatch(words) else words
        told[block.kind == BODY].append((KIND_NAMES.get(block.kind, ""), words))
    about = " · ".join(filter(None, (article.outlet, article.byline)))
    on_top = {KIND_NAMES[kind] for kind in ("outlet", "byline")}
    others = tuple((name, words) for name, words in told[False] if name not in on_top)
    return Text(article.headline or "", about, tuple(words for _, words in told[True]), others)
