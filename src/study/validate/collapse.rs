//! A crisis, and what remains of it: P28.

use super::finding::Finding;
use super::simulated::{each, scenario};
use super::{Preset, Settings, logs};
use crate::model::cause::Cause;
use crate::model::log::Way;
use crate::model::member::State;
use crate::model::settings::SeasonPoint;
use crate::scenario::Problems;
use crate::stats::summary::mean;
use crate::study::simulate::Prepared;

pub(super) const COLLAPSE: &str = "collapse";
/// Newcomers a visitor brings a day: half of all newcomers or so come by word of mouth.
const WORD_OF_MOUTH: f64 = 0.02;
/// Demand falls from 1 to [`LOW`] on this day …
const FALLS: u16 = 730;
/// … comes back on this one …
const RETURNS: u16 = 1095;
/// … and the community is looked at a year, two and three years later.
const YEARS_LATER: u16 = 3;
const LOW: f64 = 0.1;
/// Days over which demand changes.
const SLOPE: u16 = 30;
/// Days over which size, members who look in, is averaged.
const WINDOW: u16 = 56;

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let mut calm = scenario(preset, settings, logs::FOUNDERS, logs::PER_DAY / 2.0)?;
    calm.days = RETURNS + 365 * YEARS_LATER;
    calm.audience.word_of_mouth = WORD_OF_MOUTH;
    let mut crisis = calm.clone();
    crisis.demand.season = [
        (FALLS - SLOPE, 1.0),
        (FALLS, LOW),
        (RETURNS - SLOPE, LOW),
        (RETURNS, 1.0),
    ]
    .into_iter()
    .map(|(day, level)| SeasonPoint { day, level })
    .collect();
    let [calm, crisis] = [Prepared::new(&calm), Prepared::new(&crisis)];
    let found = each(settings.replicates, |replicate| {
        let untouched = live(&calm, replicate);
        lived();
        let hit = live(&crisis, replicate);
        lived();
        let last = hit.sizes.len() - 1;
        [
            hit.first_ties / hit.other_ties,
            hit.sizes[last] / untouched.sizes[last],
            hit.sizes[1] / untouched.sizes[1],
            hit.sizes[last] / hit.sizes[0],
            hit.evaporation[1] - hit.evaporation[0],
        ]
    });
    let finding = |index: usize, part| {
        let values: Vec<f64> = found.iter().map(|run| run[index]).collect();
        Finding::over_replicates(COLLAPSE, "P28", part, &values)
    };
    let told = |index: usize| finding(index, "").value.unwrap_or(f64::NAN);
    Ok(vec![
        finding(0, "who leaves first"),
        finding(4, "then a cascade"),
        finding(1, "hysteresis").with_note(format!(
            "against the same community without the crisis, {YEARS_LATER} years after it; one year after it {:.3}; \
             {YEARS_LATER} years after it against its own size before {:.3}",
            told(2),
            told(3)
        )),
    ])
}

struct Life {
    /// Mean number of ties at the start of the crisis: of the first tenth to leave, of all others.
    first_ties: f64,
    other_ties: f64,
    /// Share of the leavers who left because those they had ties with had gone: first tenth, others.
    evaporation: [f64; 2],
    /// Members who look in a day: before the crisis, and one, two, three years after it.
    sizes: Vec<f64>,
}

fn live(prepared: &Prepared<'_>, replicate: u32) -> Life {
    let mut ties: Vec<Option<u32>> = Vec::new();
    // Those there at the start who left during the crisis, in order, and whether for lost ties.
    let mut leavers: Vec<(u32, bool)> = Vec::new();
    let mut visitors = Vec::new();
    let start = FALLS - SLOPE;
    prepared.run_watched(replicate, false, |community| {
        let day = community.day;
        visitors.push(community.visits().count() as f64);
        if day == start {
            ties = community
                .all()
                .map(|(_, member)| (member.state == State::Present).then(|| member.ties.count()))
                .collect();
        } else if day > start && day < RETURNS {
            let exits = community.log.exits.iter();
            leavers.extend(
                exits
                    .filter(|exit| matches!(exit.way, Way::Silent | Way::Left))
                    .filter(|exit| ties.get(exit.member as usize).is_some_and(Option::is_some))
                    .map(|exit| (exit.member, exit.cause == Cause::Evaporation)),
            );
        }
    });
    let tenth = leavers.len().div_ceil(10);
    let (first, rest) = leavers.split_at(tenth);
    let held = |member: u32| ties[member as usize].map(f64::from);
    let first_ties: Vec<f64> = first
        .iter()
        .filter_map(|(member, _)| held(*member))
        .collect();
    let mut others = ties.clone();
    for (member, _) in first {
        others[*member as usize] = None;
    }
    let other_ties: Vec<f64> = others.into_iter().flatten().map(f64::from).collect();
    let evaporation = [first, rest].map(|leavers| {
        let lost: Vec<f64> = leavers
            .iter()
            .map(|(_, lost)| f64::from(u8::from(*lost)))
            .collect();
        mean(&lost)
    });
    let size = |end: u16| {
        let end = usize::from(end).min(visitors.len());
        mean(&visitors[end.saturating_sub(usize::from(WINDOW))..end])
    };
    let mut sizes = vec![size(start)];
    sizes.extend((1..=YEARS_LATER).map(|year| size(RETURNS + 365 * year)));
    Life {
        first_ties: mean(&first_ties),
        other_ties: mean(&other_ties),
        evaporation,
        sizes,
    }
}
