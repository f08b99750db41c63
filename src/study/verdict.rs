//! What a comparison comes to over possible worlds: in how many of them the strategy is better, what
//! would turn that, and what to find out first.

use super::assumptions::Assumption;
use super::compare::Variation;
use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::replicates::{Course, run_setting};
use crate::scenario::{Problems, Worlds};
use crate::stats::information::{Hanging, Knowing, gain, hanging, knowing};
use crate::stats::summary::{mean, quantiles, variance};
use crate::stats::worlds::{Share, World, share};
use crate::words::Phrase;

/// Worlds below which nothing is said about those that were not lived.
pub const ENOUGH: usize = 10;
/// Runs in a world.
const PAIRS: u32 = Worlds::Paired.runs_a_world();
/// Worlds from here on are for checks alone: nothing was found in them.
const FRESH: u32 = 3 << 28;
/// Share of fresh worlds in which a condition must turn the verdict, to be said.
const TURNED: f64 = 0.6;
/// Fewest fresh worlds that show anything.
const FEWEST: u32 = 12;
/// Most fresh worlds for one condition.
const MOST: u32 = 200;
/// Runs for fresh worlds, as a share of those that were made anyway.
const EXTRA: f64 = 0.25;
/// Standard errors by which the worlds of a condition must lie on the other side, to be worth a check.
const STRONG: f64 = 1.5;
/// Shares of worlds at which a condition may cut.
const CUTS: [f64; 8] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];

/// How a strategy does against another over worlds, in one metric.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Name of the strategy.
    pub strategy: String,
    /// Name of what it is compared with.
    pub against: String,
    /// Name of the metric.
    pub metric: String,
    /// Whether less of the metric is better.
    pub less_is_better: bool,
    /// Mean of the metric for what it is compared with.
    pub base: f64,
    /// Worlds in which the strategy is better, and by how much (better is above 0).
    pub share: Share,
    /// What hangs on each assumption; empty for metrics that do not decide.
    pub learn: Vec<Learn>,
    /// What would turn the verdict, if anything was found that does.
    pub turn: Option<Turn>,
}

/// What is known of one assumption, for one verdict.
#[derive(Debug, Clone)]
pub struct Learn {
    /// Path of the parameter.
    pub path: String,
    /// What sentences call it.
    pub name: Phrase,
    /// What it is worth to know it.
    pub knowing: Knowing,
    /// How much of the difference hangs on it.
    pub hanging: Hanging,
}

/// A condition under which the verdict is the other one.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Path of the parameter.
    pub path: String,
    /// What sentences call it.
    pub name: Phrase,
    /// Beyond which value.
    pub condition: Phrase,
    /// Share of fresh worlds with the condition in which the verdict is the other one.
    pub turned: f64,
    /// How many fresh worlds that was.
    pub worlds: usize,
}

impl Verdict {
    /// The verdict on one metric; `None` for fewer than [`ENOUGH`] worlds in which the metric has a
    /// value.
    pub fn of(
        base: &Variation,
        strategy: &Variation,
        metric: &str,
        less_is_better: bool,
    ) -> Option<Self> {
        let worlds = by_world(&base.records, &strategy.records, metric, less_is_better);
        let known: Vec<f64> = base
            .records
            .iter()
            .filter_map(|record| record.read(metric, None))
            .filter(|value| value.is_finite())
            .collect();
        Some(Self {
            strategy: strategy.name.clone(),
            against: base.name.clone(),
            metric: metric.to_owned(),
            less_is_better,
            base: mean(&known),
            share: share(&worlds.worlds, base.scenario.seed).filter(|it| it.worlds >= ENOUGH)?,
            learn: Vec::new(),
            turn: None,
        })
    }

    /// The assumption that is worth most to know, if one is told from chance.
    pub fn first(&self) -> Option<&Learn> {
        self.learn
            .iter()
            .filter(|it| it.knowing.clear)
            .max_by(|one, other| one.knowing.value.total_cmp(&other.knowing.value))
    }
}

/// The pairs of two variations by world; better is above 0.
struct ByWorld {
    numbers: Vec<u32>,
    worlds: Vec<World>,
}

fn by_world(base: &[Record], other: &[Record], metric: &str, less_is_better: bool) -> ByWorld {
    let mut found = ByWorld {
        numbers: Vec::new(),
        worlds: Vec::new(),
    };
    let mut sizes: Vec<Vec<f64>> = Vec::new();
    for record in base {
        let Ok(place) = other.binary_search_by_key(&record.replicate, |it| it.replicate) else {
            continue;
        };
        let read = |record: &Record| record.read(metric, None).unwrap_or(f64::NAN);
        let (before, after) = (read(record), read(&other[place]));
        if !(before.is_finite() && after.is_finite()) {
            continue;
        }
        let number = Worlds::Paired.of(record.replicate);
        if found.numbers.last() != Some(&number) {
            found.numbers.push(number);
            sizes.push(Vec::new());
            found.worlds.push(World {
                differences: Vec::new(),
                size: 0.0,
            });
        }
        let better = if less_is_better {
            before - after
        } else {
            after - before
        };
        if let (Some(world), Some(sizes)) = (found.worlds.last_mut(), sizes.last_mut()) {
            world.differences.push(better);
            sizes.push(before.abs() + after.abs());
            world.size = mean(sizes);
        }
    }
    found
}

