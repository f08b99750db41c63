//! Many communities with fates of their own: P19 over all departures, P30, P32 and P33.

use super::finding::Finding;
use super::simulated::{each, scenario, see};
use super::{Preset, Settings};
use crate::model::settings::{Ageing, Wander};
use crate::observe::patterns::{
    Options, SUCCESS, correlations, departures, newcomers_and_arrivals, strongest_correlation,
    success,
};
use crate::random::{Luck, Purpose};
use crate::run::simulate::Prepared;
use crate::scenario::{Problems, Scenario};
use crate::stats::interval::percentile_interval;
use crate::stats::summary::{finite, mean, median};
use crate::words::{Phrase, Text};
use std::ops::Add as _;

pub(super) const COMMUNITIES: &str = "communities";
const DEPARTED: Text = Text::new("{n} departures", "{n} 次离开");
const COUNTED: Text = Text::new("{n} communities", "{n} 个社群");
const PAIR: Text = Text::new("; {left}–{right} {value}", "；{left}与{right} {value}");
/// Communities simulated for each replicate.
pub(super) const EACH: u32 = 5;
const DAYS: u16 = 3650;
/// Range of joiners a day, log-uniform: the archives have .08 to 2.4 new posters a day, and two
/// joiners and a half for each of them.
const PER_DAY: [f64; 2] = [0.2, 6.0];
/// Range of founders, log-uniform, in days of joiners: the first month of the archives has 12 to 330
/// days' new posters, 90 in the median.
const FOUNDERS: [f64; 2] = [25.0, 300.0];
/// Ranges, log-uniform, of what one community's people are to another's: how well the subject
/// suits them, how much they write.
const FIT: [f64; 2] = [0.6, 1.6];
const MESSAGES: [f64; 2] = [0.5, 2.0];
/// Ranges, uniform, of the drift of habits a year, as calibration finds them in archives: quit log
/// odds, gap exponent, log of the messages of an active day.
const AGEING: [[f64; 2]; 3] = [[0.0, 0.3], [-0.1, 0.0], [-0.3, 0.1]];
/// Years after which all but 1/e of the pace of that drift is gone.
const YEARS: f64 = 5.0;
/// Departures below which nothing is said of them, and communities below which nothing is said of
/// their correlations.
const LEAST_DEPARTURES: usize = 10;
const LEAST_COMMUNITIES: usize = 30;
const RESAMPLES: u32 = 500;

/// How arrivals go over the years. A line through the logs of the yearly numbers of new posters has
/// the slopes −.49, −.35, −.23, −.19, −.16, −.10, .03 and .26 a year in the eight archives: mean
/// −.15, standard deviation .23. The steps of the level are assumed.
const FATE: Wander = Wander {
    level_sd: 0.0,
    growth: -0.0129,
    growth_sd: 0.0192,
    correlation: 0.0,
    long_run: -0.0129,
    damping: 1.0,
    growth_step: 0.0,
    level_step: 0.12,
    ceiling: 6.9,
    noise: 0.1,
};

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let mut usual = scenario(preset, settings, 0, 1.0)?;
    usual.days = DAYS;
    let options = Options::new(preset.medium());
    let lives = each(settings.replicates * EACH, |number| {
        let scenario = one_of_many(&usual, number);
        let prepared = Prepared::new(&scenario);
        let seen = see(&prepared, number, scenario.days, false);
        lived();
        (
            departures(&seen.log, &options),
            success(&seen.log, &options),
            newcomers_and_arrivals(&seen.log),
        )
    });
    let ratios: Vec<f64> = lives
        .iter()
        .flat_map(|(ratios, ..)| ratios.clone())
        .collect();
    let outcomes: Vec<[f64; 4]> = lives
        .iter()
        .map(|(_, outcome, _)| *outcome)
        .filter(|outcome| outcome.iter().all(|value| value.is_finite()))
        .collect();
    let departed = |part, statistic: fn(&[f64]) -> f64| {
        Finding::of_all(
            COMMUNITIES,
            "P19",
            part,
            &ratios,
            LEAST_DEPARTURES,
            settings.seed,
            statistic,
        )
        .with_note(DEPARTED.fill(&[("n", &ratios.len())]))
    };
    let over_communities = |place: usize, id, part| {
        let values = finite(lives.iter().map(|(.., fed_back)| fed_back[place]));
        Finding::over_replicates(COMMUNITIES, id, part, &values)
            .with_note(COUNTED.fill(&[("n", &values.len())]))
    };
    Ok(vec![
        over_communities(0, "P32", "return by volume"),
        over_communities(1, "P33", "by old members' activity"),
        over_communities(2, "P33", "by arrivals before"),
        departed("others after/before", median),
        departed("drops over half", |ratios| {
            let drops: Vec<f64> = ratios
                .iter()
                .map(|&ratio| f64::from(u8::from(ratio < 0.5)))
                .collect();
            mean(&drops)
        }),
        correlation(&outcomes, settings.seed),
    ])
}

/// The preset with its own number of founders and joiners, its own people and its own fate.
fn one_of_many(usual: &Scenario, number: u32) -> Scenario {
    let mut stream = Luck::new(usual.seed, number)
        .of(0, 0)
        .stream(Purpose::World);
    let mut draws: [f64; 7] = std::array::from_fn(|_| stream.uniform_f64());
    draws[..4]
        .iter_mut()
        .zip([PER_DAY, FOUNDERS, FIT, MESSAGES])
        .for_each(|(draw, range)| *draw = range[0] * libm::pow(range[1] / range[0], *draw));
    draws[4..]
        .iter_mut()
        .zip(AGEING)
        .for_each(|(draw, range)| *draw = range[0] + (range[1] - range[0]) * *draw);
    let [per_day, founders, fit, messages, quit, gap, less] = draws;
    let mut scenario = usual.clone();
    scenario.audience.channel[0].per_day = per_day;
    scenario.audience.founders = (founders * per_day).round().max(5.0) as u32;
    scenario.audience.channel[0].fit = fit;
    scenario.demand.ageing = Ageing {
        quit,
        gap,
        messages: less,
        years: YEARS,
    };
    for archetype in &mut scenario.archetype {
        archetype.messages *= messages;
    }
    scenario.demand.wander = FATE;
    scenario
}

fn correlation(outcomes: &[[f64; 4]], seed: u64) -> Finding {
    let enough = outcomes.len() >= LEAST_COMMUNITIES;
    let value = strongest_correlation(outcomes);
    let resampled = (0..RESAMPLES)
        .map(|resample| {
            let mut stream = Luck::new(seed, resample).of(1, 0).stream(Purpose::World);
            let sample: Vec<[f64; 4]> = outcomes
                .iter()
                .map(|_| outcomes[stream.below(outcomes.len() as u32) as usize])
                .collect();
            strongest_correlation(&sample)
        })
        .collect();
    let pairs: Vec<Phrase> = correlations(outcomes)
        .into_iter()
        .map(|(left, right, value)| {
            PAIR.fill_named(
                &[
                    ("left", &SUCCESS[left].into()),
                    ("right", &SUCCESS[right].into()),
                ],
                &[("value", &format!("{value:.2}"))],
            )
        })
        .collect();
    Finding {
        id: "P30",
        part: "strongest correlation",
        experiment: COMMUNITIES,
        value: Some(value).filter(|value| enough && value.is_finite()),
        interval: percentile_interval(resampled, super::finding::LEVEL).filter(|_| enough),
        cases: outcomes.len(),
        note: Some(
            pairs
                .into_iter()
                .fold(COUNTED.fill(&[("n", &outcomes.len())]), Phrase::add),
        ),
    }
}
