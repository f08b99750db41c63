//! How rooms begin, and what becomes of them without talk.

mod common;

use common::scenario;
use qun::model::cause::Cause;
use qun::model::community::Community;
use qun::model::history::Past;
use qun::model::intervention::Intervention;
use qun::model::levers::Levers;
use qun::model::visit::mark;
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;
use std::sync::Arc;

/// The scenario with the interactions on, and the kernel alone.
fn both(scenario: &Scenario) -> [Scenario; 2] {
    [true, false].map(|on| {
        let mut scenario = scenario.clone();
        scenario.interactions.on = on;
        scenario
    })
}

/// Mean of something over replicates.
fn mean(scenario: &Scenario, replicates: u32, of: impl Fn(&Record) -> f64) -> f64 {
    let prepared = Prepared::new(scenario);
    let values = (0..replicates).map(|number| of(&prepared.run_watched(number, false, |_| {})));
    values.sum::<f64>() / f64::from(replicates)
}

/// Mean visitors a day over some days.
fn visitors(scenario: &Scenario, replicates: u32, days: std::ops::Range<usize>) -> f64 {
    mean(scenario, replicates, |record| {
        let series = &record.series(Daily::Dau)[days.clone()];
        series.iter().map(|dau| f64::from(*dau)).sum::<f64>() / days.len() as f64
    })
}

fn closed(medium: &str, founders: u32) -> Scenario {
    scenario(&format!(
        "days = 60\n[community]\nmedium = \"{medium}\"\n[audience]\nfounders = {founders}\nchannel = []\n"
    ))
}

/// Share of those there on day 0 who quit on it.
fn quit_at_once(scenario: &Scenario, replicates: u32) -> f64 {
    let prepared = Prepared::new(scenario);
    let (mut there, mut quit) = (0, 0);
    for replicate in 0..replicates {
        prepared.run_watched(replicate, false, |community| {
            if community.day() == 0 {
                there += community.visits().count();
                quit += community
                    .visits()
                    .filter(|visit| visit.is(mark::QUIT))
                    .count();
            }
        });
    }
    quit as f64 / there as f64
}

#[test]
fn founders_quit_on_day_0_as_their_own_law_has_it() {
    for medium in ["chat", "forum", "wechat"] {
        for founders in [20, 50, 300] {
            let [with, kernel] =
                both(&closed(medium, founders)).map(|it| quit_at_once(&it, 12000 / founders));
            assert!(
                (with - kernel).abs() < 0.03,
                "{medium}, {founders} founders: {with:.3} quit on day 0, {kernel:.3} by the kernel"
            );
        }
    }
}

#[test]
fn the_shortest_scenario_keeps_its_founders_on_day_0() {
    let text = include_str!("../scenarios/quickstart.toml");
    let [with, kernel] = both(&scenario(text)).map(|it| quit_at_once(&it, 200));
    assert!(
        (with - kernel).abs() < 0.03,
        "{with:.3}, {kernel:.3} by the kernel"
    );
}

#[test]
fn a_community_does_not_dip_when_it_starts() {
    for medium in ["chat", "forum", "wechat"] {
        let [with, kernel] = both(&closed(medium, 300));
        let part = |days: std::ops::Range<usize>| {
            visitors(&with, 20, days.clone()) / visitors(&kernel, 20, days)
        };
        let (first, month) = (part(0..14), part(28..56));
        assert!(
            first > 0.85 && first > 0.95 * month,
            "{medium}: {first:.3} of the kernel's, later {month:.3}"
        );
    }
}

/// A community of three years: members with a history, as a calibration has them.
fn with_a_history() -> Scenario {
    let mut scenario = scenario(
        "days = 120\n[community]\nmedium = \"chat\"\nexpected_visitors = 30\n[audience]\nfounders = 0\nsilent_joins = 1\n\
         [[audience.channel]]\nname = \"newcomers\"\nper_day = 2\n",
    );
    let members: Vec<Past> = (0_i32..900)
        .map(|number| {
            let active_days = 1 + (number % 30) * (number % 30) / 5;
            let last_day = -1 - (number * 7) % (400 / (1 + active_days / 4));
            Past {
                first_day: last_day - 3 * active_days,
                last_day,
                active_days: active_days as u16,
                posts: 8 * active_days as u32,
                pace: 8.0,
                weights: Vec::new(),
            }
        })
        .collect();
    scenario.audience.members = Arc::from(members);
    scenario
}

