//! Every dial of every strategy at five doses on three sizes of community: what it does, what it costs,
//! and which dials do nothing, too much, or first one thing and then the other.
//!
//! All runs of a replicate share their people and their luck, the run without the strategy included.

mod doses;
mod expected;
mod ground;
mod judge;

pub use expected::{Way, expected};
pub use ground::Ground;
pub use judge::Judgement;

use super::{Preset, Settings};
use crate::observe::metrics::Run;
use crate::operator::{Instance, KINDS, Kind};
use crate::run::simulate::Prepared;
use crate::scenario::reference::parameters;
use crate::scenario::{Problems, Scenario};
use crate::stats::difference::paired;
use crate::stats::summary::mean;
use doses::{Plan, plans};
use judge::judge;
use rayon::prelude::*;
use std::collections::BTreeMap;

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

/// What a dial can move: who is there, what they do, and what it takes. The first is what decides.
pub const MOVED: [Run; 12] = [
    Run::EngagedEnd,
    Run::EngagedDays,
    Run::ActiveDays,
    Run::PostsTotal,
    Run::RepliesTotal,
    Run::JoinsTotal,
    Run::LeavesTotal,
    Run::RemovalsTotal,
    Run::SpamPostsTotal,
    Run::RevenueTotal,
    Run::HoursTotal,
    Run::CostTotal,
];

const ENGAGED: usize = 0;
const HOURS: usize = 10;
const COST: usize = 11;

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
    /// Run by run.
    runs: Vec<Outcome>,
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
    /// In which community it is tried.
    pub ground: Ground,
    /// Which strategy is there besides, with and without this one.
    pub beside: Option<&'static str>,
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

/// A run in the numbers of [`MOVED`].
type Outcome = [f64; MOVED.len()];

fn live(scenario: &Scenario, strategies: Vec<Instance>, replicates: u32) -> Vec<Outcome> {
    let mut scenario = scenario.clone();
    scenario.operator.strategies = strategies;
    let prepared = Prepared::new(&scenario);
    (0..replicates)
        .map(|replicate| {
            let record = prepared.run(replicate, false);
            MOVED.map(|metric| record.value(metric))
        })
        .collect()
}

fn column(runs: &[Outcome], part: usize) -> Vec<f64> {
    runs.iter().map(|run| run[part]).collect()
}

fn response(with: Vec<Outcome>, without: &[Outcome]) -> Response {
    let more = |part| mean(&column(&with, part)) - mean(&column(without, part));
    let (values, base) = (column(&with, ENGAGED), column(without, ENGAGED));
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
        hours: more(HOURS),
        money: more(COST),
        runs: with,
    }
}

/// A community of one size on each ground, and what becomes of it without the strategy that is tried.
struct Place {
    communities: BTreeMap<Ground, Scenario>,
    without: BTreeMap<(Ground, Option<&'static str>), Vec<Outcome>>,
}

fn place(size: &Size, settings: &Settings) -> Result<Place, Problems> {
    let communities = Ground::ALL
        .into_iter()
        .map(|ground| Ok((ground, ground.community(size, settings)?)))
        .collect::<Result<BTreeMap<_, _>, Problems>>()?;
    let without = ground::grounds()
        .into_par_iter()
        .with_max_len(1)
        .filter_map(|at| {
            let community = communities.get(&at.0)?;
            Some((
                at,
                live(community, ground::beside(at.1), settings.replicates),
            ))
        });
    let without = without.collect::<Vec<_>>().into_iter().collect();
    Ok(Place {
        communities,
        without,
    })
}

impl Place {
    /// What each dose of a dial comes to here.
    fn tried(&self, plan: &Plan, replicates: u32) -> Vec<Response> {
        let community = self.communities.get(&plan.ground);
        let without = self.without.get(&(plan.ground, plan.beside));
        let (Some(community), Some(without)) = (community, without) else {
            return Vec::new();
        };
        let instances = plan
            .tables
            .iter()
            .filter_map(|table| plan.kind.read(None, table.clone()).ok());
        let lived = instances.map(|instance| {
            let mut strategies = ground::beside(plan.beside);
            strategies.insert(0, instance);
            live(community, strategies, replicates)
        });
        lived.map(|with| response(with, without)).collect()
    }
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
    let places = sizes
        .iter()
        .map(|size| place(size, settings))
        .collect::<Result<Vec<Place>, Problems>>()?;
    let all = parameters();
    let Some(first) = places.first() else {
        return Ok(Vec::new());
    };
    let wanted: Vec<&'static Kind> = KINDS
        .iter()
        .filter(|kind| only.is_none_or(|only| only == kind.key))
        .collect();
    let plans: Vec<Plan> = wanted
        .into_iter()
        .flat_map(|kind| plans(kind, &all, &first.communities))
        .collect();
    let dials = plans.len();
    let found = plans.into_par_iter().with_max_len(1).map(|plan| {
        let responses: Vec<Vec<Response>> = places
            .iter()
            .map(|place| place.tried(&plan, settings.replicates))
            .collect();
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
            ground: plan.ground,
            beside: plan.beside,
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
