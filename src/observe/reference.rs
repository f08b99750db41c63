//! The page of all metrics, made from their words.

use super::habit::SPAN;
use super::metrics::{Daily, Metric, Run, VERSION};
use super::stage::{COMPANY, QUIET};
use crate::words::metrics::{ELSEWHERE, FORMER};
use crate::words::{Good, Language};
use std::fmt::Write as _;

/// The tables of `docs/metrics.md`: every metric, the rule of death, what other tools call them, and
/// what has changed since the version before.
pub fn markdown() -> String {
    let mut page = String::new();
    section(
        &mut page,
        "Of the whole run",
        Run::ALL.iter().map(|it| it.metric()),
    );
    section(
        &mut page,
        "Of every day",
        Daily::ALL.iter().map(|it| it.metric()),
    );
    // Writing into a string cannot fail.
    let _ = write!(
        page,
        "## Dead or alive\n\nA community is dead after {QUIET} days in a row with fewer than {COMPANY:.0} returning members and \
         nothing written by members, from the first of those days on, until {} days out of {QUIET} have a sign of life again. \
         `died`, `died_on_day` and `stage` follow from this rule and no other, however large the community once was. Other \
         stages compare the weekly mean of returning members with that of {SPAN} days before.\n\n",
        QUIET / 2
    );
    page.push_str(
        "## What other tools call them\n\n| tool | there | here | difference |\n| --- | --- | --- | --- |\n",
    );
    for it in ELSEWHERE {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} |",
            it.tool,
            it.name,
            code(it.keys),
            it.difference
        );
    }
    let _ = write!(
        page,
        "\n## What changed from version {} to version {VERSION}\n\n| key then | what it was | key now | what has changed |\n\
         | --- | --- | --- | --- |\n",
        VERSION - 1
    );
    for it in FORMER {
        let now = if it.key.contains(',') { "" } else { it.now };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} |",
            code(it.key),
            it.was,
            if now.is_empty() {
                "the same".to_owned()
            } else {
                code(now)
            },
            it.change
        );
    }
    page
}

fn section(page: &mut String, title: &str, metrics: impl Iterator<Item = Metric>) {
    let _ = write!(
        page,
        "## {title}\n\n| key | name | unit | better | meaning |\n| --- | --- | --- | --- | --- |\n"
    );
    for metric in metrics {
        let words = metric.words;
        let both = |text: crate::words::Text| {
            [Language::English, Language::Chinese].map(|language| text.text(language))
        };
        let better = match words.good {
            Good::More => "more",
            Good::Less => "less",
            Good::Either => "it depends",
        };
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {better} | {} |",
            metric.key,
            both(words.name).join("<br>"),
            words.unit.key(),
            both(words.meaning).join("<br>"),
        );
    }
    page.push('\n');
}

/// Keys, separated by commas, as code.
fn code(keys: &str) -> String {
    let keys = keys.split(", ").filter(|key| !key.is_empty());
    keys.map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::find;

    #[test]
    fn what_is_named_here_is_there_and_what_is_no_more_is_not() {
        let keys = |text: &'static str| text.split(", ").filter(|key| !key.is_empty());
        for key in ELSEWHERE.iter().flat_map(|it| keys(it.keys)) {
            assert!(find(key).is_some(), "{key}");
        }
        for former in FORMER {
            assert!(
                former.now.is_empty() || find(former.now).is_some(),
                "{}",
                former.now
            );
            if former.key.contains(',') {
                assert!(
                    keys(former.key).all(|key| find(key).is_some()),
                    "{}",
                    former.key
                );
            } else {
                let gone = find(former.key).is_none();
                assert_eq!(gone, former.now != former.key, "{}", former.key);
            }
        }
    }
}
