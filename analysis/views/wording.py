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
    "agentless_passive": "Passives that do not say who did it",
}
PASSIVES = {"passive", "agentless_passive"}
MOST_WORDS = 4
RAISES = 0.02  # words that add less to the chance are no evidence
ABOUT_CHANCES = (
    "The model learned from news sentences, half of which experts had called loaded. In most articles fewer are: look "
    "at the order, not at the percentages. They say nothing about the article as a whole."
)


def by_chance(page: Page) -> pd.DataFrame:
    """The body's sentences that have no word in quotation marks, the likeliest first.

    `chance` that readers find it loaded (0 to 1, NaN without the model); `words`: those that raise it most, the first
    the most; `listed`: the words of our lists in it, each with the reason for which it is listed.
    """
    analysis, sentences = page.analysis, DisjointSpans(page.analysis.parse.sentences)
    found = (analysis.tone.loaded if analysis.tone else ()) or [Loaded(math.nan, ())] * len(analysis.parse.sentences)
    quotations = DisjointSpans(analysis.parse.quotations)
    why: dict[int | None, list[tuple[str, str]]] = {}
    for hit in analysis.wording:
        if hit.place != "headline" and hit.category not in PASSIVES:
            why.setdefault(sentences.at(hit.span[0]), []).append((analysis.article.text[slice(*hit.span)], hit.why))
    rows = []
    for n, (span, one) in enumerate(zip(analysis.parse.sentences, found, strict=True)):
        if not quotations.overlapping(span):
            words = tuple(analysis.article.text[slice(*w)] for w in raising(one))
            text = analysis.article.text[slice(*span)]
            rows.append((n + 1, text, one.chance, words, tuple(dict.fromkeys(why.get(n, ())))))
    table = pd.DataFrame(rows, columns=["sentence", "text", "chance", "words", "listed"])
    return table.sort_values("chance", ascending=False, kind="stable", ignore_index=True)


def raising(sentence: Loaded) -> list[Span]:
    """The words that raise the chance of a sentence most, the first the most."""
    most = sorted((w for w in sentence.words if w[1] >= RAISES), key=lambda word: -word[1])
    return [span for span, _ in most[:MOST_WORDS]]
