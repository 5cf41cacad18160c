"""Scores of attributions as chances (Platt 1999), fitted on PolNeAR dev: two numbers in the pipeline's `reader.json`.

    python -m research.training.calibrate DATA PIPELINE

The chance is that PolNeAR's annotators marked an attribution that overlaps this one. Prints the two numbers.
"""

import sys
from pathlib import Path

import numpy as np
import spacy
import srsly
from tqdm import tqdm

from analysis.nlp import parsing
from research.validation.attribution import ROLES, matches
from research.validation.formats import json_lines
from research.validation.sets import attributions_in

STEPS = 50


def scored(data: Path, pipeline: Path) -> tuple[np.ndarray, np.ndarray]:
    """The score of each outermost attribution that is found, and whether the annotators have it."""
    nlp = spacy.load(pipeline)
    nlp.get_pipe(parsing.READER).calibration = [1.0, 0.0]
    parsing.load = lambda name=None: nlp
    scores, right = [], []
    for row in tqdm(list(json_lines(data / "polnear-dev.jsonl.gz")), unit="article"):
        found = [a for a in attributions_in(row["text"]) if a.parent is None]
        hit = {
            i
            for i, _ in matches(
                [{r: getattr(a, r) for r in ROLES} for a in found], row["annotations"][0]["attributions"]
            )
        }
        scores += [a.score for a in found]
        right += [i in hit for i in range(len(found))]
    return np.array(scores), np.array(right, dtype=float)


def fit(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and shift of a logistic regression on the scores' log odds, by Newton's method."""
    clipped = scores.clip(1e-4, 1 - 1e-4)
    rows = np.stack([np.log(clipped / (1 - clipped)), np.ones_like(clipped)], 1)
    weights = np.zeros(2)
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        curvature = rows.T @ (rows * (chances * (1 - chances))[:, None]) + 1e-6 * np.eye(2)
        weights += np.linalg.solve(curvature, rows.T @ (right - chances))
    return float(weights[0]), float(weights[1])


def main() -> None:
    data, pipeline = map(Path, sys.argv[1:3])
    slope, shift = fit(*scored(data, pipeline))
    settings = pipeline / parsing.READER / "reader.json"
    found = srsly.read_json(settings)
    srsly.write_json(settings, found | {"calibration": [round(slope, 4), round(shift, 4)]})
    print(f"slope {slope:.4f}, shift {shift:.4f}")


if __name__ == "__main__":
    main()