/// Fills in what to find out first for the decision between a strategy and what it is compared with,
/// and what their difference hangs on.
pub fn learn(
    verdict: &mut Verdict,
    (base, strategy): (&Variation, &Variation),
    assumptions: &[Assumption],
    seed: u64,
) {
    let lived = by_world(
        &base.records,
        &strategy.records,
        &verdict.metric,
        verdict.less_is_better,
    );
    let deviates: Vec<Vec<f64>> = assumptions
        .iter()
        .map(|it| {
            lived
                .numbers
                .iter()
                .map(|world| it.deviate(seed, *world))
                .collect()
        })
        .collect();
    let means: Vec<f64> = lived
        .worlds
        .iter()
        .map(|it| mean(&it.differences))
        .collect();
    let luck = verdict.share.luck.powi(2) * means.len() as f64 / verdict.share.pairs as f64;
    let ignorance = (variance(&means) - luck).max(0.0);
    let everything = gain(std::slice::from_ref(&verdict.share.expected));
    let known = knowing(&deviates, std::slice::from_ref(&means), everything, seed);
    let hanging = hanging(&deviates, &means, ignorance, seed);
    verdict.learn = assumptions
        .iter()
        .zip(known)
        .zip(hanging)
        .map(|((assumption, knowing), hanging)| Learn {
            path: assumption.path.clone(),
            name: assumption.name.clone(),
            knowing,
            hanging,
        })
        .collect();
}

/// A condition that may turn a verdict.
struct Candidate<'a> {
    assumption: &'a Assumption,
    cut: f64,
    above: bool,
    strength: f64,
}

/// Looks for the condition under which a verdict turns, in the worlds that were lived, and holds it
/// against fresh ones. `runs` is how many runs it may take.
///
/// # Errors
/// If a world contradicts the scenario.
pub fn turn(
    verdict: &Verdict,
    (base, strategy): (&Variation, &Variation),
    settings: (&Setting<'_>, &Setting<'_>),
    assumptions: &[Assumption],
    runs: u64,
    course: &Course<'_>,
) -> Result<Option<Turn>, Problems> {
    let seed = base.scenario.seed;
    let better = verdict.share.above >= 0.5;
    let lived = by_world(
        &base.records,
        &strategy.records,
        &verdict.metric,
        verdict.less_is_better,
    );
    let means: Vec<f64> = lived
        .worlds
        .iter()
        .map(|it| mean(&it.differences))
        .collect();
    let candidate = assumptions
        .iter()
        .filter_map(|assumption| candidate(assumption, &lived.numbers, &means, better, seed))
        .max_by(|one, other| one.strength.total_cmp(&other.strength));
    let per_world = 2 * u64::from(PAIRS);
    let count = u32::try_from(runs / per_world).unwrap_or(MOST).min(MOST);
    let Some(candidate) = candidate.filter(|_| count >= FEWEST) else {
        return Ok(None);
    };
    let holds = |world: &u32| {
        let deviate = candidate.assumption.deviate(seed, *world);
        (deviate > candidate.cut) == candidate.above
    };
    // Where a condition holds in one world of twenty, this is far enough.
    let fresh: Vec<u32> = (FRESH..FRESH + 40 * MOST)
        .filter(holds)
        .take(count as usize)
        .collect();
    let mut records: [Vec<Record>; 2] = Default::default();
    for (records, setting) in records.iter_mut().zip([settings.0, settings.1]) {
        for world in &fresh {
            let first = world * PAIRS;
            records.extend(run_setting(setting, first..first + PAIRS, course)?);
        }
    }
    let [before, after] = &records;
    let lived = by_world(before, after, &verdict.metric, verdict.less_is_better);
    let Some(found) = share(&lived.worlds, seed) else {
        return Ok(None);
    };
    let turned = if better {
        1.0 - found.above
    } else {
        found.above
    };
    Ok((turned >= TURNED).then(|| Turn {
        path: candidate.assumption.path.clone(),
        name: candidate.assumption.name.clone(),
        condition: candidate.assumption.beyond(candidate.cut, candidate.above),
        turned,
        worlds: found.worlds,
    }))
}

/// Where an assumption cuts off worlds in which the verdict is the other one, if it seems to.
fn candidate<'a>(
    assumption: &'a Assumption,
    worlds: &[u32],
    means: &[f64],
    better: bool,
    seed: u64,
) -> Option<Candidate<'a>> {
    let deviates: Vec<f64> = worlds
        .iter()
        .map(|it| assumption.deviate(seed, *it))
        .collect();
    let sides = CUTS
        .iter()
        .flat_map(|cut| [(*cut, false), (1.0 - cut, true)]);
    let found = sides.filter_map(|(at, above)| {
        let cut = quantiles(&deviates, &[at])[0];
        let inside: Vec<f64> = deviates
            .iter()
            .zip(means)
            .filter(|(deviate, _)| (**deviate > cut) == above)
            .map(|(_, mean)| if better { -mean } else { *mean })
            .collect();
        let turned = inside.iter().filter(|it| **it > 0.0).count() as f64;
        let error = (variance(&inside) / inside.len() as f64).sqrt();
        (inside.len() >= 5 && turned > 0.55 * inside.len() as f64).then(|| Candidate {
            assumption,
            cut,
            above,
            strength: mean(&inside) / error.max(1e-300),
        })
    });
    found
        .filter(|it| it.strength > STRONG)
        .max_by(|one, other| one.strength.total_cmp(&other.strength))
}

/// Runs that the search for conditions may take for each of `doubtful` verdicts.
pub fn extra(runs: usize, doubtful: usize) -> u64 {
    (runs as f64 * EXTRA / doubtful.max(1) as f64) as u64
}
