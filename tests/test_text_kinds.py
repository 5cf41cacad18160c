"""Interviews, live blogs, lists, garbled text: texts of our own, and others that only look like them, told by hand."""

import pytest

from analysis.nlp import text_type
from analysis.reading import markdown, plain_text, web_page

INTRO = """The ferry between Lowfield and Orle has one captain, and she has crossed the river very often since she \
was hired. Jane Roe, 61, will retire in June. We met her on the upper deck, where the wind made it hard to hear.

She spoke with the Lowfield Post about the bridge, the price of fuel and her plans. The interview was shortened."""
ASKED = (
    "How did you come to work on the ferry?",
    "What will you do when the bridge opens?",
    "Do you regret anything about those years?",
    "And the passengers, do they still know you by name?",
)
ANSWERED = (
    "My father ran it before me, and I was on board every summer. When he fell ill I took over for a week.",
    "I will sleep until nine. Then I will learn to bake, because I never had the time for bread.",
    "No. I would have liked a second engine, and we should have raised the fares ten years ago.",
    "Most of them. I know their dogs as well, and I remember who paid me with apples in the hard winter.",
)
PROSE = "The council of Lowfield voted on Monday to close the old bridge, which the spring flood had damaged so badly."
SPEECH = "“We could not wait for the county,” said Marta Vell, the mayor, who asked the state to pay for a ferry."


def turns(asks: str, answers: str, many: int = 4, between: str = "\n\n") -> str:
    """Questions and answers, each behind a label."""
    pairs = zip(ASKED[:many], ANSWERED[:many], strict=True)
    return between.join(f"{asks}{q}{between}{answers}{a}" for q, a in pairs)


def kinds(text: str, read=None) -> set[str]:
    article = read(text) if read else plain_text.from_text(text, "A headline of this text")
    return {limit.kind for limit in text_type.find_limits(article)} - {"short"}


def marked(mark: str) -> str:
    return "\n\n".join(f"{mark}{q}{mark}\n\n{a}" for q, a in zip(ASKED, ANSWERED, strict=True))


COURT = """THE COURT: Good morning. Is the state ready?

MR. REED: We are, Your Honor. The state calls Jane Roe.

THE COURT: Very well. You may proceed.

MR. REED: Ms. Roe, where were you on the night of March 3?

THE WITNESS: I was at home. I heard the siren at about nine.

MR. REED: Thank you. I have nothing further."""
BROADCAST = """>> JANE ROE, HOST: Good evening and welcome. What do we know tonight?

>> TOM REED (voice-over): The water rose at noon. I watched it take the pier.

(BEGIN VIDEO CLIP)

UNIDENTIFIED FEMALE: I lost my boat. Did you see it?

(END VIDEO CLIP)

>> ROE: Thank you, Tom. Are you safe there?

>> REED (on camera): We are. You can see the lights behind me.

(LAUGHTER)

>> ROE: Good night."""
STAMPED = """[00:01:12] Interviewer: Where did you grow up?
[00:01:20] Jane Roe: In Orle. My mother kept the inn, and I carried the wood.
[00:02:05] Interviewer: And did you like it?
[00:02:09] Jane Roe: [laughs] I did, you know, I did."""
OWN_LINES = """Tom Reed  0:03
Thanks for making the time. How are you?

Jane Roe  0:09
I am well, thank you. It has been a long week for us.

Tom Reed  0:31
You said in May that you would leave. Why did you stay?

Jane Roe  0:40
Because nobody else would do it, and I like the river."""
NAMES_ALONE = """JANE ROE
I never thought that we would win. Did you?

TOM REED
You told me so on the phone. I remember it.

JANE ROE
I must have been tired then, and I was wrong.

TOM REED
We all were. Shall we go on?"""

