"""What one line above or below an article's body says: a date, who wrote it, for whom, where.

Spans are offsets into the line. None where a reader could not be sure: what is not recognized stays body.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.article import Span, Zone
from analysis.reading.byline import read_byline
from analysis.reading.words import OUTLET, WORDS, patterns

LONGEST_FRONT, LONGEST_DATELINE = 220, 90  # longer lines are paragraphs, whatever they say

Kind = Literal[
    "date", "byline", "outlet", "url", "dateline", "caption", "credit", "boilerplate", "correction", "end_matter"
]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATE, _FILLER, _WEEKDAY, _LABELED, _SIGN_OFF, _LINK, _POST = patterns(
    "publication", "date filler weekday outlets sign_offs links posts"
)
_DATELINE, _PLACE, _NO_PLACE = patterns("publication", "datelines place no_places", re.NOFLAG)
_MARK = re.compile(r"[|•·]")  # between name and date
_UPDATED = re.compile(r"updated|modified|corrected", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """What a line was recognized as. `day` is the date that its `published` or `photo_date` zone says, if certain."""

    kind: Kind
    zones: tuple[Zone, ...]
    day: date | None = None
    updated: bool = False


def recognized(kind: Kind, line: str) -> RecognizedLine:
    """A line that is one zone from end to end."""
    return RecognizedLine(kind, (Zone(kind, (0, len(line))),))


def find_dates(line: str) -> list[tuple[Span, date | None]]:
    """Where the line names a day, and which; None without a year, or where 03/04 could be March or April."""
    return [(m.span(), _day(m)) for m in _DATE.finditer(line)]


def _day(m: re.Match[str]) -> date | None:
    """The one day that a date can mean. A weekday before it may tell 03/04 from 04/03."""
    year, month, day = (next(filter(None, (m[f"{part}{n}"] for n in (1, 2, 3, 4))), "") for part in "ymd")
    if not year:
        return None
    month = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    possible = set()
    for month_day in {(month, int(day)), (int(day), month)} if m["y4"] else {(month, int(day))}:
        with suppress(ValueError):
            possible.add(date(int(year), *month_day))
    before = m.string[max(0, m.start() - 12) : m.start()].split()
    named = {day for day in possible if before and before[-1].lower().startswith(f"{day:%a}".lower())}
    days = named or possible
    return days.pop() if len(days) == 1 else None


def recognize_link(line: str) -> RecognizedLine | None:
    """A line that is a web address and nothing else, a label apart; no `url` zone for a post that it embeds."""
    m = _LINK.fullmatch(line) if "://" in line else None
    return m and RecognizedLine("url", () if _POST.match(m["url"]) else (Zone("url", m.span("url")),))


def recognize_publication(
    line: str, below_headline: bool = False, known: frozenset[str] = frozenset()
) -> RecognizedLine | None:
    """A line that says when, by whom, for whom or where the article was published. `known`: letters of outlets."""
    if found := recognize_link(line):
        return found
    if len(line) > LONGEST_FRONT:
        return None
    if below_headline and OUTLET.fullmatch(line):
        return recognized("outlet", line)
    dated = _date_line(line) or _placed_date(line, below_headline) or _byline(line, below_headline, known)
    return dated or _sign_off(line) or _labeled_outlet(line)


def _is_filler(piece: str) -> bool:
    return not any(c.isalnum() or c == "_" for c in _FILLER.sub(" ", piece))


def _date_line(line: str) -> RecognizedLine | None:
    """A line that says when, and nothing else: the day first published if several, the day updated if that is all."""
    found = find_dates(line)
    if not found or not _is_filler(_DATE.sub(" ", line)):
        return None
    outlet = OUTLET.search(line)
    span, day, updated = _first_published(line, found)
    zones = [Zone("published", span)] + ([Zone("outlet", outlet.span())] if outlet else [])
    return RecognizedLine("date", tuple(zones), day, updated)


def _first_published(line: str, found: list[tuple[Span, date | None]]) -> tuple[Span, date | None, bool]:
    """Of these dates the first that no word like "Updated" precedes, and whether there was none but updates."""
    ends = [0, *(span[1] for span, _ in found)]
    updated = [bool(_UPDATED.search(line, end, span[0])) for end, (span, _) in zip(ends, found, strict=False)]
    best = updated.index(False) if False in updated else 0
    return *found[best], updated[best]


def _placed_date(line: str, below_headline: bool) -> RecognizedLine | None:
    """A line that says where and when, and nothing else: "PORT ELLERY, Maine — March 14, 2025". Not right below the
    headline or without a year, a place needs its state or country: "MIDTERM ELECTION, November 3, 2026" may be one."""
    found = find_dates(line)
    if len(found) != 1:
        return None
    (start, end), day = found[0]
    m = None
    if _is_filler(line[end:]):
        m = _PLACE.fullmatch(line, 0, start)
    elif _is_filler(line[:start]):
        m = _PLACE.fullmatch(line, end)
    if not m or not (m["region"] or (below_headline and day)) or not _is_place(m["dateline"]):
        return None
    zones = [Zone("dateline", m.span("dateline")), Zone("published", (start, end))]
    zones += [Zone("outlet", m.span("outlet"))] if m["outlet"] else []
    return RecognizedLine("dateline", tuple(zones), day)


def _is_place(words: str) -> bool:
    """No label ("EXCLUSIVE"), outlet, weekday ("Correction, Monday"), writer ("By Ida Norr, Ohio", "Norr, Editor")."""
    behind = words.lower().split(",")[1:]
    return not (
        _NO_PLACE.match(words)
        or any(OUTLET.match(words, m.end()) for m in re.finditer(r"^|,\s", words))
        or any(word in WORDS.roles or _WEEKDAY.fullmatch(word) for part in behind for word in part.split())
    )


# "Post columnist Ben Hale said that ..." says something; a byline without "By" has no such verb.
_SENTENCE = re.compile(r"\b(?:said|says|wrote|told|was|were|has|had|would|could|will)\b[^\n]*[.!?][\"”]?$")


def _byline(line: str, below_headline: bool, known: frozenset[str]) -> RecognizedLine | None:
    """A line that names writers and says nothing else, apart from what they are, for whom they write, and when. Without
    "By" only below the headline, and only with a role, an outlet, an address or a date beside the names."""
    dates = find_dates(line)
    found = read_byline(line, [span for span, _ in dates], known)
    names = [*found.names, *([found.desk] if found.desk and not found.names else [])]
    if not names or len(line.split()) > 24 or not all(_is_filler(other) for other in found.others):
        return None
    signed = found.roles or found.outlets or "@" in line or (dates and dates[0][1] and _MARK.search(line))
    first = _is_filler(_DATE.sub(" ", line[: names[0][0]]))
    if not found.by and not (below_headline and found.names and first and signed and "/" not in line):
        return None
    if not found.by and _SENTENCE.search(line):
        return None
    zones = [Zone("byline", (names[0][0], names[-1][1]))] + [Zone("outlet", span) for span in found.outlets[:1]]
    if not dates:
        return RecognizedLine("byline", tuple(zones))
    span, day, updated = _first_published(line, dates)
    return RecognizedLine("byline", (*zones, Zone("published", span)), day, updated)


def _sign_off(line: str) -> RecognizedLine | None:
    """An agency's last line: "(Reporting by Jane Roe; editing by John Doe)"."""
    m = _SIGN_OFF.fullmatch(line)
    found = m and read_byline(m["names"])
    if not found or not (found.names or found.desk) or found.others:
        return None
    start = m.start("names")
    return RecognizedLine("byline", (Zone("byline", (start, start + len(m["names"].rstrip(" .")))),))


