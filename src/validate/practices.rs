//! What operators do, as studies saw it: moderation for all and for each (P22), whom scarce onboarding serves first
//! (P23), badges (P26). Each arm is lived through by the same people with the same luck.

use super::finding::Finding;
use super::simulated::{each, scenario};
use super::{Preset, Settings};
use crate::model::community::Community;
use crate::model::settings::Topic;
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::operator::strategies::follow_up::First;
use crate::operator::{FollowUp, Points, Presence, Sorting};
use crate::run::simulate::Prepared;
use crate::scenario::{Problems, Scenario};
use crate::stats::inequality::gini;
use std::collections::BTreeMap;

pub(super) const MODERATION: &str = "moderation";
pub(super) const ONBOARDING: &str = "onboarding";
pub(super) const BADGES: &str = "badges";

/// Days of each of these lives.
const DAYS: u16 = 365;
/// The first day that counts, where a community must have become used to something.
const USUAL: usize = 180;

/// Messages from a day on, of all but spammers.
fn messages(record: &Record, from: usize) -> f64 {
    let series = &record.series(Daily::Posts)[from..];
    series.iter().map(|value| f64::from(*value)).sum()
}

/// A place that many come to, with as many subjects as there are groups of people, and hours for everything.
fn many_subjects(preset: Preset, settings: &Settings) -> Result<Scenario, Problems> {
    let mut place = scenario(preset, settings, 300, 30.0)?;
    place.days = DAYS;
    place.operator.hours_per_day = 24.0;
    place.community.topic = ["one", "another", "a third", "a fourth"]
        .map(|name| Topic {
            name: name.to_owned(),
            ..Topic::default()
        })
        .to_vec();
    // The first subject is what the place is about.
    for topic in place.community.topic.iter_mut().skip(1) {
        topic.focus = 0.0;
    }
    Ok(place)
}

/// P22: nobody moderates; what strays is brought back for all; each reader is spared what does not concern them.
pub(super) fn moderation(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let none = many_subjects(preset, settings)?;
    let mut for_all = none.clone();
    for_all.operator.set(Presence {
        answers: 0,
        talk: 0.0,
        steering: 240.0,
        ..Presence::default()
    });
    let mut for_each = none.clone();
    for_each.operator.set(Sorting {
        spared: 0.9,
        hours: 4.0,
        ..Sorting::default()
    });
    let arms = [&none, &for_all, &for_each].map(Prepared::new);
    let found: Vec<[f64; 3]> = each(settings.replicates, |replicate| {
        [0, 1, 2].map(|arm: usize| {
            let record = arms[arm].run(replicate, false);
            lived();
            messages(&record, USUAL)
        })
    });
    let ratio = |part, over: usize, under: usize| {
        let values: Vec<f64> = found.iter().map(|arms| arms[over] / arms[under]).collect();
        Finding::over_replicates(MODERATION, "P22", part, &values)
    };
    Ok(vec![
        ratio("personalised/none", 2, 0),
        ratio("personalised/community-wide", 2, 1),
        ratio("community-wide/none", 1, 0),
    ])
}

/// P23: half an hour a day of answers and greetings, for the newest first or for the most active first.
pub(super) fn onboarding(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let mut place = scenario(preset, settings, 60, 6.0)?;
    place.days = DAYS;
    place.operator.hours_per_day = 0.5;
    let arms = [First::Newest, First::MostActive].map(|first| {
        let mut served = place.clone();
        served.operator.set(FollowUp {
            days: 365,
            first,
            ..FollowUp::default()
        });
        served
    });
    let arms = [&arms[0], &arms[1]].map(Prepared::new);
    let found: Vec<[(f64, f64); 2]> = each(settings.replicates, |replicate| {
        [0, 1].map(|arm: usize| {
            let mut posts = Vec::new();
            let record = arms[arm].run_watched(replicate, false, |community| {
                if community.day() + 1 == DAYS {
                    posts = community
                        .all()
                        .map(|(_, member)| f64::from(member.posts))
                        .collect();
                }
            });
            lived();
            (gini(&posts), messages(&record, 0))
        })
    });
    let over = |part, values: Vec<f64>| Finding::over_replicates(ONBOARDING, "P23", part, &values);
    let evenness = found.iter().map(|[newest, active]| newest.0 - active.0);
    let posts = found.iter().map(|[newest, active]| newest.1 / active.1);
    Ok(vec![
        over("evenness", evenness.collect()),
        over("total posts", posts.collect()),
    ])
}

