//! The metrics of a whole run, from what was written down day by day.

use super::habit::SPAN;
use super::life::{Life, ratio};
use super::metrics::{Daily, Run};
use super::network;
use super::record::Record;
use super::retention::Joiners;
use super::stage::{Stage, died_on, stages, weekly_means};
use crate::model::community::Community;
use crate::model::member::{NEVER, State};
use crate::model::who::Who;

/// Sums and first times that no daily metric says.
#[derive(Debug, Clone, Default)]
pub(super) struct Ends {
    /// Spammers who came in.
    pub spammers: u32,
    advertising: f64,
    due: u32,
    renewed: u32,
    full: Option<u16>,
}

impl Ends {
    /// Looks at a finished day.
    pub(super) fn watch(&mut self, community: &Community<'_>) {
        let log = community.log();
        self.advertising += log.advertising;
        let is_member = |number: &&u32| {
            let archetype = community.member(**number).archetype;
            community.rules().who(archetype) == Who::Member
        };
        let mut due: Vec<u32> = log.due.iter().filter(is_member).copied().collect();
        due.sort_unstable();
        self.due += due.len() as u32;
        let paid = log
            .payers
            .iter()
            .filter(|payer| due.binary_search(payer).is_ok());
        self.renewed += paid.count() as u32;
        if self.full.is_none() && community.open_room().is_none() {
            self.full = Some(community.day());
        }
    }
}

/// Completes a record whose days are written down.
pub(super) fn sum_up(
    mut record: Record,
    community: &Community<'_>,
    joiners: Joiners,
    ends: &Ends,
    lives: &[Life],
) -> Record {
    let survival = survival(community, record.days as usize);
    record.survival = survival.iter().map(|share| *share as f32).collect();
    record.stages = stages(record.series(Daily::Returning), record.series(Daily::Posts));
    record.days_active = days_active(community, lives, record.days);
    let (of_joiners, channels) = joiners.finish(community);
    record.channels = channels;
    let mut values = of_joiners;
    values.extend(of_activity(&record, community, &survival));
    values.extend(of_money(&record, ends));
    record.run = vec![f64::NAN; Run::ALL.len()];
    for (metric, value) in values {
        record.run[metric as usize] = value;
    }
    record
}

fn total(record: &Record, metric: Daily) -> f64 {
    let known = record.series(metric).iter().filter(|value| !value.is_nan());
    known.map(|value| f64::from(*value)).sum()
}

/// Mean over the last four weeks of the days that have a value.
fn recent(record: &Record, metric: Daily) -> f64 {
    let series = record.series(metric);
    let last = &series[series.len().saturating_sub(usize::from(SPAN))..];
    let known: Vec<f64> = last
        .iter()
        .filter(|value| !value.is_nan())
        .map(|value| f64::from(*value))
        .collect();
    ratio(known.iter().sum(), known.len() as f64)
}

fn of_activity(record: &Record, community: &Community<'_>, survival: &[f64]) -> Vec<(Run, f64)> {
    let days = usize::from(record.days);
    let on = |metric: Daily, day: usize| {
        let value = record.series(metric).get(day);
        value.map_or(f64::NAN, |value| f64::from(*value))
    };
    let weekly = weekly_means(record.series(Daily::Dau));
    let (peak_day, peak) =
        weekly.iter().enumerate().fold(
            (0, 0.0),
            |best, (day, mean)| if *mean > best.1 { (day, *mean) } else { best },
        );
    let died = died_on(&record.stages);
    let last = record.stages.last();
    vec![
        (Run::MedianLifetime, median(survival)),
        (Run::EngagedQuarter, on(Daily::Engaged, days / 4)),
        (Run::EngagedHalf, on(Daily::Engaged, days / 2)),
        (Run::EngagedEnd, on(Daily::Engaged, days - 1)),
        (Run::SpeakingEnd, on(Daily::EngagedSpeakers, days - 1)),
        (Run::EngagedDays, total(record, Daily::Engaged)),
        (
            Run::PowerUsers,
            record
                .days_active
                .iter()
                .skip(21)
                .map(|count| f64::from(*count))
                .sum(),
        ),
        (Run::DauEnd, recent(record, Daily::Dau)),
        (Run::ReturningEnd, recent(record, Daily::Returning)),
        (Run::SpeakersEnd, recent(record, Daily::Speakers)),
        (Run::PostsEnd, recent(record, Daily::Posts)),
        (Run::DauPeak, peak),
        (Run::DauPeakDay, peak_day.saturating_sub(3) as f64),
        (Run::ApplicationsTotal, total(record, Daily::Applications)),
        (Run::RejectionsTotal, total(record, Daily::Rejections)),
        (Run::TurnedAwayTotal, total(record, Daily::TurnedAway)),
        (Run::JoinsTotal, total(record, Daily::Joins)),
        (Run::LeavesTotal, total(record, Daily::Leaves)),
        (Run::RemovalsTotal, total(record, Daily::Removals)),
        (Run::PostsTotal, total(record, Daily::Posts)),
        (Run::SpamPostsTotal, total(record, Daily::SpamPosts)),
        (Run::RepliesTotal, total(record, Daily::Replies)),
        (Run::ActiveDays, total(record, Daily::Dau)),
        (Run::MemberDays, total(record, Daily::Members)),
        (
            Run::Cliques,
            network::triangles(community).map_or(f64::NAN, |found| found as f64),
        ),
        (
            Run::Stage,
            last.map_or(0.0, |stage: &Stage| f64::from(*stage as u8)),
        ),
        (Run::DiedOnDay, died.map_or(f64::NAN, |day| day as f64)),
        (Run::Died, f64::from(u8::from(died.is_some()))),
    ]
}