def _labeled_outlet(line: str) -> RecognizedLine | None:
    """An outlet behind words such as "Source:" or "Originally published in"."""
    m = _LABELED.fullmatch(line)
    if not m or find_dates(line):
        return None
    name = m["outlet"].rstrip(" .")
    words = name.split()
    if len(words) > 6 or not all(w[0].isupper() or w in ("of", "the", "and", "&") for w in words):
        return None
    return RecognizedLine("outlet", (Zone("outlet", (m.start("outlet"), m.start("outlet") + len(name))),))


def find_dateline(line: str) -> tuple[RecognizedLine, int] | None:
    """The place (and agency) that open a paragraph, and where its text begins: "WASHINGTON (AP) — ". What follows must
    begin like a sentence: "NATO — the alliance that ..." is none."""
    m = _DATELINE.match(line[: LONGEST_DATELINE + 10])
    if not m or m.end() > LONGEST_DATELINE or _NO_PLACE.match(line):
        return None
    rest = line[m.end() :].lstrip()
    opening = rest[:2].lstrip("“\"'‘[(")[:1]
    if not (opening.isupper() or opening.isdigit() or not rest or rest[:1] in "“\"'‘"):
        return None
    zones = [Zone("dateline", m.span("dateline"))]
    zones += [Zone("outlet", m.span(name)) for name in ("agency1", "agency2", "agency3") if m[name]]
    return RecognizedLine("dateline", tuple(zones)), len(line) - len(rest)
