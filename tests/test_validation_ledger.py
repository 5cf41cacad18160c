"""The figures of ledgers, counted by hand on two little articles and with a scorer of few lines."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from analysis import catalogue
from analysis.measures.word_forms import load as words_of
from research.validation import __main__ as program
from research.validation import ledger
from research.validation.formats import SetError
from research.validation.sets import SETS

# Credits are paired by their cues, and sources in the order of the lists.
SCORER = """
from collections import Counter

def from_measure(row):
    row = row.get("sourcing", row)
    return row["credits"], row["sources"]

def pair_credits(gold, got):
    return {i: j for i, g in enumerate(gold) for j, p in enumerate(got) if g["cue"] == p["cue"]}

def pair_sources(gold, got, credits, found, pairs):
    return {n: n for n in range(min(len(gold), len(got)))}

def count(gold, got):
    n = Counter()
    (g, s), (p, t) = from_measure(gold), from_measure(got)
    n["gold", "spoken"], n["got", "spoken"], n["hit", "spoken"] = len(g), len(p), len(pair_credits(g, p))
    n["gold", "sall"], n["got", "sall"], n["hit", "sall"] = len(s), len(t), min(len(s), len(t))
    n["of", "kind"], n["right", "kind"] = len(s), sum(a == b for a, b in zip(s, t))
    n["gold", "thought"], n["hit", "thought"] = 4, 1
    return n
"""
TEXT = "Bridge closed\n\nAda said it fell. She added that nobody was hurt. He denied it."


def credit(text: str, source: int, mention: str, cue: str, content: str, type: str = "statement") -> dict:
    def at(words: str) -> list[list[int]]:
        return [[text.index(words), text.index(words) + len(words)]]

    return {"type": type, "source": [source], "mention": at(mention), "cue": at(cue), "content": at(content)}


GOLD = {
    "id": "GUM_news_bridge",
    "credits": [
        credit(TEXT, 0, "Ada", "said", "it fell"),
        credit(TEXT, 0, "She", "added", "that nobody was hurt"),
        credit(TEXT, 1, "He", "denied", "it."),
    ],
    "sources": ["person", "person"],
}
# "She" goes to one of two, of whom one is right; "He" is missed; a thought is found that people did not mark.
FOUND = {
    "credits": [
        credit(TEXT, 0, "Ada", "said", "it fell"),
        credit(TEXT, 0, "She", "added", "that nobody was hurt") | {"source": [0, 1]},
        credit(TEXT, 0, "it fell", "fell", "denied", "thought"),
    ],
    "sources": ["person", "group", "outlet"],
}


@pytest.fixture
def scorer(tmp_path: Path) -> ModuleType:
    path = tmp_path / "tools" / "score_ledger.py"
    path.parent.mkdir()
    path.write_text(SCORER, encoding="utf-8")
    return ledger.scorer_at(path)


def value(found: dict, measure: str, figure: str) -> float | None:
    return found["ours"][measure][figure]["value"]


def test_figures_by_hand(scorer: ModuleType):
    found = ledger.figures(scorer, [ledger.Ledger(TEXT, GOLD, {"sourcing": FOUND})])
    assert (found["items"], found["labels"], found["also_in_gum"]) == (1, 3, 1)
    assert value(found, "attributions", "f") == 0.6667  # two of three found and of three labeled
    assert value(found, "sources", "f") == 0.8  # 2 * 2 / (2 + 3)
    assert value(found, "sources", "kind") == 0.5
    assert found["ours"]["sources"]["kind"]["n"] == 2
    assert found["found_by_type"]["thought"] == {"value": 0.25, "low": 0.25, "high": 0.25, "n": 4}
    assert value(found, "sources", "resolved_pronouns") == 0.5  # of "She" alone: "He" is not found
    assert found["ours"]["sources"]["resolved_pronouns"]["n"] == 1
    # people: "Ada said", "She added", "He denied": 6 words; ours has "it" after "denied" as well: 7
    assert value(found, "narrator_share", "f") == 0.9231  # 2 * 6 / (6 + 7)
    assert found["ours"]["narrator_share"]["f"]["n"] == 6


def test_figures_are_sums_over_articles_with_an_interval(scorer: ModuleType):
    right = ledger.Ledger(TEXT, GOLD, {"sourcing": GOLD})
    nothing = ledger.Ledger(TEXT, GOLD, {"sourcing": {"credits": [], "sources": []}})
    found = ledger.figures(scorer, [right] * 9 + [nothing])["ours"]["attributions"]["f"]
    assert (found["value"], found["n"]) == (0.9474, 30)  # 2 * 27 / (27 + 30)
    assert found["low"] < found["value"] < found["high"] == 1.0


def test_what_nobody_labeled_has_no_figure(scorer: ModuleType):
    found = ledger.figures(scorer, [ledger.Ledger(TEXT, GOLD, {"sourcing": FOUND})])
    assert found["ours"]["unnamed_sources"]["reason_f"] == {"value": None, "low": None, "high": None, "n": 0}


def test_the_headline_and_thoughts_are_nobodys_statement():
    thought = credit("News\n\nAda fears rain.", 0, "Ada", "fears", "rain", "thought")
    assert ledger.own_voice("News\n\nAda fears rain.", [thought]) == {6, 10, 16}
    assert ledger.own_voice("News\n\nAda fears rain.", [thought | {"type": "statement"}]) == {6, 10}


def test_figures_belong_to_measures_and_the_second_readers_are_among_them(scorer: ModuleType):
    found = ledger.figures(scorer, [ledger.Ledger(TEXT, GOLD, {"sourcing": FOUND})])
    names = {m.name for m in catalogue.MEASURES}
    assert {name for name in found["ours"] if not name.startswith("language.")} <= names
    of_second = {(m, f) for m, own in found["second_reader"].items() for f in own}
    assert of_second <= {(m, f) for m, own in found["ours"].items() for f in own}
    shown = {figure for kind in words_of("labels")["agreement"].values() for figure in kind}
    assert {next(iter(own)) for name, own in found["ours"].items() if name in names} <= shown


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Six articles, one of them of Wikinews, without any labels in them."""
    folder = tmp_path / "data"
    folder.mkdir()
    with gzip.open(folder / "reference-articles.jsonl.gz", "wt", encoding="utf-8") as out:
        for n in range(5):
            print(json.dumps({"ID": f"a{n}", "title": f" Title {n} ", "body": f" Ada said it is {n}.\n"}), file=out)
    (folder / "wikinews.jsonl").write_text(json.dumps({"id": "a5", "text": "Title 5\n\nBen said no."}) + "\n")
    labels = [json.dumps({"id": f"a{n}", "credits": [], "sources": []}) for n in range(6)]
    (folder / "ledger-train.jsonl").write_text("\n".join(labels) + "\n")
    (folder / "ledger-dev.jsonl").write_text(labels[5] + "\n")
    return folder


