"""Learn which sentences readers find loaded, and which words of them: writes analysis/data/loaded.npz.

    python -m research.training.loaded_head DATA

A small model over the vectors of the shipped tone network, which stays as it is (`analysis.measures.tone.sentence`
says what it computes). DATA/gold holds `babe_sg2`: sentences that experts called biased or not, and the words for
which they did. Pieces learn from the words, and through the sum of their odds from the sentence. Besides,
`research/validation/loaded_folds.json`: how the model does on articles, and on outlets, that were left out.
About three minutes on one core.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import random
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from analysis import DATA
from analysis.article import Span
from analysis.measures.tone.sentence import Head, is_group
from analysis.measures.tone.sentence_tone import names_in
from analysis.nlp.pipeline import tone_network
from analysis.nlp.pipeline.masking import Masked, mask
from analysis.nlp.quotations import find_quotations
from analysis.nlp.spans import overlap
from research.training.tone import GROUPS
from research.validation.bootstrap import ratio, resampled
from research.validation.formats import json_lines
from research.validation.wording import LOADED_FOLDS, by_chance

SET = "babe_sg2"
FOLDS = 5
FEWEST = 100  # sentences of an outlet that is a fold of its own; those of the others are one
EPOCHS, BATCH, RATE = 10, 32, 2e-3
WORDS = 5.0  # what the loss of the pieces is worth beside that of the sentences
PENALTY = 1e-3  # of the squared weights
GROUPS_ALIKE = 0.3  # of the squared difference of a sentence's log-odds with other groups of people
MOST = 15.0  # log-odds of a piece while it learns


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: its pieces' `vectors`, which pieces are `marked`, and whether it is `loaded` (1 or 0).

    `others`: the vectors with another word for each group of people ("Muslims", "liberals"). `heard`: 0 for the pieces
    of such words, else 1.
    """

    text: str
    spans: tuple[Span, ...]
    vectors: np.ndarray
    others: np.ndarray
    heard: np.ndarray
    marked: np.ndarray
    loaded: int
    article: str
    outlet: str


def examples(path: Path) -> list[Example]:
    network, out, rng = tone_network.load(), [], random.Random(0)
    one_piece = {p[0]: w for w in sorted(GROUPS) if len(p := network.wordpiece.pieces(w)) == 1}
    for row in json_lines(path):
        text = row["text"]
        masked = mask(text, sorted(names_in(text)), [], network.wordpiece)
        words = [w.lower().strip() for w in ast.literal_eval(row["biased_words"])]
        places = [m.span() for w in words if w for m in re.finditer(rf"(?<!\w){re.escape(w)}(?!\w)", text.lower())]
        marked = np.array([any(overlap(s, p) for p in places) for s in masked.spans], np.float32)
        heard = np.array([not is_group(text, span, GROUPS) for span in masked.spans], np.float32)
        changed = replace(masked, pieces=_other_groups(masked, heard, one_piece, rng))
        vectors = network.read(masked).vectors
        others = vectors if changed == masked else network.read(changed).vectors
        article = row["news_link"] if isinstance(row["news_link"], str) else f"{row['outlet']} {row['topic']}"
        loaded = int(row["label_bias"] == "Biased")
        out.append(Example(text, masked.spans, vectors, others, heard, marked, loaded, article, row["outlet"]))
    return out


def _other_groups(masked: Masked, heard: np.ndarray, words: dict[int, str], rng: random.Random) -> tuple[int, ...]:
    """The pieces with another word for each group of people that is one piece, drawn from those with its number."""

    def other(piece: int) -> int:
        return rng.choice([p for p, word in words.items() if word.endswith("s") == words[piece].endswith("s")])

    return tuple(p if own or p not in words else other(p) for p, own in zip(masked.pieces, heard.tolist(), strict=True))


