"""Articles that a page shows only after its script has run: in parts that are hidden until then, or in its data.

Used only if a page shows no article. The data are JSON-LD (`articleBody`) and the objects that scripts read.
"""

import html
import json
import re
from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import Element, HtmlElement

from analysis.article import ArticleError
from analysis.reading.html_blocks import Block, find_blocks, parse_html, remove_unseen
from analysis.reading.naming import is_prose

_LEAST = 80  # words of sentences
_SCRIPTS, _LONGEST, _NODES, _TEXTS = 60, 2_000_000, 50_000, 5
_OTHERS = frozenset("url href link slug headline title hed teaser".split())  # keys of what a list of articles holds
_TAG = re.compile(r"<(?:p|div|br|li)\b", re.IGNORECASE)
_OBJECT = re.compile(r"\A\s{0,99}(?:(?:window|self|var|let|const)\b[\w\s.\[\]\"']{0,80}=\s{0,9})?(?=[{\[])")


def find_hidden(source: str) -> HtmlElement | None:
    """The page with all that is hidden, or an `article` element made of its data; None without an article in either."""
    root = parse_html(source)
    longest = nlargest(_TEXTS, _texts(root), key=len)
    _reveal(root)
    try:
        remove_unseen(root)
        texts = sorted(map(_paragraphs, longest), key=_n_words)
    except ArticleError:  # more than a page shows
        return None
    if _n_words(find_blocks(root)) >= _LEAST:
        return root
    if not texts or _n_words(texts[-1]) < _LEAST:
        return None
    article = Element("article")
    for block in texts[-1]:
        etree.SubElement(article, "p").text = block.words
    return article


def _n_words(blocks: list[Block]) -> int:
    return sum(b.n_words for b in blocks if is_prose(b))


def _reveal(root: HtmlElement) -> None:
    for element in root.iter():
        if element.tag in ("noscript", "template"):
            element.tag = "div"
        for attribute in ("hidden", "style", "aria-hidden"):
            element.attrib.pop(attribute, None)
        if "hidden" in (element.get("class") or "").lower():
            element.set("class", "")


def _paragraphs(text: str) -> list[Block]:
    """The blocks of a text that is HTML, or has a paragraph a line."""
    lines = [] if _TAG.search(text) else text.split("\n")
    root = parse_html("<p>" + "<p>".join(map(html.escape, lines)) if lines else text)
    remove_unseen(root)
    return find_blocks(root)


def _texts(root: HtmlElement) -> Iterator[str]:
    """Long texts in a page's data: strings, and lists of paragraphs."""
    for element in islice(root.iter("script"), _SCRIPTS):
        text = (element.text or "").strip().removeprefix("<!--")[:_LONGEST]
        if (start := _OBJECT.match(text)) is None:
            continue
        try:
            data, _ = json.JSONDecoder(strict=False).raw_decode(text, start.end())
        except (ValueError, RecursionError):
            continue
        yield from _long_texts(data)


def _long_texts(data: Any) -> Iterator[str]:
    waiting = [data]
    for _ in range(_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, str) and len(node.split()) >= _LEAST:
            yield node
        elif isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
            own = [each for each in node if not isinstance(each, dict) or _OTHERS.isdisjoint(each)]
            joined = "\n".join(_longest_string(each) for each in own)
            if len(own) > 2 and len(joined.split()) >= _LEAST:
                yield joined


def _longest_string(node: Any) -> str:
    """The longest string of one item of a list, two levels deep at most."""
    values = node.values() if isinstance(node, dict) else [node]
    inner = (v for value in values for v in (value.values() if isinstance(value, dict) else [value]))
    return max((value for value in inner if isinstance(value, str)), key=len, default="")
