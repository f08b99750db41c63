"""Writes stats.json: results of established tools that the estimators of `src/stats` must match.

    python -m venv venv && venv/bin/pip install numpy scipy lifelines statsmodels SALib==1.6.0
    venv/bin/python tests/oracles/stats.py

Made with numpy 2.4.6, scipy 1.17.1, lifelines 0.30.3, statsmodels 0.15.0 and SALib 1.6.0.
"""

import json
import pathlib
import warnings

import numpy as np
import statsmodels.api as sm
from lifelines import KaplanMeierFitter, WeibullFitter
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from SALib.test_functions import Ishigami
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests

warnings.filterwarnings("ignore")
random = np.random.default_rng(20240105)


def rounded(values, digits=6):
    """Inputs short enough to be read back exactly."""
    return [float(value) for value in np.round(values, digits)]


def skewed(values):
    """Hall's (1992) interval of a mean at 95 %, its ends found as roots, and the p-value of 0."""
    values = np.asarray(values)
    count, centre, deviation = len(values), np.mean(values), np.std(values, ddof=1)
    skewness = stats.skew(values) if count >= 10 else 0.0

    def statistic(truth):
        distance = (centre - truth) / deviation
        return np.sqrt(count) * (
            distance
            + skewness * distance**2 / 3
            + skewness**2 * distance**3 / 27
            + skewness / (6 * count)
        )

    reach = stats.t.ppf(0.975, count - 1)
    far = 1000 * deviation
    ends = [
        optimize.brentq(lambda truth: statistic(truth) - at, centre - far, centre + far, xtol=1e-14)
        for at in (reach, -reach)
    ]
    return ends, 2 * stats.t.sf(abs(statistic(0.0)), count - 1)


def summaries():
    cases = []
    for count in (2, 3, 10, 57):
        values = rounded(random.lognormal(1, 1.2, count))
        probabilities = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1]
        interval = stats.t.interval(0.95, count - 1, np.mean(values), stats.sem(values))
        ends, p_value = skewed(values)
        cases.append(
            {
                "values": values,
                "mean": np.mean(values),
                "variance": np.var(values, ddof=1),
                "standard_error": stats.sem(values),
                "probabilities": probabilities,
                "quantiles": np.quantile(values, probabilities).tolist(),
                "interval": list(interval),
                "skewed_interval": ends,
                "skewed_p_value": p_value,
            }
        )
    return cases


def student():
    return [
        {"probability": p, "freedom": f, "quantile": float(stats.t.ppf(p, f))}
        for p in (0.005, 0.1, 0.5, 0.9, 0.975, 0.9995)
        for f in (1, 1.5, 2, 7.25, 30, 199, 12345, 3e6)
    ]


def differences():
    cases = []
    for count, shared in ((5, 3.0), (40, 0.5), (200, 2.0)):
        luck = random.normal(0, shared, count)
        first = rounded(10.4 + luck + random.normal(0, 1, count))
        second = rounded(10.0 + luck + random.normal(0, 1.5, count))
        a, b = np.array(first), np.array(second)
        ends, p_value = skewed(a - b)
        cases.append(
            {
                "first": first,
                "second": second,
                "mean": np.mean(a - b),
                "interval": ends,
                "p_value": p_value,
                "won": np.mean((a > b) + 0.5 * (a == b)),
                "spread": np.quantile(a - b, [0.1, 0.9]).tolist(),
                "variance_reduction": (np.var(a, ddof=1) + np.var(b, ddof=1)) / np.var(a - b, ddof=1),
            }
        )
    return cases


def multiplicity():
    p_values = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.041]
    return {
        "p_values": p_values,
        "holm": multipletests(p_values, method="holm")[1].tolist(),
    }


def survival():
    cases = []
    for count, horizon in ((12, 20), (150, 60)):
        life = np.ceil(random.weibull(0.6, count) * 15)
        watched = random.integers(1, horizon, count)
        durations = np.minimum(life, watched)
        ended = life <= watched
        curve = KaplanMeierFitter().fit(durations, ended)
        steps = curve.event_table[curve.event_table.observed > 0]
        median = curve.median_survival_time_
        weibull = WeibullFitter().fit(durations, ended)
        cases.append(
            {
                "durations": durations.tolist(),
                "ended": ended.tolist(),
                "times": steps.index.tolist(),
                "at_risk": [int(n) for n in steps.at_risk],
                "survival": curve.survival_function_.loc[steps.index].iloc[:, 0].tolist(),
                "low": curve.confidence_interval_.loc[steps.index].iloc[:, 0].tolist(),
                "high": curve.confidence_interval_.loc[steps.index].iloc[:, 1].tolist(),
                "median": None if np.isinf(median) else float(median),
                "weibull_shape": float(weibull.rho_),
                "weibull_scale": float(weibull.lambda_),
            }
        )
    return cases


