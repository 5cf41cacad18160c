"""A class and an article: an empty coding sheet, the filled ones, and how far those who filled them in agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.article import Analysis
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


def open_class(analysis: Analysis, sheets: Sequence[Path], names: bool = False) -> Classroom:
    """The filled sheets on this article. `names`: as written in them; else A, B, C ..."""
    items = questions.items(analysis)
    codings, unread = read_sheets.read(sheets, items, names)
    return Classroom(items, tuple(codings), tuple(unread), machine_coding(analysis))