/// By how much the log odds of writing must rise for somebody to count as responding.
const RESPONDS: f32 = 0.2;
/// Days after a level in which writing may slacken.
const AFTERWARDS: u16 = 14;

/// What is known of one visit.
#[derive(Debug, Clone, Copy)]
struct Seen {
    messages: f64,
    stage: Stage,
}

/// Where somebody stands on the way to a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Neither near one nor just past one.
    Away,
    /// Near one, without a response to speak of.
    Near,
    /// Near one, and responding.
    Responds,
    /// Just past one to which they responded.
    Past,
}

/// What visits were made, by person and day.
type Lives = BTreeMap<(u64, u16), Seen>;

/// What a community looks like to somebody who knows the levels.
struct Ladder {
    points: Points,
    /// For each person the day up to which a level that they responded to is just past.
    past: BTreeMap<u64, u16>,
    /// What each person hopes for since their last visit: the log odds of writing that it adds.
    hope: BTreeMap<u64, f32>,
    /// On how many days each person has written.
    days: BTreeMap<u64, u16>,
}

impl Ladder {
    /// Whether somebody who has written so many messages, on so many days, is near a level.
    fn is_near(&self, posts: u32, days: u16) -> bool {
        let posts = f64::from(posts);
        let (mut level, mut next, mut more) = (0, 0.0, self.points.first_level);
        while level < self.points.levels {
            next += more;
            if posts < next {
                return self.points.is_near(next - posts, posts, days);
            }
            more *= self.points.steeper;
            level += 1;
        }
        false
    }

    /// Keeps today's visits.
    fn look(&mut self, community: &Community<'_>, lives: &mut Lives) {
        let (rules, day) = (community.rules(), community.day());
        for visit in community.visits() {
            let member = community.member(visit.member);
            if rules.advertises(visit.archetype) {
                continue;
            }
            let person = member.person;
            let days = self.days.entry(person).or_default();
            let before = *days;
            *days += u16::from(visit.messages > 0);
            let near = self.is_near(visit.posts_before, before);
            let hope = rules.gains.writing_reward * rules.need_of_gain(member) * member.prospect;
            // What they hope for now they have been shown after this visit.
            let hoped = self.hope.insert(person, hope).unwrap_or(0.0);
            let responds = near && hoped >= RESPONDS;
            if responds {
                self.past.insert(person, day + AFTERWARDS);
            }
            let past = self.past.get(&person).is_some_and(|until| day <= *until);
            let stage = if responds {
                Stage::Responds
            } else if near {
                Stage::Near
            } else if past {
                Stage::Past
            } else {
                Stage::Away
            };
            let messages = f64::from(visit.messages);
            lives.insert((person, day), Seen { messages, stage });
        }
    }
}

/// What came of badges in one pair of lives.
struct Pair {
    total: f64,
    peak: f64,
    responders: f64,
    afterwards: f64,
}

fn compared(with: &Lives, without: &Lives) -> Pair {
    let sum = |lives: &Lives| lives.values().map(|seen| seen.messages).sum::<f64>();
    // The same person on the same day, where they looked in both times.
    let both = |stage: Stage| {
        let chosen = with.iter().filter(move |(_, seen)| seen.stage == stage);
        let pairs = chosen.filter_map(|(key, seen)| Some((seen.messages, without.get(key)?)));
        let (over, under) = pairs.fold((0.0, 0.0), |(over, under), (with, without)| {
            (over + with, under + without.messages)
        });
        over / under
    };
    let people = |stages: &[Stage]| {
        let chosen = with.iter().filter(|(_, seen)| stages.contains(&seen.stage));
        let mut people: Vec<u64> = chosen.map(|((person, _), _)| *person).collect();
        people.sort_unstable();
        people.dedup();
        people.len() as f64
    };
    Pair {
        total: sum(with) / sum(without) - 1.0,
        peak: both(Stage::Responds),
        responders: people(&[Stage::Responds]) / people(&[Stage::Near, Stage::Responds]),
        afterwards: both(Stage::Past),
    }
}

