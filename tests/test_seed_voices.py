"""Whose words the seed has: its statements put together by hand, so that no pipeline is tested."""

from collections.abc import Iterable
from dataclasses import replace

import parses
import pytest

from analysis.article import Analysis, Attribution, Kind, Source, Sourcing, Span, Type, Voice
from analysis.measures.sourcing import counts
from analysis.measures.sourcing.voices import assign_voices, how_heard, spoken_words

SEED = parses.seed()
TEXT, ARTICLE, PARSE = SEED.article.text, SEED.article, SEED.parse
TRUMP, JOURNAL, PEOPLE, OFFICIALS, AMERICAN, TAKAICHI, XI = range(7)
TOGETHER = (OFFICIALS, AMERICAN)
KINDS: tuple[Kind, ...] = ("person", "outlet", "group", "group", "person", "person", "person")

LEDE = "President Donald Trump privately told the prime minister of Japan to back off its aggressive stance"
LEDE += " against China invading Taiwan"
BACK_OFF = "to back off its aggressive stance against China invading Taiwan"
DASH = "a move that blindsided an allied leader whom Trump generally praises for hawkishness"
DAYS = "Days after Japanese Prime Minister Sanae Takaichi outraged China by suggesting"
ATTACK = "a Chinese attack on Taiwan could mobilize a Tokyo military response"
SPENT = "Xi spent half of an hourlong phone call with Trump"
PARTY = "people briefed on the matter"
CLAIM = "China’s historic claim to the democratic self-governing island as well as Washington and Beijing’s joint"
CLAIM += " responsibility to manage the world order"
SAME_DAY = "Then, the same day, Trump"
SET_UP = "set up a call with Takaichi and advised her"
PROVOKE = "not to provoke Beijing on the question of Taiwan’s sovereignty"
THEM = "Japanese officials and an American briefed on the call"
PER = 'Trump gave Takaichi "subtle" advice and did not tell her to actually retract her previous statements, '
PER += "acknowledging the political constraints she faced — but did urge her"
RETRACT, CONSTRAINTS = "to actually retract her previous statements", "the political constraints she faced"
RHETORIC = "to tone down the rhetoric"
FIRST = TEXT[TEXT.index("The United States relationship") : TEXT.index(",” Trump said")]
SECOND = TEXT[TEXT.index("We signed wonderful") : TEXT.index("!”")]


def at(words: str) -> Span:
    return parses.find(TEXT, words)


def marked(words: str) -> Span:
    """With the quotation mark before it, and what is behind it up to the closing one."""
    start, end = at(words)
    return start - 1, next(e for s, e in PARSE.quotations if s < end <= e)


def statements(dash: bool, same_day: bool) -> tuple[Attribution, ...]:
    """Who says what. `dash`, `same_day`: a reader gives the Journal the clause behind the dash, and "Then, ..."."""
    journal = (at(LEDE), at(DASH)) if dash else (at(LEDE),)
    report = (at(SAME_DAY)[0], marked(SET_UP)[1]) if same_day else marked(SET_UP)
    people = ((at(DAYS)[0], at(SPENT)[1]), (at("hammering home")[0], at(CLAIM)[1]))
    rows: list[tuple[tuple[int, ...], Type, int | None, str, str, tuple[Span, ...]]] = [
        ((JOURNAL,), "statement", None, "|the Wall Street Journal", "|reported", journal),
        ((TRUMP,), "statement", 0, "|President Donald Trump", "|privately told", (at(BACK_OFF),)),
        ((JOURNAL,), "statement", None, "said |the report", "|said| the report", (marked(DAYS),)),
        ((PEOPLE,), "statement", 2, "|people briefed on the matter", "matter |said", people),
        ((TAKAICHI,), "statement", 3, "|Japanese Prime Minister Sanae Takaichi", "|suggesting", (at(ATTACK),)),
        ((XI,), "statement", 3, "|Xi| spent", "|hammering home", (at(CLAIM),)),
        ((JOURNAL,), "statement", None, "", "", (report,)),
        (TOGETHER, "statement", 6, f"said |{THEM}", f"|said| {THEM}", ((at(SET_UP)[0], at(PROVOKE)[1]),)),
        ((TRUMP,), "statement", 7, "", "|advised", (at(PROVOKE),)),
        ((JOURNAL,), "statement", None, "Per |the report", "|Per| the report", ((at(PER)[0], at(RHETORIC)[1]),)),
        ((TRUMP,), "deed", 9, "", "|did not tell her", (at(RETRACT),)),
        ((TRUMP,), "thought", 9, "", "|acknowledging", (at(CONSTRAINTS),)),
        ((TRUMP,), "statement", 9, "", "|did urge her", (at(RHETORIC),)),
        ((TRUMP,), "statement", None, "|Trump| said, adding", "Trump |said|, adding", (marked(FIRST),)),
        ((TRUMP,), "statement", None, "", "said, |adding", (marked(SECOND),)),
    ]
    return tuple(
        Attribution(n, part(source), part(cue), content, "indirect", kind, inside, who, 1.0)
        for n, (who, kind, inside, source, cue, content) in enumerate(rows)
    )


def part(words: str) -> tuple[Span, ...]:
    """The part between bars of some words, each of which is in the text once."""
    before, _, rest = words.partition("|")
    wanted = rest.partition("|")[0]
    start = at(words.replace("|", ""))[0] + len(before) if words else 0
    return ((start, start + len(wanted)),) if words else ()


