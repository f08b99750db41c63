//! What being answered goes with: the gain of the channel `answered`, as far as a log shows it.

use super::optimise::maximise;
use super::spells::{Outcome, Spell};
use crate::stats::interval::normal_quantile;

/// How replies and staying go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Replies {
    /// Log odds of going silent if answered against if not, on the first active day and fading with
    /// experience as the model's `interactions.answered` does.
    pub answered: f64,
    /// Its 90 % interval.
    pub interval: (f64, f64),
    /// Share of active days on which something was answered.
    pub share: f64,
    /// Active days that were looked at.
    pub days: usize,
}

/// Silent for so long counts as gone.
const SILENT: u32 = 60;
/// Active days at which staying is compared.
const EARLY: usize = 10;

/// Compares answered and unanswered early active days; `None` if the log knows no replies, or all
/// days or none are answered.
pub fn fit(spells: &[Spell], split: u32) -> Option<Replies> {
    // By active day and answered or not: stayed, went.
    let mut counts = [[[0.0; 2]; 2]; EARLY];
    for spell in spells {
        for (index, step) in spell.steps.iter().take(EARLY).enumerate() {
            if !step.recent || step.day + SILENT >= split {
                continue;
            }
            let went = match step.outcome {
                Outcome::Gap(gap) => u32::from(gap) > SILENT,
                Outcome::Silence(_) => true,
            };
            counts[index][usize::from(step.answered?)][usize::from(went)] += 1.0;
        }
    }
    let days: f64 = counts.iter().flatten().flatten().sum();
    let answered: f64 = counts.iter().flat_map(|by| by[1]).sum();
    if answered < 5.0 || days - answered < 5.0 {
        return None;
    }
    // Log odds at each active day, then the gain.
    let value = |at: &[f64]| {
        let mut sum = -0.5 * (at[EARLY] / 2.0).powi(2);
        for (index, by) in counts.iter().enumerate() {
            sum -= 0.5 * f64::midpoint(at[index], 1.0).powi(2);
            let fading = 1.0 / (1.0 + (index as f64 + 1.0) * 0.2);
            for (got, [stayed, went]) in by.iter().enumerate() {
                let odds = at[index] + at[EARLY] * fading * got as f64;
                sum += went * odds - (stayed + went) * odds.exp().ln_1p();
            }
        }
        sum
    };
    let mut start = vec![-1.0; EARLY];
    start.push(0.0);
    let found = maximise(&start, 1e-6, &value);
    let (gain, sd) = (found.at[EARLY], found.covariance[EARLY][EARLY].sqrt());
    let reach = normal_quantile(0.95) * sd;
    Some(Replies {
        answered: gain,
        interval: (gain - reach, gain + reach),
        share: answered / days,
        days: days as usize,
    })
}
