"""The objects of a page's JSON-LD, however it is wrapped, and what an article's object names.

No value is trusted: objects are looked at in a bounded number, and only strings are taken.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

_SCRIPTS, _LONGEST, _NODES = 20, 1_000_000, 20_000
_TYPES = re.compile(r"(?:\w{0,30}Article|\w{0,20}BlogPosting|\w{0,20}Report)")
_WRAPPED = re.compile(r"\A(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)+")
# A comma before a closing bracket, outside strings.
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[}\]])', re.DOTALL)


def find_objects(root: HtmlElement) -> list[dict]:
    """The objects in all scripts, the outermost first."""
    return [node for data in _scripts(root) for node in _nodes(data)]


def _scripts(root: HtmlElement) -> Iterator[Any]:
    found = (e for e in root.iter("script") if "ld+json" in (e.get("type") or "").lower())
    for element in islice(found, _SCRIPTS):
        yield _decode(element.text or "")


def _decode(source: str) -> Any:
    """The data of a script, None if they are no JSON. Mends a comma too many and escaped marks."""
    source = _WRAPPED.sub("", source[:_LONGEST])
    for attempt in (source, _COMMA.sub(lambda m: m[1] or "", source), html.unescape(source)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):  # no JSON, or nested thousands deep
            continue
    return None


def read_object(source: str) -> dict:
    """The first object in a string of JSON; empty if there is none."""
    return next(_nodes(_decode(source)), {})


def _nodes(data: Any) -> Iterator[dict]:
    """The objects in JSON data; `_NODES` values are looked at."""
    waiting = deque([[data]])
    for _ in range(_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            node = node.values()
        waiting.extend(v for v in node if isinstance(v, dict | list))


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
