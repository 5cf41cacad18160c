"""Words that tell what kind of source a phrase names (`data/source_words.toml`), and patterns for such phrases."""

from analysis.measures.word_forms import load

_LISTS = load("source_words")


def _words(name: str, separator: str | None = None) -> frozenset[str]:
    """One of the lists; "no_one" in it is "no one"."""
    return frozenset(" ".join(entry.replace("_", " ").split()) for entry in _LISTS[name].split(separator))


PERSON_NOUNS = _words("person_nouns")
ORGANIZATION_NOUNS = _words("organization_nouns")
DOCUMENT_NOUNS = _words("document_nouns")
INSTITUTIONS = _words("institutions")
ANY_BODY = _words("any_body")
OUTLET_NOUNS = _words("outlet_nouns")
TITLES = _words("titles")
TITLES_OF_SEVERAL = _words("titles_of_several")
NOBODY = _words("nobody")
OUTLET_ENDINGS = _words("outlet_endings")
OUTLET_NAMES = _words("outlet_names", "|")
REPORTING = _words("reporting")
SAYING_BEFORE_NAME = _words("saying_before_name")
SPEAKERS_OWN = _words("speakers_own")
ROLE_OF_TITLE: dict[str, str] = _LISTS["role_of_title"]
PRONOUNS: dict[str, str] = _LISTS["pronouns"]
GENDERED: dict[str, str] = {w: pronoun for pronoun, words in _LISTS["gendered"].items() for w in words.split()}

# Parts of patterns: each is written over several lines.
PERSON_ENDING, POSITION_TO_KNOW, REASON, ABOUT_NAMING, GIVEN_TO = (
    "".join(_LISTS["patterns"][name].splitlines())
    for name in ("person_ending", "position_to_know", "reason", "about_naming", "given_to")
)
