//! What loading promises: layers in order, paths by name, shares that add up, and no lost values.

use super::*;
use crate::operator::{Purge, Threshold};

const CAMP: &str = r#"
title = "写作营"
days = 90
start = 2016-02-01

[community]
medium = "wechat"

[[archetype]]
name = "core"
share = 0.1
[[archetype]]
name = "潜水者"
like = "lurker"
capacity = 20

[[audience.channel]]
name = "media"
per_day = 3
[[audience.channel]]
name = "my.blog"
per_day = 1.5

[operator.threshold]
gate = "fee"
fee = 49

[operator.purge]

[strategy.strict.operator.threshold]
fee = 99
[strategy.open]
without = ["operator.purge", "operator.threshold"]
"archetype.core.share" = 0.2
[strategy.advert.audience.channel.media]
per_day = 30

[sweep]
"operator.threshold.fee" = [0, 9.9, 49]
operator.purge.after_days = { from = 7, to = 90, steps = 4 }

[uncertainty]
"archetype.core.share" = "0.05 to 0.2"
"audience.channel.media.per_day" = { log_normal = [3, 0.5] }
"operator.threshold.gate" = { choice = ["fee", "none"] }
"#;

fn camp() -> Loaded {
    parse_str("camp.toml", CAMP, &Overrides::default()).expect("a good file")
}

fn shown(loaded: &Loaded, path: &str) -> (String, String) {
    let values = loaded.values();
    let found = values
        .iter()
        .find(|shown| shown.path == path)
        .expect("a path");
    (found.value.clone(), found.source.clone())
}

#[test]
fn layers_replace_one_another_and_remember_where_values_come_from() {
    let loaded = camp();
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    let expected = [
        ("title", "\"写作营\"", "camp.toml:2"),
        ("start", "\"2016-02-01\"", "camp.toml:4"),
        ("replicates", "100", "default"),
        ("community.room.main.capacity", "500", "preset wechat"),
        ("archetype.core.post", "0.8", "archetype library: core"),
        ("archetype.潜水者.share", "0.9", "rest to 1"),
        ("archetype.潜水者.capacity", "20", "camp.toml:15"),
        (
            "archetype.潜水者.quit_a",
            "0.69",
            "archetype library: lurker",
        ),
        ("audience.channel.media.fit", "1.0", "default"),
        (
            "audience.channel.\"my.blog\".per_day",
            "1.5",
            "camp.toml:22",
        ),
        ("operator.purge.every", "30", "default"),
    ];
    for (path, value, source) in expected {
        assert_eq!(
            shown(&loaded, path),
            (value.to_owned(), source.to_owned()),
            "{path}"
        );
    }
}

#[test]
fn without_archetypes_the_mix_of_the_preset_holds() {
    let loaded = parse_str("a.toml", "days = 30", &Overrides::default()).expect("a good file");
    let names: Vec<&str> = loaded
        .base
        .archetype
        .iter()
        .map(|archetype| archetype.name.as_str())
        .collect();
    assert_eq!(names, ["kol", "core", "regular", "lurker"]);
    let sum: f64 = loaded
        .base
        .archetype
        .iter()
        .map(|archetype| archetype.share)
        .sum();
    assert!((sum - 1.0).abs() < 1e-12);
    let forum = parse_str(
        "a.toml",
        "days = 30",
        &Overrides::default().set("community.medium=forum"),
    );
    let forum = forum.expect("a good flag").base;
    assert_ne!(
        forum.archetype[2].quit_a.to_bits(),
        loaded.base.archetype[2].quit_a.to_bits()
    );
}

#[test]
fn variations_change_what_they_name_and_nothing_else() {
    let loaded = camp();
    let names: Vec<&str> = loaded
        .strategies
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["strict", "open", "advert"]);
    let mut strict = loaded.base.clone();
    strict
        .operator
        .first_mut::<Threshold>()
        .expect("a threshold")
        .fee = 99.0;
    assert_eq!(loaded.strategies[0].1, strict);
    let mut open = loaded.base.clone();
    open.operator.remove::<Threshold>();
    open.operator.remove::<Purge>();
    open.archetype[0].share = 0.2;
    open.archetype[1].share = 0.8;
    assert_eq!(loaded.strategies[1].1, open);
    let mut advert = loaded.base.clone();
    advert.audience.channel[0].per_day = 30.0;
    assert_eq!(loaded.strategies[2].1, advert);
}

#[test]
fn sweeps_and_beliefs_are_read() {
    let loaded = camp();
    let after_days: Vec<toml::Value> = [7, 35, 62, 90].map(toml::Value::Integer).to_vec();
    assert_eq!(loaded.sweep[1].path, "operator.purge.after_days");
    assert_eq!(loaded.sweep[1].values, after_days);
    assert_eq!(loaded.sweep[0].values.len(), 3);
    assert_eq!(
        loaded.uncertainty[1].distribution,
        Distribution::LogNormal {
            median: 3.0,
            sigma: 0.5
        }
    );
    assert_eq!(
        loaded.uncertainty[0].distribution,
        Distribution::Uniform {
            low: 0.05,
            high: 0.2
        }
    );
    let fees = loaded
        .vary("--vary", "operator.threshold.fee=1,2.5,10")
        .expect("a good axis");
    assert_eq!(
        fees.values,
        [1.into(), 2.5.into(), toml::Value::Integer(10)]
    );
    assert!(
        loaded
            .vary("--vary", "operator.threshold.fees=1,2")
            .is_err()
    );
    let log = "operator.threshold.fee={ from = 1, to = 100, steps = 3, scale = \"log\" }";
    assert_eq!(
        loaded.vary("--vary", log).expect("a good axis").values[1],
        10.0.into()
    );
}

