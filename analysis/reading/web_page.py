"""A web page -> Article: its text is made from what the page shows, part by part, so that every zone is known.

What the page says of itself (`metadata`) comes first, and is marked where the page shows it. What is inside the
article's element and no body is kept as boilerplate; menus, footers and other articles around it are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from lxml.html import HtmlElement

from analysis.article import Article, ArticleError, Limit, Zone, word_set
from analysis.reading.body import ArticleBlocks, author_zones, is_tool
from analysis.reading.builder import ArticleBuilder
from analysis.reading.byline import letters
from analysis.reading.captions import recognize_caption
from analysis.reading.end_matter import recognize_end_matter
from analysis.reading.html_blocks import Block, find_blocks, letters_only, parse_html, remove_unseen
from analysis.reading.line_patterns import (
    LONGEST_FRONT,
    RecognizedLine,
    find_dates,
    recognize_link,
    recognize_publication,
    recognized,
)
from analysis.reading.metadata import Metadata, extract_metadata
from analysis.reading.naming import is_prose, is_sentence
from analysis.reading.page_data import find_hidden
from analysis.reading.words import LISTS, patterns

_BETWEEN_NAMES = re.compile(r"(?:\b(?:and|with)\b|[\s,;&|])*")
_FEW = 40  # words of sentences on a page whose article may be hidden
_SHORT, _STUB, _VIDEO, _LIST = 60, 150, 80, 40  # words of the body
_FEW_LINKED = 5
_LABEL = 300  # characters
_AROUND = frozenset(["nav", "aside", "footer"])
_REFUSED = {what: re.compile("|".join(words), re.IGNORECASE) for what, words in LISTS["refused"].items()}
_LIST_TITLE, _VIDEO_TITLE, _WALL, _WALL_ANYWHERE = patterns("lines", "lists videos walls walls_anywhere")
_PLAYER, _PLAYER_LINK = patterns("parts_of_names", "players player_links")


def from_html(source: str, link: str | None = None) -> Article:
    """The article in a page's source. Raises ArticleError when there are no words in it, or too many tags."""
    if re.match(r"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:rss|feed|rdf)\b", source, re.IGNORECASE):
        raise ArticleError("a news feed, not an article; give the link of one article in it")
    root = parse_html(source)
    metadata = extract_metadata(root, source, link)
    video = _has_video(root)
    remove_unseen(root)
    blocks = find_blocks(root)
    parts, notes = ArticleBlocks(root, blocks), []
    if parts.n_sentence_words < _FEW and metadata.free is not False and (hidden := find_hidden(source)) is not None:
        parts = ArticleBlocks(hidden, find_blocks(hidden), whole=hidden.tag == "article")
        notes = ["The page shows its article only after a script has run: it was read from where the page keeps it."]
    if not parts.blocks:
        raise ArticleError("empty, no words in it; give a page with the article's text")
    return _PageReader(parts, metadata, video).article(notes)


def from_blocks(root: HtmlElement, metadata: Metadata) -> Article:
    """The article in a page that is nothing but an article: every paragraph is body. Raises ArticleError as above."""
    remove_unseen(root)
    if not (blocks := find_blocks(root)):
        raise ArticleError("empty, no words in it; give a file with the article's text")
    return _PageReader(ArticleBlocks(root, blocks, whole=True), metadata).article()


