//! From month to month: P11, P12, the second half of P18, and P13.

use super::{MONTH, Share, Sheet};
use crate::observe::activity::ActivityLog;
use crate::observe::presence::PresenceLog;
use crate::stats::regression::least_squares;
use crate::stats::summary::mean;

/// Smallest month whose shares say anything.
const LEAST_MEMBERS: usize = 20;
const DAYS_A_YEAR: f64 = 365.25;

pub(super) fn measure(log: &ActivityLog, sheet: &mut Sheet) {
    let months = log.span() / MONTH;
    let mature = sheet.options.mature(log);
    // For each month but the last: its posters, and those of them who post in the next.
    let mut kept = vec![Share::default(); months.saturating_sub(1) as usize];
    let mut experienced = Share::default();
    let mut newcomers = Share::default();
    for poster in log.each_poster() {
        let mut active: Vec<u32> = poster.days.iter().map(|day| day / MONTH).collect();
        active.dedup();
        for (index, &month) in active.iter().enumerate() {
            if month >= months {
                break;
            }
            if month >= mature {
                newcomers.count(index == 0);
            }
            if let Some(share) = kept.get_mut(month as usize) {
                let stays = active.get(index + 1) == Some(&(month + 1));
                share.count(stays);
                if index > 0 {
                    experienced.count(stays);
                }
            }
        }
    }
    let all = Share {
        some: kept.iter().map(|share| share.some).sum(),
        of: kept.iter().map(|share| share.of).sum(),
    };
    sheet.add_share("P11", "all", all);
    sheet.add_share("P11", "past first month", experienced);
    sheet.add_share("P12", "newcomers", newcomers);

    let (ages, retention): (Vec<f64>, Vec<f64>) = kept
        .iter()
        .enumerate()
        .filter(|(_, share)| share.of >= LEAST_MEMBERS)
        .map(|(month, share)| (month as f64 * f64::from(MONTH) / DAYS_A_YEAR, share.value()))
        .unzip();
    let slope = least_squares(&ages, &retention).map_or(f64::NAN, |line| line.slope);
    sheet.add("P18", "retention by age", slope, ages.len());

    if let Some(presence) = sheet.options.presence {
        let lurkers = lurkers_by_month(log, presence);
        sheet.add_from("P13", "lurkers", mean(&lurkers), lurkers.len(), 3);
    }
}

/// Share of the members seen in each month who wrote nothing in it. Months run from the first day
/// anyone was seen; a poster counts as seen.
fn lurkers_by_month(log: &ActivityLog, presence: &PresenceLog) -> Vec<f64> {
    let Some((first, last)) = presence.days() else {
        return Vec::new();
    };
    (0..(last + 1 - first) / MONTH)
        .filter_map(|month| {
            let days = first + month * MONTH..first + (month + 1) * MONTH;
            let seen = presence.seen_within(days.clone());
            let mut posters: Vec<u32> = log.within(days).map(|row| row.0).collect();
            posters.sort_unstable();
            posters.dedup();
            let silent = seen
                .iter()
                .filter(|member| posters.binary_search(member).is_err())
                .count();
            let all = silent + posters.len();
            (all >= LEAST_MEMBERS).then(|| silent as f64 / all as f64)
        })
        .collect()
}
