//! Who stays, who quits, who comes back: P4, P6, P7, P8.

use super::{Share, Sheet};
use crate::observe::activity::{ActivityLog, MemberDays};
use crate::stats::regression::{Trials, least_squares, log_linear};

/// Active days up to which quitting is followed.
const HIGHEST_COUNT: usize = 100;
/// Life spans at which survival is read: near-geometric, from a day to a year.
const LIFE_SPANS: [u32; 16] = [
    1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365,
];
const SILENCE: u32 = 30;
const YEAR: u32 = 365;
/// Classes of experience: name, fewest and most active days so far.
const CLASSES: [(&str, usize, usize); 4] = [
    ("1 day", 1, 1),
    ("2-4 days", 2, 4),
    ("5-19 days", 5, 19),
    ("20+ days", 20, usize::MAX),
];

pub(super) fn measure(log: &ActivityLog, sheet: &mut Sheet) {
    quitting(log, sheet);
    life_spans(log, sheet);
    first_weeks(log, sheet);
    return_after_silence(log, sheet);
}

/// P4: of the k-th active days with a long enough rest of the log, those that were the last.
fn quitting(log: &ActivityLog, sheet: &mut Sheet) {
    let watched_until = log.span().saturating_sub(sheet.options.quit(log));
    let mut by_count = [Share::default(); HIGHEST_COUNT];
    for poster in log.each_poster() {
        let watched = poster
            .days
            .iter()
            .take(HIGHEST_COUNT)
            .take_while(|&&day| day < watched_until);
        for (index, _) in watched.enumerate() {
            by_count[index].count(index + 1 == poster.days.len());
        }
    }
    sheet.add_share("P4", "k=1", by_count[0]);
    sheet.add_share("P4", "k=5", by_count[4]);
    sheet.add_share("P4", "k=20", by_count[19]);
    let trials: Vec<Trials> = (1_u32..)
        .zip(&by_count)
        .filter(|(_, share)| share.of > 0)
        .map(|(count, share)| Trials {
            at: f64::from(count).ln(),
            tried: share.of as f64,
            succeeded: share.some as f64,
        })
        .collect();
    let slope = log_linear(&trials).map_or(f64::NAN, |line| line.slope);
    sheet.add(
        "P4",
        "slope",
        slope,
        by_count.iter().map(|share| share.some).sum(),
    );
}

/// Newcomers followed for at least `follow_up` days after their first.
pub(super) fn newcomers<'log>(
    log: &'log ActivityLog,
    sheet: &Sheet,
    follow_up: u32,
) -> impl Iterator<Item = MemberDays<'log>> {
    let from = sheet.options.settled(log);
    let until = log.span().saturating_sub(follow_up);
    log.each_poster()
        .filter(move |poster| (from..until).contains(&poster.first()))
}

/// P6: the share of newcomers whose last active day is so many days after their first.
fn life_spans(log: &ActivityLog, sheet: &mut Sheet) {
    let shares: Vec<Share> = LIFE_SPANS
        .iter()
        .map(|&days| {
            let mut share = Share::default();
            for newcomer in newcomers(log, sheet, days) {
                share.count(newcomer.last() - newcomer.first() >= days);
            }
            share
        })
        .collect();
    for (&days, &share) in LIFE_SPANS.iter().zip(&shares) {
        match days {
            30 => sheet.add_share("P6", "30 days", share),
            365 => sheet.add_share("P6", "365 days", share),
            _ => {}
        }
    }
    let usable = |share: &Share| share.some > 0 && share.some < share.of;
    let (at, curve): (Vec<f64>, Vec<f64>) = LIFE_SPANS
        .iter()
        .zip(&shares)
        .filter(|(_, share)| usable(share))
        .map(|(&days, share)| (f64::from(days).ln(), (-share.value().ln()).ln()))
        .unzip();
    let slope = least_squares(&at, &curve).map_or(f64::NAN, |line| line.slope);
    sheet.add("P6", "weibull shape", slope, shares[0].of);
}

/// P7: newcomers seen again in a window after their first day.
fn first_weeks(log: &ActivityLog, sheet: &mut Sheet) {
    for (key, first, last) in [("day 1", 1, 1), ("days 1-7", 1, 7), ("days 30-59", 30, 59)] {
        let mut share = Share::default();
        for newcomer in newcomers(log, sheet, last) {
            let start = newcomer.first();
            share.count(newcomer.is_active_within(start + first..start + last + 1));
        }
        sheet.add_share("P7", key, share);
    }
}

/// P8: silences that ended within a year after their thirtieth day, by active days before.
fn return_after_silence(log: &ActivityLog, sheet: &mut Sheet) {
    let watched_until = log.span().saturating_sub(SILENCE + YEAR);
    let mut shares = [Share::default(); CLASSES.len()];
    for poster in log.each_poster() {
        for (index, &day) in poster.days.iter().enumerate() {
            if day >= watched_until {
                break;
            }
            let gap = poster
                .days
                .get(index + 1)
                .map_or(u32::MAX, |next| next - day);
            if gap > SILENCE {
                let class = CLASSES
                    .iter()
                    .position(|&(_, fewest, most)| (fewest..=most).contains(&(index + 1)));
                if let Some(class) = class {
                    shares[class].count(gap <= SILENCE + YEAR);
                }
            }
        }
    }
    for (&(key, _, _), &share) in CLASSES.iter().zip(&shares) {
        sheet.add_share("P8", key, share);
    }
    let least_step = shares
        .windows(2)
        .map(|pair| pair[1].value() - pair[0].value())
        .min_by(f64::total_cmp)
        .unwrap_or(f64::NAN);
    let fewest = shares.iter().map(|share| share.of).min().unwrap_or(0);
    sheet.add("P8", "rising", least_step, fewest);
}
