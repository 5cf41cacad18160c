"""What one line above or below an article's body says: a date, who wrote it, for whom, where.

Pure functions over a single line; spans are offsets into that line. Each looks for signs that newsrooms use
and answers None where a reader could not be sure: a line that is not recognized stays body. Imports nothing
but `article`. All patterns are bounded and tried on short lines only, so no input takes more than linear time.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.article import Span, Zone
from analysis.reading.byline import read_byline
from analysis.reading.newsrooms import AGENCY, OUTLET, ROLES

# Longer lines are paragraphs, whatever they say.
LONGEST_FRONT, LONGEST_DATELINE = 220, 90

Kind = Literal[
    "date", "byline", "outlet", "url", "dateline", "caption", "credit", "boilerplate", "correction", "end_matter"
]


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """What a line was recognized as. `day` is the date that its `published` or `photo_date` zone says, if certain."""

    kind: Kind
    zones: tuple[Zone, ...]
    day: date | None = None
    updated: bool = False


# Dates ---------------------------------------------------------------------------------------------------

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
        (?P<m1>{_MONTH})\s(?P<d1>{_DAY})\b(?:(?:,\s?|\s)(?P<y1>(?:19|20)\d\d)\b)?
      | (?P<d2>{_DAY})(?:\s(?:of\s)?|-)(?P<m2>{_MONTH})(?:(?:,?\s|-)(?P<y2>(?:19|20)\d\d)\b)?
      | (?P<y3>(?:19|20)\d\d)[-/.](?P<n3>[01]?\d)[-/.](?P<d3>[0-3]?\d)(?=T\d|\b)
      | (?P<a4>[0-3]?\d)[-/.](?P<b4>[0-3]?\d)[-/.](?P<y4>(?:19|20)\d\d)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


_WEEKDAY_BEFORE = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]?\s\Z", re.IGNORECASE)


def find_dates(line: str) -> list[tuple[Span, date | None]]:
    """Where the line names a day, and which; None without a year, or where 03/04 could be March or April."""
    return [(m.span(), _day(m)) for m in _DATE.finditer(line)]


def _day(m: re.Match[str]) -> date | None:
    g = m.groupdict()
    if g["a4"]:
        weekday = _WEEKDAY_BEFORE.search(m.string[max(0, m.start() - 12) : m.start()])
        days = (int(g["a4"]), int(g["b4"])), (int(g["b4"]), int(g["a4"]))
        return _only(int(g["y4"]), *days, weekday=weekday and weekday[1].lower())
    if g["y3"]:
        return _only(int(g["y3"]), (int(g["n3"]), int(g["d3"])))
    year, month, day = g["y1"] or g["y2"], g["m1"] or g["m2"], g["d1"] or g["d2"]
    return year and _only(int(year), (_MONTHS.index(month[:3].lower()) + 1, int(day.rstrip("stndrhSTNDRH"))))


def _only(year: int, *month_days: tuple[int, int], weekday: str | None = None) -> date | None:
    """The one day that these readings of (month, day) leave possible, and the weekday before them if there is one."""
    found = set()
    for month, day in month_days:
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    found = {day for day in found if f"{day:%a}".lower() == weekday} or found
    return found.pop() if len(found) == 1 else None


# Outlets -------------------------------------------------------------------------------------------------

_LABELED = re.compile(
    r"(?:(?:source|outlet|publisher|publication)\s?:|(?:this\s(?:article|story)\s(?:was\s)?)?(?:originally|first)"
    r"\s(?:published|appeared)\s(?:by|in|on|at)\b:?)\s?(?P<outlet>\S.{0,80})",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:[A-Za-z][A-Za-z ]{0,24}:\s?)?[<(]?(?P<url>https?://[^\s<>]{3,2000}?)[>)]?")

_POST = re.compile(
    r"https?://(?:[a-z]{1,6}\.)?(?:twitter|x|t|youtube|youtu|facebook|instagram|tiktok|pic\.twitter)\.\w+/"
)


def recognize_link(line: str) -> RecognizedLine | None:
    """A line that is a web address and nothing else, a label apart; no `url` zone for a post that it embeds."""
    m = _LINK.fullmatch(line) if "://" in line else None
    if not m:
        return None
    return RecognizedLine("url", () if _POST.match(m["url"]) else (Zone("url", m.span("url")),))


def _labeled_outlet(line: str) -> RecognizedLine | None:
    m = _LABELED.fullmatch(line)
    if not m or find_dates(line):
        return None
    name = m["outlet"].rstrip(" .")
    words = name.split()
    if len(words) > 6 or not all(w[0].isupper() or w in ("of", "the", "and", "&") for w in words):
        return None
    return RecognizedLine("outlet", (Zone("outlet", (m.start("outlet"), m.start("outlet") + len(name))),))


# Date lines and bylines ----------------------------------------------------------------------------------

_WEEKDAY = r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?\b\.?"
_FILLER = re.compile(
    rf"""(?<!\w)(?:{AGENCY}
      | {_WEEKDAY}
      | T?\d\d?[:.]\d\d(?:[:.]\d\d){{0,2}}(?:\s?[ap]\.?\s?m\b\.?)?(?:Z|[+-]\d\d:?\d\d)?|\d\d?\s?[ap]\.?\s?m\b\.?
      | \d{{3,4}}(?=\s?(?:GMT|UTC))|[+-]\d\d:?\d\d|\d\d?\s?min(?:ute)?s?\sread
      | (?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|JST|KST|IST|AES?T|HKT|Z|eastern|local|time)\b
      | (?:published|updated|posted|issued|created|released|modified|corrected|originally|last|first|date|on|at|and
          |day|upd)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_MARK = re.compile(r"[|•·]")  # between name and date
_UPDATED = re.compile(r"updated|modified|corrected", re.IGNORECASE)
_WORDS = re.compile(r"\w")


def _is_filler(piece: str) -> bool:
    return not _WORDS.search(_FILLER.sub(" ", piece))


def _date_line(line: str) -> RecognizedLine | None:
    """A line that says when, and nothing else: the day first published if several, the day updated if that is all."""
    found = find_dates(line)
    if not found or not _is_filler(_DATE.sub(" ", line)):
        return None
    outlet = next((m.span() for m in OUTLET.finditer(line)), None)
    span, day, updated = _first_published(line, found)
    zones = [Zone("published", span)] + ([Zone("outlet", outlet)] if outlet else [])
    return RecognizedLine("date", tuple(zones), day, updated)


def _first_published(line: str, found: list[tuple[Span, date | None]]) -> tuple[Span, date | None, bool]:
    """Of these dates the first that no word like "Updated" stands before, and whether there was none but updates."""
    ends = [0, *(span[1] for span, _ in found)]
    updated = [bool(_UPDATED.search(line, end, span[0])) for end, (span, _) in zip(ends, found, strict=False)]
    best = updated.index(False) if False in updated else 0
    return *found[best], updated[best]


_SIGN_OFF = re.compile(
    r"[(\[]?reporting(?:\sand\s\w{4,9})?\sby\s(?P<names>[^;()\[\]]{3,120})(?:[;.)\]].{0,200})?", re.I
)


def _byline(line: str, below_headline: bool, known: frozenset[str]) -> RecognizedLine | None:
    """A line that names writers and says nothing else, apart from what they are, for whom they write, and when.

    Without "By" only below the headline, and only with a role, an outlet, an address or a date beside the names.
    """
    dates = find_dates(line)
    found = read_byline(line, [span for span, _ in dates], known)
    names = [*found.names, *([found.desk] if found.desk and not found.names else [])]
    if not names or len(line.split()) > 24 or not all(_is_filler(other) for other in found.others):
        return None
    signed = found.roles or found.outlets or "@" in line or (dates and dates[0][1] and _MARK.search(line))
    first = _is_filler(_DATE.sub(" ", line[: names[0][0]]))
    if not found.by and not (below_headline and found.names and first and signed and "/" not in line):
        return None
    zones = [Zone("byline", (names[0][0], names[-1][1]))] + [Zone("outlet", span) for span in found.outlets[:1]]
    if not dates:
        return RecognizedLine("byline", tuple(zones))
    span, day, updated = _first_published(line, dates)
    return RecognizedLine("byline", (*zones, Zone("published", span)), day, updated)


def _beside(line: str, date_span: Span) -> Span | None:
    """What is before or after a date if the other side says only when; None where both say more."""
    first, last = date_span
    if _is_filler(line[last:]):
        return 0, first
    return (last, len(line)) if _is_filler(line[:first]) else None


def _sign_off(line: str) -> RecognizedLine | None:
    """An agency's last line: "(Reporting by Jane Roe; editing by John Doe)"."""
    m = _SIGN_OFF.fullmatch(line)
    found = m and read_byline(m["names"])
    if not found or not (found.names or found.desk) or found.others:
        return None
    start = m.start("names")
    return RecognizedLine("byline", (Zone("byline", (start, start + len(m["names"].rstrip(" .")))),))


def recognize_publication(
    line: str, below_headline: bool = False, known: frozenset[str] = frozenset()
) -> RecognizedLine | None:
    """A line above or below the body that says when, by whom, for whom or where the article was published.

    `known`: letters of outlets' names."""
    if found := recognize_link(line):
        return found
    if len(line) > LONGEST_FRONT:
        return None
    if below_headline and OUTLET.fullmatch(line):
        return RecognizedLine("outlet", (Zone("outlet", (0, len(line))),))
    dated = _date_line(line) or _placed_date(line, below_headline) or _byline(line, below_headline, known)
    return dated or _sign_off(line) or _labeled_outlet(line)


# Datelines -----------------------------------------------------------------------------------------------

_CITY = (
    r"(?:Washington(?:,?\sD\.?C\.?)?|New\sYork|London|Paris|Berlin|Brussels|Moscow|Kyiv|Beijing|Shanghai|Hong\sKong|Tokyo|Seoul|Taipei"
    r"|New\sDelhi|Mumbai|Jerusalem|Tel\sAviv|Gaza\sCity|Cairo|Beirut|Baghdad|Tehran|Kabul|Geneva|Rome|Madrid|Vienna"
    r"|Los\sAngeles|Chicago|San\sFrancisco|Boston|Atlanta|Miami|Ottawa|Toronto|Mexico\sCity|Sydney|Canberra)"
)
_REGION = r"(?:,\s(?:[A-Z][\w’'.-]{1,15}\s?){1,3}(?<!\s))?"
_ON_DAY = (
    rf"(?:(?:,|\s[—–-])\s(?:{_MONTH}\s{_DAY}(?:,\s(?:19|20)\d\d)?"
    rf"|(?:[12]\d|3[01]|0?[1-9])\s{_MONTH}(?:\s(?:19|20)\d\d)?))?"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{1,20}(?:[\s/][A-ZÀ-Þ][A-ZÀ-Þ.’'-]{1,20}){0,3}"
_TITLE_CASE = r"[A-Z][\w’'-]{1,20}(?:[\s/][A-Z][\w’'-]{1,20}){0,2},\s(?:[A-Z][\w.-]{1,20}\s?){1,2}(?<!\s)"
_DASH = r"(?:\s{0,3}(?:[—–―]|--)|\s{1,3}-(?=\s|\Z))\s?"
_DATELINE = re.compile(
    rf"""(?P<dateline>
        (?:{_CAPITALS}{_REGION}{_ON_DAY}
           (?:\s(?:[—–-]\s)?\((?P<agency1>[A-Z][\w./&\s-]{{1,30}})\))?)(?={_DASH})
      | (?:{_CITY}|\({_CITY}\))(?=\s?[—–―]\s)
      | (?:{_TITLE_CASE})(?=\s[—–-]\s)
      | (?:[A-Z][\w’'.-]{{1,20}}(?:\s[A-Z][\w’'.-]{{1,20}}){{0,3}}{_REGION}{_ON_DAY}\s|{_MONTH}\s{_DAY}\s)?
           \((?P<agency2>{AGENCY}|[A-Z][\w-]{{1,30}}\.(?:com|org|net)(?=\){_DASH}))\)
      | (?:[A-Z][\w’'.-]{{1,20}}(?:\s[A-Z][\w’'.-]{{1,20}}){{0,2}}{_REGION}\s)?(?P<agency3>CNN)(?=\s{{1,3}}[—–])
    )(?:{_DASH}|\s?)""",
    re.VERBOSE,
)
_NOT_A_PLACE = re.compile(
    r"(?:BREAKING|UPDATE|EXCLUSIVE|WATCH|LIVE|OPINION|ANALYSIS|VIDEO|REPORT|EDITORIAL|CORRECTION|FACT|FILE"
    r"|US|EU|UK|UN|NATO|NEW(?!\s[A-Z]))\b"
)


def find_dateline(line: str) -> tuple[RecognizedLine, int] | None:
    """The place (and agency) that open a paragraph, and where its text begins: "WASHINGTON (AP) — ".

    What follows must begin like a sentence, so "NATO — the alliance that ..." is none.
    """
    m = _DATELINE.match(line[: LONGEST_DATELINE + 10])
    if not m or m.end() > LONGEST_DATELINE or _NOT_A_PLACE.match(line):
        return None
    rest = line[m.end() :].lstrip()
    opening = rest[:2].lstrip("“\"'‘[(")[:1]
    if not (opening.isupper() or opening.isdigit() or not rest or rest[:1] in "“\"'‘"):
        return None
    zones = [Zone("dateline", m.span("dateline"))]
    zones += [Zone("outlet", m.span(name)) for name in ("agency1", "agency2", "agency3") if m[name]]
    return RecognizedLine("dateline", tuple(zones)), len(line) - len(rest)


_SEPARATOR = r"[\s,|•·/–—-]"
_PLACE = re.compile(
    rf"{_SEPARATOR}*(?P<dateline>(?:(?P<capitals>{_CAPITALS}(?P<region>{_REGION}))|{_CITY}|{_TITLE_CASE})"
    rf"(?:\s\((?P<outlet>{AGENCY})\))?)(?:{_SEPARATOR}+(?i:{_WEEKDAY}))?{_SEPARATOR}*\(?"
)


def _placed_date(line: str, below_headline: bool) -> RecognizedLine | None:
    """A line that says where and when, and nothing else: "PORT ELLERY, Maine — March 14, 2025".

    Above the headline, below the body or without a year, only a place in capitals with its state or country will do:
    "MIDTERM ELECTION, November 3, 2026" may be the headline.
    """
    found = find_dates(line)
    if len(found) != 1:
        return None
    date_span, day = found[0]
    beside = _beside(line, date_span)
    m = beside and _PLACE.fullmatch(line, *beside)
    if not m or not (m["region"] or (below_headline and day)) or not _is_place(m["dateline"]):
        return None
    zones = [Zone("dateline", m.span("dateline")), Zone("published", date_span)]
    zones += [Zone("outlet", m.span("outlet"))] if m["outlet"] else []
    return RecognizedLine("dateline", tuple(zones), day)


def _is_place(words: str) -> bool:
    """No label ("EXCLUSIVE"), outlet, weekday ("Correction, Monday"), writer ("By Ida Norr, Ohio", "Norr, Editor")."""
    parts = [part.strip().lower() for part in words.split(",")]
    return not (
        _NOT_A_PLACE.match(words)
        or re.match(r"by\s", words, re.IGNORECASE)
        or any(OUTLET.match(words, m.end()) for m in re.finditer(r"^|,\s", words))
        or any(word in ROLES or re.fullmatch(_WEEKDAY, word) for part in parts[1:] for word in part.split())
    )
