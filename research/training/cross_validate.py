"""Five-fold cross-validation over the training sets: what `python -m research.validation --include-train` says of them.

    python -m research.training.cross_validate DATA WORK [--epochs 2]

Each fifth of the documents is read by a network that was trained on the other four fifths of all sets: the first stage
of project.yml without own texts and silver (the teachers saw all documents), shorter unless `--epochs 8` is given, so
the figures are rather too low. Writes the mean of the five folds, with the lowest and highest, to
research/validation/cross_validated.json. A broken-off run goes on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy

from analysis.nlp import parsing
from research.validation.__main__ import entry
from research.validation.formats import json_lines, open_text
from research.validation.sets import SETS

FOLDS = 5
SENTENCES = 300  # of CoNLL-2003 to a block: several articles, so that few are cut
ROOT = Path(__file__).parents[2]
OUT = ROOT / "research" / "validation" / "cross_validated.json"
TITLES = {"polnear": "PolNeAR", "ud-gum": "GUM", "ud-ewt": "EWT", "conll2003": "CoNLL-2003"}


def units(path: Path) -> Iterator[str]:
    """What is left out together: a line of JSON, a treebank's document, a block of sentences."""
    with open_text(path) as lines:
        whole = lines.read()
    if ".conllu" in path.name:
        yield from ("# newdoc" + rest for rest in whole.split("# newdoc")[1:])
    elif ".conll" in path.name:
        sentences = [s + "\n\n" for s in whole.split("\n\n") if s.strip()]
        yield from ("".join(sentences[n : n + SENTENCES]) for n in range(0, len(sentences), SENTENCES))
    else:
        yield from whole.splitlines(keepends=True)


def write(path: Path, found: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(found)


def split(data: Path, work: Path, fold: int) -> None:
    """The sets in two folders: `kept`, and `held` with what this fold leaves out."""
    for path in sorted(p for p in data.iterdir() if "-train." in p.name):
        parts = list(enumerate(units(path)))
        held = [u for n, u in parts if n % FOLDS == fold]
        if "ud-gum" in path.name:  # the news of the development part belongs to the five folds as well
            news = [u for u in units(data / path.name.replace("train", "dev")) if "GUM_news_" in u.splitlines()[0]]
            held += news[fold::FOLDS]
        write(work / "kept" / path.name, [u for n, u in parts if n % FOLDS != fold])
        write(work / "held" / path.name.replace("train", "held"), held)
    silver = data / "polnear-train-corenlp.jsonl.gz"
    ids = {row["id"] for row in json_lines(work / "kept" / "polnear-train.jsonl.gz")}
    write(work / "kept" / silver.name, [u for u in units(silver) if json.loads(u)["id"] in ids])
    write(work / "kept" / "wikigold.conll.gz", list(units(data / "wikigold.conll.gz")))


def trained(work: Path, epochs: int) -> Path:
    """The pipeline of this fold."""
    out = work / "pipeline"
    if not out.exists():
        steps = (
            ("train", work / "kept", work / "run", "--half", "--epochs", epochs),
            ("export", work / "run" / "network.pt", work / "reader"),
            ("assemble", work / "reader", work / "part"),
        )
        for step, *arguments in steps:
            command = [sys.executable, "-m", f"research.training.{step}", *map(str, arguments)]
            subprocess.run(command, check=True, cwd=ROOT)
        (work / "part").rename(out)
    return out


def figures(work: Path) -> dict[str, dict]:
    """By set: this fold's figures on what it left out."""
    out = {}
    for prefix, title in TITLES.items():
        gold = next(g for g in SETS if g.title == title)
        path = next((work / "held").glob(f"{prefix}-held.*"))
        out[f"{prefix}-train"] = entry(gold, path)["ours"]
    return out


def pooled(folds: list[dict]) -> dict:
    """The mean of the folds' values with the lowest and the highest, in the folds' own nesting."""
    if "value" in folds[0]:
        values = [f["value"] for f in folds if f["value"] is not None]
        return {"value": round(sum(values) / len(values), 4), "lowest": min(values), "highest": max(values)}
    return {name: pooled([f[name] for f in folds if name in f]) for name in folds[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    args = parser.parse_args()
    folds = []
    for fold in range(FOLDS):
        work = args.work.absolute() / str(fold)
        if not (work / "held").exists():
            split(args.data, work, fold)
        nlp = spacy.load(trained(work, args.epochs))
        parsing.load = lambda name=None, nlp=nlp: nlp
        folds.append(figures(work))
        print(json.dumps(folds[-1]), flush=True)
    found = {"folds": FOLDS, "epochs": args.epochs, "sets": pooled(folds)}
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
