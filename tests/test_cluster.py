"""A corpus on a real Dask cluster: two workers over TCP, one of them killed in mid-run."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import corpora
import pytest

from analysis import cli
from analysis.corpus import measuring, workers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that kills a worker as a lack of memory would"),
]

try:
    import distributed
except ImportError:
    pytest.skip("Dask is not installed: `.venv/bin/pip install -e '.[cluster]'`", allow_module_level=True)


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", protocol="tcp://", dashboard_address=None
    ) as made:
        yield made


def test_the_same_bytes_though_a_worker_is_killed(cluster, corpus, corpus_input, tmp_path):
    out, go_on = tmp_path / "out", tmp_path / "go on"
    with distributed.Client(cluster) as client:
        workers = client.run(os.getpid)
        assert len(workers) == 2
        client.run(hold, 3, str(go_on))
        process = corpora.start(corpus_input, "--out", out, "--scheduler", cluster.scheduler_address)
        while not (held := [address for address in workers if Path(f"{go_on} {workers[address]}").exists()]):
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        os.kill(workers[held[0]], signal.SIGKILL)
        go_on.touch()
        code, _, err = corpora.finished(process)
        assert code == 0, err
        assert held[0] not in client.nthreads()
    assert corpora.contents(out) == corpora.contents(corpus)


def hold(number: int, path: str) -> None:
    """In a worker: the part of this number waits for a file of this name; one with its process says that it waits."""
    import os
    import time

    from analysis.corpus import measuring

    def measure(job, measure=measuring.measure):
        if job.number == number:
            open(f"{path} {os.getpid()}", "w").close()
            while not os.path.exists(path):
                time.sleep(0.02)
        return measure(job)

    measuring.measure = measure


def test_another_pipeline_than_here_is_refused(cluster, tmp_path, monkeypatch, capsys):
    path = corpora.json_lines(tmp_path / "a.jsonl", corpora.articles(3))
    here = measuring.maker(None)
    monkeypatch.setattr(measuring, "maker", lambda pipeline: {**here, "libraries": "spacy 2.0.0"})
    assert (
        cli.main(["corpus", str(path), "--out", str(tmp_path / "out"), "--scheduler", cluster.scheduler_address]) == 2
    )
    assert "a worker differs from this machine in libraries" in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_no_scheduler_answers(corpus_input, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(workers, "PATIENCE", 1)
    address = "tcp://127.0.0.1:9"
    assert cli.main(["corpus", str(corpus_input), "--out", str(tmp_path / "out"), "--scheduler", address]) == 2
    err = capsys.readouterr().err
    assert err.startswith(address) and err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_dask_is_not_installed(corpus_input, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.main(["corpus", str(corpus_input), "--out", str(tmp_path / "out"), "--scheduler", "tcp://x:1"]) == 2
    err = capsys.readouterr().err
    assert "pip install" in err and err.count("\n") == 1


def test_own_measures_reach_the_workers(cluster, tmp_path):
    """A function and a list of words, from files that only the starting machine reads."""
    given, files = corpora.json_lines(tmp_path / "a.jsonl", corpora.articles(70)), tmp_path / "files"
    files.mkdir()
    (files / "own.toml").write_text('[measures.ferries]\nlabel = "F"\nwords = ["ferr*"]\nunit = "count"')
    (files / "own.py").write_text("import analysis\n@analysis.measure_of('M')\ndef marks(article): return [(0, 1)]")
    own = ["--own", files / "own.toml", "--own", files / "own.py", "--without", "tone"]
    assert cli.main(list(map(str, ["corpus", given, "--out", tmp_path / "here", *own]))) == 0
    scheduler = ["--scheduler", cluster.scheduler_address]
    assert cli.main(list(map(str, ["corpus", given, "--out", tmp_path / "there", *own, *scheduler]))) == 0
    assert corpora.contents(tmp_path / "there") == corpora.contents(tmp_path / "here")
    rows = [r for r in corpora.rows(tmp_path / "there", "articles") if r["error"] is None]
    assert {(r["ferries"], r["marks"]) for r in rows} == {(1, 0)}  # the mark is in the headline
