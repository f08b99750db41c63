//! What acts: strategies reach members through the channels of the model, and through nothing else.

mod common;

use common::scenario;
use qun::model::member::Member;
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::operator::KINDS;
use qun::run::simulate::Prepared;

fn run(text: &str, replicate: u32) -> Record {
    Prepared::new(&scenario(text)).run_watched(replicate, false, |_| {})
}

/// Mean of something over replicates.
fn mean(text: &str, replicates: u32, of: impl Fn(&Record) -> f64) -> f64 {
    let scenario = scenario(text);
    let prepared = Prepared::new(&scenario);
    let values = (0..replicates).map(|number| of(&prepared.run_watched(number, false, |_| {})));
    values.sum::<f64>() / f64::from(replicates)
}

fn mean_dau(record: &Record) -> f64 {
    let days = record.series(Daily::Dau);
    days.iter().map(|dau| f64::from(*dau)).sum::<f64>() / days.len() as f64
}

fn engaged(record: &Record) -> f64 {
    record.value(Run::EngagedEnd)
}

/// All members and their next days, at the end of every day.
fn lives(text: &str) -> Vec<(Vec<Member>, Vec<u16>)> {
    let mut days = Vec::new();
    Prepared::new(&scenario(text)).run_watched(0, false, |community| {
        let members = community.all().map(|(_, member)| *member).collect();
        let next = community.chunks().iter().flat_map(|chunk| &chunk.next_day);
        days.push((members, next.copied().collect()));
    });
    days
}

/// What each strategy does at its wildest without changing who is there or who may write; `None` for
/// one that cannot do anything else.
fn harmless(key: &str) -> Option<&'static str> {
    match key {
        "threshold" => Some("gate = \"fee\"\nfee = 0\nrenew_days = 7\n"),
        "moderation" => Some("hours = 24\nseverity = 0\n"),
        "follow_up" => Some("days = 365\nminutes = 0\n"),
        "content" => Some("per_week = 7\nworth = 1000\ndraw = 1\nhours = 0\n"),
        "kol" => Some("count = 20\nhome_grown = true\nhours = 0\narrivals = 1\nanswers = 100\n"),
        "prizes" => Some("winners = 5\nvalue = 1000000\nperiod = 6\n"),
        "red_packets" => Some("amount = 1000000\ndraw = 1\n"),
        "helpers" => Some("count = 20\nhours = 10\ntiring = 100\nminutes = 0\n"),
        "prefill" => Some("hours = 20\nworth = 1000\nmost = 10000\n"),
        "weaving" => Some("introductions = 100\nminutes = 0\nmeeting_every = 7\nattendance = 1\n"),
        "reactivate" => Some(
            "who = { silent_for = \"0\" }\nminutes = 0\noffer = 9\nappeal = 0.5\nannoys = 0.5\n",
        ),
        "welcome" => Some("days = 365\nhosts = 8\nminutes = 0\npacket = 100\n"),
        "presence" => {
            Some("answers = 1000\nminutes = 0\ntalk = 600\nsteering = 600\nbrought_back = 1\n")
        }
        "paid_questions" => Some("a_day = 100\nminutes = 0\nprice = 1000\n"),
        "activities" => Some("on = \"\"\nhours = 0\nappeal = 0.5\njoiners = 1\n"),
        "assignments" => Some("hours = 0\nworth = 1000\ntakers = 1\nfeedback = 0\n"),
        "check_in" => Some("takers = 1\ndeposit = 1000\nbonus = 1000\npull = 2\nminutes = 0\n"),
        "points" => Some("first_level = 1\nreward = 1000\nprospect = 1\nminutes = 0\n"),
        "teams" => {
            Some("teams = 2\nperiod = 4\njoiners = 1\npairs = 100\nprospect = 1\nprize = 1000\n")
        }
        "perks" => Some("count = 1000\nevery = 1\nvalue = 1000\nminutes = 0\n"),
        "digest" => Some(
            "on = \"\"\nhours = 0\nregained = 1\nappeal = 0.5\nspotlights = 100\nminutes = 0\n",
        ),
        "ad_window" => Some("heeded = 1\ngiven = 100\n"),
        "duty" => Some(
            "messages = 100\nperiod = 3\ncomplies = 1\nreproach = 1\nremoved_after = 0\neffort = 0\n",
        ),
        "likes" => Some("likers = 1\nanswers = 1\ncaring = 1\ntaking_part = 0.2\nminutes = 0\n"),
        // A purge can do nothing but remove people; what others can do is said where they are tested.
        _ => None,
    }
}

