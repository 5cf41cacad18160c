"""The headline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysis.article import Analysis
from analysis.views.base.names import NO_MATCH, NOT_NEEDED, all_names, counted, frame, joined, looks, voice_names

if TYPE_CHECKING:
    import pandas as pd


def headline_words(analysis: Analysis) -> pd.DataFrame:
    """One row for each word of the headline: its matches in the body, and whose voices these stand in."""
    text = analysis.article.text
    names = all_names(analysis.sourcing)
    rows = []
    for word in analysis.headline_words:
        matches = Counter(text[slice(*e)] for e in word.evidence)
        voices = Counter(names[v] for v in word.voices)
        near = "; ".join(joined(analysis.article, [n]) for n in word.near)
        near = f"{near} ({word.near_why})" if near else NOT_NEEDED if matches else "none found by the program"
        rows.append((text[slice(*word.span)], counted(matches) or NO_MATCH, counted(voices) or NOT_NEEDED, near))
    return frame(
        rows, "Word in the headline", "Matching words in the body", "Whose voice", "Near words, for you to judge"
    )


def headline_carriers(analysis: Analysis) -> pd.DataFrame:
    """For the chart: one row for each headline word and voice that carries it; a word without a match has one row."""
    text = analysis.article.text
    names, own_looks = voice_names(analysis.sourcing), looks(analysis.sourcing)
    rows = []
    for number, word in enumerate(analysis.headline_words, 1):
        written = text[slice(*word.span)]
        carriers = Counter((names[v], own_looks[v]) for v in word.voices)
        rows += [(number, written, name, look, n) for (name, look), n in carriers.most_common()]
        rows += [] if carriers else [(number, written, None, None, 0)]
    return frame(rows, "number", "word", "voice", "look", "matches")
