"""What goes into a cell of a spreadsheet: an article's words must not be run by the program that shows them."""

from __future__ import annotations

import re

# What a spreadsheet may take for a formula at a cell's beginning (OWASP), also after white space.
_FORMULA = "=+@＝＋－＠-"
# In some countries spreadsheets part cells at semicolons, also inside of ours.
_AFTER_SEMICOLON = re.compile(rf";(?=[\s\"']*[{_FORMULA}])")
# Zero-width spaces, marks of direction and the like: they show nothing, and change what is read.
_HIDDEN = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def safe(cell: str) -> str:
    """On one line, no formula, and nothing in it that cannot be seen.

    >>> safe("=1+1"), safe("two\\nlines"), safe("a;=b"), safe("\\u202egnp.exe")
    ("'=1+1", 'two lines', "a; '=b", '[U+202E]gnp.exe')
    """
    cell = _CONTROL.sub("", " ".join(cell.split())).strip()  # "\0 =" is a formula behind a blank
    cell = _HIDDEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", cell)
    cell = _AFTER_SEMICOLON.sub("; '", cell)
    return f"'{cell}" if cell.startswith(tuple(_FORMULA)) else cell
