//! The cookbook: what somebody might want to do, and what to write for it, as the strategies say it.

use super::KINDS;
use std::fmt::Write as _;

/// The cookbook as Markdown: a heading for each strategy, its examples in both languages below.
pub fn markdown() -> String {
    let mut page = String::new();
    for kind in KINDS.iter().filter(|kind| !kind.examples.is_empty()) {
        // Writing to a text cannot fail.
        let _ = writeln!(page, "## {} · {}\n", capital(kind.name.en), kind.name.zh);
        let _ = writeln!(page, "{} {}\n", kind.about.en, kind.about.zh);
        for example in kind.examples {
            let _ = writeln!(
                page,
                "If you would {}, write (如果想{}，就写)：\n\n```toml\n{}\n```\n",
                example.wish.en,
                example.wish.zh,
                example.write.trim_end()
            );
        }
    }
    page
}

/// A name as a heading.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
