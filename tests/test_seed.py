"""The seed is the article as it was given, and reading finds in it what a person wrote down beside it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from analysis.reading.read import read_article

SEEDS = Path(__file__).parents[1] / "seeds"
SIDECAR = json.loads((SEEDS / "trump-takaichi-call.json").read_text(encoding="utf-8"))
SEED = SEEDS / SIDECAR["file"]
READING = SIDECAR["reading"]


def test_byte_for_byte_as_given():
    assert SIDECAR["sha256"] == "b2e730a9d2b65ec1937a50fabe4c55f1cbca560b855fa998e92f2b5a4fea6f6e"
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SIDECAR["sha256"]


def test_reading_leaves_the_text_alone():
    data = SEED.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and not data.endswith(b"\n")
    assert read_article(SEED).text.encode("utf-8") == data


@pytest.mark.parametrize("kind", ["headline", "caption", "credit"])
def test_words_found(kind):
    assert read_article(SEED).field(kind) == READING[kind]


def test_dates_found():
    article = read_article(SEED)
    assert article.photo_date == date.fromisoformat(READING["photo_date"])
    assert article.published == date.fromisoformat(READING["published"])
    assert (article.published - article.photo_date).days == READING["photo_days_before"] == 28
    assert (article.field("photo_date"), article.field("published")) == ("October 29, 2025", "November 26, 2025")


def test_not_in_the_text():
    article = read_article(SEED)
    assert {kind: article.field(kind) for kind in SIDECAR["not_in_the_text"]} == {
        "byline": None,
        "dateline": None,
        "outlet": None,
        "url": None,
    }


def test_body_is_the_seven_paragraphs():
    article = read_article(SEED)
    assert len(article.paragraphs) == READING["paragraphs"] == 7
    for (start, end), openings in zip(article.paragraphs, READING["sentence_openings"], strict=True):
        assert article.text.startswith(openings[0], start)
        assert all(article.text.count(opening, start, end) == 1 for opening in openings)
    # Nothing between the paragraphs but line ends, and nothing after the last.
    assert article.text[article.paragraphs[0][0] :] == "\n".join(article.text[a:b] for a, b in article.paragraphs)


def test_sidecar_agrees_with_itself():
    assert sum(map(len, READING["sentence_openings"])) == READING["sentences"] == 10
    tone = SIDECAR["tone"]
    assert round(tone["headline_tone"] - tone["body_tone"], 2) == tone["tone_gap"]
    assert round(tone["headline_tone_without_stunning"] - tone["body_tone"], 2) == tone["tone_gap_without_stunning"]
    assert round(tone["headline_tone"] - tone["body_as_one_text"], 2) == tone["tone_gap_whole_text"]


def test_sidecar_quotes_the_article():
    """Every name that the sidecar gives stands in the article, in the paragraph that it says."""
    article, sourcing = read_article(SEED), SIDECAR["sourcing"]
    for source in sourcing["unnamed_sources"]:
        start, end = article.paragraphs[source["paragraph"]]
        assert source["name"] in article.text[start:end]
        assert (source["position_to_know"] or "") in source["name"]
    body = article.text[article.paragraphs[0][0] :]
    named = [name for s in sourcing["named_sources"] for name in (s["name"], *s.get("also_called", ()))]
    assert all(name in body for name in [*named, *sourcing["no_voice"], sourcing["continues_the_report"]])
    words = SIDECAR["headline"]["matched"] + SIDECAR["headline"]["unmatched"]
    assert sorted(words) == sorted(set(article.headline.split()) - {"with"})
    assert not any(word in body.split() for word in SIDECAR["headline"]["unmatched"])
