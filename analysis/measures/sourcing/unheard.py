"""People and groups that the body speaks of and that have no words of their own in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...article import Article, Attribution, Parse, Source, Span, Unheard
from . import wordlists as lists
from .cast import Member
from .names import same_name

ORGANIZATION_AT_LEAST = 2  # mentions: a body named once is mostly a place or an employer

NOT_ONE_GROUP = {"figure", "body", "other", "number"}


def unheard(article: Article, parse: Parse, members: Sequence[Member], sources: Sequence[Source],
            attributions: Sequence[Attribution]) -> tuple[Unheard, ...]:  # fmt: skip
    """Most mentions first. Words of their own are words of the body that the article gives them, in whatever manner."""
    body = {a.id for a in attributions if _in_body(article, a.content[:1])}
    heard = [s for s in sources if body & set(s.attributions)]
    taken = {m for s in heard for m in s.mentions}
    found: list[Unheard] = []
    for member in members:
        mentions = tuple(m for m in member.mentions if _in_body(article, [m]))
        spoke = any(s.named and same_name(s.name, member.name) for s in heard) or bool(taken & set(mentions))
        enough = len(mentions) >= (1 if member.kind == "person" else ORGANIZATION_AT_LEAST)
        if not spoke and not member.place and member.kind != "outlet" and enough:
            found.append(Unheard(member.name, member.kind, mentions, sum(acts(parse, m) for m in mentions)))
    spoken = [m for s in heard for m in s.mentions]
    for name, mentions in _groups(article, parse):
        free = tuple(m for m in mentions if not any(s < m[1] and m[0] < e for s, e in spoken))
        if len(free) == len(mentions):
            found.append(Unheard(name, "group", free, sum(acts(parse, m) for m in free)))
    return tuple(sorted(found, key=lambda u: (-len(u.mentions), -u.acting, u.mentions)))


def acts(parse: Parse, mention: Span) -> bool:
    """Does a verb follow, so that the mention is likely a subject? The pipeline has no parser to ask."""
    piece = parse.doc.char_span(*mention, alignment_mode="expand")
    after = parse.doc[piece.end : piece.end + 2]
    return bool(after) and after[0].text != "," and any(t.pos_ in ("VERB", "AUX") for t in after)


def _groups(article: Article, parse: Parse) -> Iterator[tuple[str, list[Span]]]:
    """Plurals of people in the body, by their noun: "U.S. farmers", "farmers"."""
    found: dict[str, list[Span]] = {}
    for token in parse.doc:
        if token.tag_ != "NNS":
            continue
        noun = token.lower_.removesuffix("s")
        people = noun in lists.PERSON_NOUNS or re.fullmatch(lists.PERSON_ENDING, noun)
        if people and noun not in NOT_ONE_GROUP and _in_body(article, [(token.idx, token.idx + len(token))]):
            found.setdefault(token.lower_, []).append((token.idx, token.idx + len(token)))
    yield from found.items()


def _in_body(article: Article, spans: Sequence[Span]) -> bool:
    return any(s <= a < e for a, _ in spans for s, e in article.paragraphs)