#[test]
fn a_community_with_a_history_does_not_dip_either() {
    let [with, kernel] = both(&with_a_history());
    let part = |days: std::ops::Range<usize>| {
        visitors(&with, 12, days.clone()) / visitors(&kernel, 12, days)
    };
    let (first, later) = (part(0..14), part(60..120));
    assert!(
        first > 0.9 && first > 0.95 * later,
        "{first:.3} of the kernel's, later {later:.3}"
    );
}

#[test]
fn content_of_day_0_is_seen_on_day_0() {
    let found = |content: &str| {
        let text = format!(
            "days = 1\n[audience]\nfounders = 50\n[operator]\nhours_per_day = 100\n{content}"
        );
        let (mut found, mut visits) = (0.0, 0.0);
        Prepared::new(&scenario(&text)).run_watched(0, false, |community: &Community<'_>| {
            found = community
                .finds()
                .map(|(_, found)| f64::from(found.information))
                .sum::<f64>();
            visits = community.visits().count() as f64;
        });
        found / visits
    };
    let with = found("[operator.content]\nper_week = 7\nhours = 0\nworth = 40\n");
    let without = found("");
    assert!(
        (with - without - 40.0).abs() < 1.0,
        "{with} with a piece worth 40, {without} without"
    );
}

/// A room with newcomers, with talk or without anybody who ever writes.
fn room(talk: bool) -> Scenario {
    let mut scenario = scenario(
        "days = 180\n[community]\nmedium = \"chat\"\n[audience]\nfounders = 50\n[[audience.channel]]\nname = \"media\"\nper_day = 6\n",
    );
    if !talk {
        for archetype in &mut scenario.archetype {
            archetype.post = 0.0;
        }
    }
    scenario
}

#[test]
fn a_room_in_which_nobody_ever_writes_does_not_keep_its_people() {
    let [lively, silent] =
        [true, false].map(|talk| mean(&room(talk), 20, |record| record.value(Run::EngagedEnd)));
    assert!(
        silent < 0.5 * lively,
        "{silent} engaged without talk, {lively} with it"
    );
    let [lively, silent] =
        [true, false].map(|talk| mean(&room(talk), 20, |record| record.value(Run::RetentionD30)));
    let share = silent / lively;
    assert!(
        (0.3..0.65).contains(&share),
        "newcomers stay {share:.2} times as often without talk"
    );
}

#[test]
fn it_is_the_channels_that_empty_a_silent_room() {
    let mut indifferent = room(false);
    let strength = &mut indifferent.interactions;
    (strength.quiet, strength.satisfaction) = (0.0, 0.0);
    indifferent.audience.silent_joins = 1.0;
    let engaged = |scenario: &Scenario| mean(scenario, 20, |record| record.value(Run::EngagedEnd));
    let (without, with) = (engaged(&indifferent), engaged(&room(true)));
    assert!(
        without > 0.9 * with,
        "{without} who mind nothing, {with} with talk"
    );
}

#[test]
fn a_closed_group_of_friends_lives_on() {
    let friends = scenario(include_str!("../scenarios/friends.toml"));
    let prepared = Prepared::new(&friends);
    let runs = 40;
    let (mut alive, mut engaged) = (0, 0.0);
    for replicate in 0..runs {
        let record = prepared.run_watched(replicate, false, |_| {});
        let last: f32 = record.series(Daily::Posts)[335..].iter().sum();
        alive += u32::from(last > 0.0);
        engaged += record.value(Run::EngagedEnd) / f64::from(runs);
        assert_eq!(record.value(Run::JoinsTotal), 12.0);
    }
    assert!(
        alive * 10 >= runs * 9,
        "{alive} of {runs} groups still talk after a year"
    );
    assert!(
        engaged >= 6.0,
        "{engaged} of 12 friends are there after a year"
    );
}

