"""An analyzed article as tidy, typed pandas DataFrames: one row a thing, one column a fact, no formatting.

    sentences, words, statements, sources, headline, wording, measurements, corrections

`data/columns.toml` declares every column with its type and meaning, for `docs/python.md` too. Spans are two columns,
`start` and `end`: a half-open pair of character offsets into `Article.text`. A number that is undefined is NaN, an
integer or text that is missing is <NA>. A frame without rows has the same columns and types.

Each call makes a new frame, so that whoever changes one changes no other's.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis import DATA, catalogue, json_output
from analysis.article import OWN_VOICE, Article, Measurement, Page, Source, Span
from analysis.context import reference
from analysis.measures import readability
from analysis.measures.sourcing import by_hand
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import VADER
from analysis.nlp.spans import DisjointSpans

SEVERAL_VOICES = "several voices"

COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    table: {column: (kind, meaning) for column, (kind, meaning) in columns.items()}
    for table, columns in tomllib.loads((DATA / "columns.toml").read_text("utf-8")).items()
}


def sentences(page: Page) -> pd.DataFrame:
    """One row for each sentence of the body."""
    analysis, article = page.analysis, page.article
    paragraphs, plain = DisjointSpans(article.paragraphs), gap.mask_surnames(analysis)
    spoken = words(page)
    of_sentence = spoken.dropna(subset="sentence").groupby("sentence")
    quoted, voices = of_sentence["quoted"].mean(), of_sentence["voice"].apply(_most)
    ids = dict(zip(spoken["voice"], spoken["source"], strict=True))
    rows = []
    for number, span in enumerate(analysis.parse.sentences, 1):
        counts, voice = readability.count_spans(analysis, (span,)), voices.get(number, SEVERAL_VOICES)
        rows.append(
            (
                number,
                (paragraphs.at(span[0]) or 0) + 1,
                *span,
                printed(article, (span,)),
                counts.words,
                counts.polysyllables,
                voice,
                ids.get(voice),
                quoted.get(number, math.nan),
                VADER.score(plain[slice(*span)]),
                readability.flesch_kincaid_grade(counts) if counts.words and counts.sentences else math.nan,
            )
        )
    return _frame("sentences", rows)


def words(page: Page) -> pd.DataFrame:
    """One row for each word of the body."""
    article, parse = page.article, page.analysis.parse
    names = source_names(page)
    voice_at, sentences_, marks = _voices(page), DisjointSpans(parse.sentences), DisjointSpans(parse.quotations)
    rows = []
    for paragraph, around in enumerate(article.paragraphs, 1):
        for word in article.words(around):
            source, sentence = voice_at(word[0]), sentences_.at(word[0])
            rows.append(
                (
                    article.text[slice(*word)],
                    *word,
                    paragraph,
                    None if sentence is None else sentence + 1,
                    names[source],
                    source,
                    marks.around(word) is not None,
                    readability.syllables(article.text[slice(*word)]),
                )
            )
    return _frame("words", rows)


def statements(page: Page) -> pd.DataFrame:
    """One row for each attribution, in the order of the article."""
    article, names = page.article, source_names(page)
    rows = [
        (
            a.id,
            *_hull(a.content),
            next(iter(a.source_ids), None),
            a.source_ids,
            " and ".join(names[i] for i in a.source_ids) or None,
            printed(article, a.source) or None,
            printed(article, a.cue) or None,
            printed(article, a.content),
            _n_words(article, a.content),
            a.manner,
            a.parent,
            json_output.rounded(a.score),
        )
        for a in sorted(page.analysis.sourcing.attributions, key=_first_place)
    ]
    return _frame("statements", rows)


def sources(page: Page) -> pd.DataFrame:
    """One row for each source, in the order of the article."""
    sourcing = page.analysis.sourcing
    sharing = {
        i: attribution.source_ids[0]
        for attribution in sourcing.attributions
        for i in attribution.source_ids[1:]
        if not sourcing.source(i).words
    }
    return _frame("sources", [_source(page, s, sharing.get(s.id)) for s in sourcing.sources])


def headline(page: Page) -> pd.DataFrame:
    """One row for each content word of the headline."""
    article, names = page.article, source_names(page)
    rows = [
        (
            article.text[slice(*w.span)],
            *w.span,
            len(w.evidence),
            tuple(article.text[slice(*span)] for span in w.evidence),
            tuple(names[v] for v in w.voices),
            "; ".join(printed(article, (n,)) for n in w.near) or None,
            w.near_why or None,
        )
        for w in page.analysis.headline_words
    ]
    return _frame("headline", rows)


def wording(page: Page) -> pd.DataFrame:
    """One row for each place where words of our lists, or a passive, were found in headline and body."""
    names, voice_at, sentences_ = source_names(page), _voices(page), DisjointSpans(page.analysis.parse.sentences)
    rows = []
    for w in page.analysis.wording:
        sentence = sentences_.at(w.span[0])
        voice = None if w.place == "headline" else names[voice_at(w.span[0])]
        where = (w.place, voice, None if sentence is None else sentence + 1)
        rows.append((printed(page.article, (w.span,)), *w.span, w.category, *where, w.why))
    return _frame("wording", rows)


def measurements(page: Page) -> pd.DataFrame:
    """One row for each measurement, in the order of the catalogue."""
    kind, rows = reference.kind(page.analysis), []
    for m in page.measured:
        declared = catalogue.by_name(m.name)
        place = reference.place(m.name, m.scope, m.value, kind)
        below, not_above = place.interval if place else (math.nan, math.nan)
        numbers = (float(v) for v in (m.value, m.low, m.high, below, not_above))
        rows.append(
            (
                m.name,
                m.scope,
                declared.label,
                declared.question,
                m.unit,
                *numbers,
                (place and place.unusual) or None,
                m.evidence,
                m.note or None,
            )
        )
    return _frame("measurements", rows)


def evidence(page: Page, measurement: Measurement) -> pd.DataFrame:
    """One row for each place that a measurement was counted from."""
    rows = [(printed(page.article, (span,)), *span) for span in measurement.evidence]
    return _frame("evidence", rows)


def corrections(page: Page) -> pd.DataFrame:
    """One row for each thing that a person corrected in sources and statements."""
    found = page.analysis.sourcing.corrections
    return _frame("corrections", [(n, by_hand.in_words(c), c.fits) for n, c in enumerate(found)])


FRAMES: Mapping[str, Callable[[Page], pd.DataFrame]] = {
    f.__name__: f for f in (sentences, words, statements, sources, headline, wording, measurements, corrections)
}


def source_names(page: Page) -> dict[int | None, str]:
    """Source number -> its name; None -> what the article's own voice is called."""
    return {None: OWN_VOICE, **{s.id: s.name for s in page.analysis.sourcing.sources}}


