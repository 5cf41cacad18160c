"""The sections of a page, one function each: `workbook` hands them to notebooks.

Each works for any article. Where it does not apply, it says so in a sentence. Charts are imported where they are
drawn, so that nothing heavy is loaded before.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from . import catalogue, narrate, tables, validity
from .article import Article, Measurement, Page, Span
from .measures import readability as rulers
from .measures import tone
from .narrate import Chart, Html, Mark, Marked, Section, Table, Text, element, join
from .phrasing import FIGURES, NEVER_HELD, NOT_MEASURABLE, agreement, count, number, quote, share

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


NO_HEADLINE = "This text has no headline, so there is nothing to hold against the body."
NO_SOURCES = "No source was found in the body: all of it is in the article's own voice."


# --- the article -----------------------------------------------------------------------------------------------------


def plain_article(page: Page) -> Section:
    """The headline and the paragraphs without any mark, to be read first."""
    article = page.article
    return Section(Marked(_paragraphs(article, ()), "The article as it stands"))


def marked_article(page: Page) -> Section:
    """The article with each voice marked, and with the sources that are not named."""
    article, sourcing = page.article, page.analysis.sourcing
    looks, names = tables.looks(sourcing), tables.voice_names(sourcing)
    speaking = [v for v in sourcing.voices if v.source_id is not None and v.words]
    marks = [Mark(s, _short(names[v.source_id], 30), looks[v.source_id]) for v in speaking for s in v.spans]
    marks += [Mark(s, "not named", narrate.OVER) for s in _unnamed_phrases(page)]
    if not marks:
        return Section(Marked(_paragraphs(article, ()), "The article as it stands"), Text(NO_SOURCES))
    shown = Marked(_paragraphs(article, marks), "Who speaks: words without a mark are in the article's own voice")
    return Section(shown, Table(_legend(page), "What the marks stand for"))


def parts_of_article(page: Page) -> Section:
    """What the text says of its own making."""
    frame = tables.parts(page.article)
    frame["What the text says"] = [quote(c, 200) if isinstance(c, str) else c for c in frame["What the text says"]]
    missing = int(frame["What the text says"].isna().sum())
    note = f"{missing} of {len(frame)} parts are not in the text. The page where it appeared may say more."
    return Section(Table(frame, "What the text says of its own making", note if missing else ""))


def headline_words(page: Page) -> Section:
    """Each word of the headline: who carries it in the body?"""
    if page.article.headline is None:
        return Section(Text(NO_HEADLINE))
    if not page.analysis.headline_words:
        return Section(Text("The headline has no noun, name, verb, adjective or adverb to look for in the body."))
    from . import charts

    figure, alt = charts.headline_words(tables.headline_carriers(page.analysis), tables.NO_MATCH)
    words = page.analysis.headline_words
    unmatched = [quote(page.article.text[slice(*w.span)]) for w in words if w.match == "none"]
    said = f"Of {count(len(words), 'word')} in the headline, {len(words) - len(unmatched)} have a matching word "
    said += "in the body."
    if unmatched:
        said += f" {len(unmatched)} have none: {narrate.plain(narrate.listing(unmatched))}. Editors paraphrase: which "
        said += "words of the body could they stand for?"
    return Section(
        Chart(figure, alt, "headline_words", "Each word of the headline, and whose voice carries it in the body"),
        Text(said),
        Table(tables.headline_words(page.analysis), "The headline's words in the body"),
    )


def photo_and_dates(page: Page) -> Section:
    """The photo's date and the article's."""
    article = page.article
    table = Table(tables.dates(article), "Two dates")
    days = page.measurement("photo_days_before")
    if article.caption is None and article.photo_date is None:
        return Section(Text("There is no photo caption in the text."), table)
    if math.isnan(days.value):
        return Section(Text(f"The dates cannot be compared: {days.note}."), table)
    from . import charts

    figure, alt = charts.photo_and_dates(tables.dates(article))
    chart = Chart(figure, alt, "photo_and_dates", "When the photo was taken, and when the article appeared")
    return Section(chart, Text(_photo_sentence(int(days.value))), table)


def _photo_sentence(days: int) -> str:
    if days == 0:
        return "The photo was taken on the day on which the article was published."
    if days < 0:
        return f"The text dates the photo {count(-days, 'day')} after its own publication: look it up."
    return f"The photo was taken {count(days, 'day')} before the article was published. File photos are normal."


# --- voices and sources ----------------------------------------------------------------------------------------------


def voice_ribbon(page: Page) -> Section:
    """The body as one strip, from the first word to the last, by who speaks."""
    frame = tables.ribbon(page.analysis)
    if frame.empty:
        return Section(Text("The body has no words to show."))
    from . import charts

    figure, alt = charts.voice_ribbon(frame)
    shares = tables.voices(page.analysis.sourcing)
    shown = [s if isinstance(s, str) else share(s) for s in shares["Share of body words"]]
    shares["Share of body words"] = shown
    note = "Each word belongs to one voice: the innermost source whose words it is given as."
    return Section(
        Chart(figure, alt, "voice_ribbon", "Who speaks, from the first word of the body to the last"),
        Table(shares, "How many of the body's words each voice has", note),
    )


def source_ledger(page: Page) -> Section:
    """One line for each source: named or not, how the article got it, in what position to know."""
    frame = tables.ledger(page.analysis)
    if frame.empty:
        return Section(Text(NO_SOURCES))
    note = "A source is named when a reader could find out from the article who it is. Words that two sources share "
    note += "are counted with the first. There are good reasons not to name a source; whether one is given is shown."
    return Section(Table(frame, "The sources", note))


def source_chain(page: Page) -> Section:
    """The way of the words, from those who said them to this article."""
    frame = tables.chain(page.analysis.sourcing)
    if frame.empty:
        return Section(Text(NO_SOURCES))
    from . import charts

    figure, alt = charts.source_chain(frame)
    shown = frame[["Source", "Kind", "Named", "Through", "Words"]].copy()
    shown["Through"] = [t or "no other outlet is credited" for t in shown["Through"]]
    shared = frame["shares"].notna()
    shown.loc[shared, "Through"] += "; " + frame["shares"][shared]
    shown["Words"] = [tables.NOT_NEEDED if s else words for s, words in zip(shared, frame["Words"], strict=True)]
    return Section(
        Chart(figure, alt, "source_chain", "The way of the words, from those who said them to this article"),
        Table(
            shown,
            "Each source's way to this article",
            "Words of the body; those that two sources share are counted with the first.",
        ),
    )


def statements(page: Page) -> Section:
    """Who says what, in the order of the article."""
    frame = tables.statements(page.analysis)
    if frame.empty:
        return Section(Text(NO_SOURCES))
    frame["What is said"] = [quote(c) if c else tables.NOT_NEEDED for c in frame["What is said"]]
    note = "“Inside” names the statement in which this one is reported: somebody says that somebody said."
    return Section(Table(frame, "Who says what, in order", note))


# --- tone, readability, numbers --------------------------------------------------------------------------------------


def tone_by_sentence(page: Page) -> Section:
    """Pleasant- and unpleasant-sounding words, sentence by sentence."""
    text, sentences = page.article.text, page.analysis.parse.sentences
    if math.isnan(page.measurement("body_tone").value):
        return Section(Text(f"The tone of the body cannot be measured: {page.measurement('body_tone').note}."))
    from . import charts

    values = [tone.compound(text[slice(*s)]) for s in sentences]
    frame = tables.tone(page.article, sentences, values, [tone.rated_words(text, s) for s in sentences])
    headline = page.measurement("headline_tone")
    figure, alt = charts.tone_by_sentence(frame, headline.value)
    shown = frame.assign(Begins=[quote(b, 45) for b in frame["Begins"]])
    shown = _formatted(shown, frame.columns[2], sign=True)
    note = "VADER adds up ratings of words. It measures pleasant- or unpleasant-sounding words, no approval."
    note += f" Of the headline: {headline.note}." if headline.note else ""
    return Section(
        Chart(figure, alt, "tone_by_sentence", "Pleasant- or unpleasant-sounding words, sentence by sentence"),
        Table(shown, "The body's sentences and the words that count", note),
    )


def tone_gap(page: Page) -> Section:
    """Headline minus body under each choice that could as well have been made."""
    gap = page.measurement("tone_gap")
    variants = tone.variants(page.analysis)
    if math.isnan(gap.value) or not variants:
        return Section(Text(f"Headline and body cannot be compared: {gap.note}."))
    from . import charts

    frame = tables.gap(variants)
    figure, alt = charts.tone_gap(frame)
    return Section(
        Chart(figure, alt, "tone_gap", "Does the headline sound more pleasant than the body? It depends on the choice"),
        Text(_gap_sentence(gap, page.measurement("tone_gap_whole_text"))),
        Table(_formatted(frame, frame.columns[1], sign=True), "The gap, by choice", _sentence(gap.note)),
    )


def _gap_sentence(gap: Measurement, whole: Measurement) -> str:
    """Each ruler for itself: their ranges do not belong together."""
    said = f"Against the mean of the body's sentences, the gap is {number(gap.value, sign=True)}"
    said += _between(gap, "one word, sentence or paragraph, or the quotations,")
    said += f". With the body as one text, it is {number(whole.value, sign=True)}"
    said += _between(whole, "one paragraph")
    values = [v for m in (gap, whole) for v in (m.value, m.low, m.high) if not math.isnan(v)]
    stable = min(values) >= tone.NO_GAP or max(values) <= -tone.NO_GAP
    end = "The sign is the same under each of these choices." if stable else "The sign is not stable."
    return f"{said}. {end}"


def _between(gap: Measurement, parts: str) -> str:
    if math.isnan(gap.low):
        return ""
    low, high = (number(v, sign=True) for v in (gap.low, gap.high))
    return f"; with {parts} left out, it lies between {low} and {high}"


def readability_by_ruler(page: Page) -> Section:
    """The same text by each formula, from our counts and by an online calculator."""
    labels = {f.__name__: catalogue.by_name(f.__name__).label for f in rulers.FORMULAS}
    frame = tables.readability(page.measurements, labels)
    graded = frame[(frame["Unit"] == catalogue.GRADE) & frame.iloc[:, 1].notna() & frame.iloc[:, 2].notna()]
    if graded.empty:
        return Section(Text("The body has too few words and sentences for a readability formula."))
    from . import charts

    figure, alt = charts.readability_by_ruler(graded)
    shown = _formatted(_formatted(frame, frame.columns[1], 1), frame.columns[2], 1)
    reason = next((m.note for m in page.measurements if m.name in labels and m.scope == "body" and m.note), "")
    return Section(
        Chart(figure, alt, "readability_by_ruler", "How hard is it to read? By each formula, counted in two ways"),
        Table(shown, "One text, seven formulas, two counts", _sentence(reason)),
    )


def numbers(page: Page, *names: str) -> Section:
    """Measurements of these names (none: all, but those of single paragraphs), with range, note and evidence."""
    wanted = [catalogue.by_name(n).name for n in names] or list(dict.fromkeys(m.name for m in page.measurements))
    found = [m for n in wanted for m in page.measurements if m.name == n and not m.scope.startswith("paragraph:")]
    frame = tables.numbers(page.article, found, {n: catalogue.by_name(n).label for n in wanted})
    frame["Value"] = [_with_unit(m) for m in found]
    frame["Range"] = [_range(m) for m in found]
    frame["How far to trust it"] = [_trust(m.name) for m in found]
    columns = [
        "What",
        "Value",
        "Range",
        *(["Note"] if any(frame["Note"]) else []),
        "How far to trust it",
        "Counted from",
    ]
    frame["Note"] = [n or tables.NOT_NEEDED for n in frame["Note"]]
    note = "The range is over choices that could as well have been made; it is not a margin of error."
    return Section(Table(frame[columns], "Numbers", note))


def _trust(measure: str) -> str:
    """Its agreement with people on the first set that it was held against, in words."""
    told = next((a for a in validity.of(measure) if a.figure in FIGURES), None)
    if told is None:
        return NEVER_HELD
    items = count(told.items, told.item.removesuffix("s"), told.item)
    return f"{agreement(told.figure, told.value, told.low, told.high)}, on {items}: {told.people}"


# --- inside ----------------------------------------------------------------------------------------------------------


def _paragraphs(article: Article, marks: Iterable[Mark]) -> Html:
    """The headline, in bold, and the body's paragraphs, with marks in the body."""
    marks = list(marks)
    head = [] if article.headline is None else [element("p", element("strong", article.headline))]
    return join([*head, *(element("p", narrate.marked(article.text, p, marks)) for p in article.paragraphs)])


