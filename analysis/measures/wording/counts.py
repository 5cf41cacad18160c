"""Wording as numbers: hits in the article's own voice for each 1,000 of its own words.

`low` and `high`: without the word that is found most often, and with what the article retells of its sources in words
of its own. Both could as well have been chosen.
"""

import math
from collections import Counter
from functools import lru_cache

from analysis.article import WORD, Analysis, Span, Value, Voice

PER = 1000  # words
FEWEST = 50  # own words: a rate over fewer says nothing


def judgement_words(analysis: Analysis, scope: str) -> Value:
    """Words that may carry a judgment, for each 1,000 words of the article's own voice, 0 and up.

    More is not worse: "brutal" may be the exact word, and a judgment may need none of these.
    """
    return _rate(analysis, {"judgement"})


def hedges(analysis: Analysis, scope: str) -> Value:
    """Words that hold back ("may", "reportedly"), for each 1,000 own words. More may mean more care."""
    return _rate(analysis, {"hedges"})


def boosters(analysis: Analysis, scope: str) -> Value:
    """Words that press ("clearly", "never"), for each 1,000 own words. More is not worse."""
    return _rate(analysis, {"boosters"})


def judging_reports(analysis: Analysis, scope: str) -> Value:
    """Verbs of saying that judge ("claimed", "admitted"), for each 1,000 own words. More is not worse."""
    return _rate(analysis, {"reporting"})


def presupposing_verbs(analysis: Analysis, scope: str) -> Value:
    """Factive and implicative verbs ("realized that", "failed to"), for each 1,000 own words. More is not worse."""
    return _rate(analysis, {"factives", "implicatives"})


def passives(analysis: Analysis, scope: str) -> Value:
    """Passives with a form of "be" or "get", for each 1,000 own words. No fault: often the deed is what matters."""
    return _rate(analysis, {"passive", "agentless_passive"})


def agentless_passives(analysis: Analysis, scope: str) -> Value:
    """Those passives that do not say who did it, for each 1,000 own words. Often it is known or does not matter."""
    return _rate(analysis, {"agentless_passive"})


def causal_claims(analysis: Analysis, scope: str) -> Value:
    """Claims of a cause that no source is given for, for each 1,000 own words. Some are common knowledge."""
    return _rate(analysis, {"causal"})


def _rate(analysis: Analysis, categories: set[str]) -> Value:
    hits = [w for w in analysis.wording if w.category in categories and w.place in ("own", "retold")]
    own = [w for w in hits if w.place == "own"]
    words = _words(analysis.article.prose, analysis.sourcing.voices, analysis.parse.quotations)
    if words["own"] < FEWEST:
        return Value(math.nan, note=f"the article's own voice has only {words['own']} words")
    value = PER * len(own) / words["own"]
    evidence = tuple(w.span for w in own)
    choices = [value, PER * len(hits) / (words["own"] + words["retold"])]
    note = "the range: with what is retold of sources" if words["retold"] else ""
    if own:
        written = (" ".join(analysis.article.text[slice(*w.span)].lower().split()) for w in own)
        word, most = Counter(written).most_common(1)[0]  # the earlier one of two that are as common
        choices.append(PER * (len(own) - most) / words["own"])
        note = f"{note}, and without '{word}'" if note else f"the range: without '{word}'"
    return Value(value, evidence, min(choices), max(choices), note)


@lru_cache(maxsize=8)  # each measure asks for one article's
def _words(text: str, voices: tuple[Voice, ...], quotations: tuple[Span, ...]) -> dict[str, int]:
    """Body words outside quotation marks: of the article's own voice, and of others."""
    inside = bytearray(len(text) + 1)
    for start, end in quotations:
        inside[start:end] = b"\1" * (end - start)
    found = {"own": 0, "retold": 0}
    for voice in voices:
        place = "own" if voice.source_id is None else "retold"
        found[place] += sum(not inside[m.start()] for span in voice.spans for m in WORD.finditer(text, *span))
    return found
