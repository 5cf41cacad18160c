"""Which mentions of an article are the same person, body or document, by a learned ranker.

For each mention a small network gives every earlier candidate a chance, and "new" one too; it was trained on
hand-labeled articles, GUM and PolNeAR (`research.training.identity`). Mentions are decided from left to right: each
joins the cluster whose members have most of the chance together, or opens a new one. What kind of source a cluster is,
and whether a reader could find out who it is, two linear models tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np

from analysis import PACKAGE
from analysis.article import KINDS, Kind
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.facts import (
    CLASSES,
    DESCRIPTION,
    HE,
    IT,
    NAME,
    ORGANIZATION,
    PERSON,
    PRONOUN,
    SHE,
    WHICH,
    WHO,
    Facts,
)
from analysis.measures.sourcing.names import DROPPED, is_outlet
from analysis.measures.sourcing.pairs import NEAR, Pairs, batches

Weights = Mapping[str, np.ndarray]
BUCKETS = 4096  # of words: which word is in which does not depend on the training set
AT_MOST = 8  # mentions that are looked at
WEIGHTS = PACKAGE / "data" / "sources.npz"
DIGITS = 4  # of a chance: what differs less may differ by the machine
UNLIKELY = 0.02  # what is left of the chance of who is hardly meant
SOMEBODY = 0.3  # "he" is hardly ever new
REACH = 8  # mentions before "who"
NAMES_KEPT = 8  # of a cluster, to compare with


@lru_cache(maxsize=4)
def load(path: Path = WEIGHTS) -> Weights:
    """The weights of the ranker and of kinds, as single precision."""
    with np.load(path, allow_pickle=False) as found:
        return {name: found[name].astype(np.float32) for name in found.files}


def chances(facts: Facts, weights: Weights) -> Iterator[tuple[int, np.ndarray, np.ndarray, float]]:
    """Each mention that may take up another: its number, the candidates, the chance of each, and that of none."""
    if not len(facts):
        return
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
        top = np.maximum(np.maximum.reduceat(scores, firsts), fresh)
        shares, rest = np.exp(scores - top[place]), np.exp(fresh - top)
        total = np.add.reduceat(shares, firsts) + rest
        shares, rest = np.round(shares / total[place], DIGITS), np.round((rest / total).astype(float), DIGITS)
        edges = pairwise([*firsts.tolist(), len(c)])
        for n, (start, end), new in zip(members.tolist(), edges, rest.tolist(), strict=True):
            yield n, c[start:end], shares[start:end], new


def clusters(facts: Facts, weights: Weights) -> list[int]:
    """For each mention the number of its cluster: that of the cluster's first mention."""
    out, rows = list(range(len(facts))), _in_rows(facts)
    known = {i: (c, p, new) for i, c, p, new in chances(facts, weights)}
    told: defaultdict[int, _Told] = defaultdict(_Told)
    full: dict[tuple[str, ...], int] = {}  # names of bodies, and first and last names of people
    for i in range(len(facts)):
        if rows.pronoun[i] in (HE, SHE):
            antecedent = _just_described(rows, i, facts, weights)
        else:
            antecedent = _before(rows, i) if rows.pronoun[i] in (WHO, WHICH) else _apposed(rows, i)
        if antecedent is not None and told[out[antecedent]].is_another(rows, i):
            antecedent = None
        name = _full_name(rows, i)
        if antecedent is None and name:
            antecedent = full.setdefault(name, i)
        if antecedent not in (None, i):
            out[i] = out[antecedent]
        elif i in known:
            c, p, new = known[i]
            mass: defaultdict[int, float] = defaultdict(float)
            for k, chance in zip(c.tolist(), p.tolist(), strict=True):
                mass[out[k]] += chance
            others = {out[n] for n in c[_are_parts(facts, c, i)].tolist()}
            least = new * (SOMEBODY if rows.pronoun[i] in (HE, SHE) else 1)
            for k in [k for k in mass if mass[k] > least]:
                if told[k].is_new(rows, i):
                    mass[k] = 0.0
                elif k in others or told[k].is_another(rows, i):
                    mass[k] *= UNLIKELY
            best = max(mass, key=lambda k: (mass[k], k))
            out[i] = best if mass[best] > least else i
        told[out[i]].add(rows, i)
    return out


