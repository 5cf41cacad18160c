"""Which blocks of a web page are the body of its article, and which belong to the article at all.

trafilatura decides which blocks are body, of a page whose wrong names (`naming`) are taken away. Where what is left of
its words here, or what it took of the sentences in the article's element, is less than `LEAST`, the larger is taken.
"""

import logging
import re
from collections import Counter
from copy import deepcopy

from lxml.html import HtmlElement

from analysis.reading.boilerplate import recognize_boilerplate
from analysis.reading.embeds import find_posts, find_pull_quotes
from analysis.reading.html_blocks import HIDDEN, Block, letters_only
from analysis.reading.line_patterns import find_dateline
from analysis.reading.naming import Names, is_address, is_offer, is_prose, is_sentence, words_pattern

_WHOLE = frozenset(["html", "body", "main", "article"])
_STANDFIRST, _LEDE = words_pattern("names", "standfirst"), words_pattern("names", "lede")
_LINKED = re.compile(r"[\w“\"].{40,}\.[”\"]?")  # a link that reads as a paragraph; headlines end otherwise
_ENOUGH = 25  # letters; shorter blocks must be a whole line of trafilatura's text
_LONG = 60  # letters; the same words again are a copy
_TEASER, _CAPTIONS = 90, 80  # words
_PICTURES, _PARAGRAPH = 4, 25
LEAST = 0.6
MANY_BLOCKS = 4_000

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


def _is_site_line(words: str) -> bool:
    return recognize_boilerplate(words) is not None or is_offer(words)


