"""One page on the whole article: what it is, what stands out, what to check, and what the text cannot answer.

Nothing in these sections says that the article is wrong.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from analysis.article import Analysis, Check, Mentioned, Page, Source, Span
from analysis.frames import printed
from analysis.measures.sourcing import counts
from analysis.nlp.spans import SpanIndex
from analysis.nlp.text_type import withheld
from analysis.views.base.common import NOT_NEEDED, NOT_STATED, NOT_STATED_HERE, ZONE_NAMES
from analysis.views.base.html import Block, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, number, quote, share
from analysis.views.reference import SHOWN, placed

MOST_ROWS = 15  # rows: longer tables are not read
PLACES = {"GPE", "LOC", "FAC"}
FEW = 8  # rows of what stands out, and of what is ordinary
# Told where they are unusual only: tone, wording, and what goes along with what is shown.
ALSO = (
    "headline_valence body_valence headline_tone body_tone attributions named_sources clickbait_cues judgement_words "
    "hedges boosters judging_reports passives causal_claims"
).split()
GLANCE = (
    ("Sources", "sources", lambda v: number(v, 0)),
    ("People and groups among them that are not named", "unnamed_sources", lambda v: number(v, 0)),
    ("In the article's own voice", "narrator_share", lambda v: f"{share(v)} of the words"),
    ("Inside quotation marks", "quoted_share", lambda v: f"{share(v)} of the words"),
    ("Reached through another outlet", "second_hand_share", lambda v: f"{share(v)} of the words"),
    ("Headline words with no match in the body", "headline_unmatched", lambda v: number(v, 0)),
    ("Years of US schooling, by Flesch and Kincaid", "flesch_kincaid_grade", lambda v: number(v, 1)),
)


def summary(page: Page) -> Section:
    """What stands out, what is ordinary, the lines to check, and the questions for a person or the web."""
    notes = [Text(limit.text) for limit in page.limits] + [Text(note) for note in page.article.notes]
    to_check = () if "sourcing" in withheld(page.limits) else lines_to_check(page).blocks
    questions = pd.DataFrame(_questions(page), columns=["Question", "Why it is asked"])
    asked = Table(questions, "Questions that only a person or the web can answer")
    glance = Table(in_this_article(_glance(page)), "At a glance")
    return Section(*notes, glance, *_places(page), *to_check, asked)


def in_this_article(rows: Iterable[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["What", "In this article"])


def _glance(page: Page) -> Iterator[tuple[str, str]]:
    article = page.article
    words, sentences = len(article.body_words()), len(page.analysis.parse.sentences)
    long = f"{count(words, 'word')}, {count(sentences, 'sentence')}, {count(len(article.paragraphs), 'paragraph')}"
    yield "Length of the body", long
    for label, name, shown in GLANCE:
        value = page.measurement(name).value
        if not math.isnan(value):
            yield label, shown(value)


def _places(page: Page) -> Iterator[Block]:
    """What stands out, outside the middle 90% of the reference articles, and what of the numbers shown does not."""
    found = placed(page, *SHOWN, *ALSO)
    if found.empty:
        yield Text("None of the numbers has a place among the reference articles, so none can be called unusual.")
        return
    unusual = found["unusual"].notna()
    ordinary = ~unusual & found["name"].isin(SHOWN)
    for which, caption in ((unusual, "What stands out"), (ordinary, "What is ordinary")):
        rows = [(row.label, f"{row.shown}: {row.place}") for row in found[which].head(FEW).itertuples()]
        if rows:
            yield Table(in_this_article(rows), caption)
    if not unusual.any():
        yield Text("Nothing stands out: every number is within the middle 90% of the reference articles.")


def _questions(page: Page) -> Iterator[tuple[str, str]]:
    article, sources = page.article, counts.sources_in_body(page.analysis)
    about = {kind: ZONE_NAMES[kind].partition(" (")[0].lower() for kind in ("byline", "outlet", "published", "url")}
    if lacking := [called for kind, called in about.items() if article.field(kind) is None]:
        yield "Who published this, who wrote it, and when?", f"Not in the text: {', '.join(lacking)}."
    if outlets := {s.second_hand_via for s in sources if s.second_hand_via is not None}:
        reports = _and(page.analysis.sourcing.source(i).name for i in sorted(outlets))
        yield f"What does the report by {reports} say in full?", "Some of what is here came through it."
    if hidden := [s.name for s in sources if s.unnamed and not s.position_to_know][:4]:
        yield f"How could these know: {_and(hidden)}?", "They are not named, and the text does not say."
    spoken_of = [*told_about(page.analysis), *only_mentioned(page.analysis)]
    if silent := [who.name for who in spoken_of if len(who.mentions) > 1][:4]:
        yield (
            f"What do these say themselves: {_and(silent)}?",
            "They are mentioned more than once; no words of theirs were found.",
        )
    if article.caption is not None:
        yield "Is the picture of this event?", "A caption shows its own date and place at most."
    yield "How do other outlets tell the same event?", "No article shows what it left out."


def _and(names: Iterable[str]) -> str:
    return listed([" ".join(n.split()) for n in dict.fromkeys(names)])


def rules_on_unnamed(page: Page) -> Section:
    """Two agencies' published rules, beside what the text says of each source that it does not name."""
    found: dict[tuple[str, str], list[str]] = {}
    for source in counts.sources_in_body(page.analysis):
        for check in source.checks:
            cell = found.setdefault((check.says, f"{check.publisher}, {check.date}"), [])
            cell += [] if check.state == "cannot tell" else [f"{source.name}: {state_in_words(page, source, check)}"]
    if not found:
        return Section(Text("No person or group without a name was found among the sources."))
    rows = [(says, "; ".join(cell) or "cannot tell from the text", origin) for (says, origin), cell in found.items()]
    note = (
        "The rules are the agencies' own, for their own reporters, here in our words. The table says what is in this "
        "text. It cannot say whether anybody broke a rule: much of that happens before a text is written."
    )
    frame = pd.DataFrame(rows, columns=["Rule", "In this text", "Where the rule was published"])
    return Section(Table(frame, "Two agencies' rules on unnamed sources", note))


