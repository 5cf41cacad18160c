"""A class and an article: an empty coding sheet, the filled ones, and how far those who filled them in agree."""

from dataclasses import dataclass
from pathlib import Path

from analysis.article import Page
from analysis.classroom import questions, read_sheets
from analysis.classroom.agreement import machine_coding
from analysis.classroom.questions import Item
from analysis.classroom.read_sheets import Coding, Unread


@dataclass(frozen=True, slots=True)
class Classroom:
    """What a class put down on one article, and what the machine would."""

    items: tuple[Item, ...]
    codings: tuple[Coding, ...]
    unread: tuple[Unread, ...]
    machine: Coding


def open_class(page: Page, *sheets: str | Path, names: bool = False) -> Classroom:
    """A class's filled sheets on this article: files, a form's export, a folder. `names`: as written, else letters."""
    items = questions.items(page.analysis)
    codings, unread = read_sheets.read([Path(sheet) for sheet in sheets], items, names)
    return Classroom(items, tuple(codings), tuple(unread), machine_coding(page.analysis))
