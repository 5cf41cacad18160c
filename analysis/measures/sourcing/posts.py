"""Embedded posts of social networks: each is a statement of its author.

A post is no body, so it changes no voice, count or share of the body; its author is a source all the same.
"""

import re

from analysis.article import WORD, Article, Kind, Parse, Span
from analysis.measures.sourcing.attributions import Draft
from analysis.measures.sourcing.entities import Ids, SourceEntry
from analysis.measures.sourcing.names import NameIndex, is_outlet

# Between a post's words and the name of its author: dashes, "A post shared by", the handle, dots before the date.
_BEFORE = re.compile(
    r"(?:[\s—–-]|\b(?:a |the )?(?:post(?:ed)?|photo|video|reel|shared|comment|by)\b)+\Z", re.IGNORECASE
)
_BEHIND = re.compile(r"\s?(?:\(@?[^()\n]{1,80}\)|@[\w.@-]{1,80})?[\s·|,:]*")


def add_posts(
    article: Article, parse: Parse, found: list[Draft], entries: list[SourceEntry], ids: list[Ids]
) -> tuple[list[Draft], list[SourceEntry], list[Ids]]:
    """Attributions, sources and their numbers with those of the article's posts behind them."""
    found, entries, ids = list(found), list(entries), list(ids)
    names = NameIndex(entry.name for entry in entries)
    authors = [zone.span for zone in article.zones if zone.kind == "post_author"]
    for post in (zone.span for zone in article.zones if zone.kind == "post"):
        author = next((span for span in authors if post[0] <= span[0] < post[1]), None)
        if author is None or (words := _words(article.text, post, author)) is None:
            continue
        name = article.text[slice(*author)]
        n = next((n for n in names.like(name) if entries[n].named and entries[n].kind != "document"), None)
        if n is None:
            n = len(entries)
            entries.append(SourceEntry(name, _kind(parse, author, name), named=True))
            names.put(n, name)
        if entries[n].kind == "outlet":  # who posts is one if its name says so
            entries[n].kind = _kind(parse, author, name)
        entries[n].mentions[author] = None
        entries[n].attributions.append(len(found))
        ids.append((n,))
        found.append(Draft((author,), (), (words,), 1.0, "direct"))
    return found, entries, ids


def _words(text: str, post: Span, author: Span) -> Span | None:
    """The words of a post above or below its author's name, whichever are more; None where there are none."""
    end = _BEFORE.search(text, max(post[0], author[0] - 200), author[0])
    above = (post[0], end.start() if end else author[0])
    below = (_BEHIND.match(text, author[1], post[1]).end(), post[1])
    span = max(above, below, key=lambda s: s[1] - s[0])
    return span if WORD.search(text, *span) else None


def _kind(parse: Parse, author: Span, name: str) -> Kind:
    """By the pipeline's reading of the name; a person where that says nothing."""
    if is_outlet(name):
        return "outlet"
    inside = parse.doc.char_span(*author, alignment_mode="expand")
    labels = {ent.label_ for ent in inside.ents} if inside is not None else set()
    return "organization" if labels & {"ORG", "GPE"} and "PERSON" not in labels else "person"
