//! What a recommended value rests on, as sentences.

use crate::cli::compare::change::ENOUGH;
use crate::scenario::Worlds;
use crate::study::rests::Rests;
use crate::words::Language;
use crate::words::verdicts::{RESTS, RESTS_ON_NOTHING, RESTS_STILL, RESTS_TOO_FEW};

/// Assumptions that are named.
const NAMED: usize = 3;

/// A line for each assumption that weighs most; nothing in fixed worlds. `describe` names a cell.
pub fn sentences(
    rests: Option<&Rests>,
    worlds: Worlds,
    describe: &dyn Fn(usize) -> String,
    language: Language,
) -> Vec<String> {
    if worlds.is_fixed() {
        return Vec::new();
    }
    let Some(rests) = rests else {
        let more = Worlds::Paired.runs(ENOUGH);
        let named: [(&str, &dyn std::fmt::Display); 2] = [("more", &more), ("enough", &ENOUGH)];
        return vec![RESTS_TOO_FEW.with(language, &named)];
    };
    if rests.on.is_empty() {
        return vec![RESTS_ON_NOTHING.with(language, &[("n", &rests.worlds)])];
    }
    let one = |rest: &crate::study::rests::Rest| {
        let name = rest.name.text(language);
        if rest.low == rest.high {
            return RESTS_STILL.with(language, &[("name", &name)]);
        }
        let (low, high) = (describe(rest.low), describe(rest.high));
        RESTS.with(language, &[("name", &name), ("low", &low), ("high", &high)])
    };
    rests.on.iter().take(NAMED).map(one).collect()
}
