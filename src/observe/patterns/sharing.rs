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

    let months: Vec<Vec<f64>> = blocks(log, MONTH);
    let ginis: Vec<f64> = months.iter().map(|month| gini(month)).collect();
    let tops: Vec<f64> = months
        .iter()
        .map(|month| top_share_interpolated(month, 0.1))
        .collect();
    // Two years have no more than twenty-four months, so a handful must do.
    sheet.add_from("P2", "gini", median(&ginis), months.len(), 3);
    sheet.add_from("P2", "top 10%", median(&tops), months.len(), 3);

    let sizes: Vec<f64> = months
        .iter()
        .map(|month| (month.len() as f64).ln())
        .collect();
    let slope = least_squares(&sizes, &ginis).map_or(f64::NAN, |line| line.slope);
    sheet.add("P18", "dgini/dln n", slope, months.len());

    let weeks = blocks(log, WEEK);
    let sizes: Vec<f64> = weeks.iter().map(|week| (week.len() as f64).ln()).collect();
    let volumes: Vec<f64> = weeks
        .iter()
        .map(|week| (week.iter().sum::<f64>() / week.len() as f64).ln())
        .collect();
    let slope = least_squares(&sizes, &volumes).map_or(f64::NAN, |line| line.slope);
    sheet.add("P17", "elasticity", slope, weeks.len());
}

/// Events of each poster in every block of `length` days with enough posters.
fn blocks(log: &ActivityLog, length: u32) -> Vec<Vec<f64>> {
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
            found.push(of_members);
        }
    }
    found
}
