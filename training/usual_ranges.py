"""Where most news articles lie on each measure: the 5th and 95th percentile of a sample.

    python usual_ranges.py DATA OUT.json [EVERY]

Measures every EVERY-th (10th) article of DATA/reference-articles.jsonl.gz and writes one row a measure to OUT.json:
how many articles it could be measured in, and the two percentiles. Only figures are kept, no text.
"""

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from prepare import open_text
from tqdm import tqdm

from analysis import catalogue, language, reading, workbook


def main() -> None:
    data, out = map(Path, sys.argv[1:3])
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    values = defaultdict(list)
    with open_text(data / "reference-articles.jsonl.gz") as lines:
        rows = [json.loads(line) for n, line in enumerate(lines) if n % every == 0]
    for row in tqdm(rows, unit="article"):
        article = reading.from_text(f"{row['title']}\n\n{row['body']}")
        for m in catalogue.measure(workbook.analyse(article)) if article.paragraphs else ():
            if not m.scope.startswith("paragraph") and not math.isnan(m.value):
                values[m.name].append(m.value)
    nlp = language.load()
    ranges = {
        "source": f"every {every}th of 4,206 US political news articles, 2012-2020 (ramybaly/Article-Bias-Prediction)",
        "articles": len(rows),
        "pipeline": nlp.meta["version"],
        "measures": {
            name: {"articles": len(v), "p5": _round(np.percentile(v, 5)), "p95": _round(np.percentile(v, 95))}
            for name, v in values.items()
        },
    }
    out.write_text(json.dumps(ranges, indent=1) + "\n", encoding="utf-8")


def _round(value: float) -> float:
    return round(float(value), 2)


if __name__ == "__main__":
    main()
