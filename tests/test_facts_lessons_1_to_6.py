"""What lessons 1 to 6 say about the articles and the charts is so.

A row of FACTS is a lesson, a fragment of it, word for word, and what must hold. The expected numbers are counted by
hand from the texts; what a chart shows is looked up in the chart.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analysis import valence
from analysis import workbook as wb
from analysis.api import AnalyzedArticle

ROOT = Path(__file__).parents[1]
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MARKS = re.compile(r"[\"“]([^\"“”]+)[\"”]")
HEADLINE = "Trump blindsides key ally with stunning demand"


SEED, A, B = "trump-takaichi-call.txt", "invented-bridge-praised.md", "invented-bridge-blamed.md"


@cache
def opened(name: str = SEED) -> AnalyzedArticle:
    return wb.open_article(ROOT / "seeds" / name)


def text(name: str = SEED) -> str:
    """An article's words, with straight quotation marks."""
    return re.sub("[“”]", '"', opened(name).text).replace("’", "'")


def paragraph(n: int, name: str = SEED) -> str:
    return text(name)[slice(*opened(name).article.paragraphs[n - 1])]


def count(some: str) -> int:
    return len(WORD.findall(some))


def quoted(some: str) -> int:
    return sum(map(count, MARKS.findall(some)))


def has(*fragments: str, name: str = SEED) -> Callable[[], bool]:
    return lambda: all(fragment in text(name) for fragment in fragments)


def only(name: str, *fragments: str) -> Callable[[], bool]:
    """These are in paper A and not in B, or the other way around."""
    other = {A: B, B: A}[name]
    return lambda: all(f in text(name) and f not in text(other) for f in fragments)


def both(*fragments: str) -> Callable[[], bool]:
    return lambda: all(f in text(A) and f in text(B) for f in fragments)


@cache
def chart(name: str) -> str:
    """What a chart or a table says in words, of the course's article."""
    section = getattr(wb, name)(opened())
    soup = BeautifulSoup(" ".join(str(block.html()) for block in section.blocks), "html.parser")
    for style in soup("style"):
        style.decompose()
    return " ".join(soup.get_text(" ").split())


def shows(name: str, *patterns: str) -> Callable[[], bool]:
    return lambda: all(re.search(pattern, chart(name)) for pattern in patterns)


def statement() -> str:
    return "".join(MARKS.findall(paragraph(6)))


def in_statement(word: str) -> int:
    return len(re.findall(rf"\b{word}\b", statement(), re.IGNORECASE))


def matched(word: str) -> list[str]:
    frame = opened().headline.set_index("word")
    return [found.lower() for found in frame.at[word, "matched"]]


def unmatched() -> list[str]:
    return [row.word for row in opened().headline.itertuples() if not row.matches]


def near(word: str) -> str:
    return str(opened().headline.set_index("word").at[word, "near"])


def tones() -> list[float]:
    return list(opened().sentences["valence"])


def model(line: str = HEADLINE) -> float:
    return round(valence(line), 2)


def vader(line: str = HEADLINE) -> float:
    return round(valence(line, "vader"), 2)


WITHOUT = HEADLINE.replace("stunning ", "")
BODY = 0.05


def own(name: str) -> float:
    page = opened(name)
    return (page.words["voice"] == "the article's own voice").mean()


def most_heard(name: str) -> str:
    sources = opened(name).sources
    return sources.loc[sources["words"].idxmax(), "name"]


def given_to(source: str, words: str, name: str) -> bool:
    """Whether the program takes these words for what this source states."""
    statements = opened(name).statements
    return bool(((statements["name"] == source) & statements["content"].str.contains(words)).any())


def names() -> list[str]:
    return sorted(opened().sources["name"])


BRIEFED, OFFICIALS, AMERICAN = "people briefed on the matter", "Japanese officials", "an American briefed on the call"
FOUND = sorted(["Donald Trump", "Wall Street Journal", BRIEFED, OFFICIALS, AMERICAN])
CREDITED = "reported the Wall Street Journal"
DENIED = "did not tell her to actually retract her previous statements"


