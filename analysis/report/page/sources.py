"""Who speaks in the body, with the marks and keys of what they say in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Article, Page, Source, Span
from analysis.measures.sourcing.names import same_name
from analysis.nlp.spans import DisjointSpans
from analysis.report.page.parts import VOICES, Lit
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count

LOOKS = 5  # the last one is shared by all sources but the four with most words
OWN, QUOTED, RETOLD = "own", "quoted", "retold"
GIVEN = "given"  # to an outlet, or by people who work for it; not in its report
LONGEST_NAME = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in the body.

    `sources`: `frames.sources` of the body, most words first, with `quoted` and `retold` words of the whole account,
    both as `account`, whether it is `unnamed`, and how it is `called` inside a sentence. `words`: `frames.words` with
    `group` (`OWN`, `QUOTED`, `RETOLD`), `look`, `own_marks`; with `through`, the other outlet it came through; and
    with `line`, who is said to be behind it in a line above the ribbon, and `way`: `QUOTED` from or `RETOLD` by that
    source, or `GIVEN` to it; "" where there is no line. `said`: `frames.statements`. `groups`: group -> words. `names`:
    what each source is called inside a sentence, those too that do not speak.
    """

    sources: pd.DataFrame
    words: pd.DataFrame
    said: pd.DataFrame
    looks: dict[int, int]
    groups: dict[str, int]
    names: dict[int, str]

    def name(self, source: Any) -> str:
        """What a source is called inside a sentence."""
        return self.names[int(source)]

    def card_lit(self, source: Any, steps: str = "") -> tuple[str, Lit]:
        """The name of a row of `sources`, and what lights up its account."""
        name, counted = first_upper(source.called), f"{count(source.quoted, 'word')} quoted, {source.retold:,} retold"
        return name, Lit(name, f"s{source.source}", f"{name}: {counted}", VOICES, steps, True)

    def outlets(self) -> dict[int, int]:
        """The other outlets through which words came, with the number of these words, most first."""
        found = self.words["through"].value_counts()
        return {int(s): int(found[s]) for s in sorted(found.index, key=lambda s: (-found[s], s))}


def first_upper(words: str) -> str:
    """The words with an upper case letter first."""
    return words[:1].upper() + words[1:]


def find_voices(page: Page, text: MarkedText) -> Voices:
    """Who speaks, with the marks and keys of all that they say added to the text."""
    words, said, sources = frames.words(page), frames.statements(page), frames.sources(page)
    words["group"] = [
        OWN if pd.isna(source) else QUOTED if quoted else RETOLD
        for source, quoted in zip(words["source"], words["quoted"], strict=True)
    ]
    sources = sources[sources["place"] == "body"]
    accounts = _accounts(page, said, sources["source"])
    by_id = {s.id: s for s in page.analysis.sourcing.sources}
    names = {s.id: called(page.article, s) for s in by_id.values()}
    counted = {s: counted_words(words, accounts[s], s) for s in sources["source"]}
    sources = sources.assign(
        quoted=[counted[s][0] for s in sources["source"]],
        retold=[counted[s][1] for s in sources["source"]],
        unnamed=[by_id[s].unnamed for s in sources["source"]],
        called=[names[s] for s in sources["source"]],
    )
    sources["account"] = sources["quoted"] + sources["retold"]
    sources = sources.sort_values(["account", "source"], ascending=[False, True], ignore_index=True)
    looks = {s: min(n, LOOKS) for n, s in enumerate(sources["source"], 1)}
    words["own_marks"] = words["quoted_from"].eq(words["source"]).fillna(False).astype(bool)
    words["look"] = [0 if pd.isna(s) else looks.get(s, LOOKS) for s in words["source"]]
    words = _through(page.article, words, sources, accounts)
    voices = Voices(sources, words, said, looks, words["group"].value_counts().to_dict(), names)
    _keys(page, text, voices, accounts)
    _mark(page, text, voices)
    return voices


def called(article: Article, source: Source) -> str:
    """What a source is called inside a sentence: "the Wall Street Journal" where the article writes "the" before it;
    "officials" where only the beginning of a sentence gave it an upper case letter."""
    name, first = source.name, source.name.partition(" ")[0]
    for start, end in source.mentions:
        words = " ".join(article.text[max(0, start - 4) : end].split()).casefold()
        if words.endswith(f"the {name}".casefold()):
            name = f"the {name}"
            break
    if not source.named and first[:1].isupper() and re.search(rf"\b{re.escape(first.lower())}\b", article.text):
        name = name.replace(first, first.lower(), 1)
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rpartition(' ')[0] or name[:LONGEST_NAME]} …"


def _accounts(page: Page, said: pd.DataFrame, sources: Iterable[int]) -> dict[int, list[Span]]:
    """All that each source says in the body, with what others say inside it."""
    contents = {a.id: a.content for a in page.analysis.sourcing.statements}
    body, accounts = DisjointSpans(page.article.paragraphs), {s: list[Span]() for s in sources}
    for a in said[said["place"] == "body"].itertuples():
        for s in a.sources:
            accounts.get(s, []).extend(span for span in contents[a.statement] if body.overlapping(span))
    return accounts


def inside(words: pd.DataFrame, spans: Iterable[Span]) -> pd.Series:
    """Which words are inside one of these places."""
    found = pd.Series(False, index=words.index)
    for start, end in spans:
        found |= (words["start"] >= start) & (words["end"] <= end)
    return found


