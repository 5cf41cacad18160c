"""Lines that an editor would ask about: one line a problem, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.article import Article, Line, Page, Span
from analysis.frames import printed
from analysis.measures import lines_to_check
from analysis.nlp.text_type import withheld
from analysis.report.page.opening import in_words
from analysis.report.page.parts import CHECKS, Lit, Part, in_marks
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText

SHOWN = 12  # lines, before the others are folded away
MOST_NAMED = 4  # words of one problem that are all quoted
BEFORE, AFTER = 4, 7  # words around those that a line is listed for
MOST_WORDS = 20  # from the first to the last of them; farther apart, they are quoted one by one
NONE = (
    "It looks for contradictions, for causes, judgments and numbers without a source, for quotations without a "
    "speaker, for sources without a name, and for headline words that the body does not have. It does not check facts."
)
# Why a line is listed -> one place, several places. `{rest}` is what is particular to the line.
REASONS = {
    lines_to_check.TWICE: ("The text gives this quotation to someone else too: {rest}.",) * 2,
    lines_to_check.WEEKDAY: ("The weekday does not fit the date: {rest}.",) * 2,
    lines_to_check.AGE: ("The ages do not fit: {rest}.",) * 2,
    lines_to_check.CAUSE: ("States a cause. The program found no source.",) * 2,
    lines_to_check.HEADLINE: ("In the headline, without a matching word in the body.",) * 2,
    lines_to_check.QUOTATION: ("A quotation. The program found no speaker.",) * 2,
    lines_to_check.NUMBERED: ("A number. The program found no source.", "{N} numbers. The program found no source."),
    lines_to_check.UNNAMED: (
        "A source that is not named. No reason is given.",
        "{N} sources that are not named. No reason is given.",
    ),
    lines_to_check.JUDGMENT: ("{words} may carry a judgment, in the article’s own voice.",) * 2,
}
ALL_TOGETHER = {lines_to_check.HEADLINE, lines_to_check.UNNAMED}  # one problem of the whole article


@dataclass(frozen=True, slots=True)
class Checked:
    """A line to check: its number in the text, its words, and why it is listed."""

    n: int
    quote: Lit
    why: str


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The lines to check; None where who speaks was not looked for."""
    if "sourcing" in withheld(page.limits):
        return None
    lines = [_checked(n, group, page.article, text) for n, group in enumerate(problems(page.analysis.to_check), 1)]
    if not lines:
        return Part("check", "The program found no line to ask about", NONE, {"lines": (), "folded": ()})
    title = f"{in_words(len(lines)).capitalize()} {'line' if len(lines) == 1 else 'lines'} to check first"
    subtitle = "Worst first. None of them is a fault by itself; each is worth a look."
    return Part("check", title, subtitle, {"lines": lines[:SHOWN], "folded": lines[SHOWN:]})


def problems(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each problem, the worst problem first: those of one sentence for one reason are one problem, and so
    are all headline words without a match, and all sources without a name."""

    def place(line: Line) -> tuple[int, Span, str]:
        kind = lines_to_check.kind(line)
        span = (0, 0) if kind in ALL_TOGETHER else line.span
        return lines_to_check.WORST_FIRST.index(kind), span, line.why

    return [list(group) for _, group in groupby(sorted(lines, key=lambda line: (*place(line), line.words)), key=place)]


def _checked(n: int, lines: Sequence[Line], article: Article, text: MarkedText) -> Checked:
    kind = lines_to_check.kind(lines[0])
    place = around(lines, article)
    if kind in ALL_TOGETHER or len(list(article.words(place))) > MOST_WORDS:
        places = [line.words for line in lines]
        quoted = list(dict.fromkeys(printed(article, [p]) for p in places))
    else:
        places, quoted = [place], [in_part(article, place, lines[0].span)]
    text.mark(CHECKS, "ck", [line.words for line in lines])
    text.badge(str(n), lines[0].words)
    shown = in_marks(quoted, MOST_NAMED, 160)
    named = list(dict.fromkeys(printed(article, [line.words]) for line in lines))
    why = REASONS[kind][len(lines) > 1].format(
        N=in_words(len(lines)).capitalize(),
        rest=lines[0].why.removeprefix(kind).removeprefix(", "),
        words=in_marks(named, MOST_NAMED),
    )
    return Checked(n, Lit(shown, text.key(f"check{n}", places), f"Line {n} to check", CHECKS), why)


def around(lines: Sequence[Line], article: Article) -> Span:
    """The words that these lines are listed for, with words of their sentence around them: all of a short one."""
    start, end = lines[0].words[0], max(line.words[1] for line in lines)
    words = list(article.words(lines[0].span))
    if len(words) <= MOST_WORDS:
        return lines[0].span
    before = [s for s, _ in words if s < start][-BEFORE:]
    after = [e for _, e in words if e > end][:AFTER]
    return min([start, *before]), max([end, *after])


def in_part(article: Article, place: Span, sentence: Span) -> str:
    """The words of a place of a sentence, with dots where it begins before or goes on after it."""
    before, after = (next(article.words(span), None) for span in ((sentence[0], place[0]), (place[1], sentence[1])))
    return f"{'… ' if before else ''}{printed(article, [place])}{' …' if after else ''}"
