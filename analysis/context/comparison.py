"""Several articles on one event: which sources, statements and quotations they share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from analysis import catalogue
from analysis.article import WORD, Attribution, Page, Source, Span
from analysis.measures.sourcing import counts
from analysis.measures.sourcing.names import normalize_name, same_name
from analysis.nlp.text_type import ENGLISH, withheld

# Two statements are one by so many words in a row, or by so many rare words and their share of all rare ones.
RUN, FEW_WORDS, OVERLAP = 4, 3, 0.5
RARE = 2  # times in an article
MOST_ARTICLES = 6
PEOPLE = ("person", "group")
NAMES = {"PERSON", "PER", "ORG", "GPE", "LOC", "FAC", "NORP"}
FEW_NAMES = 2


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """One who is a source in at least one of the articles: `ids` are its sources there, None where it is none."""

    name: str
    kind: str
    ids: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SharedStatement:
    """What two articles both give to somebody: the attribution in each, and how the words differ."""

    articles: tuple[int, int]
    attributions: tuple[int, int]
    difference: str  # `SAME`, `FIRST_LONGER` ...


SAME, OTHER_WORDS = "same words", "other words"
FIRST_LONGER, SECOND_LONGER = "longer in the first", "longer in the second"


def compared_sources(pages: Sequence[Page]) -> list[ComparedSource]:
    """Sources by name over all articles: first those in most articles, then those with most words."""
    found: list[tuple[Source, list[int | None]]] = []
    for at, page in enumerate(pages):
        for source in counts.sources_in_body(page.analysis):
            same = next((ids for known, ids in found if ids[at] is None and _one(known, source)), None)
            if same is None:
                found.append((source, [source.id if i == at else None for i in range(len(pages))]))
            else:
                same[at] = source.id
    named = [ComparedSource(_fullest_name(_with_ids(pages, ids)), s.kind, tuple(ids)) for s, ids in found]
    return sorted(named, key=lambda s: (s.ids.count(None), -words(pages, s)))


def _one(a: Source, b: Source) -> bool:
    if a.named and b.named:
        return same_name(a.name, b.name)
    return a.named == b.named and normalize_name(a.name).lower() == normalize_name(b.name).lower()


def _with_ids(pages: Sequence[Page], ids: Sequence[int | None]) -> list[Source]:
    return [p.analysis.sourcing.source(i) for p, i in zip(pages, ids, strict=True) if i is not None]


def _fullest_name(sources: Sequence[Source]) -> str:
    return " ".join(max((s.name for s in sources), key=len).split())


def words(pages: Sequence[Page], source: ComparedSource) -> int:
    """Body words in the source's voice, in all articles."""
    return sum(s.words for s in _with_ids(pages, source.ids))


def shared_statements(pages: Sequence[Page]) -> list[SharedStatement]:
    """Statements that two articles share, each once in every pair of articles, in the order of the first."""
    found = []
    for a, b in combinations(range(len(pages)), 2):
        scored = sorted(_candidates(pages[a], pages[b]), key=lambda c: (-c[0], c[1], c[2]))
        used: tuple[set[int], set[int]] = (set(), set())
        for _, i, j, difference in scored:
            if i not in used[0] and j not in used[1]:
                used[0].add(i)
                used[1].add(j)
                found.append(SharedStatement((a, b), (i, j), difference))
    return sorted(found, key=lambda t: (t.articles, t.attributions))


def _candidates(first: Page, second: Page) -> Iterator[tuple[float, int, int, str]]:
    """Pairs are looked up by the rare words that they share: long articles have thousands of statements."""
    rare = _rare(first) & _rare(second)
    ours, theirs = (
        {a.id: (said, rare.intersection(said)) for a in p.analysis.sourcing.statements if (said := spoken(p, a))}
        for p in (first, second)
    )
    having: dict[str, list[int]] = {}
    for j, (_, rare_b) in theirs.items():
        for word in rare_b:
            having.setdefault(word, []).append(j)
    for i, (a, rare_a) in ours.items():
        for j in {j for word in rare_a for j in having.get(word, ())}:
            b, rare_b = theirs[j]
            shared = rare_a & rare_b
            match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
            in_a_row = match.size >= RUN and not shared.isdisjoint(a[match.a : match.a + match.size])
            part = len(shared) / min(len(rare_a), len(rare_b))
            if in_a_row or (len(shared) >= FEW_WORDS and part >= OVERLAP):
                yield match.size + len(shared) * part, i, j, _difference(a, b, match.size)


