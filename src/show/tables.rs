//! The tables of an output folder: tidy CSV, one observation a row, the same column names everywhere.

use crate::files::spreadsheet::text_cell;
use crate::observe::metrics::{Daily, Run};
use crate::observe::record::{ExitCount, Record};
use crate::observe::stage::Stage;
use crate::run::summary::{Band, Measured, Summary};
use crate::stats::difference::PairedDifference;
use crate::study::compare::Effect;
use crate::words::less_is_better;
use jiff::civil::Date;
use serde_json::{Value, json};

/// A number as a table's field: empty when there is none.
pub(super) fn field(value: f64) -> String {
    if value.is_finite() {
        value.to_string()
    } else {
        String::new()
    }
}

/// Writes rows of fields under a header.
pub(super) fn table(
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.iter().map(|name| text_cell(name).into_owned()))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| text_cell(cell).into_owned()))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

fn band_fields(band: &Band) -> impl Iterator<Item = String> {
    [band.mean, band.p10, band.p25, band.p50, band.p75, band.p90]
        .map(field)
        .into_iter()
}

/// The date of a day, as a further field behind it; none where nobody knows when the scenario starts.
fn dated(start: Option<Date>, day: usize) -> Option<String> {
    use jiff::ToSpan;
    let day = i64::try_from(day).ok()?;
    let date = start?.checked_add(day.days());
    Some(date.map_or_else(|_| String::new(), |date| date.to_string()))
}

/// Names of columns, with the date behind the day where there is one.
fn with_date<'h>(start: Option<Date>, header: &[&'h str]) -> Vec<&'h str> {
    let (day, rest) = header.split_at(1.min(header.len()));
    let date = start.is_some().then_some("date");
    day.iter()
        .copied()
        .chain(date)
        .chain(rest.iter().copied())
        .collect()
}

/// `daily.csv`: every daily metric on every day, over replicates. Days on which a metric is not measured are left out.
///
/// # Errors
/// If the table cannot be built.
pub fn daily(summary: &Summary, start: Option<Date>) -> Result<Vec<u8>, csv::Error> {
    let rows = (0..summary.days as usize).flat_map(|day| {
        Daily::ALL.iter().filter_map(move |metric| {
            let band = &summary.series(*metric)[day];
            (band.count > 0).then(|| {
                let day = std::iter::once(day.to_string()).chain(dated(start, day));
                let names = day.chain([metric.metric().key.to_owned()]);
                names.chain(band_fields(band)).collect()
            })
        })
    });
    let header = ["day", "metric", "mean", "p10", "p25", "p50", "p75", "p90"];
    table(&with_date(start, &header), rows)
}

/// `replicates.csv`: a row a replicate, with its seed, the metrics of the run and the daily metrics on the last day.
///
/// # Errors
/// If the table cannot be built.
pub fn replicates(seed: u64, records: &[Record]) -> Result<Vec<u8>, csv::Error> {
    let mut header = vec!["replicate", "seed"];
    header.extend(Run::ALL.iter().map(|metric| metric.metric().key));
    header.extend(Daily::ALL.iter().map(|metric| metric.metric().key));
    let rows = records.iter().map(|record| {
        let mut row = vec![record.replicate.to_string(), seed.to_string()];
        row.extend(Run::ALL.iter().map(|metric| {
            match metric {
                Run::Stage => Stage::ALL[record.value(Run::Stage) as usize]
                    .key()
                    .to_owned(),
                metric => field(record.value(*metric)),
            }
        }));
        row.extend(
            Daily::ALL
                .iter()
                .map(|metric| field(record.read(metric.metric().key, None).unwrap_or(f64::NAN))),
        );
        row
    });
    table(&header, rows)
}

/// `cohorts.csv`: of those who joined in a unit of time, how many looked in so many units later (summed over replicates).
///
/// # Errors
/// If the table cannot be built.
pub fn cohorts(summary: &Summary, start: Option<Date>) -> Result<Vec<u8>, csv::Error> {
    let rows = summary.cohorts.iter().flat_map(|cohorts| {
        let unit = usize::from(cohorts.unit);
        cohorts
            .joined
            .iter()
            .enumerate()
            .flat_map(move |(cohort, joined)| {
                cohorts.active[cohort]
                    .iter()
                    .enumerate()
                    .map(move |(age, active)| {
                        let share = f64::from(*active) / f64::from(*joined);
                        let day = cohort * unit;
                        let mut row = vec![day.to_string()];
                        row.extend(dated(start, day));
                        row.extend([
                            (age * unit).to_string(),
                            unit.to_string(),
                            joined.to_string(),
                            active.to_string(),
                            field(share),
                        ]);
                        row
                    })
            })
    });
    let header = [
        "cohort_day",
        "age_days",
        "unit_days",
        "joined",
        "active",
        "share",
    ];
    table(&with_date(start, &header), rows)
}

