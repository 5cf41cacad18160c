"""Lists of words: what each makes of a text, its evidence and its reach, by hand from the ratings themselves.

VADER: good 1.9, bad -2.5, "very" 0.293, and a sum s is s / sqrt(s * s + 15). TextBlob: the mean of good 0.7, bad -0.7,
great 0.8 (polarity) over the rated words, "very" times 1.3, "not" times -0.5; subjectivity good 0.6, great 0.75.
"""

from __future__ import annotations

import math
import subprocess
import sys

import pytest

import analysis
from analysis import lexicons, valence

VADER, TEXTBLOB = lexicons.LEXICONS["vader"], lexicons.LEXICONS["textblob"]


@pytest.mark.parametrize(
    ("text", "lexicon", "expected"),
    [
        ("A good day", "vader", 1.9 / math.sqrt(1.9**2 + 15)),
        ("A good day", None, 1.9 / math.sqrt(1.9**2 + 15)),  # the one that agrees best with people
        ("A good day", "textblob", 0.7),
        ("A very good day", "textblob", 0.91),
        ("A day that is not good", "textblob", -0.35),
        ("A good, great day", "textblob", 0.75),
        ("The “good” day", "textblob", 0.7),
        ("It isn’t good", "textblob", 0.7),  # TextBlob itself knows "not" only
        ("It isn’t good", "vader", -0.3412),
        ("It rained.", "vader", 0.0),
        ("It rained.", "textblob", 0.0),
        ("", None, 0.0),
    ],
)
def test_valence(text, lexicon, expected):
    assert valence(text, lexicon=lexicon) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("lexicon", lexicons.LEXICONS)
@pytest.mark.parametrize("text", ["GOOD!!! :) 😀 " * 50, "bad " * 500, "\n\t", "n't not never very", "1.5% — “”"])
def test_valence_stays_on_its_scale(text, lexicon):
    assert -1 <= valence(text, lexicon=lexicon) <= 1


def test_no_such_lexicon():
    with pytest.raises(ValueError, match="afinn: no such lexicon; give one of vader, textblob"):
        valence("A good day", lexicon="afinn")
    with pytest.raises(AttributeError, match="no attribute 'polarity'"):
        analysis.polarity  # noqa: B018


def test_valence_needs_no_pipeline():
    program = "import sys; from analysis import valence; valence('A good day'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_best_is_the_one_that_agrees_best_with_people():
    """On each set where all lists are measured, by `validity.json`."""
    from analysis import validity

    sets = [s["ours"] for s in validity.report()["sets"] if "headline_tone" in s["ours"] or "body_tone" in s["ours"]]
    assert sets
    for ours in sets:
        by_list = {m: next(iter(f.values()))["value"] for m, f in ours.items() if "_tone" in m}
        best = max(by_list, key=by_list.get)
        assert best in (("headline_tone", "body_tone") if lexicons.BEST == "vader" else (best,))


@pytest.mark.parametrize(
    ("lexicon", "expected"),
    [
        # without "good": bad alone, -0.5423; without "bad": good alone, 0.4404; both: -0.6 / sqrt(15.36) = -0.1531
        (VADER, {"good": -0.1531 + 0.5423, "bad": -0.1531 - 0.4404}),
        # the mean of 0.7 and -0.7 is 0
        (TEXTBLOB, {"good": 0.7, "bad": -0.7}),
    ],
)
def test_contributions_are_what_a_word_moves(lexicon, expected):
    text = "So: a good and a bad day."
    found = lexicons.contributions(text, (4, len(text)), lexicon)
    assert {text[a:b]: by for (a, b), by in found} == pytest.approx(expected, abs=1e-4)


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


def test_subjectivity():
    assert lexicons.subjectivity("A good day") == pytest.approx(0.6)
    assert lexicons.subjectivity("It rained.") == 0
