"""Any article -> one page, from the notebook `10_your_own_article`; several side by side. Part of `report`."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from analysis import PACKAGE, analyze
from analysis.article import ArticleError, Page
from analysis.context.comparison import MOST_ARTICLES
from analysis.json_output import comparison_to_dict
from analysis.reading.read import STDIN
from analysis.report import notebook_pages, run_notebooks
from analysis.views.base import html
from analysis.views.comparison import parts as comparison_parts

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOTEBOOK = run_notebooks.NOTEBOOKS / "10_your_own_article.ipynb"
if (_SHIPPED := PACKAGE / "report" / NOTEBOOK.name).exists():  # in an installed package: see setup.py
    NOTEBOOK = _SHIPPED
PARAMETERS = "parameters"  # the tag of the cell that names the article
EXAMPLE = "example"  # the tag of cells that show the workbook's own texts
LONGEST_NAME, FIRST_WORDS = 60, 10
COMPARISON = """# Articles side by side

Several articles about one event: who speaks in which, who has a name in only one, and what happened to
the same words. The page shows; you judge. It does not say which article is right: all of them leave things out."""


def article_report(
    article: str, out: Path, edition: str = "reader", said: Mapping[str, str] | None = None, allow_local: bool = False
) -> Path:
    """Write the page of this file or link to `out`; its path, which no page of another article has.

    Raises ArticleError, and writes nothing, on failure.
    """
    with notebook_pages.folder(out):  # before the article is read, which takes its time
        page = analyze.open_article(article, said=said, allow_local=allow_local)
        return write(page, page_path(page, out, edition), edition)


def page_path(page: Page, out: Path, edition: str) -> Path:
    """Where in `out` an article's page goes: with a number where those of other articles are called so."""
    name = file_name((page.file != STDIN and page.file) or page.article.headline or "")
    ending = f".report{'' if edition == 'reader' else f'.{edition}'}.html"
    paths = (out / f"{name}{'' if n == 1 else f'-{n}'}{ending}" for n in count(1))
    with notebook_pages.writing(out):
        return next(p for p in paths if not p.exists() or fingerprint(page) in p.read_text("utf-8", "replace"))


def fingerprint(page: Page) -> str:
    """What the files that are made of an article are known by: its link, or the name of its file and the first words of
    its body. The same in every folder, and after fields of the article are corrected."""
    is_link = "://" in page.file[:20]
    words = [] if is_link else islice(page.article.words(page.article.paragraphs[0]), FIRST_WORDS)
    known = [page.file if is_link else Path(page.file).name, *(page.article.text[slice(*word)] for word in words)]
    return hashlib.sha256("\n".join(known).encode(errors="backslashreplace")).hexdigest()


def claim(folder: Path, page: Page) -> None:
    """Note whose charts a folder has. Raises ArticleError when it has those of another article."""
    note = folder / ".article"
    with notebook_pages.writing(folder):
        if any(folder.glob("*.svg")) and not (note.exists() and note.read_text("utf-8") == fingerprint(page)):
            raise ArticleError(f"{folder}: has the charts of another article; give another folder")
        folder.mkdir(parents=True, exist_ok=True)
        html.replace(note, fingerprint(page).encode())


def write(page: Page, path: Path, edition: str = "reader") -> Path:
    """Write the page of an article that is measured: the notebook's cells are run on it, in this process."""
    book = run_notebooks.read(NOTEBOOK)
    book.cells = [c for c in book.cells if EXAMPLE not in c.metadata.get("tags", [])]
    book = run_notebooks.edited(book, edition)
    with notebook_pages.folder(path.absolute().parent):
        _run(book, page)
        made = notebook_pages.page(path, book)
        content = f"{notebook_pages.rendered(made, index=False)}<!-- {fingerprint(page)} -->\n"
        notebook_pages.write(path.parent, {path.name: content})
    return path


def _run(book: NotebookNode, page: Page) -> None:
    """Give each code cell the outputs that a kernel would give it. `ARTICLE` is the page itself."""
    names: dict[str, object] = {}
    for number, cell in enumerate(book.cells, 1):
        if cell.cell_type != "code":
            continue
        code = ast.parse(cell.source)
        last = code.body.pop() if isinstance(code.body[-1], ast.Expr) else None
        try:
            exec(compile(code, NOTEBOOK.name, "exec"), names)
            shown = eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names) if last else None
            cell.outputs = [] if shown is None else notebook_pages.outputs(shown)
        except Exception as error:  # one article is no reason to end with a traceback
            reason = html.visible(f"{type(error).__name__}: {error}".splitlines()[0])
            raise ArticleError(f"{page.file or 'the text'}: {NOTEBOOK.name}, cell {number}: {reason}") from error
        if PARAMETERS in cell.metadata.get("tags", []):
            names["ARTICLE"] = page


def comparison(pages: Sequence[Page], out: Path) -> tuple[Path, Path]:
    """Write the comparison of these articles to `out`, as a page and as JSON; the two paths."""
    length = LONGEST_NAME // len(pages)
    path = out / ("-and-".join(file_name(p.file)[:length].strip("-") for p in pages) + ".compare.html")
    with notebook_pages.folder(out):
        parts = (part for heading, section in comparison_parts(pages) for part in (f"## {heading}", section))
        page = notebook_pages.page(path, notebook_pages.as_run(COMPARISON, *parts))
        result = json.dumps(comparison_to_dict(pages), allow_nan=False)
        files = {path.name: notebook_pages.rendered(page, index=False), f"{path.stem}.json": f"{result}\n"}
        notebook_pages.write(out, files)
    return path, path.with_suffix(".json")


def opened(articles: Sequence[str], allow_local: bool = False) -> list[Page]:
    """The articles to compare. Raises ArticleError when one cannot be read, or there are too few or too many."""
    if not 2 <= len(articles) <= MOST_ARTICLES:
        raise ArticleError(f"articles to compare: {len(articles)}; give two to {MOST_ARTICLES}")
    return [analyze.open_article(a, allow_local=allow_local) for a in articles]


def file_name(article: str) -> str:
    """A name for files made of this article: letters, digits and hyphens of the file's or link's last part.

    >>> file_name("../texts/A bridge: falls.txt"), file_name("https://example.org/2025/bridge/?id=3"), file_name("..")
    ('A-bridge-falls', 'bridge', 'article')
    """
    if "://" in article[:20]:
        parts = urlsplit(article)
        last = next((p for p in reversed(parts.path.split("/")) if p), parts.hostname or "")
    else:
        last = Path(article).name
    stem = re.sub(r"\.(?:txt|html?|xhtml|md|markdown)$", "", last, flags=re.IGNORECASE)
    return re.sub(r"[^A-Za-z0-9]+", "-", stem)[:LONGEST_NAME].strip("-") or "article"
