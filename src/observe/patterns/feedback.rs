//! What feeds back: who writes again, who stays and who comes when much or little is written: P31 to P34.
//!
//! Associations, as they can be had from a log: what else is shared by a lively week is in them. They are
//! measured in simulated logs exactly as in real ones.

use super::Sheet;
use crate::observe::activity::{ActivityLog, MemberDays};
use crate::random::mix;
use crate::stats::generalised::{Cases, Family};

/// Days of which others' messages count as what was going on.
const WEEK: u32 = 7;
/// Classes of messages that others wrote in the last week, by their least number.
const CLASSES: [u32; 7] = [0, 1, 3, 6, 11, 21, 51];
/// The class the others are held against: 6 to 10 messages.
const REFERENCE: usize = 3;
/// Member-days below which a class has no value.
const LEAST: usize = 300;
/// Weeks below which nothing is said of arrivals.
const LEAST_WEEKS: usize = 100;
/// Member-days of one class that are used; of more, as many are drawn and weighted back.
const MOST: usize = 60_000;
/// Active days from which somebody is an old member.
const OLD: usize = 5;
/// Active days in all of those who are followed.
const FOLLOWED: usize = 8;

/// Sums of a daily series up to each day.
struct Sums(Vec<f64>);

impl Sums {
    fn of(daily: impl Iterator<Item = f64>) -> Self {
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        sums.extend(daily.map(|value| {
            sum += value;
            sum
        }));
        Self(sums)
    }

    /// Sum over the days `from` to `to`, both included; days beyond the log are empty.
    fn within(&self, from: i64, to: i64) -> f64 {
        let last = self.0.len() as i64 - 1;
        let at = |day: i64| self.0[day.clamp(0, last) as usize];
        at(to + 1) - at(from)
    }
}

/// How many of a member's active days lie in `from` to `to`, both included.
fn active_within(days: &[u32], from: i64, to: i64) -> usize {
    let before = |day: i64| days.partition_point(|&it| i64::from(it) < day);
    before(to + 1) - before(from)
}

pub(super) fn measure(log: &ActivityLog, sheet: &mut Sheet) {
    let parts = ["after silence", "after 1-50 messages", "after more"];
    for (part, (value, cases)) in parts.into_iter().zip(silence(log)) {
        sheet.add_from("P31", part, value, cases, LEAST);
    }
    let newcomers = newcomers(log);
    let [return_, answered] = returns(&newcomers, log.has_replies());
    let cases = newcomers.len();
    sheet.add_from("P32", "return by volume", return_, cases, LEAST);
    let [activity, persistence] = arrivals(log);
    let weeks = weeks(log);
    sheet.add_from(
        "P33",
        "by old members' activity",
        activity,
        weeks,
        LEAST_WEEKS,
    );
    sheet.add_from("P33", "by arrivals before", persistence, weeks, LEAST_WEEKS);
    if log.has_replies() {
        sheet.add_from("P34", "return if answered", answered, cases, LEAST);
    }
}

/// What is measured of one community for P32 and P33, in the order of their parts; not a number where
/// there are too few newcomers or weeks.
pub fn newcomers_and_arrivals(log: &ActivityLog) -> [f64; 3] {
    let newcomers = newcomers(log);
    let [return_, _] = returns(&newcomers, log.has_replies());
    let [activity, persistence] = arrivals(log);
    let long = weeks(log) >= LEAST_WEEKS;
    let known = [newcomers.len() >= LEAST, long, long];
    let mut values = [return_, activity, persistence];
    for (value, known) in values.iter_mut().zip(known) {
        if !known {
            *value = f64::NAN;
        }
    }
    values
}

/// Whole weeks of a log.
fn weeks(log: &ActivityLog) -> usize {
    (log.span() / WEEK) as usize
}

/// Explaining variables of a member-day: constant, ln gap and its square, ln experience, own rate,
/// own last week, six weekdays, and the classes but the reference.
const VARIABLES: usize = 6 + 6 + 7;

