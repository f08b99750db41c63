//! What holds of every strategy, those to come included, and of their named instances.

mod common;

use common::scenario;
use qun::model::intervention::{Applicant, Intervention};
use qun::model::levers::{Accounts, Levers};
use qun::model::rules::Rules;
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::operator::strategy::Series;
use qun::operator::{Instance, KINDS, Kind, Strategy};
use qun::run::simulate::Prepared;
use qun::run::summary::Summary;
use qun::scenario::settings::Scenario;
use qun::scenario::{Overrides, parse_str, to_toml};
use qun::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PLACE: &str = "days = 40\n[community]\nroom = [{ name = \"talk\" }, { name = \"board\", kind = \"quiet\" }]\nmedium = \"wechat\"\nquarrels = 20\n\
    [audience]\nfounders = 60\nword_of_mouth = 0.02\n\
    [[archetype]]\nname = \"regular\"\nshare = 0.5\n[[archetype]]\nname = \"spammer\"\nshare = 0.1\n\
    [[archetype]]\nname = \"lurker\"\n\
    [operator]\nhours_per_day = 20\ncost_per_hour = 10\n";

fn problems(text: &str, overrides: &Overrides) -> String {
    match parse_str("test.toml", text, overrides) {
        Ok(_) => panic!("this is no good scenario:\n{text}"),
        Err(problems) => problems.render(false),
    }
}

fn run(scenario: &Scenario, replicate: u32) -> Record {
    Prepared::new(scenario).run(replicate, false)
}

/// The scenario of [`PLACE`] with these strategies.
fn with(strategies: Vec<Instance>) -> Scenario {
    let mut scenario = scenario(PLACE);
    scenario.operator.strategies = strategies;
    scenario
}

/// The metrics of every community, without what strategies count themselves.
fn common(record: &Record) -> (Vec<u32>, Vec<u64>) {
    let daily = record.daily.iter().map(|value| value.to_bits()).collect();
    let run = record.run.iter().map(|value| value.to_bits()).collect();
    (daily, run)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_strategy_says_in_two_languages_what_it_is() {
    let chinese = |text: &str| {
        text.chars()
            .any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
    };
    for kind in KINDS {
        let own = kind
            .series
            .iter()
            .flat_map(|series| [series.name, series.meaning]);
        for text in [kind.name, kind.about].into_iter().chain(own) {
            assert!(
                !text.en.is_empty() && chinese(text.zh),
                "{}: {text:?}",
                kind.key
            );
        }
        assert!(kind.about.en.ends_with('.'), "{}", kind.key);
    }
    let names: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name.zh).collect();
    assert_eq!(names.len(), KINDS.len());
}

#[test]
fn every_key_of_a_strategy_has_a_unit_and_a_source() {
    for parameter in qun::scenario::reference::parameters() {
        let steps: Vec<&str> = parameter.path.split('.').collect();
        let [operator, key, last] = steps[..] else {
            continue;
        };
        if operator != "operator" {
            continue;
        }
        assert!(!parameter.description.is_empty(), "{}", parameter.path);
        let number = parameter.range.contains(" to ");
        let a_day = last.ends_with("_day");
        assert!(
            !number || parameter.unit.is_some() || last == "sensitivity",
            "{}",
            parameter.path
        );
        assert!(
            !number
                || a_day
                || !parameter.source.is_empty()
                || parameter.provenance.word() == "assumed",
            "{}: where does its default come from?",
            parameter.path
        );
        assert!(
            KINDS.iter().any(|kind| kind.key == key),
            "{}",
            parameter.path
        );
    }
}

#[test]
fn an_idle_strategy_leaves_every_byte_as_without_it() {
    for replicate in 0..2 {
        let without = common(&run(&with(Vec::new()), replicate));
        for kind in KINDS {
            let idle = common(&run(&with(vec![kind.idle()]), replicate));
            assert!(idle == without, "an idle {} acts", kind.key);
        }
    }
}

#[test]
fn a_busy_strategy_costs_something_and_changes_something() {
    let without = run(&with(Vec::new()), 0);
    for kind in KINDS {
        let busy = run(&with(vec![kind.busy()]), 0);
        assert!(
            busy.value(Run::CostTotal) > without.value(Run::CostTotal),
            "{} is free",
            kind.key
        );
        assert!(
            common(&busy) != common(&without),
            "{} does nothing",
            kind.key
        );
    }
}

