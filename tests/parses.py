"""Articles and parses put together by hand, so that the measures are tested without a trained pipeline.

`SEED` is the shipped article with what a person reads out of it: zones, paragraphs, sentences, and the tags of the
words that its headline shares with its body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import spacy

from analysis.article import Analysis, Article, Parse, Sourcing, Span, Voice, Zone
from analysis.measures import headline, wording
from analysis.nlp.quotations import find_quotations

SEED_TEXT = (Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt").read_bytes().decode("utf-8")
SEED_CAPTION = (
    "U.S. President Donald Trump waves as he boards Air Force One to depart Haneda Airport for South Korea, in "
    "Tokyo, Japan, October 29, 2025. REUTERS/Evelyn Hockstein"
)
# Where sentences start within a paragraph of the seed: all are in the statement.
SEED_STARTS = ("Getting along", "In my opinion", "Let’s keep")
# word -> (universal part of speech, lemma); all others are nouns with themselves as lemma.
SEED_TAGS = {
    "Trump": ("PROPN", "Trump"),
    "blindsides": ("VERB", "blindside"),
    "blindsided": ("VERB", "blindside"),
    "key": ("ADJ", "key"),
    "ally": ("NOUN", "ally"),
    "allied": ("ADJ", "allied"),
    "with": ("ADP", "with"),
    "stunning": ("ADJ", "stunning"),
    "demand": ("NOUN", "demand"),
    "by": ("ADP", "by"),
}


def article(headline_text: str | None, *paragraphs: str, published: str = "", photo: str = "") -> Article:
    """An article of a headline, an optional line with both dates (ISO), and paragraphs, one line each."""
    dates = " ".join(d for d in (photo, published) if d)
    text = "\n".join(line for line in (headline_text, dates, *paragraphs) if line) + "\n"
    zones = [Zone("headline", find(text, headline_text))] if headline_text else []
    zones += [Zone("photo_date", find(text, photo))] if photo else []
    zones += [Zone("published", find(text, published, last=True))] if published else []
    return Article(
        text,
        tuple(zones),
        tuple(find(text, p, last=True) for p in paragraphs),
        published=date.fromisoformat(published) if published else None,
        photo_date=date.fromisoformat(photo) if photo else None,
    )


def analysis(
    of: Article,
    starts: Iterable[str] = (),
    tags: Mapping[str, tuple[str, str]] | None = None,
    voices: tuple[Voice, ...] | None = None,
) -> Analysis:
    """Everything a measure takes. A sentence starts with each paragraph and with each of `starts`.

    Without voices given, the whole body is in the article's own.
    """
    if voices is None:
        voices = (Voice(None, of.paragraphs, len(of.body_words()), 1.0),)
    parse = Parse(_doc(of.text, tags or {}), _sentences(of, starts), find_quotations(of.text, of.paragraphs), "by hand")
    sourcing = Sourcing((), (), voices)
    found, words = wording.find_wording(of, parse, sourcing), headline.match_words(of, parse, voices)
    ladder = headline.find_rungs(of, parse, sourcing, words)
    return Analysis(of, parse, sourcing, words, wording=found, ladder=ladder)


def find(text: str, words: str, last: bool = False) -> Span:
    """The first (or last) place where these words stand."""
    start = text.rindex(words) if last else text.index(words)
    return start, start + len(words)


def seed() -> Analysis:
    return analysis(_seed_article(), SEED_STARTS, SEED_TAGS)


def _seed_article() -> Article:
    lines = [line for line in SEED_TEXT.splitlines() if line.strip()]
    zones = (
        Zone("headline", find(SEED_TEXT, "Trump blindsides key ally with stunning demand")),
        Zone("caption", find(SEED_TEXT, SEED_CAPTION)),
        Zone("credit", find(SEED_TEXT, "REUTERS/Evelyn Hockstein")),
        Zone("photo_date", find(SEED_TEXT, "October 29, 2025")),
        Zone("published", find(SEED_TEXT, "November 26, 2025")),
    )
    paragraphs = tuple(find(SEED_TEXT, line.strip()) for line in lines[3:])
    return Article(SEED_TEXT, zones, paragraphs, published=date(2025, 11, 26), photo_date=date(2025, 10, 29))


def _doc(text: str, tags: Mapping[str, tuple[str, str]]) -> spacy.tokens.Doc:
    doc = spacy.blank("en")(text)
    for token in doc:
        pos, lemma = tags.get(token.text, ("NOUN", token.lower_))
        token.pos_ = pos if any(c.isalnum() for c in token.text) else "PUNCT"
        token.lemma_ = lemma
    return doc


def _sentences(of: Article, starts: Iterable[str]) -> tuple[Span, ...]:
    found = []
    for start, end in of.paragraphs:
        cuts = sorted({start, *(of.text.index(s, start, end) for s in starts if s in of.text[start:end])})
        for a, b in zip(cuts, [*cuts[1:], end], strict=True):
            found.append((a, a + len(of.text[a:b].rstrip())))
    return tuple(found)
