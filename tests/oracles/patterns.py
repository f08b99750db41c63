"""Writes community.csv.gz, community_presence.csv.gz and patterns.json.

A made-up community and its patterns, computed the slow and plain way, independently of
`src/observe/patterns`: what the Rust estimators must match.

    venv/bin/python tests/oracles/patterns.py        (numpy, scipy, statsmodels; see stats.py)
"""

import gzip
import json
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy import optimize

random = np.random.default_rng(7)
SPAN, MONTH, SETTLED, QUIT = 900, 30, 180, 180
here = pathlib.Path(__file__).parent

# --- A community: posters who quit after each active day with a probability of their own, gaps
# from a power law, log-normal volumes, replies by chance. -----------------------------------------
gaps = np.arange(1, 366)
rows, presence = [], []
for member, start in enumerate(np.sort(random.integers(0, SPAN, 700))):
    quits = random.beta(0.5, 0.8)
    volume = random.normal(0.8, 0.9)
    if member % 12 == 0:  # the heavy posters of P19
        quits, volume = 0.05, 3.2
    day, count, exponent = int(start), 0, 1.3
    while day < SPAN:
        count += 1
        events = max(1, int(np.exp(random.normal(volume, 0.9))))
        replies = int(random.binomial(events, 0.45 if count == 1 else 0.3))
        rows.append((day, member, events, replies))
        if random.random() < quits:
            break
        exponent = 1.27 + 0.024 * np.log(count) ** 2
        weights = gaps**-exponent
        day += int(random.choice(gaps, p=weights / weights.sum()))
seen = {(day, member) for day, member, _, _ in rows if day >= 60}
for ghost in range(700, 1600):
    for day in random.integers(60, SPAN, random.integers(1, 5)):
        seen.add((int(day), ghost))

# Numbers in order of first appearance, as the reader gives them.
rows.sort()
number = {}
for _, member, _, _ in rows:
    number.setdefault(member, len(number))
rows = sorted((day, number[member], events, replies) for day, member, events, replies in rows)
presence = sorted((day, number.get(member, member)) for day, member in seen)


def write(name, header, lines):
    text = header + "\n" + "".join(",".join(map(str, line)) + "\n" for line in lines)
    (here / name).write_bytes(gzip.compress(text.encode(), mtime=0))


write(
    "community.csv.gz",
    "community,member_id,day,events,replies_received",
    (("made-up", member, day, events, replies) for day, member, events, replies in rows),
)
write(
    "community_presence.csv.gz",
    "community,member_id,day,joins,leaves",
    (("made-up", member, day, 1, 0) for day, member in presence),
)

# --- Its patterns. --------------------------------------------------------------------------------
span = max(day for day, *_ in rows) + 1
members = [[] for _ in number]
for day, member, events, replies in rows:
    members[member].append((day, events, replies))
days = [np.array([row[0] for row in member]) for member in members]
events = [np.array([row[1] for row in member]) for member in members]
replies = [np.array([row[2] for row in member]) for member in members]
first = np.array([d[0] for d in days])
last = np.array([d[-1] for d in days])
found = {}


def gini(values):
    values = np.asarray(values, float)
    return np.abs(values[:, None] - values[None, :]).sum() / (2 * len(values) ** 2 * values.mean())


