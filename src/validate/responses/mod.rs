//! Every dial of every strategy at five doses on three sizes of community: what it does, what it costs,
//! and which dials do nothing, too much, or first one thing and then the other.
//!
//! All runs of a replicate share their people and their luck, the run without the strategy included.

mod doses;
mod expected;
mod judge;

pub use expected::{Way, expected};
pub use judge::Judgement;

use super::simulated::scenario as preset_scenario;
use super::{Preset, Settings};
use crate::observe::metrics::Run;
use crate::operator::{Instance, KINDS};
use crate::run::simulate::Prepared;
use crate::scenario::reference::parameters;
use crate::scenario::{Problems, Scenario};
use crate::stats::difference::paired;
use crate::stats::summary::mean;
use doses::{Plan, plans};
use judge::judge;
use rayon::prelude::*;

/// Days of each run.
pub const DAYS: u16 = 120;

/// Most that a dial may multiply the engaged members by, or divide them.
pub const MOST: f64 = 3.0;

/// Doses of each dial, if its range has so many values.
pub const DOSES: usize = 5;

/// How readily members of these communities invite somebody: without that nothing raises it.
pub const INVITATIONS: f64 = 0.05;

/// Fewer engaged members than this without the strategy: their ratio says nothing.
const LEAST_ENGAGED: f64 = 5.0;

/// A community that every dial is tried on.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Its preset.
    pub preset: Preset,
    /// Members on day 0.
    pub founders: u32,
    /// People who hear of it on a day.
    pub per_day: f64,
}

/// The three sizes, small to large.
pub const SIZES: [Size; 3] = [
    Size {
        preset: Preset::Wechat,
        founders: 30,
        per_day: 0.3,
    },
    Size {
        preset: Preset::Chat,
        founders: 150,
        per_day: 1.5,
    },
    Size {
        preset: Preset::Chat,
        founders: 500,
        per_day: 5.0,
    },
];

/// The size that tables show.
pub const MIDDLE: usize = 1;

/// What one dose came to on one size.
#[derive(Debug, Clone)]
pub struct Response {
    /// Mean of the engaged members at the end.
    pub engaged: f64,
    /// That mean over the one without the strategy; NaN where hardly anybody is engaged there.
    pub ratio: f64,
    /// That mean less the one without the strategy, with its 95 % interval.
    pub difference: [f64; 3],
    /// Hours of the operator, beyond those without it.
    pub hours: f64,
    /// Money, beyond that without it.
    pub money: f64,
    values: Vec<f64>,
}

/// One dial with what it does.
#[derive(Debug, Clone)]
pub struct Dial {
    /// The strategy.
    pub strategy: &'static str,
    /// Its key there.
    pub key: String,
    /// Unit, if it has one.
    pub unit: Option<String>,
    /// Its default; `None` where there is none.
    pub default: Option<f64>,
    /// How well the default is known, and from where.
    pub source: String,
    /// The doses, rising.
    pub doses: Vec<f64>,
    /// For each size, in order, what each dose came to.
    pub responses: Vec<Vec<Response>>,
    /// Which way it should go, as it is said beside it.
    pub way: Way,
    /// Why that is believed.
    pub why: String,
    /// What is to be said of it.
    pub judgement: Judgement,
}

/// Engaged members, hours and money of a run.
type Outcome = [f64; 3];

fn live(scenario: &Scenario, strategy: Option<Instance>, replicates: u32) -> Vec<Outcome> {
    let mut scenario = scenario.clone();
    scenario.operator.strategies = strategy.into_iter().collect();
    let prepared = Prepared::new(&scenario);
    let metrics = [Run::EngagedEnd, Run::HoursTotal, Run::CostTotal];
    (0..replicates)
        .map(|replicate| {
            let record = prepared.run(replicate, false);
            metrics.map(|metric| record.value(metric))
        })
        .collect()
}

fn column(runs: &[Outcome], part: usize) -> Vec<f64> {
    runs.iter().map(|run| run[part]).collect()
}