def _in_rows(facts: Facts) -> Facts:
    """The same facts as lists, of which one number is read in a fraction of the time that it takes from an array."""
    rows = copy(facts)
    rows.__dict__ |= {n: v.tolist() for n, v in vars(facts).items() if isinstance(v, np.ndarray) and v.ndim == 1}
    return rows


def _full_name(facts: Facts, i: int) -> tuple[str, ...]:
    """What nobody else in an article is called: "Ada Quill", and "Acme" for "Acme Corp."; empty where there is none."""
    if facts.form[i] != NAME or facts.name[i] not in (PERSON, ORGANIZATION):
        return ()
    core = tuple(w for w in facts.core[i] if w not in DROPPED)
    return core if len(core) > 1 or facts.name[i] == ORGANIZATION else ()


def _before(facts: Facts, i: int) -> int | None:
    """What "who" or "which" takes up: the mention just before it in its sentence; people for "who", and in
    "Ada Quill, a lawyer, who" the name."""
    near = (n for n in range(i - 1, max(-1, i - REACH), -1) if facts.sentence[n] == facts.sentence[i])
    near = [n for n in near if facts.end[n] <= facts.start[i] and facts.form[n] != PRONOUN]
    people = [n for n in near if facts.name[n] == PERSON or facts.nouns[n, 0]] if facts.pronoun[i] == WHO else []
    apposed = [n for n in people if facts.form[n] == NAME and facts.comma_behind[n]] if facts.comma_before[i] else []
    return next(iter(apposed or people or near), None)


def _just_described(facts: Facts, i: int, whole: Facts, weights: Weights) -> int | None:
    """Whom "he said" takes up if the sentence before begins with a description of one person as its subject: "The
    landlord saw it differently. “I have debts,” he said." """
    near = [n for n in range(i - 1, max(-1, i - NEAR), -1) if facts.sentence[n] == facts.sentence[i] - 1]
    first = [n for n in near if facts.first[n] and facts.paragraph[n] == facts.paragraph[i]]
    if not first or not facts.speaks[i]:
        return None
    (n,) = first
    described = facts.form[n] == DESCRIPTION and facts.subject[n] and not facts.plural[n] and not facts.quoted[n]
    return n if described and kind_and_named(whole, [n], weights)[0] == "person" else None


def _apposed(facts: Facts, i: int) -> int | None:
    """The name behind a comma in a source phrase, "a witness, bus driver Lars Quist"; for a name between commas, the
    description just before it: "the airline, Skyfjord, said"."""
    for n in range(i - 1, max(-1, i - REACH), -1):
        if facts.end[n] + 1 == facts.start[i] and facts.copula_behind[n] and facts.indefinite[i] and facts.name[n]:
            return n  # "Ada Quill is a lawyer"
        if facts.form[i] == DESCRIPTION:
            first, second = i, n
            beside = facts.head[i] < facts.head[n] <= facts.reach[i] and facts.comma_before[n]
        else:
            first, second = n, i
            beside = facts.end[n] + 1 == facts.start[i] and facts.comma_behind[n] and facts.comma_behind[i]
        noun = {PERSON: 0, ORGANIZATION: 1}.get(int(facts.name[second]))
        named = facts.form[first] == DESCRIPTION and facts.form[second] == NAME and noun is not None
        if beside and named and _is_noun_of(facts, first, noun) and not facts.plural[first]:
            return n
    return None


def _is_noun_of(facts: Facts, n: int, kind: int) -> bool:
    """Whether a description's head is a noun of people (0) or of bodies (1); an office is one of people."""
    lemma = facts.lemma[n]
    office = lemma in lists.TITLES or re.fullmatch(lists.PERSON_ENDING, lemma)
    return bool(facts.nouns[n, kind] or (kind == 0 and office))


def _are_parts(facts: Facts, c: np.ndarray, i: int) -> np.ndarray:
    """ "Trump's doctor" is not Trump, nor is "a lawyer for Trump"; "the bank's statement" may be the bank's."""
    person, body = facts.nouns[i, :2]
    owners = (facts.start[i] <= facts.head[c]) & (facts.head[c] < facts.head[i])
    behind = (facts.head[i] < facts.head[c]) & (facts.head[c] <= facts.reach[i]) & facts.after_adposition[c]
    return (owners & (person | body)) | (behind & person)


