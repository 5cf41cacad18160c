"""Charts of several articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.views.base.drawing import (
    EDGE,
    INK,
    LINE,
    SOFT,
    WIDTH,
    Drawn,
    canvas,
    count,
    look,
    percent,
    styled,
    swatch,
    wrap,
)

if TYPE_CHECKING:
    import pandas as pd

STRIP, ROW = 0.4, 0.42  # inches: a strip's height, and a line of the key's


@styled
def voice_ribbons(frame: pd.DataFrame) -> Drawn:
    """One strip of words for each article, on one scale; below, each voice with its share of every article."""
    totals = frame.groupby("article", sort=False)["end"].max()
    lengths = frame.assign(words=frame["end"] - frame["start"])
    shares = lengths.groupby(["voice", "look", "article"], sort=False)["words"].sum()
    voices = list(dict.fromkeys(zip(frame["voice"], frame["look"], strict=True)))
    voices.sort(key=lambda v: -sum(shares.get((*v, a), 0) / totals[a] for a in totals.index))
    columns = [WIDTH - EDGE - 0.85 * (len(totals) - 1 - n) for n in range(len(totals))]
    room = columns[0] - 1.35
    names = [wrap(voice, room) for voice, _ in voices]
    heights = [max(ROW, LINE * len(lines) + 0.14) for lines in names]
    axes = canvas((STRIP + 0.45) * len(totals) + 0.55 + sum(heights) + EDGE)
    y = axes.get_ylim()[1]
    scale = (WIDTH - 2 * EDGE) / totals.max()
    for article, total in totals.items():
        axes.text(EDGE, y - 0.2, f"{article}: {count(int(total), 'word')}", va="center", weight="bold")
        for row in frame[frame["article"] == article].itertuples():
            left, wide = EDGE + row.start * scale, (row.end - row.start) * scale
            swatch(axes, left, y - 0.36 - STRIP, wide, STRIP, look(row.look))
        y -= STRIP + 0.45
    y -= 0.3
    axes.text(EDGE, y, "voice", va="center", color=SOFT)
    for article, x in zip(totals.index, columns, strict=True):
        axes.text(x, y, article, va="center", ha="right", weight="bold")
    y -= 0.2
    for (voice, kind), lines, height in zip(voices, names, heights, strict=True):
        swatch(axes, EDGE, y - height / 2 - 0.12, 0.34, 0.24, look(kind))
        for n, line in enumerate(lines):
            axes.text(EDGE + 0.5, y - height / 2 + LINE * ((len(lines) - 1) / 2 - n), line, va="center", color=INK)
        for article, x in zip(totals.index, columns, strict=True):
            axes.text(x, y - height / 2, _share(shares, voice, kind, article, totals), va="center", ha="right")
        y -= height
    return axes.figure, _in_words(voices, shares, totals)


def _share(shares: pd.Series, voice: str, kind: int, article: str, totals: pd.Series) -> str:
    words = shares.get((voice, kind, article), 0)
    return percent(words / totals[article]) if words else "–"


def _in_words(voices: list[tuple[str, int]], shares: pd.Series, totals: pd.Series) -> str:
    alt = f"Strip charts of {count(len(totals), 'article')}, one below the other on one scale, from the first word of "
    alt += "the body to the last, by who speaks: "
    alt += ", ".join(f"{a} {count(int(n), 'word')}" for a, n in totals.items())
    for voice, kind in voices:
        said = (f"{_share(shares, voice, kind, a, totals)} of {a}" for a in totals.index)
        alt += f"; {voice} {' and '.join(said)}"
    return f"{alt}.".replace("–", "nothing")
