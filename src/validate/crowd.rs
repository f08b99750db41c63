//! How many talk at once in a crowd: P16, worked out from days.
//!
//! The model's clock is a day, so who wrote in the same twenty minutes is not simulated. What can
//! be said is how many it would be at most: each member's messages of the day are spread
//! independently over a day with a stated peak, so a member with m messages writes in the busiest
//! twenty minutes with probability 1 − (1 − p)^m. Real messages come in sessions, which puts one
//! member into fewer windows; the expected number of distinct posters is then smaller.

use super::finding::Finding;
use super::simulated::each_size;
use super::{Preset, Settings};
use crate::model::member::{NEVER, State};
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::words::{Phrase, Text};
use std::ops::Add as _;

pub(super) const CROWD: &str = "crowd";
/// Joiners a day of the communities of one replicate.
pub(super) const PER_DAY: [f64; 4] = [8.0, 16.0, 32.0, 64.0];
const AT_MOST: Text = Text::new("at most, worked out from days", "上限，由逐日数据推算");
const BY_SIZE: Text = Text::new(
    "; {joiners} joiners a day: {found}",
    "；每天加入 {joiners} 人：{found}",
);
const NEVER_SO_MANY: Text = Text::new("never 300 present", "在场从未满 300 人");
const FOUNDERS: u32 = 300;
const DAYS: u16 = 365;
/// Days before which the founders' first visits count.
const SETTLED: u16 = 30;
/// Members present: those who looked in within the last seven days, as clients stay connected.
const PRESENT: usize = 300;
const CONNECTED: u16 = 7;
/// Share of a day's messages in its busiest twenty minutes: a third of the busiest hour, which has
/// twice the even share.
const PEAK: f64 = 2.0 / 24.0 / 3.0;

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let sizes = PER_DAY.map(|per_day| (FOUNDERS, per_day));
    let lives = each_size(preset, settings, &sizes, DAYS, lived, most_at_once)?;
    let most: Vec<f64> = lives
        .chunks(PER_DAY.len())
        .map(|together| {
            let crowds = together.iter().copied().filter(|most| most.is_finite());
            crowds.fold(f64::NAN, f64::max)
        })
        .collect();
    let by_size = PER_DAY.iter().enumerate().map(|(kind, per_day)| {
        let values: Vec<f64> = lives
            .iter()
            .skip(kind)
            .step_by(PER_DAY.len())
            .copied()
            .collect();
        let found = Finding::over_replicates(CROWD, "P16", "", &values).value;
        let found = found.map_or_else(
            || Phrase::from(NEVER_SO_MANY),
            |value| format!("{value:.0}").into(),
        );
        BY_SIZE.fill_named(&[("found", &found)], &[("joiners", per_day)])
    });
    let note = by_size.fold(Phrase::from(AT_MOST), Phrase::add);
    Ok(vec![
        Finding::over_replicates(CROWD, "P16", "posters in 20 minutes", &most).with_note(note),
    ])
}

/// The largest expected number of distinct posters in the busiest twenty minutes of any day with
/// enough members present; `NaN` without such a day.
fn most_at_once(prepared: &Prepared<'_>, replicate: u32) -> f64 {
    let mut most = f64::NAN;
    prepared.run_watched(replicate, false, |community| {
        let day = community.day();
        if day < SETTLED {
            return;
        }
        let present = community
            .all()
            .filter(|(_, member)| member.state == State::Present && member.last_visit != NEVER)
            .filter(|(_, member)| day - member.last_visit < CONNECTED)
            .count();
        let at_once: f64 = community
            .writing_visits()
            .map(|visit| 1.0 - (1.0 - PEAK).powi(i32::from(visit.messages)))
            .sum();
        if present >= PRESENT {
            most = most.max(at_once);
        }
    });
    most
}
