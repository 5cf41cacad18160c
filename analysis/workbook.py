"""Joins the stages: what a notebook imports. One section of a page is one function here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import catalogue, language, limits, reading
from .article import Analysis, Article, ArticleError, Page
from .correcting import corrected
from .measures import headline, sourcing
from .measures import wording as wording_measures
from .measures.sourcing import to_check
from .narrate import save
from .sections import (
    compare,
    found_words,
    headline_cues,
    headline_words,
    lines_to_check,
    marked_article,
    marked_wording,
    never_heard,
    numbers,
    other_names,
    parts_of_article,
    photo_and_dates,
    places,
    plain_article,
    readability_by_ruler,
    rules_on_unnamed,
    source_chain,
    source_ledger,
    statements,
    summary,
    tone_by_sentence,
    tone_gap,
    verb_ladder,
    voice_ribbon,
    word_lists,
    wording,
)

__all__ = [
    "ArticleError",
    "Page",
    "analyse",
    "compare",
    "explore",
    "found_words",
    "headline_cues",
    "headline_words",
    "lines_to_check",
    "marked_article",
    "marked_wording",
    "never_heard",
    "numbers",
    "open_article",
    "other_names",
    "parts_of_article",
    "photo_and_dates",
    "places",
    "plain_article",
    "readability_by_ruler",
    "rules_on_unnamed",
    "save",
    "save_figures",
    "source_chain",
    "source_ledger",
    "statements",
    "summary",
    "tone_by_sentence",
    "tone_gap",
    "verb_ladder",
    "voice_ribbon",
    "word_lists",
    "wording",
]


LONGEST = 150_000  # characters, some 25,000 words: longer texts are books or many articles in one file


def open_article(
    path: str | Path, pipeline: str | None = None, *, said: Mapping[str, str] | None = None, allow_local: bool = False
) -> Page:
    """Read, parse and measure one article: a file, or the page at a link.

    `said` corrects what was read: {"headline": "...", "published": "2025-03-31"}. Raises ArticleError when there is
    nothing to measure.
    """
    article = corrected(reading.read(path, allow_local), said or {})
    if problem := not_measurable(article):
        raise ArticleError(f"{path}: {problem}")
    return page_of(str(path), article, pipeline)


def page_of(name: str, article: Article, pipeline: str | None = None) -> Page:
    """An article that was read, parsed and measured."""
    analysis, found = analyse(article, pipeline), limits.limits(article)
    return Page(name, analysis, tuple(catalogue.measure(analysis, withheld=limits.withheld(found))), found)


def not_measurable(article: Article) -> str | None:
    """Why there is nothing to measure, and the mend; None where there is."""
    if not article.paragraphs:
        return "only a headline, no body; add the article's paragraphs below it"
    if len(article.text) > LONGEST:
        return f"{len(article.text):,} characters; split it into articles of at most {LONGEST:,}"
    return None


def analyse(article: Article, pipeline: str | None = None) -> Analysis:
    parse = language.parse(article, pipeline)
    found = sourcing.sourcing(article, parse)
    hits = wording_measures.wording(article, parse, found)
    words = headline.words(article, parse, found.voices)
    ladder = headline.rungs(article, parse, found, words)
    words = headline.with_near(words, parse, ladder, hits)
    return Analysis(article, parse, found, words, to_check.lines(article, parse, found, words), hits, ladder)


def explore(page: Page) -> Any:
    """Paste a text, choose voice, paragraph and measure; in JupyterLab, with ipywidgets."""
    from .explore import explore

    def read(text: str) -> Page:
        article = reading.from_text(text)
        if problem := not_measurable(article):
            raise ArticleError(problem)
        return page_of("pasted text", article)

    return explore(page, read)


def save_figures(page: Page, folder: Path) -> list[Path]:
    """Write every chart of the article as PNG and SVG; the files' paths."""
    charted = (
        headline_words, photo_and_dates, places, readability_by_ruler, source_chain, tone_by_sentence,
        tone_gap, verb_ladder, voice_ribbon, wording,
    )  # fmt: skip
    shown = [*(section(page) for section in charted), verb_ladder(page, "stance")]
    return [path for section in shown for path in save(section, folder)]
