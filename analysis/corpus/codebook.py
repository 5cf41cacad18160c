"""What the columns of a corpus's tables are: declared once, for the files' schemas and for the written codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import catalogue

if TYPE_CHECKING:
    import pyarrow as pa

ID = "article number"


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is one of `_types`; `ranged`: there are also columns with `_low` and `_high` at the name's end."""

    name: str
    type: str
    unit: str
    meaning: str
    ranged: bool = False


def whole(measure: catalogue.Measure) -> dict[str, str]:
    """The scopes of a measure that concern an article as a whole -> the column's name."""
    return {s: measure.name if len(measure.whole) == 1 else f"{measure.name}_{s}" for s in measure.whole}


def _measured() -> Iterator[Column]:
    for m in catalogue.MEASURES:
        for scope, name in whole(m).items():
            yield Column(name, "number", m.unit, f"{m.label} ({scope}). {m.meaning}", ranged=True)


TABLES: dict[str, tuple[str, tuple[Column, ...]]] = {
    "articles": (
        "One row an article, in the input's order.",
        (
            Column("article", "integer", ID, "The article's place in the input, from 0; joins the tables."),
            Column("id", "string", "", "The input's own name for it: its column, or the file's path in the folder."),
            Column("error", "string", "", "Why it was not measured, and the mend; null where it was."),
            Column("headline", "string", "", "The headline that came apart from the text, or that stands in it."),
            Column("outlet", "string", "", "The outlet, from the input's column, else from the text."),
            Column("published", "date", "date", "The date of publication, from the input's column, else the text."),
            Column("photo_date", "date", "date", "The date of the photograph, from the text."),
            Column("byline", "string", "", "Who wrote it, from the text."),
            Column("dateline", "string", "", "Where it was written, from the text."),
            Column("url", "string", "", "The link that the text gives."),
            Column("text", "string", "", "The text that all spans count in: headline and body, as they were read."),
            Column("words", "integer", "words", "Words of the body."),
            Column("sentences", "integer", "sentences", "Sentences of the body."),
            Column("paragraphs", "integer", "paragraphs", "Paragraphs of the body."),
            *_measured(),
            Column("notes", "notes", "", "Measure -> why it is not measurable, or what its range goes over."),
        ),
    ),
    "sources": (
        "One row for each source that an article quotes or cites.",
        (
            Column("article", "integer", ID, "The article."),
            Column("source", "integer", "source number", "The source's number in the article, from 0."),
            Column("name", "string", "", "The source, as the text has it."),
            Column("kind", "string", "", "person, group, organization, outlet or document."),
            Column("named", "boolean", "", "Whether a reader could find out from the article who this is."),
            Column("second_hand_via", "integer", "source number", "The outlet through which the article has it."),
            Column("position_to_know", "spans", "characters", "The words that say how the source can know."),
            Column("reason_for_anonymity", "spans", "characters", "The words that say why it is not named."),
            Column("mentions", "spans", "characters", "Where it is named as a source."),
            Column("attributions", "integers", "attribution numbers", "What is attributed to it."),
            Column("words", "integer", "words", "Body words in its voice; of words said together the first has all."),
        ),
    ),
    "attributions": (
        "One row for each time that an article's headline or body gives words or claims to a source.",
        (
            Column("article", "integer", ID, "The article."),
            Column("attribution", "integer", "attribution number", "The attribution's number in it, from 0."),
            Column("source", "spans", "characters", "The words for the source; empty when nothing is written there."),
            Column("cue", "spans", "characters", "The words that attribute: said, according to."),
            Column("content", "spans", "characters", "The words attributed."),
            Column("manner", "string", "", "direct: all in quotation marks; mixed: some words; indirect: none."),
            Column("parent", "integer", "attribution number", "The attribution inside whose content it stands."),
            Column("source_ids", "integers", "source numbers", "Who is meant: `source` in the table of sources."),
            Column("score", "number", "0 to 1", "Mean probability of the words' tags; no calibrated chance."),
        ),
    ),
}


def schemas() -> dict[str, pa.Schema]:
    """Table -> its schema; every field carries its unit and meaning."""
    return {table: _schema(columns) for table, (_, columns) in TABLES.items()}


def _schema(columns: tuple[Column, ...]) -> pa.Schema:
    import pyarrow as pa

    span = pa.struct([pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)])
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "integers": pa.list_(pa.int64()),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "spans": pa.list_(span),
        "notes": pa.map_(pa.string(), pa.string()),
    }
    fields = []
    for c in columns:
        fields.append(pa.field(c.name, types[c.type], metadata={"unit": c.unit, "meaning": c.meaning}))
        for end, which in (("low", "lowest"), ("high", "highest")) if c.ranged else ():
            about = {"unit": c.unit, "meaning": f"The {which} {c.name} over the choices that `notes` names."}
            fields.append(pa.field(f"{c.name}_{end}", types[c.type], metadata=about))
    return pa.schema(fields)


HEAD = """# Codebook

Made by media-analysis-workbook {version}, pipeline {pipeline}. Three Parquet tables, joined by `article`.

Null: not in the text, not measurable, or, in a row with an `error`, not measured. Spans are lists of
`{{start, end}}`: half-open offsets into the article's `text`, counted in characters (Unicode code points), from 0. A
column with "range" has two beside it, `_low` and `_high`: how far the number moves over the choices that `notes`
names (a word left out, the quotations left out). That is no margin of error; null where nothing was varied. More or
less of anything is not better or worse. How to check attributions by hand: `python -m analysis sample`.
"""


def written(version: str, pipeline: str) -> str:
    """The codebook in Markdown."""
    lines = [HEAD.format(version=version, pipeline=pipeline)]
    for table, (what, columns) in TABLES.items():
        lines += [f"## {table}.parquet", "", what, "", "| column | type | unit | meaning |", "|---|---|---|---|"]
        lines += [f"| `{c.name}` | {c.type}{', range' if c.ranged else ''} | {c.unit} | {c.meaning} |" for c in columns]
        lines.append("")
    return "\n".join(lines)
