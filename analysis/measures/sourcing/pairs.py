"""Which earlier mentions a mention may take up, and what is known of each pair: the input of the learned ranker."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import islice

import numpy as np

from analysis.measures.sourcing.facts import CLASSES, DESCRIPTION, NAME, ORGANIZATION, PERSON, PLACE, PRONOUN, Facts

# Candidates: those just before, the latest with a word in common, who spoke and who was named last. Each has a limit,
# so that a text of ten thousand names takes no longer a word than another.
NEAR, ALIKE, SPEAKERS, PEOPLE, INITIALS = 30, 12, 6, 8, 4
FAR, FAR_PARAGRAPHS = 30, 20  # sentences and paragraphs: what is further is as far
AT_ONCE = 64  # mentions that are compared at a time with their candidates


def candidates(facts: Facts) -> Iterator[tuple[int, np.ndarray]]:
    """Each mention that may take up another, in order, with the mentions that it may take up."""
    by_word: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=ALIKE))
    by_initials: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=INITIALS))
    speakers, people = deque[int](maxlen=SPEAKERS), deque[int](maxlen=PEOPLE)
    taken_up = facts.speaks | (facts.form != DESCRIPTION) | facts.definite
    person, speaks, form = (facts.name == PERSON) & (facts.form == NAME), facts.speaks, facts.form
    for i in range(len(facts)):
        if i and taken_up[i]:
            found = {*range(max(0, i - NEAR), i), *speakers, *people}
            if form[i] != PRONOUN:
                found.update(k for w in facts.tokens[i] for k in by_word[w])
            if form[i] == NAME and len(facts.core[i]) == 1:
                found.update(by_initials[facts.core[i][0]])
            yield i, np.array(sorted(found), int)
        for word in dict.fromkeys(facts.tokens[i]):
            by_word[word].append(i)
        if len(facts.core[i]) > 1:
            by_initials[facts.initials[i]].append(i)
        if speaks[i]:
            speakers.append(i)
        if person[i]:
            people.append(i)


def batches(facts: Facts) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Mentions, the pairs' candidates one after the other, and the place of each pair's mention among the mentions."""
    found = candidates(facts)
    while some := list(islice(found, AT_ONCE)):
        own, theirs = zip(*some, strict=True)
        yield np.array(own), np.concatenate(theirs), np.repeat(np.arange(len(own)), [len(c) for c in theirs])


