//! Watches a community day by day and keeps a record of it.

use super::concentration::Histogram;
use super::metrics::{Daily, Run};
use super::network;
use super::record::{Cohorts, ExitCount, Happening, Record};
use super::stage::{Stage, died_on, stages, weekly_means};
use crate::model::community::Community;
use crate::model::log::Way;
use crate::model::member::{Member, NEVER, State, flag};
use crate::model::rules::Rules;
use crate::model::visit::{Visit, mark};
use std::collections::BTreeMap;

/// Days of a month: the window of MAU, lurkers and sleepers.
const MONTH: usize = 30;
/// Days between two looks at the concentration of messages.
const CENSUS: u16 = 7;
/// Days between two counts of ties.
const TIES: u16 = 28;
/// Retention windows: first and last age in days.
const RETENTION: [(u16, u16); 4] = [(1, 1), (7, 13), (30, 36), (90, 96)];

/// Watches one run.
pub struct Observer {
    days: usize,
    daily: Vec<f32>,
    /// Members by day of their last visit: all who ever joined, those on the list, those taking part.
    seen: Vec<u32>,
    listed: Vec<u32>,
    present: Vec<u32>,
    /// Members by day of their last message.
    wrote: Vec<u32>,
    /// Members who joined and have not looked in yet count as awake.
    taking_part: u32,
    muted: u32,
    gone: Vec<u32>,
    started: Vec<u32>,
    posts: Histogram,
    /// Members seen in each retention window, of those who joined early enough to be counted.
    returned: [u32; RETENTION.len()],
    exits: BTreeMap<(u16, u8, u8, u8), u32>,
    cohorts: Cohorts,
    /// Which unit of the cohorts' time a day belongs to.
    units: Vec<u16>,
    happenings: Vec<Happening>,
    hour_cost: f64,
}

impl Observer {
    /// An observer of a community under `rules`; `hour_cost` is what an hour of the operator costs.
    pub fn new(rules: &Rules, hour_cost: f64) -> Self {
        let days = rules.days as usize;
        let unit = match days {
            0..=400 => 7,
            401..=5600 => 28,
            _ => 364,
        };
        let units = days.div_ceil(unit);
        Self {
            days,
            daily: vec![f32::NAN; Daily::ALL.len() * days],
            seen: vec![0; days],
            listed: vec![0; days],
            present: vec![0; days],
            wrote: vec![0; days],
            taking_part: 0,
            muted: 0,
            gone: vec![0; days],
            started: vec![0; days],
            posts: Histogram::default(),
            returned: [0; RETENTION.len()],
            exits: BTreeMap::new(),
            cohorts: Cohorts {
                unit: unit as u16,
                joined: vec![0; units],
                active: (0..units).map(|cohort| vec![0; units - cohort]).collect(),
            },
            units: (0..days as u16).map(|day| day / unit as u16).collect(),
            happenings: Vec::new(),
            hour_cost,
        }
    }

    /// Writes down a finished day, before it is closed.
    pub fn observe(&mut self, community: &Community<'_>) {
        let day = community.day();
        let joins = community.log().joins.len() as u32;
        self.taking_part += joins;
        self.cohorts.joined[(day / self.cohorts.unit) as usize] += joins;
        self.started[day as usize] = self.taking_part;
        self.visits(community);
        self.exits(community);
        self.standing(community);
        if day % CENSUS == CENSUS - 1 || day as usize + 1 == self.days {
            self.census(day);
        }
        if day % TIES == TIES - 1 || day as usize + 1 == self.days {
            self.set(day, Daily::Ties, network::ties(community) as f64);
        }
        for event in &community.log().events {
            self.happenings.push(Happening {
                day,
                strategy: event.strategy.to_string(),
                label: event.label.clone(),
            });
        }
    }

    fn set(&mut self, day: u16, metric: Daily, value: f64) {
        self.daily[metric as usize * self.days + day as usize] = value as f32;
    }

