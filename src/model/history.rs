//! Members who were there before day 0: what is known of them, and what follows from it.

use super::community::{Community, taste};
use super::keys;
use super::log::NOBODY;
use super::member::{Member, NEVER, State, flag};
use super::rules::{Kind, Rules, pick};
use super::samplers::NormalQuantiles;
use super::stay::move_on;
use super::ties::Ties;
use crate::random::{Purpose, Stream};

/// What is known of a member on the morning of day 0. Days are counted from day 0, so they are negative.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// First active day.
    pub first_day: i32,
    /// Last active day; −1 is yesterday.
    pub last_day: i32,
    /// Active days so far, at least 1.
    pub active_days: u16,
    /// Messages written so far.
    pub posts: u32,
    /// Messages on an active day, the mean over the last [`RECENT`] of them.
    pub pace: f32,
    /// How likely the member is of each archetype, in the scenario's order; empty to go by the
    /// archetypes' shares.
    pub weights: Vec<f32>,
}

/// Active days that a member's pace is taken from.
pub const RECENT: usize = 50;

impl Past {
    /// Days of silence before day 0.
    fn silence(&self) -> u16 {
        (-1 - self.last_day).clamp(0, i32::from(u16::MAX)) as u16
    }
}

/// Brings in the members of the scenario's table. Everything that is not known of them is drawn
/// given what is: the archetype from its weights, whether they are still there from their silence,
/// their quit probability from having survived so many active days, their usual volume from what
/// they wrote, and the day of the next visit from not having come back yet.
///
/// Members keep the order of the table: the n-th row is member n.
pub fn found_from(community: &mut Community<'_>) {
    let rules = community.rules;
    for (number, past) in rules.audience.members.iter().enumerate() {
        let Some(room) = community.open_room() else {
            return;
        };
        let (member, next) = remember(community, number as u64, past, room);
        let number = community.add(member, NOBODY, next);
        if next == NEVER {
            community.mark_gone(number);
        }
    }
    community.reached += rules.audience.members.len() as u64;
}

fn remember(community: &Community<'_>, number: u64, past: &Past, room: u8) -> (Member, u16) {
    let rules = community.rules;
    let person = keys::person(keys::HISTORY, 0, number);
    let traits = community.luck.of(person, 0);
    let draw = traits.uniform(Purpose::Archetype);
    let archetype = if past.weights.is_empty() {
        rules.founder_kind(draw)
    } else {
        weighted(&past.weights, draw)
    };
    let kind = &rules.kinds[archetype as usize];
    let next = next_day(rules, kind, past, traits.stream(Purpose::Gap));
    let mut quit = traits.stream(Purpose::QuitTrait);
    let mut volume = traits.stream(Purpose::VolumeTrait);
    let member = Member {
        person,
        ties: Ties::default(),
        quit: personal_quit(kind, past.active_days, rules.normal, &mut quit),
        volume: personal_volume(kind, past, rules.normal.of_word(volume.word())),
        fit: 1.0,
        interest: traits.uniform(Purpose::Interest),
        usual: rules.community.promise as f32,
        satisfaction: 0.0,
        recognition: 1.0,
        reward: 0.0,
        prospect: 0.0,
        sunk_cost: 0.0,
        asked: 0.0,
        posts: past.posts,
        call_worth: 0.0,
        settled: f32::from(past.active_days),
        missing: 0.0,
        joined: 0,
        last_visit: NEVER,
        last_post: NEVER,
        resume: NEVER,
        faded: 0,
        visits: past.active_days,
        active_days: past.active_days,
        archetype,
        room,
        channel: rules.word_of_mouth() as u8,
        state: if next == NEVER {
            State::Silent
        } else {
            State::Present
        },
        flags: flag::WRITER | taste(rules, traits),
        warnings: 0,
    };
    (member, next)
}

fn weighted(weights: &[f32], draw: f32) -> u8 {
    let sum: f32 = weights.iter().sum();
    let mut reached = 0.0;
    let cumulative: Vec<f32> = weights
        .iter()
        .map(|weight| {
            reached += weight / sum;
            reached
        })
        .collect();
    pick(&cumulative, draw) as u8
}

