//! Metrics as people name them on the command line.

use super::failure::Failure;
use super::output::Output;
use crate::observe::metrics::{self, Metric};
use crate::scenario::nearest;

/// The metrics of tables over many cells or strategies, unless others are named.
pub const USUAL: &[&str] = &[
    "dau_end",
    "engaged_end",
    "posts_end",
    "members",
    "retention_d30",
    "gini_posts",
    "removals_total",
    "cost_total",
    "revenue_total",
];

/// Other names under which people look for a metric.
const ALIASES: &[(&str, &str)] = &[
    ("retained_d1", "retention_d1"),
    ("retained_d7", "retention_d7"),
    ("retained_d30", "retention_d30"),
    ("retained_d90", "retention_d90"),
    ("retention", "retention_d30"),
    ("retained", "engaged_end"),
    ("engaged", "engaged_end"),
    ("total_cost", "cost_total"),
    ("total_revenue", "revenue_total"),
    ("total_hours", "hours_total"),
    ("lifetime", "median_lifetime"),
];

/// Metrics of which less is better.
const UNWANTED: &[&str] = &[
    "rejections",
    "turned_away",
    "leaves",
    "removals",
    "silenced",
    "ads_share",
    "muted_share",
    "asleep_share",
    "silent",
    "churn_7d",
    "dormant",
    "cost",
    "operator_hours",
    "leaves_total",
    "removals_total",
    "cost_total",
    "hours_total",
    "cost_per_retained",
    "died",
];

/// Whether less of a metric is better, as far as everybody would agree.
pub fn is_unwanted(key: &str) -> bool {
    UNWANTED.contains(&key)
}

/// The metric of that name or alias. An alias is taken and said.
///
/// # Errors
/// A usage failure with the nearest name.
pub fn named(flag: &str, text: &str, output: &Output) -> Result<Metric, Failure> {
    let key = text.trim();
    if let Some(metric) = metrics::find(key) {
        return Ok(metric);
    }
    let simple = key.to_lowercase().replace(['-', ' '], "_");
    let alias = ALIASES.iter().find(|(alias, _)| *alias == simple);
    let meant = alias.map_or(simple.as_str(), |(_, meant)| *meant);
    if let Some(metric) = metrics::find(meant) {
        output.say(&format!("{flag}: `{key}` is taken as `{}`", metric.key));
        return Ok(metric);
    }
    let known: Vec<&str> = metrics::all().map(|metric| metric.key).collect();
    let hint = nearest(key, &known).map_or_else(
        || "`qun list metrics` names them all".to_owned(),
        |near| format!("did you mean `{near}`? `qun list metrics` names them all"),
    );
    Err(Failure::usage(
        format!("{flag}: there is no metric `{key}`"),
        hint,
    ))
}

/// The metrics of a table: the main one, then those named, or the usual ones.
///
/// # Errors
/// As [`named`].
pub fn table(
    main: Metric,
    flag: &str,
    texts: &[String],
    output: &Output,
) -> Result<Vec<Metric>, Failure> {
    let mut table = vec![main];
    if texts.is_empty() {
        table.extend(USUAL.iter().filter_map(|key| metrics::find(key)));
    }
    for text in texts {
        table.push(named(flag, text, output)?);
    }
    let mut seen = Vec::new();
    table.retain(|metric| {
        let new = !seen.contains(&metric.key);
        seen.push(metric.key);
        new
    });
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::Colour;

    #[test]
    fn every_alias_and_every_unwanted_metric_exists() {
        for (alias, key) in ALIASES {
            assert!(
                metrics::find(key).is_some() && metrics::find(alias).is_none(),
                "{alias}"
            );
        }
        for key in UNWANTED.iter().chain(USUAL) {
            assert!(metrics::find(key).is_some(), "{key}");
        }
    }

    #[test]
    fn aliases_are_taken_and_mistakes_answered() {
        let output = Output::new(Colour::Never, true);
        let found = named("--metric", "retained_d90", &output).expect("an alias");
        assert_eq!(found.key, "retention_d90");
        let Err(Failure::Usage {
            hint: Some(hint), ..
        }) = named("--metric", "retention_d9", &output)
        else {
            panic!("no hint");
        };
        assert!(hint.contains("did you mean `retention_d90`?"), "{hint}");
        let table = table(
            found,
            "--metrics",
            &["dau_end".to_owned(), "retention_d90".to_owned()],
            &output,
        );
        assert_eq!(table.expect("metrics").len(), 2);
    }
}
