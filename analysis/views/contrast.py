"""The same counts on other texts."""

from __future__ import annotations

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.views.base.common import PEOPLE
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import count, share, value_in_words

NOTE = "These are counts, and more is not better in any row. Some are wrong: compare them with the texts."


def same_measures(*pages: Page) -> Section:
    """A few counts of several articles side by side, under their headlines."""
    headings = [" ".join((p.article.headline or f"text {n}").split()) for n, p in enumerate(pages, 1)]
    if len(set(headings)) < len(headings):
        return Section(Text("Two of these articles have the same headline. Give each article once."))
    counts = [_counts(page) for page in pages]
    shown = {heading: of.values() for heading, of in zip(headings, counts, strict=True)}
    return Section(Table(pd.DataFrame({"What": counts[0].keys(), **shown}), "The same measures on other texts", NOTE))


def _counts(page: Page) -> dict[str, str]:
    sources, words = frames.sources(page), frames.headline(page)
    return {
        "Sources with a name": value_in_words(page.measurement("named_sources")),
        "People and groups without a name": str((~sources["named"] & sources["kind"].isin(PEOPLE)).sum()),
        "With a reason for not being named": str(sources["reason_for_anonymity"].notna().sum()),
        "Documents as sources": str((sources["kind"] == "document").sum()),
        "Share in the article's own voice": share(page.measurement("narrator_share").value),
        "Share through another outlet": share(page.measurement("second_hand_share").value),
        "Headline words not in the body": f"{(words['matches'] == 0).sum()} of {count(len(words), 'word')}",
    }