REAL_SCORER = SCORER.replace(
    'return row["credits"], row["sources"]',
    'return [a | {"type": "statement", "source": a["source_ids"], "mention": []} for a in row["attributions"]]'
    ' if "attributions" in row else row["credits"], row["sources"]',
)


def test_the_set_is_found_and_measured(data: Path):
    scorer = data.parent / "tools" / "score_ledger.py"
    scorer.parent.mkdir()
    scorer.write_text(REAL_SCORER, encoding="utf-8")
    assert [path.name for _, path in program.find(data, False, "ledger")] == ["ledger-dev.jsonl"]
    entries = [program.entry(gold, path) for gold, path in program.find(data, True, "ledger")]
    assert [(e["set"], e["items"], e["in_sample"]) for e in entries] == [
        ("ledger-dev", 1, False),
        ("ledger-train", 6, True),
    ]
    assert entries[0]["ours"]["attributions"]["f"] == {"value": 0.0, "low": 0.0, "high": 0.0, "n": 0}  # "Ben said no."


def test_without_a_scorer_or_a_text_it_is_said_in_one_line(data: Path, capsys: pytest.CaptureFixture):
    assert program.main(["--data", str(data), "--only", "ledger"]) == 2
    assert "score_ledger.py: the scorer of the ledgers is not there" in capsys.readouterr().err
    assert ledger.main([str(data)]) == 2
    assert "score_ledger.py: the scorer" in capsys.readouterr().err


# --- cross-validation ------------------------------------------------------------------------------------------------


class Learned(ModuleType):
    """A learned module, as far as weights go."""

    def __init__(self, name: str):
        super().__init__(name)
        self.WEIGHTS, self.cleared = Path("shipped.npz"), 0
        self.load = self
        self.cache_clear = self._clear

    def _clear(self) -> None:
        self.cleared += 1


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[Learned]:
    modules = [Learned(name) for name in ledger.LEARNED.values()]
    for module in modules:
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return modules


def folds(folder: Path, *numbers: int) -> Path:
    folder.mkdir()
    for name in ledger.LEARNED:
        for n in numbers:
            np.savez(folder / f"{name}-{n}.npz", n=n)
    return folder


def test_each_third_is_read_with_its_own_weights(tmp_path: Path, learned: list[Learned], monkeypatch):
    seen = []

    def measured(articles):
        seen.append(([text for text, _ in articles], [module.WEIGHTS.name for module in learned]))
        return [ledger.Ledger(text, labels, {}) for text, labels in articles]

    monkeypatch.setattr(ledger, "measured", measured)
    articles = [(name, {}) for name in "abcde"]
    crossed = list(ledger.cross_validated(articles, folds(tmp_path / "folds", 0, 1, 2)))
    assert seen == [
        (["a", "d"], ["types-0.npz", "sources-0.npz"]),
        (["b", "e"], ["types-1.npz", "sources-1.npz"]),
        (["c"], ["types-2.npz", "sources-2.npz"]),
    ]
    assert sorted(article.text for article in crossed) == list("abcde")
    assert [module.WEIGHTS.name for module in learned] == ["shipped.npz"] * 2
    assert [module.cleared for module in learned] == [6, 6]  # before and after each third


def test_a_fold_without_weights_is_not_read_with_others(tmp_path: Path, learned: list[Learned]):
    with pytest.raises(SetError, match=r"types-0\.npz: no such weights"):
        list(ledger.cross_validated([("a", {})], folds(tmp_path / "folds", 1, 2)))
    assert learned[0].WEIGHTS.name == "shipped.npz"


def test_the_command_pools_both_parts(data: Path, tmp_path: Path, monkeypatch, capsys):
    scorer = tmp_path / "scorer.py"
    scorer.write_text(REAL_SCORER, encoding="utf-8")
    crossed = []

    def cross_validated(articles, weights):
        crossed.append((len(articles), weights.name))
        return ledger.measured(articles)

    monkeypatch.setattr(ledger, "cross_validated", cross_validated)
    options = ["--part", "both", "--limit", "2", "--scorer", str(scorer), "--folds", str(tmp_path / "folds")]
    assert ledger.main([str(data), *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["part"], found["items"]) == ("both", 3)  # two of one part, and the only one of the other
    assert crossed == [(2, "folds")]


def test_the_set_is_among_those_of_the_report():
    (gold,) = [gold for gold in SETS if gold.title == "ledgers"]
    assert gold.trained_on == ("train",)