    /// Who looked in, who wrote, who was answered.
    fn visits(&mut self, community: &Community<'_>) {
        let day = community.day();
        let (mut dau, mut posters, mut answered) = (0_u32, 0_u32, 0_u32);
        let (mut posts, mut replies) = (0_u64, 0_u64);
        let (mut new, mut resurrected) = (0_u32, 0_u32);
        for visit in community.visits() {
            dau += 1;
            if visit.previous == NEVER {
                // The first rows of the table of members with a history are the first members.
                let past = &community.rules().audience.members;
                match past.get(visit.member as usize) {
                    Some(past) if visit.joined == 0 => {
                        let silence = i32::from(day) - past.last_day;
                        resurrected += u32::from(silence > MONTH as i32);
                    }
                    _ => new += 1,
                }
            } else {
                self.seen[visit.previous as usize] -= 1;
                self.listed[visit.previous as usize] -= 1;
                self.present[visit.previous as usize] -= 1;
                resurrected += u32::from(day - visit.previous > MONTH as u16);
            }
            self.seen[day as usize] += 1;
            self.listed[day as usize] += 1;
            self.present[day as usize] += 1;
            self.muted += u32::from(visit.is(mark::MUTED));
            self.follow(day, visit);
        }
        if day == 0 {
            // Members with a history have written before they were ever observed.
            let written = community.all().map(|(_, member)| member.posts);
            written.for_each(|posts| self.posts.enter(posts));
        }
        for visit in community.writing_visits() {
            posters += 1;
            answered += u32::from(visit.answers > 0);
            posts += u64::from(visit.messages);
            replies += u64::from(visit.answers);
            let before = visit.posts_before;
            if day > 0 {
                self.posts.rise(before, before + u32::from(visit.messages));
            }
            if visit.previous_post != NEVER {
                self.wrote[visit.previous_post as usize] -= 1;
            }
            self.wrote[day as usize] += 1;
        }
        let ads: f64 = community
            .rooms()
            .iter()
            .map(|room| room.today.said.ads)
            .sum();
        let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { f64::NAN };
        self.set(day, Daily::Dau, f64::from(dau));
        self.set(day, Daily::Visitors, f64::from(dau - posters));
        self.set(day, Daily::Posters, f64::from(posters));
        self.set(day, Daily::Posts, posts as f64);
        self.set(day, Daily::Replies, replies as f64);
        self.set(
            day,
            Daily::AnsweredShare,
            ratio(f64::from(answered), f64::from(posters)),
        );
        self.set(day, Daily::AdsShare, ratio(ads, posts as f64));
        self.set(day, Daily::New, f64::from(new));
        self.set(day, Daily::Resurrected, f64::from(resurrected));
        self.set(day, Daily::Current, f64::from(dau - new - resurrected));
    }

    /// Retention windows and cohorts.
    fn follow(&mut self, day: u16, visit: &Visit) {
        let age = day - visit.joined;
        let previous = visit.previous.wrapping_sub(visit.joined);
        let first = visit.previous == NEVER;
        for (window, (from, to)) in RETENTION.iter().enumerate() {
            let returns = (*from..=*to).contains(&age) && (first || previous < *from);
            if returns && counts(visit.joined, window, self.days) {
                self.returned[window] += 1;
            }
        }
        let unit = |days: u16| self.units[days as usize] as usize;
        if first || unit(previous) != unit(age) {
            let cohort = &mut self.cohorts.active[unit(visit.joined)];
            // The last, unfinished unit of an age may lie beyond the end of the table.
            if let Some(active) = cohort.get_mut(unit(age)) {
                *active += 1;
            }
        }
    }

    /// Who fell silent, left or was removed.
    fn exits(&mut self, community: &Community<'_>) {
        let day = community.day();
        let (mut leaves, mut removals, mut silenced) = (0_u32, 0_u32, 0_u32);
        for exit in &community.log().exits {
            match exit.way {
                Way::Silent => silenced += 1,
                Way::Left => leaves += 1,
                Way::Removed | Way::RemovedSilent => removals += 1,
            }
            if exit.way != Way::RemovedSilent {
                self.taking_part -= 1;
                self.gone[day as usize] += 1;
                if exit.last_visit != NEVER {
                    self.present[exit.last_visit as usize] -= 1;
                }
                self.muted -= u32::from(community.member(exit.member).is(flag::MUTED));
            }
            if exit.way != Way::Silent && exit.last_visit != NEVER {
                self.listed[exit.last_visit as usize] -= 1;
            }
            let way = ExitCount::way_number(exit.way);
            *self
                .exits
                .entry((day, exit.cause as u8, way, exit.archetype))
                .or_default() += 1;
        }
        self.set(day, Daily::Leaves, f64::from(leaves));
        self.set(day, Daily::Removals, f64::from(removals));
        self.set(day, Daily::Silenced, f64::from(silenced));
    }

