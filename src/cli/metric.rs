//! Metrics as people name them on the command line.

use super::failure::Failure;
use super::output::Output;
use crate::observe::metrics::{self, Metric};
use crate::scenario::nearest;
use crate::words::metrics::renamed;

/// The metric whose certainty is reported and that `--precision` is about.
pub const MAIN: &str = "engaged_end";

/// The metrics of tables over many cells or strategies, unless others are named.
pub const USUAL: &[&str] = &[
    "engaged_end",
    "speaking_end",
    "dau_end",
    "returning_end",
    "posts_end",
    "members",
    "retention_d30",
    "gini_posts",
    "removals_total",
    "cost_total",
    "revenue_total",
    "profit_total",
];

/// What drives a cell of a sweep, beside [`USUAL`]: who comes, who finds no place, who is no member, and what is worked.
pub const DRIVERS: &[&str] = &[
    "applications_total",
    "full_on_day",
    "turned_away_total",
    "spammers_total",
    "hours_total",
];

/// The metric of that name or alias. An alias is taken and said.
///
/// # Errors
/// A usage failure with the nearest name.
pub fn named(flag: &str, text: &str, output: &Output) -> Result<Metric, Failure> {
    let key = text.trim();
    if let Some(metric) = metrics::find(key) {
        return Ok(metric);
    }
    if let Some(metric) = metrics::all().find(|metric| metric.words.is_called(key)) {
        output.say(&format!("{flag}: `{key}` is taken as `{}`", metric.key));
        return Ok(metric);
    }
    if let Some(former) = renamed(key) {
        return Err(Failure::usage(
            format!("{flag}: `{key}` is no more: {}", former.was),
            format!("`{}` comes nearest ({})", former.now, former.change),
        ));
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

/// The metrics of a table: the main one, then those named, or the `usual` ones.
///
/// # Errors
/// As [`named`].
pub fn table(
    main: Metric,
    flag: &str,
    texts: &[String],
    usual: &[&str],
    output: &Output,
) -> Result<Vec<Metric>, Failure> {
    let mut table = vec![main];
    if texts.is_empty() {
        table.extend(usual.iter().filter_map(|key| metrics::find(key)));
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
    use crate::words;

    #[test]
    fn usual_metrics_exist_and_what_is_unwanted_is_known() {
        for key in USUAL.iter().chain(DRIVERS) {
            assert!(metrics::find(key).is_some(), "{key}");
        }
        assert!(words::less_is_better("cost_total") && !words::less_is_better("dau_end"));
    }

    #[test]
    fn aliases_are_taken_and_mistakes_answered() {
        let output = Output::new(Colour::Never, true);
        let found = named("--metric", "retained_d90", &output).expect("an alias");
        assert_eq!(found.key, "retention_d90");
        for (alias, key) in [
            ("日活", "dau"),
            ("retention", "retention_d30"),
            ("死亡率", "died"),
        ] {
            let found = named("--metric", alias, &output).expect("an alias");
            assert_eq!(found.key, key);
        }
        let Err(Failure::Usage {
            hint: Some(hint), ..
        }) = named("--metric", "visitors", &output)
        else {
            panic!("no hint");
        };
        assert!(hint.contains("`readers` comes nearest"), "{hint}");
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
            USUAL,
            &output,
        );
        assert_eq!(table.expect("metrics").len(), 2);
    }
}