def read(dash: bool = False, same_day: bool = False, **types: Type) -> Analysis:
    """The seed as a reader takes it; `types`: of attributions, by their cue."""
    found = tuple(
        replace(a, type=types[cue]) if (cue := " ".join(TEXT[slice(*c)] for c in a.cue)) in types else a
        for a in statements(dash, same_day)
    )
    words = spoken_words(ARTICLE, PARSE.quotations, found)
    heard = how_heard(ARTICLE, words, found)
    sources = []
    for n, kind in enumerate(KINDS):
        mine = tuple(a.id for a in found if n in a.source_ids)
        mentions = tuple(s for a in mine for s in found[a].source)
        via = None if n == JOURNAL else JOURNAL
        named = n in (TRUMP, JOURNAL, TAKAICHI, XI)
        sources.append(Source(n, str(n), kind, named, via, (), (), mentions, mine, 0, heard.get(n, "told about")))
    return Analysis(ARTICLE, PARSE, Sourcing(found, tuple(sources), assign_voices(words)), ())


def shown(spans: Iterable[Span]) -> list[str]:
    return [TEXT[slice(*s)] for s in spans]


@pytest.fixture(scope="module")
def voices() -> dict[int | None, Voice]:
    return {v.source_id: v for v in read().sourcing.voices}


# Words, by hand: "U.S." has two.
#            own  Journal  Trump  people  officials  Takaichi  Xi
# paragraph 1  18       10     10                                  38
# paragraph 2   3        6             23                  11  21  64
# paragraph 3   5       10     10              9                   34
# paragraph 4   3       26      5                                  34
# paragraph 5  12                                                  12
# paragraph 6   3              89                                  92
# paragraph 7  42                                                  42
def test_every_word_has_one_voice(voices):
    counts = {JOURNAL: 52, TRUMP: 114, PEOPLE: 23, OFFICIALS: 9, TAKAICHI: 11, XI: 21}
    assert {source: v.words for source, v in voices.items()} == {None: 86, **counts}
    assert sum(v.words for v in voices.values()) == 316


def test_the_articles_own_words(voices):
    own = voices[None]
    assert shown(own.spans)[:6] == [
        f"reported the Wall Street Journal — {DASH}",
        "said the report",
        SAME_DAY,
        "Per the report",
        "In response to the story, Trump issued a statement to the Journal",
        "Trump said, adding",
    ]
    assert len(own.spans) == 7 and own.spans[6][1] == ARTICLE.paragraphs[6][1] - 1  # without the period
    assert (own.quoted, own.retold, own.quoted_words, own.retold_words, own.quoted_from) == ((), (), 0, 0, ())


def test_trump_is_quoted_from_his_statement_and_retold_elsewhere(voices):
    trump = voices[TRUMP]
    assert shown(trump.quoted) == [FIRST, SECOND]
    assert shown(trump.retold) == [BACK_OFF, PROVOKE, RHETORIC]
    assert (trump.quoted_words, trump.retold_words) == (89, 10 + 10 + 5)
    assert [(TEXT[slice(*q.span)], q.source_id) for q in trump.quoted_from] == [(PROVOKE, JOURNAL)]


def test_the_journal_is_quoted_where_its_report_is_in_marks(voices):
    journal = voices[JOURNAL]
    assert shown(journal.quoted) == [f"{PARTY} said", f"said {THEM}", "subtle"]
    told = PER.partition(' "subtle" ')
    assert shown(journal.retold) == [LEDE.removesuffix(f" {BACK_OFF}"), told[0], told[2]]
    assert (journal.quoted_words, journal.retold_words) == (6 + 10 + 1, 10 + 25)


def test_who_speaks_inside_the_journals_marks_is_retold_and_quoted_from_the_journal(voices):
    inside = {
        PEOPLE: [DAYS, SPENT, "hammering home"],
        TAKAICHI: [ATTACK],
        XI: [CLAIM],
        OFFICIALS: [SET_UP],
    }
    for source, words in inside.items():
        voice = voices[source]
        assert (voice.quoted, shown(voice.retold), voice.retold_words) == ((), words, voice.words)
        assert [(TEXT[slice(*q.span)], q.source_id) for q in voice.quoted_from] == [(w, JOURNAL) for w in words]


def test_who_is_heard():
    heard = [s.heard for s in read().sourcing.sources]
    assert heard == ["quoted", "quoted", "retold", "retold", "retold", "retold", "retold"]


def test_seven_sources_of_which_three_are_not_named():
    found = read()
    assert [counts.sources(found, "body", only).value for only in (None, "named", "unnamed")] == [7, 4, 3]
    assert counts.statements(found, "body").value == 13


def test_what_is_denied_or_thought_is_in_nobodys_words(voices):
    said = read(**{"did not tell her": "statement", "acknowledging": "statement"})
    trump = said.sourcing.voice(TRUMP)
    assert shown(trump.retold) == [BACK_OFF, PROVOKE, RETRACT, CONSTRAINTS, RHETORIC]
    assert said.sourcing.voice(JOURNAL).words == voices[JOURNAL].words - 6 - 5
    assert (RETRACT in shown(voices[TRUMP].retold)) is False


@pytest.mark.parametrize("dash", [False, True])
@pytest.mark.parametrize("same_day", [False, True])
def test_both_readings_are_in_the_range(dash, same_day):
    """13 words behind the dash and 5 of "Then, the same day, Trump", whichever way they were read."""
    found = read(dash, same_day)
    others = 13 * dash + 5 * same_day
    own, second_hand = counts.narrator_share(found, "body"), counts.second_hand_share(found, "body")
    assert (own.value, own.low, own.high) == pytest.approx(((86 - others) / 316, 68 / 316, 86 / 316))
    assert (second_hand.value, second_hand.low, second_hand.high) == pytest.approx(
        ((230 + others) / 316, 230 / 316, 248 / 316)
    )
    assert own.note == "the range allows for 18 words whose speaker is not clear"
