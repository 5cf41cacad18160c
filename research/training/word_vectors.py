"""Words, each by itself -> vectors of all-MiniLM-L6-v2: the mean of its last layer, of length 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional

from analysis.nlp.parsing import SHIPPED
from analysis.nlp.pipeline.encoding import CLS, SEP, WordPiece
from research.training.network import SHIPPED as SIZE
from research.training.network import start_folder, start_weights

HEADS, MOST_PIECES, BATCH = 12, 10, 256


def vectors(words: Sequence[str]) -> np.ndarray:
    """One row a word. Raises SystemExit when the published weights are missing or others."""
    start_weights()  # checks the hash
    found = load_file(start_folder() / "model.safetensors").items()
    weights = {name.removeprefix("bert."): tensor.float() for name, tensor in found if tensor.is_floating_point()}
    pieces = WordPiece.from_file(SHIPPED / "news_reader" / "vocab.txt").pieces
    by_length: dict[int, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        by_length[min(len(pieces(word)), MOST_PIECES)].append(i)
    out = np.zeros((len(words), weights["embeddings.word_embeddings.weight"].shape[1]), np.float32)
    for length, same in sorted(by_length.items()):
        for at in range(0, len(same), BATCH):
            batch = same[at : at + BATCH]
            ids = torch.tensor([[CLS, *pieces(words[i])[:length], SEP] for i in batch])
            with torch.inference_mode():
                out[batch] = _encoded(weights, ids)
    return out


def _encoded(w: dict[str, torch.Tensor], ids: torch.Tensor) -> np.ndarray:
    def linear(x, name):
        return functional.linear(x, w[f"{name}.weight"], w[f"{name}.bias"])

    def norm(x, name):
        return functional.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"], 1e-12)

    rows, length = ids.shape
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:length]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for n in range(SIZE.layers):
        layer = f"encoder.layer.{n}"
        q, k, v = (
            linear(x, f"{layer}.attention.self.{part}").reshape(rows, length, HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(rows, length, -1)
        x = norm(x + linear(mixed, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
        wide = functional.gelu(linear(x, f"{layer}.intermediate.dense"))
        x = norm(x + linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    return functional.normalize(x.mean(1), dim=1).numpy()