/// Log odds of writing after a week in which others wrote nothing, 1 to 50 messages (the mean of its
/// classes by their member-days), and more, against 6 to 10; each with its member-days.
fn silence(log: &ActivityLog) -> [(f64, usize); 3] {
    let mut rows = Vec::new();
    member_days(log, &mut rows);
    let mut count = [0_usize; CLASSES.len()];
    for (_, _, class) in &rows {
        count[*class] += 1;
    }
    let mut cases = Cases::<VARIABLES>::default();
    for (number, (variables, wrote, class)) in rows.iter().enumerate() {
        let share = MOST as f64 / count[*class] as f64;
        // Thinned by a draw that depends on nothing but the place of the row.
        if share < 1.0 && (mix(number as u64) >> 11) as f64 >= share * (1_u64 << 53) as f64 {
            continue;
        }
        cases.add(*variables, *wrote, share.recip().max(1.0));
    }
    let known: Vec<usize> = (0..CLASSES.len())
        .filter(|class| *class != REFERENCE && count[*class] >= LEAST)
        .collect();
    let mut used: Vec<usize> = (0..12).collect();
    used.extend(known.iter().map(|class| 12 + class));
    let fit = (count[REFERENCE] >= LEAST)
        .then(|| cases.fit(Family::Binomial, &used))
        .flatten();
    let of = |wanted: &[usize]| {
        let Some(fit) = &fit else {
            return (f64::NAN, 0);
        };
        let (mut sum, mut weight) = (0.0, 0);
        for (place, class) in known.iter().enumerate() {
            if wanted.contains(class) {
                sum += count[*class] as f64 * fit[12 + place].value;
                weight += count[*class];
            }
        }
        (sum / weight as f64, weight)
    };
    [of(&[0]), of(&[1, 2, 4, 5]), of(&[6])]
}

/// The days on which an old member could have written, the community being alive: others write within
/// the next week, and on six days or more within two months on either side.
fn member_days(log: &ActivityLog, rows: &mut Vec<([f64; VARIABLES], f64, usize)>) {
    let span = i64::from(log.span());
    let messages = Sums::of((0..log.span()).map(|day| {
        let day = log.day(day);
        day.events.iter().map(|&events| f64::from(events)).sum()
    }));
    let posters = Sums::of((0..log.span()).map(|day| log.day(day).members.len() as f64));
    for member in log.each_poster().filter(|it| it.days.len() >= FOLLOWED) {
        let own = Sums::of(own_messages(&member, log.span()));
        let days = member.days;
        let end = (i64::from(member.last()) + 90).min(span - 15);
        for day in i64::from(days[OLD - 1]) + 1..end {
            let so_far = days.partition_point(|&it| i64::from(it) < day);
            let gap = day - i64::from(days[so_far - 1]);
            let others_within = |from: i64, to: i64| {
                posters.within(from, to) - active_within(days, from, to) as f64
            };
            if gap > 120
                || others_within(day - 60, day + 60) < 6.0
                || others_within(day, day + 7) < 1.0
            {
                continue;
            }
            let before = (day - i64::from(WEEK), day - 1);
            let others = messages.within(before.0, before.1) - own.within(before.0, before.1);
            let class = CLASSES.partition_point(|&least| f64::from(least) <= others) - 1;
            let mut variables = [0.0; VARIABLES];
            variables[0] = 1.0;
            variables[1] = (gap as f64).ln();
            variables[2] = variables[1] * variables[1];
            variables[3] = (so_far as f64).ln();
            variables[4] = (active_within(days, day - 187, day - 8) as f64).ln_1p();
            variables[5] = active_within(days, before.0, before.1) as f64;
            if day % 7 > 0 {
                variables[5 + (day % 7) as usize] = 1.0;
            }
            variables[12 + class] = 1.0;
            let wrote = f64::from(u8::from(days.binary_search(&(day as u32)).is_ok()));
            rows.push((variables, wrote, class));
        }
    }
}

