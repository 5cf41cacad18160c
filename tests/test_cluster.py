"""A corpus on a real Dask cluster: two workers over TCP, one of them killed in mid-run."""

from __future__ import annotations

import os
import signal
import sys

import corpora
import pytest

from analysis import cli
from analysis.corpus import measuring, run

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
    out = tmp_path / "out"
    with distributed.Client(cluster) as client:
        workers = client.run(os.getpid)
        assert len(workers) == 2
        process = corpora.start("corpus", corpus_input, "--out", out, "--scheduler", cluster.scheduler_address)
        corpora.some_parts(process, out, most=5)
        killed, pid = busy(client, workers)
        os.kill(pid, signal.SIGKILL)
        code, _, err = corpora.finished(process)
        assert code == 0, err
        assert killed not in client.nthreads()
    assert corpora.contents(out) == corpora.contents(corpus)


def busy(client, workers: dict[str, int]) -> tuple[str, int]:
    """A worker that is measuring just now."""
    return next((address, workers[address]) for address, tasks in client.processing().items() if tasks)


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
    monkeypatch.setattr(run, "PATIENCE", 1)
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
