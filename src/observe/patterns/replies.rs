//! Who is answered, and what that does: P14, P15.

use super::lifetimes::newcomers;
use super::{Share, Sheet};
use crate::observe::activity::ActivityLog;

/// The window in which a return counts: late enough for the first thread to be over, mostly.
const RETURN_FROM: u32 = 8;
const RETURN_TO: u32 = 37;

pub(super) fn measure(log: &ActivityLog, sheet: &mut Sheet) {
    if !log.has_replies() {
        return;
    }
    let (mut first_day, mut any_day) = (Share::default(), Share::default());
    let mut answered_events = 0;
    for poster in log.each_poster() {
        let replies = poster.replies_received.unwrap_or_default();
        first_day.count(replies.first().is_some_and(|&count| count > 0));
        for (&count, &events) in replies.iter().zip(poster.events) {
            any_day.count(count > 0);
            if count > 0 {
                answered_events += u64::from(events);
            }
        }
    }
    sheet.add_share("P14", "first day", first_day);
    sheet.add_share("P14", "member-days", any_day);
    let share = answered_events as f64 / log.total_events() as f64;
    sheet.add("P14", "events", share, log.total_events() as usize);
    answered_newcomers(log, sheet);
}

/// P15. Who writes more is answered more and returns more, so answered and unanswered newcomers are
/// compared among those who wrote about as much on their first day, and the strata are weighted as
/// Mantel and Haenszel weight risk differences.
fn answered_newcomers(log: &ActivityLog, sheet: &mut Sheet) {
    // By messages on the first day (1, 2, 3 to 5, more): returned of answered, of not answered.
    let mut strata = [[Share::default(); 2]; 4];
    for newcomer in newcomers(log, sheet, RETURN_TO) {
        let stratum = match newcomer.events[0] {
            0 | 1 => 0,
            2 => 1,
            3..=5 => 2,
            _ => 3,
        };
        let answered = newcomer
            .replies_received
            .is_some_and(|replies| replies[0] > 0);
        let start = newcomer.first();
        strata[stratum][usize::from(answered)]
            .count(newcomer.is_active_within(start + RETURN_FROM..start + RETURN_TO + 1));
    }
    let (mut sum, mut weights) = (0.0, 0.0);
    for [not_answered, answered] in strata {
        if answered.of > 0 && not_answered.of > 0 {
            let (one, other) = (answered.of as f64, not_answered.of as f64);
            let weight = one * other / (one + other);
            sum += weight * (answered.value() - not_answered.value());
            weights += weight;
        }
    }
    let side = |index: usize| {
        strata
            .iter()
            .map(|stratum| stratum[index].of)
            .sum::<usize>()
    };
    sheet.add(
        "P15",
        "answered minus not",
        sum / weights,
        side(0).min(side(1)),
    );
}
