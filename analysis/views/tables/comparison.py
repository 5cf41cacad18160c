"""Several articles side by side, each under its letter."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

from analysis.article import Page, Source
from analysis.views.base.names import LARGEST, NOT_NEEDED, OTHER_SOURCES, OTHERS, OWN, OWN_VOICE, frame, line
from analysis.views.tables.sourcing import stretches

if TYPE_CHECKING:
    import pandas as pd

Names = Sequence[tuple[str, Sequence[int | None]]]  # each source's name, and its id in every article


def letters(n: int) -> list[str]:
    return list(ascii_uppercase[:n])


def articles(pages: Sequence[Page]) -> pd.DataFrame:
    rows = [
        (letter, line(p.article.headline), line(p.article.outlet), p.article.published, len(p.article.body_words()))
        for letter, p in zip(letters(len(pages)), pages, strict=True)
    ]
    return frame(rows, "Article", "Headline", "Outlet", "Published", "Words of the body")


def shared_sources(pages: Sequence[Page], names: Names) -> pd.DataFrame:
    """One row for each source, one column for each article: named or not, and its words there."""
    rows = [
        (
            name,
            *(
                NOT_NEEDED if i is None else _there(p.analysis.sourcing.source(i))
                for p, i in zip(pages, ids, strict=True)
            ),
        )
        for name, ids in names
    ]
    return frame(rows, "Source", *letters(len(pages)))


def _there(source: Source) -> str:
    many = f"{source.words:,} {'word' if source.words == 1 else 'words'}"
    return many if source.named else f"{many}, not named"


def ribbons(pages: Sequence[Page], names: Names) -> pd.DataFrame:
    """For the chart: as `ribbon`, for all articles, a source with one look in all. Names with most words come first."""
    called = {
        (at, i): (name, LARGEST[n] if n < len(LARGEST) else OTHERS)
        for n, (name, ids) in enumerate(names)
        for at, i in enumerate(ids)
        if i is not None
    }
    rows = []
    for at, (letter, page) in enumerate(zip(letters(len(pages)), pages, strict=True)):
        own = {None: (OWN_VOICE, OWN), **{i: c for (a, i), c in called.items() if a == at}}
        for start, end, _, source_id in stretches(page.analysis):
            name, look = own[source_id]
            rows.append((letter, start, end, OTHER_SOURCES if look == OTHERS else name, look))
    return frame(rows, "article", "start", "end", "voice", "look")


def twins(rows: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    return frame(rows, "In one article", "In another", "Difference")


def verbs(rows: Sequence[tuple[str, str | None, str]]) -> pd.DataFrame:
    return frame(rows, "Article", "Headline", "Verbs")


def side_by_side(rows: Sequence[tuple], articles: int) -> pd.DataFrame:
    return frame(rows, "What", *letters(articles))
