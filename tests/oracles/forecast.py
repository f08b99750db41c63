"""Chooses the constants of `src/calibrate/combination.rs` again, and holds Qun's forecasts against AutoETS.

usage: python forecast.py constants FOLDER > constants.md
       python forecast.py field FOLDER SCORES.csv... > field.md
                                        (pip install numpy scipy pandas statsforecast==2.1.1)

FOLDER holds member-day tables, `NAME.csv.gz`. SCORES.csv are written by `qun calibrate FOLDER/*.csv.gz
--backtest --out DIR`, one for each `--split`.

`constants`: the course alone, from an origin every four months over the whole of each log. For each
log the constants are chosen on all others, by the sum of the mean logs of the errors at twelve months and to
the end, and scored on it, beside the average over windows and doubts that no log has chosen, and the same with a damped trend mixed in, which is in use;
the last line chooses on all. The spread is chosen likewise by the ranked
probability score with at least four months in five inside the 80 % interval.

`field`: geometric means over logs of Qun's errors and scores against damped trend, and against AutoETS on the
logs of the counts (Hyndman & Khandakar 2008), at twelve months and to the end.
"""

import glob
import itertools
import os
import sys
import warnings

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.stats import norm

MONTH = 30
EVERY = 4
FIRST = 24
LEAST_ERROR, LEAST_SCORE = 0.02, 0.01
NORMALS = norm.ppf((np.arange(20) + 0.5) / 20)


