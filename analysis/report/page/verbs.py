"""How strong a verb: the headline's words on a ladder beside the body's, and how the body tells what it presses on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace

from analysis import frames
from analysis.article import Page, Pressing, Rung, Span
from analysis.measures import word_forms
from analysis.nlp.spans import DisjointSpans
from analysis.report.page.parts import HEADLINE, Lit, Sentence
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import quote
from analysis.views.headline import NO_MATCH, NO_QUOTATION, comparable

# The ladder on whether the writer takes what is said as true is left out: the body of every article has "said".
QUESTIONS = {
    "force": "How hard does someone push others to act? From mild to strong",
    "attack": "How hard does someone attack someone else? From mild to strong",
    "commitment": "How firmly does someone promise something? From mild to strong",
}
ON_STEP, TOLD = 4, 2  # words on a step, and places of the body beside a pressing word: others are counted, or left out
PLACE, QUOTED = 44, 90  # characters of a place, and of a person's own words


def ladders(page: Page, text: MarkedText) -> list[SimpleNamespace]:
    """The ladders with a word on them, those of the headline first: their steps from mild to strong that have one."""
    made = []
    for name, question in QUESTIONS.items():
        if found := comparable(page.analysis.ladder, name):
            names = [step["name"] for step in word_forms.load("verb_ladders")[name]["steps"]]
            by_step = {n: [r for r in found if r.step == n] for n in sorted({r.step for r in found})}
            steps = [_step(page, text, names[n], own) for n, own in by_step.items()]
            is_head = any(r.in_headline for r in found)
            made.append(SimpleNamespace(question=question, point=point(found), in_headline=is_head, steps=steps))
    return sorted(made, key=lambda ladder: not ladder.in_headline)


def point(found: Sequence[Rung]) -> str:
    """Whether the headline's words on a ladder are stronger than those of the body that may tell of the same act."""
    head = {r.step for r in found if r.in_headline}
    body = {r.step for r in found if not r.in_headline and not r.negated}
    same_act = "that may be about the same act."
    if not head:
        return "The headline has no such word."
    if not body and any(r.negated for r in found if not r.in_headline):
        return "The body says only that this was not done."
    if not body:
        return "The body has no such word in a sentence that shares a word with the headline."
    if max(head) > max(body):
        return f"The headline’s word is stronger than any of the body’s {same_act}"
    if min(head) < min(body):
        return f"The headline’s word is milder than all of the body’s {same_act}"
    if max(head) in body:
        return f"The body has a word of the same strength {same_act}"
    return f"The body has both milder and stronger words {same_act}"


def _step(page: Page, text: MarkedText, name: str, found: Sequence[Rung]) -> SimpleNamespace:
    """A step of a ladder with its words; `more` are those beyond the first `ON_STEP`."""
    ordered = sorted(found, key=lambda r: (not r.in_headline, -len(r.shares), r.span))
    words, rest, more = [_on_step(page, text, r) for r in ordered[:ON_STEP]], ordered[ON_STEP:], None
    if rest:
        key = text.key(f"rungs{rest[0].ladder}{rest[0].step}", [r.whole for r in rest])
        more = Lit(f"{len(rest)} more", key, f"More words on “{name}”: {len(rest)}", HEADLINE)
    return SimpleNamespace(name=name, words=words, more=more)


def _on_step(page: Page, text: MarkedText, rung: Rung) -> SimpleNamespace:
    """A word on a step. `denied`: the text says that it was not done; `who`: in whose voice it is."""
    words = quote(frames.printed(page.article, [rung.whole]).rstrip(" ,;:"), PLACE)
    says = f"{words}{', denied' if rung.negated else ''}: {rung.name}"
    shown = Lit(words, text.key(f"rung{rung.ladder}{rung.span[0]}", [rung.whole]), says, HEADLINE)
    who = "the article" if rung.voice is None else frames.source_names(page)[rung.voice]
    sentence = (DisjointSpans(page.analysis.parse.sentences).at(rung.span[0]) or 0) + 1
    where = "the headline" if rung.in_headline else f"{who}, sentence {sentence}"
    return SimpleNamespace(words=shown, denied=rung.negated, who=where)


def pressing(page: Page, text: MarkedText) -> list[Sequence[Sentence]]:
    """Rows of a table: the headline's word that presses, how the body tells the same deed, the person's own words."""
    return [list(_pressing(page, text, n, p)) for n, p in enumerate(page.analysis.pressing)]


def _pressing(page: Page, text: MarkedText, n: int, p: Pressing) -> Iterator[Sentence]:
    def place(key: str, span: Span, says: str, most: int = QUOTED) -> Lit:
        words = quote(frames.printed(page.article, [span]), most)
        return Lit(words, text.key(f"press{n}{key}", [span]), says, HEADLINE)

    word = place("", p.span, "In the headline", PLACE)
    yield (word,)
    says = f"{word.words} in the headline; in"
    told = [x for i, span in enumerate(p.told[:TOLD]) for x in ("; ", place(f"told{i}", span, f"{says} the body"))]
    yield told[1:] or (NO_MATCH,)
    who = "" if p.source_id is None else f"{frames.source_names(page)[p.source_id]}: "
    yield (who, place("said", p.quoted[0], f"{says} their own words") if p.quoted else NO_QUOTATION)
