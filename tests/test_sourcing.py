"""Who says what: on the seed, by the hand count in its sidecar, and on short texts of our own."""

import json
import textwrap
from pathlib import Path

import pytest

from analysis import catalogue, workbook
from analysis.article import Article, Attribution
from analysis.measures.sourcing import counts
from analysis.measures.sourcing.attributions import Draft, manner
from analysis.measures.sourcing.names import is_outlet, same_name
from analysis.measures.sourcing.pieces import with_headline
from analysis.measures.sourcing.voices import assign_voices, spoken_words
from analysis.reading import plain_text

SEEDS = Path(__file__).parents[1] / "seeds"
BY_HAND = json.loads((SEEDS / "trump-takaichi-call.json").read_text(encoding="utf-8"))["sourcing"]


@pytest.fixture(scope="module")
def page():
    return workbook.open_article(SEEDS / "trump-takaichi-call.txt")


class Told:
    """One article's sourcing by its words."""

    def __init__(self, text: str):
        self.article = plain_text.from_text(text)
        self.sourcing = workbook.analyze(self.article).sourcing
        self.text = self.article.text

    def words(self, spans) -> list[str]:
        return [self.text[slice(*s)] for s in spans]

    def source(self, *names: str):
        """The one source whose name holds each of these words."""
        (found,) = [s for s in self.sourcing.sources if all(n in s.name for n in names)]
        return found

    def spoken(self, *names: str) -> str:
        """All that the named source (no name: the article itself) says, in its voice."""
        source_id = self.source(*names).id if names else None
        return " ".join(self.words(s for v in self.sourcing.voices if v.source_id == source_id for s in v.spans))


@pytest.fixture(scope="module")
def seed(page):
    return Told(page.article.text)


# --- the seed ----------------------------------------------------------------------------------------------


def test_seed_names_exactly_these_unnamed_sources(seed):
    unnamed = [s for s in seed.sourcing.sources if not s.named]
    assert [s.name for s in unnamed] == [u["name"] for u in BY_HAND["unnamed_sources"]]
    for source, by_hand in zip(unnamed, BY_HAND["unnamed_sources"], strict=True):
        expected = [by_hand["position_to_know"]] if by_hand["position_to_know"] else []
        assert seed.words(source.position_to_know) == expected
        assert source.reason_for_anonymity == ()
        start, end = seed.article.paragraphs[by_hand["paragraph"]]
        assert all(start <= s < end for s, _ in source.mentions)


def test_seed_unnamed_sources_stand_inside_the_journals_report(seed):
    journal = seed.source("Wall Street Journal")
    for source in [s for s in seed.sourcing.sources if not s.named]:
        assert source.second_hand_via == journal.id
        for n in source.attributions:
            parent = seed.sourcing.attributions[n].parent
            assert seed.sourcing.attributions[parent].source_ids == (journal.id,)


def test_seed_officials_and_the_american_share_one_attribution(seed):
    first, second = (seed.source(n) for n in BY_HAND["one_attribution"])
    assert first.attributions == second.attributions
    (n,) = first.attributions
    parent = seed.sourcing.attributions[seed.sourcing.attributions[n].parent]
    assert parent.source == parent.cue == ()
    assert BY_HAND["continues_the_report"] in " ".join(seed.words(parent.content))
    start, end = seed.article.paragraphs[2]
    assert all(start <= s < e <= end for s, e in parent.content)


def test_seed_named_sources(seed):
    trump, journal = seed.source("Trump"), seed.source("Wall Street Journal")
    assert (trump.kind, trump.named, journal.kind, journal.named) == ("person", True, "outlet", True)
    assert [s.id for s in seed.sourcing.sources if s.kind == "outlet"] == [journal.id]
    assert {"the report", "the Wall Street Journal"} <= set(seed.words(journal.mentions))
    assert any("Journal" in m and "Wall" not in m for m in seed.words(journal.mentions))
    assert "“The United States relationship" in " ".join(
        w for n in trump.attributions for w in seed.words(seed.sourcing.attributions[n].content)
    )


