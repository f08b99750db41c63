//! What a study will need, before it starts.

use crate::model::member::Member;
use crate::model::ties::LAST_MEMBER;
use crate::model::visit::Visit;
use crate::observe::metrics::Daily;
use crate::scenario::settings::Scenario;

/// Bytes the observer and the schedule keep for a member beside the member's own record.
const BESIDE: u64 = 16;
/// Share of members expected to look in on one day, from above.
const AWAKE: f64 = 0.25;

/// What a study will need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Members who will have joined by the end of one run, at most.
    pub members: u64,
    /// Member-days of all runs.
    pub member_days: f64,
    /// Bytes of memory at the peak.
    pub bytes: u64,
}

/// Why a study cannot start.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TooLarge {
    /// More members than can be told apart.
    #[error(
        "up to {members} members would join, and a community can have {} at most",
        LAST_MEMBER
    )]
    Members {
        /// How many would join.
        members: u64,
    },
    /// More memory than there is.
    #[error("the run needs about {needed} of memory, and {available} is free")]
    Memory {
        /// What it needs, in words.
        needed: String,
        /// What there is, in words.
        available: String,
    },
}

/// What `replicates` runs of a scenario will need when `at_once` of them run at the same time.
pub fn estimate(scenario: &Scenario, replicates: u32, at_once: usize) -> Estimate {
    let days = f64::from(scenario.days);
    let audience = &scenario.audience;
    let through_channels = through_channels(scenario);
    let founders = f64::from(audience.founders);
    let joining = if audience.word_of_mouth > 0.0 {
        // Word of mouth can bring everybody who could ever hear of it.
        f64::from(audience.size)
    } else {
        through_channels.min(f64::from(audience.size))
    };
    let members = (founders + joining) as u64;
    let size = (size_of::<Member>() as u64 + BESIDE) * members
        + (AWAKE * members as f64) as u64 * size_of::<Visit>() as u64;
    let record = Daily::ALL.len() as u64 * u64::from(scenario.days) * 4;
    Estimate {
        members,
        member_days: members as f64 * days * f64::from(replicates),
        bytes: size * at_once as u64 + record * u64::from(replicates) * 2,
    }
}

/// People whom the channels bring in all days.
fn through_channels(scenario: &Scenario) -> f64 {
    let days = f64::from(scenario.days);
    let peak = scenario
        .demand
        .season
        .iter()
        .map(|point| point.level)
        .fold(1.0, f64::max);
    let channels = scenario.audience.channel.iter().map(|channel| {
        let until = f64::from(channel.to_day.saturating_add(1)).min(days);
        channel.per_day * peak * (until - f64::from(channel.from_day)).max(0.0)
    });
    channels.sum()
}

/// Member-days of one run as they are likely to be, within a factor of a few: where [`estimate`]
/// must not be too low, this is in the middle.
pub fn likely_member_days(scenario: &Scenario) -> f64 {
    let audience = &scenario.audience;
    let joining = through_channels(scenario).min(f64::from(audience.size));
    (f64::from(audience.founders) + joining / 2.0) * f64::from(scenario.days)
}

impl Estimate {
    /// Refuses what cannot fit into the memory that is free (where the system says how much that is).
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn check(&self, free: Option<u64>) -> Result<(), TooLarge> {
        if self.members > u64::from(LAST_MEMBER) {
            return Err(TooLarge::Members {
                members: self.members,
            });
        }
        match free {
            Some(free) if self.bytes > free => Err(TooLarge::Memory {
                needed: in_words(self.bytes),
                available: in_words(free),
            }),
            _ => Ok(()),
        }
    }
}

/// Bytes as people read them.
pub fn in_words(bytes: u64) -> String {
    let gigabytes = bytes as f64 / 1e9;
    if gigabytes >= 1.0 {
        format!("{gigabytes:.1} GB")
    } else {
        format!("{:.0} MB", (bytes as f64 / 1e6).max(1.0))
    }
}

/// Memory that is free for use, where the system tells (Linux).
pub fn free_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find(|line| line.starts_with("MemAvailable:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_community_fits_and_a_billion_does_not() {
        let mut scenario = Scenario::default();
        let small = estimate(&scenario, 100, 2);
        assert_eq!(small.members, 30 + 6 * 180);
        assert_eq!(small.check(Some(1_000_000_000)), Ok(()));
        assert!(matches!(
            small.check(Some(1000)),
            Err(TooLarge::Memory { .. })
        ));
        scenario.audience.size = 100_000_000;
        scenario.audience.channel[0].per_day = 1_000_000.0;
        let large = estimate(&scenario, 1, 1);
        assert!(matches!(large.check(None), Err(TooLarge::Members { .. })));
    }
}
