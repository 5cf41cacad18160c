"""The parts below compared articles: who is named, quotations cut, the verbs of headlines, tone, numbers."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import SimpleNamespace
from typing import Any

from analysis import frames
from analysis.article import Page, Rung, Span
from analysis.context import comparison
from analysis.context.comparison import SharedStatement
from analysis.measures.sourcing.names import same_name
from analysis.measures.word_forms import load
from analysis.report.page.parts import COMPARED, NO_LIT, VOICES, Fact, Lit, Part, Sentence, how_sure
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views import toward
from analysis.views.base.common import one_line, sentence, trust
from analysis.views.base.numbers_in_words import (
    count,
    first_lower,
    first_upper,
    in_unit,
    listed,
    number,
    quote,
    spelled,
)

LONGEST = 60  # words of a statement
NUMBERS = (
    *("narrator_share", "quoted_share", "second_hand_share", "unnamed_sources", "headline_unmatched"),
    *("judgement_words", "flesch_kincaid_grade", "valence_gap"),
)
TONE_NOTE = (
    "A model read each sentence by itself, with names hidden, and says how it sounds about the person, also where it "
    "is a quotation. It often gets victims wrong: a bad deed counts against the victim, too."
)
Out = Mapping[str, tuple[int, str]]  # what is left out -> which article is the reason, and why


@dataclass(frozen=True, slots=True)
class Side:
    """One of the articles, under its letter. `voices`: None where who speaks is not compared."""

    letter: str
    page: Page
    text: MarkedText
    voices: Voices | None


def keys(sides: Sequence[Side], names: Mapping[str, str]) -> str:
    """Letter -> name of evidence, as keys to light up; those without a place in the text that is shown are left out."""
    return " ".join(filter(None, (s.text.key(names[s.letter], ()) for s in sides if s.letter in names)))


def both(sides: Sequence[Side], statement: SharedStatement) -> str:
    """The keys of a statement in the two articles that have it."""
    pairs = zip(statement.articles, statement.attributions, strict=True)
    return keys(sides, {sides[n].letter: f"a{a}" for n, a in pairs})


def of_each(begin: str, told: Iterable[tuple[Lit, str]]) -> Sentence:
    """One sentence with something of each article."""
    return (begin, *[piece for lit, words in told for piece in (", ", lit, words)][1:], ".")


def named(sides: Sequence[Side], shared: Sequence[SharedStatement], out: Out) -> Part | None:
    """Statements whose source has a name in one article and none in another."""
    twins = comparison.named_in_one([side.page for side in sides], shared)
    if not twins:
        return None
    pairs = [pair(sides, twin) for twin in twins]
    speakers = comparison.speakers(sides[twins[0].articles[0]].page, twins[0].attributions[0])
    with_name, without = pairs[0].told if any(s.named for s in speakers) else pairs[0].told[::-1]
    unnamed = first_lower(without.who)
    title = f"{with_name.who} has a name in {with_name.letter}; in {without.letter}, the same words come from {unnamed}"
    if len(twins) > 1:
        title = f"{spelled(len(twins), 'statement')} have a named source in one article and an unnamed one in another"
    says = "Found by the words of the statement. Is it the same? There can be good reasons not to name somebody."
    return Part("compare_named", title, says, {"pairs": pairs})


def cut(sides: Sequence[Side], shared: Sequence[SharedStatement], out: Out) -> Part | None:
    """Quotations whose words are not the same in two articles."""
    differing = comparison.quoted_differently([side.page for side in sides], shared)
    if not differing:
        return None
    title = f"{spelled(len(differing), 'quotation is', 'quotations are')} not the same in two articles"
    says = "Underlined: words that only this article has. Shortening is normal. Does it change what is said?"
    return Part("compare_cut", title, says, {"pairs": [pair(sides, t) for t in differing]})


def pair(sides: Sequence[Side], shared: SharedStatement, lights: bool = True) -> SimpleNamespace:
    """A statement that two articles have: `told` as each has it, in pieces, each with whether only this one has it;
    `lit`, which lights it up in both; nothing where it `lights` nothing."""
    found = [(sides[n], a) for n, a in zip(shared.articles, shared.attributions, strict=True)]
    said = [(side.page.article, side.page.analysis.sourcing.attributions[a].content) for side, a in found]
    whole = [frames.printed(*one).split()[:LONGEST] for one in said]
    pieces = _pieces(*whole) if shared.difference != comparison.SAME else [((" ".join(w), False),) for w in whole]
    told = [
        SimpleNamespace(letter=side.letter, who=_who(side.page, a), words=words)
        for (side, a), words in zip(found, pieces, strict=True)
    ]
    first, second = (side.letter for side, _ in found)
    how = {comparison.FIRST_LONGER: f"longer in {first}", comparison.SECOND_LONGER: f"longer in {second}"}
    difference = how.get(shared.difference, shared.difference)
    says = f"The same statement in {first} and {second}, {difference}"
    lit = Lit("Show both in the texts", both(sides, shared), says, VOICES)
    return SimpleNamespace(told=told, difference=first_upper(difference), lit=lit if lights else NO_LIT)


def _who(page: Page, attribution: int) -> str:
    return listed([" ".join(s.name.split()) for s in comparison.speakers(page, attribution)]) or "nobody named here"


def _pieces(first: list[str], second: list[str]) -> list[tuple[tuple[str, bool], ...]]:
    """The words of both in pieces, each with whether the other lacks them."""

    def plain(words: list[str]) -> list[str]:
        return ["".join(c for c in word.lower() if c.isalnum()) for word in words]

    codes = SequenceMatcher(None, plain(first), plain(second), autojunk=False).get_opcodes()
    one = tuple((" ".join(first[a:b]), kind != "equal") for kind, a, b, _, _ in codes if a < b)
    other = tuple((" ".join(second[a:b]), kind != "equal") for kind, _, _, a, b in codes if a < b)
    return [one, other]


def verbs(sides: Sequence[Side], shared: Sequence[SharedStatement], out: Out) -> Part | None:
    """The verbs of the headlines, and where they are on a ladder."""
    if "headline" in out or not all(side.page.article.headline for side in sides):
        return None
    rows, told = [], []
    for side in sides:
        cells = [_verb(side, n, span) for n, span in enumerate(comparison.headline_verbs(side.page))]
        rows.append((side.letter, one_line(side.page.article.headline), cells))
        told.append(f"{listed(list(dict.fromkeys(verb.words for verb, _ in cells))) or 'no verb'} in {side.letter}")
    says = (
        "What does each verb say was done, and how strongly? Ladders rank some verbs by how hard they push or attack."
    )
    return Part("compare_verbs", f"The headlines’ verbs: {'; '.join(told)}", says, {"rows": rows})


def _verb(side: Side, n: int, span: Span) -> tuple[Lit, str]:
    """A verb of the headline, and its places on ladders."""
    word, key = quote(side.page.article.text[slice(*span)]), side.text.key(f"hv{n}", [span])
    ladder = (r for r in side.page.analysis.ladder if r.in_headline and r.span[0] < span[1] and span[0] < r.span[1])
    return Lit(word, key, f"A verb of {side.letter}’s headline"), "; ".join(map(_step, ladder)) or "on no ladder"


def _step(rung: Rung) -> str:
    ladder = load("verb_ladders")[rung.ladder]
    return f"{ladder['label'].lower()}: “{rung.name},” step {rung.step + 1} of {len(ladder['steps'])}"


def tone(sides: Sequence[Side], shared: Sequence[SharedStatement], out: Out) -> Part | None:
    """The tone toward people of whom each article has enough sentences."""
    if "tone" in out or any(side.page.analysis.tone is None for side in sides):
        return None
    people = [_people(side) for side in sides]
    every = {name: [_called(name, other) for other in people] for name in people[0]}
    in_all = {name: found for name, found in every.items() if all(f is not None for f in found)}
    known = {name: found for name, found in in_all.items() if all(f.n_body >= toward.LEAST for f in found)}
    if not known:
        return None
    facts = [_toward(sides, name, found) for name, found in known.items()]
    points = {name: [(s.letter, f.body) for s, f in zip(sides, found, strict=True)] for name, found in known.items()}
    drawn = []
    for name, of_one in points.items():
        alt = ", ".join(f"{letter} {number(x, sign=True)}" for letter, x in of_one)
        drawn.append({"name": name, "points": [(letter, 50 + 50 * x) for letter, x in of_one], "alt": alt})
    few = listed([name for name in in_all if name not in known])
    too_few = f" Too few sentences to say anything about {few}." if few else ""
    shown = {"people": drawn, "note": f"A person may well deserve how a sentence sounds.{too_few}"}
    says = "The mean over the sentences of the body that speak of a person, from −1 (negative) to +1 (positive)."
    return Part("compare_tone", _harder(points), says, shown, facts)


def _people(side: Side) -> dict[str, Any]:
    """Name -> the person's row of `toward.by_person`, with the places of their sentences in the body."""
    mentions = frames.toward(side.page)
    if mentions.empty:
        return {}
    by_sentence = toward.by_sentence(mentions)
    rows = list(toward.by_person(by_sentence).itertuples())
    for row in rows:
        numbers = toward.body_of(by_sentence, row)["sentence"]
        side.text.key(f"t{row.Index}", [side.page.analysis.parse.sentences[s - 1] for s in numbers])
    return {row.person: row for row in rows}


