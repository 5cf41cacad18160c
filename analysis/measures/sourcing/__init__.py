"""Who says what: attributions, the sources behind them, and the voice that each body word belongs to.

Terms after Pareti (2015) and PolNeAR (Newell et al. 2018): source, cue, content; direct, indirect, mixed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analysis.article import Article, Attribution, Check, Correction, Parse, Source, Sourcing, Span, State
from analysis.measures.sourcing import by_hand
from analysis.measures.sourcing.attributions import find_attributions
from analysis.measures.sourcing.entities import Draft, SourceEntry, find_entities
from analysis.measures.sourcing.resolve import add_posts, resolve_sources
from analysis.measures.sourcing.voices import assign_voices, find_mentioned, how_heard, spoken_words, via_outlet
from analysis.measures.sourcing.wordlists import POSITION_TO_KNOW, REASON
from analysis.measures.word_forms import load
from analysis.nlp.spans import DisjointSpans

RULES = load("naming_rules")
COUNTS = "an?|the|one|two|three|four|five|several|some|many|multiple|other"
BARE = re.compile(rf"(?:{COUNTS})?\s*(?:sources?|people|persons?)", re.IGNORECASE)
HOW_KNOWN = re.compile(rf"\b{POSITION_TO_KNOW}[^,;]*", re.IGNORECASE)
GOES_ON = re.compile(r"(?:The|Both|All|He|She|They|These|Those) ")


def find_sourcing(
    article: Article, parse: Parse, found: list[Draft] | None = None, corrections: Sequence[Correction] = ()
) -> Sourcing:
    """Everything that the article attributes to somebody, from the pipeline's spans or from those given.

    What a person says in `corrections` replaces what was found; all that follows from it is counted again.
    """
    found = find_attributions(article, parse) if found is None else found
    entities = find_entities(article, parse)
    entries, ids = resolve_sources(article, parse, found, entities)
    found, entries, ids = add_posts(article, parse, found, entries, ids)
    if corrections:
        corrector = by_hand.Corrector(article, entities, found, entries, ids)
        corrections = [replace(c, fits=corrector.correct(c)) for c in corrections]
        found, entries, ids = corrector.result()
    via = via_outlet(article, parse, found, ids, entries)
    attributions = tuple(
        Attribution(n, d.source, d.cue, d.content, d.manner, d.type, d.parent, ids[n], d.score)
        for n, d in enumerate(found)
    )
    words = spoken_words(article, parse.quotations, attributions)
    voices, heard = assign_voices(words), how_heard(article, words, attributions)
    n_words = {v.source_id: v.words for v in voices}
    sentences = DisjointSpans(parse.sentences)
    # How headlines came to their words says nothing of the source's way.
    body = article.paragraphs[0][0] if article.paragraphs else 0
    sources = []
    for n, entry in enumerate(entries):
        mine = [attributions[a] for a in entry.attributions]
        ways = [via[a.id] for a in mine if a.type == "statement" and a.content[0][0] >= body]
        source = Source(
            id=n,
            name=entry.name,
            kind=entry.kind,
            named=entry.named,
            second_hand_via=None if entry.kind == "outlet" else _mostly(ways),
            position_to_know=_position(article, entry),
            reason_for_anonymity=() if entry.named else _reason(article, sentences, mine),
            mentions=tuple(entry.mentions),
            attributions=tuple(entry.attributions),
            words=n_words.get(n, 0),
            heard=heard.get(n, "told about"),
            pronouns=entry.pronouns,
            pronoun_mentions=entry.pronoun_mentions,
        )
        sources.append(replace(source, checks=check_rules(article.text, source)))
    mentioned = find_mentioned(article, parse, entities, sources)
    return Sourcing(attributions, tuple(sources), voices, mentioned, tuple(corrections))


def _mostly(ways: Sequence[int | None]) -> int | None:
    """The outlet that at least half of a source's statements came through."""
    found = Counter(way for way in ways if way is not None).most_common(1)
    return next((way for way, times in found if 2 * times >= len(ways)), None)


def _position(article: Article, entry: SourceEntry) -> tuple[Span, ...]:
    """The words in a source phrase that say how this source can know."""
    found = [(start, HOW_KNOWN.search(article.text[start:end])) for start, end in entry.mentions]
    return tuple((s + m.start(), s + m.start() + len(m.group().rstrip())) for s, m in found if m)


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


def check_rules(text: str, source: Source) -> tuple[Check, ...]:
    """The rules for one unnamed person or group that speaks; nothing for others. Evidence: the words that meet a rule.

    A check says what is in the text, not whether the outlet kept the rule: most of a rule happens in a newsroom.
    """
    if not source.unnamed or not source.speaks:
        return ()
    evidence = {
        "described": tuple(m for m in source.mentions[:1] if not BARE.fullmatch(text[slice(*m)].strip())),
        "position": source.position_to_know,
        "reason": source.reason_for_anonymity,
        "more_than_one": source.mentions[:1] if source.kind == "group" else (),
    }
    found = []
    for agency, rules in RULES["rules"].items():
        for rule, says in rules.items():
            words = evidence.get(rule)
            state: State = "cannot tell" if words is None else "met" if words else "not stated"
            found.append(Check(rule, says, state, words or (), **RULES["published"][agency]))
    return tuple(found)
