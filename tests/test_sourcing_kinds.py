"""Who says what, by kinds of trouble that were seen on real articles: the first case or cases of a table are those that
were seen, the others were written before anybody looked what comes out. All people and bodies are invented."""

from __future__ import annotations

import pytest
from shares import mostly_right

TABLES = {
    # Names in bylines, credits and sign-offs are nobody's antecedent.
    "bylines, credits and sign-offs": """
By Tom Averill / A woman left the town of Lowmoor in March. "I am not going back this time," she said. She asked not to
be named because she fears for her family.
> I am not going back | woman | person unnamed

By Lena Marsh / A nurse at the Velden clinic has worked without a day off since June. "We sleep in the corridor," she
said.
> We sleep in the corridor | nurse | person unnamed

By Petra Solano and Mark Ines / The captain of the ferry had brought all children on deck. "There was no panic," he
said on Tuesday.
> There was no panic | captain | person unnamed

Oskar Vane, Lowmoor Herald / A farmer near Tessel lost forty cows in the flood. "I heard them in the dark," he said.
> I heard them in the dark | farmer | person unnamed

A teacher in Brant was sent home on Friday. "Nobody told me why," she said. / The school said it would look into the
case. / Reporting by Julia Kern; editing by Sam Ostler
> Nobody told me why | teacher | person unnamed
> it would look into | school | organization unnamed

By Nora Pike / Harbor master Ivo Stahl closed the port on Sunday. "The waves were higher than the wall," he said.
> The waves were higher | Stahl | person named

By Hugo Lindt, Staff Writer / Anna Corbel runs the only bakery in Wend. "People come for the warmth," she said.
> People come for the warmth | Corbel | person named

By Ada Frey / A former guard described the night at the prison. "We were three for two hundred," he said. He spoke on
condition of anonymity because he still lives in the town.
> We were three | guard | person unnamed

A mother of two waited at the gate in Sandvik. "They took the boys at noon," she said. / Photo: Clara Menz / Police in
Sandvik said no one had been arrested.
> They took the boys | mother | person unnamed
> no one had been arrested | Police | organization named

By Ruth Ashby / The bus driver got out unhurt. "The brakes were gone," he told a passenger.
> The brakes were gone | driver | person unnamed

The engineer who built the dam is 81 now. "I would build it again," she said. / Paul Reger is a correspondent in Holm.
> I would build it again | engineer | person unnamed
""",
    # "The minister" is not the union's leader.
    "roles": """
"We are tired," said Carys Penn, who leads the union. The minister called the strike a last resort. "It harms
patients," she said.
> We are tired | Penn | person named
> It harms patients | minister | person unnamed

"The rent is too high," said Milo Grant, a tenant in Osterby. The landlord saw it differently. "I have debts myself,"
he said.
> The rent is too high | Grant
> I have debts myself | landlord | person unnamed

"We had no warning," said Tove Hagen, a skipper. The harbor master said the warning went out at noon. "It was on every
channel," he said.
> We had no warning | Hagen
> the warning went out | harbor master
> It was on every channel | harbor master

The lawyer for the family, Jan Pereira, wants a new trial. The prosecutor said the case was closed. "There is nothing
new," she said.
> the case was closed | prosecutor
> There is nothing new | prosecutor

"My son did nothing," said Elif Aras, his mother. The judge was not moved. "The law is clear," he said.
> My son did nothing | Aras
> The law is clear | judge

Mayor Lia Brandt opened the new pool on Saturday. The architect thanked her. "Nobody believed in it but the mayor," he
said.
> Nobody believed in it | architect | person unnamed

"Play was suspended," said referee Ines Moll. The coach of the home team protested. "We were winning," he said.
> Play was suspended | Moll
> We were winning | coach | person unnamed

Professor Dov Adler studies bees at Harlow College. A beekeeper in the next valley doubts his numbers. "I count them
every week," she said.
> I count them every week | beekeeper | person unnamed

"The pipes are old," said Grete Lund, chair of the water board. The chemist who tested the wells said lead was the
lesser problem.
> The pipes are old | Lund
> lead was the lesser problem | chemist

The bishop of Arden wrote to all parishes. Organist Felix Rau read the letter twice. "I still do not know what it
means," he said.
> I still do not know | Rau | person named

"I voted for it," said Senator Maud Ekker. The governor did not. "It will cost us dearly," the governor said.
> I voted for it | Ekker
> It will cost us dearly | governor
""",
    "appositions": """
The port's owner, Marlin Holdings, has offered four percent. "It is our last word," the owner said. "We want six," said
Dario Pell, who leads the union.
> It is our last word | Marlin Holdings | organization named
> We want six | Pell | person named

Tom Berg, a pilot, said the runway was wet. "I could not see the lights," he said.
> the runway was wet | Berg | person named
> I could not see | Berg

The plant's manager, Sofia Renn, walked out first. "I smelled gas," she said.
> I smelled gas | Renn | person named

Two sisters, Ana and Marta Vilar, run the inn. Their neighbor, Otto Prinz, complained. "The music never stops," he
said.
> The music never stops | Prinz | person named

The largest shareholder, Norrland Pension Fund, voted against the plan. The fund said the price was too low.
> the price was too low | Norrland Pension Fund | organization named

"We start again on Monday," said the school's head, Idris Cole.
> We start again | Cole | person named

Kaya Demir, who has sold fish here for thirty years, said the market would not last.
> the market would not last | Demir | person named

The ship's cook, a man of 60 from Vigo, swam ashore. "The water was warm," he said.
> The water was warm | cook | person unnamed

Mira Olsen, the daughter of the late painter Karl Olsen, sued the museum. "The picture was never sold," she said.
> The picture was never sold | Mira Olsen | person named

The study's author, Henrik Toll of Lund College, said the ice was thinner than ever. Toll said he had measured it
twice.
> the ice was thinner | Toll | person named
> he had measured it | Toll

The airline, Skyfjord, canceled all flights. The airline said it would pay for hotels.
> it would pay for hotels | Skyfjord | organization named

A witness, bus driver Lars Quist, said the car was silver. "It never slowed," he said.
> the car was silver | Quist | person named
> It never slowed | Quist
""",
    # "The union" is no bank.
    "classes": """
Norden Bank will close forty branches. The union said it would strike.
> it would strike | union | organization unnamed

Shares of Nordmed fell by a fifth. Analysts at Brandt & Sons cut their forecast on Monday. The company did not say when
sales would begin. The company said the drug was safe.
> the drug was safe | Nordmed | organization named

The Tarn River Authority raised the fee. The newspaper said nobody had been asked.
> nobody had been asked | newspaper | outlet unnamed

Gorse Airways lost two pilots to Lanner Air this week. The airport said all flights would leave on time.
> all flights would leave | airport | organization unnamed

Meadow Hospital sent its nurses home. The ministry said it had not been told.
> it had not been told | ministry | organization unnamed

Kestrel Motors will build the car in Arden. The Arden Tribune learned of the plan in May. The carmaker said 900 jobs
would follow.
> 900 jobs would follow | Kestrel Motors | organization named

The Lowfield School District bought new buses from Omni Coach. The district said they run on gas.
> they run on gas | Lowfield School District | organization named

Halden University took the money from Brightwell Energy. The university said there were no conditions.
> there were no conditions | Halden University | organization named

The Green Alliance and the Farmers' League will govern together. The bank said it welcomed a stable majority.
> it welcomed a stable majority | bank | organization unnamed

Corvin Bank lent the money to Delta Homes. The bank said the loan was covered.
> the loan was covered | Corvin Bank | organization named

Sund Rail stopped all trains after Velt Security found a bag. The museum next door said it stayed open.
> it stayed open | museum | organization unnamed

Riverside Church opened its doors to the workers of Halm Steel. The church said forty families had come.
> forty families had come | Riverside Church | organization named
""",
    # Two statements with a tag of their own are two.
    "two statements": """
"This law is late," said Hanne Berg, a librarian. / And from Minister Olav Rusk: / "Every village will have its
library."
> This law is late | Hanne Berg
> Every village | Rusk

"It is not fair," added Amy Roe. "We have each other," Beth Lind put in.
> It is not fair | Roe
> We have each other | Lind

Neighbours said it was loud. Two parties said no.
> it was loud | Neighbours | group unnamed
> no | Two parties

"The road is closed," said Officer Jan Weil. "It is open," said trucker Rosa Timm.
> The road is closed | Weil
> It is open | Timm

Critics called it a gift to the rich. Supporters called it long overdue.
> a gift to the rich | Critics
> long overdue | Supporters

"I sold it," Ned Farrow said. "He never did," Lisa Farrow said.
> I sold it | Ned Farrow
> He never did | Lisa Farrow

The mayor said the bridge was safe. An engineer said it was not.
> the bridge was safe | mayor
> it was not | engineer

"Too slow," said Kim Asker. / "Too fast," said Leo Brahm.
> Too slow | Asker
> Too fast | Brahm

From Coach Ida Moor: / "We played badly." / And from captain Ben Stroud: / "We did not play at all."
> We played badly | Moor
> We did not play | Stroud

"Nobody came to help," said Pia Holt, 71. "The boats were out within the hour," the coast guard said in a statement.
> Nobody came to help | Holt
> The boats were out | coast guard

Farmers say the wolves must go. Hunters say there are too few of them.
> the wolves must go | Farmers
> there are too few | Hunters

"We asked for water," recalled Tessa Brook. "Nobody gave us any," her brother Evan recalled.
> We asked for water | Tessa Brook
> Nobody gave us any | Evan

"It was a mistake," Judge Cora Venn wrote. "It was the law," Judge Amos Field answered.
> It was a mistake | Venn
> It was the law | Field
""",
    # Kinds by meaning, not by a list with a fallback.
    "kinds": """
The airline said all flights were full.
> all flights were full | airline | organization unnamed

The trust said it would buy the land. Neighbours said they had not been asked. Villages along the river said they would
sue. Two parties said they would abstain.
> it would buy the land | trust | organization unnamed
> they had not been asked | Neighbours | group unnamed
> they would sue | Villages | group unnamed
> they would abstain | Two parties | group unnamed

Authorities said the fire was out. Witnesses said a man had run away. Allies of the senator said he was calm.
> the fire was out | Authorities | group unnamed
> a man had run away | Witnesses | group unnamed
> he was calm | Allies | group unnamed

Those familiar with the plan said it was dead. One of them said it had never lived.
> it was dead | Those familiar | group unnamed
> it had never lived | One of them | person unnamed

The choir said it would sing anyway.
> it would sing anyway | choir | organization unnamed

Sailors said the lighthouse was dark.
> the lighthouse was dark | Sailors | group unnamed

A grandmother of six said the soup was cold.
> the soup was cold | grandmother | person unnamed

The ledger of the firm shows that the money went abroad.
> the money went abroad | ledger | document unnamed

A memo seen by this newspaper said the test had failed.
> the test had failed | memo | document unnamed

Half of the passengers said they had seen smoke.
> they had seen smoke | passengers | group unnamed

An apprentice said the saw had no guard. The sawmill said it did.
> the saw had no guard | apprentice | person unnamed
> it did | sawmill | organization unnamed

Shoppers said prices had doubled. A grocer said they had not.
> prices had doubled | Shoppers | group unnamed
> they had not | grocer | person unnamed

The charity said it fed 400 people a day.
> it fed 400 people | charity | organization unnamed

Three goalkeepers said the ball was too light.
> the ball was too light | goalkeepers | group unnamed
""",
    "named or not": """
The minister said the tax would stay.
> the tax would stay | minister | person unnamed

Internal papers seen by The Lowfield Post said that the mine was unsafe.
> the mine was unsafe | papers | document unnamed

Former minister for Women and Equalities Nia Morgan said the law was weak.
> the law was weak | Nia Morgan | person named

A spokesman, Sgt. Luis Ortega, said two men were held.
> two men were held | Luis Ortega | person named

The spokeswoman, Det. Hanna Reiss, said the case was old.
> the case was old | Hanna Reiss | person named

The chief said the alarm had failed.
> the alarm had failed | chief | person unnamed

A spokesman for Gorse Airways said the pilot was rested.
> the pilot was rested | spokesman | person unnamed

Deputy director of parks Emil Sand said the trees were sick.
> the trees were sick | Emil Sand | person named

Berlin police said the street was closed.
> the street was closed | Berlin police | organization named

The prime minister's brother said he had paid.
> he had paid | brother | person unnamed

The Halden Institute said rents rose by 4 percent.
> rents rose by 4 percent | Halden Institute | organization named

An aide to Senator Maud Ekker said she would run.
> she would run | aide | person unnamed

The president of the chess club said the final was canceled.
> the final was canceled | president | person unnamed

Researchers at Halden University said the fish were back.
> the fish were back | Researchers | group unnamed
""",
    # A plain ", X said" behind numbers and abbreviations.
    "numbers": """
The Orle rose by 2.5 metres on Monday, the water board said. Some 1,250.75 hectares were under water by 6.30 p.m.
Monday.
> The Orle rose | water board

The fire burned 1,400 acres by 9 p.m. Sunday, the fire service said.
> The fire burned | fire service

Prices rose by 3.2 percent in May, the statistics office said. They had risen by 2.9 percent in April.
> Prices rose | statistics office

The train left at 5.45 a.m. and arrived at 11.10 a.m., the conductor said.
> The train left | conductor

About $2.5 million is missing, prosecutors said.
> About $2.5 million | prosecutors

The boat was 12.4 meters long and carried 31 people, the coast guard said on Friday.
> The boat was | coast guard

Of 1,016 ballots 14 were torn, the clerk said. The count ended at 1.15 a.m. Wednesday.
> Of 1,016 ballots | clerk

The quake measured 5.8 and struck at 3:04 a.m., the survey said.
> The quake measured | survey

The U.S. bought 40,000 tons of rice in Q3, the trader said.
> The U.S. bought | trader

Turnout was 61.3 percent, the election board said. It was 58 percent in 2019.
> Turnout was | election board

The road will close at 8 p.m. on Nov. 4, the county said. It will reopen at 6 a.m.
> The road will close | county
""",
    "ranks and particles": """
"Two tanks were lost," said Lt. Col. Reed. Reed said the road was mined.
> Two tanks were lost | Reed | person named
> the road was mined | Reed

Luiz Inácio da Costa e Silva said the harvest was poor. "We need rain," da Costa e Silva said.
> the harvest was poor | Luiz Inácio da Costa e Silva | person named
> We need rain | Luiz Inácio da Costa e Silva

Maj. Gen. Ottilie von Harden said the bridge was gone. "We will swim," von Harden said.
> the bridge was gone | Ottilie von Harden | person named
> We will swim | Ottilie von Harden

Capt. Ruud van der Meer said the ship was sound. Van der Meer said he had slept well.
> the ship was sound | Ruud van der Meer | person named
> he had slept well | Ruud van der Meer

First Sgt. Dana Whitlow said the camp was quiet. "Nobody slept," Whitlow said.
> the camp was quiet | Dana Whitlow | person named
> Nobody slept | Dana Whitlow

Maria del Carmen Ríos said the well was dry. "We walk for an hour," Ríos said.
> the well was dry | Maria del Carmen Ríos | person named
> We walk for an hour | Maria del Carmen Ríos

Vice Adm. Karl O'Shane said the port was mined. O'Shane said it would take weeks.
> the port was mined | Karl O'Shane | person named
> it would take weeks | Karl O'Shane

Jean-Luc de la Tour said the wine was spoiled. "I poured it out," de la Tour said.
> the wine was spoiled | Jean-Luc de la Tour | person named
> I poured it out | Jean-Luc de la Tour

The Rev. Amos Tull said the roof leaked. "God knows it," Tull said.
> the roof leaked | Amos Tull | person named
> God knows it | Amos Tull

Lance Cpl. Ivy Marsh Jr. said the boots were thin. "My feet bled," Marsh said.
> the boots were thin | Ivy Marsh | person named
> My feet bled | Ivy Marsh

Sheikh Omar bin Salim al-Hadi said the talks were over. Al-Hadi said he would go home.
> the talks were over | Omar bin Salim al-Hadi | person named
> he would go home | Omar bin Salim al-Hadi

Brig. Gen. Tom Lask said four men were missing. "We search by night," Lask said.
> four men were missing | Tom Lask | person named
> We search by night | Tom Lask
""",
    "pronouns": """
Baker Ana Ruiz met councilor Otto Kern on Monday. Mr. Kern said the street would close. "It is only for a year," he
said.
> the street would close | Kern
> It is only for a year | Kern

Ella Frost told her brother Max the news. "He cried," she said.
> He cried | Ella Frost

The company's founder, Iris Holm, sold it to Victor Lane. "I kept the name," she said. "She drove a hard bargain," he
said.
> I kept the name | Holm
> She drove a hard bargain | Lane

Judge Neil Corran freed the boy. His father, Amir Saleh, wept. "I had no hope left," he said.
> I had no hope left | Saleh

Tilda Bay has two sons. She said that the older one had left.
> the older one had left | Tilda Bay

Mrs. Dora Finch lives above the shop of Mr. Saul Meier. "The noise is nothing," she said.
> The noise is nothing | Finch

Police arrested Kurt Rahn on Friday. They said that the car was stolen.
> the car was stolen | Police

The Harlow Museum bought the vase. It said that the price was fair.
> the price was fair | Harlow Museum

Actor Jude Salt praised his director. "She saw everything," he said.
> She saw everything | Salt

Doctors at the clinic were proud. They said that the girl would walk again.
> the girl would walk again | Doctors

Queen Maud visited the home of gardener Piet Vos. "Her majesty liked the roses," he said.
> Her majesty liked the roses | Vos

After the vote Senator Paula Rye hugged Senator Hal Dunn. "I owe him everything," she said.
> I owe him everything | Rye
""",
    "titles and short names": """
President Ada Quill spoke on Monday. The president said that the road was closed. Mrs. Quill said it was late.
> the road was closed | Quill | person named
> it was late | Quill

Governor Rafael Ochoa signed the bill. "It took nine years," the governor said. Ochoa said he was tired.
> It took nine years | Ochoa
> he was tired | Ochoa

Dr. Selma Idris runs the ward. "We are full," the doctor said.
> We are full | Idris

Attorney General Wanda Pratt sued the mill. "They knew," Pratt said. The attorney general said the river was dead.
> They knew | Pratt
> the river was dead | Pratt

Prime Minister Aksel Thorn resigned. Mr. Thorn said that he had lost the party. "I go without anger," the prime
minister said.
> he had lost the party | Thorn
> I go without anger | Thorn

The Bergen Fishing Cooperative, or BFC, sold its boats. The BFC said the quota was too small.
> the quota was too small | Bergen Fishing Cooperative

Coach Bettina Graf lost again. "I have no excuse," the coach said.
> I have no excuse | Graf

Secretary of Transport Lionel Marsh opened the tunnel. "It is deep," Marsh said. The secretary said it would last.
> It is deep | Marsh
> it would last | Marsh

Sister Agnes Moreau keeps the door. "They come at night," Sister Agnes said.
> They come at night | Agnes Moreau

Chief Executive Yusuf Karam cut the dividend. "It hurts," the chief executive said.
> It hurts | Karam

"Bobby" Robert Lynch won by a mile. "I felt light," Lynch said. Robert Lynch said it was his last race.
> I felt light | Lynch
> it was his last race | Lynch

Sheriff Cody Vance shut the bar. "It was a fight a week," the sheriff said. Vance said he drank there himself.
> It was a fight a week | Vance
> he drank there himself | Vance
""",
    "descriptions": """
"Being poor is not a crime," said Hannah Cole, a teacher. A board member who voted no, and who asked that her name not
be used because she expects to run for mayor, said the numbers did not add up. "We could not fix the roof last spring,"
she said.
> Being poor | Hannah Cole
> the numbers did not | board member | person unnamed
> We could not fix | board member

An official said the talks had failed. The official said they would not resume.
> the talks had failed | official | person unnamed
> they would not resume | official

A soldier at the gate said it was quiet. Another soldier said he had heard shots.
> it was quiet | A soldier | person unnamed
> he had heard shots | nother soldier | person unnamed

A woman who lives upstairs heard a cry. "Then it was silent," the woman said.
> Then it was silent | woman | person unnamed

Two diplomats said the deal was near. A third diplomat said it was far.
> the deal was near | Two diplomats | group unnamed
> it was far | third diplomat | person unnamed

One resident said the water was brown. A second resident said it smelled of eggs.
> the water was brown | One resident | person unnamed
> it smelled of eggs | second resident | person unnamed

A survivor of the crash lay in bed. "I remember the trees," the survivor said. A doctor said the leg was broken.
> I remember the trees | survivor
> the leg was broken | doctor

A senior aide said the budget was done. "It is short," the aide said.
> the budget was done | aide
> It is short | aide

People close to the family said the will was lost. A lawyer for the family said it was found.
> the will was lost | People close to the family | group unnamed
> it was found | lawyer | person unnamed

A man of 80 came last. "I had time," the man said. The organizer said everyone got a medal.
> I had time | man
> everyone got a medal | organizer

A Western diplomat said the camp was empty. A Gulf diplomat said it was full.
> the camp was empty | Western diplomat
> it was full | Gulf diplomat
""",
    "variants of a name": """
The U.S. State Department said the visa was void. The US State Department said there was no appeal.
> the visa was void | State Department | organization named
> there was no appeal | State Department

The Biddle campaign said the poll was wrong. Biddle campaign said it had better ones.
> the poll was wrong | Biddle campaign
> it had better ones | Biddle campaign

The University of Halden said the lab was closed. Halden University said it would open in May.
> the lab was closed | Halden
> it would open in May | Halden

The Ministry of Health said the vaccine worked. The Health Ministry said it was free.
> the vaccine worked | Health
> it was free | Health

Joseph "Joe" Tarrant said the shop was his. Joe Tarrant said he had the papers.
> the shop was his | Tarrant
> he had the papers | Tarrant

The F.D.R.A. said the rail was cracked. The FDRA said it was old.
> the rail was cracked | F.D.R.A.
> it was old | F.D.R.A.

Corvin & Sons said the order was late. Corvin and Sons said it would pay.
> the order was late | Corvin
> it would pay | Corvin

Acme Corp. said the drill was safe. Acme Corporation said it had sold a thousand.
> the drill was safe | Acme
> it had sold a thousand | Acme

Renée Aubert said the cave was deep. Renee Aubert said it was cold.
> the cave was deep | Aubert
> it was cold | Aubert

The Lowfield Police Department said the man was armed. Lowfield police said he was 19.
> the man was armed | Lowfield
> he was 19 | Lowfield

Dr. John K. Weir said the bone was old. John Weir said it was human.
> the bone was old | Weir
> it was human | Weir
""",
    # One wrong "he" does not pull the next with it.
    "longer runs": """
Mayor Ulf Stark met farmer Jon Dahl on Tuesday. "The field is wet," he said. "I will help," Stark said. "He always
says so," Dahl said.
> I will help | Stark
> He always says so | Dahl

"We lost it all," said Mona Reyes. Her neighbor Carl Oster brought soup. "It was the least," he said. Reyes said the
house was insured. "I had paid for years," she said.
> We lost it all | Reyes
> It was the least | Oster
> the house was insured | Reyes
> I had paid for years | Reyes

Ben Achterberg and Levi Sand race on Sunday. "He is faster," Achterberg said. "He is smarter," Sand said. / "I will
sleep well," Achterberg said. "That is why I am faster," he said.
> He is faster | Achterberg
> He is smarter | Sand
> I will sleep well | Achterberg
> That is why | Achterberg

The judge asked Ron Pike whether he was sorry. "Every day," Pike said. "It is too late," the judge said. "I know," Pike
said.
> Every day | Pike
> It is too late | judge
> I know | Pike

Teacher Olga Brandt said the roof leaked. The principal said it did not. "I have photos," Brandt said.
> the roof leaked | Brandt
> it did not | principal
> I have photos | Brandt

"I saw it first," said Kofi Mensa. "No, I did," said Paul Achen. / "He was asleep," Mensa said.
> I saw it first | Mensa
> No, I did | Achen
> He was asleep | Mensa

Senator Gil Harrow said the bill was dead. A colleague said that it was alive. "He has not read it," the colleague said.
> the bill was dead | Harrow
> it was alive | colleague
> He has not read it | colleague

The union said it would wait. Managers said they would not. Union leader Tess Oram said Friday was the last day. "Then
we walk," she said.
> it would wait | union
> they would not | Managers
> Friday was the last day | Oram
> Then we walk | Oram

"My horse was ready," said jockey Lou Bianchi. His trainer, Greta Moss, agreed. "He flew," she said. "I held on," he
said.
> My horse was ready | Bianchi
> He flew | Moss
> I held on | Bianchi

Nurse Pam Ito said the ward was calm. Dr. Hans Vogt said it was not. "We had nine in the hall," he said. "Nine is calm,"
she said.
> the ward was calm | Ito
> it was not | Vogt
> We had nine | Vogt
> Nine is calm | Ito

Detective Rae Lund said the safe was empty. Owner Tim Boyle said it held gold. "He is lying," Lund said. "Ask my wife,"
Boyle said. "I never saw any," his wife, Ella Boyle, said.
> the safe was empty | Lund
> it held gold | Tim Boyle
> He is lying | Lund
> Ask my wife | Tim Boyle
> I never saw any | Ella Boyle
""",
}


# What the models reach so far where that is less than four of five.
REACHED = {"classes": 0.66, "variants of a name": 0.72, "longer runs": 0.72}


@pytest.mark.parametrize("kind", TABLES)
def test_kinds_come_out_as_a_reader_says(kind):
    mostly_right(TABLES[kind], REACHED.get(kind, 0.8))
