"""Words that tell what kind of source a phrase names (`data/source_words.toml`), and patterns for such phrases."""

from analysis.measures.word_forms import load

_LISTS = load("source_words")


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
ROLE_OF_TITLE, SUBJECT_FORM = _LISTS["role_of_title"], _LISTS["subject_form"]
GENDERED_TITLES, GENDERED_ROLES = _LISTS["gendered_titles"], _LISTS["gendered_roles"]
NAMED_BELOW = {role: tuple(others.split()) for role, others in _LISTS["named_below"].items()}

# Parts of patterns: each is written over several lines.
PERSON_ENDING, THING_ENDING, POSITION_TO_KNOW, REASON, ABOUT_NAMING, GIVEN_TO = (
    "".join(_LISTS["patterns"][name].splitlines())
    for name in ("person_ending", "thing_ending", "position_to_know", "reason", "about_naming", "given_to")
)
