"""Through which outlet an attribution reached this article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, Parse, Span
from analysis.measures.sourcing.attributions import Draft
from analysis.measures.sourcing.names import same_name
from analysis.nlp.spans import DisjointSpans

if TYPE_CHECKING:
    from analysis.measures.sourcing.resolve import SourceEntry

# "told the Post", "in an interview with CNN", "a statement to the Journal", "on Fox News", "according to AP"
GIVEN_TO = re.compile(
    r"\b(?:told|tells|telling|spoke to|speaking to|spoke with|speaking with|"
    r"(?:interview|statement|comments?|remarks|e-?mail|letter|message|op-ed|call|response|appearance|reply)\b"
    r"(?:\W+\w+){0,3}?\W+(?:to|with|for|on|in|by))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
REACH = 60  # characters before an outlet's name in which the words of giving may be


def via_outlet(
    article: Article,
    parse: Parse,
    found: Sequence[Draft],
    ids: Sequence[tuple[int, ...]],
    entries: Sequence[SourceEntry],
) -> list[int | None]:
    """For each attribution the entry of the outlet that it came through, or None.

    Through an outlet: the attribution is inside the outlet's own, or inside another that came through it; or its
    sentence says that the words were given to the outlet; or the sentence before it does, of the same source.
    """
    own = article.outlet or ""
    outlets = {n: None for n, e in enumerate(entries) if e.kind == "outlet" and not same_name(e.name, own)}
    told = _Told(parse, entries, given(article, entries, list(outlets)))
    latest: dict[tuple[tuple[int, ...], int | None], int] = {}  # by sources and what it is inside
    out: list[int | None] = []
    for n, draft in enumerate(found):
        via, parent = None, draft.parent
        while via is None and parent is not None:
            via = next((i for i in ids[parent] if i in outlets), out[parent])
            parent = found[parent].parent
        if via is None and not any(i in outlets for i in ids[n]):
            via = told.outlet(draft, ids[n])
        if via is None and draft.cue:  # "..., adding": the same speech goes on
            last = latest.get((ids[n], draft.parent))
            if last is not None and (not draft.source or draft.source == found[last].source):
                via = out[last]
        latest[ids[n], draft.parent] = n
        out.append(via)
    return out


def given(article: Article, entries: Sequence[SourceEntry], outlets: Sequence[int]) -> list[tuple[Span, int]]:
    """Where the text says that something was given to an outlet."""
    out = []
    for n in outlets:
        for start, end in entries[n].mentions:
            match = GIVEN_TO.search(article.text, max(0, start - REACH), start)
            if match:
                out.append(((match.start(), end), n))
    return out


class _Told:
    """To which outlet words were given: their own sentence says so, or the one before, where that names the source."""

    def __init__(self, parse: Parse, entries: Sequence[SourceEntry], given: Sequence[tuple[Span, int]]):
        self.sentences = DisjointSpans(parse.sentences)
        self.given: dict[int | None, list[tuple[int, int, int]]] = {}  # by sentence: their order, place and outlet
        for order, ((start, _), outlet) in enumerate(given):
            self.given.setdefault(self.sentences.at(start), []).append((order, start, outlet))
        self.mentioned = [{self.sentences.at(m) for m, _ in entry.mentions} for entry in entries]

    def outlet(self, draft: Draft, sources: Sequence[int]) -> int | None:
        at = (draft.cue or draft.source or draft.content)[0]  # a content may go on over sentences of somebody else
        own = self.sentences.overlapping(at)
        before = bisect_right(self.sentences.ends, draft.extent[0]) - 1
        found = [row for n in own for row in self.given.get(n, ())]
        found = [row for row in found if not any(s <= row[1] < e for s, e in draft.content)]
        if before >= 0 and any(before in self.mentioned[i] for i in sources):
            found += self.given.get(before, ())
        return min(found, default=(0, 0, None))[2]
