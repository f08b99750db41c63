//! What holds of rules that change what an operator does: when they fire, what they see, what they leave alone.

use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;
use qun::scenario::{Overrides, parse_str, to_toml};

const PLACE: &str = "days = 60\n[community]\nmedium = \"wechat\"\n\
    [audience]\nfounders = 60\nword_of_mouth = 0.02\n\
    [[archetype]]\nname = \"regular\"\nshare = 0.5\n[[archetype]]\nname = \"lurker\"\n\
    [operator]\nhours_per_day = 6\ncost_per_hour = 10\n\
    [operator.red_packets]\namount = 20\nevery = 3\n[operator.content]\nper_week = 3\nfixed_days = true\ndraw = 0.4\n";

fn scenario(text: &str) -> Scenario {
    match parse_str(
        "test.toml",
        &format!("{PLACE}{text}"),
        &Overrides::default(),
    ) {
        Ok(loaded) => loaded.base,
        Err(problems) => panic!("{problems}"),
    }
}

fn run(text: &str, replicate: u32) -> Record {
    Prepared::new(&scenario(text)).run(replicate, false)
}

/// The metrics of every community, without what strategies and rules count themselves.
fn common(record: &Record) -> (Vec<u32>, Vec<u64>) {
    let daily = record.daily.iter().map(|value| value.to_bits()).collect();
    let run = record.run.iter().map(|value| value.to_bits()).collect();
    (daily, run)
}

fn own<'r>(record: &'r Record, metric: &str) -> &'r [f32] {
    let found = record.own.iter().find(|own| own.metric == metric);
    &found.unwrap_or_else(|| panic!("no {metric}")).values
}

/// The days on which a rule changed something.
fn fired(record: &Record, rule: &str) -> Vec<usize> {
    let values = own(record, &format!("playbook.{rule}")).iter().enumerate();
    values
        .filter(|(_, fired)| **fired > 0.0)
        .map(|(day, _)| day)
        .collect()
}

fn rule(name: &str, rest: &str) -> String {
    format!("[[operator.playbook]]\nname = \"{name}\"\n{rest}\n")
}

#[test]
fn a_rule_that_never_fires_leaves_every_byte_as_without_it() {
    let never = rule(
        "never",
        "when = { metric = \"speakers_7d\", above = 1e9 }\nthen = { \"red_packets.amount\" = 0, content = false }",
    );
    for replicate in 0..3 {
        let (with, without) = (run(&never, replicate), run("", replicate));
        assert!(common(&with) == common(&without));
        assert_eq!(with.happenings, without.happenings);
        assert!(fired(&with, "never").is_empty());
    }
}

#[test]
fn a_phase_begins_on_its_morning() {
    let off = rule("over", "on_day = 20\nthen = { content = false }");
    let phase = run(&off, 0);
    let worth = own(&phase, "content.worth");
    assert!(worth[..20].iter().sum::<f32>() > 0.0);
    assert!(worth[20..].iter().all(|worth| *worth == 0.0));
    assert_eq!(fired(&phase, "over"), [20]);
    let text = phase.happenings.iter().find(|it| it.strategy == "playbook");
    let text = text.expect("a line in the charts");
    assert_eq!(
        (text.day, text.label.en.as_str()),
        (20, "over: Content programme off")
    );
    // Whoever ends a programme by its own last day does the same.
    let planned = PLACE.replace("draw = 0.4\n", "draw = 0.4\nto_day = 19\n");
    let planned = parse_str("test.toml", &planned, &Overrides::default()).expect("a good file");
    let planned = Prepared::new(&planned.base).run(0, false);
    assert!(common(&phase) == common(&planned));
}

#[test]
fn a_strategy_that_waits_can_be_switched_on() {
    let waits = rule("wait", "on_day = 0\nthen = { red_packets = false }");
    let begins = rule(
        "begin",
        "on_day = 30\nthen = { red_packets = true, \"red_packets.amount\" = 50 }",
    );
    let record = run(&format!("{waits}{begins}"), 0);
    let given = own(&record, "red_packets.shared");
    assert!(given[..30].iter().all(|given| *given == 0.0));
    assert!(given[30] >= 50.0, "{}", given[30]);
}