#[test]
fn settings_come_back_from_a_file_as_they_were() {
    for some in KINDS.chunks(qun::operator::MOST_STRATEGIES / 3) {
        let all = some.iter().flat_map(|kind| {
            [
                kind.busy().named("one"),
                kind.usual(),
                kind.idle().named("two-二"),
            ]
        });
        let scenario = with(all.collect());
        let again = parse_str("again.toml", &to_toml(&scenario), &Overrides::default());
        assert_eq!(again.expect("a good file").base, scenario);
    }
}

#[test]
fn one_file_and_one_line_make_a_strategy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let list = fs::read_to_string(root.join("operator/mod.rs")).expect("the list");
    for kind in KINDS {
        let own = root.join("operator/strategies").join(kind.key);
        let is_own = |path: &Path| path.starts_with(&own) || path == own.with_extension("rs");
        assert!(
            files.iter().any(|path| is_own(path)),
            "{} has no file",
            kind.key
        );
        let line = list
            .lines()
            .find_map(|line| line.trim().strip_prefix(&format!("{}::", kind.key)))
            .unwrap_or_else(|| panic!("{} has no line", kind.key));
        let name = line.trim_end_matches(',');
        // Experiments and tests may use a strategy; nothing that runs, checks or shows one knows it.
        for path in files
            .iter()
            .filter(|path| !is_own(path) && !path.starts_with(root.join("validate")))
        {
            let text = fs::read_to_string(path).expect("a source");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let words: BTreeSet<&str> = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .flat_map(|line| {
                    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                })
                .collect();
            // Other rooms have words of their own that sound the same.
            let known = words.contains(name) && code.contains("operator::");
            let listed = path.ends_with("operator/mod.rs") || path.ends_with("tests.rs");
            assert!(!known || listed, "{} knows {name}", path.display());
        }
    }
}

/// A strategy that belongs to nobody: it greets newcomers once, and remembers whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Greeting {
    /// Minutes for one newcomer.
    minutes: f64,
}

impl Default for Greeting {
    fn default() -> Self {
        Self { minutes: 3.0 }
    }
}

#[derive(Clone, Default)]
struct Greeted {
    times: Accounts<u8>,
    waiting: Vec<u32>,
    prepared: u32,
}

impl Strategy for Greeting {
    const KEY: &'static str = "greeting";
    const NAME: Text = Text::new("greeting", "问候");
    const ABOUT: Text = Text::new("Greeting whoever comes.", "问候每一位新人。");
    const MORE: &'static str = "More: assumed.";
    const SERIES: &'static [Series] = &[Series {
        key: "greeted",
        name: Text::new("Greeted", "问候人数"),
        meaning: Text::new("Members greeted on the day.", "当日问候的成员。"),
        unit: Unit::Members,
    }];
    type Memory = Greeted;

    fn idle() -> Self {
        Self { minutes: 1e9 }
    }

    fn busy() -> Self {
        Self::default()
    }

    fn prepare(&self, memory: &mut Greeted, _: &Rules) {
        memory.prepared += 1;
    }

    fn entered(&self, memory: &mut Greeted, _: &mut Levers<'_, '_>, _: &Applicant, member: u32) {
        memory.waiting.push(member);
    }

    fn evening(&self, memory: &mut Greeted, levers: &mut Levers<'_, '_>) {
        assert_eq!(memory.prepared, 1);
        for member in std::mem::take(&mut memory.waiting) {
            assert_eq!(levers.member(member).joined, levers.day());
            if levers.take(self.minutes) {
                *memory.times.at(member) += 1;
                levers.count("greeted", 1.0);
            }
            assert!(memory.times.get(member) <= 1, "greeted twice");
        }
    }
}

