"""Which mentions of an article are the same person, body or document, by a learned ranker.

For each mention a small network gives every earlier candidate a chance, and "new" one too; it was trained on
hand-labeled articles, GUM and PolNeAR (`research.training.identity`). Mentions are decided from left to right: each
joins the cluster whose members have most of the chance together, or opens a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from analysis import PACKAGE
from analysis.measures.sourcing.facts import NAME, ORGANIZATION, PERSON, PRONOUN, Facts
from analysis.measures.sourcing.pairs import Pairs, batches

WEIGHTS = PACKAGE / "data" / "sources.npz"
Weights = Mapping[str, np.ndarray]
DIGITS = 4  # of a chance: what differs less may differ by the machine
OTHER_GENDER, OTHER_NAME = 0.02, 0.05  # what is left of the chance of who cannot be meant
SOMEBODY = 0.3  # "he" is hardly ever new
NAMES_KEPT = 8  # of a cluster, to compare with


@lru_cache(maxsize=4)
def load(path: Path = WEIGHTS) -> Weights:
    """The weights of the ranker and of kinds, as single precision."""
    with np.load(path, allow_pickle=False) as found:
        return {name: found[name].astype(np.float32) for name in found.files}


def chances(facts: Facts, weights: Weights) -> Iterator[tuple[int, np.ndarray, np.ndarray, float]]:
    """Each mention that may take up another: its number, the candidates, the chance of each, and that of none."""
    w, pairs = weights, Pairs(facts)
    own = pairs.of_mentions()
    mine, theirs, alone = own @ w["mine"] + w["bias"], own @ w["theirs"], own @ w["new_own"] + w["new_bias"]
    a, b = facts.vectors @ w["vector_mine"], facts.vectors @ w["vector_theirs"]
    for members, c, place in batches(facts):
        i = members[place]
        features = pairs.of_pairs(i, c)
        hidden = features @ w["pair"] + mine[i] + theirs[c]
        # A name says who it is: what the encoder makes of it would only be learned by heart.
        free = np.flatnonzero(facts.form[i] != NAME)
        x, y = a[i[free]], b[c[free]]
        hidden[free] += np.concatenate([x * y, np.abs(x - y), y], 1) @ w["vectors"]
        hidden = np.maximum(np.maximum(hidden, 0) @ w["second"] + w["second_bias"], 0)
        scores = hidden @ w["last"]
        firsts = np.flatnonzero(np.diff(place, prepend=-1))
        best = np.maximum.reduceat(features, firsts)
        fresh = np.maximum(alone[members] + best @ w["new_pair"], 0) @ w["new_last"] + w["new_last_bias"]
        ends = [*firsts[1:], len(c)]
        for n, start, end, new in zip(members.tolist(), firsts.tolist(), ends, fresh.tolist(), strict=True):
            own_scores = scores[start:end]
            top = max(new, float(own_scores.max()))
            shares, rest = np.exp(own_scores - top), float(np.exp(new - top))
            total = float(shares.sum()) + rest
            yield n, c[start:end], np.round(shares / total, DIGITS), round(rest / total, DIGITS)


def clusters(facts: Facts, weights: Weights) -> list[int]:
    """For each mention the number of its cluster: that of the cluster's first mention."""
    out = list(range(len(facts)))
    known = {i: (c, p, new) for i, c, p, new in chances(facts, weights)}
    gender: defaultdict[int, float] = defaultdict(float)  # by cluster, as its mentions say
    names: defaultdict[int, list[tuple[int, set[str]]]] = defaultdict(list)
    named = (facts.form == NAME) & ((facts.name == PERSON) | (facts.name == ORGANIZATION))
    for i in range(len(facts)):
        said = float(facts.gender[i])
        mine = (int(facts.name[i]), set(facts.core[i])) if named[i] else None
        if i in known:
            c, p, new = known[i]
            mass: defaultdict[int, float] = defaultdict(float)
            for k, chance in zip(c.tolist(), p.tolist(), strict=True):
                mass[out[k]] += chance
            for k in mass:
                if said * gender[k] < 0:
                    mass[k] *= OTHER_GENDER
                if mine and any(_is_another(mine, one, bool(facts.speaks[i])) for one in names[k][:NAMES_KEPT]):
                    mass[k] *= OTHER_NAME
            best = max(mass, key=lambda k: (mass[k], k))
            somebody = facts.form[i] == PRONOUN and facts.pronoun[i] in (0, 1)
            if mass[best] > new * (SOMEBODY if somebody else 1):
                out[i] = best
        gender[out[i]] += said
        if mine:
            names[out[i]].append(mine)
    return out


def _is_another(a: tuple[int, set[str]], b: tuple[int, set[str]], speaks: bool) -> bool:
    """Two full names of people with no word in common are two people, a person is no organization; who speaks may be a
    body that is called by a person's name."""
    return not a[1] & b[1] and ((a[0] == PERSON == b[0]) or (a[0] != b[0] and not speaks))
