"""One page on the whole article: what it is, what stands out, what to check, and what the text cannot answer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import tables
from ..article import Page
from ..measures.sourcing.names import plain, same_name
from ..measures.sourcing.phrases import PEOPLE
from ..narrate import Block, Section, Table, Text
from ..phrasing import count, number, quote, share

FEW = 8
NO_REFERENCE = "There are no reference articles yet to set this one beside, so what is unusual in it cannot be said."


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one number stands among reference articles, in words. `unusual`: outside their middle 90%."""

    label: str
    said: str
    unusual: bool


def standings(page: Page) -> Sequence[Standing] | None:
    """The place of each number that has one; None where there are no reference articles."""
    return None


def summary(page: Page) -> Section:
    """What stands out, what is ordinary, the lines to check, and the questions for a person or the web."""
    notes = [Text(limit.text) for limit in page.limits] + [Text(note) for note in page.article.notes]
    glance = Table(tables.glance(_glance(page)), "At a glance")
    return Section(*notes, glance, *_standing_out(standings(page)), *_to_check(page), _open(page))


def _glance(page: Page) -> Iterator[tuple[str, str]]:
    article = page.article
    words, sentences = len(article.body_words()), len(page.analysis.parse.sentences)
    long = f"{count(words, 'word')}, {count(sentences, 'sentence')}, {count(len(article.paragraphs), 'paragraph')}"
    yield "Length of the body", long
    rows = (
        ("Sources", "sources", lambda v: number(v, 0)),
        ("of these not named", "unnamed_sources", lambda v: number(v, 0)),
        ("In the article's own voice", "narrator_share", lambda v: f"{share(v)} of the words"),
        ("Inside quotation marks", "quoted_share", lambda v: f"{share(v)} of the words"),
        ("Reached through another outlet", "second_hand_share", lambda v: f"{share(v)} of the words"),
        ("Headline words with no match in the body", "headline_unmatched", lambda v: number(v, 0)),
        ("Years of US schooling, by Flesch and Kincaid", "flesch_kincaid_grade", lambda v: number(v, 1)),
    )
    for label, name, shown in rows:
        value = page.measurement(name).value
        if not math.isnan(value):
            yield label, shown(value)


def _standing_out(found: Sequence[Standing] | None) -> Iterator[Block]:
    if found is None:
        yield Text(NO_REFERENCE)
        return
    unusual = [s for s in found if s.unusual]
    for which, caption in ((unusual, "What stands out"), ([s for s in found if not s.unusual], "What is ordinary")):
        if which:
            yield Table(tables.glance((s.label, s.said) for s in which[:FEW]), caption)
    if not unusual:
        yield Text("Nothing stands out: every number lies within the middle 90% of the reference articles.")


def _to_check(page: Page) -> Iterator[Block]:
    if any("sourcing" in limit.without for limit in page.limits):
        return
    frame = tables.lines_to_check(page.analysis)
    if frame.empty:
        yield Text("The program found no line about which it is in doubt. It may still be wrong.")
        return
    frame["Words"] = [quote(w, 140) for w in frame["Words"]]
    note = "Here a reader has to judge, or the program is likeliest to be wrong. Other lines may be wrong as well."
    yield Table(frame, "Lines to check", note)


def _open(page: Page) -> Table:
    frame = tables.open_questions(page, _silent(page))
    return Table(frame, "Questions that only a person or the web can answer")


def _silent(page: Page) -> list[str]:
    """People whom the body names more than once and who are no source in it, most often named first."""
    if any("sourcing" in limit.without for limit in page.limits):
        return []
    body = page.article.paragraphs
    named = [plain(e.text) for e in page.analysis.parse.doc.ents
             if e.label_ in PEOPLE and any(a <= e.start_char < b for a, b in body)]  # fmt: skip
    whole: Counter[str] = Counter()
    for name in sorted(set(named), key=lambda n: (-len(n), n)):
        first = next((w for w in whole if same_name(w, name)), name)
        whole[first] += named.count(name)
    heard = [s.name for s in page.analysis.sourcing.sources]
    quiet = [n for n, times in whole.most_common() if times > 1 and not any(same_name(n, h) for h in heard)]
    return [n for n in quiet if not any(n in h for h in heard)]