def blocks(length):
    for block in range(span // length):
        totals = {}
        for day, member, count, _ in rows:
            if day // length == block:
                totals[member] = totals.get(member, 0) + count
        yield np.array(list(totals.values()), float)


def slope(x, y):
    return np.polyfit(x, y, 1)[0]


def interpolated_top(values, share):
    ordered = np.sort(values)[::-1]
    curve = np.concatenate([[0], np.cumsum(ordered)]) / ordered.sum()
    return np.interp(share * len(ordered), np.arange(len(ordered) + 1), curve)


totals = np.array([e.sum() for e in events], float)
found["P1 gini"] = gini(totals)
found["P3 top 1%"] = np.sort(totals)[::-1][: len(totals) // 100].sum() / totals.sum()
found["P5 one day"] = np.mean([len(d) == 1 for d in days])
months = [block for block in blocks(MONTH) if len(block) >= 20]
found["P2 gini"] = np.median([gini(month) for month in months])
found["P2 top 10%"] = np.median([interpolated_top(month, 0.1) for month in months])
found["P18 dgini/dln n"] = slope(np.log([len(m) for m in months]), [gini(m) for m in months])
weeks = [block for block in blocks(7) if len(block) >= 20]
found["P17 elasticity"] = slope(np.log([len(w) for w in weeks]), np.log([w.mean() for w in weeks]))

tried, ended = np.zeros(101), np.zeros(101)
for d in days:
    for k, day in enumerate(d[:100], start=1):
        if day + QUIT < span:
            tried[k] += 1
            ended[k] += k == len(d)
for k in (1, 5, 20):
    found[f"P4 k={k}"] = ended[k] / tried[k]
used = np.flatnonzero(tried)
design = sm.add_constant(np.log(used))
model = sm.GLM(ended[used], design, family=sm.families.Poisson(), offset=np.log(tried[used]))
found["P4 slope"] = model.fit(tol=1e-12).params[1]

new = first >= SETTLED
spans = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365]
alive = [np.mean((last - first >= t)[new & (first + t < span)]) for t in spans]
found["P6 30 days"], found["P6 365 days"] = alive[spans.index(30)], alive[-1]
found["P6 weibull shape"] = slope(np.log(spans), np.log(-np.log(alive)))


def comes_back(low, high, chosen):
    return np.array([np.any((d - d[0] >= low) & (d - d[0] <= high)) for d in days])[
        chosen & (first + high < span)
    ]


for name, low, high in (("day 1", 1, 1), ("days 1-7", 1, 7), ("days 30-59", 30, 59)):
    found[f"P7 {name}"] = comes_back(low, high, new).mean()

classes = {"1 day": (1, 1), "2-4 days": (2, 4), "5-19 days": (5, 19), "20+ days": (20, 10**9)}
returns = []
for name, (low, high) in classes.items():
    outcomes = []
    for d in days:
        for k, day in enumerate(d, start=1):
            gap = d[k] - day if k < len(d) else 10**9
            if low <= k <= high and day + 395 < span and gap > 30:
                outcomes.append(gap <= 395)
    returns.append(np.mean(outcomes))
    found[f"P8 {name}"] = returns[-1]
found["P8 rising"] = np.diff(returns).min()


def burstiness(values):
    return (np.std(values) - np.mean(values)) / (np.std(values) + np.mean(values))


pooled = np.concatenate([np.diff(d) for d in days if len(d) >= 20])
pooled = pooled[pooled <= 365]
found["P9 gap exponent"] = optimize.minimize_scalar(
    lambda a: a * np.log(pooled).sum() + len(pooled) * np.log((gaps**-a).sum()),
    bounds=(0.1, 5),
    method="bounded",
    options={"xatol": 1e-10},
).x
found["P9 day burstiness"] = np.median([burstiness(np.diff(d)) for d in days if len(d) >= 20])
found["P9 message burstiness"] = np.median(
    [
        burstiness(np.diff(np.repeat(d, e)))
        for d, e in zip(days, events)
        if len(d) > 1 and e.sum() >= 20
    ]
)
active = [set() for _ in range(span)]
for day, member, _, _ in rows:
    active[day].add(member)
ratios = []
for day in range(MONTH, span):
    monthly = set().union(*active[day - MONTH + 1 : day + 1])
    if monthly:
        ratios.append(len(active[day]) / len(monthly))
found["P10 dau/mau"] = np.mean(ratios)

whole = span // MONTH
by_month = [set().union(*active[m * MONTH : (m + 1) * MONTH]) for m in range(whole)]
debut = {m: f // MONTH for m, f in enumerate(first)}
pairs = [(m, month) for month in range(whole - 1) for m in by_month[month]]
found["P11 all"] = np.mean([m in by_month[month + 1] for m, month in pairs])
found["P11 past first month"] = np.mean(
    [m in by_month[month + 1] for m, month in pairs if debut[m] < month]
)
found["P12 newcomers"] = np.mean(
    [debut[m] == month for month in range(12, whole) for m in by_month[month]]
)
kept = [(month, np.mean([m in by_month[month + 1] for m in by_month[month]])) for month in range(whole - 1) if len(by_month[month]) >= 20]
found["P18 retention by age"] = slope([m * MONTH / 365.25 for m, _ in kept], [share for _, share in kept])

start, end = presence[0][0], presence[-1][0]
lurkers = []
for month in range((end + 1 - start) // MONTH):
    low, high = start + month * MONTH, start + (month + 1) * MONTH
    wrote = {m for day, m, _, _ in rows if low <= day < high}
    there = {m for day, m in presence if low <= day < high} | wrote
    if len(there) >= 20:
        lurkers.append(len(there - wrote) / len(there))
found["P13 lurkers"] = np.mean(lurkers)

found["P14 first day"] = np.mean([r[0] > 0 for r in replies])
found["P14 member-days"] = np.mean(np.concatenate(replies) > 0)
found["P14 events"] = sum(e[r > 0].sum() for e, r in zip(events, replies)) / totals.sum()
answered = np.array([r[0] > 0 for r in replies])
opening = np.array([e[0] for e in events])
difference, weights = 0, 0
for low, high in ((1, 1), (2, 2), (3, 5), (6, 10**9)):
    chosen = new & (opening >= low) & (opening <= high)
    yes, no = comes_back(8, 37, chosen & answered), comes_back(8, 37, chosen & ~answered)
    if len(yes) and len(no):
        weight = len(yes) * len(no) / (len(yes) + len(no))
        difference += weight * (yes.mean() - no.mean())
        weights += weight
found["P15 answered minus not"] = difference / weights

daily = np.zeros(span)
for day, _, count, _ in rows:
    daily[day] += count
after = []
for d, e in zip(days, events):
    end = d[-1] + 1
    if len(d) < 10 or end < 90 or end + QUIT > span:
        continue
    own = e[d >= end - 90].sum()
    others = daily[end - 90 : end].sum() - own
    if own >= 0.05 * (own + others) and others >= 20:
        after.append(daily[end : end + 90].sum() / others)
assert len(after) >= 5, len(after)  # as many as the test asks for
found["P19 others after/before"] = np.median(after)
found["P19 drops over half"] = np.mean(np.array(after) < 0.5)

# --- What feeds back: P31 to P34, from one row a member and day. -------------------------------------
posters = np.zeros(span)
for day, *_ in rows:
    posters[day] += 1


def during(values, low, high):  # both ends included, days beyond the log are empty
    return values[max(low, 0) : max(high + 1, 0)].sum()


def active_days(d, low, high):
    return int(((d >= low) & (d <= high)).sum())


cases = []
for d, e in zip(days, events):
    if len(d) < 8:
        continue
    own = np.zeros(span)
    own[d] = e
    for t in range(d[4] + 1, min(d[-1] + 90, span - 15)):
        before = d[d < t]
        gap = t - before[-1]
        near = during(posters, t - 60, t + 60) - active_days(d, t - 60, t + 60)
        soon = during(posters, t, t + 7) - active_days(d, t, t + 7)
        if gap > 120 or near < 6 or soon < 1:
            continue
        others = during(daily, t - 7, t - 1) - during(own, t - 7, t - 1)
        kind = sum(others >= least for least in (0, 1, 3, 6, 11, 21, 51)) - 1
        weekday = [float(t % 7 == it) for it in range(1, 7)]
        rate = np.log1p(active_days(d, t - 187, t - 8))
        x = [1, np.log(gap), np.log(gap) ** 2, np.log(len(before)), rate, active_days(d, t - 7, t - 1)]
        cases.append((kind, float(t in d), x + weekday))
kinds = np.array([case[0] for case in cases])
count = np.bincount(kinds, minlength=7)
assert count.max() <= 60_000  # more would be thinned
used = [kind for kind in range(7) if kind != 3 and count[kind] >= 300]
silence = {}
if count[3] >= 300:
    design = np.array([x + [float(kind == it) for it in used] for kind, _, x in cases])
    fit = sm.GLM(np.array([case[1] for case in cases]), design, family=sm.families.Binomial()).fit(tol=1e-12)
    silence = dict(zip(used, fit.params[12:]))
for name, group in (("after silence", [0]), ("after 1-50 messages", [1, 2, 4, 5]), ("after more", [6])):
    there = [kind for kind in group if kind in silence]
    weight = count[there] if there else np.array([])
    found[f"P31 {name}"] = (weight * [silence[kind] for kind in there]).sum() / weight.sum() if there else None

design, outcome = [], []
for d, r in zip(days, replies):
    start = d[0]
    if start < 200 or start > span - 210:
        continue
    level = during(posters, start - 182, start + 182) / 365 * 7
    ahead = during(posters, start + 1, start + 7) - active_days(d, start + 1, start + 7)
    behind = during(posters, start - 7, start - 1)
    design.append([1, np.log(ahead + 0.5) - np.log(level), np.log(behind + 0.5) - np.log(level), np.log(level), start / 365, float(r[0] > 0)])
    outcome.append(float(active_days(d, start + 1, start + 30) > 0))
fit = sm.GLM(np.array(outcome), np.array(design), family=sm.families.Binomial()).fit(tol=1e-12)
enough = len(outcome) >= 300
found["P32 return by volume"] = fit.params[1] if enough else None

weeks = span // 7
newcomers = np.array([(first // 7 == week).sum() for week in range(weeks)], float)
old = np.array([posters[7 * week : 7 * week + 7].sum() for week in range(weeks)]) - newcomers
lately = lambda values, week, back: np.log(values[max(0, week - back) : week].mean() + 0.5)
design = []
for week in range(8, weeks):
    design.append([1, lately(old, week, 4) - lately(old, week, 52), lately(newcomers, week, 4) - lately(newcomers, week, 52), lately(newcomers, week, 52), lately(old, week, 52) - lately(newcomers, week, 52)])
weekly = sm.GLM(newcomers[8:], np.array(design), family=sm.families.NegativeBinomial(alpha=0.2)).fit(tol=1e-12)
found["P33 by old members' activity"] = weekly.params[1] if weeks >= 100 else None
found["P33 by arrivals before"] = weekly.params[2] if weeks >= 100 else None
found["P34 return if answered"] = fit.params[5] if enough else None

lines = ",\n".join(f"{json.dumps(name)}: {'null' if value is None else float(value)}" for name, value in found.items())
(here / "patterns.json").write_text("{\n" + lines + "\n}\n")
