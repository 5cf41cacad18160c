"""Posts of social networks and pull quotes inside an article: which blocks are theirs, and who wrote a post."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import groupby, islice

from lxml.html import HtmlElement

from analysis.article import WORD, Span, Zone
from analysis.reading.html_blocks import Block, letters_only
from analysis.reading.line_patterns import recognize_publication
from analysis.reading.words import patterns

_HOLDERS = frozenset("blockquote aside div figure section p q h2 h3 h4".split())
_POST_NAME, _PULL_QUOTE = patterns("names", "post pull_quote")
_POST_LINK, _TOOL = *patterns("parts_of_names", "posts"), *patterns("lines", "post_labels")
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
Name = Callable[[HtmlElement], str]


def find_posts(blocks: list[Block], name: Name) -> Embedded:
    """The blocks inside an element that is called like a network's post, or in a quotation that links to its post."""

    @cache
    def is_post(e: HtmlElement) -> bool:
        links = e.xpath(".//a/@href | @cite | @*[starts-with(name(), 'data-')]") if e.tag == "blockquote" else ()
        called = e.tag in _HOLDERS and _POST_NAME.search(name(e))
        return bool(called) or any(_POST_LINK.search(link[:300]) for link in links)

    return _grouped(blocks, "post", is_post)


def find_pull_quotes(blocks: list[Block], name: Name, body: set[int]) -> Embedded:
    """Quotations set apart whose words the body has as well: word for word, or, of what is called so, most of them."""
    named = _grouped(blocks, "pull_quote", lambda e: _PULL_QUOTE.search(name(e)) is not None)
    apart = _grouped(blocks, "pull_quote", lambda e: e.tag in ("blockquote", "aside")) | named
    rest = [blocks[i] for i in sorted(body - apart.keys())]
    whole, said = letters_only(" ".join(b.words for b in rest)), [_word_set(b.words) for b in rest]
    found: Embedded = {}
    for _, members in islice(groupby(apart.items(), key=lambda item: item[1][1]), _MOST):
        items = dict(members)
        words = _word_set(max((blocks[i].words for i in items), key=len))
        copied = any(len(blocks[i].letters) >= _ENOUGH and blocks[i].letters in whole for i in items)
        close = items.keys() <= named.keys() and any(len(words & each) >= _SAME * len(words) for each in said)
        found |= items if copied or close else {}
    return found


def _word_set(words: str) -> frozenset[str]:
    return frozenset(m[0].casefold() for m in WORD.finditer(words))


def _grouped(blocks: list[Block], kind: str, is_root: Callable[[HtmlElement], bool]) -> Embedded:
    """The blocks below such elements, each with the outermost of these; not those of elements with many words."""
    roots = {i: [e for e in b.above if is_root(e)][-1:] for i, b in enumerate(blocks) if not b.role}
    sizes = Counter()
    for i, outermost in roots.items():
        sizes.update(dict.fromkeys(outermost, len(blocks[i].words.split())))
    return {i: (kind, e) for i, outermost in roots.items() for e in outermost if sizes[e] <= _LONGEST}


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
