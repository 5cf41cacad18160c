"""Words of the glossary on a page: their first use in its prose leads to what they mean. Part of `report`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from analysis.views.glossary import terms

FILE = "glossary.html"  # the page with all words
# What is no prose of ours, or leads elsewhere already.
NOT_HERE = ["a", "code", "figure", "h1", "h2", "h3", "h4", "pre", "summary", "table"]
NOT_IN = ["glossary", "output"]  # what the program shows holds the article's words
# The same letters in another sense: "the article credits the paper", "to its credit", "to tone down".
OTHERWISE = r"\bcredits\s+(?:the|any|to)\b|\b(?:to\s+its|with)\s+credit\b|\btone\s+down\b"
WRITTEN = {"'": "['\N{RIGHT SINGLE QUOTATION MARK}]", " ": r"\s+"}


def lead(soup: Any, page: str = "") -> None:
    """Lead each word's first use in prose to its entry, and give the entries on this page their ids.

    `page` is the file that holds the entries; "" where they are on this page, if anywhere.
    """
    here = {entry.get_text(): entry for entry in soup.select("dl.glossary > dt")}
    for term in (known := here.keys() & terms().keys()):
        here[term]["id"] = anchor(term)
    wanted = set(terms()) if page else known
    for text in _prose(soup):
        pieces, at = [], 0
        for found in _pattern().finditer(text):
            term = found[1] and _term(found[1])
            if term not in wanted:
                continue
            wanted.remove(term)
            link = soup.new_tag("a", href=f"{page}#{anchor(term)}", role="doc-glossref", attrs={"class": "word"})
            link.string = found[0]
            pieces += [text[at : found.start()], link]
            at = found.end()
        if pieces:
            text.replace_with(*pieces, text[at:])


def anchor(term: str) -> str:
    """The id of a word's entry.

    >>> anchor("named, unnamed")
    'word-named-unnamed'
    """
    return "word-" + re.sub(r"\W+", "-", term.lower()).strip("-")


def _prose(soup: Any) -> Iterator[Any]:
    """Texts in which words may lead to the glossary: those in sight before those that are folded."""
    texts = [t for t in soup.find_all(string=True) if not (t.find_parent(NOT_HERE) or t.find_parent(class_=NOT_IN))]
    yield from sorted(texts, key=lambda t: t.find_parent("details") is not None)


@cache
def _forms() -> dict[str, str]:
    """Each way of writing a word, small letters -> the word as the glossary has it."""
    return {form.casefold(): term for term in terms() for form in term.split(", ")}


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, the longest first, with a plural's s or without, as group 1."""
    written = ("".join(WRITTEN.get(c, re.escape(c)) for c in f) for f in sorted(_forms(), key=len, reverse=True))
    return re.compile(rf"{OTHERWISE}|\b((?:{'|'.join(written)})s?)\b", re.IGNORECASE)


def _term(found: str) -> str:
    form = " ".join(found.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return _forms().get(form) or _forms().get(form.removesuffix("s"), "")  # "": matched by a letter like ours, no word
