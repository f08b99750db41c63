//! How long the members of each archetype took part in one run.

use crate::model::community::Community;
use crate::model::member::{NEVER, State};
use crate::model::who::Who;
use crate::stats::survival::Lifetime;

/// The stays of an archetype's members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stays {
    /// Name of the archetype.
    pub archetype: String,
    /// Days from joining to the last visit of those who take part no more, or to the end of the run.
    pub lives: Vec<Lifetime>,
}

/// Of every archetype that has a member, in the order of the scenario; members with a history joined
/// before anybody looked.
pub(super) fn all(community: &Community<'_>) -> Vec<Stays> {
    let rules = community.rules();
    let last = community.day();
    let past = rules.audience.members.len();
    let mut found: Vec<Stays> = rules
        .kinds
        .iter()
        .map(|kind| Stays {
            archetype: kind.name.clone(),
            lives: Vec::new(),
        })
        .collect();
    for (_, member) in community.all().skip(past) {
        if rules.who(member.archetype) != Who::Member {
            continue;
        }
        let seen = if member.last_visit == NEVER {
            member.joined
        } else {
            member.last_visit
        };
        let ended = member.state != State::Present;
        let until = if ended { seen } else { last };
        found[usize::from(member.archetype)].lives.push(Lifetime {
            duration: f64::from(until - member.joined),
            ended,
        });
    }
    found.retain(|stays| !stays.lives.is_empty());
    found
}
