//! The verdicts of a comparison over drawn worlds: which are asked for, and where they are kept.

use super::change::ENOUGH;
use crate::run::cells::Setting;
use crate::run::replicates::Course;
use crate::scenario::{Problems, Worlds};
use crate::show::folder::FolderError;
use crate::show::outcome::Outcome;
use crate::show::verdicts as report;
use crate::study::assumptions::Assumption;
use crate::study::compare::{Effect, Variation};
use crate::study::verdict::{Verdict, extra, learn, turn};
use crate::words::less_is_better;
use rayon::prelude::*;

/// Shares of worlds beyond which nobody asks what would turn the verdict.
const BEYOND_DOUBT: f64 = 0.98;

/// The verdict on each effect; none in fixed worlds. On the metric that decides also what hangs on
/// each assumption, and what would turn the verdict.
///
/// # Errors
/// If a world contradicts the scenario.
pub fn of(
    effects: &[Effect],
    variations: &[Variation],
    settings: &[(String, Setting<'_>)],
    course: &Course<'_>,
) -> Result<Vec<Verdict>, Problems> {
    let drawn = variations.iter().all(|it| it.worlds == Worlds::Paired);
    let Some(deciding) = effects
        .first()
        .map(|it| it.metric.clone())
        .filter(|_| drawn)
    else {
        return Ok(Vec::new());
    };
    let variation = |name: &str| variations.iter().find(|it| it.name == name);
    let setting = |name: &str| settings.iter().find(|it| it.0 == name).map(|it| &it.1);
    let judged: Vec<Option<Verdict>> = effects
        .par_iter()
        .with_max_len(1)
        .map(|effect| {
            let pair = (variation(&effect.against), variation(&effect.strategy));
            let (Some(base), Some(strategy)) = pair else {
                return None;
            };
            let less = less_is_better(&effect.metric);
            Verdict::of(base, strategy, &effect.metric, less)
        })
        .collect();
    let mut found: Vec<Verdict> = judged.into_iter().flatten().collect();
    let runs: usize = variations.iter().map(|it| it.records.len()).sum();
    let is_doubtful = |it: &Verdict| {
        it.metric == deciding
            && it.share.worlds >= ENOUGH
            && (1.0 - BEYOND_DOUBT..BEYOND_DOUBT).contains(&it.share.above)
    };
    let doubtful = found.iter().filter(|it| is_doubtful(it)).count();
    let mut asked: Vec<_> = found
        .par_iter_mut()
        .with_max_len(1)
        .filter(|it| it.metric == deciding)
        .filter_map(|verdict| {
            let (before, after) = (setting(&verdict.against)?, setting(&verdict.strategy)?);
            let assumptions = Assumption::of(&[before, after]);
            learn(verdict, &assumptions, before.scenario().seed);
            Some((verdict, (before, after), assumptions))
        })
        .collect();
    asked.retain(|(verdict, ..)| is_doubtful(verdict));
    for (verdict, pair, assumptions) in asked {
        if !course.stop.is_asked() {
            let (seed, runs) = (pair.0.scenario().seed, extra(runs, doubtful));
            verdict.turn = turn(verdict, seed, pair, &assumptions, runs, course)?;
        }
    }
    Ok(found)
}

/// The verdict on an effect.
pub fn find<'v>(verdicts: &'v [Verdict], effect: &Effect) -> Option<&'v Verdict> {
    verdicts.iter().find(|it| {
        it.strategy == effect.strategy && it.against == effect.against && it.metric == effect.metric
    })
}

/// Adds `worlds.csv` and `assumptions.csv`, or takes away those of an earlier comparison.
///
/// # Errors
/// If a table cannot be made.
pub fn add(verdicts: &[Verdict], outcome: &mut Outcome<'_>) -> Result<(), FolderError> {
    if verdicts.is_empty() {
        outcome.without("worlds.csv");
        outcome.without("assumptions.csv");
        return Ok(());
    }
    outcome.table("worlds.csv", report::worlds(verdicts))?;
    outcome.table("assumptions.csv", report::assumptions(verdicts))
}
