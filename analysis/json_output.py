"""The JSON of `measure`, `read --json` and `compare --json`: one function for each record. docs/json.md explains it.

Within a schema fields may be added; none is renamed, removed or given another meaning. Spans are lists [start, end].
What cannot be measured, and what the text does not say, is None. The tables of a corpus are made of the same records.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from analysis.article import (
    Analysis,
    Article,
    Attribution,
    Measurement,
    Page,
    Parse,
    Place,
    Source,
    Span,
    Tone,
    Voice,
    as_given,
)
from analysis.catalogue import Measure
from analysis.context import comparison, reference, validity
from analysis.measures.sourcing import counts
from analysis.reading.explain import FIELDS

SCHEMA = 2

Json = dict[str, Any]


def page_to_dict(page: Page) -> Json:
    """What `measure` prints of an article."""
    kind, read, parse = reference.kind(page.analysis), page.article, page.analysis.parse
    page = as_given(page, read.given)
    analysis, sourcing = page.analysis, page.analysis.sourcing
    return {
        "schema": SCHEMA,
        "file": page.file or None,
        "article": article(read, parse),
        "sourcing": {
            "attributions": [attribution(a) for a in sourcing.attributions],
            "sources": [source(s) for s in sourcing.sources],
            "voices": [voice(v) for v in sourcing.voices],
            "ledger": _ledger(analysis),
            "only_mentioned": _records(sourcing.mentioned, "name kind mentions acting"),
        },
        "headline": {
            "words": [
                {**_record(w, "span match evidence voices near"), "near_why": w.near_why or None}
                for w in analysis.headline_words
            ],
            "ladder": _records(analysis.ladder, "span whole ladder step name in_headline negated voice shares"),
            "pressing": _records(analysis.pressing, "span ladder step who source_id verbs told quoted"),
        },
        "tone": _tone(analysis.tone),
        "wording": _records(analysis.wording, "span category why place"),
        "to_check": _records(analysis.to_check, "span words why"),
        "measurements": [_measurement(m, kind) for m in page.measured],
        "limits": [{"kind": m.kind, "text": m.text, "without": sorted(m.without)} for m in page.limits],
    }


def _tone(found: Tone | None) -> Json | None:
    """The tone as the network reads it; None where it was left out."""
    if found is None:
        return None
    return {
        "headline": rounded(found.headline),
        "headline_words": [{"span": list(span), "moves": rounded(by)} for span, by in found.words],
        "sentence_tones": [rounded(tone) for tone in found.sentences],
        "choices": _records(found.choices, "kind name gap"),
        "people": _records(found.people, "name source_id mentions"),
        "toward": _records(found.toward, "person sentence span score label"),
    }


def article_to_dict(file: str, read: Article) -> Json:
    """What `read --json` prints of an article; `file` is its name as the user gave it."""
    return {"schema": SCHEMA, "file": file, "article": article(read)}


def comparison_to_dict(pages: Sequence[Page]) -> Json:
    """What `compare --json` prints; ids and spans are those of `measure`, one for each article in their order.

    A list is empty where it does not apply to all of the articles.
    """
    out = comparison.left_out(pages)
    shared = [] if "sourcing" in out else comparison.shared_statements(pages)
    sources = [] if "sourcing" in out else comparison.compared_sources(pages)
    named, quoted = comparison.named_in_one(pages, shared), comparison.quoted_differently(pages, shared)
    marks = [{"named_in_one": t in named, "quoted_differently": t in quoted} for t in shared]
    return {
        "schema": SCHEMA,
        "articles": [
            {
                "file": p.file,
                **_record(p.article, "headline outlet"),
                "published": _day(p.article.published),
                "words": len(p.article.body_words()),
                "headline_verbs": [] if "headline" in out else _verbs(p),
                "limits": [limit.kind for limit in p.limits],
            }
            for p in pages
        ],
        "sources": [{**_record(s, "name kind"), "source_ids": list(s.ids)} for s in sources],
        "statements": [_record(t, "articles attributions difference") | m for t, m in zip(shared, marks, strict=True)],
        "measurements": [_side_by_side(m, pages) for m in comparison.measures(pages)],
    }


def _verbs(page: Page) -> list[list[int]]:
    given, verbs = page.article.given, tuple(comparison.headline_verbs(page))
    return _spans(tuple(map(given.span, verbs)) if given else verbs)


def _side_by_side(m: Measure, pages: Sequence[Page]) -> Json:
    values = [rounded(p.measurement(m.name, m.scopes[0]).value) for p in pages]
    return {"name": m.name, "scope": m.scopes[0], "unit": m.unit, "values": values}


def article(read: Article, parse: Parse | None = None) -> Json:
    """What was read; with a parse also the sentences and the pipeline's name. Fields are words as printed."""
    shown = as_given(read, read.given)
    return {
        "text": shown.text,
        **{name: read.field(name) for name in FIELDS},
        "published": _day(read.published),
        "photo_date": _day(read.photo_date),
        "paragraphs": _spans(shown.paragraphs),
        **({"sentences": _spans(as_given(parse, read.given).sentences)} if parse else {}),
        "zones": _records(shown.zones, "kind span"),
        "notes": list(read.notes),
        **({"pipeline": parse.pipeline} if parse else {}),
    }