/// The day of the next visit given the silence so far; [`NEVER`] if the last one was the last.
fn next_day(rules: &Rules, kind: &Kind, past: &Past, mut stream: Stream) -> u16 {
    let silence = past.silence();
    let exponent = kind.gap_exponent(past.active_days);
    let within = rules.gaps.within(exponent, silence);
    let [first, second] = kind.quit_shape;
    let before = f64::from(past.active_days) - 1.0;
    let own = (first / (first + second + before)) as f32 * kind.quit_visit;
    let hazard = own + kind.quit_floor * (1.0 - own);
    let waiting = (1.0 - hazard) * (1.0 - within);
    if stream.uniform() * (hazard + waiting) >= waiting {
        return NEVER;
    }
    let gap = rules
        .gaps
        .gap(exponent, within + (1.0 - within) * stream.uniform());
    let planned = gap.max(silence + 1) - silence - 1;
    move_on(rules, planned, &mut stream)
}

/// A personal quit probability of somebody who has not quit on `survived` active days: with a
/// Beta(a, b) prior, Beta(a, b + survived).
fn personal_quit(kind: &Kind, survived: u16, normal: &NormalQuantiles, stream: &mut Stream) -> f32 {
    let [first, second] = kind.quit_shape;
    let one = gamma(first, normal, stream);
    let other = gamma(second + f64::from(survived), normal, stream);
    (one / (one + other)) as f32
}

/// A gamma number of the given shape and scale 1 (Marsaglia & Tsang 2000, "A simple method for
/// generating gamma variables").
fn gamma(shape: f64, normal: &NormalQuantiles, stream: &mut Stream) -> f64 {
    if shape < 1.0 {
        // Never exactly 0, so that a ratio of two such numbers exists.
        let power = libm::pow(stream.uniform_f64().max(1e-300), 1.0 / shape);
        return gamma(shape + 1.0, normal, stream) * power.max(1e-300);
    }
    let third = shape - 1.0 / 3.0;
    let scale = 1.0 / libm::sqrt(9.0 * third);
    loop {
        let deviate = f64::from(normal.of_word(stream.word()));
        let root = 1.0 + scale * deviate;
        if root <= 0.0 {
            continue;
        }
        let cube = root * root * root;
        let bound = 0.5 * deviate * deviate + third * (1.0 - cube + libm::log(cube));
        if libm::log(stream.uniform_f64().max(1e-300)) < bound {
            return third * cube;
        }
    }
}

/// The usual log volume given the mean of what was written: precision-weighted between the
/// archetype's median and the member's own days. Days are rounded up, hence the half.
fn personal_volume(kind: &Kind, past: &Past, deviate: f32) -> f32 {
    let between = kind.messages_between * kind.messages_between;
    let within = kind.messages_within * kind.messages_within;
    let days = f32::from(past.active_days.clamp(1, RECENT as u16));
    let mean = (past.pace - 0.5).max(0.3);
    let growth = kind.messages_growth * super::write::seniority(past.active_days);
    let own = libm::logf(mean) - 0.5 * within - growth;
    if between <= 0.0 {
        return kind.messages;
    }
    let trust = between / (between + within / days);
    kind.messages + trust * (own - kind.messages) + libm::sqrtf(between * (1.0 - trust)) * deviate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Luck;

    #[test]
    fn gamma_numbers_have_their_mean_and_variance() {
        let normal = NormalQuantiles::shared();
        for shape in [0.3, 1.0, 4.5] {
            let draws: Vec<f64> = (0..20_000)
                .map(|who| {
                    gamma(
                        shape,
                        normal,
                        &mut Luck::new(1, 0).of(who, 0).stream(Purpose::QuitTrait),
                    )
                })
                .collect();
            let mean = draws.iter().sum::<f64>() / draws.len() as f64;
            let variance =
                draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / draws.len() as f64;
            assert!(
                (mean / shape - 1.0).abs() < 0.05,
                "mean {mean} of shape {shape}"
            );
            assert!(
                (variance / shape - 1.0).abs() < 0.1,
                "variance {variance} of shape {shape}"
            );
        }
    }
}
