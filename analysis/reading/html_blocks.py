"""HTML -> blocks: the words that a reader sees, in order, each with the element that holds it.

A page that is nested or divided more than any newsroom's is refused, so that reading one takes seconds at most.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from lxml import etree, html
from lxml.html import HtmlElement

from analysis.article import ArticleError, word_set
from analysis.reading.printed import printed
from analysis.reading.words import LISTS, patterns

MOST_CHARACTERS, DEEPEST = 5_000_000, 200
MOST_ELEMENTS, MOST_SEEN = 60_000, 20_000  # all, and those that a reader sees: trafilatura compares each with each
MOST_ATTRIBUTES = 2_000  # of one element: the parser compares each with each
_TEXT = "save the article's words as plain text first"

_UNSEEN, _BLOCKS, _INLINE, _HIDDEN_CLASS = (
    word_set(LISTS["elements"][name]) for name in ("unseen", "blocks", "inline", "hidden_classes")
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LONGEST_HOVER = 600  # characters
_PARAGRAPH = 25  # words
HIDDEN = "hiddenWords"  # no page can have it: the parser writes names in lower case
_HOVER, _CREDIT, _CAPTION = patterns("names", "hover credit caption")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what cannot be written back
SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_NO_LETTERS = re.compile(r"[\W_]+")
# Nothing here is ever tried twice (possessive quantifiers), so the time is that of reading the page once.
_NAME_VALUE = r"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]++))?+"""
_TAG = re.compile(
    r"<!--(?:-?>|(?:(?!--!?>).)*+(?:--!?>)?+)"  # comments may hold what looks like tags
    rf"|<(?P<raw>script|style|title|textarea|iframe|noscript)\b(?P<first>(?:[\s/=]++|{_NAME_VALUE})*+)>?"
    r"(?:(?!</(?P=raw)).)*+"
    rf"|<[a-z](?P<second>(?:[\s/=]++|{_NAME_VALUE})*+)>?",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"[\s/]{_NAME_VALUE}")


def letters_only(words: str) -> str:
    """The letters and digits in lower case, so that words can be compared whatever marks and spaces are between."""
    return _NO_LETTERS.sub("", normalize("NFKC", words)).casefold()