def test_seed_scare_quote_is_no_voice(seed):
    assert not any(seed.words(v.spans) == ["subtle"] for v in seed.sourcing.voices)
    assert "subtle" not in " ".join(s.name for s in seed.sourcing.sources)


def test_seed_statement_goes_on_after_adding(seed):
    said = seed.spoken("Trump")
    assert "Getting along with China" in said
    assert "We signed wonderful trade deals" in said
    assert "said" not in said.split()


def test_seed_closing_paragraph_is_the_articles_own(seed):
    own = next(v for v in seed.sourcing.voices if v.source_id is None)
    assert seed.words(own.spans)[-1].startswith("Trump has spent much of the year")
    assert seed.words(own.spans)[-1].endswith("exporting their crops")


# Words inside quotation marks, by hand, with "U.S." two words and "that’s" one: paragraph 2 has 64 words of which
# "said the report" is outside, paragraph 3 has 36 with 5 outside ("Then, the same day, Trump"), paragraph 4 the
# one word "subtle", paragraph 6 all but "Trump said, adding".
def test_seed_shares(page, seed):
    words = {n: len(list(seed.article.words(p))) for n, p in enumerate(seed.article.paragraphs)}
    quoted = (words[1] - 3) + (words[2] - 5) + 1 + (words[5] - 3)
    total = sum(words.values())
    assert page.measurement("quoted_share").value == pytest.approx(quoted / total)
    assert sum(v.words for v in seed.sourcing.voices) == total
    assert sum(v.share for v in seed.sourcing.voices) == pytest.approx(1)


def test_what_the_articles_own_outlet_was_told_is_first_hand():
    told = Told(
        "Wall falls at night\n\nLARKFIELD (AP) — The wall fell at night, a police spokesman told The Associated Press."
        "\n\nThe wall was old and nobody had looked after it, the mayor told Reuters.\n"
    )
    assert told.article.outlet == "AP"
    assert told.source("spokesman").second_hand_via is None
    assert told.sourcing.source(told.source("mayor").second_hand_via).name == "Reuters"


def test_seed_evidence_of_sources_lies_in_the_body(page):
    body = page.article.paragraphs[0][0]
    for name in ("sources", "named_sources", "unnamed_sources"):
        found = page.measurement(name)
        assert len(found.evidence) == found.value
        assert all(start >= body for start, _ in found.evidence)


def test_a_phrase_of_marks_only_is_survived():
    assert Told(
        "Wall falls\n\nThe mayor,, and ..., said the wall fell. It was late, said The, and , he said.\n"
    ).sourcing


def test_seed_counts(page):
    values = {m.name: m.value for m in page.measured if m.scope == "body"}
    assert values["unnamed_sources"] == 3
    assert values["sources"] == values["named_sources"] + values["unnamed_sources"]
    assert values["attributions"] == values["direct"] + values["indirect"] + values["mixed"]


# --- short texts ---------------------------------------------------------------------------------------------

BRIDGE = """Bridge stays open

The old bridge is safe, Mayor Ada Quill said on Monday. She said the city had checked every beam.

The checks were rushed, according to two engineers familiar with the reports, who spoke on condition of anonymity \
because they were not authorized to speak to the press.

“Nobody asked us,” said Ben Oduya, who lives next to the bridge.
"""


@pytest.fixture(scope="module")
def bridge():
    return Told(BRIDGE)


def test_a_pronoun_leads_to_the_person_before_it(bridge):
    quill = bridge.source("Quill")
    assert "She" in bridge.words(quill.mentions)
    assert "checked every beam" in bridge.spoken("Quill")


def test_unnamed_with_position_and_reason(bridge):
    engineers = bridge.source("engineers")
    assert (engineers.named, engineers.kind) == (False, "group")
    assert bridge.words(engineers.position_to_know) == ["familiar with the reports"]
    assert bridge.words(engineers.reason_for_anonymity) == ["because they were not authorized to speak to the press"]
    assert engineers.second_hand_via is None