def attribution(a: Attribution) -> Json:
    """Who says, thinks or does what, once: spans of source, cue and content."""
    return _record(a, "id source cue content manner type parent source_ids score")


def source(s: Source) -> Json:
    """One to whom something is attributed."""
    names = "id name kind named heard pronouns second_hand_via position_to_know reason_for_anonymity mentions"
    return _record(s, f"{names} attributions words")


def voice(v: Voice) -> Json:
    """Whose words some of the body are, quoted and retold ones apart."""
    marks = _records(v.quoted_from, "span source_id")
    return {**_record(v, "source_id spans words share quoted retold quoted_words retold_words"), "quoted_from": marks}


def _ledger(analysis: Analysis) -> list[Json]:
    """The sources that speak as a reader would enter them."""
    said, voice = counts.said_by(analysis), analysis.sourcing.voice
    return [_ledger_row(s, *said[s.id], voice(s.id)) for s in analysis.sourcing.speaking]


def _ledger_row(s: Source, place: Place, said: Sequence[Attribution], voice: Voice) -> Json:
    """What a source is, how much it says and how, and how the article got it."""
    return {
        "source_id": s.id,
        "as_written": s.name,
        **_record(s, "kind named"),
        "place": place,
        "statements": len(said),
        "words": s.words,
        **_record(voice, "quoted_words retold_words"),
        "manner": {m: sum(a.manner == m for a in said) for m in ("direct", "mixed", "indirect")},
        "obtained": obtained(s),
        "via": s.second_hand_via,
        **_record(s, "position_to_know reason_for_anonymity"),
        "number_known": s.named or s.kind != "group",
        "rules": _records(s.checks, "rule says state evidence publisher date url"),
    }


def obtained(source: Source) -> str:
    """How the article got what a source says: `own report` (of an outlet), `via` another outlet, or `not stated`."""
    if source.second_hand_via is not None:
        return "via"
    return "own report" if source.kind == "outlet" else "not stated"


def _measurement(m: Measurement, kind: reference.Kind) -> Json:
    return {
        **_record(m, "name scope value unit low high evidence"),
        "reference": _place(reference.place(m.name, m.scope, m.value, kind)),
        "validity": _agreements(m.name),
        "note": m.note or None,
    }


def _place(place: reference.Place | None) -> Json | None:
    if place is None:
        return None
    return {
        **_record(place, "articles below same above"),
        **{name: rounded(share) for name, share in zip(("low", "high"), place.interval, strict=True)},
        **_record(place, "zeros middle"),
        "against": "similar_length" if place.similar else "all",
        **_record(place, "unusual outside"),
    }


@lru_cache(maxsize=128)  # every paragraph of every article has the same; nobody writes into it
def _agreements(measure: str) -> list[Json] | None:
    return [asdict(a) for a in validity.of(measure)] or None


def _records(records: Iterable[object], names: str) -> list[Json]:
    return [_record(r, names) for r in records]


def _record(record: object, names: str) -> Json:
    """These attributes of a record, in this order, as plain values."""
    return {name: _plain(getattr(record, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return _spans(value) if value and isinstance(value[0], tuple) else list(value)
    return rounded(value) if isinstance(value, float) else value


@lru_cache(maxsize=1024)  # seven formulas go by the same sentences; nobody writes into it
def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def rounded(value: float) -> float | int | None:
    """Six decimals: more would differ between processors, and no measure here is that exact. NaN is None."""
    if math.isnan(value):
        return None
    return value if isinstance(value, int) else round(float(value), 6)
