"""Turn a trained network into what runs: one 8-bit ONNX graph with all heads, the chains' scores, the labels.

    python -m research.training.export NETWORK.pt OUT

OUT gets `reader.onnx`, `vocab.txt` and `reader.json`. torch and onnx are needed here, not afterwards.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import srsly
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from research.training.network import Network, start_folder
from research.training.tighten import tighten

START_MARGIN = 0.5  # chosen on GUM dev with 0.2.0: sentences F .951, against .947 without; EWT dev .879, .868


class Emissions(nn.Module):
    """One window's pieces -> for each word the scores of all heads side by side, then its two vectors for links; and
    the encoder's vector of each word."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        words = self.network.encode(pieces[None], shapes[None], quotes[None])[0][first]
        heads = [*self.network.heads.values(), self.network.links.dependent, self.network.links.head]
        return torch.cat([head(words) for head in heads], 1), words


def main() -> None:
    trained, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    state = torch.load(trained, map_location="cpu")
    network = Network(state["labels"])
    network.load_state_dict(state["network"])
    network.eval()
    names = ["pieces", "shapes", "quotes", "first"]
    sample = tuple(torch.zeros(n, dtype=torch.long) for n in (20, 20, 20, 12))
    whole = out / "whole.onnx"
    torch.onnx.export(
        Emissions(network),
        sample,
        str(whole),
        input_names=names,
        output_names=["scores", "vectors"],
        dynamo=False,
        dynamic_axes={n: {0: "pieces" if n in names[:3] else "words"} for n in (*names, "scores", "vectors")},
    )
    quantize_dynamic(whole, loose := out / "loose.onnx", per_channel=True, weight_type=QuantType.QInt8)
    tighten(loose, out / "reader.onnx")
    whole.unlink()
    loose.unlink()
    shutil.copy(start_folder() / "vocab.txt", out / "vocab.txt")
    chains = {
        task: {
            name: [[round(x, 5) for x in row] for row in t.tolist()] if t.dim() == 2 else t.tolist()
            for name, t in zip(("transitions", "start"), chain.scores(), strict=True)
        }
        for task, chain in network.chains.items()
    }
    alone = [round(x, 5) for x in network.links.alone.tolist()]
    settings = {
        "labels": state["labels"],
        "chains": chains,
        "alone": alone,
        "calibration": [1.0, 0.0],
        "start_margin": START_MARGIN,
    }
    srsly.write_json(out / "reader.json", settings)


if __name__ == "__main__":
    main()
