"""Every color of charts that a notebook draws itself, and of the coding sheet."""

from collections.abc import Iterable

INK, SOFT, PAPER = "#1c1c1c", "#565656", "#ffffff"  # words, less important words, the background
LINE = "#c9c9c9"  # between rows
BEHIND = "#5b98c4"  # bars on which an interval is drawn
# Okabe and Ito's colors, which people with any color vision can tell apart, dark enough to be read as text.
INKS = ("#0072b2", "#9a5b00", "#8f3a6d", "#444444", "#6b6400", "#00664d")

# Custom properties of the coding sheet's style sheet.
NAMES = "paper ink soft line link".split()
LIGHT = (PAPER, INK, SOFT, LINE, "#0b4f8a")
DARK = "#17181a #e8e6e1 #b4b1aa #4a4c50 #8ec5ff".split()
PRINT = "#fff #000 #444 #999 #000".split()


def custom_properties(colors: Iterable[str]) -> str:
    """These colors as a style sheet declares them, in the order of `NAMES`.

    >>> custom_properties(["#fff", "#000"])
    '--paper: #fff; --ink: #000;'
    """
    return " ".join(f"--{name}: {color};" for name, color in zip(NAMES, colors, strict=False))
