"""Words that tell what kind of source a phrase names (`data/source_words.toml`), and patterns for such phrases."""

import tomllib

from analysis import DATA

_LISTS = tomllib.loads((DATA / "source_words.toml").read_text("utf-8"))


def _words(name: str, separator: str | None = None) -> frozenset[str]:
    """One of the lists; "no_one" in it is "no one"."""
    return frozenset(" ".join(entry.replace("_", " ").split()) for entry in _LISTS[name].split(separator))


PERSON_NOUNS = _words("person_nouns")
ORGANIZATION_NOUNS = _words("organization_nouns")
DOCUMENT_NOUNS = _words("document_nouns")
GROUP_NOUNS = _words("group_nouns")
QUANTIFIED = _words("quantified")
PARTITIVES = _words("partitives")
NOBODY = _words("nobody")
TITLES_OF_SEVERAL = _words("titles_of_several")
INSTITUTIONS = _words("institutions")
REFERRING = _words("referring")
OUTLET_NOUNS = _words("outlet_nouns")
OFFICES = _words("offices")
OUTLET_ENDINGS = _words("outlet_endings")
REPORTING = _words("reporting")
SAYING_BEFORE_NAME = _words("saying_before_name")
SPEAKERS_OWN = _words("speakers_own")
RELATIVE = _words("relative")
NO_NAMES = _words("no_names")
PARTS = _words("parts")
OFTEN_UNNAMED = _words("often_unnamed")
OUTLET_NAMES = _words("outlet_names", "|")
ROLE_OF_TITLE, SUBJECT_FORM, GENDERED_ROLES = (
    _LISTS[name] for name in ("role_of_title", "subject_form", "gendered_roles")
)
NAMED_BELOW = {role: tuple(others.split()) for role, others in _LISTS["named_below"].items()}

NOT_PEOPLE = (
    r"(?!(?:number|door|disaster|factor|paper|letter|order|power|answer|matter|offer|border|center|computer|server|"
    r"error|sector|motor|favor|labor|behavior|harbor|color|floor|winter|summer|weather|water|quarter|chapter|border|"
    r"shelter|theater|barrier|corner|river|tower|monitor|mirror|horror|terror|tenor|rumor|list|twist|fist|consist|"
    r"committee|fee|degree|guarantee|tree|coffee|want|grant|plant|restaurant|warrant)s?$)"
)
PERSON_ENDING = NOT_PEOPLE + r"\w+(?:er|or|ist|ian|ee|man|men|woman|women|people|ant|ese|eer|crat|folk)s?"
THING_ENDING = r"\w+(?:tion|sion|ness|ity|ment|ism|ance|ence|ics|ing|sis|ship|dom)s?"

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
