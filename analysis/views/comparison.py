"""A few counts of several articles side by side."""

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import count, share, value_in_words
from analysis.views.sourcing import sources

COUNTS_NOTE = "These are counts, and more is not better in any row. Some are wrong: compare them with the texts."


def same_measures(*pages: Page) -> Section:
    """A few counts of several articles side by side, under their headlines."""
    headings = [" ".join((p.article.headline or f"text {n}").split()) for n, p in enumerate(pages, 1)]
    if len(set(headings)) < len(headings):
        return Section(Text("Two of these articles have the same headline. Give each article once."))
    counts = [_counts(page) for page in pages]
    shown = {heading: of.values() for heading, of in zip(headings, counts, strict=True)}
    return Section(
        Table(pd.DataFrame({"What": counts[0].keys(), **shown}), "The same measures on other texts", COUNTS_NOTE)
    )


def _counts(page: Page) -> dict[str, str]:
    known, words = sources(page), frames.headline(page)
    return {
        "Sources with a name": value_in_words(page.measurement("named_sources")),
        "People and groups without a name": str(known["unnamed"].sum()),
        "With a reason for not being named": str(known["reason_for_anonymity"].notna().sum()),
        "Documents as sources": str((known["kind"] == "document").sum()),
        "Share in the article's own voice": share(page.measurement("narrator_share").value),
        "Share through another outlet": share(page.measurement("second_hand_share").value),
        "Headline words not in the body": f"{(words['matches'] == 0).sum()} of {count(len(words), 'word')}",
    }
