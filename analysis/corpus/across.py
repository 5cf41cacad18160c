"""A corpus's tables -> `sources_across.parquet`: each source with its number over all articles (`linking.py`).

Reads the tables twice, one row group at a time; in between it keeps what tells the named sources apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from sys import intern
from typing import Any

from analysis.article import ArticleError
from analysis.corpus import codebook, linking, sheets
from analysis.corpus.linking import EMPTY, STATES, Link, Name, Seen
from analysis.corpus.remarks import counted
from analysis.corpus.run import settle
from analysis.corpus.sample import read_manifest
from analysis.measures.sourcing.wordlists import GENDERED, PERSON_NOUNS, ROLE_OF_TITLE, TITLES
from analysis.reading.explain import printable

TABLE = "sources_across"
MANNERS = ("direct", "mixed", "indirect")
DOUBTS = 5  # names that a message has
BEHIND = 60  # characters behind a name in which a role may be: ", the mayor of Oslo"
BEFORE = 40  # characters before a surname in which the given name is
FORMER = frozenset("former ex then late acting".split())
NOUN_ENDS = re.compile(r"\b(?:of|for|from|in|at|to|and|who|whose)\b|[,;()]")
ORDINAL = re.compile(r"\b(\d+(?:st|nd|rd|th|d)) (?:U\.S\. )?$")  # "the 8th U.S. Circuit Court"
PARTY = re.compile(r" ?[(,]\s?(?:R|D|I|Rep|Dem)\.?(?:-|–|—|, )([A-Z][A-Za-z. ]{1,20})")


def run(corpus: Path, as_sheets: Collection[str] = ()) -> str:
    """Write the table; a line that says what came of it. Raises ArticleError where that is not possible."""
    sheets.check(as_sheets)
    read_manifest(corpus)
    path = corpus / f"{TABLE}.parquet"
    done = path.exists()
    try:
        if not done:
            _link(corpus, path)
        summary = _summary(path)
        for ending in sorted(set(as_sheets)):
            sheet = corpus / f"{TABLE}.{ending}"
            if not (done and sheet.exists()):
                sheets.write(path, corpus / f"{TABLE}.{ending}.tmp", ending)
                settle(sheet)
    except OSError as error:
        raise ArticleError(
            f"{path}: cannot write there ({error.strerror or error}); mend that and start again"
        ) from None
    return f"{path}: done already, delete it to make it again: {summary}" if done else f"{path}: {summary}"


def _summary(path: Path) -> str:
    """What the table has, and which names are in doubt most often. Raises ArticleError where it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    how, doubts = Counter[str | None](), Counter[str]()
    try:
        with pq.ParquetFile(path) as table:
            for batch in table.iter_batches(columns=["name", "linked"]):
                names, linked = (batch[column].to_pylist() for column in ("name", "linked"))
                how.update(linked)
                doubts.update(name for name, link in zip(names, linked, strict=True) if link == "doubt")
    except pa.ArrowException:
        raise ArticleError(f"{path}: damaged; delete it and start again") from None
    named = how.total() - how[None]
    several = named - how["alone"] - how["doubt"]
    most = sorted(doubts.items(), key=lambda item: (-item[1], item[0]))[:DOUBTS]
    often = f"; in doubt most often: {', '.join(f'{printable(name)} ({n:,})' for name, n in most)}" if most else ""
    counts = f"{several:,} in other articles, too, {how['doubt']:,} in doubt and left alone"
    return f"{counted(how.total(), 'source')}, {named:,} of them named: {counts}{often}"


def _link(corpus: Path, path: Path) -> None:
    import pyarrow as pa

    try:
        seen = [_seen(a, s) for a, sources, _ in _articles(corpus, "text") for s in filter(_can_link, sources)]
    except (OSError, pa.ArrowException) as error:
        reason = " ".join(str(error).split())[:200]
        raise ArticleError(f"{corpus}: a table is missing or damaged ({reason}); make them anew") from None
    links = linking.link(seen)
    _write(corpus, path, zip(seen, links, strict=True), _names(seen, links))


