"""One article's results as plain JSON values: the contract of `python -m analysis measure` (README, schema 1).

Within schema 1 fields may be added; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from . import reference, validity
from .article import Analysis, Article, Measurement, Parse, Span

SCHEMA = 1


def as_json(file: str, analysis: Analysis, measurements: Iterable[Measurement]) -> dict[str, Any]:
    """`file` as the user gave it. Values that are not measurable, and fields that the text does not give, are None."""
    sourcing, kind = analysis.sourcing, reference.kind(analysis)
    return {
        "schema": SCHEMA,
        "file": file,
        "article": _article(analysis.article, analysis.parse),
        "sourcing": {
            "attributions": [_attribution(a) for a in sourcing.attributions],
            "sources": [_source(s) for s in sourcing.sources],
            "voices": [
                {"source_id": v.source_id, "spans": _spans(v.spans), "words": v.words, "share": rounded(v.share)}
                for v in sourcing.voices
            ],
        },
        "headline": {
            "words": [
                {"span": list(w.span), "match": w.match, "evidence": _spans(w.evidence), "voices": list(w.voices)}
                for w in analysis.headline_words
            ]
        },
        "measurements": [_measurement(m, kind) for m in measurements],
    }


def _article(article: Article, parse: Parse) -> dict[str, Any]:
    fields = ("headline", "caption", "credit", "byline", "dateline", "outlet", "url")
    return {
        "text": article.text,
        **{name: article.field(name) for name in fields},
        "published": article.published.isoformat() if article.published else None,
        "photo_date": article.photo_date.isoformat() if article.photo_date else None,
        "paragraphs": _spans(article.paragraphs),
        "sentences": _spans(parse.sentences),
        "zones": [{"kind": z.kind, "span": list(z.span)} for z in article.zones],
        "notes": list(article.notes),
        "pipeline": parse.pipeline,
    }


def _attribution(a) -> dict[str, Any]:
    return {
        "id": a.id, "source": _spans(a.source), "cue": _spans(a.cue), "content": _spans(a.content),
        "manner": a.manner, "parent": a.parent, "source_ids": list(a.source_ids), "score": rounded(a.score),
    }  # fmt: skip


def _source(s) -> dict[str, Any]:
    return {
        "id": s.id, "name": s.name, "kind": s.kind, "named": s.named, "second_hand_via": s.second_hand_via,
        "position_to_know": _spans(s.position_to_know), "reason_for_anonymity": _spans(s.reason_for_anonymity),
        "mentions": _spans(s.mentions), "attributions": list(s.attributions), "words": s.words,
    }  # fmt: skip


def _measurement(m: Measurement, kind: reference.Kind) -> dict[str, Any]:
    return {
        "name": m.name, "scope": m.scope, "value": rounded(m.value), "unit": m.unit, "low": rounded(m.low),
        "high": rounded(m.high), "evidence": _spans(m.evidence), 
        "reference": reference.as_json(reference.place(m.name, m.scope, m.value, kind)),
        "validity": validity.as_json(m.name), "note": m.note or None,
    }  # fmt: skip


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(s) for s in spans]


def rounded(value: float) -> float | int | None:
    """Six decimals: more would differ between processors, and no measure here is that exact."""
    if math.isnan(value):
        return None
    return value if isinstance(value, int) else round(float(value), 6)
