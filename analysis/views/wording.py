"""Words of our lists and passives, and the sentences that readers are likeliest to find loaded."""

import math

import pandas as pd

from analysis.article import Loaded, Page, Span
from analysis.measures import word_forms
from analysis.nlp.spans import DisjointSpans

# Category -> what it is called, in the order of tables.
CATEGORIES = {
    **{name: own["label"] for name, own in word_forms.load("wording").items()},
    "passive": "Passives that say who did it",
    "agentless_passive": "Passives that don’t say who did it",
}
MOST_WORDS = 4
RAISES = 0.02  # words that add less to the chance are no evidence
ABOUT_CHANCES = (
    "The model learned from news sentences, half of which experts had called loaded. In most articles, fewer sentences "
    "are loaded, so the percentages run high. They say nothing about the article as a whole."
)


def by_chance(page: Page) -> pd.DataFrame:
    """The body's sentences that have no word in quotation marks, the likeliest first, with the `chance` that readers
    find them loaded (0 to 1, NaN without the model)."""
    analysis, quotations = page.analysis, DisjointSpans(page.analysis.parse.quotations)
    found = (analysis.tone.loaded if analysis.tone else ()) or [Loaded(math.nan, ())] * len(analysis.parse.sentences)
    rows = [
        (n, analysis.article.text[slice(*span)], one.chance)
        for n, (span, one) in enumerate(zip(analysis.parse.sentences, found, strict=True), 1)
        if not quotations.overlapping(span)
    ]
    table = pd.DataFrame(rows, columns=["sentence", "text", "chance"])
    return table.sort_values("chance", ascending=False, kind="stable", ignore_index=True)


def raising(sentence: Loaded) -> list[Span]:
    """The words that raise the chance of a sentence most, the first the most."""
    most = sorted((w for w in sentence.words if w[1] >= RAISES), key=lambda word: -word[1])
    return [span for span, _ in most[:MOST_WORDS]]
