//! What happens when a heavy poster leaves: P19.

use super::{Options, Sheet};
use crate::observe::activity::ActivityLog;
use crate::stats::summary::median;

/// Days compared before and after a departure.
const WINDOW: u32 = 90;
/// Share of the events before their last day that makes a poster heavy.
const HEAVY: f64 = 0.05;
/// Active days below which a heavy poster was a passing visitor.
const LEAST_DAYS: usize = 10;
/// Events of others before a departure below which their ratio is noise.
const LEAST_EVENTS: u64 = 20;

pub(super) fn measure(log: &ActivityLog, sheet: &mut Sheet) {
    let ratios = departures(log, sheet.options);
    add(&ratios, sheet);
}

/// Adds both parts of P19 for a set of departures.
pub(super) fn add(ratios: &[f64], sheet: &mut Sheet) {
    let drops = ratios.iter().filter(|&&ratio| ratio < 0.5).count();
    sheet.add("P19", "others after/before", median(ratios), ratios.len());
    sheet.add(
        "P19",
        "drops over half",
        drops as f64 / ratios.len() as f64,
        ratios.len(),
    );
}

/// Others' events in the window after each departure of a heavy poster, relative to the window up
/// to it: what P19 summarises. A poster has departed if the log goes on for
/// [`Options::quit_after`] days without them.
pub fn departures(log: &ActivityLog, options: &Options) -> Vec<f64> {
    let follow_up = options.quit(log).max(WINDOW);
    let mut cumulated = vec![0_u64];
    for events in log.events_by_day() {
        cumulated.push(cumulated[cumulated.len() - 1] + events);
    }
    let between = |from: u32, to: u32| cumulated[to as usize] - cumulated[from as usize];
    log.each_poster()
        .filter(|poster| poster.days.len() >= LEAST_DAYS)
        .filter_map(|poster| {
            let end = poster.last() + 1;
            if end < WINDOW || end.saturating_add(follow_up) > log.span() {
                return None;
            }
            let start = end - WINDOW;
            let recent = poster.days.partition_point(|&day| day < start);
            let own: u64 = poster.events[recent..]
                .iter()
                .map(|&events| u64::from(events))
                .sum();
            let all = between(start, end);
            let others = all - own;
            let heavy = own as f64 >= HEAVY * all as f64;
            (heavy && others >= LEAST_EVENTS)
                .then(|| between(end, end + WINDOW) as f64 / others as f64)
        })
        .collect()
}
