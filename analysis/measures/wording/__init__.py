"""Words that judge, hedge, stress or leave out who acted, and in whose voice they are.

The lists are our own, by the categories of the literature (`data/wording.toml`). A word found is a word to look at:
whether it judges depends on the sentence, and a person decides. What the article's own voice says is counted; what is
inside quotation marks, and what is retold of a source, is shown apart.
"""

from analysis.article import Article, Parse, Sourcing, Wording
from analysis.measures.wording.matching import find_matches
from analysis.measures.wording.passives import find_passives
from analysis.nlp.spans import DisjointSpans, SpanIndex, tokens_in

PASSIVE = {True: "passive", False: "agentless_passive"}
WHY_PASSIVE = {True: "A passive that says who did it", False: "A passive that does not say who did it"}


def find_wording(article: Article, parse: Parse, sourcing: Sourcing) -> tuple[Wording, ...]:
    """Every word of the lists and every passive, in the order of the text, each with the voice that it is in."""
    cues = SpanIndex(span for a in sourcing.attributions for span in a.cue)
    quotations = DisjointSpans(parse.quotations)
    retold = SpanIndex(s for v in sourcing.voices if v.source_id is not None for s in v.spans)

    def place(start: int) -> str:
        return "quoted" if quotations.holding(start) else "retold" if retold.touch((start, start + 1)) else "own"

    headline = article.span("headline")
    found = []
    for sentence in (*([headline] if headline else []), *parse.sentences):
        tokens, in_headline = tokens_in(parse.doc, sentence), sentence == headline
        cued = frozenset(t.i for t in tokens if cues.touch((t.idx, t.idx + 1)))
        for match in find_matches(tokens, cued, anywhere=in_headline):
            where = "headline" if in_headline else place(match.span[0])
            found.append(Wording(match.span, match.entry.category, match.entry.why, where))
        for passive in () if in_headline else find_passives(tokens):
            named = passive.agent is not None
            found.append(Wording(passive.span, PASSIVE[named], WHY_PASSIVE[named], place(passive.span[0])))
    return tuple(sorted(found, key=lambda w: (w.span, w.category)))