def _articles(corpus: Path, *columns: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]], list[Any]]]:
    """Each article with its sources that make a statement, and its statements, from one row group at a time."""
    import pyarrow.parquet as pq

    wanted = {
        "articles": ["article", "id", "outlet", "published", *columns],
        "sources": None,
        "quotes": ["article", "sources", "manner"],
    }
    files = {table: pq.ParquetFile(corpus / f"{table}.parquet", pre_buffer=False) for table in wanted}
    for group in range(files["articles"].num_row_groups):
        table = {name: f.read_row_group(group, columns=wanted[name]).to_pylist() for name, f in files.items()}
        of: dict[str, dict[int, list[Any]]] = {name: defaultdict(list) for name in ("sources", "quotes")}
        for name, its in of.items():
            for row in table[name]:
                its[row["article"]].append(row)
        for article in table["articles"]:
            sources = [s for s in of["sources"][article["article"]] if s["heard"] != "told about"]
            yield article, sources, of["quotes"][article["article"]]


def _can_link(source: dict[str, Any]) -> bool:
    """Unnamed sources, groups and documents are never linked: "officials" of two articles need not be the same."""
    return source["named"] and source["kind"] in ("person", "organization", "outlet")


def _seen(article: dict[str, Any], source: dict[str, Any]) -> Seen:
    """What tells this source apart."""
    kind, written, text = source["kind"], intern(source["name"]), article["text"]
    know = partial(Seen, article["article"], kind == "person", day=_day(article["published"]))
    if kind != "person":
        before = (ORDINAL.search(text[max(0, m["start"] - BEFORE) : m["start"]]) for m in source["mentions"])
        written = next((f"{found[1]} {written}" for found in before if found), written)
        words = linking.organization_words(written)
        short = {"".join(w[0] for w in its) for its in (words, [w for w in words if w not in EMPTY]) if len(its) > 1}
        return know(written, near=_kept(s for s in short if f"({s.upper()})" in text))
    name, pronouns = linking.person_name(written), set(source["pronouns"])
    if name is None:
        office, said = _office(written), _only(pronouns)
        return know(written, pronoun=said, office=office, near=_holders(text, office) if office else ())
    parts = [_around(text, m["start"], m["end"], name) for m in source["mentions"]]
    roles = {w for before, behind in parts for w in _role_words(f"{before} {behind}")} - set(" ".join(name).split())
    states = Counter(s for _, behind in parts if (s := _state(behind)))
    called = set().union(*(_by_title(*part) for part in parts)) or pronouns
    return know(
        written,
        name,
        pronoun=_only(called),
        roles=_kept(roles),
        state=max(states, key=lambda s: (states[s], s), default=""),
        office=intern(next((o for before, _ in parts if (o := _office(before, alone=False))), "")),
        near=() if name.first else _given_names(text, written),
    )


def _only(words: set[str]) -> str:
    return min(words) if len(words) == 1 else ""


