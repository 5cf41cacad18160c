"""Several articles on one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from analysis.article import Page
from analysis.catalogue import SHARE
from analysis.context import comparison
from analysis.context.comparison import Twin
from analysis.views import tables
from analysis.views.base.html import Block, Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, number, quote, share

OTHER_EVENT = "These articles share hardly a name. Are they about the same event? If not, what follows means little."
SIDE_NOTE = "An article is no worse for saying more or less of somebody. Look at what each leaves out."


def compare(*pages: Page) -> Section:
    """Two or more articles side by side, part by part."""
    blocks = [block for _, part in parts(pages) for block in part.blocks]
    return Section(*blocks)


def parts(pages: Sequence[Page]) -> Iterator[tuple[str, Section]]:
    """(question, section); what does not apply to all of the articles is left out, and the section says why."""
    out, letters = comparison.left_out(pages), tables.letters(len(pages))
    found: tuple[tuple[str, str, Callable[[Sequence[Page]], Iterator[Block]]], ...] = (
        ("", "Which articles are these?", _articles),
        ("sourcing", "Who speaks in both, and who in one only?", _sources),
        ("sourcing", "Who has a name in one and none in the other?", _named),
        ("sourcing", "Which quotations differ?", _quotations),
        ("headline", "What do the headlines' verbs say?", _verbs),
        ("", "Which numbers differ?", _numbers),
    )
    for question, heading, make in found:
        if question in out:
            at, reason = out[question]
            yield heading, Section(Text(f"Left out: in {letters[at]}, {reason}."))
        else:
            yield heading, Section(*make(pages))


def _articles(pages: Sequence[Page]) -> Iterator[Block]:
    if comparison.shared_names(pages) < comparison.FEW_NAMES:
        yield Text(OTHER_EVENT)
    for letter, page in zip(tables.letters(len(pages)), pages, strict=True):
        yield from (Text(f"{letter}: {limit.text}") for limit in page.limits)
    yield Table(tables.articles(pages), "The articles")


def _sources(pages: Sequence[Page]) -> Iterator[Block]:
    from analysis.views import charts

    found = comparison.parties(pages)
    largest = sorted(found, key=lambda p: -comparison.words(pages, p))
    ribbons = tables.ribbons(pages, [(p.name, p.ids) for p in largest])
    if not ribbons.empty:
        figure, alt = charts.voice_ribbons(ribbons)
        yield Chart(figure, alt, "voice_ribbons", "Who speaks in each article, from its first word to its last")
    common = sum(None not in p.ids for p in found)
    yield Text(
        f"{count(common, 'source')} of {len(found)} {'speaks' if common == 1 else 'speak'} in all of the articles."
    )
    if found:
        yield Table(
            tables.shared_sources(pages, [(p.name, p.ids) for p in found]),
            "Sources in common and in one only",
            SIDE_NOTE,
        )


def _named(pages: Sequence[Page]) -> Iterator[Block]:
    twins = comparison.named_in_one(pages, comparison.twins(pages))
    if not twins:
        yield Text("No statement was found that one article gives to somebody with a name, and another without.")
        return
    yield _twins(
        pages, twins, "Named in one, not named in another", "Found by the words of the statement. Is it the same?"
    )


def _quotations(pages: Sequence[Page]) -> Iterator[Block]:
    twins = comparison.twins(pages)
    same = sum(t.difference == comparison.SAME for t in twins)
    differing = comparison.quoted_differently(pages, twins)
    said = f"{count(same, 'statement')} {'stands' if same == 1 else 'stand'} word for word in two articles"
    yield Text(f"{said}; {len(differing)} in other words, or longer in one.")
    if differing:
        note = "To shorten a quotation is usual. Does what was left out change what it says?"
        yield _twins(pages, differing, "Quotations that differ", note)


def _twins(pages: Sequence[Page], twins: Sequence[Twin], caption: str, note: str) -> Table:
    letters = tables.letters(len(pages))
    rows = []
    for twin in twins:
        one, other = (_said(pages[p], i) for p, i in zip(twin.articles, twin.attributions, strict=True))
        a, b = (letters[p] for p in twin.articles)
        told = {comparison.FIRST_LONGER: f"longer in {a}", comparison.SECOND_LONGER: f"longer in {b}"}
        rows.append((f"{a}: {one}", f"{b}: {other}", told.get(twin.difference, twin.difference)))
    return Table(tables.twins(rows), caption, note)


def _said(page: Page, attribution_id: int) -> str:
    who = listed([" ".join(s.name.split()) for s in comparison.speakers(page, attribution_id)]) or "nobody named here"
    content = page.analysis.sourcing.attributions[attribution_id].content
    return f"{who}, {quote(' … '.join(page.article.text[slice(*s)] for s in content), 220)}"


def _verbs(pages: Sequence[Page]) -> Iterator[Block]:
    rows = []
    for letter, page in zip(tables.letters(len(pages)), pages, strict=True):
        verbs = [quote(page.article.text[slice(*s)]) for s in comparison.headline_verbs(page)]
        whole = page.article.headline
        rows.append((letter, None if whole is None else " ".join(whole.split()), ", ".join(verbs) or "no verb"))
    yield Table(tables.verbs(rows), "The verbs of the headlines", "Whose deed does each verb tell, and how strongly?")


def _numbers(pages: Sequence[Page]) -> Iterator[Block]:
    found = comparison.measures(pages)
    if not found:
        yield Text("Left out: none of the numbers applies to all of these articles.")
        return
    rows = []
    for measure in found:
        values = [page.measurement(measure.name, measure.scopes[0]).value for page in pages]
        whole = all(v != v or float(v).is_integer() for v in values)
        shown = [share(v) if measure.unit == SHARE else number(v, 0 if whole else 2) for v in values]
        rows.append((measure.label, *shown))
    yield Table(
        tables.side_by_side(rows, len(pages)),
        "Numbers side by side",
        "More is not better. On how far each number can be trusted, see the article's own report.",
    )