INTERVIEWS = {
    "plain questions": turns("", ""),
    "plain questions, an introduction": f"{INTRO}\n\n{turns('', '')}",
    "answers of two paragraphs": f"{INTRO}\n\n" + turns("", "").replace("\n\nWhat", f"\n\n{ANSWERED[0]}\n\nWhat"),
    "Q and A, six lines": turns("Q: ", "A: ", 3, "\n"),
    "Q and A, with points": turns("Q. ", "A. "),
    "Q and A, with dashes": turns("Q — ", "A — "),
    "Q alone": turns("Q: ", ""),
    "interviewer": turns("Interviewer: ", "Roe: ", 3),
    "initials": f"{INTRO}\n\n{turns('TR: ', 'JR: ')}",
    "initials with points": turns("T.R.: ", "J.R.: ", 2),
    "host and guest": turns("Host: ", "Guest: ", 2),
    "the paper and a name": f"{INTRO}\n\n{turns('Lowfield Post: ', 'Jane Roe: ', 3)}",
    "capitals": turns("TOM REED: ", "JANE ROE: ", 3),
    "numbered speakers": turns("Speaker 1: ", "Speaker 2: ", 3),
    "a podcast": turns("Moderator (00:14): ", "Jane Roe (00:21): ", 3),
    "a court": COURT,
    "television": BROADCAST,
    "time stamps": STAMPED,
    "names on lines of their own, stamped": OWN_LINES,
    "names on lines of their own": NAMES_ALONE,
    "answers in quotation marks": "\n\n".join(f"{q}\n\n“{a}”" for q, a in zip(ASKED, ANSWERED, strict=True)),
}


SAID = (
    "The water rose at noon and took the pier.",
    "I saw it from my window.",
    "Nobody had told us, you know.",
    "The siren came late.",
    "Thank you for that.",
    "We will hear from the county next.",
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Reed – ", "Roe – "),
        ("REED — ", "ROE — "),
        ("Mr. Reed (Lowfield): ", "Hon. Jane Roe (Orle): "),
        ("Mr. REED. ", "Ms. ROE. "),
        ("[Reed] ", "[Roe] "),
        ("<reed> ", "<roe> "),
        ("REED\t", "ROE\t"),
        ("interviewer: ", "participant: "),
        ("INT: ", "P1: "),
        ("Q1: ", "A1: "),
        ("Speaker 1: ", "Speaker 2: "),
        ("REED\n", "ROE\n"),
        ("00:12 Reed\n", "00:15 Roe\n"),
        ("**Reed:** ", "**Roe:** "),
    ],
)
def test_labels_of_speakers(first, second):
    assert kinds("\n\n".join((first, second)[n % 2] + said for n, said in enumerate(SAID))) == {"transcript"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Yes: ", "No: "), ("The bridge. ", "The town. "), ("Claim: ", "Fact: "), ("Monday: ", "Tuesday: "), ("", "")],
)
def test_labels_of_nobody(first, second):
    assert kinds("\n\n".join((first, second)[n % 2] + said for n, said in enumerate(SAID))) == set()


def test_prompts_are_questions_too():
    prompts = ("Tell me about your father.", "What was the first crossing like?", "Describe the worst night.")
    text = "\n\n".join(f"{p}\n\n{a}" for p, a in zip(prompts, ANSWERED, strict=False))
    assert kinds(text) == {"transcript"}


@pytest.mark.parametrize("name", INTERVIEWS)
def test_interviews(name):
    assert kinds(INTERVIEWS[name]) == {"transcript"}


def test_interviews_with_bold_questions():
    assert kinds(f"# The captain\n\n{INTRO}\n\n{marked('**')}", markdown.from_markdown) == {"transcript"}
    body = "".join(f"<p><strong>{q}</strong></p><p>{a}</p>" for q, a in zip(ASKED, ANSWERED, strict=True))
    page = f"<article><h1>The captain</h1><p>{INTRO}</p>{body}</article>"
    page = f"<!doctype html><html><title>The captain</title><body>{page}</body></html>"
    assert kinds(page, web_page.from_html) == {"transcript"}


def test_an_interview_inside_of_an_article_is_told():
    """A box at the end: what is above it is measured."""
    text = "\n\n".join([PROSE, SPEECH] * 8 + [turns("Q: ", "A: ", 2)])
    (limit,) = text_type.find_limits(plain_text.from_text(text, "A headline of this text"))
    assert (limit.kind, limit.without) == ("partly transcript", frozenset())
    assert "Paragraphs 17 to 20 look" in limit.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{INTRO}\n\n{turns('', '')}", ()),  # "Jane Roe" is named, and not as the one who is interviewed
        (f"Our reporter sat down with Jane Roe on Monday.\n\n{turns('', '')}", ("Jane Roe",)),
        (f"In an interview with Luis Ortega-Diaz, the captain of the ferry.\n\n{turns('', '')}", ("Luis Ortega-Diaz",)),
        (f"We talked to Amy Roe, and we spoke with Beth Lind.\n\n{turns('', '')}", ()),
        (turns("Tom Reed: ", "Jane Roe: "), ("Tom Reed", "Jane Roe")),
        (turns("TR: ", "JR: "), ("TR", "JR")),
    ],
)
def test_an_interview_says_whose_it_is(text, said):
    (limit,) = (m for m in text_type.find_limits(plain_text.from_text(text, "The captain")) if m.kind == "transcript")
    names = ("Jane Roe", "Luis Ortega-Diaz", "Amy Roe", "Beth Lind", "Tom Reed", "TR", "JR")
    assert tuple(n for n in names if n in limit.text) == tuple(n for n in names if n in said)