class _PageReader:
    """One page's blocks, and what each is. `video`: whether the page has a player."""

    def __init__(self, parts: ArticleBlocks, metadata: Metadata, video: bool = False) -> None:
        self.parts, self.blocks, self.metadata, self.video = parts, parts.blocks, metadata, video
        self.outlet = letters(metadata.outlet or "")

    def article(self, notes: Sequence[str] = ()) -> Article:
        self.title = self._title(min(self.parts.taken, default=len(self.blocks)))
        self.body = self._below_front(self.parts.body(self.title))
        self.first = min(self.body, default=len(self.blocks))
        region = self.parts.region(self.body, self.title)
        found = self._build(region)
        free, whole = self.metadata.free, self.parts.whole
        kind = None if whole else _recognize_kind(self.parts, self.body, region, found, free, self.video)
        limits = (kind,) if kind else ()
        return replace(found, notes=(*found.notes, *notes, *(limit.text for limit in limits)), limits=limits)

    def _below_front(self, kept: set[int]) -> set[int]:
        """Without the headline, byline, date and standfirst that trafilatura may take for the body's beginning."""
        ordered = sorted(kept)
        for n, i in enumerate(ordered[:-1]):
            below = [k for k in ordered[n + 1 : n + 6] if not self._recognize_front(self.blocks[k])]
            above = any(self._recognize_front(self.blocks[k]) for k in range(i + 1, ordered[n + 1] + 1))
            block = self.blocks[i]
            again = _alike(block.letters, letters_only(self.metadata.headline or ""))
            named = self.metadata.byline and any(name in block.words for name in self._names())
            front = again or (named and not is_sentence(block)) or self._recognize_front(block)
            if not (front or self.parts.is_standfirst(i, below, above)):
                break
            kept = kept - {i}
        return kept

    def _names(self) -> list[str]:
        return re.split(r", | and ", self.metadata.byline or "")

    def _title(self, before: int) -> int | None:
        """The block that shows the headline: one like a declared headline, which may be shorter or older, else the
        likeliest h1, which may also hold the site's name or a section."""
        wanted = [letters_only(title) for title in self.metadata.headlines]
        words = [{w for w in title.casefold().split() if len(w) > 3} for title in self.metadata.headlines]
        tops = [i for i, b in enumerate(self.blocks) if b.role is None and (b.holder.tag == "h1" or i <= before)]

        def rank(i: int) -> int:
            block = self.blocks[i]
            own = {w for w in block.words.casefold().split() if len(w) > 3}
            first, heading = block.holder.tag == "h1", block.holder.tag in ("h1", "h2", "h3", "h4")
            same = any(_alike(block.letters, each) for each in wanted)
            close = any(3 * len(own & each) >= min(len(own), len(each)) > 0 for each in words)
            site = letters(block.words) == letters(self.metadata.outlet or "")
            likely = first and not site and (not wanted or len(block.words.split()) > 3)
            return 4 * (first and (same or (close and not site))) or 3 * (same and heading) or 2 * likely or same

        best = max(tops, key=rank, default=None)
        return best if best is not None and rank(best) else None

    def _build(self, region: list[int]) -> Article:
        builder = ArticleBuilder()
        builder.notes += self.metadata.notes
        above = [i for i in region if i < self.first and i != self.title]
        self._write_headline(builder)
        left = self._write_front(builder, above)
        for kind, before in (("byline", "By "), ("published", "Published: "), ("outlet", ""), ("url", "")):
            self._write_declared(builder, kind, before)
        if not self.parts.whole:
            builder.kinds.add("outlet")  # an agency in the dateline is not the outlet of the page
        for i in left:
            _add_boilerplate(builder, self.blocks[i].words)
        rest = [i for i in region if i >= self.first and i != self.title]
        ending = self._ending(rest, builder.words_of("byline"))
        for _, group in groupby(rest, key=self._picture_of):
            self._write(builder, list(group), ending)
        if self.metadata.free is False:
            builder.notes.append("The page says that it is for subscribers: the text may be a beginning only.")
        if around := len(set(range(len(self.blocks))) - {*region, self.title}):
            lines = "lines" if around > 1 else "line"
            builder.notes.append(f"Left out: {around:,} {lines} around the article (menus, footers, other articles).")
        return builder.article()

    def _write_headline(self, builder: ArticleBuilder) -> None:
        """The headline that readers see; what the page declares is often shorter, older or made for other sites."""
        shown = None if self.title is None else self.blocks[self.title].words
        said = self.metadata.headline
        if said and shown and not _alike(letters_only(shown), letters_only(said)):
            builder.notes.append(f"The page declares the headline “{said}”; the headline that it shows is taken.")
        if shown or said:
            builder.add_zone("headline", shown or said)

    def _write_front(self, builder: ArticleBuilder, above: list[int]) -> list[int]:
        """Standfirst, captions, byline and date as the page shows them; returns the blocks that are none of these."""
        left, fronts = [], []
        pictures = [list(g) for k, g in groupby(above, key=self._picture_of) if k is not None]
        for i in (i for i in above if self._picture_of(i) is None):
            block = self.blocks[i]
            if sign := self._recognize_front(block):
                fronts.append((block.words, sign))
            elif self.parts.is_boilerplate(block) or not (is_prose(block) or self.parts.is_named_standfirst(block)):
                left.append(i)
            else:
                builder.add(block.words)
        for group in pictures:
            self._write(builder, group, {})
        for words, sign in fronts:
            builder.add(words, sign.zones, sign.day)
        return left

    def _recognize_front(self, block: Block) -> RecognizedLine | None:
        """Byline, outlet and date as the page shows them, unless that contradicts what was found."""
        words, names = block.words, self._names()
        if len(words) > LONGEST_FRONT:
            return None
        sign = recognize_publication(words, below_headline=True, known=frozenset([self.outlet]))
        zones = list(sign.zones) if sign else []
        if self.metadata.byline:
            spans = sorted((at, at + len(n)) for n in names if (at := words.casefold().find(n.casefold())) >= 0)
            between = "".join(words[one[1] : other[0]] for one, other in pairwise(spans))
            if len(spans) < len(names):
                if sign and sign.kind == "byline":
                    return None
            elif _BETWEEN_NAMES.fullmatch(between) and not is_prose(block):
                if sign is None:  # the line's date may be in no form that is known
                    dates = [(Zone("published", span), day) for span, day in find_dates(words) if day]
                    zones = [zone for zone, _ in dates[:1]]
                    sign = RecognizedLine("byline", (), dates[0][1] if dates else None)
                zones = [z for z in zones if z.kind != "byline"] + [Zone("byline", (spans[0][0], spans[-1][1]))]
        elif self.parts.is_boilerplate(block):
            return None
        if not self.parts.whole:
            zones = [z for z in zones if z.kind != "outlet" or letters(words[slice(*z.span)]) == self.outlet]
        sign = replace(sign, zones=tuple(zones)) if sign and zones else None
        return sign if sign and self._is_that_day(sign) else None

    def _is_that_day(self, sign: RecognizedLine) -> bool:
        """Whether a line has the declared date. One day apart is the same time in another time zone."""
        declared = next((day for _, day in find_dates(self.metadata.published or "")), None)
        if declared is None or all(z.kind != "published" for z in sign.zones):
            return True
        return sign.day is not None and -1 <= (sign.day - declared).days <= (0 if sign.updated else 1)

    def _write_declared(self, builder: ArticleBuilder, kind: str, before: str) -> None:
        """A part that the page declares and does not show, in a line of its own."""
        value = getattr(self.metadata, kind) or (kind == "published" and self.metadata.guessed) or None
        if not value or kind in builder.kinds:
            return
        if kind != "published":
            builder.add_zone(kind, value, before)
        elif found := find_dates(value):
            (start, end), day = found[0]
            zone = Zone(kind, (len(before) + start, len(before) + end))
            builder.add(before + value, [zone], day)

    def _picture_of(self, i: int) -> HtmlElement | None:
        """The element that the blocks of one picture, post or pull quote have in common; None for other blocks."""
        if i in self.parts.embedded:
            return self.parts.embedded[i][1]
        block = self.blocks[i]
        figure = next((e for e in block.above if e.tag == "figure"), block.holder.getparent())
        return None if block.role is None else figure

    def _ending(self, rest: list[int], author: str | None) -> dict[int, RecognizedLine]:
        """The last paragraphs that say who reported, for whom and when."""
        found: dict[int, RecognizedLine] = {}
        for i in sorted(self.body & set(rest), reverse=True):
            words, above = self.blocks[i].words, self.blocks[i - 1].words
            sign = recognize_end_matter(words, True, above, author) or recognize_publication(words)
            if not sign:
                break
            found[i] = sign
        return found

    def _write(self, builder: ArticleBuilder, group: list[int], ending: dict[int, RecognizedLine]) -> None:
        if group[0] in self.parts.embedded:
            self._write_embedded(builder, group)
            return
        if self._picture_of(group[0]) is not None and not all(self.parts.is_boilerplate(self.blocks[i]) for i in group):
            builder.add_pictures([(self.blocks[i].role, self.blocks[i].words) for i in group])
            return
        for i in group:
            words = self.blocks[i].words
            sign = ending.get(i) or recognize_caption(words) or recognize_link(words)
            if i not in self.body:
                _add_boilerplate(builder, words)
            elif sign:
                builder.add(words, sign.zones, sign.day)
            else:
                builder.add_body(words)

    def _write_embedded(self, builder: ArticleBuilder, group: list[int]) -> None:
        """A post or pull quote in one line; the labels of a post ("12 likes") in lines of their own."""
        kind = self.parts.embedded[group[0]][0]
        words = [self.blocks[i].words for i in group]
        labels = [each for each in words if kind == "post" and is_tool(each)]
        words = [each for each in words if each not in labels]
        if words:
            whole = " ".join(words)
            inside = author_zones(words) if kind == "post" else ()
            builder.add(whole, [Zone(kind, (0, len(whole))), *inside])
        for each in labels:
            _add_boilerplate(builder, each)


