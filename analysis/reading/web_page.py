"""A web page -> Article: its text is made from what the page shows, part by part, so that every zone is known.

What the page says of itself in its head (`metadata`) comes first for headline, byline, outlet, date and link, and is
marked where the page shows it. trafilatura decides which blocks are body. What else is inside the article's own element
is kept and marked as boilerplate; menus, footers and other articles around it are left out, and a note says so.
"""

import logging
import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby

from lxml.html import HtmlElement

from analysis.article import Article, ArticleError, Zone
from analysis.reading.boilerplate import recognize_boilerplate
from analysis.reading.builder import ArticleBuilder, TextLine
from analysis.reading.captions import recognize_caption
from analysis.reading.html_blocks import Block, element_names, find_blocks, letters_only, parse_html, remove_unseen
from analysis.reading.line_patterns import RecognizedLine, find_dates, recognize_link, recognize_publication
from analysis.reading.metadata import Metadata, extract_metadata

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
_AUTHOR = re.compile(r"(?:^|[\s_-])(?:byline|authors?|writer|vcard)(?=[\s_-]|$)")
_ENOUGH = 25  # letters; shorter blocks must be a whole line of trafilatura's text
_PROSE = 8  # words
MANY_BLOCKS = 4_000

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it discards is no news to a reader


def from_html(source: str, link: str | None = None) -> Article:
    """The article in a page's source. Raises ArticleError when there are no words in it, or too many tags."""
    if re.match(r"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:rss|feed|rdf)\b", source, re.IGNORECASE):
        raise ArticleError("a news feed, not an article; give the link of one article in it")
    root = parse_html(source)
    metadata = extract_metadata(root, source, link)
    blocks = _visible_blocks(root, "page")
    return _PageReader(blocks, metadata, _extract_body(root, fast=len(blocks) > MANY_BLOCKS)).article()


def from_blocks(root: HtmlElement, metadata: Metadata) -> Article:
    """The article in a page that is nothing but an article: every paragraph is body. Raises ArticleError as above."""
    return _PageReader(_visible_blocks(root, "file"), metadata, None).article()


def _visible_blocks(root: HtmlElement, what: str) -> list[Block]:
    remove_unseen(root)
    if blocks := find_blocks(root):
        return blocks
    raise ArticleError(f"empty, no words in it; give a {what} with the article's text")


def _extract_body(root: HtmlElement, fast: bool) -> str:
    """The body as trafilatura finds it, one paragraph a line; "" where it finds none. `fast`: without its second
    opinion (jusText), which takes minutes for thousands of short blocks in a row."""
    import trafilatura

    parts = ("include_comments", "include_tables", "include_formatting", "with_metadata")
    try:
        found = trafilatura.bare_extraction(deepcopy(root), fast=fast, **dict.fromkeys(parts, False))
    except Exception:  # a stranger's page in a stranger's code: without its answer the page is still readable
        return ""
    return (found and found.text) or ""


