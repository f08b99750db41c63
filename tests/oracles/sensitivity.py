"""Holds the indices of `qun sensitivity` on a scenario against SALib, from the same runs.

    python -m venv venv && venv/bin/pip install SALib==1.6.0
    venv/bin/python tests/oracles/sensitivity.py target/release/qun

`design.csv` holds the points (the columns `PATH@place`, from 0 to 1) and what came out at each;
SALib computes its indices from them, and they must be those of `indices.csv`. Intervals come from
different bootstraps and are only alike.
"""

import csv
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np
from SALib.analyze import morris, sobol

warnings.filterwarnings("ignore")

SCENARIO = """
title = "Sensitivity"
days = 60
replicates = 10
[audience]
founders = 40
[uncertainty]
"audience.word_of_mouth" = "0.0 to 0.05"
"audience.channel.media.per_day" = { log_normal = [3, 0.5] }
"archetype.lurker.share" = { triangular = [0.3, 0.6, 0.8] }
"""


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def run(qun, folder, method, points):
    out = folder / method
    command = [qun, "sensitivity", folder / "s.toml", "--method", method, "--points", str(points), "--out", out]
    subprocess.run([*command, "--quiet", "--no-charts"], check=True, stdout=subprocess.DEVNULL)
    rows = table(out / "design.csv")
    names = [name.removesuffix("@place") for name in rows[0] if name.endswith("@place")]
    places = np.array([[float(row[f"{name}@place"]) for name in names] for row in rows])
    outputs = np.array([float(row["dau_end"]) for row in rows])
    found = {(row["parameter"], row["index"]): row for row in table(out / "indices.csv")}
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    return problem, places, outputs, found


def compare(names, found, index, theirs, widths=None):
    for name, their, width in zip(names, theirs, widths if widths is not None else [None] * len(names)):
        row = found[name, index]
        ours = float(row["estimate"])
        assert abs(ours - their) <= 1e-9 * (1 + abs(their)), (name, index, ours, their)
        line = f"{name} {index}: {ours:.6f} here, {their:.6f} in SALib"
        if width is not None:
            half = (float(row["high"]) - float(row["low"])) / 2
            assert abs(half - width) <= 0.25 * max(half, width) + 0.02, (name, index, half, width)
            line += f"; ±{half:.4f} and ±{width:.4f}"
        print(line)


def main():
    qun = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "s.toml").write_text(SCENARIO)
        problem, places, outputs, found = run(qun, folder, "morris", 20)
        theirs = morris.analyze(problem, places, outputs, num_levels=4, seed=1)
        compare(problem["names"], found, "mu_star", theirs["mu_star"], theirs["mu_star_conf"])
        compare(problem["names"], found, "mu", theirs["mu"])
        compare(problem["names"], found, "sigma", theirs["sigma"])
        problem, places, outputs, found = run(qun, folder, "sobol", 128)
        theirs = sobol.analyze(problem, outputs, calc_second_order=False, num_resamples=1000, seed=1)
        compare(problem["names"], found, "first", theirs["S1"], theirs["S1_conf"])
        compare(problem["names"], found, "total", theirs["ST"], theirs["ST_conf"])


if __name__ == "__main__":
    main()
