"""The headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.article import Page
from analysis.views import tables
from analysis.views.base import html as narrate
from analysis.views.base.common import NO_HEADLINE, answers
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, quote

if TYPE_CHECKING:
    pass


@answers("headline")
def headline_words(page: Page) -> Section:
    """Each word of the headline: who carries it in the body?"""
    if page.article.headline is None:
        return Section(Text(NO_HEADLINE))
    if not page.analysis.headline_words:
        return Section(Text("The headline has no noun, name, verb, adjective or adverb to look for in the body."))
    from analysis.views import charts

    figure, alt = charts.headline_words(tables.headline_carriers(page.analysis), tables.NO_MATCH)
    words = page.analysis.headline_words
    unmatched = [quote(page.article.text[slice(*w.span)]) for w in words if w.match == "none"]
    said = f"Of {count(len(words), 'word')} in the headline, {len(words) - len(unmatched)} have a matching word "
    said += "in the body."
    if unmatched:
        said += f" {len(unmatched)} have none: {narrate.plain(narrate.listing(unmatched))}. Editors paraphrase: which "
        said += "words of the body could they stand for?"
    return Section(
        Chart(figure, alt, "headline_words", "Each word of the headline, and whose voice carries it in the body"),
        Text(said),
        Table(tables.headline_words(page.analysis), "The headline's words in the body"),
    )
