//! What is seen of each member while a community lives: all that any of the trials counts.

use super::super::simulated::each;
use super::Stage;
use crate::model::community::Community;
use crate::model::intervention::Intervention;
use crate::model::log::{NOBODY, Way};
use crate::model::member::NEVER;
use crate::model::who::Who;
use crate::random::{Luck, Purpose};
use crate::run::simulate::Prepared;
use std::ops::Range;

/// A number in [0, 1) that is a person's own in a trial, whatever is done to them.
pub(super) fn lot(luck: Luck, person: u64, trial: u16) -> f32 {
    luck.of(person, trial).uniform(Purpose::World)
}

/// One member, counted in so many windows of days.
#[derive(Debug, Clone)]
pub(super) struct Seen<const W: usize> {
    /// Whose luck it is.
    pub person: u64,
    /// The number on which assignment depends.
    pub lot: f32,
    /// Day of joining.
    pub joined: u16,
    /// The member who invited them, if anybody did.
    pub inviter: Option<u32>,
    /// Whether they came to advertise.
    pub spams: bool,
    /// The day after which they did not take part any more, if they stopped.
    pub gone: Option<u16>,
    /// Whether they are on the list at the end.
    pub listed: bool,
    /// Day of the last visit; the day of joining without one.
    pub last: u16,
    /// The days with messages, over the whole life.
    pub wrote_on: Vec<u16>,
    /// Answers on the first of them.
    pub first_answers: f64,
    /// Visits in each window.
    pub visits: [f64; W],
    /// Messages in each window.
    pub messages: [f64; W],
    /// … of them in the first room.
    pub in_first_room: [f64; W],
    /// Days with messages in each window.
    pub wrote: [f64; W],
    /// … on which somebody answered.
    pub answered: [f64; W],
    /// Answers in each window.
    pub answers: [f64; W],
}

impl<const W: usize> Seen<W> {
    fn new(community: &Community<'_>, number: u32, trial: u16) -> Self {
        let member = community.member(number);
        Self {
            person: member.person,
            lot: lot(community.luck(), member.person, trial),
            joined: member.joined,
            inviter: None,
            spams: community.rules().who(member.archetype) != Who::Member,
            gone: None,
            listed: true,
            last: member.joined,
            wrote_on: Vec::new(),
            first_answers: 0.0,
            visits: [0.0; W],
            messages: [0.0; W],
            in_first_room: [0.0; W],
            wrote: [0.0; W],
            answered: [0.0; W],
            answers: [0.0; W],
        }
    }

    /// The first day with messages of so many.
    pub(super) fn first_post(&self, days: Range<u16>) -> Option<u16> {
        self.wrote_on.iter().copied().find(|day| days.contains(day))
    }

    /// Whether they write again within so many days of one.
    pub(super) fn writes_again(&self, day: u16, within: u16) -> bool {
        let mut later = self.wrote_on.iter().filter(|later| **later > day);
        later.next().is_some_and(|later| *later <= day + within)
    }

    /// Whether they took part up to the eve of a day.
    pub(super) fn stayed_until(&self, day: u16) -> bool {
        self.joined < day && self.gone.is_none_or(|gone| gone >= day)
    }
}

/// One life: everybody who ever joined, in the order of their numbers.
pub(super) type Life<const W: usize> = Vec<Seen<W>>;

/// A community as one arm of a trial: what acts on it beside its operator.
pub(super) struct Arm<'a> {
    /// The community.
    pub prepared: Prepared<'a>,
    /// What acts from outside, made anew for each life.
    pub outside: Box<dyn Fn() -> Vec<Box<dyn Intervention>> + Sync + Send + 'a>,
}

impl<'a> Arm<'a> {
    /// A community on which nothing acts but its operator.
    pub(super) fn plain(scenario: &'a crate::scenario::Scenario) -> Self {
        Self::with(scenario, Vec::new)
    }

    /// A community on which something acts from outside.
    pub(super) fn with(
        scenario: &'a crate::scenario::Scenario,
        outside: impl Fn() -> Vec<Box<dyn Intervention>> + Sync + Send + 'a,
    ) -> Self {
        Self {
            prepared: Prepared::new(scenario),
            outside: Box::new(outside),
        }
    }

    fn live<const W: usize>(
        &self,
        replicate: u32,
        trial: u16,
        windows: &[Range<u16>; W],
    ) -> Life<W> {
        let mut life: Life<W> = Vec::new();
        self.prepared
            .run_with(replicate, false, (self.outside)(), |community| {
                see(community, trial, windows, &mut life);
            });
        life
    }
}

