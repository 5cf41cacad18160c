"""What goes into a cell of a spreadsheet: an article's words must not be run by the program that shows them."""

from __future__ import annotations

import re

# What a spreadsheet may take for a formula at a cell's beginning (OWASP), also after white space.
_FORMULA = "=+@＝＋－＠-"
# In some countries spreadsheets part cells at semicolons, also inside of ours.
_AFTER_SEMICOLON = re.compile(rf";(?=[\s\"']*[{_FORMULA}])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def safe(cell: str) -> str:
    """On one line, and no formula.

    >>> safe("=1+1"), safe("two\\nlines"), safe("a;=b")
    ("'=1+1", 'two lines', "a; '=b")
    """
    cell = _CONTROL.sub("", " ".join(cell.split()))
    cell = _AFTER_SEMICOLON.sub("; '", cell)
    return f"'{cell}" if cell.startswith(tuple(_FORMULA)) else cell
