"""What an attribution tells of its source: words (a statement), a thought or a deed.

A linear model over cue, source and content decides: their words and the encoder's vectors of them. It is trained by
`research.training.types` on hand labels. Its fourth class, "none", is what the tagger marks and readers of the ledger
do not: no statement, and kept as a thought or a deed, since readers of PolNeAR do mark most of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np

from analysis import DATA
from analysis.article import Parse, Span, Type
from analysis.measures.sourcing.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

WEIGHTS = DATA / "attribution_types.npz"
CLASSES: tuple[str, ...] = (*get_args(Type), "none")
NEGATIONS = frozenset("not n't n’t never no nor without neither hardly".split())
MODALS = frozenset("would could may might should will can must if whether".split())
BEFORE = 4  # words before the cue in which its negation or auxiliary may be
LONGEST = 12  # words of a span that count


class Reading:
    """The tokens and vectors of a parse, by character span."""

    def __init__(self, parse: Parse):
        self.doc = parse.doc
        self.starts = [t.idx for t in parse.doc]
        self.ends = [t.idx + len(t) for t in parse.doc]

    def tokens(self, spans: Sequence[Span], most: int = LONGEST) -> list[Token]:
        """The first words of these spans, without white space."""
        places = (i for s, e in spans for i in range(bisect_right(self.ends, s), bisect_left(self.starts, e)))
        out: list[Token] = []
        for i in places:
            if not self.doc[i].is_space:
                out.append(self.doc[i])
            if len(out) == most:
                break
        return out

    def mean(self, tokens: Sequence[Token]) -> np.ndarray:
        """The mean of the tokens' vectors; zeros without any."""
        if not tokens:
            return np.zeros(self.doc.tensor.shape[1], dtype=np.float32)
        return self.doc.tensor[[t.i for t in tokens]].mean(0)


def features(reading: Reading, draft: Draft, nested: bool) -> tuple[list[str], np.ndarray]:
    """What the model knows of an attribution: names of binary features, and vectors."""
    cue, source, content = (reading.tokens(s) for s in (draft.cue, draft.source, draft.content))
    first = cue[0] if cue else source[0] if source else content[0]
    found = [*_words("cue", cue, 4), *_words("source", source[-3:], 3), *_words("content", content[:2], 2)]
    found += [f"between {_order(draft)}", f"manner {bool(content) and content[0].is_quote}"]
    found += [name for name, holds in (("nested", nested), ("no cue", not cue), ("no source", not source)) if holds]
    sentence = first.sent
    before = list(reading.doc[max(sentence.start, first.i - BEFORE) : first.i])
    found += [f"before {t.lower_.strip()}" for t in before[-1:]]
    lower = {t.lower_ for t in before} | {t.lower_ for t in cue}
    found += [f"negated {bool(lower & NEGATIONS)}", *(f"modal {w}" for w in sorted(lower & MODALS))]
    if cue and cue[-1].i + 1 < len(reading.doc):
        found.append(f"behind {reading.doc[cue[-1].i + 1].lower_.strip()}")
    if cue:
        passive = any(t.lemma_ == "be" for t in [*before, *cue]) and any(t.tag_ == "VBN" for t in cue)
        found += [f"passive {passive}", f"cue and first {cue[0].lemma_.lower()} {content[0].lower_ if content else ''}"]
    found.append(f"score {round(10 * draft.score)}")
    length = sum(e - s for s, e in draft.content)
    found.append(f"length {min(6, length.bit_length())}")
    verbs = [t for t in cue if t.pos_ in ("VERB", "NOUN")][:1] or cue[:1]
    parts = (cue, verbs, source, content, before[-2:])
    return found, np.concatenate([reading.mean(part) for part in parts])


def _words(what: str, tokens: Sequence[Token], most: int) -> Iterator[str]:
    for token in tokens[:most]:
        yield f"{what} {token.lemma_.lower()}"
        yield f"{what} tag {token.tag_}"
        if token.ent_type_:
            yield f"{what} name {token.ent_type_}"


def _order(draft: Draft) -> str:
    """Which of source, cue and content comes first, second, third."""
    parts = (("s", draft.source), ("c", draft.cue), ("w", draft.content))
    return "".join(name for _, name in sorted((spans[0], name) for name, spans in parts if spans))


class TypeModel:
    """Weights of the features and of the vectors, for each class."""

    def __init__(self, names: Sequence[str], features: np.ndarray, vectors: np.ndarray, bias: np.ndarray):
        self.places = {name: n for n, name in enumerate(names)}
        self.features, self.vectors, self.bias = features, vectors, bias

    def chances(self, found: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The probability of each of `CLASSES`."""
        known = sorted({self.places[name] for name in found if name in self.places})
        scores = self.features[known].sum(0) + vectors @ self.vectors + self.bias
        weights = np.exp(scores - scores.max())
        return weights / weights.sum()


@lru_cache(maxsize=4)
def load(path: Path) -> TypeModel:
    """The trained model."""
    with np.load(path) as data:
        names = data["names"].tobytes().decode().split("\n")
        return TypeModel(names, *(data[key].astype(np.float32) for key in ("features", "vectors", "bias")))


def with_types(parse: Parse, found: Sequence[Draft], nested: Sequence[bool]) -> list[Draft]:
    """The drafts with their types: a statement if it is more likely one than not, else the likelier of the others."""
    reading, model, out = Reading(parse), load(WEIGHTS), []
    for draft, inside in zip(found, nested, strict=True):
        chances = dict(zip(CLASSES, model.chances(*features(reading, draft, inside)).tolist(), strict=True))
        other: Type = "thought" if chances["thought"] > chances["deed"] else "deed"
        out.append(replace(draft, type="statement" if chances["statement"] > 0.5 else other))
    return out