    /// How things stand in the evening.
    fn standing(&mut self, community: &Community<'_>) {
        let day = community.day();
        let log = community.log();
        let now = day as usize;
        let window = |days: usize| now.saturating_sub(days - 1)..=now;
        let members = f64::from(community.on_the_list());
        let wau: u32 = self.seen[window(7)].iter().sum();
        let mau: u32 = self.seen[window(MONTH)].iter().sum();
        let awake: u32 = self.listed[window(MONTH)].iter().sum();
        let present = |days| f64::from(self.present[window(days)].iter().sum::<u32>());
        let wrote: u32 = self.wrote[window(MONTH)].iter().sum();
        let gone: u32 = self.gone[window(7)].iter().sum();
        let before = self.started[now.saturating_sub(6)];
        let dau = f64::from(self.seen[now]);
        let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { f64::NAN };
        let dormant = now
            .checked_sub(MONTH + 1)
            .map_or(0, |last| self.listed[last]);
        let cost = log.spent + log.hours * self.hour_cost;
        for (metric, value) in [
            (Daily::Members, members),
            (Daily::Joins, log.joins.len() as f64),
            (Daily::Applications, f64::from(log.applications)),
            (Daily::Rejections, f64::from(log.rejections)),
            (Daily::TurnedAway, f64::from(log.turned_away)),
            (Daily::Waiting, f64::from(log.waiting)),
            (Daily::Wau, f64::from(wau)),
            (Daily::Mau, f64::from(mau)),
            (Daily::DauMau, ratio(dau, f64::from(mau))),
            (
                Daily::MutedShare,
                ratio(f64::from(self.muted), f64::from(self.taking_part)),
            ),
            (
                Daily::AsleepShare,
                ratio(members - f64::from(awake), members),
            ),
            (
                Daily::LurkerShare,
                ratio(f64::from(mau - wrote.min(mau)), f64::from(mau)),
            ),
            (Daily::TakingPart, f64::from(self.taking_part)),
            (Daily::Awake7d, present(7)),
            (Daily::Awake30d, present(MONTH)),
            (Daily::Silent, members - f64::from(self.taking_part)),
            (Daily::Churn7d, ratio(f64::from(gone), f64::from(before))),
            (Daily::Dormant, f64::from(dormant)),
            (Daily::Cost, cost),
            (Daily::Revenue, log.earned),
            (Daily::OperatorHours, log.hours),
        ] {
            self.set(day, metric, value);
        }
    }

    /// Concentration of messages.
    fn census(&mut self, day: u16) {
        if let Some(found) = self.posts.concentration() {
            self.set(day, Daily::GiniPosts, found.gini);
            self.set(day, Daily::Top1Share, found.top1);
            self.set(day, Daily::Top10Share, found.top10);
            self.set(day, Daily::AbsenceFactor, found.absence_factor);
        }
    }

    /// Ends the observation. `community` has lived all its days.
    pub fn finish(self, community: &Community<'_>, replicate: u32) -> Record {
        let survival = survival(community, self.days);
        let mut record = Record {
            replicate,
            days: self.days as u16,
            run: vec![f64::NAN; Run::ALL.len()],
            survival: survival.iter().map(|share| *share as f32).collect(),
            stages: Vec::new(),
            exits: self
                .exits
                .iter()
                .map(|((day, cause, way, archetype), count)| ExitCount {
                    day: *day,
                    cause: *cause,
                    way: *way,
                    archetype: *archetype,
                    count: *count,
                })
                .collect(),
            daily: self.daily,
            cohorts: self.cohorts,
            happenings: self.happenings,
            own: Vec::new(),
        };
        record.stages = stages(record.series(Daily::Dau));
        summarise(&mut record, community, self.returned, &survival);
        record
    }
}

/// Kaplan–Meier share of joiners still taking part n days after joining.
fn survival(community: &Community<'_>, days: usize) -> Vec<f64> {
    let (mut ended, mut watched) = (vec![0_u64; days], vec![0_u64; days]);
    for (_, member) in community.all() {
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
            } else {
                share = f64::NAN;
            }
            at_risk -= ended[age] + watched[age];
            share
        })
        .collect()
}