/// Adds what is seen of a day.
fn see<const W: usize>(
    community: &Community<'_>,
    trial: u16,
    windows: &[Range<u16>; W],
    life: &mut Life<W>,
) {
    let (day, known) = (community.day(), life.len() as u32);
    life.extend((known..community.ever()).map(|number| Seen::new(community, number, trial)));
    for join in &community.log().joins {
        let inviter = (join.inviter != NOBODY).then_some(join.inviter);
        life[join.member as usize].inviter = inviter;
    }
    for visit in community.visits() {
        let seen = &mut life[visit.member as usize];
        seen.last = day;
        if visit.messages > 0 {
            if seen.wrote_on.is_empty() {
                seen.first_answers = f64::from(visit.answers);
            }
            seen.wrote_on.push(day);
        }
        for (window, days) in windows.iter().enumerate() {
            if !days.contains(&day) {
                continue;
            }
            let messages = f64::from(visit.messages);
            seen.visits[window] += 1.0;
            seen.messages[window] += messages;
            seen.answers[window] += f64::from(visit.answers);
            if visit.room == 0 {
                seen.in_first_room[window] += messages;
            }
            if visit.messages > 0 {
                seen.wrote[window] += 1.0;
                seen.answered[window] += f64::from(u8::from(visit.answers > 0));
            }
        }
    }
    for woken in &community.log().woken {
        life[woken.member as usize].gone = None;
    }
    for exit in &community.log().exits {
        let seen = &mut life[exit.member as usize];
        seen.gone.get_or_insert(day);
        seen.listed &= exit.way == Way::Silent;
    }
    debug_assert!(day != NEVER);
}

impl Stage<'_> {
    /// Lives each replicate once in every arm, and reads the parts of a trial off the lives.
    pub(super) fn compare<const N: usize, const W: usize>(
        &self,
        arms: [&Arm<'_>; N],
        trial: u16,
        windows: &[Range<u16>; W],
        read: impl Fn([Life<W>; N]) -> super::Row + Sync + Send,
    ) -> Vec<super::Row> {
        self.compare_by_luck(arms, trial, windows, |_, lives| read(lives))
    }

    /// The same, where the luck of a replicate says who was meant.
    pub(super) fn compare_by_luck<const N: usize, const W: usize>(
        &self,
        arms: [&Arm<'_>; N],
        trial: u16,
        windows: &[Range<u16>; W],
        read: impl Fn(Luck, [Life<W>; N]) -> super::Row + Sync + Send,
    ) -> Vec<super::Row> {
        each(self.settings.replicates, |replicate| {
            let lives = arms.map(|arm| {
                let life = arm.live(replicate, trial, windows);
                (self.lived)();
                life
            });
            read(Luck::new(self.settings.seed, replicate), lives)
        })
    }
}

/// A sum over those members of whom something holds; spammers never count.
pub(super) fn sum<const W: usize>(
    life: &[Seen<W>],
    who: impl Fn(&Seen<W>) -> bool,
    what: impl Fn(&Seen<W>) -> f64,
) -> f64 {
    let members = life.iter().filter(|seen| !seen.spams && who(seen));
    members.map(what).sum()
}

/// The share, of those members who meet `who`, of whom `which` holds.
pub(super) fn share<const W: usize>(
    life: &[Seen<W>],
    who: impl Fn(&Seen<W>) -> bool,
    which: impl Fn(&Seen<W>) -> bool,
) -> f64 {
    let holds = |seen: &Seen<W>| f64::from(u8::from(which(seen)));
    sum(life, &who, holds) / sum(life, &who, |_| 1.0)
}

/// How much more something is with the treatment than without it, relative to that without.
pub(super) fn change(with: f64, without: f64) -> super::Share {
    (with - without, without)
}

/// Log odds of so many out of all: half a case is added on either side, so that all and none have some as well.
pub(super) fn log_odds(of: f64, all: f64) -> f64 {
    libm::log((of + 0.5) / (all - of + 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_odds_are_even_for_half_and_finite_for_all() {
        assert!(log_odds(5.0, 10.0).abs() < 1e-12);
        assert!(log_odds(10.0, 10.0).is_finite());
        assert!((log_odds(10.0, 10.0) + log_odds(0.0, 10.0)).abs() < 1e-12);
    }
}
