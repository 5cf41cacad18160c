"""What the shipped pipeline costs: size on disk, loading, speed on one thread, peak memory; beside others in one run.

    python -m research.benchmarks.pipeline DATA [--other PIPELINE]... [--rounds 3]

Reads the texts of DATA/polnear-dev.jsonl.gz. Each figure is taken in a process of its own, the pipelines by turns; the
medians are printed. `blank` is spaCy's tokenizer with its rule-based sentence splitter, the least that any pipeline
does. PIPELINE is the name or folder of any other spaCy pipeline.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tqdm import tqdm

from analysis.nlp.parsing import SHIPPED

# Run in a process of its own: the time to load, words a second, the most memory that was held.
PROBE = """
import gzip, json, resource, sys, time
import spacy
from spacy.language import Language
name, path = sys.argv[1:]
with gzip.open(path, "rt", encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
began = time.perf_counter()
if name == "blank":
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
else:
    nlp = spacy.load(name)
nlp("One sentence, she said.")
loaded = time.perf_counter()
for text in texts:
    nlp(text)
words = sum(len(text.split()) for text in texts)
print(json.dumps([loaded - began, words / (time.perf_counter() - loaded),
                  resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def probe(pipeline: str, texts: Path) -> list[float]:
    command = [sys.executable, "-c", PROBE, pipeline, str(texts)]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def size(pipeline: str) -> float:
    """Megabytes (10^6 bytes) on disk; 0 for what is no folder."""
    return sum(p.stat().st_size for p in Path(pipeline).rglob("*") if p.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--other", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = options.data / "polnear-dev.jsonl.gz"
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        words = sum(len(json.loads(line)["text"].split()) for line in lines)
    pipelines = {"shipped": str(SHIPPED), "blank": "blank", **{Path(o).name: o for o in options.other}}
    found: dict[str, list[list[float]]] = {name: [] for name in pipelines}
    for _ in tqdm(range(options.rounds), unit="round"):
        for name, pipeline in pipelines.items():
            found[name].append(probe(pipeline, texts))
    print(f"{words} words (runs without white space), one thread, median of {options.rounds}\n")
    print("| pipeline | MB on disk | s to load | words/s | peak MB |\n|---|---|---|---|---|")
    for name, rows in found.items():
        load, speed, memory = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"| {name} | {size(pipelines[name]):.1f} | {load:.2f} | {speed:,.0f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
