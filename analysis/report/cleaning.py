"""The allow-list between what notebooks hold and the pages: tags, attributes, links. Part of `report`.

No script, no frame, no picture but PNG, no field but the buttons of our own parts, whoever wrote it.
"""

from __future__ import annotations

import re

from analysis.views.base import html

TAGS = {*html.TAGS, *html.SVG_TAGS, *html.FORM_TAGS, "s"}
TITLED = TAGS | {"h1"}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "math", "template", "textarea", "title", "noscript", "select"}
OF_SOME = {"checked", "href", "name", "type"}
ATTRIBUTES = (html.ATTRIBUTES | html.SVG_ATTRIBUTES | html.FORM_ATTRIBUTES) - OF_SOME
FIELDS = {"checked", "class", "id", "name", "type"}  # of <input>
STYLES = {"background-color", "border-bottom", "color", "overflow-x", "text-align"}
PAINT = re.compile(r"[\w#%., -]*|url\(#[\w-]+\)")
WORD = re.compile(r"[\w -]*")
NO_RADIO = re.compile(r'<input(?![^>]* type="radio")[^>]*>')  # values of its attributes hold no ">": `_kept`
PATTERNS = re.compile(r'<svg[^>]*? class="defs"[^>]*>.*?</svg>', re.DOTALL)  # the page has them once


def clean(inside: str, tags: set[str] = TAGS) -> str:
    """What of this HTML a page may hold. pandas' empty headings become cells."""
    import nh3

    cleaned = nh3.clean(
        inside,
        tags=tags,
        clean_content_tags=DROPPED_WHOLE,
        attributes={"*": set(ATTRIBUTES), "a": {"href"}, "input": FIELDS, "button": {"type"}},
        attribute_filter=_kept,
        url_schemes={"http", "https"},
        filter_style_properties=STYLES,
        link_rel=None,
    )
    cleaned = NO_RADIO.sub("", PATTERNS.sub("", cleaned))
    return html.visible(cleaned.replace("<th></th>", "<td></td>"))


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; None leaves it out."""
    if tag == "input":
        return value if name in FIELDS and WORD.fullmatch(value) else None
    if tag == "button" and name == "type":
        return "button"
    if name in ("fill", "marker-end"):
        return value if PAINT.fullmatch(value) else None
    return None if name == "href" and not html.LINK.fullmatch(value) else value