#[test]
fn a_rule_waits_counts_and_stops() {
    let text = rule(
        "more",
        "when = { metric = \"members\", above = 1, for_days = 2 }\n\
         then = { \"red_packets.amount\" = \"+5\" }\ncooldown = 7\nat_most = 3",
    );
    let record = run(&text, 0);
    assert_eq!(fired(&record, "more"), [1, 8, 15]);
    // The packet of day 18 has been raised three times.
    let sent_on_or_given = own(&record, "red_packets.shared")[18];
    assert!(sent_on_or_given >= 35.0, "{sent_on_or_given}");
    // A number stays within what is permitted.
    let text = rule(
        "every",
        "when = { metric = \"members\", above = 1 }\nthen = { \"red_packets.every\" = \"-9\" }",
    );
    assert_eq!(fired(&run(&text, 0), "every"), [0], "1 day is the least");
}

#[test]
fn else_comes_when_the_condition_has_failed_for_as_long() {
    let text = rule(
        "lively",
        "when = { metric = \"posts\", above = 60, for_days = 2 }\n\
         then = { \"red_packets.amount\" = 0 }\nelse = { \"red_packets.amount\" = 20 }",
    );
    let record = run(&text, 1);
    let posts = own(&record, "seen.posts");
    let days = fired(&record, "lively");
    assert!(days.len() >= 2, "{days:?}: {posts:?}");
    for (turn, day) in days.iter().enumerate() {
        let held = posts[day - 1..=*day].iter().all(|posts| *posts > 60.0);
        let failed = posts[day - 1..=*day].iter().all(|posts| *posts <= 60.0);
        assert!(if turn % 2 == 0 { held } else { failed }, "day {day}");
    }
}

#[test]
fn of_two_rules_on_one_key_the_first_has_its_way() {
    let first = rule(
        "first",
        "when = { metric = \"members\", above = 1 }\nthen = { hours_per_day = 1 }",
    );
    let second = rule(
        "second",
        "when = { metric = \"speakers\", above = 1 }\nthen = { hours_per_day = 3 }\nat_most = 1",
    );
    let record = run(&format!("{first}{second}"), 0);
    assert_eq!(fired(&record, "first")[0], 0);
    assert_eq!(
        fired(&record, "second"),
        [1],
        "nothing was left for it on day 0"
    );
    let hours = record.series(Daily::OperatorHours);
    assert!(hours[1] <= 1.0 && hours[4..].iter().all(|hours| *hours <= 3.0));
}

#[test]
fn what_is_seen_is_part_of_what_is() {
    let watched = ["members", "speakers", "speakers_7d", "joins_7d", "money"];
    let rules: String = watched
        .iter()
        .map(|metric| {
            let when = format!("when = {{ metric = \"{metric}\", below = -1e9 }}");
            rule(metric, &format!("{when}\nthen = {{ content = false }}"))
        })
        .collect();
    let record = run(&rules, 0);
    let (seen, truth) = (
        own(&record, "seen.members"),
        record.series(Daily::TakingPart),
    );
    assert!(seen.iter().zip(truth).all(|(seen, truth)| seen >= truth));
    assert!(seen.last() > truth.last(), "some have quit in silence");
    let (seen, truth) = (
        own(&record, "seen.speakers"),
        record.series(Daily::Speakers),
    );
    assert_eq!(seen, truth);
    let (seen, truth) = (
        own(&record, "seen.speakers_7d"),
        record.series(Daily::Speakers7d),
    );
    assert_eq!(seen[10..], truth[10..]);
    let joined: f32 = record.series(Daily::Joins)[34..41].iter().sum();
    assert_eq!(own(&record, "seen.joins_7d")[40], joined);
    assert!(own(&record, "seen.joins_7d")[3].is_nan(), "no week yet");
}

