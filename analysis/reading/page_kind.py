"""Pages that hold no article, or another kind of page than one: what they are, and what to do.

A page without any article text is refused in one line. A list of articles, a gallery, a page for a film and the
beginning of an article behind a paywall are read, and told.
"""

import re

from lxml.html import HtmlElement

from analysis.article import ArticleError, Limit
from analysis.reading.body import ArticleBlocks
from analysis.reading.metadata import Metadata
from analysis.reading.naming import is_sentence

ALL_QUESTIONS = frozenset("readability sourcing tone headline wording".split())
_SHORT, _STUB, _FILM, _LIST = 60, 150, 80, 40  # words of the body
_FEW_LINKED = 5
# What a page without an article calls itself, as a whole heading, and what to do.
_REFUSED = {
    "an error page, not an article; check the link": re.compile(
        r"(?:error )?[45]\d\d(?:\W{1,3}(?:error|not found|page|forbidden|service|bad|internal|gateway|gone)\b.{0,40})?"
        r"|(?:(?:oops|sorry)\W{1,3})?(?:(?:this|the|that|your) )?(?:page|article|story)[\w ,’']{0,40}"
        r"(?:not|n['’]t|no longer) (?:be )?(?:found|available|exist)|not found|access denied|forbidden"
        r"|(?:bad gateway|service unavailable|internal server error|something went wrong).{0,30}",
        re.IGNORECASE,
    ),
    "a check for robots, not an article; open the page in a browser and save it": re.compile(
        r"just a moment|(?:checking|verifying) .{0,40}|are you (?:a )?(?:robot|human)|attention required.{0,30}"
        r"|(?:please )?verify (?:that )?you.{0,40}|security check.{0,30}|(?:please )?enable javascript.{0,60}",
        re.IGNORECASE,
    ),
    "a page to log in, not an article; log in with a browser and save the article's page": re.compile(
        r"(?:please )?(?:log|sign)[ -]?(?:in|on)(?: (?:to|with|or|and) .{0,40})?|login|members? (?:login|area)"
        r"|create (?:an|your)(?: free)? account",
        re.IGNORECASE,
    ),
    "a question for consent to cookies, not an article; answer it in a browser and save the page": re.compile(
        r"we (?:value|care about|respect) your privacy|before you continue(?: .{0,40})?"
        r"|(?:your|manage) (?:privacy|cookies?)(?: (?:choices|settings|preferences))?"
        r"|(?:cookie|privacy) (?:consent|notice|settings|preferences|choices)",
        re.IGNORECASE,
    ),
}
_WALL = re.compile(
    r"(?:subscri\w{1,9}|register|sign (?:up|in)|log in|account|membership)\b.{0,60}\b(?:continue|keep|read|unlock)"
    r"|(?:continue|keep|unlock|finish)\b.{0,20}\b(?:reading|article|story)"
    r"|already (?:a|have an?) (?:subscriber|member|account)|\b(?:for|only|exclusive)\b.{0,20}\b(?:subscribers|members)",
    re.IGNORECASE,
)
_FILM_TITLE = re.compile(r"(?:watch|video)\b", re.IGNORECASE)
_PLAYER = re.compile(r"youtube|vimeo|player|jwplatform|brightcove|dailymotion|video", re.IGNORECASE)

LIST = Limit(
    "front page",
    "This page is a front page or another list of articles, not one article: open one of them and give its link.",
    "the page is a list of articles, not one",
    ALL_QUESTIONS,
)
GALLERY = Limit(
    "gallery",
    "This page is a gallery: its text is the captions of its pictures, which tell no story in order.",
    "",
    frozenset(),
)
FILM = Limit(
    "video page",
    "This page is for a video: its few words announce it, and what is said in the video is not read.",
    "",
    frozenset(),
)
STUB = Limit(
    "paywall stub",
    "This is only the beginning of an article behind a paywall: open it as a subscriber, save it and give the file.",
    "",
    frozenset(),
)


def has_film(root: HtmlElement) -> bool:
    """Does the page have a player? To be asked before what is not text is removed."""
    frames = (e.get("src") or e.get("data-src") or "" for e in root.iter("iframe", "embed"))
    return next(root.iter("video", "amp-video"), None) is not None or any(_PLAYER.search(f[:300]) for f in frames)


def recognize_kind(
    parts: ArticleBlocks, body: set[int], region: list[int], metadata: Metadata, film: bool
) -> Limit | None:
    """What kind of page this is, if not an article's. Raises ArticleError for one without any article text."""
    own = sum(_words(parts, i) for i in body - parts.summaries)
    headings = [b.words for b in parts.blocks if b.holder.tag in ("h1", "h2")][:3]
    if own < _SHORT and metadata.byline is None:
        _refuse([*headings, *re.split(r"\s[|–—-]\s", metadata.headline or "")])
    linked = sum(parts.is_headline_link(block) for block in parts.blocks)
    titled = _FILM_TITLE.match(metadata.headline or "") is not None
    if film and own < _FILM and (titled or linked < _FEW_LINKED):
        return FILM
    if linked >= _FEW_LINKED and own < (_LIST if metadata.byline is None else _LIST // 3):
        return LIST
    if parts.is_gallery():
        return GALLERY
    outside = [parts.blocks[i].words for i in region if i not in body and len(parts.blocks[i].words) < 300]
    if own < _STUB and metadata.free is not True and (metadata.free is False or any(map(_WALL.search, outside))):
        return STUB
    if parts.lost:
        text = f"About {parts.lost:,} words that may be the article's are not in the body: compare it with the page."
        return Limit("incomplete", text, "", frozenset())
    return None


def _words(parts: ArticleBlocks, i: int) -> int:
    return len(parts.blocks[i].words.split()) if is_sentence(parts.blocks[i]) else 0


def _refuse(headings: list[str]) -> None:
    for what, pattern in _REFUSED.items():
        if any(pattern.fullmatch(heading.strip(" .…!?:")[:100]) for heading in headings):
            raise ArticleError(what)
