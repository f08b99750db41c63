//! Backtests as Markdown and as tidy tables.

use super::baselines::Baseline;
use super::report::{Backtest, Method, Row};
use super::score::Scores;
use crate::files::spreadsheet::text_cell;
use crate::stats::summary::median;
use std::fmt::Write as _;

/// The method that others are held against in the row of ratios.
const YARDSTICK: Method = Method::Simple(Baseline::DampedTrend);

/// The name of a community as a field: it comes from a log that anybody may have written.
fn name_field(name: &str) -> String {
    let name = text_cell(name);
    if name.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.into_owned()
    }
}

fn scored(rows: &[Row]) -> impl Iterator<Item = &Backtest> {
    rows.iter().filter_map(|row| match row {
        Row::Scored(backtest) => Some(&**backtest),
        Row::Unscored { .. } => None,
    })
}

/// The paths of several backtests as a tidy table.
pub fn paths_csv(rows: &[Row]) -> String {
    let mut text = String::from("community,series,method,month,p10,p50,p90,seen\n");
    for backtest in scored(rows) {
        for point in &backtest.path {
            let foretold = point.foretold.map_or_else(
                || ",,".to_owned(),
                |bounds| bounds.map(|bound| bound.to_string()).join(","),
            );
            let _ = writeln!(
                text,
                "{},{},{},{},{foretold},{}",
                name_field(&backtest.name),
                point.series,
                point.method.name(),
                point.month,
                point.seen
            );
        }
    }
    text
}

/// The scores of several backtests as a tidy table: the first twelve months, and all.
pub fn scores_csv(rows: &[Row]) -> String {
    let mut text = String::from("community,split_month,series,method,months,error,crps,inside\n");
    for backtest in scored(rows) {
        let split = backtest.calibration.split / crate::calibrate::arrivals::MONTH;
        for (series, scores) in [("active", &backtest.active), ("posts", &backtest.posts)] {
            for (method, scores) in Method::all().zip(scores) {
                let Some(scores) = scores else { continue };
                for (until, months) in [backtest.months.min(12), backtest.months]
                    .into_iter()
                    .enumerate()
                {
                    let _ = writeln!(
                        text,
                        "{},{split},{series},{},{months},{},{},{}",
                        name_field(&backtest.name),
                        method.name(),
                        scores.error[until],
                        scores.ranked[until],
                        scores.covered[until]
                    );
                }
            }
        }
    }
    text
}

/// The tables of several backtests, as Markdown.
pub fn markdown(rows: &[Row], replicates: u32) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "Forecasts from the split to the end of each log, {replicates} replicates. Error: weighted absolute error of the \
         medians. CRPS: continuous ranked probability score relative to the mean; for the simple methods, ensembles of \
         their own past errors. Each cell: first 12 months / to the end. Bold: the best of the row. Inside: share of \
         months inside Qun's 80 % interval. Qun: the model's runs combined with the course of the series; the model \
         alone, with interactions off and on.\n"
    );
    for (title, of) in [
        (
            "Monthly active members",
            (|backtest| &backtest.active) as fn(&Backtest) -> &Vec<Option<Scores>>,
        ),
        ("Messages a month", |backtest| &backtest.posts),
    ] {
        for (measure, pick) in [
            ("error", (|scores| scores.error) as fn(&Scores) -> [f64; 2]),
            ("CRPS", |scores| scores.ranked),
        ] {
            let _ = writeln!(text, "**{title}: {measure}**\n");
            table(&mut text, rows, of, pick);
        }
    }
    fates(&mut text, rows);
    text
}

fn fates(text: &mut String, rows: &[Row]) {
    let _ = writeln!(
        text,
        "**Newcomers and members who were there** (expected [80 % interval] / seen; members: expected / seen within a year; \
         Brier: combined, of the model alone, of a constant)\n"
    );
    let _ = writeln!(
        text,
        "| log | return within 30 days | active on days 90–180 | members | write again | active days | Brier (model, constant) | error of days |\n|---|---|---|---|---|---|---|---|"
    );
    for row in rows {
        let backtest = match row {
            Row::Scored(backtest) => backtest,
            Row::Unscored { name, reason } => {
                let _ = writeln!(
                    text,
                    "| {} | not scored: {} | | | | | | |",
                    cell(name),
                    cell(reason)
                );
                continue;
            }
        };
        let share = |[expected, low, high, seen]: [f64; 4]| {
            let [expected, low, high, seen] = [expected, low, high, seen].map(|it| written(it, 2));
            format!("{expected} [{low}, {high}] / {seen}")
        };
        let fates = &backtest.fates;
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} / {} | {} / {} | {} ({}, {}) | {} |",
            cell(&backtest.name),
            share(backtest.return_30),
            share(backtest.alive_90_180),
            fates.members,
            written(fates.active[0], 0),
            written(fates.active[1], 0),
            written(fates.days[0], 0),
            written(fates.days[1], 0),
            written(fates.brier, 3),
            written(fates.brier_of_model, 3),
            written(fates.brier_of_mean, 3),
            written(fates.days_error, 1)
        );
    }
}

/// A number for a table; a dash where a log is too short to tell it.
fn written(value: f64, decimals: usize) -> String {
    if value.is_finite() {
        format!("{value:.decimals$}")
    } else {
        "–".to_owned()
    }
}

