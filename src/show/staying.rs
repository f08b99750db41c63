//! Charts of who stays: by three definitions, cohort by cohort, by archetype, and how often they come.

use super::about::{about, about_runs};
use super::strategies::called;
use crate::draw::charts::{
    CohortRow, PowerUserCurve, RetentionCurve, RetentionTriangle, StayByArchetype, StayCurve,
};
use crate::draw::{About, Chart, ChartError, Estimate, Label, Spread};
use crate::observe::habit::SPAN;
use crate::run::close::{CloseLook, Stays};
use crate::run::summary::{CohortSums, Summary};
use crate::scenario::settings::Scenario;
use crate::show::page::make::numbers::{percent, whole};
use crate::stats::survival::{SurvivalCurve, kaplan_meier};
use crate::words::terms::people;
use crate::words::{findings, labels};

/// The retention of one strategy's joiners by its three definitions.
pub(super) fn retention(strategy: &str, summary: &Summary) -> RetentionCurve {
    const AGES: [u32; 5] = [1, 7, 15, 30, 90];
    let measured = |definition: &str| -> Vec<(u32, Spread)> {
        let at = |age: u32| {
            let found = summary.measured(&format!("{definition}_d{age}"))?;
            (found.band.count > 0).then(|| (age, Spread::from(found.band)))
        };
        AGES.into_iter().filter_map(at).collect()
    };
    RetentionCurve {
        strategy: called(strategy),
        values: summary
            .retention
            .iter()
            .map(|band| Spread::from(*band))
            .collect(),
        rolling: measured("rolling"),
        listed: measured("listed"),
    }
}

/// On how many of the last days members look in; `None` of a run that is shorter than the days that
/// are looked at.
pub(super) fn power_users(
    scenario: &Scenario,
    summary: &Summary,
) -> Option<Result<Chart, ChartError>> {
    /// Days from which the metric `power_users` counts.
    const POWER: usize = 21;
    if summary.days < SPAN {
        return None;
    }
    let mean = |days: std::ops::Range<usize>| -> f64 {
        let those = summary.days_active.get(days).unwrap_or_default();
        those.iter().map(|band| band.mean).sum()
    };
    let all = usize::from(SPAN) + 1;
    let finding = findings::POWER.fill(&[
        ("awake", &whole(mean(1..all))),
        ("window", &SPAN),
        ("power", &whole(mean(POWER..all))),
        ("least", &POWER),
        ("rare", &whole(mean(1..3))),
    ]);
    let footer = labels::NEVER_LOOKED_IN.fill(&[("n", &whole(mean(0..1))), ("window", &SPAN)]);
    let members = summary.days_active.iter();
    let chart = PowerUserCurve {
        about: About {
            finding: (mean(1..all) > 0.0).then_some(finding),
            footer: Some(footer),
            // The days of this chart are none of the calendar.
            start_date: None,
            ..about_runs(scenario, summary)
        },
        members: members.map(|band| Spread::from(*band)).collect(),
        power: POWER,
    };
    Some(chart.chart())
}

/// Cohorts of joiners, and which share of each looks in later.
pub(super) fn triangle(
    scenario: &Scenario,
    summary: &Summary,
) -> Option<Result<Chart, ChartError>> {
    let sums = summary.cohorts.as_ref()?;
    let cohorts = rows(sums, summary.days, summary.replicates);
    let chart = RetentionTriangle {
        about: About {
            finding: found_in_triangle(&cohorts, u32::from(sums.unit)),
            footer: Some(labels::TRIANGLE_IS.into()),
            ..about_runs(scenario, summary)
        },
        unit: u32::from(sums.unit),
        cohorts,
    };
    Some(chart.chart())
}

/// Cohorts in so few rows that all can be read; ages that not everybody of a row has had whole are
/// left out, for they would look like a fall.
fn rows(sums: &CohortSums, days: u16, replicates: usize) -> Vec<CohortRow> {
    const MOST: usize = 16;
    let unit = usize::from(sums.unit).max(1);
    // A cohort whose last member has not had one whole unit has nothing to show.
    let full = (usize::from(days) + 1) / unit;
    let full = full.saturating_sub(1).min(sums.joined.len());
    let together = full.div_ceil(MOST).max(1);
    let row = |start: usize| {
        let end = (start + together).min(full);
        let joined: u64 = sums.joined[start..end].iter().sum();
        let share = |age: usize| {
            let of = |cohort: &Vec<u64>| cohort.get(age).copied().unwrap_or(0);
            let active: u64 = sums.active[start..end].iter().map(of).sum();
            active as f64 / joined as f64
        };
        CohortRow {
            first: (start * unit) as u32,
            last: (end * unit - 1) as u32,
            joined: joined as f64 / replicates.max(1) as f64,
            shares: (0..=full - end).map(share).collect(),
        }
    };
    let starts = (0..full).step_by(together).map(row);
    starts.filter(|row| row.joined > 0.0).collect()
}

