"""What the columns of a corpus's tables are: declared once, for the files' schemas and for the written codebook."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import DATA, catalogue

if TYPE_CHECKING:
    import pyarrow as pa


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


def _columns(table: str, declared: dict[str, list[str]]) -> Iterator[Column]:
    for name, about in declared.items():
        for m in catalogue.MEASURES if (table, name) == ("articles", "notes") else ():
            yield from _of(m)
        yield Column(name, *about)


def _of(m: catalogue.Measure) -> Iterator[Column]:
    for scope, column in whole(m).items():
        yield Column(column, "number", m.unit, f"{m.label} ({scope}). {m.meaning}", ranged=True)


# Table -> what a row of it is, and its columns.
TABLES: dict[str, tuple[str, tuple[Column, ...]]] = {
    table: (declared.pop("about"), tuple(_columns(table, declared)))
    for table, declared in tomllib.loads((DATA / "corpus_columns.toml").read_text("utf-8")).items()
}


def _tables() -> dict[str, tuple[str, tuple[Column, ...]]]:
    """With the user's own measures, which come before `notes`, too."""
    about, (*columns, notes) = TABLES["articles"]
    own = (column for m in catalogue.OWN.values() for column in _of(m))
    return TABLES | {"articles": (about, (*columns, *own, notes))}


def schemas() -> dict[str, pa.Schema]:
    """Table -> its schema; every field carries its unit and meaning."""
    import pyarrow as pa

    span = pa.struct([pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)])
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "integers": pa.list_(pa.int64()),
        "number": pa.float64(),
        "strings": pa.list_(pa.string()),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "spans": pa.list_(span),
        "notes": pa.map_(pa.string(), pa.string()),
    }

    def fields(c: Column) -> Iterator[pa.Field]:
        yield pa.field(c.name, types[c.type], metadata={"unit": c.unit, "meaning": c.meaning})
        for end, which in (("low", "lowest"), ("high", "highest")) if c.ranged else ():
            about = {"unit": c.unit, "meaning": f"The {which} {c.name} over the choices that `notes` names."}
            yield pa.field(f"{c.name}_{end}", types[c.type], metadata=about)

    return {
        table: pa.schema([field for c in columns for field in fields(c)]) for table, (_, columns) in _tables().items()
    }


def written(version: str, pipeline: str) -> str:
    """The codebook in Markdown."""
    lines = [(DATA / "codebook.md").read_text("utf-8").format(version=version, pipeline=pipeline)]
    for table, (what, columns) in _tables().items():
        lines += [f"## {table}.parquet", "", what, "", "| column | type | unit | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{c.name}` | {c.type}{', range' if c.ranged else ''} | {_cell(c.unit)} | {_cell(c.meaning)} |"
            for c in columns
        ]
        lines.append("")
    return "\n".join(lines)


def _cell(words: str) -> str:
    return words.replace("|", "&#124;")
