"""Take a news article apart: who speaks, how hard it reads, and whether the headline says what the body says."""

__version__ = "0.1.0"


def __getattr__(name: str):
    """`from analysis import valence`: loaded when asked for, so that importing the package stays light."""
    if name == "valence":
        from .lexicons import valence

        return valence
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
