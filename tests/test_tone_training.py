"""The ratings of words are made for the score that the workbook gives: the two count in the same way."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="pip install -e '.[training]'")
pytest.importorskip("sklearn", reason="pip install -e '.[training]'")

import numpy as np

from analysis.measures.tone import lexicons
from research.training import tone

RATINGS = {"good": 0.5, "bad": -0.8, "faint": 0.01}
TEXTS = ["A good day", "Not a very good, bad day", "It isn’t good", "Bad, bad and faint", "It rained."]


def test_training_scores_as_the_workbook_does(monkeypatch):
    kept = {w: r for w, r in RATINGS.items() if abs(r) >= tone.SMALLEST}
    monkeypatch.setattr(lexicons, "_news", lambda: kept)
    assert tone.scores(TEXTS, RATINGS) == pytest.approx([lexicons.by_name("news").score(t) for t in TEXTS])


def test_counts_times_ratings_are_the_sums_that_are_scored():
    parts = tone.Parts.__new__(tone.Parts)
    parts.words, parts.at = list(RATINGS), {w: i for i, w in enumerate(RATINGS)}
    big = np.array([0.5, -0.8, 0.0])
    expected = tone.scores(TEXTS, {"good": 0.5, "bad": -0.8})
    assert np.tanh(parts.counts(TEXTS) @ big) == pytest.approx(expected)


def test_what_is_written_is_what_is_read(tmp_path, monkeypatch):
    file = tmp_path / "ratings.tsv"
    tone.write(RATINGS, file)
    monkeypatch.setattr(lexicons, "NEWS_RATINGS", file)
    lexicons._news.cache_clear()
    try:
        assert lexicons._news() == {"good": 0.5, "bad": -0.8}
    finally:
        lexicons._news.cache_clear()
