//! Strategies compared on the same people and the same luck.

use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::run::cells::Setting;
use crate::run::replicates::{Course, run_setting};
use crate::scenario::Problems;
use crate::scenario::settings::Scenario;
use crate::stats::difference::{LEVEL, PairedDifference, paired};
use crate::stats::multiplicity::holm;
use crate::stats::summary::mean;

/// One variation with its runs.
pub struct Variation {
    /// Its name; `base` for the scenario without any variation.
    pub name: String,
    /// The scenario.
    pub scenario: Scenario,
    /// Its records, in the order of the replicates.
    pub records: Vec<Record>,
}

/// How a strategy differs from another (mostly the base) in one metric.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Name of the strategy.
    pub strategy: String,
    /// Name of what it is compared with.
    pub against: String,
    /// Name of the metric.
    pub metric: String,
    /// Mean over the replicates of what it is compared with.
    pub base: f64,
    /// Mean over the strategy's replicates.
    pub mean: f64,
    /// Strategy minus the other, pair by pair; `None` for fewer than two pairs with a value.
    pub difference: Option<PairedDifference>,
    /// p-value of that difference, corrected for all comparisons made together ([`correct`]); NaN
    /// before, and where there is no difference.
    pub corrected: f64,
}

impl Effect {
    /// Whether the difference is no accident, as far as anybody can tell who makes as many
    /// comparisons: a corrected p-value below 5 %.
    pub fn is_clear(&self) -> bool {
        self.corrected < 1.0 - LEVEL
    }

    /// Half of the 95 % interval of the difference as a share of the base's mean.
    pub fn blur(&self) -> Option<f64> {
        let half = self.difference.as_ref()?.interval.half_width();
        (self.base != 0.0 && self.base.is_finite()).then(|| half / self.base.abs())
    }
}

/// Corrects the p-values of comparisons that are made together, after Holm 1979.
pub fn correct(effects: &mut [Effect]) {
    let p_values: Vec<f64> = effects
        .iter()
        .map(|effect| effect.difference.as_ref().map_or(f64::NAN, |it| it.p_value))
        .collect();
    for (effect, corrected) in effects.iter_mut().zip(holm(&p_values)) {
        effect.corrected = corrected;
    }
}

/// How sure a comparison is to be.
#[derive(Debug, Clone, Copy)]
pub struct Sureness<'a> {
    /// Name of the metric that decides.
    pub metric: &'a str,
    /// Half-width of the interval of a difference to reach, as a share of the base's mean.
    pub wanted: f64,
}

/// Never more than this many times the replicates one began with, however close the contest.
const MOST: u32 = 100;

/// Runs each setting on the same `replicates`; all share the base's seed, so that pair by pair the
/// same people meet the same luck. With a `sureness`, strategies whose difference from the first
/// setting is not known well enough get more, and the first with them. When it is stopped, ends
/// with what is finished.
///
/// # Errors
/// As [`run_setting`].
pub fn run_variations(
    settings: &[(String, Setting<'_>)],
    replicates: u32,
    sureness: Option<Sureness<'_>>,
    course: &Course<'_>,
    planned: &dyn Fn(u64),
) -> Result<Vec<Variation>, Problems> {
    let mut targets = vec![replicates; settings.len()];
    let mut variations: Vec<Variation> = settings
        .iter()
        .map(|(name, setting)| Variation {
            name: name.clone(),
            scenario: setting.scenario().clone(),
            records: Vec::new(),
        })
        .collect();
    loop {
        for ((variation, target), (_, setting)) in variations.iter_mut().zip(&targets).zip(settings)
        {
            let have = variation.records.len() as u32;
            variation
                .records
                .extend(run_setting(setting, have..*target, course)?);
        }
        let Some(sureness) = sureness.filter(|_| !course.stop.is_asked()) else {
            return Ok(variations);
        };
        let next = more(
            &variations,
            &targets,
            sureness,
            replicates.saturating_mul(MOST),
        );
        if next == targets {
            return Ok(variations);
        }
        targets = next;
        planned(targets.iter().map(|target| u64::from(*target)).sum());
    }
}

/// Replicates that each variation needs next: those it has, or what makes its difference from the
/// first sure enough, three times as many at most.
fn more(variations: &[Variation], targets: &[u32], sureness: Sureness<'_>, most: u32) -> Vec<u32> {
    let mut next = targets.to_vec();
    for index in 1..variations.len() {
        let effect = effect(&variations[0], &variations[index], sureness.metric, None);
        let Some(difference) = effect.difference else {
            continue;
        };
        let narrow = sureness.wanted * effect.base.abs();
        let half = difference.interval.half_width();
        if half > narrow && difference.pairs as u32 >= targets[index] {
            let needed = difference.replicates_for(narrow).unwrap_or(usize::MAX);
            // A tenth more than it seems to take, as the spread is itself an estimate.
            let needed = u32::try_from(needed + needed / 10).unwrap_or(u32::MAX);
            next[index] = needed
                .clamp(targets[index] + 1, targets[index].saturating_mul(3))
                .min(most)
                .max(targets[index]);
            next[0] = next[0].max(next[index]);
        }
    }
    next
}

/// Values of a metric in two sets of records, replicate by replicate where both have one.
pub fn pairs(
    base: &[Record],
    other: &[Record],
    read: impl Fn(&Record) -> f64,
) -> (Vec<f64>, Vec<f64>) {
    let mut others = other.iter().peekable();
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for record in base {
        while others
            .next_if(|other| other.replicate < record.replicate)
            .is_some()
        {}
        if let Some(other) = others.next_if(|other| other.replicate == record.replicate) {
            first.push(read(record));
            second.push(read(other));
        }
    }
    (first, second)
}

/// The effect of `strategy` against `base` on a metric, read on `day` where it is a daily one.
pub fn effect(base: &Variation, strategy: &Variation, metric: &str, day: Option<u16>) -> Effect {
    let read = |record: &Record| record.read(metric, day).unwrap_or(f64::NAN);
    let (before, after) = pairs(&base.records, &strategy.records, read);
    let known = |values: &[f64]| {
        let finite: Vec<f64> = values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect();
        mean(&finite)
    };
    Effect {
        strategy: strategy.name.clone(),
        against: base.name.clone(),
        metric: metric.to_owned(),
        base: known(&before),
        mean: known(&after),
        difference: paired(&after, &before),
        corrected: f64::NAN,
    }
}

/// The effect on a daily metric on every day.
pub fn effect_by_day(
    base: &Variation,
    strategy: &Variation,
    metric: Daily,
) -> Vec<Option<PairedDifference>> {
    (0..base.scenario.days as usize)
        .map(|day| {
            let read = |record: &Record| {
                record
                    .series(metric)
                    .get(day)
                    .map_or(f64::NAN, |value| f64::from(*value))
            };
            let (before, after) = pairs(&base.records, &strategy.records, read);
            paired(&after, &before)
        })
        .collect()
}