/// A name that cannot break a table.
fn cell(name: &str) -> String {
    name.replace('|', "\\|").replace(['\n', '\r'], " ")
}

type Cells = Vec<Option<[f64; 2]>>;

fn table(
    text: &mut String,
    rows: &[Row],
    of: fn(&Backtest) -> &Vec<Option<Scores>>,
    pick: fn(&Scores) -> [f64; 2],
) {
    let names: Vec<&str> = Method::all().map(Method::name).collect();
    let _ = writeln!(
        text,
        "| log | {} | inside |\n|---|{}---|",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    let mut found: Vec<Cells> = Vec::new();
    let mut inside: Vec<[f64; 2]> = Vec::new();
    for row in rows {
        let backtest = match row {
            Row::Scored(backtest) => backtest,
            Row::Unscored { name, reason } => {
                let rest = " |".repeat(names.len());
                let _ = writeln!(
                    text,
                    "| {} | not scored: {} |{rest}",
                    cell(name),
                    cell(reason)
                );
                continue;
            }
        };
        let scores = of(backtest);
        let cells: Cells = scores
            .iter()
            .map(|scores| scores.as_ref().map(pick))
            .collect();
        let covered = scores
            .first()
            .and_then(Option::as_ref)
            .map_or([f64::NAN; 2], |scores| scores.covered);
        let _ = writeln!(
            text,
            "| {} | {} | {} / {} |",
            cell(&backtest.name),
            shown(&cells),
            written(covered[0], 2),
            written(covered[1], 2)
        );
        found.push(cells);
        inside.push(covered);
    }
    if found.len() > 1 {
        summary(text, &found, &inside);
    }
    text.push('\n');
}

/// Rows over all logs: medians, ratios to the yardstick, and how often Qun is lower.
fn summary(text: &mut String, found: &[Cells], inside: &[[f64; 2]]) {
    let methods: Vec<Method> = Method::all().collect();
    let column = |method: usize, until: usize| {
        found
            .iter()
            .filter_map(move |cells| cells[method].map(|cell| cell[until]))
    };
    let medians: Cells = (0..methods.len())
        .map(|method| {
            let both = [0, 1].map(|until| median(&column(method, until).collect::<Vec<_>>()));
            both[0].is_finite().then_some(both)
        })
        .collect();
    let mean = |until: usize| {
        let known = inside.iter().map(|covered| covered[until]);
        let known: Vec<f64> = known.filter(|share| share.is_finite()).collect();
        known.iter().sum::<f64>() / known.len() as f64
    };
    let _ = writeln!(
        text,
        "| median (inside: mean) | {} | {} / {} |",
        shown(&medians),
        written(mean(0), 2),
        written(mean(1), 2)
    );
    let yardstick = methods.iter().position(|method| *method == YARDSTICK);
    let ratios: Cells = (0..methods.len())
        .map(|method| {
            let ratio = |until: usize| {
                let logs: Vec<f64> = found
                    .iter()
                    .filter_map(|cells| {
                        let (own, other) = (cells[method]?, cells[yardstick?]?);
                        Some((own[until].max(1e-6) / other[until].max(1e-6)).ln())
                    })
                    .collect();
                (logs.iter().sum::<f64>() / logs.len() as f64).exp()
            };
            let both = [ratio(0), ratio(1)];
            both[0].is_finite().then_some(both)
        })
        .collect();
    let _ = writeln!(
        text,
        "| geometric mean, {} = 1 | {} | |",
        YARDSTICK.name(),
        shown(&ratios)
    );
    let lower: Vec<String> = (1..methods.len())
        .map(|method| {
            let won = |until: usize| {
                found
                    .iter()
                    .filter(|cells| match (cells[0], cells[method]) {
                        (Some(own), Some(other)) => own[until] < other[until],
                        _ => false,
                    })
                    .count()
            };
            format!("{} / {}", won(0), won(1))
        })
        .collect();
    let _ = writeln!(
        text,
        "| logs where Qun is lower | | {} | |",
        lower.join(" | ")
    );
}

/// Cells with the best in bold; a dash where there is none.
fn shown(cells: &Cells) -> String {
    let best = [0, 1].map(|until| {
        cells
            .iter()
            .flatten()
            .map(|cell| cell[until])
            .fold(f64::INFINITY, f64::min)
    });
    let one = |value: f64, best: f64| {
        let value_written = written(value, 2);
        if value <= best {
            format!("**{value_written}**")
        } else {
            value_written
        }
    };
    let texts: Vec<String> = cells
        .iter()
        .map(|cell| {
            cell.map_or_else(
                || "–".to_owned(),
                |cell| format!("{} / {}", one(cell[0], best[0]), one(cell[1], best[1])),
            )
        })
        .collect();
    texts.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_log_is_too_short_to_tell_is_a_dash() {
        assert_eq!(written(f64::NAN, 2), "–");
        assert_eq!(written(f64::INFINITY, 0), "–");
        assert_eq!(written(0.125, 1), "0.1");
        assert_eq!(shown(&vec![Some([f64::NAN, 0.5])]), "– / **0.50**");
    }
}
