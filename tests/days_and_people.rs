//! Every strategy that takes days and people keeps to them.

mod common;

use common::scenario;
use qun::observe::metrics::Daily;
use qun::observe::record::Record;
use qun::operator::{Instance, KINDS, Kind};
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, parse_str};
use serde_json::{Value as Json, json};

/// Day 0 is a Monday. Nobody is a ghost.
const PLACE: &str = "days = 40\n[community]\nroom = [{ name = \"talk\" }, { name = \"board\", kind = \"quiet\" }]\nmedium = \"wechat\"\nquarrels = 20\n\
    [audience]\nfounders = 60\nword_of_mouth = 0.02\n\
    [[audience.channel]]\nname = \"media\"\nper_day = 2\n\
    [[archetype]]\nname = \"regular\"\nshare = 0.5\n[[archetype]]\nname = \"ghost\"\nshare = 0\n\
    [[archetype]]\nname = \"lurker\"\n\
    [operator]\nhours_per_day = 20\ncost_per_hour = 10\n";

fn run(strategies: Vec<Instance>) -> Record {
    let mut scenario = scenario(PLACE);
    scenario.operator.strategies = strategies;
    Prepared::new(&scenario).run(0, false)
}

/// The busy settings of a kind, with some keys changed.
fn busy(kind: &'static Kind, changed: Json) -> Instance {
    let mut settings = kind.busy().json();
    let table = settings.as_object_mut().expect("a table");
    let Json::Object(changed) = changed else {
        panic!("no keys: {changed}");
    };
    table.extend(changed);
    kind.read(None, settings).expect("good settings")
}

/// The first day on which anything measured of the community differs.
fn first_difference(one: &Record, other: &Record) -> Option<usize> {
    let day = |metric: &Daily| {
        let (one, other) = (one.series(*metric), other.series(*metric));
        one.iter()
            .zip(other)
            .position(|(one, other)| one.to_bits() != other.to_bits())
    };
    Daily::ALL.iter().filter_map(day).min()
}

fn has(kind: &Kind, key: &str) -> bool {
    kind.keys().iter().any(|known| known == key)
}

#[test]
fn on_fridays_means_on_fridays() {
    let without = run(Vec::new());
    let mut found = 0;
    for kind in KINDS.iter().filter(|kind| has(kind, "on")) {
        found += 1;
        let mut days = json!({ "on": "friday", "from_day": 0, "to_day": 36_500 });
        if kind.key == "relay" {
            // Who reads alone comes in, steps back and joins the talk on any day; what is relayed has its days.
            for key in ["readers", "steps_back", "joins_talk"] {
                days[key] = json!(0.0);
            }
        }
        let fridays = run(vec![busy(kind, days)]);
        let first = first_difference(&fridays, &without);
        if kind.key == "ad_window" {
            // The day is the one on which advertising is free; on all others it is held back.
            assert_eq!(first, Some(0));
            continue;
        }
        assert!(
            first.is_some_and(|day| day >= 4),
            "{} on Fridays: the first difference is on day {first:?}",
            kind.key
        );
    }
    assert!(found >= 19, "{found} strategies take weekdays");
}

#[test]
fn from_and_until_are_kept() {
    let without = run(Vec::new());
    let mut found = 0;
    for kind in KINDS
        .iter()
        .filter(|kind| has(kind, "from_day") && has(kind, "to_day"))
    {
        found += 1;
        let acts = |from: u16, to: u16| {
            let days = json!({ "from_day": from, "to_day": to });
            first_difference(&run(vec![busy(kind, days)]), &without)
        };
        let later = acts(15, 36_500);
        assert!(
            later.is_some_and(|day| day >= 14),
            "{} from day 15: the first difference is on day {later:?}",
            kind.key
        );
        let never = acts(39, 39);
        assert!(never.is_none_or(|day| day >= 38), "{}: {never:?}", kind.key);
    }
    assert!(
        found >= 25,
        "{found} strategies take a first and a last day"
    );
}

#[test]
fn what_is_for_nobody_changes_nothing() {
    let without = run(Vec::new());
    for kind in KINDS {
        let is_segment = kind.usual().json()["who"].is_object();
        if !is_segment {
            continue;
        }
        let nobody = json!({ "who": { "archetype": "ghost" } });
        // Guests come from outside, the hours of a moderator go on whoever is watched, and a pitch is prepared
        // before anybody has heard it.
        let first = match kind.key {
            "kol" => {
                let home_grown = json!({ "who": { "archetype": "ghost" }, "home_grown": true });
                first_difference(&run(vec![busy(kind, home_grown)]), &without)
            }
            "moderation" => {
                let kept = run(vec![busy(kind, nobody)]);
                let lenient = run(vec![busy(kind, json!({ "severity": 0.0 }))]);
                first_difference(&kept, &lenient)
            }
            "selling" => {
                let idle_hours = json!({ "who": { "archetype": "ghost" }, "hours": 0.0 });
                first_difference(&run(vec![busy(kind, idle_hours)]), &without)
            }
            _ => first_difference(&run(vec![busy(kind, nobody)]), &without),
        };
        assert_eq!(first, None, "{}", kind.key);
        let everybody = run(vec![busy(kind, json!({ "who": { "archetype": "" } }))]);
        assert!(
            first_difference(&everybody, &without).is_some(),
            "{} for everybody",
            kind.key
        );
    }
}

#[test]
fn a_gate_can_stand_before_one_channel_alone() {
    let joins = |who: &str| -> (f32, f32) {
        let text = format!(
            "{PLACE}[operator.threshold]\ngate = \"task\"\ncost = 20\nwho = {{ channel = \"{who}\" }}\n"
        );
        let text = text.replace("word_of_mouth = 0.02", "word_of_mouth = 0.1");
        let scenario = scenario(&text);
        let channels = scenario.audience.channel.len() as u8;
        let (mut media, mut friends) = (0.0, 0.0);
        Prepared::new(&scenario).run_watched(0, false, |community| {
            for join in &community.log().joins {
                let member = community.member(join.member);
                if community.day() > 0 {
                    *(if member.channel == channels {
                        &mut friends
                    } else {
                        &mut media
                    }) += 1.0;
                }
            }
        });
        (media, friends)
    };
    let (media, friends) = joins("media");
    assert!(friends > 10.0 && media < friends / 4.0, "{media} {friends}");
    let (media, friends) = joins("word_of_mouth");
    assert!(media > 10.0 && friends < media / 4.0, "{media} {friends}");
}

#[test]
fn what_says_nothing_of_applicants_is_doubted() {
    let text = format!(
        "{PLACE}[operator.threshold]\ngate = \"task\"\nwho = {{ silent_for = \"3\", joined_within = 4 }}\n"
    );
    let loaded = parse_str("test.toml", &text, &Overrides::default()).expect("a good file");
    let said = loaded.warnings.render(false);
    for key in ["who.silent_for", "who.joined_within"] {
        assert!(said.contains(key), "{said}");
    }
}
