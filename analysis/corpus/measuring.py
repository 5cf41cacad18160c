"""Some records -> the bytes of one part: what every worker runs, in this process, another, or on a cluster."""

from __future__ import annotations

import hashlib
import io
import json
import platform
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import PACKAGE, __version__, analyze, catalogue, frames, json_output, own
from analysis.article import Article, ArticleError, Page, Source, Voice, as_given
from analysis.corpus import codebook, keeping
from analysis.corpus.inputs import Record, clean
from analysis.corpus.keeping import Kept
from analysis.nlp import parsing, text_type
from analysis.reading import plain_text
from analysis.reading.read import read_article

if TYPE_CHECKING:
    from spacy.language import Language

# What figures and bytes depend on besides our own code.
LIBRARIES = "beautifulsoup4 nltk numpy onnxruntime pyarrow spacy textblob textstat vaderSentiment".split()
WORDS_KEPT = 30_000  # with what spaCy knows of them some ten megabytes
_ONE_AT_A_TIME = threading.Lock()  # a pipeline serves one thread; a Dask worker may have several
told: list[Callable[[], None]] = []  # called after each article: progress


@dataclass(frozen=True, slots=True)
class Job:
    """One part. `first`: the number of its first article; `folder`: where the records' files are. `measures`: the
    user's own."""

    number: int
    first: int
    records: tuple[Record, ...]
    pipeline: str | None
    folder: str | None
    maker: dict[str, str]
    measures: tuple[own.File, ...] = ()
    kept: tuple[Kept, ...] = ()


@lru_cache(maxsize=2)
def maker(pipeline: str | None) -> dict[str, str]:
    """What makes the results here: two that are equal make the same bytes. Raises ArticleError: no such pipeline."""
    folder = Path(parsing.load(pipeline).path if pipeline else parsing.SHIPPED)
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    python = "python " + ".".join(platform.python_version_tuple()[:2])
    return {
        "version": __version__,
        "code": _digest(PACKAGE),
        "pipeline": f"{meta['lang']}_{meta['name']} {meta['version']} {_digest(folder)}",
        "libraries": ", ".join([python, *(f"{name} {version(name)}" for name in LIBRARIES)]),
    }


