//! Communities of different size: P17 and P18 over communities.

use super::finding::Finding;
use super::simulated::{each_size, written};
use super::{Preset, Settings};
use crate::observe::activity::ActivityLog;
use crate::observe::patterns::{
    SizedMonth, SizedWeek, gini_against_size, sizes, volume_against_size,
};
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::stats::summary::median;

pub(super) const SIZES: &str = "sizes";
/// Joiners a day of the communities of one replicate.
pub(super) const PER_DAY: [f64; 6] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0];
const DAYS: u16 = 1095;
/// Weeks and months before this day, the end of a week, belong to the growing up.
const SETTLED: u32 = 182;
/// Unread messages of the median visit from which a week is one of overload.
const OVERLOADED: f64 = 80.0;
/// Fewer weeks of overload than this give no slope.
const LEAST_WEEKS: usize = 52;

struct Community {
    months: Vec<SizedMonth>,
    weeks: Vec<SizedWeek>,
    overloaded: Vec<SizedWeek>,
}

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let sizes = PER_DAY.map(|per_day| ((10.0 * per_day) as u32, per_day));
    let lives = each_size(preset, settings, &sizes, DAYS, lived, live)?;
    let over = |slope: &dyn Fn(&[&Community]) -> f64| -> Vec<f64> {
        lives
            .chunks(PER_DAY.len())
            .map(|together| slope(&together.iter().collect::<Vec<_>>()))
            .collect()
    };
    let pooled = |of: fn(&Community) -> &Vec<SizedWeek>, least: usize| {
        over(&|together| {
            let weeks: Vec<SizedWeek> = together.iter().flat_map(|one| of(one).clone()).collect();
            if weeks.len() < least {
                f64::NAN
            } else {
                volume_against_size(&weeks)
            }
        })
    };
    let ginis = over(&|together| {
        let months: Vec<SizedMonth> = together.iter().flat_map(|one| one.months.clone()).collect();
        gini_against_size(&months)
    });
    let finding = |id, part, values: &[f64]| Finding::over_replicates(SIZES, id, part, values);
    Ok(vec![
        finding("P17", "over communities", &pooled(|one| &one.weeks, 2)),
        finding(
            "P17",
            "overloaded",
            &pooled(|one| &one.overloaded, LEAST_WEEKS),
        ),
        finding("P18", "dgini/dln n over communities", &ginis),
    ])
}

fn live(prepared: &Prepared<'_>, replicate: u32) -> Community {
    let mut rows = Vec::new();
    let mut unread = Vec::new();
    let mut loads = Vec::new();
    prepared.run_watched(replicate, false, |community| {
        rows.extend(written(community));
        unread.extend(community.finds().map(|(_, found)| f64::from(found.unread)));
        if community.day() % 7 == 6 {
            loads.push(if unread.is_empty() {
                0.0
            } else {
                median(&unread)
            });
            unread.clear();
        }
    });
    let log = ActivityLog::from_rows(rows, Some(u32::from(DAYS))).part(SETTLED..u32::from(DAYS));
    let (months, weeks) = sizes(&log);
    let overloaded = weeks
        .iter()
        .copied()
        .filter(|week| {
            let of_run = week.week + SETTLED / 7;
            loads
                .get(of_run as usize)
                .is_some_and(|&load| load > OVERLOADED)
        })
        .collect();
    Community {
        months,
        weeks,
        overloaded,
    }
}
