"""A linear-chain conditional random field in numpy (Lafferty et al. 2001), over many sequences at once."""

from collections.abc import Sequence

import numpy as np

SCALED = 4  # steps: meanwhile no exponent leaves the range of numbers


def decode(
    emissions: Sequence[np.ndarray], transitions: np.ndarray, start: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each sequence the most probable tags (Viterbi) and the marginal probability of each of them. Each of
    `emissions` is words x tags, `transitions[i, j]` the score of tag j after tag i, `start` of the first tag."""
    if not emissions:
        return []
    padded, lengths, order = _padded(emissions)
    best = _viterbi(padded, lengths, transitions, start)
    both = _marginals(padded, lengths, transitions, start)
    chosen = np.take_along_axis(both, best[..., None], 2)[..., 0] / both.sum(2)
    return [(best[:n, i], chosen[:n, i]) for i, n in zip(order, map(len, emissions), strict=True)]


def best_tags(emissions: Sequence[np.ndarray], transitions: np.ndarray, start: np.ndarray) -> list[np.ndarray]:
    """The tags of `decode` without their probabilities."""
    if not emissions:
        return []
    padded, lengths, order = _padded(emissions)
    best = _viterbi(padded, lengths, transitions, start)
    return [best[:n, i] for i, n in zip(order, map(len, emissions), strict=True)]


def _padded(emissions: Sequence[np.ndarray]) -> tuple[np.ndarray, list[int], list[int]]:
    """Words x sequences x tags, the longest sequence first; how many sequences have each word; each one's place."""
    lengths = [len(e) for e in emissions]
    places = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    padded = np.zeros((max(*lengths, 1), len(lengths), emissions[0].shape[1]))
    order = [0] * len(lengths)
    for place, i in enumerate(places):
        padded[: lengths[i], place] = emissions[i]
        order[i] = place
    ends = np.bincount(lengths, minlength=len(padded) + 1)
    return padded, (len(lengths) - ends.cumsum()[:-1]).tolist(), order


def _viterbi(padded: np.ndarray, counts: Sequence[int], transitions: np.ndarray, start: np.ndarray) -> np.ndarray:
    score, back = padded[0] + start, np.zeros(padded.shape, dtype=np.int64)
    for t in range(1, len(padded)):
        n = counts[t]
        total = score[:n, :, None] + transitions
        total.argmax(1, out=back[t, :n])
        total.max(1, out=score[:n])
        score[:n] += padded[t, :n]
    best, rows = np.zeros(padded.shape[:2], dtype=np.int64), np.arange(padded.shape[1])
    tag = score.argmax(1)
    best[-1] = tag
    for t in range(len(padded) - 1, 0, -1):
        n = counts[t]
        tag[:n] = back[t, rows[:n], tag[:n]]
        best[t - 1] = tag
    return best


def _marginals(padded: np.ndarray, counts: Sequence[int], transitions: np.ndarray, start: np.ndarray) -> np.ndarray:
    """In proportion to the probability of each tag. Sums of exponents, scaled now and then: quicker than sums of
    logarithms, and as exact."""
    weights, steps = np.exp(padded - padded.max(2, keepdims=True)), np.exp(transitions)
    forward, backward = np.empty_like(weights), np.ones_like(weights)
    np.multiply(weights[0], np.exp(start), out=forward[0])
    for t in range(1, len(padded)):
        before = forward[t - 1]
        if not t % SCALED:
            before = before / before.sum(1, keepdims=True)
        np.matmul(before, steps, out=forward[t])
        forward[t] *= weights[t]
    steps = np.ascontiguousarray(steps.T)
    for t in range(len(padded) - 1, 0, -1):
        n = counts[t]
        after = backward[t, :n] * weights[t, :n]
        if not t % SCALED:
            after /= after.sum(1, keepdims=True)
        np.matmul(after, steps, out=backward[t - 1, :n])
    return forward * backward
