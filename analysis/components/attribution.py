"""spaCy component: attributions (source, cue, content) by a fine-tuned encoder, a CRF and a linker.

The encoder (MiniLM, int8 ONNX, run by onnxruntime) scores seven tags for each word; a linear-chain CRF
finds the best sequence and how probable each of its tags is; the linker joins spans to attributions.
Contents are then read once more on their own: the training data (PolNeAR) has no nesting, so an
attribution inside another one's content is only found when its content is taken for a text.

The result is `doc.spans["attributions"]`: spans labelled SOURCE, CUE or CONTENT whose `id` is the number of
their attribution; `.attrs["scores"]` holds one score in 0..1 for each number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from ..quotations import quotations
from .crf import decode
from .linking import Tagged, link
from .wordpiece import CLS, SEP, WordPiece

GROUP = "attributions"
TAGS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
WORD = re.compile(r"``|''|‘‘|’’|\w+|[^\w\s]")
MARK = '"'  # what the encoder reads for any quotation mark
MAX_PIECES = 6  # of one word: longer ones are links and hashes
NESTED_MIN_WORDS = 6  # a shorter content has no room for a cue, a source and a content of its own


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int
    quote: int  # 0 outside, 1 inside, 2 opening, 3 closing mark


@Language.factory("news_attribution", default_config={"window": 190, "min_score": 0.0, "nested": True})
def make_attribution(nlp: Language, name: str, window: int, min_score: float, nested: bool) -> AttributionTagger:
    """`window`: pieces to one run of the encoder. `min_score`: attributions scored lower are dropped."""
    return AttributionTagger(window, min_score, nested)


class AttributionTagger:
    def __init__(self, window: int, min_score: float, nested: bool):
        self.window, self.min_score, self.nested = window, min_score, nested
        self._model: bytes = b""
        self._session = None
        self.wordpiece: WordPiece | None = None
        self.crf: dict[str, np.ndarray] = {}

    def __call__(self, doc: Doc) -> Doc:
        paragraphs = _paragraphs(doc)
        found = self.attributions(paragraphs)
        if self.nested:
            found += self.inside(paragraphs, found)
        spans, scores = [], []
        for tagged in found:
            if tagged.score < self.min_score:
                continue
            for label in ("SOURCE", "CUE", "CONTENT"):
                for start, end in getattr(tagged, label.lower()):
                    span = doc.char_span(start, end, label=label, span_id=str(len(scores)), alignment_mode="expand")
                    spans.append(span)
            scores.append(round(float(tagged.score), 4))
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans, attrs={"scores": scores})
        return doc

    def attributions(self, paragraphs: list[list[Word]]) -> list[Tagged]:
        out = []
        for part in self._windows(paragraphs):
            words = [w for p in part for w in p]
            tags, probabilities = self._tag(part)
            numbers = [n for n, p in enumerate(part) for _ in p]
            out += link(words, [TAGS[t] for t in tags], probabilities, numbers)
        return out

    def inside(self, paragraphs: list[list[Word]], outer: list[Tagged]) -> list[Tagged]:
        """Attributions within the contents of `outer`, each content read without its quotation marks."""
        words, contents = [w for p in paragraphs for w in p], []
        for attribution in outer:
            for start, end in attribution.content:
                first, last = (bisect_left(words, at, key=lambda w: w.start) for at in (start, end))
                contents += [part for part in _quoted_or_whole(words[first:last]) if len(part) >= NESTED_MIN_WORDS]
        return [a for part in contents for a in self.attributions([part]) if a.cue and a.source]

    def _windows(self, paragraphs: list[list[Word]]):
        """Runs of whole paragraphs up to `window` pieces; a longer paragraph is cut."""
        current, size = [], 0
        for paragraph in paragraphs:
            for piece in self._cut(paragraph):
                count = sum(len(self._pieces(w)) for w in piece) + 1
                if current and size + count > self.window:
                    yield current
                    current, size = [], 0
                current.append(piece)
                size += count
        if current:
            yield current

    def _cut(self, paragraph: list[Word]):
        start, size = 0, 0
        for i, word in enumerate(paragraph):
            count = len(self._pieces(word))
            if size + count > self.window:
                yield paragraph[start:i]
                start, size = i, 0
            size += count
        if start < len(paragraph):
            yield paragraph[start:]

    def _pieces(self, word: Word) -> tuple[int, ...]:
        return self.wordpiece.pieces(word.text)[:MAX_PIECES]

    def _tag(self, paragraphs: list[list[Word]]) -> tuple[list[int], np.ndarray]:
        """The best tag of each word and its probability."""
        ids, shapes, quotes, first, ends = [CLS], [0], [0], [], []
        for paragraph in paragraphs:
            for word in paragraph:
                pieces = self._pieces(word)
                first.append(len(ids))
                ids += pieces
                shapes += [_shape(word.text)] * len(pieces)
                quotes += [word.quote] * len(pieces)
            ends.append(len(first))  # the paragraph's end is a word of its own to encoder and CRF
            first.append(len(ids))
            ids, shapes, quotes = [*ids, SEP], [*shapes, _shape("\n")], [*quotes, 0]
        rows = [[*ids, SEP], [*shapes, 0], [*quotes, 0], [1] * (len(ids) + 1)]
        inputs = dict(zip(("ids", "sh", "q", "am"), (np.array([r], dtype=np.int64) for r in rows), strict=True))
        emissions = self.session.run(None, inputs)[0][0][first]
        tags, probabilities = decode(emissions, self.crf["T"], self.crf["st"])
        words = sorted({*range(len(tags))} - {*ends})
        return [tags[i] for i in words], probabilities[words]

    @property
    def session(self):
        if self._session is None:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            # One thread: the same bytes on every machine, and several processes do not fight for cores.
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])
        return self._session

    # --- serialisation, as spaCy's components do it -------------------------------------------------

    def to_disk(self, path: str | Path, *, exclude=()) -> None:
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / "encoder.onnx").write_bytes(self._model)
        (path / "vocab.txt").write_text("\n".join(self.wordpiece.vocabulary), encoding="utf-8")
        srsly.write_json(path / "crf.json", {k: np.round(v, 6).tolist() for k, v in self.crf.items()})

    def from_disk(self, path: str | Path, *, exclude=()) -> AttributionTagger:
        path = Path(path)
        self.set_model(
            (path / "encoder.onnx").read_bytes(),
            WordPiece.from_file(path / "vocab.txt"),
            {k: np.array(v, dtype=np.float32) for k, v in srsly.read_json(path / "crf.json").items()},
        )
        return self

    def to_bytes(self, *, exclude=()) -> bytes:
        return srsly.msgpack_dumps(
            {
                "model": self._model,
                "vocabulary": self.wordpiece.vocabulary,
                "crf": {k: v.tolist() for k, v in self.crf.items()},
            }
        )

    def from_bytes(self, data: bytes, *, exclude=()) -> AttributionTagger:
        state = srsly.msgpack_loads(data)
        self.set_model(
            state["model"],
            WordPiece(state["vocabulary"]),
            {k: np.array(v, dtype=np.float32) for k, v in state["crf"].items()},
        )
        return self

    def set_model(self, model: bytes, wordpiece: WordPiece, crf: dict[str, np.ndarray]) -> None:
        self._model, self._session, self.wordpiece, self.crf = model, None, wordpiece, crf

    def __getstate__(self) -> dict:  # a session cannot be pickled; each process makes its own
        return {**self.__dict__, "_session": None, "wordpiece": self.wordpiece.vocabulary}

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)
        self.wordpiece = WordPiece(state["wordpiece"]) if state["wordpiece"] else None


def _paragraphs(doc: Doc) -> list[list[Word]]:
    """Words by paragraph: a line end that a new sentence follows. Quotation marks pair within a paragraph."""
    breaks = [t.idx for t in doc if t.is_space and "\n" in t.text and t.i + 1 < len(doc) and t.nbor().is_sent_start]
    text = doc.text  # spaCy joins it anew at every use
    edges = [0, *breaks, len(text)]
    return [p for a, b in pairwise(edges) if (p := _words(text, a, b))]


def _words(text: str, start: int, end: int) -> list[Word]:
    words = [Word(m.group(), *m.span(), 0) for m in WORD.finditer(text, start, end)]
    for opening, closing in quotations(text, [(start, end)]):
        for i in range(bisect_left(words, opening, key=lambda w: w.start), len(words)):
            word = words[i]
            if word.start >= closing:
                break
            quote = 2 if word.start == opening else 3 if word.end == closing and not word.text.isalnum() else 1
            words[i] = Word(word.text if quote == 1 else MARK, word.start, word.end, quote)
    return words


def _quoted_or_whole(words: list[Word]) -> list[list[Word]]:
    """The quoted stretches of a content, or the content itself when nothing in it is quoted."""
    stretches, current = [], []
    for word in words:
        if word.quote == 1:
            current.append(Word(word.text, word.start, word.end, 0))
        elif current:
            stretches.append(current)
            current = []
    stretches += [current] if current else []
    return stretches or [words]


def _shape(word: str) -> int:
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[:1].isupper() else 3
