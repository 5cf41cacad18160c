"""Columns of the input that are kept in the table of articles: their names there, their types, their values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.article import ArticleError
from analysis.corpus import codebook

if TYPE_CHECKING:
    import pyarrow as pa

ALL = "all"  # of `--keep`: every column that is taken for nothing else
MOST = 1000  # columns
LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Kept:
    """A column of the input, `column`; what it is called in the table, `name`; a type of the codebook."""

    column: str
    name: str
    type: str = "string"


def chosen(wanted: Collection[str], there: Sequence[str], taken: Collection[str]) -> list[str]:
    """The columns to keep. Raises ArticleError for one that is not there; capitals do not matter."""
    if ALL in wanted:
        found = [name for name in dict.fromkeys(there) if name not in taken]
    else:
        alike = {str(name).strip().lower(): name for name in reversed(there)}
        found = [name if name in there else alike.get(name.lower(), "") for name in dict.fromkeys(wanted)]
        for name, column in zip(dict.fromkeys(wanted), found, strict=True):
            if column not in there:
                has = clean(", ".join(map(str, there)))
                raise ArticleError(f"no column {name!r}; name others with --keep (it has: {has})")
    return list(dict.fromkeys(found))


def named(columns: Mapping[str, str]) -> tuple[Kept, ...]:
    """Columns of the input -> their types, as columns of the table. A name that the table has is changed. Raises
    ArticleError where there are too many."""
    if len(columns) > MOST:
        raise ArticleError(f"more than {MOST:,} columns to keep; name those that you need")
    used, out = set(codebook.schemas()["articles"].names), []
    for column, kind in columns.items():
        name = " ".join(clean(str(column)).split()) or "unnamed"
        while name in used:
            name = f"input_{name}"
        used.add(name)
        out.append(Kept(column, name, kind))
    return tuple(out)


def columns(kept: Iterable[Kept]) -> tuple[codebook.Column, ...]:
    """As the codebook has them."""
    return tuple(codebook.Column(k.name, k.type, "", f"The input's column {k.column!r}.") for k in kept)


@dataclass(slots=True)
class Seen:
    """What kinds of value the columns of lines of JSON have; `every`: of all columns, not only those named so far."""

    taken: Collection[str]
    kinds: dict[str, set[str]] = field(default_factory=dict)
    every: bool = False

    def look(self, values: Any) -> None:
        if not isinstance(values, dict):
            return
        if self.every and len(self.kinds) <= MOST:
            for column in values:
                if column not in self.taken:
                    self.kinds.setdefault(column, set())
        for column, kinds in self.kinds.items():
            if (value := values.get(column)) is not None:
                kinds.add(_kind(value))

    def types(self) -> dict[str, str]:
        """A column of numbers is one of numbers; whatever else is mixed becomes text."""
        return {column: _type(kinds) for column, kinds in self.kinds.items()}


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if -LARGEST <= value < LARGEST else "string"
    return "number" if isinstance(value, float) else "string"


def _type(kinds: set[str]) -> str:
    if kinds == {"integer", "number"}:
        return "number"
    return next(iter(kinds)) if len(kinds) == 1 else "string"


def value(given: Any, kind: str) -> Any:
    """A value as its column has it: as text, lists and objects are JSON."""
    if given is None or kind != "string":
        return float(given) if given is not None and kind == "number" else given
    return clean(given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, default=str))


def arrow_type(kind: pa.DataType) -> str:
    """The type in the codebook of a Parquet column; what has none becomes text."""
    import pyarrow.types as t

    kind = kind.value_type if t.is_dictionary(kind) else kind
    if t.is_timestamp(kind):
        return "time_utc" if kind.tz else "time"
    is_type = {"boolean": t.is_boolean, "number": t.is_floating, "date": t.is_date}
    if t.is_integer(kind) and not t.is_uint64(kind):
        return "integer"
    return next((name for name, holds in is_type.items() if holds(kind)), "string")


def arrow_values(batch: pa.RecordBatch, kept: Sequence[Kept]) -> Iterator[tuple[Any, ...]]:
    """The kept values of each row."""
    cells = [_arrow_column(batch.column(batch.schema.get_all_field_indices(k.column)[0]), k.type) for k in kept]
    return zip(*cells, strict=True) if cells else iter([()] * batch.num_rows)


def _arrow_column(column: pa.Array, kind: str) -> list[Any]:
    if kind == "string":
        return [value(v, kind) for v in column.to_pylist()]
    return column.cast(codebook.types()[kind], safe=False).to_pylist()


def clean(text: str) -> str:
    """The text as UTF-8 can have it: JSON and file names may hold halves of characters. As long as before."""
    return text if text.isascii() else "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
