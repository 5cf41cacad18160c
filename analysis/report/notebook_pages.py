"""Notebooks that were run -> self-contained HTML: one page each, and an index.

What a notebook shows reaches a page through one allow-list (`_clean`), whoever wrote it: no script, no frame,
no picture but PNG, no link but to the web and to other pages. The same notebooks give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.article import ArticleError
from analysis.report import page_layout, run_notebooks
from analysis.report.files import folder, write
from analysis.views.base import html

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "templates"
PICTURE = "data:image/png;base64,"
TAGS = {*html.TAGS, "h1", "img"}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "svg", "math", "template", "textarea", "title", "noscript"}
STYLES = {"background-color", "border-bottom", "color", "overflow-x", "text-align"}
TIME = re.compile(r"\b(?:about )?\d+(?:\s?(?:–|-|to)\s?\d+)? minutes\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One notebook as a page: `headings` are (id, text) of its parts, `aim` and `time` what its opening says."""

    file: str
    title: str
    aim: str
    time: str
    headings: tuple[tuple[str, str], ...]
    body: str
    kind: str


def as_run(*parts: str | html.Section) -> NotebookNode:
    """A notebook as if it had been run, so that every page is made in one way: Markdown, and what sections show."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells = (new_markdown_cell(p) if isinstance(p, str) else new_code_cell(outputs=outputs(p)) for p in parts)
    return new_notebook(cells=list(cells))


def outputs(section: html.Section) -> list[NotebookNode]:
    """The outputs that a kernel gives a cell that ends with this section."""
    from nbformat.v4 import new_output

    return [new_output("display_data", data, metadata=metadata) for data, metadata in section.outputs()]


def run_and_write(
    out: Path, paths: Sequence[Path], books: Sequence[NotebookNode], files: Callable[[], dict[str, str]]
) -> Path:
    """Run the notebooks and write the `files` that are made of them to `out`; the index's path. Raises ArticleError,
    and writes nothing, when a notebook cannot be run or makes no page. Other files in `out` stay."""
    with folder(out):  # before the notebooks are run, which takes its time
        run_notebooks.run_all(paths, books)
        write(out, files())
    return out / "index.html"


@cache
def _exporter() -> HTMLExporter:
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    return HTMLExporter(
        template_name="workbook",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        filters={"shown": _printed},
        config=Config({"NbConvertBase": {"display_data_priority": ["text/html", "image/png", "text/plain"]}}),
    )


def _printed(text: str) -> str:
    """Printed text, without color codes, and without addresses, which differ from run to run."""
    from nbconvert.filters import strip_ansi

    return html.escape(re.sub(r" at 0x[0-9A-Fa-f]+", "", strip_ansi(text)))


def page(path: Path, book: NotebookNode, about: str = "", glossary: str = "", kind: str = "lesson") -> Page:
    """A notebook that was run as a page.

    `about` is a line below the title, `glossary` the page that explains words, if not this one itself. Raises
    ArticleError when the notebook has no title, or several.
    """
    from bs4 import BeautifulSoup

    inside, _ = _exporter().from_notebook_node(book)
    soup = BeautifulSoup(_clean(inside), "html.parser")
    _mend(soup)
    page_layout.fold(soup)
    page_layout.arrange(soup)
    page_layout.lead_to_glossary(soup, glossary)
    titles = soup.find_all("h1")
    if len(titles) != 1:
        raise ArticleError(f"{path.name}: {len(titles)} titles; a page needs one line that begins with '# '")
    opening = _opening(titles[0])
    time = TIME.search(" ".join(opening))
    title = _words(titles[0])
    if about:
        said = soup.new_tag("p", attrs={"class": "about"})
        said.string = about
        titles[0].insert_after(said)
    aim, time = opening[0] if opening else "", time[0] if time else ""
    headings = _name_headings(soup)  # before the body is written
    return Page(f"{path.stem}.html", title, aim, time, headings, str(soup), kind)


def _mend(soup: Any) -> None:
    """Pictures that came to nothing go, pandas' empty headings become cells, links to notebooks lead to their pages."""
    for picture in soup.select("img:not([src])"):
        picture.decompose()
    for heading in soup.select(".dataframe th:empty"):
        heading.name = "td"
    for link in soup.select("a[href*='.ipynb']"):
        link["href"] = re.sub(r"^([\w-]+)\.ipynb(?=#|$)", r"\1.html", link["href"])


def _opening(title: Any) -> list[str]:
    """The paragraphs and list items between the title and the first part."""
    return [_words(i) for i in takewhile(lambda i: i.name != "h2", title.find_all_next(["p", "li", "h2"]))]


def _words(item: Any) -> str:
    return " ".join(item.get_text().split())


def _name_headings(soup: Any) -> tuple[tuple[str, str], ...]:
    """Give every heading an id of its own; (id, text) of the parts."""
    seen: dict[str, int] = {"content": 1}
    parts = []
    for heading in soup.find_all(["h2", "h3", "h4"]):
        text = _words(heading)
        name = re.sub(r"\W+", "-", text.lower()).strip("-") or "part"
        seen[name] = seen.get(name, 0) + 1
        heading["id"] = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if heading.name == "h2":
            parts.append((heading["id"], text))
    return tuple(parts)


def _clean(inside: str) -> str:
    """The allow-list that everything on a page has passed."""
    import nh3

    clean = nh3.clean(
        inside,
        tags=TAGS,
        clean_content_tags=DROPPED_WHOLE,
        attributes={"*": set(html.ATTRIBUTES - {"href"}), "a": {"href"}, "img": {"src", "alt", "width"}},
        attribute_filter=_kept,
        url_schemes={"http", "https", "data"},
        filter_style_properties=STYLES,
        link_rel=None,
    )
    return html.visible(clean)


def _kept(tag: str, name: str, value: str) -> str | None:
    refused = (name == "src" and not value.startswith(PICTURE)) or (name == "href" and not html.LINK.fullmatch(value))
    return None if refused else value


def linked(pages: Sequence[Page], short: Sequence[Page] = (), glossary: str = "") -> dict[str, str]:
    """The pages' files, each with links to its neighbors; those of the `short` course lead to its next one, too."""
    around, steps = [None, *pages, None], dict(pairwise(page.file for page in short))
    by_file = {page.file: page for page in pages}
    return {
        page.file: rendered(page, True, before, after, by_file.get(steps.get(page.file, "")), glossary)
        for before, page, after in zip(around, pages, around[2:], strict=False)
    }


def rendered(
    page: Page,
    index: bool,
    previous: Page | None = None,
    next: Page | None = None,
    short: Page | None = None,
    glossary: str = "",
) -> str:
    """A whole HTML file; `index`: there is one beside it; `short`: what comes next in the short course."""
    from markupsafe import Markup

    around = {"index": index, "previous": previous, "next": next, "short": short, "glossary": glossary}
    return html.templates(TEMPLATES).get_template("page.html.j2").render(page=page, body=Markup(page.body), **around)


def indexed(**shown: object) -> str:
    """The index as an HTML file; `shown` are the template's variables."""
    return html.templates(TEMPLATES).get_template("index.html.j2").render(**shown)