FACTS: list[tuple[str, str, Callable[[], bool]]] = [
    # --- 01, by hand from both papers
    (
        "01",
        "the mayor has 36 words in A and 7 in B",
        lambda: (
            count(
                "We promised the east side a bridge that will stand for "
                "a hundred years, and tonight we kept that promise"
            )
            + count("It will cost more than we hoped, and every dollar of it will be accounted for")
            == 36
            == quoted(paragraph(2, A))
            and quoted(paragraph(2, B)) == 7
        ),
    ),
    ("01", "Dahl has none in A and 22 in B", lambda: quoted(paragraph(5, A)) == 0 and quoted(paragraph(4, B)) == 22),
    ("01", '"It will cost more than we hoped."', both("It will cost more than we hoped")),
    ("01", '"never a real choice."', both("never a real choice")),
    (
        "01",
        'A uses "said" and goes on: "and every dollar of it will be accounted for."',
        lambda: "Holt said" in text(A) and "and every dollar of it will be accounted for" in text(A),
    ),
    ("01", 'B uses "admitted" and stops.', lambda: '"It will cost more than we hoped," Holt admitted' in text(B)),
    ("01", "Her seven words are the same", lambda: count("It will cost more than we hoped") == 7),
    ("01", "In A it is Tomas Reyes, the chief engineer.", has("Tomas Reyes, the chief engineer", name=A)),
    ("01", "the official gave no figures", has("A town official said", "but gave no figures for it", name=B)),
    (
        "01",
        'the people familiar with the town\'s finances: "they still work for the town."',
        has("People familiar with the town's finances said", "because they still work for the town", name=B),
    ),
    (
        "01",
        "Probably the same man: the words are the same.",
        lambda: all(re.search('[Rr]epair (?:")?was never a real choice', text(name)) for name in (A, B)),
    ),
    (
        "01",
        "In both, the rest of the council and the shop owners (in A, all but Lena Brandt).",
        has("Shop owners", "said Lena Brandt", "seven votes to two", name=A),
    ),
    (
        "01",
        "the residents who waited (all but Marta Vell) and the spokesman",
        has("only four of thirty got", "said Marta Vell", "Some shop owners welcomed", "declined to say", name=B),
    ),
    ("01", '"Would not listen" is Dahl\'s opinion of the mayor.', has("the mayor would not listen", name=B)),
    ("01", "A tells of her thanks and her invitation.", has("Holt thanked him", "invited him to join", name=A)),
    (
        "01",
        "the engineers' report, Tomas Reyes\\*, Lena Brandt\\*, Oskar Dahl\\*",
        has("wrote in a report", "Reyes", "said Lena Brandt", "He said that the town", "many said she", name=A),
    ),
    (
        "01",
        "a town official, people familiar with the town's finances",
        has("according to a report", "critics warn", "People familiar with", "Dahl said", "said Marta Vell", name=B),
    ),
    ("01", "Brandt's daughter and the people who applaud", has("Her daughter handed", "broke into applause", name=A)),
    (
        "01",
        '"patient work," "won," "applause," "delighted," and the cake.',
        has("patient work", "won the vote", "applause", "delighted", "a cake", name=A),
    ),
    (
        "01",
        '"pushes through," "costly," "forced," "admitted," and "a failure of planning."',
        lambda: (
            has("forced her bridge", "admitted", "a failure of planning", name=B)()
            and all(w in opened(B).article.headline for w in ("pushes through", "costly"))
        ),
    ),
    ("01", "Look at the second paragraph of B.", lambda: "we hoped" in paragraph(2, B)),
    ("01", "Look at the first paragraphs", lambda: "its price has doubled" in paragraph(1, B)),
    ("01", "the mayor spoke of $24 million two years ago", only(B, "Two years ago the mayor spoke of $24 million")),
    (
        "01",
        "seven yes votes; the night bus; the bakery owner who is glad; the mayor invites Dahl",
        only(A, "seven votes to two", "night bus", "My customers have waited long enough", "invited him to join"),
    ),
    (
        "01",
        "the price has doubled; taxes might rise; four of thirty residents got to speak",
        only(B, "price has doubled", "taxes might have to rise", "only four of thirty", "where the money comes from"),
    ),
    (
        "01",
        "the bridge passed on a Tuesday; two members voted no, one of them Dahl; it will cost \\$48 million",
        lambda: (
            both("on Tuesday", "Oskar Dahl", "voted against", "$48 million", "in June")()
            and "seven votes to two" in text(A)
            and "Two members refused" in text(B)
        ),
    ),
    ("01", "price is now \\$48 million", both("$48 million")),
    ("01", "the writer has more than half of the words", lambda: min(own(A), own(B)) > 0.5),
    (
        "01",
        "After the writer, the mayor has the most words in A. In B, Dahl does.",
        lambda: (most_heard(A), most_heard(B)) == ("Ada Holt", "Oskar Dahl"),
    ),
    ("01", "it gives the engineers' report to Reyes alone", lambda: given_to("Tomas Reyes", "48 million", A)),
    (
        "01",
        '"him for his careful questions" as the mayor\'s words',
        lambda: given_to("Ada Holt", "careful questions", A),
    ),
    (
        "01",
        'In B, it misses that the mayor "spoke of \\$24 million."',
        lambda: "the mayor spoke of $24 million" in text(B) and not given_to("Ada Holt", "24 million", B),
    ),
    # --- 02
    ("02", "Seven words have to sum up a whole article.", lambda: count(HEADLINE) == 7),
    ("02", "Start with seven words", lambda: opened().article.headline == HEADLINE),
    (
        "02",
        'Six of the seven words carry meaning: all but "with."',
        lambda: list(opened().headline["word"]) == [w for w in HEADLINE.split() if w != "with"],
    ),
    ("02", '**blindsides** ("blindsided," first paragraph)', lambda: "blindsided" in paragraph(1)),
    (
        "02",
        '"allied leader," first paragraph, and "dear and close ally" in the president\'s statement',
        lambda: (
            "allied leader" in paragraph(1)
            and "dear and close ally" in statement()
            and matched("ally") == ["allied", "ally"]
        ),
    ),
    (
        "02",
        "**Key**, **stunning**, and **demand** don't.",
        lambda: not re.search(r"\b(?:key|stunning|demand\w*)\b", text().split("stunning demand", 1)[1]),
    ),
    (
        "02",
        '"blindsides" and "ally" come back. "Key," "stunning," and "demand" don\'t.',
        lambda: unmatched() == ["key", "stunning", "demand"],
    ),
    ("02", "Three words have no match.", lambda: unmatched() == ["key", "stunning", "demand"]),
    ("02", "Which word in the first paragraph matches", lambda: matched("blindsides") == ["blindsided"]),
    (
        "02",
        '"told the prime minister of Japan to back off" is the closest.',
        lambda: (
            "told the prime minister of Japan to back off" in paragraph(1)
            and near("demand").startswith("told the prime")
        ),
    ),
    ("02", "The program offers \"'subtle' advice,\"", lambda: near("stunning") == '"subtle" advice'),
    (
        "02",
        '"allied leader" and "dear and close ally." The first is Takaichi, the second is Japan.',
        lambda: near("key") == "allied leader; dear and close ally",
    ),
    (
        "02",
        "The program's ladder: suggest, advise, ask, urge, warn, tell, demand.",
        lambda: (
            [
                step
                for step in re.findall(
                    r'name = "(\w+)"', (ROOT / "analysis/data/verb_ladders.toml").read_text("utf-8")
                )[:9]
                if step not in ("hint", "order")
            ]
            == "suggest advise ask urge warn tell demand".split()
        ),
    ),
    (
        "02",
        "Only three of the seven tell what he did or didn't do",
        lambda: (
            set(
                re.findall(
                    r"\b(?:advise|ask|demand|tell|urge|warn)\b",
                    re.sub("told", "tell", re.sub("advised", "advise", "".join(map(paragraph, (1, 3, 4))))),
                )
            )
            == {"advise", "tell", "urge"}
        ),
    ),
    (
        "02",
        '"Tell" is there twice, but the second time it is denied',
        lambda: len(re.findall(r"\b(?:tell|told)\b", text())) == 2 and DENIED in text(),
    ),
    ("02", "did **urge** her to tone down the rhetoric.", has("did urge her to tone down the rhetoric")),
    ("02", '"Demand" is only in the headline.', lambda: text().count("demand") == HEADLINE.count("demand")),
    (
        "02",
        "The headline is alone at the strong end.",
        shows("verb_ladders", r"advise .* urge .* tell .* demand “demand”"),
    ),
    ("02", "One line is struck through", shows("verb_ladders", "“tell her to actually retract”")),
    ("02", "Look in the fourth paragraph, next to “did not.”", lambda: DENIED in paragraph(4)),
    ("02", 'not to provoke Beijing" (third paragraph)', lambda: "advised her not to provoke Beijing" in paragraph(3)),
    ("02", 'to back off" (first paragraph)', lambda: "to back off" in paragraph(1)),
    ("02", "The article mentions no recording of the call.", lambda: "record" not in text().lower()),
    ("02", 'Journal reports" (fourth paragraph)', lambda: paragraph(4).startswith("Per the report")),
    (
        "02",
        'it gives "blindsided" to the Journal',
        lambda: list(opened().words.query("word == 'blindsided'")["voice"]) == ["Wall Street Journal"],
    ),
    # --- 03
    (
        "03",
        "most of it isn't the writer's own voice; one outlet sits on top of most of it",
        lambda: 68 + 18 < 316 / 2 and 159 + 89 == 248 > 316 / 2 and shows("chain", "248 words came through")(),
    ),
    ("03", 'as in "our dear and close ally."', lambda: "our dear and close ally" in statement()),
    (
        "03",
        '(first paragraph, after the dash): it follows "reported the Wall Street Journal,"',
        lambda: CREDITED + " — a move that blindsided an allied leader" in paragraph(1),
    ),
    (
        "03",
        "**The third paragraph:** nobody is named next to the quotation.",
        lambda: "report" not in paragraph(3) and "Journal" not in paragraph(3),
    ),
    ("03", "the dash in the first paragraph and to the third paragraph", lambda: "—" in paragraph(1)),
    (
        "03",
        '"people briefed on the matter said"',
        lambda: any("people briefed on the matter said" in q for q in MARKS.findall(paragraph(2))),
    ),
    (
        "03",
        "The program finds five sources: two with a name, three without.",
        lambda: names() == FOUND and int(opened().sources["named"].sum()) == 2,
    ),
    (
        "03",
        "**By the definition above, there are seven.**",
        lambda: (
            len(json.loads((ROOT / "seeds/trump-takaichi-call.json").read_text("utf-8"))["sourcing"]["named_sources"])
            + 3
            == 7
        ),
    ),
    (
        "03",
        "Takaichi and Xi are the two that the program misses.",
        lambda: (
            {"Sanae Takaichi", "Xi"} < set(opened().mentioned["name"]) and not {"Sanae Takaichi", "Xi"} & set(names())
        ),
    ),
    ("03", "Search the second paragraph", lambda: "by suggesting" in paragraph(2) and "hammering home" in paragraph(2)),
    (
        "03",
        'How many of the seven sources have no name?", 3',
        lambda: all(s in text() for s in (BRIEFED, OFFICIALS, AMERICAN)),
    ),
    ("03", "Two of them share one statement.", has("said Japanese officials and an American briefed on the call")),
    ("03", "Which two sources does the program miss?", lambda: len({"Takaichi", "Xi"}) == 7 - len(names())),
    ("03", "The article quotes neither.", lambda: not {"Sanae Takaichi", "Xi"} & set(opened().words["voice"])),
    ("03", '1. "the world is at peace"', lambda: "the world is at peace" in statement()),
    (
        "03",
        '2. "to back off its aggressive stance"',
        lambda: quoted(paragraph(1)) == 0 and "to back off its aggressive stance" in paragraph(1),
    ),
    ("03", 'he "did **not** tell her" that', lambda: DENIED in paragraph(4) and quoted(paragraph(4)) == 1),
    (
        "03",
        "The quotation marks are the Journal's, not his.",
        lambda: "advised her not to provoke Beijing" in "".join(MARKS.findall(paragraph(3))),
    ),
    (
        "03",
        "5. The writer's own. Nobody else is credited.",
        lambda: (
            "an economic war he instigated" in paragraph(7)
            and set(opened().words.query("paragraph == 7")["voice"]) == {"the article's own voice"}
        ),
    ),
    (
        "03",
        '"Trump said 108 words here" would be wrong. The chart gives him 89 quoted and 19 retold.',
        shows("sources", r"Donald Trump .*? 89 words quoted · 19 retold"),
    ),
    ("03", "Only those 89 are quoted as his.", lambda: quoted(paragraph(6)) == 89),
    ("03", 'the two words in front of "tell."', has("did not tell her")),
    (
        "03",
        "All three paths run through the Journal. The article says so, except in the third paragraph.",
        lambda: (
            CREDITED in paragraph(1)
            and not re.search("report|Journal", paragraph(3))
            and "Per the report" in paragraph(4)
            and "said the report" in paragraph(2)
            and "statement to the Journal" in paragraph(5)
            and shows("chain", "came through the Wall Street Journal")()
        ),
    ),
    ("03", "The calls are behind them, off the chart", lambda: not re.search(r"Takaichi|\bXi\b", chart("chain"))),
    (
        "03",
        "someone who briefed them (not named, not mentioned)",
        lambda: not re.search(r"\bbrief(?:ed)? (?:by|them)\b", text()) and text().count("briefed") == 2,
    ),
    ("03", "Trump has two boxes", shows("chain", r"Donald Trump 19 words retold .* Donald Trump 89 words quoted")),
    (
        "03",
        'Two of the three were "briefed,"',
        lambda: sum("briefed" in s for s in (BRIEFED, OFFICIALS, AMERICAN)) == 2,
    ),
    ("03", "It gives no reason for leaving out any of the names", shows("chain", "the text gives no reason")),
    ("03", "The article credits it in the first paragraph.", lambda: CREDITED in paragraph(1)),
    ("03", 'The program counts "U.S." as two words.', lambda: count("U.S.") == 2 and quoted(paragraph(6)) == 89),
    # --- 04
    ("04", "The president gets 89 words to reply.", lambda: quoted(paragraph(6)) == 89),
    (
        "04",
        "89 of 316 words, more than a quarter (",
        lambda: (
            quoted(paragraph(6)) == 89 and 89 / 316 > 1 / 4 and sum(count(paragraph(n)) for n in range(1, 8)) == 316
        ),
    ),
    (
        "04",
        "The article reports two phone calls about Taiwan.",
        has(
            "phone call with Trump",
            "China's historic claim to the democratic self-governing island",
            "set up a call with",
            "not to provoke Beijing on the question of Taiwan",
        ),
    ),
    ("04", '"in response to the story."', lambda: paragraph(5).startswith("In response to the story, Trump issued")),
    (
        "04",
        "The article doesn't say whether this is the whole statement.",
        lambda: not re.search(r"\b(?:in full|full statement|whole statement|part)\b", text()),
    ),
    (
        "04",
        "The rest of the article has all of these words",
        lambda: all(
            w in "".join(map(paragraph, (1, 2, 3, 4, 5, 7))) for w in ("China", "Japan", "Taiwan", "Takaichi", "call")
        ),
    ),
    (
        "04",
        "China is in it 4 times, Japan twice. Taiwan, Takaichi, and the call never come up.",
        lambda: [in_statement(w) for w in ("China", "Japan", "Taiwan", "Takaichi", "calls?")] == [4, 2, 0, 0, 0],
    ),
    ("04", "In the report, China is angry about Taiwan.", has("outraged China by suggesting")),
    (
        "04",
        "Taiwan, Takaichi, and the call aren't in it",
        lambda: not any(map(in_statement, ("Taiwan", "Takaichi", "calls?"))),
    ),
    ("04", "He says nothing about Taiwan.", lambda: in_statement("Taiwan") == 0),
    ("04", 'How many times does the word “Taiwan” come up in the statement?", 0', lambda: in_statement("Taiwan") == 0),
    ("04", "Reread the quoted part of the sixth paragraph.", lambda: quoted(paragraph(6)) > 80),
    (
        "04",
        "It talks about China, Japan, South Korea, trade, and farm products.",
        lambda: all(map(in_statement, ("China", "Japan", "South Korea", "trade", "farm products"))),
    ),
    (
        "04",
        "We signed wonderful trade deals with Japan, China, South Korea, and many other nations",
        lambda: (
            in_statement("We signed wonderful trade deals with Japan, China, South Korea, and many other nations") == 1
        ),
    ),
    (
        "04",
        'In my opinion, President Xi will be substantially upping his purchase of soybean and other farm products"',
        lambda: in_statement("In my opinion, President Xi will be substantially upping his purchase of soybean") == 1,
    ),
    ("04", "It is a forecast, and he marks it as one.", lambda: "In my opinion, President Xi will be" in statement()),
    ("04", '3. "the world is at peace"', lambda: in_statement("the world is at peace") == 1),
    (
        "04",
        '4. "The United States relationship with China is very good"',
        lambda: statement().startswith("The United States relationship with China is very good"),
    ),
    (
        "04",
        "it is a country to get along with, and a customer",
        lambda: "Getting along with China" in statement() and "his purchase of soybean" in statement(),
    ),
    (
        "04",
        "“President Xi will be substantially upping his purchase of soybean and other farm products.”",
        lambda: (
            "President Xi will be substantially upping his purchase of soybean and other farm products" in statement()
        ),
    ),
    (
        "04",
        "The reply doesn't mention the call. Do you run all 89 words",
        lambda: in_statement("calls?") == 0 and count(statement()) in (88, 89),
    ),
    ("04", "Four bars are the statement's.", lambda: list(opened().sentences["voice"]).count("Donald Trump") == 4),
    # --- 05
    ("05", "puts the headline on the pleasant side", lambda: vader() == 0.27),
    ("05", "From +0.27 down to zero, and then on to −0.13.", lambda: (vader(), vader(WITHOUT)) == (0.27, -0.13)),
    ("05", 'when that one word is gone? Write a number.", 0.4', lambda: round(vader() - vader(WITHOUT), 2) == 0.4),
    ("05", 'it counts "stunning" as praise.', lambda: valence("stunning", "vader") > 0.3),
    ("05", '"Blindsides" isn\'t on the list', lambda: math.isnan(valence("blindsides", "vader"))),
    ("05", "Both machines call the headline pleasant.", lambda: min(vader(), model()) > 0.25),
    ("05", "it matches people's ratings better than the list does", shows("lines_judged", r"0\.62.*0\.76")),
    (
        "05",
        "minus the average of the body's sentences: +0.33 − 0.05 = +0.28.",
        lambda: model() == 0.33 and round(sum(tones()) / 10, 2) == BODY and round(0.33 - BODY, 2) == 0.28,
    ),
    ("05", "Without it, the gap is −0.27.", lambda: round(valence(WITHOUT) - sum(tones()) / 10, 2) == -0.27),
    (
        "05",
        '"Stunning," and no other word.',
        lambda: (
            [w for w in HEADLINE.split() if valence(HEADLINE.replace(w, "").replace("  ", " ").strip()) < BODY]
            == ["stunning"]
        ),
    ),
    (
        "05",
        "The three sentences that sound pleasant are all in Trump's statement.",
        lambda: [n for n, tone in enumerate(tones(), 1) if tone >= 0.25] == [6, 7, 8],
    ),
    ("05", '"Let\'s keep it that way!"** counts as neutral', lambda: abs(tones()[8]) < 0.25),
    (
        "05",
        "−0.03 · −0.36 · +0.06 · −0.11 · +0.09 · +0.59, +0.33, +0.54, −0.03 · −0.57",
        lambda: (
            [round(tone, 2) for tone in tones()] == [-0.03, -0.36, 0.06, -0.11, 0.09, 0.59, 0.33, 0.54, -0.03, -0.57]
        ),
    ),
    (
        "05",
        "(The sixth has four sentences.)",
        lambda: list(opened().sentences["paragraph"]) == [1, 2, 3, 4, 5, 6, 6, 6, 6, 7],
    ),
    (
        "05",
        "the tone of the writer (two sentences), the Journal's report (four), and the president (four)",
        lambda: (
            [len(re.findall(r"[“\"]|report", paragraph(n))) > 0 for n in range(1, 8)]
            == [True] * 4 + [False, True, False]
        ),
    ),
    ("05", "**The last sentence** gets the lowest number.", lambda: min(tones()) == tones()[-1]),
    (
        "05",
        "How many of the body's ten sentences sound pleasant to the model?\", 3",
        lambda: sum(tone >= 0.25 for tone in tones()) == 3 and len(tones()) == 10,
    ),
    # --- 06
    ("06", 'how many of the nine parts are not in the text?", 4', shows("parts_of_article", "4 of 9 parts are not in")),
    (
        "06",
        "Writer, place of writing, outlet, and link. The web page may have had all four.",
        shows(
            "parts_of_article",
            r"\(who wrote it\) not in .*\(where it was written\) not in .*Outlet not in .*Link not in",
        ),
    ),
    (
        "06",
        "180 words in quotation marks, 68 retold, 68 its own.",
        lambda: (
            quoted(text().split("2025\n")[-1]) == 180
            and shows("chain", "68 words retell", "68 words are the article’s own")()
        ),
    ),
    (
        "06",
        'For 18 of the retold words, it isn\'t clear who says them: "a move that blindsided ... hawkishness" (13)',
        lambda: (
            count("Then, the same day, Trump")
            + count("a move that blindsided an allied leader whom Trump generally praises for hawkishness")
            == 18
        ),
    ),
    (
        "06",
        'Three sources have no name. Two of those were "briefed."',
        lambda: ["briefed" in s for s in (BRIEFED, OFFICIALS, AMERICAN)] == [True, False, True],
    ),
    (
        "06",
        "About four of five words came through the Wall Street Journal.",
        lambda: 0.75 < 248 / 316 < 0.85 and shows("chain", "248 words came through another outlet")(),
    ),
    (
        "06",
        '"Key," "stunning," and "demand." The closest to "demand"',
        lambda: unmatched() == ["key", "stunning", "demand"],
    ),
    ("06", "5. Yes: see lesson 5.", lambda: model(WITHOUT) < BODY < model()),
    ("06", "There are seven sources, and four have a name.", lambda: 7 - 3 == 4 and len(names()) + 2 == 7),
    (
        "06",
        "about half of the words come from the Journal's report",
        lambda: round((91 + 68) / 316, 1) == 0.5 and shows("sources", "91 words quoted · 68 retold")(),
    ),
    ("06", '"An economic war he instigated": no source is given for it.', has("an economic war he instigated")),
    (
        "06",
        "more words came through another outlet than in 99 of 100 others",
        shows("places", r"[Ww]ords through another outlet: 248 of 316, 78% more than 99 (?:in|of) 100"),
    ),
    (
        "06",
        "Our article is from 2025, and most of the others are from 2012 to 2020.",
        lambda: "November 26, 2025" in opened().text and shows("places", "2012 to 2020")(),
    ),
    ("06", "outside the middle 90 of 100 articles", shows("places", "middle 90")),
    (
        "06",
        "68 of 316. Few articles have a smaller share.",
        shows("places", r"[Ii]ts own words: 68 of 316, 22% (?:less|fewer) than 97 "),
    ),
    ("06", "it misses two sources (see lesson 3)", lambda: names() == FOUND),
    ("06", '"\'subtle\' advice" as close to "stunning."', lambda: near("stunning") == '"subtle" advice'),
    ("06", "It is credited in the first paragraph.", lambda: CREDITED in paragraph(1)),
]