#[test]
fn a_survey_hears_the_pleased() {
    let text = "[operator.survey]\nevery = 10\nfrom_day = 9\n";
    let heard = rule(
        "heard",
        "when = { metric = \"survey.satisfied\", above = 0.0 }\nthen = { \"content.per_week\" = 1 }",
    );
    let (mut told, mut truth) = (0.0, 0.0);
    for replicate in 0..10 {
        let record = run(&format!("{text}{heard}"), replicate);
        let satisfied = own(&record, "survey.satisfied");
        assert!(satisfied[5].is_nan(), "nobody has been asked yet");
        assert!(fired(&record, "heard").iter().all(|day| *day >= 11));
        told += satisfied[59];
        truth += own(&record, "survey.pleased")[59];
    }
    assert!(told > 1.2 * truth, "{told} of {truth}");
    let unseen = format!(
        "{PLACE}{text}{}",
        rule(
            "truth",
            "when = { metric = \"survey.pleased\", above = 0.0 }\nthen = { content = false }"
        )
    );
    let problems = parse_str("test.toml", &unseen, &Overrides::default());
    assert!(problems.is_err(), "what a god sees is not for rules");
}

#[test]
fn a_strategy_that_is_retuned_forgets_nothing() {
    let gate =
        "[operator.threshold]\ngate = \"fee\"\nfee = 1\nrenew_days = 20\nfounders_pay = true\n";
    let dearer = rule("dearer", "on_day = 10\nthen = { \"threshold.fee\" = 2 }");
    let record = run(&format!("{gate}{dearer}"), 0);
    // The founders paid on day 0, and it is remembered on day 20 that they have.
    let due = own(&record, "threshold.due");
    assert!(due[20] > 20.0, "{}", due[20]);
    // A fee that is given up is not asked for again, and nobody is removed for it.
    let free = rule("free", "on_day = 10\nthen = { threshold = false }");
    let record = run(&format!("{gate}{free}"), 0);
    assert_eq!(own(&record, "threshold.due").iter().sum::<f32>(), 0.0);
    assert_eq!(record.value(Run::RemovalsTotal), 0.0);
}

#[test]
fn a_playbook_is_read_back_as_it_was_and_runs_the_same_on_many_threads() {
    let text = rule(
        "lively",
        "when = { metric = \"posts\", above = 60, below = 500, for_days = 2 }\n\
         then = { red_packets.amount = \"x0.5\", content.fixed_days = false }\nelse = { \"red_packets.amount\" = 20 }\ncooldown = 2",
    ) + "[[operator.playbook]]\non_day = 30\nthen = { hours_per_day = 1.5 }\n";
    let scenario = scenario(&text);
    let again = parse_str("again.toml", &to_toml(&scenario), &Overrides::default());
    assert_eq!(again.expect("a good file").base, scenario);
    let loaded = parse_str(
        "test.toml",
        &format!("{PLACE}{text}"),
        &Overrides::default(),
    );
    let loaded = loaded.expect("a good file");
    for written in [
        loaded.resolved(),
        loaded.commented(qun::words::Language::English),
    ] {
        let again = parse_str("again.toml", &written, &Overrides::default());
        assert_eq!(again.expect("a good file").base, scenario, "{written}");
    }
    let prepared = Prepared::new(&scenario);
    let told = |parallel| format!("{:?}", prepared.run(3, parallel));
    assert!(told(false) == told(true));
    assert!(!fired(&prepared.run(3, false), "2").is_empty());
}

#[test]
fn guests_who_are_switched_off_go_and_come_back_when_wanted() {
    let guests = "[operator.kol]\ncount = 3\nhome_grown = false\npay = 5\n";
    let off = rule("off", "on_day = 20\nthen = { kol = false }");
    let on = rule("on", "on_day = 40\nthen = { kol = true }");
    let record = run(&format!("{guests}{off}{on}"), 0);
    let here = record.series(Daily::Guests);
    assert_eq!([here[19], here[30], here[50]], [3.0, 0.0, 3.0]);
    // Fewer are wanted: some go at the next review.
    let fewer = rule("fewer", "on_day = 20\nthen = { \"kol.count\" = 1 }");
    let record = run(&format!("{guests}{fewer}"), 0);
    assert_eq!(record.series(Daily::Guests)[30], 1.0);
    // Who comes is settled before the first day.
    let grown = format!(
        "{PLACE}{guests}{}",
        rule("grown", "on_day = 20\nthen = { \"kol.home_grown\" = true }")
    );
    let problems = parse_str("test.toml", &grown, &Overrides::default());
    let problems = problems.expect_err("nobody can be there who has no kind");
    assert!(
        problems.to_string().contains("whom `kol` brings in"),
        "{problems}"
    );
}