def _brings_in(facts: Facts, i: int) -> bool:
    """Whether a description speaks of somebody new: "two officials", not "the officials"; headlines say it shorter."""
    new = facts.form[i] == DESCRIPTION and facts.speaks[i] and not facts.definite[i] and not facts.owned[i]
    return bool(new and not facts.headline[i])


ANY_PERSON = frozenset("man woman person official officer student employee victim suspect".split())


class _Told:
    """What the mentions of a cluster say of it."""

    def __init__(self):
        self.gender = 0.0
        self.names: dict[tuple[int, tuple[str, ...]], None] = {}
        self.several = self.outlet = False  # "the officials"; a news outlet
        self.heads: set[int] = set()  # of descriptions
        self.called: set[str] = set()  # all words of all mentions
        self.phrases: set[int] = set()  # by which somebody was brought in who speaks: "a witness"

    def add(self, facts: Facts, i: int) -> None:
        """One more mention."""
        self.gender += float(facts.gender[i])
        if facts.form[i] == NAME and facts.name[i] and len(self.names) < NAMES_KEPT:
            self.names[int(facts.name[i]), facts.core[i]] = None
            self.outlet |= is_outlet(facts.name_text(i))
        self.called |= {*facts.tokens[i], facts.lemma[i]}
        if facts.form[i] == DESCRIPTION:
            self.several |= bool(facts.plural[i])
            self.heads.add(int(facts.lemma_code[i]))
            if _brings_in(facts, i):
                self.phrases.add(int(facts.phrase_code[i]))

    def is_new(self, facts: Facts, i: int) -> bool:
        """ "Another witness" is not the witness before, "the minister" not the union's leader, "the union" no bank."""
        if facts.form[i] != DESCRIPTION:
            return False
        if facts.indefinite[i] and facts.other[i]:
            return int(facts.lemma_code[i]) in self.heads
        if facts.indefinite[i] and facts.speaks[i] and self.names:
            return not facts.headline[i]  # "a colleague" of whom was named before
        own, (_, body, _, outlet) = facts.lemma[i], facts.nouns[i]
        if own in self.called or not facts.definite[i] or facts.plural[i]:
            return False
        kinds = {kind for kind, _ in self.names}
        if not kinds and self.phrases:
            return own not in ANY_PERSON  # "the mayor" is not "a police spokesman"
        other_body = not self.outlet if outlet else body
        return PERSON in kinds or bool(kinds and other_body and own not in lists.ANY_BODY)

    def is_another(self, facts: Facts, i: int) -> bool:
        """Whether a mention cannot be of this cluster: the other gender where the text itself says so, "he" for a body,
        "it" for a person, another name."""
        if float(facts.gender[i]) * self.gender < 0:
            return True
        kinds, which = {kind for kind, _ in self.names}, facts.pronoun[i]
        if which in (HE, SHE):
            return self.several or bool(kinds and PERSON not in kinds)
        if which == IT:
            return PERSON in kinds
        if facts.name[i] == PERSON and facts.gender[i] and kinds and PERSON not in kinds:
            return True  # "Mr. Ford" is not Ford Motor
        if self.phrases and _brings_in(facts, i):  # "people briefed on the talks" are not "people close to the mayor"
            return int(facts.phrase_code[i]) not in self.phrases
        mine = int(facts.name[i]), facts.core[i]
        named = facts.form[i] == NAME and mine[0] in (PERSON, ORGANIZATION)
        if named and self.phrases and not self.names:  # "an aide" is not whoever is named next
            return self.called.isdisjoint(facts.tokens[i])
        return named and any(_is_another_name(mine, name, bool(facts.speaks[i])) for name in self.names)


def _is_another_name(a: tuple[int, tuple[str, ...]], b: tuple[int, tuple[str, ...]], speaks: bool) -> bool:
    """Two people have no word in common, or their last name alone ("Jeb Bush", "George W. Bush"; but "Mike" may be
    "Michael"); two bodies have some words in common and each has others; a person is no body, though a body that speaks
    may be called by a person's name."""
    mine, other = set(a[1]) - DROPPED, set(b[1]) - DROPPED
    if PERSON == a[0] == b[0]:
        full = len(a[1]) > 1 and len(b[1]) > 1
        return not mine & other or (full and a[1][-1] == b[1][-1] and a[1][0][0] != b[1][0][0])
    if a[0] == b[0]:
        return bool(mine & other) and not (mine <= other or other <= mine)
    return not speaks and PERSON in (a[0], b[0]) and not mine & other


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
