"""Puts the notebook that `report ARTICLE` runs into the built package. Everything else is in pyproject.toml."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

NOTEBOOK = "notebooks/10_your_own_article.ipynb"


class WithNotebook(build_py):
    def run(self):
        super().run()
        if not self.editable_mode:
            self.copy_file(NOTEBOOK, str(Path(self.build_lib, "analysis", "report", Path(NOTEBOOK).name)))


setup(cmdclass={"build_py": WithNotebook})
