"""Counts every metric anew from the table of `qun run FILE --visits VISITS.csv --out FOLDER`.

    python tests/oracles/metrics.py VISITS.csv FOLDER

Written from docs/metrics.md and from nothing else: it shares no line with the program. Needs numpy; takes the
Kaplan–Meier estimate from lifelines where that is installed, and its own otherwise. Says how many values it has
compared and ends with 1 if one differs. Not counted here, because visits do not show them: `ties` and `cliques`
(who is tied to whom).
"""

import csv
import json
import math
import sys
from collections import defaultdict

import numpy as np

try:
    from lifelines import KaplanMeierFitter
except ImportError:
    KaplanMeierFitter = None

NEVER = 1 << 20
NAN = float("nan")


def share(part, whole):
    return part / whole if whole > 0 else NAN


def shares(part, whole):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)


class Person:
    def __init__(self, who, joined, past, channel, value, posts):
        self.who, self.joined, self.past, self.channel = who, joined, past, channel
        self.last_day = value if past else None
        self.invited = not past and value is not None
        self.posts_before = posts
        self.visits, self.writes, self.answered, self.messages = [], [], [], []
        self.muted = self.silent = self.left = self.removed = self.paid = NEVER

    @property
    def off(self):
        return min(self.left, self.removed)

    @property
    def away(self):
        return min(self.silent, self.off)


def read(path):
    replicates = defaultdict(lambda: {"people": {}, "desk": defaultdict(lambda: defaultdict(float)), "due": [], "paid": []})
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            run = replicates[int(row["replicate"])]
            people, day, event = run["people"], int(row["day"]), row["event"]
            value = float(row["value"]) if row["value"] else None
            number = int(row["person"]) if row["person"] else None
            if event in ("join", "past", "past_silent"):
                posts = int(row["messages"] or 0)
                people[number] = Person(row["who"], day, event != "join", row["channel"], value, posts)
                if event == "past_silent":
                    people[number].silent = -1
            elif event == "visit":
                person = people[number]
                person.visits.append(day)
                if value:
                    person.muted = day
                if int(row["messages"]) > 0:
                    person.writes.append(day)
                    person.messages.append(int(row["messages"]))
                    person.answered.append(int(row["answers"]))
            elif event in ("silent", "left", "removed"):
                setattr(people[number], event, day)
            elif event in ("due", "paid"):
                run[event].append((day, number))
                if event == "paid":
                    people[number].paid = min(people[number].paid, day)
            else:
                run["desk"][event][day] += value
    return replicates


def last_in(days_of, day):
    """The last of some ascending days up to `day`."""
    at = int(np.searchsorted(days_of, day, side="right"))
    return days_of[at - 1] if at else None


def within(lists, days, window, listed):
    """How many of those on the list did something in the window that ends with each day."""
    counts = np.full(days, np.nan)
    for day in range(window, days):
        recent = 0
        for index, days_of in enumerate(lists):
            last = last_in(days_of, day) if listed[index, day] else None
            recent += last is not None and last > day - window
        counts[day] = recent
    return counts