def _called(name: str, people: Mapping[str, Any]) -> Any:
    return next((row for other, row in people.items() if same_name(name, other)), None)


def _toward(sides: Sequence[Side], name: str, found: Sequence[Any]) -> Fact:
    said = []
    for side, row in zip(sides, found, strict=True):
        value, many = number(row.body, sign=True), count(row.n_body, "sentence")
        says = f"{side.letter}, toward {name}: {value} over {many}"
        said.append((Lit(value, keys(sides, {side.letter: f"t{row.Index}"}), says), f" in {side.letter} ({many})"))
    sure = [("Note", TONE_NOTE), ("Accuracy", sentence(trust(toward.TOWARD)))]
    return Fact(of_each(f"Toward {name}: ", said), sure, f"tone toward {name}")


def _harder(points: Mapping[str, Sequence[tuple[str, float]]]) -> str:
    """The point of the tone: the person toward whom two articles differ most."""
    ends = {name: sorted(p, key=lambda point: point[1]) for name, p in points.items()}
    name = max(ends, key=lambda name: ends[name][-1][1] - ends[name][0][1])
    (low, least), *_, (high, most) = ends[name]
    if most - least < toward.CLEAR:
        whom = name if len(points) == 1 else "the same people"
        return f"Toward {whom}, the articles sound much alike to the model"
    return f"Toward {name}, {low} sounds harder than {high} to the model"