fn response(with: &[Outcome], without: &[Outcome]) -> Response {
    let more = |part| mean(&column(with, part)) - mean(&column(without, part));
    let (values, base) = (column(with, 0), column(without, 0));
    let (engaged, usual) = (mean(&values), mean(&base));
    let [low, high] = paired(&values, &base).map_or([f64::NAN; 2], |it| it.ends());
    Response {
        engaged,
        ratio: if usual >= LEAST_ENGAGED {
            engaged / usual
        } else {
            f64::NAN
        },
        difference: [engaged - usual, low, high],
        hours: more(1),
        money: more(2),
        values,
    }
}

/// The sizes as scenarios without any strategy.
fn communities(settings: &Settings, sizes: &[Size]) -> Result<Vec<Scenario>, Problems> {
    sizes
        .iter()
        .map(|size| {
            let mut scenario = preset_scenario(size.preset, settings, size.founders, size.per_day)?;
            scenario.days = DAYS;
            scenario.audience.invitations = INVITATIONS;
            Ok(scenario)
        })
        .collect()
}

/// Tries the dials of these strategies, or of all, on these sizes. Runs in the current rayon pool; `lived`
/// is called after each dial.
///
/// # Errors
/// If a preset cannot be loaded.
pub fn responses(
    settings: &Settings,
    only: Option<&str>,
    sizes: &[Size],
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Dial>, Problems> {
    let scenarios = communities(settings, sizes)?;
    let replicates = settings.replicates;
    let without: Vec<Vec<Outcome>> = scenarios
        .par_iter()
        .map(|scenario| live(scenario, None, replicates))
        .collect();
    let all = parameters();
    let Some(first) = scenarios.first() else {
        return Ok(Vec::new());
    };
    let plans: Vec<Plan> = KINDS
        .iter()
        .filter(|kind| only.is_none_or(|only| only == kind.key))
        .flat_map(|kind| plans(kind, &all, first))
        .collect();
    let dials = plans.len();
    let found = plans.into_par_iter().map(|plan| {
        let tried = |(scenario, without): (&Scenario, &Vec<Outcome>)| {
            let instances = plan.tables.iter();
            instances
                .filter_map(|table| plan.kind.read(None, table.clone()).ok())
                .map(|instance| response(&live(scenario, Some(instance), replicates), without))
                .collect::<Vec<_>>()
        };
        let responses: Vec<Vec<Response>> = scenarios.iter().zip(&without).map(tried).collect();
        lived();
        let key = plan.parameter.key().to_owned();
        let word = plan.parameter.provenance.word();
        let source = match plan.parameter.source.as_str() {
            "" => word.to_owned(),
            source => format!("{word}: {source}"),
        };
        let (way, why) = expected(&plan.parameter).unwrap_or((Way::Either, ""));
        Dial {
            strategy: plan.kind.key,
            judgement: judge(plan.kind, &responses, dials),
            way,
            why: why.to_owned(),
            key,
            unit: plan.parameter.unit,
            default: plan.default,
            source,
            doses: plan.doses,
            responses,
        }
    });
    Ok(found.collect())
}

/// How many dials there are, for a progress bar.
pub fn dials() -> u64 {
    let all = parameters();
    let keys = KINDS.iter().flat_map(|kind| {
        kind.keys()
            .into_iter()
            .map(|key| format!("operator.{}.{key}", kind.key))
    });
    keys.filter(|path| all.iter().any(|it| it.path == *path && it.bounds.is_some()))
        .count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strategy_is_tried_at_rising_doses_and_costs_more_of_what_it_takes() {
        let settings = Settings {
            replicates: 2,
            ..Settings::default()
        };
        let found = responses(&settings, Some("content"), &SIZES[..1], &|| ()).expect("a preset");
        let pieces = found
            .iter()
            .find(|dial| dial.key == "per_week")
            .expect("content has a number of pieces");
        assert!(pieces.doses.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(
            pieces
                .doses
                .iter()
                .any(|dose| Some(*dose) == pieces.default)
        );
        let hours: Vec<f64> = pieces.responses[0].iter().map(|it| it.hours).collect();
        assert_eq!(hours.len(), pieces.doses.len());
        assert!(
            hours[0].abs() < 1e-9 && hours[hours.len() - 1] > 10.0,
            "{hours:?}"
        );
        assert!(pieces.responses[0][0].difference[0].abs() < 1e-9);
    }
}
