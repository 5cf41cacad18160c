"""How every chart looks: fonts and sizes, canvases, and words that must fit. Colors are in `palette`.

Every chart can be read on a page 400 pixels wide and in grayscale: few words, 12 points, each thing labeled beside it,
each voice with its own tint and hatch. Words of the article are drawn as they are, never as mathematics; what the
shipped font cannot draw becomes a small box, and the table beside the chart has it in full.

matplotlib is imported when something is drawn, so that importing the views stays light.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any

from analysis.views.base.palette import INK, OWN_VOICE, PAPER, SOFT, VOICES, VoiceStyle

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Drawn = tuple["Figure", str]  # a figure and its text alternative

WIDTH = 6.4  # inches
SIZE = 12  # points
LINE = 0.24  # inches from one line of text to the next
EDGE = 0.12  # inches around
TITLE = 2 * LINE + EDGE  # inches for a title above the axes
BEHIND = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}  # of words that a line would cross
STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": SIZE,
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    **dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), INK),
    **dict.fromkeys(("figure.facecolor", "savefig.facecolor"), PAPER),
    **dict.fromkeys(("axes.spines.top", "axes.spines.right"), False),
    "axes.edgecolor": SOFT,
    "hatch.linewidth": 0.9,
    "svg.hashsalt": "media-analysis-workbook",
    "svg.fonttype": "path",
}


def voice_style(number: int) -> VoiceStyle:
    """The style of a voice by its number, as `common.voice_styles` gives it; of the article's own for any other."""
    return VOICES[number] if 0 <= number < len(VOICES) else OWN_VOICE


def styled(draw: Callable[..., Drawn]) -> Callable[..., Drawn]:
    """Decorates a function that draws a chart: it draws in the style of all charts, whatever the process has set."""

    @wraps(draw)
    def drawn(*args: Any, **options: Any) -> Drawn:
        from matplotlib.style import context

        with context(STYLE, after_reset=True):
            return draw(*args, **options)

    return drawn


def canvas(height: float) -> Axes:
    """An empty figure whose coordinates are inches."""
    from matplotlib.figure import Figure

    axes = Figure(figsize=(WIDTH, height)).add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.axis("off")
    return axes


def plain_axes(height: float, left: float, right: float, bottom: float, top: float) -> Axes:
    """Axes with margins in inches, the same in every chart of its kind, whatever the labels say."""
    from matplotlib.figure import Figure

    box = (left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (bottom + top) / height)
    return Figure(figsize=(WIDTH, height)).add_axes(box)


def title_above(axes: Axes, text: str) -> None:
    """What the chart shows, bold, on at most two lines (`TITLE` inches) at the top of the figure."""
    height = axes.figure.get_figheight()
    for n, line in enumerate(wrap(text, WIDTH - 2 * EDGE, bold=True)):
        place = (EDGE / WIDTH, 1 - (EDGE + n * LINE) / height)
        axes.figure.text(*place, line, va="top", weight="bold")


def axis_below(axes: Axes, ticks: Sequence[float], labels: Sequence[str]) -> None:
    """One axis, below, with these ticks; none at the left."""
    axes.set_yticks(())
    axes.set_xticks(ticks, labels)
    axes.spines["left"].set_visible(False)


def write(axes: Axes, x: float, y: float, text: str, room: float, **options: Any) -> None:
    """Words on one line, as many as fit into the room (inches)."""
    axes.text(x, y, fit(text, room, bold=options.get("weight") == "bold"), va="center", **options)


def write_above(axes: Axes, text: str, color: str, right: bool = False) -> None:
    """Words above the axes, at their left or right end."""
    place = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "right" if right else "left"}
    axes.annotate(text, (int(right), 1), (0, 14), color=color, **place)


def write_over_row(axes: Axes, y: float, text: str, points: float = 11, **options: Any) -> None:
    """Words at the left end of a row, so many points above its line."""
    place = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
    axes.annotate(text, (0, y), (0, points), **place, **options)


def write_beside(axes: Axes, x: float, y: float, text: str, left: bool, points: float = 10, **options: Any) -> None:
    """Words to the left or to the right of a mark, so many points away."""
    place = {"textcoords": "offset points", "va": "center", "ha": "right" if left else "left"}
    axes.annotate(text, (x, y), (-points if left else points, 0), bbox=BEHIND, **place, **options)


def swatch(axes: Axes, x: float, y: float, width: float, height: float, look: VoiceStyle | None) -> None:
    """A piece of a voice; None: an empty place with a dashed border."""
    if look is None:
        bar(axes, x, y, width, height, facecolor=PAPER, edgecolor=SOFT, linestyle=(0, (2, 2)))
    else:
        colors = {"facecolor": look.tint, "edgecolor": look.ink, "hatch": look.hatch}
        bar(axes, x, y, width, height, **colors, linewidth=0.9 if width > 0.03 else 0.3)


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


def whole_ticks(n: int) -> Iterable[int]:
    """Which of the numbers 1 to n to write below an axis: all of twelve, or 1 and each fifth, tenth, ..."""
    if n <= 12:
        return range(1, n + 1)
    step = next(s for s in (5, 10, 20, 50, 100, 200, 500, 10**9) if n / s <= 8)
    return (1, *range(step, n + 1, step))