def inequality():
    cases = []
    for count in (7, 40, 500):
        values = np.round(random.pareto(1.1, count) * 3) + 1
        n, ordered = len(values), np.sort(values)
        pairs = np.abs(values[:, None] - values[None, :]).sum()
        top = ordered[::-1]
        held = np.cumsum(top)
        cases.append(
            {
                "values": values.tolist(),
                "gini": pairs / (2 * n * n * values.mean()),
                "top_tenth": top[: max(1, n // 10)].sum() / values.sum(),
                "absence_factor": int(np.searchsorted(held, values.sum() / 2)) + 1,
            }
        )
    return cases


def association():
    first = rounded(random.normal(0, 1, 60), 2)
    second = rounded(0.5 * np.array(first) + random.normal(0, 1, 60), 1)
    line = stats.linregress(first, second)
    return {
        "first": first,
        "second": second,
        "pearson": stats.pearsonr(first, second)[0],
        "spearman": stats.spearmanr(first, second)[0],
        "slope": line.slope,
        "intercept": line.intercept,
        "slope_error": line.stderr,
    }


def regressions():
    at = np.log(np.arange(1, 31))
    tried = np.maximum(2, (2000 / np.arange(1, 31)).astype(int))
    chance = 0.5 * np.exp(-0.8 * at)
    succeeded = random.binomial(tried, chance)
    design = sm.add_constant(at)
    logistic = sm.GLM(np.c_[succeeded, tried - succeeded], design, family=sm.families.Binomial())
    poisson = sm.GLM(succeeded, design, family=sm.families.Poisson(), offset=np.log(tried))
    logistic, poisson = (model.fit(tol=1e-12, maxiter=100) for model in (logistic, poisson))
    return {
        "at": at.tolist(),
        "tried": tried.tolist(),
        "succeeded": succeeded.tolist(),
        "logistic": [*logistic.params, logistic.bse[1]],
        "log_linear": [*poisson.params, poisson.bse[1]],
    }


def power_laws():
    cases = []
    for exponent, largest in ((1.4, 365), (1.9, 365), (2.5, 50)):
        support = np.arange(1, largest + 1)
        weights = support**-exponent
        counts = random.multinomial(3000, weights / weights.sum())

        def loss(alpha):
            return alpha * (counts * np.log(support)).sum() + counts.sum() * np.log((support**-alpha).sum())

        best = optimize.minimize_scalar(loss, bounds=(-2, 8), method="bounded", options={"xatol": 1e-10})
        cases.append({"histogram": counts.tolist(), "exponent": best.x})
    return cases


def forecasts():
    cases = []
    for count in (2, 9, 50):
        ensemble = rounded(random.normal(20, 5, count))
        observed = float(np.round(random.normal(20, 6), 3))
        x = np.array(ensemble)
        pairs = np.abs(x[:, None] - x[None, :]).sum()
        cases.append(
            {
                "ensemble": ensemble,
                "observed": observed,
                "crps": np.abs(x - observed).mean() - pairs / (2 * count * (count - 1)),
            }
        )
    values = random.lognormal(0.3, 0.9, 80)
    shape, _, scale = stats.lognorm.fit(values, floc=0)
    return {
        "ensembles": cases,
        "log_normal": {"values": values.tolist(), "location": np.log(scale), "scale": shape},
    }


def sensitivity():
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    unit = {**problem, "bounds": [[0, 1]] * 3}

    def outputs(points):
        return Ishigami.evaluate(np.pi * (2 * points - 1))

    points = sobol_sample.sample(unit, 128, calc_second_order=False, seed=7)
    found = sobol_analysis.analyze(
        unit, outputs(points), calc_second_order=False, num_resamples=2000, seed=7
    )
    paths = morris_sample.sample(unit, 20, num_levels=4, seed=7)
    effects = morris_analysis.analyze(unit, paths, outputs(paths), num_levels=4, seed=7)
    return {
        "sobol": {
            "outputs": outputs(points).tolist(),
            "first": found["S1"].tolist(),
            "first_half_width": found["S1_conf"].tolist(),
            "total": found["ST"].tolist(),
            "total_half_width": found["ST_conf"].tolist(),
        },
        "morris": {
            "points": np.round(paths, 12).tolist(),
            "outputs": outputs(paths).tolist(),
            "mean": list(effects["mu"]),
            "mean_absolute": list(effects["mu_star"]),
            "deviation": list(effects["sigma"]),
        },
    }


fixture = {
    "summaries": summaries(),
    "student": student(),
    "differences": differences(),
    "multiplicity": multiplicity(),
    "survival": survival(),
    "inequality": inequality(),
    "association": association(),
    "regressions": regressions(),
    "power_laws": power_laws(),
    "forecasts": forecasts(),
    "sensitivity": sensitivity(),
}
target = pathlib.Path(__file__).with_name("stats.json")
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value, default=float)}" for name, value in fixture.items())
target.write_text("{\n" + lines + "\n}\n")
