"""Spans of sources, cues and contents -> attributions, by rules over their distance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

# Distance is counted in words; each of these counts as so many more. Chosen on PolNeAR train.
PARAGRAPH, CONTENT_BETWEEN, SOURCE_BETWEEN, CUE_BETWEEN, CUE_AFTER = 15, 8, 8, 6, 1
TOO_FAR = 40


class Located(Protocol):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as tagged: character spans, and the mean probability of its words' tags."""

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
    parts: list[Piece] = field(default_factory=list)  # of a cue: what was linked to it


def link(
    words: Sequence[Located], tags: Sequence[str], probabilities: np.ndarray, paragraphs: Sequence[int]
) -> list[Tagged]:
    """Each source and content goes to its nearest cue; a content without a cue near it stands alone.

    `paragraphs` numbers each word's paragraph. A content in a paragraph without any cue continues a report
    quoted before: it becomes an attribution without source or cue.
    """
    pieces = _pieces(tags, probabilities, paragraphs)
    cues = [p for p in pieces if p.role == "CUE"]
    alone = []
    for piece in pieces:
        if piece.role == "CUE":
            continue
        ranked = sorted((_distance(piece, cue, pieces), n) for n, cue in enumerate(cues))
        near = ranked and ranked[0][0] < TOO_FAR
        if near and (piece.role == "SOURCE" or cues[ranked[0][1]].paragraph == piece.paragraph):
            cues[ranked[0][1]].parts.append(piece)
        elif piece.role == "CONTENT":
            alone.append(piece)
    groups = [[cue, *cue.parts] for cue in cues if any(p.role == "CONTENT" for p in cue.parts)] + [[p] for p in alone]
    return sorted((_tagged(g, words) for g in groups), key=lambda t: (t.content, t.cue))


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


def _distance(piece: Piece, cue: Piece, pieces: list[Piece]) -> float:
    gap = max(piece.first - cue.last, cue.first - piece.last, 0)
    low, high = sorted((piece.first, cue.first))
    between = [p.role for p in pieces if low < p.first < high]
    gap += PARAGRAPH * abs(piece.paragraph - cue.paragraph)
    if piece.role == "SOURCE":
        return gap + CONTENT_BETWEEN * between.count("CONTENT") + SOURCE_BETWEEN * between.count("SOURCE")
    return (
        gap + CUE_BETWEEN * between.count("CUE") + 4 * between.count("CONTENT") + CUE_AFTER * (cue.first > piece.last)
    )


def _tagged(pieces: list[Piece], words: Sequence[Located]) -> Tagged:
    spans: dict[str, list[tuple[int, int]]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    for p in sorted(pieces, key=lambda p: p.first):
        spans[p.role].append((words[p.first].start, words[p.last].end))
    count = sum(p.last - p.first + 1 for p in pieces)
    score = math.exp(sum(p.log_probability for p in pieces) / count)
    return Tagged(tuple(spans["SOURCE"]), tuple(spans["CUE"]), tuple(spans["CONTENT"]), score)
