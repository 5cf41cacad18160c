"""How far coders agree: percent first, then figures that take chance into account, with intervals."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.article import Analysis, Span
from analysis.classroom.questions import BY_NAME, Item
from analysis.classroom.read_sheets import Coding
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import VADER

DRAWS = 1000  # of the sentences, with putting back, for an interval
SEED = 1
# When to speak of the prevalence paradox (Feinstein and Cicchetti 1990): much agreement, a low alpha, one answer
# that nearly everybody gives nearly always.
MUCH_AGREED, LOW_ALPHA, PREVALENT = 0.75, 0.4, 0.75
NOT_DEFINED = math.nan


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one question over all its rows; shares are 0 to 1, NaN where not defined.

    `agreed`: of all pairs of answers to one row, the share that are the same. `commonest`: the answer given most, and
    `share` its share of all answers. `by_chance`: how often two would agree who drew their answers from that mix.
    `alpha`: Krippendorff's, nominal, with its 95% bootstrap interval over the rows. `paradox`: the prevalence paradox.
    """

    question: str
    rows: int
    answers: int
    agreed: float
    commonest: str
    share: float
    by_chance: float
    alpha: float
    low: float
    high: float

    @property
    def paradox(self) -> bool:
        """Whether much agreement and a low alpha come together: nearly everybody gives one answer."""
        return self.agreed >= MUCH_AGREED and self.share >= PREVALENT and self.alpha < LOW_ALPHA


@dataclass(frozen=True, slots=True)
class Split:
    """The answers to one question on one row, most frequent first. `agreed` is the share of agreeing pairs."""

    item: Item
    question: str
    counts: tuple[tuple[str, int], ...]
    agreed: float


@dataclass(frozen=True, slots=True)
class Kappas:
    """Cohen's kappa of each pair of coders on one question: the lowest, middle and highest; NaN where not defined."""

    question: str
    pairs: int
    lowest: float
    middle: float
    highest: float


@dataclass(frozen=True, slots=True)
class Against:
    """One coder (the machine) against the others on one question.

    `agreed`: the share of the others' answers that are this coder's too. `kappa`: Cohen's, against the answer that
    most of the others gave (rows without a clear one left out), with its 95% bootstrap interval over the rows.
    `differs`: the rows where that answer is another, with both answers.
    """

    question: str
    answers: int
    agreed: float
    rows: int
    kappa: float
    low: float
    high: float
    differs: tuple[tuple[str, str, str], ...]


