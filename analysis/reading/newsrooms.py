"""Outlets and agencies as lines of text name them, and the words of `data/newsrooms.toml`."""

import re
import tomllib

from analysis import DATA
from analysis.article import word_set

_LISTS = tomllib.loads((DATA / "newsrooms.toml").read_text("utf-8"))
DOMAINS: dict[str, str] = _LISTS["domains"]
ROLES, OUTLETS, SURNAMES, NO_NAMES, NAME_STARTS, PLACES, AFTER_NAME, COMPANIES = (
    word_set(_LISTS[name]) for name in "roles outlets surnames no_names name_starts places after_name companies".split()
)
SECTIONS = frozenset(re.sub(r"\W+", "", name) for name in _LISTS["sections"].split(","))

AGENCY = (
    r"(?:(?:The\s)?Associated\sPress|AP(?:\sNews)?|(?:Thomson\s)?Reuters|REUTERS|AFP|Agence\sFrance-Presse|UPI|dpa|EFE"
    r"|ANSA|PTI|TASS|Xinhua|Kyodo(?:\sNews)?|Yonhap|Bloomberg(?:\sNews)?|BBC(?:\sNews)?|CNN(?:\s(?:Business|Politics))?"
    r"|(?:CBS|NBC|ABC|Fox|FOX|CNS|Sky|KFF\sHealth)\sNews|NPR|PBS(?:\sNewsHour)?|MSNBC|CNBC|Politico|POLITICO|Axios"
    r"|USA\sTODAY|Al\sJazeera|PA\sMedia|HuffPost|ProPublica|Newsweek)"
)
# A paper by its name: "The Lowfield Post", "Lowfield Herald"; a surname like Post or Star needs the article before it.
PAPER = (
    r"(?:(?:The\s)(?:[A-Z][\w’'-]{1,20}\s){0,3}(?:Post|Star|Globe|Sun|Mail|Press|Record|Review|Observer|Guardian"
    r"|Telegraph|Independent|Courier|Standard|Conversation|Atlantic|Hill|Intercept|Times)"
    r"|(?:The\s)?(?:[A-Z][\w’'-]{1,20}\s){1,3}(?:Times|News|Herald|Tribune|Gazette|Chronicle|Journal|Examiner|Inquirer))"
)
OUTLET = re.compile(rf"(?:{AGENCY}|{PAPER})(?!\w)")
