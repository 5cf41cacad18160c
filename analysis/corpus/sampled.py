"""What can be drawn from a corpus to be checked by hand: which rows, what is asked, and what a person judges by."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.article import ArticleError

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

AROUND = 200  # characters of the text before and after what is judged
FIRST, BRIEF = 5, 150  # of a source's statements so many are shown, and so many characters of each part


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be drawn: the rows of `table` whose `column` has one of the `values`. `key` tells two rows of the sheet
    apart, `questions` are the columns that a person fills in, `shown` is what they judge by, and `rows` finds it.
    `by`: the column whose values get a precision of their own. `command` makes the table."""

    what: str
    table: str
    column: str
    values: Callable[[Path], Sequence[Any]]
    key: tuple[str, ...]
    questions: dict[str, str]
    shown: str
    rows: Callable[[Path, list[Row], random.Random], Iterator[Row]]
    by: str = ""
    command: str = "corpus"

    @property
    def header(self) -> list[str]:
        return ["corpus", "of", *self.key, *self.questions, "remark", *self.shown.split()]


def groups(
    path: Path, column: str, values: Collection[Any]
) -> Iterator[tuple[Callable[[Sequence[str] | None], pa.Table], pa.Array]]:
    """Each row group: what reads its columns, and which of its rows have one of these values. No more than one is ever
    held (`Dataset.take` holds the whole table)."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        values = pa.array(list(values), file.schema_arrow.field(column).type)
        for group in range(file.num_row_groups):
            has = file.read_row_group(group, [column])[column].combine_chunks()
            yield partial(file.read_row_group, group), pc.indices_nonzero(pc.is_in(has, value_set=values))


def taken(path: Path, column: str, values: Collection[Any], chosen: Sequence[int]) -> Iterator[Row]:
    """Of the rows with one of these values those with these numbers, which ascend."""
    first = 0
    for read, rows in groups(path, column, values):
        if here := [n - first for n in chosen if first <= n < first + len(rows)]:
            yield from read(None).take(rows.take(here)).to_pylist()
        first += len(rows)


def _of(path: Path, articles: Collection[int], *columns: str) -> Iterator[Row]:
    """These columns of the rows that belong to some articles."""
    for read, rows in groups(path, "article", sorted(articles)):
        if len(rows):
            yield from read(["article", *columns]).take(rows).to_pylist()


def _articles(corpus: Path, rows: Iterable[Row]) -> dict[int, Row]:
    wanted = {row["article"] for row in rows}
    return {a["article"]: a for a in _of(corpus / "articles.parquet", wanted, "id", "text")}


def _statements(corpus: Path, drawn: list[Row], _: random.Random) -> Iterator[Row]:
    articles = _articles(corpus, drawn)
    named = _of(corpus / "sources.parquet", articles, "source", "name")
    sources = {(s["article"], s["source"]): s["name"] for s in named}
    for a in drawn:
        article = articles[a["article"]]
        words = {part: _words(article["text"], a[part]) for part in ("source", "cue", "content")}
        who = "; ".join(sources[a["article"], i] for i in a["source_ids"])
        yield a | words | {"id": article["id"], "who": who, "passage": _passage(article["text"], _spans(a))}


def _sources(corpus: Path, drawn: list[Row], _: random.Random) -> Iterator[Row]:
    articles, statements = _articles(corpus, drawn), defaultdict(list)
    for a in _of(corpus / "attributions.parquet", articles, "type", "source", "cue", "content", "source_ids"):
        for i in a["source_ids"] if a["type"] == "statement" else ():
            statements[a["article"], i].append(a)
    for s in drawn:
        article, its = articles[s["article"]], statements[s["article"], s["source"]]
        text = article["text"]
        brief = (" | ".join(_words(text, a[p])[:BRIEF] or "-" for p in ("source", "cue", "content")) for a in its)
        yield s | {
            "id": article["id"],
            "pronouns": "; ".join(s["pronouns"] or ()),
            "mentions": " / ".join(dict.fromkeys(_words(text, [m]) for m in s["mentions"])),
            "statements": len(its),
            "first_statements": " // ".join(islice(brief, FIRST)),
            "passage": _passage(text, s["mentions"][:1] or [span for a in its[:1] for span in _spans(a)]),
        }


def _identities(corpus: Path, drawn: list[Row], rng: random.Random) -> Iterator[Row]:
    others = _others(corpus / "sources_across.parquet", drawn, rng)
    articles = _articles(corpus, [*drawn, *others])
    found = _of(corpus / "sources.parquet", articles, "source", "name", "mentions")
    mentions = {(s["article"], s["source"], s["name"]): s["mentions"] for s in found}

    def passage(row: Row) -> str:
        if (key := (row["article"], row["source"], row["name"])) not in mentions:
            old = f"sources_across.parquet is of other tables; run `python -m analysis across {corpus}` again"
            raise ArticleError(f"{corpus}: {old}")
        text = articles[row["article"]]["text"]
        return _passage(text, _introduced(text, row["name"], mentions[key]))

    for row, other in zip(drawn, others, strict=True):
        beside = {f"other_{column}": value for column, value in other.items()}
        yield row | beside | {"passage": passage(row), "other_passage": passage(other)}


def _introduced(text: str, name: str, mentions: list[Row]) -> list[Row]:
    """Where the whole name stands first: that tells more of a person than where the first statement is. One word may
    be part of something else, so there the first mention is taken."""
    at = text.find(name) if " " in name else -1
    return mentions[:1] if at < 0 else [{"start": at, "end": at + len(name)}]


def _others(path: Path, drawn: list[Row], rng: random.Random) -> list[Row]:
    """For each of these rows one of the same `across` from another article, each as likely as any other."""
    found: dict[int, Row] = {}
    seen = [0] * len(drawn)
    for read, rows in groups(path, "across", {row["across"] for row in drawn}):
        alike = defaultdict(list)
        for row in read(None).take(rows).to_pylist() if len(rows) else ():
            alike[row["across"]].append(row)
        for i, row in enumerate(drawn):
            if others := [o for o in alike[row["across"]] if o["article"] != row["article"]]:
                seen[i] += len(others)
                if (at := rng.randrange(seen[i])) < len(others):  # later ones take the place of earlier ones
                    found[i] = others[at]
    return [found[i] for i in range(len(drawn))]


def _shared(path: Path) -> list[int]:
    """The `across` that two or more articles have. Two columns of numbers are held: 16 bytes a row."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        rows = file.read(["across", "article"]).group_by("across").aggregate([("article", "min"), ("article", "max")])
    shared = pc.and_(pc.less(rows["article_min"], rows["article_max"]), pc.is_valid(rows["across"]))
    return rows["across"].filter(shared).to_pylist()


