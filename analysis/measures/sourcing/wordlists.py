"""Words that tell what kind of source a phrase names. Our own lists; lemmas in lower case."""

from __future__ import annotations

from analysis.article import word_set

# Heads of phrases. A noun in none of these lists, without a thing's ending, is taken for a person, its plural for
# a group.
# "Document" stands for all that is not people and speaks: a finding, a poll, a video.
PERSON_NOUNS = word_set("""
    activist actor adult adversary adviser advisor advocate agent aide ally american analyst anybody anyone
    applicant assistant associate attorney author backer body bodyguard boy boss buddy candidate captain
    caucus-goer celebrity ceo chair chairperson chief child citizen clerk client coach colleague commander commentator
    conservative constituent consultant counsel counselor couple cop crowd customer daughter defendant delegate
    democrat dentist deputy diplomat director doctor donor driver economist editor elector engineer everybody
    everyone executive expert fan father figure financier follower folk founder friend fundraiser gentleman girl
    guard guest guy head hero historian host hostage husband immigrant inmate insider inspector intern
    interviewer investigator journalist judge juror justice kid lady lawmaker lawyer leader liberal lobbyist
    loyalist man manager member migrant mother neighbor nominee nurse observer officer official one operative
    opponent organizer other outsider owner parent participant partner passenger pastor patient patriot people
    person physician pilot plaintiff player poll-watcher policymaker politician pollster president priest
    producer professor prosecutor protester protestor psychologist pundit pupil rabbi reader refugee relative
    reporter representative republican researcher resident respondent rival scholar scientist senator sheriff
    sister soldier somebody someone son source speaker specialist spokesman spokesperson spokeswoman staff
    staffer star strategist student superdelegate supporter surrogate suspect teacher teenager tourist tycoon
    user veteran victim viewer visitor volunteer voter wife witness woman worker writer youth
    american black catholic dem farmer christian civilian colonist evangelical feminist independent jew latino hispanic
    libertarian millennial moderate muslim progressive saudi soldier socialist whistleblower white mogul billionaire
    businessman businesswoman congressman congresswoman chairman chairwoman lieutenant general colonel sergeant
    detective officer cleric bishop minister deputy aide-de-camp hopeful contender front-runner frontrunner
    incumbent challenger hopeful native twin cousin niece nephew uncle aunt grandfather grandmother brother""")
NOT_PEOPLE = (
    r"(?!(?:number|door|disaster|factor|paper|letter|order|power|answer|matter|offer|border|center|computer|server|"
    r"error|sector|motor|favor|labor|behavior|harbor|color|floor|winter|summer|weather|water|quarter|chapter|border|"
    r"shelter|theater|barrier|corner|river|tower|monitor|mirror|horror|terror|tenor|rumor|list|twist|fist|consist|"
    r"committee|fee|degree|guarantee|tree|coffee|want|grant|plant|restaurant|warrant)s?$)"
)
PERSON_ENDING = NOT_PEOPLE + r"\w+(?:er|or|ist|ian|ee|man|men|woman|women|people|ant|ese|eer|crat|folk)s?"
THING_ENDING = r"\w+(?:tion|sion|ness|ity|ment|ism|ance|ence|ics|ing|sis|ship|dom)s?"
QUANTIFIED = word_set(
    "all any both few many most much more several some others those half lots dozens hundreds thousands"
)
PARTITIVES = word_set("""
    array bunch constellation couple crowd dozen fewer host dozens
    group half handful hundreds lot lots majority minority most number one pair
    percent quarter score series some third thousands trio two three four five six ten""")
NOBODY = word_set("nobody none nothing no-one self") | {"no one"}
ROLE_OF_TITLE = {
    "sen.": "senator",
    "rep.": "representative",
    "gov.": "governor",
    "dr.": "doctor",
    "gen.": "general",
    "prof.": "professor",
    "lt.": "lieutenant",
    "sgt.": "sergeant",
    "rev.": "reverend",
}
TITLES_OF_SEVERAL = word_set("""
    sens senators reps representatives govs governors presidents secretaries mayors judges justices congressmen
    congresswomen ministers drs doctors professors profs gens generals""")