/// The first cohort, and the last one that is as old as about a month, or as the half of a short run.
fn found_in_triangle(cohorts: &[CohortRow], unit: u32) -> Option<Label> {
    const MONTH: u32 = 28;
    let first = cohorts.first()?;
    let age = (MONTH / unit).min(first.shares.len() as u32 / 2).max(1) as usize;
    let share = |row: &CohortRow| row.shares.get(age).copied().filter(|it| it.is_finite());
    let (from, to) = (age as u32 * unit, (age as u32 + 1) * unit - 1);
    let when = findings::TRIANGLE_WHEN.fill(&[("from", &from), ("to", &to)]);
    let own = percent(share(first)?);
    let ends: [(&str, &dyn std::fmt::Display); 3] = [
        ("first", &first.first),
        ("last", &first.last),
        ("share", &own),
    ];
    let last = cohorts[1..]
        .iter()
        .rev()
        .find_map(|row| Some((row, share(row)?)));
    let Some((row, late)) = last else {
        return Some(findings::TRIANGLE_ALONE.fill_named(&[("when", &when)], &ends));
    };
    let late = percent(late);
    let others: [(&str, &dyn std::fmt::Display); 3] = [
        ("late_first", &row.first),
        ("late_last", &row.last),
        ("late", &late),
    ];
    Some(findings::TRIANGLE.fill_named(&[("when", &when)], &[&ends[..], &others].concat()))
}

/// Members of an archetype below whom a curve would say nothing.
const FEWEST: usize = 10;
/// Members below whom a curve ends.
const WATCHED: usize = 5;

/// How long the members of each archetype stay in one run of so many.
pub(super) fn by_archetype(
    scenario: &Scenario,
    close: &CloseLook,
    runs: usize,
) -> Result<Chart, ChartError> {
    let curves: Vec<StayCurve> = close.stays.iter().filter_map(curve).collect();
    let left_out = labels::FEW_LEFT_OUT.fill(&[("n", &FEWEST), ("few", &WATCHED)]);
    StayByArchetype {
        about: About {
            finding: found_in_stays(&curves),
            footer: Some(left_out),
            ..about(scenario, runs)
        },
        replicate: close.replicate,
        curves,
    }
    .chart()
}

fn curve(stays: &Stays) -> Option<StayCurve> {
    const LEVEL: f64 = 0.95;
    if stays.lives.len() < FEWEST {
        return None;
    }
    let curve = kaplan_meier(&stays.lives, LEVEL)?;
    let mut ends: Vec<f64> = stays.lives.iter().map(|it| it.duration).collect();
    ends.sort_by(f64::total_cmp);
    // The age up to which enough are still watched.
    let until = ends[ends.len() - WATCHED] as u32;
    Some(StayCurve {
        archetype: named(&stays.archetype),
        members: stays.lives.len(),
        values: ages(until).map(|age| (age, at(&curve, age))).collect(),
    })
}

/// Every day of the first four weeks, then every week.
fn ages(until: u32) -> impl Iterator<Item = u32> {
    const DAILY: u32 = 28;
    (0..=until).filter(|age| *age <= DAILY || age % 7 == 0)
}

/// The share that takes part for longer than `age` days.
fn at(curve: &SurvivalCurve, age: u32) -> Estimate {
    let passed = curve
        .steps
        .partition_point(|step| step.time <= f64::from(age));
    passed
        .checked_sub(1)
        .map_or(Estimate::new(1.0, 1.0, 1.0), |place| {
            let step = &curve.steps[place];
            Estimate::new(step.survival, step.interval.low, step.interval.high)
        })
}

