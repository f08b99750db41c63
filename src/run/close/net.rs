//! Who is tied to whom on one evening of a run.

use crate::model::answers::bit;
use crate::model::community::Community;
use crate::model::who::Who;
use crate::stats::graph::Graph;
use std::collections::BTreeMap;

/// Above this many members with ties nobody is told apart, and none are kept.
const MOST_TIED: usize = 20_000;

/// The ties of those who take part, on the evening of a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Net {
    /// Which replicate it is.
    pub replicate: u32,
    /// The day.
    pub day: u16,
    /// Members who take part, tied or not.
    pub taking_part: usize,
    /// Those of them who are tied to another of them, in the order of their numbers.
    pub members: Vec<u32>,
    /// Their ties, each by its place in [`Net::members`]. A pair that has answered each other is one
    /// tie; its strength is that of both sides, in answers that are still remembered.
    pub graph: Graph,
}

impl Net {
    /// What holds this evening; `None` where there are too many to tell apart.
    pub fn of(community: &Community<'_>, replicate: u32) -> Option<Self> {
        let rules = community.rules();
        let taking_part = |number: u32| {
            let archetype = community.member(number).archetype;
            bit(community.gone(), number) == 0 && rules.who(archetype) == Who::Member
        };
        let (mut pairs, mut count) = (BTreeMap::new(), 0);
        for (number, member) in community.all() {
            if !taking_part(number) {
                continue;
            }
            count += 1;
            // Ties fade when their member looks in; who has not been there since holds them unfaded.
            let (mut ties, mut faded) = (member.ties, member.faded);
            ties.fade(&mut faded, community.day(), &rules.fading);
            for (other, strength) in ties.iter().filter(|tie| taking_part(tie.0)) {
                let pair = (number.min(other), number.max(other));
                *pairs.entry(pair).or_insert(0.0) += f64::from(strength);
            }
        }
        let mut members: Vec<u32> = pairs.keys().flat_map(|pair| [pair.0, pair.1]).collect();
        members.sort_unstable();
        members.dedup();
        if members.len() > MOST_TIED {
            return None;
        }
        let place = |number: u32| members.partition_point(|it| *it < number);
        let ties = pairs.into_iter();
        let ties = ties.map(|((one, other), strength)| (place(one), place(other), strength));
        let graph = Graph {
            size: members.len(),
            ties: ties.collect(),
        };
        Some(Self {
            replicate,
            day: community.day(),
            taking_part: count,
            members,
            graph,
        })
    }
}
