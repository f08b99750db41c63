//! Bursts, pauses and stickiness: P9, P10.

use super::{MONTH, Sheet};
use crate::observe::activity::ActivityLog;
use crate::stats::association::burstiness_of_sums;
use crate::stats::fit::zeta_exponent;
use crate::stats::summary::median;

/// Active days that make a poster a regular.
const REGULAR_DAYS: usize = 20;
/// Messages from which the gaps between them say something.
const REGULAR_MESSAGES: u64 = 20;
const LONGEST_GAP: usize = 365;

pub(super) fn measure(log: &ActivityLog, sheet: &mut Sheet) {
    let mut gaps = vec![0_u64; LONGEST_GAP];
    let (mut of_days, mut of_messages) = (Vec::new(), Vec::new());
    for poster in log.each_poster().filter(|poster| poster.days.len() > 1) {
        let regular = poster.days.len() >= REGULAR_DAYS;
        let total = poster.total();
        if !regular && total < REGULAR_MESSAGES {
            continue;
        }
        let (mut sum, mut squares) = (0.0, 0.0);
        for gap in poster.gaps() {
            sum += f64::from(gap);
            squares += f64::from(gap).powi(2);
            if regular && let Some(count) = gaps.get_mut(gap as usize - 1) {
                *count += 1;
            }
        }
        if regular {
            of_days.push(burstiness_of_sums(
                (poster.days.len() - 1) as f64,
                sum,
                squares,
            ));
        }
        if total >= REGULAR_MESSAGES {
            // The gaps within a day add 0 to both sums.
            of_messages.push(burstiness_of_sums((total - 1) as f64, sum, squares));
        }
    }
    let counted: u64 = gaps.iter().sum();
    sheet.add("P9", "gap exponent", zeta_exponent(&gaps), counted as usize);
    sheet.add(
        "P9",
        "message burstiness",
        median(&of_messages),
        of_messages.len(),
    );
    sheet.add("P9", "day burstiness", median(&of_days), of_days.len());

    let month = log.trailing_posters(MONTH);
    let days = log.posters_by_day();
    let ratios: Vec<f64> = days
        .iter()
        .zip(&month)
        .skip(MONTH as usize)
        .filter(|(_, month)| **month > 0)
        .map(|(&day, &month)| f64::from(day) / f64::from(month))
        .collect();
    let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
    sheet.add("P10", "dau/mau", mean, ratios.len());
}
