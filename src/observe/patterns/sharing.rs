//! How unevenly posts are shared, and what changes with size: P1, P2, P3, P5, P17, P18.

use super::{MONTH, Share, Sheet};
use crate::observe::activity::ActivityLog;
use crate::stats::inequality::{gini, top_share, top_share_interpolated};
use crate::stats::regression::least_squares;
use crate::stats::summary::median;

/// Smallest month or week whose inequality and volume say anything.
const LEAST_POSTERS: usize = 20;
const WEEK: u32 = 7;

pub(super) fn measure(log: &ActivityLog, sheet: &mut Sheet) {
    let totals: Vec<f64> = log
        .each_poster()
        .map(|poster| poster.total() as f64)
        .collect();
    sheet.add("P1", "gini", gini(&totals), totals.len());
    sheet.add("P3", "top 1%", top_share(&totals, 0.01), totals.len());

    let mut one_day = Share::default();
    for poster in log.each_poster() {
        one_day.count(poster.days.len() == 1);
    }
    sheet.add_share("P5", "one day", one_day);

    let months = blocks(log, MONTH);
    let ginis: Vec<f64> = months.iter().map(|(_, month)| gini(month)).collect();
    let tops: Vec<f64> = months
        .iter()
        .map(|(_, month)| top_share_interpolated(month, 0.1))
        .collect();
    // Two years have no more than twenty-four months, so a handful must do.
    sheet.add_from("P2", "gini", median(&ginis), months.len(), 3);
    sheet.add_from("P2", "top 10%", median(&tops), months.len(), 3);

    sheet.add(
        "P18",
        "dgini/dln n",
        gini_against_size(&sized(&months)),
        months.len(),
    );
    let weeks = weeks(log);
    sheet.add(
        "P17",
        "elasticity",
        volume_against_size(&weeks),
        weeks.len(),
    );
}

/// A month with enough posters to say something about inequality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SizedMonth {
    /// Log of the number of posters.
    pub size: f64,
    /// Gini coefficient of their events.
    pub gini: f64,
}

/// A week with enough posters to say something about volume.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SizedWeek {
    /// Number of the week in the log, from 0.
    pub week: u32,
    /// Log of the number of posters.
    pub size: f64,
    /// Log of the events of a poster.
    pub volume: f64,
}

/// The months and weeks of a log that P17 and P18 look at, to be pooled over communities.
pub fn sizes(log: &ActivityLog) -> (Vec<SizedMonth>, Vec<SizedWeek>) {
    (sized(&blocks(log, MONTH)), weeks(log))
}

/// Slope of the Gini coefficient on the log of size: P18. `NaN` where it is not defined.
pub fn gini_against_size(months: &[SizedMonth]) -> f64 {
    let (sizes, ginis): (Vec<f64>, Vec<f64>) =
        months.iter().map(|month| (month.size, month.gini)).unzip();
    least_squares(&sizes, &ginis).map_or(f64::NAN, |line| line.slope)
}

/// Slope of the log of volume on the log of size: P17. `NaN` where it is not defined.
pub fn volume_against_size(weeks: &[SizedWeek]) -> f64 {
    let (sizes, volumes): (Vec<f64>, Vec<f64>) =
        weeks.iter().map(|week| (week.size, week.volume)).unzip();
    least_squares(&sizes, &volumes).map_or(f64::NAN, |line| line.slope)
}

fn sized(months: &[(u32, Vec<f64>)]) -> Vec<SizedMonth> {
    let of_month = |(_, events): &(u32, Vec<f64>)| SizedMonth {
        size: (events.len() as f64).ln(),
        gini: gini(events),
    };
    months.iter().map(of_month).collect()
}

fn weeks(log: &ActivityLog) -> Vec<SizedWeek> {
    let of_week = |(week, events): (u32, Vec<f64>)| SizedWeek {
        week,
        size: (events.len() as f64).ln(),
        volume: (events.iter().sum::<f64>() / events.len() as f64).ln(),
    };
    blocks(log, WEEK).into_iter().map(of_week).collect()
}

/// Number and events of each poster of every block of `length` days with enough posters.
fn blocks(log: &ActivityLog, length: u32) -> Vec<(u32, Vec<f64>)> {
    let mut events = vec![0_u64; log.members()];
    let mut found = Vec::new();
    for block in 0..log.span() / length {
        let days = block * length..(block + 1) * length;
        let mut members = Vec::new();
        for (member, count) in log.within(days) {
            let sum = &mut events[member as usize];
            if *sum == 0 {
                members.push(member);
            }
            *sum += u64::from(count);
        }
        let of_members: Vec<f64> = members
            .iter()
            .map(|&member| std::mem::take(&mut events[member as usize]) as f64)
            .collect();
        if of_members.len() >= LEAST_POSTERS {
            found.push((block, of_members));
        }
    }
    found
}
