"""Words that shade what is told: judging, hedged, pressed, passive; in whose voice they stand.

The lists are our own, by the categories of the literature (`data/wording.toml`). A word found is a word to look at:
whether it judges, the sentence says, and a person decides. What the article's own voice says is counted; what stands
inside quotation marks, and what is retold of a source, is shown apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.article import Article, Parse, Sourcing, Span, Wording
from analysis.measures.wording import passives
from analysis.measures.wording.matching import find_matches
from analysis.nlp.spans import DisjointSpans, SpanIndex, spans_starting_in

PASSIVE = {True: "passive", False: "agentless_passive"}
WHY_PASSIVE = {
    True: "A passive that says who did it",
    False: "A passive that does not say who did it",
}


def find_wording(article: Article, parse: Parse, sourcing: Sourcing) -> tuple[Wording, ...]:
    """Every word of the lists and every passive, in the order of the text, each with the voice it stands in."""
    headline = article.span("headline")
    cues = sorted(span for a in sourcing.attributions for span in a.cue)
    owners = _Voices(parse, sourcing)
    found = [Wording(m.span, m.entry.category, m.entry.why, "headline") for m in _in(parse, headline, cues, True)]
    for sentence in parse.sentences:
        found += [
            Wording(m.span, m.entry.category, m.entry.why, owners.place(m.span))
            for m in _in(parse, sentence, cues, False)
        ]
    for passive in passives.passives_of_sentences(parse.doc, parse.sentences):
        named = passive.agent is not None
        found.append(Wording(passive.span, PASSIVE[named], WHY_PASSIVE[named], owners.place(passive.span)))
    return tuple(sorted(found, key=lambda w: (w.span, w.category)))


def _in(parse: Parse, span: Span | None, cues: Sequence[Span], anywhere: bool) -> Iterator:
    piece = parse.doc.char_span(*span, alignment_mode="expand") if span else None
    tokens = [t for t in piece or () if not t.is_space]
    near = SpanIndex(spans_starting_in(cues, span) if span else ())
    cued = frozenset(t.i for t in tokens if near.touch((t.idx, t.idx + 1)))
    yield from find_matches(tokens, cued, anywhere)


class _Voices:
    """In whose voice a place of the body stands."""

    def __init__(self, parse: Parse, sourcing: Sourcing):
        self.quotations = DisjointSpans(parse.quotations)
        self.others = SpanIndex(s for v in sourcing.voices if v.source_id is not None for s in v.spans)

    def place(self, span: Span) -> str:
        if self.quotations.holding(span[0]):
            return "quoted"
        return "retold" if self.others.touch((span[0], span[0] + 1)) else "own"
