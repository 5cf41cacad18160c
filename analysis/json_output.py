"""One article's results as plain JSON values: the contract of `python -m analysis measure` (README, schema 1).

Within schema 1 fields may be added; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from analysis.article import Analysis, Article, Limit, Measurement, Parse, Source, Span
from analysis.context import reference, validity

SCHEMA = 1


def as_json(
    file: str, analysis: Analysis, measurements: Iterable[Measurement], limits: Iterable[Limit] = ()
) -> dict[str, Any]:
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
            "ledger": [_ledger_row(s, analysis) for s in sourcing.sources],
            "never_heard": [
                {"name": u.name, "kind": u.kind, "mentions": _spans(u.mentions), "acting": u.acting}
                for u in sourcing.unheard
            ],
        },
        "headline": {
            "words": [
                {
                    "span": list(w.span),
                    "match": w.match,
                    "evidence": _spans(w.evidence),
                    "voices": list(w.voices),
                    "near": _spans(w.near),
                    "near_why": w.near_why or None,
                }
                for w in analysis.headline_words
            ],
            "ladder": [
                {
                    "span": list(r.span),
                    "whole": list(r.whole),
                    "ladder": r.ladder,
                    "step": r.step,
                    "name": r.name,
                    "in_headline": r.in_headline,
                    "negated": r.negated,
                    "voice": r.voice,
                    "shares": _spans(r.shares),
                }
                for r in analysis.ladder
            ],
        },
        "wording": [
            {"span": list(w.span), "category": w.category, "why": w.why, "place": w.place} for w in analysis.wording
        ],
        "to_check": [{"span": list(x.span), "words": list(x.words), "why": x.why} for x in analysis.to_check],
        "measurements": [_measurement(m, kind) for m in measurements],
        "limits": [{"kind": m.kind, "text": m.text, "without": sorted(m.without)} for m in limits],
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
        "id": a.id,
        "source": _spans(a.source),
        "cue": _spans(a.cue),
        "content": _spans(a.content),
        "manner": a.manner,
        "parent": a.parent,
        "source_ids": list(a.source_ids),
        "score": rounded(a.score),
    }


def _source(s) -> dict[str, Any]:
    return {
        "id": s.id,
        "name": s.name,
        "kind": s.kind,
        "named": s.named,
        "second_hand_via": s.second_hand_via,
        "position_to_know": _spans(s.position_to_know),
        "reason_for_anonymity": _spans(s.reason_for_anonymity),
        "mentions": _spans(s.mentions),
        "attributions": list(s.attributions),
        "words": s.words,
    }


def _ledger_row(s: Source, analysis: Analysis) -> dict[str, Any]:
    """A source as a reader would enter it: what it is, how much it says and how, and how the article got it."""
    said = [analysis.sourcing.attributions[n] for n in s.attributions]
    via = s.second_hand_via
    return {
        "source_id": s.id,
        "as_written": s.name,
        "kind": s.kind,
        "named": s.named,
        "statements": len(said),
        "words": s.words,
        "manner": {m: sum(a.manner == m for a in said) for m in ("direct", "mixed", "indirect")},
        "obtained": obtained(s),
        "via": via,
        "position_to_know": _spans(s.position_to_know),
        "reason_for_anonymity": _spans(s.reason_for_anonymity),
        "number_known": s.named or s.kind != "group",
        "rules": [
            {
                "rule": c.rule,
                "says": c.says,
                "state": c.state,
                "evidence": _spans(c.evidence),
                "publisher": c.publisher,
                "date": c.date,
                "url": c.url,
            }
            for c in s.checks
        ],
    }


def obtained(source: Source) -> str:
    """How the article got what a source says: `own report` (of an outlet), `via` another outlet, or `not stated`."""
    if source.second_hand_via is not None:
        return "via"
    return "own report" if source.kind == "outlet" else "not stated"


def _measurement(m: Measurement, kind: reference.Kind) -> dict[str, Any]:
    return {
        "name": m.name,
        "scope": m.scope,
        "value": rounded(m.value),
        "unit": m.unit,
        "low": rounded(m.low),
        "high": rounded(m.high),
        "evidence": _spans(m.evidence),
        "reference": reference.as_json(reference.place(m.name, m.scope, m.value, kind)),
        "validity": validity.as_json(m.name),
        "note": m.note or None,
    }


@lru_cache(maxsize=1024)  # seven formulas go by the same sentences; nobody writes into it
def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return list(map(list, spans))


def rounded(value: float) -> float | int | None:
    """Six decimals: more would differ between processors, and no measure here is that exact."""
    if math.isnan(value):
        return None
    return value if isinstance(value, int) else round(float(value), 6)
