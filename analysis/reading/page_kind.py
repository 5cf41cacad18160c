"""Pages that hold no article, or another kind of page than one: what they are, and what to do.

A page without any article text is refused in one line. A list of articles, a gallery, a page for a film and the
beginning of an article behind a paywall are read, and told.
"""

import re

from lxml.html import HtmlElement

from analysis.article import Article, ArticleError, Limit
from analysis.reading.body import ArticleBlocks
from analysis.reading.html_blocks import Block
from analysis.reading.naming import is_sentence

ALL_QUESTIONS = frozenset("readability sourcing tone headline wording".split())
_SHORT, _STUB, _FILM, _LIST = 60, 150, 80, 40  # words of the body
_FEW_LINKED = 5
_LABEL = 300  # characters
_AROUND = frozenset(["nav", "aside", "footer"])
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
    "a page that waits for its script, without an article; open it in a browser and save what it shows": re.compile(
        r"(?:please )?(?:wait|loading)\b.{0,40}|.{0,40}\b(?:enable|need|requires?) javascript.{0,60}", re.IGNORECASE
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
_LIST_TITLE = re.compile(
    r"search(?: results?\b.{0,80})?|(?:results|you searched) for\b.{0,80}"
    r"|(?:tag|category|topic|author|archives?)\s?:.{0,60}|.{0,60}\barchives?"
    r"|(?:latest|top|more) (?:news|stories|articles|headlines)",
    re.IGNORECASE,
)
_STRONG_WALL = re.compile(  # wherever it stands
    r"\bto (?:keep|continue|finish) reading|(?:reached|used|read) (?:all |your |the ).{0,30}\b(?:limit|free articles?)"
    r"|unlock this (?:article|story)",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscri\w{1,9}|register|sign (?:up|in)|log in|account|membership)\b.{0,60}\b(?:continue|keep|read|unlock)"
    r"|(?:continue|keep|unlock|finish)\b.{0,20}\b(?:reading|article|story)"
    r"|already (?:a|have an?) (?:subscriber|member|account)|\b(?:for|only|exclusive)\b.{0,20}\b(?:subscribers|members)",
    re.IGNORECASE,
)
_FILM_TITLE = re.compile(r"(?:watch|video)\b", re.IGNORECASE)
_PLAYER = re.compile(r"youtube|vimeo|player|jwplatform|brightcove|dailymotion|video", re.IGNORECASE)
_PLAYER_NAME = re.compile(r"(?:video|jw|vjs|brightcove)[_-]?(?:player|js)|(?:^|\s)player(?:\s|$)", re.IGNORECASE)

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
    names = (" ".join((e.get("class") or "", e.get("id") or ""))[:200] for e in root.iter("div", "section", "figure"))
    data = (e.text or "" for e in root.iter("script") if "ld+json" in (e.get("type") or ""))
    return (
        next(root.iter("video", "amp-video"), None) is not None
        or any(_PLAYER.search(f[:300]) for f in frames)
        or any(_PLAYER_NAME.search(name) for name in names)
        or any('"VideoObject"' in text for text in data)
    )


def recognize_kind(
    parts: ArticleBlocks, body: set[int], region: list[int], found: Article, free: bool | None, film: bool
) -> Limit | None:
    """What kind of page this is, if not an article's. Raises ArticleError for one without any article text."""
    own = sum(_words(parts.blocks[i]) for i in body - parts.summaries)
    titles = [found.headline or "", *(b.words for b in parts.blocks if b.holder.tag == "h1")]
    titles = [part for title in titles[:2] for part in re.split(r"\s[|–—-]\s", title[:200])]
    if own < _SHORT and not found.byline:
        second = [b.words for b in parts.blocks if b.holder.tag == "h2"][:2]
        _refuse([*titles, *second, *(parts.blocks[i].words for i in sorted(body)[:2])])
    linked = sum(parts.is_headline_link(b) for b in parts.blocks if not any(e.tag in _AROUND for e in b.above))
    if film and own < _FILM and (linked < _FEW_LINKED or any(map(_FILM_TITLE.match, titles))):
        return FILM
    if not found.byline and any(_LIST_TITLE.fullmatch(title.strip()[:120]) for title in titles):
        return LIST
    if linked >= _FEW_LINKED and own < (_LIST // 3 if found.byline else _LIST):
        return LIST
    if parts.is_gallery():
        return GALLERY
    shown = {i: block.words for i, block in enumerate(parts.blocks) if len(block.words) < _LABEL and i not in body}
    walled = any(map(_STRONG_WALL.search, shown.values())) or any(_WALL.search(shown.get(i, "")) for i in region)
    if own < _STUB and free is not True and (free is False or walled):
        return STUB
    if parts.lost:
        text = f"About {parts.lost:,} words that may be the article's are not in the body: compare it with the page."
        return Limit("incomplete", text, "", frozenset())
    return None


def _words(block: Block) -> int:
    """Its words if it is a sentence that is not one link."""
    return len(block.words.split()) if is_sentence(block) and 4 * block.linked <= 3 * len(block.words) else 0


def _refuse(headings: list[str]) -> None:
    for what, pattern in _REFUSED.items():
        if any(pattern.fullmatch(heading.strip(" .…!?:")[:100]) for heading in headings):
            raise ArticleError(what)
