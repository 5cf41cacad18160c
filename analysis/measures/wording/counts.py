"""Wording as numbers: hits in the article's own voice for each 1,000 of its own words.

`low` and `high`: without the word that is found most often, and with what the article retells of its sources in words
of its own. Both could as well have been chosen.
"""

import math
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from analysis.article import WORD, Analysis, Span, Value, Voice

PER = 1000  # words
FEWEST = 50  # own words: a rate over fewer says nothing


def rate(analysis: Analysis, scope: str, categories: Collection[str]) -> Value:
    """Hits of some categories of `data/wording.toml`, for each 1,000 words of the article's own voice, 0 and up.

    More is not worse: "brutal" may be the exact word, and a judgment may need none of these.
    """
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
