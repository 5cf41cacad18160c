"""From an article to its page: read, parse, measure. What shows it is in `workbook`, which loads much more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from analysis import catalogue
from analysis.article import Analysis, Article, ArticleError, Page
from analysis.measures import headline, lines_to_check, sourcing, wording
from analysis.nlp import parsing, text_type
from analysis.reading import plain_text
from analysis.reading.corrections import corrected

LONGEST = 150_000  # characters, some 25,000 words: longer texts are books or many articles in one file


def open_article(
    path: str | Path | None,
    pipeline: str | None = None,
    *,
    text: str | None = None,
    said: Mapping[str, str] | None = None,
    allow_local: bool = False,
) -> Page:
    """Read, parse and measure one article: a file, the page at a link, or a `text` that is in no file.

    `said` corrects what was read: {"headline": "...", "published": "2025-03-31"}. Raises ArticleError when there is
    nothing to measure.
    """
    name = "" if path is None else str(path)
    read = plain_text.from_text(text or "") if path is None else plain_text.read(path, allow_local)
    article = corrected(read, said or {})
    if problem := not_measurable(article):
        raise ArticleError(f"{name}: {problem}" if name else problem)
    return page_of(name, article, pipeline)


def page_of(name: str, article: Article, pipeline: str | None = None) -> Page:
    """An article that was read, parsed and measured."""
    analysis, found = analyze(article, pipeline), text_type.limits(article)
    return Page(name, analysis, tuple(catalogue.measure(analysis, withheld=text_type.withheld(found))), found)


def not_measurable(article: Article) -> str | None:
    """Why there is nothing to measure, and the mend; None where there is."""
    if not article.paragraphs:
        return "only a headline, no body; add the article's paragraphs below it"
    if len(article.text) > LONGEST:
        return f"{len(article.text):,} characters; split it into articles of at most {LONGEST:,}"
    return None


def analyze(article: Article, pipeline: str | None = None) -> Analysis:
    parse = parsing.parse(article, pipeline)
    found = sourcing.sourcing(article, parse)
    hits = wording.wording(article, parse, found)
    words = headline.words(article, parse, found.voices)
    ladder = headline.rungs(article, parse, found, words)
    words = headline.with_near(words, parse, ladder, hits)
    return Analysis(
        article, parse, found, words, lines_to_check.lines(article, parse, found, words, hits), hits, ladder
    )