#[test]
fn with_the_interactions_off_no_strategy_moves_anybody() {
    for medium in ["chat", "forum", "wechat"] {
        let place = format!(
            "days = 60\n[community]\nmedium = \"{medium}\"\n[interactions]\non = false\n\
             [audience]\nfounders = 60\n[operator]\nhours_per_day = 100\n"
        );
        let alone = lives(&place);
        for key in KINDS.iter().map(|kind| kind.key) {
            let Some(settings) = harmless(key) else {
                continue;
            };
            let with = lives(&format!("{place}[operator.{key}]\n{settings}"));
            assert!(
                with == alone,
                "{key} acts in a {medium} with interactions off"
            );
        }
    }
}

#[test]
fn the_same_strategies_do_act_with_the_interactions_on() {
    let place = "days = 60\n[community]\nmedium = \"chat\"\n[audience]\nfounders = 60\n\
                 [operator]\nhours_per_day = 100\n";
    let alone = lives(place);
    for key in KINDS.iter().map(|kind| kind.key) {
        // A fee of nothing never acts, and there is nothing to moderate in peace.
        if matches!(key, "threshold" | "moderation" | "ad_window") {
            continue;
        }
        let Some(settings) = harmless(key) else {
            continue;
        };
        let with = lives(&format!("{place}[operator.{key}]\n{settings}"));
        assert!(with != alone, "{key} does nothing");
    }
}

#[test]
fn content_worth_nothing_does_nothing_good() {
    let place = "days = 150\n[audience]\nfounders = 80\n[operator]\nhours_per_day = 100\n";
    for draw in [0.1, 1.0] {
        let with = format!(
            "{place}[operator.content]\nper_week = 7\nworth = 0\nhours = 0\ndraw = {draw}\n"
        );
        for measure in [mean_dau, engaged] {
            let (alone, with) = (mean(place, 12, measure), mean(&with, 12, measure));
            assert!(
                with <= alone,
                "{with} with worthless content, {alone} without"
            );
        }
    }
}

/// The room of a group that pays, with what is asked for.
fn gated(gate: &str) -> String {
    format!(
        "days = 120\n[audience]\nfounders = 30\n[[audience.channel]]\nname = \"media\"\n\
         per_day = 10\n[operator]\nhours_per_day = 100\n{gate}"
    )
}

#[test]
fn a_fee_of_nothing_does_nothing_at_all() {
    let free = lives(&gated(""));
    for renew in [0, 30] {
        let fee = format!("[operator.threshold]\ngate = \"fee\"\nfee = 0\nrenew_days = {renew}\n");
        assert!(lives(&gated(&fee)) == free, "renewed after {renew} days");
    }
}

#[test]
fn nobody_pays_a_million() {
    for expects in [0.0, 1.0] {
        let gate = "[operator.threshold]\ngate = \"fee\"\nfee = 1000000\n";
        let text = gated(gate).replace(
            "per_day = 10\n",
            &format!("per_day = 10\nexpects_price = {expects}\n"),
        );
        let record = run(&text, 0);
        assert_eq!(
            record.value(Run::JoinsTotal),
            30.0,
            "only the founders are there"
        );
    }
}

/// Joins other than the founders', relative to a group without a fee.
fn share_of_entrants(expects: f64, fee: f64) -> f64 {
    let text = |gate: &str| {
        gated(gate).replace(
            "per_day = 10\n",
            &format!("per_day = 10\nexpects_price = {expects}\n"),
        )
    };
    let joins = |text: &str| mean(text, 6, |record| record.value(Run::JoinsTotal) - 30.0);
    let gate = format!("[operator.threshold]\ngate = \"fee\"\nfee = {fee}\n");
    joins(&text(&gate)) / joins(&text(""))
}

#[test]
fn any_price_is_a_step_for_those_who_came_for_something_free() {
    let free_seekers = share_of_entrants(0.0, 0.5);
    assert!((0.02..0.2).contains(&free_seekers), "{free_seekers}");
    let expecting = share_of_entrants(1.0, 0.5);
    assert!(expecting > 0.95, "{expecting}");
    // Far above the scale, a per cent dearer means 1.3 per cent fewer.
    let (low, high) = (
        share_of_entrants(1.0, 400.0),
        share_of_entrants(1.0, 1200.0),
    );
    let elasticity = (high / low).ln() / 3.0_f64.ln();
    assert!((-1.9..-0.7).contains(&elasticity), "{elasticity}");
}

