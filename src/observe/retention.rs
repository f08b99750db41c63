//! Retention: what becomes of those who join, by channel, with their first words and first answers.
//!
//! Members with a history joined before anybody looked, so nothing here is about them.

use super::metrics::Run;
use super::record::ChannelCount;
use crate::model::community::Community;
use crate::model::log::{Join, NOBODY};
use crate::model::member::{Member, NEVER};
use crate::model::who::Who;

/// Ages in days of the retention metrics.
pub const RETENTION: [(u16, Run, Run); 4] = [
    (1, Run::RetentionD1, Run::RollingD1),
    (7, Run::RetentionD7, Run::RollingD7),
    (30, Run::RetentionD30, Run::RollingD30),
    (90, Run::RetentionD90, Run::RollingD90),
];
/// Ages in days at which it is asked who is still on the list.
const LISTED: [(u16, Run); 4] = [
    (1, Run::ListedD1),
    (7, Run::ListedD7),
    (15, Run::ListedD15),
    (30, Run::ListedD30),
];
/// Ages in days at which channels are told apart by who comes back.
const WEEK: u16 = 7;
const MONTH: u16 = 30;
/// Joiners are activated who write on one of their first days, the day of joining included.
const ACTIVATION: u16 = 3;
/// Days within which a newcomer's first words should be answered.
const PATIENCE: u16 = 7;

/// Follows those who join.
#[derive(Clone)]
pub struct Joiners {
    days: u16,
    /// Joiners by day of joining.
    joined: Vec<u32>,
    /// Visits by age in days.
    visits: Vec<u32>,
    /// Joiners who are off the list by each of the ages in [`LISTED`], of those old enough.
    off: [u32; LISTED.len()],
    /// First messages by age in days.
    first_posts: Vec<u32>,
    activated: u32,
    /// First writers watched for long enough, and those of them answered in time.
    asked: u32,
    answered: u32,
    /// First answers by days since the first message.
    answers: Vec<u32>,
    invited: u32,
    channels: Vec<ChannelCount>,
    /// Members with a history and founders are the first of all members, and come through no channel.
    founders: u32,
}

impl Joiners {
    /// Nobody yet, in a run of so many days with so many channels, word of mouth included; the first
    /// `founders` of all members are there from the start.
    pub fn new(days: u16, channels: usize, founders: u32) -> Self {
        Self {
            days,
            founders,
            joined: vec![0; usize::from(days)],
            visits: vec![0; usize::from(days)],
            off: [0; LISTED.len()],
            first_posts: vec![0; usize::from(days)],
            activated: 0,
            asked: 0,
            answered: 0,
            answers: vec![0; usize::from(days)],
            invited: 0,
            channels: vec![ChannelCount::default(); channels],
        }
    }

    /// Whether the run goes on for `age` days after `day`.
    const fn watched(&self, day: u16, age: u16) -> bool {
        day as u32 + (age as u32) < self.days as u32
    }

    /// People who applied today, by channel.
    pub fn applied(&mut self, by_channel: &[u32]) {
        for (channel, number) in self.channels.iter_mut().zip(by_channel) {
            channel.applied += number;
        }
    }

    /// A member joined.
    pub fn joined(&mut self, join: &Join, day: u16) {
        self.joined[usize::from(day)] += 1;
        self.invited += u32::from(join.inviter != NOBODY);
        if join.member < self.founders {
            return;
        }
        if let Some(channel) = self.channels.get_mut(usize::from(join.channel)) {
            channel.joined += 1;
        }
    }

    /// Adds what was counted elsewhere of other members.
    pub fn merge(&mut self, other: &Self) {
        let sums = [
            (&mut self.joined, &other.joined),
            (&mut self.visits, &other.visits),
            (&mut self.first_posts, &other.first_posts),
            (&mut self.answers, &other.answers),
        ];
        for (sums, more) in sums {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        }
        for (off, more) in self.off.iter_mut().zip(other.off) {
            *off += more;
        }
        self.activated += other.activated;
        self.asked += other.asked;
        self.answered += other.answered;
        self.invited += other.invited;
        for (channel, more) in self.channels.iter_mut().zip(&other.channels) {
            channel.add(more);
        }
    }

    /// A joiner looked in at this age; `came_through` says by which channel, where that counts.
    #[inline(always)]
    pub fn visited(&mut self, member: u32, age: u16, came_through: impl FnOnce() -> u8) {
        self.visits[usize::from(age)] += 1;
        if (age == WEEK || age == MONTH)
            && member >= self.founders
            && let Some(channel) = self.channels.get_mut(usize::from(came_through()))
        {
            channel.back_7 += u32::from(age == WEEK);
            channel.back_30 += u32::from(age == MONTH);
        }
    }

