"""Which blocks of a web page are the body of its article, and which belong to the article at all.

trafilatura chooses. If the rules here keep less than `LEAST` of its words, its choice is kept; if that is less than
`LEAST` of the sentences in the article's element, all of these are.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cache
from itertools import groupby, islice

from lxml.html import HtmlElement

from analysis.article import WORD, Span, Zone
from analysis.reading.end_matter import recognize_boilerplate
from analysis.reading.html_blocks import HIDDEN, Block, letters_only
from analysis.reading.line_patterns import recognize_publication
from analysis.reading.naming import PROSE, Names, is_offer, is_prose, is_sentence
from analysis.reading.words import patterns

_WHOLE = frozenset(["html", "body", "main", "article"])
(_STANDFIRST,) = patterns("names", "standfirst")
_LINKED = re.compile(r"[\w“\"].{40,}\.[”\"]?")  # a link that reads as a paragraph; headlines end otherwise
_ENOUGH = 25  # letters; shorter blocks must be a whole line of trafilatura's text
_LONG = 60  # letters; the same words again are a copy
_TEASER, _CAPTIONS = 90, 80  # words
_PICTURES, _PARAGRAPH = 4, 25
LEAST = 0.6
MANY_BLOCKS = 4_000
_HOLDERS = frozenset("blockquote aside div figure section p q h2 h3 h4".split())
_POST_NAME, _PULL_QUOTE = patterns("names", "post pull_quote")
_POST_LINK, _TOOL = *patterns("parts_of_names", "posts"), *patterns("lines", "post_labels")
(_POST_AUTHOR,) = patterns("lines", "post_authors")
_LONGEST_POST, _MOST_QUOTES = 400, 100  # words; pull quotes that are looked for
_SAME, _COPIED, _LONGEST_LABEL = 0.75, 20, 120  # share of the words; letters; characters

Embedded = dict[int, tuple[str, HtmlElement]]  # block -> kind of zone, and the element of all its blocks


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


def _is_text(block: Block) -> bool:
    return is_sentence(block) and not block.is_link and not _is_site_line(block.words)


def _is_paragraph(block: Block) -> bool:
    """Not linked as a whole, unless it reads as a paragraph all the same."""
    return not block.is_link or (block.holder.tag == "p" and _LINKED.fullmatch(block.words) is not None)


class ArticleBlocks:
    """The blocks of one page, and which of them are body; `whole`: all paragraphs are, as in Markdown.

    `embedded`: the blocks of posts and pull quotes, each with its kind and the element that holds them. `lost`: how
    many words may belong to the article and are not in its body; 0 if few.
    """

    def __init__(self, root: HtmlElement, blocks: list[Block], whole: bool = False) -> None:
        self.blocks, self.whole, self.names, self.lost = blocks, whole, Names(blocks), 0
        captions = [] if whole else [b for b in blocks if b.role and b.n_words >= PROSE]  # many end in a credit
        n_caption_words = sum(b.n_words for b in captions)
        self.n_sentence_words = self.names.total + n_caption_words
        pictures = {b.holder.getparent() for b in captions}
        self.is_gallery = len(pictures) >= _PICTURES and n_caption_words > self.names.total
        if n_caption_words >= _CAPTIONS and n_caption_words > 2 * self.names.total:  # they are the article
            for block in captions:
                block.role = None
        self.embedded = {} if whole else self._posts()
        self.taken = self._extracted(root)
        self.weight: Counter[HtmlElement] = Counter()  # characters of the taken blocks inside an element
        for i in self.taken:
            for element in blocks[i].above:
                self.weight[element] += len(blocks[i].words)
        self.half = sum(len(blocks[i].words) for i in self.taken) / 2
        self.summaries = self._find_summaries()
        few = sum(len(blocks[i].words) for i in self.summaries & self.taken) <= self.half
        self.teasers = self.summaries if few else set()
        if not whole:
            self.embedded |= self._pull_quotes(self.taken - self.embedded.keys())

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
        if self._words(i for i in found if is_sentence(self.blocks[i])) >= _PARAGRAPH:
            return found
        sentences = {i for i in plain if _is_text(self.blocks[i])}
        prose = {i for i in sentences if is_prose(self.blocks[i])}
        return prose or (sentences if self._words(sentences) >= _PARAGRAPH else found)

    def _small(self, block: Block) -> list[HtmlElement]:
        """The elements above a block that do not hold most of the article."""
        return [e for e in block.above if self.weight[e] <= self.half and e.tag not in _WHOLE]

    def is_boilerplate(self, block: Block) -> bool:
        """Words of the site's own, or inside an element with such a name that does not hold most of the article."""
        return _is_site_line(block.words) or any(map(self.names.is_frame, self._small(block)))

    def is_headline_link(self, block: Block) -> bool:
        """Several words that are one link, as the headline of another article is."""
        return block.is_link and block.n_words > 3 and block.holder.tag != "p"

    def _find_summaries(self) -> set[int]:
        """The summaries of other articles: below a headline that is a link, in a small element with it."""
        headed, found = set(), set()
        for i, block in enumerate(self.blocks):
            near = [e for e in block.above[:4] if self.names.words[e] <= _TEASER]
            if self.is_headline_link(block):
                headed.update(near)
            elif not headed.isdisjoint(near):
                found.add(i)
        return found

    def _posts(self) -> Embedded:
        """What is inside an element called like a network's post, or in a quotation that links to its post."""

        @cache
        def is_post(e: HtmlElement) -> bool:
            links = e.xpath(".//a/@href | @cite | @*[starts-with(name(), 'data-')]") if e.tag == "blockquote" else ()
            called = e.tag in _HOLDERS and _POST_NAME.search(self.names.of(e))
            return bool(called) or any(_POST_LINK.search(link[:300]) for link in links)

        return self._grouped("post", is_post)

    def _pull_quotes(self, body: set[int]) -> Embedded:
        """Quotations set apart whose words the body has too: word for word, or, of what is called so, most of them."""
        named = self._grouped("pull_quote", lambda e: _PULL_QUOTE.search(self.names.of(e)) is not None)
        apart = self._grouped("pull_quote", lambda e: e.tag in ("blockquote", "aside")) | named
        rest = [self.blocks[i].words for i in sorted(body - apart.keys())]
        whole, said = letters_only(" ".join(rest)), [set(WORD.findall(words.casefold())) for words in rest]
        found: Embedded = {}
        for _, members in islice(groupby(apart.items(), key=lambda item: item[1][1]), _MOST_QUOTES):
            items = dict(members)
            words = set(WORD.findall(max((self.blocks[i].words for i in items), key=len).casefold()))
            copied = any(len(own) >= _COPIED and own in whole for own in (self.blocks[i].letters for i in items))
            close = items.keys() <= named.keys() and any(len(words & each) >= _SAME * len(words) for each in said)
            found |= items if copied or close else {}
        return found

    def _grouped(self, kind: str, is_root: Callable[[HtmlElement], bool]) -> Embedded:
        """The blocks below such elements, each with the outermost of these; not those of elements with many words."""
        roots = {i: [e for e in b.above if is_root(e)][-1:] for i, b in enumerate(self.blocks) if not b.role}
        sizes: Counter[HtmlElement] = Counter()
        for i, outermost in roots.items():
            sizes.update(dict.fromkeys(outermost, self.blocks[i].n_words))
        return {i: (kind, e) for i, outermost in roots.items() for e in outermost if sizes[e] <= _LONGEST_POST}

    def body(self, title: int | None) -> set[int]:
        """The extracted blocks without boilerplate, and what belongs to the same text: see `LEAST`."""
        if self.whole:
            return {i for i in self.taken if i != title and not recognize_boilerplate(self.blocks[i].words)}
        passed = {title, *self.teasers, *self.embedded}
        free = [i for i, b in enumerate(self.blocks) if not b.role and i not in passed]
        first: dict[str, int] = {}  # where the page shows a long paragraph for the first time
        own = []
        for i in free:
            block, said = self.blocks[i], self.blocks[i].letters
            if not self.is_boilerplate(block) and (len(said) < _LONG or first.setdefault(said, i) == i):
                own.append(i)
        kept = {i for i in own if i in self.taken and _is_paragraph(self.blocks[i])}
        kept |= self._beside(kept, own, title)
        others = {i for i in {*free, *self.taken} if any(map(self.names.is_other, self._small(self.blocks[i])))}
        taken = self.taken - self.embedded.keys() - others - {title}
        if self._words(kept) < LEAST * self._words(taken):
            kept |= {i for i in taken if _is_text(self.blocks[i])}
            if self._words(kept) < LEAST * self._words(taken):
                self.lost = self._words(taken) - self._words(kept)
        inside = {i for i in free if _is_text(self.blocks[i])} - others
        inside = {i for i in inside & set(self.region(kept, title)) if first.get(self.blocks[i].letters, i) == i}
        if kept and self._words(kept & inside) < LEAST * self._words(inside):
            kept |= inside
        near = {e for i in kept for e in self.blocks[i].above[1:3]}
        hidden = sum(int(child.get(HIDDEN, 0)) for e in near for child in e)
        self.lost += hidden if hidden > self._words(kept) else 0
        return kept

    def _words(self, which: Iterable[int]) -> int:
        return sum(self.blocks[i].n_words for i in which)

    def _beside(self, kept: set[int], own: list[int], title: int | None) -> set[int]:
        """Paragraphs between those that were kept, or in the same elements as most of these, and a lede above."""
        holders: Counter[tuple] = Counter()  # characters of paragraphs with the same parent, or parents called the same
        for block in (self.blocks[i] for i in kept):
            holders[self._parent(block)] += len(block.words) if block.holder.tag == "p" else 0
        found, first, last = set(), min(kept, default=0), max(kept, default=0)
        for i in own:
            block = self.blocks[i]
            beside = holders[self._parent(block)] if block.holder.tag == "p" else 0
            between = beside and first < i < last and not block.is_link
            like = beside > self.half and is_sentence(block) and _is_paragraph(block)
            lede = (-1 if title is None else title) < i < first and _is_text(block) and self.is_named_standfirst(block)
            if lede or between or like:
                found.add(i)
        return found

    def _parent(self, block: Block) -> tuple:
        parent = block.holder.getparent()
        return self.names.unit(block.holder if parent is None else parent)

    def is_named_standfirst(self, block: Block) -> bool:
        """Whether an element near this block is called a standfirst, or the lede."""
        return any(_STANDFIRST.search(self.names.of(e)) for e in block.above[:3])

    def is_standfirst(self, i: int, following: list[int], above_byline: bool) -> bool:
        """Is this a summary and not the lede: above the byline, no sentence, or repeated by what is below?"""
        block = self.blocks[i]
        apart = above_byline and bool(following) and self._parent(block) != self._parent(self.blocks[following[0]])
        if not (apart or self.is_named_standfirst(block)):
            return False
        if above_byline or not is_sentence(block):
            return True
        said = set(" ".join(self.blocks[n].words for n in following[:4]).casefold().split())
        long = [word for word in block.words.casefold().split() if len(word) > 3]
        return sum(word in said for word in long) > LEAST * len(long)

    def region(self, body: set[int], title: int | None) -> list[int]:
        """The blocks of the article's element, and those between the headline and it."""
        if self.whole or not body:
            return list(range(len(self.blocks)))
        last = max(body, key=lambda i: len(self.blocks[i].words))
        above = self.blocks[last].above
        holder = next((e for e in above if self.weight[e] >= 1.6 * self.half), above[-1])
        outer = next((e for e in (holder, *holder.iterancestors()) if e.tag in ("article", "main")), holder)
        inside = {i for i, b in enumerate(self.blocks) if outer in b.above} | body
        if title is not None and title < min(body):
            inside |= {i for i in range(title, min(body)) if not self.is_boilerplate(self.blocks[i])}
        return sorted(inside)


def is_tool(words: str) -> bool:
    """A label or date below a post: "View this post on Instagram", "12 likes"."""
    sign = recognize_publication(words) if len(words) <= _LONGEST_LABEL else None
    return _TOOL.fullmatch(words[:_LONGEST_LABEL]) is not None or (sign is not None and sign.kind == "date")


def author_zones(words: list[str]) -> tuple[Zone, ...]:
    """Who wrote the post of these blocks, as an offset into the blocks joined by spaces; empty where it is not said."""
    at = 0
    for each in words:
        if m := _POST_AUTHOR.search(each[:400]):
            span: Span = next(m.span(group) for group in ("name", "poster", "first", "only") if m[group])
            return (Zone("post_author", (at + span[0], at + span[1])),)
        at += len(each) + 1
    return ()
