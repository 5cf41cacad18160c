"""Words, each by itself -> vectors of all-MiniLM-L6-v2: the mean of its last layer, of length 1. NumPy alone."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from network import LAYERS, start_folder, start_weights
from scipy.special import erf

from analysis.components.wordpiece import CLS, SEP, WordPiece
from analysis.language import SHIPPED

HEADS, MOST_PIECES, BATCH = 12, 10, 256


def vectors(words: Sequence[str]) -> np.ndarray:
    """One row a word. Raises SystemExit when the published weights are missing or others."""
    start_weights()  # checks the hash
    weights = _weights()
    pieces = WordPiece.from_file(SHIPPED / "news_reader" / "vocab.txt").pieces
    by_length: dict[int, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        by_length[min(len(pieces(word)), MOST_PIECES)].append(i)
    out = np.zeros((len(words), weights["embeddings.word_embeddings.weight"].shape[1]), np.float32)
    for length, same in sorted(by_length.items()):
        for at in range(0, len(same), BATCH):
            batch = same[at : at + BATCH]
            out[batch] = _encoded(weights, np.array([[CLS, *pieces(words[i])[:length], SEP] for i in batch]))
    return out


def _weights() -> dict[str, np.ndarray]:
    """safetensors: the length of a JSON header, the header, and the numbers that it says where to find."""
    raw = (start_folder() / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = {k: v for k, v in json.loads(raw[8 : 8 + size]).items() if v.get("dtype") == "F32"}
    return {
        name.removeprefix("bert."): np.frombuffer(raw[8 + size :][slice(*v["data_offsets"])], np.float32).reshape(
            v["shape"]
        )
        for name, v in header.items()
    }


def _encoded(w: dict[str, np.ndarray], ids: np.ndarray) -> np.ndarray:
    def linear(x, name):
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def norm(x, name):
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * w[f"{name}.weight"] + w[f"{name}.bias"]

    rows, length = ids.shape
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:length]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for n in range(LAYERS):
        layer = f"encoder.layer.{n}"
        q, k, v = (
            linear(x, f"{layer}.attention.self.{part}").reshape(rows, length, HEADS, -1).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        seen = q @ k.transpose(0, 1, 3, 2) / math.sqrt(q.shape[-1])
        seen = np.exp(seen - seen.max(-1, keepdims=True))
        mixed = (seen / seen.sum(-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(rows, length, -1)
        x = norm(x + linear(mixed, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
        wide = linear(x, f"{layer}.intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / math.sqrt(2)))
        x = norm(x + linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean = x.mean(1)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)
