"""The mean of the weights of runs that began alike (Wortsman et al. 2022, "Model soups").

    python -m research.training.average OUT NETWORK NETWORK [NETWORK ...]

Writes OUT/network.pt.
"""

import sys
from pathlib import Path

import torch

from research.training.train import save


def main() -> None:
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    out, *paths = map(Path, sys.argv[1:])
    states = [torch.load(path, map_location="cpu") for path in paths]
    if any(state["labels"] != states[0]["labels"] for state in states):
        raise SystemExit(f"{paths[0]}: the networks have other labels; they must come from the same data")
    weights = {
        name: sum(state["network"][name].float() for state in states) / len(states) for name in states[0]["network"]
    }
    out.mkdir(parents=True, exist_ok=True)
    save(out / "network.pt", {"network": weights, "labels": states[0]["labels"]})


if __name__ == "__main__":
    main()
