//! The life of one member, written down while a run is lived again.

use crate::model::cause::Cause;
use crate::model::community::Community;
use crate::model::log::{NOBODY, Way};
use crate::model::member::flag;
use crate::model::visit::mark;
use crate::model::who::Who;

/// How somebody came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// There from the first day.
    Founder,
    /// Through a channel of the scenario.
    Channel(String),
    /// Because members speak of the place, invited by nobody in particular.
    WordOfMouth,
    /// Invited by this member.
    Invited(u32),
}

/// The end of taking part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The day.
    pub day: u16,
    /// Why.
    pub cause: Cause,
    /// How.
    pub way: Way,
}

/// What became of one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// Number of the member.
    pub member: u32,
    /// Days that the run has.
    pub days: u16,
    /// Day of joining.
    pub joined: u16,
    /// How they came.
    pub came: Came,
    /// Name of the archetype.
    pub archetype: String,
    /// Member, advertiser, or somebody the operator brought in.
    pub who: Who,
    /// How well the subject suits them; 1 is ordinary.
    pub fit: f64,
    /// Days with a visit.
    pub visits: Vec<u16>,
    /// Days with a message.
    pub wrote: Vec<u16>,
    /// Messages in all.
    pub messages: u32,
    /// Answers in all.
    pub answers: u32,
    /// Answers to what they wrote on the first day they wrote anything.
    pub first_answers: u16,
    /// Visits that the operator called for.
    pub called: u32,
    /// Days on which the operator took care of them.
    pub cared: u32,
    /// Messages removed, or warnings.
    pub rejected: u32,
    /// Days on which they were attacked in a quarrel.
    pub attacked: u32,
    /// Day on which they muted the room.
    pub muted: Option<u16>,
    /// Day on which they became one of those who lead.
    pub promoted: Option<u16>,
    /// The day with the most ties, and how many.
    pub most_ties: (u16, u32),
    /// Ties on the last day on which they took part.
    pub ties: u32,
    /// Days on which they paid.
    pub paid: Vec<u16>,
    /// Members whom they invited.
    pub invited: u32,
    /// Messages unread on the last visit.
    pub last_unread: f64,
    /// Share of advertisements in what they found on the last visit.
    pub last_ads: f64,
    /// How they stopped taking part; `None` for those who still do at the end.
    pub end: Option<End>,
    /// Day on which the operator took them off the list after they had fallen silent.
    pub struck_off: Option<u16>,
}

/// Follows one member.
pub struct Follow {
    member: u32,
    life: Option<Life>,
}

impl Follow {
    /// Follows the member with this number, who may not be there yet.
    pub const fn new(member: u32) -> Self {
        Self { member, life: None }
    }

    /// Writes down a finished day, before it is closed.
    pub fn watch(&mut self, community: &Community<'_>) {
        let (day, log) = (community.day(), community.log());
        if self.life.is_none() {
            self.life = log
                .joins
                .iter()
                .find(|join| join.member == self.member)
                .map(|join| born(community, self.member, join.channel, join.inviter));
        }
        let Some(life) = &mut self.life else { return };
        life.days = day + 1;
        // Somebody had fallen silent, and the operator has woken them.
        if log.woken.iter().any(|it| it.member == self.member) {
            life.end = None;
        }
        if life.end.is_none() {
            let member = community.member(self.member);
            let ties = member.ties.count();
            life.ties = ties;
            if ties > life.most_ties.1 {
                life.most_ties = (day, ties);
            }
            if life.promoted.is_none() && member.is(flag::PROMOTED) {
                life.promoted = Some(day);
            }
            if life.muted.is_none() && member.is(flag::MUTED) {
                life.muted = Some(day);
            }
        }
        let is_theirs = |person: &&u32| **person == self.member;
        if log.payers.iter().any(|it| is_theirs(&it)) {
            life.paid.push(day);
        }
        let brought = log.joins.iter().filter(|it| it.inviter == self.member);
        life.invited += brought.count() as u32;
        let mut finds = community.finds();
        if let Some((visit, found)) = finds.find(|(it, _)| it.member == self.member) {
            life.visits.push(day);
            life.last_unread = f64::from(found.unread);
            life.last_ads = f64::from(found.ads);
            life.called += u32::from(visit.is(mark::CALLED));
            life.cared += u32::from(visit.is(mark::CARED));
            life.rejected += u32::from(visit.is(mark::REJECTED));
            life.attacked += u32::from(visit.attacked);
            if visit.messages > 0 {
                if life.wrote.is_empty() {
                    life.first_answers = visit.answers;
                }
                life.wrote.push(day);
                life.messages += u32::from(visit.messages);
                life.answers += u32::from(visit.answers);
            }
        }
        for exit in log.exits.iter().filter(|it| it.member == self.member) {
            if exit.way == Way::RemovedSilent {
                life.struck_off = Some(day);
            } else {
                life.end = Some(End {
                    day,
                    cause: exit.cause,
                    way: exit.way,
                });
            }
        }
    }

    /// The life; `None` for somebody who never came.
    pub fn finish(self) -> Option<Life> {
        self.life
    }
}

fn born(community: &Community<'_>, number: u32, channel: u8, inviter: u32) -> Life {
    let member = community.member(number);
    let rules = community.rules();
    let day = community.day();
    let audience = &rules.audience;
    let there = audience.founders as usize + audience.members.len();
    let came = if day == 0 && (number as usize) < there {
        Came::Founder
    } else if inviter != NOBODY {
        Came::Invited(inviter)
    } else {
        let channel = audience.channel.get(usize::from(channel));
        channel.map_or(Came::WordOfMouth, |it| Came::Channel(it.name.clone()))
    };
    Life {
        member: number,
        days: day + 1,
        joined: day,
        came,
        archetype: rules.kinds[usize::from(member.archetype)].name.clone(),
        who: rules.who(member.archetype),
        fit: f64::from(member.fit),
        visits: Vec::new(),
        wrote: Vec::new(),
        messages: 0,
        answers: 0,
        first_answers: 0,
        called: 0,
        cared: 0,
        rejected: 0,
        attacked: 0,
        muted: None,
        promoted: None,
        most_ties: (day, 0),
        ties: 0,
        paid: Vec::new(),
        invited: 0,
        last_unread: 0.0,
        last_ads: 0.0,
        end: None,
        struck_off: None,
    }
}
