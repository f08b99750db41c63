//! Whatever the settings of all strategies at once, nothing panics, and nobody appears from nowhere.
//!
//! `QUN_CASES=10000 cargo test --test everything_on` tries as many scenarios as that.

use qun::model::member::State;
use qun::operator::KINDS;
use qun::random::{Luck, Purpose, Stream};
use qun::run::simulate::Prepared;
use qun::scenario::reference::{Bounds, Parameter, parameters};
use qun::scenario::{Overrides, parse_str};
use std::collections::BTreeMap;

/// How many scenarios are tried where nobody says otherwise.
const CASES: u32 = 25;

fn cases() -> u32 {
    match std::env::var("QUN_CASES") {
        Ok(asked) => asked.parse().expect("QUN_CASES is a number of scenarios"),
        Err(_) => CASES,
    }
}

/// A value of a parameter: an end of what is permitted, or something between.
fn value(parameter: &Parameter, stream: &mut Stream) -> Option<String> {
    let key = parameter.key();
    let texts: &[&str] = match key {
        "on" => &["", "friday", "monday, Sunday"],
        "silent_for" => &["", "0", "3 to 9", "5"],
        "archetype" => &["", "core", "lurker"],
        "channel" => &["", "media", "word_of_mouth"],
        "topic" => &["", "one", "another"],
        _ => &[],
    };
    if !parameter.choices.is_empty() {
        let choices = parameter.choices.len() as u32;
        let (choice, _) = &parameter.choices[stream.below(choices) as usize];
        return Some(format!("{choice:?}"));
    }
    if !texts.is_empty() {
        return Some(format!(
            "{:?}",
            texts[stream.below(texts.len() as u32) as usize]
        ));
    }
    if parameter.range == "true or false" {
        return Some((stream.uniform() < 0.5).to_string());
    }
    let Bounds { least, most, whole } = parameter.bounds?;
    // What ends before it begins is refused; days beyond the end of the run are one value among many.
    let (least, most) = match key {
        "from_day" => (0.0, 12.0),
        "to_day" => (12.0, 25.0),
        "on_day" => (0.0, 25.0),
        _ => (least, most),
    };
    let point = f64::from(stream.uniform());
    let drawn = match stream.below(4) {
        0 => least,
        1 => most,
        2 => least + point * point * point * point * (most - least),
        _ => least + point * (most - least),
    };
    Some(if whole {
        format!("{}", drawn.round())
    } else {
        format!("{drawn:?}")
    })
}

/// Tables of all strategies with random values.
fn strategies(parameters: &[Parameter], stream: &mut Stream) -> String {
    let mut tables: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for kind in KINDS {
        tables.entry(kind.key).or_default();
    }
    for parameter in parameters {
        let Some(path) = parameter.path.strip_prefix("operator.") else {
            continue;
        };
        let Some((kind, key)) = path.split_once('.') else {
            continue;
        };
        let said = key.contains("NAME") || key.contains("INDEX");
        if said || stream.uniform() < 0.5 {
            continue;
        }
        if let (Some(lines), Some(value)) = (tables.get_mut(kind), value(parameter, stream)) {
            lines.push(format!("{key} = {value}\n"));
        }
    }
    let tables: Vec<String> = tables
        .iter()
        .map(|(kind, lines)| format!("[operator.{kind}]\n{}", lines.concat()))
        .collect();
    tables.concat()
}

#[test]
fn nothing_panics_and_nobody_appears_from_nowhere() {
    let parameters = parameters();
    let (mut run, mut refused) = (0_u32, Vec::new());
    for case in 0..cases() {
        let (person, day) = (1 + u64::from(case >> 16), (case & 0xffff) as u16);
        let mut stream = Luck::new(7, 0).of(person, day).stream(Purpose::World);
        let text = format!(
            "days = 20\nseed = {case}\n[community]\nroom = [{{ name = \"talk\" }}, {{ name = \"board\", kind = \"quiet\" }}]\nmedium = \"{}\"\nquarrels = 50\n\
             [[community.topic]]\nname = \"one\"\n[[community.topic]]\nname = \"another\"\n\
             [audience]\nfounders = 25\nword_of_mouth = 0.02\n\
             [[audience.channel]]\nname = \"media\"\nper_day = 2\n\
             [operator]\nhours_per_day = {}\nbudget = {}\n{}",
            ["chat", "wechat", "forum"][stream.below(3) as usize],
            [0, 2, 50][stream.below(3) as usize],
            [0, 100, 1_000_000][stream.below(3) as usize],
            strategies(&parameters, &mut stream)
        );
        // What contradicts itself is refused with a reason; all else is run.
        let loaded = match parse_str("random.toml", &text, &Overrides::default()) {
            Ok(loaded) => loaded,
            Err(problems) => {
                refused.push(problems.render(false));
                continue;
            }
        };
        run += 1;
        let mut members = 0;
        Prepared::new(&loaded.base).run_watched(0, false, |community| {
            let log = community.log();
            let off = log
                .exits
                .iter()
                .filter(|exit| exit.way != qun::model::log::Way::Silent);
            members = members + log.joins.len() - off.count();
            let there = community
                .all()
                .filter(|(_, member)| member.state.on_the_list());
            assert_eq!(there.count(), members, "{text}");
            for (_, member) in community.all() {
                let felt = [
                    member.recognition,
                    member.satisfaction,
                    member.prospect,
                    member.reward,
                    member.usual,
                    member.sunk_cost,
                ];
                assert!(
                    felt.iter().all(|value| value.is_finite()),
                    "{member:?}\n{text}"
                );
                assert!(member.state != State::Present || member.joined <= community.day());
            }
        });
    }
    assert!(
        4 * run >= cases(),
        "only {run} could be run: {}",
        refused.join("\n")
    );
}