class Pairs:
    """Features of pairs of mentions, and of one mention alone."""

    def __init__(self, facts: Facts):
        self.facts = facts
        person = facts.nouns[:, 0] & ~facts.plural
        self.person = (facts.name == PERSON) | np.isin(facts.pronoun, (0, 1)) | person
        self.body = np.isin(facts.name, (ORGANIZATION, PLACE))
        counted = (self.person, facts.speaks, self.person & facts.speaks, self.body)
        self.counts = [np.concatenate([[0], own.cumsum()]) for own in counted]
        named = np.where(facts.form == NAME, facts.core_code, -1)
        self.named, self.spoken = _Earlier(named), _Earlier(np.where(facts.speaks, named, -1))

    def of_pairs(self, i: np.ndarray, c: np.ndarray) -> np.ndarray:
        """A row for each pair of a mention `i` and an earlier one `c`."""
        f = self.facts
        words = [*self._strings(i, c), *self._places(i, c), *self._structure(i, c)]
        same = [f.name[c] == f.name[i], f.plural[c] == f.plural[i], f.quoted[c] == f.quoted[i]]
        both = f.gender[i] * f.gender[c]
        same += [np.maximum(both, 0), np.maximum(-both, 0), (f.pronoun[c] == f.pronoun[i]) & (f.pronoun[i] >= 0)]
        return np.stack([np.asarray(x, np.float32) for x in (*words, *same)], 1)

    def of_mentions(self) -> np.ndarray:
        """A row for each mention: what it is and where it stands."""
        f = self.facts
        columns = [f.form == form for form in (NAME, DESCRIPTION, PRONOUN)]
        columns += [f.name == kind for kind in (PERSON, ORGANIZATION, PLACE)]
        columns += [f.pronoun == n for n in range(len(CLASSES))]
        columns += [*f.nouns.T, f.speaks, f.definite, f.indefinite, f.owned, f.plural, f.other, f.joined, f.quoted]
        columns += [f.subject, f.after_adposition, f.first, f.headline, f.reach >= f.end, f.end - f.start == 1]
        columns += [self.person, np.minimum(f.n_words, 6) / 3, np.log1p(np.arange(len(f))) / 5]
        return np.stack([np.asarray(x, np.float32) for x in columns], 1)

    def _strings(self, i: np.ndarray, c: np.ndarray) -> list[np.ndarray]:
        f = self.facts
        over, core_over = _overlap(f.word_codes, i, c), _overlap(f.core_codes, i, c)
        n, m = f.n_words[i], f.n_words[c]
        several = (f.n_core[i] > 1) & (f.n_core[c] > 1)
        known = (f.core_codes >= 0).sum(1)
        last = np.where(known > 0, f.core_codes[np.arange(len(f)), np.maximum(known - 1, 0)], -1)
        same_last = (last[i] == last[c]) & (last[i] >= 0)
        one_short = (f.n_core[i] > 1) != (f.n_core[c] > 1)
        return [
            (f.text_code[i] == f.text_code[c]) & (f.text_code[i] >= 0),
            (f.core_code[i] == f.core_code[c]) & (f.core_code[i] >= 0),
            f.phrase_code[i] == f.phrase_code[c],
            over / np.maximum(n, 1),
            over / np.maximum(m, 1),
            n - over,
            m - over,
            f.lemma_code[i] == f.lemma_code[c],
            same_last,
            same_last & several & (f.core_codes[i, 0] != f.core_codes[c, 0]),
            (core_over == f.n_core[c]) & (f.n_core[c] > 0),
            (core_over == f.n_core[i]) & (f.n_core[i] > 0),
            (f.acronym_code[i] == f.acronym_code[c]) & (f.acronym_code[i] >= 0) & one_short,
            (f.start[c] < f.head[c]) & (f.lemma_code[c] == f.lemma_code[i]),
            np.log1p(np.minimum(self.named.before(c, i), 10)),
            np.log1p(np.minimum(self.spoken.before(c, i), 10)),
        ]

    def _places(self, i: np.ndarray, c: np.ndarray) -> list[np.ndarray]:
        f = self.facts
        sentences = np.clip(f.sentence[i] - f.sentence[c], 0, FAR)
        paragraphs = np.clip(f.paragraph[i] - f.paragraph[c], 0, FAR_PARAGRAPHS)
        people, speakers, both, bodies = (own[i] - own[c + 1] for own in self.counts)
        return [
            *(sentences == n for n in range(3)),
            paragraphs == 0,
            *(np.log1p(x) for x in (sentences, paragraphs, i - c, people, speakers, bodies)),
            people == 0,
            f.speaks[c] & (speakers == 0),
            f.speaks[c] & self.person[c] & (both == 0),
            self.body[c] & (bodies == 0),
        ]

    def _structure(self, i: np.ndarray, c: np.ndarray) -> list[np.ndarray]:
        f = self.facts
        gap = f.start[i] - f.end[c]
        inner = (f.head[c] > f.head[i]) & (f.head[c] <= f.reach[i])
        owner = (f.head[c] >= f.start[i]) & (f.head[c] < f.head[i])
        said = (f.contents[i, :, 0] <= f.at[c, None]) & (f.at[c, None] < f.contents[i, :, 1])
        document = f.nouns[i, 2]
        # Each mention is in many pairs: all products of those here at once, then those that are asked for.
        (mine, at), (others, there) = (np.unique(own, return_inverse=True) for own in (i, c))
        half = f.vectors.shape[1] // 2
        near = (f.vectors[mine, half:] @ f.vectors[others, half:].T)[at, there] / (f.norm[i] * f.norm[c])
        return [
            (gap == 0) | ((gap == 1) & f.comma_behind[c]),
            (gap > 0) & (gap <= 3) & f.copula_behind[c],
            (f.start[c] >= f.start[i]) | (f.end[c] > f.start[i]),
            inner,
            inner & f.belongs[c],
            inner & document,
            owner,
            owner & document,
            said.any(1),
            near,
        ]


class _Earlier:
    """How often a code has come before a place."""

    def __init__(self, codes: np.ndarray):
        self.codes, self.width = codes, len(codes) + 1
        places = np.flatnonzero(codes >= 0)
        self.keys = np.sort(codes[places] * self.width + places)

    def before(self, c: np.ndarray, i: np.ndarray) -> np.ndarray:
        """Of each candidate's code, how many places are before `i`; 0 where it has none."""
        first = self.codes[c] * self.width
        n = np.searchsorted(self.keys, first + i) - np.searchsorted(self.keys, first)
        return np.where(self.codes[c] >= 0, n, 0)


def _overlap(codes: np.ndarray, i: np.ndarray, c: np.ndarray) -> np.ndarray:
    """How many codes two rows have in common; -1 is none."""
    mine, others = codes[i], np.where(codes[c] < 0, -2, codes[c])
    found = np.zeros(mine.shape, bool)
    for column in others.T:  # a few rows of codes: quicker than all with all at once
        found |= mine == column[:, None]
    return found.sum(1)
