"""Where quotation marks open and close, in sentences of our own."""

import pytest

from analysis.article import Article
from analysis.nlp.quotations import broken_marks, find_quotations
from analysis.nlp.text_type import find_notices

CASES = {
    "straight": ('She said "no" and left.', ['"no"']),
    "curly": ("She said “no” and left.", ["“no”"]),
    "two apostrophes": ("She said ''no way'' and left.", ["''no way''"]),
    "TeX marks": ("She said ``no way'' and left.", ["``no way''"]),
    "two in a row": ('"One," he said, "two."', ['"One,"', '"two."']),
    "straight marks, the second with its blank on the wrong side": ('"We go, "he said. "No."', ['"We go, "', '"No."']),
    "no quotation": ("Nothing here.", []),
    "empty": ("", []),
    # blanks inside the marks
    "curly with blanks": ("“ We go , ” he said .", ["“ We go , ”"]),
    "straight with blanks": ('" We go , " he said . " Now . "', ['" We go , "', '" Now . "']),
    "straight, a blank behind the first": ('" We go," he said.', ['" We go,"']),
    "straight, a blank before the last": ('"We go , " he said.', ['"We go , "']),
    "single with blanks": ("‘ We go , ’ he said.", ["‘ We go , ’"]),
    "two apostrophes with blanks": ("'' We go , '' he said.", ["'' We go , ''"]),
    "French": ("« Nous allons », dit-elle, «\u202fdemain\u202f».", ["« Nous allons »", "«\u202fdemain\u202f»"]),
    # other marks
    "German": ("„Wir gehen“, sagte er. „Jetzt“.", ["„Wir gehen“", "„Jetzt“"]),
    "German with blanks": ("„ Wir gehen “ , sagte er.", ["„ Wir gehen “"]),
    "low opening mark, high closing": ("He said „nein” and left.", ["„nein”"]),
    "French in English": ("He said «no» and ‹never›.", ["«no»", "‹never›"]),
    "German with angles inward": ("»Wir gehen«, sagte er.", ["»Wir gehen«"]),
    "Japanese": ("彼は「行く」と言った。『本』", ["「行く」", "『本』"]),
    "a grave accent opens": ("He said `no' and left.", ["`no'"]),
    "doubled single marks": ("She said ‘‘no way’’ and left.", ["‘‘no way’’"]),
    # marks of two kinds
    "curly opens, straight closes": ('He said “no" and left.', ['“no"']),
    "straight opens, curly closes": ('"No,” he said. "Yes,” she said.', ['"No,”', '"Yes,”']),
    "the wrong way round": ("”Hello,“ he said, and left.", ["”Hello,“"]),
    "both closing marks, as in Swedish": ("He said ”hello” and left.", ["”hello”"]),
    "both opening marks": ("He said “hello“ and left.", ["“hello“"]),
    "an opening mark at the end": ("“No,” he said. “They see. “", ["“No,”", "“They see. “"]),
    "a closing mark before, with its blank behind": ("He says,” there are people.”", ["” there are people.”"]),
    "behind a mark of writing direction": ("\u202a”Sorry, no!” wrote Ida Norr.", ["”Sorry, no!”"]),
    "every mark twice": ('He said ““no”” and ""yes"".', ["““no””", '""yes""']),
    "two quotations without a blank between": ('It is a "crisis.""We go," he said.', ['"crisis."', '"We go,"']),
    # one in another
    "single in double": ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    "double in single": ("‘He said “no” to me,’ she said. ‘Now.’", ["‘He said “no” to me,’", "‘Now.’"]),
    "double in double": ("“He said “no” to me,” she said.", ["“He said “no” to me,”"]),
    "single at the end of double": ("“He said ‘no,’” she said.", ["“He said ‘no,’”"]),
    "marks in parentheses": ('The law ("the act") is old.', ['"the act"']),
    "behind a dash": ("the law—“the act”—is old.", ["“the act”"]),
    "the mark before the period": ("He called it “a disgrace”.", ["“a disgrace”"]),
    # single marks and apostrophes
    "single marks": ("He called it ‘a disgrace,’ and left.", ["‘a disgrace,’"]),
    "single marks with an apostrophe inside": ("It is ‘the people’s will,’ she said.", ["‘the people’s will,’"]),
    "a plural possessive inside": ("‘The voters’ choice is clear,’ he said.", ["‘The voters’ choice is clear,’"]),
    "a plural possessive, no comma": ("It is ‘the voters’ choice’ now.", ["‘the voters’ choice’"]),
    "straight single marks": ("It is 'the people's will,' she said.", ["'the people's will,'"]),
    "two of single words": ("It was ‘bad’ and ‘a mess,’ he said.", ["‘bad’", "‘a mess,’"]),
    "one that ends in s, then a possessive": ("The ‘losers’ sold the dogs’ home.", ["‘losers’"]),
    "a dropped letter inside": ("‘I’m goin’ home,’ he said.", ["‘I’m goin’ home,’"]),
    "a number in single marks": ("‘20 years is long,’ he said.", ["‘20 years is long,’"]),
    "apostrophes are no marks": ("The voters' choice isn't the dogs' choice.", []),
    "curly apostrophes are no marks": ("The voters’ choice isn’t the dogs’ choice.", []),
    "decades are no marks": ("In the '90s and the ‘80s’ end the class of '85 left the dogs' home.", []),
    "cut words are no marks": ("Get 'em, ‘cause ’twas the dogs’ rock 'n' roll at five o'clock.", []),
    # inches and feet
    "inches are no marks": ('He is 6\' 2" tall and "fine" with it.', ['"fine"']),
    "feet and inches inside": ('"He is 6\'2"," she said.', ['"He is 6\'2","']),
    "a record of twelve inches": ('The 12" record is "fine" now.', ['"fine"']),
    "inches inside": ('"The 12" record is out," she said.', ['"The 12" record is out,"']),
    "curly inches": ("He is 6’2” tall, a 15”-screen.", []),
    "primes": ("He is 6′2″ tall and “fine”.", ["“fine”"]),
    # not closed
    "to where the speaker is named": ("“We will see, he said. It rained.", ["“We will see,"]),
    "to a name": ("“We will see, said Ida Norr, the mayor. It rained.", ["“We will see,"]),
    "to its sentence's end": ("He was glad. “We will see. It rained all day in Lowfield.", ["“We will see."]),
    "an abbreviation ends no sentence": (
        "“We told Mr. Vell of the U.S. plan. It rained.",
        ["“We told Mr. Vell of the U.S. plan."],
    ),
    "to a speaker a sentence later": ("“We will see. It is late, he said. It rained.", ["“We will see. It is late,"]),
    "to a single mark that closes": (
        "He said “We will see. Yes.’ It rained. “No,” she said.",
        ["“We will see. Yes.’", "“No,”"],
    ),
    "before another quotation": ("“We will see, he said. “No,” she said.", ["“We will see,", "“No,”"]),
    "straight, before another": ('"We will see, he said. "No," she said.', ['"We will see,', '"No,"']),
    "behind another": ("“No,” she said. “We will see, he added.", ["“No,”", "“We will see,"]),
    "to the paragraph's end where nothing else is seen": ("“We will see", ["“We will see"]),
    # not opened
    "from its sentence's beginning": ("It rained. We will see,” he said.", ["We will see,”"]),
    "from the paragraph's beginning": ("We will see,” said Ida Norr.", ["We will see,”"]),
    "straight, not opened": ('It rained. We will see," he said.', ['We will see,"']),
    "no speaker behind it": ("He saw the end of it.” It rained.", []),
}


