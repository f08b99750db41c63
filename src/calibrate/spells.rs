//! A log as spells: runs of active days without a silence of a year.

use crate::observe::activity::ActivityLog;

/// The longest gap of the kernel, in days. Whoever was silent for longer had quit; if they come
/// back, they come as somebody new.
pub const LONGEST: u32 = 365;

/// Bins of active days so far: every number up to this one, …
const EXACT: u32 = 16;
/// … then bins that grow by this factor.
const RATIO: f64 = 1.12;
/// Number of bins.
pub const BINS: usize = 72;

/// Bin of the k-th active day.
pub fn bin(active_days: u32) -> u8 {
    if active_days <= EXACT {
        return (active_days.max(1) - 1) as u8;
    }
    let beyond = (f64::from(active_days) / f64::from(EXACT)).ln() / RATIO.ln();
    (f64::from(EXACT - 1) + beyond.ceil()).min((BINS - 1) as f64) as u8
}

/// Active days that a bin stands for.
pub fn active_days_of(bin: usize) -> f64 {
    if bin < EXACT as usize {
        return bin as f64 + 1.0;
    }
    let beyond = bin as f64 - f64::from(EXACT - 1);
    f64::from(EXACT) * RATIO.powf(beyond - 0.5)
}

/// Days of an epoch, within which habits count as constant.
pub const EPOCH_DAYS: u32 = 91;
/// Epochs told apart; all that is older counts as the oldest.
pub const EPOCHS: usize = 24;

/// Years before the split that an epoch stands for, negative.
pub fn years_of(epoch: u8) -> f64 {
    -(f64::from(epoch) + 0.5) * f64::from(EPOCH_DAYS) / 365.0
}

/// What followed an active day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The next active day came after so many days, 1 to [`LONGEST`].
    Gap(u16),
    /// So many days of silence until the log ended; [`LONGEST`] for a year or more: has quit.
    Silence(u16),
}

/// One active day of a spell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: u32,
    /// Bin of the active days so far, this one included.
    pub bin: u8,
    /// Weekday, 0 to 6 from the weekday of day 0 of the log.
    pub weekday: u8,
    /// Whether the day lies in the window the fit is about; earlier ones only say who it is.
    pub recent: bool,
    /// Quarters of a year before the split, at most [`EPOCHS`] − 1.
    pub epoch: u8,
    /// What followed.
    pub outcome: Outcome,
    /// Messages of the day.
    pub events: u32,
    /// Whether any of them was answered, where known.
    pub answered: Option<bool>,
}

/// A run of active days of one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Spell {
    /// Number of the member.
    pub member: u32,
    /// First active day of the spell.
    pub first_day: u32,
    /// Last active day of the spell.
    pub last_day: u32,
    /// Whether it is the member's first.
    pub first: bool,
    /// Messages of the spell.
    pub posts: u64,
    /// Its active days.
    pub steps: Vec<Step>,
}

impl Spell {
    /// Whether the member may still be there at `split`.
    pub fn is_open(&self, split: u32) -> bool {
        split - 1 - self.last_day < LONGEST
    }
}

/// The spells of a log before day `split`; days from `split` − `window` on count as recent.
pub fn spells(log: &ActivityLog, split: u32, window: u32) -> Vec<Spell> {
    let start = split.saturating_sub(window);
    let mut spells = Vec::new();
    for member in log.each_poster() {
        let seen = member.days.partition_point(|&day| day < split);
        let days = &member.days[..seen];
        let mut from = 0;
        for index in 0..days.len() {
            let gap = days.get(index + 1).map(|next| next - days[index]);
            if gap.is_some_and(|gap| gap <= LONGEST) {
                continue;
            }
            let steps = (from..=index)
                .map(|at| {
                    let outcome = if at < index {
                        Outcome::Gap((days[at + 1] - days[at]) as u16)
                    } else {
                        Outcome::Silence((split - 1 - days[at]).min(LONGEST) as u16)
                    };
                    Step {
                        day: days[at],
                        bin: bin((at - from + 1) as u32),
                        weekday: (days[at] % 7) as u8,
                        recent: days[at] >= start,
                        epoch: ((split - 1 - days[at]) / EPOCH_DAYS).min(EPOCHS as u32 - 1) as u8,
                        outcome,
                        events: member.events[at],
                        answered: member.replies_received.map(|replies| replies[at] > 0),
                    }
                })
                .collect();
            spells.push(Spell {
                member: member.member,
                first_day: days[from],
                last_day: days[index],
                first: from == 0,
                posts: member.events[from..=index]
                    .iter()
                    .map(|&events| u64::from(events))
                    .sum(),
                steps,
            });
            from = index + 1;
        }
    }
    spells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::activity::ActivityRow;

    #[test]
    fn bins_rise_and_stand_for_what_they_hold() {
        for active_days in 1..5000 {
            assert!(bin(active_days) <= bin(active_days + 1));
            let stands_for = active_days_of(bin(active_days) as usize);
            assert!(
                (stands_for / f64::from(active_days)).ln().abs() < 0.08,
                "{active_days} {stands_for}"
            );
        }
    }

    #[test]
    fn a_year_of_silence_ends_a_spell() {
        let rows = [(0, 3), (0, 5), (0, 400), (1, 390)].map(|(member, day)| ActivityRow {
            member,
            day,
            events: 2,
            replies_received: None,
        });
        let log = ActivityLog::from_rows(rows, Some(500));
        let spells = spells(&log, 401, 100);
        let outcomes: Vec<Outcome> = spells
            .iter()
            .flat_map(|spell| &spell.steps)
            .map(|step| step.outcome)
            .collect();
        assert_eq!(
            outcomes,
            [
                Outcome::Gap(2),
                Outcome::Silence(365),
                Outcome::Silence(0),
                Outcome::Silence(10)
            ]
        );
        assert_eq!(
            spells.iter().map(|spell| spell.first).collect::<Vec<_>>(),
            [true, false, true]
        );
        assert!(!spells[0].is_open(401) && spells[1].is_open(401));
        assert!(!spells[0].steps[0].recent && spells[2].steps[0].recent);
    }
}
