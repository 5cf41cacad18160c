"""How measures are compared with people's labels: counted by hand on little texts, and the floors."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import os
from pathlib import Path

import numpy as np
import pytest

from analysis import catalogue
from analysis.context import validity
from analysis.nlp import parsing
from research.validation import __main__ as program
from research.validation import attribution, bootstrap, formats, sets, wording

ROOT = Path(__file__).parents[1]
# Where the public sets are; elsewhere their floors are skipped.
DATA = Path(os.environ.get("WORKBOOK_DATA", ROOT.parent / "shared" / "data"))
# No figure may fall below its floor. To lower one, say so: LOWER_FLOORS=1 prints what falls instead of failing.
OWN_FLOORS = {
    ("own", "attributions", "overlap_f"): 0.90,
    ("own", "attributions", "strict_f"): 0.75,
    ("sentences", "language.sentences", "right"): 0.94,
}

TEXT = 'Ada said the bridge is "safe". Ben, a baker, denied it.\n"Go home," she added.'


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def told(source: str = "", cue: str = "", content: str = "") -> dict:
    return {r: [at(w)] if w else [] for r, w in (("source", source), ("cue", cue), ("content", content))}


GOLD = [
    told("Ada", "said", 'the bridge is "safe"'),
    told("Ben, a baker", "denied", "it"),
    told("she", "added", '"Go home,"'),
]


# --- the scorer ------------------------------------------------------------------------------------------------------


def test_the_gold_agrees_with_itself():
    scores = attribution.figures([(TEXT, GOLD, GOLD)])
    assert {name: f["value"] for name, f in scores.items()} == dict.fromkeys(scores, 1.0)


def test_one_part_missing_one_invented():
    found = [told("Ada", "said", "the bridge"), told("", "", "Ben, a baker")]
    scores = attribution.figures([(TEXT, found, GOLD)])
    assert scores["overlap_f"]["value"] == 0.4  # one right of two found and three in the gold: 2 / 5
    assert scores["strict_f"]["value"] == 0
    assert scores["source_f"]["value"] == 0.2857  # found Ada; gold Ada, she and four words and marks of Ben's: 2 / 7
    assert scores["cue_f"]["value"] == 0.5  # said; said, denied, added: 2 / 4


@pytest.mark.parametrize(
    ("found", "pairs"),
    [
        (told("Ben, a baker", "said", 'the bridge is "safe"'), []),  # another's words
        (told("", "said", '"safe"'), [(0, 0)]),  # no source on one side
        (told("Ada", "denied", 'the bridge is "safe"'), []),  # another cue
        (told("Ada", "", "the bridge is"), [(0, 0)]),
        (told("Ada", "said", "Ben, a baker"), []),  # other contents
    ],
)
def test_what_matches(found, pairs):
    assert attribution.matches([found], GOLD[:1]) == pairs


def test_each_matches_once_the_larger_first():
    found = [told("Ada", "said", "the bridge"), told("Ada", "said", 'bridge is "safe"')]
    assert attribution.matches(found, GOLD) == [(1, 0)]


def test_marks_at_the_ends_do_not_matter_strictly():
    found = [*GOLD[:2], told("she", "added", "Go home")]
    assert attribution.figures([(TEXT, found, GOLD)])["strict_f"]["value"] == 1


def test_kinds():
    assert [attribution.kinds(TEXT, a) for a in GOLD] == [["mixed"], ["indirect"], ["direct"]]
    assert attribution.kinds(TEXT, told("", "", '"Go home,"')) == ["direct", "no source"]
    assert attribution.kinds(TEXT, told("Ada", "said")) == []


def test_recall_by_kind():
    found = [GOLD[0], told("", "", "bridge")]
    recalls = attribution.recalls([(TEXT, found, GOLD)], attribution.kinds)
    assert {kind: f["value"] for kind, f in recalls.items()} == {"mixed": 1, "indirect": 0, "direct": 0}


def test_reliability_by_hand():
    rows = [(0.1, False), (0.2, True), (0.5, True), (1.0, True)]
    assert attribution.reliability(rows, (0, 0.5, 1.0)) == [
        {"from": 0, "to": 0.5, "count": 2, "score": 0.15, "right": 0.5},
        {"from": 0.5, "to": 1.0, "count": 2, "score": 0.75, "right": 1.0},
    ]


# --- wording ---------------------------------------------------------------------------------------------------------


def test_telling_apart_by_hand():
    # the pairs of a 1 with a 0: 2-0, 2-1 right, 1-0 right, 1-1 a tie: 3.5 of 4
    assert wording.auc(np.array([[2, 1], [1, 1], [0, 0], [1, 0]])) == 0.875
    assert math.isnan(wording.auc(np.array([[2, 1], [1, 1]])))


def test_words_of_a_sentence_against_the_words_that_people_marked():
    row = {"text": "A bizarre and cruel plan", "biased_words": "['bizarre', 'awful plan']"}
    assert wording._words_right(row, [(2, 9), (14, 19)]) == (1, 2, 2)  # "cruel" was not marked, "awful plan" not found


def test_passives_of_a_little_treebank(tmp_path):
    lines = (
        "1 The the DET DT _ 2 det|2 bridge bridge NOUN NN _ 4 nsubj:pass|3 was be AUX VBD _ 4 aux:pass|"
        "4 closed close VERB VBN _ 0 root|5 . . PUNCT . _ 4 punct"
    )
    rows = "\n".join("\t".join([*line.split(), "_", "_"]) for line in lines.split("|"))
    path = tmp_path / "ud-ewt-dev.conllu"
    path.write_text(f"# newdoc id = one\n{rows}\n\n", encoding="utf-8")
    ours = wording.passive_verbs(path)["ours"]
    assert ours["passives"]["f"]["value"] == ours["agentless_passives"]["f"]["value"] == 1.0
    assert ours["language.passive_agents"]["f"]["value"] is None  # nobody is named there, and nobody found


# --- intervals -------------------------------------------------------------------------------------------------------


def test_statistics_by_hand():
    assert bootstrap.f_score(np.array([[1, 2, 3], [1, 1, 2]])) == 0.5  # 2 * 2 / (3 + 5)
    assert bootstrap.ratio(np.array([[1, 2], [2, 2]])) == 0.75
    assert math.isclose(bootstrap.pearson(np.array([[1, 2], [2, 4], [3, 6]])), 1)
    assert math.isnan(bootstrap.pearson(np.array([[1, 2], [1, 4]])))
    # class 0: one right of two said and one meant, 2 / 3; class 1: two right of two and three, 4 / 5
    assert math.isclose(bootstrap.macro_f1(np.array([[0, 0], [0, 1], [1, 1], [1, 1]])), (2 / 3 + 4 / 5) / 2)
    # 1 over 0 twice right; 2 over 0, 0 and 1 three times wrong; 0 and 0 are no pair, nor are two that people rate alike
    assert bootstrap.of_two_in_order(np.array([[0, 1], [0, 2], [1, 3], [2, 0]])) == 0.4
    assert math.isnan(bootstrap.of_two_in_order(np.array([[0, 1], [0, 2]])))
    assert math.isnan(bootstrap.of_two_in_order(np.array([[0, 1], [1, 1]])))


def test_marked_words_are_those_of_long_and_hard_sentences():
    hard, long, short = " ".join(["University"] * 26), " ".join(["word"] * 30), " ".join(["University"] * 24)
    assert sets._marked(sets._parsed(f"{hard}.\n\n{long}.\n\n{short}.")) == 26 / 80


def test_an_interval_holds_its_value_and_narrows():
    few, many = ([(1, 1), (0, 1)] * n for n in (10, 1000))
    narrow, wide = (bootstrap.resampled(rows, bootstrap.ratio) for rows in (many, few))
    for found in (narrow, wide):
        assert found["low"] < found["value"] == 0.5 < found["high"]
    assert narrow["high"] - narrow["low"] < 0.06 < wide["high"] - wide["low"]
    assert bootstrap.resampled([], bootstrap.ratio) == {"value": None, "low": None, "high": None}


# --- reading ---------------------------------------------------------------------------------------------------------


def test_marked_articles_become_text_and_spans(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("# a note\nNews\n\n{s1 Ada} {c1 said} {t1 it rains}.\n===\n{t2 No} one {t2 came}.\n")
    first, second = formats.marked_articles(path)
    text, (only,) = first
    assert text == "News\n\nAda said it rains."
    assert {role: [text[s:e] for s, e in spans] for role, spans in only.items()} == {
        "source": ["Ada"],
        "cue": ["said"],
        "content": ["it rains"],
    }
    assert second == ("No one came.", [{"source": [], "cue": [], "content": [[0, 2], [7, 11]]}])


def test_bio_spans_open_at_a_stray_inside():
    tags = ["I-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG", "I-MISC"]
    assert formats.bio_spans(tags) == [(0, 2, "PERSON"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "ORG")]


def test_our_labels_are_many_enough():
    assert len(formats.marked_sentences(formats.LABELS / "sentences.txt")) >= 60
    assert sum(len(gold) for _, gold in formats.marked_articles(formats.LABELS / "own.txt")) >= 20


# --- the program -----------------------------------------------------------------------------------------------------


def little(folder: Path) -> Path:
    (folder / "deep").mkdir()
    with gzip.open(folder / "deep" / "semeval2007_headlines.jsonl.gz", "wt") as out:
        for headline, valence in (("A good day", 60), ("Bad crash kills ten", -90), ("Council meets", 0)):
            print(json.dumps({"headline": headline, "valence": valence}), file=out)
    return folder


def test_a_folder_is_searched_and_the_report_written(tmp_path, capsys):
    out = tmp_path / "validity.json"
    assert program.main(["--data", str(little(tmp_path)), "--only", "semeval", "--out", str(out)]) == 0
    entry, learned = json.loads(out.read_text())["sets"]
    assert (entry["set"], entry["items"], entry["in_sample"]) == ("semeval2007_headlines", 3, False)
    assert 0.9 < entry["ours"]["headline_tone"]["pearson"]["value"] <= 1  # in order, and zero is zero
    assert (learned["items"], list(learned["ours"])) == (3, ["headline_valence"])
    assert capsys.readouterr().out == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "validity.json"]


def test_our_own_list_is_judged_on_what_it_was_not_made_from(tmp_path, monkeypatch):
    """The same file: the figure of a list made from the other sets. Another file of that name: counted afresh."""
    file = little(tmp_path) / "deep" / "semeval2007_headlines.jsonl.gz"
    afresh = sets.headlines(file)
    assert "own_list" not in afresh
    assert afresh["ours"]["headline_tone_news"]["pearson"]["value"] > 0.9
    assert afresh["coverage"]["headline_tone"]["value"] == pytest.approx((1 / 3 + 3 / 4 + 0) / 3, abs=1e-3)
    told = {"pearson": {"value": 0.5, "low": 0.4, "high": 0.6}}
    entry = {"sha256": hashlib.sha256(file.read_bytes()).hexdigest(), "trained_on_the_others": told}
    transfer = tmp_path / "transfer.json"
    transfer.write_text(json.dumps({"semeval2007_headlines": entry}))
    monkeypatch.setattr(sets, "TONE_TRANSFER", transfer)
    found = sets.headlines(file)
    assert found["own_list"] == entry
    assert found["ours"]["headline_tone_news"] == told
    assert found["ours"]["headline_tone"] == afresh["ours"]["headline_tone"]


def test_training_files_are_left_out_unless_asked_for(tmp_path):
    for name in ("polnear-dev.jsonl", "polnear-train.jsonl", "polnear-dev-corenlp.jsonl"):
        (tmp_path / name).touch()
    assert {p.name for _, p in program.find(tmp_path, False, "polnear")} == {"polnear-dev.jsonl"}
    assert {p.name for _, p in program.find(tmp_path, True, "polnear")} == {"polnear-dev.jsonl", "polnear-train.jsonl"}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda d: d / "none", "no such folder"),
        (lambda d: (d / "clear.jsonl").write_text('{"Title": 1}\n') and d, "not in the format of CLEAR"),
        (lambda d: (d / "polnear-dev.jsonl").write_text("no json\n") and d, "not in the format of PolNeAR"),
        (lambda d: (d / "clear.jsonl.gz").write_text("no gzip") and d, "not in the format of CLEAR"),
    ],
)
def test_bad_input_gets_one_line(tmp_path, capsys, make, words):
    folder, out = make(tmp_path), tmp_path / "out.json"
    only = "clear" if "CLEAR" in words else "polnear"
    assert program.main(["--data", str(folder), "--only", only, "--out", str(out)]) == 2
    message = capsys.readouterr().err.splitlines()[-1]
    assert words in message
    assert str(folder) in message
    assert not out.exists()


# --- what the workbook takes from it ---------------------------------------------------------------------------------


def test_every_figure_belongs_to_a_measure_or_the_language():
    names = {m.name for m in catalogue.MEASURES}
    told = {name for s in validity.report()["sets"] for name in s["ours"]}
    assert {n for n in told if not n.startswith("language.")} <= names
    assert {"attributions", "direct", "flesch_kincaid_grade", "headline_tone", "body_tone"} <= told


def test_the_figures_are_of_the_shipped_pipeline():
    meta = parsing.load().meta
    assert validity.report()["pipeline"] == f"{meta['lang']}_{meta['name']} {meta['version']}"


def test_each_figure_has_an_interval_around_it():
    for measure in catalogue.MEASURES:
        for found in validity.of(measure.name):
            assert found.low <= found.value <= found.high, found
            assert found.items > 0


def test_a_measure_that_nobody_labeled_has_no_figures():
    assert validity.of("photo_days_before") == ()


# --- floors ----------------------------------------------------------------------------------------------------------


def below(report: dict, floors: dict) -> list[str]:
    measured = {(s["set"], name): figures for s in report["sets"] for name, figures in s["ours"].items()}
    out = []
    for (name, measure, figure), floor in floors.items():
        value = measured[name, measure][figure]["value"]
        if value < floor:
            out.append(f"{name} {measure} {figure}: {value} is below {floor}")
    return out


def held(fallen: list[str]) -> None:
    if fallen and os.environ.get("LOWER_FLOORS"):
        pytest.skip("; ".join(fallen))
    assert fallen == []


def test_a_fallen_figure_is_seen():
    report = {"sets": [{"set": "own", "ours": {"attributions": {"overlap_f": {"value": 0.5}}}}]}
    assert below(report, {("own", "attributions", "overlap_f"): 0.6}) != []
    assert below(report, {("own", "attributions", "overlap_f"): 0.5}) == []


def test_our_own_labels_keep_their_floors():
    found = [(s, p) for s, p in program.find(formats.LABELS, False) if s.prefix in ("own", "sentences")]
    held(below({"sets": [program.entry(*each) for each in found]}, OWN_FLOORS))


@pytest.mark.parametrize(
    ("prefix", "floors"),
    [
        (
            "polnear-dev",
            {("polnear-dev", "attributions", "overlap_f"): 0.84, ("polnear-dev", "attributions", "strict_f"): 0.565},
        ),
        (
            "ledger-dev",
            {
                ("ledger-dev", "attributions", "f"): 0.69,
                ("ledger-dev", "sources", "f"): 0.69,
                ("ledger-dev", "sources", "resolved"): 0.80,
                ("ledger-dev", "unnamed_sources", "f"): 0.56,
            },
        ),
        ("conll2003-dev", {("conll2003-dev", "language.entities", "f"): 0.91}),
        ("ud-ewt-dev", {("ud-ewt-dev", "language.sentences", "f"): 0.89}),
        (
            "ud-gum-dev",
            {
                ("ud-gum-dev", "language.sentences", "f"): 0.96,
                ("ud-gum-dev", "language.word_classes", "accuracy"): 0.97,
                ("ud-gum-dev", "language.lemmas", "accuracy"): 0.965,
                ("ud-gum-dev", "passives", "f"): 0.94,
                ("ud-gum-dev", "agentless_passives", "f"): 0.93,
            },
        ),
        ("clickbait16", {("clickbait16", "clickbait_cues", "auc"): 0.90}),
    ],
)
def test_public_sets_keep_their_floors(prefix, floors):
    if not DATA.is_dir():
        pytest.skip(f"no data folder at {DATA.name}: set WORKBOOK_DATA to the one of training/README.md")
    held(below({"sets": [program.entry(*each) for each in program.find(DATA, False, prefix)]}, floors))


def test_every_set_says_who_labeled_it():
    for gold in sets.SETS:
        assert gold.title
        assert gold.people
