"""The headline and three sentences to judge by ear, and where a list of words and the network put them."""

import math
from collections.abc import Iterator
from types import SimpleNamespace

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.context import validity
from analysis.measures.tone.gap import mask_surnames
from analysis.measures.tone.lexicons import VADER
from analysis.views.base.common import answers
from analysis.views.base.html import Section, Text
from analysis.views.base.numbers_in_words import NEVER_HELD, number, quote
from analysis.views.base.pieces import shown

MOST_WORDS = 30  # of the sentence between the first and the last: a longer one takes too long to judge
STEPS = 5  # from very unpleasant to very pleasant
ENDS = "very unpleasant", "very pleasant"
LIST, MODEL = "word list", "model"
# Column -> its name for readers, its measure, and whether its label is above the scale.
TOOLS = {"list": (LIST, "headline_tone", True), "model": (MODEL, "headline_valence", False)}
NOTHING = "No line to judge: the text has neither a headline nor sentences."
TO_JUDGE, JUDGED = "How does each line sound to you?", "Where a word list and a model put the same lines"
HALF = 42  # percent of the drawing's width from 0 to a tone of 1: labels need room
NEAR = 0.05  # tools whose tones differ by less put a line at the same place


@answers("tone")
def lines_to_judge(page: Page) -> Section:
    """A few lines, each above an empty scale from very unpleasant to very pleasant."""
    return _scales(lines_of(page), TO_JUDGE, ())


@answers("tone")
def lines_judged(page: Page) -> Section:
    """The same lines, with the marks of VADER and of the network."""
    lines = lines_of(page)
    return _scales(lines, _point(lines), tuple(TOOLS), _agreement())


def _point(lines: pd.DataFrame) -> str:
    """Where list and model differ most."""
    apart = (lines["list"] - lines["model"]).abs()
    if apart.isna().all() or apart.max() < NEAR:
        return JUDGED
    row = lines.loc[apart.idxmax()]
    told = (f"the {name} says {number(row[column], sign=True)}" for column, (name, *_) in TOOLS.items())
    return f"They differ most on {quote(row['line'], 40)}: {', '.join(told)}"


def lines_of(page: Page) -> pd.DataFrame:
    """The headline, the first and the last sentence, and one between them, with the tone by `list` and by `model`, -1
    to 1, NaN where there is none: the list has none for a line without a word that it rates.

    The one between them: the sentence of at most `MOST_WORDS` words that VADER puts farthest from 0.
    """
    sentences, tone = frames.sentences(page), page.analysis.tone
    learned = tone.sentences if tone else [math.nan] * len(sentences)
    sentences = sentences.assign(line=sentences["text"], list=sentences["tone"], model=learned)
    between = sentences.iloc[1:-1]
    between = between[between["words"] <= MOST_WORDS]
    farthest = between["list"].abs().sort_values(ascending=False, kind="stable").index[:1]
    chosen = sentences.loc[sorted({*sentences.index[:1], *farthest, *sentences.index[-1:]}), ["line", *TOOLS]]
    text, spans = mask_surnames(page.analysis), page.analysis.parse.sentences
    rated = pd.Series([bool(VADER.rated(text, spans[n])) for n in chosen.index], chosen.index, bool)
    chosen["list"] = chosen["list"].where(rated)
    if page.article.headline is not None:
        of_headline = page.measurement("headline_tone").value, tone.headline if tone else math.nan
        chosen.loc[-1] = (page.article.headline, *of_headline)
    return chosen.sort_index().reset_index(drop=True)


def _agreement() -> str:
    """How well each tool agrees with people on headlines."""
    told = []
    for name, measure, _ in TOOLS.values():
        found = (number(a.value) for a in validity.of(measure) if a.figure == "pearson")
        told.append(f"the {name}, {next(found, NEVER_HELD)}")
    return f"Match with people who rated headlines: {'; '.join(told)}. 1 is a perfect match, 0 is none."


def _scales(lines: pd.DataFrame, title: str, tools: tuple[str, ...], note: str = "") -> Section:
    """Each line above a scale of `STEPS` circles, with a mark for each of these columns of `TOOLS`."""
    if lines.empty:
        return Section(Text(NOTHING))
    drawn = [
        SimpleNamespace(words=quote(row["line"], 400), marks=(marks := list(_marks(row, tools))), alt=_alt(marks))
        for _, row in lines.iterrows()
    ]
    steps, said = (
        [_place((2 * n + 1) / STEPS - 1) for n in range(STEPS)],
        "; ".join(f"{d.words} {d.alt}" for d in drawn),
    )
    return shown("views/lines.html.j2", f"{title} {said}", title=title, lines=drawn, steps=steps, ends=ENDS, note=note)


def _marks(row: pd.Series, tools: tuple[str, ...]) -> Iterator[SimpleNamespace]:
    """The marks on a scale: where each is, its label, and at which end of the label."""
    for name, value, above in ((TOOLS[tool][0], row[tool], TOOLS[tool][-1]) for tool in tools):
        if not math.isnan(value):
            anchor = "start" if value < -0.7 else "end" if value > 0.7 else "middle"
            says = f"{name} {number(value, sign=True)}"
            yield SimpleNamespace(x=_place(value), above=above, anchor=anchor, says=says)


def _alt(marks: list[SimpleNamespace]) -> str:
    told = f", with {' and '.join(m.says for m in marks)}" if marks else ""
    return f"Scale of {STEPS} circles, from {ENDS[0]} to {ENDS[1]}{told}"


def _place(value: float) -> float:
    """Percent from the left for a tone of -1 to 1."""
    return round(50 + HALF * value, 2)