PLAIN_ANSWERS = (
    "The river took the whole pier. We had to start from nothing, and the state was slow to send the money.",
    "In April, if the weather holds. The crew is eager to go back to work after a long winter.",
    "The state pays most of it. The county pays the rest, and riders will pay a dollar more.",
)
BARE = zip(("Why has it taken so long?", "When will the boat run?", "Who pays?"), PLAIN_ANSWERS, strict=True)
SHORT_INTERVIEW = "\n\n".join(f"{q}\n\n{a}" for q, a in BARE)


@pytest.mark.parametrize(
    "introduction",
    [
        "Rosa Lund runs the ferry. We asked her about the pier.",
        "The Post asked Rosa Lund, who runs the ferry, about the pier.",
        "Rosa Lund runs the ferry. We sat down with her in May.",
        "Our reporter spoke with Rosa Lund about the pier.",
        "Rosa Lund runs the ferry. The interview has been edited for length and clarity.",
    ],
)
def test_an_introduction_tells_an_interview(introduction):
    assert kinds(f"{introduction}\n\n{SHORT_INTERVIEW}") == {"transcript"}


EXPLAINED = "\n\n".join(
    (
        PROSE,
        "What happens next?",
        "The county will build a ferry ramp by June. Until then buses take the long way around, officials said.",
        "Why did the council wait?",
        "There was no money in the budget. The mayor said the state had promised to pay, and the check never came.",
        "What should you do if you have a ticket?",
        "Keep it. The ferry line will refund it at the counter, and you can ask for the form on its website.",
        "Who pays for the repairs?",
        "The state and the county will share the bill, according to the agreement that both signed in March.",
    )
)
NO_INTERVIEWS = {
    "an explainer": EXPLAINED,
    "an explainer that speaks of itself": EXPLAINED.replace("The county will", "We do not know. The county will"),
    "bare questions without an introduction": SHORT_INTERVIEW,
    "an explainer that asked somebody": EXPLAINED.replace(PROSE, "We asked Jane Roe, the mayor, about the bridge."),
    "an explainer that asked, and speaks of itself": EXPLAINED.replace(PROSE, "We asked her about it.").replace(
        "The county will", "We do not know. The county will"
    ),
    "quoted answers": "We asked Rosa Lund about it.\n\n"
    + SHORT_INTERVIEW.replace("In April", "“In April,” Lund said").replace(
        "The state pays", "“The state pays,” she said"
    ),
    "questions of readers": f"You asked us about the ferry. We asked experts.\n\n{SHORT_INTERVIEW}",
    "an introduction, nobody answers": "We asked her about it.\n\n" + SHORT_INTERVIEW.replace("We had", "It had"),
    "labeled items": f"{PROSE}\n\n{SPEECH}\n\nCost: $12 for adults.\n\nWhen: Friday at 8 p.m.\n\nWhere: The town hall.",
    "labeled items, repeated": "\n\n".join(
        [PROSE] + [f"What: {n}, a play.\n\nWhen: Friday at {n} p.m.\n\nWhere: The town hall." for n in range(3, 9)]
    ),
    "good and bad": "\n\n".join(["Pros: It is light and cheap.\n\nCons: The lid leaks after a month."] * 4),
    "dialogue in a story": "\n\n".join(["“Do you see it?” Roe asked.", "“I see it,” said Reed.", PROSE] * 5),
    "a columnist asks": "\n\n".join(
        [f"{PROSE} Who would have thought it?", "Is nobody to blame?", f"I think so. {PROSE}"] * 3
    ),
    "statements with a colon": "\n\n".join(
        [PROSE, "The mayor put it this way: The bridge is old and will not stand.", SPEECH] * 4
    ),
    "a columnist who says “talk about”": "\n\n".join(
        [
            "Talk about burying your lede.",
            f"I think so. {PROSE}",
            "Does your town come first?",
            f"I doubt it. {PROSE}",
            "Who paid?",
            f"I did. {PROSE}",
            "Talk about luck.",
            f"My town had none. {PROSE}",
        ]
    ).replace("your town", "the town"),
    "headings": "\n\n".join(["The river", f"{PROSE} {SPEECH}", "The town", f"{SPEECH} {PROSE}"] * 2),
    "questions at the ends of paragraphs": "\n\n".join(
        [f"{PROSE} What could you do about it?", f"{SPEECH} I asked her twice."] * 4
    ),
}