@dataclass
class _PageReader:
    """One page's blocks, and what each is. `main_text` None: all paragraphs are body."""

    blocks: list[Block]
    metadata: Metadata
    main_text: str | None
    names: dict[HtmlElement, str] = field(default_factory=dict)

    def article(self) -> Article:
        taken = self._extracted()
        weight: Counter[HtmlElement] = Counter()
        for i in taken:
            for element in self.blocks[i].above:
                weight[element] += len(self.blocks[i].words)
        self.half = sum(len(self.blocks[i].words) for i in taken) / 2
        self.weight = weight
        self.title = self._title(min(taken, default=len(self.blocks)))
        self.body = self._body(taken)
        self.first = min(self.body, default=len(self.blocks))
        return self._build(self._region())

    def name(self, element: HtmlElement) -> str:
        if element not in self.names:
            self.names[element] = element_names(element)
        return self.names[element]

    # Which blocks are body ---

    def _extracted(self) -> set[int]:
        """The blocks whose words trafilatura takes for the article's."""
        plain = {i for i, b in enumerate(self.blocks) if b.role is None and b.holder.tag != "h1"}
        if self.main_text is None:
            return plain
        whole, each = letters_only(self.main_text), {letters_only(line) for line in self.main_text.split("\n")}
        letters = {i: self.blocks[i].letters for i in plain}
        found = {i for i, own in letters.items() if own in each or (len(own) >= _ENOUGH and own in whole)}
        return found or {i for i in plain if self._is_prose(self.blocks[i])}

    def _is_prose(self, block: Block) -> bool:
        """Several words that end like a sentence, mostly outside links and outside menus and the like."""
        inside = not any(e.tag in _FRAME or e.tag in ("header", "a") for e in block.above)
        ends = block.words.rstrip("\"'”’)]")[-1:] in (".", "?", "!", "…")
        return inside and ends and len(block.words.split()) >= _PROSE and 2 * block.linked < len(block.words)

    def _is_boilerplate(self, block: Block) -> bool:
        """Words of the site's own, or inside an element with such a name that does not hold most of the article."""
        return recognize_boilerplate(block.words) is not None or any(
            self.weight[e] <= self.half
            and e.tag not in _WHOLE
            and (e.tag in _FRAME or _FRAME_ROLE.search(self.name(e)) or _BOILERPLATE_NAME.search(self.name(e)))
            for e in block.above
        )

    def _body(self, taken: set[int]) -> set[int]:
        """The extracted blocks without boilerplate, and the paragraphs between them in the same elements."""
        if self.main_text is None:
            plain = {i for i in taken if i != self.title and not recognize_boilerplate(self.blocks[i].words)}
            return self._below_front(plain)
        kept = {i for i in taken if i != self.title and not self._is_boilerplate(self.blocks[i])}
        kept = {i for i in kept if 3 * self.blocks[i].linked < 2 * len(self.blocks[i].words)} or kept
        holders = {b.holder.getparent() for b in (self.blocks[i] for i in kept) if b.holder.tag == "p"}
        for i in range(min(kept), max(kept)) if kept else ():
            block = self.blocks[i]
            like = block.holder.tag == "p" and block.holder.getparent() in holders and block.role is None
            if like and 2 * block.linked < len(block.words) and not self._is_boilerplate(block):
                kept.add(i)
        return self._below_front(kept)

    def _below_front(self, kept: set[int]) -> set[int]:
        """Without the byline, date and standfirst that trafilatura may take for the beginning of the body."""
        for i in sorted(kept)[:-1]:
            if not (self._recognize_front(self.blocks[i]) or self._is_standfirst(self.blocks[i])):
                break
            kept = kept - {i}
        return kept

    def _is_standfirst(self, block: Block) -> bool:
        same = self.metadata.summary and block.letters == letters_only(self.metadata.summary)
        near = [e for e in block.above[:3] if self.weight[e] <= self.half]
        return bool(same and block.holder.tag != "p") or any(_STANDFIRST.search(self.name(e)) for e in near)

    def _title(self, before: int) -> int | None:
        """The block that shows the headline: as declared, else the first h1 above the body."""
        wanted = letters_only(self.metadata.headline or "")
        tops = [i for i, b in enumerate(self.blocks) if b.role is None and (b.holder.tag == "h1" or i < before)]
        same = [i for i in tops if wanted and _alike(self.blocks[i].letters, wanted)]
        first = [i for i in tops if self.blocks[i].holder.tag == "h1"]
        return next(iter(same + first), None)

    # What belongs to the article ---

    def _region(self) -> list[int]:
        """The blocks of the article's element, and those between the headline and it."""
        if self.main_text is None or not self.body:
            return list(range(len(self.blocks)))
        most = 1.6 * self.half
        last = max(self.body, key=lambda i: len(self.blocks[i].words))
        holder = next((e for e in self.blocks[last].above if self.weight[e] >= most), self.blocks[last].above[-1])
        outer = next((e for e in (holder, *holder.iterancestors()) if e.tag in ("article", "main")), holder)
        inside = {i for i, b in enumerate(self.blocks) if outer in b.above} | self.body
        if self.title is not None and self.title < self.first:
            inside |= {i for i in range(self.title, self.first) if not self._is_boilerplate(self.blocks[i])}
        return sorted(inside)

    # Lines ---

    def _build(self, region: list[int]) -> Article:
        builder = ArticleBuilder()
        above = [i for i in region if i < self.first and i != self.title]
        self._write_headline(builder)
        left = self._write_front(builder, above)
        for kind, before in (("byline", "By "), ("published", "Published: "), ("outlet", ""), ("url", "")):
            self._write_declared(builder, kind, before)
        for i in left:
            builder.add(_boilerplate(self.blocks[i].words))
        rest = [i for i in region if i >= self.first and i != self.title]
        ending = self._ending(rest)
        for _, group in groupby(rest, key=self._picture_of):
            self._write(builder, list(group), ending)
        self._add_notes(builder, len(self.blocks) - len(set(region) | {self.title}))
        return builder.article()

    def _write_headline(self, builder: ArticleBuilder) -> None:
        shown = None if self.title is None else self.blocks[self.title].words
        said = self.metadata.headline
        if said and shown and not _alike(letters_only(shown), letters_only(said)):
            builder.add_zone("headline", said)
            builder.add(TextLine(shown))
            builder.notes.append("The page shows another headline than the one it declares; it is the second line.")
        elif shown or said:
            builder.add_zone("headline", shown or _without_site(said, self.metadata.outlet))

    def _write_front(self, builder: ArticleBuilder, above: list[int]) -> list[int]:
        """Standfirst, captions, byline and date as the page shows them; returns the blocks that are none of these."""
        left, fronts, plain = [], [], []
        pictures = [list(g) for k, g in groupby(above, key=self._picture_of) if k is not None]
        for i in above:
            block = self.blocks[i]
            if self._picture_of(i) is not None:
                continue
            if sign := self._recognize_front(block):
                fronts.append((block.words, sign))
            elif self._is_boilerplate(block) or not (self._is_standfirst(block) or self._is_prose(block)):
                left.append(i)
            else:
                plain.append(TextLine(block.words))
        for line in plain:
            builder.add(line)
        for group in pictures:
            self._write(builder, group, set())
        for words, sign in fronts:
            builder.add_recognized(words, sign)
        return left

    def _recognize_front(self, block: Block) -> RecognizedLine | None:
        """Byline, outlet and date as the page shows them, unless that contradicts what it declares."""
        sign = recognize_publication(block.words, below_headline=True)
        if sign is None and _AUTHOR.search(" ".join(self.name(e) for e in block.above[:2])):
            sign = _by_class(block.words)
        name = self.metadata.byline
        if name and (sign is None or sign.kind == "byline"):
            at = block.words.casefold().find(name.casefold())
            kept = sign.zones if sign else ()
            named = sign and all(letters_only(w) in block.letters for w in name.split() if w != "and")
            if at < 0 and not named:
                return None
            if at >= 0 and len(block.words) < 200 and not sign:
                found = find_dates(block.words)
                kept = (Zone("byline", (at, at + len(name))), *(Zone("published", s) for s, _ in found[:1]))
                sign = RecognizedLine("byline", kept, found[0][1] if found else None)
        return sign if sign is not None and self._is_that_day(sign) else None

    def _is_that_day(self, sign: RecognizedLine) -> bool:
        """Whether a line has the declared date. One day apart is the same time in another time zone."""
        declared_day = _day(self.metadata.published)
        shown = any(z.kind == "published" for z in sign.zones)
        if not shown or declared_day is None:
            return not (shown and sign.updated and self.metadata.published)
        return sign.day is not None and abs((sign.day - declared_day).days) <= 1

    def _write_declared(self, builder: ArticleBuilder, kind: str, before: str) -> None:
        """A part that the page declares and does not show, in a line of its own."""
        value = getattr(self.metadata, kind)
        if not value or kind in builder.kinds:
            return
        if kind != "published":
            builder.add_zone(kind, value, before)
        elif found := find_dates(value):
            (start, end), day = found[0]
            zone = Zone(kind, (len(before) + start, len(before) + end))
            builder.add(TextLine(before + value, (zone,), day=day))

    def _picture_of(self, i: int) -> HtmlElement | None:
        """The element that the blocks of one picture have in common; None for what is no caption and no credit."""
        block = self.blocks[i]
        figure = block.figure if block.figure is not None else block.holder.getparent()
        return None if block.role is None else figure

    def _ending(self, rest: list[int]) -> set[int]:
        """The last paragraphs that say who reported, for whom and when."""
        found = set()
        for i in sorted(self.body & set(rest), reverse=True):
            if not recognize_publication(self.blocks[i].words):
                break
            found.add(i)
        return found

    def _write(self, builder: ArticleBuilder, group: list[int], ending: set[int]) -> None:
        if self._picture_of(group[0]) is not None and not all(self._is_boilerplate(self.blocks[i]) for i in group):
            parts = ([self.blocks[i].words for i in group if self.blocks[i].role == r] for r in ("caption", "credit"))
            builder.add_caption(*map(" ".join, parts))
            return
        for i in group:
            words = self.blocks[i].words
            sign = recognize_caption(words) or recognize_link(words) or (i in ending and recognize_publication(words))
            if i not in self.body:
                builder.add(_boilerplate(words))
            elif sign:
                builder.add_recognized(words, sign)
            else:
                builder.add_body(words)

    def _add_notes(self, builder: ArticleBuilder, around: int) -> None:
        if self.metadata.free is False:
            builder.notes.append("The page says that it is for subscribers: the text may be a beginning only.")
        if around > 0:
            builder.notes.append(f"Left out: {around:,} lines around the article (menus, footers, other articles).")


def _by_class(words: str) -> RecognizedLine | None:
    """A name without "By", in an element that the page calls author or byline."""
    sign = recognize_publication(f"By {words}", below_headline=True)
    if sign is None or sign.kind != "byline":
        return None
    zones = tuple(z.shifted(-len("By ")) for z in sign.zones)
    return RecognizedLine("byline", zones, sign.day) if all(z.span[0] >= 0 for z in zones) else None


def _boilerplate(words: str) -> TextLine:
    return TextLine(words, (Zone("boilerplate", (0, len(words))),))


def _alike(one: str, other: str) -> bool:
    """Whether these letters are the same, or one the beginning of the other, as without the site's name at the end."""
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) > 20 and long.startswith(short)))


def _without_site(title: str, outlet: str | None) -> str:
    before, mark, after = re.sub(r"\s[|–—-]\s(?=[^|–—]{1,60}\Z)", "\0", title).partition("\0")
    site = mark and (len(after.split()) <= 4 if outlet is None else letters_only(after) == letters_only(outlet))
    return before if site and before.strip() else title


def _day(value: str | None):
    return next((day for _, day in find_dates(value or "")), None)
