//! Watches a community day by day and keeps a record of it.
//!
//! Members are those who came for what the community offers. Spammers and the operator's own people
//! have series of their own and count nowhere else.

use super::concentration::Histogram;
use super::habit::{Engaged, Trace};
use super::joiners::Joiners;
use super::metrics::Daily;
use super::network;
use super::record::{Cohorts, ExitCount, Happening, Record};
use super::summing_up::{Ends, sum_up};
use super::turnover::{Gone, WEEK};
use crate::model::community::Community;
use crate::model::log::{Exit, Way};
use crate::model::member::{NEVER, State, flag};
use crate::model::rules::Rules;
use crate::model::visit::{Visit, mark};
use crate::model::who::Who;
use std::collections::BTreeMap;

/// Days of a month: the window of MAU, lurkers and sleepers.
const MONTH: usize = 30;
/// Days between two looks at the concentration of messages.
const CENSUS: u16 = 7;
/// Days between two counts of ties.
const TIES: u16 = 28;

/// What is known of one member beyond the member's own record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Life {
    /// Days with a visit.
    pub visits: Trace,
    /// Days with a message.
    posts: Trace,
    /// Day of the first message; [`NEVER`] before it.
    first_post: u16,
    /// Whether anybody ever answered.
    answered: bool,
    /// Whether a fee was ever paid.
    pays: bool,
}

const UNBORN: Life = Life {
    visits: Trace::new(),
    posts: Trace::new(),
    first_post: NEVER,
    answered: false,
    pays: false,
};

/// Bytes an observer needs for each member.
pub const BYTES_A_MEMBER: u64 = size_of::<Life>() as u64;

/// People by what they are.
#[derive(Debug, Clone, Copy, Default)]
struct Others {
    spammers: u32,
    staff: u32,
}

