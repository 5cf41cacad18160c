"""The beginning of a program that runs as if the extra `training` were not installed.

NLTK and thinc load scipy, scikit-learn and torch where they are there, and these load more.
"""

START = """
import sys
class Missing:
    def find_spec(name, path=None, target=None):
        if name in ("scipy", "sklearn", "torch"):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Missing)
"""