# What students are to do, how many tools there are, and the like: numbers that say nothing about an article.
ALLOWED = """
Find two facts that only A has, two that only B has | One vote, two headlines | Two headlines
Three kinds of words | Three questions | Two leaders | Two papers, one evening | Write three questions
a third paper | at least two people | five or six questions | headline twice | in three sentences
only the two texts below | two true stories | of 300 to 500 words | six ready articles | the three questions
two other outlets' headlines | two papers cover the vote | underline three words in each paper
your three questions | the four lines with their scales | two papers were signed in Tokyo
"""
LESSONS = (
    *("01_two_papers", "02_the_headline", "03_who_says_what", "04_the_statement"),
    *("05_headline_against_body", "06_your_own_article"),
)
ONES = "zero two three four five six seven eight nine ten eleven twelve thirty".split()
NUMBER = rf"(?:\d[\d,]*|{'|'.join(ONES)}|first|second|third|fourth|fifth|sixth|last)"
COUNTABLE = (
    r"(?:words?|sources?|sentences?|paragraphs?|papers?|calls?|names?|people|parts?|members?|votes?|statements?|lines?"
    r"|articles?|dollars?|times|verbs?|questions?|headlines?|facts?|texts?|residents?|boxes|readers?|leaders|million"
    r"|quoted)"
)
COUNTED = re.compile(rf"\b{NUMBER}\b(?: [\w'’-]+){{0,2}}? {COUNTABLE}\b", re.IGNORECASE)


