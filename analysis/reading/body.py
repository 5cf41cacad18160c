"""Which blocks of a web page are the body of its article, and which belong to the article at all.

trafilatura decides which blocks are body. Blocks inside elements that frame an article (menus, forms, asides), or that
are named like them, are not, unless they hold most of it.
"""

import logging
import re
from collections import Counter
from copy import deepcopy

from lxml.html import HtmlElement

from analysis.reading.boilerplate import recognize_boilerplate
from analysis.reading.html_blocks import Block, element_names, letters_only

_FRAME = frozenset(["nav", "footer", "aside", "form", "details", "table"])
_WHOLE = frozenset(["html", "body", "main", "article"])
_FRAME_ROLE = re.compile(r"(?:^| )(?:navigation|complementary|contentinfo|search)(?= |$)")
_BOILERPLATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|promos?|newsletters?|sign-?up|subscri(?:be|ption|ber)|share|sharing"
    r"|social|comments?|disqus|most-(?:read|popular|viewed)|trending|more-(?:from|stories|on|news)|read-?(?:more|next)|teasers?"
    r"|outbrain|taboola|advert\w{0,12}|ads?|sponsor(?:ed)?|breadcrumbs?|tags|topics|paywall|gate|regwall|toolbar"
    r"|author-?bio|about-the-author|cookies?|consent|donat(?:e|ion)|membership|pagination|skip-link)(?=[\s_-]|$)"
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|subtitle|sub-?head(?:line|ing)?|summary|strapline|excerpt|intro)(?=[\s_-]|$)"
)
_ENOUGH = 25  # letters; shorter blocks must be a whole line of trafilatura's text
_PROSE = 8  # words

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it discards is no news to a reader


def extract_body(root: HtmlElement, fast: bool) -> str:
    """The body as trafilatura finds it, one paragraph a line; "" where it finds none. `fast`: without its second
    opinion (jusText), which takes minutes for thousands of short blocks in a row."""
    import trafilatura

    parts = ("include_comments", "include_tables", "include_formatting", "with_metadata")
    try:
        found = trafilatura.bare_extraction(deepcopy(root), fast=fast, **dict.fromkeys(parts, False))
    except Exception:  # a stranger's page in a stranger's code: without its answer the page is still readable
        return ""
    return (found and found.text) or ""


class ArticleBlocks:
    """The blocks of one page, and which of them are body. `main_text` None: all paragraphs are."""

    def __init__(self, blocks: list[Block], main_text: str | None) -> None:
        self.blocks, self.main_text = blocks, main_text
        self.names: dict[HtmlElement, str] = {}
        self.taken = self._extracted()
        self.weight: Counter[HtmlElement] = Counter()  # characters of the taken blocks inside an element
        for i in self.taken:
            for element in blocks[i].above:
                self.weight[element] += len(blocks[i].words)
        self.half = sum(len(blocks[i].words) for i in self.taken) / 2

    def name(self, element: HtmlElement) -> str:
        if element not in self.names:
            self.names[element] = element_names(element)
        return self.names[element]

    def _extracted(self) -> set[int]:
        """The blocks whose words trafilatura takes for the article's."""
        plain = {i for i, b in enumerate(self.blocks) if b.role is None and b.holder.tag != "h1"}
        if self.main_text is None:
            return plain
        whole, each = letters_only(self.main_text), {letters_only(line) for line in self.main_text.split("\n")}
        letters = {i: self.blocks[i].letters for i in plain}
        found = {i for i, own in letters.items() if own in each or (len(own) >= _ENOUGH and own in whole)}
        return found or {i for i in plain if self.is_prose(self.blocks[i])}

    def is_prose(self, block: Block) -> bool:
        """Several words that end like a sentence, mostly outside links and outside menus and the like."""
        inside = not any(e.tag in _FRAME or e.tag in ("header", "a") for e in block.above)
        ends = block.words.rstrip("\"'”’)]")[-1:] in (".", "?", "!", "…")
        return inside and ends and len(block.words.split()) >= _PROSE and 2 * block.linked < len(block.words)

    def is_boilerplate(self, block: Block) -> bool:
        """Words of the site's own, or inside an element with such a name that does not hold most of the article."""
        return recognize_boilerplate(block.words) is not None or any(
            self.weight[e] <= self.half
            and e.tag not in _WHOLE
            and (e.tag in _FRAME or _FRAME_ROLE.search(self.name(e)) or _BOILERPLATE_NAME.search(self.name(e)))
            for e in block.above
        )

    def body(self, title: int | None) -> set[int]:
        """The extracted blocks without boilerplate, and the paragraphs between them in the same elements."""
        if self.main_text is None:
            plain = {i for i in self.taken if i != title and not recognize_boilerplate(self.blocks[i].words)}
            return plain
        kept = {i for i in self.taken if i != title and not self.is_boilerplate(self.blocks[i])}
        kept = {i for i in kept if 3 * self.blocks[i].linked < 2 * len(self.blocks[i].words)} or kept
        holders = {b.holder.getparent() for b in (self.blocks[i] for i in kept) if b.holder.tag == "p"}
        for i in range(min(kept), max(kept)) if kept else ():
            block = self.blocks[i]
            like = block.holder.tag == "p" and block.holder.getparent() in holders and block.role is None
            if like and 2 * block.linked < len(block.words) and not self.is_boilerplate(block):
                kept.add(i)
        return kept

    def is_standfirst(self, block: Block, summary: str | None) -> bool:
        same = summary and block.letters == letters_only(summary)
        near = [e for e in block.above[:3] if self.weight[e] <= self.half]
        return bool(same and block.holder.tag != "p") or any(_STANDFIRST.search(self.name(e)) for e in near)

    def region(self, body: set[int], title: int | None) -> list[int]:
        """The blocks of the article's element, and those between the headline and it."""
        if self.main_text is None or not body:
            return list(range(len(self.blocks)))
        most = 1.6 * self.half
        last = max(body, key=lambda i: len(self.blocks[i].words))
        holder = next((e for e in self.blocks[last].above if self.weight[e] >= most), self.blocks[last].above[-1])
        outer = next((e for e in (holder, *holder.iterancestors()) if e.tag in ("article", "main")), holder)
        inside = {i for i, b in enumerate(self.blocks) if outer in b.above} | body
        if title is not None and title < min(body):
            inside |= {i for i in range(title, min(body)) if not self.is_boilerplate(self.blocks[i])}
        return sorted(inside)
