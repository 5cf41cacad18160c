"""Attributions that the tagger misses or cuts, by kinds: what readers say of short texts of our own. The people in them
are invented."""

from __future__ import annotations

import pytest
from shares import cases, mostly_right, wrong

TABLES = {
    "quotations that are a paragraph": """
Nurse Ida Moss has worked on the ward for thirty years. / "We have never been so few." / Moss said two beds stay empty.
> We have never | Moss
> two beds stay empty | Moss

Hanne Berg, a librarian, said the law was late. / "The children have waited long enough." / The parliament votes in May.
> the law was late | Berg
> The children have waited | Berg

Mayor Ada Quill said on Monday that the bridge would close. She was clear about the cost: / "It is six million, and we
have one."
> the bridge would close | Quill
> It is six million | Quill

"There was no light at all." / That is how Tove Hagen, a skipper, described the night.
> There was no light | Hagen

The film opens with a voice in the dark. / "Nobody is coming." / Then the screen turns white. Rain falls on a field.
> Nobody is coming | -

The fair drew nine thousand people, the town said. Ben Oduya sold all his honey. Pia Holt sold none. / "Next year I
will bake." / The fair ends on Sunday.
> nine thousand people | town

Coach Bettina Graf spoke to the players for an hour. She told them this: / "You do not have to win." / They lost by
four.
> You do not have to win | Graf

Sheriff Cody Vance said the bar was shut. / "It was a fight a week." / "Nobody will miss it." / The owner, Rita Zell,
said she would appeal. / "I pay my taxes."
> the bar was shut | Vance
> It was a fight a week | Vance
> Nobody will miss it | Vance
> she would appeal | Zell
> I pay my taxes | Zell

"The water came up to here," said Otto Prinz, pointing at the wall. / "I lost the piano." / Insurance will pay for half.
> The water came up | Prinz
> I lost the piano | Prinz

In a letter to parents, principal Uma Rell wrote that the school was safe. / "Every door has a new lock." / Classes
start on Monday.
> the school was safe | Rell
> Every door has | Rell
""",
    "paragraphs below a colon": """
The mine has been closed since May. The Lowfield Post writes: / The owners knew in March that the roof was cracked. They
did nothing. / The owners did not answer.
> The owners knew | Lowfield Post

More from the Arden Tribune: / The bridge was built for carts, and it carries trucks. / The county has no money.
> The bridge was built | Arden Tribune

As Harlow Weekly reports: / Nine in ten hives were lost. / The winter was mild.
> Nine in ten hives | Harlow Weekly

Mayor Ada Quill said in a letter that the city had no choice: / The pipes are from 1911. Every winter forty of them
burst. / The letter was sent to all homes.
> The pipes are from 1911 | Quill

"This law is late," said Hanne Berg, a librarian. / And from Minister Olav Rusk: / "Every village will have its
library."
> This law is late | Hanne Berg
> Every village | Rusk

The court was clear. Judge Cora Venn wrote: / The boy was twelve. He had no lawyer, and nobody called his mother. / The
case goes back to Arden.
> The boy was twelve | Venn

Critics of the dam have not gone away. They say: / The ground moves. It has moved for nine years. / The owners deny it.
> The ground moves | Critics

Here is what to know about the storm: / The port is closed. Trains run until noon.
> The port is closed | -

The fair has three winners: / Ben Oduya won for his honey. / Nobody won for bread.
> Ben Oduya won | -

From the north the view is best: / The tower rises over the trees.
> The tower rises | -

A spokesman for Gorse Airways answered by e-mail: / We regret the delay. All passengers will get their money back. / No
date was given.
> We regret the delay | spokesman
""",
    "pull quotes that end in a name": """
The ferry stopped in March. / "We are an island again." — Ada Quill / The county has no money for a new one.
> We are an island again | Ada Quill | person named

The ferry stopped in March. / “We are an island again.” – Ada Quill, mayor of Lowfield / The county has no money.
> We are an island again | Ada Quill | person named

The bees came back in spring. / "I counted nine hives." - Rolf Anders / Nobody knows why.
> I counted nine hives | Rolf Anders | person named

The bees came back in spring. / "I counted nine hives." / — Rolf Anders, beekeeper / Nobody knows why.
> I counted nine hives | Rolf Anders | person named

Readers wrote to us about the dam. / "Tear it down." —Lena Moor, Tessel / "Leave it be." —Kim Asker, Brant
> Tear it down | Lena Moor
> Leave it be | Kim Asker

The vote was close. / "It was one ballot, and it was mine." ~ Saul Meier / It took all night to count.
> It was one ballot | Saul Meier

The strike goes on. / "We will not be the first to blink." — Dario Pell, who leads the union / Talks resume on Friday.
> We will not be the first | Dario Pell

The choir is 100 years old. / ‘Sing or go home.’ — Agnes Moreau / It has forty members.
> Sing or go home | Agnes Moreau

The house was empty — Ada Quill had left — and the "open day" — a flop — was over. / "Old" — New York's word for it — is
no insult.
> The house was empty | -
> Old | -

The road was dark. / "No lamp for a mile." — from the police report / The town will put up lamps.
> No lamp for a mile | police report
""",
    "posts": """
The board met on Monday. / Two pages per child times 24 children. Somebody do the math. — Carla Voss (@cvoss) March 3,
2025 / The board said nothing.
> Two pages per child | Carla Voss | person named

The dam broke at noon. / We stand with every family in the valley. pic.twitter.com/AbC12 — Iris Quant (@irisquant)
November 4, 2019 / Help came at dusk.
> We stand with every family | Iris Quant | person named

The mine closed. / Nobody is sorrier than we are. — Redstone Metals (@redstone) May 1, 2021 / The price of silver fell.
> Nobody is sorrier | Redstone Metals

Bees are back. / Small bees, big apples. — Rolf Anders (@rolf_a) July 14, 2022
> Small bees | Rolf Anders

The vote was close. / Count them again. All of them. — Ned Farrow (@farrow_ned) May 2, 2018 / He lost by nine votes.
> Count them again | Ned Farrow | person named

The storm came at night. / Harbor closed until noon. Stay home! — Brant Harbor (@brantharbor) January 9, 2020 / Nobody
did.
> Harbor closed until noon | Brant Harbor

The minister was quick to answer. / We did not know. — Olav Rusk (@orusk) / Nobody believed it.
> We did not know | Olav Rusk | person named

The team came home. / Proud of every one of you #lowfield https://t.co/a1B2c3 — Ida Moor (@coachmoor) June 3, 2023
> Proud of every one | Ida Moor | person named

The film won. / Told you so. — Lou Bianchi (@lou) March 2, 2014 / It had cost two million. / Still crying. — Greta Moss
(@gmoss) March 2, 2014
> Told you so | Lou Bianchi
> Still crying | Greta Moss

The pier fell. / Saturday they cut the ribbon. I will be mending nets. — Pelle Strand (@pelle) 2 June 2020 / It was old.
> Saturday they cut | Pelle Strand
""",
    "interviews": """
Q: How long did you work on the dam? / A: I was there for nine years. / Q: Was it safe? / A: I would not have slept
below it. / Q: Did you say so? / A: I did, and nobody wrote it down.
>> transcript

Ida Moss was a nurse for thirty years. We met her at home. / When did you start? / I was nineteen, and my mother signed
the papers. / What did you learn first? / I learned to make a bed with somebody in it. / Do you miss it? / I miss the
nights. You are never so awake.
>> transcript

**Why did you leave the ministry?** / I had said all that I had to say. / **Will you come back?** / I will not, and my
children know it. / **What do you do now?** / I keep bees. We have nine hives behind the house.
>> transcript

Q: You lost. Why? / A: We were slow. I was slowest. / Q: What now? / A: I sleep, and then we train.
>> transcript

HERALD: You voted no. Why? / ROE: I could not look at the numbers and say yes. / HERALD: Will you run again? / ROE: I
will. / HERALD: For mayor? / ROE: You will have to wait for that.
>> transcript

Q. When did you last eat? / A. I had bread on Monday. / Q. Who gave it to you? / A. My neighbor did. / Q. What will you
do now? / A. I wait.
>> transcript

Luis Ortega has cut hair for fifty years. We asked him about his town. / What has changed? / I used to cut forty heads
a day. Now I cut nine. / Why do you go on? / My hands need it. / Who will take over? / Nobody I know.
>> transcript

**How cold was it?** / I could not feel my feet. / **What did you think of?** / My mother, and soup. / **Would you go
again?** / I leave in May.
>> transcript

Anna Corbel: You are late. / Ivo Stahl: I know, and I am sorry. / Anna Corbel: Is the bread still warm? / Ivo Stahl: I
have kept it under my coat. / Anna Corbel: Then you may come in.
>> transcript

Tove Hagen sails alone. / Are you ever afraid? / I am, every day. / What do you do then? / I cook. My soup is good. /
What do you eat? / I told you, soup.
>> transcript
""",
    "according to": """
The bridge was closed in May according to the county. It will open in June.
> The bridge was closed | county

The fire began in the kitchen according to two firefighters. Nobody was hurt.
> The fire began | firefighters

According to Ada Quill the ferry is gone for good. The town has no other boat.
> the ferry is gone | Quill

Rents rose by 4 percent last year according to the Halden Institute and will rise again.
> Rents rose | Halden Institute

According to police the car was stolen in Brant.
> the car was stolen | police

According to one witness the driver was asleep and the road was wet.
> the driver was asleep | witness

The boat sank within minutes according to a survivor who asked not to be named.
> The boat sank | survivor

The seats are numbered according to age. The cheese is sorted according to color.
> The seats are | -
> The cheese is | -

According to plan the road opened on Monday.
> the road opened | -

The well is dry according to Pia Holt, who lives next to it.
> The well is dry | Holt

Nine in ten hives were lost according to the survey (PDF).
> Nine in ten | survey
""",
    "noun cues": """
Ada Quill lost the vote. The court rejected her claim that the ballots were forged.
> the ballots were forged | Quill

The allegation that the mill poisoned the river has never been proved.
> the mill poisoned the river | -

Governor Rafael Ochoa was elected on his promise to close the mine. It is open still.
> close the mine | Ochoa

Otto Prinz's complaint that the music never stops was heard by nobody.
> the music never stops | Prinz

The union's demand for a shorter week was refused by the owners.
> a shorter week | union

Tess Oram repeated her warning that the roof would fall. It fell on Friday.
> the roof would fall | Oram

The claim by Milo Grant that he paid the rent is in the file.
> he paid the rent | Grant

The minister's denial that he knew the man surprised few.
> he knew the man | minister

The company's statement that the drug was safe came late.
> the drug was safe | company

Her promise was kept. His demands were many. The allegation was false and the threat was empty.
> Her promise was | -
> His demands | -

Villagers' accusations that the dam was built on sand are forty years old.
> the dam was built on sand | Villagers

The story that the fish could talk is told to children. The fact that they cannot is not.
> the fish could talk | -
> they cannot is not | -
""",
    "headlines": """
Tax plan is dead, says minister # The plan to tax land was dropped on Monday. It had been debated for a year.
> Tax plan | minister

Minister: Tax plan is dead # The plan to tax land was dropped on Monday. It had been debated for a year.
> Tax plan | minister

Bridge was never checked: report # The old bridge in Lowfield fell on Monday. Nobody was hurt.
> Bridge was never checked | report

Police: Man stole forty bicycles # A man of 31 was arrested in Brant. The bicycles were in a barn.
> Man stole forty | Police

Mayor says ferry is gone for good # The ferry to the island stopped in March. The county has no money.
> ferry is gone | Mayor

Dam could fail within a year, engineers warn # The dam above Tessel is 90 years old. It leaks.
> Dam could fail | engineers

'We are an island again': Mayor on the lost ferry # The ferry to the island stopped in March.
> We are an island again | Mayor

Fish are back in the Orle, study finds # The river was dead for forty years. The mill closed in 2004.
> Fish are back | study

Analysis: What the vote means # The vote on Monday changed little. The parties go on as before.
> What the vote means | -

Live: Storm reaches the coast # The storm reached Brant at noon. The port is closed.
> Storm reaches | -

Norden Bank to close forty branches: sources # The bank has 200 branches. It lost money last year.
> Norden Bank to close | sources

Flood in Tessel: Water reaches the church # The river rose by two meters on Monday. The church is from 1640.
> Water reaches | -

Ada Quill: ‘The ferry is gone’ # The ferry to the island stopped in March. The county has no money.
> The ferry is gone | Quill

Rents to rise again, according to institute # Rents rose by 4 percent last year. The town builds little.
> Rents to rise | institute
""",
}


@pytest.mark.parametrize("kind", TABLES)
def test_pieces_come_out_as_a_reader_says(kind):
    mostly_right(TABLES[kind])


def test_a_share_below_the_floor_fails_and_tells_what_is_wrong():
    table = TABLES["posts"]
    bad = {case.body for case in cases(table)[:3]}
    mostly_right(table, floor=0.7, of=lambda case: ["bad"] if case.body in bad else [])
    with pytest.raises(AssertionError, match="7 of 10 right") as failed:
        mostly_right(table, of=lambda case: ["bad"] if case.body in bad else [])
    assert str(failed.value).count("bad") == 3


def test_a_case_with_the_wrong_speaker_is_wrong():
    (case,) = cases('"No," said Ida Moss. "Yes," said Ben Stroud.\n> No | Stroud\n> Yes | Stroud | group named')
    problems = wrong(case)
    assert "'No': ['Ida Moss'], should be 'Stroud'" in problems
    assert "'Stroud' is more than one source" in problems
    assert "'Yes': 'Ben Stroud' is person named, should be group named" in problems
