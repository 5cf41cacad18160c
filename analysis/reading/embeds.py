"""Posts of social networks and pull quotes inside an article: which blocks are theirs, and who wrote a post."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby, islice

from lxml.html import HtmlElement

from analysis.article import WORD, Span, Zone
from analysis.reading.html_blocks import Block, letters_only
from analysis.reading.line_patterns import recognize_publication
from analysis.reading.naming import words_pattern

_HOLDERS = frozenset("blockquote aside div figure section p q h2 h3 h4".split())
_POST_NAME, _PULL_QUOTE = words_pattern("names", "post"), words_pattern("names", "pull_quote")
_POST_LINK, _TOOL = words_pattern("parts_of_names", "posts"), words_pattern("lines", "post_labels")
_NAME = re.compile(
    r"(?:^|[\s_-])(?:twitter-(?:tweet|video)|tweet(?:-embed)?|embed-tweet|instagram-media|fb-(?:post|video|comment-embed)"
    r"|bluesky-embed|mastodon-embed|truth-?social(?:-embed)?|text-post-media|tiktok-embed|reddit-(?:card|embed(?:-bq)?)"
    r"|youtube-comment(?:-embed)?|telegram-post|linkedin-post|social-(?:embed|post)|embedded-post)(?=[\s_-]|$)"
)
_POST_LINK = re.compile(
    r"(?:at|https?)://[^\s/]{0,60}(?:(?:twitter|x)\.com/\w{1,40}/status(?:es)?/\d|instagram\.com/(?:p|reel|tv)/"
    r"|facebook\.com/(?:[\w.-]{1,80}/(?:posts|videos|photos)/|permalink|story\.php|photo)|bsky\.app/profile/[^/\s]{1,80}/post/"
    r"|truthsocial\.com/@\w{1,60}/|threads\.(?:net|com)/@[\w.]{1,60}/post/|tiktok\.com/@[\w.]{1,60}/video/"
    r"|reddit\.com/r/\w{1,40}/comments/|youtube\.com/\S{1,60}[?&]lc=|linkedin\.com/(?:posts|feed)/|t\.me/\w{1,40}/\d"
    r"|/@[\w.]{1,60}/\d{4})",
    re.IGNORECASE,
)
_PULL_QUOTE = re.compile(
    r"(?:^|[\s_-])(?:pull(?:ed|out)?-?quotes?|pullquote\w{0,20}|quote-?(?:callout|pull|box|highlight)|callout-?quote|big-?quote"
    r"|break-?out-?quote|lift-?out|doc-pullquote)(?=[\s_-]|$)"
)
_NAME = r"[^\W\d_@][^@()—–·|\n]{1,60}?"
_HANDLE = r"@?[\w-]*@?\w[\w.@-]{1,80}"
_AUTHOR = re.compile(
    rf"""(?:(?:[—–]|&mdash;)\s?|\b(?:post|photo|video|reel|comment|thread|status|tweet)?\s?(?:shared|posted|published)?\s?
           \bby\s)(?P<name>{_NAME})\s?\((?P<handle>@{_HANDLE}|u/\w{{2,40}})\)
      | \b(?:post(?:ed)?|photo|video|reel|comment|shared|published|status)\sby\s
           (?P<poster>@{_HANDLE}|u/\w{{2,40}}|{_NAME})(?=\s(?:on|from|in|at)\s|\s?[·|,(]|\n|\Z)
      | \A(?!.{{0,60}}\bby\b)(?P<first>{_NAME})\s\(?@\w
      | \A(?P<only>@{_HANDLE})""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST, _MOST = 400, 100  # words; pull quotes that are looked for
_SAME, _ENOUGH, _LONGEST_LABEL = 0.75, 20, 120  # share of the words; letters; characters

Embedded = dict[int, tuple[str, HtmlElement]]  # block -> kind of zone, and the element of all its blocks


def find_posts(blocks: list[Block], name: Callable[[HtmlElement], str]) -> Embedded:
    """The blocks inside an element that is called like a network's post, or in a quotation that links to its post."""
    roots: dict[HtmlElement, bool] = {}

    def is_post(e: HtmlElement) -> bool:
        if e not in roots:
            links = (a.get("href") or "" for a in e.iter("a")) if e.tag == "blockquote" else ()
            said = [e.get(key) or "" for key in e.attrib if key == "cite" or key.startswith("data-")]
            linked = any(_POST_LINK.search(link[:300]) for link in (*links, *(said if e.tag == "blockquote" else ())))
            roots[e] = linked or bool(e.tag in _HOLDERS and _POST_NAME.search(name(e)))
        return roots[e]

    return _grouped(blocks, "post", range(len(blocks)), is_post)


def find_pull_quotes(blocks: list[Block], name: Callable[[HtmlElement], str], body: set[int]) -> Embedded:
    """Quotations set apart whose words the body has as well: by the element's name, or word for word."""
    named = _grouped(blocks, "pull_quote", range(len(blocks)), lambda e: bool(_PULL_QUOTE.search(name(e))))
    apart = _grouped(
        blocks,
        "pull_quote",
        [i for i in range(len(blocks)) if i not in named],
        lambda e: e.tag in ("blockquote", "aside"),
    )
    rest = [blocks[i] for i in sorted(body - named.keys() - apart.keys())]
    whole, said = letters_only(" ".join(b.words for b in rest)), [_word_set(b.words) for b in rest]
    found: Embedded = {}
    for group in (named, apart):
        for _, members in islice(groupby(group.items(), key=lambda item: item[1][1]), _MOST):
            items = dict(members)
            words = _word_set(max((blocks[i].words for i in items), key=len))
            copied = any(len(blocks[i].letters) >= _ENOUGH and blocks[i].letters in whole for i in items)
            close = group is named and any(len(words & each) >= _SAME * len(words) for each in said)
            found |= items if copied or close else {}
    return found


def _word_set(words: str) -> frozenset[str]:
    return frozenset(m[0].casefold() for m in WORD.finditer(words))


def _grouped(blocks: list[Block], kind: str, among: Iterable[int], is_root: Callable[[HtmlElement], bool]) -> Embedded:
    """The blocks below such elements, each with the outermost of these."""
    found: Embedded = {}
    for i in among:
        roots = [e for e in blocks[i].above if is_root(e)]
        if roots and not blocks[i].role:
            found[i] = (kind, roots[-1])
    sizes: dict[HtmlElement, int] = {}
    for i, (_, root) in found.items():
        sizes[root] = sizes.get(root, 0) + len(blocks[i].words.split())
    return {i: (kind, root) for i, (kind, root) in found.items() if sizes[root] <= _LONGEST}


def is_tool(words: str) -> bool:
    """A label or date below a post: "View this post on Instagram", "12 likes"."""
    sign = recognize_publication(words) if len(words) <= _LONGEST_LABEL else None
    return _TOOL.fullmatch(words[:_LONGEST_LABEL]) is not None or (sign is not None and sign.kind == "date")


def author_zones(words: list[str]) -> tuple[Zone, ...]:
    """Who wrote the post of these blocks, as an offset into the blocks joined by spaces; empty where it is not said."""
    at = 0
    for each in words:
        if m := _AUTHOR.search(each[:400]):
            span: Span = next(m.span(group) for group in ("name", "poster", "first", "only") if m[group])
            return (Zone("post_author", (at + span[0], at + span[1])),)
        at += len(each) + 1
    return ()