def engaged(members, lists, days, listed):
    window = min(28, days // 2)
    counts = np.full(days, np.nan)
    if window < 2:
        return counts
    for day in range(window, days):
        counts[day] = sum(
            listed[index, day]
            and member.joined + window <= day
            and np.searchsorted(days_of, day, side="right") - np.searchsorted(days_of, day - window, side="right") >= 2
            for index, (member, days_of) in enumerate(zip(members, lists))
        )
    return counts


def concentration(counts):
    """Gini, shares of the top 1 and 10 %, and how few wrote half."""
    x = np.sort(np.array([count for count in counts if count > 0], dtype=float))
    n, total = len(x), x.sum()
    if n == 0:
        return [NAN] * 4
    ranks = np.arange(1, n + 1)
    gini = ((2 * ranks - n - 1) * x).sum() / (n * total)
    top = lambda part: x[::-1][: max(1, int(part * n))].sum() / total
    half = int(np.searchsorted(np.cumsum(x[::-1]), total / 2 - 1e-9)) + 1
    return [gini, top(0.01), top(0.1), half]


def lower_median(values):
    values = sorted(values)
    return values[(len(values) + 1) // 2 - 1] if values else NAN


def median_lifetime(joiners, days):
    durations, ended = [], []
    for person in joiners:
        seen = person.visits[-1] if person.visits else person.joined
        gone = person.away < NEVER
        durations.append(seen - person.joined if gone else days - 1 - person.joined)
        ended.append(gone)
    if not durations:
        return NAN
    durations, ended = np.array(durations), np.array(ended)
    if KaplanMeierFitter is not None:
        fitted = KaplanMeierFitter().fit(durations, ended)
        curve = [float(fitted.predict(age)) for age in range(days)]
    else:
        alive, curve = 1.0, []
        for age in range(days):
            at_risk = (durations >= age).sum()
            alive *= 1 - (ended & (durations == age)).sum() / at_risk if at_risk else 1
            curve.append(alive)
    # Beyond the longest time watched nothing is known.
    known = [age for age in range(min(days, int(durations.max()) + 1)) if curve[age] <= 0.5 + 1e-12]
    return known[0] if known else NAN


def weekly(series):
    return np.array([np.mean(series[max(0, day - 6) : day + 1]) for day in range(len(series))])


def stages(returning, posts):
    alive = (returning >= 2) | (posts > 0)
    days = len(alive)
    dead = np.zeros(days, bool)
    for day in range(13, days):
        signs = alive[day - 13 : day + 1].sum()
        if signs == 0:
            dead[day - 13 : day + 1] = True
        else:
            dead[day] = dead[day - 1] and signs < 7
    means, found, grown, died = weekly(returning), [], False, False
    for day in range(days):
        died |= dead[day]
        if dead[day]:
            found.append("dead")
            continue
        before = means[max(day - 28, min(7, day), 0)]
        change = (means[day] - before) / max(before, 1.0)
        grown |= change > 0.15
        if died and change > -0.15:
            found.append("revived")
        elif change > 0.15:
            found.append("growth")
        elif change < -0.15 and day >= 28:
            found.append("decline")
        else:
            found.append("plateau" if grown else "cold_start")
    return found


def count(run):
    """All metrics of a replicate: of the days, and of the whole run."""
    people, desk = run["people"], run["desk"]
    days = max(desk["hours"]) + 1
    span = np.arange(days)
    per_day = lambda event: np.array([desk[event][day] for day in range(days)])
    members = [person for person in people.values() if person.who == "member"]
    of = lambda who: [person for person in people.values() if person.who == who]
    on_list = lambda some: np.array([(person.joined <= span) & (person.off > span) for person in some]).reshape(-1, days)
    listed = on_list(members)
    taking = np.array([(person.joined <= span) & (person.away > span) for person in members]).reshape(-1, days)
    happened = lambda when: np.bincount([day for day in when if 0 <= day < days], minlength=days).astype(float)
    day = {}
    day["members"] = listed.sum(0)
    day["joins"] = happened(person.joined for person in members)
    day["leaves"] = happened(person.left for person in members)
    day["removals"] = happened(person.removed for person in members)
    day["silenced"] = happened(person.silent for person in members)
    day["net_growth"] = day["joins"] - day["leaves"] - day["removals"]
    day["dau"] = happened(on for person in members for on in person.visits)
    day["new"] = happened(person.visits[0] for person in members if person.visits and not person.past)
    day["returning"] = day["dau"] - day["new"]
    back = []
    for person in members:
        before = person.last_day
        for on in person.visits:
            if before is not None and on - before > 30:
                back.append(on)
            before = on
    day["resurrected"] = happened(back)
    day["current"] = day["returning"] - day["resurrected"]
    day["speakers"] = happened(on for person in members for on in person.writes)
    day["readers"] = day["dau"] - day["speakers"]
    day["speaking_rate"] = shares(day["speakers"], day["members"] + day["leaves"] + day["removals"])
    day["speaking_visitors"] = shares(day["speakers"], day["dau"])
    weigh = lambda some, what: np.bincount(
        [on for person in some for on in person.writes],
        [it for person in some for it in getattr(person, what)],
        minlength=days,
    )
    day["posts"] = weigh(members, "messages")
    # A message that answers several at once is one reply; the dump is of communities with one room.
    day["replies"] = np.minimum(day["posts"], weigh(members, "answered"))
    day["spam_posts"] = weigh(of("spammer"), "messages")
    day["guest_posts"] = weigh(of("staff"), "messages")
    day["message_density"] = shares(day["posts"], day["members"])
    answered = happened(on for person in members for on, it in zip(person.writes, person.answered) if it > 0)
    day["answered_share"] = shares(answered, day["speakers"])
    day["ads_share"] = shares(per_day("ads_standing"), per_day("messages_standing"))
    day["taking_part"] = taking.sum(0)
    day["silent"] = day["members"] - day["taking_part"]
    muted = np.array([person.muted <= span for person in members]).reshape(-1, days)
    day["muted_share"] = shares((muted & taking).sum(0), day["taking_part"])
    day["spammers"] = on_list(of("spammer")).sum(0)
    day["spammers_removed"] = happened(person.removed for person in of("spammer"))
    day["guests"] = on_list(of("staff")).sum(0)
    visits, writes = [person.visits for person in members], [person.writes for person in members]
    for key, lists, window in [
        ("wau", visits, 7),
        ("active_28d", visits, 28),
        ("mau", visits, 30),
        ("speakers_7d", writes, 7),
        ("speakers_28d", writes, 28),
        ("speakers_30d", writes, 30),
    ]:
        day[key] = within(lists, days, window, listed)
    day["dau_mau"] = shares(np.array([sum(listed[i, d] and d in set(v[-400:]) for i, v in enumerate(visits)) for d in span]), day["mau"])
    day["silent_share"] = shares(day["members"] - day["speakers_7d"], day["members"])
    day["asleep_share"] = shares(day["members"] - day["mau"], day["members"])
    day["lurker_share"] = shares(day["mau"] - day["speakers_30d"], day["mau"])
    day["sleepers"] = day["taking_part"] - within(visits, days, 30, taking)
    dormant = np.zeros(days)
    for on in range(31, days):
        dormant[on] = sum(listed[i, on] and last_in(v, on) == on - 31 for i, v in enumerate(visits))
    day["dormant"] = dormant
    churn, removed, left = (np.full(days, np.nan) for _ in range(3))
    for on in range(7, days):
        there, present = listed[:, on - 7], taking[:, on - 7]
        went = lambda when: np.array([on - 7 < when(person) <= on for person in members], bool)
        gone = went(lambda person: min(person.silent, person.left))
        churn[on] = share((gone & present).sum(), present.sum())
        removed[on] = share((went(lambda person: person.removed) & there).sum(), there.sum())
        left[on] = share((went(lambda person: person.left) & there).sum(), there.sum())
    day["churn_7d"], day["removed_7d"], day["leave_rate"] = churn, removed, left
    day["engaged"] = engaged(members, visits, days, listed)
    day["engaged_speakers"] = engaged(members, writes, days, listed)
    joiners = [person for person in members if not person.past]
    day["first_posts"] = happened(person.writes[0] for person in joiners if person.writes)
    for key in ["gini_posts", "top1_share", "top10_share", "absence_factor"]:
        day[key] = np.full(days, np.nan)
    for on in range(days):
        if on % 7 == 6 or on == days - 1:
            written = [
                person.posts_before + sum(it for when, it in zip(person.writes, person.messages) if when <= on)
                for person in members
            ]
            found = concentration(written)
            for key, value in zip(["gini_posts", "top1_share", "top10_share", "absence_factor"], found):
                day[key][on] = value
    paid = np.array([person.paid <= span for person in members]).reshape(-1, days)
    day["paying_members"] = (listed & paid).sum(0)
    day["cost"], day["revenue"], day["operator_hours"] = per_day("cost"), per_day("revenue"), per_day("hours")
    day["profit"] = day["revenue"] - day["cost"]
    day["applications"] = per_day("applied")
    day["rejections"], day["turned_away"], day["waiting"] = per_day("rejected"), per_day("turned_away"), per_day("waiting")
    return day, whole(run, day, members, joiners, listed)


def whole(run, day, members, joiners, listed):
    desk = run["desk"]
    days = len(day["dau"])
    old = lambda age: [person for person in joiners if person.joined + age < days]
    ages = lambda person: [on - person.joined for on in person.visits]
    found = {}
    for age in (1, 7, 30, 90):
        some = old(age)
        found[f"retention_d{age}"] = share(sum(age in ages(person) for person in some), len(some))
        found[f"rolling_d{age}"] = share(sum(max(ages(person), default=-1) >= age for person in some), len(some))
    for age in (1, 7, 15, 30):
        some = old(age)
        found[f"listed_d{age}"] = share(sum(person.off - person.joined > age for person in some), len(some))
    found["median_lifetime"] = median_lifetime(joiners, days)
    some = old(2)
    found["activation"] = share(sum(bool(p.writes) and p.writes[0] - p.joined <= 2 for p in some), len(some))
    writers = [person for person in joiners if person.writes]
    found["time_to_first_post"] = lower_median(p.writes[0] - p.joined for p in writers)
    first_answer = {id(p): next((on for on, it in zip(p.writes, p.answered) if it > 0), None) for p in writers}
    asked = [p for p in writers if p.writes[0] + 7 < days]
    in_time = sum(first_answer[id(p)] is not None and first_answer[id(p)] - p.writes[0] <= 7 for p in asked)
    found["newcomers_answered"] = share(in_time, len(asked))
    waits = [first_answer[id(p)] - p.writes[0] for p in writers if first_answer[id(p)] is not None]
    found["time_to_first_answer"] = lower_median(waits)
    found["invitees_per_member"] = share(sum(person.invited for person in joiners), len(members))
    end = days - 1
    for key, on in [("engaged_quarter", days // 4), ("engaged_half", days // 2), ("engaged_end", end)]:
        found[key] = day["engaged"][on]
    found["speaking_end"] = day["engaged_speakers"][end]
    found["engaged_days"] = np.nansum(day["engaged"])
    recent_days = lambda person: sum(on > end - 28 for on in person.visits)
    found["power_users"] = sum(listed[i, end] and recent_days(p) >= 21 for i, p in enumerate(members))
    recent = lambda key: float(np.mean(day[key][-28:]))
    for key, of in [("dau_end", "dau"), ("returning_end", "returning"), ("speakers_end", "speakers"), ("posts_end", "posts")]:
        found[key] = recent(of)
    means = weekly(day["dau"])
    found["dau_peak"] = means.max()
    found["dau_peak_day"] = max(0, int(np.argmax(means)) - 3) if means.max() > 0 else 0
    for key in ["applications", "rejections", "turned_away", "joins", "leaves", "removals", "posts", "replies", "spam_posts"]:
        found[f"{key}_total"] = day[key].sum()
    found["spammers_total"] = sum(p.who == "spammer" for p in run["people"].values())
    full = [on for on, value in desk["full"].items() if value]
    found["full_on_day"] = min(full) if full else NAN
    found["active_days"], found["member_days"] = day["dau"].sum(), day["members"].sum()
    cost, revenue, joins = day["cost"].sum(), day["revenue"].sum(), day["joins"].sum()
    found["cost_total"], found["revenue_total"], found["profit_total"] = cost, revenue, revenue - cost
    found["hours_total"] = day["operator_hours"].sum()
    found["cost_per_engaged"] = share(cost, found["engaged_end"])
    found["arpu"] = share(28 * recent("revenue"), recent("members"))
    found["ltv"] = share(revenue, joins)
    found["cac"] = share(sum(desk["advertising"].values()), joins)
    member = lambda number: run["people"][number].who == "member"
    due = {(on, number) for on, number in run["due"] if member(number)}
    found["renewal_rate"] = share(sum(it in due for it in run["paid"]), len(due))
    lived = stages(day["returning"], day["posts"])
    found["stage"] = lived[-1]
    found["died"] = float(lived[-1] == "dead")
    alive = [on for on, stage in enumerate(lived) if stage != "dead"]
    found["died_on_day"] = (alive[-1] + 1 if alive else 0) if lived[-1] == "dead" else NAN
    return found


def same(one, other):
    if isinstance(one, str):
        return one == other
    other = float(other) if other != "" else NAN
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return abs(one - other) <= 2e-6 * max(1.0, abs(one), abs(other))


def channels(replicates, days, founders):
    """Who came through each channel and what became of them: what is wanted of each column of channels.csv."""
    people = [
        (number, person)
        for run in replicates.values()
        for number, person in run["people"].items()
        if person.who == "member" and not person.past and number >= founders
    ]
    found = {}
    for name in {person.channel for _, person in people}:
        some = [person for _, person in people if person.channel == name]
        ages = {id(person): [on - person.joined for on in person.visits] for person in some}
        row = {"joined": len(some) / len(replicates), "stayed": sum(p.off >= days for p in some) / len(replicates)}
        for age in (7, 30):
            old = [person for person in some if person.joined + age < days]
            row[f"retention_d{age}"] = share(sum(age in ages[id(p)] for p in old), len(old))
            row[f"rolling_d{age}"] = share(sum(max(ages[id(p)], default=-1) >= age for p in old), len(old))
        found[name] = row
    return found


def main(table, folder):
    compared, wrong = 0, []
    replicates = read(table)
    counted = {number: count(run) for number, run in replicates.items()}
    not_here = {"replicate", "seed", "ties", "cliques"}
    with open(f"{folder}/replicates.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day, run = counted[int(row["replicate"])]
            # A series of a strategy's own is counted by the strategy: its name has a dot.
            here = {key for key in row if "." not in key}
            missing = here - not_here - set(day) - set(run)
            if missing:
                wrong.append(f"not counted: {sorted(missing)}")
            for key, value in row.items():
                if key in run:
                    mine = run[key]
                elif key in day:
                    measured = day[key][~np.isnan(day[key])]
                    mine = float(measured[-1]) if len(measured) else NAN
                else:
                    continue
                compared += 1
                if not same(mine, value):
                    wrong.append(f"{key} of replicate {row['replicate']}: {value}, counted {mine}")
    with open(f"{folder}/daily.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key, on = row["metric"], int(row["day"])
            # A series of a strategy's own is counted by the strategy: its name has a dot.
            if key in not_here or "." in key:
                continue
            mine = [day[key][on] for day, _ in counted.values() if not math.isnan(day[key][on])]
            compared += 1
            if not same(float(np.mean(mine)) if mine else NAN, row["mean"]):
                wrong.append(f"{key} on day {on}: {row['mean']}, counted {np.mean(mine) if mine else NAN}")
    with open(f"{folder}/summary.json", encoding="utf-8") as file:
        founders = json.load(file)["drivers"]["founders"]
    days = len(next(iter(counted.values()))[0]["dau"])
    through = channels(replicates, days, founders)
    with open(f"{folder}/channels.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for key, mine in through.get(row["channel"], {}).items():
                compared += 1
                if not same(mine, row[key]):
                    wrong.append(f"{key} of channel {row['channel']}: {row[key]}, counted {mine}")
    for line in wrong[:40]:
        print(line)
    print(f"{compared} values compared, {len(wrong)} differ; Kaplan-Meier by {'lifelines' if KaplanMeierFitter else 'hand'}")
    return 1 if wrong or compared < 1000 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
