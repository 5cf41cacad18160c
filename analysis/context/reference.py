"""A value -> its place among the reference articles of `data/reference.parquet`, which `validation/reference.py` makes.

A place is never a verdict: more or less than most is not better or worse.
"""

import json
import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from analysis import DATA
from analysis.article import Analysis

FILE = DATA / "reference.parquet"
FEWEST = 200  # articles: fewer are no company to be placed in
SIMILAR = 1.25  # an article is of similar length when it is at most so many times longer or shorter
LENGTH_MATTERS = 0.3  # rank correlation with length from which on only articles of similar length are asked
MANY_ZEROS = 0.2  # share of articles with 0 from which on "more than" is all that is said
MIDDLE = (0.05, 0.95)  # only what lies outside is called unusual
YEARS = 3  # before or after the reference's own, after which an article is of another time


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Measure (a column of the corpus tables) -> one value an article, NaN where there is none; length; how made."""

    values: dict[str, Any]
    words: Any
    about: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an article is compared by; `pipeline` is the one that read it. Not its language: of what is not English
    nothing is measured (`limits`)."""

    words: int
    published: date | None
    pipeline: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value lies: `below`, `same` and `above` count the reference articles that have less, as much and more.

    `similar`: only articles of similar length were asked. `zeros` counts those with 0; `middle` is where the middle
    nine tenths lie; `outside` says, in words, in what the article is not of the reference's kind.
    """

    below: int
    same: int
    above: int
    zeros: int
    middle: tuple[float, float]
    similar: bool
    outside: tuple[str, ...]

    @property
    def articles(self) -> int:
        """How many reference articles were asked."""
        return self.below + self.same + self.above

    @property
    def interval(self) -> tuple[float, float]:
        """The shares that certainly have less, and that have no more: equal values lie between."""
        return self.below / self.articles, (self.below + self.same) / self.articles

    @property
    def many_zeros(self) -> bool:
        """Whether so many have 0 that only "more than" can be said."""
        return self.zeros >= MANY_ZEROS * self.articles

    @property
    def unusual(self) -> str | None:
        """`high` or `low`: with all ties counted in its favor it still lies outside the middle nine tenths."""
        low, high = self.interval
        return "high" if low >= MIDDLE[1] else "low" if high <= MIDDLE[0] else None


@lru_cache(maxsize=1)
def table() -> Table:
    """The table that ships with the package, read once."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(FILE) as file:  # not `read_table`, which loads pandas
        about = json.loads(file.schema_arrow.metadata[b"about"])
        read = file.read(["words", *about["with_length"]], use_threads=False)
    values = {name: _numbers(read[name]) for name in about["with_length"]}
    return Table(values, _numbers(read["words"]), about)


def _numbers(column: Any) -> Any:
    """As numpy has them, NaN for none. pyarrow's own `to_numpy` would load pandas, which takes longer than all this."""
    import numpy as np

    return np.array(column.to_pylist(), dtype=column.type.to_pandas_dtype())


def outside(kind: Kind) -> tuple[str, ...]:
    """In what an article is not of the reference's kind, in words; empty where it is."""
    about = table().about
    least, most = about["words"]
    first, last = (date.fromisoformat(day) for day in about["published"])
    out = []
    if not least <= kind.words <= most:
        than = "shorter" if kind.words < least else "longer"
        out.append(f"this article is {than} than nearly all others ({kind.words:,} words, not {least:,} to {most:,})")
    if kind.published and not first.year - YEARS <= kind.published.year <= last.year + YEARS:
        out.append(f"this article is from {kind.published.year}, the others from {first.year} to {last.year}")
    return tuple(out)


def kind(analysis: Analysis) -> Kind:
    """What this article is compared by."""
    article = analysis.article
    return Kind(len(article.body_words()), article.published, analysis.parse.pipeline)


def others(name: str, scope: str, kind: Kind) -> Any:
    """The values that one in this scope is placed among, as an array.

    Empty where there is none to compare with: no such measure, a paragraph, another pipeline.
    """
    column = _column(name, scope)
    if column is None or kind.pipeline != table().about["pipeline"]:
        return ()
    return _asked(table(), column, kind.words if _similar(column) else None)


@lru_cache(maxsize=128)  # as many as the table has columns: most are the same for every article
def _asked(there: Table, column: str, words: int | None) -> Any:
    """The values of those that have one, the lowest first; of similar length, where `words` are given."""
    import numpy as np

    chosen = ~np.isnan(there.values[column])
    if words is not None:
        chosen &= (there.words >= words / SIMILAR) & (there.words <= words * SIMILAR)
    return np.sort(there.values[column][chosen])


def _column(name: str, scope: str) -> str | None:
    """The table's columns are those of the corpus: a measure that has several whole scopes is there under each."""
    if scope.startswith(("paragraph", "voice")) or (scope == "narrator" and name not in table().about["narrator"]):
        return None
    return next((column for column in (f"{name}_{scope}", name) if column in table().values), None)


def _similar(column: str) -> bool:
    return abs(table().about["with_length"][column]) >= LENGTH_MATTERS


def place(name: str, scope: str, value: float, kind: Kind) -> Place | None:
    """The place of a measure's value; None where it is not measurable or fewer than `FEWEST` can be asked."""
    import numpy as np

    values, column = others(name, scope, kind), _column(name, scope)
    if column is None or math.isnan(value) or len(values) < FEWEST:
        return None
    less, no_more = (int(np.searchsorted(values, np.float32(round(value, 6)), side)) for side in ("left", "right"))
    low, high = (round(float(end), 6) for end in np.quantile(values, MIDDLE))
    zeros = int((values == 0).sum())
    counts = less, no_more - less, len(values) - no_more
    return Place(*counts, zeros, (low, high), _similar(column), outside(kind))
