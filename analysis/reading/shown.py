"""What a page shows of its writers, its date and its outlet, outside of menus, lists of other articles and comments."""

import re

from lxml.html import HtmlElement

from analysis.reading.byline import Byline, letters, read_byline
from analysis.reading.html_blocks import SPACES, element_names
from analysis.reading.line_patterns import find_dates
from analysis.reading.words import patterns

LONGEST = 250  # characters of one line
_NO_LINES = frozenset(["script", "style", "noscript", "template", "title", "option", "svg", "head", "meta", "link"])
_WHOLE = frozenset(["html", "body", "main", "article"])
_AUTHOR, _ELSEWHERE = patterns("names", "author elsewhere")
_AUTHOR_LINK = re.compile(
    r"/(?:author|by|byline|staff|people|person|profile|contributor|writer|reporter|columnist|journalist)s?/.|/@\w"
)
_HOME = re.compile(r"(?:https?:)?(?://[^/]{3,99})?/?(?:index\.\w{3,5})?")
_BEGINS_BY, _POSTED, _PUBLISHED, UPDATED, _COPYRIGHT = patterns("lines", "begins_by posted published updated copyright")
(_DATE_NAME,) = patterns("parts_of_names", "publication_date")


def one_line(words: str) -> str:
    """The words with single blanks, and without control characters."""
    return SPACES.sub(" ", words).strip()


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


def shown_outlets(root: HtmlElement) -> list[str]:
    """Names of the outlet: of the publisher in microdata, links to the home page, logos, copyright lines."""
    named = root.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
    home = [a for a in root.xpath("//a[@href]") if _HOME.fullmatch(a.get("href"))]
    logos = [e for e in root.iter("img") if "logo" in f"{element_names(e)} {e.get('alt')}".lower()]
    logos += [image for a in home for image in a.iter("img")]
    lines = (_COPYRIGHT.search(t[:1000]) for t in root.xpath("//text()[contains(.,'©') or contains(.,'opyright')]"))
    return [
        *(e.get("content") or e.text_content()[:LONGEST] for e in named),
        *(one_line(a.text_content()[:LONGEST]) for a in home),
        *(e.get("alt") or "" for e in logos),
        *(m[1] for m in lines if m),
    ]


class Shown:
    """What is shown of writers and dates, in the order of the page. `titles`: letters of the declared headlines."""

    def __init__(self, root: HtmlElement, titles: list[str]) -> None:
        self.found_dates: list[tuple[int, str]] = []  # rank, words
        self.lines: list[tuple[int, HtmlElement, str, bool]] = []  # place, element, words, named as the writer's
        self.top = _headline(root, titles)
        self.inside = set() if self.top is None else set(self.top.iterancestors())
        self.at, self.prose = -1, 0  # places of the headline, and of the first paragraph below
        for i, element in enumerate(root.iter()):
            if element is self.top:
                self.at, self.prose = i, 0
            if element.tag in _NO_LINES - {"meta"}:
                continue
            self._see_date(element)
            if element.tag not in _NO_LINES:
                self.prose = self.prose or i * _is_paragraph(element)
                self._see_line(i, element)

    def dates(self, *ranks: int) -> list[str]:
        """Dates that are 0: labeled as those of publication, 1: others, 2: others above the headline."""
        return [words for rank in ranks for found, words in self.found_dates if found == rank]

    def _see_date(self, element: HtmlElement) -> None:
        names = f"{element_names(element)} {element.get('property') or ''}".lower() if element.attrib else ""
        labeled, updated = bool(_DATE_NAME.search(names)), None
        if labeled or element.tag == "time":
            words = element.get("datetime") or element.get("content") or element.text_content()[:LONGEST]
            before = element.getprevious()
            around = (before.tail if before is not None else element.getparent().text) or ""
            updated = UPDATED.search(f"{names} {around[-30:]} {element.text_content()[:30]}")
        elif element.text and _PUBLISHED.match(element.text):
            words, labeled = UPDATED.split(element.text_content()[:LONGEST])[0], True
        else:
            return
        if not updated and not self._is_elsewhere(element):
            above = self.at < 0 and self.top is not None
            self.found_dates.append((0 if labeled else 2 if above else 1, words))

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
        for e in (element, *element.iterancestors()):
            if e in self.inside or e.tag in _WHOLE - {"article"}:
                continue
            if e.tag == "article":
                found = any(above.tag == "article" for above in self.inside)
            else:
                titled = e.tag == "aside" and next(e.iter("h2", "h3", "h4"), None) is not None
                found = titled or e.tag in ("nav", "footer", "form") or _ELSEWHERE.search(element_names(e))
            if found:
                return True
        return False

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
    """The texts in an element, with a mark between those of different elements; empty for more than 20."""
    found: list[str] = []
    for text in element.itertext():
        found += [one_line(text)] if text.strip() else []
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
    return one_line("".join(found))