def pair_agreement(counts: Sequence[int]) -> tuple[int, int]:
    """(pairs that agree, pairs) of the answers to one row, given how often each answer was given.

    >>> pair_agreement([3, 1])  # four people: 3 of the 6 pairs
    (3, 6)
    """
    n = sum(counts)
    return sum(c * (c - 1) // 2 for c in counts), n * (n - 1) // 2


def splits(codings: Sequence[Coding], items: Sequence[Item]) -> list[Split]:
    """Every row and question that two or more answered, those that split the class most first."""
    found = []
    for item, question in ((i, q.name) for i in items for q in i.questions):
        counts = _counts(codings, item, question)
        same, pairs = pair_agreement(list(counts.values()))
        if pairs:
            ranked = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
            found.append(Split(item, question, ranked, same / pairs))
    return sorted(found, key=lambda s: s.agreed)  # stable: in the article's order among equals


def agreements(codings: Sequence[Coding], items: Sequence[Item]) -> list[Agreement]:
    """For each question, in the sheet's order."""
    return [_agreement(name, codings, items) for name in BY_NAME]


def _agreement(question: str, codings: Sequence[Coding], items: Sequence[Item]) -> Agreement:
    rows = [counts for item in items if (counts := _counts(codings, item, question))]
    if not rows:
        return Agreement(question, 0, 0, NOT_DEFINED, "", *(NOT_DEFINED,) * 5)
    same, pairs = (sum(x) for x in zip(*(pair_agreement(list(r.values())) for r in rows), strict=True))
    total = sum(rows, Counter())
    answers = total.total()
    commonest, most = min(total.items(), key=lambda pair: (-pair[1], pair[0]))
    by_chance = sum((n / answers) ** 2 for n in total.values())
    figures = most / answers, by_chance, alpha(rows), *interval(alpha, rows)
    return Agreement(question, len(rows), answers, same / pairs if pairs else NOT_DEFINED, commonest, *figures)


def alpha(rows: Sequence[Counter]) -> float:
    """Krippendorff's alpha for codes without an order; NaN where all answers are the same, or nothing can differ.

    >>> round(alpha([Counter(a=2), Counter(a=1, b=1), Counter(b=2)]), 3)  # 1 - 5 * 2 / (2 * 3 * 3)
    0.444
    """
    import krippendorff

    rows = [r for r in rows if sum(r.values()) > 1]
    codes = sorted(set().union(*rows))
    if len(codes) < 2:
        return NOT_DEFINED
    return float(krippendorff.alpha(value_counts=[[r[c] for c in codes] for r in rows], level_of_measurement="nominal"))


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two coders' answers to the same rows; NaN where one of them gave the same answer throughout: it
    would be 0 then, however often they agree.

    >>> round(kappa([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15), 3)
    0.4
    """
    from nltk.metrics.agreement import AnnotationTask

    if any(len(set(codes)) < 2 for codes in zip(*pairs, strict=True)) or not pairs:
        return NOT_DEFINED
    data = [(who, str(row), code) for row, pair in enumerate(pairs) for who, code in zip("ab", pair, strict=True)]
    return float(AnnotationTask(data).kappa_pairwise("a", "b"))


def interval(figure: Callable[[Sequence], float], rows: Sequence) -> tuple[float, float]:
    """The middle 95% of a figure over `DRAWS` draws of the rows with putting back; NaN where there is too little. Draws
    in which the figure is not defined are left out; if those are more than half, so is the interval."""
    if len(rows) < 3:
        return NOT_DEFINED, NOT_DEFINED
    drawing = random.Random(SEED)
    values = [figure(drawing.choices(rows, k=len(rows))) for _ in range(DRAWS)]
    defined = sorted(v for v in values if not math.isnan(v))
    if len(defined) < DRAWS / 2:
        return NOT_DEFINED, NOT_DEFINED
    last = len(defined) - 1
    return defined[round(0.025 * last)], defined[round(0.975 * last)]


def kappas(codings: Sequence[Coding], items: Sequence[Item]) -> list[Kappas]:
    """For each question, over all pairs of coders."""
    found = []
    for question in BY_NAME:
        rows = [(item.name, question) for item in items]
        pairs = (
            [(a.answers[r], b.answers[r]) for r in rows if r in a.answers and r in b.answers]
            for a, b in combinations(codings, 2)
        )
        values = sorted(v for v in map(kappa, pairs) if not math.isnan(v)) or [NOT_DEFINED]
        n = 0 if math.isnan(values[0]) else len(values)
        found.append(Kappas(question, n, values[0], values[(len(values) - 1) // 2], values[-1]))
    return found


def against(one: Coding, others: Sequence[Coding], items: Sequence[Item]) -> list[Against]:
    """One coder against the others, on the questions that this coder answered."""
    return [_against(q, one, others, items) for q in BY_NAME if any(name == q for _, name in one.answers)]


def _against(question: str, one: Coding, others: Sequence[Coding], items: Sequence[Item]) -> Against:
    same = answers = 0
    pairs, named = [], []
    for item in items:
        own = one.answers.get((item.name, question))
        counts = _counts(others, item, question)
        if own is None or not counts:
            continue
        same, answers = same + counts[own], answers + sum(counts.values())
        (top, n), *rest = counts.most_common()
        if not rest or rest[0][1] < n:
            pairs.append((own, top))
            named.append(item.name)
    low, high = interval(kappa, pairs)
    differs = tuple((name, *pair) for name, pair in zip(named, pairs, strict=True) if pair[0] != pair[1])
    agreed = same / answers if answers else NOT_DEFINED
    return Against(question, answers, agreed, len(pairs), kappa(pairs), low, high, differs)


def _counts(codings: Sequence[Coding], item: Item, question: str) -> Counter:
    return Counter(code for c in codings if (code := c.answers.get((item.name, question))))


def machine_coding(analysis: Analysis) -> Coding:
    """The machine as one more coder: what the pipeline and a word list would put into the sheet.

    For each sentence of the body: whose words most of it is, whether that source is named, whether it is loaded. The
    rest it leaves empty: no program here tells facts from judgments, and none answers questions on the whole article.
    """
    answers, text = {}, gap.mask_surnames(analysis)
    for n, sentence in enumerate(analysis.parse.sentences, 1):
        speaker, named = _voice(analysis, sentence)
        loaded = "yes" if VADER.rated(text, sentence) else "no"
        given = {"speaker": speaker, "named": named, "loaded": loaded}
        answers |= {(f"S{n}", question): code for question, code in given.items() if code}
    return Coding("the machine", answers)


def _voice(analysis: Analysis, sentence: Span) -> tuple[str, str | None]:
    """(speaker, named) by most of the sentence's words; "Trump said" around a quotation counts for nobody."""
    words = list(analysis.article.words(sentence))
    framing = [s for a in analysis.sourcing.statements for s in (*a.source, *a.cue)]
    in_voice = {v.source_id: _inside(words, v.spans) for v in analysis.sourcing.voices}
    own = in_voice.pop(None, [])
    counts = {source: len(found) for source, found in in_voice.items()}
    if sum(counts.values()) <= len(own) - len(_inside(own, framing)):
        return "article", None
    most = max(counts, key=lambda source: (counts[source], -source))
    return "other", "named" if analysis.sourcing.source(most).named else "unnamed"


def _inside(words: Iterable[Span], spans: Sequence[Span]) -> list[Span]:
    return [w for w in words if any(start <= w[0] and w[1] <= end for start, end in spans)]
