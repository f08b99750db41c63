//! Every strategy says what it is for, and what it says can be written down and run.

use qun::operator::KINDS;
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, parse_str};

const PLACE: &str = "days = 40\n[community]\nmedium = \"wechat\"\n[audience]\nfounders = 50\n\
    word_of_mouth = 0.01\ninvitations = 0.1\n";

#[test]
fn every_strategy_has_an_example_in_both_languages() {
    for kind in KINDS {
        assert!(!kind.examples.is_empty(), "{} has no example", kind.key);
        for example in kind.examples {
            let chinese = example.wish.zh.chars().any(|letter| letter > '\u{4e00}');
            assert!(chinese, "{}: {}", kind.key, example.wish.zh);
            let first = example.wish.en.chars().next();
            assert!(
                first.is_some_and(char::is_lowercase) && !example.wish.en.ends_with('.'),
                "it follows \"if you would\": {}",
                example.wish.en
            );
            let heading = format!("[operator.{}", kind.key);
            assert!(example.write.starts_with(&heading), "{}", example.write);
        }
    }
}

#[test]
fn every_example_can_be_run_and_nothing_is_doubted() {
    for example in KINDS.iter().flat_map(|kind| kind.examples) {
        let text = format!("{PLACE}\n{}", example.write);
        let loaded = match parse_str("example.toml", &text, &Overrides::default()) {
            Ok(loaded) => loaded,
            Err(problems) => panic!("{}\n{}", example.write, problems.render(false)),
        };
        assert!(
            loaded.warnings.is_empty(),
            "{}\n{}",
            example.write,
            loaded.warnings.render(false)
        );
        let record = Prepared::new(&loaded.base).run(0, false);
        assert_eq!(record.days, 40, "{}", example.write);
    }
}