class Learned(torch.nn.Module):
    """The numbers of a head while they are learned, for vectors of mean 0 and spread 1."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.weights, self.bias = (torch.nn.Parameter(t) for t in (torch.zeros(size), torch.tensor(-4.0)))
        self.intercept, self.slope = (torch.nn.Parameter(torch.tensor(n)) for n in (0.0, 1.0))

    def scores(self, vectors: Tensor) -> Tensor:
        """Log-odds of each piece."""
        return vectors @ self.weights + self.bias

    def log_odds(self, scores: Tensor, heard: Tensor, of: Tensor) -> Tensor:
        """Of each sentence; `of`: the number of each piece's sentence."""
        odds = scores.clamp(max=MOST).exp() * heard
        return self.intercept + self.slope * torch.zeros(int(of[-1]) + 1).index_add_(0, of, odds).log()

    def loss(self, vectors: Tensor, others: Tensor, marked: Tensor, heard: Tensor, of: Tensor, gold: Tensor) -> Tensor:
        scores = self.scores(vectors)
        found, with_others = self.log_odds(scores, heard, of), self.log_odds(self.scores(others), heard, of)
        of_words = (cross_entropy(scores, marked, reduction="none") * heard).mean()
        alike = ((found - with_others) ** 2).mean()
        penalty = PENALTY * (self.weights**2).sum()
        return cross_entropy(found, gold) + WORDS * of_words + GROUPS_ALIKE * alike + penalty


def fitted(rows: Sequence[Example]) -> Head:
    """The head that was learned from these sentences."""
    torch.manual_seed(0)
    names = ("vectors", "others", "marked", "heard")
    vectors, others, marked, heard = (torch.from_numpy(np.concatenate([getattr(r, n) for r in rows])) for n in names)
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-6
    vectors, others = (vectors - mean) / spread, (others - mean) / spread
    gold, sizes = torch.tensor([float(r.loaded) for r in rows]), torch.tensor([len(r.spans) for r in rows])
    ends, learned = sizes.cumsum(0), Learned(len(mean))
    optimizer = torch.optim.Adam(learned.parameters(), lr=RATE)
    steps = EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    for own in (own for _ in range(EPOCHS) for own in torch.randperm(len(rows)).split(BATCH)):
        places = torch.cat([torch.arange(ends[n] - sizes[n], ends[n]) for n in own])
        of = torch.repeat_interleave(torch.arange(len(own)), sizes[own])
        loss = learned.loss(*(t[places] for t in (vectors, others, marked, heard)), of, gold[own])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    weights = (learned.weights.detach() / spread).numpy().astype(np.float64)
    bias = learned.bias.item() - float(mean.numpy() @ weights)
    return Head(weights, bias, learned.intercept.item(), learned.slope.item(), GROUPS)


def held_out(rows: Sequence[Example], fold: Callable[[Example], object]) -> list[np.ndarray]:
    """The pieces' odds and, as the last number, the chance of each sentence, by a head that did not see its fold."""
    folds, out = [fold(r) for r in rows], [np.zeros(0)] * len(rows)
    for left_out in sorted(set(folds), key=str):
        head = fitted([r for r, f in zip(rows, folds, strict=True) if f != left_out])
        for n, (row, own) in enumerate(zip(rows, folds, strict=True)):
            if own == left_out:
                odds = head.odds(row.vectors) * row.heard
                out[n] = np.append(odds, head.chance(odds.sum()))
    return out


def figures(rows: Sequence[Example], found: Sequence[np.ndarray]) -> dict:
    """Of all sentences, and of those without and with a quotation; and how often the word that raises the chance most
    is one for which experts called the sentence biased."""
    quoted = [bool(find_quotations(r.text, [(0, len(r.text))])) for r in rows]
    told = by_chance([f[-1] for f in found], [r.loaded for r in rows], quoted)
    first = [(r.marked[f[:-1].argmax()], 1) for f, r in zip(found, rows, strict=True) if r.loaded and r.marked.any()]
    return {**told, "first_word_right": resampled(first, ratio)}


def save(head: Head, path: Path) -> None:
    numbers = {"bias": head.bias, "intercept": head.intercept, "slope": head.slope}
    numbers = {name: np.float32(value) for name, value in numbers.items()}
    np.savez_compressed(path, weights=head.weights.astype(np.float32), groups=np.array(sorted(head.groups)), **numbers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    path = parser.parse_args().data / "gold" / f"{SET}.jsonl.gz"
    torch.set_num_threads(1)
    rows = examples(path)
    outlets = [r.outlet for r in rows]
    large = {o for o in outlets if outlets.count(o) >= FEWEST}
    folds = {
        "articles_left_out": lambda r: zlib.crc32(r.article.encode()) % FOLDS,
        "outlets_left_out": lambda r: r.outlet if r.outlet in large else "others",
    }
    told = {name: figures(rows, held_out(rows, fold)) for name, fold in folds.items()}
    report = {SET: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), **told}}
    LOADED_FOLDS.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    save(fitted(rows), DATA / "loaded.npz")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
