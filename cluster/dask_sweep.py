#!/usr/bin/env python3
"""Runs one sweep on a Dask cluster: each part of it is a task that calls `qun sweep --shard I/N`.

    pip install distributed
    python cluster/dask_sweep.py camp.toml --out output/camp                       # this machine
    python cluster/dask_sweep.py camp.toml --out /shared/camp --scheduler tcp://head:8786
    python cluster/dask_sweep.py camp.toml --out output/camp -- --metric retention_d30 --replicates 400

The output folder must be one that every worker sees, and `qun` must be installed on all of them (or
named with --qun). A part whose worker dies is run again elsewhere and skips what was finished. The
files are those of `qun sweep` on one machine, byte for byte.
"""

import argparse
import os
import subprocess
import sys

from distributed import Client, LocalCluster, as_completed

# Exit codes of qun: cells that failed are reported by the merge, mistakes are not worth a retry.
DONE, USAGE, INVALID, PARTIAL = 0, 2, 3, 4


def run_part(command, index, count):
    """One part, on a worker. Returns exit code and what was said; raises what is worth a retry."""
    part = [*command, "--shard", f"{index}/{count}", "--quiet", "--no-progress", "--threads", "1"]
    done = subprocess.run(part, capture_output=True, text=True, check=False)
    if done.returncode in (DONE, USAGE, INVALID, PARTIAL):
        return done.returncode, done.stderr
    raise RuntimeError(f"part {index}/{count} ended with code {done.returncode}: {done.stderr}")


def sweep(client, qun, file, out, parts, retries, more, tell=None):
    """Runs all parts, then merges them. Returns the exit code of the merge, or of a mistake."""
    tell = tell or (lambda text: print(text, file=sys.stderr, flush=True))
    command = [qun, "sweep", os.path.abspath(file), "--out", os.path.abspath(out), *more]
    futures = [
        client.submit(run_part, command, index, parts, key=f"part-{index}-of-{parts}", retries=retries, pure=False)
        for index in range(1, parts + 1)
    ]
    for number, (_, (code, said)) in enumerate(as_completed(futures, with_results=True), start=1):
        if code in (USAGE, INVALID):
            client.cancel(futures)
            tell(said.rstrip())
            return code
        tell(f"{number}/{parts} parts are done")
    merge = [qun, "merge", os.path.abspath(out), "--out", os.path.abspath(out)]
    return subprocess.run(merge, check=False).returncode


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="scenario file")
    parser.add_argument("--out", required=True, help="folder for the results, seen by every worker")
    parser.add_argument("--scheduler", help="address of a cluster [default: a local one]")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="workers of the local cluster")
    parser.add_argument("--parts", type=int, help="tasks [default: four a worker]")
    parser.add_argument("--retries", type=int, default=3, help="how often a part may fail")
    parser.add_argument("--qun", default="qun", help="the program")
    parser.add_argument("more", nargs="*", help="flags for `qun sweep`, behind --")
    return parser.parse_args()


def main():
    given = arguments()
    # An address wins over what a queue says about this very process.
    os.environ.pop("SLURM_ARRAY_TASK_ID", None)
    cluster = given.scheduler or LocalCluster(n_workers=given.workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"]) or given.workers
        parts = given.parts or 4 * workers
        return sweep(client, given.qun, given.file, given.out, parts, given.retries, given.more)


if __name__ == "__main__":
    sys.exit(main())
