"""The Markdown of lessons -> HTML: headings with ids, links between lessons, words that lead to the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from analysis.views.glossary import anchor, terms

GLOSSARY_FILE = "glossary.html"  # the page with all words
# The same letters in another sense: "claim to be", "the article credits the paper", "to its credit", "to tone down".
OTHERWISE = r"\bclaims?\s+to\b|\bcredits\s+(?:the|any|to)\b|\b(?:to\s+its|with)\s+credit\b|\btone\s+down\b"
WRITTEN = {"'": "['\N{RIGHT SINGLE QUOTATION MARK}]", " ": r"\s+"}
NOT_PROSE = ("heading_open", "table_open")


class Prose:
    """Makes HTML of one page's Markdown, in the page's order. Gathers its titles and the paragraph behind the title.

    `glossary`: the file that the first use of each of its words leads to; "" for none. Open prose comes before what is
    folded: `later` holds the words that open prose uses further down.
    """

    def __init__(self, glossary: str = "") -> None:
        self.titles: list[str] = []
        self.opening = ""
        self._glossary = glossary
        self._wanted = set(terms()) if glossary else set()
        self._ids: dict[str, int] = {"content": 1}

    def html(self, source: str, later: frozenset[str] = frozenset()) -> str:
        """The Markdown as HTML; raw HTML in it passes, for an allow-list behind this to clean."""
        tokens = parser().parse(source)
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "inline" and before is not None:
                self._read(before, token)
        for token in _prose(tokens):
            token.children = list(self._linked(token.children or [], later))
        for token in (t for block in tokens for t in (block, *(block.children or [])) if t.type == "link_open"):
            token.attrs["href"] = re.sub(r"^([\w-]+)\.ipynb(?=#|$)", r"\1.html", str(token.attrs["href"]))
        return parser().renderer.render(tokens, parser().options, {})

    def _read(self, opening: Any, inline: Any) -> None:
        """Take note of a heading, and of the first paragraph."""
        text = _words(inline)
        if opening.type != "heading_open":
            self.opening = self.opening or text
        elif opening.tag == "h1":
            self.titles.append(text)
        else:
            name = re.sub(r"\W+", "-", text.lower()).strip("-") or "part"
            self._ids[name] = n = self._ids.get(name, 0) + 1
            opening.attrs["id"] = name if n == 1 else f"{name}-{n}"

    def _linked(self, children: list[Any], later: frozenset[str]) -> Iterator[Any]:
        inside = 0
        for child in children:
            inside += (child.type == "link_open") - (child.type == "link_close")
            yield from [child] if inside or child.type != "text" else self._pieces(child, later)

    def _pieces(self, token: Any, later: frozenset[str]) -> Iterator[Any]:
        """A text with links at the words that lead to the glossary."""
        at = 0
        for found in _pattern().finditer(token.content):
            term = _term(found[1] or "")
            if term in self._wanted - later:
                self._wanted.remove(term)
                yield _token("text", content=token.content[at : found.start()])
                attributes = {"class": "word", "href": f"{self._glossary}#{anchor(term)}", "role": "doc-glossref"}
                yield _token("link_open", "a", 1, attrs=attributes)
                yield _token("text", content=found[0])
                yield _token("link_close", "a", -1)
                at = found.end()
        yield _token("text", content=token.content[at:])


def items(source: str) -> Iterator[str]:
    """The items of the lists in this Markdown, as text."""
    inside = 0
    for token in parser().parse(source):
        inside += (token.type == "list_item_open") - (token.type == "list_item_close")
        if inside and token.type == "inline":
            yield _words(token)


def used(source: str) -> frozenset[str]:
    """The words of the glossary in the prose of this Markdown."""
    texts = (c.content for token in _prose(parser().parse(source)) for c in token.children or [] if c.type == "text")
    return frozenset(term for text in texts for found in _pattern().finditer(text) if (term := _term(found[1] or "")))


@cache
def parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "typographer": True}).enable(["table", "smartquotes"])


def _token(kind: str, tag: str = "", nesting: Any = 0, **more: Any) -> Any:
    from markdown_it.token import Token

    return Token(kind, tag, nesting, **more)


def _prose(tokens: list[Any]) -> Iterator[Any]:
    """The inline tokens outside headings and tables."""
    inside = 0
    for token in tokens:
        if token.type in NOT_PROSE or token.type.replace("_close", "_open") in NOT_PROSE:
            inside += token.nesting
        elif token.type == "inline" and not inside:
            yield token


def _words(inline: Any) -> str:
    kinds = {"text": lambda t: t.content, "code_inline": lambda t: t.content, "softbreak": lambda t: " "}
    return " ".join("".join(kinds[t.type](t) for t in inline.children or [] if t.type in kinds).split())


@cache
def _forms() -> dict[str, str]:
    """Each way of writing a word, in lower case -> the word as the glossary has it."""
    return {form.casefold(): term for term in terms() for form in term.split(", ")}


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, the longest first, with a plural's s or without, as group 1."""
    written = ("".join(WRITTEN.get(c, re.escape(c)) for c in f) for f in sorted(_forms(), key=len, reverse=True))
    return re.compile(rf"{OTHERWISE}|\b((?:{'|'.join(written)})s?)\b", re.IGNORECASE)


def _term(found: str) -> str:
    form = " ".join(found.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return _forms().get(form) or _forms().get(form.removesuffix("s"), "")  # "": matched by a letter like ours, no word
