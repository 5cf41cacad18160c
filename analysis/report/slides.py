"""Slides of a lesson: one HTML file, made of the cells tagged `slide`, `slide-with` and `slide-notes`. Part of `report`.

Without script the file is a scroll of slides, each with its notes; on paper, one slide a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.report import handouts
from analysis.views.base import html as safe

if TYPE_CHECKING:
    from markupsafe import Markup

    from analysis.report.notebook_pages import Lesson, Shown

BEGINS, GOES_ON, NOTES = "slide", "slide-with", "slide-notes"


@dataclass(frozen=True, slots=True)
class Slide:
    """What is on a slide, and what only the presenter reads; both clean HTML. `title`: the lesson's first one."""

    inside: Markup
    notes: Markup
    title: bool


def has_slides(lesson: Lesson) -> bool:
    """Whether the lesson has cells for slides."""
    return bool(lesson.tagged(BEGINS))


def slides(cells: Iterable[Shown], page: str) -> list[Slide]:
    """The slides in order. `page` is the lesson's, which links of its own lead back to."""
    found: list[Slide] = []
    for cell in cells:
        inside = handouts.opened(handouts.fragment(cell.html, page))
        if BEGINS in cell.tags:
            found.append(Slide(inside, handouts.fragment(""), "title" in cell.tags))
        elif found and GOES_ON in cell.tags:
            found[-1] = replace(found[-1], inside=found[-1].inside + inside)
        elif found and NOTES in cell.tags:
            found[-1] = replace(found[-1], notes=found[-1].notes + inside)
    return [
        replace(s, inside=handouts.stepped(s.inside, 2), notes=handouts.stepped(s.notes, 3)) if not s.title else s
        for s in found
    ]


def html(lesson: Lesson) -> str:
    """The file with the slides of a lesson."""
    style = handouts.style("article/page.css", "teaching/slides.css")
    script = safe.inline(handouts.folder() / "slides.js")
    return handouts.written("slides", style, script, lesson=lesson, slides=slides(lesson.cells, lesson.file))
