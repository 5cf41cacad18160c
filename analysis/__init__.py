"""Take a news article apart: who speaks, how hard it reads, and whether the headline says what the body says.

    import analysis
    a = analysis.measure(text)      # or measure(pathlib.Path("article.txt")), or measure(url="https://...")
    a.sources, a.value("flesch_kincaid_grade")

`docs/python.md` describes what is stable. Names are loaded when they are first asked for.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.api import AnalyzedArticle, measure
    from analysis.article import ArticleError, Value
    from analysis.measures.tone.sentence_tone import loaded, toward, valence
    from analysis.own import measure_of, own_measures
    from analysis.views.base.spreadsheet import save

__all__ = ["AnalyzedArticle", "ArticleError", "Value", "__version__", "loaded", "measure", "measure_of"]
__all__ += ["own_measures", "save", "toward", "valence"]
__version__ = "0.1.0"
PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"  # word lists, dictionaries and tables that ship with the package
EXTRAS = {  # of pyproject.toml -> what the code imports of them, only where it is needed
    "notebooks": "IPython docx ipykernel ipywidgets jupyter_client jupyterlab nbclient nbconvert nbformat traitlets",
    "classroom": "krippendorff openpyxl",
    "cluster": "dask distributed",
}
_HOME = {"AnalyzedArticle": "api", "ArticleError": "article", "Value": "article", "measure": "api"}
_HOME |= {
    **dict.fromkeys(("measure_of", "own_measures"), "own"),
    "save": "views.base.spreadsheet",
    **dict.fromkeys(("loaded", "toward", "valence"), "measures.tone.sentence_tone"),
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"analysis.{_HOME[name]}"), name)
    from analysis.article import no_such

    raise AttributeError(no_such("attribute", name, __all__))


def how_to_install(error: ModuleNotFoundError) -> str:
    """In one line, what is missing and the command that installs it."""
    missing = (error.name or "").partition(".")[0]
    extra = next((extra for extra, names in EXTRAS.items() if missing in names.split()), "")
    if not extra:
        return f"{missing} is not installed here; use .venv/bin/python, which `python3 tasks.py report` makes"
    return f"{missing} is not installed; run: pip install 'media-analysis-workbook[{extra}]'"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
