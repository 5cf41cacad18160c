"""What the files of the teacher's pack share: their templates, and Markdown as clean HTML. Part of `report`."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.report.cleaning import clean
from analysis.report.plain_page import TEMPLATES
from analysis.report.prose import Prose
from analysis.views.base import html
from analysis.views.base.pieces import SHEETS, names, needed, sheet

if TYPE_CHECKING:
    from markupsafe import Markup

HREF = re.compile(r'(<a\b[^<>]*?\shref=")(?!https?:|\.\./)([^"]*)"')  # text holds no "<", so this finds real links only
DETAILS = re.compile(r"<details\b(?![^<>]*\sopen\b)")
WORD = re.compile(r'<a [^<>]*class="word"[^<>]*>(.*?)</a>', re.DOTALL)  # to the glossary
HINT = re.compile(r'<details class="hint".*?</details>', re.DOTALL)
KEY = re.compile(r'<details class="key"[^<>]*><summary>.*?</summary>(.*?)</details>', re.DOTALL)
OUTPUT = "output"  # the class around what a code cell shows
OPENED, VOID = frozenset(("a", "details")), frozenset(("br", "hr", "img", "input", "wbr"))
NOT_ON_PAPER = frozenset(("button", "input", "sure", "alternative", "program", "hint", "key", "nar", "onlyjs"))
TOUCHED = re.compile(r' (?:tabindex|data-(?:l|t|mode))="[^"]*"')
HEADING = re.compile(r"(</?h)([1-6])\b")


def written(template: str, sheets: html.Inline, script: html.Inline | None = None, **shown: object) -> str:
    """One HTML file of a template in `templates/teaching`."""
    made = html.templates(TEMPLATES).get_template(f"teaching/{template}.html.j2")
    return made.render(**shown, style=sheets, script=script)


def styles(*names: str, pieces: str = "") -> html.Inline:
    """These style sheets of ours, in this order, behind the colors that all pages share; then the rules for `pieces` of
    lessons, which reach nothing else."""
    sheets = "".join((TEMPLATES / name).read_text("utf-8") for name in ("article/colors.css", *names))
    return html.inlined(sheets + (_rules_of(pieces) if OUTPUT in pieces else ""))


def _rules_of(inside: str) -> str:
    found = needed(sheet(*SHEETS), names(inside))
    nested = (f"{selectors.replace(':root', '&')}{{{told}}}" for selectors, told in found)
    return f".{OUTPUT}{{{''.join(nested)}}}"


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


def printed(inside: Markup, left_out: frozenset[str] = NOT_ON_PAPER) -> Markup:
    """The HTML for paper: no links, folds open, and nothing of these elements and classes."""
    paper = _Paper(left_out)
    paper.feed(inside)
    paper.close()
    return type(inside)("".join(paper.kept))


class _Paper(HTMLParser):
    """Keeps of clean HTML what paper can show, in `kept`."""

    def __init__(self, without: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self._without = without
        self.kept: list[str] = []
        self._left_out: list[str] = []  # the open tags, from the first that is left out with all that is in it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out or not self._without.isdisjoint({tag, *(dict(attrs).get("class") or "").split()}):
            self._left_out += [] if tag in VOID else [tag]
        elif tag not in OPENED:
            self.kept.append("<p><b>" if tag == "summary" else TOUCHED.sub("", self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._left_out.pop()
        elif tag not in OPENED:
            self.kept.append("</b></p>" if tag == "summary" else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.kept += [] if self._left_out else [data]

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


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
