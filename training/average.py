"""The mean of the weights of runs that began alike (Wortsman et al. 2022, "Model soups", "Robust fine-tuning").

    python average.py OUT.pt FIRST.pt SHARE SECOND.pt [SECOND.pt ...]

FIRST is the network that the others went on from: it gets SHARE, they the rest in equal parts. The head for
attributions inside others is theirs alone: FIRST was not taught it.
"""

import sys
from pathlib import Path

import torch

TAUGHT_LATER = "nested"


def main() -> None:
    out, first, share, *seconds = sys.argv[1:]
    before, share = torch.load(first), float(share)
    after = [torch.load(path)["network"] for path in seconds]
    weights = {}
    for name, old in before["network"].items():
        new = sum(each[name].float() for each in after) / len(after)
        weights[name] = new if TAUGHT_LATER in name else share * old.float() + (1 - share) * new
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    torch.save({"network": weights, "labels": before["labels"]}, out)


if __name__ == "__main__":
    main()
