"""What the files of the teacher's pack share: their templates, and Markdown as clean HTML. Part of `report`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.report.cleaning import clean
from analysis.report.plain_page import TEMPLATES
from analysis.report.prose import Prose
from analysis.views.base import html

if TYPE_CHECKING:
    from markupsafe import Markup

HREF = re.compile(r'(<a\b[^<>]*?\shref=")(?!https?:|\.\./)([^"]*)"')  # text holds no "<", so this finds real links only
DETAILS = re.compile(r"<details\b(?![^<>]*\sopen\b)")
LINK = re.compile(r"</?a\b[^<>]*>()")
WORD = re.compile(r'<a [^<>]*class="word"[^<>]*>(.*?)</a>', re.DOTALL)  # to the glossary
HINT = re.compile(r'<details class="hint".*?</details>', re.DOTALL)
KEY = re.compile(r'<details class="key"[^<>]*><summary>.*?</summary>(.*?)</details>', re.DOTALL)
HEADING = re.compile(r"(</?h)([1-6])\b")


def written(template: str, sheets: html.Inline, script: html.Inline | None = None, **shown: object) -> str:
    """One HTML file of a template in `templates/teaching`."""
    made = html.templates(TEMPLATES).get_template(f"teaching/{template}.html.j2")
    return made.render(**shown, style=sheets, script=script)


def styles(*names: str) -> html.Inline:
    """These style sheets of ours, in this order, behind the colors that all pages share."""
    return html.inline(TEMPLATES / "article/colors.css", *(TEMPLATES / name for name in names))


def markdown(source: str, lesson: str = "") -> Markup:
    """Markdown as clean HTML. `lesson`: the page of the lesson it was taken from; the pack is in a folder beside it."""
    cleaned = clean(Prose().html(source))
    return fragment(cleaned, lesson) if lesson else fragment(cleaned)


def fragment(cleaned: str, lesson: str = "") -> Markup:
    """HTML that has passed the allow-list. Links of a lesson's own lead out of the pack's folder."""
    from markupsafe import Markup

    def out(found: re.Match[str]) -> str:
        return f'{found[1]}../{lesson if found[2].startswith("#") else ""}{found[2]}"'

    return Markup(HREF.sub(out, cleaned) if lesson else cleaned)


def opened(inside: Markup) -> Markup:
    """The HTML with everything in it unfolded."""
    return type(inside)(DETAILS.sub("<details open", inside))


def unlinked(inside: Markup, links: re.Pattern[str]) -> Markup:
    """The HTML without these links; their words stay."""
    return type(inside)(links.sub(lambda m: m[1] or "", inside))


def answered(checks: Markup) -> Markup:
    """Self-checks with their answers in the open, without hints."""
    return type(checks)(KEY.sub(r'<div class="right">\1</div>', HINT.sub("", checks)))


def stepped(inside: Markup, top: int) -> Markup:
    """The HTML with its headings moved so that the highest is of this level, and none is below level 6."""
    levels = [int(level) for _, level in HEADING.findall(inside)]
    by = top - min(levels, default=top)
    return type(inside)(HEADING.sub(lambda m: f"{m[1]}{min(6, int(m[2]) + by)}", inside))


def plain(line: str) -> str:
    """The words of one line of Markdown."""
    prose = Prose()
    prose.html(f"# {line}")
    return prose.titles[0]


def title(source: str) -> tuple[str, str]:
    """The title of some Markdown that begins with one, and the rest."""
    head, _, rest = source.lstrip().partition("\n")
    return head.removeprefix("# ").strip(), rest.strip()


def folder() -> Path:
    """Where the templates of the pack are."""
    return TEMPLATES / "teaching"