/// Fills in the metrics of the run.
fn summarise(
    record: &mut Record,
    community: &Community<'_>,
    returned: [u32; RETENTION.len()],
    survival: &[f64],
) {
    let days = record.days as usize;
    let total = |metric: Daily| {
        let series = record.series(metric).iter();
        series
            .filter(|value| !value.is_nan())
            .map(|value| f64::from(*value))
            .sum::<f64>()
    };
    let recent = |metric: Daily| {
        let series = record.series(metric);
        let last = &series[days.saturating_sub(28)..];
        last.iter().map(|value| f64::from(*value)).sum::<f64>() / last.len().max(1) as f64
    };
    let weekly = weekly_means(record.series(Daily::Dau));
    let (peak_day, peak) =
        weekly.iter().enumerate().fold(
            (0, 0.0),
            |best, (day, mean)| if *mean > best.1 { (day, *mean) } else { best },
        );
    let engaged = f64::from(engaged(community, days));
    let cost = total(Daily::Cost);
    let died = died_on(&record.stages);
    let mut values = vec![
        (Run::MedianLifetime, median(survival)),
        (Run::EngagedEnd, engaged),
        (Run::DauEnd, recent(Daily::Dau)),
        (Run::PostsEnd, recent(Daily::Posts)),
        (Run::DauPeak, peak),
        (Run::DauPeakDay, peak_day.saturating_sub(3) as f64),
        (Run::JoinsTotal, total(Daily::Joins)),
        (Run::LeavesTotal, total(Daily::Leaves)),
        (Run::RemovalsTotal, total(Daily::Removals)),
        (Run::PostsTotal, total(Daily::Posts)),
        (Run::RepliesTotal, total(Daily::Replies)),
        (Run::ActiveDays, total(Daily::Dau)),
        (Run::MemberDays, total(Daily::Members)),
        (
            Run::Cliques,
            network::triangles(community).map_or(f64::NAN, |found| found as f64),
        ),
        (Run::CostTotal, cost),
        (Run::RevenueTotal, total(Daily::Revenue)),
        (Run::HoursTotal, total(Daily::OperatorHours)),
        (
            Run::CostPerRetained,
            if engaged > 0.0 {
                cost / engaged
            } else {
                f64::NAN
            },
        ),
        (
            Run::Stage,
            record
                .stages
                .last()
                .map_or(0.0, |stage: &Stage| f64::from(*stage as u8)),
        ),
        (Run::DiedOnDay, died.map_or(f64::NAN, |day| day as f64)),
        (Run::Died, f64::from(u8::from(died.is_some()))),
    ];
    let windows = [
        Run::RetentionD1,
        Run::RetentionD7,
        Run::RetentionD30,
        Run::RetentionD90,
    ];
    for (window, metric) in windows.into_iter().enumerate() {
        values.push((metric, retention(community, returned[window], days, window)));
    }
    for (metric, value) in values {
        record.run[metric as usize] = value;
    }
}

/// Members on the list, no spammers, who looked in during the last month.
fn engaged(community: &Community<'_>, days: usize) -> u32 {
    let kinds = &community.rules().kinds;
    let recent = |member: &&Member| {
        member.state.on_the_list()
            && member.last_visit != NEVER
            && member.last_visit as usize + MONTH >= days
            && !kinds[member.archetype as usize].is_spammer()
    };
    community
        .all()
        .map(|(_, member)| member)
        .filter(recent)
        .count() as u32
}

/// Whether somebody who joined on a day reaches the end of a retention window within the run.
fn counts(joined: u16, window: usize, days: usize) -> bool {
    joined as usize + (RETENTION[window].1 as usize) < days
}

/// Share of the joiners old enough who were seen in a retention window.
fn retention(community: &Community<'_>, seen: u32, days: usize, window: usize) -> f64 {
    let joined = community
        .all()
        .filter(|(_, member)| counts(member.joined, window, days))
        .count();
    if joined == 0 {
        f64::NAN
    } else {
        f64::from(seen) / joined as f64
    }
}

/// First age by which at most half still take part; NaN while more do.
fn median(survival: &[f64]) -> f64 {
    let age = survival.iter().position(|share| *share <= 0.5);
    age.map_or(f64::NAN, |age| age as f64)
}
