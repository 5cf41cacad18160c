"""What kind of source a cluster of mentions is, and whether a reader could find out who it is: two linear models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np

from analysis.article import KINDS, Kind
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.facts import CLASSES, DESCRIPTION, NAME, PERSON, PRONOUN, Facts
from analysis.measures.sourcing.names import is_outlet

Weights = Mapping[str, np.ndarray]
BUCKETS = 4096  # of words: which word is in which does not depend on the training set
AT_MOST = 8  # mentions that are looked at


def _told(facts: Facts, members: Sequence[int]) -> list[int]:
    """The mentions that say most: names and source phrases, else other words than pronouns."""
    told = [n for n in members if facts.form[n] != PRONOUN and (facts.speaks[n] or facts.form[n] == NAME)]
    return (told or [n for n in members if facts.form[n] != PRONOUN] or list(members))[:AT_MOST]


def _inner_names(facts: Facts, n: int) -> list[int]:
    """What the names inside a phrase are, its head aside."""
    own = range(facts.start[n], max(facts.end[n], facts.reach[n] + 1))
    return [
        facts.words.names[facts.words.name_at[w]][2] for w in own if w != facts.head[n] and w in facts.words.name_at
    ]


def features(facts: Facts, members: Sequence[int]) -> tuple[list[int], np.ndarray]:
    """Of one cluster: the buckets of its words, and the mean of its mentions' vectors."""
    told = _told(facts, members)
    found = {f"called {CLASSES[facts.pronoun[n]]}" for n in members if facts.form[n] == PRONOUN}
    found |= {f"cue {cue}" for n in members if n in facts.cues for cue in facts.cues[n]}
    for n in told:
        found |= _words(facts, n)
    return sorted({crc32(word.encode()) % BUCKETS for word in found}), facts.vectors[told].mean(0)


def _words(facts: Facts, n: int) -> set[str]:
    """What the words of a mention are: as strings, each of which has weights of its own."""
    words, m, form, lemma = facts.words, facts.mentions[n], facts.form[n], facts.lemma[n]
    tokens, tag = words.tokens[m.start : max(m.end, facts.reach[n] + 1)], words.tag[m.head]
    found = {f"lemma {t.lemma_.lower()}" for t in tokens} | {f"tag {t.tag_}" for t in tokens}
    found |= {f"name {t.ent_type_}" for t in tokens}
    found |= {f"head {lemma} {form}", f"first {words.low[m.start]}", f"head is {tag} {facts.name[n]}"}
    found |= {f"ends {lemma[-3:]} {tag}", f"ends {lemma[-2:]} {tag}", f"form {form} {facts.name[n]}"}
    found |= {f"noun {k} {facts.plural[n]}" for k in np.flatnonzero(facts.nouns[n])}
    said = (facts.definite[n], facts.indefinite[n], facts.owned[n], facts.n_words[n] == 1)
    found |= {f"fact {k} {form}" for k, true in enumerate(said) if true}
    if form == NAME and is_outlet(facts.name_text(n)):
        found.add("outlet")
    return found | {f"inside {kind} {form == DESCRIPTION}" for kind in _inner_names(facts, n)}


def kind_and_named(facts: Facts, members: Sequence[int], weights: Weights) -> tuple[Kind, bool]:
    """The likeliest kind of a cluster, and whether it is named. "The airline" is not, without a name, nor "the
    minister" in a text that names nobody; there is one government that "the government" can mean."""
    buckets, vector = features(facts, members)
    scores = weights["kinds_words"][buckets].sum(0) + vector @ weights["kinds_vector"] + weights["kinds_bias"]
    scores, told = np.round(scores, 3), _told(facts, members)
    if not any(facts.nouns[n, 2] for n in told) and any("say" in facts.cues[n] for n in told if n in facts.cues):
        scores[KINDS.index("document")] = -99
    kind = KINDS[int(scores[:-1].argmax())]
    nameless = not any(facts.form[n] == NAME or _inner_names(facts, n) for n in told)
    nobody = not (facts.name == PERSON).any()
    bare = all(facts.n_words[n] == 1 and not facts.owned[n] and facts.lemma[n] not in lists.INSTITUTIONS for n in told)
    return kind, bool(scores[-1] > 0) and not (nameless and (nobody if kind == "person" else bare))
