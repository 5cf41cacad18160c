"""spaCy component: one encoder pass, and from it sentences, word classes, lemmas, entities and attributions.

The encoder (MiniLM, int8 ONNX) scores the labels of all tasks for each word. Linear-chain CRFs find the best sequences
of tags of entities, of attributions, and of attributions inside the contents of others; word vectors of the same pass
link sources and contents to cues. Contents are also read once more on their own: each way finds nested attributions
that the other misses.

`doc.tensor` keeps the encoder's vector of each token, `doc.spans["attributions"]` spans labeled SOURCE, CUE or CONTENT
whose `id` is the number of their attribution; `.attrs["scores"]` holds one score in 0..1 for each number.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from analysis.nlp.pipeline import encoding, load_graph
from analysis.nlp.pipeline.crf import best_tags, decode
from analysis.nlp.pipeline.encoding import CLOSING, INSIDE, OPENING, SIGN, Inputs, Window, Word, WordPiece, ends_before
from analysis.nlp.pipeline.linking import Links, Tagged, link, link_nearest

GROUP = "attributions"
FILES = ("reader.onnx", "vocab.txt", "reader.json")  # network, vocabulary, settings
EVERYTHING = ("sentences", "tags", "lemmas", "entities", "attributions")
REPORT_MIN_WORDS = 6  # a shorter quotation has no room for a cue, a source and a content of its own
NESTED_MIN_WORDS, NESTED_MARGIN = 4, 0.25  # chosen on nested labels of PolNeAR train and the reference articles
ANYBODY, DOUBT, DOUBT_AT_NAME = "Smith", 2.0, 5.0  # the scores of starts on either side of none that are doubtful
CUT = 150  # pieces; windows have 190, and other names have other numbers of pieces
OPEN_ONLY = -1e4  # what an I- tag scores where nothing is before it


@Language.factory(
    "news_reader",
    assigns=["token.is_sent_start", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.spans", "doc.tensor"],
    default_config={"nested": True, "sets": list(EVERYTHING)},
)
def make_reader(nlp: Language, name: str, nested: bool, sets: list[str]) -> NewsReader:
    """`sets`: which annotations to write. `nested`: also attributions inside the contents of others."""
    return NewsReader(nested, sets)


@dataclass(frozen=True, slots=True)
class Read:
    """One window and what the network says of its words: scores of the labels by task, words x labels, and the words'
    vectors."""

    window: Window
    inputs: Inputs
    scores: dict[str, np.ndarray]
    vectors: np.ndarray

    @property
    def words(self) -> list[Word]:
        return [w for part in self.window for w in part]

    @property
    def paragraphs(self) -> list[int]:
        """The number of each word's paragraph."""
        return [n for n, part in enumerate(self.window) for _ in part]


