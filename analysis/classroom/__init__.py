"""A class and an article: an empty coding sheet, the filled ones, and how far those who filled them in agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.article import Analysis
from analysis.classroom import filled, machine, questions
from analysis.classroom.filled import Coding, Messy
from analysis.classroom.questions import Item


@dataclass(frozen=True, slots=True)
class Classroom:
    """What a class put down on one article, and what the machine would."""

    items: tuple[Item, ...]
    codings: tuple[Coding, ...]
    messy: tuple[Messy, ...]
    machine: Coding


def open_class(analysis: Analysis, sheets: Sequence[Path], names: bool = False) -> Classroom:
    """The filled sheets on this article. `names`: as written in them; else A, B, C ..."""
    items = questions.items(analysis)
    codings, messy = filled.read(sheets, items, names)
    return Classroom(items, tuple(codings), tuple(messy), machine.coding(analysis))
