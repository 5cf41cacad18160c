"""Take a news article apart: who speaks, how hard it reads, and whether the headline says what the body says."""

from pathlib import Path

__version__ = "0.1.0"
PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"  # word lists, dictionaries and tables that ship with the package


def __getattr__(name: str):
    """`from analysis import valence`: loaded when asked for, so that importing the package stays light."""
    if name == "valence":
        from analysis.measures.tone.lexicons import valence

        return valence
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