def numbers(sides: Sequence[Side], shared: Sequence[SharedStatement], out: Out) -> Part | None:
    """Some numbers side by side, each with its words in every text."""
    facts = []
    for measure in comparison.measures([side.page for side in sides]):
        values = [side.page.measurement(measure.name, measure.scopes[0]) for side in sides]
        if measure.name not in NUMBERS or any(math.isnan(m.value) for m in values):
            continue
        said = []
        for side, m in zip(sides, values, strict=True):
            shown, key = in_unit(m.value, m.unit), side.text.key(m.name, m.evidence)
            said.append((Lit(shown, key, f"{side.letter}: {measure.label}, {shown}"), f" in {side.letter}"))
        facts.append(Fact(of_each(f"{measure.label}: ", said), _sure(sides, values), measure.label))
    if not facts:
        return None
    return Part("compare_numbers", "Some numbers, side by side", "More isn’t better in any of them.", {}, facts)


def _sure(sides: Sequence[Side], values: Sequence[Any]) -> list[tuple[str, str]]:
    """Range and place in each article, and once what is the same for all."""
    pairs = [(side, pair) for side, m in zip(sides, values, strict=True) for pair in how_sure(side.page, m)]
    own = [(f"{name} in {side.letter}", words) for side, (name, words) in pairs if name in ("Range", COMPARED)]
    return own + [pair for side, pair in pairs if side is sides[0] and pair[0] == "Accuracy"]


PARTS: tuple[Callable[[Sequence[Side], Sequence[SharedStatement], Out], Part | None], ...]
PARTS = (named, cut, verbs, tone, numbers)
