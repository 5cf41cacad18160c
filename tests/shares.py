"""Cases of one kind, of which a share must come out as a reader says.

A table is a text. Cases are parted by empty lines; a slash parts paragraphs, and what is before "#" is a headline.
Lines that begin with ">" say who says what: words of a content, who says them (words of the source's name, or "-" for
nobody) and, where it matters, what that source is ("person unnamed"). A line ">> transcript" says that the text has
this notice. Two contents with the same words for who says them must have one source; with other words, two.

    By Tom Averill / A woman left in March. "I am not going back," she said.
    > I am not going | woman | person unnamed
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis import workbook
from analysis.article import Sourcing
from analysis.nlp.text_type import find_limits
from analysis.reading import plain_text

HEADLINE = "Something happened here"


@dataclass(frozen=True)
class Case:
    """One short text and what a reader says of it."""

    body: str
    says: tuple[tuple[str, str, str], ...]  # words of the content, who says them, kind and named
    notices: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        headline, _, body = self.body.rpartition(" # ")
        return "\n\n".join([headline or HEADLINE, *body.split(" / ")]) + "\n"


def cases(table: str) -> list[Case]:
    """The cases of a table."""
    return [_case(block.splitlines()) for block in table.strip().split("\n\n")]


def _case(lines: list[str]) -> Case:
    body = " ".join(line.strip() for line in lines if not line.startswith(">"))
    notices = tuple(line.removeprefix(">>").strip() for line in lines if line.startswith(">>"))
    rows = [line[1:].split("|") for line in lines if line.startswith(">") and not line.startswith(">>")]
    says = tuple((row[0].strip(), row[1].strip(), row[2].strip() if row[2:] else "") for row in rows)
    assert says or notices, body
    return Case(body, says, notices)


def wrong(case: Case) -> list[str]:
    """What of it comes out otherwise than a reader says; empty where all is right."""
    article = plain_text.from_text(case.text)
    found = workbook.analyze(article)
    noticed = {limit.kind.removeprefix("partly ") for limit in find_limits(article)}
    out = [f"no notice {notice!r}, but {sorted(noticed)}" for notice in case.notices if notice not in noticed]
    said: dict[str, set[int]] = {}
    for words, who, what in case.says:
        ids, is_content = _speakers(found.sourcing, article.text, words)
        sources = [found.sourcing.source(i) for i in ids]
        names = [s.name for s in sources]
        if who == "-":
            out += [f"{words!r}: {names}, should be nobody's"] if sources else []
            continue
        said.setdefault(who, set()).update(ids)
        if len(sources) != 1 or _letters(who) not in _letters(names[0]):
            out.append(f"{words!r}: {names if is_content else 'not found'}, should be {who!r}")
        elif what and what != (is_so := f"{sources[0].kind} {'named' if sources[0].named else 'unnamed'}"):
            out.append(f"{words!r}: {names[0]!r} is {is_so}, should be {what}")
    out += [f"{who!r} is more than one source" for who, ids in said.items() if len(ids) > 1]
    shared = [who for who, ids in said.items() if any(ids & other for name, other in said.items() if name != who)]
    return out + ([f"one source for {' and '.join(shared)}"] if shared else [])


def _letters(name: str) -> str:
    """Without points and blanks: "F.D.R.A." is "FDRA"."""
    return "".join(filter(str.isalnum, name.lower()))


def _speakers(sourcing: Sourcing, text: str, words: str) -> tuple[tuple[int, ...], bool]:
    """Who says these words: the sources of the smallest content around their beginning; whether there is any."""
    at = text.index(words)
    holding = [(e - s, a.source_ids) for a in sourcing.attributions for s, e in a.content if s <= at < e]
    return min(holding, default=(0, ()))[1], bool(holding)


def mostly_right(table: str, floor: float = 0.8, of: Callable[[Case], list[str]] = wrong) -> None:
    """Fails with a list of what is wrong where the share of cases that come out right is below the floor."""
    read = [(case, of(case)) for case in cases(table)]
    bad = [(case, problems) for case, problems in read if problems]
    share = 1 - len(bad) / len(read)
    told = "\n".join(f"- {case.body}\n    {'; '.join(problems)}" for case, problems in bad)
    assert share >= floor, f"{len(read) - len(bad)} of {len(read)} right, {share:.2f} is below {floor}:\n{told}"
