"""Who says what: attributions, the sources behind them, and the voice that each body word belongs to.

Terms after Pareti (2015) and PolNeAR (Newell et al. 2018): source, cue, content; direct, indirect, mixed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...article import Article, Attribution, Parse, Source, Sourcing, Span
from .attributions import drafts
from .resolve import Entry, resolve
from .secondhand import via_outlet
from .voices import voices
from .wordlists import POSITION_TO_KNOW, REASON


def sourcing(article: Article, parse: Parse) -> Sourcing:
    """Everything that the article attributes to somebody, from the pipeline's spans."""
    found = drafts(article, parse)
    entries, ids = resolve(article, parse, found)
    via = via_outlet(article, parse, found, ids, entries)
    attributions = tuple(
        Attribution(n, d.source, d.cue, d.content, d.manner, d.parent, ids[n], d.score) for n, d in enumerate(found)
    )
    spoken = voices(article, attributions)
    words = {v.source_id: v.words for v in spoken}
    sources = tuple(_source(n, e, article, parse, attributions, via, words.get(n, 0)) for n, e in enumerate(entries))
    return Sourcing(attributions, sources, spoken)


def _source(n: int, entry: Entry, article: Article, parse: Parse, attributions: Sequence[Attribution],
            via: Sequence[int | None], words: int) -> Source:  # fmt: skip
    ways = [via[a] for a in entry.attributions]
    second_hand = ways[0] if ways and None not in ways and entry.kind != "outlet" else None
    reason = () if entry.named else _reason(article, parse, [attributions[a] for a in entry.attributions])
    return Source(n, entry.name, entry.kind, entry.named, second_hand, _position(article, entry), reason,
                  tuple(entry.mentions), tuple(entry.attributions), words)  # fmt: skip


def _position(article: Article, entry: Entry) -> tuple[Span, ...]:
    """The words in a source phrase that say how this source can know."""
    out = []
    for start, end in entry.mentions:
        match = re.search(rf"\b{POSITION_TO_KNOW}[^,;]*", article.text[start:end], re.IGNORECASE)
        if match:
            out.append((start + match.start(), start + len(match.group().rstrip()) + match.start()))
    return tuple(out)


def _reason(article: Article, parse: Parse, mine: Sequence[Attribution]) -> tuple[Span, ...]:
    """The reason given for not naming, in a sentence of the source's attributions outside their contents."""
    out = set()
    for a in mine:
        where = [s for s, _ in a.source or a.cue or a.content]
        for start, end in parse.sentences:
            if not any(start <= w < end for w in where):
                continue
            for match in re.finditer(REASON, article.text[start:end], re.IGNORECASE):
                group = "a" if match["a"] else "b"
                out.add((start + match.start(group), start + match.end(group)))
    return tuple(sorted(out))
