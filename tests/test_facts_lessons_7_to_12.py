"""What lessons 7 to 12 say about the article, the class and the charts is so.

A row of FACTS is a fragment of a notebook, word for word, and what must hold. What a reader can count was counted by
hand from the text; the program's own numbers are those that the charts of the lesson show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from analysis import workbook as wb
from analysis.classroom import questions
from analysis.classroom.agreement import against, agreements, splits
from analysis.context import validity
from analysis.measures import readability
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import VADER
from analysis.views.base import html
from analysis.views.readability import MARKS, WHOLE

ROOT = Path(__file__).parents[1]
BOOKS = {path.stem[:2]: path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if 6 < int(path.stem[:2]) < 13}


@cache
def seen() -> SimpleNamespace:
    """The article and the class, opened, and what the functions below ask of them."""
    page = wb.open_article(ROOT / "seeds" / "trump-takaichi-call.txt")
    group = wb.open_class(page, ROOT / "seeds" / "invented-class")
    text = page.article.text
    paragraphs = [" ".join(text[start:end].split()) for start, end in page.article.paragraphs]
    body = page.measurements[page.measurements.scope == "body"].set_index("name")
    return SimpleNamespace(
        page=page,
        group=group,
        article=page.article,
        paragraphs=paragraphs,
        body="\n".join(paragraphs),
        last=paragraphs[-1],
        value=body["value"],
        counts={
            (s.item.name, s.question): {us(label): n for label, n in s.counts}
            for s in splits(group.codings, group.items)
        },
        agreed={a.question: a for a in agreements(group.codings, group.items)},
        machine={a.question: a for a in against(group.machine, group.codings, group.items)},
    )


def caption(s: SimpleNamespace) -> str:
    start, end = s.article.span("caption")
    return " ".join(s.article.text[start:end].split())


def panel(s: SimpleNamespace) -> str:
    """The article beside the lesson, as text."""
    return html.plain("".join(block.html() for block in wb.article(s.page).blocks))


def found(s: SimpleNamespace, place: str, category: str) -> list[str]:
    """The words of our lists of one kind in one place, in the order of the article."""
    rows = s.page.wording
    return list(rows[(rows.place == place) & (rows.category.map(us) == category)].words)


def us(label: str) -> str:
    return label.replace("judgement", "judgment")


def marked(s: SimpleNamespace) -> set[str]:
    return {word for words in s.page.wording.words for word in words.lower().split()}


def sentence(s: SimpleNamespace, n: int) -> str:
    return s.page.sentences.text[n - 1]


def paragraph_grades(s: SimpleNamespace, name: str) -> list[float]:
    rows = s.page.measurements
    rows = rows[(rows.name == name) & rows.scope.str.startswith("paragraph:")]
    return [round(value, 1) for value in rows.value]


def apart(s: SimpleNamespace) -> list[tuple[float, float]]:
    """Our grade and the online calculator's of paragraphs in which they are more than one year apart."""
    ours, theirs = (paragraph_grades(s, f"{whose}flesch_kincaid_grade") for whose in ("", "textstat_"))
    return [pair for pair in zip(ours, theirs, strict=True) if abs(pair[0] - pair[1]) > 1]


FORMULAS = ("flesch_kincaid_grade", "gunning_fog", "smog_index", "coleman_liau_index", "automated_readability_index")


def by_formula(s: SimpleNamespace) -> dict[str, float]:
    return {name: round(s.value[name], 1) for name in FORMULAS}


def rated(s: SimpleNamespace, n: int) -> list[str]:
    """The words of a sentence that the machine's list rates."""
    text = gap.mask_surnames(s.page.analysis)
    return [text[slice(*span)] for span in VADER.rated(text, s.page.analysis.parse.sentences[n - 1])]


def above_luck(agreed: int, luck: int) -> float:
    return round((agreed - luck) / (100 - luck), 2)


def percent(share: float) -> int:
    return round(100 * share)


def clear() -> dict:
    """What is known of the test with teachers, CLEAR."""
    return next(each for each in validity.report()["sets"] if each["set"] == "clear")