#[test]
fn calls_tire_and_can_be_the_last_visit() {
    use qun::model::visit::mark;
    let called = |every: u16| {
        let text = format!(
            "days = 90\n[community]\nmedium = \"wechat\"\n[audience]\nfounders = 200\n\
             [[archetype]]\nname = \"regular\"\nneed_gain = 1\nneed_information = 0\n\
             [operator.red_packets]\namount = 1000000\nevery = {every}\ndraw = 0.5\n"
        );
        let (mut calls, mut last) = (0_u32, 0_u32);
        Prepared::new(&scenario(&text)).run_watched(0, false, |community| {
            for visit in community.visits().filter(|visit| visit.is(mark::CALLED)) {
                calls += 1;
                last += u32::from(visit.is(mark::QUIT));
            }
        });
        let packets = 90_u32.div_ceil(u32::from(every));
        (f64::from(calls) / f64::from(packets), last)
    };
    let (daily, last) = called(1);
    let (weekly, _) = called(7);
    assert!(last > 0, "no called visit was the last");
    assert!(
        daily < 0.7 * weekly,
        "{daily} come at a daily packet, {weekly} at a weekly one"
    );
}

#[test]
fn one_seat_has_one_price() {
    for founders_pay in [false, true] {
        let gate = format!(
            "[operator.threshold]\ngate = \"fee\"\nfee = 10\nfounders_pay = {founders_pay}\n"
        );
        let text = gated(&gate).replace("per_day = 10\n", "per_day = 10\nexpects_price = 1\n");
        let record = run(&text, 0);
        let free = if founders_pay { 0.0 } else { 30.0 };
        let paid = record.value(Run::JoinsTotal) - free;
        assert!(paid > 30.0);
        assert_eq!(record.value(Run::RevenueTotal), 10.0 * paid);
    }
}

#[test]
fn advertising_brings_no_more_people_than_there_is_money_for() {
    let text = |budget: f64| {
        format!(
            "days = 60\n[community]\nmedium = \"chat\"\n[audience]\nfounders = 50\nword_of_mouth = 0\n\
             [[audience.channel]]\nname = \"ads\"\nper_day = 10\ncost = 3\n[operator]\nbudget = {budget}\n"
        )
    };
    for replicate in 0..5 {
        let total = |budget, metric| run(&text(budget), replicate).value(metric);
        assert!(total(1e9, Run::ApplicationsTotal) > 200.0);
        assert_eq!(total(300.0, Run::ApplicationsTotal), 100.0);
        assert_eq!(total(300.0, Run::CostTotal), 300.0);
        assert_eq!(total(301.0, Run::CostTotal), 300.0);
        assert_eq!(total(0.0, Run::ApplicationsTotal), 0.0);
        // Whoever is there already is no worse off than where nobody advertises.
        let silent = text(0.0).replace("per_day = 10", "per_day = 0");
        let alone = run(&silent, replicate).value(Run::MemberDays);
        assert_eq!(total(0.0, Run::MemberDays), alone);
    }
}

#[test]
fn what_takes_hours_or_money_does_nothing_without() {
    let text = |more: &str| {
        format!(
            "days = 90\n[community]\nmedium = \"chat\"\n[audience]\nfounders = 60\n\
             [operator]\nhours_per_day = 0\nbudget = 0\n{more}"
        )
    };
    let lives = |more: &str, replicate| {
        let record = run(&text(more), replicate);
        [Daily::Dau, Daily::Posts].map(|metric| record.series(metric).to_vec())
    };
    let strategies = [
        "prizes]\nwinners = 3\nvalue = 50",
        "content]\nper_week = 3\nfixed_days = true",
        "owner]\nhours = 1",
        "points]\nlevels = 6",
        "red_packets]\namount = 20\nevery = 7",
        "follow_up]",
        "moderation]\nhours = 1",
        "presence]",
        "digest]\non = \"sunday\"",
        "rituals]\non = \"friday\"",
    ];
    for replicate in 0..3 {
        let alone = lives("", replicate);
        for strategy in strategies {
            let with = lives(&format!("[operator.{strategy}\n"), replicate);
            assert!(with == alone, "{strategy} acts for nothing");
        }
    }
}

#[test]
fn no_fee_without_end_is_the_best() {
    // Whatever the elasticity, there is a fee beyond which less is taken in.
    for elasticity in [0.2, 0.5, 1.3] {
        let revenue = |fee: f64| -> f64 {
            let text = format!(
                "days = 60\n[community]\nmedium = \"chat\"\n[audience]\nfounders = 50\nword_of_mouth = 0\n\
                 [[audience.channel]]\nname = \"shop\"\nper_day = 40\nexpects_price = 1\n\
                 [operator.threshold]\ngate = \"fee\"\nfee = {fee}\nelasticity = {elasticity}\n"
            );
            (0..4)
                .map(|it| run(&text, it).value(Run::RevenueTotal))
                .sum()
        };
        let [dear, absurd] = [5e3, 1e6].map(revenue);
        assert!(absurd < dear, "elasticity {elasticity}: {dear}, {absurd}");
    }
}
