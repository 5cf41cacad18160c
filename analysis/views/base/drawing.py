"""How every chart looks: the one place for fonts, sizes, colors and hatches, for words that must fit and for numbers.

Every chart can be read on a page 400 pixels wide and in grayscale: few words, 12 points, each thing labeled beside it,
each voice with its own tint and hatch. Words of the article are drawn as they are, never as mathematics; what the
shipped font cannot draw becomes a small box, and the table beside the chart has it in full.

matplotlib is imported when something is drawn, so that importing the views stays light.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Drawn = tuple["Figure", str]  # a figure and its text alternative

# --- style -------------------------------------------------------------------------------------------

WIDTH = 6.4  # inches
SIZE = 12  # points
LINE = 0.24  # inches from one line of text to the next
EDGE = 0.12  # inches around
INK, SOFT, PAPER = "#1c1c1c", "#565656", "#ffffff"
BLUE, ORANGE = "#0072b2", "#9a5b00"  # Okabe and Ito's palette, the second darkened so that it can be read as text
BEHIND = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}  # under words that a line would cross
STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": SIZE,
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "hatch.linewidth": 0.9,
    "svg.hashsalt": "media-analysis-workbook",
    "svg.fonttype": "path",
}


class Look(NamedTuple):
    tint: str
    ink: str
    hatch: str


# One for each of `narrate.MARK_STYLES`, in the same tint and ink; OWN is the article's own voice, without a mark.
OWN = Look(PAPER, INK, "")
NO_SWATCH = Look("", "", "")  # words that stand for several voices
LOOKS = (
    Look("#d9ecf7", "#0072b2", "///"),
    Look("#fbe8c6", "#9a5b00", "..."),
    Look("#f3dbe8", "#8f3a6d", "\\\\\\"),
    Look("#e4e4e4", "#444444", "xxx"),
    Look("#faf5c4", "#6b6400", "---"),
    Look("#d8efe7", "#00664d", "|||"),
)


def look(number: int) -> Look:
    return LOOKS[number] if 0 <= number < len(LOOKS) else OWN


@lru_cache(maxsize=1)
def figure_class() -> type[Figure]:
    """matplotlib's figure, but saved under the style, whatever the process around it has set."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    class Drawing(Figure):
        def savefig(self, *args: Any, **options: Any) -> None:
            with rc_context(STYLE):
                super().savefig(*args, **options)

    return Drawing


def styled(draw: Callable[..., Drawn]) -> Callable[..., Drawn]:
    """For a function that draws a chart: draws it under the style."""

    @wraps(draw)
    def drawn(*args: Any, **options: Any) -> Drawn:
        from matplotlib import rc_context

        with rc_context(STYLE):
            return draw(*args, **options)

    return drawn


# --- canvas and text -----------------------------------------------------------------------------------------------


def canvas(height: float) -> Axes:
    """An empty figure whose coordinates are inches."""
    axes = figure_class()(figsize=(WIDTH, height)).add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.axis("off")
    return axes


def plain_axes(height: float, left: float, right: float, bottom: float, top: float) -> Axes:
    """Axes with margins in inches, the same in every chart of its kind, whatever the labels say."""
    box = (left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (bottom + top) / height)
    return figure_class()(figsize=(WIDTH, height)).add_axes(box)


def write(axes: Axes, x: float, y: float, text: str, room: float, **options: Any) -> None:
    axes.text(x, y, fit(text, room, bold=options.get("weight") == "bold"), va="center", **options)


def swatch(axes: Axes, x: float, y: float, width: float, height: float, kind: Look | None) -> None:
    """A piece of a voice; None: an empty place with a dashed border."""
    if kind is None:
        bar(axes, x, y, width, height, facecolor=PAPER, edgecolor=SOFT, linestyle=(0, (2, 2)))
    else:
        look = {"facecolor": kind.tint, "edgecolor": kind.ink, "hatch": kind.hatch}
        bar(axes, x, y, width, height, **look, linewidth=0.9 if width > 0.03 else 0.3)


def bar(axes: Axes, x: float, y: float, width: float, height: float, **options: Any) -> None:
    """A rectangle; `options` as matplotlib's patches have them."""
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x, y), width, height, **options))


def write_lines(axes: Axes, x: float, y: float, lines: list[str], **options: Any) -> None:
    """Lines of text, one below the other, their middle at this height."""
    for number, line in enumerate(lines):
        axes.text(x, y + LINE * ((len(lines) - 1) / 2 - number), line, va="center", **options)


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
    """How wide the text is drawn."""
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


def apart(values: list[float], distance: float) -> list[float]:
    """Where to write the labels of two values, not closer than a distance."""
    if len(values) < 2 or abs(values[0] - values[1]) >= distance:
        return values
    middle, up = sum(values) / 2, distance / 2
    return [middle - up, middle + up] if values[0] <= values[1] else [middle + up, middle - up]


def whole_ticks(n: int) -> Iterable[int]:
    if n <= 12:
        return range(1, n + 1)
    step = next(s for s in (5, 10, 20, 50, 100, 200, 500, 10**9) if n / s <= 8)
    return (1, *range(step, n + 1, step))


# --- numbers in words ------------------------------------------------------------------------------------------------


def signed(value: float, decimals: int = 2) -> str:
    rounded = round(value, decimals) + 0.0
    return f"{rounded:+.{decimals}f}".replace("-", "−") if rounded else f"{0:.{decimals}f}"


def percent(share: float) -> str:
    return "less than 1%" if 0 < share < 0.01 else f"{100 * share:.0f}%"


def count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def day(date: Any) -> str:
    return f"{date.day} {date:%B %Y}"


def grade(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}".replace("-", "−")
