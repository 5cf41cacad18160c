"""Words that judge, hedge, stress or leave out who acted, and in whose voice they are.

The lists are our own, by the categories of the literature (`data/wording.toml`). A word found is a word to look at:
whether it judges depends on the sentence, and a person decides. What the article's own voice says is counted; what is
inside quotation marks, and what is retold of a source, is shown apart.
"""

import math
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from analysis.article import WORD, Analysis, Article, Parse, Sourcing, Span, Value, Voice, Wording
from analysis.measures.wording.matching import find_matches
from analysis.measures.wording.passives import find_passives
from analysis.nlp.spans import DisjointSpans, covered, tokens_in

PER = 1000  # words
FEWEST = 50  # own words: a rate over fewer says nothing
PASSIVE = {True: "passive", False: "agentless_passive"}
WHY_PASSIVE = {True: "A passive that says who did it", False: "A passive that does not say who did it"}


def find_wording(article: Article, parse: Parse, sourcing: Sourcing) -> tuple[Wording, ...]:
    """Every word of the lists and every passive, in the order of the text, each with the voice that it is in."""
    cues = covered(len(article.text), (span for a in sourcing.attributions for span in a.cue))
    quotations = DisjointSpans(parse.quotations)
    retold = covered(len(article.text), (s for v in sourcing.voices if v.source_id is not None for s in v.spans))

    def place(start: int) -> str:
        return "quoted" if quotations.holding(start) else "retold" if retold[start] else "own"

    headline = article.span("headline")
    found = []
    for sentence in (*([headline] if headline else []), *parse.sentences):
        tokens, in_headline = tokens_in(parse.doc, sentence), sentence == headline
        cued = frozenset(t.i for t in tokens if cues[t.idx])
        for match in find_matches(tokens, cued, anywhere=in_headline):
            where = "headline" if in_headline else place(match.span[0])
            found.append(Wording(match.span, match.entry.category, match.entry.why, where))
        for passive in () if in_headline else find_passives(tokens):
            named = passive.agent is not None
            found.append(Wording(passive.span, PASSIVE[named], WHY_PASSIVE[named], place(passive.span[0])))
    return tuple(sorted(found, key=lambda w: (w.span, w.category)))


def rate(analysis: Analysis, scope: str, categories: Collection[str]) -> Value:
    """Hits of some categories of `data/wording.toml`, for each 1,000 words of the article's own voice, 0 and up.

    The range: without the word that is found most often, and with what the article retells of its sources in words of
    its own; both could as well have been chosen. More is not worse: "brutal" may be the exact word, and a judgment may
    need none of these.
    """
    hits = [w for w in analysis.wording if w.category in categories and w.place in ("own", "retold")]
    own = [w for w in hits if w.place == "own"]
    words = _words(analysis.article.prose, analysis.sourcing.voices, analysis.parse.quotations)
    if words["own"] < FEWEST:
        return Value(math.nan, note=f"the article's own voice has only {words['own']} words")
    value = PER * len(own) / words["own"]
    evidence = tuple(w.span for w in own)
    choices = [value, PER * len(hits) / (words["own"] + words["retold"])]
    note = "the range comes from counting retold words, too" if words["retold"] else ""
    if own:
        written = (" ".join(analysis.article.text[slice(*w.span)].lower().split()) for w in own)
        word, most = Counter(written).most_common(1)[0]  # the earlier one of two that are as common
        choices.append(PER * (len(own) - most) / words["own"])
        note = f"{note}, or leaving out “{word}”" if note else f"the range comes from leaving out “{word}”"
    return Value(value, evidence, min(choices), max(choices), note)


@lru_cache(maxsize=8)  # each measure asks for one article's
def _words(text: str, voices: tuple[Voice, ...], quotations: tuple[Span, ...]) -> dict[str, int]:
    """Body words outside quotation marks: of the article's own voice, and of others."""
    inside = covered(len(text), quotations)
    found = {"own": 0, "retold": 0}
    for voice in voices:
        place = "own" if voice.source_id is None else "retold"
        found[place] += sum(not inside[m.start()] for span in voice.spans for m in WORD.finditer(text, *span))
    return found
