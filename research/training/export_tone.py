"""Turn the trained tone network into what runs: an 8-bit ONNX graph beside the pipeline's, whose word pieces it shares.

    python -m research.training.export_tone TONE.pt FOLDER

FOLDER holds `reader.onnx` and gets `tone.onnx` and `tone.json`: where in `reader.onnx` the embeddings of the word
pieces are (both networks have those of MiniLM, unchanged), and their scale.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import onnx
import srsly
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from research.training.network import ATTENTION_HEADS, Layer
from research.training.tone_network import ToneNetwork

TABLE = "network.pieces.weight"
LAYERS = (2, 4, 6)  # whose vectors the loaded head reads: the last alone do worse (README)


class OneSentence(nn.Module):
    """The quantized embeddings of a sentence's pieces -> its tone before tanh, the scores of the sides at each piece,
    and the vectors of the pieces after the layers of `LAYERS`, side by side.

    The same as the network's own layers for one sentence without padding, in fewer steps.
    """

    def __init__(self, network: ToneNetwork, scale: float, zero: float):
        super().__init__()
        self.network, self.scale, self.zero = network, scale, zero
        size = network.encoder.layers[0].mixed.in_features // ATTENTION_HEADS
        for layer in network.encoder.layers:  # what the attention's scores are divided by, once and for all
            for values in layer.qkv.parameters():
                values.data[: ATTENTION_HEADS * size] *= size**-0.5

    def forward(self, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        encoder = self.network.encoder
        embedded = (rows.float() - self.zero) * self.scale
        x, kept = encoder.norm(embedded + encoder.positions.weight[: rows.shape[0]]), []
        for layer in encoder.layers:
            x = _layer(layer, x)
            kept.append(x)
        layers = torch.cat([kept[n - 1] for n in LAYERS], 1)
        return self.network.tone(x.mean(0)), self.network.sides(x), layers


def _layer(layer: Layer, x: Tensor) -> Tensor:
    q, k, v = layer.qkv(x).view(-1, 3, ATTENTION_HEADS, 32).permute(1, 2, 0, 3).unbind(0)
    mixed = ((q @ k.transpose(-1, -2)).softmax(-1) @ v).permute(1, 0, 2).reshape(-1, ATTENTION_HEADS * 32)
    x = layer.norms[0](x + layer.mixed(mixed))
    return layer.norms[1](x + layer.narrowed(F.gelu(layer.widened(x))))


def main() -> None:
    trained, folder = map(Path, sys.argv[1:3])
    table = shared_table(folder / "reader.onnx")
    network = ToneNetwork()
    network.load_state_dict(torch.load(trained, map_location="cpu"))
    network.eval()
    whole, names = folder / "whole.onnx", ["raw", "sides", "vectors"]
    torch.onnx.export(
        OneSentence(network, table["scale"], table["zero"]),
        (torch.zeros(20, 384, dtype=torch.uint8),),
        str(whole),
        input_names=["rows"],
        output_names=names,
        dynamo=False,
        dynamic_axes={n: {0: "pieces"} for n in ("rows", "sides", "vectors")},
    )
    quantize_dynamic(whole, folder / "tone.onnx", per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()
    srsly.write_json(folder / "tone.json", table)


def shared_table(reader: Path) -> dict:
    """Where the embeddings of word pieces are in the pipeline's graph, and how to read them."""
    content = reader.read_bytes()
    found = {t.name: t for t in onnx.load_from_string(content).graph.initializer}
    raw = found[f"{TABLE}_quantized"].raw_data
    scale, zero = (float(numpy_helper.to_array(found[f"{TABLE}_{k}"]).reshape(-1)[0]) for k in ("scale", "zero_point"))
    shape = list(found[f"{TABLE}_quantized"].dims)
    sha256 = hashlib.sha256(raw).hexdigest()
    return {"offset": content.index(raw), "shape": shape, "scale": scale, "zero": zero, "sha256": sha256}


if __name__ == "__main__":
    main()
