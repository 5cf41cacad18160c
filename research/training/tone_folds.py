"""How the tone network does on articles, and on whole sets, that it was not trained on.

    python -m research.training.tone_folds DATA OUT [OUT ...]

Each OUT is a folder that `research.training.tone_network` wrote with `--fold` or `--without`. Writes
`research/validation/tone_network.json`, which the validation takes for these files: the weights that ship have seen
them. Intervals are by bootstrap over articles (headlines: over headlines).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from analysis.measures.tone.lexicons import LEXICONS
from research.training.tone_network import SETS
from research.validation.bootstrap import macro_f1, pearson, resampled

RESULT = Path(__file__).parents[1] / "validation" / "tone_network.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, nargs="+")
    args = parser.parse_args()
    found: dict[str, dict[str, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for out in args.out:
        told = json.loads((out / "predictions.json").read_text())
        for row in told["sentences"]:
            found[row["file"]][told["left_out"]].append(row)
    report = {}
    for name in SETS:
        sha256 = hashlib.sha256((args.data / "gold" / f"{name}.jsonl.gz").read_bytes()).hexdigest()
        own = {f"{what}_left_out": figures(rows, what) for what, rows in found[name].items()}
        report[name] = {"sha256": sha256, **own}
    RESULT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=1))


def figures(rows: list[dict], left_out: str) -> dict:
    """Of the network with the word list, of the network alone, and of lists that were not made from these sets.

    Without NewsMTSC nothing is learned toward persons: there the tone of the sentence is compared.
    """
    if rows[0]["gold"] is None and left_out == "sets":
        rows = [r | {"gold": side - 1} for r in rows for side in r["sides"]]
    elif rows[0]["gold"] is None:
        judged = [
            (r["group"], int(np.argmax(chances)) - 1, side - 1, _side(r["text"]))
            for r in rows
            for chances, side in zip(r["chances"], r["sides"], strict=True)
        ]
        return {
            "items": len(judged),
            "macro_f1": by_article([(g, ours, gold) for g, ours, gold, _ in judged], macro_f1),
            "vader": by_article([(g, vader, gold) for g, _, gold, vader in judged], macro_f1),
        }
    lists = {name: [LEXICONS[name].score(r["text"]) for r in rows] for name in ("vader", "textblob")}
    told = {"pearson": [r["tone"] for r in rows], "network_alone": [r["alone"] for r in rows], **lists}
    groups, gold = [r["group"] for r in rows], [r["gold"] for r in rows]
    return {
        "items": len(rows),
        **{name: by_article([*zip(groups, ours, gold, strict=True)], pearson) for name, ours in told.items()},
    }


def by_article(rows: list[tuple[str, float, float]], statistic: Callable[[np.ndarray], float]) -> dict:
    """A statistic of (ours, gold), its interval by bootstrap over the articles."""
    articles: dict[str, list] = defaultdict(list)
    for group, *pair in rows:
        articles[group].append(pair)
    own = [np.array(pairs, dtype=float) for pairs in articles.values()]

    def of_drawn(drawn: np.ndarray) -> float:
        return statistic(np.concatenate([own[int(n)] for n in drawn]))

    return resampled(np.arange(len(own)), of_drawn)


def _side(text: str) -> int:
    """By VADER's own bound."""
    score = LEXICONS["vader"].score(text)
    return int(np.sign(score)) if abs(score) >= LEXICONS["vader"].neutral else 0


if __name__ == "__main__":
    main()
