//! The level of arrivals, which wanders from month to month, each replicate on a way of its own.

use super::keys::{WANDER, person};
use super::rules::Rules;
use super::samplers::{exp_fast, ln_fast};
use super::settings::Wander;
use crate::random::{Luck, Purpose};

/// Days in a step of the level of arrivals.
const WANDER_DAYS: usize = 30;
/// Steps over which members take the level of arrivals for usual: two years.
const MEMORY: usize = 24;
/// Nothing shrinks beyond a thousandth by wandering.
const FARTHEST: f64 = 6.9;

/// What one replicate's arrivals are multiplied with in each step of [`WANDER_DAYS`] days; empty if
/// the scenario knows no wandering.
pub(super) fn wander(rules: &Rules, luck: Luck) -> Vec<f32> {
    let wander = &rules.wander;
    if *wander == Wander::default() {
        return Vec::new();
    }
    let normals = |step: usize| {
        let key = person(WANDER, 0, step as u64);
        let mut stream = luck.of(key, 0).stream(Purpose::World);
        std::array::from_fn::<f64, 3, _>(|_| f64::from(rules.normal.of_word(stream.word())))
    };
    let [start, other, _] = normals(0);
    let own = libm::sqrt((1.0 - wander.correlation * wander.correlation).max(0.0));
    let mut level = wander.level_sd * start;
    let mut growth = wander.growth + wander.growth_sd * (wander.correlation * start + own * other);
    (1..=usize::from(rules.days).div_ceil(WANDER_DAYS))
        .map(|step| {
            let [turn, shift, noise] = normals(step);
            growth = wander.long_run
                + wander.damping * (growth - wander.long_run)
                + wander.growth_step * turn;
            level = (level + growth + wander.level_step * shift).clamp(-FARTHEST, wander.ceiling);
            // A month's own noise leaves the mean as it is.
            libm::exp(level + wander.noise * (noise - 0.5 * wander.noise)) as f32
        })
        .collect()
}

/// What members' own demand is multiplied with in each step, given what arrivals are multiplied with.
pub(super) fn shared(rules: &Rules, wander: &[f32]) -> Vec<f32> {
    let share = rules.gains.need_shared;
    if share == 0.0 {
        return Vec::new();
    }
    let logs: Vec<f32> = wander.iter().map(|factor| ln_fast(*factor)).collect();
    let off = |step: usize| {
        let recent = &logs[step.saturating_sub(MEMORY)..=step];
        logs[step] - recent.iter().sum::<f32>() / recent.len() as f32
    };
    (0..logs.len())
        .map(|step| exp_fast(share * off(step).clamp(-2.0, 0.5)))
        .collect()
}

/// The factor of a day among those of steps; 1 where there are none.
pub(super) fn in_step(factors: &[f32], day: u16) -> f32 {
    let factor = factors.get(usize::from(day) / WANDER_DAYS);
    factor.copied().unwrap_or(1.0)
}
