"""Write docs/measures.md from the catalogue: python -m research.measures_page"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from analysis import catalogue
from analysis.catalogue import Measure
from analysis.context import reference, validity
from analysis.corpus import codebook
from analysis.views.base.numbers_in_words import MINUS
from research.validation.reference import usual

FILE = Path(__file__).parents[1] / "docs/measures.md"
HEAD = """# The measures

`python -m research.measures_page` makes this page from `analysis/data/measures.toml`.

Names, scopes and units are a contract. "News mostly" is the middle 90% of the {articles:,} reference articles. More or
less than that is not better or worse. `narrator` is the article's own voice. A dash: not compared with other articles.

| name | scopes | unit | news mostly |
|---|---|---|---|
"""
AGREEMENT = """
## What each one says

"Agreement with people" has the main figure for each set that people labeled, with its 95% interval.
[json.md](json.md#validity) says what the figures mean; [accuracy.md](accuracy.md) says more about them.
"""


def page() -> str:
    """The page in Markdown."""
    mostly = {name: f"{_number(low)} to {_number(high)}" for name, low, high in usual()}
    rows = [
        f"| `{m.name}` | {', '.join(m.scopes)} | {m.unit} | {mostly.get(codebook.whole(m)[m.whole[0]], '–')} |"
        for m in catalogue.MEASURES
    ]
    parts = [HEAD.format(articles=len(reference.table().words)), *(f"{row}\n" for row in rows), AGREEMENT]
    for question, measures in groupby(sorted(catalogue.MEASURES, key=lambda m: m.question), lambda m: m.question):
        parts += [f"\n### {question.capitalize()}\n\n", *(f"{line}\n" for m in measures for line in _entry(m))]
    return "".join(parts)


def _entry(m: Measure) -> Iterator[str]:
    yield f"- **`{m.name}`**: {m.label}. {m.meaning}"
    yield f"  - Source: {m.source}."
    main = {a.title: a for a in reversed(validity.of(m.name))}  # the first figure of each set
    if figures := [f"{t}: `{a.figure}` {a.value:.2f} ({a.low:.2f} to {a.high:.2f})" for t, a in reversed(main.items())]:
        yield f"  - Agreement with people: {'; '.join(figures)}."


def _number(value: float) -> str:
    """Three digits at most: 30.4, 0.49, −0.78."""
    return f"{round(value, 2):.3g}".replace("-", MINUS)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
