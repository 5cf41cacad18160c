"""How charts look that a notebook draws itself, and words that must fit. Colors are in `palette`.

Words of the article are drawn as they are, never as mathematics; what the shipped font cannot draw becomes a small box.
matplotlib is imported when something is drawn, so that importing the views stays light.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from analysis.views.base.palette import INK, PAPER, SOFT

WIDTH = 6.4  # inches
SIZE = 12  # points
LINE = 0.24  # inches from one line of text to the next
EDGE = 0.12  # inches around
NARROWER = 0.88  # of a font size: DejaVu Sans is so much wider than Arial
STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": SIZE,
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    **dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), INK),
    **dict.fromkeys(("figure.facecolor", "savefig.facecolor"), PAPER),
    **dict.fromkeys(("axes.spines.top", "axes.spines.right"), False),
    "axes.edgecolor": SOFT,
}


@lru_cache(maxsize=2)
def _charmap(weight: str) -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    path = findfont(FontProperties(family=STYLE["font.family"], weight=weight))
    return frozenset(get_font(path).get_charmap())


def drawable(text: str) -> str:
    """The text on one line, with a box for what the font lacks or would draw in the wrong order (right to left)."""
    out: list[str] = []
    for c in " ".join(text.split()):
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Mn", "Me") and not unicodedata.combining(c):
            continue
        known = ord(c) in _charmap("normal") and ord(c) in _charmap("bold")
        good = known and unicodedata.bidirectional(c) not in ("R", "AL", "AN")
        if good or not out or out[-1] != "▯":
            out.append(c if good else "▯")
    return "".join(out)


def inches(text: str, bold: bool = False) -> float:
    """How wide the text is drawn, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    prop = FontProperties(family=STYLE["font.family"], size=SIZE, weight="bold" if bold else "normal")
    return text_to_path.get_text_width_height_descent(drawable(text), prop, ismath=False)[0] / 72


def fit(text: str, room: float, bold: bool = False) -> str:
    """What can be drawn of the text in so many inches; cut at a word's end where one is near."""
    text = drawable(text)
    if inches(text, bold) <= room:
        return text
    short, long = 0, len(text)
    while short < long - 1:
        middle = (short + long) // 2
        short, long = (middle, long) if inches(text[:middle] + " …", bold) <= room else (short, middle)
    cut = text[:short].rpartition(" ")[0]
    return f"{(cut if len(cut) > short - 12 else text[:short]).rstrip(' ,;:')} …"


def wrap(text: str, room: float, bold: bool = False, most: int = 2) -> list[str]:
    """The text in at most so many lines, the last one cut where it is too long."""
    words, lines = drawable(text).split(" "), []
    while words and len(lines) < most - 1:
        fitting = (n for n in range(len(words), 0, -1) if inches(" ".join(words[:n]), bold) <= room)
        used = next(fitting, 1)
        lines.append(" ".join(words[:used]))
        words = words[used:]
    return [fit(line, room, bold) for line in [*lines, " ".join(words)] if line]


def png(svg: str) -> bytes:
    """A figure of ours as PNG, twice as large, with the fonts that come with matplotlib and nothing of this machine's.
    The same figure gives the same bytes."""
    import resvg_py
    from matplotlib import get_data_path

    # Those fonts are wider than what the figure asks for; its labels have the room that its own fonts take.
    smaller = re.sub(r"font-size:([\d.]+)px", lambda m: f"font-size:{float(m[1]) * NARROWER:.2f}px", svg)
    names = re.sub(
        r"font-family:[^;}]*", lambda m: f"font-family:DejaVu {'Serif' if 'Georgia' in m[0] else 'Sans'}", smaller
    )
    folder = Path(get_data_path(), "fonts", "ttf")
    fonts = [str(folder / f"DejaVu{name}.ttf") for name in ("Sans", "Sans-Bold", "Serif", "Serif-Bold")]
    return bytes(resvg_py.svg_to_bytes(svg_string=names, skip_system_fonts=True, font_files=fonts, zoom=2))
