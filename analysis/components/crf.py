"""A linear-chain conditional random field in numpy (Lafferty et al. 2001): best tags and their probabilities."""

from __future__ import annotations

import numpy as np


def decode(emissions: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> tuple[list[int], np.ndarray]:
    """The most probable tag sequence (Viterbi) and the marginal probability of each of its tags.

    `emissions` is words x tags, `transitions[i, j]` the score of tag j after tag i, `start` of the first tag.
    """
    n = len(emissions)
    if n == 0:
        return [], np.zeros(0)
    best = viterbi(emissions, transitions, start)
    forward, backward = np.empty(emissions.shape), np.zeros(emissions.shape)
    forward[0] = emissions[0] + start
    for t in range(1, n):
        forward[t] = _logsumexp(forward[t - 1][:, None] + transitions, 0) + emissions[t]
    for t in range(n - 2, -1, -1):
        backward[t] = _logsumexp(transitions + emissions[t + 1] + backward[t + 1], 1)
    marginals = np.exp(forward + backward - _logsumexp(forward[-1], 0))
    return best, marginals[np.arange(n), best]


def viterbi(emissions: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> list[int]:
    score, back = emissions[0] + start, []
    for emission in emissions[1:]:
        total = score[:, None] + transitions
        back.append(total.argmax(0))
        score = total.max(0) + emission
    tag = int(score.argmax())
    path = [tag]
    for pointers in reversed(back):
        tag = int(pointers[tag])
        path.append(tag)
    return path[::-1]


def _logsumexp(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)
