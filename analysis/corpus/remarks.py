"""What to know of the input's articles: missing and repeated ids, repeated texts, dates that could not be understood.

A line each, with how many there are and the first: the memory for an article does not grow with its length.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.corpus.inputs import NO_ID, Input, Record


def counted(n: int, what: str) -> str:
    """
    >>> counted(1, "article"), counted(1234, "article")
    ('1 article', '1,234 articles')
    """
    return f"{n:,} {what}{'s' * (n != 1)}"


@dataclass(slots=True)
class Repeats:
    """Finds values that come again. Of each it keeps the hash and the number of its article, 16 bytes; that two values
    of a million articles have one hash by chance happens once in thirty million corpora."""

    hashes: array = field(default_factory=lambda: array("q"))
    numbers: array = field(default_factory=lambda: array("q"))

    def look(self, number: int, value: str) -> None:
        self.hashes.append(hash(value))
        self.numbers.append(number)

    def found(self) -> tuple[int, int, int] | None:
        """How many articles have the value of an earlier one, the first of them, and that earlier one."""
        hashes = np.array(self.hashes)
        order = np.argsort(hashes, kind="stable")
        again = order[1:][hashes[order[1:]] == hashes[order[:-1]]]
        if not again.size:
            return None
        first = again.min()
        return again.size, self.numbers[first], self.numbers[np.flatnonzero(hashes == hashes[first])[0]]


@dataclass(slots=True)
class Remarks:
    """`published`: what the input calls the dates."""

    published: str
    articles: int = 0
    without_id: int = 0
    dates: int = 0
    uncertain: int = 0
    first_uncertain: tuple[str, int] = ("", 0)  # as it is written, and the article
    ids: Repeats = field(default_factory=Repeats)
    texts: Repeats = field(default_factory=Repeats)

    def on(self, given: Input) -> Input:
        """The input, whose articles are looked at as they are read."""
        return replace(given, records=lambda: map(self._look, given.records()))

    def _look(self, record: Record) -> Record:
        if record.id is None:
            self.without_id += 1
        else:
            self.ids.look(self.articles, record.id)
        if record.text and record.text.strip():
            self.texts.look(self.articles, record.text)
        if (said := record.published or "").strip():
            self.dates += 1
            if record.day is None:
                self.uncertain += 1
                if self.uncertain == 1:
                    self.first_uncertain = said.strip()[:40], self.articles
        self.articles += 1
        return record

    def lines(self) -> Iterator[str]:
        """One for each thing to know. An input without any id was told of before."""
        of = counted(self.articles, "article")
        if 0 < self.without_id < self.articles:
            yield f"{self.without_id:,} of {of} {_have(self.without_id)} no id: {NO_ID}"
        for what, repeats, mend in (
            ("id", self.ids, "the column `article` tells them apart"),
            ("text", self.texts, "leave out what should not count twice"),
        ):
            if found := repeats.found():
                many, later, earlier = found
                first = f"(the first: article {later}, that of article {earlier})"
                yield f"{many:,} of {of} {_have(many)} the {what} of an earlier one {first}; {mend}"
        if self.uncertain:
            text, number = self.first_uncertain
            are = f"{'is' if self.uncertain == 1 else 'are'} no date that is certain"
            where = f"the first {text!r} (article {number})"
            values = f"{self.uncertain:,} of {counted(self.dates, 'value')} of {self.published!r}"
            yield f"{values} {are}, {where}: write dates like 2019-07-12"


def _have(n: int) -> str:
    return "has" if n == 1 else "have"