@pytest.mark.parametrize("name", NO_INTERVIEWS)
def test_no_interviews(name):
    assert not kinds(NO_INTERVIEWS[name]) & {"transcript", "partly transcript"}


ENTRY = "Crews closed the road along the river and asked everybody who lives there to leave."
CODE = """import csv
from pathlib import Path

def total(path):
    rows = csv.reader(Path(path).open())
    return sum(int(row[2]) for row in rows)

for name in ("a.csv", "b.csv"):
    print(name, total(name))
"""
RELATED = "Posted 3 hours ago\n\nA ferry for Orle\n\nPosted 5 hours ago\n\nThe mayor resigns\n\n8:15 a.m."
LIVE = {
    "clock and dash": "\n\n".join(f"1{n}:4{n} a.m. — {ENTRY}" for n in range(3)),
    "clock alone": "\n\n".join(f"9:0{n}pm\n\n{ENTRY}" for n in range(4)),
    "clock with zone": "\n\n".join(f"14.3{n} BST\n\n{ENTRY}\n\n{ENTRY}" for n in range(3)),
    "minutes ago": "\n\n".join(f"{n + 2} min ago\n\n{ENTRY}" for n in range(3)),
    "updated": "\n\n".join(f"Updated {n + 2} hours ago\n\n{ENTRY}" for n in range(3)),
    "day and clock": "\n\n".join(f"March 3, 1{n}:15 — {ENTRY}" for n in range(4)),
    "brackets": "\n\n".join(f"[1{n}:15] {ENTRY}" for n in range(4)),
}
RECIPE = [
    "2 cups flour",
    "½ teaspoon salt",
    "1 tbsp. sugar",
    "200 g butter, cold",
    "1/2 cup milk",
    "Mix the flour with the salt and the sugar, and cut in the butter until the crumbs are as small as peas.",
    "Pour in the milk. Bake for twenty minutes at the highest heat of your oven, and let it cool on a rack.",
]
SCORES = [
    "Lowfield 112, Orle 108",
    "Norden 99, Varde 97 (OT)",
    "Reed 4-9 2-2 10",
    "Berg 7-12 0-1 15",
    "Totals 38-90 112",
]
VOTES = ["Jane Roe (D) 45,210 52.1%", "Tom Reed (R) 40,118 46.2%", "Luis Ortega (I) 1,404 1.6%", "Write-in 87 0.1%"]
DEATHS = [f"{name}, {n}, of Lowfield, a {work}." for name, n, work in (
    ("Jane Roe", 84, "teacher"), ("Tom A. Reed", 79, "smith"), ("Ida Norr-Lind", 91, "nurse"), ("Ola Berg", 66, "cook"),
)]  # fmt: skip
SONG = "\n".join(
    ["[Verse 1]", "I walked along the river wall", "The lights were going down", "I heard you in the empty hall"]
    + ["[Chorus]", "Carry me over", "Carry me home", "Carry me over"] * 2
)
RELEASE = """FOR IMMEDIATE RELEASE

Media contact: Jane Roe, 555-0134, jane@ferry.example

""" + "\n\n".join([PROSE, SPEECH] * 3)


@pytest.mark.parametrize("name", LIVE)
def test_live_blogs(name):
    assert "live blog" in kinds(f"{PROSE}\n\n{LIVE[name]}")


