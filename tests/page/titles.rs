//! Every number in the title of a chart can be read off what is drawn: titles are held against the tables of
//! their drawings.

use super::studied;
use serde_json::Value;
use std::path::Path;

/// The rows of a chart's table.
struct Drawn {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Drawn {
    fn read(out: &Path, chart: &str) -> Self {
        let path = out.join(format!("charts/{chart}.csv"));
        let mut table = csv::Reader::from_path(&path).expect("a table");
        let header = table.headers().expect("a header").iter();
        let header = header.map(str::to_owned).collect();
        let rows = table.records().map(|row| row.expect("a row"));
        let rows = rows.map(|row| row.iter().map(str::to_owned).collect());
        Self {
            header,
            rows: rows.collect(),
        }
    }

    fn place(&self, column: &str) -> usize {
        let place = self.header.iter().position(|it| it == column);
        place.unwrap_or_else(|| panic!("no {column} in {:?}", self.header))
    }

    /// The values of a column where others say so, in the order of the table.
    fn values(&self, wanted: &[(&str, &str)], column: &str) -> Vec<f64> {
        let wanted: Vec<(usize, &str)> = wanted
            .iter()
            .map(|(name, value)| (self.place(name), *value))
            .collect();
        let place = self.place(column);
        let rows = self.rows.iter().filter(|row| {
            let mut wanted = wanted.iter();
            // What a table calculator would take for a formula has a mark before it.
            wanted.all(|(place, value)| row[*place].trim_start_matches('\'') == *value)
        });
        rows.map(|row| row[place].parse().unwrap_or(f64::NAN))
            .collect()
    }
}

fn mean(values: &[f64]) -> f64 {
    let known: Vec<f64> = values.iter().copied().filter(|it| it.is_finite()).collect();
    known.iter().sum::<f64>() / known.len() as f64
}

fn last(values: &[f64], count: usize) -> &[f64] {
    &values[values.len().saturating_sub(count)..]
}

/// The title of a chart.
fn title(out: &Path, chart: &str) -> String {
    let text = std::fs::read_to_string(out.join("report.json")).expect("the data");
    let report: Value = serde_json::from_str(&text).expect("JSON");
    let charts = report["charts"].as_array().expect("charts");
    let file = |it: &&Value| {
        let (kind, chart_of) = it.as_object().and_then(|it| it.iter().next()).expect("one");
        chart_of["name"].as_str().unwrap_or(kind) == chart
    };
    let found = charts.iter().find(file);
    let found = found.unwrap_or_else(|| panic!("no chart {chart}"));
    let inner = found
        .as_object()
        .and_then(|it| it.values().next())
        .expect("one");
    let title = inner["about"]["finding"]["en"].as_str();
    title
        .unwrap_or_else(|| panic!("{chart} has no finding"))
        .to_owned()
}

/// The numbers in a title, with half of what their last digit stands for; a percentage as a share.
fn numbers(title: &str) -> Vec<(f64, f64)> {
    let is_part = |it: char| it.is_ascii_digit() || it == '.' || it == ',' || it == '%';
    let words = title.split(|it| !is_part(it));
    let read = words.filter_map(|word| {
        let word = word.trim_end_matches([',', '.']);
        let (digits, unit) = match word.strip_suffix('%') {
            Some(digits) => (digits, 0.01),
            None => (word, 1.0),
        };
        let digits = digits.replace(',', "");
        let decimals = digits.split_once('.').map_or(0, |(_, it)| it.len() as i32);
        let value: f64 = digits.parse().ok()?;
        Some((value * unit, 0.5 * unit * 10f64.powi(-decimals)))
    });
    read.collect()
}

/// Every number of a title is one of those that the drawing shows.
fn shown(out: &Path, chart: &str, drawn: &[f64]) {
    let title = title(out, chart);
    let told = numbers(&title);
    assert!(!told.is_empty(), "{chart}: no number in {title}");
    for (value, half) in told {
        let near = |it: &f64| (it - value).abs() <= half + 1e-6 * value.abs() + 1e-9;
        assert!(
            drawn.iter().any(near),
            "{chart}: {value} of {title:?} is none of {drawn:?}"
        );
    }
}

#[test]
fn the_numbers_in_the_titles_of_a_run_are_drawn() {
    let folder = studied("run", &["--replicates", "12", "--days", "120"]);
    let out = &folder.path().join("out");
    let activity = Drawn::read(out, "activity");
    let dau = activity.values(&[("metric", "dau")], "mean");
    let weeks: Vec<f64> = dau.windows(7).map(mean).collect();
    let best = weeks.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // The middle of the best week; the first day that is drawn is day 1.
    let day = weeks.iter().position(|it| *it == best).expect("a week") + 4;
    shown(out, "activity", &[best, weeks[weeks.len() - 1], day as f64]);

    let states = Drawn::read(out, "members_by_state");
    let at_end = |state: &str| states.values(&[("state", state)], "mean").last().copied();
    let of = ["active_7d", "active_30d", "asleep", "silent"].map(|it| at_end(it).unwrap_or(0.0));
    shown(
        out,
        "members_by_state",
        &[of.iter().sum(), of[0], of[2] + of[3], 7.0, 30.0],
    );

    let retention = Drawn::read(out, "retention");
    let at = |metric: &str| {
        let wanted = [("metric", metric), ("days_since_joining", "30")];
        retention.values(&wanted, "mean")[0]
    };
    let ways = ["retention", "rolling", "listed"].map(at);
    shown(out, "retention", &[ways[0], ways[1], ways[2], 30.0]);

    let concentration = Drawn::read(out, "concentration");
    let shares = ["top1_share", "top10_share"].map(|key| {
        let known = concentration.values(&[("metric", key)], "mean");
        known
            .into_iter()
            .rfind(|it| it.is_finite())
            .expect("a share")
    });
    shown(out, "concentration", &[shares[0], shares[1], 0.01, 0.1]);

    let growth = Drawn::read(out, "growth_accounting");
    let bar = |key: &str| {
        *growth
            .values(&[("metric", key)], "mean")
            .last()
            .expect("a bar")
    };
    let days = growth.values(&[("metric", "new")], "day");
    let (from, period) = (days[days.len() - 1], days[1] - days[0]);
    let parts = ["new", "resurrected", "dormant"].map(bar);
    shown(
        out,
        "growth_accounting",
        &[parts[0], parts[1], parts[2], from, from + period - 1.0],
    );

    let flow = Drawn::read(out, "stock_and_flow");
    let weeks = 120 / 7;
    let told = (weeks - 4) * 7..weeks * 7;
    let sum = |key: &str| {
        flow.values(&[("flow", key)], "mean")[told.clone()]
            .iter()
            .sum::<f64>()
    };
    let (joined, gone) = (sum("joined"), sum("silent") + sum("left") + sum("removed"));
    let ends = [told.start as f64, (told.end - 1) as f64];
    shown(
        out,
        "stock_and_flow",
        &[joined, gone, (joined - gone).abs(), ends[0], ends[1]],
    );

    let stages = Drawn::read(out, "stages");
    let last_day = stages.values(&[("day", "119")], "share");
    shown(out, "stages", &last_day);

    // The good and the bad run stand where nine and one of ten are.
    let fan = Drawn::read(out, "fan");
    let place = fan.place("run");
    let mut names: Vec<&str> = fan.rows.iter().map(|row| row[place].as_str()).collect();
    names.dedup();
    let ends = names
        .iter()
        .map(|name| mean(last(&fan.values(&[("run", name)], "value"), 28)));
    shown(out, "fan", &ends.collect::<Vec<f64>>());

    let power = Drawn::read(out, "power_user_curve");
    let members = power.values(&[], "mean");
    let sum = |days: std::ops::Range<usize>| members[days].iter().sum::<f64>();
    shown(
        out,
        "power_user_curve",
        &[sum(1..29), sum(21..29), sum(1..3), 28.0, 21.0],
    );

    let causes = Drawn::read(out, "churn_by_cause");
    let place = causes.place("cause");
    let mut names: Vec<&str> = causes.rows.iter().map(|row| row[place].as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| *name != "removed");
    let sums = names
        .iter()
        .map(|name| causes.values(&[("cause", name)], "mean"));
    let sums: Vec<f64> = sums.map(|it| it.iter().sum()).collect();
    let all: f64 = sums.iter().sum();
    shown(
        out,
        "churn_by_cause",
        &sums.iter().map(|it| it / all).collect::<Vec<f64>>(),
    );
}

#[test]
fn the_numbers_in_the_titles_of_a_comparison_are_drawn() {
    let folder = studied("compare", &["--replicates", "20", "--days", "112"]);
    let out = &folder.path().join("out");
    let sides = Drawn::read(out, "side_by_side");
    let names = ["base", "free", "=1+1"];
    let ends = names.map(|name| {
        let wanted = [("metric", "dau"), ("strategy", name)];
        mean(last(&sides.values(&wanted, "mean"), 4))
    });
    shown(out, "side_by_side", &ends);

    let differences = Drawn::read(out, "difference_over_time");
    let late = names[1..].iter().map(|name| {
        mean(last(
            &differences.values(&[("strategy", name)], "estimate"),
            28,
        ))
        .abs()
    });
    shown(out, "difference_over_time", &late.collect::<Vec<f64>>());

    let retention = Drawn::read(out, "retention");
    let mut kept = names
        .map(|name| {
            let wanted = [("strategy", name), ("days_since_joining", "30")];
            retention.values(&wanted, "mean")[0]
        })
        .to_vec();
    kept.push(30.0);
    shown(out, "retention", &kept);

    // What the title calls best is the best of those that the drawing calls clear.
    let forest = title(out, "forest");
    if let [(size, half)] = numbers(&forest)[..] {
        let all = Drawn::read(out, "forest");
        let sizes = all.values(&[], "estimate");
        assert!(
            sizes
                .iter()
                .any(|it| (it.abs() - size).abs() <= half + 1e-9),
            "{forest}"
        );
    }
}