class NewsReader:
    """The component: network, labels and settings. `sets` and `nested` as in `make_reader`."""

    def __init__(self, nested: bool = True, sets: Sequence[str] = EVERYTHING):
        self.nested, self.sets = nested, tuple(sets)
        self._model: bytes = b""
        self.wordpiece: WordPiece | None = None
        self.labels: dict[str, list[str]] = {}
        self.chains: dict[str, dict[str, np.ndarray]] = {}
        self.alone, self.calibration = np.zeros(0), [1.0, 0.0]
        self.start_margin = 0.0  # by how much a sentence start must outscore none

    def __call__(self, doc: Doc) -> Doc:
        parts = encoding.paragraphs(doc, self.wordpiece)
        found = self._read(parts)
        for read in found:
            self._write_words(doc, read)
        names = self._names(found)
        if "sentences" in self.sets:
            _set_starts(doc, self._starts(doc, parts, found, names))
        if "entities" in self.sets:
            doc.set_ents(_entities(doc, found, names))
        if "attributions" in self.sets:
            doc.tensor = _word_vectors(doc, found)
            outer, inner = quoted_reports(doc, parts, self._attributions(found)), []
            if self.nested:
                inner = apart([*self._read_again(parts, outer), *self._nested(found, outer)])
            write_attributions(doc, [*outer, *inner])
        return doc

    def names(self, doc: Doc) -> Doc:
        """Set the entities only: a quarter of the time that everything takes."""
        found = self._read(encoding.paragraphs(doc, self.wordpiece))
        doc.set_ents(_entities(doc, found, self._names(found)))
        return doc

    def _read(self, parts: Window) -> list[Read]:
        sizes = [*(len(own) for own in self.labels.values()), len(self.alone), len(self.alone)]
        ends = np.cumsum(sizes).tolist()
        columns = [
            (n, slice(*edge)) for n, edge in zip([*self.labels, "part", "cue"], pairwise([0, *ends]), strict=True)
        ]
        out = []
        for window in encoding.windows(parts):
            fed = encoding.inputs(window)
            arrays = {n: np.array(getattr(fed, n), dtype=np.int64) for n in ("pieces", "shapes", "quotes", "first")}
            scores, vectors = self.session.run(None, arrays)
            out.append(Read(window, fed, {name: scores[:, own] for name, own in columns}, vectors))
        return out

    def _chain(self, task: str, found: list[Read], margin: float = 0.0) -> list[tuple[list[str], np.ndarray]]:
        """The best tags of each window and their probabilities; a paragraph's first word goes on with nothing.
        `margin`: by how much "O" must outscore the other tags."""
        labels = self.labels[task]
        decoded = decode(self._emissions(task, found, margin), **self.chains[task])
        return [([labels[t] for t in tags], probabilities) for tags, probabilities in decoded]

    def _names(self, found: list[Read]) -> list[list[str]]:
        """The best tags of names in each window."""
        labels = self.labels["entity"]
        return [
            [labels[t] for t in tags] for tags in best_tags(self._emissions("entity", found), **self.chains["entity"])
        ]

    def _emissions(self, task: str, found: list[Read], margin: float = 0.0) -> list[np.ndarray]:
        labels = self.labels[task]
        inner = OPEN_ONLY * np.array([y[0] == "I" for y in labels])
        none = margin * np.array([y == "O" for y in labels])
        return [r.scores[task] + np.outer(r.inputs.opens, inner) - none for r in found]

    def _starts(self, doc: Doc, parts: Window, found: list[Read], names: list[list[str]]) -> set[int]:
        """The tokens that begin a sentence. `names`: the tags of names in each window. A part with a doubtful start is
        read again on its own, with one and the same word for each word of a person's name: where a sentence ends
        should hang neither on who is named nor on where a window was cut."""
        words, tags = chain.from_iterable(r.words for r in found), chain.from_iterable(names)
        people = {w.token for w, tag in zip(words, tags, strict=True) if tag.endswith("PERSON")}
        scores, torn = self._start_scores(found), _torn(parts, found)
        for part in parts:
            doubtful = {i for i in _doubtful(part, scores, people) if doc[i].is_sent_start is None}
            if not doubtful:
                continue
            anybody = self.wordpiece.pieces(ANYBODY)
            neutral = [w._replace(pieces=anybody) if w.token in people and w.shape != SIGN else w for w in part]
            again = self._read([neutral])
            scores |= {token: score for token, score in self._start_scores(again).items() if token in doubtful}
            torn = torn.difference(w.token for w in part) | _torn([neutral], again)
        return {token for token, score in scores.items() if score > 0} - torn

    def _start_scores(self, found: list[Read]) -> dict[int, float]:
        """By how much each token's start of a sentence outscores none, beyond the margin."""
        out: dict[int, float] = {}
        for r in found:
            over = r.scores["starts"][:, 1] - r.scores["starts"][:, 0] - self.start_margin
            out.update(zip((w.token for w in r.words), over.tolist(), strict=True))
        return out

    def _attributions(self, found: list[Read]) -> list[Tagged]:
        out = []
        for r, (tags, probabilities) in zip(found, self._chain("attribution", found), strict=True):
            links = Links(r.scores["part"], r.scores["cue"], self.alone)
            out += link(r.words, tags, probabilities, r.paragraphs, links)
        return [replace(a, score=self._calibrated(a.score)) for a in out]

    def _nested(self, found: list[Read], outer: list[Tagged]) -> list[Tagged]:
        """What the head for attributions inside others finds in the contents of `outer`."""
        tagged = zip(found, self._chain("nested", found, NESTED_MARGIN), strict=True)
        out = [a for r, (tags, chances) in tagged for a in link_nearest(r.words, tags, chances, r.paragraphs)]
        return [replace(a, score=self._calibrated(a.score)) for a in out if a.cue and inside(a, outer)]

    def _read_again(self, parts: Window, outer: list[Tagged]) -> list[Tagged]:
        """The contents of `outer` read on their own, without their quotation marks, as if they were whole texts."""
        words, contents = [w for part in parts for w in part], []
        for start, end in (span for a in outer for span in a.content):
            first, last = (bisect_left(words, at, key=lambda w: w.start) for at in (start, end))
            contents += [c for c in _quoted_or_whole(words[first:last]) if len(c) >= NESTED_MIN_WORDS]
        again = [read for content in contents for read in self._read([content])]  # none belongs to another's cue
        return [a for a in self._attributions(again) if a.cue]

    def _calibrated(self, score: float) -> float:
        """Platt's scaling (1999): the chance that people marked an attribution that overlaps this one."""
        slope, shift = self.calibration
        odds = np.log(max(score, 1e-6)) - np.log(max(1 - score, 1e-6))
        return float(1 / (1 + np.exp(-(slope * odds + shift))))

    def _write_words(self, doc: Doc, read: Read) -> None:
        best = (read.scores[task].argmax(1).tolist() for task in ("upos", "xpos", "lemma"))
        tags, lemmas = "tags" in self.sets, "lemmas" in self.sets
        classes, details, edits = (self.labels[task] for task in ("upos", "xpos", "lemma"))
        for word, upos, xpos, lemma in zip(read.words, *best, strict=True):
            token = doc[word.token]
            if tags:
                token.pos_, token.tag_ = classes[upos], details[xpos]
            if lemmas:
                token.lemma_ = apply_edit(edits[lemma], token.text)

    @cached_property
    def session(self):
        """The network, loaded when it is first asked for."""
        return load_graph(self._model)

    # --- serialization, as spaCy's components do it; a pickle has no session: each process makes its own -----------

    def to_disk(self, path: str | Path, *, exclude=()) -> None:
        """Write network, vocabulary and settings into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, data in self._files().items():
            (Path(path) / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude=()) -> NewsReader:
        return self._set({name: (Path(path) / name).read_bytes() for name in FILES})

    def to_bytes(self, *, exclude=()) -> bytes:
        """Network, vocabulary and settings as bytes."""
        return srsly.msgpack_dumps(self._files())

    def from_bytes(self, data: bytes, *, exclude=()) -> NewsReader:
        return self._set(srsly.msgpack_loads(data))

    def __getstate__(self):
        return self.nested, self.sets, self._files()

    def __setstate__(self, state):
        self.nested, self.sets, files = state
        self._set(files)

    def _files(self) -> dict[str, bytes]:
        chains = {task: {name: v.tolist() for name, v in own.items()} for task, own in self.chains.items()}
        settings = {"labels": self.labels, "chains": chains, "alone": self.alone.tolist()}
        settings |= {"calibration": self.calibration, "start_margin": self.start_margin}
        texts = ("\n".join(self.wordpiece.vocabulary), json.dumps(settings, indent=2))
        return dict(zip(FILES, (self._model, *(text.encode() for text in texts)), strict=True))

    def _set(self, files: dict[str, bytes]) -> NewsReader:
        self._model, vocabulary, settings = (files[name] for name in FILES)
        self.wordpiece, settings = WordPiece(vocabulary.decode().splitlines()), json.loads(settings)
        self.labels, self.alone = settings["labels"], np.array(settings["alone"])
        self.chains = {task: {n: np.array(v) for n, v in own.items()} for task, own in settings["chains"].items()}
        self.calibration, self.start_margin = settings["calibration"], settings["start_margin"]
        self.__dict__.pop("session", None)
        return self


@lru_cache(maxsize=8_192)
def apply_edit(edit: str, word: str) -> str:
    """The lemma of `word`: `lower 3 y` is "lower the case, cut three letters, add y" (Chrupała 2006, much reduced). The
    word in lower case where there are fewer letters to cut."""
    case, cut, added = edit.split(" ", 2)
    base = word.replace("’", "'") if case == "keep" else word.replace("’", "'").lower()
    return (base[: len(base) - int(cut)] + added if int(cut) <= len(base) else base) or base


def _entities(doc: Doc, found: list[Read], names: list[list[str]]) -> list[Span]:
    tagged = zip(found, names, strict=True)
    runs = [run for r, tags in tagged for run in spans(tags, [w.token for w in r.words])]
    return [Span(doc, s, e, label=kind) for s, e, kind in runs if kind != "MISC"]


def _word_vectors(doc: Doc, found: list[Read]) -> np.ndarray:
    """The encoder's vector of each token, zeros for white space: what models of attributions and sources read."""
    out = np.zeros((len(doc), found[0].vectors.shape[1] if found else 0), dtype=np.float32)
    for read in found:
        out[[w.token for w in read.words]] = read.vectors
    return out


