"""What kind of source a cluster of mentions is, and whether a reader could find out who it is: two linear models."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from analysis.article import KINDS, Kind
from analysis.measures.sourcing.facts import CLASSES, DESCRIPTION, NAME, PRONOUN, Facts
from analysis.measures.sourcing.identity import Weights
from analysis.measures.sourcing.names import is_outlet

BUCKETS = 4096  # of words: which word is in which does not depend on the training set
AT_MOST = 8  # mentions that are looked at


def features(facts: Facts, members: Sequence[int]) -> tuple[list[int], np.ndarray]:
    """Of one cluster: the buckets of its words, and the mean of its mentions' vectors."""
    told = [n for n in members if facts.form[n] != PRONOUN and (facts.speaks[n] or facts.form[n] == NAME)]
    told = told or [n for n in members if facts.form[n] != PRONOUN] or list(members)
    found = {f"called {CLASSES[facts.pronoun[n]]}" for n in members if facts.form[n] == PRONOUN}
    for n in told[:AT_MOST]:
        found |= _words(facts, n)
    half = facts.vectors.shape[1] // 2
    return sorted({crc32(word.encode()) % BUCKETS for word in found}), facts.vectors[told[:AT_MOST], half:].mean(0)


def _words(facts: Facts, n: int) -> set[str]:
    words, m, form = facts.words, facts.mentions[n], facts.form[n]
    tokens = words.tokens[m.start : max(m.end, facts.reach[n] + 1)]
    found = {f"lemma {t.lemma_.lower()}" for t in tokens} | {f"tag {t.tag_}" for t in tokens}
    found |= {f"name {t.ent_type_}" for t in tokens}
    own = f"{facts.lemma[n]} {form}"
    found |= {f"head {own}", f"first {words.low[m.start]}", f"tag of head {words.tag[m.head]} {facts.name[n]}"}
    found |= {f"ends {facts.lemma[n][-3:]} {words.tag[m.head]}", f"form {form} {facts.name[n]}"}
    found |= {f"noun {k} {facts.plural[n]}" for k in np.flatnonzero(facts.nouns[n])}
    alone = facts.n_words[n] == 1
    facts_of_form = (facts.definite[n], facts.indefinite[n], facts.owned[n], alone)
    found |= {f"fact {k} {form}" for k, true in enumerate(facts_of_form) if true}
    if form == NAME and is_outlet(facts.name_text(n)):
        found.add("outlet")
    inner = [w for w in range(m.start, facts.reach[n] + 1) if w != m.head and w in words.name_at]
    found |= {f"inside {words.names[words.name_at[w]][2]} {form == DESCRIPTION}" for w in inner}
    return found


def kind_and_named(facts: Facts, members: Sequence[int], weights: Weights) -> tuple[Kind, bool]:
    """The likeliest kind of a cluster, and whether it is named."""
    buckets, vector = features(facts, members)
    scores = weights["kinds_words"][buckets].sum(0) + vector @ weights["kinds_vector"] + weights["kinds_bias"]
    scores = np.round(scores, 3)
    return KINDS[int(scores[:-1].argmax())], bool(scores[-1] > 0)