/// The name of an archetype: as people say it where it has one of the usual names.
pub(super) fn named(archetype: &str) -> Label {
    let known = people::TERMS
        .iter()
        .find(|entry| entry.is_called(archetype));
    known.map_or_else(|| archetype.into(), |entry| entry.name.into())
}

/// Who stays longest, and who least: at a month, or sooner where nobody is watched for so long.
fn found_in_stays(curves: &[StayCurve]) -> Option<Label> {
    const AGES: [u32; 3] = [28, 7, 1];
    let known = |age: u32| -> Vec<(&StayCurve, f64)> {
        let at = |curve: &StayCurve| {
            let mut values = curve.values.iter();
            values.find(|it| it.0 == age).map(|it| it.1.estimate)
        };
        let known = curves.iter().filter_map(|curve| Some((curve, at(curve)?)));
        known.filter(|(_, share)| share.is_finite()).collect()
    };
    let found = AGES.into_iter().map(|age| (age, known(age)));
    let (age, shares) = found.max_by_key(|(age, shares)| (shares.len(), *age))?;
    let by_share = |one: &&(&StayCurve, f64), other: &&(&StayCurve, f64)| one.1.total_cmp(&other.1);
    let longest = shares.iter().max_by(by_share)?;
    let shortest = shares.iter().min_by(by_share)?;
    let text = if shares.len() > 1 {
        findings::STAYS
    } else {
        findings::STAYS_ALONE
    };
    Some(text.fill_named(
        &[
            ("longest", &longest.0.archetype),
            ("shortest", &shortest.0.archetype),
        ],
        &[
            ("age", &age),
            ("most", &percent(longest.1)),
            ("least", &percent(shortest.1)),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::survival::Lifetime;

    fn sums() -> CohortSums {
        CohortSums {
            unit: 7,
            joined: vec![40, 20, 0, 10],
            active: vec![vec![40, 20, 10, 5], vec![20, 8, 3], vec![0, 0], vec![9]],
        }
    }

    #[test]
    fn only_what_everybody_has_had_whole_is_in_the_triangle() {
        // The last of those who joined on days 7 to 13 has had two whole weeks after day 27.
        let rows = rows(&sums(), 28, 2);
        let places: Vec<(u32, u32, f64)> = rows
            .iter()
            .map(|it| (it.first, it.last, it.joined))
            .collect();
        assert_eq!(places, [(0, 6, 20.0), (7, 13, 10.0)]);
        assert_eq!(rows[0].shares, [1.0, 0.5, 0.25]);
        assert_eq!(rows[1].shares, [1.0, 0.4]);
        assert!(super::rows(&sums(), 7, 1).is_empty());
        let finding = found_in_triangle(&rows, 7).expect("a finding");
        assert!(
            finding.en.contains("50%") && finding.en.contains("40%"),
            "{}",
            finding.en
        );
    }

    #[test]
    fn many_cohorts_share_rows_and_keep_their_ages() {
        let units = 53;
        let sums = CohortSums {
            unit: 7,
            joined: vec![10; units],
            active: (0..units).map(|cohort| vec![5; units - cohort]).collect(),
        };
        let rows = rows(&sums, 371, 1);
        assert!(rows.len() <= 16, "{}", rows.len());
        assert!(
            rows.iter()
                .flat_map(|row| &row.shares)
                .all(|share| *share == 0.5)
        );
        assert_eq!(rows.last().map(|row| row.shares.len()), Some(1));
    }

    #[test]
    fn a_curve_ends_where_few_are_watched_and_few_have_none() {
        let life = |duration: u32, ended| Lifetime {
            duration: f64::from(duration),
            ended,
        };
        let mut stays = Stays {
            archetype: "lurker".to_owned(),
            lives: (0..10).map(|_| life(3, true)).collect(),
        };
        stays.lives.extend((0..10).map(|_| life(20, false)));
        stays.lives.push(life(90, false));
        let found = curve(&stays).expect("a curve");
        assert_eq!(found.archetype.zh, "潜水成员");
        assert_eq!(found.values.last().map(|it| it.0), Some(20));
        let after = found.values.iter().find(|it| it.0 == 3).expect("day 3").1;
        assert!((after.estimate - 11.0 / 21.0).abs() < 1e-12 && after.low < after.estimate);
        assert_eq!(found.values[2].1.estimate, 1.0);
        stays.lives.truncate(9);
        assert_eq!(curve(&stays), None);
    }
}
