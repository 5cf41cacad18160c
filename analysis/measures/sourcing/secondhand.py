"""Through which outlet an attribution reached this article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...article import Article, Parse, Span
from .attributions import Draft
from .names import same_name

if TYPE_CHECKING:
    from .resolve import Entry

# "told the Post", "in an interview with CNN", "a statement to the Journal", "on Fox News", "according to AP"
GIVEN_TO = re.compile(
    r"\b(?:told|tells|telling|spoke to|speaking to|spoke with|speaking with|"
    r"(?:interview|statement|comments?|remarks|e-?mail|letter|message|op-ed|call|response|appearance|reply)\b"
    r"(?:\W+\w+){0,3}?\W+(?:to|with|for|on|in|by))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
REACH = 60  # characters before an outlet's name in which the words of giving may stand


def via_outlet(article: Article, parse: Parse, found: Sequence[Draft], ids: Sequence[tuple[int, ...]],
               entries: Sequence[Entry]) -> list[int | None]:  # fmt: skip
    """For each attribution the entry of the outlet that it came through, or None.

    Through an outlet: the attribution stands inside the outlet's own, or inside another that came through it; or its
    sentence says that the words were given to the outlet; or the sentence before it does, of the same source.
    """
    outlets = [n for n, e in enumerate(entries) if e.kind == "outlet" and not same_name(e.name, article.outlet or "")]
    given = _given(article, entries, outlets)
    out: list[int | None] = []
    for n, draft in enumerate(found):
        via, parent = None, draft.parent
        while via is None and parent is not None:
            via = next((i for i in ids[parent] if i in outlets), out[parent])
            parent = found[parent].parent
        if via is None and not set(ids[n]) & set(outlets):
            via = _told(article, parse, draft, [entries[i] for i in ids[n]], given)
        if via is None and draft.cue:  # "..., adding": the same speech goes on
            same = (m for m in range(n - 1, -1, -1) if ids[m] == ids[n] and found[m].parent == draft.parent)
            last = next(same, None)
            if last is not None and (not draft.source or draft.source == found[last].source):
                via = out[last]
        out.append(via)
    return out


def _given(article: Article, entries: Sequence[Entry], outlets: Sequence[int]) -> list[tuple[Span, int]]:
    """Where the text says that something was given to an outlet."""
    out = []
    for n in outlets:
        for start, end in entries[n].mentions:
            match = GIVEN_TO.search(article.text, max(0, start - REACH), start)
            if match:
                out.append(((match.start(), end), n))
    return out


def _told(
    article: Article, parse: Parse, draft: Draft, sources: Sequence[Entry], given: Sequence[tuple[Span, int]]
) -> int | None:
    if not given:
        return None
    mentions = [m for source in sources for m in source.mentions]
    at = (draft.cue or draft.source or draft.content)[0]  # a content may go on over sentences of somebody else
    own = [s for s in parse.sentences if s[0] < at[1] and at[0] < s[1]]
    begins = draft.extent[0]
    before = [s for s in parse.sentences if s[1] <= begins][-1:]
    for (start, _), outlet in given:
        if any(s <= start < e for s, e in own) and not any(s <= start < e for s, e in draft.content):
            return outlet
        if any(s <= start < e and any(s <= m < e for m, _ in mentions) for s, e in before):
            return outlet
    return None
