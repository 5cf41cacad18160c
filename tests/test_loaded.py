"""The chance that readers find a sentence loaded: its arithmetic worked out by hand, and what must not move it."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from dataclasses import replace

import made
import numpy as np
import pytest

import analysis
from analysis.article import Loaded, Page, Tone
from analysis.measures.tone import sentence as loaded
from analysis.measures.tone.sentence import Head
from analysis.nlp.pipeline.masking import Masked
from analysis.views import wording
from research.validation import wording as validation

PLAIN, STRONG = "The council meets on Monday in the old hall.", "The disgraced mayor rammed through a reckless scheme."


@pytest.fixture
def simple(monkeypatch):
    """A head for vectors of one number, the log of a piece's odds: the chance is odds / (1 + odds)."""
    monkeypatch.setattr(loaded, "load", lambda: Head(np.array([1.0]), 0.0, 0.0, 1.0))


def vectors(*odds: float) -> np.ndarray:
    return np.log(np.array(odds, np.float32))[:, None]


def test_a_word_adds_what_the_chance_loses_without_it(simple):
    """Odds of 1 before the text, 1 for "Bad", 2 and 1 for the two pieces of "roads,": in all 5."""
    read = Masked((101, 7, 8, 9), ((0, 0), (0, 3), (4, 10), (4, 10)), ())
    found = loaded.find_loaded("Bad roads,", [], read, vectors(1, 1, 2, 1))
    assert found.chance == pytest.approx(5 / 6)
    assert [span for span, _ in found.words] == [(0, 3), (4, 9)]  # without the comma
    assert [by for _, by in found.words] == pytest.approx([5 / 6 - 4 / 5, 5 / 6 - 2 / 3])


def test_names_and_signs_count_for_the_chance_and_are_no_words(simple):
    read = Masked((101, 2, 7, 8, 9), ((0, 0), (0, 0), (0, 3), (4, 5), (6, 10)), ())
    found = loaded.find_loaded("Ann – lied", [(0, 3)], read, vectors(1, 1, 1, 1, 4))
    assert found.chance == pytest.approx(8 / 9)
    assert found.words == (((6, 10), pytest.approx(8 / 9 - 4 / 5)),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Muslims", True), ("(Muslims,", True), ("women’s", True), ("mayors", False), ("Muslim-led", False), ("–", False)],
)
def test_words_for_groups_of_people(text: str, expected: bool):
    assert loaded.is_group(text, (0, len(text)), {"muslims", "women"}) is expected


def test_groups_of_people_are_not_counted(monkeypatch):
    monkeypatch.setattr(loaded, "load", lambda: Head(np.array([1.0]), 0.0, 0.0, 1.0, frozenset(["women"])))
    read = Masked((101, 7, 8), ((0, 0), (0, 3), (4, 9)), ())
    found = loaded.find_loaded("Bad women", [], read, vectors(1, 2, 50))
    assert found.chance == pytest.approx(3 / 4)
    assert found.words[1] == ((4, 9), 0)


def test_slope_and_intercept():
    """Odds of 4 and a slope of one half: log-odds of log 2, with the intercept of log 3."""
    assert Head(np.zeros(1), 0.0, math.log(3), 0.5).chance(4.0) == pytest.approx(6 / 7)
    assert Head(np.zeros(1), 0.0, 0.0, 1.0).chance(0.0) == 0


def test_without_its_file_there_is_no_chance(tmp_path, monkeypatch):
    assert loaded.load(tmp_path / "none.npz") is None
    monkeypatch.setattr(loaded, "load", lambda: None)
    assert math.isnan(analysis.loaded(PLAIN))
    assert np.isnan(analysis.loaded([PLAIN, STRONG])).all()


def test_one_by_one_and_as_a_list():
    texts = [PLAIN, STRONG, "zzz", ""]
    found = analysis.loaded(texts)
    np.testing.assert_equal(found, [analysis.loaded(text) for text in texts])
    assert 0 <= found[0] < 0.5 < found[1] <= 1
    assert np.isnan(found[2:]).all()


@pytest.mark.parametrize("name", ["Bo Vann", "Oluwaseun Adebayo-Brandt", "Maria del Pozo"])
def test_names_do_not_move_it(name: str):
    def chance(who: str) -> float:
        return analysis.loaded(f"{who} rammed through a reckless scheme.", people=[(0, len(who))])

    assert chance(name) == chance("Ann Quill")


# --- the view --------------------------------------------------------------------------------------------------------


def page(quotations=()) -> Page:
    """Of the two sentences the second is more likely loaded; each has a word that raises it and one that does not."""
    own = made.analysis()
    words = [((s[0], s[0] + 2), (s[0] + 3, s[0] + 5)) for s in own.parse.sentences]
    found = [Loaded(c, ((a, 0.1), (b, 0.001))) for c, (a, b) in zip((0.2, 0.7), words, strict=True)]
    tone = Tone(0.0, (0.0, 0.0), loaded=tuple(found))
    return Page("", replace(own, parse=replace(own.parse, quotations=quotations), tone=tone), ())


def test_the_likeliest_is_first_and_a_small_move_raises_nothing():
    table = wording.by_chance(page())
    assert list(table["sentence"]) == [2, 1] and list(table["chance"]) == [0.7, 0.2]
    second = page().analysis.tone.loaded[1]
    assert wording.raising(second) == [second.words[0][0]]  # not the word that moves it by 0.001


def test_sentences_with_a_quotation_are_left_out():
    start, _ = made.analysis().parse.sentences[1]
    table = wording.by_chance(page(quotations=((start, start + 2),)))
    assert list(table["sentence"]) == [1]


# --- against people --------------------------------------------------------------------------------------------------


def test_on_its_own_sentences_the_figures_are_of_what_was_left_out(tmp_path, monkeypatch):
    """The file that the head was learned from: its figures by folds. Another file of that name: counted afresh."""
    file = tmp_path / "babe_sg2.jsonl.gz"
    with gzip.open(file, "wt") as out:
        for text, label, words in ((PLAIN, "Non-biased", "[]"), (STRONG, "Biased", "['reckless']")):
            print(json.dumps({"text": text, "label_bias": label, "biased_words": words}), file=out)
    afresh = validation.babe(file)
    assert afresh["ours"][validation.HEAD]["auc"]["value"] == 1
    folds = {"auc": {"value": 0.8, "low": 0.7, "high": 0.9}, "with_quotation": {"items": 1}}
    entry = {"sha256": hashlib.sha256(file.read_bytes()).hexdigest(), "articles_left_out": folds}
    told = tmp_path / "folds.json"
    told.write_text(json.dumps({"babe_sg2": entry}))
    monkeypatch.setattr(validation, "LOADED_FOLDS", told)
    found = validation.babe(file)
    assert found["loaded"] == entry
    assert found["ours"][validation.HEAD] == {"auc": folds["auc"]}
    assert found["ours"][validation.LOADED] == afresh["ours"][validation.LOADED]
