"""A page made by hand: two paragraphs, three voices, one of them not named and reached through another outlet.

Bridge closes in Lowfield
An aide said the bridge is safe, the Gazette reported.      3 Gazette, 4 aide, 3 own words
It closes on Friday.                                        4 own words
"""

from __future__ import annotations

from math import nan

import parses

from analysis.article import Analysis, Attribution, Measurement, Source, Sourcing, Voice
from analysis.workbook import Page

FIRST = "An aide said the bridge is safe, the Gazette reported."
SECOND = "It closes on Friday."
TAGS = {
    "in": ("ADP", "in"),
    "An": ("DET", "an"),
    "said": ("VERB", "say"),
    "the": ("DET", "the"),
    "is": ("AUX", "be"),
    "closes": ("VERB", "close"),
    "It": ("PRON", "it"),
    "on": ("ADP", "on"),
    "Lowfield": ("PROPN", "Lowfield"),
}


def analysis() -> Analysis:
    article = parses.article("Bridge closes in Lowfield", FIRST, SECOND, published="2025-03-31", photo="2025-03-03")
    made = parses.analysis(article, tags=TAGS, voices=_voices(article.text))
    return Analysis(made.article, made.parse, sourcing(article.text), made.headline_words)


def page() -> Page:
    made = analysis()
    body, quoted = made.article.paragraphs, parses.find(made.article.text, "the bridge is safe")
    measurements = (
        Measurement("photo_days_before", "body", "days", 28.0, nan, nan, (), ""),
        Measurement("narrator_share", "body", "share of body words", 0.5, 0.25, 0.5, body, "a note"),
        Measurement("sources", "body", "count", 2.0, nan, nan, (quoted,), ""),
        Measurement("headline_tone", "headline", "VADER compound (-1 to 1)", nan, nan, nan, (), "no word is rated"),
    )
    return Page("made.txt", made, measurements)


def sourcing(text: str) -> Sourcing:
    aide, said, safe = (parses.find(text, words) for words in ("An aide", "said", "the bridge is safe"))
    gazette, reported = parses.find(text, "the Gazette"), parses.find(text, "reported")
    told = (aide[0], safe[1])
    return Sourcing(
        (
            Attribution(0, (gazette,), (reported,), (told,), "indirect", "statement", None, (0,), 0.9),
            Attribution(1, (aide,), (said,), (safe,), "indirect", "statement", 0, (1,), 0.9),
        ),
        (
            Source(0, "the Gazette", "outlet", True, None, (), (), (gazette,), (0,), 3, "retold"),
            Source(1, "An aide", "person", False, 0, (), (), (aide,), (1,), 4, "retold"),
        ),
        _voices(text),
    )


def _voices(text: str) -> tuple[Voice, ...]:
    aide, safe = parses.find(text, "An aide said"), parses.find(text, "the bridge is safe")
    own = (parses.find(text, "the Gazette reported"), parses.find(text, SECOND))
    return (
        Voice(None, own, 7, 0.5),
        Voice(0, (aide,), 3, 3 / 14, (), (aide,), 0, 3),
        Voice(1, (safe,), 4, 4 / 14, (), (safe,), 0, 4),
    )


def many_sources(n: int) -> Sourcing:
    """Sources A, B, ... with n, n-1, ... 1 words."""
    sources = tuple(
        Source(i, chr(ord("A") + i), "person", True, None, (), (), (), (), n - i, "retold") for i in range(n)
    )
    return Sourcing((), sources, ())