#[test]
fn constant_arrivals_lead_to_a_level() {
    for medium in ["chat", "forum"] {
        let scenario = scenario(&format!(
            "days = 3650\n[community]\nmedium = \"{medium}\"\n[audience]\nfounders = 30\nsize = 100_000_000\n\
             [[audience.channel]]\nname = \"media\"\nper_day = 4\n"
        ));
        let prepared = Prepared::new(&scenario);
        let mut years = [0.0; 10];
        for replicate in 0..4 {
            let record = prepared.run_watched(replicate, false, |_| {});
            for (day, dau) in record.series(Daily::Dau).iter().enumerate() {
                years[day / 365] += f64::from(*dau) / 4.0 / 365.0;
            }
        }
        let grown = years[4] / years[1];
        assert!(
            grown < 2.0,
            "{medium}: {grown:.2} times from the second to the fifth year: {years:.0?}"
        );
        let later = years[9] / years[6];
        assert!(
            (0.75..1.15).contains(&later),
            "{medium}: {later:.2} times in three late years: {years:.0?}"
        );
    }
}

#[test]
fn newcomers_who_are_answered_stay_more_often() {
    let scenario = room(true);
    let prepared = Prepared::new(&scenario);
    // Writers of the first day, by whether they were answered: quit that day, of all.
    let mut quits = [[0.0_f64; 2]; 2];
    for replicate in 0..60 {
        prepared.run_watched(replicate, false, |community| {
            for visit in community.writing_visits() {
                if community.member(visit.member).active_days == 1 {
                    let cell = &mut quits[usize::from(visit.answers > 0)];
                    cell[0] += f64::from(u8::from(visit.is(mark::QUIT)));
                    cell[1] += 1.0;
                }
            }
        });
    }
    let [not, answered] = quits.map(|[quit, all]| (quit / (all - quit)).ln());
    let effect = answered - not;
    assert!(
        (-0.8..-0.15).contains(&effect),
        "log odds of quitting if answered: {effect}"
    );
}

#[test]
fn a_group_that_suits_nobody_does_not_fill() {
    let [suits, suits_nobody] = [1.0, 0.05].map(|fit| {
        let mut scenario = room(true);
        scenario.audience.channel[0].fit = fit;
        let joins = mean(&scenario, 20, |record| record.value(Run::JoinsTotal) - 50.0);
        let engaged = mean(&scenario, 20, |record| record.value(Run::EngagedEnd));
        (joins, engaged)
    });
    assert!(
        suits_nobody.0 < 0.6 * suits.0,
        "joined {suits:?}, of those whom it does not suit {suits_nobody:?}"
    );
    assert!(
        suits_nobody.1 < 0.5 * suits.1,
        "engaged {suits:?}, of those whom it does not suit {suits_nobody:?}"
    );
}

#[test]
fn those_who_miss_somebody_write_less_for_a_while() {
    // Half of a circle of friends goes on day 40 in one of two groups.
    struct Farewell;
    impl Intervention for Farewell {
        fn morning(&mut self, levers: &mut Levers<'_, '_>) {
            if levers.day() == 40 {
                let everybody = levers.all().count() as u32;
                for number in (0..everybody).step_by(2) {
                    levers.remove(number, Cause::Closed);
                }
            }
        }
    }
    let written = |strength: f64| {
        let mut scenario = scenario(include_str!("../scenarios/friends.toml"));
        scenario.audience.founders = 60;
        scenario.interactions.writing_ties_lost = strength;
        let prepared = Prepared::new(&scenario);
        let mut weeks = [0.0; 2];
        for replicate in 0..20 {
            let extra: Vec<Box<dyn Intervention>> = vec![Box::new(Farewell)];
            prepared.run_with(replicate, false, extra, |community| {
                let messages = community
                    .writing_visits()
                    .filter(|visit| visit.member % 2 == 1)
                    .map(|visit| f64::from(visit.messages))
                    .sum::<f64>();
                match community.day() {
                    0..40 => weeks[0] += messages,
                    40..70 => weeks[1] += messages,
                    _ => {}
                }
            });
        }
        weeks
    };
    let ([before, after], [same, less]) = (written(0.0), written(1.0));
    assert!(
        (same / before - 1.0).abs() < 0.2,
        "{same} before it, {before}"
    );
    assert!(
        less < 0.92 * after,
        "{less} messages of those who miss somebody, {after} of others"
    );
}