def pairs() -> list[dict]:
    """How Flesch-Kincaid, and the marks of difficult sentences, did on pairs of its texts."""
    return [clear()["baselines"][WHOLE][MARKS], clear()["ours"][MARKS]]


def soybeans(_: SimpleNamespace) -> bool:
    """By hand: The pres-i-dent talked to farm-ers a-bout the price of soy-beans."""
    counted = {"The": 1, "president": 3, "talked": 1, "to": 1, "farmers": 2, "about": 2, "the": 1, "price": 1}
    counted |= {"of": 1, "soybeans": 2}
    total = sum(counted.values())
    return (len(counted), total) == (10, 15) and 0.4 * 10 + 12 * total / 10 - 16 == 6


FACTS: dict[str, tuple[tuple[str, Callable[[SimpleNamespace], object]], ...]] = {
    "07": (  # leave the page
        (
            "Everyone quoted or retold in this article came through one outlet, the Wall Street Journal.",
            lambda s: (
                set(s.page.sources.via.dropna()) == set(s.page.sources.source[s.page.sources.kind == "outlet"])
                and all(s.page.sources.via.isna() == (s.page.sources.name == "Wall Street Journal"))
            ),
        ),
        (
            "Our copy of the article doesn't name its own outlet or its author, and it has no link.",
            lambda s: (s.article.outlet, s.article.byline, s.article.url) == (None, None, None),
        ),
        (
            "our copy doesn't name its own outlet or author, and has no link",
            lambda s: s.article.outlet is s.article.byline is None,
        ),
        (
            '`"Trump blindsides key ally with stunning demand"`',
            lambda s: s.article.headline == "Trump blindsides key ally with stunning demand",
        ),
        (
            "Trump has two boxes: one for what the Journal retells, one for the statement he gave it.",
            lambda s: (
                s.page.sources.set_index("name").loc["Donald Trump", ["words", "quoted_words"]].tolist() == [108, 89]
                and "Trump issued a statement to the Journal" in s.body
            ),
        ),
        (
            "Two of the three are below the last paragraph.",
            lambda s: panel(s).index("exporting their crops") < panel(s).index("REUTERS") < panel(s).rindex("26, 2025"),
        ),
        ("the date November 26, 2025", lambda s: s.article.published == date(2025, 11, 26)),
        (
            "The date has a line of its own, and the caption credits Reuters.",
            lambda s: "November 26, 2025" in s.article.text.splitlines() and "REUTERS" in caption(s),
        ),
        (
            "Trump told Japan's prime minister to back off on Taiwan.",
            lambda s: "told the prime minister of Japan to back off" in s.paragraphs[0] and "Taiwan" in s.paragraphs[0],
        ),
        (
            "China was angry about something Japan's prime minister had said about Taiwan.",
            lambda s: "outraged China by suggesting a Chinese attack on Taiwan could" in s.paragraphs[1],
        ),
        ("A trade war has hurt U.S. farmers.", lambda s: "resulted in devastation for U.S. farmers" in s.last),
        (
            'the headline\'s word "demand."',
            lambda s: "demand" in s.article.headline and "demand" not in s.body,
        ),
        ("Does it print the president's statement", lambda s: "Trump issued a statement to the Journal" in s.body),
    ),
    "08": (  # the photo
        (
            "four weeks before this article was published",
            lambda s: (s.article.published - s.article.photo_date).days == 28 == s.value["photo_days_before"],
        ),
        (
            "Donald Trump waves as he boards Air Force One at Haneda Airport in Tokyo, on October 29, 2025. "
            "Evelyn Hockstein "
            "took the picture for Reuters.",
            lambda s: (
                caption(s)
                == "U.S. President Donald Trump waves as he boards Air Force One to depart Haneda Airport for South "
                "Korea, in Tokyo, Japan, October 29, 2025. REUTERS/Evelyn Hockstein"
            ),
        ),
        ("South Korea is the next stop", lambda s: "to depart Haneda Airport for South Korea" in caption(s)),
        (
            "Two phone calls are in the story. How many of them have a calendar date in the body?",
            lambda s: (
                "hourlong phone call with Trump" in s.paragraphs[1]
                and "set up a call with Takaichi" in s.paragraphs[2]
                and not re.search(
                    r"\d|January|February|March|April|June|July|August|tember|tober|vember|cember", s.body
                )
            ),
        ),
        (
            "The body says only “Days after” and “the same day.”",
            lambda s: s.paragraphs[1].startswith('"Days after') and s.paragraphs[2].startswith("Then, the same day,"),
        ),
        (
            "Look at the beginning of the second and the third paragraph.",
            lambda s: [n for n, p in enumerate(s.paragraphs, 1) if re.search(r"\b[Dd]ays?\b", p)] == [2, 3],
        ),
        (
            "It matches words, and the same word isn't always the same place.",
            lambda s: (
                s.value["photo_places_elsewhere"] == 1
                and all(p in s.body for p in ("U.S.", "South Korea", "Tokyo", "Japan"))
                and "Haneda" not in s.body
            ),
        ),
        (
            "The body says “a Tokyo military response.”",
            lambda s: s.body.count("Tokyo") == s.body.count("a Tokyo military response") == 1,
        ),
        (
            "as in “Washington” and “Beijing” in this article",
            lambda s: "Washington and Beijing’s joint responsibility" in s.body and "provoke Beijing" in s.body,
        ),
    ),
    "09": (  # the last paragraph
        (
            "Most of this article tells you what other people said.",
            lambda s: (
                s.page.words.source.isna().sum() < 86 + 1 < len(s.page.words) / 2
            ),  # by hand 86 of 316 are its own
        ),
        (
            "The block at the end of the chart is the last paragraph: one sentence, all in the article's own voice.",
            lambda s: (
                list(s.page.sentences.sentence[s.page.sentences.paragraph == 7]) == [10]
                and len(s.paragraphs) == 7
                and s.page.words[s.page.words.paragraph == 7].source.isna().all()
                and not s.page.words[s.page.words.paragraph == 6].source.isna().all()
            ),
        ),
        (  # but for paragraph 3, and what comes after the dash in paragraph 1
            "the article mostly tells you where its words come from",
            lambda s: (
                "report" not in s.paragraphs[2] and s.paragraphs[0].index("reported") < s.paragraphs[0].index("—")
            ),
        ),
        (
            '"reported the Wall Street Journal," "said the report," "Per the report."',
            lambda s: all(
                w in s.body for w in ("reported the Wall Street Journal", "said the report.", "Per the report,")
            ),
        ),
        (
            "prints the president's reply in his own words",
            lambda s: s.page.sources.quoted_words.max() == 89,  # 88 to a reader who takes "U.S." for one
        ),
        (
            '"aggressive," "war," "instigated," "devastation." Less obvious: "spent much of the year,"',
            lambda s: all(
                w in s.last for w in ("aggressive", "war", "instigated", "devastation", "spent much of the year")
            ),
        ),
        (
            '"of his own," which sets his stance beside the "aggressive stance" of Japan in the first paragraph',
            lambda s: "aggressive stance of his own" in s.last and "its aggressive stance" in s.paragraphs[0],
        ),
        (
            'The program finds "aggressive" and "devastation," one word that adds force ("particularly"), and two '
            "claims of a "
            'cause ("instigated" and "resulted in"). All are in the last paragraph.',
            lambda s: (
                found(s, "own", "judgment") == ["aggressive", "devastation"]
                and found(s, "own", "boosters") == ["particularly"]
                and found(s, "own", "causal") == ["instigated", "resulted in"]
                and set(s.page.wording[s.page.wording.place == "own"].sentence) == {10}
            ),
        ),
        (
            'It misses "war," "of his own," and "spent much of the year."',
            lambda s: marked(s).isdisjoint({"war", "of", "his", "own", "spent", "much", "year"}),
        ),
        (
            'A "historic claim" is an old claim. "Hammering home" means',
            lambda s: (
                {"historic", "hammering"} <= set(found(s, "quoted", "judgment"))
                and "hammering home China’s historic claim" in s.body
            ),
        ),
        (
            '"Acknowledging" has a row of its own.',
            lambda s: list(s.page.wording[s.page.wording.category == "reporting"].words) == ["acknowledging"],
        ),
        (
            "In the first, it's part of what the Journal reported about Japan. In the last, nobody else is credited.",
            lambda s: (
                [(w.place, w.sentence) for w in s.page.wording.itertuples() if w.words == "aggressive"]
                == [("retold", 1), ("own", 10)]
            ),
        ),
        (
            "How many sources does the last paragraph name or describe?",
            lambda s: (
                not re.search(r"\b(said|says|told|according|per|report)\b", s.last)
                and s.page.sources.start.max() < s.article.paragraphs[-1][0]
            ),
        ),
        ("It mentions farmers but reports nothing they said.", lambda s: "for U.S. farmers who" in s.last),
        (
            "Which two expressions in the last paragraph state a cause?",
            lambda s: "an economic war he instigated has resulted in devastation" in s.last,
        ),
    ),
    "10": (  # your class and the machine
        (
            '"Let\'s keep it that way!" Ten readers, five words, three different labels.',
            lambda s: (
                sentence(s, 9).startswith("Let’s keep it that way!")
                and len(s.group.codings) == 10
                and s.counts["S9", "kind"] == {"other": 5, "judgment": 3, "forecast": 1}
            ),
        ),
        (
            "Five of the ten readers in the chart said other, three judgment, and one forecast. The tenth wrote "
            '"it depends."',
            lambda s: (
                list(s.counts["S9", "kind"].values()) == [5, 3, 1]
                and [u.problem.split("'")[1] for u in s.group.unread if (u.row, u.column) == (11, "kind")]
                == ["it depends"]
            ),
        ),
        ("It asks four questions about each sentence.", lambda s: len(questions.OF_SENTENCES) == 4),
        (
            'S1 is the first paragraph. S2 is the second. S8 goes from "In my opinion" to "the world is at '
            'peace." S10 is the '
            "last paragraph.",
            lambda s: (
                (sentence(s, 1), sentence(s, 2), sentence(s, 10)) == (*s.paragraphs[:2], s.last)
                and re.fullmatch("In my opinion,.* the world is at peace[.]", sentence(s, 8))
            ),
        ),
        (
            "the words of S2 and S8 are someone else's, and S10 is the article's own",
            lambda s: [s.page.sentences.source.isna()[n - 1] for n in (2, 8, 10)] == [False, False, True],
        ),
        (
            "Eight students who agree make 28 pairs, and two who agree make 1. That's 29 of all 45 pairs, or 64%.",
            lambda s: (
                (8 * 7 // 2, 2 * 1 // 2, 10 * 9 // 2, percent(29 / 45)) == (28, 1, 45, 64)
                and s.counts["S1", "speaker"] == {"article": 2, "other": 8}
            ),
        ),
        ("Now compare with ten filled-in sheets.", lambda s: len(s.group.codings) == 10),
        (
            "On who speaks, at least eight of the ten agree on every sentence.",
            lambda s: min(max(n.values()) for (_, q), n in s.counts.items() if q == "speaker") == 8,
        ),
        (
            "After S9, the darkest cell is S8 on kind: four say forecast and four say judgment.",
            lambda s: (
                [
                    (each.item.name, each.question)
                    for each in splits(s.group.codings, s.group.items)
                    if each.item.name[0] == "S"
                ][:2]
                == [("S9", "kind"), ("S8", "kind")]
                and s.counts["S8", "kind"] == {"forecast": 4, "judgment": 4}
                and s.counts["S2", "named"] == {"named": 5, "unnamed": 4}
                and s.counts["S10", "kind"] == {"judgment": 6, "fact": 4}
            ),
        ),
        ("- **S2 on named:** 5 named, 4 unnamed", lambda s: s.counts["S2", "named"] == {"named": 5, "unnamed": 4}),
        (
            "- **S8 on kind:** 4 forecast, 4 judgment",
            lambda s: s.counts["S8", "kind"] == {"forecast": 4, "judgment": 4},
        ),
        (
            '- **S9 on kind** ("Let\'s keep it that way!"): 5 other, 3 judgment, 1 forecast',
            lambda s: s.counts["S9", "kind"] == {"other": 5, "judgment": 3, "forecast": 1},
        ),
        ("- **S10 on kind:** 6 judgment, 4 fact", lambda s: s.counts["S10", "kind"] == {"judgment": 6, "fact": 4}),
        (
            "The machine (our program) says that S2 is unnamed (in the invented class, 5 say named and 4 unnamed) "
            "and that S3, the third paragraph, is loaded (8 of the class say no, 2 yes).",
            lambda s: (
                (s.group.machine.answers["S2", "named"], s.group.machine.answers["S3", "loaded"]) == ("unnamed", "yes")
                and s.counts["S2", "named"] == {"named": 5, "unnamed": 4}
                and s.counts["S3", "loaded"] == {"no": 8, "yes": 2}
                and sentence(s, 3).startswith("Then, the same day")
                and s.paragraphs[2].startswith("Then, the same day")
            ),
        ),
        (
            'S6 (it begins "The United States relationship")',
            lambda s: sentence(s, 6).lstrip("“").startswith("The United States relationship"),
        ),
        (
            '"Is there a word that pushes you to feel one way?"',
            lambda s: (
                "pushes you to feel one way?" in next(q.asks for q in questions.OF_SENTENCES if q.name == "loaded")
            ),
        ),
        (
            "Of the four questions about sentences, it's the one on which two students of the invented class agree "
            "least often.",
            lambda s: (
                min((a for q, a in s.agreed.items() if q != "answer"), key=lambda a: a.agreed).question == "loaded"
            ),
        ),
        (
            "Which sentence splits this class exactly in half on “kind”?",
            lambda s: (
                [i for (i, q), n in s.counts.items() if q == "kind" and len(n) == 2 and len({*n.values()}) == 1]
                == ["S8"]
            ),
        ),
        (
            "Four said forecast and four said judgment. One left it blank, and one wrote “fact or forecast??”",
            lambda s: (
                [u.problem.split("'")[1] for u in s.group.unread if (u.row, u.column) == (10, "kind")]
                == ["fact or forecast??"]
                and 10 - sum(s.counts["S8", "kind"].values()) == 2
            ),
        ),
        (
            "On who speaks, it's close to the class. On \"loaded,\" it's farthest away: it calls seven of the "
            "ten sentences loaded.",
            lambda s: (
                min(s.machine.values(), key=lambda a: a.agreed).question == "loaded"
                and max(s.machine.values(), key=lambda a: a.agreed).question == "speaker"
                and Counter(a for (_, q), a in s.group.machine.answers.items() if q == "loaded") == {"yes": 7, "no": 3}
            ),
        ),
        (
            'S3 is one of them: "provoke" is on its list. Only two of the ten students said yes there.',
            lambda s: "provoke" in rated(s, 3) and s.counts["S3", "loaded"] == {"no": 8, "yes": 2},
        ),
        (
            "On S2, it says unnamed, because it looks at the people inside the Journal's quotation. Four "
            "students did the "
            "same.",
            lambda s: (
                s.group.machine.answers["S2", "named"] == "unnamed"
                and sentence(s, 2).endswith('" said the report.')
                and "people briefed on the matter" in sentence(s, 2)
                and s.counts["S2", "named"]["unnamed"] == 4
            ),
        ),
        ('It leaves "kind" blank', lambda s: "kind" not in s.machine),
        (
            "On “loaded,” how often do two students of this class agree, in percent?",
            lambda s: percent(s.agreed["loaded"].agreed) == 58,
        ),
        ('"will be substantially upping."', lambda s: "will be substantially upping" in sentence(s, 8)),
        ('"anything good for our farmers is good for me."', lambda s: "farmers is good for me,”" in sentence(s, 8)),
    ),
    "11": (  # how hard to read
        ("you need to be a college junior (third year)", lambda s: 15 <= by_formula(s)["flesch_kincaid_grade"] < 16),
        ("which is one sentence", lambda s: s.last.rstrip(".") == sentence(s, 10).rstrip(".")),
        ("it has 66 syllables", lambda s: s.page.words[s.page.words.sentence == 10].syllables.sum() == 66),
        (
            "has 5 words and 5 syllables: 2 + 12 − 16 = **−2**",
            lambda s: list(s.page.words[s.page.words.sentence == 9].syllables) == [1] * 5,
        ),
        (
            'The last paragraph has 41 words, or 42 if you count "U" and "S" apart, as our program does. With '
            "41: 16.4 + 19.3 "
            "− 16 = **19.7**. With 42: 16.8 + 18.9 − 16 = **19.7**.",
            lambda s: (
                (len(s.last.split()), s.page.sentences.words[9]) == (41, 42)
                and [(round(0.4 * n, 1), round(12 * 66 / n, 1)) for n in (41, 42)] == [(16.4, 19.3), (16.8, 18.9)]
            ),
        ),
        (
            'That\'s why the table at the top says only "below 1."',
            lambda s: s.page.sentences.grade[8] < 1,
        ),
        ("It has 10 words and 15 syllables: 0.4 × 10 + 12 × 15 ÷ 10 − 16 = 4 + 18 − 16 = 6.", soybeans),
        ("(The table at the top says 19.3.", lambda s: round(s.page.sentences.grade[9], 1) == 19.3),
        (
            "the grades run from 11.2 (Coleman-Liau) to 17.8 (Gunning fog). That's more than six years of school",
            lambda s: (
                min(by_formula(s).items(), key=lambda f: f[1]) == ("coleman_liau_index", 11.2)
                and max(by_formula(s).items(), key=lambda f: f[1]) == ("gunning_fog", 17.8)
            ),
        ),
        (
            "A free calculator, the program textstat, uses the same formulas and gets other numbers",
            lambda s: all(s.value[f"textstat_{name}"].round(1) != grade for name, grade in by_formula(s).items()),
        ),
        (
            "It says 11.2. By our program's count, the other four say 15 or more.",
            lambda s: sorted(by_formula(s).values())[1] >= 15,
        ),
        (
            "One paragraph is grade 19.3 by our program's count and 11.1 by the calculator.",
            lambda s: len(apart(s)) == 1,
        ),
        (
            "the paragraph drops from grade 19.3 to 11.1",
            lambda s: apart(s) == [(19.3, 11.1)] and paragraph_grades(s, "flesch_kincaid_grade")[-1] == 19.3,
        ),
        (
            "it counts 11 sentences in the article where there are 10",
            lambda s: len(s.page.sentences) == 10 and readability.load_textstat().sentence_count(s.body) == 11,
        ),
        (
            '"Farmers who sell to U.S. buyers lost money last year."',
            lambda s: (
                readability.load_textstat().sentence_count("Farmers who sell to U.S. buyers lost money last year.") == 2
            ),
        ),
        ("Five words in the sentence, one syllable per word", lambda s: s.page.sentences.words[8] == 5),
        ("how far apart will five formulas be", lambda s: len(by_formula(s)) == 5),
        ("One article, five grades", lambda s: len(by_formula(s)) == 5),
        ("which formula gives this article the lowest grade?", lambda s: len(by_formula(s)) == 5),
        ("In one paragraph the two grades are years apart.", lambda s: len(apart(s)) == 1),
        (
            '"the U.S. In my opinion" really does end a sentence',
            lambda s: sentence(s, 7).endswith("the U.S.") and sentence(s, 8).startswith("In my opinion"),
        ),
        ("The president's statement has four.", lambda s: (s.page.sentences.paragraph == 6).sum() == 4),
        (
            "Six paragraphs have one sentence each, and the president's statement has four.",
            lambda s: list(s.page.sentences.groupby("paragraph").size()) == [1, 1, 1, 1, 1, 4, 1],
        ),
        (
            "Our program doesn't know the name and counts one syllable.",
            lambda s: set(s.page.words.syllables[s.page.words.word == "Takaichi"]) == {1},  # by hand Ta-ka-i-chi
        ),
        (
            'The list that the calculator uses doesn\'t have "Trump," "Japan," or "days."',
            lambda s: all(readability.load_textstat().is_difficult_word(w, 0) for w in ("Trump", "Japan", "days")),
        ),
        ("We used 2,876 of the texts.", lambda s: clear()["items"] == 2876),
        (
            "Flesch-Kincaid is right in 69 of 100 pairs. The marks for difficult sentences in the article beside this "
            "lesson are right in 68.",
            lambda s: [percent(of["harder_of_two"]["value"]) for of in pairs()] == [69, 68],
        ),
        ("It is wrong in about 31 of 100", lambda s: 100 - percent(pairs()[0]["harder_of_two"]["value"]) == 31),
    ),
    "12": (  # more than luck
        ("the same ten sheets, from a class we invented", lambda s: len(s.group.codings) == 10),
        (
            "Coins match about 10 times out of 20. Dice match about 14 times: two dice can fall in 36 ways. Both "
            "show 1 to 5 in 25 of them, and both show a 6 in 1. Together, that's 26 of 36, or 72%.",
            lambda s: (5 * 5 + 1 * 1, round(20 * 26 / 36), round(100 * 26 / 36)) == (26, 14, 72),
        ),
        (
            "There are 20 × 20 = 400 ways to draw. Both are blue in 17 × 17 = 289 of them, and both are red in "
            "3 × 3 = 9. So you match in 298 of 400, or about 75%.",
            lambda s: (20 * 20, 17 * 17, 3 * 3, 289 + 9, round(1000 * 298 / 400)) == (400, 289, 9, 298, 745),
        ),
        (
            'On "loaded," luck alone explains 50 of the 58 points. On who speaks, it explains 65 of the 87.',
            lambda s: (
                [(percent(s.agreed[q].by_chance), percent(s.agreed[q].agreed)) for q in ("loaded", "speaker")]
                == [(50, 58), (65, 87)]
            ),
        ),
        (
            'on who speaks, 77% of all answers are "other," so luck alone gives 65% (a bag with 77 and 23 marbles). '
            "87% of all pairs agree: (87 − 65) ÷ (100 − 65) = 22 ÷ 35 = 0.63.",
            lambda s: (
                (s.agreed["speaker"].commonest, percent(s.agreed["speaker"].share)) == ("other", 77)
                and (percent(s.agreed["speaker"].agreed), percent(s.agreed["speaker"].by_chance)) == (87, 65)
                and above_luck(87, 65) == 0.63 == round(s.agreed["speaker"].alpha, 2)
            ),
        ),
        (
            '| loaded | "no," 54% | 58% | 50% | | | named | "named," 85% | 84% | 75% | |',
            lambda s: (
                [(percent(s.agreed[q].agreed), percent(s.agreed[q].by_chance)) for q in ("loaded", "named")]
                == [(58, 50), (84, 75)]
                and [(s.agreed[q].commonest, percent(s.agreed[q].share)) for q in ("loaded", "named")]
                == [("no", 54), ("named", 85)]
            ),
        ),
        (
            "Loaded: 8 ÷ 50 = 0.16. Named: 9 ÷ 25 = 0.36.",
            lambda s: (above_luck(58, 50), above_luck(84, 75)) == (0.16, 0.36),
        ),
        (
            '85% of all answers are "named,"',
            lambda s: (s.agreed["named"].commonest, percent(s.agreed["named"].share)) == ("named", 85),
        ),
        (
            '"Loaded" has the least left: its alpha is 0.16, as you worked out. For "named," it\'s 0.30, a little '
            "lower than yours",
            lambda s: (
                [round(s.agreed[q].alpha, 2) for q in ("loaded", "named")] == [0.16, 0.3]
                and min((a for q, a in s.agreed.items() if q != "answer"), key=lambda a: a.alpha).question == "loaded"
            ),
        ),
        ("The intervals are wide because ten sentences are few.", lambda s: len(s.page.sentences) == 10),
        (
            'In four sentences, the speaker is the president, and all ten said "named." That\'s easy to agree '
            "on. The class "
            "disagrees only on S1 to S4.",
            lambda s: (
                [i for (i, q), n in s.counts.items() if q == "named" and n == {"named": 10}]
                == [f"S{n}" for n in s.page.sentences.sentence[s.page.sentences.voice == "Donald Trump"]]
                == ["S6", "S7", "S8", "S9"]
                and sorted(i for (i, q), n in s.counts.items() if q == "named" and len(n) > 1)
                == ["S1", "S2", "S3", "S4"]
            ),
        ),
        (
            "Two questions about sentences have agreement above 80%. Which one has an alpha below 0.5?",
            lambda s: [q for q, a in s.agreed.items() if a.agreed > 0.8 and a.alpha < 0.5] == ["named"],
        ),
        (
            "Compare the alphas of the two with the most agreement.",
            lambda s: [q for q, a in s.agreed.items() if a.agreed > 0.8] == ["speaker", "named"] == list(s.agreed)[:2],
        ),
        ("Most answers (85%) are “named,” so luck alone gives 75%.", lambda s: percent(s.agreed["named"].share) == 85),
    ),
}


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def prose(book: str) -> str:
    """What a notebook says to readers: its Markdown, and its self-checks. Cells are a blank line apart."""
    cells = nbformat.read(BOOKS[book], as_version=4).cells
    shown = [c for c in cells if c.cell_type == "markdown" or "check" in c.metadata.get("tags", [])]
    return "\n".join(_one_line(re.sub("<summary>.*?</summary>", "", cell.source)) for cell in shown)


def test_there_are_six_lessons():
    assert list(BOOKS) == ["07", "08", "09", "10", "11", "12"]


ROWS = [pytest.param(book, *row, id=f"{book} {row[0][:40]}") for book, rows in FACTS.items() for row in rows]


@pytest.mark.parametrize(("book", "fragment", "holds"), ROWS)
def test_facts(book, fragment, holds):
    assert fragment in prose(book)
    assert holds(seen())


IN_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
COUNTABLE = (
    "answer|call|claim|day|excerpt|expression|formula|grade|label|paragraph|phone call|place|question|reader|sentence|"
    "sheet|source|student|syllable|week|word|year"
)
COUNT = re.compile(rf"\b(?:\d+(?:[,.]\d+)*|{IN_WORDS})(?: (?!of)[\w'-]+)?[ -](?:{COUNTABLE})s?\b", re.IGNORECASE)

# What counts nothing in the article, the class or a chart.
ALLOWED = {
    "07": ("Choose one claim", "Write three sentences", "one source, repeated", "tell one source"),
    "08": ("in three sentences", "35 words", "One place in the caption"),
    "09": ("one word?",),
    "10": (
        *("a sentence, each column a question", "Code four sentences", "One more student", "any two students"),
        *("Four questions, no answer key", "two careful readers", "two classmates answer", "allows only one answer"),
        *("how often two students of this class, picked", "drop one student", "Each bar is one student"),
    ),
    "11": (
        *("For one sentence", "four years after college", "one short sentence", "one more sentence", "two more words"),
        *("grade 20", "−2. A formula always gives", "words of three or more syllables", "Two shorter sentences"),
        *("two more syllables", "two formulas that don't give a grade"),
    ),
    "12": ("they answer two questions", "because one answer is far more common", "the four questions about sentences"),
}


@pytest.mark.parametrize("book", BOOKS)
def test_every_count_is_a_fact(book):
    """A number beside a thing that can be counted is in a fragment above, or counts nothing here."""
    text = prose(book)
    covered = [
        (m.start(), m.end())
        for fragment in [*(row[0] for row in FACTS[book]), *ALLOWED[book]]
        for m in re.finditer(re.escape(fragment), text)
    ]
    counts = [m for m in COUNT.finditer(text) if not any(a <= m.start() and m.end() <= b for a, b in covered)]
    assert [m[0] for m in counts] == []
