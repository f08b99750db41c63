//! A scenario from a stranger, its flags included: loading it ends with a scenario or with words.
//! A zero byte ends the file; what is behind it is laid over as `--set` would.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qun::scenario::{Overrides, parse_str};
use qun::words::visible::is_unsafe;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (file, set) = text.split_once('\0').unwrap_or((&text, ""));
    let overrides = Overrides {
        assignments: set
            .lines()
            .map(|line| ("--set".to_owned(), line.to_owned()))
            .collect(),
        ..Overrides::default()
    };
    match parse_str("fuzz.toml", file, &overrides) {
        Ok(loaded) => {
            let _ = loaded.warnings.render(true);
            let again = parse_str("again.toml", &loaded.resolved(), &Overrides::default());
            // A table that it names would have to lie beside it.
            let named = !loaded.members_tables().is_empty();
            assert!(again.is_ok() || named, "what qun writes is refused by qun");
        }
        Err(problems) => {
            assert!(!problems.list().is_empty(), "refused without a reason");
            let shown = problems.render(false);
            assert!(!shown.contains(is_unsafe), "control characters: {shown:?}");
        }
    }
});