def test_a_quotation_ends_where_its_marks_end(bridge):
    assert bridge.spoken("Oduya") == "Nobody asked us"


CASES = {
    # name: (body, {words of a source's name: (kind, named, words of the outlet it came through or "")})
    "nested according to": (
        '"The money was gone, according to two people familiar with the audit," the Larkfield Herald wrote.',
        {"two people": ("group", False, "Herald"), "Herald": ("outlet", True, "")},
    ),
    "citing people": (
        "The wall fell, Reuters reported, citing two officials familiar with the plan.",
        {"two officials": ("group", False, "Reuters"), "Reuters": ("outlet", True, "")},
    ),
    "citing inside a statement": (
        "The mayor said the Larkfield Herald had reported, citing two officials, that the wall fell.",
        {"mayor": ("person", True, "")},
    ),
    "citing a reason": (
        "The mayor left the room on Monday, citing health concerns, the city said.",
        {"mayor": None, "concerns": None},
    ),
    "told to an outlet that says nothing itself": (
        "The wall fell at night, a police spokesman told Reuters.",
        {"spokesman": ("person", False, "Reuters"), "Reuters": ("outlet", True, "")},
    ),
    "three descriptions are three": (
        "People familiar with the matter said the harbor is full. People briefed on the talks said it is empty. "
        "A witness said it rained. Another witness said it snowed.",
        {
            "familiar": ("group", False, ""),
            "briefed": ("group", False, ""),
            "A witness": ("person", False, ""),
            "Another witness": ("person", False, ""),
        },
    ),
    "who asked not to be named": (
        "Mayor Jane Poe denied it. Two aides, who asked not to be named because they feared for their jobs, said the "
        "wall was old.",
        {"Poe": ("person", True, ""), "Two aides": ("group", False, "")},
    ),
    "the company": (
        "Acme Corp. said it would pay. The company said on Monday that the money was there.",
        {"Acme": ("organization", True, ""), "company": None},
    ),
    "named behind a comma": (
        "The director of the agency, Ada Quill, said it was late. Quill added that it was dark.",
        {"Quill": ("person", True, "")},
    ),
    "a list of names": (
        "Mayor Ada Quill, Senator Tom Berg and union leader Ida Moss said the road was closed.",
        {"Quill": ("person", True, ""), "Berg": ("person", True, ""), "Moss": ("person", True, "")},
    ),
    "the president": (
        "President Ada Quill spoke on Monday. The president said that the road was closed.",
        {"Quill": ("person", True, "")},
    ),
    "a judge who is named below": (
        "A Larkfield judge said that the wall must stay.\n\nJustice Ada Quill said the city had no right to it. "
        "The judge said it was late.",
        {"Quill": ("person", True, ""), "judge": None},
    ),
    "a judge, and two are named below": (
        "A Larkfield judge said that the wall must stay.\n\nJudge Ada Quill said the city had no right to it. "
        "Judge Tom Berg said it had.",
        {"Quill": ("person", True, ""), "Berg": ("person", True, ""), "Larkfield judge": ("person", False, "")},
    ),
    "a judge, another judge, and one is named below": (
        "A Larkfield judge said that the wall must stay. Another judge said that it must fall.\n\nJudge Ada Quill said "
        "the city had no right to it.",
        {"Quill": ("person", True, ""), "Another judge": ("person", False, "")},
    ),
    "somebody's lawyer, and another": (
        "Tom Berg's lawyer said that the wall must stay.\n\nAttorney Ada Quill, who is for the city, said it must go.",
        {"Quill": ("person", True, ""), "lawyer": ("person", False, "")},
    ),
    "directors of other things": (
        "A funeral director said that the wall must stay.\n\nF.B.I. Director Ada Quill said it was open.",
        {"Quill": ("person", True, ""), "funeral": ("person", False, "")},
    ),
    "another court and another bank": (
        "A Texas court ruled that it must stay. A Swiss bank said that the loan was safe.\n\nThe Supreme Court said it "
        "was not. Bank of America said nothing.",
        {"Texas": ("organization", False, ""), "Swiss": ("organization", False, "")},
    ),
    "a court that is named below": (
        "A federal appeals court ruled that it must stay.\n\nThe U.S. Court of Appeals for the Sixth Circuit said "
        "the city was late. The appeals court ruled that it must pay. An appeals court said so in May.",
        {
            "Sixth Circuit": ("organization", True, ""),
            "federal appeals": None,
            "An appeals court": ("organization", False, ""),
        },
    ),
    "a part of what has a name": (
        "Ada Quill sued.\n\nOn Monday a panel of the U.S. Court of Appeals said that the road was closed.",
        {"panel": ("organization", True, "")},
    ),
    "a president and one to come": (
        "President Tom Berg met President-elect Ada Quill. The president-elect said that the wall must stay. "
        "The president said it must fall.",
        {"Quill": ("person", True, ""), "Berg": ("person", True, ""), "elect": None},
    ),
    "two presidents to come": (
        "President Tom Berg left. Ada Quill, the president-elect, was there. Governor-elect Ida Moss came. "
        "The president-elect said that it was late. The president said no.",
        {"Quill": ("person", True, ""), "Berg": ("person", True, ""), "Moss": None},
    ),
    "parts of what has a name": (
        "The Chicago chapter of the N.A.A.C.P. said no. Both branches of Congress said yes. A unit of Goldman Sachs "
        "said it was late.",
        dict.fromkeys(("chapter", "branches", "unit"), ("organization", True, "")),
    ),
    "two under one title and others": (
        "Sens. Ada Quill and Tom Berg and two other lawmakers said that the road was closed. Gens. Li and Wang said no "
        "to the plan.",
        {"Quill": ("person", True, ""), "Berg": ("person", True, ""), "two other lawmakers": ("group", False, "")},
    ),
    "two under one title": (
        "Sens. Ada Quill (D-Ohio) and Tom Berg (R-Ohio) said the road was closed. Reps. Ida Moss, Ben Oduya and Jo "
        "Lind said that it was late.",
        {**dict.fromkeys(("Quill", "Berg", "Moss", "Oduya", "Lind"), ("person", True, "")), "Sens": None},
    ),
    "nobody": ("No one said that the road was closed. Nobody denied it.", {"No": None}),
    "a study": ("A study found that the road was bad.", {"study": ("document", False, "")}),
}