def element_names(element: HtmlElement) -> str:
    """The class, id and similar names of an element, in lower case, with hyphens for camel case."""
    values = (element.get(name) or "" for name in ("class", "id", "itemprop", "role", "data-component", "data-testid"))
    return SPACES.sub(" ", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", " ".join(values)[:400])).lower()


@dataclass(slots=True)
class Block:
    """Words that are shown together. `role` is "caption" or "credit" where the page says so."""

    words: str
    above: list[HtmlElement]  # the element that holds it, then what holds that
    linked: int  # characters inside links
    role: str | None

    @property
    def holder(self) -> HtmlElement:
        return self.above[0]

    @property
    def letters(self) -> str:
        return letters_only(self.words)

    @property
    def n_words(self) -> int:
        return len(self.words.split())

    @property
    def is_link(self) -> bool:
        """Whether two thirds of it are inside links."""
        return 3 * self.linked >= 2 * len(self.words)


def parse_html(source: str) -> HtmlElement:
    """The page's tree. Raises ArticleError for what is no page, or one of extreme size or depth."""
    if len(source) > MOST_CHARACTERS:
        raise ArticleError(f"a page of more than {MOST_CHARACTERS:,} characters; {_TEXT}")
    if any(_has_many_attributes(tag) for tag in _TAG.finditer(source)):
        raise ArticleError(f"a page with more than {MOST_ATTRIBUTES:,} attributes on one element; {_TEXT}")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise ArticleError("empty, no words in it; give a page with the article's text") from None
    # libxml2 cuts off what is nested deeper than it likes, and says so here only.
    cut = any("depth" in entry.message.lower() for entry in parser.error_log)
    depth = deepest = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        deepest = max(deepest, depth)
    if cut or deepest > DEEPEST:
        raise ArticleError(f"a page nested too deeply to be an article; {_TEXT}")
    if elements > MOST_ELEMENTS:
        raise ArticleError(f"a page of more than {MOST_ELEMENTS:,} elements; {_TEXT}")
    return root


def _has_many_attributes(tag: re.Match[str]) -> bool:
    attributes = tag["first"] or tag["second"] or ""
    return len(attributes) > MOST_ATTRIBUTES and len(_ATTRIBUTE.findall(attributes)) > MOST_ATTRIBUTES


def remove_unseen(root: HtmlElement) -> None:
    """Empty what a reader does not see, and remove tags that only say how letters look. What held paragraphs gets an
    attribute `HIDDEN`: how many words these had. Raises ArticleError when too many elements are left."""
    for element in list(root.iter()):
        if element is not root and element.tag != "body" and (element.tag in _UNSEEN or _hidden(element)):
            paragraphs = () if element.tag in _UNSEEN else (p.text_content().split() for p in element.iter("p"))
            many = sum(len(words) for words in paragraphs if len(words) >= 8)
            element.clear(keep_tail=True)
            if many >= _PARAGRAPH:
                element.set(HIDDEN, str(many))
        elif element.tag == "span" and not element.attrib:  # says nothing at all
            element.tag = "b"
    etree.strip_tags(root, *_INLINE)
    for element in root.iter():  # one text in place of the many that the tags leave: XPath sorts them one by one
        element.text, element.tail = _NO_XML.sub(" ", element.text or ""), _NO_XML.sub(" ", element.tail or "")
    if sum(1 for _ in root.iter()) > MOST_SEEN:
        raise ArticleError(f"a page of more than {MOST_SEEN:,} elements; {_TEXT}")


def _hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or _HIDDEN_STYLE.search((element.get("style") or "")[:400]):
        return True
    classes = (element.get("class") or "")[:400].lower()
    if element.get("role") == "tooltip" or (element.tag in ("span", "div") and _HOVER.search(classes)):
        return len(element.text_content()) < _LONGEST_HOVER
    return not _HIDDEN_CLASS.isdisjoint(classes.split())


def _role(element: HtmlElement) -> str | None:
    if element.tag in ("html", "body", "article", "main", "figure"):
        return None
    said = "caption" if element.tag == "figcaption" else element_names(element)
    return "credit" if _CREDIT.search(said) else "caption" if _CAPTION.search(said) else None


def find_blocks(root: HtmlElement) -> list[Block]:
    """The blocks of a cleaned page, in the order of the page."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        walk.start(element) if event == "start" else walk.end(element)
    walk.flush()
    return walk.found


class _Walk:
    """A walk through a page: the open elements, and the words since the last block ended."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.open: list[HtmlElement] = []
        self.roles: list[tuple[HtmlElement, str]] = []
        self.pieces: list[str] = []
        self.links = self.linked = self.breaks = 0

    def start(self, element: HtmlElement) -> None:
        role = _role(element)
        if role or element.tag in _BLOCKS:
            self.flush()
            self.open.append(element)
        if role:
            self.roles.append((element, role))
        if element.tag == "br":
            self.breaks += 1
            self.pieces.append("\n")
            if self.breaks > 1:  # old systems part paragraphs so
                self.flush()
        self.links += element.tag == "a"
        self.add(element.text)

    def end(self, element: HtmlElement) -> None:
        self.links -= element.tag == "a"
        if self.open and self.open[-1] is element:
            self.flush()
            self.open.pop()
        if self.roles and self.roles[-1][0] is element:
            self.roles.pop()
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text)
        if not text.isspace():
            self.breaks = 0
            self.linked += len(text.strip()) if self.links else 0

    def flush(self) -> None:
        words = SPACES.sub(" ", printed("".join(self.pieces))).strip()
        if words and any(c.isalnum() for c in words) and self.open:
            role = self.roles[-1][1] if self.roles else None
            self.found.append(Block(words, self.open[::-1], self.linked, role))
        self.pieces, self.linked, self.breaks = [], 0, 0
