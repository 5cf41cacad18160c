"""What a page keeps in its scripts: JSON-LD, and articles that it shows only after its script has run."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import Element, HtmlElement

from analysis.article import ArticleError
from analysis.reading.html_blocks import Block, find_blocks, parse_html, remove_unseen
from analysis.reading.naming import is_prose

_SCRIPTS, _LONGEST, _NODES, _TEXTS = 60, 2_000_000, 50_000, 5
_LEAST = 80  # words of sentences
_TYPES = re.compile(r"(?:\w{0,30}Article|\w{0,20}BlogPosting|\w{0,20}Report)")
_WRAPPED = re.compile(r"\A(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)+")
_ASSIGNED = re.compile(r"\A(?:window|self|var|let|const)\b[\w\s.\[\]\"']{0,80}=\s{0,9}(?=[{\[])")
# A comma before a closing bracket, outside strings.
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[}\]])', re.DOTALL)
_OTHERS = frozenset("url href link slug headline title hed teaser".split())  # keys of what a list of articles holds
_TAG = re.compile(r"<(?:p|div|br|li)\b", re.IGNORECASE)


def find_objects(root: HtmlElement) -> list[dict]:
    """The objects in all scripts of JSON-LD, the outermost first."""
    found = (e for e in root.iter("script") if "ld+json" in (e.get("type") or "").lower())
    data = (_decode(e.text or "") for e in islice(found, _SCRIPTS))
    return [node for each in data for node in _nodes(each) if isinstance(node, dict)]


def read_object(source: str) -> dict:
    """The first object in a string of JSON; empty if there is none."""
    return next((node for node in _nodes(_decode(source)) if isinstance(node, dict)), {})


def _decode(source: str) -> Any:
    """The data of a script, None if they are no JSON. Mends a comma too many and escaped marks."""
    source = _ASSIGNED.sub("", _WRAPPED.sub("", source[:_LONGEST]))
    for attempt in (source, _COMMA.sub(lambda m: m[1] or "", source), html.unescape(source)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):  # no JSON, or nested thousands deep
            continue
    return None


def _nodes(data: Any) -> Iterator[Any]:
    """The values in JSON data, the outermost first."""
    waiting = deque([data])
    for _ in range(_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        yield node
        waiting.extend(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())


def is_a(node: dict, pattern: re.Pattern[str] = _TYPES) -> bool:
    """Whether the object is of a type like this, an article by default."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and pattern.fullmatch(k[:60].rpartition("/")[2]) for k in kinds)


def names_of(value: object, nodes: list[dict]) -> list[str]:
    """The names in a value: strings, objects with a `name`, and objects that an `@id` points to."""
    found: list[str] = []
    for one in (value if isinstance(value, list) else [value])[:12]:
        if isinstance(one, dict) and "@id" in one and one.keys().isdisjoint(("name", "givenName")):
            one = next((n for n in nodes if n.get("@id") == one["@id"] and "name" in n), one)
        if isinstance(one, dict):
            one = one.get("name") or " ".join(str(one.get(k) or "") for k in ("givenName", "familyName"))
        found += [n for n in (one if isinstance(one, list) else [one]) if isinstance(n, str)]
    return found


# Articles that are shown only after a script has run ---


def find_hidden(source: str) -> HtmlElement | None:
    """The page with all that is hidden, or an `article` element made of its data; None without an article in either."""
    root = parse_html(source)
    data = (_decode(e.text or "") for e in islice(root.iter("script"), _SCRIPTS))
    longest = nlargest(_TEXTS, (text for each in data for text in _long_texts(each)), key=len)
    for element in root.iter():
        if element.tag in ("noscript", "template"):
            element.tag = "div"
        for attribute in ("hidden", "style", "aria-hidden"):
            element.attrib.pop(attribute, None)
        if "hidden" in (element.get("class") or "").lower():
            element.set("class", "")
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


def _paragraphs(text: str) -> list[Block]:
    """The blocks of a text that is HTML, or has a paragraph a line."""
    lines = [] if _TAG.search(text) else text.split("\n")
    root = parse_html("<p>" + "<p>".join(map(html.escape, lines)) if lines else text)
    remove_unseen(root)
    return find_blocks(root)


def _long_texts(data: Any) -> Iterator[str]:
    """Long texts in data: strings, and lists of paragraphs."""
    for node in _nodes(data):
        if isinstance(node, str) and len(node.split()) >= _LEAST:
            yield node
        elif isinstance(node, list):
            own = [each for each in node if not isinstance(each, dict) or _OTHERS.isdisjoint(each)]
            joined = "\n".join(map(_longest_string, own))
            if len(own) > 2 and len(joined.split()) >= _LEAST:
                yield joined


def _longest_string(node: Any) -> str:
    """The longest string of one item of a list, two levels deep at most."""
    values = node.values() if isinstance(node, dict) else [node]
    inner = (v for value in values for v in (value.values() if isinstance(value, dict) else [value]))
    return max((value for value in inner if isinstance(value, str)), key=len, default="")
