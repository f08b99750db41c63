//! Published experiments lived through again: members of a simulated community are assigned by their own
//! luck, the same ones in every run of a replicate, and what a study found is held against what comes out.
//!
//! Each trial is one file: a scenario, what is done to whom, and what is counted of whom in which days.
//! Each effect is taken on the same people and the same luck with the treatment and without it, so that only
//! what the treatment does is left, and a few dozen communities say what takes a study thousands of
//! members. A trial whose treatment is withheld finds nothing, exactly: that is what its test asks.

mod ads;
mod award;
mod calls;
mod deposit;
mod fee;
mod influx;
mod inviter;
mod label;
mod lives;
mod moving;
mod need;
mod packets;
mod points;
mod quarrels;
mod questions;
mod renewal;
mod replies;
mod rivals;
mod second_room;
mod star;
mod strictness;
mod teams;
mod thanks;
mod tokens;
mod win_back;

use super::{Preset, Settings};
use crate::model::intervention::Intervention;
use crate::scenario::{Problems, Scenario};
use crate::stats::interval::{Interval, ratio_interval};
use crate::words::Text;

/// What a study found, or what evidence allows.
#[derive(Debug, Clone, Copy)]
pub struct Expected {
    /// Id: X for experiments of care and reward, E for patterns of structure.
    pub id: &'static str,
    /// What is measured.
    pub part: Text,
    /// What evidence allows, ends included.
    pub band: [f64; 2],
    /// Where it stands.
    pub source: &'static str,
    /// Why it may fail: shown only where it does.
    pub why: &'static str,
    /// Whether it is an effect: nothing is found where nothing is done. The others are levels, or shares of an effect.
    pub is_effect: bool,
}

impl Expected {
    /// An effect: nothing where nothing is done.
    const fn effect(
        id: &'static str,
        part: Text,
        band: [f64; 2],
        source: &'static str,
        why: &'static str,
    ) -> Self {
        Self {
            id,
            part,
            band,
            source,
            why,
            is_effect: true,
        }
    }

    /// A level, or a share of an effect: where nothing is done it says nothing.
    const fn level(
        id: &'static str,
        part: Text,
        band: [f64; 2],
        source: &'static str,
        why: &'static str,
    ) -> Self {
        Self {
            is_effect: false,
            ..Self::effect(id, part, band, source, why)
        }
    }
}

/// What came of one part of a trial.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was expected.
    pub expected: &'static Expected,
    /// Over communities; `None` where it could not be measured.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
    /// Communities behind it.
    pub communities: usize,
}

impl Outcome {
    /// Whether the value lies in the band.
    pub fn holds(&self) -> bool {
        let [low, high] = self.expected.band;
        self.value
            .is_some_and(|value| (low..=high).contains(&value))
    }

    /// Whether its interval and the band have something in common.
    pub fn is_possible(&self) -> bool {
        let [low, high] = self.expected.band;
        self.interval
            .is_some_and(|it| it.low <= high && it.high >= low)
    }
}

/// A part in one community: what was counted, and of how much of it. Over communities both are summed
/// before they are divided, so that a community in which little could be counted weighs little.
type Share = (f64, f64);

/// A part that is a number of its own in each community: all weigh alike.
const fn alone(value: f64) -> Share {
    (value, 1.0)
}

/// What one replicate gives: the parts of a trial in their order; numbers that are not finite for what could not be measured.
type Row = Vec<Share>;