/// What a member wrote on each day of the log.
fn own_messages<'m>(member: &'m MemberDays<'_>, span: u32) -> impl Iterator<Item = f64> + use<'m> {
    let mut next = 0;
    (0..span).map(move |day| {
        if member.days.get(next) == Some(&day) {
            next += 1;
            f64::from(member.events[next - 1])
        } else {
            0.0
        }
    })
}

/// A newcomer: whether they came back within 30 days, what explains it, and whether the first day was answered.
struct Newcomer {
    returned: bool,
    explained_by: [f64; 4],
    answered: bool,
}

fn newcomers(log: &ActivityLog) -> Vec<Newcomer> {
    let span = i64::from(log.span());
    let posters = Sums::of((0..log.span()).map(|day| log.day(day).members.len() as f64));
    log.each_poster()
        .filter_map(|member| {
            let first = i64::from(member.first());
            if first < 200 || first > span - 210 {
                return None;
            }
            let own = active_within(member.days, first + 1, first + 7) as f64;
            let next = posters.within(first + 1, first + 7) - own;
            // Poster-days of an ordinary week of that year.
            let level = posters.within(first - 182, first + 182) / 365.0 * 7.0;
            let last = posters.within(first - 7, first - 1);
            Some(Newcomer {
                returned: active_within(member.days, first + 1, first + 30) > 0,
                explained_by: [
                    (next + 0.5).ln() - level.ln(),
                    (last + 0.5).ln() - level.ln(),
                    level.ln(),
                    first as f64 / 365.0,
                ],
                answered: member
                    .replies_received
                    .is_some_and(|replies| replies.first().is_some_and(|&count| count > 0)),
            })
        })
        .collect()
}

/// Log odds of a newcomer's return within 30 days: per ln of what others do in the week after, and if
/// the first day was answered.
fn returns(newcomers: &[Newcomer], replies: bool) -> [f64; 2] {
    let mut cases = Cases::<6>::default();
    for newcomer in newcomers {
        let [next, last, level, age] = newcomer.explained_by;
        let answered = f64::from(u8::from(newcomer.answered));
        let returned = f64::from(u8::from(newcomer.returned));
        cases.add([1.0, next, last, level, age, answered], returned, 1.0);
    }
    let used: &[usize] = if replies {
        &[0, 1, 2, 3, 4, 5]
    } else {
        &[0, 1, 2, 3, 4]
    };
    match cases.fit(Family::Binomial, used) {
        Some(fit) => [fit[1].value, fit.get(5).map_or(f64::NAN, |it| it.value)],
        None => [f64::NAN; 2],
    }
}

/// Elasticity of a week's newcomers to old members' poster-days of the four weeks before, relative to
/// those of the year, and the same to the newcomers of these weeks.
fn arrivals(log: &ActivityLog) -> [f64; 2] {
    const YEAR: usize = 52;
    let weeks = weeks(log);
    let mut new = vec![0.0; weeks];
    for member in log.each_poster() {
        if let Some(count) = new.get_mut((member.first() / WEEK) as usize) {
            *count += 1.0;
        }
    }
    let old: Vec<f64> = (0..weeks)
        .map(|week| {
            let days = week as u32 * WEEK..(week as u32 + 1) * WEEK;
            let posters: usize = days.map(|day| log.day(day).members.len()).sum();
            posters as f64 - new[week]
        })
        .collect();
    let mean = |values: &[f64], week: usize, back: usize| {
        let before = &values[week.saturating_sub(back)..week];
        (before.iter().sum::<f64>() / before.len() as f64 + 0.5).ln()
    };
    let mut cases = Cases::<5>::default();
    for week in 8..weeks {
        let (old_year, new_year) = (mean(&old, week, YEAR), mean(&new, week, YEAR));
        let variables = [
            1.0,
            mean(&old, week, 4) - old_year,
            mean(&new, week, 4) - new_year,
            new_year,
            old_year - new_year,
        ];
        cases.add(variables, new[week], 1.0);
    }
    let family = Family::NegativeBinomial { alpha: 0.2 };
    match cases.fit(family, &[0, 1, 2, 3, 4]) {
        Some(fit) => [fit[1].value, fit[2].value],
        None => [f64::NAN; 2],
    }
}