@pytest.mark.parametrize("text, expected", CASES.values(), ids=CASES)
def test_marks_in_one_paragraph(text, expected):
    assert [text[s:e] for s, e in find_quotations(text, [(0, len(text))])] == expected


PARAGRAPHS = {
    "an opening mark on each": ("“One.\n“Two.\n“Three,” she said.", ["“One.", "“Two.", "“Three,”"], 0),
    "straight ones": ('"One.\n"Two.\n"Three," she said.', ['"One.', '"Two.', '"Three,"'], 0),
    "single ones": ("‘One.\n‘Two.\n‘Three,’ she said.", ["‘One.", "‘Two.", "‘Three,’"], 0),
    "behind a first part": ("“One,” she said. “Two.\n“Three.”", ["“One,”", "“Two.", "“Three.”"], 0),
    "what somebody else said inside": (
        "“I told him no. He left.\n“So I left.”",
        ["“I told him no. He left.", "“So I left.”"],
        0,
    ),
    "no mark on the second": ("“One. And more.\nTwo,” she said. Three.", ["“One. And more.", "Two,”"], 1),
    "the next paragraph is the article's": ("“One, he said.\nTwo, she said.", ["“One,"], 1),
    "the next paragraph quotes another": ("“One, he said.\n“Two,” she said.", ["“One,", "“Two,”"], 1),
    "never closed at all": ("“One. It rained.\n“Two. It rained.\nThree.", ["“One. It rained.", "“Two."], 1),
}


@pytest.mark.parametrize("text, expected, told", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_marks_in_several_paragraphs(text, expected, told):
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    assert [text[s:e] for s, e in find_quotations(text, paragraphs)] == expected
    assert len(broken_marks(text, paragraphs)) == told


BROKEN = (
    "to where",
    "to a name",
    "to its",
    "an abbreviation",
    "before another",
    "straight, before another",
    "behind another",
    "to the paragraph",
    "from its",
    "from the paragraph",
    "straight, not opened",
    "no speaker",
    "the wrong way",
    "both closing",
    "both opening",
    "to a s",
    "an opening mark at",
    "a closing mark before",
    "behind a mark",
)


@pytest.mark.parametrize("case", CASES)
def test_a_notice_where_marks_are_broken_and_nowhere_else(case):
    text, _ = CASES[case]
    told = broken_marks(text, [(0, len(text))])
    assert len(told) == case.startswith(BROKEN), told


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("See a.com/b, a.com/b and a.com/b.", "a.com/b"),
        ("By i@post.example, i@post.example.", "i@post.example"),
        ("#Vote by 5, #Vote, a.com/b.", "a.com/b, #Vote"),
        ("See a.com/b, a.com/c, a.com/b, a.com/d, a.com/e, a.com/e.", "a.com/b, a.com/c, a.com/d and 1 more"),
        ("See a.com/b and a.com/c.", "a.com/b, a.com/c"),
    ],
)
def test_each_link_is_listed_once(text, listed):
    notice = f"Not counted as words (links, e-mail addresses, hashtags): {listed}."
    assert find_notices(Article(text, (), ((0, len(text)),))) == (notice,)


def test_what_a_notice_says():
    lines = ["“One, he said.", "Fine.", "Two,” she said.", *["“Three, he said."] * 7]
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    spans = [(s, s + len(line)) for s, line in zip(starts, lines, strict=True)]
    assert find_notices(Article("\n".join(lines), (), tuple(spans))) == (
        "In paragraphs 1, 4, 5, 6, 7 and 3 more a quotation is not closed. It is taken to end where its speaker is "
        "named, or with its sentence.",
        "In paragraph 3 a quotation mark closes and none opens. The quotation is taken to begin with its sentence "
        "where its speaker is named behind it; elsewhere nothing is taken for one.",
    )
