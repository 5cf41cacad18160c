"""Slides of a lesson as one HTML file, made of the cells tagged `slide`, `slide-with`, `slide-notes`. Part of `report`.

Without script the file is a scroll of slides, each with its notes; on paper, one slide a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.report import handouts
from analysis.views.base import html as safe

if TYPE_CHECKING:
    from markupsafe import Markup as Clean

    from analysis.report.notebook_pages import Lesson, Shown

ROOM = 90, 36  # for a chart, in parts of a slide's width
FORM = r'(<svg class="{}\b[^"]*" viewBox="0 0 ([\d.]+) ([\d.]+)"(?:(?!</svg>).)*</svg>)'
FORMS = re.compile(rf"{FORM.format('wide')}\s*{FORM.format('nar')}", re.DOTALL)
TABLE = re.compile(r'<div class="table"(?:(?!</table>).)*</table></div>', re.DOTALL)  # of data, not of drawings
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
LONG_CELL, MOST_ROWS, MOST_LONG_ROWS = 'class="long"', 9, 5  # with the heading
SEEN = re.compile(r"<(?:svg|img)\b|>[^<]*\w")
LEFT_OUT = frozenset(("button", "details", "input", "onlyjs"))
BEGINS, GOES_ON, NOTES = "slide", "slide-with", "slide-notes"


@dataclass(frozen=True, slots=True)
class Slide:
    """What is on a slide, and what only the presenter reads; both clean HTML. `title`: the lesson's first one."""

    inside: Clean
    notes: Clean
    title: bool


def has_slides(lesson: Lesson) -> bool:
    """Whether the lesson has cells for slides."""
    return bool(lesson.tagged(BEGINS))


def slides(cells: Iterable[Shown], page: str) -> list[Slide]:
    """The slides in order. `page` is the lesson's, which links of its own lead back to."""
    found: list[Slide] = []
    for cell in cells:
        inside = handouts.fragment(cell.html, page)
        if cell.kind == "code":
            inside = handouts.printed(handouts.fragment(legible(cell.html)), LEFT_OUT)
        inside = handouts.opened(handouts.unlinked(inside, handouts.WORD))
        if BEGINS in cell.tags:
            found.append(Slide(inside, handouts.fragment(""), "title" in cell.tags))
        elif found and GOES_ON in cell.tags:
            found[-1] = replace(found[-1], inside=found[-1].inside + inside)
        elif found and NOTES in cell.tags:
            found[-1] = replace(found[-1], notes=found[-1].notes + inside)
    return [
        replace(s, inside=handouts.stepped(s.inside, 2), notes=handouts.stepped(s.notes, 3)) if not s.title else s
        for s in found
        if s.title or SEEN.search(s.inside)
    ]


def legible(inside: str) -> str:
    """What a code cell shows, without what is too small on a slide: the other forms of charts, and rows of tables."""

    def fewer(found: re.Match[str]) -> str:
        rows = list(ROW.finditer(found[0]))
        if LONG_CELL in found[0]:
            return found[0] if len(rows) <= MOST_LONG_ROWS else ""
        return found[0] if len(rows) <= MOST_ROWS else found[0][: rows[MOST_ROWS - 1].end()] + "</tbody></table></div>"

    return TABLE.sub(fewer, one_form(inside))


def one_form(inside: str) -> str:
    """Of charts that are there for wide pages and for phones, the form that has the larger words on a slide."""

    def larger(found: re.Match[str]) -> str:
        scales = [min(ROOM[0] / float(found[n]), ROOM[1] / float(found[n + 1])) for n in (2, 5)]
        return found[1] if scales[0] >= scales[1] else found[4]

    return FORMS.sub(larger, inside)


def html(lesson: Lesson) -> str:
    """The file with the slides of a lesson."""
    sheets = handouts.styles("article/page.css", "teaching/slides.css")
    script = safe.inline(handouts.folder() / "slides.js")
    return handouts.written("slides", sheets, script, lesson=lesson, slides=slides(lesson.cells, lesson.file))
