"""A measure -> how well it agrees with people, from `data/validity.json`, which `python -m validation` writes."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analysis import DATA

# How far a number moves when names are others: people were not asked.
WITHOUT_PEOPLE = ("unchanged", "moves")
FILE = DATA / "validity.json"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure of one measure on one set that people labeled; docs/json.md says what each `figure` means.

    `low` and `high`: 95% bootstrap interval over the set's items. `in_sample`: the shipped weights were trained on this
    set, so the figure flatters.
    """

    set: str
    title: str
    people: str
    figure: str
    value: float
    low: float
    high: float
    items: int
    item: str
    in_sample: bool


@lru_cache(maxsize=1)
def report() -> dict[str, Any]:
    """The whole of `data/validity.json`: date, pipeline, sets."""
    return json.loads(FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=128)
def of(measure: str) -> tuple[Agreement, ...]:
    """What is known of a measure (a name of the catalogue); empty where it was never compared with labels."""
    of_set, of_figure = ("set", "title", "people", "items", "item", "in_sample"), ("value", "low", "high")
    return tuple(
        Agreement(figure=figure, **{k: s[k] for k in of_set}, **{k: found[k] for k in of_figure})
        for s in report()["sets"]
        for figure, found in s["ours"].get(measure, {}).items()
        if found["value"] is not None and figure not in WITHOUT_PEOPLE
    )