LISTS = {
    "a recipe": ("\n".join(RECIPE), {"recipe"}),
    "a recipe below a story": ("\n\n".join([PROSE, SPEECH, PROSE, *RECIPE]), {"recipe"}),
    "scores": ("\n".join(SCORES * 2), {"table"}),
    "a report with scores below": ("\n\n".join([PROSE, SPEECH] * 3 + SCORES), {"partly table"}),
    "an election's results": ("\n".join(VOTES * 3), {"table"}),
    "a report with results in it": ("\n\n".join([PROSE, *VOTES, SPEECH, PROSE, PROSE, SPEECH]), {"partly table"}),
    "deaths": ("\n\n".join(DEATHS * 2), {"list"}),
    "a song": (SONG, {"poetry"}),
    "a press release": (RELEASE, {"press release"}),
    "a press release by its end": (
        "\n\n".join([PROSE, SPEECH] * 3 + ["About Orle Ferries", PROSE, "# # #"]),
        {"press release"},
    ),
    "code": (CODE * 2, {"code"}),
    "a listicle": (
        "\n\n".join([PROSE] + [f"{n}. {what}\n\n{SPEECH} {PROSE}" for n, what in enumerate(
            ("The old bridge", "The inn at Orle", "The ferry", "The upper mill", "The chapel"), 1)]),
        {"numbered parts"},
    ),
}  # fmt: skip
NO_LISTS = {
    "related stories with times": "\n\n".join([*[PROSE, SPEECH] * 4, RELATED]),
    "posted, updated, and a related story": "\n\n".join(
        ["Posted 2 days ago", "Updated 3 hours ago", *[PROSE, SPEECH] * 6, "9 min ago"]
    ),
    "a report with times": "\n\n".join([f"{PROSE} At 10:42 a.m. the siren went.", SPEECH] * 4),
    "one time at a start": f"10:42 a.m. was when it began. {PROSE}\n\n{SPEECH}\n\n{PROSE}",
    "numbers in sentences": "\n\n".join(
        f"The town of Lowfield spent ${n},000 on the {n} boats that it had in 20{n}." for n in range(11, 22)
    ),
    "ages in sentences": "\n\n".join([f"Jane Roe, 84, saw it. {PROSE}", SPEECH, PROSE, PROSE, SPEECH]),
    "quantities in sentences": "\n\n".join([f"2 cups of flour cost more than in May. {PROSE}", SPEECH] * 4),
    "two numbered paragraphs": "\n\n".join([PROSE, f"1. {SPEECH}", f"2. {PROSE}", SPEECH, PROSE]),
    "one score": "\n\n".join([PROSE, "Lowfield 112, Orle 108", SPEECH, PROSE]),
    "contact in prose": "\n\n".join([PROSE, SPEECH, "Contact: Jane Roe can be reached at 555-0134."] * 2),
    "a song in a report": "\n\n".join([PROSE, "Carry me over", "Carry me home", SPEECH, PROSE, SPEECH]),
    "seconds": "\n\n".join([PROSE, "Updated 3 min ago", SPEECH, PROSE]),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists(name):
    text, expected = LISTS[name]
    assert kinds(text) == expected


@pytest.mark.parametrize("name", NO_LISTS)
def test_no_lists(name):
    assert kinds(NO_LISTS[name]) == set()


GARBLED = {
    "cp1252 for UTF-8": "â€œIt wonâ€™t hold,â€\x9d said Marta Vell, the mayor of Lowfield.",
    "accents": "The cafÃ© on the river was closed, and JosÃ© went home.",
    "a lone Â": "The repair cost Â£40 million, and the ferry Â£2 million more.",
    "a byte order mark": "ï»¿The council of Lowfield voted to close the bridge.",
    "Mac Roman for UTF-8": "‚ÄúIt won‚Äôt hold,‚Äù said Marta Vell, the mayor.",
    "Mac for Latin": "ÒIt wonÕt hold,Ó said Marta Vell. She didnÕt ask.",
    "control characters": "\x93It won\x92t hold,\x94 said Marta Vell, the mayor.",
    "replaced": "The mayor said that it won\ufffdt hold another winter.",
    "question marks": "The mayor said it won?t hold, and she didn?t know whose it?s to be.",
    "twice encoded": "The mayor said it wonÃ¢â‚¬â„¢t hold another winter.",
    "entities": "Roe &amp; Sons said that &quot;nothing&quot; was wrong.",
    "entities twice": "Roe &amp;amp; Sons said that nothing was wrong.",
    "numeric entities": "The mayor said it won&#8217;t hold another winter.",
    "tags": "The <b>mayor</b> said it won't hold.<br/>She was asked twice.",
    "a link's markup": 'The <a href="https://news.example/a">mayor</a> said it.',
    "shortcodes": '[caption id="attachment_12" align="left"] The mayor said it. [/caption]',
    "script": "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}",
    "styles": ".article-body p { margin: 0 auto; color: #333 !important; }",
    "spaced letters": "T h e  c o u n c i l  o f  L o w f i e l d  v o t e d to close it.",
    "no spaces": "ThecouncilofLowfieldvotedonMondaytoclosetheoldbridge and left.",
    "no spaces behind points": "The bridge is old.The council closed it.Nobody was hurt.The mayor left.",
    "reversed": ".egdirb dlo eht esolc ot yadnoM no detov dleifwoL fo licnuoc eht taht dias eh",
    "keyboard": "sdfkjh wkrtx xcvkjb asdfgh qwrtp jklm zxcvbn, lkjhgf dfgsdf hjklm.",
    "base64": "VGhlIGNvdW5jaWwgb2YgTG93ZmllbGQgdm90ZWQgb24gTW9uZGF5IHRvIGNsb3NlIHRoZSBvbGQgYnJpZGdlLCB3aGljaA==",
    "hex": "The file is 54686520636f756e63696c206f66204c6f776669656c6420766f746564 as sent.",
    "OCR": "Tlie council of Lowfield, wliich met tbe mayor, liave voted to close tbe old bridge.",
    "OCR digits": "The c0uncil of L0wfield, which wou1d not wait, cl0sed the br1dge on Monday.",
    "capitals": (PROSE + " " + PROSE).upper(),
    "no capitals": (PROSE + " " + SPEECH).lower(),
    "no points": " ".join([PROSE.rstrip(".").replace(",", "")] * 6),
}
FINE = {
    "accents": "Luiz Inácio da Silva and Zoë Brontë met at the café Él in São Paulo; “naïve,” she said. Façade.",
    "capital accents before marks": "“LE CAFÉ” and “GRUß”, CAFÉ… and RÉ—NÉ: “É”. “AMANHÃ”. “JÄ“",
    "pounds and degrees": "It cost £40, 5° more, ©2019 by Roe & Sons, §230, €9, ½ cup, “¿Qué?”",
    "question marks": "Who knew? Nobody did?maybe. See https://news.example/a?id=3&amp=1 or https://b.example/?q=x.",
    "ampersands": "AT&T and R&D; Q&A; Roe & Sons; “M&Ms”; B&Bs.",
    "less than": "The rate is <5% for those under 30 and > 7% for all; x < y, <3 from me.",
    "brackets": "“[He] said so [sic],” Roe said. [1] [Editor’s note: shortened.] It was {sic}.",
    "acronyms": "NATO, the FBI, NASA and the U.S. met A B C in D.C.; F. W. J. Schelling. S O S. X Y Z.",
    "long words": "Antidisestablishmentarianism in Llanfairpwllgwyngyll; #ThisIsAHashtagThatPeopleUseAllTheTime.",
    "addresses": "See www.a-long-name-of-a-site.example/and/a/path/1234567890abcdef1234567890abcdef1234567890.",
    "initials": "J.R.R. Tolkien and the U.S.Senate; Ph.D.s at Node.js and Amazon.com; Yahoo!News.",
    "numbers in words": "The 2nd, 3D and B2B; CO2, H1N1; MP3s; Covid19; G20; the win32 and mp4 files; i5; 401k.",
    "short words": "Mr. Brrr, psst, hmm, tsk; crwth; nth; Schwartz, Wright, strengths, Nguyen, Brzezinski, Ng.",
    "one heading in capitals": "THE BRIDGE\n\nThe council voted.",
    "a short line": "the bridge is closed",
    "foreign words": "Und, dna tests; the saw; a Dna; tot; “fo” and “ot” are syllables.",
}  # fmt: skip


@pytest.mark.parametrize("name", GARBLED)
def test_garbled_text_is_told_and_where(name):
    text = "\n\n".join([PROSE, GARBLED[name], SPEECH, PROSE])
    found = [m for m in text_type.find_limits(plain_text.from_text(text, "A headline")) if m.kind == "garbled"]
    assert len(found) == 1
    assert "paragraph 2" in found[0].text and found[0].without == frozenset()


@pytest.mark.parametrize("name", FINE)
def test_what_is_not_garbled(name):
    text = "\n\n".join([PROSE, FINE[name], SPEECH, PROSE])
    assert "garbled" not in kinds(text)
