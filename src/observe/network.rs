//! The net of ties.

use crate::model::answers::bit;
use crate::model::chunk::Chunk;
use crate::model::community::Community;
use rayon::prelude::*;

/// Above this many members triangles are not counted.
const MOST_MEMBERS: u32 = 50_000;

/// Ties of members who take part to others who take part.
pub fn ties(community: &Community<'_>) -> u64 {
    let present = |number| 1 - bit(community.gone(), number);
    let in_chunk = |chunk: &Chunk| -> u64 {
        let members = (chunk.first..).zip(&chunk.members);
        let taking_part = members.filter(|(number, _)| present(*number) == 1);
        taking_part
            .map(|(_, member)| u64::from(member.ties.count_if(present)))
            .sum()
    };
    if community.is_worth_threads() {
        community.chunks().par_iter().map(in_chunk).sum()
    } else {
        community.chunks().iter().map(in_chunk).sum()
    }
}

/// Groups of three who are tied to each other, in whichever direction. `None` in very large communities.
pub fn triangles(community: &Community<'_>) -> Option<u64> {
    if community.ever() > MOST_MEMBERS {
        return None;
    }
    let mut neighbours: Vec<Vec<u32>> = vec![Vec::new(); community.ever() as usize];
    for (number, member) in community.all() {
        if bit(community.gone(), number) == 1 {
            continue;
        }
        for (tie, _) in member
            .ties
            .iter()
            .filter(|(tie, _)| bit(community.gone(), *tie) == 0)
        {
            // Each pair once, at the lower number, so that each triangle is found once.
            let (low, high) = (number.min(tie), number.max(tie));
            neighbours[low as usize].push(high);
        }
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    let mut found = 0;
    for list in &neighbours {
        for (position, second) in list.iter().enumerate() {
            let onward = &neighbours[*second as usize];
            found += list[position + 1..]
                .iter()
                .filter(|third| onward.binary_search(third).is_ok())
                .count() as u64;
        }
    }
    Some(found)
}
