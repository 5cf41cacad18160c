"""What the names of a page's elements (classes and ids) say of the words inside, and when they say something wrong.

A name counts as that of a menu, an offer or another article only where the words inside look like it: an element that
is called "paywall" or "sharing" and is filled with sentences is the article's own.
"""

import re
from collections import Counter

from lxml.html import HtmlElement

from analysis.reading.html_blocks import Block, element_names

START, END = r"(?:^|[\s_-])(?:", r")(?=[\s_-]|$)"
_FRAME = frozenset(["nav", "footer", "aside", "form", "details", "table"])
_FRAME_ROLE = re.compile(r"(?:^| )(?:navigation|complementary|contentinfo|search)(?= |$)")
# Names of other articles and of what is said about this one: believed unless most of the article is inside.
_OTHER = re.compile(
    rf"{START}related|recommend(?:ed|ations?)?|most-(?:read|popular|viewed)|trending|more-(?:from|stories|on|news)"
    r"|read-?(?:more|next)|teasers?|outbrain|taboola|sponsor(?:ed)?|breadcrumbs?|comments?|discussions?|disqus|author-?bio"
    rf"|about-the-author|pagination|skip-link{END}"
)
# Names of offers and tools, which sites also give to parts of the article: believed unless sentences are inside.
_OFFER = re.compile(
    rf"{START}promos?|newsletters?|sign-?up|subscri(?:be|ption|ber)|share|sharing|social|advert\w{{0,12}}|ads?|tags|topics"
    rf"|paywall|gate|regwall|toolbar|cookies?|consent|donat(?:e|ion)|membership{END}"
)
# Parts of names for which trafilatura drops an element (the second: of frames), and names for which it takes one.
_DROPPED = re.compile(
    r"shar(?:e|ing)|social|viral|newsletter|syndication|cookie|consent|permission|tags|banner|button|premium|paywall|gate"
    r"|ad-|-ads?\b|subscri|promo|widget|embed|next-|-stories|meta|rating|attachment|timestamp|user-|-icon|slide|viewport"
    r"|overlay|options|expand|obfuscated|blurred|message|hid(?:e|den)|notloaded|modal|donat|member|bar\b"
)
_DROPPED_FRAME = re.compile(r"comment|sidebar|footer|nav|menu|author|byline|related|teaser|bread-?crumb")
_TAKEN = re.compile(
    r"(?:entry|page|text|art|article|post|story|blog|theme|single|section)[_-]{0,2}(?:content|body|text)"
)
_REPLY = re.compile(r"(?:reply|report|flag|like|permalink|[\w.]{1,30} (?:says|said|wrote):?)\s?", re.IGNORECASE)
# What a site says of itself to its readers, outside quotation marks.
_ADDRESS = re.compile(
    r"\b(?:you|your|we|our|us)\b|\A(?:sign|log|subscribe|register|get|support|join|create|give)\b", re.I
)
_AFFAIRS = re.compile(
    r"\b(?:(?:un)?subscri\w{1,9}|sign(?:ed)? (?:up|in)|newsletters?|inbox|log in|account|register|membership"
    r"|donat\w{1,6}"
    r"|cookies?|privacy policy|free articles?|unlimited|independent journalism|support our|ad[- ]?blocker"
    r"|give what you can|our (?:reporters|journalis\w{1,3}|newsroom|readers|app))\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"(?:sign up|subscribe|register|get|support|join|create|become|log in|download|do(?:n[’']|\sno)t miss|already)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,2000}+[”\"]")
_PROSE, _PARAGRAPH = 8, 25  # words
_OFFER_LINE = 250  # characters
_MOST = 0.6


def is_sentence(block: Block) -> bool:
    """Several words that end like a sentence."""
    ends = block.words.rstrip("\"'”’)]")[-1:] in (".", "?", "!", "…")
    return ends and len(block.words.split()) >= _PROSE


def is_address(words: str) -> bool:
    """Does a site speak to its readers here, of subscriptions, newsletters, cookies and the like?"""
    plain = _QUOTED.sub(" ", words)
    return bool(_AFFAIRS.search(plain) and _ADDRESS.search(plain))


def is_offer(words: str) -> bool:
    """A line that asks readers to subscribe, sign up or the like."""
    return len(words) < _OFFER_LINE and _OFFERS.match(words) is not None and is_address(words)


def is_prose(block: Block) -> bool:
    """A sentence mostly outside links, outside menus and the like."""
    inside = not any(e.tag in _FRAME or e.tag in ("header", "a") for e in block.above)
    return inside and is_sentence(block) and 2 * block.linked < len(block.words)


class Names:
    """The names of a page's elements. A unit is an element and those beside it that are called the same."""

    def __init__(self, blocks: list[Block]) -> None:
        self.known: dict[HtmlElement, str] = {}
        self.units: dict[HtmlElement, tuple] = {}
        self.words, self.prose, self.links = Counter(), Counter(), Counter()
        self.replies, self.addresses = Counter(), Counter()
        self.before: dict[tuple, int] = {}  # words of sentences above a unit
        self.total = 0  # words of sentences
        for block in blocks:
            many = len(block.words.split())
            address = is_address(block.words)
            prose = many if is_prose(block) and not block.role and not address else 0
            for element in block.above:
                self.words[element] += many
                self.addresses[element] += address
            for unit in {self.unit(e) for e in block.above}:
                self.before.setdefault(unit, self.total)
                self.words[unit] += many
                self.prose[unit] += prose
                self.links[unit] += 1 if 4 * block.linked > 3 * len(block.words) else -(prose > 0)
                self.replies[unit] += bool(_REPLY.fullmatch(block.words[:60]))
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
        name = self.of(element)
        if element.tag == "p" and "teaser" in name:  # some call the lede so
            return not self._holds_sentences(element)
        return bool(_OTHER.search(name)) and not self._holds_article(element)

    def is_frame(self, element: HtmlElement) -> bool:
        """Is this a menu, a form, an offer, another article or the like, by its tag, or by its name and its words?"""
        offer = self.addresses[element] and element.tag != "p" and not self.prose[self.unit(element)]
        if offer or element.tag in _FRAME or _FRAME_ROLE.search(self.of(element)):
            return True
        if _OFFER.search(self.of(element)) and not self._holds_sentences(element):
            return True
        return self.is_other(element)

    def _holds_sentences(self, element: HtmlElement) -> bool:
        unit = self.unit(element)
        return self.prose[unit] >= max(_PARAGRAPH, _MOST * self.words[unit]) and self.links[unit] <= 0

    def _holds_article(self, element: HtmlElement) -> bool:
        """Are most sentences of the page here, and are they no readers' comments?"""
        unit = self.unit(element)
        comments = "comment" in self.of(element) and (self.replies[unit] > 1 or self.before[unit] > _PARAGRAPH)
        return 2 * self.prose[unit] > self.total and self._holds_sentences(element) and not comments

    def drop_wrong(self) -> None:
        """Take the names from elements of the article for which trafilatura would drop them."""
        for e in list(self.units):
            much = 4 * self.prose[self.unit(e)] > self.total and self._holds_sentences(e)
            if not much or e.tag in ("html", "body"):
                continue
            wrong = (_DROPPED, _DROPPED_FRAME) if self._holds_article(e) else (_DROPPED,)
            for attribute in ("class", "id"):
                kept = [name for name in (e.get(attribute) or "").split() if not _misleads(name.lower(), wrong)]
                if e.get(attribute):
                    e.set(attribute, " ".join(kept))
            for attribute in ("aria-hidden", "role"):
                e.attrib.pop(attribute, None)


def _misleads(name: str, wrong: tuple[re.Pattern, ...]) -> bool:
    return not _TAKEN.search(name) and any(pattern.search(name) for pattern in wrong)
