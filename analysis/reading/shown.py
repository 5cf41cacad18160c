"""What a page shows of its writers, its date and its outlet, collected in one walk through its elements.

By the names that systems give elements (class, rel, itemprop), by where links lead, and by words like "By" and
"Published". Menus, lists of other articles and comments are left out: they name writers and days too.
"""

import re

from lxml.html import HtmlElement

from analysis.reading.byline import Byline, letters, read_byline
from analysis.reading.line_patterns import find_dates
from analysis.reading.page_words import element_names

LONGEST = 250  # characters of one line
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_NO_LINES = frozenset(["script", "style", "noscript", "template", "title", "option", "svg", "head", "meta", "link"])
_WHOLE = frozenset(["html", "body", "main", "article"])
_AUTHOR = re.compile(
    r"byline|authors?(?![a-z])|(?:^|[\s_-])(?:byl?|writers?|contributors?|reporter|journalist|vcard|username|creator|columnist)(?=[\s_-]|$)"
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|by|bylines?|staff|people|person|profiles?|contributors?|writers?|reporters?|columnists?|journalists?)/."
    r"|/@\w"
)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w{0,6}|promos?|newsletters?|comments?|disqus|most|trending|popular|latest|more"
    r"|teasers?|sidebar|menu|nav|cards?|rail)(?=[\s_-]|$)"
)
_BEGINS_BY = re.compile(
    r"\s{0,99}(?:(?:(?:written|story|text|words)\s)?by\b|(?:words|text|story|author):|(?:posted|published)\b)",
    re.IGNORECASE,
)
# As blogs and other systems print it: "Posted by Ida Norr on July 8, 2024 in Bridges", "Posted on July 8 by Ida Norr".
_POSTED = re.compile(r"(?:posted|published|submitted)\b(?:.{0,60}?\s)?by\b", re.IGNORECASE)
_DATE_NAME = re.compile(r"datepublished|datecreated|dc:(?:date|created|issued)|pubdate")
_PUBLISHED = re.compile(r"\s{0,99}(?:(?:first|originally)\s)?(?:published|posted)\b", re.IGNORECASE)
UPDATED = re.compile(r"updat|modif|edited", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[\s©\d,–-]{0,30}(?:by )?([A-Z][^.|©\n]{2,60})", re.IGNORECASE)


def read_line(line: str, known: frozenset[str] = frozenset()) -> Byline:
    """What a line says of writers, apart from its dates. `known`: letters of outlets' names."""
    skip = [span for span, _ in find_dates(line)]
    if posted := _POSTED.match(line):
        by = posted.end() - len("by")
        skip = [(0, by), *((start, len(line)) for start, _ in skip if start > by)]
    return read_byline(line, skip, known)


def people(values: list[str], known: frozenset[str] = frozenset()) -> list[str]:
    """The people that the values name, once each."""
    found = [(value, span) for value in values for span in read_line(value, known).names]
    return list({letters(value[a:b]): value[a:b] for value, (a, b) in reversed(found)}.values())[::-1]


class Shown:
    """What is shown, in the order of the page.

    `labeled`: dates that the page calls those of publication; `times`: others, `early` those above the headline.
    `titles`: the letters of the headlines that the page declares.
    """

    def __init__(self, root: HtmlElement, titles: list[str]) -> None:
        self.labeled: list[str] = []
        self.times: list[str] = []
        self.early: list[str] = []
        self.publishers: list[str] = []
        self.logos: list[str] = []
        self.copyrights: list[str] = []
        self.lines: list[tuple[int, HtmlElement, str, bool]] = []  # place, element, words, named as the writer's
        self.top = _headline(root, titles)
        self.inside = set() if self.top is None else set(self.top.iterancestors())
        self.at, self.prose = -1, 0  # places of the headline, and of the first paragraph below
        for i, element in enumerate(root.iter()):
            if element is self.top:
                self.at, self.prose = i, 0
            self._see_outlet(element)
            if element.tag in _NO_LINES - {"meta"}:
                continue
            self._see_date(element)
            if element.tag not in _NO_LINES:
                self.prose = self.prose or i * _is_paragraph(element)
                self._see_line(i, element)

    def _see_outlet(self, element: HtmlElement) -> None:
        tag, href = element.tag, element.get("href")
        if element.get("itemprop") == "publisher":
            names = (e for e in element.iter() if e.get("itemprop") == "name")
            self.publishers += [e.get("content") or e.text_content()[:LONGEST] for e in names]
        if (
            tag == "a"
            and href is not None
            and re.fullmatch(r"(?:https?:)?(?://[^/]{3,99})?/?(?:index\.\w{3,5})?", href)
        ):
            self.logos.append(_SPACES.sub(" ", element.text_content()[:LONGEST]))
            self.logos += [e.get("alt") or "" for e in element.iter("img")]
        elif tag == "img" and "logo" in f"{element_names(element)} {element.get('alt')}".lower():
            self.logos.append(element.get("alt") or "")
        for text in (element.text, element.tail):
            if text and ("©" in text or "opyright" in text) and (found := _COPYRIGHT.search(text[:1000])):
                self.copyrights.append(found[1])

    def _see_date(self, element: HtmlElement) -> None:
        said = (element_names(element), element.get("itemprop") or "", element.get("property") or "")
        names = " ".join(said).lower() if element.attrib else ""
        labeled = bool(_DATE_NAME.search(names))
        if labeled or element.tag == "time":
            said = element.get("datetime") or element.get("content") or element.text_content()[:LONGEST]
            before = element.getprevious()
            around = (before.tail if before is not None else element.getparent().text) or ""
            updated = UPDATED.search(f"{names} {around[-30:]} {element.text_content()[:30]}")
        elif element.text and _PUBLISHED.match(element.text):
            said, updated, labeled = element.text_content()[:LONGEST], None, True
            said = UPDATED.split(said)[0]
        else:
            return
        if not updated and not self._is_elsewhere(element):
            early = self.at < 0 and self.top is not None
            (self.labeled if labeled else self.early if early else self.times).append(said)

    def _see_line(self, i: int, element: HtmlElement) -> None:
        names = f"{element_names(element)} {element.get('rel') or ''}".lower() if element.attrib else ""
        named = element.tag not in _WHOLE and bool(_AUTHOR.search(names))
        named = named or (element.tag == "a" and bool(_AUTHOR_LINK.search(element.get("href") or "")))
        lines = [_pieces(element)] if named else []
        if not named and element.text and _BEGINS_BY.match(element.text):
            alone = len(element.text.split()) < 3 and element.getparent() is not None
            lines.append(_pieces(element.getparent() if alone else element))
        if element.tail and _BEGINS_BY.match(element.tail):
            lines.append(_rest_of_line(element))
        lines = [words for words in lines if 0 < len(words) <= LONGEST]
        if lines and not self._is_elsewhere(element):
            self.lines += [(i, element, words, named) for words in lines]

    def _is_elsewhere(self, element: HtmlElement) -> bool:
        """Inside a menu, a list of other articles, the comments, or the element of another article."""
        above = [
            e for e in (element, *element.iterancestors()) if e not in self.inside and e.tag not in _WHOLE - {"article"}
        ]
        in_article = any(e.tag == "article" for e in self.inside)
        return any(
            (e.tag == "article" and in_article)
            or e.tag in ("nav", "footer", "form")
            or (e.tag == "aside" and any(True for _ in e.iter("h2", "h3", "h4")))
            or (e.tag != "article" and _ELSEWHERE.search(element_names(e)))
            for e in above
        )

    def writers(self, known: frozenset[str]) -> tuple[list[str], bool, list[str]]:
        """The people named nearest below the headline, whether that is above the text, and lines without people."""
        lines = sorted(self.lines, key=lambda line: (line[0] < self.at, line[0]))
        desks = []
        for i, element, words, named in lines:
            found = read_line(words, known)
            near = self.at < i < self.prose
            if found.names and (named or (found.by and all(len(other.split()) < 4 for other in found.others))):
                parent = element.getparent()
                beside = [w for _, e, w, also in lines if named and also and e.getparent() is parent]
                return people([words, *beside], known), near, desks
            desks += [words] if found.desk and near else []
        return [], False, desks

    def is_signed(self, name: str) -> bool:
        """Whether a line in the place of a byline is nothing but "By" and this name."""
        return any(re.sub(r"(?i)\Aby:?[\s|]+", "", words).strip() == name for _, _, words, _ in self.lines)


def _headline(root: HtmlElement, titles: list[str]) -> HtmlElement | None:
    """The heading that is like a declared headline, else the first h1 that leads nowhere."""
    heads = [(e, letters(e.text_content()[:LONGEST])) for e in root.iter("h1", "h2", "h3")]
    same = [e for e, own in heads if len(own) > 8 and any(own in title for title in titles)]
    whole = [e for e, own in heads if own in titles]
    tops = [e for e, own in heads if own and e.tag == "h1" and e.find(".//a") is None]
    return next(iter([*whole, *(e for e in same if e.tag == "h1" and e in tops), *tops, *same]), None)


def _is_paragraph(element: HtmlElement) -> bool:
    texts = (element.text, *(e.tail for e in element))
    return element.tag in ("p", "div", "td", "span", "font") and sum(len(t) for t in texts if t) > 120


def _pieces(element: HtmlElement) -> str:
    """The texts in an element with marks between them: what stands in different elements are different things."""
    found: list[str] = []
    for text in element.itertext():
        found += [_SPACES.sub(" ", text).strip()] if text.strip() else []
        if len(found) > 20:
            return ""
    return re.sub(r"(?i)\b(by:?) \| ", r"\1 ", " | ".join(found))


def _rest_of_line(element: HtmlElement) -> str:
    """What follows an element up to the next line break or block."""
    found = [element.tail or ""]
    for e in element.itersiblings():
        if e.tag in ("br", "p", "div", "ul", "table", "h1", "h2", "h3", "hr") or len(found) > 10:
            break
        found += [e.text_content()[:LONGEST], e.tail or ""]
    return _SPACES.sub(" ", "".join(found)).strip()