def series(path):
    """Monthly active members and messages."""
    log = pd.read_csv(path)
    months = (log.day.max() + 1) // MONTH
    log = log[log.day < months * MONTH].assign(month=lambda rows: rows.day // MONTH)
    by_month = log.groupby("month")
    count = lambda found: found.reindex(range(months), fill_value=0).to_numpy(float)
    return count(by_month.member_id.nunique()), count(by_month.events.sum())


def logs_of(folder):
    paths = sorted(path for path in glob.glob(os.path.join(folder, "*.csv.gz")) if "_presence" not in path)
    return {os.path.basename(path).split(".")[0]: series(path) for path in paths}


def slope(past, window, doubt):
    recent = past[-window:]
    place = np.arange(len(recent)) - (len(recent) - 1) / 2
    return (place * (recent - recent.mean())).sum() / ((place**2).sum() + doubt)


def part_of_year(month):
    return ((np.asarray(month) + 0.5) * MONTH % 365 / 365 * 12).astype(int) % 12


def season(past, window):
    found = np.zeros(12)
    if len(past) < 37:
        return found
    months = np.arange(max(len(past) - window, 6), len(past) - 6)
    off = np.array([past[month] - past[month - 6 : month + 7].mean() for month in months])
    parts = part_of_year(months)
    groups = [off[parts == part] for part in range(12)]
    means = np.array([group.mean() if len(group) else 0.0 for group in groups])
    inside = sum(((group - group.mean()) ** 2).sum() for group in groups if len(group))
    errors = np.array([inside / max(len(off) - 12, 1) / max(len(group), 1) for group in groups])
    centred = means - means.mean()
    between = max((centred**2).sum() / 11 - errors.mean(), 0.0)
    return np.where(between + errors > 0, centred * between / np.maximum(between + errors, 1e-300), 0.0)


def course(past, months, level=3, windows=(36, 72), doubts=(1000.0, 4000.0), loss=0.008, fading=96.0):
    """The same as `ahead` in combination.rs."""
    yearly = np.mean([season(past, window) for window in windows], axis=0)
    heading = np.mean([slope(past, window, doubt) for window in windows for doubt in doubts])
    count = len(past)
    usual = past[-level:] - yearly[part_of_year(np.arange(count - len(past[-level:]), count))]
    ahead = np.arange(1, months + 1)
    way = (heading - loss) * fading * -np.expm1(-ahead / fading)
    return np.maximum(usual.mean() + np.minimum(way, 2.0) + yearly[part_of_year(count + ahead - 1)], 0.0)


WEIGHTS = [np.array(it) for it in zip(*itertools.product((0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8), (0.01, 0.05, 0.1, 0.2, 0.4), (0.8, 0.9, 0.95, 0.98)))]


def damped_trend(past, months):
    """The same as `damped_trend` in smoothing.rs."""
    level_weight, trend_weight, damping = WEIGHTS
    level, trend, wrong = np.full(damping.shape, past[0]), np.zeros(damping.shape), np.zeros(damping.shape)
    for month, value in enumerate(past):
        if month >= min(len(past), 12):
            wrong += (value - level - damping * trend) ** 2
        before = level
        level = level_weight * value + (1 - level_weight) * (level + damping * trend)
        trend = trend_weight * (level - before) + (1 - trend_weight) * damping * trend
    best = int(np.argmin(wrong))
    return np.maximum(level[best] + np.cumsum(damping[best] ** np.arange(1, months + 1)) * trend[best], 0.0)


def in_use(past, months):
    """The same as `Course::of_active` in combination.rs."""
    weight = 0.4 * np.maximum(1 - np.arange(1, months + 1) / 36, 0)
    return (1 - weight) * course(past, months) + weight * damped_trend(past, months)


def noise(past):
    steps = np.diff(past[-37:])
    return np.median(np.abs(steps - np.median(steps))) / 0.6745 / np.sqrt(2)


def errors(forecast, seen):
    return [
        max(np.abs(forecast[:until] - seen[:until]).sum() / max(seen[:until].sum(), 1.0), LEAST_ERROR)
        for until in (min(12, len(seen)), len(seen))
    ]


def origins(count):
    return range(FIRST, count - 12 + 1, EVERY)


def mean_log_errors(counts, forecast=course, **constants):
    found = []
    for origin in origins(len(counts)):
        past, seen = np.log1p(counts[:origin]), counts[origin:]
        found.append(np.log(errors(np.expm1(forecast(past, len(seen), **constants)), seen)))
    return np.mean(found, axis=0)


GRID = [
    dict(level=level, windows=(window,), doubts=(doubt,), loss=loss, fading=fading)
    for level, window, doubt, loss, fading in itertools.product(
        (1, 3, 6), (36, 72, 96), (1000.0, 2000.0, 4000.0), (0.0, 0.004, 0.008, 0.01, 0.012, 0.016), (24.0, 48.0, 96.0)
    )
]


def choose_course(logs):
    table = {name: np.array([mean_log_errors(active, **constants) for constants in GRID]) for name, (active, _) in logs.items()}
    averages = {name: mean_log_errors(active) for name, (active, _) in logs.items()}
    used = {name: mean_log_errors(active, in_use) for name, (active, _) in logs.items()}
    persistence = next(
        at for at, it in enumerate(GRID) if it == dict(level=3, windows=(36,), doubts=(4000.0,), loss=0.0, fading=24.0)
    )
    print("| log left out | level | slope over | doubt | loss | fading | error on it, 12 months / end | averaged | and a damped trend mixed in, as in use |")
    print("|---|---|---|---|---|---|---|---|---|")
    total = []
    for name in [*logs, None]:
        others = [table[other] for other in logs if other != name]
        best = int(np.argmin(np.mean(others, axis=0).sum(axis=1)))
        own = table[name] if name else np.mean(others, axis=0)
        averaged, mixed = (found[name] if name else np.mean(list(found.values()), axis=0) for found in (averages, used))
        trend = mean_log_errors(logs[name][0], damped_trend) if name else np.zeros(2)
        total.append((own[best], averaged, mixed, own[persistence], trend))
        show = lambda found: "{:.3f} / {:.3f}".format(*np.exp(found))
        plain = lambda value: f"{value[0] if isinstance(value, tuple) else value:g}"
        print("|", name or "none", "|", " | ".join(plain(it) for it in GRID[best].values()), "|", show(own[best]), "|", show(averaged), "|", show(mixed), "|")
    left = np.exp(np.mean(total[:-1], axis=0))
    print("\nGeometric means over the logs left out: chosen without them {:.3f} / {:.3f}, averaged {:.3f} / {:.3f}, with the damped trend {:.3f} / {:.3f}; hardly any slope and no loss {:.3f} / {:.3f}, damped trend alone {:.3f} / {:.3f}.".format(*left.ravel()))


def spread_scores(series_of, names, spread):
    """Mean logs of the ranked probability score, and the share inside, at twelve months and to the end."""
    again, walk, drift, upward, counting = spread
    scores, inside = [], []
    for name in names:
        own_scores, own_inside = [], []
        for median, own_noise, seen in series_of[name]:
            ahead = np.arange(1, len(seen) + 1)
            deviation = np.sqrt(
                (again * own_noise) ** 2 + walk**2 * ahead + (drift * ahead) ** 2 + counting**2 / np.maximum(np.exp(median), 0.5)
            )
            side = np.where(NORMALS > 0, upward, 1 / upward)[:, None]
            values = np.maximum(np.expm1(median + deviation * side * NORMALS[:, None]), 0.0)
            ranked = np.abs(values - seen).mean(0) - ((2 * np.arange(20) - 19)[:, None] * values).sum(0) / 400
            low, high = np.quantile(values, 0.1, axis=0), np.quantile(values, 0.9, axis=0)
            held = (low <= seen) & (seen <= high)
            until = [min(12, len(seen)), len(seen)]
            own_scores.append([np.log(max(ranked[:end].sum() / max(seen[:end].sum(), 1), LEAST_SCORE)) for end in until])
            own_inside.append([held[:end].mean() for end in until])
        scores.append(np.mean(own_scores, axis=0))
        inside.append(np.mean(own_inside, axis=0))
    return np.mean(scores, axis=0), np.mean(inside, axis=0)


def choose_spread(logs, which, start):
    series_of = {}
    for name, (active, messages) in logs.items():
        series_of[name] = []
        for origin in origins(len(active)):
            members, past = np.log1p(active[:origin]), np.log1p((active, messages)[which][:origin])
            months = len(active) - origin
            median = course(past, months)
            if which:
                written = past[-6:].mean() + 1.2 * (course(members, months) - members[-6:].mean())
                median = 0.5 * median + 0.5 * np.maximum(written, 0.0)
            series_of[name].append((median, noise(past), (active, messages)[which][origin:]))

    def value(spread, names):
        scores, inside = spread_scores(series_of, names, spread)
        return scores.sum() + 8 * (np.maximum(0.8 - inside, 0) ** 2).sum() + 0.02 * np.log(spread[3]) ** 2

    print("\n| log left out | noise | walk | drift | upward | counting | CRPS on it, 12 months / end | inside |")
    print("|---|---|---|---|---|---|---|---|")
    for name in [*logs, None]:
        others = [other for other in logs if other != name]
        found = minimize(value, start, args=(others,), method="Nelder-Mead", options=dict(maxiter=60, xatol=1e-2, fatol=1e-3)).x
        scores, inside = spread_scores(series_of, [name] if name else others, found)
        print(
            "|", name or "none", "|", " | ".join(f"{number:.3g}" for number in found), "|",
            "{:.3f} / {:.3f} | {:.2f} / {:.2f} |".format(*np.exp(scores), *inside), flush=True,
        )


def auto_ets(past, months):
    """Median and an ensemble of AutoETS on the logs."""
    from statsforecast.models import AutoETS

    levels = [10, 20, 30, 40, 50, 60, 70, 80, 90, 98]
    found = AutoETS(season_length=12 if len(past) >= 30 else 1).forecast(y=past, h=months, level=levels)
    quantiles = {0.5: found["mean"]}
    for level in levels:
        quantiles[0.5 - level / 200] = found[f"lo-{level}"]
        quantiles[0.5 + level / 200] = found[f"hi-{level}"]
    places = sorted(quantiles)
    counts = np.array([np.maximum(np.expm1(np.minimum(quantiles[place], 25)), 0) for place in places])
    even = (np.arange(50) + 0.5) / 50
    return counts[places.index(0.5)], np.array([np.interp(even, places, counts[:, month]) for month in range(months)])


def field(folder, paths):
    logs = logs_of(folder)
    scores = pd.concat([pd.read_csv(path).assign(path=path) for path in paths])
    scores = scores[scores.community.isin(logs)]
    rows = []
    for (path, name, split, kind), group in scores.groupby(["path", "community", "split_month", "series"]):
        counts = logs[name][kind != "active"]
        months = group.months.max()
        past, seen = np.log1p(counts[:split]), counts[split : split + months]
        median, ensemble = auto_ets(past, months)
        ensemble.sort(axis=1)
        size = ensemble.shape[1]
        ranked = np.abs(ensemble - seen[:, None]).mean(1) - ((2 * np.arange(size) + 1 - size) * ensemble).sum(1) / size**2
        own = {method: part.sort_values("months") for method, part in group.groupby("method")}
        for place, end in enumerate((min(12, months), months)):
            whole = max(seen[:end].sum(), 1.0)
            of = lambda method, column: max(own[method][column].iloc[place], LEAST_SCORE)
            rows.append(
                dict(
                    path=path, name=name, kind=kind, until=place, inside=own["qun"].inside.iloc[place],
                    error_damped=np.log(of("qun", "error") / of("damped trend", "error")),
                    crps_damped=np.log(of("qun", "crps") / of("damped trend", "crps")),
                    error_ets=np.log(of("qun", "error") / max(np.abs(median[:end] - seen[:end]).sum() / whole, LEAST_SCORE)),
                    crps_ets=np.log(of("qun", "crps") / max(ranked[:end].sum() / whole, LEAST_SCORE)),
                )
            )
    rows = pd.DataFrame(rows)
    print("Qun over others, geometric means over logs (of the mean over origins); first 12 months / to the end.\n")
    print("| series | origins | error, damped trend | error, AutoETS | CRPS, damped trend | CRPS, AutoETS | inside 80 % |")
    print("|---|---|---|---|---|---|---|")
    for chosen in [*([path] for path in paths), paths]:
        for kind in ("active", "posts"):
            part = rows[rows.path.isin(chosen) & (rows.kind == kind)]
            mean = part.groupby(["name", "until"]).mean(numeric_only=True).groupby("until").mean()
            both = lambda column: "{:.2f} / {:.2f}".format(*np.exp(mean[column]))
            label = os.path.basename(os.path.dirname(chosen[0])) if len(chosen) == 1 else "all of these"
            print(
                f"| {kind} | {label} |", " | ".join(both(column) for column in ("error_damped", "error_ets", "crps_damped", "crps_ets")),
                "| {:.2f} / {:.2f} |".format(*mean.inside),
            )
        if len(paths) == 1:
            break


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    if len(sys.argv) > 2 and sys.argv[1] == "constants":
        found = logs_of(sys.argv[2])
        choose_course(found)
        choose_spread(found, 0, [0.43, 0.04, 0.009, 0.7, 1.13])
        choose_spread(found, 1, [1.4, 0.07, 0.0135, 0.47, 1.95])
    elif len(sys.argv) > 3 and sys.argv[1] == "field":
        field(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(__doc__)
