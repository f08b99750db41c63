//! A crisis, and what remains of it: P28.

use super::finding::Finding;
use super::simulated::{each, scenario};
use super::{Preset, Settings};
use crate::model::member::{NEVER, State};
use crate::model::settings::SeasonPoint;
use crate::model::visit::mark;
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::stats::summary::mean;
use crate::words::Text;

pub(super) const COLLAPSE: &str = "collapse";
const AFTERWARDS: Text = Text::new(
    "{years} years after the crisis; {one} one year after it, {three} three years after it",
    "危机之后 {years} 年；一年后 {one}，三年后 {three}",
);
const FOUNDERS: u32 = 60;
/// Joiners a day from outside.
const PER_DAY: f64 = 6.0;
/// Newcomers a visitor brings a day by word of mouth.
const WORD_OF_MOUTH: f64 = 0.02;
/// Days without a visit after which a member's ties say nothing any more.
const RECENT: u16 = 30;
/// Demand falls from 1 to [`LOW`] on this day …
const FALLS: u16 = 730;
/// … comes back on this one …
const RETURNS: u16 = 1095;
/// … and the community is looked at so many years later.
const YEARS_LATER: u16 = 8;
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
    let mut calm = scenario(preset, settings, FOUNDERS, PER_DAY)?;
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
            hit.sizes[3] / untouched.sizes[3],
            hit.ties_lost[0] - hit.ties_lost[1],
        ]
    });
    let finding = |index: usize, part| {
        let values: Vec<f64> = found.iter().map(|run| run[index]).collect();
        Finding::over_replicates(COLLAPSE, "P28", part, &values)
    };
    let told = |index: usize| {
        let found = finding(index, "").value.unwrap_or(f64::NAN);
        format!("{found:.3}")
    };
    Ok(vec![
        finding(0, "who leaves first"),
        finding(4, "then a cascade"),
        finding(1, "hysteresis").with_note(AFTERWARDS.fill(&[
            ("years", &YEARS_LATER),
            ("one", &told(2)),
            ("three", &told(3)),
        ])),
    ])
}

struct Life {
    /// Mean number of ties at the start of the crisis: of the first tenth to leave, of all others.
    first_ties: f64,
    other_ties: f64,
    /// Mean share of the ties lost since the visit before, over the crisis' visits of members with
    /// ties: of those who leave, of those who stay.
    ties_lost: [f64; 2],
    /// Members who look in a day: before the crisis, and one, two, three years after it.
    sizes: Vec<f64>,
}

fn live(prepared: &Prepared<'_>, replicate: u32) -> Life {
    let mut ties: Vec<Option<u32>> = Vec::new();
    // Those there at the start who left during the crisis, in order.
    let mut leavers: Vec<u32> = Vec::new();
    let mut lost = [Vec::new(), Vec::new()];
    let mut visitors = Vec::new();
    let start = FALLS - SLOPE;
    prepared.run_watched(replicate, false, |community| {
        let day = community.day();
        visitors.push(community.visits().count() as f64);
        if day == start {
            ties = community
                .all()
                .map(|(_, member)| {
                    let seen = member.state == State::Present
                        && member.last_visit != NEVER
                        && day - member.last_visit < RECENT;
                    seen.then(|| member.ties.count())
                })
                .collect();
        } else if day > start && day < RETURNS {
            for visit in community.visits() {
                let leaves = visit.is(mark::QUIT);
                if leaves && ties.get(visit.member as usize).is_some_and(Option::is_some) {
                    leavers.push(visit.member);
                }
                let holds = community.member(visit.member).ties.count() > 0;
                if holds || visit.ties.share() > 0.0 {
                    lost[usize::from(!leaves)].push(f64::from(visit.ties.share()));
                }
            }
        }
    });
    let tenth = leavers.len().div_ceil(10);
    let first = &leavers[..tenth];
    let held = |member: u32| ties[member as usize].map(f64::from);
    let first_ties: Vec<f64> = first.iter().filter_map(|member| held(*member)).collect();
    let mut others = ties.clone();
    for member in first {
        others[*member as usize] = None;
    }
    let other_ties: Vec<f64> = others.into_iter().flatten().map(f64::from).collect();
    let ties_lost = [mean(&lost[0]), mean(&lost[1])];
    let size = |end: u16| {
        let end = usize::from(end).min(visitors.len());
        mean(&visitors[end.saturating_sub(usize::from(WINDOW))..end])
    };
    let mut sizes = vec![size(start)];
    sizes.extend((1..=YEARS_LATER).map(|year| size(RETURNS + 365 * year)));
    Life {
        first_ties: mean(&first_ties),
        other_ties: mean(&other_ties),
        ties_lost,
        sizes,
    }
}
