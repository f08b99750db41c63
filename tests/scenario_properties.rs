//! Whatever is written, loading a scenario ends with a scenario or with words, never with a panic;
//! and what is written out comes back the same.

use proptest::prelude::*;
use qun::scenario::reference::{Bounds, Parameter, parameters};
use qun::scenario::{Overrides, load, parse_str, to_toml};
use std::io::Write as _;

const GOOD: [&str; 3] = [
    include_str!("../scenarios/chat.toml"),
    include_str!("../scenarios/wechat.toml"),
    include_str!("../scenarios/strategies.toml"),
];

/// Bits of scenarios that are likely to get somewhere.
const BITS: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\"",
    "'",
    "\"\"\"",
    "\n",
    "\r\n",
    "#",
    " ",
    "\u{feff}",
    "\0",
    "archetype",
    "operator",
    "threshold",
    "strategy",
    "sweep",
    "uncertainty",
    "without",
    "expect",
    "name",
    "share",
    "from",
    "to",
    "steps",
    "choice",
    "normal",
    "\"0.1 to 0.9\"",
    "inf",
    "nan",
    "-1",
    "1e999",
    "99999999999999999999",
    "true",
    "2016-02-01",
    "写作营",
    "“",
    "\\u0000",
    "0x",
    "0b1",
    "[[archetype]]\n",
    "[strategy.a]\n",
    "[sweep]\n",
];

/// Loads a text and shows all that there is to show.
fn exercise(text: &str, overrides: &Overrides) {
    match parse_str("random.toml", text, overrides) {
        Ok(loaded) => {
            assert_eq!(loaded.warnings.errors(), 0);
            let _ = loaded.warnings.render(true);
            let again = parse_str(
                "again.toml",
                &loaded.commented(qun::words::Language::English),
                &Overrides::default(),
            );
            assert_eq!(again.expect("what was shown").base, loaded.base);
            for axis in &loaded.sweep {
                for value in &axis.values {
                    let _ = loaded.with(&[(axis.path.clone(), value.clone())]);
                }
            }
        }
        Err(problems) => {
            assert!(problems.errors() > 0);
            let text = problems.render(false);
            assert!(text.contains("error["), "{text}");
            assert!(!text.contains("[internal]"), "{text}");
            let _ = problems.to_json().to_string();
        }
    }
}

/// Cuts, repeats and replaces at random places.
fn mutate(text: &str, changes: &[(u32, u8, usize)]) -> String {
    let mut text = text.to_owned();
    for &(place, kind, bit) in changes {
        let boundaries: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let pick = |number: usize| boundaries[number % boundaries.len()];
        let at = pick(place as usize);
        let to = pick(place as usize + usize::from(kind));
        let (from, to) = (at.min(to), at.max(to));
        match kind % 4 {
            0 => text.replace_range(from..to, ""),
            1 => text.insert_str(at, BITS[bit % BITS.len()]),
            2 => text.replace_range(from..to, BITS[bit % BITS.len()]),
            _ => {
                let piece = text[from..to].to_owned();
                text.insert_str(pick(bit), &piece);
            }
        }
    }
    text
}

/// Four hundred cases each, or as many as `PROPTEST_CASES` says.
fn configuration() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases.unwrap_or(400))
    }
}

proptest! {
    #![proptest_config(configuration())]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&bytes).expect("written");
        if let Err(problems) = load(file.path(), &Overrides::default()) {
            prop_assert!(problems.errors() > 0);
        }
    }

    #[test]
    fn random_bits_of_scenarios_never_panic(bits in prop::collection::vec(0..BITS.len(), 0..60)) {
        let text: String = bits.iter().map(|&bit| BITS[bit]).collect();
        exercise(&text, &Overrides::default());
    }

    #[test]
    fn mutations_of_good_files_never_panic(
        which in 0..GOOD.len(),
        changes in prop::collection::vec((any::<u32>(), any::<u8>(), any::<usize>()), 1..6),
    ) {
        exercise(&mutate(GOOD[which], &changes), &Overrides::default());
    }

    #[test]
    fn random_assignments_never_panic(
        path in prop::sample::select(parameters()),
        bits in prop::collection::vec(0..BITS.len(), 0..6),
    ) {
        let value: String = bits.iter().map(|&bit| BITS[bit]).collect();
        let path = path.path.replace("NAME", "0").replace("INDEX", "0").replace("METRIC", "dau");
        exercise(GOOD[0], &Overrides::default().set(format!("{path}={value}")));
    }

    #[test]
    fn what_is_written_out_comes_back_the_same(
        values in prop::collection::vec((prop::sample::select(parameters()), 0.0..1.0_f64), 1..12),
    ) {
        let loaded = parse_str("good.toml", GOOD[0], &Overrides::default()).expect("a good file");
        let mut cells = Vec::new();
        for (parameter, along) in &values {
            if let Some(value) = inside(parameter, *along) {
                let path = parameter.path.replace("archetype.NAME", "archetype.regular").replace("NAME", "0");
                cells.push((path, value));
            }
        }
        // Values may contradict one another; those that do not must survive.
        if let Ok(scenario) = loaded.with(&cells) {
            let again = parse_str("again.toml", &to_toml(&scenario), &Overrides::default()).expect("what was written");
            prop_assert_eq!(again.base, scenario);
        }
    }
}

/// A value in the range that the reference gives.
fn inside(parameter: &Parameter, along: f64) -> Option<toml::Value> {
    if parameter.path.contains("INDEX")
        || parameter.path.contains("METRIC")
        || parameter.key() == "share"
    {
        return None;
    }
    if let Some((_, words)) = parameter.choices.split_first() {
        return Some(
            words[(along * words.len() as f64) as usize]
                .0
                .clone()
                .into(),
        );
    }
    let Bounds { least, most, whole } = parameter.bounds?;
    let number = least + (most - least) * along;
    Some(if whole {
        toml::Value::Integer(number as i64)
    } else {
        number.into()
    })
}