/// Watches one run.
pub struct Observer {
    days: usize,
    daily: Vec<f32>,
    who: Vec<Who>,
    lives: Vec<Life>,
    /// Members with a history are the first of all members.
    past: usize,
    /// Members by day of their last visit: those on the list, those taking part.
    listed: Vec<u32>,
    present: Vec<u32>,
    /// Members on the list by day of their last message.
    wrote: Vec<u32>,
    members: u32,
    members_on: Vec<u32>,
    /// Members who joined and have not looked in yet count as taking part.
    taking_part: u32,
    taking_part_on: Vec<u32>,
    muted: u32,
    paying: u32,
    others: Others,
    churn: Gone,
    removed: Gone,
    leaves: Gone,
    engaged: Engaged,
    speaking: Engaged,
    posts: Histogram,
    joiners: Joiners,
    ends: Ends,
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
            who: (0..rules.kinds.len())
                .map(|archetype| rules.who(archetype as u8))
                .collect(),
            lives: Vec::new(),
            past: rules.audience.members.len(),
            listed: vec![0; days],
            present: vec![0; days],
            wrote: vec![0; days],
            members: 0,
            members_on: vec![0; days],
            taking_part: 0,
            taking_part_on: vec![0; days],
            muted: 0,
            paying: 0,
            others: Others::default(),
            churn: Gone::new(rules.days),
            removed: Gone::new(rules.days),
            leaves: Gone::new(rules.days),
            engaged: Engaged::new(rules.days),
            speaking: Engaged::new(rules.days),
            posts: Histogram::default(),
            joiners: Joiners::new(
                rules.days,
                rules.audience.channel.len() + 1,
                rules.audience.members.len() as u32 + rules.audience.founders,
            ),
            ends: Ends::default(),
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
        let day = community.day;
        self.joins(community);
        self.visits(community);
        self.messages(community);
        self.exits(community);
        self.standing(day);
        self.windows(day);
        self.desk(community);
        if day % CENSUS == CENSUS - 1 || day as usize + 1 == self.days {
            self.census(day);
        }
        if day % TIES == TIES - 1 || day as usize + 1 == self.days {
            self.set(day, Daily::Ties, network::ties(community) as f64);
        }
        self.ends.watch(community);
        let happened = community.log.events.iter().map(|event| Happening {
            day,
            strategy: event.strategy.to_owned(),
            label: event.label.clone(),
        });
        self.happenings.extend(happened);
    }

    fn set(&mut self, day: u16, metric: Daily, value: f64) {
        self.daily[metric as usize * self.days + day as usize] = value as f32;
    }

    fn set_all(&mut self, day: u16, values: impl IntoIterator<Item = (Daily, f64)>) {
        for (metric, value) in values {
            self.set(day, metric, value);
        }
    }

    fn is_member(&self, archetype: u8) -> bool {
        self.who[archetype as usize] == Who::Member
    }

    /// Who joined.
    fn joins(&mut self, community: &Community<'_>) {
        let day = community.day;
        self.lives.resize(community.ever() as usize, UNBORN);
        self.joiners.applied(&community.log.applied);
        let mut joins = 0;
        for join in &community.log.joins {
            match self.who[join.archetype as usize] {
                Who::Spammer => {
                    self.others.spammers += 1;
                    self.ends.spammers += 1;
                    continue;
                }
                Who::Staff => {
                    self.others.staff += 1;
                    continue;
                }
                Who::Member => {}
            }
            joins += 1;
            self.members += 1;
            let member = community.member(join.member);
            // Some of those with a history had fallen silent for good before anybody looked.
            let silent = member.state == State::Silent && member.last_visit == NEVER;
            self.taking_part += u32::from(!silent);
            if join.member as usize >= self.past {
                self.joiners.joined(join, day);
                self.cohorts.joined[(day / self.cohorts.unit) as usize] += 1;
            }
        }
        for number in &community.log.payers {
            let first = !self.lives[*number as usize].pays;
            if first && self.is_member(community.member(*number).archetype) {
                self.lives[*number as usize].pays = true;
                self.paying += 1;
            }
        }
        self.set(day, Daily::Joins, f64::from(joins));
    }

    /// Who looked in.
    fn visits(&mut self, community: &Community<'_>) {
        let day = community.day;
        let (mut dau, mut new, mut resurrected) = (0_u32, 0_u32, 0_u32);
        for visit in community.visits() {
            if !self.is_member(visit.archetype) {
                continue;
            }
            dau += 1;
            if visit.previous == NEVER {
                // The first rows of the table of members with a history are the first members.
                match community.rules.audience.members.get(visit.member as usize) {
                    Some(past) => {
                        let silence = i32::from(day) - past.last_day;
                        resurrected += u32::from(silence > MONTH as i32);
                    }
                    None => new += 1,
                }
            } else {
                self.listed[visit.previous as usize] -= 1;
                self.present[visit.previous as usize] -= 1;
                resurrected += u32::from(day - visit.previous > MONTH as u16);
            }
            self.listed[day as usize] += 1;
            self.present[day as usize] += 1;
            self.muted += u32::from(visit.is(mark::MUTED));
            let since = if visit.previous == NEVER {
                0
            } else {
                day - visit.previous
            };
            let life = &mut self.lives[visit.member as usize];
            let after = life.visits.then(since);
            self.engaged
                .did(visit.joined, day, since, life.visits, after);
            life.visits = after;
            if visit.member as usize >= self.past {
                self.follow(day, visit);
            }
        }
        self.set_all(
            day,
            [
                (Daily::Dau, dau),
                (Daily::New, new),
                (Daily::Returning, dau - new),
                (Daily::Resurrected, resurrected),
                (Daily::Current, dau - new - resurrected),
            ]
            .map(|(metric, number)| (metric, f64::from(number))),
        );
    }

    /// Retention and cohorts.
    fn follow(&mut self, day: u16, visit: &Visit) {
        let age = day - visit.joined;
        self.joiners.visited(age);
        let unit = |days: u16| self.units[days as usize] as usize;
        let first = visit.previous == NEVER;
        if first || unit(visit.previous - visit.joined) != unit(age) {
            let cohort = &mut self.cohorts.active[unit(visit.joined)];
            // The last, unfinished unit of an age may lie beyond the end of the table.
            if let Some(active) = cohort.get_mut(unit(age)) {
                *active += 1;
            }
        }
    }

    /// Who wrote, and who was answered.
    fn messages(&mut self, community: &Community<'_>) {
        let day = community.day;
        if day == 0 {
            // Members with a history have written before they were ever observed.
            for (_, member) in community.all() {
                if self.is_member(member.archetype) {
                    self.posts.enter(member.posts);
                }
            }
        }
        let (mut speakers, mut answered, mut first_posts) = (0_u32, 0_u32, 0_u32);
        let (mut posts, mut replies, mut spam, mut guests) = (0_u64, 0_u64, 0_u64, 0_u64);
        for visit in community.writing_visits() {
            match self.who[visit.archetype as usize] {
                Who::Spammer => spam += u64::from(visit.messages),
                Who::Staff => guests += u64::from(visit.messages),
                Who::Member => {
                    speakers += 1;
                    answered += u32::from(visit.answers > 0);
                    posts += u64::from(visit.messages);
                    replies += u64::from(visit.answers);
                    first_posts += u32::from(self.spoke(day, visit));
                }
            }
        }
        let mut said = [0.0; 2];
        for room in &community.rooms {
            said[0] += room.today.said.ads;
            said[1] += room.today.said.messages;
        }
        self.set_all(
            day,
            [
                (Daily::Speakers, f64::from(speakers)),
                (Daily::FirstPosts, f64::from(first_posts)),
                (Daily::Posts, posts as f64),
                (Daily::Replies, replies as f64),
                (Daily::SpamPosts, spam as f64),
                (Daily::GuestPosts, guests as f64),
                (
                    Daily::AnsweredShare,
                    ratio(f64::from(answered), f64::from(speakers)),
                ),
                (Daily::AdsShare, ratio(said[0], said[1])),
            ],
        );
    }

    /// A member wrote; returns whether for the first time.
    fn spoke(&mut self, day: u16, visit: &Visit) -> bool {
        if day > 0 {
            let before = visit.posts_before;
            self.posts.rise(before, before + u32::from(visit.messages));
        }
        let since = if visit.previous_post == NEVER {
            0
        } else {
            self.wrote[visit.previous_post as usize] -= 1;
            day - visit.previous_post
        };
        self.wrote[day as usize] += 1;
        let life = &mut self.lives[visit.member as usize];
        let after = life.posts.then(since);
        self.speaking
            .did(visit.joined, day, since, life.posts, after);
        life.posts = after;
        if (visit.member as usize) < self.past {
            return false;
        }
        let first = life.first_post == NEVER;
        if first {
            life.first_post = day;
            self.joiners.first_wrote(visit.joined, day);
        }
        if visit.answers > 0 && !life.answered {
            life.answered = true;
            self.joiners.first_answered(day, day - life.first_post);
        }
        first
    }

    /// Who fell silent, left or was removed.
    fn exits(&mut self, community: &Community<'_>) {
        let day = community.day;
        let (mut leaves, mut removals, mut silenced, mut spammers) = (0_u32, 0_u32, 0_u32, 0_u32);
        for exit in &community.log.exits {
            let off_the_list = exit.way != Way::Silent;
            match self.who[exit.archetype as usize] {
                Who::Spammer => {
                    self.others.spammers -= u32::from(off_the_list);
                    spammers += u32::from(matches!(exit.way, Way::Removed | Way::RemovedSilent));
                    continue;
                }
                Who::Staff => {
                    self.others.staff -= u32::from(off_the_list);
                    continue;
                }
                Who::Member => {}
            }
            match exit.way {
                Way::Silent => silenced += 1,
                Way::Left => leaves += 1,
                Way::Removed | Way::RemovedSilent => removals += 1,
            }
            if exit.way != Way::RemovedSilent {
                self.taking_part -= 1;
                if exit.last_visit != NEVER {
                    self.present[exit.last_visit as usize] -= 1;
                }
                self.muted -= u32::from(community.member(exit.member).is(flag::MUTED));
            }
            if off_the_list {
                self.off_the_list(community, exit);
            }
            match exit.way {
                Way::Silent => self.churn.went(exit.joined, day),
                Way::Left => {
                    self.churn.went(exit.joined, day);
                    self.leaves.went(exit.joined, day);
                }
                Way::Removed | Way::RemovedSilent => self.removed.went(exit.joined, day),
            }
            let way = ExitCount::way_number(exit.way);
            *self
                .exits
                .entry((day, exit.cause as u8, way, exit.archetype))
                .or_default() += 1;
        }
        self.set_all(
            day,
            [
                (Daily::Leaves, leaves),
                (Daily::Removals, removals),
                (Daily::Silenced, silenced),
                (Daily::SpammersRemoved, spammers),
            ]
            .map(|(metric, number)| (metric, f64::from(number))),
        );
    }

    /// A member is no longer on the list.
    fn off_the_list(&mut self, community: &Community<'_>, exit: &Exit) {
        let day = community.day;
        self.members -= 1;
        let life = self.lives[exit.member as usize];
        self.paying -= u32::from(life.pays);
        if exit.last_visit != NEVER {
            self.listed[exit.last_visit as usize] -= 1;
            self.engaged
                .gone(exit.joined, day, exit.last_visit, life.visits);
        }
        let last_post = community.member(exit.member).last_post;
        if last_post != NEVER {
            self.wrote[last_post as usize] -= 1;
            self.speaking.gone(exit.joined, day, last_post, life.posts);
        }
        if exit.member as usize >= self.past {
            self.joiners.gone(exit.joined, day);
        }
    }

    /// How things stand in the evening.
    fn standing(&mut self, day: u16) {
        let at = |metric: Daily| f64::from(self.daily[metric as usize * self.days + day as usize]);
        let members = f64::from(self.members);
        let (dau, speakers, posts) = (at(Daily::Dau), at(Daily::Speakers), at(Daily::Posts));
        let net = at(Daily::Joins) - at(Daily::Leaves) - at(Daily::Removals);
        self.members_on[day as usize] = self.members;
        self.taking_part_on[day as usize] = self.taking_part;
        let taking_part = f64::from(self.taking_part);
        let engaged = [self.engaged.count(day), self.speaking.count(day)]
            .map(|count| count.map_or(f64::NAN, f64::from));
        self.set_all(
            day,
            [
                (Daily::Members, members),
                (Daily::NetGrowth, net),
                (Daily::Readers, dau - speakers),
                (Daily::SpeakingRate, ratio(speakers, members)),
                (Daily::SpeakingVisitors, ratio(speakers, dau)),
                (Daily::MessageDensity, ratio(posts, members)),
                (Daily::TakingPart, taking_part),
                (Daily::Silent, members - taking_part),
                (Daily::MutedShare, ratio(f64::from(self.muted), taking_part)),
                (Daily::Engaged, engaged[0]),
                (Daily::EngagedSpeakers, engaged[1]),
                (Daily::PayingMembers, f64::from(self.paying)),
                (Daily::Spammers, f64::from(self.others.spammers)),
                (Daily::Guests, f64::from(self.others.staff)),
            ],
        );
    }

    /// What is counted over more than a day, from the first window on that lies wholly within the
    /// run and leaves the first day behind, on which everybody comes at once.
    fn windows(&mut self, day: u16) {
        let now = day as usize;
        let over = |series: &[u32], days: usize| {
            let since = (now >= days).then(|| now + 1 - days);
            since.map_or(f64::NAN, |since| {
                f64::from(series[since..=now].iter().sum::<u32>())
            })
        };
        let members = f64::from(self.members);
        let taking_part = f64::from(self.taking_part);
        let (wau, mau) = (over(&self.listed, 7), over(&self.listed, MONTH));
        let spoke = [7, 28, MONTH].map(|days| over(&self.wrote, days));
        let today = f64::from(self.listed[now]);
        let dormant = now
            .checked_sub(MONTH + 1)
            .map_or(0.0, |last| f64::from(self.listed[last]));
        let gone = [
            f64::from(self.churn.count(day)),
            f64::from(self.removed.count(day)),
            f64::from(self.leaves.count(day)),
        ];
        let before = |series: &[u32]| {
            now.checked_sub(usize::from(WEEK))
                .map_or(f64::NAN, |then| f64::from(series[then]))
        };
        let (list, present) = (before(&self.members_on), before(&self.taking_part_on));
        let values = [
            (Daily::Wau, wau),
            (Daily::Active28d, over(&self.listed, 28)),
            (Daily::Mau, mau),
            (Daily::DauMau, ratio(today, mau)),
            (Daily::Speakers7d, spoke[0]),
            (Daily::Speakers28d, spoke[1]),
            (Daily::Speakers30d, spoke[2]),
            (Daily::SilentShare, ratio(members - spoke[0], members)),
            (Daily::AsleepShare, ratio(members - mau, members)),
            (Daily::LurkerShare, ratio(mau - spoke[2], mau)),
            (Daily::Sleepers, taking_part - over(&self.present, MONTH)),
            (Daily::Dormant, dormant),
            (Daily::Churn7d, ratio(gone[0], present)),
            (Daily::Removed7d, ratio(gone[1], list)),
            (Daily::LeaveRate, ratio(gone[2], list)),
        ];
        self.set_all(day, values);
    }

    /// What the operator's desk says: applicants, money, hours.
    fn desk(&mut self, community: &Community<'_>) {
        let log = &community.log;
        let cost = log.spent + log.hours * self.hour_cost;
        self.set_all(
            community.day,
            [
                (Daily::Applications, f64::from(log.applications)),
                (Daily::Rejections, f64::from(log.rejections)),
                (Daily::TurnedAway, f64::from(log.turned_away)),
                (Daily::Waiting, f64::from(log.waiting)),
                (Daily::Cost, cost),
                (Daily::Revenue, log.earned),
                (Daily::Profit, log.earned - cost),
                (Daily::OperatorHours, log.hours),
            ],
        );
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
        let exits = self.exits.iter();
        let exits = exits.map(|((day, cause, way, archetype), count)| ExitCount {
            day: *day,
            cause: *cause,
            way: *way,
            archetype: *archetype,
            count: *count,
        });
        let record = Record {
            replicate,
            days: self.days as u16,
            run: Vec::new(),
            survival: Vec::new(),
            retention: self
                .joiners
                .retention()
                .into_iter()
                .map(|it| it as f32)
                .collect(),
            stages: Vec::new(),
            exits: exits.collect(),
            daily: self.daily,
            cohorts: self.cohorts,
            channels: Vec::new(),
            days_active: Vec::new(),
            happenings: self.happenings,
        };
        sum_up(record, community, self.joiners, &self.ends, &self.lives)
    }
}

/// A ratio; NaN over nothing.
pub(super) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}
