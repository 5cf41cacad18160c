"""Rules on unnamed sources, who is only mentioned, lines to check, marks that nobody closes: our own texts."""

from types import SimpleNamespace as Named

import pytest
from test_sourcing import SEEDS, Told

from analysis import workbook
from analysis.article import Attribution, Mentioned, Source
from analysis.measures.lines_to_check import NUMBER
from analysis.views.checking import only_mentioned, published

PLANT = """Plant closes at once

The plant poisoned the river because nobody looked. It cost 40 workers their jobs on May 3, 2019.

“We saw it coming,” said Ada Quill, the mayor. A source said the plant would stay closed. Two officials familiar with \
the plan, who spoke on condition of anonymity because they were not authorized to speak, said the owner had fled.

Ben Oduya bought the plant in 2001. Oduya has sold it since.
"""


@pytest.fixture(scope="module")
def plant():
    return Told(PLANT)


@pytest.fixture(scope="module")
def seed():
    return workbook.open_article(SEEDS / "trump-takaichi-call.txt")


def states(source: Source) -> dict[str, str]:
    return {c.rule: c.state for c in source.checks}


NO_TEXT_SHOWS = dict.fromkeys(("reliable", "information", "only_way", "true_plural"), "cannot tell")


def test_rules_on_a_bare_source(plant):
    assert states(plant.source("A source")) == {
        "described": "not stated",
        "position": "not stated",
        "reason": "not stated",
        "more_than_one": "not stated",
        **NO_TEXT_SHOWS,
    }


def test_rules_on_officials_who_say_why(plant):
    officials = plant.source("officials")
    assert (
        states(officials) == dict.fromkeys(("described", "position", "reason", "more_than_one"), "met") | NO_TEXT_SHOWS
    )
    evidence = {c.rule: plant.words(c.evidence) for c in officials.checks}
    assert evidence["position"] == ["familiar with the plan"]
    assert evidence["reason"] == ["because they were not authorized to speak"]


def test_rules_have_a_source_and_a_date_and_named_sources_have_no_rules(plant):
    assert plant.source("Quill").checks == ()
    assert {published(c): c.url.split("/")[2] for c in plant.source("A source").checks} == {
        "Associated Press, News Values and Principles, as of July 29, 2011": "www.ap.org",
        "Reuters, Handbook of Journalism, Accuracy, as of March 14, 2013": "handbook.reuters.com",
    }


def test_only_mentioned(plant):
    found = {u.name: (u.kind, len(u.mentions), u.acting) for u in plant.sourcing.mentioned}
    assert found["Ben Oduya"] == ("person", 2, 2)
    assert not {"Ada Quill", "officials"} & found.keys()


def test_only_mentioned_on_the_seed(seed):
    assert [u.name.split()[-1] for u in seed.analysis.sourcing.mentioned] == ["Takaichi", "Xi", "farmers"]


def lines(analysis) -> list[tuple[str, str]]:
    text = analysis.article.text
    return [(text[slice(*line.words)], line.why.split(",")[0]) for line in analysis.to_check]


def test_lines_to_check(plant):
    found = lines(workbook.analyze(plant.article))
    assert ("because", "a cause") in found
    assert ("40", "a number") in found
    assert ("A source", "a source that is not named") in found
    assert not any(words in ("3", "2019", "2001") for words, _ in found)  # dates are no figures
    assert not any("officials" in words for words, _ in found)  # they say why


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It cost nine million dollars.", ["nine million"]),
        (
            "A hundred and twenty families, three hundred thousand tons.",
            ["A hundred and twenty", "three hundred thousand"],
        ),
        ("Twenty-five percent in eleven months.", ["Twenty-five percent", "eleven"]),
        ("Hundreds came in two dozen cars.", ["Hundreds", "two dozen"]),
        ("One of the two nine-year-olds, often tender, thousand-fold, a man.", []),  # small ones stand everywhere
        ("In the twenty-first century the Forty-Niners saw a ten-year-old.", []),
        ("$1.5 million, 40 workers, 9% and 7 percent.", ["$1.5 million", "40", "9%", "7 percent"]),
    ],
)
def test_numbers_in_digits_and_words(text, numbers):
    assert [m[0] for m in NUMBER.finditer(text)] == numbers


@pytest.mark.parametrize(
    ("labels", "asked"), [(["PERSON"] * 3, True), (["PERSON", "LOC", "PERSON"], True), (["LOC", "PERSON"], False)]
)
def test_a_town_is_nobody_to_be_heard(labels, asked):
    """A name that the program takes for a place as often as not: `labels` are those of its mentions, 9 letters each."""
    spans = [(10 * n, 10 * n + 9) for n in range(len(labels))]
    ents = [Named(label_=label, start_char=s, end_char=e) for label, (s, e) in zip(labels, spans, strict=True)]
    town = Mentioned("Larkfield", "person", tuple(spans), 0)
    analysis = Named(parse=Named(doc=Named(ents=ents)), sourcing=Named(mentioned=(town,)))
    assert only_mentioned(analysis) == [town] * asked


