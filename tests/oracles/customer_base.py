"""Customer-base models from the `lifetimes` package on the same splits as `qun calibrate --backtest`.

usage: python customer_base.py FOLDER > customer_base.csv     (pip install lifetimes==0.11.3 scipy pandas)

BG/NBD (Fader, Hardie & Lee 2005) on active days foretells the fate of members who were there;
the same model on active 30-day months foretells monthly active members: existing ones given their
months, newcomers at the mean rate of the last twelve months with the model's expectation for a
newcomer. Fitted to members who first came in the last three years before the split. The table holds
scores only.
"""

import contextlib
import glob
import os
import sys

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter

MONTH = 30


def fit(make, *arguments):
    for penalty in (0.0, 0.001, 0.01, 0.1, 1.0):
        model = make(penalizer_coef=penalty)
        try:
            model.fit(*arguments)
        except Exception:  # the package raises several kinds when it does not converge
            continue
        return model
    raise RuntimeError("no penalty makes the fit converge")


def table(path):
    log = pd.read_csv(path)
    name = os.path.basename(path).split(".")[0]
    months = (log.day.max() + 1) // MONTH
    split = int(np.floor(months * 0.6)) * MONTH
    before, after = log[log.day < split], log[log.day >= split]

    # Fates: members seen in the year before the split.
    members = before.groupby("member_id").day.agg(["min", "max", "count"])
    frequency, recency, age = members["count"] - 1, members["max"] - members["min"], split - members["min"]
    sample = age <= 1095
    # In weeks: the package's optimiser is unhappy with large numbers.
    bgnbd = fit(BetaGeoFitter, frequency[sample], recency[sample] / 7, age[sample] / 7)
    here = members["max"] > split - 366
    days = bgnbd.conditional_expected_number_of_purchases_up_to_time(
        365 / 7, frequency[here], recency[here] / 7, age[here] / 7
    )
    year = after[after.day < split + 365].groupby("member_id").day.count()
    seen = year.reindex(members.index[here], fill_value=0)
    alive = bgnbd.conditional_probability_alive(frequency[here], recency[here] / 7, age[here] / 7)
    alive = np.clip(np.asarray(alive, dtype=float), 0, 1)
    # Chance of at least one active day: alive, and a gamma–Poisson count above zero.
    r, alpha = bgnbd.params_["r"], bgnbd.params_["alpha"]
    silent = ((alpha + age[here] / 7) / (alpha + age[here] / 7 + 365 / 7)) ** (r + frequency[here])
    chance = alive * (1 - silent.values)
    wrote = (seen > 0).values.astype(float)

    # Monthly active members.
    before = before.assign(month=before.day // MONTH)
    active = before.drop_duplicates(["member_id", "month"]).groupby("member_id").month.agg(["min", "max", "count"])
    last = split // MONTH - 1
    frequency, recency, age = active["count"] - 1, active["max"] - active["min"], last - active["min"]
    sample = (age > 0) & (age <= 36)
    monthly = fit(BetaGeoFitter, frequency[sample], recency[sample], age[sample])
    horizon = int(months - split // MONTH)
    recent = active["max"] > last - 36
    expected = lambda ahead: np.nansum(
        monthly.conditional_expected_number_of_purchases_up_to_time(ahead, frequency[recent], recency[recent], age[recent])
    )
    reached = [expected(ahead) for ahead in range(horizon + 1)]
    rate = (active["min"] > last - 12).sum() / 12
    repeats = [float(monthly.expected_number_of_purchases_up_to_time(ahead)) for ahead in range(horizon + 1)]
    # Newcomers of month m are active in it, and later as often as the model expects of a newcomer.
    forecast = np.array([
        reached[step + 1] - reached[step] + rate * (1 + repeats[step]) for step in range(horizon)
    ])
    late = after.assign(month=after.day // MONTH - split // MONTH)
    late = late[late.month < horizon]
    actual = late.drop_duplicates(["member_id", "month"]).groupby("month").size().reindex(range(horizon), fill_value=0).values
    error = lambda until: np.abs(forecast[:until] - actual[:until]).sum() / actual[:until].sum()
    return dict(
        log=name, split_day=split, error_12=error(12), error_end=error(horizon),
        members=int(here.sum()), active_expected=chance.sum(), active_seen=wrote.sum(),
        days_expected=days.sum(), days_seen=int(seen.sum()),
        brier=((chance - wrote) ** 2).mean(), days_error=np.nanmean(np.abs(days.values - seen.values)),
    )


def main():
    paths = sorted(path for path in glob.glob(os.path.join(sys.argv[1], "*.csv.gz")) if "presence" not in path)
    rows = []
    for path in paths:
        print(path, file=sys.stderr)
        # The package talks on stdout when a fit is slow.
        with contextlib.redirect_stdout(sys.stderr):
            rows.append(table(path))
    pd.DataFrame(rows).to_csv(sys.stdout, index=False, float_format="%.4f")


main()