#[test]
fn a_new_strategy_acts_and_counts_without_anybody_knowing_it() {
    static GREETING: Kind = Kind::of::<Greeting>();
    let scenario = with(vec![GREETING.busy().named("door"), GREETING.idle()]);
    let records: Vec<Record> = (0..3).map(|replicate| run(&scenario, replicate)).collect();
    for record in &records {
        let names: Vec<&str> = record.own.iter().map(|own| own.metric.as_str()).collect();
        assert_eq!(names, ["greeting.door.greeted", "greeting.greeted"]);
        let greeted: f32 = record.own[0].values.iter().sum();
        let joined: f32 = record.series(Daily::Joins).iter().sum();
        // Founders did not come: they were there.
        assert!(greeted > 0.0);
        // Those who came to advertise were greeted like everybody else.
        let spammers = record.value(Run::SpammersTotal) as f32;
        assert_eq!(greeted, joined + spammers - 60.0);
        assert!(record.own[1].values.iter().all(|value| *value == 0.0));
        assert_eq!(
            record.read("greeting.door.greeted", Some(0)),
            Some(f64::from(record.own[0].values[0]))
        );
    }
    let summary = Summary::of(&scenario, &records);
    let daily = qun::show::tables::run::daily(&summary, None).expect("a table");
    let daily = String::from_utf8(daily).expect("text");
    assert!(daily.contains("\n0,greeting.door.greeted,"));
    let replicates = qun::show::tables::run::replicates(1, &records).expect("a table");
    let header = String::from_utf8(replicates).expect("text");
    assert!(
        header
            .lines()
            .next()
            .is_some_and(|line| line.ends_with("greeting.door.greeted,greeting.greeted"))
    );
}

#[test]
fn a_strategy_goes_on_with_other_settings() {
    let scenario = with(vec![KINDS[0].usual()]);
    let rules = Prepared::new(&scenario);
    let mut acting = scenario.operator.begin(rules.rules());
    assert!(KINDS[0].busy().retune(&mut acting[0], rules.rules()));
    assert!(
        !KINDS[1].busy().retune(&mut acting[0], rules.rules()),
        "another kind"
    );
}

#[test]
fn instances_act_in_the_order_of_the_file_and_of_what_is_laid_over_it() {
    let text = format!(
        "{PLACE}[operator.red_packets.b]\n[operator.purge]\n[operator.red_packets]\namount = 1\n\
         [operator.red_packets.a]\n[operator.moderation]\n\
         [strategy.more.operator.follow_up]\n[strategy.more.operator.red_packets.c]\n\
         [strategy.changed.operator.red_packets.a]\namount = 7\n\
         [strategy.fewer]\nwithout = [\"operator.red_packets.b\"]\n\
         [strategy.none]\nwithout = [\"operator.red_packets\"]\n"
    );
    let loaded = parse_str("test.toml", &text, &Overrides::default()).expect("a good file");
    let names = |scenario: &Scenario| -> Vec<String> {
        scenario
            .operator
            .strategies
            .iter()
            .map(Instance::full_name)
            .collect()
    };
    let base = [
        "red_packets.b",
        "purge",
        "red_packets",
        "red_packets.a",
        "moderation",
    ];
    assert_eq!(names(&loaded.base), base);
    let of = |name: &str| {
        let found = loaded.strategies.iter().find(|(known, _)| known == name);
        names(&found.expect("a strategy").1)
    };
    assert_eq!(
        of("more"),
        [&base[..], &["follow_up", "red_packets.c"]].concat()
    );
    assert_eq!(of("changed"), base);
    assert_eq!(of("fewer"), base[1..]);
    assert_eq!(of("none"), ["purge", "moderation"]);
    let again = parse_str("again.toml", &loaded.resolved(), &Overrides::default());
    assert_eq!(again.expect("a good file").base, loaded.base);
    let again = parse_str(
        "again.toml",
        &loaded.commented(qun::words::Language::English),
        &Overrides::default(),
    );
    assert_eq!(again.expect("a good file").base, loaded.base);
}

#[test]
fn whoever_comes_first_in_the_file_has_the_hours() {
    let content = |name: &str| format!("[operator.content.{name}]\nper_week = 7\nhours = 1\n");
    let worth = |first: &str, second: &str, of: &str| -> f32 {
        let place = PLACE.replace("hours_per_day = 20", "hours_per_day = 1");
        let text = format!("{place}{}{}", content(first), content(second));
        let record = run(&scenario(&text), 0);
        let own = record
            .own
            .iter()
            .find(|own| own.metric == format!("content.{of}.worth"));
        own.expect("a series").values.iter().sum()
    };
    assert!(worth("one", "two", "one") > 0.0);
    assert_eq!(worth("one", "two", "two"), 0.0);
    assert_eq!(worth("two", "one", "one"), 0.0);
}

