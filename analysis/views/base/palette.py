"""Every color of charts that a notebook draws itself, and of the course's pages."""

from collections.abc import Iterable

INK, SOFT, PAPER = "#1c1c1c", "#565656", "#ffffff"  # words, less important words, the background
LINE = "#c9c9c9"  # between rows
# Okabe and Ito's colors, which people with any color vision can tell apart, dark enough to be read as text.
INKS = ("#0072b2", "#9a5b00", "#8f3a6d", "#444444", "#6b6400", "#00664d")

# Custom properties of the pages' style sheet.
NAMES = "paper ink soft line panel link keyword string number comment name".split()
LIGHT = (PAPER, INK, SOFT, LINE, "#f4f4f1", "#0b4f8a", "#6b2f8f", "#7a4100", "#00594c", "#5b5b5b", "#1f4e8c")
DARK = "#17181a #e8e6e1 #b4b1aa #4a4c50 #222427 #8ec5ff #d3a6f0 #f0bd80 #84d6c2 #aaaaaa #9cc6ff".split()
PRINT = "#fff #000 #444 #999 #fff #000".split()


def custom_properties(colors: Iterable[str]) -> str:
    """These colors as a style sheet declares them, in the order of `NAMES`.

    >>> custom_properties(["#fff", "#000"])
    '--paper: #fff; --ink: #000;'
    """
    return " ".join(f"--{name}: {color};" for name, color in zip(NAMES, colors, strict=False))
