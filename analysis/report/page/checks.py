"""Lines that an editor would ask about: one line a problem, the worst first."""

from collections.abc import Sequence
from itertools import groupby
from types import SimpleNamespace

from analysis.article import Article, Line, Page, Span
from analysis.frames import printed
from analysis.measures import lines_to_check
from analysis.nlp.spans import tokens_in
from analysis.nlp.text_type import withheld
from analysis.report.page.parts import CHECKS, Lit, Part
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import in_marks, spelled

SHOWN = 12  # lines, before the others are folded away
MOST_NAMED = 4  # words of one problem that are all quoted
BEFORE, AFTER = 4, 7  # words around those that a line is listed for
MOST_WORDS = 20  # from the first to the last of them; farther apart, they are quoted one by one
NONE = (
    "It looks for contradictions; for causes, judgments, and numbers without a source; for quotations without a "
    "speaker; for sources without a name; and for headline words that the body doesn’t have. It does not check facts."
)
# Why a line is listed. `rest` is what is particular to the line; `SEVERAL` has other words for several places.
REASONS = {
    lines_to_check.TWICE: "The text gives this quotation to someone else too: {rest}.",
    lines_to_check.WEEKDAY: "The weekday does not fit the date: {rest}.",
    lines_to_check.AGE: "The ages do not fit: {rest}.",
    lines_to_check.CAUSE: "States a cause. The program found no source.",
    lines_to_check.HEADLINE: "In the headline, but with no matching word in the body.",
    lines_to_check.QUOTATION: "A quotation. The program found no speaker.",
    lines_to_check.NUMBERED: "A number. The program found no source.",
    lines_to_check.UNNAMED: "A source that is not named. No reason is given.",
    lines_to_check.JUDGMENT: "{words} may carry a judgment, in the article’s own voice.",
}
SEVERAL = REASONS | {
    lines_to_check.NUMBERED: "{numbers}. The program found no source.",
    lines_to_check.UNNAMED: "{sources} that are not named. No reason is given.",
}
ALL_TOGETHER = {lines_to_check.HEADLINE, lines_to_check.UNNAMED}  # one problem of the whole article


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The lines to check; None where who speaks was not looked for."""
    if "sourcing" in withheld(page.limits):
        return None
    lines = [_checked(n, group, page, text) for n, group in enumerate(problems(page.analysis.to_check), 1)]
    if not lines:
        return Part("check", "The program found no line to ask about", NONE, {"lines": (), "folded": ()})
    subtitle = "Most urgent first. None is a mistake by itself; each is worth a look."
    shown = {"lines": lines[:SHOWN], "folded": lines[SHOWN:]}
    return Part("check", f"{spelled(len(lines), 'line')} to check first", subtitle, shown)


def problems(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each problem, the worst problem first: those of one sentence for one reason are one problem, and so
    are all headline words without a match, and all sources without a name."""

    def place(line: Line) -> tuple[int, Span, str]:
        kind = lines_to_check.kind(line)
        span = (0, 0) if kind in ALL_TOGETHER else line.span
        return lines_to_check.WORST_FIRST.index(kind), span, line.why

    return [list(group) for _, group in groupby(sorted(lines, key=lambda line: (*place(line), line.words)), key=place)]


def _checked(n: int, lines: Sequence[Line], page: Page, text: MarkedText) -> SimpleNamespace:
    """A line to check: its number in the text, its words, and why it is listed."""
    article, kind, places = page.article, lines_to_check.kind(lines[0]), [line.words for line in lines]
    named, place = list(dict.fromkeys(_named(page, p, kind) for p in places)), around(lines, article)
    text.mark(CHECKS, "ck", places)
    text.badge(str(n), lines[0].words)
    shown = named
    if kind not in ALL_TOGETHER and len(list(article.words(place))) <= MOST_WORDS:
        places, shown = [place], [in_part(article, place, lines[0].span)]
    quoted = Lit(in_marks(shown, MOST_NAMED, 160), text.key(f"check{n}", places), f"Line {n} to check", CHECKS)
    many = {"numbers": spelled(len(lines), "number"), "sources": spelled(len(lines), "source")}
    rest = lines[0].why.removeprefix(kind).removeprefix(", ")
    reason = (SEVERAL if len(lines) > 1 else REASONS)[kind]
    return SimpleNamespace(n=n, quote=quoted, why=reason.format(rest=rest, words=in_marks(named, MOST_NAMED), **many))


def _named(page: Page, place: Span, kind: str) -> str:
    """The words that a line is listed for; of a source, its name where they are a pronoun."""
    words = tokens_in(page.analysis.parse.doc, place) if kind == lines_to_check.UNNAMED else ()
    is_pronoun = len(words) == 1 and words[0].pos_ == "PRON"
    names = (s.name for s in page.analysis.sourcing.speaking if is_pronoun and s.mentions[:1] == (place,))
    return next(names, printed(page.article, [place]))


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
