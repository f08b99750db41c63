//! What came of a calibration: estimates and what is foretold, backtests, known parameters found again.

use crate::calibrate::arrivals::MONTH;
use crate::calibrate::backtest::report::{Backtest, Method, Row};
use crate::calibrate::backtest::score::Scores;
use crate::calibrate::estimates::Estimate;
use crate::calibrate::recovery::Recovered;
use crate::words::forecasts::{self, Counted, Foretold};
use crate::words::{Language, Text, messages};
use serde_json::{Map, Value, json};

const HEADING: Text = Text::new(
    "| estimate ({name}) | value | 90 % interval | by |",
    "| 估计（{name}） | 值 | 90% 区间 | 方法 |",
);
const TO: Text = Text::new("{low} to {high}", "{low} 至 {high}");
const UNKNOWN: Text = Text::new("not to be known from a log", "聊天记录里看不出来的");

/// What a log has told of a community.
pub struct Fitted<'a> {
    /// The community.
    pub name: &'a str,
    /// Day on which what was fitted ends.
    pub split: u32,
    /// Days that were fitted.
    pub window: u32,
    /// Members who were there.
    pub members: usize,
    /// Whether the log ends where what was fitted does.
    pub at_the_end: bool,
    /// The parameters.
    pub estimates: Vec<Estimate>,
    /// What the log cannot tell.
    pub not_identified: Vec<Text>,
    /// What is foretold.
    pub ahead: Vec<(Counted, Foretold)>,
}

impl Fitted<'_> {
    /// As a document.
    pub fn document(&self) -> Value {
        let estimates: Vec<Value> = self
            .estimates
            .iter()
            .map(|it| {
                json!({
                    "name": it.name, "value": it.value,
                    "low": it.interval.map(|interval| interval.0),
                    "high": it.interval.map(|interval| interval.1),
                    "method": it.method,
                })
            })
            .collect();
        let ahead: Vec<Value> = self
            .ahead
            .iter()
            .map(|(counted, foretold)| {
                json!({
                    "of": match counted { Counted::Members => "active", Counted::Messages => "posts" },
                    "month": foretold.month, "p10": foretold.low, "p50": foretold.median, "p90": foretold.high,
                })
            })
            .collect();
        let not_identified = self.not_identified.iter().map(|it| it.en);
        let not_identified: Vec<&str> = not_identified.collect();
        json!({
            "community": self.name, "split": self.split, "window": self.window, "members": self.members,
            "estimates": estimates, "not_identified": not_identified, "forecast": ahead,
        })
    }

    /// In words.
    pub fn told(&self, language: Language) -> String {
        let heading = HEADING.with(language, &[("name", &self.name)]);
        let mut text = format!("{heading}\n|---|---|---|---|\n");
        for it in &self.estimates {
            let interval = it.interval.map_or_else(
                || "–".to_owned(),
                |(low, high)| {
                    let [low, high] = [low, high].map(|end| format!("{end:.4}"));
                    TO.with(language, &[("low", &low), ("high", &high)])
                },
            );
            text.push_str(&format!(
                "| {} | {:.4} | {interval} | {} |\n",
                it.name,
                it.value,
                messages::said(it.method, language)
            ));
        }
        let heading = forecasts::ahead_heading(self.at_the_end, language);
        let ahead = self.ahead.iter();
        let ahead =
            ahead.map(|(counted, foretold)| forecasts::ahead(*counted, *foretold, language));
        text.push_str(&listed(heading, ahead));
        if !self.ahead.is_empty() {
            text.push_str(&format!("\n{}\n", forecasts::MODEL_ALONE.text(language)));
        }
        let unknown = UNKNOWN.text(language);
        text.push_str(&listed(
            unknown,
            self.not_identified
                .iter()
                .map(|it| it.text(language).to_owned()),
        ));
        text
    }
}

/// Lines below a heading.
fn listed(heading: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines = lines.into_iter().map(|line| format!("- {line}\n"));
    format!("\n{heading}:\n{}", lines.collect::<String>())
}

/// Backtests as a document.
pub fn backtests(rows: &[Row]) -> Value {
    let logs: Vec<Value> = rows
        .iter()
        .map(|row| match row {
            Row::Scored(backtest) => scored(backtest),
            Row::Unscored { name, reason } => json!({ "community": name, "not_scored": reason }),
        })
        .collect();
    json!({ "backtests": logs })
}

fn scored(backtest: &Backtest) -> Value {
    let by_method = |scores: &[Option<Scores>]| {
        let of =
            |it: &Scores| json!({ "error": it.error, "crps": it.ranked, "inside": it.covered });
        let named = Method::all().zip(scores);
        let named =
            named.filter_map(|(method, it)| Some((method.name().to_owned(), of(it.as_ref()?))));
        Value::Object(named.collect::<Map<_, _>>())
    };
    let share = |[expected, low, high, seen]: [f64; 4]| json!({ "expected": expected, "p10": low, "p90": high, "seen": seen });
    let fates = &backtest.fates;
    json!({
        "community": backtest.name,
        "split_month": backtest.calibration.split / MONTH,
        "months": backtest.months,
        "active": by_method(&backtest.active),
        "posts": by_method(&backtest.posts),
        "return_30": share(backtest.return_30),
        "active_90_180": share(backtest.alive_90_180),
        "members": {
            "there": fates.members,
            "write_again": { "expected": fates.active[0], "seen": fates.active[1] },
            "active_days": { "expected": fates.days[0], "seen": fates.days[1] },
            "brier": fates.brier, "brier_of_model": fates.brier_of_model, "brier_of_mean": fates.brier_of_mean,
            "error_of_days": fates.days_error,
        },
    })
}

/// Known parameters found again, as a document.
pub fn recovered(found: &[Recovered], logs: u32) -> Value {
    let parameters: Vec<Value> = found
        .iter()
        .map(|it| {
            json!({
                "community": it.community, "name": it.name, "truth": it.truth, "mean": it.mean, "logs": it.logs,
                "identified": it.identified, "held": it.held, "coverage": it.coverage(),
            })
        })
        .collect();
    json!({ "logs": logs, "parameters": parameters })
}
