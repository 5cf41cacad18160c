"""Runs the network that reads the tone of single sentences: a second small encoder beside the pipeline's.

It shares the embeddings of word pieces with the pipeline's graph (`tone.json` says where they are in it). Sentences are
read one by one: 8-bit activations are scaled over all that is read together, so one would move another's tone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import srsly

from analysis import PACKAGE
from analysis.nlp.pipeline import load_graph
from analysis.nlp.pipeline.encoding import WordPiece
from analysis.nlp.pipeline.masking import Masked

FOLDER = PACKAGE / "en_core_news_sm" / "news_reader"


@dataclass(frozen=True, slots=True)
class SentenceTone:
    """`raw`: the tone before tanh, below 0 for unpleasant. `sides`: for each mention the chances that the sentence is
    negative, neutral and positive toward that person, or None where the mention was cut off. `vectors`: pieces x 1152,
    those of layers 2, 4 and 6."""

    raw: float
    sides: tuple[tuple[float, float, float] | None, ...]
    vectors: np.ndarray


class ToneNetwork:
    """The graph, the shared embeddings and the vocabulary of a folder."""

    def __init__(self, folder: Path):
        self.wordpiece = WordPiece.from_file(folder / "vocab.txt")
        where = srsly.read_json(folder / "tone.json")
        self._session = load_graph(str(folder / "tone.onnx"))
        shape = tuple(where["shape"])
        table = np.fromfile(folder / "reader.onnx", np.uint8, shape[0] * shape[1], offset=where["offset"])
        self._table = table.reshape(shape)
        if hashlib.sha256(self._table).hexdigest() != where["sha256"]:
            raise ValueError(f"{folder / 'reader.onnx'}: not the graph that tone.json was made for; export it again")

    def read(self, sentence: Masked) -> SentenceTone:
        """One sentence, as `masking.mask` makes it."""
        rows = self._table[list(sentence.pieces)]
        raw, scores, vectors = self._session.run(None, {"rows": rows})
        raised = np.exp(scores - scores.max(1, keepdims=True))
        chances = (raised / raised.sum(1, keepdims=True)).tolist()
        sides = tuple(None if at < 0 else tuple(chances[at]) for at in sentence.marks)
        return SentenceTone(float(raw[0]), sides, vectors)


@lru_cache(maxsize=1)
def load() -> ToneNetwork:
    """The shipped network, loaded once per process."""
    return ToneNetwork(FOLDER)
