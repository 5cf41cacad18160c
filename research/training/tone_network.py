"""Train the network that reads the tone of sentences, with people's names hidden.

    python -m research.training.tone_network DATA OUT [--fold N] [--without SET]

DATA/gold holds `nyt_snippets`, `semeval2007_headlines` and `newsmtsc_train`. Starts from all-MiniLM-L6-v2; the
embeddings of the word pieces stay as they are, so that the graph can share those of the pipeline. `--fold N` (0 to 4)
leaves a fifth of the articles out and `--without SET` one set, and writes what the network says of them to
OUT/predictions.json.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from analysis.measures.tone.lexicons import VADER
from analysis.measures.tone.sentence import LIST_WEIGHT, without
from analysis.measures.tone.sentence_tone import names_in
from analysis.nlp.pipeline.encoding import WordPiece
from analysis.nlp.pipeline.masking import Masked, mask
from research.training.network import SHIPPED, Network, start_folder, start_weights
from research.validation.formats import json_lines

SETS = ("nyt_snippets", "semeval2007_headlines", "newsmtsc_train")
FOLDS = 5
BATCH_PIECES = 1500


@dataclass(frozen=True, slots=True)
class Labeled:
    """A sentence with what people said of it: `tone` (-1 to 1) or, for the mentions, `sides` (0 negative, 1 neutral,
    2 positive)."""

    file: str
    group: str  # of one article: never in two folds
    masked: Masked
    text: str
    names: list[tuple[int, int]]
    tone: float | None = None
    sides: tuple[int, ...] = ()


class ToneNetwork(nn.Module):
    """MiniLM with two linear heads: the tone of a sentence, of the mean of its pieces; the tone toward a person, of
    the vector of the marker before the mention."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Network({}, SHIPPED)
        self.tone, self.sides = nn.Linear(SHIPPED.width, 1), nn.Linear(SHIPPED.width, 3)

    def start(self) -> None:
        state = {**self.encoder.state_dict(), **start_weights()}
        for name in ("shapes.weight", "quotes.weight"):
            state[name] = torch.zeros_like(state[name])
        self.encoder.load_state_dict(state)

    def vectors(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """(vectors of the pieces, which of them are pieces)."""
        mask = (pieces > 0).float()
        none = torch.zeros_like(pieces)
        return self.encoder.encode(pieces, none, none, mask), mask[..., None]

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(tone of each sentence before tanh, scores of the sides at each piece, vectors)."""
        x, real = self.vectors(pieces)
        dropped = self.encoder.dropout(x)
        mean = (dropped * real).sum(1) / real.sum(1)
        return self.tone(mean)[:, 0], self.sides(dropped), x


def people_of(texts: list[str], cache: Path | None) -> dict[str, list[tuple[int, int]]]:
    """The spans of people's names, as `analysis.valence` finds them."""
    known = json.loads(cache.read_text()) if cache and cache.exists() else {}
    known |= {text: [*names_in(text)] for text in texts if text not in known}
    if cache:
        cache.write_text(json.dumps(known))
    return known


def labeled(data: Path, cache: Path | None = None) -> list[Labeled]:
    """All sentences of the three sets, masked."""
    wordpiece = WordPiece.from_file(start_folder() / "vocab.txt")
    rows = []  # file, group, text, tone, targets
    for r in json_lines(data / "gold" / "nyt_snippets.jsonl.gz"):
        rows.append((SETS[0], f"nyt{r['art']}", r["text"], r["mean"] / 4, []))
    for r in json_lines(data / "gold" / "semeval2007_headlines.jsonl.gz"):
        rows.append((SETS[1], f"head{r['id']}", r["headline"], r["valence"] / 100, []))
    for r in json_lines(data / "gold" / "newsmtsc_train.jsonl.gz"):
        group = "mtsc" + "_".join(r["primary_gid"].split("_")[:3])
        rows.append((SETS[2], group, r["sentence_normalized"], None, r["targets"]))
    people = people_of([r[2] for r in rows], cache)
    out = []
    for file, group, text, tone, targets in rows:
        targets = sorted(targets, key=lambda t: t["from"])
        mentions = [(t["from"], t["to"]) for t in targets]
        names = sorted(tuple(n) for n in people[text])
        sides = tuple(1 + int(np.sign(t["polarity"] - 4)) for t in targets)
        out.append(Labeled(file, group, mask(text, names, mentions, wordpiece), text, names, tone, sides))
    return out


def fold_of(group: str) -> int:
    return zlib.crc32(group.encode()) % FOLDS


def batches(rows: list[Labeled], rng: random.Random) -> Iterator[list[Labeled]]:
    order = sorted(rows, key=lambda r: len(r.masked.pieces) + rng.uniform(-3, 3))
    out, current = [], []
    for row in order:
        if current and len(row.masked.pieces) * (len(current) + 1) > BATCH_PIECES:
            out.append(current)
            current = []
        current.append(row)
    out.append(current)
    rng.shuffle(out)
    return out


def padded(rows: list[Labeled]) -> Tensor:
    wide = max(len(r.masked.pieces) for r in rows)
    return torch.tensor([[*r.masked.pieces, *[0] * (wide - len(r.masked.pieces))] for r in rows])


def loss_of(network: ToneNetwork, rows: list[Labeled], tone_weight: float, smooth: float) -> Tensor:
    tones, sides, _ = network(padded(rows))
    rated = [n for n, r in enumerate(rows) if r.tone is not None]
    total = torch.zeros(())
    if rated:
        gold = torch.tensor([rows[n].tone for n in rated])
        total = total + tone_weight * ((torch.tanh(tones[rated].float()) - gold) ** 2).sum()
    marks = [(n, m, s) for n, r in enumerate(rows) for m, s in zip(r.masked.marks, r.sides, strict=True) if m >= 0]
    if marks:
        n, m, s = (torch.tensor(x) for x in zip(*marks, strict=True))
        total = total + F.cross_entropy(sides[n, m].float(), s, reduction="sum", label_smoothing=smooth)
    return total / len(rows)


def train(rows: list[Labeled], args: argparse.Namespace) -> ToneNetwork:
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    network = ToneNetwork()
    network.start()
    network.encoder.pieces.weight.requires_grad_(False)
    for name in ("shapes", "quotes"):
        getattr(network.encoder, name).weight.requires_grad_(False)
    heads = [*network.tone.parameters(), *network.sides.parameters()]
    rest = [p for p in network.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": args.rate}, {"params": heads, "lr": 10 * args.rate}], weight_decay=0.01
    )
    rows = rows + [r for r in rows if r.file == "semeval2007_headlines"] * (args.headlines - 1)
    plan = [b for _ in range(args.epochs) for b in batches(rows, rng)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / 100) * max(0.02, 1 - s / len(plan))
    )
    mean, averaged, begun = None, 0, time.time()
    network.train()
    for step, batch in enumerate(plan):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.half):
            loss = loss_of(network, batch, args.tone_weight, args.smooth)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(rest + heads, 1.0)
        optimizer.step()
        schedule.step()
        if step >= args.mean_from * len(plan):
            averaged += 1
            state = {k: v.detach().clone() for k, v in network.state_dict().items()}
            mean = state if mean is None else {k: mean[k] + (v - mean[k]) / averaged for k, v in state.items()}
        if step % 100 == 0:
            print(f"step {step} of {len(plan)}, loss {loss.item():.3f}, {time.time() - begun:.0f} s", flush=True)
    network.load_state_dict(mean)
    return network


