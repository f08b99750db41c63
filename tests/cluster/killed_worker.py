"""A Dask cluster that loses a worker in the middle of a sweep gives the bytes of the serial run.

    python -m venv venv && venv/bin/pip install distributed
    venv/bin/python tests/cluster/killed_worker.py target/release/qun

The worker dies as a machine does: with everything it has started, and without a word.
"""

import filecmp
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import psutil
from distributed import Client, LocalCluster

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "cluster"))
import dask_sweep  # noqa: E402

SCENARIO = """
title = "Cluster"
days = 90
replicates = 60
seed = 3
[audience]
founders = 150
[operator.threshold]
gate = "fee"
fee = 9
[sweep]
"operator.threshold.fee" = [1, 20, 60, 150]
"audience.founders" = [50, 150, 400, 800]
"""


def kill_one(cluster, blocks, log):
    """Kills the first worker, with its children, once a few blocks are there."""
    while len(list(blocks.glob("*/*.csv"))) < 3:
        time.sleep(0.01)
    worker = psutil.Process(cluster.workers[0].pid)
    children = worker.children(recursive=True)
    # Its children first: what a dead machine has started does not outlive it.
    for process in [*children, worker]:
        process.kill()
    log.append(len(list(blocks.glob("*/*.csv"))))


def assert_same(one, other):
    found = filecmp.dircmp(one, other, ignore=["manifest.json"])
    assert not found.left_only and not found.right_only, (found.left_only, found.right_only)
    _, differing, strange = filecmp.cmpfiles(one, other, found.common_files, shallow=False)
    assert not differing and not strange, (differing, strange)
    for name in found.common_dirs:
        assert_same(one / name, other / name)


def main():
    qun = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        file = folder / "cluster.toml"
        file.write_text(SCENARIO)
        subprocess.run([qun, "sweep", file, "--quiet", "--threads", "1", "--out", folder / "serial"], check=True)
        log = []
        with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
            killer = threading.Thread(target=kill_one, args=(cluster, folder / "dask" / "cells", log))
            killer.start()
            code = dask_sweep.sweep(client, qun, file, folder / "dask", 8, 3, [])
            killer.join()
        assert code == 0, code
        total = len(list((folder / "serial" / "cells").glob("*/*.csv")))
        assert 0 < log[0] < total, f"the worker died when {log[0]} of {total} blocks were done"
        for name in (folder / "dask").rglob(".qun-*"):
            os.remove(name)
        assert_same(folder / "serial", folder / "dask")
        print(f"a worker died after {log[0]} of {total} blocks; the files are those of the serial run")
        # A mistake is said once, not tried again.
        with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
            said = []
            code = dask_sweep.sweep(client, qun, file, folder / "wrong", 2, 3, ["--metric", "dau_ned"], said.append)
        assert code == 2 and any("did you mean `dau_end`?" in line for line in said), (code, said)
        print("a mistake is answered and not repeated")


if __name__ == "__main__":
    main()
