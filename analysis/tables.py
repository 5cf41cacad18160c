"""Records -> DataFrames: the only place that names columns and units.

Columns in sentence case are for readers; those in lower case are for charts. Pandas is imported when a table is made,
so that the command line starts without it. A value that the text does not give is None.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from .article import Analysis, Article, Attribution, Measurement, Source, Sourcing, Span

if TYPE_CHECKING:
    import pandas as pd

OWN_VOICE = "the article's own voice"
OTHER_SOURCES = "other sources"
NO_MATCH = "no matching word in the body"
NOT_STATED = "not stated"
NOT_STATED_HERE = "not stated here; the original may say"
NOT_NEEDED = "–"

# How a voice looks, everywhere: a number that `narrate.MARK_STYLES` and `drawing.LOOKS` both turn into tint and line.
OWN = -1  # no tint
OTHERS = 3  # all sources after the largest ones
LARGEST = (0, 1, 2, 4, 5)

PEOPLE = ("person", "group")  # what is said of a source that is not named is said of these: nobody hides a document

MANNERS = {
    "direct": "in quotation marks",
    "indirect": "retold",
    "mixed": "partly in quotation marks",
}

ZONE_NAMES = {
    "headline": "Headline",
    "caption": "Photo caption",
    "credit": "Photo credit",
    "photo_date": "Photo date",
    "byline": "Byline (who wrote it)",
    "dateline": "Dateline (where it was written)",
    "outlet": "Outlet",
    "published": "Published",
    "url": "Link",
}


def looks(sourcing: Sourcing) -> dict[int | None, int]:
    """Source id (None: the article's own voice) -> how that voice looks; the sources with most words get their own."""
    ranked = sorted(sourcing.sources, key=lambda s: (-s.words, s.id))
    own = {s.id: LARGEST[i] if i < len(LARGEST) else OTHERS for i, s in enumerate(ranked)}
    return {None: OWN, **own}


def voice_names(sourcing: Sourcing) -> dict[int | None, str]:
    """Source id -> the voice as charts and legends call it: several that look like others have one name."""
    own_looks = looks(sourcing)
    others = [s.id for s in sourcing.sources if own_looks[s.id] == OTHERS]
    together = dict.fromkeys(others, OTHER_SOURCES) if len(others) > 1 else {}
    return {**_all_names(sourcing), **together}


def sharing(sourcing: Sourcing) -> dict[int, Source]:
    """Source id -> the source with which its words are counted, where two say one thing together."""
    return {
        i: sourcing.source(attribution.source_ids[0])
        for attribution in sourcing.attributions
        for i in attribution.source_ids[1:]
        if not sourcing.source(i).words
    }


def shares(source: Source) -> str:
    """What is said of one whose words are counted with this source."""
    return f"shares the words of {source.name}"


def unnamed(source: Source) -> bool:
    """A person or a group that the article describes and does not name."""
    return not source.named and source.kind in PEOPLE


# --- the article ---------------------------------------------------------------------------------------------------


def parts(article: Article) -> pd.DataFrame:
    """What the text says of its own making; None where it says nothing. Dates are dates."""
    dates = {"published": article.published, "photo_date": article.photo_date}
    rows = [(name, _line(dates.get(kind) or article.field(kind))) for kind, name in ZONE_NAMES.items()]
    return _frame(rows, "Part", "What the text says")


def dates(article: Article) -> pd.DataFrame:
    """The photo's and the article's date, with the words that give them."""
    rows = [
        ("Photo taken", article.photo_date, _line(article.field("photo_date"))),
        ("Article published", article.published, _line(article.field("published"))),
    ]
    return _frame(rows, "What", "Date", "Words in the text")


def headline_words(analysis: Analysis) -> pd.DataFrame:
    """One row for each word of the headline: its matches in the body, and whose voices these stand in."""
    text = analysis.article.text
    names = _all_names(analysis.sourcing)
    rows = []
    for word in analysis.headline_words:
        matches = Counter(text[slice(*e)] for e in word.evidence)
        voices = Counter(names[v] for v in word.voices)
        rows.append((text[slice(*word.span)], _counted(matches) or NO_MATCH, _counted(voices) or NOT_NEEDED))
    return _frame(rows, "Word in the headline", "Matching words in the body", "Whose voice")


def headline_carriers(analysis: Analysis) -> pd.DataFrame:
    """For the chart: one row for each headline word and voice that carries it; a word without a match has one row."""
    text = analysis.article.text
    names, own_looks = voice_names(analysis.sourcing), looks(analysis.sourcing)
    rows = []
    for number, word in enumerate(analysis.headline_words, 1):
        written = text[slice(*word.span)]
        carriers = Counter((names[v], own_looks[v]) for v in word.voices)
        rows += [(number, written, name, look, n) for (name, look), n in carriers.most_common()]
        rows += [] if carriers else [(number, written, None, None, 0)]
    return _frame(rows, "number", "word", "voice", "look", "matches")


# --- voices and sources ----------------------------------------------------------------------------------------------


def ribbon(analysis: Analysis) -> pd.DataFrame:
    """For the chart: runs of body words in one voice, cut at paragraphs. Words count from 0; `end` is exclusive."""
    article, names, own_looks = analysis.article, voice_names(analysis.sourcing), looks(analysis.sourcing)
    covering = sorted((span, v.source_id) for v in analysis.sourcing.voices for span in v.spans)
    spoken = [(paragraph, voice) for paragraph, voice, _ in _word_voices(article, covering)]
    rows, at = [], 0
    for (paragraph, voice), run in groupby(spoken):
        end = at + len(list(run))
        rows.append((at, end, paragraph + 1, names[voice], own_looks[voice]))
        at = end
    return _frame(rows, "start", "end", "paragraph", "voice", "look")


def voices(sourcing: Sourcing) -> pd.DataFrame:
    """Words and share of the body's words (0 to 1) of each voice, most words first; then those that share words."""
    names = _all_names(sourcing)
    ranked = sorted((v for v in sourcing.voices if v.words), key=lambda v: -v.words)
    rows: list[tuple] = [(names[v.source_id], v.words, v.share) for v in ranked]
    rows += [(f"{names[i]} ({shares(first)})", NOT_NEEDED, NOT_NEEDED) for i, first in sharing(sourcing).items()]
    return _frame(rows, "Voice", "Words", "Share of body words")


def ledger(analysis: Analysis) -> pd.DataFrame:
    """One row for each source, in the order of the article."""
    article, sourcing = analysis.article, analysis.sourcing
    sharers = sharing(sourcing)
    rows = [
        (
            source.name,
            source.kind,
            _named(source),
            len(source.attributions),
            NOT_NEEDED if source.id in sharers else source.words,
            _way(source, sourcing) + (f"; {shares(sharers[source.id])}" if source.id in sharers else ""),
            _stated(article, source.position_to_know, source),
            _stated(article, source.reason_for_anonymity, source),
        )
        for source in sourcing.sources
    ]
    return _frame(
        rows, "Source, as the text has it", "Kind", "Named", "Statements", "Words", "How the article got it",
        "Position to know", "Reason for not being named",
    )  # fmt: skip


def chain(sourcing: Sourcing) -> pd.DataFrame:
    """The way of each source's words to this article. For readers and the chart."""
    own_looks, sharers = looks(sourcing), sharing(sourcing)
    rows = [
        (
            s.name,
            s.kind,
            _named(s),
            None if s.second_hand_via is None else sourcing.source(s.second_hand_via).name,
            s.words,
            shares(sharers[s.id]) if s.id in sharers else None,
            own_looks[s.id],
        )
        for s in sorted(sourcing.sources, key=lambda s: (-s.words, s.id))
    ]
    return _frame(rows, "Source", "Kind", "Named", "Through", "Words", "shares", "look")


def statements(analysis: Analysis) -> pd.DataFrame:
    """One row for each attribution, in the order of the article; spans as the text has them."""
    article, sourcing = analysis.article, analysis.sourcing
    ordered = sorted(sourcing.attributions, key=lambda a: (_first(a), a.id))
    numbers = {a.id: n for n, a in enumerate(ordered, 1)}
    rows = [
        (
            numbers[a.id],
            _speakers(a, article, sourcing),
            _joined(article, a.cue) or "none written",
            _joined(article, a.content),
            _manner(a, numbers),
            NOT_NEEDED if a.parent is None else f"number {numbers[a.parent]}",
        )
        for a in ordered
    ]
    return _frame(rows, "Number", "Source", "Cue", "What is said", "Manner", "Inside")


# --- tone, readability, numbers --------------------------------------------------------------------------------------


def tone(
    article: Article, sentences: Sequence[Span], values: Sequence[float], rated: Sequence[Sequence[Span]]
) -> pd.DataFrame:
    """One row for each body sentence: VADER's compound, -1 to 1, and the words that it rates."""
    rows = [
        (n, _line(article.text[slice(*span)]), value, ", ".join(article.text[slice(*w)] for w in words) or "none")
        for n, (span, value, words) in enumerate(zip(sentences, values, rated, strict=True), 1)
    ]
    return _frame(rows, "Sentence", "Begins", "Tone (VADER, −1 to 1)", "Words that count")


def gap(variants: Iterable[tuple[str, float]]) -> pd.DataFrame:
    """Headline tone minus body tone, -2 to 2, by each choice; the first is the one that is measured."""
    return _frame(list(variants), "Choice", "Headline minus body (VADER, −2 to 2)")


def readability(measurements: Iterable[Measurement], labels: Mapping[str, str], scope: str = "body") -> pd.DataFrame:
    """One row for each formula that `labels` names: from our counts, and textstat's answer."""
    found = {m.name: m for m in measurements if m.scope == scope}
    rows = [
        (label, found[name].value, found[f"textstat_{name}"].value, found[name].unit)
        for name, label in labels.items()
        if name in found and f"textstat_{name}" in found
    ]
    return _frame(rows, "Formula", "Our count", "Online calculator (textstat)", "Unit")


def numbers(article: Article, measurements: Iterable[Measurement], labels: Mapping[str, str]) -> pd.DataFrame:
    """One row for each measurement, its numbers as numbers, and the words that it was counted from."""
    rows = [
        (f"{labels[m.name]}{_where(m.scope)}", m.value, m.unit, m.low, m.high, m.note, _evidence(article, m.evidence))
        for m in measurements
    ]
    return _frame(rows, "What", "Value", "Unit", "low", "high", "Note", "Counted from")


# --- inside ----------------------------------------------------------------------------------------------------------


def _frame(rows: Sequence[tuple], *columns: str) -> pd.DataFrame:
    """Text and mixed columns stay objects, so that None stays None and an int an int."""
    import pandas as pd

    table = {name: [row[i] for row in rows] for i, name in enumerate(columns)}
    return pd.DataFrame({name: pd.Series(cells, dtype=_dtype(cells)) for name, cells in table.items()})


def _dtype(cells: Sequence[object]) -> str:
    if cells and all(isinstance(c, int) and not isinstance(c, bool) for c in cells):
        return "int64"
    return "float64" if cells and all(isinstance(c, float) for c in cells) else "object"


def _all_names(sourcing: Sourcing) -> dict[int | None, str]:
    return {None: OWN_VOICE, **{s.id: s.name for s in sourcing.sources}}


def _line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _joined(article: Article, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(article.text[slice(*s)].split()) for s in spans)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{what} ({n} times)" if n > 1 else what for what, n in counts.items())


def _word_voices(
    article: Article, covering: Sequence[tuple[Span, int | None]]
) -> Iterable[tuple[int, int | None, Span]]:
    """(paragraph, voice, word) in order; a word that no voice covers is the article's own."""
    at = 0
    for paragraph, span in enumerate(article.paragraphs):
        for word in article.words(span):
            while at < len(covering) and covering[at][0][1] <= word[0]:
                at += 1
            inside = at < len(covering) and covering[at][0][0] <= word[0]
            yield paragraph, covering[at][1] if inside else None, word


def _way(source: Source, sourcing: Sourcing) -> str:
    if source.second_hand_via is not None:
        return f"through {sourcing.source(source.second_hand_via).name}"
    return "from this outlet's report" if source.kind == "outlet" else "no other outlet is credited"


def _named(source: Source) -> str:
    return "yes" if source.named else "no" if unnamed(source) else NOT_NEEDED


def _stated(article: Article, spans: Sequence[Span], source: Source) -> str:
    """What the article says of a source that it does not name; who a named one is, a reader can look up."""
    if spans:
        return f"“{_joined(article, spans)}”"
    if not unnamed(source):
        return NOT_NEEDED
    return NOT_STATED if source.second_hand_via is None else NOT_STATED_HERE


def _first(attribution: Attribution) -> int:
    return min((s[0] for s in (*attribution.source, *attribution.cue, *attribution.content)), default=math.inf)


def _speakers(attribution: Attribution, article: Article, sourcing: Sourcing) -> str:
    names = " and ".join(sourcing.source(i).name for i in attribution.source_ids) or "nobody"
    written = _joined(article, attribution.source)
    if not written:
        return f"none written here; taken to be {names}" if attribution.source_ids else "none written"
    return written if names in written or len(attribution.source_ids) > 1 else f"{written} ({names})"


def _manner(attribution: Attribution, numbers: Mapping[int, int]) -> str:
    """What is retold inside another statement need not be in the article's words."""
    retold_by = None if attribution.manner != "indirect" else numbers.get(attribution.parent)
    return MANNERS[attribution.manner] + (f" by number {retold_by}" if retold_by else "")


def _where(scope: str) -> str:
    kind, _, index = scope.partition(":")
    if kind == "paragraph":
        return f", paragraph {int(index) + 1}"
    return "" if scope in ("body", "headline") else f", {scope}"


def _evidence(article: Article, spans: Sequence[Span]) -> str:
    """The first words that a number was counted from, and how many places there are."""
    shown = [" ".join(article.text[slice(*s)].split()) for s in spans[:3]]
    more = f" and {len(spans) - 3} more" if len(spans) > 3 else ""
    return "; ".join(s if len(s) <= 40 else f"{s[:40].rpartition(' ')[0] or s[:40]} …" for s in shown) + more