def lesson(number: str) -> Path:
    return next(ROOT / "notebooks" / f"{stem}.ipynb" for stem in LESSONS if stem.startswith(number))


@cache
def said(number: str) -> str:
    """The lesson's prose and its checks, every run of white space as one space."""
    return " ".join(" ".join(_prose(lesson(number))).split())


def _prose(path: Path) -> Iterator[str]:
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "markdown" or "check" in cell["metadata"].get("tags", []):
            yield "".join(cell["source"])


@pytest.mark.parametrize(("number", "fragment", "fact"), FACTS, ids=[f"{n} {f[:40]}" for n, f, _ in FACTS])
def test_a_lesson_says_what_is_so(number, fragment, fact):
    assert fragment in said(number)
    assert fact()


@pytest.mark.parametrize("stem", LESSONS)
def test_every_count_in_a_lesson_is_held_against_its_article(stem):
    prose = said(stem[:2])
    allowed = [part.strip() for line in ALLOWED.strip().splitlines() for part in line.split(" | ")]
    known = [f for n, f, _ in FACTS if n == stem[:2]] + allowed
    spans = [(m.start(), m.end()) for f in known for m in re.finditer(re.escape(f), prose)]
    loose = [
        prose[max(0, m.start() - 20) : m.end() + 20]
        for m in COUNTED.finditer(prose)
        if not any(start <= m.start() and m.end() <= end for start, end in spans)
    ]
    assert loose == []
