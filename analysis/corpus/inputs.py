"""Where a corpus's articles come from: a folder, JSON-lines, CSV or Parquet -> records, in the input's order.

Everything is read one piece at a time, but for the names of a folder's files. The input is read once before anything
is measured, for its digest, its number of articles and mistakes that concern all of them.
"""

import csv
import gzip
import hashlib
import json
import os
import shutil
import stat
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from analysis.article import ArticleError
from analysis.corpus import keeping
from analysis.corpus.keeping import Kept, clean
from analysis.reading import line_patterns
from analysis.reading.folder import TEXT_FILES, files_below, text_files

JSON_LINES = (".jsonl", ".ndjson", ".json")
PARQUET = (".parquet", ".pq")
CSV = (".csv", ".tsv")
STDIN = "standard input"
LONGEST_LINE = 20_000_000  # bytes: as the largest file that `reading` takes
LOOKED_AT = 100  # lines in which each column must turn up once
BATCH = 32  # rows of a Parquet file at a time
MORE = ("headline", "published", "outlet")  # what a table may have under another name
NO_ID = "articles go by their place in the input, from 0, in the column “article” of every table"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the input calls its fields. Only `text` must be there, and any that was given another name than here."""

    id: str = "id"
    text: str = "text"
    headline: str = "headline"
    published: str = "published"
    outlet: str = "outlet"


@dataclass(frozen=True, slots=True)
class Record:
    """One article as the input has it: a file, or a text; or what is wrong with it."""

    id: str | None = None
    file: str | None = None
    text: str | None = None
    headline: str | None = None
    published: str | None = None
    outlet: str | None = None
    error: str | None = None
    kept: tuple[Any, ...] = ()  # of the columns in `Input.kept`; empty where the line could not be read

    @property
    def day(self) -> date | None:
        """The day of publication that the input gives; None: none, or none that is certain."""
        return next((day for _, day in line_patterns.find_dates(self.published or "") if day), None)


@dataclass(frozen=True, slots=True)
class Input:
    """`digest` changes with the articles, not with the name, place or age of the file. `folder`: it holds the files.
    `notes`: what was taken for a column, and what is left out. `kept`: columns for the table of articles."""

    digest: str
    articles: int
    records: Callable[[], Iterator[Record]]
    folder: str | None = None
    notes: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()


@contextmanager
def spooled(path: Path) -> Iterator[Path]:
    """The input itself; for `-` a temporary file of what comes on standard input, which is read more than once."""
    if str(path) != "-":
        yield path
        return
    if sys.stdin is None:
        raise ArticleError(f"{STDIN}: there is no standard input; give a file")
    with tempfile.TemporaryDirectory(prefix="analysis-") as folder:
        kept = Path(folder, STDIN)
        with kept.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        named = kept.rename(f"{kept}{_suffix(kept)}")
        try:
            yield named
        except ArticleError as error:
            raise ArticleError(str(error).replace(str(named), STDIN)) from None


def _suffix(path: Path) -> str:
    """The ending that a file with this content has."""
    with path.open("rb") as file:
        begins = file.read(1000)
    packed = begins.startswith(b"\x1f\x8b")
    if packed:
        with suppress(zlib.error):  # `open_input` says what is wrong
            begins = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(begins)
    begins = begins.lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = ".parquet" if begins[:4] == b"PAR1" else ".jsonl" if begins[:1] in (b"{", b"[") else ".csv"
    return kind + ".gz" * packed


def open_input(path: Path, columns: Columns, keep: Collection[str] = ()) -> Input:
    """Look through the whole input. Raises ArticleError when it is none."""
    try:
        found = _opened(path, columns, keep)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path}: cannot be read ({reason}); check the file, or get it again") from None
    if not found.articles:
        raise ArticleError(f"{path}: no articles in it; give a folder of {', '.join(TEXT_FILES)} files or a table")
    return found


def _opened(path: Path, columns: Columns, keep: Collection[str]) -> Input:
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if path.is_dir():
        if keep:
            raise ArticleError(f"{path}: a folder has no columns to keep; leave --keep out")
        return _folder(path)
    if not path.exists():
        raise ArticleError(f"{path}: no such file or folder; check the name")
    for endings, read in ((JSON_LINES, _json_lines), (CSV, _csv), (PARQUET, _parquet)):
        if path.is_file() and suffix in endings:
            return read(path, columns, keep)
    kinds = "a .jsonl, .csv (also .gz) or .parquet file, or a folder of text files"
    raise ArticleError(f"{path}: neither {kinds}; `python -m analysis measure` takes single articles")


def _folder(path: Path) -> Input:
    folder = str(path.resolve())
    files = files_below(folder)
    names = text_files(files)
    digest = hashlib.sha256()
    for name in names:
        digest.update(os.fsencode(name) + b"\0" + _file_digest(os.path.join(folder, name)))
    others = Counter(sorted(Path(n).suffix.lower() or "without an ending" for n in set(files).difference(names)))
    notes = (f"left out: {', '.join(f'{n} {kind}' for kind, n in others.most_common())}",) if others else ()
    return Input(digest.hexdigest(), len(names), lambda: (Record(id=clean(n), file=n) for n in names), folder, notes)


def _file_digest(path: str) -> bytes:
    """The file's digest; empty for one that cannot be read, which becomes a row with its error."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a named pipe would never end
            return b""
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def _json_lines(path: Path, columns: Columns, keep: Collection[str]) -> Input:
    first = [line for _, line in islice(_lines(path), LOOKED_AT)]
    objects = [values for line in first if isinstance(values := _parsed(line), dict)]
    # A list of objects on several lines may have one that is an object by itself.
    if first and (not objects or first[0].lstrip(b"\xef\xbb\xbf \t").startswith(b"[")):
        raise ArticleError(f"{path}: not JSON-lines; give one object per line, not a list of them")
    if not objects:
        return Input("", 0, lambda: iter(()))
    there = list(dict.fromkeys(key for values in objects for key in values))
    columns, chosen, notes = _check(path, columns, there, keep)
    seen = keeping.Seen(set(asdict(columns).values()), {name: set() for name in chosen}, keeping.ALL in keep)

    def rows() -> Iterator[bytes]:
        for _, line in _lines(path):
            if keep:
                seen.look(_parsed(line))
            yield line.rstrip(b"\r\n")

    digest, articles = _digest(rows())
    kept = _named(path, seen.types())

    def records() -> Iterator[Record]:
        return (_from_line(n, line, columns, kept) for n, line in _lines(path))

    return Input(digest, articles, records, notes=_notes(notes, kept), kept=kept)


