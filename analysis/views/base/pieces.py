"""Pieces of pages in notebooks: a template of ours, filled in, with those rules of our style sheets that it needs."""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from analysis.views.base import html

TEMPLATES = Path(__file__).parents[2] / "report" / "templates"
SHEETS = ("page.css", "several.css", "pieces.css")  # after colors.css, in `TEMPLATES`/article
RULE = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BETWEEN = re.compile(r",(?![^()]*\))")  # selectors of a list
OPEN = re.compile(
    r"\[[^]]*\]|:nth[\w-]*\([^()]*\)|:(?:is|not)\([^()]*(?:\([^()]*\)[^()]*)*\)"
)  # what a selector asks, but not by a name
NAMED = re.compile(r"[.#][\w-]+|(?<![\w.#:-])[a-z][a-z0-9]*")
HAS = re.compile(r'<([a-z][a-z0-9]*)|\s(class|id)="([^"]*)"')
SIGN = {"class": ".", "id": "#"}
# The widths at which a page changes -> those of a notebook's output at which a piece does.
WIDTHS = {"900px": "700px", "500px": "480px"}
# What JupyterLab says of tables, lists and links is said for our pieces again; they follow its theme.
IN_NOTEBOOK = (
    "font:15px/1.5 var(--sans);color:var(--ink);background:var(--bg);padding:8px 14px 10px;max-width:800px;"
    "font-variant-numeric:lining-nums tabular-nums;overflow-wrap:break-word;container-type:inline-size;"
)
BEFORE = (
    "table{table-layout:auto;color:inherit}thead{border:0}td{text-align:left}td,th,tr{border:0;max-width:none}"
    "tbody tr:nth-child(n){background:none}dt{font-weight:400;float:none;width:auto}dd{float:none;width:auto}"
    "a:nth-child(n){color:inherit}summary{display:list-item}"
)
AFTER = ".onlyjs{display:none}.tool{position:static}.wide{max-width:760px}svg{max-width:none}"
DARK = '[data-jp-theme-light="false"]'


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors, or what an at-rule asks, and what is in braces."""
    for found in RULE.finditer(COMMENT.sub("", css)):
        yield found[1].strip(), found[2].strip()


def names(inside: str) -> set[str]:
    """The elements, classes and ids of a piece of HTML, as selectors name them."""
    return {
        found
        for tag, kind, of in HAS.findall(inside)
        for found in ([tag] if tag else [SIGN[kind] + o for o in of.split()])
    }


def needed(css: str, there: set[str]) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet that some of these elements, classes and ids can meet, without at-rules."""
    for selectors, inside in rules(css):
        if selectors.startswith("@"):
            continue
        kept = [s.strip() for s in BETWEEN.split(selectors) if _met(s, there)]
        if kept:
            yield ",".join(kept), inside


def _met(selector: str, there: set[str]) -> bool:
    asked = OPEN.sub("", selector.replace(":has(", " "))
    return all(name in there for name in NAMED.findall(asked))


def shown(template: str, words: str, **values: object) -> html.Section:
    """A template of ours as a section. `words`: the same in words, for a terminal."""
    inside = html.written(TEMPLATES, template, alone=True, **values)
    name = f"m{sha256(inside.encode()).hexdigest()[:8]}"  # so that no style of another piece reaches it
    return html.Section(html.Piece(inside, name, in_notebook(inside, html.AROUND, name), words))


@cache
def sheet(*files: str) -> str:
    """Style sheets of ours, one after the other."""
    return "".join((TEMPLATES / "article" / file).read_text("utf-8") for file in files)


@cache
def colors() -> tuple[str, str]:
    """The colors on a light and on a dark page, as declarations."""
    light, dark = (inside for _, inside in rules(sheet("colors.css")) if "--v1" in inside)
    return light, next(inside for _, inside in rules(dark))


def in_notebook(inside: str, around: str, name: str) -> str:
    """What a piece needs inside an element of these two classes in a notebook, and nothing that reaches out of it."""
    there, css = names(inside), BEFORE + sheet(*SHEETS).replace(f".{around}>", "&>") + AFTER
    said = [_written(css, there)]
    for asked, media in rules(css):
        width = re.fullmatch(r"@media screen and \(max-width:(\w+)\)", asked)
        if width and (narrow := _written(media, there)):
            said.append(f"@container (max-width:{WIDTHS[width[1]]}){{{narrow}}}")
    (light, dark), both = colors(), f".{around}.{name}"  # two classes: what JupyterLab says comes second
    said[0:0] = [light.replace("color-scheme:light dark", "color-scheme:light"), ";", IN_NOTEBOOK]
    return f"{both}{{{''.join(said)}}}{DARK} {both}{{color-scheme:dark;{dark}}}"


def _written(css: str, there: set[str]) -> str:
    found = ((s.replace(":root", "&"), inside) for s, inside in needed(css, there))
    return "".join(f"{selectors}{{{inside}}}" for selectors, inside in found)