/// Pairs of lives with and without points, of the same people with the same luck.
fn pairs(
    without: &Scenario,
    points: &Points,
    replicates: u32,
    lived: &(dyn Fn() + Sync),
) -> Vec<Pair> {
    let mut with = without.clone();
    with.operator.set(points.clone());
    let arms = [&with, without].map(Prepared::new);
    each(replicates, |replicate| {
        let [with, without] = [0, 1].map(|arm: usize| {
            let mut ladder = Ladder {
                points: points.clone(),
                past: BTreeMap::new(),
                hope: BTreeMap::new(),
                days: BTreeMap::new(),
            };
            let mut lives = Lives::new();
            arms[arm].run_watched(replicate, false, |community| {
                ladder.look(community, &mut lives);
            });
            lived();
            lives
        });
        compared(&with, &without)
    })
}

/// A year of a middling community whose operator has time for all that points take.
fn levelled(preset: Preset, settings: &Settings) -> Result<Scenario, Problems> {
    let mut place = scenario(preset, settings, 150, 6.0)?;
    place.days = DAYS;
    place.operator.hours_per_day = 24.0;
    Ok(place)
}

/// P26: points with levels, against none.
pub(super) fn badges(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let without = levelled(preset, settings)?;
    let found = pairs(&without, &Points::default(), settings.replicates, lived);
    let over = |part, read: &dyn Fn(&Pair) -> f64| {
        let values: Vec<f64> = found.iter().map(read).collect();
        Finding::over_replicates(BADGES, "P26", part, &values)
    };
    Ok(vec![
        over("total effect", &|pair| pair.total),
        over("responders' peak", &|pair| pair.peak),
        over("responders", &|pair| pair.responders),
        over("afterwards", &|pair| pair.afterwards),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::summary::mean;

    /// Means over pairs of lives: total effect, peak, responders.
    fn found(place: &Scenario, points: &Points) -> [f64; 3] {
        let found = pairs(place, points, 16, &|| ());
        let over =
            |read: &dyn Fn(&Pair) -> f64| mean(&found.iter().map(read).collect::<Vec<f64>>());
        [
            over(&|pair| pair.total),
            over(&|pair| pair.peak),
            over(&|pair| pair.responders),
        ]
    }

    #[test]
    fn whoever_responds_to_a_level_in_reach_writes_more_at_a_time_and_all_together_hardly_more() {
        for preset in [Preset::Chat, Preset::Forum] {
            let place = levelled(preset, &Settings::default()).expect("a preset");
            let points = Points::default();
            let [total, peak, responders] = found(&place, &points);
            assert!(total < 0.05, "{preset:?}: {total} in all");
            assert!((1.25..1.55).contains(&peak), "{preset:?}: {peak}");
            assert!(
                (0.05..0.3).contains(&responders),
                "{preset:?}: {responders}"
            );

            // More visits with a message alone are not what was seen.
            let mut oftener = place.clone();
            oftener.interactions.amount_reward = 0.0;
            let [_, rarer, _] = found(&oftener, &points);
            assert!(rarer + 0.1 < peak, "{preset:?}: {rarer} and {peak}");
        }
    }

    #[test]
    fn what_is_never_near_draws_nobody_near_it() {
        let place = levelled(Preset::Chat, &Settings::default()).expect("a preset");
        let never = Points {
            near_days: 0.0,
            ..Points::default()
        };
        let [total, peak, responders] = found(&place, &never);
        assert!(total.abs() < 0.05, "{total} in all");
        assert!(
            peak.is_nan() && responders.is_nan(),
            "nobody is ever near: {peak}, {responders}"
        );
    }
}
