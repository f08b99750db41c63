//! What a comparison comes to over possible worlds: in how many of them the strategy is better, what
//! would turn that, and what to find out first.

use super::assumptions::Assumption;
use super::compare::{Pairs, Variation};
use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::replicates::{Course, run_setting};
use crate::scenario::{Problems, Worlds};
use crate::stats::difference::PairedDifference;
use crate::stats::information::{Hanging, Knowing, gain, learning};
use crate::stats::summary::{finite, mean, quantiles, variance};
use crate::stats::worlds::{Share, World, share, share_with_luck};
use crate::words::Phrase;
use rayon::prelude::*;

/// Worlds below which nothing is said about those that were not lived.
pub const ENOUGH: usize = 10;
/// Worlds from here on are for checks alone: nothing was found in them.
const FRESH: u32 = 3 << 28;
/// Share of fresh worlds in which a condition must turn the verdict, to be said.
const TURNED: f64 = 0.6;
/// Fewest fresh worlds that show anything.
const FEWEST: u32 = 12;
/// Most fresh worlds for one condition.
const MOST: u32 = 200;
/// Runs for fresh worlds, as a share of those that were made anyway.
const EXTRA: f64 = 0.12;
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
    /// By how much the metric itself differs over worlds, as a comparison has it; `None` for fewer than two worlds.
    pub difference: Option<PairedDifference>,
    /// What hangs on each assumption; empty for metrics that do not decide.
    pub learn: Vec<Learn>,
    /// What would turn the verdict.
    pub turn: Turning,
    /// The pairs behind it, world by world.
    pub lived: PairsOfWorlds,
}

/// What came of asking what would turn a verdict.
#[derive(Debug, Clone, PartialEq)]
pub enum Turning {
    /// It was not asked.
    NotAsked,
    /// There is a candidate, but too few runs to hold it against fresh worlds.
    Unchecked,
    /// No single condition turns it.
    Nothing,
    /// This one does.
    By(Turn),
}

/// What two options are compared by: the metric in each replicate of each.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// Name of the one that is asked about.
    pub strategy: &'a str,
    /// Name of the other.
    pub against: &'a str,
    /// Name of the metric.
    pub metric: &'a str,
    /// Whether less of it is better.
    pub less_is_better: bool,
    /// The metric by replicate, of the one that is asked about.
    pub of: &'a [(u32, f64)],
    /// And of the other.
    pub base: &'a [(u32, f64)],
    /// Keys the draws.
    pub seed: u64,
}

impl Sides<'_> {
    /// By how much the metric differs: what [`effect`](super::compare::effect) says of the same values.
    fn difference(&self) -> Option<PairedDifference> {
        let [base, of] = [self.base, self.of].map(|values| values.iter().copied());
        let pairs = Pairs::of_numbered(base, of, Worlds::Paired);
        pairs.compared(self.metric)
    }
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
    /// How far from its median it lies in each world, in standard deviations.
    pub deviates: Vec<f64>,
    /// Values as people write them, with the standard deviations at which they lie.
    pub marks: Vec<(f64, Phrase)>,
}