def who_is_heard(page: Page) -> Section:
    """Who is quoted, who is only retold, of whom the article only tells, and who is only mentioned."""
    analysis = page.analysis
    groups: dict[str, Sequence[Source | Mentioned]] = {
        "quoted": [s for s in analysis.sourcing.sources if s.heard == "quoted"],
        "only retold": [s for s in analysis.sourcing.sources if s.heard == "retold"],
        "only told about": told_about(analysis),
        "only mentioned": only_mentioned(analysis),
    }
    if not any(groups.values()):
        return Section(Text("The program found nobody who speaks in this article, and nobody who is mentioned."))
    rows = [
        (how, who.name, who.kind, len(who.mentions), _around(page, min(who.mentions)) if who.mentions else NOT_NEEDED)
        for how, found in groups.items()
        for who in found[:MOST_ROWS]
    ]
    columns = ["How", "Who", "Kind", "Times mentioned", "First mention in the text"]
    note = (
        "Quoted: some words are inside this source's own quotation marks. Only retold: it speaks in others' words. "
        "Only told about: the article tells what somebody thinks or does, and no words. Only mentioned: the program "
        "found none of these. It is for you to judge who else should have been asked. Some may have been asked and not "
        "answered."
    )
    left_out = "".join(_first(len(found), f" {how}") for how, found in groups.items())
    return Section(Table(pd.DataFrame(rows, columns=columns), "Who is heard, and how", left_out + note))


def lines_to_check(page: Page) -> Section:
    """Lines that an editor would ask about, with the reason; several words of one sentence for one reason together."""
    lines: dict[tuple[Span, str], list[Span]] = {}
    for line in page.analysis.to_check:
        lines.setdefault((line.span, line.why), []).append(line.words)
    if not lines:
        return Section(Text("The program found no line to ask about."))
    first = list(lines.items())[:MOST_ROWS]
    rows = [(quote(printed(page.article, words), 160), why, _around(page, span)) for (span, why), words in first]
    frame = pd.DataFrame(rows, columns=["Words", "Why it is listed", "Where it is"])
    note = "Listed is not wrong. A line may be common knowledge, or its source may be one sentence earlier."
    return Section(Table(frame, "Lines to check", _first(len(lines)) + note))


def told_about(analysis: Analysis) -> list[Source]:
    """Those of whom the article tells thoughts or deeds and no words."""
    return [s for s in analysis.sourcing.sources if s.attributions and not s.speaks]


def only_mentioned(analysis: Analysis) -> list[Mentioned]:
    """Whom the body only mentions, but names that the pipeline takes for a place as often as not."""
    places = SpanIndex((e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ in PLACES)
    return [u for u in analysis.sourcing.mentioned if 2 * sum(map(places.touch, u.mentions)) < len(u.mentions)]


def _first(n: int, of_these: str = "") -> str:
    return f"The first {MOST_ROWS} of {n}{of_these}. " if n > MOST_ROWS else ""


def state_in_words(page: Page, source: Source, check: Check) -> str:
    """What the text says to a rule on a source; with the words, where it says something."""
    if check.state == "met":
        return f"met, “{printed(page.article, check.evidence)}”"
    return NOT_STATED if source.second_hand_via is None else NOT_STATED_HERE


def _around(page: Page, mention: Span) -> str:
    """The mention's sentence, or the headline."""
    headline = page.article.span("headline")
    places = [*([headline] if headline else []), *page.analysis.parse.sentences]
    return quote(printed(page.article, [next((s for s in places if s[0] <= mention[0] < s[1]), mention)]), 160)