def _add_boilerplate(builder: ArticleBuilder, words: str) -> None:
    sign = recognize_end_matter(words) or recognized("boilerplate", words)
    builder.add(words, sign.zones)


def _alike(one: str, other: str) -> bool:
    """Whether these letters are the same, or one the beginning of the other, as without the site's name at the end."""
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) > 20 and long.startswith(short)))


# Pages that hold no article, or another kind of page than one ---


def _limit(kind: str, many: int = 0) -> Limit:
    said = LISTS["limits"][kind]
    text, without = said["text"].format(many=f"{many:,}"), word_set(said.get("without", ""))
    return Limit(kind, text, said.get("reason", ""), without)


def _has_video(root: HtmlElement) -> bool:
    """Does the page have a player? To be asked before what is not text is removed."""
    players = "//video | //amp-video | //script[contains(@type, 'ld+json') and contains(., '\"VideoObject\"')]"
    links = root.xpath("//iframe/@src | //iframe/@data-src | //embed/@src")
    names = root.xpath("//div/@class | //div/@id | //section/@class | //section/@id | //figure/@class | //figure/@id")
    named = any(_PLAYER.search(name[:200]) for name in names)
    return named or bool(root.xpath(players)) or any(_PLAYER_LINK.search(link[:300]) for link in links)


