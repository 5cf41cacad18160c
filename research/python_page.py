"""Write the list of columns in docs/python.md from `analysis/data/columns.toml`: python -m research.python_page"""

from __future__ import annotations

from pathlib import Path

from analysis import frames

FILE = Path(__file__).parents[1] / "docs/python.md"
HEADING = "## The columns\n"


def page() -> str:
    """docs/python.md with the columns as they are declared."""
    text = FILE.read_text("utf-8")
    return text[: text.index(HEADING)] + HEADING + columns()


def columns() -> str:
    lines = ["", "`python -m research.python_page` makes this list. Types are those of pandas."]
    for name, declared in frames.COLUMNS.items():
        lines += ["", f"### {name}", "", "| column | type | meaning |", "|---|---|---|"]
        lines += [
            f"| `{column}` | {kind} | {meaning.replace('|', '&#124;')} |"
            for column, (kind, meaning) in declared.items()
        ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
