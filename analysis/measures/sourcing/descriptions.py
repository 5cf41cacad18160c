"""Sources without a name, looked up by their description."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.article import Kind
from analysis.measures.sourcing.phrases import Phrase

if TYPE_CHECKING:
    from analysis.measures.sourcing.resolve import SourceEntry

NEW = ("another ", "a second ", "a different ", "one ")


class Descriptions:
    """`opening`: the end of the article's first words, which may only describe who is named below."""

    def __init__(self, entries: Sequence[SourceEntry], opening: int):
        self.entries, self.opening = entries, opening
        self.by_key: dict[str, int] = {}  # the latest of each
        self.by_head: dict[str, int] = {}
        self.documents: defaultdict[str, list[int]] = defaultdict(list)
        self.whole: dict[tuple[str, tuple[str, ...]], int] = {}
        self.ending: dict[tuple[str, tuple[str, ...]], int] = {}

    def add(self, n: int) -> None:
        """The entry of this number, by its own description."""
        entry = self.entries[n]
        self.call(n, entry.key, entry.head, entry.kind)

    def call(self, n: int, key: str, head: str, kind: Kind) -> None:
        """The entry `n` is described by these words too."""
        self.by_key[key] = self.by_head[head] = n
        if kind == "document":
            self.documents[head].append(n)
        if kind == "organization":
            words = _bare(key)
            self.whole[head, words] = n
            for ending in _endings(words):
                self.ending[head, ending] = n

    def find(self, phrase: Phrase) -> int | None:
        """The latest entry that a phrase may mean: by the same words, "the official" for "an official", and so on."""
        found = [self._below(phrase) if phrase.named else None]
        if phrase.definite and phrase.key == phrase.head:
            found.append(self.by_head.get(phrase.head))
        if not phrase.key.startswith(NEW):
            found.append(self.by_key.get(phrase.key))
        if phrase.kind == "organization" and not phrase.indefinite:
            found += self._alike(phrase)
        return max((n for n in found if n is not None), default=None)

    def _alike(self, phrase: Phrase) -> list[int | None]:
        """ "Hillary Clinton's campaign" and "the Clinton campaign"."""
        words = _bare(phrase.key)
        found = [self.whole.get((phrase.head, ending)) for ending in _endings(words)]
        return [*found, self.ending.get((phrase.head, words))]

    def _below(self, phrase: Phrase) -> int | None:
        """A document that the opening only mentions: "a poll", which is told of in full further below."""
        own = self.documents[phrase.head]
        while own:
            entry = self.entries[own[-1]]
            if not entry.named and all(e <= self.opening for _, e in entry.mentions):
                return own[-1]
            own.pop()  # once it is named or has been mentioned below, it stays so
        return None


def _bare(key: str) -> tuple[str, ...]:
    return tuple(w for w in re.sub(r"['’]s?\b", "", key).split() if w != "the")


def _endings(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """All of it, and less, down to two words."""
    return [words[i:] for i in range(len(words) - 1)]
