"""Entries of the word lists in a text: which words, of which category, and whether what follows fits the entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from analysis.article import Span
from analysis.measures import word_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a word may be tagged to be found as its kind: taggers take "stunning" for a verb and "radical" for a noun. Of a
# name ("Radical Party", "May") no kind is found but in headlines, where taggers see names everywhere.
CLASSES = {
    "verb": {"VERB", "AUX"},
    "noun": {"NOUN"},
    "adjective": {"ADJ", "VERB", "ADV"},
    "adverb": {"ADV", "ADJ"},
    "modal": {"AUX"},
    "phrase": None,
}
CLAUSE = frozenset(["that", "how", "i", "he", "it", "she", "we", "they", "there"])
HAVE = frozenset(["have", "has", "had", "having", "'ve", "’ve", "'d", "’d", "'s", "’s", "not"])
OBJECT_REACH = 6  # words that an object may have: "forced the mayor of the town to go"
OBJECT = frozenset(("DET", "PRON", "NOUN", "PROPN", "ADJ", "ADP", "PART", "NUM"))
STRAIGHT = str.maketrans({"’": "'", "‘": "'"})


class ListEntry(NamedTuple):
    """A group of listed words: what they may be tagged as, what must follow, the reason, and what may not follow."""

    category: str
    kind: str
    frame: str
    why: str
    excepted: tuple[str, ...]


class Match(NamedTuple):
    """Words of a text that are on a list."""

    tokens: tuple[Token, ...]
    entry: ListEntry

    @property
    def span(self) -> Span:
        """From the first token to the end of the last."""
        last = self.tokens[-1]
        return self.tokens[0].idx, last.idx + len(last)


_ROWS = [
    (words, group["kind"], entry)
    for category, own in word_forms.load("wording").items()
    for group in own["groups"]
    for excepted in [word_forms.entries(group.get("except", ""))]
    for entry in [ListEntry(category, group["kind"], group.get("frame", ""), group["why"], excepted)]
    for words in word_forms.entries(group["words"].translate(STRAIGHT).lower())
]
ENTRIES = word_forms.by_first_word(_ROWS)


def find_matches(tokens: Sequence[Token], cued: frozenset[int], anywhere: bool = False) -> Iterator[Match]:
    """Entries in one sentence; of one category the longest at each place.

    `cued`: the numbers of tokens that report what somebody says. `anywhere`: tags and frames do not matter, for
    headlines.
    """
    joined = _hyphenated(tokens)
    words = [word for word, _ in joined]
    taken: dict[str, int] = {}
    for i, word in enumerate(words):
        for form, entry in ENTRIES.get(word, ()):
            own = [t for _, parts in joined[i : i + len(form)] for t in parts]
            if tuple(words[i : i + len(form)]) != form or taken.get(entry.category, -1) >= i:
                continue
            if anywhere or (_is_kind(joined[i][1], form, entry) and _fits(entry, own, tokens, cued)):
                taken[entry.category] = i + len(form) - 1
                yield Match(tuple(own), entry)


def _hyphenated(tokens: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """Words as lists have them, in lower case: "far-left" is one, though spaCy makes three of it."""
    out: list[tuple[str, list[Token]]] = []
    hyphen = False
    for token in tokens:
        word = token.lower_.translate(STRAIGHT)
        glued = bool(out) and not out[-1][1][-1].whitespace_
        if glued and (word == "-" or hyphen):
            out[-1] = (out[-1][0] + word, out[-1][1])
            out[-1][1].append(token)
        else:
            out.append((word, [token]))
        hyphen = word == "-" and glued
    return out


def _is_kind(first: list[Token], form: tuple[str, ...], entry: ListEntry) -> bool:
    token, pos, classes = first[0], first[-1].pos_, CLASSES[entry.kind]
    if classes is None:
        return True
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.is_title and not token.is_sent_start and after is not None and after.is_title:
        return False  # within a name: "the Brutal Club"
    return not pos or pos in classes or (pos != "PROPN" and (len(form) > 1 or len(first) > 1))


def _fits(entry: ListEntry, own: list[Token], sentence: Sequence[Token], cued: frozenset[int]) -> bool:
    """Whether the words around an entry are what its frame asks for."""
    last, doc = own[-1], own[-1].doc
    near = doc[last.i + 1 : min(last.i + 2 * OBJECT_REACH, sentence[-1].i + 1)]
    after = [t for t in near if not t.is_space][: OBJECT_REACH + 3]
    following = after[0].lower_ if after else ""
    if any(" ".join(t.lower_ for t in [last, *after[:3]]).startswith(e) for e in entry.excepted):
        return False
    if entry.kind == "adjective" and last.pos_ == "VERB":
        previous = own[0].nbor(-1).lower_ if own[0].i > sentence[0].i else ""
        return previous not in HAVE and following != "to"
    if entry.frame == "cue":
        return any(t.i in cued for t in own) or following == "that"
    after = after[1:] if after and after[0].pos_ == "ADV" else after
    if entry.frame == "that":
        return bool(after) and after[0].lower_ in CLAUSE
    if entry.frame == "to":
        return _infinitive(after)
    if entry.frame == "that or to":
        return bool(after) and (after[0].lower_ in CLAUSE - {"it"} or _infinitive(after))
    if entry.frame == "object to":
        objects = list(takewhile(lambda t: t.pos_ in OBJECT, after))
        return any(_infinitive(after[n:]) for n in range(1, min(len(objects) + 1, len(after))))
    return True


def _infinitive(after: Sequence[Token]) -> bool:
    """ "to go", "not to go"."""
    rest = after[1:] if after and after[0].lower_ == "not" else after
    return len(rest) > 1 and rest[0].lower_ == "to" and rest[1].pos_ in ("VERB", "AUX", "ADV")
