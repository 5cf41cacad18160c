"""Lines above an article: fields ("Author: Ida Norr"), a section's name, and outlet, date and byline in one line."""

import re

from analysis.article import Zone, word_set
from analysis.reading.line_patterns import (
    RecognizedLine,
    find_dates,
    recognize_link,
    recognize_publication,
    recognized,
)
from analysis.reading.words import LISTS

_WORDS = LISTS["front_matter"]
FIELDS: dict[str, list[str]] = _WORDS["fields"]
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
_FIELD_OF |= dict.fromkeys(_WORDS["passed_over"], "passed over") | dict.fromkeys(_WORDS["body"], "body")
_FIELD = re.compile(r"[*_]{0,2}(?P<name>[A-Za-z][\w -]{0,24}?)[*_]{0,2}\s?:[*_]{0,2}(?:\s+|\Z)")
_SECTIONS = word_set(_WORDS["sections"]) | {"&", "and"}
_PARTS = re.compile(r"\s?[|•·]\s?")
_READING_TIME = re.compile(r"\d{1,2}\smin(?:ute)?s?(?:\sread)?", re.IGNORECASE)


def find_field(line: str) -> tuple[str, int] | None:
    """The field of `FIELDS` that a line gives, "passed over" or "body", and where its value begins."""
    found = _FIELD.match(line)
    field = found and _FIELD_OF.get(found["name"].lower())
    return (field, found.end()) if field else None


def recognize_field(field: str, value: str) -> RecognizedLine:
    """The zones of a field's value; where it is not what the field promises, it is boilerplate."""
    if field == "byline":
        sign = recognize_publication(f"By {value}", below_headline=True)
        if sign and sign.kind == "byline":
            return RecognizedLine("byline", tuple(z.shifted(-len("By ")) for z in sign.zones), sign.day)
    if field == "published" and (found := find_dates(value)):
        return RecognizedLine("date", (Zone("published", found[0][0]),), found[0][1])
    if field == "url" and (sign := recognize_link(value)):
        return sign
    return recognized(field if field in ("byline", "outlet", "url") else "boilerplate", value)


def is_section(line: str) -> bool:
    """Is the line nothing but the name of a section, as in "POLITICS" or "World | Europe"?"""
    words = re.split(r"[\s|/>›»•·,:]+", line.strip(" :>›»|").lower())
    return len(words) <= 6 and all(w in _SECTIONS for w in words)


def recognize_parts(line: str) -> RecognizedLine | None:
    """Outlet, date and byline in one line with marks between them; a section and the time to read may be among them."""
    pieces, at = [], 0
    for mark in (*_PARTS.finditer(line[:300]), None):
        pieces.append((at, line[at : mark.start() if mark else len(line)]))
        at = mark.end() if mark else at
    said = [(start, p) for start, p in pieces if p and not is_section(p) and not _READING_TIME.fullmatch(p)]
    signs = [(start, recognize_publication(p, below_headline=True)) for start, p in said]
    if len(pieces) < 2 or not signs or not all(sign for _, sign in signs):
        return None
    if any(sign.day and not sign.updated for _, sign in signs):
        signs = [(start, sign) for start, sign in signs if not sign.updated]
    zones = tuple(z.shifted(start) for start, sign in signs for z in sign.zones)
    return RecognizedLine(signs[0][1].kind, zones, next((sign.day for _, sign in signs if sign.day), None))
