"""The same measures on other texts."""

from __future__ import annotations

from analysis.article import Page
from analysis.views import tables
from analysis.views.base.common import value_in_words
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import count, share

NOTE = "These are counts, and more is not better in any row. Some are wrong: hold them against the texts."


def same_measures(*pages: Page) -> Section:
    """A few counts of several articles side by side, under their headlines."""
    headings = [" ".join((p.article.headline or f"text {n}").split()) for n, p in enumerate(pages, 1)]
    if len(set(headings)) < len(headings):
        return Section(Text("Two of these articles have the same headline. Give each article once."))
    rows = [(label, *(shown(page) for page in pages)) for label, shown in ROWS]
    return Section(Table(tables.beside(rows, headings), "The same measures on other texts", NOTE))


def _value(name: str):
    return lambda page: value_in_words(page.measurement(name)).removesuffix(" of body words")


def _without_name(page: Page) -> str:
    return str(sum(map(tables.unnamed, page.analysis.sourcing.sources)))


def _with_reason(page: Page) -> str:
    return str(sum(bool(s.reason_for_anonymity) for s in page.analysis.sourcing.sources))


def _documents(page: Page) -> str:
    return str(sum(s.kind == "document" for s in page.analysis.sourcing.sources))


def _no_match(page: Page) -> str:
    words = page.analysis.headline_words
    return f"{sum(w.match == 'none' for w in words)} of {count(len(words), 'word')}"


def _own_voice(page: Page) -> str:
    return share(page.measurement("narrator_share").value)


ROWS = (
    ("Sources with a name", _value("named_sources")),
    ("People and groups without a name", _without_name),
    ("With a reason for having no name", _with_reason),
    ("Documents as sources", _documents),
    ("Share in the article's own voice", _own_voice),
    ("Share through another outlet", _value("second_hand_share")),
    ("Headline words not in the body", _no_match),
)
