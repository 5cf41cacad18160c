"""Numbers without a source, weekdays, ages, and quotations that two people are given: our own lines, judged by hand."""

from dataclasses import replace
from datetime import date

import pytest

from analysis import analyze
from analysis.measures import lines_to_check
from analysis.reading import plain_text

AROUND = "The council of Lowfield voted to close the old bridge, which the spring flood had damaged."


def listed(text: str, why: str, published: date | None = None) -> list[tuple[str, str]]:
    """The words listed for a reason that begins so, and the rest of the reason."""
    article = replace(plain_text.from_text(f"{text}\n\n{AROUND}", "The bridge"), published=published)
    lines = analyze.analyze(article).to_check
    return [
        (article.text[slice(*n.words)], n.why.removeprefix(why).lstrip(", ")) for n in lines if n.why.startswith(why)
    ]


NO_CLAIMS = [
    "Doors open at 10 p.m. and close at 6.30 a.m., or at eleven o'clock; the news begins at 20:15.",
    "The meeting begins at 6PM ET and ends at 11:30 a.m. Friday.",
    "Lowfield won 5-2. Orle lost 3–4 in the final, and the council split 50-50.",
    "The jury voted 7-5 for her and 4-4 on the rest.",
    "They drove along Route 66 and Interstate 95 to Highway 101.",
    "He lives at 12 Oak Street, near 1600 Pennsylvania Avenue and 221 North Mill Rd.",
    "She is 45. He was 61 when they met, and I am 17 years old.",
    "Jane Roe, 45, met Tom Reed, 61, and their son Ola, 9.",
    "The 45-year-old captain and two 12-year-olds met a woman in her 40s, aged 18 to 35.",
    "Section 230 protects it, and so does Title IX, Article 5 and Rule 11(b).",
    "A Boeing 737 landed beside an F-16 and an Airbus A320 at Gate 14.",
    "The COVID-19 rules, the 5G towers and the G20 came up.",
    "Call 555-0134, (555) 555-0134 or +1 555 555 0134.",
    "The 19th amendment and the 21st century were named on the 4th of July.",
    "It happened on 2026-03-19, on 9/14/15, on 3.4.2026 and on Sept. 11, 2001, before dawn.",
    "It began in 2016, went on through 2018-2019 and the 1990s, and ended on March 5 of 2020.",
    "Version 2.0.1 of it runs on Windows 11 and iOS 17.4.",
    "1. The bridge stays closed.",
    "The shop is open 24/7, and 9/11 changed that.",
    "He plays number 10, as she did; see page 12, Figure 3 and footnote 4.",
    "It was Week 12 of the season, and Game 7 was on Channel 4.",
    "Apollo 11 flew before District 9 voted in Precinct 12.",
    "She can play it on + 2, and he is at +3 today.",
    "The app asked women aged 18 to 35, men aged between 40 and 60, and boys aged from 9 to 12.",
    "Most of the women were 18 to 35, and the men were 40 to 60 years old.",
    "Those who came were 18 to 35. The rest was 12 to 15 when it began.",
    "Polls open at 7 in the morning and close at 8 tonight; the hall opens every day at 9 and closes by 6.",
    "The motion passed 51 to 49. The board split 6 to 3, and a vote of 3 to 4 ended it.",
    "Orle beat Lowfield 31 to 10, and the next game was tied 3 all.",
    "Take Exit 12 off I-95 to Junction 10; Floor 3, Platform 9 and Bus 40 are closed.",
    "The shop at 2200 West 3rd Avenue and the 400 block of Mill Lane burned.",
    "She turns 30 in May. He died at 87. At 16, he left school.",
    "Her son, 12, and daughter, 9, were home, and their cousins are 4 and 6. Her nieces are 3, 5 and 8.",
    "Call 311 or 911, or 800-555-0199. He ran the 100 meters and the 5K in the summer of '69.",
]
CLAIMS = [
    ("The mill gave work to 30,000 jobs.", ["30,000"]),
    ("Rents rose 12%.", ["12%"]),
    ("Two-thirds of the houses are empty.", ["Two-thirds"]),
    ("The repair cost $5 million.", ["$5 million"]),
    ("A third of the boats sank, and one in five never sailed again.", ["A third of", "one in five"]),
    ("It closed 45 schools, and 1 in 5 children moved.", ["45", "1", "5"]),
    ("In Lowfield 30 people died.", ["30"]),
    ("The crowd grew to 2,000 in 2019.", ["2,000"]),
    ("Prices rose by 10-20 percent.", ["10", "20 percent"]),
    ("About 60 boats sank, each 40 feet long.", ["60", "40"]),
    ("The deficit was 3.9% in 2018, up from 3.5%.", ["3.9%", "3.5%"]),
    ("Half of the crew left, and three quarters of the boats are gone.", ["Half of", "three quarters"]),
    ("The fine is $230 and the ticket £66.", ["$230", "£66"]),
    ("The bill passed with 61 votes.", ["61"]),
    ("Some 400,000 acres burned in 12 days.", ["400,000", "12"]),
    ("It will kill 24,000 people. No, 36,000.", ["24,000", "36,000"]),
    ("She is 45 minutes late, and it is 20 miles away.", ["45", "20"]),
    ("The farms were 18 to 35 miles away.", ["18", "35"]),
    ("The crews opened at 9 sites and closed 12 lanes.", ["9", "12"]),
    ("It passed 51 trucks to 49 towns, and won 31 to 40 seats.", ["51", "49", "31", "40"]),
    ("At 16 sites the water was bad, and 40 turned 30 pages.", ["16", "40", "30"]),
    ("He died at 87 degrees below zero. A call to 40 homes went out.", ["87", "40"]),
    ("Some 911 calls went unanswered, as 311 people called 500 friends.", ["911", "311", "500"]),
    ("Output grew by + 2 percent, and the count by + 400.", ["2 percent", "400"]),
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_numbers_that_need_no_source(text):
    assert listed(text, lines_to_check.NUMBERED) == []


@pytest.mark.parametrize(("text", "numbers"), CLAIMS)
def test_numbers_that_claim_something(text, numbers):
    assert [words for words, _ in listed(text, lines_to_check.NUMBERED)] == numbers


MARCH = date(2026, 3, 21)  # a Saturday; the 19th was a Thursday


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("The vote was on Friday, March 19.", MARCH, [("Friday, March 19", "Thursday")]),
        ("The vote was on Friday (19 March 2026).", None, [("Friday (19 March 2026", "Thursday")]),
        ("The vote was on Monday, the 19th of March.", MARCH, [("Monday, the 19th of March", "Thursday")]),
        ("The vote was on March 19, a Friday.", MARCH, [("March 19, a Friday", "Thursday")]),
        ("It rained on Sunday night, Dec. 31, 2025.", None, [("Sunday night, Dec. 31, 2025", "Wednesday")]),
        ("It reopens on Tuesday, January 5.", date(2025, 12, 20), [("Tuesday, January 5", "Monday")]),  # of 2026
        ("The call of March 3, 2026, came before Friday, March 19.", None, [("Friday, March 19", "Thursday")]),
        ("The vote was held Friday March 19.", MARCH, [("Friday March 19", "Thursday")]),
        ("The vote was on Fri., March 19.", MARCH, [("Fri., March 19", "Thursday")]),
        (
            "The vote is on the 19th of March, which is a Friday.",
            MARCH,
            [("19th of March, which is a Friday", "Thursday")],
        ),
        ("March 19 fell on a Friday.", MARCH, [("March 19 fell on a Friday", "Thursday")]),
        (
            "It was on Friday, 3/19/2026, or FRIDAY, MARCH 19.",
            MARCH,
            [("Friday, 3/19/2026", "March 19, 2026 is a Thursday"), ("FRIDAY, MARCH 19", "Thursday")],
        ),
        ("On March 19 a Friday market opened. March 19 was a Friday to forget.", MARCH, []),
        ("It may be Friday. March 19 is the deadline. He sat, March 19 came.", MARCH, []),
        ("The vote was on Thurs., March 19, and March 19 was a Thursday.", MARCH, []),
        ("The vote was on Thursday, March 19.", MARCH, []),
        ("The vote was on Thursday (19 March 2026).", None, []),
        ("The vote was on Friday, March 19.", None, []),  # of which year?
        ("It is open Friday to Sunday, March 20-22, and Saturday and Sunday, March 21 and 22.", MARCH, []),
        ("It reopens on Monday, January 5.", date(2025, 12, 20), []),
        ("On Friday, 19 people were hurt. March 19 was a good day, as every Friday.", MARCH, []),
        ("The Friday, May 1 party is dead.", date(2026, 5, 2), []),
        ("The first was on Tuesday, Sept. 5, 1882.", MARCH, []),
        ("The fair was on Friday, October 23.", date(2027, 4, 2), []),  # of 2026: half a year ago, or to come?
        ("It was Tuesday, February 30.", MARCH, []),  # there is none: another matter
    ],
)
def test_weekdays_that_do_not_fit_their_date(text, published, found):
    lines = listed(text, lines_to_check.WEEKDAY, published)
    assert [words for words, _ in lines] == [words for words, _ in found]
    assert all(day in why for (_, why), (_, day) in zip(lines, found, strict=True))


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("Jane Roe, 45, left. Roe, 54, came back.", None, [("54", "45")]),
        ("Jane Roe, 45, left. The 54-year-old Roe came back.", None, [("54", "45")]),
        ("Jane Roe, who is 45, left. Roe is 46.", None, [("46", "45")]),
        ("Ms. Roe, age 45, left. Jane Roe (54) came back.", None, [("54", "45")]),
        ("Jane Roe, 45, was born in 1960.", MARCH, [("1960", "45")]),
        ("Jane Roe, 45, left. She was born on May 3, 1960, in Orle.", MARCH, [("1960", "45")]),
        ("Jane Roe, 45, left. Tom Roe, 54, came back.", None, []),
        ("Jane Roe, 45, left. Tom Roe, 54, came. Roe, 54, stayed.", None, []),  # one of the two
        ("Jane Roe, 45, left. Roe was 31 when they met, and Roe, then 38, stayed.", None, []),
        ("Jane Roe, 45, left. Roe, 45, came back.", None, []),
        ("Jane Roe, 65, was born in 1960.", MARCH, []),  # in the summer
        ("Jane Roe, 45, whose mother was born in 1960, left.", MARCH, []),
        ("Jane Roe, 45, was born in 1960.", None, []),  # of which year is the text?
        ("Jane and Tom Roe came. Roe, 45, left. Jane Roe, 54, stayed.", None, []),
        (
            "A 29-year-old Berlin woman met a 26-year-old Berlin man; a 19-year-old Pvt. Lee, a 21-year-old Pvt. Ray.",
            None,
            [],
        ),
        ("It cost lives: No, 24,000. No, 36,000.", None, []),
        ("On May 3, 12 boats sank. On May 5, 14 sank. In March, 45, in April, 54.", MARCH, []),
    ],
)
def test_ages_that_do_not_fit(text, published, found):
    lines = listed(text, lines_to_check.AGE, published)
    assert [words for words, _ in lines] == [words for words, _ in found]
    assert all(age in why for (_, why), (_, age) in zip(lines, found, strict=True))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("“We will not leave the river,” said Jane Roe.\n\n“We will not leave the river,” said Tom Reed.", 1),
        ("Jane Roe said: “We will not leave the river.”\n\nTom Reed said, “we will not leave the river!”", 1),
        ("“It was the worst night of our lives here,” said Jane Roe.\n\n"
         "Tom Reed called it “the worst night of our lives.”", 0),
        ("“We will never leave the river to them again,” said Jane Roe.\n\n"
         "“We will never leave the river to them,” said Tom Reed.", 1),
        ("“We will not leave the river,” said Jane Roe.\n\n“We will not leave the river,” Roe said again.", 0),
        ("“We will not leave the river,” said Jane Roe.\n\n“I do not know about the river,” said Tom Reed.", 0),
        ("“It was kept from us. We had to find it ourselves,” said Jane Roe.\n\n"
         "“We had to find it ourselves,” said Tom Reed.", 1),
        ("Tom Reed said they “had to find it ourselves in the dark.”\n\n"
         "“We had to find it ourselves in the dark,” said Jane Roe.", 1),
        ("“We didn't see it,” said Jane Roe.\n\n“We didn’t SEE it,” said Tom Reed.", 1),
        ("“One of the worst in the state,” said Jane Roe.\n\n“It is one of the worst in the land,” said Tom Reed.", 0),
        ("“No comment,” said Jane Roe.\n\n“No comment,” said Tom Reed.", 0),
    ],
)  # fmt: skip
def test_a_quotation_that_two_people_are_given(text, times):
    assert len(listed(text, lines_to_check.TWICE)) == times