def _unnamed_phrases(page: Page) -> list[Span]:
    """Where the article writes a source that it does not name."""
    spans = {m for s in page.analysis.sourcing.sources if tables.unnamed(s) for m in s.mentions}
    return sorted(s for s in spans if any(a <= s[0] and s[1] <= b for a, b in page.article.paragraphs))


def _legend(page: Page) -> pd.DataFrame:
    """One row for each mark, in the look of the mark itself."""
    import pandas as pd

    sourcing = page.analysis.sourcing
    looks, names = tables.looks(sourcing), tables.voice_names(sourcing)
    words: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for voice in sorted(sourcing.voices, key=lambda v: -v.words):
        name = names[voice.source_id]
        words[name] = words.get(name, 0) + voice.words
        kinds[name] = looks[voice.source_id]
    rows = [(_sample(name, kinds[name]), count(n, "word")) for name, n in words.items() if n]
    for sharer, first in tables.sharing(sourcing).items():
        rows.append((_sample(sourcing.source(sharer).name, looks[first.id]), tables.shares(first)))
    if _unnamed_phrases(page):
        rows.append((_sample("a heavy line", narrate.OVER), "a source that is not named"))
    return pd.DataFrame(rows, columns=["Mark", "Stands for"], dtype=object)


def _sample(label: str, kind: int) -> Html:
    whole = (0, len(label))
    return narrate.marked(label, whole, [] if kind == tables.OWN else [Mark(whole, "", kind)])


def _short(text: str, limit: int) -> str:
    return quote(text, limit).strip("“”")


def _formatted(frame: pd.DataFrame, column: str, decimals: int = 2, sign: bool = False) -> pd.DataFrame:
    return frame.assign(**{column: [number(v, decimals, sign) for v in frame[column]]})


def _with_unit(m: Measurement) -> str:
    if math.isnan(m.value):
        return NOT_MEASURABLE
    if m.unit == catalogue.SHARE:
        return f"{share(m.value)} of body words"
    return number(m.value, _decimals(m)) + ("" if m.unit == catalogue.COUNT else f" {m.unit}")


def _range(m: Measurement) -> str:
    if math.isnan(m.low) or math.isnan(m.high):
        return tables.NOT_NEEDED
    if m.low == m.high:
        return "does not move"
    if m.unit == catalogue.SHARE:
        return f"{share(m.low)} to {share(m.high)}"
    return f"{number(m.low, _decimals(m))} to {number(m.high, _decimals(m))}"


def _decimals(m: Measurement) -> int:
    return 0 if m.unit in (catalogue.COUNT, catalogue.WORDS, catalogue.DAYS) else 2


def _sentence(note: str) -> str:
    return f"{note[0].upper()}{note[1:]}." if note else ""
