"""A value -> its place among the reference articles of `data/reference.parquet`, which `validation/reference.py` makes.

A place is never a verdict: more or less than most is not better or worse.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "reference.parquet"
FEWEST = 200  # articles: fewer are no company to be placed in
SIMILAR = 1.25  # an article is of similar length when it is at most so many times longer or shorter
LENGTH_MATTERS = 0.3  # rank correlation with length from which on only articles of similar length are asked
MANY_ZEROS = 0.2  # share of articles with 0 from which on "more than" is all that is said
MIDDLE = (0.05, 0.95)  # only what lies outside is called unusual
YEARS = 3  # before or after the reference's own, after which an article is of another time
COMMON = frozenset(
    "the of and to a in that is for on with as was it by he at be from his have are has an not this but or they which "
    "had their who she were will would been one we more when about said its if there what so out her".split()
)


@dataclass(frozen=True, slots=True)
class Table:
    """Measure (a column of the corpus tables) -> one value an article, NaN where there is none; length; how made."""

    values: dict[str, Any]
    words: Any
    about: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an article is compared by. `pipeline` is the one that read it; `common` as `common` says."""

    words: int
    common: float
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
        return self.below + self.same + self.above

    @property
    def interval(self) -> tuple[float, float]:
        """The shares that certainly have less, and that have no more: equal values lie between."""
        return self.below / self.articles, (self.below + self.same) / self.articles

    @property
    def many_zeros(self) -> bool:
        return self.zeros >= MANY_ZEROS * self.articles

    @property
    def unusual(self) -> str | None:
        """`high` or `low`: with all ties counted in its favour it still lies outside the middle nine tenths."""
        low, high = self.interval
        return "high" if low >= MIDDLE[1] else "low" if high <= MIDDLE[0] else None


@lru_cache(maxsize=1)
def table() -> Table:
    import pyarrow.parquet as pq

    read = pq.read_table(FILE, use_threads=False)
    about = json.loads(read.schema.metadata[b"about"])
    values = {name: read[name].to_numpy() for name in about["with_length"]}
    return Table(values, read["words"].to_numpy(), about)


def common(text: str) -> float:
    """The share of words that are among English's most common ones, 0 to 1: some 0.4 in English news, else near 0.

    >>> common("The house on the hill"), common("Das Haus auf dem Hügel")
    (0.6, 0.0)
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(w in COMMON for w in words) / len(words) if words else 0.0


def outside(kind: Kind) -> tuple[str, ...]:
    """In what an article is not of the reference's kind, in words; empty where it is."""
    about = table().about
    least, most = about["words"]
    first, last = (date.fromisoformat(day) for day in about["published"])
    out = []
    if kind.common < about["common"]:
        out.append("it hardly reads like English")
    if not least <= kind.words <= most:
        than = "shorter" if kind.words < least else "longer"
        out.append(f"it is {than} than nearly all of them ({kind.words:,} words; they have {least:,} to {most:,})")
    if kind.published and not first.year - YEARS <= kind.published.year <= last.year + YEARS:
        out.append(f"it is of {kind.published.year}, they are of {first.year} to {last.year}")
    return tuple(out)


def place(name: str, value: float, kind: Kind) -> Place | None:
    """The place of a measure's value for the whole article. None: no such measure there, nothing to compare with,
    another pipeline or another language."""
    import numpy as np

    there = table()
    column = there.values.get(name)
    if column is None or math.isnan(value) or kind.pipeline != there.about["pipeline"]:
        return None
    if kind.common < there.about["common"]:
        return None
    similar = abs(there.about["with_length"][name]) >= LENGTH_MATTERS
    chosen = ~np.isnan(column)
    if similar:
        chosen &= (there.words >= kind.words / SIMILAR) & (there.words <= kind.words * SIMILAR)
    others, own = column[chosen], np.float32(round(value, 6))
    if len(others) < FEWEST:
        return None
    below, same = int((others < own).sum()), int((others == own).sum())
    low, high = (float(v) for v in np.quantile(others, MIDDLE))
    middle = (round(low, 6), round(high, 6))
    zeros = int((others == 0).sum())
    return Place(below, same, len(others) - below - same, zeros, middle, similar, outside(kind))


def dots(name: str, kind: Kind, n: int) -> list[float]:
    """The reference's values as `n` evenly spaced quantiles, of the articles that `place` asks: for a chart."""
    import numpy as np

    there = table()
    column = there.values[name]
    chosen = ~np.isnan(column)
    if abs(there.about["with_length"][name]) >= LENGTH_MATTERS:
        chosen &= (there.words >= kind.words / SIMILAR) & (there.words <= kind.words * SIMILAR)
    return [float(v) for v in np.quantile(column[chosen], (np.arange(n) + 0.5) / n)]


def as_json(place: Place | None) -> dict[str, Any] | None:
    """The same as plain values for the JSON contract."""
    if place is None:
        return None
    low, high = place.interval
    return {
        "articles": place.articles, "below": place.below, "same": place.same, "above": place.above,
        "low": round(low, 6), "high": round(high, 6), "zeros": place.zeros, "middle": list(place.middle),
        "against": "similar_length" if place.similar else "all", "unusual": place.unusual,
        "outside": list(place.outside),
    }  # fmt: skip
