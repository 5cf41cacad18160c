"""What the text leaves open: questions for a person or the web, and rules on unnamed sources."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pandas as pd

from analysis.article import Article, Mentioned, Page, Source
from analysis.measures import lines_to_check
from analysis.measures.sourcing import counts
from analysis.report.page.checks import around, in_part, problems
from analysis.report.page.parts import CHECKS, Lit, Part, Sentence, in_a_row
from analysis.report.page.sources import TAKES_THE, Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count, first_upper, quote, spelled
from analysis.views.checking import only_mentioned, published, state_in_words, told_about

MOST, MOST_NAMES = 8, 3  # questions; names in one of them
LONG_QUOTATION = 50  # words of one source in quotation marks: it may be a statement that is printed elsewhere
FOR_ALL = (
    ("Do other outlets report the same event, with sources of their own?",),
    ("Would you read this the same way about someone you support?",),
)
ABOUT_RULES = (
    "The rules are the agencies’ own, for their own reporters, paraphrased here. Nobody can tell from a text whether "
    "a rule was broken: much of that happens before it is written."
)


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part:
    """The questions; with sources, the rules on those without a name."""
    questions = [*islice(_questions(page, text, voices), MOST - len(FOR_ALL)), *FOR_ALL]
    rules = _rules(page, text) if voices is not None else ()
    shown = {"questions": questions, "rules": rules, "about_rules": ABOUT_RULES}
    title = f"{spelled(len(questions), 'question')} that only a person or the web can answer"
    return Part("ask", title, "What the text leaves open.", shown)


def _questions(page: Page, text: MarkedText, voices: Voices | None) -> Iterator[Sentence]:
    """The most particular first."""
    article = page.article
    if voices is not None:
        yield from _on_sources(page, text, voices)
        yield from _on_line(page, text, lines_to_check.CAUSE, "What is the evidence for ")
    if words := _missing(article):
        yield (words,)
    if article.caption is not None:
        photo = Lit("the photo", text.key("caption", [article.span("caption")]), "The caption")
        yield ("Does ", photo, " show this event, or another day and place?")
    if voices is not None:
        yield from _on_line(page, text, lines_to_check.NUMBERED, "Where does the number come from in ")


def _missing(article: Article) -> str:
    """A question for what the text does not say of its author, its outlet and its date; "" where it says all."""
    asked = ["who wrote this"] if article.byline is None else []
    asked += [f"who published {'it' if asked else 'this'}"] if article.outlet is None else []
    asked += [f"when did {'it' if asked else 'this'} appear"] if article.published is None else []
    words = ", ".join([*asked[:-2], ", and ".join(asked[-2:])])
    return f"{first_upper(words)}? The program found no answer." if words else ""


def _on_sources(page: Page, text: MarkedText, voices: Voices) -> Iterator[Sentence]:
    sources = voices.sources
    carriers = sources[sources["source"].isin(sources["via"].dropna())]
    if len(carriers):
        hides = (sources["via"].isin(carriers["source"]) & sources["unnamed"]).any() and len(carriers) == 1
        why = ", and does it say why its sources are not named" if hides else ""
        reports = "report" if len(carriers) == 1 else "reports"
        yield (f"What is in the full {reports} by ", *_names(voices, carriers), f"{why}?")
    unknown = sources[sources["unnamed"] & sources["position_to_know"].isna()]
    if len(unknown):
        yield ("How could ", *_names(voices, unknown), " know? The text does not say.")
    silent = [who for who in (*told_about(page.analysis), *only_mentioned(page.analysis)) if _to_ask(who)]
    if silent:
        names = in_a_row([_who(text, who) for who in silent[:MOST_NAMES]])
        yield ("What would ", *names, " say? The article has no words of theirs.")
    long = sources[(sources["quoted"] >= LONG_QUOTATION) & (sources["kind"] == "person")]
    if len(long):
        yield ("Is what is quoted from ", *_names(voices, long.head(1)), " complete, and where did it appear first?")


def _on_line(page: Page, text: MarkedText, kind: str, asks: str) -> Iterator[Sentence]:
    """A question on the first line to check of this kind."""
    found = enumerate(problems(page.analysis.to_check), 1)
    for n, lines in islice(((n, lines) for n, lines in found if lines_to_check.kind(lines[0]) == kind), 1):
        place = around(lines, page.article)
        words, key = quote(in_part(page.article, place, lines[0].span), 120), text.key(f"check{n}", [place])
        yield (asks, Lit(words, key, f"Line {n} to check", CHECKS), "?")


def _names(voices: Voices, sources: pd.DataFrame) -> Sentence:
    """The names of these sources as inside a sentence, as many as are read in a question."""
    found = sources.head(MOST_NAMES).itertuples()
    return in_a_row([replace(voices.card_lit(s), words=s.called) for s in found])


def _to_ask(who: Source | Mentioned) -> bool:
    """Whether it makes sense to ask what they would say: not of those who do nothing in the text, nor of "people"."""
    does = isinstance(who, Source) or who.kind == "person" or who.acting > 0
    return does and len(who.mentions) > 1 and who.name != "people"


def _who(text: MarkedText, who: Source | Mentioned) -> Lit:
    """The name of one who does not speak; it lights up the mentions."""
    key = text.key(f"m{min(who.mentions)[0]}", who.mentions)
    name = " ".join(who.name.split())
    with_the = [text.article.text[max(0, start - 4) : start].lower() == "the " for start, _ in who.mentions]
    is_the = who.kind == "organization" and (2 * sum(with_the) > len(with_the) or TAKES_THE.fullmatch(name))
    return Lit(f"the {name}" if is_the else name, key, f"{who.name}: mentioned {count(len(who.mentions), 'time')}")


def _rules(page: Page, text: MarkedText) -> list[tuple[str, Sentence, str]]:
    """Each agency's rule: what it says, what the text says to it for each source, who published it and when."""
    found: dict[tuple[str, str], list[str | Lit]] = {}
    for source in counts.sources_in_body(page.analysis):
        for check in source.checks:
            cell = found.setdefault((check.says, published(check)), [])
            if check.state != "cannot tell":
                key = text.key(f"rule{source.id}.{check.rule}", check.evidence)
                state = state_in_words(page, source, check)
                cell += ["; " if cell else "", f"{source.name}: ", Lit(state, key, source.name) if key else state]
    return [(says, cell or ["cannot tell from the text"], origin) for (says, origin), cell in found.items()]