def as_by_hand(body: str, expected: dict) -> bool:
    """Whether each source has the kind, the name and the outlet that were told by hand; None: it is no source."""
    told = Told(f"Something happened here\n\n{body}\n")
    for name, by_hand in expected.items():
        alike = [s for s in told.sourcing.sources if name in s.name]
        if by_hand is None or len(alike) != 1:
            if alike or by_hand is not None:
                return False
            continue
        (source,) = alike
        via = told.sourcing.source(source.second_hand_via).name if source.second_hand_via is not None else ""
        if (source.kind, source.named) != by_hand[:2] or by_hand[2] not in via or bool(via) != bool(by_hand[2]):
            return False
    return True


def test_most_sources_are_as_by_hand():
    """Who is who is learned. These are hard cases, collected for the rules that the models replaced: half are right."""
    wrong = [name for name, case in CASES.items() if not as_by_hand(*case)]
    assert len(wrong) <= 0.5 * len(CASES), f"{len(wrong)} of {len(CASES)} are wrong: {wrong}"


SEED_TEXT = (SEEDS / "trump-takaichi-call.txt").read_text(encoding="utf-8")
LAYOUTS = {
    "wrapped lines": lambda text: "\n\n".join(textwrap.fill(p, 72, break_on_hyphens=False) for p in text.split("\n")),
    "no-break spaces": lambda text: text.replace("the ", "the\u00a0"),
    "doubled spaces": lambda text: text.replace("call with", "call  with"),
    "two apostrophes": lambda text: text.replace('"', "''"),
    "angle marks": lambda text: text.replace('"Days', "«Days").replace('order,"', "order,»"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_seed_in_another_layout_has_the_same_sources(layout):
    told = Told(layout(SEED_TEXT))
    assert [" ".join(s.name.split()) for s in told.sourcing.sources if not s.named] == [
        u["name"] for u in BY_HAND["unnamed_sources"]
    ]
    assert told.source("Trump").named and told.source("Journal").kind == "outlet"
    own = next(v for v in told.sourcing.voices if v.source_id is None)
    assert own.words == 68  # by hand on the seed itself; see test_seed_own_words


# By hand: "reported the Wall Street Journal" 5, "said the report" 3, "Per the report" 3, paragraph 5 has 12 ("In
# response to the story, Trump issued a statement to the Journal"), "Trump said, adding" 3, paragraph 7 has 42.
def test_seed_own_words(seed):
    own = next(v for v in seed.sourcing.voices if v.source_id is None)
    assert own.words == 5 + 3 + 3 + 12 + 3 + 42


# By hand: all other 248 of the 316 words are the Journal's, or came through it: the statement was issued to it.
def test_seed_words_from_another_outlet(seed):
    share = next(m for m in catalogue.measure(workbook.analyze(seed.article)) if m.name == "second_hand_share")
    assert share.value == pytest.approx(248 / 316)
    assert min(s for s, _ in share.evidence) >= seed.article.paragraphs[0][0]  # none of the headline


HOSTILE = {
    "opening mark never closed": "“We will see, Ada Quill said.\n\nThe next paragraph is ours.\n\nAnd this one too.",
    "closing mark never opened": "We will see,” Ada Quill said.\n\nThe next paragraph is ours.\n\nAnd this one too.",
    "mixed marks": '“We will see," Ada Quill said.\n\nThe next paragraph is ours.\n\nAnd this one too.',
    "two apostrophes": "''We will see,'' Ada Quill said.\n\nThe next paragraph is ours.\n\nAnd this one too.",
    "dashes": "— We will see, said Ada Quill.\n\nThe next paragraph is ours.\n\nAnd this one too.",
    "title of a work": "Ada Quill wrote “The Bridge” in May.\n\nThe next paragraph is ours.\n\nAnd this one too.",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_voice_swallows_the_rest_of_the_article(text):
    own = Told(text).spoken()
    assert "The next paragraph is ours" in own
    assert "And this one too" in own


# --- parts ---------------------------------------------------------------------------------------------------

NAMES = [
    ("Donald Trump", "Trump", True),
    ("Trump", "Donald Trump", True),
    ("the Wall Street Journal", "Journal", True),
    ("AP", "Associated Press", True),
    ("Ada Quill", "Ben Quill", False),
    ("Ada Quill", "Ada", False),
    ("Ada M. Quill", "Ada Quill", True),
    ("Quill’s", "Ada Quill", True),
    ("New York Times", "New York Post", False),
    ("New York", "New York Times", False),
    ("China", "Japan", False),
    ("...", "A. B.", False),
    ("", "Ada Quill", False),
]


@pytest.mark.parametrize("a, b, expected", NAMES)
def test_is_it_the_same_name(a, b, expected):
    assert same_name(a, b) is expected
    assert same_name(b, a) is expected


OUTLETS = {
    "the Wall Street Journal": True,
    "Reuters": True,
    "The New York Times": True,
    "CNN": True,
    "Larkfield Post": True,
    "Breitbart News": True,
    "the White House": False,
    "Ada Quill": False,
    "report": False,
    "Labour Party": False,
    "Post": True,
    "post": False,
}


@pytest.mark.parametrize("name, expected", OUTLETS.items())
def test_is_it_an_outlet(name, expected):
    assert is_outlet(name) is expected


def attribution(n, content, sources, parent=None):
    return Attribution(n, (), (), content, "indirect", "statement", parent, sources, 1.0)


def test_voices_partition_the_body_by_hand():
    #       0    4    8      15   20   25    31 34
    text = "Ada said Ben's bus came late. He left.\nEnd."
    article = Article(text, (), ((0, 38), (39, 43)))
    nested = [attribution(0, ((9, 28),), (0,)), attribution(1, ((15, 23),), (1,), parent=0)]
    found = {
        v.source_id: (v.words, [text[s:e] for s, e in v.spans])
        for v in assign_voices(spoken_words(article, (), nested))
    }
    assert found == {
        None: (5, ["Ada said", "He left", "End"]),
        0: (2, ["Ben's", "late"]),
        1: (2, ["bus came"]),
    }


def test_words_without_a_known_source_are_in_the_voice_around_them():
    article = Article("One two three.", (), ((0, 14),))
    found = assign_voices(spoken_words(article, (), [attribution(0, ((0, 7),), ())]))
    assert [(v.source_id, v.words, v.share) for v in found] == [(None, 3, 1.0)]


MANNERS = {
    "all quoted": ('He said "no way."', '"no way."', "said", "direct"),
    "partly": ('He said it was "no way" to live.', 'it was "no way" to live', "said", "mixed"),
    "one quoted word": ('He gave "subtle" advice on it.', '"subtle" advice on it', "gave", "indirect"),
    "not quoted": ("He said it was late.", "it was late", "said", "indirect"),
    "the marks are another's": ('"It was late, he said, and dark," she wrote.', "It was late", "said", "indirect"),
}


@pytest.mark.parametrize("text, content, cue, expected", MANNERS.values(), ids=MANNERS)
def test_manner(text, content, cue, expected):
    from parses import analysis

    article = Article(text, (), ((0, len(text)),))
    at = text.index(content)
    draft = Draft((), ((text.index(cue), text.index(cue) + len(cue)),), ((at, at + len(content)),), 1.0)
    assert manner(article, analysis(article).parse, draft) == expected


def test_a_document_without_a_name_is_none_of_the_unnamed_people_and_groups():
    text = (
        "Something happened here\n\nA study found that the road was bad. Ada Quill said it was late. An aide said no.\n"
    )
    article = plain_text.from_text(text)
    analysis = workbook.analyze(article)
    values = [counts.sources(analysis, "body", only).value for only in (None, "named", "unnamed")]
    assert values == [3, 1, 1]


def test_who_is_described_in_the_headline_is_named_below():
    told = Told(
        "Judge says the wall must stay\n\nA judge said the wall must stay.\n\nJudge Ada Quill said it was late.\n"
    )
    assert [(s.name, s.named) for s in told.sourcing.sources] == [("Ada Quill", True)]


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("Lowfield County Sheriff Tom Berg", "Tom Berg", "person"),
        ("The Lowfield Post columnist Ben Hale", "Ben Hale", "person"),
        ("Ada Quill (D-N.Y.)", "Ada Quill", "person"),
    ],
)
def test_a_person_behind_a_title_is_the_source(phrase, name, kind):
    (source,) = Told(
        f"Clerks want more rooms\n\nIt was cold.\n\n{phrase} said that the jail was full.\n"
    ).sourcing.speaking
    assert (source.name, source.kind, source.named) == (name, kind, True)


def test_an_outlet_that_only_was_told_is_in_the_chart_of_ways():
    text = "Mayor leaves the hall\n\nTom Berg told CNN on Monday that the bridge would close for a year.\n"
    page = workbook.page_of("", Told(text).article)
    assert "CNN" in workbook.chain(page).blocks[0].html()


def test_no_part_of_a_source_is_left_of_what_stands_behind_the_colon():
    """The tagger took two parts of "Bridge trusted by the public: Reuters/Ipsos poll" for one source."""
    text = "Bridge trusted by the public: Reuters/Ipsos poll"
    analysis = workbook.analyze(plain_text.from_text("The bridge was built in May. It is trusted.", text))
    public, reuters = ((s := text.index(words), s + len(words)) for words in ("the public", "Reuters"))
    found = with_headline([Draft((public, reuters), (), ((0, 6),), 0.9)], analysis.article, analysis.parse)
    assert [d.source for d in found] == [(public,), ((reuters[0], len(text)),)]