ORGANIZATION_NOUNS = word_set("""
    administration agency army association authority bank board bureau campaign caucus center church city club
    coalition college commission committee company conference corporation county country congress council court
    department embassy federation firm foundation government group house hospital industry inquiry institute
    institution judiciary
    jury leadership manufacturer maker legislature military ministry network newsroom nonprofit office
    opposition organization panel parliament party platform police province regime retailer state store
    subcommittee super-pac pac team town tribe school senate service tank think-tank union university
    watchdog white-house media press""")
# There is one of each where the article speaks of it: "the government" can be found out.
INSTITUTIONS = word_set("government police military army parliament senate congress judiciary")
# "The company" is the one named last.
REFERRING = word_set("""
    company firm agency group organization committee commission university bank union nonprofit federation association
    network department administration foundation party bureau institute campaign council court panel""")
DOCUMENT_NOUNS = word_set("""
    account affidavit analysis article book brief bill brochure complaint constitution cable column dispatch
    document e-mail email estimate file filing finding indictment journal law lawsuit letter memo memoir message
    note notice op-ed order paper petition poll post posting press-release proposal record release report
    research review ruling script speech statement story study suit survey sign testimony text transcript tweet
    video warrant website will data history logic result map label evidence fact chart graph number clip footage
    photo image picture word rumor rule policy amendment act sheet page blog comment meme term test transcript
    headline count figure ad advertisement sticker hashtag
    disclosure roster list table movie spot stream contest average ballot subpoena""")
# What an article calls another outlet's work, or the outlet itself, after naming it.
OUTLET_NOUNS = word_set("""
    article broadcaster column daily dispatch exposé magazine network newspaper newswire outlet paper piece
    publication report reporting site story tabloid website wire""")
# One person holds each of these at a time: "the president" can be found out.
OFFICES = word_set("""
    ambassador archbishop attorney-general chairman chairwoman chancellor commissioner emperor governor king
    mayor minister monarch pope premier president prime-minister queen secretary speaker vice-president""")

# Last words of outlets' names, and names that need no such word.
OUTLET_ENDINGS = word_set("""
    beacon beast broadcasting bulletin bugle chronicle courier daily dispatch enquirer examiner express gazette
    globe guardian herald independent inquirer journal ledger magazine mail mirror monitor news newspaper
    newspapers observer post press radio record recorder register review sentinel spectator standard star sun
    telegraph television times today tribune tv weekly wire""")
OUTLET_NAMES = frozenset(
    name.strip()
    for name in """
    abc|abc news|afp|agence france-presse|al jazeera|al-jazeera|ap|associated press|axios|bbc|bloomberg|
    breitbart|buzzfeed|c-span|caixin|cbc|cbs|cnbc|cnn|the daily caller|daily caller|der spiegel|deutsche welle|
    economist|espn|fivethirtyeight|forbes|fox|fox business|fox news|haaretz|huffington post|huffpost|interfax|
    itar-tass|itv|kyodo|le figaro|le monde|mcclatchy|mother jones|msnbc|national public radio|national review|
    nbc|new republic|new yorker|newsmax|newsweek|nhk|nikkei|npr|pbs|people magazine|politico|propublica|
    real clear politics|realclearpolitics|reuters|rt|salon|semafor|sky|slate|sputnik|tass|the atlantic|atlantic|
    the hill|time magazine|tmz|univision|upi|usa today|vanity fair|vice|vox|voice of america|wired|xinhua|yahoo|
    yonhap|national enquirer
    """.split("|")
)

# Verbs of saying, writing and thinking, by lemma; a cue with one of them is hardly ever mere narration.
REPORTING = word_set("""
    accept accuse acknowledge add admit advise affirm agree allege announce answer appeal argue ask assert
    assess assure attack believe blame blast boast brag call caution challenge charge cite claim clarify comment
    complain concede conclude condemn confess confirm consider contend contest continue counter criticise
    criticize cry declare decline decry defend demand denounce deny describe detail disagree disclose discuss
    dismiss dispute doubt emphasise emphasize encourage endorse estimate exclaim expect explain expose express
    fear feel find forecast guess hear hint hope imply indicate inform insist instruct invoke joke judge label
    lament learn lie maintain mention mock muse muster note object observe offer opine order outline plead
    pledge point predict proclaim promise propose protest prove quip quote read reaffirm realise realize
    reassert reassure recall recommend recount reflect refuse refute regard reiterate reject relate remark
    remember remind repeat reply report request respond retort retweet reveal say scoff see shout signal slam
    speak specify speculate state stress suggest suspect swear talk tease tell testify thank think threaten tout
    tweet unveil uphold urge voice vow wager warn whisper wish wonder worry write yell""")