def _doubtful(part: list[Word], scores: dict[int, float], people: set[int]) -> set[int]:
    """The tokens of which another name could change whether a sentence begins: those with a score near 0, at a name
    with one less near, and all of a paragraph that windows may cut elsewhere."""
    if sum(len(w.pieces) for w in part) > CUT:
        return {w.token for w in part}
    at_name = {b.token for a, b in pairwise(part) if a.token in people or b.token in people}
    return {w.token for w in part if abs(scores[w.token]) < (DOUBT_AT_NAME if w.token in at_name else DOUBT)}


def spans(tags: Sequence[str], tokens: Sequence[int]) -> list[tuple[int, int, str]]:
    """(first token, token behind the last, kind) of BIO tags; an I- that continues nothing opens a span."""
    out: list[tuple[int, int, str]] = []
    for tag, before, token in zip(tags, ["O", *tags], tokens, strict=False):
        if tag == "O":
            continue
        if tag[0] == "I" and before != "O" and before[2:] == tag[2:]:
            out[-1] = (out[-1][0], token + 1, out[-1][2])
        else:
            out.append((token, token + 1, tag[2:]))
    return out


def quoted_reports(doc: Doc, parts: Window, found: list[Tagged]) -> list[Tagged]:
    """Marks that hold a cue as well are somebody else's: `Then he "told them to wait, said two officials."` What is
    between them, from the beginning of the sentence on, is one content without source or cue; what is said in it is
    left to the reading of contents, for which no mark hides who speaks."""
    out = list(found)
    for start, end in (quotation for part in parts for quotation in _quotations(part)):
        within = [a for a in out if a.cue and all(start <= s and e <= end for s, e in a.cue)]
        covered = any(s <= start + 1 and end - 1 <= e for a in out if a not in within for s, e in a.content)
        if within and not covered:
            out = [a for a in out if a not in within]
            token = doc.char_span(start, start + 1, alignment_mode="expand")[0]
            opening = token.sent[0].idx if doc.has_annotation("SENT_START") else start
            out.append(Tagged((), (), ((opening, end),), max(a.score for a in within)))
    return sorted(out, key=lambda a: (a.content, a.cue))