def _digest(folder: Path) -> str:
    """The digest of a folder's files, without Python's caches."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        with path.open("rb") as file:
            total.update(path.relative_to(folder).as_posix().encode() + hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def measure(job: Job) -> bytes:
    """The part's tables as Arrow streams, one after the other. Raises ArticleError: this is no fit worker."""
    import pyarrow as pa

    if differing := [name for name, value in maker(job.pipeline).items() if value != job.maker[name]]:
        raise ArticleError(f"a worker differs from this machine in {' and '.join(differing)}; install the same there")
    if job.folder and not Path(job.folder).is_dir():
        raise ArticleError(f"{job.folder}: a worker does not see this folder; share it, or make it one .jsonl file")
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in codebook.TABLES}
    with _ONE_AT_A_TIME, own.using(job.measures):
        schemas = codebook.schemas(keeping.columns(job.kept))
        for number, record in enumerate(job.records, job.first):
            for name, found in _rows(number, record, job).items():
                rows[name] += found
            for tell in told:
                tell()
    out = io.BytesIO()
    for name, schema in schemas.items():
        with pa.ipc.new_stream(out, schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as stream:
            stream.write_table(pa.Table.from_pylist(rows[name], schema))
    return out.getvalue()


def _rows(number: int, record: Record, job: Job) -> dict[str, list[dict[str, Any]]]:
    """An article's rows by table; of a bad one a row with its error. What this machine lacks is not the article's
    fault: out of memory, a library or a disk that is gone end the run."""
    given, notes = _given(record)
    kept = {k.name: v for k, v in zip(job.kept, record.kept, strict=False)}
    try:
        if record.error:
            raise ArticleError(record.error)
        with _words_kept(parsing.load(job.pipeline)):
            article = _article(record, job.folder, given["published"])
            found = analyze.analyze(article, job.pipeline, without=job.maker.get("without", "").split())
            limits = text_type.find_limits(found.article)
            measured = catalogue.measure(found, by_paragraph=False, withheld=text_type.withheld(limits))
            page = Page("", found, tuple(measured), limits)
            row = {**_article_row(number, page, given, notes), **kept}
            about = {name: row[name] for name in ("article", "id", "headline", "outlet", "published")}
            tables = {"quotes": frames.quote_rows(page, row["outlet"]), "sentences": frames.sentence_rows(page)}
            sourcing = as_given(found.sourcing, article.given)
            return {
                "articles": [row],
                "sources": [_source(number, s, sourcing.voices) for s in sourcing.sources],
                "attributions": [
                    _row("attributions", number, json_output.attribution(a)) for a in sourcing.attributions
                ],
                **{name: [about | own for own in _of_frame(page, name, found)] for name, found in tables.items()},
            }
    except ArticleError as wrong:
        error = str(wrong)
    except (MemoryError, ImportError, OSError):
        raise
    except Exception as wrong:  # whatever a text out of a million brings about
        error = f"cannot be measured ({type(wrong).__name__}: {wrong}); please report it with the text"
    row = {"article": number, **given, "error": clean(" ".join(error.split())[:500]), "notes": notes, **kept}
    return {"articles": [row]}


def _words_kept(nlp: Language) -> AbstractContextManager:
    """spaCy keeps the words of the first articles: most words of any other are among them, and making each anew takes
    a third of the time of its tokenizer. Later words go with their article, or the list would grow without end."""
    return nullcontext() if len(nlp.vocab.strings) < WORDS_KEPT else nlp.memory_zone()


def _given(record: Record) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the input says of an article beside its text, and what of that could not be understood."""
    said, published = record.published or "", record.day
    about = {"id": record.id, "headline": record.headline, "outlet": record.outlet, "published": published}
    uncertain = published is None and said.strip()
    return about, [("published", f"no date that is certain: {said[:40]}")] if uncertain else []


def _article(record: Record, folder: str | None, published: date | None) -> Article:
    if record.file is None:
        article = plain_text.from_text(record.text or "", record.headline)
    else:
        path = Path(folder or "", record.file)
        try:
            article = read_article(path)
        except ArticleError as error:  # the same row wherever the folder lies; `id` names the file
            raise ArticleError(str(error).removeprefix(f"{path}: ")) from None
    if problem := analyze.not_measurable(article):
        raise ArticleError(problem)
    return replace(article, published=published or article.published)


def _article_row(number: int, page: Page, given: dict[str, Any], notes: list[tuple[str, str]]) -> dict[str, Any]:
    article = page.article
    row = {
        **json_output.article(article),
        "article": number,
        "id": given["id"],
        "outlet": given["outlet"] or article.outlet,
        "published": article.published,
        "photo_date": article.photo_date,
        "words": len(article.body_words()),
        "sentences": len(page.analysis.parse.sentences),
        "paragraphs": len(article.paragraphs),
        "limits": [limit.kind for limit in page.limits],
        "notes": [*notes, *([("article", " ".join(article.notes))] if article.notes else [])],
    }
    for m in page.measured:
        name = codebook.whole(catalogue.by_name(m.name))[m.scope]
        for column, value in ((name, m.value), (f"{name}_low", m.low), (f"{name}_high", m.high)):
            row[column] = json_output.rounded(value)
        if m.note:
            row["notes"].append((name, m.note))
    return row


def _row(table: str, number: int, record: dict[str, Any]) -> dict[str, Any]:
    """A source or attribution of the JSON as a row: its id under the table's own word, its spans as {start, end}."""
    spans = (c.name for c in codebook.TABLES[table][1] if c.type == "spans")
    offsets = {name: [{"start": start, "end": end} for start, end in record[name]] for name in spans}
    return {**record, "article": number, table.removesuffix("s"): record["id"], **offsets}


def _source(number: int, source: Source, voices: Sequence[Voice]) -> dict[str, Any]:
    voice = next((v for v in voices if v.source_id == source.id), None)
    counts = {"quoted_words": voice.quoted_words if voice else 0, "retold_words": voice.retold_words if voice else 0}
    return _row("sources", number, json_output.source(source)) | counts


def _of_frame(page: Page, table: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """Rows of a table of `frames`; what is missing is None, numbers and offsets as in the other tables."""
    columns, given = list(frames.COLUMNS[table]), page.article.given
    for values in rows:
        row = dict(zip(columns, map(_plain, values), strict=True))
        if given and row["start"] is not None:
            row["start"], row["end"] = given.span((row["start"], row["end"]))
        yield row


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [*map(_plain, value)]
    return json_output.rounded(value) if isinstance(value, float) else value
