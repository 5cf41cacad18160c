"""Train the encoder and all heads at once.

    python train.py DATA START OUT [--epochs 5] [--seed 0] [--half] [--smoke]

DATA is the data folder of README.md; START holds `model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2. Writes
OUT/network.pt: the mean of the weights over the last part of the run, and the labels. A run that was broken off goes
on from OUT/checkpoint.pt, which is written every five minutes. `--smoke` trains on a handful of windows.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from examples import Example, labels_of, training_set
from network import Network, start_weights
from torch import Tensor
from tqdm import tqdm

from analysis.components.wordpiece import WordPiece

BATCH_PIECES = 1900  # with padding
BODY_RATE, HEAD_RATE, WARM_UP = 2e-4, 2e-3, 200
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


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    found = training_set(args.data, WordPiece.from_file(args.start / "vocab.txt"))
    if args.smoke:
        found = random.Random(0).sample(found, 60)
    labels = labels_of(found)
    numbers = {task: {y: n for n, y in enumerate(own)} for task, own in labels.items()}
    network = Network(labels)
    network.load_state_dict(start_weights(args.start), strict=False)
    network.pieces.requires_grad_(False)  # a third of the weights; few of the pieces are met often enough to learn
    network.to(device)
    optimizing, mean, counted, done = optimizer(network), None, 0, 0
    plan = [b for epoch in range(args.epochs) for b in batches(found, random.Random(args.seed * 1000 + epoch))]
    checkpoint, saved_at = args.out / "checkpoint.pt", time.monotonic()
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        optimizing.load_state_dict(state["optimizer"])
        mean, counted, done = state["mean"], state["counted"], state["done"]
    progress, recent = tqdm(total=len(plan), initial=done, mininterval=10), 0.0
    for step in range(done, len(plan)):
        for group in optimizing.param_groups:
            group["lr"] = group["rate"] * min((step + 1) / WARM_UP, (len(plan) - step) / len(plan))
        with torch.autocast(device, dtype=torch.bfloat16, enabled=args.half):
            loss = network.loss(tensors(plan[step], numbers, device))
        optimizing.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizing.step()
        recent += 0.01 * (loss.item() - recent)
        if step >= MEAN_FROM * len(plan) and step % 20 == 0:
            counted += 1
            now = {k: v.float() for k, v in network.state_dict().items()}
            mean = (
                {k: v + (now[k] - v) / counted for k, v in mean.items()}
                if mean
                else {k: v.clone() for k, v in now.items()}
            )
        progress.set_postfix(loss=f"{recent:.3f}", refresh=False)
        progress.update()
        if time.monotonic() - saved_at > CHECKPOINT_SECONDS:
            saved_at = time.monotonic()
            save(checkpoint, {"network": network.state_dict(), "optimizer": optimizing.state_dict(), "mean": mean,
                              "counted": counted, "done": step + 1})  # fmt: skip
    save(
        args.out / "network.pt",
        {"network": mean or network.state_dict(), "last": network.state_dict(), "labels": labels},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "start", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--half", action="store_true", help="bfloat16: quicker where the processor has it, else slower")
    parser.add_argument("--smoke", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == "__main__":
    main()
