//! Trials in which some members of a community are treated and others are not.

use super::super::simulated::each;
use super::super::{Preset, Settings};
use super::place;
use crate::model::acquaintances::{Acquaintances, Shape};
use crate::model::cause::Cause;
use crate::model::community::Community;
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::model::member::State;
use crate::model::who::Who;
use crate::random::{Luck, Purpose};
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use std::collections::BTreeSet;

/// The day on which treatment begins.
const DAY: u16 = 60;

/// A number in [0, 1) that is a person's own in this trial, whatever is done to them.
fn lot(luck: Luck, person: u64, trial: u16) -> f32 {
    luck.of(person, trial).uniform(Purpose::World)
}

/// A share of those of each group of whom something holds.
#[derive(Default, Clone, Copy)]
struct Counted {
    all: [f64; 2],
    of: [f64; 2],
}

impl Counted {
    /// The share among the treated less that among the others.
    fn difference(self) -> f64 {
        self.of[1] / self.all[1] - self.of[0] / self.all[0]
    }

    /// The share among the treated over that among the others.
    fn ratio(self) -> f64 {
        (self.of[1] / self.all[1]) / (self.of[0] / self.all[0])
    }
}

/// Thanks, once, to those on whom the lot falls.
struct Thanks {
    trial: u16,
    window: std::ops::Range<u16>,
    thanked: BTreeSet<u32>,
}

impl Intervention for Thanks {
    fn midday(&mut self, levers: &mut Levers<'_, '_>) {
        if !self.window.contains(&levers.day()) {
            return;
        }
        let luck = levers.luck();
        let (trial, thanked) = (self.trial, &mut self.thanked);
        levers.care(|visit, member, _| {
            // A third of the half below one half.
            let drawn = lot(luck, member.person, trial) < 0.5 / 3.0;
            Some(drawn && visit.posts_before > 0 && thanked.insert(visit.member))
        });
    }
}

