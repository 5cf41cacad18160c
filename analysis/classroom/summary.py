"""What a class's sheets say, as lines of text: what splits it first, then agreement, then the figures with chance."""

from __future__ import annotations

import math
from collections.abc import Iterator

from analysis.classroom import Classroom
from analysis.classroom.agreement import Against, Agreement, Kappas, against, agreements, kappas, splits
from analysis.reading.explain import printable
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, number, share

MOST_SPLIT = 10


def lines(classroom: Classroom) -> Iterator[str]:
    """What `agreement` prints."""
    yield f"{len(classroom.codings)} filled in: {', '.join(printable(c.coder) for c in classroom.codings)}"
    yield from ("", "The sentences and questions that split you most")
    for split in [s for s in splits(classroom.codings, classroom.items) if s.agreed < 1][:MOST_SPLIT]:
        counts = ", ".join(f"{n} {code}" for code, n in split.counts)
        yield printable(f"  {split.item.name} {split.question}: {counts}. {split.item.text[:70]}")
    found = [a for a in agreements(classroom.codings, classroom.items) if a.answers]
    yield from ("", "Take two of you and one row: how often was the answer the same?")
    yield from (f"  {a.question}: {share(a.agreed)} ({a.answers} answers to {a.rows} rows)" for a in found)
    yield from ("", "The machine as one more coder (what it cannot answer it leaves empty)")
    yield from map(_machine, against(classroom.machine, classroom.codings, classroom.items))
    yield from ("", "With chance taken into account (1: always agree, 0: as often as by chance)")
    pairs = {k.question: k for k in kappas(classroom.codings, classroom.items)}
    yield from (_chance(a, pairs[a.question]) for a in found)
    yield from (_paradox(a) for a in found if a.paradox)
    if classroom.unread:
        yield from ("", "Not read")
        yield from (f"  {printable(str(m))}" for m in classroom.unread)


def _machine(a: Against) -> str:
    said = f"  {a.question}: {share(a.agreed)} of your answers are its answer too; Cohen's kappa with what most of you "
    said += f"answered {_with_interval(a.kappa, a.low, a.high)}, on {a.rows} rows"
    return said + "".join(f"\n    {row}: it says {own}, most of you {top}" for row, own, top in a.differs)


def _chance(a: Agreement, k: Kappas) -> str:
    said = f"  {a.question}: Krippendorff's alpha {_with_interval(a.alpha, a.low, a.high)}"
    if math.isnan(k.middle):
        return said
    between = f"{number(k.lowest)} to {number(k.highest)}"
    return f"{said}; Cohen's kappa of two of you {number(k.middle)} ({between}, {k.pairs} pairs)"


def _paradox(a: Agreement) -> str:
    said = f"  Careful with {a.question}: two of you agree in {share(a.agreed)}, and yet alpha is low. "
    return (
        said
        + f"{share(a.share)} of all answers are {a.commonest}, so {share(a.by_chance)} would agree by chance alone."
    )


def _with_interval(value: float, low: float, high: float) -> str:
    if math.isnan(value):
        return f"{NOT_MEASURABLE} (all the same, or too few)"
    return number(value) + ("" if math.isnan(low) else f" (95% interval {number(low)} to {number(high)})")