def _named(path: Path, types: Mapping[str, str]) -> tuple[Kept, ...]:
    try:
        return keeping.named(types)
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}") from None


def _notes(notes: tuple[str, ...], kept: tuple[Kept, ...]) -> tuple[str, ...]:
    """With a note on columns that have another name in the table."""
    renamed = ", ".join(f"{k.column} is kept as {k.name}" for k in kept if k.name != k.column)
    return (*notes, renamed) if renamed else notes


def _digest(rows: Iterable[bytes]) -> tuple[str, int]:
    """The digest of these rows, and how many there are."""
    digest, many = hashlib.sha256(), 0
    for row in rows:
        digest.update(row + b"\n")
        many += 1
    return digest.hexdigest(), many


def _opener(path: Path) -> Callable[..., Any]:
    return gzip.open if path.name.lower().endswith(".gz") else open


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1."""
    with _opener(path)(path, "rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), 1):
            if len(line) > LONGEST_LINE:
                limit = LONGEST_LINE // 1_000_000
                raise ArticleError(f"{path}: line {number} is longer than {limit} MB; give one article per line")
            if line.strip():
                yield number, line


def _parsed(line: bytes) -> Any:
    """None where the line is no JSON."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _from_line(number: int, line: bytes, columns: Columns, kept: Sequence[Kept] = ()) -> Record:
    values = _parsed(line)
    if isinstance(values, dict):
        return _record(values, columns, tuple(keeping.value(values.get(k.column), k.type) for k in kept))
    return Record(error=f"line {number}: no JSON object in UTF-8; mend that line")


def _csv(path: Path, columns: Columns, keep: Collection[str]) -> Input:
    there = next(_cells(path), [])
    if not there:
        return Input("", 0, lambda: iter(()))
    columns, chosen, notes = _check(path, columns, there, keep)
    kept = _named(path, dict.fromkeys(chosen, "string"))
    digest, rows = _digest(json.dumps(cells).encode() for cells in _cells(path))

    def records() -> Iterator[Record]:
        for row in islice(_cells(path), 1, None):
            values = dict(zip(there, row, strict=False))
            yield _record(values, columns, tuple(values.get(k.column) or None for k in kept))

    return Input(digest, rows - 1, records, notes=_notes(notes, kept), kept=kept)  # the first row has the names


