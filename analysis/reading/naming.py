"""What the names of a page's elements (classes and ids) say of the words inside, and when they say something wrong."""

import re
from collections import Counter

from lxml.html import HtmlElement

from analysis.reading.html_blocks import Block, element_names
from analysis.reading.words import patterns

_FRAME = frozenset(["nav", "footer", "aside", "form", "details", "table"])
_OTHER, _OFFER = patterns("names", "other offer")
(_DROPPED,) = patterns("parts_of_names", "dropped")
_ADDRESS, _AFFAIRS, _OFFERS = patterns("lines", "address affairs offers")
_QUOTED = re.compile(r"[“\"][^“”\"]{1,2000}+[”\"]")
PROSE, _PARAGRAPH = 8, 25  # words
_OFFER_LINE = 250  # characters
_MOST = 0.6


def is_sentence(block: Block) -> bool:
    """Several words that end like a sentence."""
    ends = block.words.rstrip("\"'”’)]")[-1:] in (".", "?", "!", "…")
    return ends and len(block.words.split()) >= PROSE


def is_address(words: str) -> bool:
    """Does a site speak to its readers here, of subscriptions, newsletters, cookies and the like?"""
    plain = _QUOTED.sub(" ", words)
    return bool(_AFFAIRS.search(plain) and _ADDRESS.search(plain))


def is_offer(words: str) -> bool:
    """A line that asks readers to subscribe, sign up or the like."""
    return len(words) < _OFFER_LINE and _OFFERS.match(words) is not None and is_address(words)


def is_prose(block: Block) -> bool:
    """A sentence outside links, menus and the like, in which no site speaks to its readers."""
    framed = any(e.tag in _FRAME or e.tag == "header" for e in block.above)
    return is_sentence(block) and not (framed or block.is_link or is_address(block.words))


class Names:
    """The names of a page's elements. A unit is an element and those beside it that are called the same."""

    def __init__(self, blocks: list[Block]) -> None:
        self.known: dict[HtmlElement, str] = {}
        self.units: dict[HtmlElement, tuple] = {}
        self.words, self.prose, self.links, self.addresses = Counter(), Counter(), Counter(), Counter()
        self.before: dict[tuple, int] = {}  # words of sentences above a unit
        self.total = 0  # words of sentences
        for block in blocks:
            prose = block.n_words if is_prose(block) and not block.role else 0
            for element in block.above:
                self.words[element] += block.n_words
                self.addresses[element] += is_address(block.words)
            for unit in {self.unit(e) for e in block.above}:
                self.before.setdefault(unit, self.total)
                self.words[unit] += block.n_words
                self.prose[unit] += prose
                self.links[unit] += 1 if block.is_link else -(prose > 0)
            self.total += prose

    def unit(self, e: HtmlElement) -> tuple:
        """The parent and the class (or id) of an element: the same for all beside it that are called so."""
        if e not in self.units:
            self.of(e)
            self.units[e] = (e.getparent(), e.get("class") or e.get("id") or e)
        return self.units[e]

    def of(self, element: HtmlElement) -> str:
        """The names as the page gives them, also where `drop_wrong` has dropped them."""
        if element not in self.known:
            self.known[element] = element_names(element)
        return self.known[element]

    def is_other(self, element: HtmlElement) -> bool:
        """Are other articles or readers' comments here, by its name, and not the article itself?"""
        holds = self._holds_sentences if element.tag == "p" else self._holds_article  # some call the lede a teaser
        return bool(_OTHER.search(self.of(element))) and not holds(element)

    def is_frame(self, element: HtmlElement) -> bool:
        """Is this a menu, a form, an offer, another article or the like, by its tag, or by its name and its words?"""
        asks = self.addresses[element] and element.tag != "p" and not self.prose[self.unit(element)]
        offer = _OFFER.search(self.of(element)) and not self._holds_sentences(element)
        return bool(asks or offer) or element.tag in _FRAME or self.is_other(element)

    def _holds_sentences(self, element: HtmlElement) -> bool:
        unit = self.unit(element)
        return self.prose[unit] >= max(_PARAGRAPH, _MOST * self.words[unit]) and self.links[unit] < 0

    def _holds_article(self, element: HtmlElement) -> bool:
        """Are most sentences of the page here, and are they no readers' comments?"""
        unit = self.unit(element)
        comments = "comment" in self.of(element) and self.before[unit] > _PARAGRAPH
        return 2 * self.prose[unit] > self.total and self._holds_sentences(element) and not comments

    def drop_wrong(self) -> None:
        """Take the names from elements of the article for which trafilatura would drop them."""
        for e in list(self.units):
            much = 4 * self.prose[self.unit(e)] > self.total and self._holds_sentences(e)
            if not much or e.tag in ("html", "body") or self.is_other(e):
                continue
            for name in {"class", "id"} & set(e.attrib):
                e.set(name, " ".join(part for part in e.get(name).split() if not _DROPPED.search(part)))
            for name in {"aria-hidden", "role"} & set(e.attrib):
                del e.attrib[name]
