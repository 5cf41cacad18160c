"""A file or a link -> `Article`. What reads Markdown, web pages and links is loaded when one is met."""

import re
import stat
import sys
from pathlib import Path
from urllib.parse import urlsplit

from analysis.article import Article, ArticleError
from analysis.reading.encoding import decode
from analysis.reading.plain_text import from_text, is_web_page

STDIN = "-"
LARGEST_FILE = 20_000_000  # bytes; a book has about a million

_INHERITED = re.compile(r"/dev/stdin|(?:/dev|/proc/self)/fd/\d+")
_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/x-markdown": ".md"}
_KINDS |= {"text/plain": "", "": ""}  # what the link ends in


def read_article(path: str | Path, allow_local: bool = False) -> Article:
    """The article in a file, or at an http(s) link. Raises ArticleError, one line that names it and how to mend it.

    Plain text, Markdown and saved web pages are told apart by what is in them, and by the end of the name.
    `allow_local` permits a link into the own network. Of pipes and devices only those that this process was started
    with are read (`-` or /dev/stdin, /dev/fd/3): any other might keep it waiting for ever.
    """
    try:
        if isinstance(path, str) and "://" in path[:20]:
            return _from_link(path, allow_local)
        data = _standard_input() if path == STDIN else _bytes(Path(path))
        if len(data) > LARGEST_FILE:
            raise ArticleError(f"larger than {LARGEST_FILE // 1_000_000} MB; give one article in each file")
        return _from_words(decode(data), Path(path).suffix.lower())
    except ArticleError as error:
        name = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))
        raise ArticleError(f"{name}: {error}") from None


def _from_link(link: str, allow_local: bool) -> Article:
    from analysis.reading import fetch

    if not fetch.is_link(link):
        raise ArticleError("neither a file nor an http or https link; check the name")
    found = fetch.fetch(link, allow_local)
    if found.kind == "application/pdf":
        raise ArticleError("a PDF, not text; save the article's words as text and give that file")
    if found.kind not in _KINDS:
        raise ArticleError(f"no article but {found.kind[:60]}; give the link of the page that a browser shows")
    suffix = _KINDS[found.kind] or Path(urlsplit(found.link).path).suffix.lower()
    return _from_words(decode(found.data, found.charset), suffix, found.link)


def _from_words(text: str, suffix: str, link: str | None = None) -> Article:
    """By what the text is: web page, Markdown or plain."""
    if is_web_page(text) or suffix in (".html", ".htm", ".xhtml"):
        from analysis.reading import web_page

        return web_page.from_html(text.removeprefix("\ufeff"), link)
    if suffix in (".txt", "") and not text.lstrip().startswith("---"):
        return from_text(text)
    from analysis.reading import markdown  # it loads what web pages need

    if suffix in markdown.SUFFIXES or markdown.has_front_matter(text):
        return markdown.from_markdown(text)
    return from_text(text)


def _bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) or _INHERITED.fullmatch(str(path)):
            with path.open("rb") as file:
                return file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the name
        raise ArticleError("no such file; check the name and the folder") from None
    except OSError as error:
        raise ArticleError(f"cannot be read ({error.strerror}); check the file and its permissions") from None
    folder = stat.S_ISDIR(mode)
    raise ArticleError("a folder, not a file; name the files in it" if folder else "not a file; give a text file")


def _standard_input() -> bytes:
    if getattr(sys.stdin, "buffer", None) is None:
        raise ArticleError("there is no standard input; give a file")
    if sys.stdin.isatty():
        print("-: type or paste the article; Ctrl-D ends it (on Windows: Ctrl-Z, Enter)", file=sys.stderr)
    return sys.stdin.buffer.read(LARGEST_FILE + 1)