def spoken(page: Page, attribution: Attribution) -> list[str]:
    """The words of what is said, in lower case."""
    return [w for s in attribution.content for w in _lower(page, s)]


def _lower(page: Page, span: Span) -> list[str]:
    return [m[0].lower().replace("’", "'") for m in WORD.finditer(page.article.prose, *span)]


def _rare(page: Page) -> set[str]:
    """Words that tell one statement from others on the same event: long enough, and not all over the article."""
    counted = Counter(w for p in page.article.paragraphs for w in _lower(page, p))
    return {w for w, times in counted.items() if times <= RARE and len(w) > 3 and w not in ENGLISH}


def _difference(a: list[str], b: list[str], run: int) -> str:
    if run < min(len(a), len(b)):
        return OTHER_WORDS
    return SAME if len(a) == len(b) else FIRST_LONGER if len(a) > len(b) else SECOND_LONGER


def speakers(page: Page, attribution_id: int) -> list[Source]:
    """The sources of a statement."""
    sourcing = page.analysis.sourcing
    return [sourcing.source(i) for i in sourcing.attributions[attribution_id].source_ids]


def named_in_one(pages: Sequence[Page], found: Sequence[SharedStatement]) -> list[SharedStatement]:
    """Of these, where one article names the person who says it, and the other has a person or group without a name."""
    return [t for t in found if {_named(speakers(*s)) for s in _said(pages, t)} == {True, False}]


def _named(who: list[Source]) -> bool | None:
    """None where documents or outlets are among them: nobody hides a document."""
    people = [s for s in who if s.kind in PEOPLE]
    return any(s.named for s in people) if people and len(people) == len(who) else None


def quoted_differently(pages: Sequence[Page], found: Sequence[SharedStatement]) -> list[SharedStatement]:
    """Of these, those in quotation marks in at least one article whose words are not the same."""
    manners = ({p.analysis.sourcing.attributions[i].manner for p, i in _said(pages, t)} for t in found)
    return [t for t, manner in zip(found, manners, strict=True) if t.difference != SAME and manner != {"indirect"}]


def _said(pages: Sequence[Page], shared: SharedStatement) -> Iterator[tuple[Page, int]]:
    """The two articles, each with the id of its attribution."""
    return ((pages[p], i) for p, i in zip(shared.articles, shared.attributions, strict=True))


def headline_verbs(page: Page) -> list[Span]:
    """The full verbs of the headline."""
    span = page.article.span("headline")
    if span is None:
        return []
    tokens = (t for t in page.analysis.parse.doc if span[0] <= t.idx < span[1])
    return [(t.idx, t.idx + len(t.text)) for t in tokens if t.pos_ == "VERB"]


def shared_names(pages: Sequence[Page]) -> int:
    """How many names of people, places and organizations the two articles that share fewest have in common."""
    named = [{normalize_name(e.text).lower() for e in p.analysis.parse.doc.ents if e.label_ in NAMES} for p in pages]
    return min((len(a & b) for a, b in combinations(named, 2)), default=0)


def left_out(pages: Sequence[Page]) -> dict[str, tuple[int, str]]:
    """Question -> the first of the articles to which it does not apply, and why not."""
    found: dict[str, tuple[int, str]] = {}
    for at, page in enumerate(pages):
        for question, reason in withheld(page.limits).items():
            found.setdefault(question, (at, reason))
    return found


def measures(pages: Sequence[Page]) -> list[catalogue.Measure]:
    """The measures of body or headline that apply to all of the articles; not what an online calculator says."""
    out = left_out(pages).keys() | {"provenance"}
    return [m for m in catalogue.MEASURES if m.question not in out and not m.name.startswith("textstat_")]
