"""The corpus command beside what many would use in its place (`usual_stack.py`): whole processes, in turns.

    .venv/bin/python -m research.benchmarks.usual DATA USUAL [--articles 150] [--rounds 3] [--other CHECKOUT]...

USUAL is the Python of the environment that `usual_stack.py` describes, CHECKOUT another state of this repository.
Measured is processor time, user and system, of one thread each: what else runs on the machine counts less. Ours
finds sources, indirect and nested speech besides, and refuses no article; the usual stack gives no quotations of
articles with an odd number of quotation marks. The pass for tone that hides names is timed beside it.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from tqdm import tqdm

from research.benchmarks.run import ENVIRONMENT, HERE, ROOT, texts


def spent(command: list[str], checkout: Path = ROOT) -> tuple[float, str]:
    """Seconds of processor time, and what the command printed."""
    before = getrusage(RUSAGE_CHILDREN)
    environment = {**ENVIRONMENT, "PYTHONPATH": str(checkout)}
    done = subprocess.run(command, cwd=checkout, env=environment, check=True, capture_output=True, text=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("usual", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--other", type=Path, action="append", default=[])
    parser.add_argument("--with-tone", action="store_true", help="also ours with the pass for tone that hides names")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        words = texts(options.data, options.articles, path)
        ours = [sys.executable, "-m", "analysis", "corpus", str(path), "--workers", "1"]
        usual = [str(options.usual), str(HERE / "usual_stack.py"), str(path)]
        programs = {"usual": (usual, f"{folder}/usual", ROOT)}
        for n, checkout in enumerate((ROOT, *options.other)):
            name = str(checkout) if n else "ours"
            programs[name] = ([*ours, "--without", "tone", "--out"], f"{folder}/{n}", checkout)
        if options.with_tone:
            programs["ours with tone"] = ([*ours, "--out"], f"{folder}/tone", ROOT)
        found: dict[str, list[float]] = {name: [] for name in programs}
        about: dict[str, Any] = {}
        for number in tqdm(range(options.rounds), unit="round"):
            for name, (command, out, checkout) in programs.items():
                seconds, said = spent([*command, f"{out}-{number}"], checkout)
                found[name].append(seconds)
                about = json.loads(said) if name == "usual" else about
    print(f"{options.articles} articles, {words:,} words; usual: {', '.join(about['versions'])}")
    print(f"no quotations of {about['refused']} articles by the usual stack\n")
    print("| program | s of processor time | of the usual | ms per 1,000 words |\n|---|---|---|---|")
    for name, own in found.items():
        ratio = statistics.median(a / b for a, b in zip(own, found["usual"], strict=True))
        took = statistics.median(own)
        print(f"| {name} | {took:.1f} | {ratio:.2f} | {1e6 * took / words:.0f} |")


if __name__ == "__main__":
    main()