def inside(inner: Tagged, outer: list[Tagged]) -> bool:
    """Whether all of it is in the content of another."""
    spans = inner.source + inner.cue + inner.content
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return any(s <= start and end <= e and (s, e) not in inner.content for a in outer for s, e in a.content)


def apart(found: list[Tagged]) -> list[Tagged]:
    """Without those whose content another one before them has part of."""
    out: list[Tagged] = []
    for a in found:
        if not any(s < d and b < e for o in out for s, e in a.content for b, d in o.content):
            out.append(a)
    return out


def _quotations(part: list[Word]) -> list[tuple[int, int]]:
    """From mark to mark, where there is room for a cue, a source and a content."""
    marks = [n for n, w in enumerate(part) if w.quote in (OPENING, CLOSING)]
    pairs = [(i, j) for i, j in pairwise(marks) if part[i].quote == OPENING and part[j].quote == CLOSING]
    return [(part[i].start, part[j].end) for i, j in pairs if j - i > REPORT_MIN_WORDS]


def write_attributions(doc: Doc, found: list[Tagged]) -> None:
    """As the span group `attributions`: each span's id is the number of its attribution."""
    group = [
        doc.char_span(start, end, label=label, span_id=str(n), alignment_mode="expand")
        for n, attribution in enumerate(found)
        for label in ("SOURCE", "CUE", "CONTENT")
        for start, end in getattr(attribution, label.lower())
    ]
    scores = [round(a.score, 4) for a in found]
    doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=group, attrs={"scores": scores})


def _torn(parts: Window, found: list[Read]) -> set[int]:
    """The tokens that a window begins with in mid-sentence."""
    seen, whole = [part for r in found for part in r.window], {part[0].token for part in parts}
    first = (b[0] for a, b in pairwise(seen) if not ends_before([*a, b[0]], len(a)))
    return {word.token for word in first if word.token not in whole}


def _set_starts(doc: Doc, starts: set[int]) -> None:
    """All at once: for every single token that is set, spaCy would walk through the whole doc."""
    if not len(doc):
        return
    decided = [True, *(t.is_sent_start for t in doc[1:])]
    set_to = [1 if (i in starts if s is None else s) else -1 for i, s in enumerate(decided)]
    doc.from_array(["SENT_START"], np.array(set_to, dtype=np.int32).astype(np.uint64)[:, None])


def _quoted_or_whole(words: list[Word]) -> list[list[Word]]:
    """The quoted stretches of a content, or the content itself when nothing in it is quoted."""
    stretches: list[list[Word]] = [[]]
    for word in words:
        if word.quote == INSIDE:
            stretches[-1].append(word.unquoted())
        elif stretches[-1]:
            stretches.append([])
    return [s for s in stretches if s] or [words]
