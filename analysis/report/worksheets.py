"""Worksheets of the lessons, to print (HTML) and to edit (.docx). Made of the cells tagged `task`. Part of `report`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.report.handouts import markdown, plain, styles, written

if TYPE_CHECKING:
    from analysis.article import Article
    from analysis.report.notebook_pages import Lesson, Shown

LINES = re.compile(r"lines-(\d\d?)")
USUAL_LINES, TICKET_LINES = 3, 3
TICKET = "Exit ticket"


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


@dataclass(frozen=True, slots=True)
class Worksheet:
    """`ticket`: the exit ticket as Markdown, "" for none."""

    title: str
    question: str
    texts: tuple[Text, ...]
    tasks: tuple[Task, ...]
    ticket: str
    page: str  # the lesson's

    @property
    def blocks(self) -> tuple[Task, ...]:
        """What is to be done, in order; the exit ticket comes last and has no number."""
        ticket = (Task(0, TICKET, self.ticket, TICKET_LINES),) if self.ticket else ()
        return self.tasks + ticket

    def html(self) -> str:
        """To print, on Letter and A4."""
        shown = [(block, markdown(block.text, self.page)) for block in self.blocks]
        return written("worksheet", styles("teaching/pack.css"), sheet=self, blocks=shown)


def worksheet(lesson: Lesson, articles: Iterable[Article], ticket: str) -> Worksheet:
    """The worksheet of a lesson on these articles."""
    texts = tuple(map(as_text, articles))
    if len(texts) > 1:  # tasks speak of them by letters
        texts = tuple(replace(t, headline=f"{letter}: {t.headline}") for letter, t in zip("ABCD", texts, strict=False))
    return Worksheet(lesson.title, lesson.question, texts, tuple(tasks(lesson.cells)), ticket, lesson.file)


def tasks(cells: Iterable[Shown]) -> list[Task]:
    """The tasks in order, each with the answer behind it."""
    found: list[Task] = []
    for cell in cells:
        if "task" in cell.tags:
            head, _, text = cell.source.strip().partition("\n")
            found.append(Task(len(found) + 1, plain(head.lstrip("# ")), text.strip(), lines(cell.tags)))
        elif "answer" in cell.tags and found:
            answer = "\n\n".join(filter(None, (found[-1].answer, cell.source.strip())))
            found[-1] = replace(found[-1], answer=answer)
    return found


def lines(tags: Iterable[str]) -> int:
    """How many lines to write on the tags ask for."""
    return next((int(asked[1]) for tag in tags if (asked := LINES.fullmatch(tag))), USUAL_LINES)


def as_text(article: Article) -> Text:
    """The headline and the body's paragraphs, without marks."""
    paragraphs = (" ".join(article.text[slice(*span)].split()) for span in article.paragraphs)
    about = " · ".join(filter(None, (article.outlet, article.byline)))
    return Text(article.headline or "", about, tuple(paragraphs))
