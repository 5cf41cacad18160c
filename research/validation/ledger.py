"""Who says what, compared with ledgers: every source of an article and all that it is credited with, by hand.

    python -m research.validation.ledger DATA [--part train|dev|both] [--folds DIR] [--limit N] [--scorer FILE]

prints one part's figures, or those of both parts together. DATA has the ledgers and their texts. With --folds the third
of the training part at positions n, n + 3, n + 6 ... is read with the weights `types-n.npz` and `sources-n.npz` of DIR,
which did not see it; the other part always with the shipped weights. The counting is that of `score_ledger.py`, a file
outside of this repository: by default `tools/score_ledger.py` beside the folder of the ledgers.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType

from tqdm import tqdm

from analysis import json_output, workbook
from analysis.article import as_given
from analysis.reading import plain_text
from research.training.ledger import labeled
from research.validation.bootstrap import Figure, f_score, ratio, resampled
from research.validation.formats import SetError

FOLDS = 3
# The files of a fold's weights, and the modules that load them: each has WEIGHTS, a path, and a cached load().
LEARNED = {"types": "analysis.measures.sourcing.types", "sources": "analysis.measures.sourcing.identity"}
WORD = re.compile(r"\w+")
# By measure and figure, what the scorer counts. F: hits, found and labeled. Shares: right ones and all.
F_SCORES = {
    "attributions": {"f": "spoken", "paired_content_f": "content"},
    "sources": {"f": "sall"},
    "named_sources": {"f": "snamed"},
    "unnamed_sources": {"f": "sunnamed", "position_f": "position", "reason_f": "reason"},
    "second_hand_share": {"via_f": "via"},
    "narrator_share": {"f": "own voice"},
    "language.nested": {"f": "nested"},
}
SHARES = {
    "sources": {"resolved": "speaker", "resolved_pronouns": "he or she", "kind": "kind"},
    "named_sources": {"accuracy": "named"},
}
# What a second reader reached under the same guide on other articles, as the makers of the labels tell it: a ceiling.
SECOND_READER = {
    "attributions": {"f": 0.95, "paired_content_f": 0.97},
    "sources": {"f": 0.97, "resolved": 0.99, "kind": 0.99},
    "named_sources": {"accuracy": 0.99},
    "unnamed_sources": {"f": 0.92},
    "second_hand_share": {"via_f": 0.80},
    "language.nested": {"f": 0.84},
}
Counts = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An article: its text, its labels, and its sourcing in the JSON of `measure`."""

    text: str
    labels: dict
    found: dict


def figures_of(path: Path) -> dict:
    """The set's part of the validation report."""
    part = path.name.partition(".")[0].removeprefix("ledger-")
    return figures(scorer_at(_scorer_of(path.parent)), list(measured(labeled(path.parent, part))))


def measured(articles: Iterable[tuple[str, dict]]) -> Iterator[Ledger]:
    """Of texts and their labels."""
    for text, labels in tqdm(articles, unit="article", desc="ledgers"):
        article = plain_text.from_text(text)
        found = as_given(workbook.analyze(article).sourcing, article.given)
        sourcing = {
            "attributions": [json_output.attribution(a) for a in found.attributions],
            "sources": [json_output.source(s) for s in found.sources],
        }
        yield Ledger(text, labels, {"sourcing": sourcing})


def figures(scorer: ModuleType, articles: Sequence[Ledger]) -> dict:
    """`n` is how many of a figure's things people labeled (of shares, how many could be right or wrong);
    `found_by_type`: the share found of what is labeled as statement, thought and deed; `also_in_gum`: how many articles
    the pipeline may have learned words and sentences from."""
    counted = [_counts(scorer, article) for article in articles]

    def f(what: str) -> Figure:
        found = resampled([[c["hit", what], c["got", what], c["gold", what]] for c in counted], f_score)
        return found | {"n": sum(c["gold", what] for c in counted)}

    def share(part: str, whole: str, what: str) -> Figure:
        found = resampled([[c[part, what], c[whole, what]] for c in counted], ratio)
        return found | {"n": sum(c[whole, what] for c in counted)}

    ours = {measure: {name: f(what) for name, what in own.items()} for measure, own in F_SCORES.items()}
    for measure, own in SHARES.items():
        ours[measure] |= {name: share("right", "of", what) for name, what in own.items()}
    return {
        "items": len(articles),
        "labels": sum(len(a.labels["credits"]) for a in articles),
        "also_in_gum": sum(a.labels["id"].startswith("GUM_") for a in articles),
        "ours": ours,
        "found_by_type": {kind: share("hit", "gold", kind) for kind in ("statement", "thought", "deed")},
        "baselines": {},
        "second_reader": SECOND_READER,
    }


