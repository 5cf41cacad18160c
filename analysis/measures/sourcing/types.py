"""What an attribution tells of its source: words (a statement), a thought or a deed.

A linear model over cue, source and content decides: their words and the encoder's vectors of them. It is trained by
`research.training.types` on hand labels. Its fourth class, "none", is what the tagger marks and readers of the ledger
do not: no statement, and kept as a thought or a deed, since readers of PolNeAR do mark most of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np

from analysis import DATA
from analysis.article import Parse, Span, Type
from analysis.measures.sourcing.entities import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WEIGHTS = DATA / "attribution_types.npz"
CLASSES: tuple[str, ...] = (*get_args(Type), "none")
NEGATIONS = frozenset("not n't n’t never no nor without neither hardly".split())
MODALS = frozenset("would could may might should will can must if whether".split())
BEFORE = 4  # words before the cue in which its negation or auxiliary may be
LONGEST = 12  # words of a span that count


def features(doc: Doc, draft: Draft, nested: bool) -> tuple[list[str], np.ndarray]:
    """What the model knows of an attribution: names of binary features, and vectors."""
    cue, source, content = (_first_words(doc, spans) for spans in (draft.cue, draft.source, draft.content))
    first = cue[0] if cue else source[0] if source else content[0]
    found = [*_words("cue", cue, 4), *_words("source", source[-3:], 3), *_words("content", content[:2], 2)]
    parts = (("s", draft.source), ("c", draft.cue), ("w", draft.content))
    order = "".join(name for _, name in sorted((spans[0], name) for name, spans in parts if spans))
    found += [f"between {order}", f"manner {bool(content) and content[0].is_quote}"]
    found += [name for name, holds in (("nested", nested), ("no cue", not cue), ("no source", not source)) if holds]
    before = list(doc[max(first.sent.start, first.i - BEFORE) : first.i])
    found += [f"before {t.lower_.strip()}" for t in before[-1:]]
    lower = {t.lower_ for t in before} | {t.lower_ for t in cue}
    found += [f"negated {bool(lower & NEGATIONS)}", *(f"modal {w}" for w in sorted(lower & MODALS))]
    if cue and cue[-1].i + 1 < len(doc):
        found.append(f"behind {doc[cue[-1].i + 1].lower_.strip()}")
    if cue:
        passive = any(t.lemma_ == "be" for t in [*before, *cue]) and any(t.tag_ == "VBN" for t in cue)
        found += [f"passive {passive}", f"cue and first {cue[0].lemma_.lower()} {content[0].lower_ if content else ''}"]
    found.append(f"score {round(10 * draft.score)}")
    length = sum(e - s for s, e in draft.content)
    found.append(f"length {min(6, length.bit_length())}")
    verbs = [t for t in cue if t.pos_ in ("VERB", "NOUN")][:1] or cue[:1]
    return found, np.concatenate([_mean(doc, part) for part in (cue, verbs, source, content, before[-2:])])


def _first_words(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    """The first words of these spans, without white space."""
    pieces = (doc.char_span(*span, alignment_mode="expand") for span in spans)
    return list(islice((t for piece in pieces for t in piece if not t.is_space), LONGEST))


def _mean(doc: Doc, tokens: Sequence[Token]) -> np.ndarray:
    """The mean of the tokens' vectors; zeros without any."""
    if not tokens:
        return np.zeros(doc.tensor.shape[1], dtype=np.float32)
    return doc.tensor[[t.i for t in tokens]].mean(0)


def _words(what: str, tokens: Sequence[Token], most: int) -> Iterator[str]:
    for token in tokens[:most]:
        yield f"{what} {token.lemma_.lower()}"
        yield f"{what} tag {token.tag_}"
        if token.ent_type_:
            yield f"{what} name {token.ent_type_}"


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
    model, out = load(WEIGHTS), []
    for draft, inside in zip(found, nested, strict=True):
        chances = dict(zip(CLASSES, model.chances(*features(parse.doc, draft, inside)).tolist(), strict=True))
        other: Type = "thought" if chances["thought"] > chances["deed"] else "deed"
        out.append(replace(draft, type="statement" if chances["statement"] > 0.5 else other))
    return out