def _voices(page: Page) -> Callable[[int], int | None]:
    """Where in the text -> the source in whose voice it is; None for the article's own."""
    covering = sorted((span, voice.source_id) for voice in page.analysis.sourcing.voices for span in voice.spans)
    spans = DisjointSpans([span for span, _ in covering])

    def voice_at(position: int) -> int | None:
        number = spans.at(position)
        return None if number is None else covering[number][1]

    return voice_at


def printed(article: Article, spans: Iterable[Span]) -> str:
    """The words of these spans, white space as single spaces, spans joined by " … "."""
    return " … ".join(" ".join(article.text[slice(*s)].split()) for s in spans)


def _source(page: Page, source: Source, shares_with: int | None) -> tuple[Any, ...]:
    sourcing, article = page.analysis.sourcing, page.article
    manners = Counter(sourcing.attributions[n].manner for n in source.attributions)
    share = next((v.share for v in sourcing.voices if v.source_id == source.id), 0.0)
    return (
        source.id,
        source.name,
        source.kind,
        source.named,
        *(min(source.mentions) if source.mentions else (None, None)),
        len(source.mentions),
        len(source.attributions),
        *(manners[m] for m in ("direct", "mixed", "indirect")),
        source.words,
        share,
        shares_with,
        json_output.obtained(source),
        source.second_hand_via,
        printed(article, source.position_to_know) or None,
        printed(article, source.reason_for_anonymity) or None,
    )


def _frame(name: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    columns = COLUMNS[name]
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {
            column: pd.Series(list(values), dtype=kind)
            for (column, (kind, _)), values in zip(columns.items(), cells, strict=True)
        }
    )


def _most(voices: pd.Series) -> str:
    """The voice that more than half of the words are in."""
    voice, most = Counter(voices).most_common(1)[0]
    return voice if 2 * most > len(voices) else SEVERAL_VOICES


def _n_words(article: Article, spans: Iterable[Span]) -> int:
    return sum(1 for s in spans for _ in article.words(s))


def _hull(spans: tuple[Span, ...]) -> tuple[Any, Any]:
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (None, None)


def _first_place(attribution: Any) -> tuple[float, int]:
    spans: Iterator[Span] = (s for s in (*attribution.source, *attribution.cue, *attribution.content))
    return min((s for s, _ in spans), default=math.inf), attribution.id