/// X1: a third of a random half of those who write are thanked once.
pub(super) fn thanks(
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<f64>>, Problems> {
    const TRIAL: u16 = 1;
    let scenario = place(Preset::Chat, settings, 400, 6.0, DAY + 49)?;
    let prepared = Prepared::new(&scenario);
    let one = |replicate: u32, treated: bool| {
        let extra: Vec<Box<dyn Intervention>> = if treated {
            vec![Box::new(Thanks {
                trial: TRIAL,
                window: DAY..DAY + 7,
                thanked: BTreeSet::new(),
            })]
        } else {
            Vec::new()
        };
        let mut group: Vec<Option<usize>> = Vec::new();
        let mut back = BTreeSet::new();
        let (mut counted, mut posts) = (Counted::default(), [0.0; 2]);
        prepared.run_with(replicate, false, extra, |community| {
            let day = community.day();
            if day + 1 == DAY {
                group = writers(community, |person| {
                    usize::from(lot(community.luck(), person, TRIAL) < 0.5)
                });
            }
            if day < DAY {
                return;
            }
            for visit in community.visits() {
                let Some(Some(side)) = group.get(visit.member as usize) else {
                    continue;
                };
                if (DAY + 7..DAY + 21).contains(&day) {
                    back.insert(visit.member);
                }
                if day >= DAY + 7 {
                    posts[*side] += f64::from(visit.messages);
                }
            }
        });
        for (number, side) in group.iter().enumerate() {
            if let Some(side) = side {
                counted.all[*side] += 1.0;
                counted.of[*side] += f64::from(u8::from(back.contains(&(number as u32))));
            }
        }
        (counted.difference(), posts[1] / posts[0])
    };
    Ok(each(settings.replicates, |replicate| {
        let (before, wrote) = one(replicate, false);
        lived();
        let (after, writes) = one(replicate, true);
        lived();
        vec![after - before, writes / wrote - 1.0]
    }))
}

/// Members who have written, each with the group that a person belongs to.
fn writers(community: &Community<'_>, group: impl Fn(u64) -> usize) -> Vec<Option<usize>> {
    let rules = community.rules();
    community
        .all()
        .map(|(_, member)| {
            let counts = member.posts > 0
                && member.state == State::Present
                && rules.who(member.archetype) == Who::Member
                && member.last_post + 30 > community.day();
            counts.then(|| group(member.person))
        })
        .collect()
}

/// An answer more to the first message of half of the newcomers.
struct Answers {
    trial: u16,
}

impl Intervention for Answers {
    fn midday(&mut self, levers: &mut Levers<'_, '_>) {
        let luck = levers.luck();
        let trial = self.trial;
        levers.care(|visit, member, _| {
            // With as many answers as a first message gets, about half again of them.
            let drawn =
                lot(luck, member.person, trial) < 0.5 && lot(luck, member.person, trial + 1) < 0.5;
            Some(drawn && visit.posts_before == 0 && visit.messages > 0)
        });
    }
}

/// X2: more answers to the first messages of half of the newcomers.
pub(super) fn replies(
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<f64>>, Problems> {
    const TRIAL: u16 = 2;
    let scenario = place(Preset::Forum, settings, 60, 12.0, 150)?;
    let prepared = Prepared::new(&scenario);
    let one = |replicate: u32, treated: bool| {
        let extra: Vec<Box<dyn Intervention>> = if treated {
            vec![Box::new(Answers { trial: TRIAL })]
        } else {
            Vec::new()
        };
        let mut first: Vec<Option<usize>> = Vec::new();
        let mut again = BTreeSet::new();
        prepared.run_with(replicate, false, extra, |community| {
            let day = community.day();
            first.resize(community.ever() as usize, None);
            for visit in community.writing_visits().filter(|it| it.messages > 0) {
                let number = visit.member as usize;
                let member = community.member(visit.member);
                if community.rules().who(member.archetype) != Who::Member || visit.joined == 0 {
                    continue;
                }
                // Those who begin in the last month have little time to write again.
                if visit.posts_before == 0 && day < 120 {
                    let side = lot(community.luck(), member.person, TRIAL) < 0.5;
                    first[number] = Some(usize::from(side));
                } else if first[number].is_some() {
                    again.insert(visit.member);
                }
            }
        });
        let mut counted = Counted::default();
        for (number, side) in first.iter().enumerate() {
            if let Some(side) = side {
                counted.all[*side] += 1.0;
                counted.of[*side] += f64::from(u8::from(again.contains(&(number as u32))));
            }
        }
        counted.ratio()
    };
    Ok(each(settings.replicates, |replicate| {
        let before = one(replicate, false);
        lived();
        let after = one(replicate, true);
        lived();
        vec![after / before - 1.0]
    }))
}

/// The member who has written most of late goes.
struct Departure {
    star: u32,
}

impl Intervention for Departure {
    fn evening(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() == DAY {
            levers.remove(self.star, Cause::Closed);
        }
    }
}

/// E5: the one who writes most leaves a community of people who know each other.
pub(super) fn star(
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<f64>>, Problems> {
    const LATER: u16 = 28;
    let mut scenario = place(Preset::Chat, settings, 80, 1.0, DAY + LATER + 1)?;
    scenario.audience.ties = Acquaintances {
        shape: Shape::Mesh,
        each: 6,
        ..Acquaintances::default()
    };
    let prepared = Prepared::new(&scenario);
    // What the others write, who of them still takes part, and who wrote most.
    let one = |replicate: u32, star: Option<u32>| {
        let extra: Vec<Box<dyn Intervention>> = match star {
            Some(star) => vec![Box::new(Departure { star })],
            None => Vec::new(),
        };
        let mut most = None;
        let (mut by_member, mut there): (Vec<f64>, Vec<bool>) = (Vec::new(), Vec::new());
        prepared.run_with(replicate, false, extra, |community| {
            let day = community.day();
            let rules = community.rules();
            if day == DAY {
                let wrote = community.all().filter(|(_, member)| {
                    member.state == State::Present && rules.who(member.archetype) == Who::Member
                });
                most = wrote.max_by_key(|(_, member)| member.posts).map(|it| it.0);
            }
            if day > DAY {
                by_member.resize(community.ever() as usize, 0.0);
                for visit in community.writing_visits() {
                    by_member[visit.member as usize] += f64::from(visit.messages);
                }
            }
            if day == DAY + LATER {
                there = community
                    .all()
                    .map(|(_, member)| member.state == State::Present)
                    .collect();
            }
        });
        (most, by_member, there)
    };
    let sums = |by_member: &[f64], there: &[bool], without: u32| {
        let others = |number: &usize| *number != without as usize;
        let posts: f64 = (0..by_member.len())
            .filter(others)
            .map(|it| by_member[it])
            .sum();
        let present = (0..there.len())
            .filter(others)
            .filter(|it| there[*it])
            .count();
        [posts, present as f64]
    };
    Ok(each(settings.replicates, |replicate| {
        let (most, wrote, stayed) = one(replicate, None);
        lived();
        let Some(star) = most else {
            lived();
            return vec![f64::NAN; 2];
        };
        let (_, writes, stays) = one(replicate, Some(star));
        lived();
        let (before, after) = (sums(&wrote, &stayed, star), sums(&writes, &stays, star));
        vec![after[0] / before[0] - 1.0, after[1] / before[1] - 1.0]
    }))
}