SAYING_BEFORE_NAME = frozenset({"according", "per"})

SUBJECT_FORM = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
    "they": "they",
    "them": "they",
    "their": "they",
    "it": "it",
    "its": "it",
    "this": "this",
    "you": "you",
}
SPEAKERS_OWN = word_set("i we me us my our")
RELATIVE = word_set("who whom whose that which the")
# Who is called so is "he" or "she" for certain.
GENDERED_ROLES = {
    "spokeswoman": "she",
    "congresswoman": "she",
    "chairwoman": "she",
    "queen": "she",
    "wife": "she",
    "mother": "she",
    "daughter": "she",
    "sister": "she",
    "actress": "she",
    "king": "he",
    "husband": "he",
    "father": "he",
    "brother": "he",
    "congressman": "he",
    "pope": "he",
}
# Capitalized, and no name of a source: days, months, places' adjectives are tagged as names now and then.
NO_NAMES = word_set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december gop""")
# Who opens an article as "a judge" and is named below, with what may stand beside the name.
NAMED_BELOW = {
    role: (role,)
    for role in word_set("""
    ambassador bishop chairman chairwoman coach commissioner congressman congresswoman dean director governor mayor
    minister pastor physician premier professor prosecutor rabbi secretary senator sheriff surgeon""")
}
NAMED_BELOW |= {
    "judge": ("judge", "justice"),
    "doctor": ("doctor", "physician"),
    "lawyer": ("lawyer", "attorney"),
    "attorney": ("attorney", "lawyer"),
    "lawmaker": ("senator", "representative", "congressman", "congresswoman"),
}
# "A panel of the Court of Appeals" is known by the whole.
PARTS = word_set("arm branch chapter division house panel unit wing")
# "The official" is hardly ever somebody whom the article names.
OFTEN_UNNAMED = word_set("""
    official source aide person spokesman spokeswoman spokesperson adviser advisor witness expert analyst man woman
    one other victim diplomat officer member employee judge crowd voter driver reporter operative strategist author""")
# Many people in one word.
GROUP_NOUNS = word_set("""
    troop personnel population public electorate base audience crowd youth faction camp majority minority segment rest
    everyone everybody marine elite establishment wing left right clergy movement generation""")

# In a source phrase: how this source can know.
POSITION_TO_KNOW = (
    r"(?:who (?:has|have|had|was|were|is|are) )?(?:(?:directly |personally |closely )?"
    r"(?:briefed (?:on|about)|familiar with|close to|involved (?:in|with)|present (?:at|in|for)|aware of|privy to|"
    r"informed (?:of|about)|connected (?:to|with)|working (?:on|with|for))"
    r"|with (?:(?:direct|first-?hand|personal|intimate|inside|detailed) )*"
    r"(?:knowledge|information|access|understanding)\b"
    r"|(?:who|that) (?:attended|heard|saw|witnessed|took part|participated|overheard|reviewed|read|listened)|"
    r"in the (?:room|meeting))"
)
# In the sentence of the attribution: the reason that the outlet gives for not naming.
REASON = (
    r"(?:anonym\w+|not to be (?:named|identified)|un(?:named|identified)|not be (?:used|named)|spoke on background)"
    r"\W+(?:\w+\W+){0,6}?"
    r"(?P<a>(?:because|since|citing|in order to|to (?:discuss|speak|talk|describe)|"
    r"discussing|for fear|due to|so as)\b[^.;,]*)"
    r"|(?P<b>(?:not|n[o'’]t) (?:been )?(?:publicly )?(?:authori[sz]ed|permitted|allowed) to "
    r"(?:speak|discuss|comment|talk)[^.;,]*)"
)
# Such a clause tells of naming, and is no attribution itself.
ABOUT_NAMING = (
    r"(?:(?:asked|asking|spoke|speaking|declined|insisted)\s+)?\b(?:not to be (?:named|identified)|"
    r"on (?:the )?condition of anonymity)|(?:requested|granted) anonymity|"
    r"(?:not|n[o'’]t) (?:been )?(?:publicly )?(?:authori[sz]ed|permitted|allowed) to (?:speak|discuss|comment|talk)"
)
