"""Who speaks in the body, with the marks and keys of what they say in the text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Article, Page, Source, Span
from analysis.measures.sourcing.names import same_name
from analysis.nlp.spans import DisjointSpans, tokens_in
from analysis.report.page.parts import VOICES, Lit
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count, first_lower, first_upper

LOOKS = 5  # the last one is shared by all sources but the four with most words
OWN, QUOTED, RETOLD = "own", "quoted", "retold"
GIVEN = "given"  # to an outlet, or by people who work for it; not in its report
LONGEST_NAME = 60  # characters of a name
# Names with a common noun as their main word, such as "US Department of Justice", without a possessive before it.
TAKES_THE = re.compile(
    r"(?!The |the )(?:[A-Z](?:[^’']|(?<=People)[’'])* )?(?:(?<!News )Agency|(?:Central|National) News Agency|"
    r"Administration|Army|Association|Authority|Bureau|Centers?(?= for )|(?:Orthodox|Catholic) Church|Commission|"
    r"Committee|Council(?= o[fn] )|Court(?= of )|Department|Federation|Foundation|Government|Institut(?:e|ion)|Kremlin|"
    r"Ministry|Navy|Office|Organi[sz]ation|Party|Pentagon|Security Council|Senate|Supreme Court|Treasury|Union)"
    r"(?: [a-z].*)?"
)


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

    def look(self, source: Any) -> int:
        """The number of a source's line style and color."""
        return self.looks.get(source, LOOKS)

    def card_lit(self, source: Any, steps: str = "") -> Lit:
        """The name of a row of `sources`, which lights up its account."""
        name, counted = first_upper(source.called), f"{count(source.quoted, 'word')} quoted, {source.retold:,} retold"
        return Lit(name, f"s{source.source}", f"{name}: {counted}", VOICES, steps, True)

    def outlets(self) -> dict[int, int]:
        """The other outlets through which words came, with the number of these words, most first."""
        found = self.words["through"].value_counts()
        return {int(s): int(found[s]) for s in sorted(found.index, key=lambda s: (-found[s], s))}


def find_voices(page: Page, text: MarkedText, looks: dict[int, int] | None = None) -> Voices:
    """Who speaks, with the marks and keys of all that they say added to the text. `looks`: those of the sources, where
    they are the same in several texts."""
    words, said, sources = frames.words(page), frames.statements(page), frames.sources(page)
    is_own, quoted = words["source"].isna(), words["quoted"]
    words["group"] = [OWN if own else QUOTED if q else RETOLD for own, q in zip(is_own, quoted, strict=True)]
    sources = sources[sources["place"] == "body"]
    accounts = _accounts(page, said, sources["source"])
    by_id = {s.id: s for s in page.analysis.sourcing.sources}
    names = {s.id: called(page, s) for s in by_id.values()}
    counted = [counted_words(words, accounts[s], s) for s in sources["source"]]
    sources = sources.assign(
        quoted=[n for n, _ in counted],
        retold=[n for _, n in counted],
        account=[sum(both) for both in counted],
        unnamed=[by_id[s].unnamed for s in sources["source"]],
        called=[names[s] for s in sources["source"]],
    ).sort_values(["account", "source"], ascending=[False, True], ignore_index=True)
    looks = looks or {s: min(n, LOOKS) for n, s in enumerate(sources["source"], 1)}
    words["own_marks"] = is_(words["quoted_from"], words["source"])
    words["look"] = [0 if pd.isna(s) else looks.get(s, LOOKS) for s in words["source"]]
    words = _through(page.article, words, sources, accounts)
    voices = Voices(sources, words, said, looks, words["group"].value_counts().to_dict(), names)
    _keys(page, text, voices, accounts)
    _mark(page, text, voices)
    return voices


def called(page: Page, source: Source) -> str:
    """What a source is called inside a sentence: "the Wall Street Journal" where the article writes "the" before it;
    "officials" where only the beginning of a sentence gave it an upper case letter."""
    text, name = page.article.text, source.name
    for start, end in source.mentions if source.kind != "person" or not source.named else ():
        words = " ".join(text[max(0, start - 4) : end].split()).casefold()
        if words.endswith(f"the {name}".casefold()):
            name = f"the {name}"
            break
    if name == source.name and source.kind in ("organization", "outlet") and TAKES_THE.fullmatch(name):
        name = f"the {name}"
    if not source.named and name == source.name and _is_plain(page, source):
        name = first_lower(name)
    elif name.startswith("The ") and f"the {name[4:]}" in text:
        name = f"the {name[4:]}"
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rpartition(' ')[0] or name[:LONGEST_NAME]} …"