/// How a trial is made.
type Run = fn(&Stage<'_>) -> Result<Vec<Row>, Problems>;

/// A trial.
struct Trial {
    parts: &'static [Expected],
    /// Communities simulated for each replicate.
    runs: u32,
    run: Run,
}

/// All trials, in the order in which they are told.
static TRIALS: [&Trial; 26] = [
    &thanks::TRIAL,
    &replies::TRIAL,
    &label::TRIAL,
    &points::TRIAL,
    &award::TRIAL,
    &teams::TRIAL,
    &rivals::TRIAL,
    &tokens::TRIAL,
    &deposit::TRIAL,
    &win_back::TRIAL,
    &calls::FEWER,
    &packets::TRIAL,
    &ads::TRIAL,
    &fee::TRIAL,
    &inviter::TRIAL,
    &star::MESH,
    &star::STAR,
    &influx::TRIAL,
    &second_room::TRIAL,
    &quarrels::TRIAL,
    &strictness::TRIAL,
    &renewal::TRIAL,
    &need::TRIAL,
    &questions::TRIAL,
    &calls::MORE,
    &moving::TRIAL,
];

/// Experiments and patterns that the model cannot express, and why.
pub const INEXPRESSIBLE: [(&str, &str); 1] = [(
    "E12",
    "renewal by itself against renewal on request: in the experiment only the first renewal differed, and most of those whom a \
     plan that renews by itself had put off came back within two years; here a plan is one or the other for good, and whoever does \
     not enter does not come again",
)];

/// Where a trial is made: how many communities, and whether the treatment is given at all.
struct Stage<'a> {
    settings: &'a Settings,
    /// Called after each community.
    lived: &'a (dyn Fn() + Sync),
    /// False for a rehearsal in which everything is done but the treatment.
    treats: bool,
}

impl Stage<'_> {
    /// A preset with some of its settings.
    fn place(
        &self,
        preset: Preset,
        founders: u32,
        per_day: f64,
        days: u16,
    ) -> Result<Scenario, Problems> {
        let mut scenario = super::simulated::scenario(preset, self.settings, founders, per_day)?;
        scenario.days = days;
        scenario.operator.hours_per_day = 24.0;
        Ok(scenario)
    }

    /// The same with other people and other luck: the so-manieth of several in one replicate.
    fn another(
        &self,
        number: u64,
        preset: Preset,
        founders: u32,
        per_day: f64,
        days: u16,
    ) -> Result<Scenario, Problems> {
        let mut scenario = self.place(preset, founders, per_day, days)?;
        // No seed that a file or a flag can have is as large.
        scenario.seed += number << 53;
        Ok(scenario)
    }

    /// The same scenario with the treatment.
    fn treated(&self, scenario: &Scenario, treat: impl FnOnce(&mut Scenario)) -> Scenario {
        let mut treated = scenario.clone();
        if self.treats {
            treat(&mut treated);
        }
        treated
    }

    /// What acts from outside on the treated.
    fn acting(&self, does: impl Intervention + 'static) -> Vec<Box<dyn Intervention>> {
        if self.treats {
            vec![Box::new(does)]
        } else {
            Vec::new()
        }
    }
}

/// Whether a trial is among those with these ids; without any, all are.
fn is_meant(trial: &Trial, ids: &[&str]) -> bool {
    let id = |expected: &Expected| ids.contains(&expected.id);
    ids.is_empty() || trial.parts.iter().any(id)
}

/// The ids of all experiments and patterns that can be lived through, in the order in which they are told.
pub fn ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = TRIALS
        .iter()
        .flat_map(|trial| trial.parts)
        .map(|expected| expected.id)
        .collect();
    ids.dedup();
    ids
}

/// Communities that are simulated for so many replicates of the trials with these ids, or of all without any.
pub fn runs(settings: &Settings, ids: &[&str]) -> u64 {
    let meant = TRIALS.iter().filter(|trial| is_meant(trial, ids));
    let each: u32 = meant.map(|it| it.runs).sum();
    u64::from(each) * u64::from(settings.replicates)
}