@torch.no_grad()
def predicted(network: ToneNetwork, rows: list[Labeled]) -> list[dict]:
    """For each sentence its tone and the chances of the sides of its mentions."""
    network.eval()
    order = sorted(range(len(rows)), key=lambda n: len(rows[n].masked.pieces))
    out: list[dict] = [{} for _ in rows]
    for first in range(0, len(order), 32):
        own = order[first : first + 32]
        raw, sides, _ = network(padded([rows[n] for n in own]))
        for n, tone, scores in zip(own, raw.tolist(), sides.softmax(-1), strict=True):
            row, alone = rows[n], math.tanh(tone)
            tone = math.tanh(tone + LIST_WEIGHT * VADER.score(without(row.text, row.names)))
            chances = [scores[m].tolist() if m >= 0 else [0.0, 1.0, 0.0] for m in row.masked.marks]
            found = {
                "file": row.file,
                "group": row.group,
                "text": row.text,
                "gold": row.tone,
                "sides": row.sides,
                "alone": round(alone, 4),
            }
            out[n] = {**found, "tone": round(tone, 4), "chances": [[round(c, 4) for c in x] for x in chances]}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--without", choices=SETS)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--tone-weight", type=float, default=12.0)
    parser.add_argument("--smooth", type=float, default=0.1)
    parser.add_argument("--headlines", type=int, default=4, help="times that each headline is seen in an epoch")
    parser.add_argument("--mean-from", type=float, default=0.6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--people", type=Path, help="a file that keeps the names found")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    rows = labeled(args.data, args.people)
    held = [r for r in rows if fold_of(r.group) == args.fold or r.file == args.without]
    network = train([r for r in rows if fold_of(r.group) != args.fold and r.file != args.without], args)
    torch.save(network.state_dict(), args.out / "tone.pt")
    if held:
        told = {"left_out": "sets" if args.without else "articles", "sentences": predicted(network, held)}
        (args.out / "predictions.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
