"""Who can answer what, and which indicator of which framework a measure goes with: from `data/indicators.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis import DATA, catalogue
from analysis.article import Page
from analysis.views.base.html import Section, Table

BOXES = {"text": "in the text", "judge": "you judge", "look": "look it up"}
OTHER_RULER = re.compile(r"^textstat_|_textblob$|_news$")  # of the same thing: one row is enough
NOTE = (
    "An indicator is a question that people who check news agreed to ask. A number goes with it but does not settle "
    "it. No number on this page says whether a text can be trusted."
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
    """The groups of the file, in its order."""
    data = tomllib.loads((DATA / "indicators.toml").read_text("utf-8"))
    named = {None: ("", ""), **data["frameworks"]}
    return tuple(
        Group(tuple(g["measures"]), g["box"], g.get("indicator", ""), *named[g.get("framework")])
        for g in data["groups"]
    )


def indicators(page: Page) -> Section:
    """One row for each indicator: the measures that go with it and have a value in this article."""
    measured = {m.name for m in page.measured if m.value == m.value and m.scope == catalogue.by_name(m.name).scopes[0]}
    rows = []
    for group in sorted(groups(), key=lambda g: list(BOXES).index(g.box)):
        shown = [catalogue.by_name(n).label for n in group.measures if n in measured and not OTHER_RULER.search(n)]
        if shown:
            indicator = group.indicator or "none: not a sign of how far to trust a text"
            rows.append(("; ".join(shown), BOXES[group.box], indicator, group.framework or "–"))
    frame = pd.DataFrame(rows, columns=["What is counted", "Where the answer is", "Indicator", "Framework"])
    sources = dict.fromkeys(f"{g.framework}: {g.source}" for g in groups() if g.framework)
    return Section(Table(frame, "Who can answer, and what others ask", f"{NOTE} {'; '.join(sources)}."))
