"""What readers said of samples drawn by `python -m analysis sample`: `labels/hand_checks.csv` -> shares with intervals.

    .venv/bin/python -m research.validation.hand_checks

A row is one answer: what was drawn (`of`), from which `set`, the `article` with the number of the statement or source
in it, for identities also the other article and source, `by` (how the first was linked; which pronouns the program
gave), the question, and the answers of two readers, who did not see each other's. There are no words of the articles in
it. The sets: `unseen`, 140 articles on which nothing about sources was tuned (70 of BASIL, 40 real ones of Horne and
Adali 2017, 30 of OneStopEnglish, advanced; numbered or named as there); `reference`, the 4,206 reference articles, on
which the linking was tried; `rare`, of the same the ways of linking that are rare.
"""

import csv
from collections import defaultdict
from pathlib import Path

from analysis.corpus.sample import wilson

LABELS = Path(__file__).parent / "labels" / "hand_checks.csv"


def main() -> None:
    with LABELS.open(encoding="utf-8", newline="") as file:
        answers = list(csv.DictReader(file))
    by = defaultdict(list)
    for row in answers:
        by[row["of"], row["set"], row["question"], ""].append((row["reader_a"], row["reader_b"]))
        if row["by"]:
            by[row["of"], row["set"], row["question"], row["by"]].append((row["reader_a"], row["reader_b"]))
    print("| checked | set | question | by | n | reader A | reader B | both say the same |\n|" + "---|" * 8)
    for (of, name, question, value), its in by.items():
        shares = [_share([pair[reader] for pair in its]) for reader in (0, 1)]
        alike = sum(a == b for a, b in its) / len(its)
        print(f"| {of} | {name} | `{question}` | {value} | {len(its)} | {' | '.join(shares)} | {alike:.2f} |")


def _share(answers: list[str]) -> str:
    right, judged = answers.count("y"), sum(a in ("y", "n") for a in answers)
    if not judged:
        return "–"
    low, high = wilson(right, judged)
    return f"{right} of {judged}: {right / judged:.2f} ({low:.2f} to {high:.2f})"


if __name__ == "__main__":
    main()