fn of_money(record: &Record, ends: &Ends) -> Vec<(Run, f64)> {
    let cost = total(record, Daily::Cost);
    let revenue = total(record, Daily::Revenue);
    let joins = total(record, Daily::Joins);
    let engaged = record.series(Daily::Engaged).last();
    let engaged = engaged.map_or(f64::NAN, |engaged| f64::from(*engaged));
    let month = recent(record, Daily::Revenue) * f64::from(SPAN);
    vec![
        (Run::CostTotal, cost),
        (Run::RevenueTotal, revenue),
        (Run::ProfitTotal, revenue - cost),
        (Run::HoursTotal, total(record, Daily::OperatorHours)),
        (Run::CostPerEngaged, ratio(cost, engaged)),
        (Run::Arpu, ratio(month, recent(record, Daily::Members))),
        (Run::Ltv, ratio(revenue, joins)),
        (Run::Cac, ratio(ends.advertising, joins)),
        (
            Run::RenewalRate,
            ratio(f64::from(ends.renewed), f64::from(ends.due)),
        ),
        (Run::SpammersTotal, f64::from(ends.spammers)),
        (Run::FullOnDay, ends.full.map_or(f64::NAN, f64::from)),
    ]
}

/// Members on the list at the end, by the number of days they looked in on of the last 28.
fn days_active(community: &Community<'_>, lives: &[Life], days: u16) -> Vec<u32> {
    let mut counts = vec![0; usize::from(SPAN) + 1];
    for (number, member) in community.all() {
        if !member.state.on_the_list() || community.rules().who(member.archetype) != Who::Member {
            continue;
        }
        let active = if member.last_visit == NEVER {
            0
        } else {
            let later = days - 1 - member.last_visit;
            lives[number as usize].visits.within(later, SPAN)
        };
        counts[active as usize] += 1;
    }
    counts
}

/// Kaplan–Meier share of joiners still taking part n days after joining: 0 once all have ended, NaN where nobody is watched
/// for so long.
fn survival(community: &Community<'_>, days: usize) -> Vec<f64> {
    let (mut ended, mut watched) = (vec![0_u64; days], vec![0_u64; days]);
    let past = community.rules().audience.members.len();
    for (_, member) in community.all().skip(past) {
        if community.rules().who(member.archetype) != Who::Member {
            continue;
        }
        let joined = member.joined as usize;
        let seen = if member.last_visit == NEVER {
            joined
        } else {
            member.last_visit as usize
        };
        if member.state == State::Present {
            watched[days - 1 - joined.min(days - 1)] += 1;
        } else {
            ended[seen - joined] += 1;
        }
    }
    let mut at_risk: u64 = ended.iter().sum::<u64>() + watched.iter().sum::<u64>();
    let mut share = 1.0;
    (0..days)
        .map(|age| {
            if at_risk > 0 {
                share *= 1.0 - ended[age] as f64 / at_risk as f64;
            } else if share > 0.0 {
                share = f64::NAN;
            }
            at_risk -= ended[age] + watched[age];
            share
        })
        .collect()
}

/// First age by which at most half still take part; NaN while more do.
fn median(survival: &[f64]) -> f64 {
    let age = survival.iter().position(|share| *share <= 0.5);
    age.map_or(f64::NAN, |age| age as f64)
}