#[test]
fn cells_change_values_and_keep_shares_whole() {
    let loaded = parse_str("a.toml", "days = 30", &Overrides::default()).expect("a good file");
    let cell = loaded
        .with(&[
            ("archetype.lurker.share".to_owned(), 0.8.into()),
            ("operator.purge".to_owned(), true.into()),
        ])
        .expect("a good cell");
    let shares: Vec<f64> = cell
        .archetype
        .iter()
        .map(|archetype| archetype.share)
        .collect();
    assert!(
        (shares.iter().sum::<f64>() - 1.0).abs() < 1e-9,
        "{shares:?}"
    );
    assert!((shares[3] - 0.8).abs() < 1e-12);
    let before = &loaded.base.archetype;
    assert!(
        (shares[2] / shares[1] - before[2].share / before[1].share).abs() < 1e-9,
        "the others keep their proportions"
    );
    assert!(cell.operator.first::<Purge>().is_some());
    assert!(
        loaded
            .with(&[("archetype.lurker.share".to_owned(), 1.2.into())])
            .is_err()
    );
    let strict = camp()
        .strategy_with("strict", &[("days".to_owned(), 7.into())])
        .expect("a good cell");
    assert_eq!(strict.days, 7);
    assert!(
        (strict
            .operator
            .first::<Threshold>()
            .expect("a threshold")
            .fee
            - 99.0)
            .abs()
            < 1e-12
    );
}

#[test]
fn flags_hold_for_the_base_and_for_every_strategy() {
    let overrides = Overrides::default()
        .flag("--days", "days", 14)
        .set("operator.threshold.fee=5")
        .set("audience.channel.\"my.blog\".per_day=9")
        .set("title=My camp");
    let loaded = parse_str("camp.toml", CAMP, &overrides).expect("good flags");
    assert_eq!(loaded.base.title, "My camp");
    assert!((loaded.base.audience.channel[1].per_day - 9.0).abs() < 1e-12);
    for (name, scenario) in &loaded.strategies {
        assert_eq!(scenario.days, 14, "{name}");
    }
    let fee = loaded.strategies[0]
        .1
        .operator
        .first::<Threshold>()
        .map(|threshold| threshold.fee);
    assert_eq!(fee, Some(5.0), "flags are the last word");
    assert_eq!(
        shown(&loaded, "days"),
        ("14".to_owned(), "--days days=14".to_owned())
    );
}

#[test]
fn what_is_written_out_loads_as_the_same_scenario() {
    let loaded = camp();
    let scenarios = loaded
        .strategies
        .iter()
        .map(|(_, scenario)| scenario)
        .chain([&loaded.base]);
    let default = Scenario::default();
    for scenario in scenarios.chain([&default]) {
        let text = to_toml(scenario);
        let again =
            parse_str("again.toml", &text, &Overrides::default()).expect("what was written");
        assert_eq!(&again.base, scenario);
    }
    let again = parse_str(
        "again.toml",
        &loaded.commented(crate::words::Language::English),
        &Overrides::default(),
    )
    .expect("what was shown");
    assert_eq!(again.base, loaded.base);
}

#[test]
fn no_message_holds_what_a_terminal_would_act_upon() {
    let text = "seed = \u{10}1\ndays = \"\u{1b}]0;x\"\n\u{202e} = 3\n";
    let problems = parse_str("a\u{7}.toml", text, &Overrides::default()).expect_err("no scenario");
    for (colour, turned) in [
        (false, problems.render(false)),
        (true, problems.render(true)),
    ] {
        let unsafe_mark =
            |mark: char| crate::words::visible::is_unsafe(mark) && !(colour && mark == '\u{1b}');
        assert!(!turned.contains(unsafe_mark), "{turned:?}");
    }
}

#[test]
fn keys_of_earlier_versions_are_explained_and_left_out() {
    let text = "days = 9\n[interactions]\naudience = -0.5\noverload = 0.1\n";
    let loaded = parse_str("old.toml", text, &Overrides::default()).expect("an old scenario");
    let said = loaded.warnings.render(false);
    assert!(
        said.contains("old.toml:3:1") && said.contains("`interactions.audience` is ignored"),
        "{said}"
    );
    let without = parse_str("new.toml", "days = 9\n", &Overrides::default()).expect("a scenario");
    let usual = without.base.interactions.audience_volume;
    assert_eq!(
        loaded.base.interactions.audience_volume.to_bits(),
        usual.to_bits()
    );
    assert_eq!(
        loaded.base.interactions.overload.to_bits(),
        0.1_f64.to_bits()
    );
    let over = Overrides {
        assignments: vec![("--set".to_owned(), "interactions.audience=-0.5".to_owned())],
        ..Overrides::default()
    };
    let refused = parse_str("camp.toml", "days = 9\n", &over).expect_err("refused");
    assert!(
        refused.render(false).contains("`audience_volume`"),
        "{}",
        refused.render(false)
    );
}
