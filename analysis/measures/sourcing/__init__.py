"""Who says what: attributions, the sources behind them, and the voice that each body word belongs to.

Terms after Pareti (2015) and PolNeAR (Newell et al. 2018): source, cue, content; direct, indirect, mixed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.article import Article, Attribution, Correction, Parse, Source, Sourcing, Span
from analysis.measures.sourcing import by_hand
from analysis.measures.sourcing.anonymity_rules import check_rules
from analysis.measures.sourcing.attributions import Draft, find_attributions
from analysis.measures.sourcing.entities import find_entities
from analysis.measures.sourcing.not_quoted import find_not_quoted
from analysis.measures.sourcing.resolve import SourceEntry, resolve_sources
from analysis.measures.sourcing.second_hand import via_outlet
from analysis.measures.sourcing.voices import assign_voices
from analysis.measures.sourcing.wordlists import POSITION_TO_KNOW, REASON
from analysis.nlp.spans import DisjointSpans

GOES_ON = re.compile(r"(?:The|Both|All|He|She|They|These|Those) ")


def find_sourcing(
    article: Article, parse: Parse, found: Sequence[Draft] | None = None, corrections: Sequence[Correction] = ()
) -> Sourcing:
    """Everything that the article attributes to somebody, from the pipeline's spans or from those given.

    What a person says in `corrections` replaces what was found; all that follows from it is counted again.
    """
    found = find_attributions(article, parse) if found is None else found
    entities = find_entities(article, parse)
    entries, ids = resolve_sources(article, parse, found, entities)
    if corrections:
        found, entries, ids, corrections = by_hand.apply(corrections, article, entities, found, entries, ids)
    via = via_outlet(article, parse, found, ids, entries)
    attributions = tuple(
        Attribution(n, d.source, d.cue, d.content, d.manner, d.parent, ids[n], d.score) for n, d in enumerate(found)
    )
    spoken = assign_voices(article, attributions)
    words = {v.source_id: v.words for v in spoken}
    sentences = DisjointSpans(parse.sentences)
    body = article.paragraphs[0][0] if article.paragraphs else 0  # a headline says no source of its own
    sources = []
    for n, entry in enumerate(entries):
        mine = [attributions[a] for a in entry.attributions]
        ways = [via[a.id] for a in mine if a.content[0][0] >= body]
        second_hand = ways[0] if ways and None not in ways and entry.kind != "outlet" else None
        reason = () if entry.named else _reason(article, sentences, mine)
        who, spans = (
            (n, entry.name, entry.kind, entry.named),
            (_position(article, entry), reason, tuple(entry.mentions)),
        )
        source = Source(*who, second_hand, *spans, tuple(entry.attributions), words.get(n, 0))
        sources.append(replace(source, checks=check_rules(article.text, source)))
    silent = find_not_quoted(article, parse, entities, sources, attributions)
    return Sourcing(attributions, tuple(sources), spoken, silent, tuple(corrections))


def _position(article: Article, entry: SourceEntry) -> tuple[Span, ...]:
    """The words in a source phrase that say how this source can know."""
    out = []
    for start, end in entry.mentions:
        match = re.search(rf"\b{POSITION_TO_KNOW}[^,;]*", article.text[start:end], re.IGNORECASE)
        if match:
            out.append((start + match.start(), start + len(match.group().rstrip()) + match.start()))
    return tuple(out)


def _reason(article: Article, sentences: DisjointSpans, mine: Sequence[Attribution]) -> tuple[Span, ...]:
    """The reason given for not naming: in a sentence of the source's attributions, or in the next one, when that
    goes on with the source ("The official was not authorized to speak publicly.")."""
    own = {sentences.at(s) for a in mine for s, _ in a.source or a.cue or a.content} - {None}
    out = set()
    for n in own | {n + 1 for n in own if n + 1 < len(sentences.spans)}:
        start = sentences.starts[n]
        sentence = article.text[start : sentences.ends[n]]
        if n in own or GOES_ON.match(sentence):
            for match in re.finditer(REASON, sentence, re.IGNORECASE):
                group = "a" if match["a"] else "b"
                out.add((start + match.start(group), start + match.end(group)))
    return tuple(sorted(out))
