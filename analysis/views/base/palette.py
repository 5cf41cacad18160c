"""Every color of charts, marks and pages: the only file that holds one.

Voices have Okabe and Ito's colors, which people with any color vision can tell apart: as a light tint for the
background and as a dark ink for lines, dark enough to be read as text. No two voices differ by color alone: each has
its own hatch in charts and its own line below marked words.
"""

from collections.abc import Iterable
from typing import NamedTuple

INK, SOFT, PAPER = "#1c1c1c", "#565656", "#ffffff"  # words, less important words, the background
LINE, GRID = "#c9c9c9", "#d8d8d8"  # between rows, behind the data
BLUE, ORANGE = "#0072b2", "#9a5b00"
BLUES = (PAPER, "#d9ecf7", "#9cc9e6", "#56a5d1")  # from none to much
GRAY = "#e4e4e4"
MARK_INK = "#111"  # of marked words, on a light and on a dark page


class VoiceStyle(NamedTuple):
    """How the words of a voice look: in charts by tint, ink and hatch, in the article by tint, ink and underline."""

    tint: str
    ink: str
    hatch: str
    underline: str = ""


VOICES = (
    VoiceStyle(BLUES[1], BLUE, "///", "2px solid"),
    VoiceStyle("#fbe8c6", ORANGE, "...", "2px dashed"),
    VoiceStyle("#f3dbe8", "#8f3a6d", "\\\\\\", "2px dotted"),
    VoiceStyle(GRAY, "#444444", "xxx", "4px double"),
    VoiceStyle("#faf5c4", "#6b6400", "---", "2px solid"),
    VoiceStyle("#d8efe7", "#00664d", "|||", "2px dashed"),
)
OWN_VOICE = VoiceStyle(PAPER, INK, "")  # the article's own
STRONG_BLUE = VoiceStyle(BLUE, INK, "")

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