def _kept(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once in memory, however many sources have it."""
    return tuple(sorted(map(intern, words)))


def _day(published: Any) -> int | None:
    return published.toordinal() if published else None


def _around(text: str, start: int, end: int, name: Name) -> tuple[str, str]:
    """What a mention has before the name, and what it and the text have behind it."""
    mention = " ".join(text[start:end].split())
    at = mention.lower().rfind(name.last)
    if at < 0:
        return "", ""
    first = mention.lower().rfind(name.first, 0, at) if name.first else at
    before = mention[: first if first >= 0 else at]
    behind = mention[at + len(name.last) :] + " ".join(text[end : end + BEHIND].split("\n")[:1])
    if not re.match(r"\s?[,(]", behind):
        return before, ""
    return before, re.split(r"(?<=\w{3})[.;:)]|[\"“”—]", behind, maxsplit=1)[0][:BEHIND]


def _by_title(before: str, behind: str) -> set[str]:
    """What the word before a name or the noun behind it says: "Ms. Norr", "Ida Norr, a spokeswoman for the port"."""
    noun = NOUN_ENDS.split(behind.strip(" ,(").lower(), maxsplit=1)[0]
    words = [w for part in (before.lower(), noun) for w in part.split()[-1:]]
    return {GENDERED[w] for w in words if w in GENDERED and w != "chairman"}  # women are called so, too


def _role_words(text: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]{2,}", text.lower()):
        if word not in EMPTY:
            yield ROLE_OF_TITLE.get(word, word)


def _state(behind: str) -> str:
    """The state of "(R-Texas)", "(D., N.Y.)"."""
    if not (found := PARTY.match(behind)):
        return ""
    words = found[1].lower().replace(".", "").split()
    return next((STATES[s] for n in (2, 1) if (s := " ".join(words[:n])) in STATES), "")


def _office(text: str, alone: bool = True) -> str:
    """The office that the words before a name are, or, `alone`, all words of a source. Empty: none, or a former one."""
    words = [w.strip(".,'’").lower() for w in text.rpartition(", ")[2].replace("U.S.", "").split()]
    while words and words[0] in ("the", "this", "mr", "madam", "us"):
        words.pop(0)
    title = alone or any(c.isupper() for c in text)
    if not words or len(words) > 5 or not title or not FORMER.isdisjoint(words):
        return ""
    return " ".join(words) if words[-1] in TITLES | PERSON_NOUNS else ""


def _holders(text: str, office: str) -> tuple[str, ...]:
    """The surnames behind the office in the text: "President Macron"."""
    title, found = office.rpartition(" ")[2].capitalize(), set()
    for m in re.finditer(rf"\b{re.escape(title)} ", text):
        behind = " ".join(re.match(r"(?:[A-Z][\w'’.-]*+ ?){0,3}+", text[m.end() : m.end() + BEFORE])[0].split())
        if name := linking.person_name(behind):
            found.add(name.last)
    return _kept(found)


def _given_names(text: str, surname: str) -> tuple[str, ...]:
    """The words before a surname, anywhere in the text, that may be given names."""
    found = set()
    for m in re.finditer(rf"\b{re.escape(surname)}\b", text):
        words = [w for w in text[max(0, m.start() - BEFORE) : m.start()].split() if not re.fullmatch(r"[A-Z]\.", w)]
        if words and words[-1][:1].isupper() and words[-1].isalpha() and words[-1].lower() not in TITLES:
            found.add(words[-1].lower())
    return _kept(found)


def _names(seen: Sequence[Seen], links: Sequence[Link]) -> dict[int, str]:
    """Each source's most frequent name; a person's with the given name, where there is one."""
    count: dict[int, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for s, link in zip(seen, links, strict=True):
        whole = link.how != "acronym" and (not s.person or bool(s.name and s.name.first))
        count[link.who][whole, s.written] += 1
    return {who: max(c, key=lambda name: (name[0], c[name], len(name[1]), name[1]))[1] for who, c in count.items()}


def _write(corpus: Path, path: Path, links: Iterator[tuple[Seen, Link]], names: dict[int, str]) -> None:
    """All rows, then the file takes its name. `links`: of the sources that can be linked."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, numbers, rows = codebook.schema(codebook.ACROSS[TABLE][1]), dict[int, int](), []
    with pq.ParquetWriter(f"{path}.tmp", schema, compression="zstd") as writer:
        for article, sources, quotes in _articles(corpus):
            said = {s["source"]: Counter[str]() for s in sources}
            for quote in quotes:
                for source in quote["sources"]:
                    said[source][quote["manner"]] += 1
            for source in sources:
                own: dict[str, Any] = {}
                if _can_link(source):
                    seen, link = next(links)
                    own = {"across": numbers.setdefault(link.who, len(numbers)), "who": names[link.who]}
                    own |= {"linked": link.how, "called": seen.pronoun or None}
                how = said[source["source"]]
                counts = {"statements": how.total(), **{manner: how[manner] for manner in MANNERS}}
                rows.append({**article, **source, **own, **counts})
            if len(rows) >= sheets.BATCH * 10:
                writer.write_table(pa.Table.from_pylist(rows, schema))
                rows = []
        writer.write_table(pa.Table.from_pylist(rows, schema))
    settle(path)
