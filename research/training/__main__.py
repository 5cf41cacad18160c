"""Runs the recipe of project.yml, or a step of it: python -m research.training all DATA [--names PIPELINE]

Steps whose results are there already are left out.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from weasel.cli.run import project_run

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m research.training", description=__doc__.splitlines()[0])
    parser.add_argument("step", metavar="STEP", help="all, teach, or a command of project.yml")
    parser.add_argument("data", metavar="DATA", type=Path, help="the data folder: see README.md")
    parser.add_argument("--names", metavar="PIPELINE", type=Path, help="finds names and sentences for the teachers")
    options = parser.parse_args()
    given = {"vars.data": options.data, "vars.names": options.names}
    os.environ["PYTHONPATH"] = str(HERE.parents[1])  # the steps run in this folder
    project_run(HERE, options.step, overrides={name: str(p.resolve()) for name, p in given.items() if p})


if __name__ == "__main__":
    main()