def counted_words(words: pd.DataFrame, account: Sequence[Span], source: int) -> tuple[int, int]:
    """How many body words of an account are inside the source's own quotation marks, and how many are not."""
    mine, own = inside(words, account), words["quoted_from"].eq(source).fillna(False).astype(bool)
    return int((mine & own).sum()), int((mine & ~own).sum())


def _through(
    article: Article, words: pd.DataFrame, sources: pd.DataFrame, accounts: Mapping[int, Sequence[Span]]
) -> pd.DataFrame:
    """The words with `through`, and with whose line is above them in the ribbon and how it is drawn."""
    through = pd.Series(pd.NA, index=words.index, dtype="Int64")
    for s in sources.itertuples():
        if s.kind == "outlet" and not same_name(s.name, article.outlet or ""):
            through[inside(words, accounts[s.source]) & through.isna()] = s.source
    report = through.notna()
    for s in sources.dropna(subset="via").itertuples():
        through[inside(words, accounts[s.source]) & through.isna()] = s.via
    other = words["quoted_from"].where(words["quoted_from"].ne(words["source"]))
    quoted = words["quoted_from"].eq(through).fillna(False)
    ways = [
        QUOTED if (q if r else not pd.isna(o)) else RETOLD if r else GIVEN if not pd.isna(t) else ""
        for r, q, o, t in zip(report, quoted, other, through, strict=True)
    ]
    return words.assign(through=through, line=through.where(report, other.fillna(through)), way=ways)


def of_source(said: pd.DataFrame, source: int) -> pd.DataFrame:
    """The rows of `frames.statements` or `frames.told` that are this source's."""
    return said[[source in ids for ids in said["sources"]]]


def spans_of(words: pd.DataFrame, wanted: Iterable[bool]) -> list[Span]:
    """The places of these words, neighbors in one paragraph joined."""
    found: list[tuple[int, Span]] = []
    rows = zip(words["start"], words["end"], words["paragraph"], words.index, wanted, strict=True)
    last = (-1, -1)
    for start, end, paragraph, n, is_wanted in rows:
        if not is_wanted:
            continue
        if found and last == (n - 1, paragraph):
            found[-1] = (paragraph, (found[-1][1][0], end))
        else:
            found.append((paragraph, (start, end)))
        last = (n, paragraph)
    return [span for _, span in found]


def _keys(page: Page, text: MarkedText, voices: Voices, accounts: Mapping[int, Sequence[Span]]) -> None:
    words = voices.words
    for group in (OWN, QUOTED, RETOLD):
        text.key(group, spans_of(words, words["group"] == group))
    for a in page.analysis.sourcing.attributions:
        text.key(f"a{a.id}", a.content)
    for s, spans in accounts.items():
        text.key(f"s{s}", spans)
        text.key(f"q{s}", spans_of(words, words["own_marks"] & words["source"].eq(s).fillna(False).astype(bool)))
    for (line, way), _ in words.groupby(["line", "way"]):
        text.key(line_key(line, way), spans_of(words, (words["line"].eq(line) & (words["way"] == way)).fillna(False)))


def line_key(source: int, way: str) -> str:
    """The key of the words below a line of the ribbon."""
    return f"{way}{source}"


def _mark(page: Page, text: MarkedText, voices: Voices) -> None:
    looks = voices.looks
    for voice in page.analysis.sourcing.voices:
        if voice.source_id is None:
            continue
        look = looks.get(voice.source_id, LOOKS)
        text.mark(VOICES, f"v{look}", voice.spans)
        text.card(f"s{voice.source_id}", voice.spans)
        text.mark(VOICES, f"b{look}", voice.quoted)
        by_owner: dict[int, list[Span]] = defaultdict(list)
        for place in voice.quoted_from:
            by_owner[0 if place.source_id is None else looks.get(place.source_id, LOOKS)].append(place.span)
        for owner, spans in by_owner.items():
            text.mark(VOICES, f"b{owner}", spans)
    for paragraph, outlet, quoted in side_bars(voices):
        text.mark_block(f"{'r2' if quoted else 'r1'} c{looks[outlet]}", page.article.paragraphs[paragraph - 1])


def side_bar_words(voices: Voices) -> dict[str, str]:
    """What the side bars say, for the legend: "solid" and "dotted", each only where it occurs."""
    bars = list(side_bars(voices))
    outlets = {outlet for _, outlet, _ in bars}
    name = voices.name(*outlets) if len(outlets) == 1 else "another outlet"
    says = ((True, "solid", f"quoted from {name}"), (False, "dotted", f"retold by {name}"))
    return {line: words for is_quoted, line, words in says if any(quoted == is_quoted for _, _, quoted in bars)}


def side_bars(voices: Voices) -> Iterator[tuple[int, int, bool]]:
    """The paragraphs, from 1, of which at least half are another outlet's report: the outlet, and whether at least half
    of that is inside the outlet's quotation marks."""
    for paragraph, words in voices.words.groupby("paragraph"):
        report = words[words["way"].isin([QUOTED, RETOLD]) & words["through"].notna()]
        for outlet, of_it in report.groupby("through"):
            if 2 * len(of_it) >= len(words):
                yield int(paragraph), int(outlet), bool(2 * (of_it["way"] == QUOTED).sum() >= len(of_it))
                break
