"""The index of a folder of articles: one row for each, from the same values as its page."""

from collections.abc import Sequence
from types import SimpleNamespace

from analysis.article import Page
from analysis.nlp.text_type import withheld
from analysis.report.page import checks
from analysis.report.page.render import NO_HEADLINE, written
from analysis.report.page.ribbon import drawing
from analysis.report.page.sources import OWN, find_voices
from analysis.report.page.text import MarkedText
from analysis.views.base.common import NOT_NEEDED, one_line
from analysis.views.base.numbers_in_words import count, day, share

WIDTH = 300  # pixels: what is narrower than one is not drawn


def row(page: Page, file: str) -> SimpleNamespace:
    """What the index says of an article whose page is called `file`. Where the text is of a kind whose sources are not
    looked for, `sources`, `unnamed`, `own` and `checks` are dashes and there is no ribbon."""
    article, words = page.article, f"{len(page.article.body_words()):,}"
    about = ", ".join(filter(None, [one_line(article.outlet), article.published and day(article.published)]))
    shown = SimpleNamespace(file=file, headline=one_line(article.headline) or NO_HEADLINE, about=about, words=words)
    shown.sources = shown.unnamed = shown.own = shown.checks = NOT_NEEDED
    shown.ribbon = None
    if "sourcing" not in withheld(page.limits):
        voices = find_voices(page, MarkedText(article))
        n = len(voices.words)
        shown.sources, shown.unnamed = f"{len(voices.sources):,}", f"{voices.sources['unnamed'].sum():,}"
        shown.own, shown.ribbon = share(voices.groups.get(OWN, 0) / n if n else None), n and drawing(voices, WIDTH)
        shown.checks = f"{len(checks.problems(page.analysis.to_check)):,}"
    return shown


def render(name: str, rows: Sequence[SimpleNamespace]) -> str:
    """The index of the folder of this name as one HTML file."""
    title = f"{count(len(rows), 'article')} in “{name}”"
    return written("index", "several.css", scripted=False, title=title, rows=rows)