def _cells(path: Path) -> Iterator[list[str]]:
    """The rows that are not empty. Spreadsheets write semicolons or tabs where commas are for decimals."""
    csv.field_size_limit(LONGEST_LINE)
    begins = 1
    try:
        with _opener(path)(path, "rt", encoding="utf-8-sig", newline="") as file:
            first = file.readline(LONGEST_LINE)
            file.seek(0)
            # Otherwise a quotation mark that is not closed makes one article of all that follow.
            rows = csv.reader(file, delimiter=max(",;\t", key=first.count), strict=True)
            for number, cells in enumerate(rows):
                begins = rows.line_num + 1  # the next row
                if any(cells):
                    yield cells if number else [name.strip() for name in cells]
    except UnicodeDecodeError:
        raise ArticleError(f"{path}: not UTF-8; save it as “CSV UTF-8”") from None
    except csv.Error as error:
        why = f"the row that begins in line {begins} cannot be read ({error})"
        raise ArticleError(f"{path}: {why}; look for a quotation mark that is missing or not doubled there") from None


def _parquet(path: Path, columns: Columns, keep: Collection[str]) -> Input:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as table:
            schema, articles = table.schema_arrow, table.metadata.num_rows
    except pa.ArrowException as error:
        reason = " ".join(str(error).split())
        raise ArticleError(f"{path}: cannot be read as Parquet ({reason}); check the file, or get it again") from None
    columns, chosen, notes = _check(path, columns, schema.names, keep)
    types = (schema.field(schema.get_all_field_indices(name)[0]).type for name in chosen)
    kept = _named(path, dict(zip(chosen, map(keeping.arrow_type, types), strict=True)))
    wanted = [name for name in dict.fromkeys(asdict(columns).values()) if name in schema.names]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()

    def records() -> Iterator[Record]:
        # Without pre_buffer: that would hold a whole row group in memory.
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as table:
            for batch in table.iter_batches(BATCH, columns=[*dict.fromkeys((*wanted, *chosen))], use_threads=False):
                rows = zip(batch.select(wanted).to_pylist(), keeping.arrow_values(batch, kept), strict=True)
                yield from (_record(values, columns, mine) for values, mine in rows)

    return Input(digest, articles, records, notes=_notes(notes, kept), kept=kept)


def _check(
    path: Path, columns: Columns, there: Sequence[str], keep: Collection[str]
) -> tuple[Columns, list[str], tuple[str, ...]]:
    """The columns as the input writes them ("ID" for id), those to keep, and notes: what is taken, what is left out.

    Raises ArticleError when a column that must be there is not: misspelled, every article would lack it.
    """
    usual, alike = asdict(Columns()), {str(name).strip().lower(): name for name in reversed(there)}
    taken = {}
    for option, name in asdict(columns).items():
        if name not in there and name.lower() in alike:
            taken[option] = alike[name.lower()]
        elif name not in there and (option == "text" or name != usual[option]):
            has = clean(", ".join(map(str, there)))
            raise ArticleError(f"{path}: no column {name!r}; name one with --{option} (it has: {has})")
    found = replace(columns, **taken)
    used = set(asdict(found).values())
    try:
        kept = keeping.chosen(keep, there, used)
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}") from None
    others = [str(name) for name in there if name not in used.union(kept)]
    said = ", ".join(f"{name}{' is taken' * (not n)} for {option}" for n, (option, name) in enumerate(taken.items()))
    no_id = f"no column {found.id!r} for the id: {NO_ID}" if found.id not in there else ""
    notes = (said, others and _left_out(others, [o for o in MORE if getattr(found, o) not in there]), no_id)
    return found, kept, tuple(note for note in notes if note)


def _left_out(columns: Sequence[str], lacking: Sequence[str]) -> str:
    """A note on these columns; `lacking`: what no column was found for, though one of them may have it."""
    options = ", ".join(f"--{name}" for name in lacking)
    mend = f"; no column for {', '.join(lacking)}; if one of these has it, name it with {options}" if lacking else ""
    return f"columns left out: {', '.join(columns)}{mend}"


def _record(values: Mapping[str, Any], columns: Columns, kept: tuple[Any, ...]) -> Record:
    """Fields of another type than text are written as text, but for the article itself."""
    given = {field: values.get(column) for field, column in asdict(columns).items()}
    fields: dict[str, Any] = {f: None if v is None else clean(str(v)) for f, v in given.items()}
    fields |= {"kept": kept, "id": fields["id"] if (fields["id"] or "").strip() else None}
    if given["text"] is None:
        return Record(**fields, error="no text in it; give its words in the column for the text")
    odd = [f for f in ("text", "headline") if not isinstance(given[f], str | None)]
    if odd:
        what = " and ".join(f"{f}: {type(given[f]).__name__}" for f in odd)
        fields.update(dict.fromkeys(odd))
        return Record(**fields, error=f"{what}, not text; mend it in the input")
    return Record(**fields)