def _recognize_kind(
    parts: ArticleBlocks, body: set[int], region: list[int], found: Article, free: bool | None, video: bool
) -> Limit | None:
    """What kind of page this is, if not an article's. Raises ArticleError for one without any article text."""
    sentences = (b for i in body - parts.summaries if is_sentence(b := parts.blocks[i]) and not b.is_link)
    own = sum(b.n_words for b in sentences)
    titles = [found.headline or "", *(b.words for b in parts.blocks if b.holder.tag == "h1")]
    titles = [part for title in titles[:2] for part in re.split(r"\s[|–—-]\s", title[:200])]
    if own < _SHORT and not found.byline:
        second = [b.words for b in parts.blocks if b.holder.tag == "h2"][:2]
        headings = [*titles, *second, *(parts.blocks[i].words for i in sorted(body)[:2])]
        for what, pattern in _REFUSED.items():
            if any(pattern.fullmatch(heading.strip(" .…!?:")[:100]) for heading in headings):
                raise ArticleError(what)
    linked = sum(parts.is_headline_link(b) for b in parts.blocks if not any(e.tag in _AROUND for e in b.above))
    if video and own < _VIDEO and (linked < _FEW_LINKED or any(map(_VIDEO_TITLE.match, titles))):
        return _limit("video page")
    listed = not found.byline and any(_LIST_TITLE.fullmatch(title.strip()[:120]) for title in titles)
    if listed or (linked >= _FEW_LINKED and own < (_LIST // 3 if found.byline else _LIST)):
        return _limit("front page")
    if parts.is_gallery:
        return _limit("gallery")
    shown = {i: block.words for i, block in enumerate(parts.blocks) if len(block.words) < _LABEL and i not in body}
    walled = any(map(_WALL_ANYWHERE.search, shown.values())) or any(_WALL.search(shown.get(i, "")) for i in region)
    if own < _STUB and free is not True and (free is False or walled):
        return _limit("paywall stub")
    return _limit("incomplete", parts.lost) if parts.lost else None