def _is_plain(page: Page, source: Source) -> bool:
    """Whether the first word of a source begins with an upper case letter at the beginning of a sentence only."""
    for mention in source.mentions:
        token = next(iter(tokens_in(page.analysis.parse.doc, mention)), None)
        if token is not None and source.name.startswith(token.text):
            return token.pos_ in ("NOUN", "DET", "NUM", "PRON") and not token.is_upper
    return False


def _accounts(page: Page, said: pd.DataFrame, sources: Iterable[int]) -> dict[int, list[Span]]:
    """All that each source says in the body, with what others say inside it."""
    contents = {a.id: a.content for a in page.analysis.sourcing.statements}
    body, accounts = DisjointSpans(page.article.paragraphs), {s: list[Span]() for s in sources}
    for a in said[said["place"] == "body"].itertuples():
        for s in a.sources:
            accounts.get(s, []).extend(span for span in contents[a.statement] if body.overlapping(span))
    return accounts


def is_(column: pd.Series, value: Any) -> pd.Series:
    """Where a column that may have <NA> has this value, or that of another column."""
    return column.eq(value).fillna(False).astype(bool)


def inside(words: pd.DataFrame, spans: Iterable[Span]) -> pd.Series:
    """Which words are inside one of these places."""
    found = pd.Series(False, index=words.index)
    for start, end in spans:
        found |= (words["start"] >= start) & (words["end"] <= end)
    return found


def counted_words(words: pd.DataFrame, account: Sequence[Span], source: int) -> tuple[int, int]:
    """How many body words of an account are inside the source's own quotation marks, and how many are not."""
    mine, own = inside(words, account), is_(words["quoted_from"], source)
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
    quoted = is_(words["quoted_from"], through)
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
    found, last = list[Span](), (-1, -1)
    rows = zip(words["start"], words["end"], words["paragraph"], words.index, wanted, strict=True)
    for start, end, paragraph, n, is_wanted in rows:
        if is_wanted:
            first = found.pop()[0] if last == (paragraph, n - 1) else start
            found.append((first, end))
            last = (paragraph, n)
    return found


def _keys(page: Page, text: MarkedText, voices: Voices, accounts: Mapping[int, Sequence[Span]]) -> None:
    words = voices.words
    for group in (OWN, QUOTED, RETOLD):
        text.key(group, spans_of(words, words["group"] == group))
    for a in page.analysis.sourcing.attributions:
        text.key(f"a{a.id}", a.content)
    for s, spans in accounts.items():
        text.key(f"s{s}", spans)
        text.key(f"q{s}", spans_of(words, inside(words, spans) & is_(words["quoted_from"], s)))
    for (line, way), _ in words.groupby(["line", "way"]):
        text.key(line_key(line, way), spans_of(words, is_(words["line"], line) & (words["way"] == way)))


def line_key(source: int, way: str) -> str:
    """The key of the words below a line of the ribbon."""
    return f"{way}{source}"


def _mark(page: Page, text: MarkedText, voices: Voices) -> None:
    for voice in page.analysis.sourcing.voices:
        if voice.source_id is None:
            continue
        look = voices.look(voice.source_id)
        text.mark(VOICES, f"v{look}", voice.spans)
        text.card(f"s{voice.source_id}", voice.spans)
        text.mark(VOICES, f"b{look}", voice.quoted)
        for place in voice.quoted_from:
            text.mark(VOICES, f"b{0 if place.source_id is None else voices.look(place.source_id)}", [place.span])
    for paragraph, outlet, quoted in side_bars(voices):
        text.mark_block(f"{'r2' if quoted else 'r1'} c{voices.looks[outlet]}", page.article.paragraphs[paragraph - 1])


def side_bar_words(voices: Voices) -> dict[str, str]:
    """What the side bars say, for the legend: "solid" and "dotted", each only where it occurs."""
    bars = list(side_bars(voices))
    outlets, ways = {outlet for _, outlet, _ in bars}, {quoted for *_, quoted in bars}
    name = voices.name(*outlets) if len(outlets) == 1 else "another outlet"
    solid = {"solid": f"quoted from {name}"} if True in ways else {}
    return solid | ({"dotted": f"retold by {name}"} if False in ways else {})


def side_bars(voices: Voices) -> Iterator[tuple[int, int, bool]]:
    """The paragraphs, from 1, of which at least half are another outlet's report: the outlet, and whether at least half
    of that is inside the outlet's quotation marks."""
    for paragraph, words in voices.words.groupby("paragraph"):
        report = words[words["way"].isin([QUOTED, RETOLD]) & words["through"].notna()]
        for outlet, of_it in report.groupby("through"):
            if 2 * len(of_it) >= len(words):
                yield int(paragraph), int(outlet), bool(2 * (of_it["way"] == QUOTED).sum() >= len(of_it))
                break
