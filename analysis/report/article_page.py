"""The files of `report ARTICLE` and `compare`: one article's page, a folder's pages with an index, a comparison."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from analysis import analyze
from analysis.article import ArticleError, Page
from analysis.context.comparison import MOST_ARTICLES
from analysis.json_output import comparison_to_dict
from analysis.reading.folder import TEXT_FILES, files_below, text_files
from analysis.reading.read import STDIN
from analysis.report.files import Pages, folder, mark_of, writing
from analysis.report.page import compare, index
from analysis.report.page.render import render
from analysis.views.base import html

LONGEST_NAME, FIRST_WORDS = 60, 10
ENDING, INDEX = ".report.html", "index.html"


def article_report(
    article: str, pages: Pages, said: Mapping[str, str] | None = None, allow_local: bool = False
) -> Path:
    """Write the page of this file or link; its path. Raises ArticleError, and writes nothing, on failure."""
    with folder(pages.out):  # before the article is read, which takes its time
        return write(analyze.open_article(article, said=said, allow_local=allow_local), pages)


def write(page: Page, pages: Pages) -> Path:
    """Write the page of an article that is measured; its path, which no page of another article has."""
    name = file_name((page.file != STDIN and page.file) or page.article.headline or "")
    return pages.write_new(name, ENDING, fingerprint(page), render(page))


def write_to(page: Page, path: Path, force: bool = False) -> Path:
    """Write the page to this file. Raises ArticleError where it is there already, and not of the same article."""
    pages = Pages(path.absolute().parent, force)
    pages.check(path.name, fingerprint(page))
    pages.write(path.name, fingerprint(page), render(page))
    return path


def folder_report(where: str, pages: Pages, complain: Callable[[ArticleError], None]) -> Path:
    """Write the pages of all articles in a folder, and an index of them; the index's path.

    `complain` is told of each file that cannot be used; the others have their pages. Raises ArticleError when none can.
    """
    from tqdm import tqdm

    name = Path(where).resolve().name
    mark, rows = _digest(["folder", name]), []
    pages.check(INDEX, mark)
    with folder(pages.out):
        for file in tqdm(_articles(Path(where)), desc="Reading the articles", unit="article"):
            try:
                page = analyze.open_article(str(file))
            except ArticleError as error:
                with tqdm.external_write_mode(sys.stderr):  # not in the line of the bar
                    complain(error)
            else:
                rows.append(index.row(page, write(page, pages).name))
        if not rows:
            raise ArticleError(f"{where}: no article in it that can be read; it has no page")
        pages.write(INDEX, mark, index.render(name, rows))
    return pages.out / INDEX


def _articles(where: Path) -> list[Path]:
    """The folder's files that may be articles, without pages that we made."""
    try:
        names = text_files(files_below(where))
    except OSError as error:
        raise ArticleError(
            f"{where}: cannot be read ({error.strerror}); check the folder and its permissions"
        ) from None
    found = [where / name for name in names if not mark_of(where / name)]
    if not found:
        raise ArticleError(f"{where}: no articles in it; give a folder of {', '.join(TEXT_FILES)} files")
    return found


def comparison(compared: Sequence[Page], pages: Pages) -> tuple[Path, Path]:
    """Write the comparison of these articles, as a page and as JSON; the two paths."""
    length = LONGEST_NAME // len(compared)
    name = "-and-".join(file_name(p.file)[:length].strip("-") for p in compared)
    result = {".compare.json": json.dumps(comparison_to_dict(compared), allow_nan=False) + "\n"}
    mark = _digest(map(fingerprint, compared))
    path = pages.write_new(name, ".compare.html", mark, compare.render(compared), result)
    return path, path.with_suffix(".json")


def opened(articles: Sequence[str], allow_local: bool = False) -> list[Page]:
    """The articles to compare. Raises ArticleError when one cannot be read, or there are too few or too many."""
    if not 2 <= len(articles) <= MOST_ARTICLES:
        raise ArticleError(f"articles to compare: {len(articles)}; give two to {MOST_ARTICLES}")
    return [analyze.open_article(a, allow_local=allow_local) for a in articles]


def fingerprint(page: Page) -> str:
    """What the files that are made of an article are known by: its link, or the name of its file and the first words of
    its body. The same in every folder, and after fields of the article are corrected."""
    is_link = "://" in page.file[:20]
    words = [] if is_link else islice(page.article.words(page.article.paragraphs[0]), FIRST_WORDS)
    return _digest([page.file if is_link else Path(page.file).name, *(page.article.text[slice(*w)] for w in words)])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode(errors="backslashreplace")).hexdigest()


def claim(charts: Path, page: Page) -> None:
    """Note whose charts a folder has. Raises ArticleError when it has those of another article."""
    note = charts / ".article"
    with writing(charts):
        if any(charts.glob("*.svg")) and not (note.exists() and note.read_text("utf-8") == fingerprint(page)):
            raise ArticleError(f"{charts}: has the charts of another article; give another folder")
        charts.mkdir(parents=True, exist_ok=True)
        html.replace(note, fingerprint(page).encode())


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