class ArticleBlocks:
    """The blocks of one page, and which of them are body; `whole`: all paragraphs are, as in Markdown.

    `embedded`: the blocks of posts and pull quotes, each with its kind and the element that holds them. `lost`: how
    many words trafilatura takes for the article's that are not in its body here; 0 where these are few.
    """

    def __init__(self, root: HtmlElement, blocks: list[Block], whole: bool = False) -> None:
        self.blocks, self.whole, self.names, self.lost = blocks, whole, Names(blocks), 0
        self.copies: set[int] = set()  # paragraphs that the page has shown before
        self.captions = [] if whole else [b for b in blocks if b.role == "caption" and is_sentence(b)]
        self.n_sentence_words = self.names.total + sum(len(b.words.split()) for b in self.captions)
        self._take_captions()
        self.embedded = {} if whole else find_posts(blocks, self.names.of)
        self.taken = self._extracted(root)
        self.weight: Counter[HtmlElement] = Counter()  # characters of the taken blocks inside an element
        for i in self.taken:
            for element in blocks[i].above:
                self.weight[element] += len(blocks[i].words)
        self.half = sum(len(blocks[i].words) for i in self.taken) / 2
        heads = (b.holder for b in blocks if re.fullmatch("h[2-6]", b.holder.tag) and _is_site_line(b.words))
        self.boxes = {head.getparent() for head in heads}  # below "About the author", "Recommended"
        self.summaries = self._find_summaries()
        few = sum(len(blocks[i].words) for i in self.summaries & self.taken) <= self.half
        self.teasers = self.summaries if few else set()
        if not whole:
            self.embedded |= find_pull_quotes(blocks, self.names.of, self.taken - self.embedded.keys())

    def _take_captions(self) -> None:
        """Captions that hold a whole article or slideshow, beside which there is none, lose their role."""
        many = self.n_sentence_words - self.names.total
        for block in self.captions if many >= _CAPTIONS and many > 2 * self.names.total else ():
            block.role = None

    def is_gallery(self) -> bool:
        """Pictures whose captions have more words than all sentences beside them."""
        pictures = {b.holder.getparent() for b in self.captions}
        return len(pictures) >= _PICTURES and self.n_sentence_words > 2 * self.names.total

    def _extracted(self, root: HtmlElement) -> set[int]:
        """The blocks whose words trafilatura takes for the article's."""
        plain = {i for i, b in enumerate(self.blocks) if b.role is None and b.holder.tag != "h1"}
        if self.whole:
            return plain
        self.names.drop_wrong()
        text = extract_body(root, fast=len(self.blocks) > MANY_BLOCKS)
        whole, each = letters_only(text), {letters_only(line) for line in text.split("\n")}
        letters = {i: self.blocks[i].letters for i in plain}
        found = {i for i, own in letters.items() if own in each or (len(own) >= _ENOUGH and own in whole)}
        found |= {i for i in plain if self.blocks[i] in self.captions}
        if self._words(i for i in found if is_sentence(self.blocks[i])) >= _PARAGRAPH:
            return found
        text = {i for i in plain if self._is_text(self.blocks[i]) and not self._is_linked(i)}
        prose = {i for i in text if is_prose(self.blocks[i])}
        return prose or (text if self._words(text) >= _PARAGRAPH else found)

    def is_boilerplate(self, block: Block) -> bool:
        """Words of the site's own, or inside an element with such a name that does not hold most of the article."""
        return _is_site_line(block.words) or any(
            self.weight[e] <= self.half and e.tag not in _WHOLE and (e in self.boxes or self.names.is_frame(e))
            for e in block.above
        )

    def is_headline_link(self, block: Block) -> bool:
        """Several words that are one link, as the headline of another article is."""
        return 4 * block.linked > 3 * len(block.words) and len(block.words.split()) > 3 and block.holder.tag != "p"

    def _find_summaries(self) -> set[int]:
        """The summaries of other articles: below a headline that is a link, in a small element with it."""
        headed, found = set(), set()
        for i, block in enumerate(self.blocks):
            near = [e for e in block.above[:4] if e.tag not in ("body", "main") and self.names.words[e] <= _TEASER]
            if self.is_headline_link(block):
                headed.update(near)
            elif not headed.isdisjoint(near):
                found.add(i)
        return found

    # Body ---

    def body(self, title: int | None) -> set[int]:
        """The extracted blocks without boilerplate, and what belongs to the same text: see `LEAST`."""
        if self.whole:
            return {i for i in self.taken if i != title and not recognize_boilerplate(self.blocks[i].words)}
        own = [i for i in self._own(range(len(self.blocks))) if i != title]
        kept = {i for i in own if i in self.taken and self._is_paragraph(i)} or self.taken & set(own)
        kept |= self._beside(kept, own, title)
        taken = [i for i in self.taken - self.embedded.keys() if i != title and not self._is_other(self.blocks[i])]
        if self._words(kept) < LEAST * self._words(taken):
            kept |= {i for i in taken if self._is_text(self.blocks[i]) and not self._is_linked(i)}
            if self._words(kept) < LEAST * self._words(taken):
                self.lost = self._words(taken) - self._words(kept)
        inside = {i for i in self.region(kept, title) if i != title and self._is_inside(i)} if kept else set()
        if self._words(kept & inside) < LEAST * self._words(inside):
            kept |= inside
        near = {e for i in kept for e in self.blocks[i].above[1:3]}
        hidden = sum(int(child.get(HIDDEN, 0)) for e in near for child in e)
        self.lost += hidden if hidden > self._words(kept) else 0
        return kept

    def _is_other(self, block: Block) -> bool:
        return any(self.weight[e] <= self.half and e.tag not in _WHOLE and self.names.is_other(e) for e in block.above)

    def _is_inside(self, i: int) -> bool:
        """A sentence in the article's element, also in a box of it."""
        block, free = self.blocks[i], i not in self.embedded and i not in self.teasers and i not in self.copies
        menu = any(e.tag in ("nav", "footer", "form") for e in block.above)
        return (
            free
            and not (block.role or menu or self._is_other(block))
            and self._is_text(block)
            and not self._is_linked(i)
        )

    def _own(self, among) -> list[int]:
        """Blocks that are none of the site's own, no teaser and no copy of an earlier one."""
        seen, found = set(), []
        for i in among:
            block = self.blocks[i]
            if block.role or i in self.teasers or i in self.embedded or self.is_boilerplate(block):
                continue
            copy = len(block.letters) >= _LONG and block.letters in seen
            seen.add(block.letters)
            if copy:
                self.copies.add(i)
            else:
                found.append(i)
        return found

    def _words(self, which) -> int:
        return sum(len(self.blocks[i].words.split()) for i in which)

    def _is_linked(self, i: int) -> bool:
        return 3 * self.blocks[i].linked >= 2 * len(self.blocks[i].words)

    def _is_paragraph(self, i: int) -> bool:
        """Not linked as a whole, unless it reads as a paragraph all the same."""
        block = self.blocks[i]
        return not self._is_linked(i) or (block.holder.tag == "p" and bool(_LINKED.fullmatch(block.words)))

    def _beside(self, kept: set[int], own: list[int], title: int | None) -> set[int]:
        """Paragraphs in the same elements as those that were kept, also if all of one is a link, and a lede above."""
        holders: Counter[tuple] = Counter()  # characters of paragraphs with the same parent, or parents called the same
        for block in (self.blocks[i] for i in kept):
            holders[self._parent(block)] += len(block.words) if block.holder.tag == "p" else 0
        found, first, last = set(), min(kept, default=0), max(kept, default=0)
        for i in own:
            block = self.blocks[i]
            beside = holders[self._parent(block)] if block.holder.tag == "p" else 0
            like = is_sentence(block) and self._is_paragraph(i)
            between = beside and first < i < last and 2 * block.linked < len(block.words)
            lede = (-1 if title is None else title) < i < first and self._is_text(block) and not self._is_linked(i)
            if between or (like and beside > self.half) or (lede and self._named(block)):
                found.add(i)
        return found

    def _parent(self, block: Block) -> tuple:
        parent = block.holder.getparent()
        return self.names.unit(block.holder if parent is None else parent)

    def _is_text(self, block: Block) -> bool:
        return is_sentence(block) and not is_address(block.words) and not _is_site_line(block.words)

    def _named(self, block: Block) -> str | None:
        """Whether an element near this block is called a standfirst, or the lede."""
        near = [self.names.of(e) for e in block.above[:3] if self.weight[e] <= self.half]
        strong = any(_STANDFIRST.search(name) for name in near)
        return "standfirst" if strong else "lede" if any(_LEDE.search(name) for name in near) else None

    def is_named_standfirst(self, block: Block) -> bool:
        return self._named(block) is not None

    def is_standfirst(self, i: int, summary: str | None, following: list[int], above_byline: bool) -> bool:
        """A summary above the article: above its byline, no sentence, or in words that follow anyway.

        What is called so, stands below the byline and goes on in other words is the lede.
        """
        block = self.blocks[i]
        same = bool(summary) and block.letters == letters_only(summary) and block.holder.tag != "p"
        named = self._named(block)
        apart = above_byline and bool(following) and self._parent(block) != self._parent(self.blocks[following[0]])
        if not (same or named or apart) or find_dateline(block.words):
            return False
        if same or above_byline or block.holder.tag[0] == "h" or not is_sentence(block):
            return True
        said = set(" ".join(self.blocks[n].words for n in following[:4]).casefold().split())
        long = [word for word in block.words.casefold().split() if len(word) > 3]
        return sum(word in said for word in long) > LEAST * len(long)

    def region(self, body: set[int], title: int | None) -> list[int]:
        """The blocks of the article's element, and those between the headline and it."""
        if self.whole or not body:
            return list(range(len(self.blocks)))
        most = 1.6 * self.half
        last = max(body, key=lambda i: len(self.blocks[i].words))
        holder = next((e for e in self.blocks[last].above if self.weight[e] >= most), self.blocks[last].above[-1])
        outer = next((e for e in (holder, *holder.iterancestors()) if e.tag in ("article", "main")), holder)
        inside = {i for i, b in enumerate(self.blocks) if outer in b.above} | body
        if title is not None and title < min(body):
            inside |= {i for i in range(title, min(body)) if not self.is_boilerplate(self.blocks[i])}
        return sorted(inside)
