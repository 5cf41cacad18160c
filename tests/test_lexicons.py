"""Lists of words: what each makes of a text, its evidence and its reach, by hand from the ratings themselves.

VADER: good 1.9, bad -2.5, "very" 0.293, and a sum s is s / sqrt(s * s + 15). TextBlob: the mean of good 0.7, bad -0.7,
great 0.8 (polarity) over the rated words, "very" times 1.3, "not" times -0.5; subjectivity good 0.6, great 0.75.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

import analysis
from analysis import valence
from analysis.article import WORD
from analysis.measures.tone import lexicons

ROOT = Path(__file__).parents[1]
VADER, TEXTBLOB = lexicons.LEXICONS["vader"], lexicons.LEXICONS["textblob"]


@pytest.mark.parametrize(
    ("text", "lexicon", "expected"),
    [
        ("A good day", "vader", 1.9 / math.sqrt(1.9**2 + 15)),
        ("A good day", "textblob", 0.7),
        ("A very good day", "textblob", 0.91),
        ("A day that is not good", "textblob", -0.35),
        ("A good, great day", "textblob", 0.75),
        ("The “good” day", "textblob", 0.7),
        ("It isn’t good", "textblob", 0.7),  # TextBlob itself knows "not" only
        ("It isn’t good", "vader", -0.3412),
        ("It rained.", "vader", 0.0),
        ("It rained.", "textblob", 0.0),
    ],
)
def test_valence(text, lexicon, expected):
    assert valence(text, lexicon=lexicon) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("lexicon", lexicons.LEXICONS)
@pytest.mark.parametrize("text", ["GOOD!!! :) 😀 " * 50, "bad " * 500, "\n\t", "n't not never very", "1.5% — “”"])
def test_valence_stays_on_its_scale(text, lexicon):
    assert -1 <= lexicons.by_name(lexicon).score(text) <= 1


def test_no_such_lexicon():
    with pytest.raises(ValueError, match="no lexicon 'afinn'; there are vader, textblob, news"):
        valence("A good day", lexicon="afinn")
    with pytest.raises(AttributeError, match="no attribute 'polarity'"):
        analysis.polarity  # noqa: B018


def test_valence_needs_no_pipeline():
    program = "import sys; from analysis import valence; valence('A good day', 'news'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_best_goes_along_with_people_better_than_vader_on_sets_that_it_was_not_made_from():
    """On each of three sets, by a list made from the two others: the whole interval of the difference is above 0."""
    found = json.loads((ROOT / "research" / "validation" / "tone_transfer.json").read_text(encoding="utf-8"))
    assert len(found) == 3
    assert all(f["trained_on_the_others"]["pearson_more_than_vader"]["low"] > 0 for f in found.values())


def test_ratings_of_our_own():
    """Sorted, each word once, in lower case and as `WORD` reads them, none that says next to nothing."""
    lines = lexicons.NEWS_RATINGS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words = [word for word, _ in rows]
    assert words == sorted(set(words))
    assert len(words) > 5000
    assert all(WORD.fullmatch(w) and w == w.lower() for w in words)
    assert min(abs(float(rating)) for _, rating in rows) >= 0.05


def test_our_own_list_rates_no_politicians_names():
    text = "Trump Biden Obama Clinton Takaichi Xi Sanders Romney Pelosi McConnell Palin Ryan Rubio Cruz Putin Merkel"
    assert lexicons.LEXICONS["news"].rated(text, (0, len(text))) == ()


def test_arithmetic_of_our_own_list(monkeypatch):
    """tanh of the sum over the root of the number of words; a rating times -0.5 up to three words after a negation."""
    monkeypatch.setattr(lexicons, "_news", lambda: {"good": 0.5, "bad": -0.8})
    assert valence("A good day", "news") == pytest.approx(math.tanh(0.5 / math.sqrt(3)))
    assert valence("Not a very good, bad day", "news") == pytest.approx(math.tanh((-0.25 - 0.8) / math.sqrt(6)))
    assert valence("It isn’t good", "news") == pytest.approx(math.tanh(-0.25 / math.sqrt(3)))
    news = lexicons.LEXICONS["news"]
    assert news.rated("It isn’t good or bad", (0, 20)) == ((3, 8), (9, 13), (17, 20))
    assert lexicons.coverage("It isn’t good or bad", ((0, 20),), news) == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A very good day", ["very", "good"]),
        ("A day that is not good", ["not", "good"]),
        ("Good, “good”. The goods", ["Good", "good"]),
        ("A key day", []),  # rated 0: it says nothing
    ],
)
def test_words_that_count_for_textblob(text, words):
    spans = TEXTBLOB.rated(f"… {text}", (2, 2 + len(text)))
    assert [f"… {text}"[a:b] for a, b in spans] == words


def test_coverage():
    """VADER rates good of five words, TextBlob good and long (-0.05)."""
    text = "A good day. A long"
    assert lexicons.coverage(text, ((0, len(text)),), VADER) == pytest.approx(1 / 5)
    assert lexicons.coverage(text, ((0, 11), (12, 18)), TEXTBLOB) == pytest.approx(2 / 5)
    assert math.isnan(lexicons.coverage(text, (), VADER))


def test_evidence_stays_in_place_behind_letters_that_grow_in_lower_case():
    text = "İstanbul has a horrible day"  # "İ" is two characters in lower case
    assert [text[slice(*w)] for w in TEXTBLOB.rated(text, (0, len(text)))] == ["horrible"]