def _spans(attribution: Row) -> list[Row]:
    return [span for part in ("source", "cue", "content") for span in attribution[part]]


def _words(text: str, spans: Iterable[Row]) -> str:
    return " … ".join(text[s["start"] : s["end"]] for s in spans)


def _passage(text: str, spans: Sequence[Row]) -> str:
    """From the first of these spans to the last, with the text around them; empty where there are none."""
    start, end = min((s["start"] for s in spans), default=0), max((s["end"] for s in spans), default=0)
    return text[max(0, start - AROUND) : end + AROUND] if spans else ""


# What `--of` can be.
KINDS = {
    "statements": Kind(
        what="statements",
        table="attributions",
        column="type",
        values=lambda _: ["statement"],
        key=("article", "attribution"),
        questions={"right": "Does the article give these words to this source?"},
        shown="id who source cue content manner passage",
        rows=_statements,
    ),
    "sources": Kind(
        what="sources that make a statement",
        table="sources",
        column="heard",
        values=lambda _: ["quoted", "retold"],  # the others make no statement
        key=("article", "source"),
        questions={
            "right": "Is this one source, and are all these statements its own?",
            "right_kind": "Is `kind` right?",
            "right_named": "Is `named` right (yes: a reader could find out from the article who this is)?",
            "right_pronouns": "Are these the pronouns that the article uses for it? "
            "Nothing is right where it uses none.",
        },
        shown="id name kind named pronouns mentions statements first_statements passage",
        rows=_sources,
    ),
    "identities": Kind(
        what="sources that another article has, too",
        table="sources_across",
        column="across",
        values=_shared,
        key=("article", "source", "other_article", "other_source"),
        questions={"right": "Are these two the same person or organization?"},
        shown="who kind id published outlet name linked passage "
        "other_id other_published other_outlet other_name other_linked other_passage",
        rows=_identities,
        by="linked",
        command="across",
    ),
}
