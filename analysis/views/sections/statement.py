"""A named voice at length."""

from __future__ import annotations

from analysis.article import Page
from analysis.measures import statement as measure
from analysis.views import tables
from analysis.views.base import html
from analysis.views.base.common import answers
from analysis.views.base.html import Marked, Section, Table, Text
from analysis.views.base.numbers_in_words import count, share

NOBODY = "Nobody with a name speaks in this article at any length."


@answers("sourcing")
def longest_statement(page: Page) -> Section:
    """The longest stretch that one named person has, sentence by sentence, with the size of it."""
    found = measure.longest(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    name = page.analysis.sourcing.source(found.source_id).name
    quoted = html.join(html.element("p", html.marked(page.article.text, s, ())) for s in found.sentences)
    said = f"{name} has {count(found.words, 'word')} here, in {count(len(found.sentences), 'sentence')}: "
    said += f"{share(found.share)} of the body's {len(page.article.body_words()):,} words."
    return Section(Marked(quoted, f"The longest statement: {name}, sentence by sentence"), Text(said))


@answers("sourcing")
def statement_to_sort(page: Page) -> Section:
    """The sentences of the longest statement, numbered, with a column to fill in by hand."""
    found = measure.longest(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    sentences = [" ".join(page.article.text[slice(*s)].split()) for s in found.sentences]
    return Section(Table(tables.to_sort(sentences), "The statement, to sort", "The program leaves the column to you."))


@answers("sourcing")
def taken_up(page: Page) -> Section:
    """The subjects of the rest of the article, and how often the longest statement has them."""
    found = measure.longest(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    subjects = measure.subjects(page.analysis, found)
    if not subjects:
        return Section(Text("The rest of the article has no noun or name often enough to look for it."))
    name = page.analysis.sourcing.source(found.source_id).name
    missing = sum(not s.inside for s in subjects)
    note = f"{missing} of {len(subjects)} are not in the statement. A word is counted with its other forms, as in "
    note += "“farm” and “farmers”. The program counts words; it does not know what an answer is."
    return Section(Table(tables.subjects(subjects), f"What the rest of the article is about, and {name}'s words", note))