def _counts(scorer: ModuleType, article: Ledger) -> Counts:
    counts = scorer.count(article.labels, article.found)
    gold, sources = scorer.from_measure(article.labels)
    credits, found = scorer.from_measure(article.found)
    counts.update(_pronouns(scorer, article.text, (gold, sources), (credits, found)))
    own, theirs = (own_voice(article.text, rows) for rows in (credits, gold))
    counts["hit", "own voice"], counts["got", "own voice"] = len(own & theirs), len(own)
    counts["gold", "own voice"] = len(theirs)
    return counts


def _pronouns(scorer: ModuleType, text: str, gold: tuple[list, list], found: tuple[list, list]) -> Counts:
    """Of the credits found whose source is written "he" or "she", how many go to the right source (one of n: 1/n)."""
    pairs = scorer.pair_credits(gold[0], found[0])
    same = scorer.pair_sources(gold[1], found[1], gold[0], found[0], pairs)
    right, total = 0.0, 0
    for i, j in pairs.items():
        credit, ours = gold[0][i], found[0][j]["source"]
        written = {text[start:end].lower() for start, end in credit["mention"]}
        if credit["source"] and written & {"he", "she"}:
            total += 1
            right += any(same.get(g) in ours for g in credit["source"]) / max(1, len(ours))
    return {("right", "he or she"): right, ("of", "he or she"): total}


def own_voice(text: str, credits: Sequence[dict]) -> set[int]:
    """The starts of the words after the headline that are in no statement's content."""
    said = {i for c in credits if c["type"] == "statement" for start, end in c["content"] for i in range(start, end)}
    body = max(text.find("\n\n"), 0)
    return {m.start() for m in WORD.finditer(text, body)} - said


# --- the scorer ------------------------------------------------------------------------------------------------------


def _scorer_of(data: Path) -> Path:
    return data.absolute().parent / "tools" / "score_ledger.py"


def scorer_at(path: Path) -> ModuleType:
    """Raises SetError where there is none."""
    if not path.is_file():
        raise SetError(f"{path}: the scorer of the ledgers is not there; --scorer says where it is")
    spec = importlib.util.spec_from_file_location("score_ledger", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- cross-validation ------------------------------------------------------------------------------------------------


def cross_validated(articles: Sequence[tuple[str, dict]], weights: Path) -> Iterator[Ledger]:
    """Each third of the articles, read with the weights of the fold that did not learn from it."""
    for fold in range(FOLDS):
        with ExitStack() as stack:
            for name, module in LEARNED.items():
                stack.enter_context(weights_from(importlib.import_module(module), weights / f"{name}-{fold}.npz"))
            yield from measured(articles[fold::FOLDS])


@contextmanager
def weights_from(module: ModuleType, path: Path) -> Iterator[None]:
    """A learned module with the weights of a file, for a while. Raises SetError where there is no such file."""
    if not path.is_file():
        raise SetError(f"{path}: no such weights; research/training makes them for each fold")
    shipped = module.WEIGHTS
    module.WEIGHTS = path  # type: ignore[attr-defined]
    module.load.cache_clear()
    try:
        yield
    finally:
        module.WEIGHTS = shipped  # type: ignore[attr-defined]
        module.load.cache_clear()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m research.validation.ledger", description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="the folder with the ledgers and their texts")
    parser.add_argument("--part", choices=("train", "dev", "both"), default="train")
    parser.add_argument("--folds", type=Path, metavar="DIR", help="the weights of the folds of the training part")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N articles of a part")
    parser.add_argument("--scorer", type=Path, metavar="FILE", help="default: ../tools/score_ledger.py from DATA")
    options = parser.parse_args(arguments)
    articles: list[Ledger] = []
    try:
        scorer = scorer_at(options.scorer or _scorer_of(options.data))
        for part in ("train", "dev") if options.part == "both" else (options.part,):
            own = list(islice(labeled(options.data, part), options.limit))
            crossed = options.folds and part == "train"
            articles += cross_validated(own, options.folds) if crossed else measured(own)
    except (SetError, OSError, ImportError) as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps({"part": options.part, **figures(scorer, articles)}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
