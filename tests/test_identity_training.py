"""How labels become clusters of mentions, by hand; a little training run."""

import gzip
import json

import pytest

pytest.importorskip("torch", reason="pip install -e '.[training]'")

import numpy as np

from analysis.measures.sourcing import identity as used
from research.training import identity

GUM = """# newdoc id = GUM_news_dover
# newpar
# sent_id = 1
1	Ada	Ada	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-cf1-1-coref
2	Quill	Quill	PROPN	NNP	_	1	flat	_	Entity=1)
3	met	meet	VERB	VBD	_	0	root	_	_
4	her	her	PRON	PRP$	_	5	nmod	_	Entity=(2-person-new-cf2-2-sgl(1-person-giv-cf1-1-ana)
5	aide	aide	NOUN	NN	_	3	obj	_	Entity=2)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

# newpar
# sent_id = 2
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-cf1-1-ana)
2	left	leave	VERB	VBD	_	0	root	_	_
3	today	today	NOUN	NN	_	2	obl	_	Entity=(3-time-new-cf3-1-sgl)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_
"""
TEXT = "Town talks\n\nAda Quill said no. She said it twice.\n\nTwo aides said yes. The aides left.\n"


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


ROW = {
    "id": "town",
    "sources": [
        {"name": span("Ada Quill"), "other": [], "kind": "person", "named": True},
        {"name": span("Two aides"), "other": [span("The aides")], "kind": "group", "named": False},
    ],
    "credits": [
        {"mention": span("Ada Quill"), "cue": span("said"), "content": span("no"), "source": 0},
        {
            "mention": span("She"),
            "cue": None,
            "content": span("it"),
            "source": 0,
        },
        {"mention": span("Two aides"), "cue": None, "content": span("yes"), "source": 1},
    ],
}


def test_gum_by_hand(tmp_path):
    path = tmp_path / "gum.conllu.gz"
    path.write_bytes(gzip.compress(GUM.encode()))
    ((text, spans),) = identity.gum(path, set())
    assert text == "Ada Quill met her aide.\n\nShe left today."
    assert sorted((text[slice(*s)], n) for s, n in spans) == [("Ada Quill", 1), ("She", 1), ("her", 1), ("her aide", 2)]
    assert list(identity.gum(path, {"GUM_news_dover"})) == []


def test_clusters_by_hand():
    article, read = identity.read_text(TEXT)
    facts = identity.facts_of(article, read, identity.drafts_by_hand(article, ROW))
    clusters = identity.hand_clusters(facts, article, ROW)
    found = {article.text[slice(*facts.span(n))]: int(clusters[n]) for n in range(len(facts)) if clusters[n] >= 0}
    assert found == {"Ada Quill": 0, "She": 0, "Two aides": 1, "The aides": 1}


def test_a_little_run_writes_what_the_program_reads(tmp_path):
    (tmp_path / "ledger-train.jsonl").write_text(json.dumps(ROW))
    (tmp_path / "wikinews.jsonl").write_text(json.dumps({"id": "town", "text": TEXT}))
    (tmp_path / "reference-articles.jsonl.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "gum.conllu.gz").write_bytes(gzip.compress(GUM.encode()))
    article, read = identity.read_text(TEXT)
    hand = identity.by_hand(tmp_path)
    examples = identity.Examples(hand[0].documents * 60)
    ranker = identity.fit(examples, epochs=2, rate=1e-3)
    identity.train(hand[0].documents * 20, ranker, hand * 30, tmp_path / "sources.npz")
    weights, shipped = used.load(tmp_path / "sources.npz"), used.load()
    assert {name: w.shape for name, w in weights.items()} == {name: w.shape for name, w in shipped.items()}
    facts = identity.facts_of(article, read, identity.drafts_by_hand(article, ROW))
    found = used.clusters(facts, weights)
    place = {article.text[slice(*facts.span(n))]: n for n in range(len(facts))}
    assert found[place["She"]] == found[place["Ada Quill"]] != found[place["Two aides"]]
    assert np.isfinite(weights["kinds_words"]).all()