#[test]
fn an_empty_table_stays_an_instance_when_named_ones_are_laid_over_it() {
    let text = format!("{PLACE}[operator.purge]\n[strategy.x.operator.purge.late]\nfrom_day = 9\n");
    let loaded = parse_str("test.toml", &text, &Overrides::default()).expect("a good file");
    let names: Vec<String> = loaded.strategies[0]
        .1
        .operator
        .strategies
        .iter()
        .map(Instance::full_name)
        .collect();
    assert_eq!(names, ["purge", "purge.late"]);
    // The last instance takes its table with it.
    let text = format!(
        "{PLACE}[operator.purge.only]\n[strategy.x]\nwithout = [\"operator.purge.only\"]\n\
         [strategy.y]\noperator.purge.only = false\n"
    );
    let loaded = parse_str("test.toml", &text, &Overrides::default()).expect("a good file");
    for (name, scenario) in &loaded.strategies {
        assert!(scenario.operator.strategies.is_empty(), "{name}");
    }
}

#[test]
fn paths_lead_to_instances_everywhere() {
    let text = format!(
        "{PLACE}[operator.red_packets.fridays]\namount = 5\n[operator.red_packets.daily]\n\
         [sweep]\n\"operator.red_packets.fridays.amount\" = [1, 2]\n\
         [uncertainty]\noperator.red_packets.daily.draw = \"0.1 to 0.2\"\n"
    );
    let set = Overrides::default().set("operator.red_packets.fridays.amount=9");
    let loaded = parse_str("test.toml", &text, &set).expect("a good file");
    assert_eq!(loaded.sweep[0].path, "operator.red_packets.fridays.amount");
    assert_eq!(
        loaded.uncertainty[0].path,
        "operator.red_packets.daily.draw"
    );
    let amounts = |scenario: &Scenario| -> Vec<f64> {
        let strategies = scenario.operator.strategies.iter();
        strategies
            .filter_map(|instance| instance.settings::<qun::operator::RedPackets>())
            .map(|packets| packets.amount)
            .collect()
    };
    assert_eq!(amounts(&loaded.base), [9.0, 20.0]);
    let cell = loaded.with(&[("operator.red_packets.daily.amount".to_owned(), 3.into())]);
    assert_eq!(amounts(&cell.expect("a cell")), [9.0, 3.0]);
    let axis = loaded.vary("--vary", "operator.red_packets.daily.every=1,2");
    assert_eq!(axis.expect("an axis").values.len(), 2);
}

#[test]
fn a_wrong_instance_is_named_with_what_would_be_right() {
    let named = format!("{PLACE}[operator.red_packets.fridays]\n[operator.red_packets.daily]\n");
    let set = |path: &str| problems(&named, &Overrides::default().set(path));
    let says = |found: &str, what: &str| assert!(found.contains(what), "{found}");
    says(
        &set("operator.red_packets.fridayz.amount=1"),
        "did you mean `operator.red_packets.fridays`?",
    );
    says(
        &set("operator.red_packets.amount=1"),
        "name one: `operator.red_packets.fridays.amount`",
    );
    says(
        &set("operator.red_packets.fridays.amount=-1"),
        "`operator.red_packets.fridays.amount` is -1",
    );
    says(
        &set("operator.red_packets.fridays.amuont=1"),
        "did you mean `operator.red_packets.fridays.amount`?",
    );
    let file = |text: &str| problems(&format!("{PLACE}{text}"), &Overrides::default());
    says(&file("[operator.purge.minutes]\n"), "it is one of its keys");
    says(
        &file("[operator.purge.\"a b\"]\n"),
        "cannot name an instance of `operator.purge`",
    );
    says(
        &file("[operator.purge.old]\nafter = 3\n"),
        "unknown key `after` in `operator.purge.old`",
    );
    says(
        &file("[operator.purge.old.older]\n"),
        "unknown key `older` in `operator.purge.old`",
    );
    says(
        &file("[operator.threshold.door]\ngate = \"fee\"\nfe = 1\n"),
        "`operator.threshold.door`",
    );
    says(
        &file("[operator.content.c]\ntopic = \"cats\"\n"),
        "no `community.topic` is named \"cats\"",
    );
    says(
        &file("[operator.purge.a]\n[strategy.x]\nwithout = [\"operator.purge.b\"]\n"),
        "there is no `operator.purge.b` to leave out",
    );
    says(
        &file("[operator.purge.a]\nfrom_day = 9\n[operator.content.a]\nfrom_day = 9\nto_day = 3\n"),
        "`operator.content.a` ends on day 3",
    );
}

