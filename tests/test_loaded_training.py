"""What marks and sentences teach the model of loaded sentences, on vectors of our own making."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="pip install -e '.[training]'")
pytest.importorskip("sklearn", reason="pip install -e '.[training]'")

import numpy as np

from analysis.measures.tone.sentence import load
from research.training import loaded_head
from research.training.loaded_head import Example

STRONG, GROUP = np.eye(4, dtype=np.float32)[:2]  # directions of a strong word, and of a group of people


def example(n: int, loaded: bool, group: bool) -> Example:
    """Three pieces: a plain one, one that a word for a group moves, and one that is a marked word if it is loaded."""
    noise = np.random.default_rng(n).normal(0, 0.1, (3, 4)).astype(np.float32)
    vectors = noise + np.array([0 * STRONG, group * GROUP, loaded * STRONG])
    others = noise + np.array([0 * STRONG, (not group) * GROUP, loaded * STRONG])
    marked = np.array([0, 0, loaded], np.float32)
    spans = ((0, 1), (2, 3), (4, 5))
    return Example("a b c", spans, vectors, others, np.ones(3, np.float32), marked, int(loaded), f"{n % 5}", "Gazette")


ROWS = [
    example(n, n % 2 == 0, n % 4 == 0) for n in range(200)
]  # of the loaded ones half have the group, of others none


@pytest.fixture(autouse=True)
def longer(monkeypatch):
    """Few sentences need more steps."""
    monkeypatch.setattr(loaded_head, "RATE", 0.05)
    monkeypatch.setattr(loaded_head, "EPOCHS", 30)


def test_words_are_learned_and_groups_are_not(monkeypatch):
    def moved_by_group() -> float:
        head = loaded_head.fitted(ROWS)
        with_group, without = (np.array([0 * STRONG, g * GROUP, 0 * STRONG]) for g in (1, 0))
        return abs(np.log(head.odds(with_group).sum() / head.odds(without).sum()))

    head = loaded_head.fitted(ROWS)
    strong, plain = (head.odds(np.array([0 * STRONG, 0 * STRONG, s * STRONG])) for s in (1, 0))
    assert strong.argmax() == 2
    assert head.chance(strong.sum()) > 0.5 > head.chance(plain.sum())
    alike = moved_by_group()
    monkeypatch.setattr(loaded_head, "GROUPS_ALIKE", 0.0)
    assert alike < moved_by_group()


def test_what_is_left_out_is_judged_by_a_head_that_did_not_see_it():
    found = loaded_head.held_out(ROWS, lambda row: row.article)
    told = loaded_head.figures(ROWS, found)
    assert (told["auc"]["value"], told["macro_f1"]["value"], told["first_word_right"]["value"]) == (1, 1, 1)
    assert all(len(f) == 4 for f in found)  # three pieces and the sentence


def test_what_is_saved_is_what_is_read(tmp_path):
    head = loaded_head.fitted(ROWS[:20])
    loaded_head.save(head, tmp_path / "head.npz")
    read = load(tmp_path / "head.npz")
    assert read.groups == head.groups
    np.testing.assert_allclose(read.odds(ROWS[0].vectors), head.odds(ROWS[0].vectors), rtol=1e-5)
