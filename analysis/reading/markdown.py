"""Markdown, with or without front matter -> Article, by way of HTML: its marks are no words of the article."""

import re

from analysis.article import Article, ArticleError
from analysis.reading import metadata, web_page
from analysis.reading.html_blocks import parse_html
from analysis.reading.words import LISTS

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
LONGEST = 1_000_000  # characters
_FRONT = re.compile(r"\s{0,99}---[ \t]{0,9}\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]{0,9}(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]{0,9}:(?:[ \t]{1,9}(.{0,2000}))?")
_ITEM = re.compile(r"[ \t]{0,9}-[ \t]{1,9}(.{1,300})")


def has_front_matter(text: str) -> bool:
    """Does the text begin as front matter does, with at least one `name: value`?"""
    front = _FRONT.match(text)
    return bool(front) and any(_ENTRY.fullmatch(line) for line in front[1].split("\n"))


def from_markdown(text: str) -> Article:
    """The article in a Markdown text. Raises ArticleError when there are no words in it."""
    from markdown_it import MarkdownIt

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise ArticleError(f"Markdown of more than {LONGEST:,} characters; give one article in each file")
    front = _FRONT.match(text) if has_front_matter(text) else None
    body = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    return web_page.from_blocks(parse_html(f"<article>{body}</article>"), _head(front[1] if front else ""))


def _head(front: str) -> metadata.Metadata:
    """The fields of front matter: single values and lists of names, which is all that an article's has of use."""
    entries: dict[str, list[str]] = {}
    values: list[str] = []
    for line in front.split("\n"):
        if entry := _ENTRY.fullmatch(line):
            values = entries.setdefault(entry[1].lower(), [])
            value = (entry[2] or "").strip()
            listed = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
            values += [v for each in listed if (v := _unquoted(each.strip()))]
        elif item := _ITEM.fullmatch(line):
            values.append(_unquoted(item[1].strip()))
    names = LISTS["front_matter"]["fields"].items()
    found = {field: next((entries[k] for k in keys if entries.get(k)), []) for field, keys in names}
    return metadata.metadata_from_fields(found)


def _unquoted(value: str) -> str:
    """Without the marks around all of it: those of "Town in a 'state of war'" stay."""
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
