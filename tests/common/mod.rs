//! What many tests begin with.

use qun::scenario::settings::Scenario;
use qun::scenario::{Overrides, parse_str};

/// The scenario that a text says; what is wrong with it ends the test.
pub fn scenario(text: &str) -> Scenario {
    match parse_str("test.toml", text, &Overrides::default()) {
        Ok(loaded) => loaded.base,
        Err(problems) => panic!("{problems}\n{text}"),
    }
}
