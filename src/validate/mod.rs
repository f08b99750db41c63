//! The presets held against the patterns of real communities.
//!
//! Each preset is simulated under the settings that [`EXPERIMENTS`] state, and the estimators of
//! [`patterns`](crate::observe::patterns) are applied to what comes out: the same code that
//! measures a real log. Runs are measured one by one and forgotten, so memory does not grow with
//! their number, and results do not depend on the number of threads.
//!
//! # When a pattern holds
//!
//! A *part* of a pattern holds for a preset if its value lies within its band, or, where only a
//! direction is known, on the side that is expected. The value is the median over the replicates
//! of an experiment, or what all replicates together give where one has too few cases. A *pattern*
//! holds if every part with a band or a direction holds for every preset it applies to; a part
//! that could not be measured counts as not held.

mod calls;
mod collapse;
mod communities;
mod crowd;
mod experiments;
mod explanations;
mod finding;
mod gate;
mod groups;
mod halving;
mod logs;
mod packets;
mod practices;
mod readers;
pub mod responses;
mod simulated;
mod sizes;
pub mod trials;
mod verdict;
pub mod worlds;

pub use experiments::{EXPERIMENTS, Experiment};
pub use explanations::explanation;
pub use finding::Finding;
pub use verdict::{NOT_EXPRESSIBLE, PartResult, PatternResult, Validation, Verdict};

use crate::observe::patterns::Medium;
use crate::scenario::Problems;

/// A preset that can be validated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preset {
    /// An ordinary chat group.
    Chat,
    /// An ordinary forum.
    Forum,
    /// Small groups of a messenger.
    Wechat,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chat, Self::Forum, Self::Wechat];

    /// Name, as in `community.medium`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Forum => "forum",
            Self::Wechat => "wechat",
        }
    }

    /// The preset of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// The preset whose worlds a medium's communities are among: a repository's contributors come and
    /// go as those of a forum, a newsgroup's too.
    pub const fn of(medium: Medium) -> Self {
        match medium {
            Medium::Chat => Self::Chat,
            Medium::Forum | Medium::Usenet | Medium::Repository => Self::Forum,
            Medium::MessengerGroup => Self::Wechat,
        }
    }

    /// Which bands apply to it.
    pub const fn medium(self) -> Medium {
        match self {
            Self::Chat => Medium::Chat,
            Self::Forum => Medium::Forum,
            Self::Wechat => Medium::MessengerGroup,
        }
    }
}

/// How much is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Replicates of each experiment, 2 or more.
    pub replicates: u32,
    /// Days of the experiments that make whole histories; the others state their own.
    pub days: u16,
    /// Seed of all luck.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            replicates: 20,
            days: 2190,
            seed: 1,
        }
    }
}

impl Settings {
    /// Simulated communities that `presets` take, for a progress bar.
    pub fn runs(&self, presets: &[Preset]) -> u64 {
        EXPERIMENTS
            .iter()
            .map(|experiment| {
                let times = presets
                    .iter()
                    .filter(|preset| experiment.presets.contains(preset))
                    .count();
                times as u64 * u64::from(experiment.runs) * u64::from(self.replicates)
            })
            .sum()
    }
}

/// Simulates the presets and judges every pattern. Runs in the current rayon pool; `lived` is
/// called after each simulated community, from whichever thread simulated it.
///
/// # Errors
///
/// If a preset cannot be loaded.
pub fn validate(
    presets: &[Preset],
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Validation, Problems> {
    let mut found = Vec::new();
    for &preset in presets {
        let mut findings = Vec::new();
        for experiment in &EXPERIMENTS {
            if experiment.presets.contains(&preset) {
                findings.extend((experiment.run)(preset, settings, lived)?);
            }
        }
        found.push((preset, findings));
    }
    Ok(verdict::judge_all(*settings, &found))
}
