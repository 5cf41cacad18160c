"""Any article -> one page, from the notebook `10_your_own_article`. Part of `report`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from . import editions, narrate, report
from .article import ArticleError

NOTEBOOK = report.NOTEBOOKS / "10_your_own_article.ipynb"
EXAMPLE = "example"  # the tag of cells that show the workbook's own texts
LONGEST_NAME = 60


def article_report(
    article: str, out: Path, edition: str = "reader", said: Mapping[str, str] | None = None, allow_local: bool = False
) -> Path:
    """Write the article's page to `out`; its path. Raises ArticleError, and writes nothing, when there is none."""
    given = _absolute(article)
    book = report.with_parameters(report.read(NOTEBOOK), ARTICLE=given, SAID=dict(said or {}), ALLOW_LOCAL=allow_local)
    book.cells = [c for c in book.cells if EXAMPLE not in c.metadata.get("tags", [])]
    book = editions.edited(book, edition)
    name = file_name(article)
    path = out / f"{name}.report{'' if edition == 'reader' else f'.{edition}'}.html"
    with report.folder(out):
        try:
            report.run_all([NOTEBOOK], [book], quiet=True)
        except ArticleError as error:
            raise ArticleError(str(error).replace(narrate.visible(given), narrate.visible(article), 1)) from None
        about = f"The article on this page: {narrate.visible(_last(article))}."
        page = report.page(path, book, report.exporter(), about)
        report.write(out, {path.name: report.rendered(page, index=False)})
    return path


def _absolute(article: str) -> str:
    """As the notebook, which runs in its own folder, must be told."""
    if "://" in article[:20]:
        return article
    path = Path(article)
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "no file"
        raise ArticleError(f"{article}: {what}; save the article to a file and give that")
    return str(path.absolute())


def _last(article: str) -> str:
    return article if "://" in article[:20] else Path(article).name


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
