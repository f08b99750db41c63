//! What backtests say, in sentences.

use super::report::{Backtest, Method, PathPoint, Row};
use crate::words::Language;
use crate::words::forecasts::{Counted, Foretold, against, heading, held, unscored};

/// Months that sentences speak of, beside the last.
const SPOKEN_OF: [usize; 2] = [12, 36];

fn sentences(backtest: &Backtest, language: Language) -> Vec<String> {
    let mut found = Vec::new();
    let months = backtest.months as usize;
    let mut spoken_of: Vec<usize> = SPOKEN_OF
        .into_iter()
        .filter(|month| *month < months)
        .collect();
    spoken_of.push(months);
    for (counted, series, scores) in [
        (Counted::Members, "active", &backtest.active),
        (Counted::Messages, "posts", &backtest.posts),
    ] {
        let of_series = |point: &&PathPoint| {
            point.series == series && point.method == Method::Forecast && point.month > 0
        };
        for point in backtest.path.iter().filter(of_series) {
            let month = point.month as usize;
            if let (Some([low, median, high]), true) = (point.foretold, spoken_of.contains(&month))
            {
                let foretold = Foretold {
                    month,
                    median,
                    low,
                    high,
                };
                found.push(against(counted, foretold, point.seen, language));
            }
        }
        if let Some(scores) = scores.first().and_then(Option::as_ref) {
            found.push(held(counted, months, scores.covered[1], language));
        }
    }
    found
}

/// A list for each log, under a heading, as Markdown.
pub fn words(rows: &[Row], language: Language) -> String {
    let mut text = format!("**{}**\n\n", heading(language));
    for row in rows {
        let (name, lines) = match row {
            Row::Scored(backtest) => (&backtest.name, sentences(backtest, language)),
            Row::Unscored { name, reason } => (name, vec![unscored(reason, language)]),
        };
        text.push_str(&format!("* {}\n", name.replace(['\n', '\r'], " ")));
        for line in lines {
            text.push_str(&format!("  * {line}\n"));
        }
    }
    text
}
