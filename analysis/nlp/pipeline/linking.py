"""Spans of sources, cues and contents -> attributions, by what the network says of which belongs to which cue."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.nlp.pipeline.encoding import Word

NEAR = 4  # words; chosen like the reader's NESTED_MARGIN
SHARED = 0.35  # a source belongs to a second cue as well from this probability on


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as tagged: character spans; `score` is the mean (geometric) probability of its words' tags
    times those of its links."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float


@dataclass(slots=True)
class Piece:
    """A run of words under one tag; `first` and `last` are word numbers."""

    role: str
    first: int
    last: int
    log_probability: float = 0.0
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """What the network says of which word belongs to which cue: a vector of each word as a part and as a cue's first
    word, and the vector that means "no cue here"."""

    part: np.ndarray
    cue: np.ndarray
    alone: np.ndarray

    def probabilities(self, piece: Piece, cues: Sequence[Piece]) -> np.ndarray:
        """Of belonging to each of the cues, and last to none: the mean over the piece's words."""
        heads = np.vstack([self.cue[[c.first for c in cues]], self.alone])
        scores = self.part[piece.first : piece.last + 1] @ heads.T / math.sqrt(heads.shape[1])
        odds = np.exp(scores - scores.max(1, keepdims=True))
        return (odds / odds.sum(1, keepdims=True)).mean(0)


def link(
    words: Sequence[Word], tags: Sequence[str], probabilities: np.ndarray, paragraphs: Sequence[int], links: Links
) -> list[Tagged]:
    """Each source and content goes to its most probable cue; a content that probably has none is alone: it continues a
    report quoted before. `paragraphs` numbers each word's paragraph. A source goes to a second cue as well where that
    is likely and the cue has no other ("Hale promised to pay, adding that ...")."""
    pieces = _pieces(tags, probabilities, paragraphs)
    cues = [p for p in pieces if p.role == "CUE"]
    parts: list[list[tuple[Piece, float]]] = [[] for _ in cues]
    alone = []
    ranked = [(p, links.probabilities(p, cues)) for p in pieces if p.role != "CUE"]
    sourced = {int(chances.argmax()) for p, chances in ranked if p.role == "SOURCE"}  # need no other's source
    for piece, chances in ranked:
        best = int(chances.argmax())
        if best < len(cues):
            shared = {n for n, p in enumerate(chances[:-1]) if piece.role == "SOURCE" and p > SHARED} - sourced
            mine = sorted({best, *shared})
            for n in mine:
                parts[n].append((piece, float(chances[mine].sum())))
        elif piece.role == "CONTENT":
            alone.append([(piece, float(chances[best]))])
    groups = [[(cue, 1.0), *_one_side(cue, own)] for cue, own in zip(cues, parts, strict=True)]
    groups = [g for g in groups if any(p.role == "CONTENT" for p, _ in g)]
    return sorted((_tagged(g, words) for g in groups + alone), key=lambda t: (t.content, t.cue))


def _one_side(cue: Piece, own: list[tuple[Piece, float]]) -> list[tuple[Piece, float]]:
    """Without sources that a content parts from the source of the cue ("After Quill shocked the town, Berg left, Reyes
    said"): in PolNeAR train one attribution of 20,000 has such. The source of the cue: the nearest, of those that no
    content parts from it, if there are any."""
    sources, contents = ([p for p, _ in own if p.role == role] for role in ("SOURCE", "CONTENT"))

    def parted(a: Piece, b: Piece) -> bool:
        return any(min(a.first, b.first) < c.first < max(a.first, b.first) for c in contents)

    nearest = min(sources, key=lambda p: (parted(p, cue), _between(cue, p)), default=cue)
    return [part for part in own if part[0].role != "SOURCE" or not parted(part[0], nearest)]


def link_nearest(
    words: Sequence[Word], tags: Sequence[str], probabilities: np.ndarray, paragraphs: Sequence[int]
) -> list[Tagged]:
    """Each source and content goes to the nearest cue of its paragraph, if few words are between them."""
    pieces = _pieces(tags, probabilities, paragraphs)
    groups = {id(p): [(p, 1.0)] for p in pieces if p.role == "CUE"}
    for piece in (p for p in pieces if p.role != "CUE"):
        cues = [p for p in pieces if p.role == "CUE" and p.paragraph == piece.paragraph]
        nearest = min(cues, key=lambda cue: _between(cue, piece), default=None)
        if nearest and _between(nearest, piece) <= NEAR:
            groups[id(nearest)].append((piece, 1.0))
        elif piece.role == "CONTENT":
            groups[id(piece)] = [(piece, 1.0)]
    return [_tagged(g, words) for g in groups.values() if any(p.role == "CONTENT" for p, _ in g)]


def _between(a: Piece, b: Piece) -> int:
    """How many words are between them."""
    return max(a.first - b.last, b.first - a.last) - 1


def _pieces(tags: Sequence[str], probabilities: np.ndarray, paragraphs: Sequence[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        begin, role = tag.split("-")
        logp = math.log(max(float(probabilities[i]), 1e-6))
        open_piece = pieces[-1] if pieces and pieces[-1].last == i - 1 else None
        if begin == "I" and open_piece and open_piece.role == role and open_piece.paragraph == paragraphs[i]:
            open_piece.last, open_piece.log_probability = i, open_piece.log_probability + logp
        else:
            pieces.append(Piece(role, i, i, logp, paragraphs[i]))
    return pieces


def _tagged(found: list[tuple[Piece, float]], words: Sequence[Word]) -> Tagged:
    spans: dict[str, list[tuple[int, int]]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    for p, _ in sorted(found, key=lambda f: f[0].first):
        spans[p.role].append((words[p.first].start, words[p.last].end))
    count = sum(p.last - p.first + 1 for p, _ in found)
    tagged = math.exp(sum(p.log_probability for p, _ in found) / count)
    return Tagged(*(tuple(own) for own in spans.values()), tagged * math.prod(chance for _, chance in found))
