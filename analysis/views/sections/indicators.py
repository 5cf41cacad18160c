"""Who can answer what, and which indicator of which framework a measure goes with: from `data/indicators.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from analysis import DATA, catalogue
from analysis.article import Page
from analysis.views import tables
from analysis.views.base.html import Section, Table

FILE = DATA / "indicators.toml"
BOXES = {"text": "in the text", "judge": "you judge", "look": "look it up"}
OTHER_RULER = re.compile(r"^textstat_|_textblob$|_news$")  # of the same thing: one row is enough
NONE = "none: no sign of how far to trust a text"
NOTE = (
    "An indicator is a question that people who check news agreed to ask. A number goes with it, and does not settle "
    "it. Whether a text can be trusted is not counted on this page."
)


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that go with one indicator. `box`: one of `BOXES`; the rest is "" where no framework has one."""

    measures: tuple[str, ...]
    box: str
    indicator: str
    framework: str
    source: str


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    with FILE.open("rb") as file:
        data = tomllib.load(file)
    named = {None: ("", ""), **data["frameworks"]}
    return tuple(
        Group(tuple(g["measures"]), g["box"], g.get("indicator", ""), *named[g.get("framework")])
        for g in data["groups"]
    )


def indicators(page: Page) -> Section:
    """One row for each indicator: the measures that go with it and have a value in this article."""
    rows = []
    for box, where in BOXES.items():
        for group in (g for g in groups() if g.box == box):
            shown = [name for name in group.measures if not OTHER_RULER.search(name) and _measured(page, name)]
            if shown:
                labels = "; ".join(catalogue.by_name(name).label for name in shown)
                rows.append((labels, where, group.indicator or NONE, group.framework or "–"))
    sources = dict.fromkeys(f"{g.framework}: {g.source}" for g in groups() if g.framework)
    return Section(
        Table(tables.indicators(rows), "Who can answer, and what others ask", f"{NOTE} {'; '.join(sources)}.")
    )


def _measured(page: Page, name: str) -> bool:
    value = page.measurement(name, catalogue.by_name(name).scopes[0]).value
    return value == value
