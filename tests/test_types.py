"""What an attribution tells: features by hand, the shipped model on sentences of our own, a little training run."""

import numpy as np
import pytest

from analysis.measures.sourcing import types
from analysis.measures.sourcing.attributions import find_attributions
from analysis.measures.sourcing.entities import Draft
from analysis.nlp import parsing
from analysis.reading import plain_text

TEXT = "Town talks\n\nThe mayor did not say why. Ada Quill, he said, was late.\n"


def draft(text: str, source: str, cue: str, content: str) -> Draft:
    spans = [((text.index(part), text.index(part) + len(part)),) if part else () for part in (source, cue, content)]
    return Draft(*spans, 0.84)


def test_features_by_hand():
    doc = parsing.parse(plain_text.from_text(TEXT)).doc
    denied, _ = types.features(doc, draft(TEXT, "The mayor", "did not say", "why"), False)
    assert {"cue say", "negated True", "between scw", "score 8", "content why", "source mayor"} <= set(denied)
    assert "nested" not in denied and "no source" not in denied
    said, vectors = types.features(doc, draft(TEXT, "", "said", "Ada Quill"), True)
    assert {"cue say", "negated False", "between wc", "nested", "no source", "before he"} <= set(said)
    assert vectors.shape == (5 * 384,) and not vectors[2 * 384 : 3 * 384].any()  # no words of a source


def test_without_words_nothing_breaks():
    doc = parsing.parse(plain_text.from_text(TEXT)).doc
    names, vectors = types.features(doc, Draft((), (), ((40, 48),), 1.0), False)
    assert "no cue" in names and np.isfinite(vectors).all()


# The cue, and what it tells: counted by hand, held back from training.
CASES = [
    ("The baker said the oven was broken.", "said", "statement"),
    ("Two drivers told the paper that the brakes had failed.", "told", "statement"),
    ("According to the harbor office, nobody was hurt.", "According to", "statement"),
    ("Marta Lind accused the board of lying about the well.", "accused", "statement"),
    ("The firm announced that it would close the mill.", "announced", "statement"),
    ("The survey found that most tenants want lower rents.", "found", "statement"),
    ("The teachers hope that the roof will be fixed.", "hope", "thought"),
    ("Jonas Vik thinks the bridge is too narrow.", "thinks", "thought"),
    ("The party believes it can win the north.", "believes", "thought"),
    ("The coach fears that the season is lost.", "fears", "thought"),
    ("The senator did not say whether she would run.", "did not say", "deed"),
    ("The bank has not said how much was stolen.", "has not said", "deed"),
]


def test_types_of_own_sentences():
    def told(text: str, cue: str) -> str | None:
        article = plain_text.from_text(f"News of the week\n\n{text}\n")
        found = find_attributions(article, parsing.parse(article))
        at = article.text.index(cue)
        return next((d.type for d in found if any(s < at + len(cue) and at < e for s, e in d.cue)), None)

    wrong = [(text, right, found) for text, cue, right in CASES if (found := told(text, cue)) != right]
    assert len(wrong) <= 2, wrong


def test_chances_are_chances():
    model = types.TypeModel(["a", "b"], np.eye(2, 4), np.zeros((3, 4)), np.zeros(4))
    assert model.chances(["a", "unknown"], np.ones(3)).round(3).tolist() == [0.475, 0.175, 0.175, 0.175]


def test_a_little_training_run():
    pytest.importorskip("torch", reason="pip install -e '.[training]'")
    from research.training import types as training

    own = training.own_rows()
    assert len(own) == sum(1 for line in training.OWN.read_text("utf-8").splitlines() if line and line[0] != "#")
    fitted = training.fit(own)
    names = fitted["names"].tobytes().decode().split("\n")
    model = types.TypeModel(names, *(fitted[key].astype(np.float32) for key in ("features", "vectors", "bias")))
    right = [types.CLASSES[int(model.chances(f, v).argmax())] == kind for f, v, kind in own]
    assert sum(right) > 0.9 * len(right)  # it learns what it is shown


def test_labels_meet_what_is_found():
    pytest.importorskip("torch", reason="pip install -e '.[training]'")
    from research.training import types as training

    text = "Town talks\n\nAda Quill said the mill would close. Farmers hope for rain.\n"

    def span(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    credits = [
        {
            "type": "statement",
            "mention": span("Ada Quill"),
            "cue": span("said"),
            "content": span("the mill would close"),
        },
        {"type": "thought", "mention": span("Farmers"), "cue": span("hope"), "content": span("for rain")},
    ]
    rows = training.rows_of(text, {"credits": [c | {"inside": None} for c in credits]})
    assert sorted(kind for _, _, kind in rows) == ["statement", "thought"]