    /// A joiner wrote for the first time.
    pub fn first_wrote(&mut self, joined: u16, day: u16) {
        let age = day - joined;
        self.first_posts[usize::from(age)] += 1;
        self.activated += u32::from(age < ACTIVATION && self.watched(joined, ACTIVATION - 1));
        self.asked += u32::from(self.watched(day, PATIENCE));
    }

    /// A joiner was answered for the first time, `wait` days after having first written.
    pub fn first_answered(&mut self, day: u16, wait: u16) {
        self.answers[usize::from(wait)] += 1;
        self.answered += u32::from(wait <= PATIENCE && self.watched(day - wait, PATIENCE));
    }

    /// A joiner is no longer on the list.
    pub fn gone(&mut self, joined: u16, day: u16) {
        for ((age, _), off) in LISTED.iter().zip(&mut self.off) {
            *off += u32::from(day - joined <= *age && joined + *age < self.days);
        }
    }

    /// Joiners by time of joining, in units of so many days.
    pub fn joined_by(&self, unit: u16) -> Vec<u32> {
        let units = self.joined.chunks(usize::from(unit));
        units.map(|days| days.iter().sum()).collect()
    }

    /// Joiners who were watched for `age` days.
    fn old_enough(&self, age: u16) -> u32 {
        let until = usize::from(self.days.saturating_sub(age));
        self.joined[..until].iter().sum()
    }

    /// Share of joiners who looked in on exactly the n-th day after joining, n = 0, 1, …; NaN
    /// where nobody was watched for so long.
    pub fn retention(&self) -> Vec<f64> {
        let mut watched: u32 = self.joined.iter().sum();
        let shares = self.visits.iter().enumerate().map(|(age, visits)| {
            if age > 0 {
                watched -= self.joined[self.joined.len() - age];
            }
            share(*visits, watched)
        });
        shares.collect()
    }

    /// The metrics of joiners, and the channels through which they came.
    pub fn finish(mut self, community: &Community<'_>) -> (Vec<(Run, f64)>, Vec<ChannelCount>) {
        let exact = self.retention();
        let at = |age: u16| exact.get(usize::from(age)).copied().unwrap_or(f64::NAN);
        let ever = community
            .all()
            .filter(|(_, member)| community.rules().who(member.archetype) == Who::Member);
        let (mut later, mut members) = ([0; RETENTION.len()], 0);
        let past = community.rules().audience.members.len();
        for (number, member) in ever {
            members += 1;
            if number as usize >= past {
                self.look_back(number, member, &mut later);
            }
        }
        let mut values = vec![
            (
                Run::Activation,
                share(self.activated, self.old_enough(ACTIVATION - 1)),
            ),
            (Run::TimeToFirstPost, median_of(&self.first_posts)),
            (Run::NewcomersAnswered, share(self.answered, self.asked)),
            (Run::TimeToFirstAnswer, median_of(&self.answers)),
            (Run::InviteesPerMember, share(self.invited, members)),
        ];
        for (number, (age, day, rolling)) in RETENTION.into_iter().enumerate() {
            values.push((day, at(age)));
            values.push((rolling, share(later[number], self.old_enough(age))));
        }
        for ((age, metric), off) in LISTED.into_iter().zip(self.off) {
            values.push((metric, 1.0 - share(off, self.old_enough(age))));
        }
        (values, self.channels)
    }

    /// Counts a joiner at the end of the run.
    fn look_back(&mut self, number: u32, member: &Member, later: &mut [u32]) {
        let seen = if member.last_visit == NEVER {
            0
        } else {
            member.last_visit - member.joined
        };
        for ((age, ..), later) in RETENTION.iter().zip(later) {
            *later += u32::from(self.watched(member.joined, *age) && seen >= *age);
        }
        if number < self.founders {
            return;
        }
        let watched = |age: u16| u32::from(self.watched(member.joined, age));
        let (week, month) = (watched(WEEK), watched(MONTH));
        if let Some(channel) = self.channels.get_mut(usize::from(member.channel)) {
            channel.stayed += u32::from(member.state.on_the_list());
            channel.watched_7 += week;
            channel.watched_30 += month;
            channel.seen_7 += week * u32::from(seen >= WEEK);
            channel.seen_30 += month * u32::from(seen >= MONTH);
        }
    }
}

/// A share; NaN of nothing.
fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        f64::NAN
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// The median of numbers of days, given how often each occurs.
fn median_of(counts: &[u32]) -> f64 {
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let mut reached = 0;
    let middle = counts.iter().position(|count| {
        reached += u64::from(*count);
        all > 0 && 2 * reached >= all
    });
    middle.map_or(f64::NAN, |days| days as f64)
}