#[test]
fn two_gates_think_of_people_for_themselves() {
    let share = |gates: &str| {
        let place = PLACE
            .replace("days = 40", "days = 60")
            .replace("word_of_mouth = 0.02", "word_of_mouth = 0.1");
        let record = run(&scenario(&format!("{place}{gates}")), 0);
        let sum = |metric| record.series(metric).iter().sum::<f32>();
        1.0 - sum(Daily::Rejections) / sum(Daily::Applications)
    };
    let one = share("[operator.threshold.one]\ngate = \"task\"\ncost = 1\n");
    let two = share(
        "[operator.threshold.one]\ngate = \"task\"\ncost = 1\n[operator.threshold.two]\ngate = \"task\"\ncost = 1\n",
    );
    assert!(two < 0.8 * one, "one gate passes {one}, two pass {two}");
    assert!(
        two > 0.3 * one * one,
        "one gate passes {one}, two pass {two}"
    );
}

#[test]
fn each_gate_renews_its_own_members() {
    let gate = |name: &str, fee: u32, days: u32| {
        format!(
            "[operator.threshold.{name}]\ngate = \"fee\"\nfee = {fee}\nrenew_days = {days}\nrenewal = 5\n\
                 any_price = 1\nelasticity = 0\nscreening = 0\n"
        )
    };
    let revenue =
        |text: &str| run(&scenario(&format!("{PLACE}{text}")), 0).value(Run::RevenueTotal);
    let (one, other) = (gate("month", 7, 30), gate("week", 1, 7));
    let (month, week) = (revenue(&one), revenue(&other));
    let both = revenue(&format!("{one}{other}"));
    assert!(month > 0.0 && week > 0.0);
    // Not the sum: some pass one of them only.
    assert!(
        both > 0.6 * (month + week),
        "{month} + {week} against {both}"
    );
}

#[test]
fn guests_of_two_instances_are_different_people() {
    let text = format!(
        "{PLACE}[operator.kol.a]\ncount = 3\nhome_grown = false\n[operator.kol.b]\ncount = 3\nhome_grown = false\n"
    );
    let scenario = scenario(&text);
    let mut people = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    Prepared::new(&scenario).run_watched(0, false, |community| {
        for (_, member) in community.all() {
            if member.archetype >= 3 {
                people.insert(member.person);
                kinds.insert(member.archetype);
            }
        }
    });
    assert_eq!(kinds, BTreeSet::from([3, 4]));
    assert!(people.len() >= 6, "{people:?}");
    let names: Vec<String> = scenario
        .operator
        .archetypes()
        .into_iter()
        .map(|kind| kind.name)
        .collect();
    assert_eq!(names, ["guest (a)", "guest (b)"]);
}

/// Moves one dial every day.
struct Dial(fn(&mut qun::model::levers::Conditions));

impl Intervention for Dial {
    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        let conditions = levers.conditions();
        assert_eq!(*conditions, qun::model::levers::Conditions::default());
        (self.0)(conditions);
    }
}

#[test]
fn the_dials_of_a_day_move_what_they_say() {
    let place = PLACE.replace(
        "[[archetype]]\nname = \"regular\"",
        "invitations = 0.05\n[[archetype]]\nname = \"regular\"",
    );
    let scenario = scenario(&place);
    let prepared = Prepared::new(&scenario);
    let lives = |dial: fn(&mut qun::model::levers::Conditions)| {
        prepared.run_with(0, false, vec![Box::new(Dial(dial))], |_| {})
    };
    let usual = lives(|_| {});
    assert!(common(&usual) == common(&run(&scenario, 0)));
    let total = |record: &Record, metric| {
        record
            .series(metric)
            .iter()
            .map(|value| f64::from(*value))
            .sum::<f64>()
    };
    let invited = lives(|conditions| conditions.invitations = 0.0);
    assert!(total(&invited, Daily::Applications) < total(&usual, Daily::Applications));
    let ads = lives(|conditions| conditions.ads = 0.1);
    assert!(total(&ads, Daily::AdsShare) < 0.3 * total(&usual, Daily::AdsShare));
    for dial in [
        (|conditions| conditions.carried_over = 5.0) as fn(&mut qun::model::levers::Conditions),
        |conditions| conditions.quarrels = 5.0,
    ] {
        assert!(common(&lives(dial)) != common(&usual));
    }
}