/// `exits.csv`: members who fell silent, left or were removed, by day, cause, way and archetype (mean over replicates).
///
/// # Errors
/// If the table cannot be built.
pub fn exits(summary: &Summary, start: Option<Date>) -> Result<Vec<u8>, csv::Error> {
    let rows = summary.exits.iter().map(|exit| {
        let mut row = vec![exit.kind.day.to_string()];
        row.extend(dated(start, usize::from(exit.kind.day)));
        row.extend([
            exit.kind.cause().key().to_owned(),
            ExitCount::WAYS[exit.kind.way as usize].to_owned(),
            summary.archetypes[exit.kind.archetype as usize].clone(),
            field(exit.mean),
        ]);
        row
    });
    let header = ["day", "cause", "way", "archetype", "count"];
    table(&with_date(start, &header), rows)
}

/// `retention.csv`: share of joiners still taking part so many days after joining, over replicates.
///
/// # Errors
/// If the table cannot be built.
pub fn retention(summary: &Summary) -> Result<Vec<u8>, csv::Error> {
    let known = summary
        .survival
        .iter()
        .enumerate()
        .filter(|(_, band)| band.count > 0);
    let rows = known.map(|(age, band)| {
        let start = [age.to_string(), "retention".to_owned()];
        start.into_iter().chain(band_fields(band)).collect()
    });
    table(
        &[
            "age_days", "metric", "mean", "p10", "p25", "p50", "p75", "p90",
        ],
        rows,
    )
}

/// `comparison.csv`: how each strategy differs from the base, pair by pair.
///
/// # Errors
/// If the table cannot be built.
pub fn comparison(effects: &[Effect]) -> Result<Vec<u8>, csv::Error> {
    let header = [
        "strategy",
        "against",
        "metric",
        "base_mean",
        "mean",
        "difference",
        "low",
        "high",
        "p10",
        "p90",
        "wins",
        "ties",
        "losses",
        "pairs",
        "variance_reduction",
        "p_value",
        "p_corrected",
    ];
    let rows = effects.iter().map(|effect| {
        let mut row = vec![
            effect.strategy.clone(),
            effect.against.clone(),
            effect.metric.clone(),
        ];
        row.extend([effect.base, effect.mean].map(field));
        match &effect.difference {
            Some(found) => {
                let spread = [
                    found.interval.low,
                    found.interval.high,
                    found.spread.low,
                    found.spread.high,
                ];
                row.push(field(found.mean));
                row.extend(spread.map(field));
                let score = found.score(less_is_better(&effect.metric));
                row.extend([score.wins, score.ties, score.losses].map(|count| count.to_string()));
                row.push(found.pairs.to_string());
                row.extend([found.variance_reduction, found.p_value, effect.corrected].map(field));
            }
            None => row.resize(header.len(), String::new()),
        }
        row
    });
    table(&header, rows)
}

/// One effect as JSON.
pub fn effect(effect: &Effect) -> Value {
    let difference = effect.difference.as_ref();
    let read = |value: &dyn Fn(&PairedDifference) -> f64| {
        difference.map_or(Value::Null, |difference| number(value(difference)))
    };
    let score = difference.map(|difference| difference.score(less_is_better(&effect.metric)));
    json!({
        "strategy": effect.strategy,
        "against": effect.against,
        "metric": effect.metric,
        "base_mean": number(effect.base),
        "mean": number(effect.mean),
        "difference": read(&|found| found.mean),
        "low": read(&|found| found.interval.low),
        "high": read(&|found| found.interval.high),
        "p10": read(&|found| found.spread.low),
        "p90": read(&|found| found.spread.high),
        "wins": score.map(|score| score.wins),
        "ties": score.map(|score| score.ties),
        "losses": score.map(|score| score.losses),
        "pairs": difference.map_or(0, |found| found.pairs),
        "variance_reduction": read(&|found| found.variance_reduction),
        "p_value": read(&|found| found.p_value),
        "p_corrected": number(effect.corrected),
    })
}

/// A number in JSON: null when there is none.
pub fn number(value: f64) -> Value {
    serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
}

fn measured(measured: &Measured) -> Value {
    let band = &measured.band;
    json!({
        "metric": measured.metric,
        "unit": measured.unit,
        "replicates": band.count,
        "mean": number(band.mean),
        "low": measured.interval.map_or(Value::Null, |interval| number(interval.low)),
        "high": measured.interval.map_or(Value::Null, |interval| number(interval.high)),
        "p10": number(band.p10),
        "p25": number(band.p25),
        "p50": number(band.p50),
        "p75": number(band.p75),
        "p90": number(band.p90),
    })
}

/// `summary.json`: every metric with its interval, stages at the end, and causes of exits.
pub fn summary(title: &str, seed: u64, summary: &Summary) -> Value {
    let stages = Stage::ALL.iter().zip(&summary.stages);
    json!({
        "title": title,
        "seed": seed,
        "replicates": summary.replicates,
        "days": summary.days,
        "run": summary.run.iter().map(measured).collect::<Vec<_>>(),
        "last_day": summary.last_day.iter().map(measured).collect::<Vec<_>>(),
        "stages": stages
            .map(|(stage, share)| json!({ "stage": stage.key(), "share": number(*share) }))
            .collect::<Vec<_>>(),
        "causes": summary
            .causes()
            .into_iter()
            .map(|(cause, share)| json!({ "cause": cause, "share": number(share) }))
            .collect::<Vec<_>>(),
    })
}

/// A JSON document as the bytes of a file.
pub fn json_bytes(value: &Value) -> Vec<u8> {
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into_bytes()
}
