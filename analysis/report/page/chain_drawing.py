"""The chart of how the words came here: boxes and arrows, from left to right and, on phones, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from analysis.report.page.parts import Lit
from analysis.report.page.widths import lines

WIDE, NARROW = 760, 344  # pixels of the two drawings
ARTICLE = 84  # pixels that the box of the article is wide
WIDEST, ARROW = 270, 60  # pixels: the widest box, the shortest arrow
INDENT, GAP, LINE, PAD = 24, 12, 17, 11


class Step(Protocol):
    """What is drawn of somebody on the way of some words. `look` 0: the article."""

    name: str
    says: str
    lit: Lit
    look: int
    unnamed: bool

    @property
    def told_by(self) -> Sequence[Step]: ...


@dataclass(frozen=True, slots=True)
class Box:
    """A box. `lines`: how far down each line of words is, the words, and whether they are bold."""

    x: float
    y: float
    width: float
    height: float
    lines: Sequence[tuple[float, str, bool]]
    step: Step

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(slots=True)
class Drawing:
    """One drawing of the chart; `arrows` are SVG paths."""

    width: int
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    arrows: list[str] = field(default_factory=list)


def drawings(last: Step) -> tuple[Drawing, Drawing]:
    """The wide and the narrow drawing."""
    wide, narrow = Drawing(WIDE), Drawing(NARROW)
    wide.height = _across(wide, last, 0, _depth(last), 1) + 1
    narrow.height = _down(narrow, last, 0, 1).y + _height(last, NARROW) + 1
    return wide, narrow


def _depth(step: Step) -> int:
    return max((1 + _depth(s) for s in step.told_by), default=0)


def _words(step: Step, width: float) -> list[tuple[str, bool]]:
    name = [(line, True) for line in lines(step.name, width - 14, 2, 13, True)]
    return name + [(line, False) for line in (lines(step.says, width - 14, 2, 12) if step.says else [])]


def _height(step: Step, width: float) -> float:
    return 2 * PAD + LINE * len(_words(step, width)) - 4


def _box(step: Step, x: float, y: float, width: float, height: float) -> Box:
    words = _words(step, width)
    top = y + height / 2 - LINE * len(words) / 2 + 12.5
    return Box(x, y, width, height, [(round(top + LINE * n, 1), line, b) for n, (line, b) in enumerate(words)], step)


def _across(drawing: Drawing, step: Step, level: int, depth: int, y: float) -> float:
    """Draws a step with those before it to its left, all of them from `y` on; where it ends."""
    column = (WIDE - ARTICLE) / max(depth, 1)
    width = min(WIDEST, column - ARROW) if level else ARTICLE
    x = (depth - level) * column
    end = y
    for earlier in step.told_by:
        start = end + (GAP if end > y else 0)
        end = _across(drawing, earlier, level + 1, depth, start)
        at = round(start + (end - start) / 2, 1)
        left = x - column + min(WIDEST, column - ARROW)
        drawing.arrows.append(f"M{left:.1f} {at}H{x - 2:.1f}")
    end = max(end, y + _height(step, width))
    drawing.boxes.append(_box(step, round(x, 1), round(y, 1), round(width, 1), round(end - y, 1)))
    return end


def _down(drawing: Drawing, step: Step, level: int, y: float) -> Box:
    """Draws a step below those before it, each of them a little further to the right; its box."""
    x, earlier_boxes = INDENT * level, list[Box]()
    for earlier in step.told_by:
        earlier_boxes.append(box := _down(drawing, earlier, level + 1, y))
        y = box.y + box.height + GAP
    y += GAP if earlier_boxes else 0
    for box in earlier_boxes:
        drawing.arrows.append(f"M{box.x} {box.y + box.height / 2:.1f}H{x + INDENT / 2}V{y - 2:.1f}")
    width = NARROW - x - 1
    made = _box(step, x, y, width, _height(step, width))
    drawing.boxes.append(made)
    return made
