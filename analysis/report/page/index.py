"""The index of a folder of articles: one row for each, from the same values as its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.article import Page
from analysis.nlp.text_type import withheld
from analysis.report.page import checks
from analysis.report.page.render import written
from analysis.report.page.ribbon import drawing
from analysis.report.page.sources import OWN, find_voices
from analysis.report.page.text import MarkedText
from analysis.views.base.common import NOT_NEEDED, one_line
from analysis.views.base.numbers_in_words import count, day, share

WIDTH = 300  # pixels: what is narrower than one is not drawn


@dataclass(frozen=True, slots=True)
class Row:
    """What the index says of an article. `file`: its page. Where the text is of a kind whose sources are not looked
    for, `sources`, `unnamed`, `own` and `checks` are dashes and there is no ribbon."""

    file: str
    headline: str
    about: str
    words: str
    sources: str
    unnamed: str
    own: str
    checks: str
    ribbon: object


def row(page: Page, file: str) -> Row:
    """The row of an article whose page is called `file`."""
    article = page.article
    about = [one_line(article.outlet), article.published and day(article.published)]
    named = one_line(article.headline) or "An article without a headline"
    out = withheld(page.limits)
    told, drawn, checked = (NOT_NEEDED,) * 3, None, NOT_NEEDED
    if "sourcing" not in out:
        voices = find_voices(page, MarkedText(article))
        own = voices.groups.get(OWN, 0) / len(voices.words) if len(voices.words) else None
        counts = (f"{len(voices.sources):,}", f"{voices.sources['unnamed'].sum():,}")
        told, drawn = (*counts, share(own)), drawing(voices, WIDTH) if len(voices.words) else None
        checked = f"{len(checks.problems(page.analysis.to_check)):,}"
    words = f"{len(article.body_words()):,}"
    return Row(file, named, ", ".join(filter(None, about)), words, *told, checked, drawn)


def render(name: str, rows: Sequence[Row]) -> str:
    """The index of the folder of this name as one HTML file."""
    title = f"{count(len(rows), 'article')} in “{name}”"
    return written("index", "several.css", scripted=False, title=title, rows=rows)
