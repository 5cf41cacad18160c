"""The attributions that `python -m analysis measure` finds in PolNeAR dev, for a scorer of attributions.

    python -m research.training.evaluate DATA PREDICTED.jsonl

Writes one article a line: `id` and `attributions` with character spans and `parent`. All other figures of the pipeline
come from `python -m research.validation --data DATA`, which scores these too.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from research.validation.formats import json_lines


def main() -> None:
    data, predicted = map(Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder, predicted.open("w", encoding="utf-8") as out:
        files = []
        for row in json_lines(data / "polnear-dev.jsonl.gz"):
            files.append(Path(folder, f"{row['id']}.txt"))
            files[-1].write_bytes(row["text"].encode("utf-8"))
        measured = subprocess.run(
            [sys.executable, "-m", "analysis", "measure", *map(str, files)], check=True, stdout=subprocess.PIPE
        )
        for file, line in zip(files, measured.stdout.splitlines(), strict=True):
            print(json.dumps({"id": file.stem, "attributions": json.loads(line)["sourcing"]["attributions"]}), file=out)


if __name__ == "__main__":
    main()