def test_lines_to_check_on_the_seed(seed):
    found = lines(seed.analysis)
    assert found[:3] == [(w, "a headline word that the body does not have") for w in ("key", "stunning", "demand")]
    assert {("instigated", "a cause"), ("resulted in", "a cause"), ("devastation", "a judgement")} <= set(found)
    assert not any(why == "a quotation whose speaker was not found" for _, why in found)


def test_a_quotation_without_a_speaker_is_listed():
    told = Told("Road shut\n\nThe road is shut.\n\n“Nobody came to look at it.”\n\nIt opens in May.\n")
    assert ("“Nobody came to look at it.”", "a quotation whose speaker was not found") in lines(
        workbook.analyze(told.article)
    )


def test_shares_leave_out_what_the_pipeline_is_less_sure_of():
    from dataclasses import replace

    from analysis.measures.sourcing import counts

    analysis = workbook.analyze(
        Told("Road shut\n\nThe road is shut, Ada Quill said. Ben Oduya said it was old.\n").article
    )
    one, two = analysis.sourcing.attributions
    unsure = replace(
        analysis, sourcing=replace(analysis.sourcing, attributions=(replace(one, score=0.99), replace(two, score=0.1)))
    )
    share = counts.narrator_share(unsure, "body")
    # By hand: 13 words; "The road is shut" and "it was old" are others', 6 the article's own; 9 without the second.
    assert (share.value, share.low, share.high) == pytest.approx((6 / 13, 6 / 13, 9 / 13))
    assert "1 statement that" in share.note
    assert isinstance(two, Attribution)


END = "\n\nThe next paragraph is ours.\n\nAnd this one too."
BAD_INPUT = {
    "unbalanced": "“We will see,” Ada Quill said. ”It is late.",
    "nested": "“He told me ‘it is late’ and left,” Ada Quill said.",
    "mixed": '“We will see," Ada Quill said. "It is late,” she added.',
    "missing": "We will see, Ada Quill said. It is late, she added.",
    "several paragraphs": "“We will see,” Ada Quill said.\n\n“It is late.\n\n“It is dark.”",
    "several paragraphs, never closed": "“We will see,” Ada Quill said.\n\n“It is late.\n\n“It is dark.",
    "apostrophes": "The voters' choice isn't the mayor's, Ada Quill said. 'Tis the season for rock 'n' roll.",
    "two apostrophes": "''We will see,'' Ada Quill said. ''It is late.",
    "dialogue dashes": "— We will see, said Ada Quill.\n\n— It is late, said Ben Oduya.",
    "scare quotes": "The so-called “experts” and their “facts” were late, and “free” was not free.",
    "titles of works": "Ada Quill wrote “The Bridge” and read ‘A Town Asleep’ in May.",
    "block quote": "Ada Quill wrote:\n\n> We will see.\n> It is late.",
    "opening marks only": "“ “ “ “ said Ada Quill “",
    "closing marks only": "” ” ” ” said Ada Quill ”",
}


@pytest.mark.parametrize("text", BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_quotation_marks_crash_nothing_and_swallow_nothing(text):
    told = Told(f"Something happened here\n\n{text}{END}\n")
    assert "The next paragraph is ours" in told.spoken()
    assert "And this one too" in told.spoken()
    assert sum(v.share for v in told.sourcing.voices) == pytest.approx(1)


def test_scare_quotes_and_titles_are_no_voices():
    for name in ("scare quotes", "titles of works"):
        own = Told(f"Something happened here\n\n{BAD_INPUT[name]}{END}\n").spoken()
        assert all(
            w in own for w in (("experts", "facts") if name == "scare quotes" else ("The Bridge", "A Town Asleep"))
        )


RESOLVED = {
    # name: (body, words of the one source's name, words that must be among its mentions, named)
    "a title with of": ("The Director of City Affairs Ada Quill said the road was shut.", "Quill", "Ada Quill", True),
    "who behind an apposition": ("Ada Quill, a lawyer and activist, who said it was shut, left.", "Quill", "", True),
    "a description": ("Ada Quill is a Republican. The Republican said it was shut.", "Quill", "The Republican", True),
    "a party": ("House Republicans said the road was shut.", "Republicans", "House Republicans", False),
    "a share of people": ("The road is bad, 32 percent of voters said.", "percent", "", False),
    "a poll with an author": ("A Larkfield Herald poll found that the road was bad.", "poll", "", True),
    "his campaign": ("Ben Oduya spoke. His campaign said the road was shut.", "campaign", "", True),
    "a campaign of nobody": ("A campaign said the road was shut.", "campaign", "", False),
}


def as_told(body: str, name: str, mention: str, named: bool) -> bool:
    told = Told(f"Something happened here\n\n{body}\n")
    found = [s for s in told.sourcing.sources if name in s.name]
    return len(found) == 1 and found[0].named is named and any(mention in m for m in told.words(found[0].mentions))


def test_who_a_phrase_stands_for():
    wrong = [case for case, told in RESOLVED.items() if not as_told(*told)]
    assert len(wrong) <= 1, wrong  # which mentions are one source is learned


def test_why_a_source_is_not_named_is_no_claim_of_a_cause():
    article = workbook.open_article(SEEDS / "invented-water-investigated.md")
    assert "because his contract does not allow interviews" in article.article.text
    assert not any(why == "a cause" for _, why in lines(article.analysis))
