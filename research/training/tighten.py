"""The reader's 8-bit graph -> one with the same numbers and fewer steps, which runs in less time.

`quantize_dynamic` leaves what torch wrote: shapes that are computed anew in every layer, and nine heads that are
multiplied one by one. Here the same weights are put into a graph of half as many steps. Its results are the same to the
last bit (`check`), because the multiplications are the same ones and in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
WIDTH, ATTENTION_HEADS = 384, 12
SIZE = WIDTH // ATTENTION_HEADS
POSITIONS = "network.positions.weight"
INPUTS = ("pieces", "shapes", "quotes", "first")


class Builder:
    """Steps and constants of a graph; `weights` are those of the graph that it is made from."""

    def __init__(self, weights: dict[str, np.ndarray]):
        self.weights, self.steps, self.constants = weights, list[onnx.NodeProto](), dict[str, np.ndarray]()

    def weight(self, name: str) -> str:
        self.constants[name] = self.weights[name]
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = value
        return name

    def step(self, kind: str, given: Sequence[str], out: Sequence[str] = (), domain: str = "", **settings) -> str:
        out = list(out) or [f"{kind} {len(self.steps)}"]
        self.steps.append(helper.make_node(kind, list(given), out, domain=domain, **settings))
        return out[0]

    def product(self, x: str, weight: str, bias: str, out: Sequence[str] = ()) -> str:
        """`x` in 8 bits, times a matrix in 8 bits, plus the bias."""
        parts = [self.weight(f"{weight}_{part}") for part in ("quantized", "scale", "zero_point")]
        return self.step("DynamicQuantizeMatMul", [x, *parts, self.weight(bias)], out, MICROSOFT)

    def restored(self, table: str, rows: str) -> str:
        scale, zero = self.weight(f"{table}_scale"), self.weight(f"{table}_zero_point")
        return self.step("DequantizeLinear", [rows, scale, zero])

    def embedded(self, table: str, ids: str) -> str:
        return self.restored(table, self.step("Gather", [self.weight(f"{table}_quantized"), ids]))

    def normed(self, x: str, norm: str) -> str:
        gain = [self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias")]
        return self.step("LayerNormalization", [x, *gain], axis=-1, epsilon=1e-12)


def tighten(source: Path, out: Path) -> None:
    """Write the tight form of the graph in `source`, which `export.py` has just made."""
    weights = {t.name: numpy_helper.to_array(t) for t in onnx.load(source).graph.initializer}
    made = Builder(weights)
    whole = made.weight(f"{POSITIONS}_quantized")
    begin = made.constant("begin", np.array([0]))
    places = made.step("Slice", [whole, begin, made.step("Shape", ["pieces"])])
    x = made.step("Add", [made.embedded("network.pieces.weight", "pieces"), made.restored(POSITIONS, places)])
    for name in ("shapes", "quotes"):
        x = made.step("Add", [x, made.embedded(f"network.{name}.weight", name)])
    x = made.step("Unsqueeze", [made.normed(x, "network.norm"), begin])
    matrices = sorted((n for n in weights if n.startswith("onnx::MatMul") and n.endswith("_quantized")), key=_number)
    for n in range(len(matrices) // 4):
        own = [name.removesuffix("_quantized") for name in matrices[4 * n : 4 * n + 4]]
        x = _layer(made, x, f"network.layers.{n}.", own)
    made.step("Gather", [made.step("Squeeze", [x, begin]), "first"], ["vectors"])
    labels = _heads(made)
    graph = helper.make_graph(
        made.steps,
        "reader",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["words" if n == "first" else "pieces"]) for n in INPUTS],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["words", width])
            for name, width in (("scores", labels), ("vectors", WIDTH))
        ],
        [numpy_helper.from_array(value, name) for name, value in made.constants.items()],
    )
    versions = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(graph, opset_imports=versions, producer_name="research.training.tighten")
    model.ir_version = 9
    check(source, model.SerializeToString())
    onnx.save(model, out)


def _number(name: str) -> int:
    return int(name.split("_")[1])


def _layer(made: Builder, x: str, name: str, matrices: Sequence[str]) -> str:
    """One layer of the encoder. The second norm is the fused step that onnxruntime makes of the original, too."""
    qkv = made.product(x, matrices[0], f"{name}qkv.bias")
    apart = made.step("Reshape", [qkv, made.constant("apart", np.array([-1, 3, ATTENTION_HEADS, SIZE]))])
    apart = made.step("Transpose", [apart], perm=[1, 2, 0, 3])
    each = made.constant("each", np.array([1, 1, 1]))
    q, k, v = (f"{name}{part}" for part in "qkv")
    made.step("Split", [apart, each], [q, k, v], axis=0)
    # A row of equal numbers: onnxruntime would fold a single one into the product, which rounds otherwise.
    scale = made.constant("scale", np.full(SIZE, np.float32(SIZE) ** np.float32(-0.5), np.float32))
    q = made.step("Mul", [q, scale])
    scores = made.step("MatMul", [q, made.step("Transpose", [k], perm=[0, 1, 3, 2])])
    mixed = made.step("MatMul", [made.step("Softmax", [scores], axis=-1), v])
    mixed = made.step("Transpose", [mixed], perm=[0, 2, 1, 3])
    mixed = made.step("Reshape", [mixed, made.constant("together", np.array([1, -1, WIDTH]))])
    mixed = made.product(mixed, matrices[1], f"{name}mixed.bias")
    x = made.normed(made.step("Add", [x, mixed]), f"{name}norms.0")
    wide = made.step("Gelu", [made.product(x, matrices[2], f"{name}widened.bias")])
    narrow = made.product(wide, matrices[3], f"{name}narrowed.bias")
    gain = [made.weight(f"{name}norms.1.{part}") for part in ("weight", "bias")]
    return made.step("SkipLayerNormalization", [x, narrow, *gain], domain=MICROSOFT, epsilon=1e-12)


def _heads(made: Builder) -> int:
    """All heads as one product; how many scores a word gets."""
    names = [n.removesuffix(".weight_quantized") for n in made.weights if n.endswith(".weight_quantized")]
    heads = [n for n in names if n.startswith(("network.heads.", "network.links."))]
    for part in ("quantized", "scale", "zero_point"):
        made.weights[f"heads_{part}"] = np.concatenate([made.weights[f"{n}.weight_{part}"] for n in heads], -1)
    made.weights["heads.bias"] = np.concatenate([made.weights[f"{n}.bias"] for n in heads])
    made.product("vectors", "heads", "heads.bias", ["scores"])
    return len(made.weights["heads.bias"])


def check(source: Path, tight: bytes, texts: int = 40) -> None:
    """Raises SystemExit when the two graphs differ in a single bit on random pieces."""
    options, draw = onnxruntime.SessionOptions(), np.random.default_rng(7)
    options.intra_op_num_threads = 1
    both = [onnxruntime.InferenceSession(m, options, providers=["CPUExecutionProvider"]) for m in (str(source), tight)]
    for _ in range(texts):
        n = int(draw.integers(3, 190))
        fed = {"pieces": draw.integers(1000, 30000, n), "shapes": draw.integers(0, 6, n)}
        fed |= {"quotes": draw.integers(0, 4, n), "first": np.arange(1, n - 1)}
        for one, other in zip(*(session.run(None, fed) for session in both), strict=True):
            if one.tobytes() != other.tobytes():
                raise SystemExit(f"{source}: the tight graph gives other numbers with this onnxruntime")