/// Lives through the trials with these ids, or through all without any. `lived` is called after each community.
///
/// # Errors
/// If a preset cannot be loaded.
pub fn trials(
    settings: &Settings,
    ids: &[&str],
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Outcome>, Problems> {
    let stage = Stage {
        settings,
        lived,
        treats: true,
    };
    let mut found = Vec::new();
    for trial in TRIALS.iter().filter(|trial| is_meant(trial, ids)) {
        found.extend(outcomes(trial, &stage)?);
    }
    found.retain(|outcome| ids.is_empty() || ids.contains(&outcome.expected.id));
    Ok(found)
}

/// An encyclopaedia is no place of talk: an edit is published or undone, and hardly ever answered.
const fn edits_are_not_answered(scenario: &mut Scenario) {
    scenario.interactions.answer_share = 0.05;
}

/// Leaves nobody but those who read: those who follow somebody's works, or listen to a station.
fn only_readers(scenario: &mut Scenario) {
    for archetype in &mut scenario.archetype {
        archetype.share = f64::from(u8::from(archetype.name == "lurker"));
    }
}

/// Leaves out those who only read, where all whom a study followed do the work that it counted.
fn nobody_only_reads(scenario: &mut Scenario) {
    scenario.archetype.retain(|it| it.name != "lurker");
    let all: f64 = scenario.archetype.iter().map(|it| it.share).sum();
    for archetype in &mut scenario.archetype {
        archetype.share /= all;
    }
}

/// What comes of one trial.
fn outcomes(trial: &Trial, stage: &Stage<'_>) -> Result<Vec<Outcome>, Problems> {
    let rows = (trial.run)(stage)?;
    let parts = trial.parts.iter().enumerate();
    Ok(parts
        .map(|(part, expected)| {
            let shares: Vec<Share> = rows
                .iter()
                .map(|row| row[part])
                .filter(|(part, whole)| part.is_finite() && whole.is_finite())
                .collect();
            let (part, whole) = shares
                .iter()
                .fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            let value = part / whole;
            Outcome {
                expected,
                value: value.is_finite().then_some(value),
                interval: ratio_interval(&shares, 0.95),
                communities: shares.len(),
            }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    const FEW: Settings = Settings {
        replicates: 2,
        days: 2190,
        seed: 1,
    };

    #[test]
    fn each_trial_expects_something_and_says_why_it_may_fail() {
        let ids: Vec<&str> = TRIALS
            .iter()
            .flat_map(|it| it.parts)
            .map(|it| it.id)
            .collect();
        for number in 1..=12 {
            assert!(ids.contains(&format!("X{number}").as_str()), "X{number}");
        }
        for number in 1..=16 {
            let id = format!("E{number}");
            let reason = INEXPRESSIBLE.iter().any(|(known, _)| *known == id);
            assert_ne!(ids.contains(&id.as_str()), reason, "{id}");
        }
        for expected in TRIALS.iter().flat_map(|it| it.parts) {
            assert!(expected.band[0] < expected.band[1], "{}", expected.id);
            assert!(!expected.why.is_empty(), "{}", expected.id);
        }
    }

    /// A trial that finds something where nothing is done measures something else than its treatment.
    #[test]
    fn nothing_done_is_nothing_found() {
        for trial in TRIALS {
            let lived = AtomicU32::new(0);
            let count = || {
                lived.fetch_add(1, Ordering::Relaxed);
            };
            let stage = Stage {
                settings: &FEW,
                lived: &count,
                treats: false,
            };
            for outcome in outcomes(trial, &stage).expect("a trial") {
                let (id, value) = (outcome.expected.id, outcome.value);
                if outcome.expected.is_effect {
                    let found = value.unwrap_or_else(|| panic!("{id} is not measured"));
                    assert!(found.abs() < 1e-12, "{id}: {found}");
                }
            }
            assert_eq!(lived.into_inner(), FEW.replicates * trial.runs);
        }
    }

    #[test]
    fn trials_give_the_same_numbers_again() {
        let stage = Stage {
            settings: &FEW,
            lived: &|| (),
            treats: true,
        };
        let once = outcomes(&replies::TRIAL, &stage).expect("a trial");
        let again = outcomes(&replies::TRIAL, &stage).expect("a trial");
        assert!(once[0].value.is_some_and(f64::is_finite));
        assert_eq!(once[0].value, again[0].value);
    }
}
