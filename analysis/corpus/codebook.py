"""What the columns of a corpus's tables are: declared once, for the files' schemas and for the written codebook."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis import DATA, catalogue, frames

if TYPE_CHECKING:
    import pyarrow as pa


# How columns of `frames` are written; a tuple is a list of texts where nothing else is said.
FROM_FRAME = {"int64": "integer", "Int64": "integer", "float64": "number", "object": "strings", "bool": "boolean"}
# Words of columns.toml on frames in pandas -> on these tables.
IN_PARQUET = {
    **{"<NA>": "null", "NaN": "null", "as a tuple": "as a list"},
    **dict.fromkeys(("`told`", "`statements`"), "attributions.parquet"),
}
LISTS = {"sources": "integers", "toward": "numbers"}
UNITS = {
    **dict.fromkeys(("start", "end"), "characters"),
    **dict.fromkeys(("words", "long_words"), "words"),
    **dict.fromkeys(("valence", "tone", "toward"), "-1 to 1"),
    **dict.fromkeys(("quoted_share", "score"), "0 to 1"),
    "grade": "years of schooling",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is one of `types`; `ranged`: there are also columns with `_low` and `_high` at the name's end."""

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
    for name, (kind, meaning) in frames.COLUMNS[table].items() if table in OF_FRAMES else ():
        for said, here in IN_PARQUET.items():
            meaning = meaning.replace(said, here)
        yield Column(name, LISTS.get(name, FROM_FRAME.get(kind, kind)), UNITS.get(name, ""), meaning)


def _of(m: catalogue.Measure) -> Iterator[Column]:
    for scope, column in whole(m).items():
        yield Column(column, "number", m.unit, f"{m.label} ({scope}). {m.meaning}", ranged=True)


OF_FRAMES = ("quotes", "sentences")  # tables of `frames`, with what says which article a row is of

# Table -> what a row of it is, and its columns.
TABLES: dict[str, tuple[str, tuple[Column, ...]]] = {
    table: (declared.pop("about"), tuple(_columns(table, declared)))
    for table, declared in tomllib.loads((DATA / "corpus_columns.toml").read_text("utf-8")).items()
}
ACROSS = {"sources_across": TABLES.pop("sources_across")}  # written from the others, by `across`


def types() -> dict[str, pa.DataType]:
    """What columns are declared as -> their types in the files."""
    import pyarrow as pa

    span = pa.struct([pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)])
    return {
        "string": pa.string(),
        "integer": pa.int64(),
        "integers": pa.list_(pa.int64()),
        "number": pa.float64(),
        "numbers": pa.list_(pa.float64()),
        "strings": pa.list_(pa.string()),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "time": pa.timestamp("us"),
        "time_utc": pa.timestamp("us", "UTC"),
        "spans": pa.list_(span),
        "notes": pa.map_(pa.string(), pa.string()),
    }


def tables(kept: Sequence[Column] = ()) -> dict[str, tuple[Column, ...]]:
    """Table -> its columns. In the table of articles the user's own measures come before `notes`, and what is kept of
    the input last."""
    of = {table: columns for table, (_, columns) in TABLES.items()}
    *columns, notes = of["articles"]
    own = (column for m in catalogue.OWN.values() for column in _of(m))
    return of | {"articles": (*columns, *own, notes, *kept)}


def schemas(kept: Sequence[Column] = ()) -> dict[str, pa.Schema]:
    """Table -> its schema."""
    return {table: schema(columns) for table, columns in tables(kept).items()}


def schema(columns: Iterable[Column]) -> pa.Schema:
    """Every field carries its unit and meaning."""
    import pyarrow as pa

    of = types()

    def fields(c: Column) -> Iterator[pa.Field]:
        yield pa.field(c.name, of[c.type], metadata={"unit": c.unit, "meaning": c.meaning})
        for end, which in (("low", "lowest"), ("high", "highest")) if c.ranged else ():
            about = {"unit": c.unit, "meaning": f"The {which} {c.name} over the choices that `notes` names."}
            yield pa.field(f"{c.name}_{end}", of[c.type], metadata=about)

    return pa.schema([f for c in columns for f in fields(c)])


def written(version: str, pipeline: str, kept: Sequence[Column] = ()) -> str:
    """The codebook in Markdown."""
    lines = [(DATA / "codebook.md").read_text("utf-8").format(version=version, pipeline=pipeline)]
    about = {**{table: (TABLES[table][0], columns) for table, columns in tables(kept).items()}, **ACROSS}
    for table, (row, columns) in about.items():
        lines += [f"## {table}.parquet", "", row, "", "| column | type | unit | meaning |"]
        lines += ["|---|---|---|---|", *map(_row, columns), ""]
    return "\n".join(lines)


def _row(c: Column) -> str:
    cells: tuple[Any, ...] = (f"`{c.name}`", f"{c.type}{', range' if c.ranged else ''}", c.unit, c.meaning)
    return f"| {' | '.join(' '.join(str(cell).split()).replace('|', '&#124;') for cell in cells)} |"
