"""A named voice at length: the longest statement, and whether it takes up what the rest of the article is about."""

from __future__ import annotations

import pandas as pd

from analysis.article import Page
from analysis.measures import statement
from analysis.views.base import html
from analysis.views.base.common import answers
from analysis.views.base.html import Marked, Section, Table, Text
from analysis.views.base.numbers_in_words import count, share

NOBODY = "Nobody with a name speaks in this article at any length."


@answers("sourcing")
def longest_statement(page: Page) -> Section:
    """The longest stretch that one named person has, sentence by sentence, with the size of it."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    name = page.analysis.sourcing.source(found.source_id).name
    quoted = html.join(html.element("p", html.marked(page.article.text, s, ())) for s in found.sentences)
    said = (
        f"{name} has {count(found.words, 'word')} here, in {count(len(found.sentences), 'sentence')}: "
        f"{share(found.share)} of the body's {len(page.article.body_words()):,} words."
    )
    return Section(Marked(quoted, f"The longest statement: {name}, sentence by sentence"), Text(said))


@answers("sourcing")
def statement_to_sort(page: Page) -> Section:
    """The sentences of the longest statement, numbered, with a column to fill in by hand."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    sentences = [" ".join(page.article.text[slice(*s)].split()) for s in found.sentences]
    rows = {"Number": range(1, len(sentences) + 1), "Sentence": sentences, "Now, later or never?": "……"}
    return Section(Table(pd.DataFrame(rows), "The statement, to sort", "The program leaves the column to you."))


@answers("sourcing")
def taken_up(page: Page) -> Section:
    """The subjects of the rest of the article, and how often the longest statement has them."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    subjects = statement.find_subjects(page.analysis, found)
    if not subjects:
        return Section(Text("The rest of the article has no noun or name often enough to look for."))
    name = page.analysis.sourcing.source(found.source_id).name
    rows = [(s.word, len(s.outside), len(s.inside)) for s in subjects]
    frame = pd.DataFrame(rows, columns=["Word", "Times in the rest", "Times in the statement"])
    missing = sum(not s.inside for s in subjects)
    note = (
        f"{missing} of {len(subjects)} are not in the statement. A word is counted with its other forms, as in “farm” "
        "and “farmers”. The program counts words; it does not know what an answer is."
    )
    return Section(Table(frame, f"What the rest of the article is about, and {name}'s words", note))
