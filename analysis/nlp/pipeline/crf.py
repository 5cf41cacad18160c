"""A linear-chain conditional random field in numpy (Lafferty et al. 2001), over many sequences at once."""

from collections.abc import Sequence

import numpy as np


def decode(
    emissions: Sequence[np.ndarray], transitions: np.ndarray, start: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each sequence the most probable tags (Viterbi) and the marginal probability of each of them. Each of
    `emissions` is words x tags, `transitions[i, j]` the score of tag j after tag i, `start` of the first tag."""
    if not emissions:
        return []
    padded, lengths = _padded(emissions)
    best = _viterbi(padded, lengths, transitions, start)
    # Sums of exponents, scaled at each word: quicker than sums of logarithms, and as exact.
    weights, steps = np.exp(padded - padded.max(2, keepdims=True)), np.exp(transitions)
    forward, backward = np.empty_like(weights), np.empty_like(weights)
    forward[:, 0] = weights[:, 0] * np.exp(start)
    forward[:, 0] /= forward[:, 0].sum(1, keepdims=True)
    for t in range(1, padded.shape[1]):
        row = (forward[:, t - 1] @ steps) * weights[:, t]
        forward[:, t] = row / row.sum(1, keepdims=True)
    after = np.ones_like(weights[:, 0])
    for t in range(padded.shape[1] - 1, -1, -1):
        after[lengths == t + 1] = 1
        backward[:, t] = after
        after = (after * weights[:, t]) @ steps.T
        after /= after.sum(1, keepdims=True)
    both = forward * backward
    chosen = np.take_along_axis(both, best[..., None], 2)[..., 0] / both.sum(2)
    return [(best[i, :n], chosen[i, :n]) for i, n in enumerate(lengths)]


def best_tags(emissions: Sequence[np.ndarray], transitions: np.ndarray, start: np.ndarray) -> list[np.ndarray]:
    """The tags of `decode` without their probabilities."""
    if not emissions:
        return []
    padded, lengths = _padded(emissions)
    best = _viterbi(padded, lengths, transitions, start)
    return [best[i, :n] for i, n in enumerate(lengths)]


def _padded(emissions: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    lengths = np.array([len(e) for e in emissions])
    padded = np.zeros((len(emissions), max(lengths.max(), 1), emissions[0].shape[1]))
    for row, own in zip(padded, emissions, strict=True):
        row[: len(own)] = own
    return padded, lengths


def _viterbi(padded: np.ndarray, lengths: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> np.ndarray:
    rows = np.arange(len(padded))
    score, back = padded[:, 0] + start, np.zeros(padded.shape, dtype=np.int64)
    for t in range(1, padded.shape[1]):
        total = score[:, :, None] + transitions
        back[:, t] = total.argmax(1)
        new = total.max(1) + padded[:, t]
        score = np.where((t < lengths)[:, None], new, score)
    best = np.zeros(padded.shape[:2], dtype=np.int64)
    tag = score.argmax(1)
    for t in range(padded.shape[1] - 1, -1, -1):
        best[:, t] = tag
        tag = np.where(t < lengths, back[rows, t, tag], tag)
    return best
