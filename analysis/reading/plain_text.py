"""Plain text, as people paste or save it -> `Article`, with the span of everything that is not body."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from analysis.article import REPEATED, WORD, Article, ArticleError, Given, Span, Zone, word_set
from analysis.reading.captions import as_caption, is_caption_above_credit, recognize_agency, recognize_caption
from analysis.reading.encoding import replace_surrogates
from analysis.reading.end_matter import recognize_boilerplate, recognize_end_matter
from analysis.reading.line_patterns import (
    RecognizedLine,
    find_dateline,
    find_dates,
    recognize_link,
    recognize_publication,
    recognized,
)
from analysis.reading.printed import as_printed
from analysis.reading.words import LISTS

# U+2028, U+2029 and NEL end lines too; they stay in the text.
_LINE = re.compile("[^\n\u2028\u2029\x85]+")
_WEB_PAGE = re.compile(
    r"\ufeff?\s*(?:<!--(?:(?!-->).){0,500}-->\s{0,9}){0,5}<(?:!doctype\s+html|html|head|body|\?xml|rss)\b",
    re.IGNORECASE | re.DOTALL,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:(?:[A-Za-z]\.){2,}|[A-Z]\.|(?:Jr|Sr|Inc|Corp|Co|Ltd|Gov|Sen|Rep|St|No|vs|etc)\.)$"
)
_NARROW, _WIDE = 40, 100


def is_web_page(text: str) -> bool:
    """Whether a text begins as the source of a web page or feed does."""
    return bool(_WEB_PAGE.match(text))


def from_text(text: str, headline: str | None = None) -> Article:
    """The article in a text. Raises ArticleError when there are no words in it.

    CRLF and CR become LF, a byte order mark at the start is dropped, and half a character (a lone surrogate) becomes
    U+FFFD: that is the text as given. `byline` is the words after "By", `credit` the words without "Photo by" and
    brackets. A `headline` that is given is put above the text; no other line is taken for the headline then.
    """
    text = replace_surrogates(text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if is_web_page(text):
        raise ArticleError("the source of a web page; give it as a file whose name ends in .html")
    if known := bool(headline and WORD.search(headline)):
        headline, (first, _, rest) = replace_surrogates(" ".join(headline.split())), text.lstrip().partition("\n")
        text = f"{headline}\n\n{rest if ' '.join(first.split()) == headline else text}"  # many have it in the text too
    text, given = as_printed(text)
    units = [span for span in _units(text, given) if WORD.search(text, *span)]
    if not units:
        raise ArticleError("empty, no words in it; give a file with the article's text")
    return replace(_Layout(text, units, headline=0 if known else None).article(), given=given)


def line_spans(text: str) -> list[Span]:
    """The lines of a text without blanks at their ends, and without empty lines."""
    lines = ((m.end() - len(m[0].lstrip()), m[0].strip()) for m in _LINE.finditer(text))
    return [(start, start + len(words)) for start, words in lines if words]


def _units(text: str, given: Given | None) -> list[Span]:
    """Paragraphs and lines: each line by itself, unless the text is wrapped or a word is divided there."""
    found = line_spans(text)
    width = max((b - a for a, b in found), default=0)
    wrapped = _NARROW <= width <= _WIDE
    breaks = [wrapped and _is_wrap(text, a, b, width) for a, b in pairwise(found)]
    # English wraps mostly before a lower-case word; headline, byline and one-line paragraphs never do.
    lower = sum(text[b[0]].islower() for wrap, b in zip(breaks, found[1:], strict=False) if wrap)
    if 2 * lower <= sum(breaks):
        breaks = [False] * len(breaks)
    # A line that was given another end ended inside a word: then lines end anywhere.
    divided = [bool(given) and text[end] == "\n" != given.text[given.starts[end]] for _, end in found[:-1]]
    if any(divided):
        goes_on = [text[b[0]].islower() and text.count("\n", a[1], b[0]) == 1 for a, b in pairwise(found)]
        breaks = [any(each) for each in zip(breaks, divided, goes_on, strict=True)]
    joined = found[:1]
    for wrap, line in zip(breaks, found[1:], strict=True):
        joined[-1:] = [(joined[-1][0], line[1])] if wrap else [joined[-1], line]
    return joined


def _is_wrap(text: str, line: Span, following: Span, width: int) -> bool:
    """Did the line end only because the next word did not fit? A blank line between says no."""
    between = text[line[1] : following[0]]
    if len(_LINE.sub("", between)) != 1:
        return False
    word = re.match(r"\S+", text[following[0] : following[1]])
    return line[1] - line[0] + 1 + word.end() > 0.85 * width


def _is_headline(line: str) -> bool:
    """Short, no dateline, and without the end of a sentence; "?" and "!" end headlines as well."""
    bare = line.rstrip(" \"'”’»)]")
    stop = bare.endswith(".") and not bare.endswith("..") and not _ABBREVIATION.search(bare[-12:])
    short = len(line) <= 200 and len(line.split()) <= 30
    return short and not stop and not bare.endswith((",", ";", ":")) and not find_dateline(line)


# Lines above an article: "Author: Ida Norr", "POLITICS", and outlet, date and byline in one line ---

_WORDS = LISTS["front_matter"]
_FIELD_OF = {name: field for field, names in _WORDS["fields"].items() for name in names}
_FIELD_OF |= dict.fromkeys(_WORDS["passed_over"], "passed over") | dict.fromkeys(_WORDS["body"], "body")
_FIELD = re.compile(r"[*_]{0,2}(?P<name>[A-Za-z][\w -]{0,24}?)[*_]{0,2}\s?:[*_]{0,2}(?:\s+|\Z)")
_SECTIONS = word_set(_WORDS["sections"]) | {"&", "and"}
_PARTS = re.compile(r"\s?[|•·]\s?")
_READING_TIME = re.compile(r"\d{1,2}\smin(?:ute)?s?(?:\sread)?", re.IGNORECASE)


def _find_field(line: str) -> tuple[str, int] | None:
    """The field that a line gives, "passed over" or "body", and where its value begins."""
    found = _FIELD.match(line)
    field = found and _FIELD_OF.get(found["name"].lower())
    return (field, found.end()) if field else None


def _recognize_field(field: str, value: str) -> RecognizedLine:
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


def _is_section(line: str) -> bool:
    """Is the line nothing but the name of a section, as in "POLITICS" or "World | Europe"?"""
    words = re.split(r"[\s|/>›»•·,:]+", line.strip(" :>›»|").lower())
    return len(words) <= 6 and all(w in _SECTIONS for w in words)


def _recognize_parts(line: str) -> RecognizedLine | None:
    """Outlet, date and byline in one line with marks between them; a section and the time to read may be among them."""
    pieces, at = [], 0
    for mark in (*_PARTS.finditer(line[:300]), None):
        pieces.append((at, line[at : mark.start() if mark else len(line)]))
        at = mark.end() if mark else at
    said = [(start, p) for start, p in pieces if p and not _is_section(p) and not _READING_TIME.fullmatch(p)]
    signs = [(start, recognize_publication(p, below_headline=True)) for start, p in said]
    if len(pieces) < 2 or not signs or not all(sign for _, sign in signs):
        return None
    if any(sign.day and not sign.updated for _, sign in signs):
        signs = [(start, sign) for start, sign in signs if not sign.updated]
    zones = tuple(z.shifted(start) for start, sign in signs for z in sign.zones)
    return RecognizedLine(signs[0][1].kind, zones, next((sign.day for _, sign in signs if sign.day), None))


@dataclass
class _Layout:
    """The units of one text, read from the top, then from the end; what is left between is body. There, dates, bylines
    and outlets may be the article's own subheadings; captions and links are no body wherever they are."""

    text: str
    units: list[Span]
    signs: dict[int, RecognizedLine] = field(default_factory=dict)
    headline: int | None = None

    def line(self, i: int) -> str:
        return self.text[slice(*self.units[i])]

    def article(self) -> Article:
        self._read_fields()
        last = self._below(self._start(), len(self.units), None)
        first = self._above(last)
        bylines = (self.line(i)[slice(*z.span)] for i, s in self.signs.items() for z in s.zones if z.kind == "byline")
        last = self._below(first, last, next(bylines, None))
        body = [i for i in range(first, last) if not self._between(i, last)]
        if not body:  # corrections and end matter are the article where there is no other paragraph
            body = sorted(i for i, sign in self.signs.items() if sign.kind in ("correction", "end_matter"))
            self.signs = {i: sign for i, sign in self.signs.items() if i not in body}
        paragraphs = [self.units[i] for i in body]
        if body and (found := find_dateline(self.line(body[0]))):
            self.signs[body[0]], begin = found
            start, end = paragraphs[0]
            paragraphs[:1] = [(start + begin, end)] if WORD.search(self.text, start + begin, end) else []
        return self._with_signs(tuple(paragraphs))

    def _below(self, first: int, last: int, author: str | None) -> int:
        """Where the lines below the body begin."""
        while last > first:
            line, above = self.line(last - 1), self.line(last - 2) if last > first + 1 else ""
            sign = recognize_end_matter(line, True, above, author) or recognize_publication(line)
            sign = sign or recognize_caption(line) or recognize_boilerplate(line)
            if not sign:
                break
            last -= 1
            self.signs[last] = sign
        return last

    def _read_fields(self) -> None:
        """Lines such as "Author: Ida Norr" above the text, or below its headline: two or more, or a title."""
        first = self._start()
        if first + 1 < len(self.units) and not _find_field(self.line(first)) and _is_headline(self.line(first)):
            first += 1
        fields = ((i, _find_field(self.line(i))) for i in range(first, len(self.units)))
        found = list(takewhile(lambda pair: pair[1], fields))
        if len(found) < 2 and [name for _, (name, _) in found] != ["headline"]:
            return
        for i, (name, at) in found:
            start, end = self.units[i]
            if has_value := WORD.search(self.text, start + at, end):
                self.units[i] = (start + at, end)
            if has_value and name == "headline" and self.headline is None:
                self.headline = i
            elif not has_value or name != "body":
                self.signs[i] = _recognize_field(name, self.line(i))

    def _start(self) -> int:
        """The first unit that is not known yet: below a headline that was given."""
        return 0 if self.headline is None else self.headline + 1

    def _above(self, last: int) -> int:
        """Where the body begins; on the way the headline and what is around it."""
        i = self._start()
        while i < last:
            line, below_headline = self.line(i), self.headline is not None
            more = i + 1 < last  # a paragraph remains, so this may be something else
            sign = self._agency_below_caption(i) or recognize_publication(line, below_headline)
            sign = sign or recognize_caption(line, below_headline and more)
            if i in self.signs or i == self.headline:
                pass
            elif sign := max(sign, _recognize_parts(line), key=lambda s: len(s.zones) if s else -1):
                self.signs[i] = sign
            elif more and _is_section(line) and (below_headline or _is_headline(self.line(i + 1))):
                self.signs[i] = recognized("boilerplate", line)
            elif not below_headline and _is_headline(line):
                self.headline = i
            elif (sign := recognize_boilerplate(line)) and (below_headline or sign.kind == "correction"):
                self.signs[i] = sign
            elif more and is_caption_above_credit(line, self.line(i + 1)):
                self.signs[i] = as_caption(line)
            elif not (more and self._is_standfirst(i)):
                break
            i += 1
        return i

    def _agency_below_caption(self, i: int) -> RecognizedLine | None:
        """The credit of the caption on the line above, if that has none."""
        above = self.signs.get(i - 1)
        lacking = above and above.kind == "caption" and all(z.kind != "credit" for z in above.zones)
        return recognize_agency(self.line(i)) if lacking else None

    def _is_standfirst(self, i: int) -> bool:
        """A line or two between the headline and the byline or date: neither headline nor body."""
        if self.headline != i - 1 or len(self.line(i).split()) > 40:
            return False
        following = recognize_publication(self.line(i + 1), below_headline=True)
        if recognize_end_matter(self.line(i + 1)):
            return False
        return following is not None and following.kind in ("byline", "date", "dateline")

    def _between(self, i: int, last: int) -> bool:
        line = self.line(i)
        above = self.line(i - 1) if i else ""
        sign = self._agency_below_caption(i) or recognize_end_matter(line, above=above) or recognize_caption(line)
        sign = sign or recognize_link(line) or recognize_boilerplate(line)
        loose = i + 1 < last and line[-1] not in '.?!:"”'
        if not sign and loose and is_caption_above_credit(line, self.line(i + 1)):
            sign = as_caption(line)
        if sign:
            self.signs[i] = sign
        return sign is not None

    def _with_signs(self, paragraphs: tuple[Span, ...]) -> Article:
        """The article with the first zone of each kind, every caption and all boilerplate."""
        zones = [Zone("headline", self.units[self.headline])] if self.headline is not None else []
        taken = set()
        ordered = sorted(self.signs.items())
        dated = [(i, s) for i, s in ordered if any(z.kind == "published" for z in s.zones)]
        published = min(dated, key=lambda pair: (pair[1].updated, pair[0]), default=None)
        photo = self._photo(ordered)
        for i, sign in ordered:
            ours = {"published": published and i == published[0], "credit": i in photo, "photo_date": i in photo}
            for kind, (start, end) in ((z.kind, z.shifted(self.units[i][0]).span) for z in sign.zones):
                if kind in REPEATED or (kind not in taken and ours.get(kind, True)):
                    words = self.text[start:end]
                    zones.append(Zone(kind, (end - len(words.lstrip()), start + len(words.rstrip()))))
                    taken.add(kind)
        photo_date = next((s.day for i, s in ordered if i in photo and s.day), None)
        zones.sort(key=lambda z: (z.span[0], -z.span[1]))
        return Article(self.text, tuple(zones), paragraphs, published and published[1].day, photo_date)

    @staticmethod
    def _photo(ordered: list[tuple[int, RecognizedLine]]) -> set[int]:
        """The lines of the first photo: its caption and a credit next to it, or a credit alone."""
        kinds = {i: sign.kind for i, sign in ordered if sign.kind in ("caption", "credit")}
        first = next((i for i, kind in kinds.items() if kind == "caption"), None)
        if first is None:
            return {next(iter(kinds))} if kinds else set()
        return {first} | {i for i in (first - 1, first + 1) if kinds.get(i) == "credit"}
