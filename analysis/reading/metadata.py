"""What a web page says of itself in its head: JSON-LD of a news article first, then OpenGraph and similar elements.

No value is trusted: only short strings are taken, as plain words, and links only if they are http or https.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from analysis.reading.printed import printed

LONGEST = 300  # characters of one value
_SCRIPTS, _LONGEST_SCRIPT, _NODES = 20, 1_000_000, 20_000
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_TYPES = re.compile(r"(?:\w{0,30}Article|\w{0,20}BlogPosting|\w{0,20}Report)")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://[^\s<>]{3,2000}?)\s{0,9}-->")
_META = {
    "headline": "og:title twitter:title parsely-title headline dc.title",
    "outlet": "og:site_name application-name dc.publisher",
    "byline": "author article:author parsely-author byl dc.creator",
    "published": "article:published_time og:article:published_time datepublished parsely-pub-date pubdate publishdate "
    "publish_date date dc.date dc.date.issued dcterms.created sailthru.date",
    "url": "og:url",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself, None where it does not. `free` is False where it says that it is for subscribers."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    free: bool | None = None
    summary: str | None = None


def extract_metadata(root: HtmlElement, source: str, link: str | None = None) -> Metadata:
    """The metadata of a page. `source` is its HTML, `link` where it was found."""
    found = _filled(_from_json(root), _from_meta(root))
    saved = _SAVED_FROM.search(source[:4000])
    canonical = next((e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    links = (found.url, canonical, link, saved and saved[1])
    return replace(found, url=next((url for each in links if (url := _link(each, link))), None))


def metadata_from_fields(values: dict[str, list[str]]) -> Metadata:
    """The metadata of front matter, by the names of `Metadata`; several values are the names of several writers."""
    found = {field: _value(field, each if field == "byline" else " ".join(each)) for field, each in values.items()}
    return Metadata(**{**found, "url": _link(clean_value(found.get("url")), None)})


def _filled(first: Metadata, second: Metadata) -> Metadata:
    """The first, with the values of the second where the first has none."""
    names = [f.name for f in fields(Metadata) if getattr(first, f.name) is None]
    return replace(first, **{name: getattr(second, name) for name in names})


def clean_value(value: object, longest: int = LONGEST) -> str | None:
    """A value as plain words in one line, without tags; None for what is no string, or longer than `longest`."""
    if not isinstance(value, str) or len(value) > 20 * longest:
        return None
    plain = _SPACES.sub(" ", printed(re.sub(r"<[^<>]{0,200}>", " ", html.unescape(value)))).strip()
    return plain if 0 < len(plain) <= longest and any(c.isalnum() for c in plain) else None


def _link(value: object, base: str | None) -> str | None:
    if not isinstance(value, str) or len(value) > 2000:
        return None
    try:
        whole = urljoin(base or "", value.strip())
    except ValueError:
        return None
    return whole if re.fullmatch(r"https?://[^\s<>\"'\\\x00-\x20\x7f]{3,2000}", whole, re.IGNORECASE) else None


# JSON-LD -------------------------------------------------------------------------------------------------


def _from_json(root: HtmlElement) -> Metadata:
    nodes = [node for data in _scripts(root) for node in _nodes(data)]
    articles = [node for node in nodes if _is_article(node)]
    best = next((a for a in articles if clean_value(a.get("headline"))), None)
    if best is None:
        return Metadata()
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    url = best.get("url") or best.get("mainEntityOfPage")
    return Metadata(
        headline=clean_value(best["headline"]),
        outlet=_names(_with_ids_resolved(best.get("publisher"), known)),
        byline=_names(_with_ids_resolved(best.get("author") or best.get("creator"), known)),
        published=clean_value(best.get("datePublished")),
        url=url.get("@id") if isinstance(url, dict) else url if isinstance(url, str) else None,
        free={"true": True, "false": False}.get(str(best.get("isAccessibleForFree")).lower()),
        summary=clean_value(best.get("description"), 1000),
    )


def _scripts(root: HtmlElement) -> Iterator[Any]:
    found = (e for e in root.iter("script") if "ld+json" in (e.get("type") or "").lower())
    for _, element in zip(range(_SCRIPTS), found, strict=False):
        source = (element.text or "").strip().removeprefix("<!--").removesuffix("-->")
        try:
            yield json.loads(source[:_LONGEST_SCRIPT], strict=False)
        except (ValueError, RecursionError):  # no JSON, or nested thousands deep
            continue


def _nodes(data: Any) -> Iterator[dict]:
    """The objects in JSON data, the outermost first; `_NODES` values are looked at."""
    waiting = deque([data])
    for _ in range(_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(v for v in node.values() if isinstance(v, dict | list))
        elif isinstance(node, list):
            waiting.extend(v for v in node if isinstance(v, dict | list))


def _is_article(node: dict) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and _TYPES.fullmatch(k[:60].rpartition("/")[2]) for k in kinds)


def _with_ids_resolved(value: object, known: dict[str, dict]) -> object:
    """A value with the objects that its `@id`s name in their place."""
    if isinstance(value, list):
        return [_with_ids_resolved(one, known) for one in value[:12] if not isinstance(one, list)]
    by_id = isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str)
    return known.get(value["@id"], value) if by_id else value


def _names(value: object) -> str | None:
    """One or several names, written as newsrooms write them; links to profiles are no names."""
    each = value if isinstance(value, list) else [value]
    names = []
    for one in each[:12]:
        name = clean_value(one.get("name") if isinstance(one, dict) else one, 120)
        name = name and _BY.sub("", name, count=1)
        if name and "://" not in name and name not in names:
            names.append(name)
    if not names:
        return None
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


# Meta elements -------------------------------------------------------------------------------------------


def _from_meta(root: HtmlElement) -> Metadata:
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = element.get("content")
        if value and (name := name.strip().lower()[:60]) not in said:
            said[name] = value
    first = {
        field: next((value for name in names.split() if (value := _value(field, said.get(name)))), None)
        for field, names in _META.items()
    }
    title = next((element.text_content()[:2000] for element in root.iter("title")), None)
    summary = clean_value(said.get("og:description") or said.get("description"), 1000)
    return _filled(Metadata(**first, summary=summary), Metadata(headline=clean_value(title)))


def _value(field: str, value: object) -> str | None:
    return value if field == "url" else _names(value) if field == "byline" else clean_value(value)
