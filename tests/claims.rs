//! The claims book: every claim loads, a few are lived through, and the page follows the record.

use qun::claims::reading::GONE;
use qun::claims::recorded::{has_turned, recorded};
use qun::claims::verdict::Verdict;
use qun::claims::{Size, book, examine, find};
use qun::observe::metrics;
use qun::operator::series;
use qun::run::replicates::Stop;
use qun::scenario::{BASE, Loaded, Overrides, Worlds, parse_str};
use qun::show::claims_page::page;
use std::fs;
use std::path::Path;

#[test]
fn every_claim_is_a_scenario_with_the_variations_it_names() {
    let overrides = Overrides {
        metrics: metrics::all().map(|it| it.key).collect(),
        worlds: Worlds::Paired,
        ..Overrides::default()
    };
    for entry in book().iter().filter(|it| it.claim.is_expressible()) {
        let id = &entry.claim.id;
        let loaded = parse_str(id, entry.text, &overrides);
        let loaded = loaded.unwrap_or_else(|problems| panic!("{id}: {}", problems.summary()));
        assert!(
            loaded.base.days <= 180,
            "{id} takes {} days",
            loaded.base.days
        );
        assert!(loaded.base.audience.founders <= 500, "{id} is large");
        for name in entry.claim.parts.iter().flat_map(qun::claims::Part::names) {
            let known = loaded.strategies.iter().any(|it| it.0 == name);
            assert!(known || name == BASE, "{id} has no variation {name}");
        }
        for metric in entry
            .claim
            .parts
            .iter()
            .flat_map(qun::claims::Part::metrics)
        {
            assert!(is_counted(&loaded, metric), "{id}: nothing counts {metric}");
        }
        // A variation that no part reads would be lived through by nobody.
        for (name, _) in &loaded.strategies {
            let mut read = entry.claim.parts.iter().flat_map(qun::claims::Part::names);
            assert!(read.any(|it| it == name), "{id}: nothing reads {name}");
        }
    }
}

/// Whether a strategy or an archetype that a reading names is there in some variation; all other metrics
/// are always there.
fn is_counted(loaded: &Loaded, metric: &str) -> bool {
    let mut scenarios =
        std::iter::once(&loaded.base).chain(loaded.strategies.iter().map(|it| &it.1));
    if let Some(archetype) = metric.strip_prefix(GONE) {
        return scenarios.all(|it| it.archetype.iter().any(|kind| kind.name == archetype));
    }
    let Some((instance, _)) = metric.rsplit_once('.').filter(|_| series(metric).is_some()) else {
        return true;
    };
    scenarios.any(|it| {
        let mut strategies = it.operator.strategies.iter();
        strategies.any(|strategy| strategy.full_name() == instance)
    })
}

/// Editors complete and check a file of the book, too.
#[test]
fn the_schema_knows_every_key_of_a_claim() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/scenario.schema.json");
    let text = fs::read_to_string(schema).expect("a schema");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let claim = &schema["properties"]["claim"];
    assert_eq!(claim["additionalProperties"], false);
    for entry in book().iter().filter(|it| it.claim.is_expressible()) {
        let id = &entry.claim.id;
        let file: serde_json::Value = toml::from_str(entry.text).expect("a file of the book");
        for (key, value) in file["claim"].as_object().expect("a claim") {
            let known = &claim["properties"][key];
            assert!(known["description"].is_string(), "{id}: {key}");
            for part in value
                .as_array()
                .filter(|_| key == "part")
                .into_iter()
                .flatten()
            {
                for key in part.as_object().expect("a part").keys() {
                    let known = &known["items"]["properties"][key];
                    assert!(known["description"].is_string(), "{id}: part.{key}");
                }
            }
        }
    }
}

/// One claim that must hold in any model of members with a need, one that must not, one read back.
#[test]
fn verdicts_are_what_was_lived() {
    let entries: Vec<_> = ["M44", "L6", "N10"]
        .map(|id| find(id).expect("a claim"))
        .into();
    let size = Size { worlds: 30 };
    let found = examine(&entries, size, &Stop::new(), &|| ()).expect("claims");
    let verdicts: Vec<Verdict> = found.iter().map(|it| it.verdict).collect();
    assert_eq!(
        verdicts,
        [Verdict::Supported, Verdict::Opposite, Verdict::Assumed]
    );
    // Without the parameter that puts it in, nothing is left of what was read back.
    assert!(found[2].assumed_share().expect("a share") > 0.9);
    // A verdict has turned where the intervals of then and now have nothing in common.
    assert!(!has_turned(&found[0]), "{:?}", found[0].parts);
    let mut turned = found[0].clone();
    turned.parts[0].effect = 1.95;
    turned.parts[0].interval.low = 1.9;
    turned.parts[0].interval.high = 2.0;
    assert!(has_turned(&turned));
    let again = examine(&entries[..1], size, &Stop::new(), &|| ()).expect("claims");
    assert_eq!(again[0].parts[0].effect, found[0].parts[0].effect);
}

#[test]
fn every_claim_has_a_recorded_verdict_and_says_why_the_model_disagrees() {
    let mut undecided = Vec::new();
    for entry in book() {
        let claim = &entry.claim;
        let found = recorded().find(&claim.id);
        let verdict = found.map(|it| it.verdict);
        assert!(verdict.is_some(), "{} is not in the record", claim.id);
        let expressible = verdict != Some(Verdict::Inexpressible);
        assert_eq!(claim.is_expressible(), expressible, "{}", claim.id);
        if matches!(verdict, Some(Verdict::Opposite | Verdict::NoEffect)) {
            assert!(
                !claim.disagreement.is_empty(),
                "{} does not say why",
                claim.id
            );
        }
        if verdict == Some(Verdict::Undecided) {
            undecided.push(&claim.id);
        }
    }
    assert!(undecided.len() <= 8, "{undecided:?}");
}

#[test]
fn the_page_follows_the_record() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/claims.md");
    let made = page(recorded());
    if std::env::var_os("QUN_UPDATE").is_some() {
        fs::write(&place, &made).expect("written");
    }
    let there = fs::read_to_string(&place).unwrap_or_default();
    assert!(
        there == made,
        "docs/claims.md is old: QUN_UPDATE=1 cargo test --test claims"
    );
}
