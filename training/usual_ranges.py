"""Where most news articles lie on each measure: the 5th and 95th percentile of a sample.

    python usual_ranges.py DATA [EVERY]

Measures every EVERY-th (10th) article of DATA/reference-articles.jsonl.gz (4,206 on US politics, 2012-2020) and prints
one row a measure: in how many articles it could be measured, and the two percentiles. The source of "news mostly" in
docstrings and of the last column in the README.
"""

import math
import sys
from collections import defaultdict
from itertools import islice
from pathlib import Path

import numpy as np
from tqdm import tqdm

from analysis import catalogue, reading, workbook
from validation.formats import json_lines


def main() -> None:
    data = Path(sys.argv[1])
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    values = defaultdict(list)
    rows = list(islice(json_lines(data / "reference-articles.jsonl.gz"), 0, None, every))
    for row in tqdm(rows, unit="article"):
        article = reading.from_text(f"{row['title']}\n\n{row['body']}")
        for m in catalogue.measure(workbook.analyse(article)) if article.paragraphs else ():
            if not m.scope.startswith("paragraph") and not math.isnan(m.value):
                values[m.name].append(m.value)
    for name, found in values.items():
        low, high = np.percentile(found, [5, 95])
        print(f"{name:40} {len(found):5} {low:8.2f} {high:8.2f}")


if __name__ == "__main__":
    main()
