"""People and groups that the body speaks of and that have no words of their own in it."""

import re
from collections.abc import Iterator, Sequence

from analysis.article import Article, Attribution, Parse, Source, Span, Unheard
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.entities import Entity
from analysis.measures.sourcing.names import NameIndex
from analysis.nlp.spans import DisjointSpans, SpanIndex

ORGANIZATION_AT_LEAST = 2  # mentions: a body named once is mostly a place or an employer

NOT_ONE_GROUP = {"figure", "body", "other", "number"}


def find_not_quoted(
    article: Article,
    parse: Parse,
    entities: Sequence[Entity],
    sources: Sequence[Source],
    attributions: Sequence[Attribution],
) -> tuple[Unheard, ...]:
    """Most mentions first. Words of their own are words of the body that the article gives them, in whatever manner."""
    body = DisjointSpans(article.paragraphs)
    in_body = {a.id for a in attributions if a.content and body.holding(a.content[0][0])}
    heard = [s for s in sources if not in_body.isdisjoint(s.attributions)]
    taken = {m for s in heard for m in s.mentions}
    speakers = NameIndex(s.name for s in heard if s.named)
    found: list[Unheard] = []
    for entity in entities:
        mentions = tuple(m for m in entity.mentions if body.holding(m[0]))
        spoke = speakers.first(entity.name) is not None or not taken.isdisjoint(mentions)
        enough = len(mentions) >= (1 if entity.kind == "person" else ORGANIZATION_AT_LEAST)
        if not spoke and not entity.place and entity.kind != "outlet" and enough:
            found.append(Unheard(entity.name, entity.kind, mentions, sum(is_acting(parse, m) for m in mentions)))
    spoken = SpanIndex(taken)
    for name, mentions in _groups(body, parse):
        free = tuple(m for m in mentions if not spoken.touch(m))
        if len(free) == len(mentions):
            found.append(Unheard(name, "group", free, sum(is_acting(parse, m) for m in free)))
    return tuple(sorted(found, key=lambda u: (-len(u.mentions), -u.acting, u.mentions)))


def is_acting(parse: Parse, mention: Span) -> bool:
    """Does a verb follow, so that the mention is likely a subject? The pipeline has no parser to ask."""
    end = parse.doc.char_span(*mention, alignment_mode="expand").end
    after = parse.doc[end : end + 2]
    return bool(after) and after[0].text != "," and any(t.pos_ in ("VERB", "AUX") for t in after)


def _groups(body: DisjointSpans, parse: Parse) -> Iterator[tuple[str, list[Span]]]:
    """Plurals of people in the body, by their noun: "U.S. farmers", "farmers"."""
    found: dict[str, list[Span]] = {}
    for token in parse.doc:
        noun = token.lower_.removesuffix("s")
        people = noun in lists.PERSON_NOUNS or re.fullmatch(lists.PERSON_ENDING, noun)
        if token.tag_ == "NNS" and people and noun not in NOT_ONE_GROUP and body.holding(token.idx):
            found.setdefault(token.lower_, []).append((token.idx, token.idx + len(token)))
    yield from found.items()
