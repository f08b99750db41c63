//! The experiments, with the settings they are made under.

use super::finding::Finding;
use super::{Preset, Settings, logs};
use crate::scenario::Problems;

/// What an experiment does for one preset.
type Run = fn(Preset, &Settings, &(dyn Fn() + Sync)) -> Result<Vec<Finding>, Problems>;

/// One experiment.
#[derive(Debug, Clone, Copy)]
pub struct Experiment {
    /// Short name.
    pub key: &'static str,
    /// The patterns it is for.
    pub patterns: &'static str,
    /// The presets it is made with.
    pub presets: &'static [Preset],
    /// Communities simulated for each replicate.
    pub runs: u32,
    /// What is simulated and measured.
    pub settings: &'static str,
    pub(super) run: Run,
}

const CHAT_AND_FORUM: &[Preset] = &[Preset::Chat, Preset::Forum];

/// All experiments, in the order in which they are made.
pub static EXPERIMENTS: [Experiment; 2] = [
    Experiment {
        key: logs::ORDINARY,
        patterns: "P1–P15, P17, P18",
        presets: CHAT_AND_FORUM,
        runs: 1,
        settings: "The preset as it comes: 30 founders, 4 joiners a day out of an audience without limit, \
                   no operator. Each replicate is measured as a log; for chat, whoever looked in was seen (P13).",
        run: logs::ordinary,
    },
    Experiment {
        key: logs::KERNEL,
        patterns: "P29",
        presets: CHAT_AND_FORUM,
        runs: 1,
        settings: "The same with `interactions.on = false`. The value is the share of the numbers of P4 to P11 \
                   whose median over replicates lies in its band.",
        run: logs::kernel,
    },
];
