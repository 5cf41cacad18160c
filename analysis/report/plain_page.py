"""Markdown, with sections between, -> a page of the lessons' family, such as the glossary. Part of `report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.article import ArticleError
from analysis.report.cleaning import TITLED, clean
from analysis.report.prose import Prose
from analysis.views.base import html

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
NAME = "Media analysis workbook"


def plain_page(*parts: str | html.Section) -> str:
    """A whole HTML file beside the index. Of the parts, text is Markdown; the first begins with the page's title, `# `.

    Raises ArticleError when there is no title, or several.
    """
    prose = Prose()
    inside = [clean(prose.html(part), TITLED) if isinstance(part, str) else section(part) for part in parts]
    if len(prose.titles) != 1:
        raise ArticleError(f"{len(prose.titles)} titles; a page needs one line that begins with '# '")
    return written("plain", title=prose.titles[0], inside="\n".join(inside), home="index.html")


def section(shown: html.Section) -> str:
    """What a section shows, as cleaned HTML."""
    return "\n".join(output_html(data, metadata) for data, metadata in shown.outputs())


def output_html(data: dict[str, str], metadata: dict[str, dict[str, object]]) -> str:
    """One output of a notebook as cleaned HTML: HTML, else a picture, else text; "" for anything else."""
    if "text/html" in data:
        return f'<div class="output">{clean(data["text/html"])}</div>'
    if "image/png" in data:
        return str(_template("output").render(png=data["image/png"], seen=metadata.get("image/png", {})))
    return str(_template("output").render(png="", text=data["text/plain"])) if set(data) == {"text/plain"} else ""


def written(template: str, *scripts: str, inside: str = "", **shown: object) -> str:
    """A whole HTML file of a template of this family; `scripts`: those of ours that run in it; `inside`: safe HTML."""
    from markupsafe import Markup

    article, lesson = TEMPLATES / "article", TEMPLATES / "lesson"
    sheets = ("colors.css", "page.css", "several.css", "pieces.css")
    style = html.inline(*(article / name for name in sheets), lesson / "lesson.css")
    script = html.inline(*(TEMPLATES / name for name in scripts)) if scripts else None
    return _template(template).render(inside=Markup(inside), style=style, script=script, name=NAME, **shown)


def _template(name: str) -> Template:
    return html.templates(TEMPLATES).get_template(f"lesson/{name}.html.j2")