/// A condition under which the verdict is the other one.
#[derive(Debug, Clone, PartialEq)]
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
    /// The verdict on one metric of two variations: see [`Verdict::between`].
    pub fn of(
        base: &Variation,
        strategy: &Variation,
        metric: &str,
        less_is_better: bool,
    ) -> Option<Self> {
        Self::between(&Sides {
            strategy: &strategy.name,
            against: &base.name,
            metric,
            less_is_better,
            of: &numbered(&strategy.records, metric),
            base: &numbered(&base.records, metric),
            seed: base.scenario.seed,
        })
    }

    /// The verdict on two options; `None` for fewer than [`ENOUGH`] worlds in which both have a value.
    pub fn between(sides: &Sides<'_>) -> Option<Self> {
        let lived = PairsOfWorlds::of(sides.base, sides.of, sides.less_is_better);
        let known = finite(sides.base.iter().map(|it| it.1));
        Some(Self {
            strategy: sides.strategy.to_owned(),
            against: sides.against.to_owned(),
            metric: sides.metric.to_owned(),
            less_is_better: sides.less_is_better,
            base: mean(&known),
            share: share(&lived.worlds, sides.seed).filter(|it| it.worlds >= ENOUGH)?,
            difference: sides.difference(),
            learn: Vec::new(),
            turn: Turning::NotAsked,
            lived,
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

/// A metric of records, by replicate.
fn numbered(records: &[Record], metric: &str) -> Vec<(u32, f64)> {
    let value = |record: &Record| record.read(metric, None).unwrap_or(f64::NAN);
    records.iter().map(|it| (it.replicate, value(it))).collect()
}

/// The pairs of two options by world; better is above 0.
#[derive(Debug, Clone, Default)]
pub struct PairsOfWorlds {
    /// Numbers of the worlds.
    pub numbers: Vec<u32>,
    /// Their pairs.
    pub worlds: Vec<World>,
}

impl PairsOfWorlds {
    /// Pairs by world: the replicate of each, its difference, and how large its values are together.
    pub fn gather(pairs: impl IntoIterator<Item = (u32, f64, f64)>) -> Self {
        let mut found = Self::default();
        let mut sizes: Vec<f64> = Vec::new();
        for (replicate, difference, size) in pairs {
            let number = Worlds::Paired.of(replicate);
            if found.numbers.last() != Some(&number) {
                found.numbers.push(number);
                sizes.clear();
                found.worlds.push(World {
                    differences: Vec::new(),
                    size: 0.0,
                });
            }
            if let Some(world) = found.worlds.last_mut() {
                world.differences.push(difference);
                sizes.push(size);
                world.size = mean(&sizes);
            }
        }
        found
    }

    /// The pairs of replicates in which both have a value.
    pub fn of(base: &[(u32, f64)], other: &[(u32, f64)], less_is_better: bool) -> Self {
        let pairs = base.iter().filter_map(|&(replicate, before)| {
            let place = other.binary_search_by_key(&replicate, |it| it.0).ok()?;
            let after = other[place].1;
            let better = if less_is_better {
                before - after
            } else {
                after - before
            };
            let both = before.is_finite() && after.is_finite();
            both.then(|| (replicate, better, before.abs() + after.abs()))
        });
        Self::gather(pairs)
    }

    /// Whether there are pairs, and nothing differs in any of them.
    pub fn is_nothing(&self) -> bool {
        let mut all = self.worlds.iter().flat_map(|it| &it.differences);
        !self.worlds.is_empty() && all.all(|it| *it == 0.0)
    }

    /// Mean of the pairs of each world.
    pub fn means(&self) -> Vec<f64> {
        self.worlds.iter().map(|it| mean(&it.differences)).collect()
    }
}

/// Fills in what to find out first for the decision between two options, and what their difference
/// hangs on.
pub fn learn(verdict: &mut Verdict, assumptions: &[Assumption], seed: u64) {
    let deviates: Vec<Vec<f64>> = assumptions
        .iter()
        .map(|it| it.in_worlds(seed, &verdict.lived.numbers))
        .collect();
    let means = verdict.lived.means();
    let luck = verdict.share.luck.powi(2) * means.len() as f64 / verdict.share.pairs as f64;
    let ignorance = (variance(&means) - luck).max(0.0);
    let everything = gain(std::slice::from_ref(&verdict.share.expected));
    let learned = learning(&deviates, &means, (everything, ignorance), seed);
    verdict.learn = assumptions
        .iter()
        .zip(learned)
        .zip(deviates)
        .map(|((assumption, (knowing, hanging)), deviates)| Learn {
            path: assumption.path.clone(),
            name: assumption.name.clone(),
            knowing,
            hanging,
            deviates,
            marks: assumption.marks(),
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
    seed: u64,
    settings: (&Setting<'_>, &Setting<'_>),
    assumptions: &[Assumption],
    runs: u64,
    course: &Course<'_>,
) -> Result<Turning, Problems> {
    let better = verdict.share.above >= 0.5;
    let means = verdict.lived.means();
    let numbers = &verdict.lived.numbers;
    let candidate = assumptions
        .iter()
        .filter_map(|assumption| candidate(assumption, numbers, &means, better, seed))
        .max_by(|one, other| one.strength.total_cmp(&other.strength));
    let Some(candidate) = candidate else {
        return Ok(Turning::Nothing);
    };
    // One pair a world: how large luck is, is known from the worlds that were lived.
    let count = u32::try_from(runs / 2).unwrap_or(MOST).min(MOST);
    if count < FEWEST {
        return Ok(Turning::Unchecked);
    }
    let holds = |world: &u32| {
        let deviate = candidate.assumption.deviate(seed, *world);
        (deviate > candidate.cut) == candidate.above
    };
    // Where a condition holds in one world of twenty, this is far enough.
    let fresh: Vec<u32> = (FRESH..FRESH + 40 * MOST)
        .filter(holds)
        .take(count as usize)
        .collect();
    let mut values: [Vec<(u32, f64)>; 2] = Default::default();
    for (values, setting) in values.iter_mut().zip([settings.0, settings.1]) {
        let lived: Result<Vec<Vec<Record>>, Problems> = fresh
            .par_iter()
            .with_max_len(1)
            .map(|world| {
                let first = world * Worlds::Paired.runs_a_world();
                run_setting(setting, first..first + 1, course)
            })
            .collect();
        let lived: Vec<Record> = lived?.into_iter().flatten().collect();
        *values = numbered(&lived, &verdict.metric);
    }
    let [before, after] = &values;
    let lived = PairsOfWorlds::of(before, after, verdict.less_is_better);
    if lived.worlds.len() < FEWEST as usize {
        return Ok(Turning::Unchecked);
    }
    let Some(found) = share_with_luck(&lived.worlds, verdict.share.luck, seed) else {
        return Ok(Turning::Unchecked);
    };
    let turned = if better {
        1.0 - found.above
    } else {
        found.above
    };
    if turned < TURNED {
        return Ok(Turning::Nothing);
    }
    Ok(Turning::By(Turn {
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
