"""Train the model of what an attribution tells (`analysis.measures.sourcing.types`) on the labels of ledger-train.

    python -m research.training.types DATA [--folds 3 --out DIR]

Without folds the weights go into the package. With folds DIR gets `types-0.npz`, ...: fold n leaves out the articles
whose position in ledger-train is n modulo the number of folds. Two minutes on one core.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from analysis.article import Span
from analysis.measures.sourcing import attributions, types
from analysis.measures.sourcing.attributions import Draft
from analysis.nlp import parsing
from analysis.nlp.spans import overlap
from analysis.reading import plain_text
from research.training.ledger import labeled

Row = tuple[list[str], np.ndarray, str]  # features, vectors, class
RAREST = 2  # times that a feature is in the training articles
FEATURES, VECTORS = 2.0, 1.0  # how much the regularized weights of both are worth
PENALTY = 40.0  # of the squared weights; chosen by cross-validation among 3, 10, 20, 40
OWN = Path(__file__).parent / "own_types.txt"
MARKED = re.compile(r"[\[{<](.+?)[\]}>]")
ROLES = {"[": "source", "{": "cue", "<": "content"}
OWN_TIMES = 8  # each sentence of our own counts so often
SHARED = 0.3  # of the shorter content: two contents without cues are then the same


def rows_of(text: str, labels: dict) -> list[Row]:
    """An article's examples: what the pipeline finds, with the type of the label that it meets or "none"; and the
    labels that it misses."""
    article = plain_text.from_text(text)
    if article.text != text:
        return []
    parse = parsing.parse(article)
    found = attributions.find_drafts(article, parse)
    gold = [_as_draft(credit) for credit in labels["credits"]]
    met = dict(_pairs(found, gold))
    missed = [(n, g) for n, g in enumerate(gold) if g.content and n not in met.values()]
    out = []
    for n, (draft, parent) in enumerate(zip(found, attributions.parents(found), strict=True)):
        kind = labels["credits"][met[n]]["type"] if n in met else "none"
        out.append((*types.features(parse.doc, draft, parent is not None), kind))
    for n, draft in missed:
        names, vectors = types.features(parse.doc, draft, labels["credits"][n]["inside"] is not None)
        out.append(([f for f in names if not f.startswith("score")], vectors, labels["credits"][n]["type"]))
    return out


def own_rows() -> list[Row]:
    """The examples of our own file. Raises ValueError for a line that is not written as its head says."""
    out = []
    for line in OWN.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, _, marked = line.partition(": ")
        headline, spans = kind.startswith("headline "), {}
        text, end = "", 0
        for match in MARKED.finditer(marked):
            text += marked[end : match.start()]
            spans[ROLES[match[0][0]]] = ((len(text), len(text) + len(match[1])),)
            text, end = text + match[1], match.end()
        text += marked[end:]
        if kind.removeprefix("headline ") not in types.CLASSES or set(spans) != set(ROLES.values()):
            raise ValueError(f"{OWN.name}: {line!r} needs a type, a [source], a {{cue}} and a <content>")
        article = plain_text.from_text(
            f"{text}\n\nIt rained all day.\n" if headline else f"News of the day\n\n{text}\n"
        )
        by = article.text.index(text)
        moved = {role: tuple((s + by, e + by) for s, e in own) for role, own in spans.items()}
        names, vectors = types.features(parsing.parse(article).doc, Draft(**moved, score=1.0), False)
        out.append(([f for f in names if not f.startswith("score")], vectors, kind.removeprefix("headline ")))
    return out


def _as_draft(credit: dict) -> Draft:
    spans = (tuple(credit[part]) if credit[part] else None for part in ("mention", "cue", "content"))
    return Draft(*(() if span is None else (span,) for span in spans), 1.0)


def _pairs(found: Sequence[Draft], gold: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """Which of the found ones are which label, one to one: by their cues, else by their contents, the best first."""
    rows = []
    for i, ours in enumerate(found):
        for j, theirs in enumerate(gold):
            cue, source = _shared(ours.cue, theirs.cue), _shared(ours.source, theirs.source)
            both = _shared(ours.content, theirs.content)
            shorter = min(_length(ours.content), _length(theirs.content))
            if cue or (not (ours.cue and theirs.cue) and shorter and both / shorter >= SHARED):
                union = _length(ours.content) + _length(theirs.content) - both
                rows.append((not cue, not source, -both / max(1, union), i, j))
    left: set[int] = set()
    right: set[int] = set()
    for *_, i, j in sorted(rows):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b if overlap(x, y))


def _length(spans: Sequence[Span]) -> int:
    return sum(e - s for s, e in spans)


def fit(rows: Sequence[Row]) -> dict[str, np.ndarray]:
    """Multinomial logistic regression with a normal prior, to its optimum."""
    seen = Counter(name for names, _, _ in rows for name in set(names))
    names = sorted(name for name, times in seen.items() if times >= RAREST)
    place = {name: n for n, name in enumerate(names)}
    present = torch.zeros(len(rows), len(names))
    for n, (own, _, _) in enumerate(rows):
        present[n, [place[name] for name in own if name in place]] = FEATURES
    vectors = torch.from_numpy(np.stack([v for _, v, _ in rows]))
    scale = VECTORS / float(vectors.std())
    x, y = torch.cat([present, vectors * scale], 1), torch.tensor([types.CLASSES.index(t) for *_, t in rows])
    weights = torch.zeros(x.shape[1], len(types.CLASSES), requires_grad=True)
    bias = torch.zeros(len(types.CLASSES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        total = functional.cross_entropy(x @ weights + bias, y, reduction="sum") + PENALTY * weights.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    trained = weights.detach().numpy()
    return {
        "names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        "features": (trained[: len(names)] * FEATURES).astype(np.float16),
        "vectors": (trained[len(names) :] * scale).astype(np.float16),
        "bias": bias.detach().numpy().astype(np.float32),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--out", type=Path)
    chosen = options.parse_args()
    articles, own = [rows_of(text, labels) for text, labels in labeled(chosen.data)], OWN_TIMES * own_rows()
    if not chosen.folds:
        np.savez_compressed(types.WEIGHTS, **fit([*own, *(row for rows in articles for row in rows)]))
        return
    chosen.out.mkdir(parents=True, exist_ok=True)
    confused: Counter[tuple[str, str]] = Counter()
    for fold in range(chosen.folds):
        weights = fit([*own, *(row for n, rows in enumerate(articles) if n % chosen.folds != fold for row in rows)])
        np.savez_compressed(chosen.out / f"types-{fold}.npz", **weights)
        model = types.load(chosen.out / f"types-{fold}.npz")
        held = [row for n, rows in enumerate(articles) if n % chosen.folds == fold for row in rows]
        confused += Counter((t, types.CLASSES[int(model.chances(f, v).argmax())]) for f, v, t in held)
    right = sum(n for (told, got), n in confused.items() if told == got)
    print(f"{right / confused.total():.3f} of {confused.total()} right", dict(sorted(confused.items())))


if __name__ == "__main__":
    main()
