"""Pages that hold no article, or another kind of page than one: what they are, and what to do.

A page without any article text is refused in one line. A list of articles, a gallery, a page for a video and the
beginning of an article behind a paywall are read, with a note.
"""

import re

from lxml.html import HtmlElement

from analysis.article import Article, ArticleError, Limit
from analysis.reading.body import ArticleBlocks
from analysis.reading.html_blocks import Block
from analysis.reading.naming import is_sentence
from analysis.reading.words import LISTS, patterns

_SHORT, _STUB, _VIDEO, _LIST = 60, 150, 80, 40  # words of the body
_FEW_LINKED = 5
_LABEL = 300  # characters
_AROUND = frozenset(["nav", "aside", "footer"])
_REFUSED = {what: re.compile("|".join(words), re.IGNORECASE) for what, words in LISTS["refused"].items()}
_LIST_TITLE, _VIDEO_TITLE, _WALL, _WALL_ANYWHERE = patterns("lines", "lists videos walls walls_anywhere")
_PLAYER, _PLAYER_LINK = patterns("parts_of_names", "players player_links")


def _limit(kind: str, many: int = 0) -> Limit:
    said = LISTS["limits"][kind]
    without = frozenset(said.get("without", "").split())
    return Limit(kind, said["text"].format(many=f"{many:,}"), said.get("reason", ""), without)


def has_video(root: HtmlElement) -> bool:
    """Does the page have a player? To be asked before what is not text is removed."""
    players = "//video | //amp-video | //script[contains(@type, 'ld+json') and contains(., '\"VideoObject\"')]"
    links = root.xpath("//iframe/@src | //iframe/@data-src | //embed/@src")
    names = root.xpath("//div/@class | //div/@id | //section/@class | //section/@id | //figure/@class | //figure/@id")
    return (
        bool(root.xpath(players))
        or any(_PLAYER_LINK.search(link[:300]) for link in links)
        or any(_PLAYER.search(name[:200]) for name in names)
    )


def recognize_kind(
    parts: ArticleBlocks, body: set[int], region: list[int], found: Article, free: bool | None, video: bool
) -> Limit | None:
    """What kind of page this is, if not an article's. Raises ArticleError for one without any article text."""
    own = sum(_words(parts.blocks[i]) for i in body - parts.summaries)
    titles = [found.headline or "", *(b.words for b in parts.blocks if b.holder.tag == "h1")]
    titles = [part for title in titles[:2] for part in re.split(r"\s[|–—-]\s", title[:200])]
    if own < _SHORT and not found.byline:
        second = [b.words for b in parts.blocks if b.holder.tag == "h2"][:2]
        _refuse([*titles, *second, *(parts.blocks[i].words for i in sorted(body)[:2])])
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


def _words(block: Block) -> int:
    """Its words if it is a sentence that is not one link."""
    return block.n_words if is_sentence(block) and not block.is_link else 0


def _refuse(headings: list[str]) -> None:
    for what, pattern in _REFUSED.items():
        if any(pattern.fullmatch(heading.strip(" .…!?:")[:100]) for heading in headings):
            raise ArticleError(what)
