//! The tables of a run, and its numbers as a document.

use super::{field, number, table};
use crate::files::spreadsheet::text_cell;
use crate::observe::metrics::{Daily, Run};
use crate::observe::record::{ExitCount, Record};
use crate::observe::stage::Stage;
use crate::run::drivers::Drivers;
use crate::run::summary::{Band, Measured, Summary};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::borrow::Cow;

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
    let series: Vec<(&str, &[Band])> = Daily::ALL
        .iter()
        .map(|metric| (metric.metric().key, summary.series(*metric)))
        .chain(summary.own.iter().map(|(name, bands)| (&**name, &**bands)))
        .collect();
    let rows = (0..summary.days as usize).flat_map(|day| {
        series.iter().filter_map(move |(metric, bands)| {
            let band = &bands[day];
            (band.count > 0).then(|| {
                let day = std::iter::once(day.to_string()).chain(dated(start, day));
                let names = day.map(Cow::Owned).chain([Cow::Borrowed(*metric)]);
                names.chain(band_fields(band).map(Cow::Owned))
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
    let own = records.first().map_or(&[][..], |record| &record.own);
    header.extend(own.iter().map(|series| series.metric.as_str()));
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
        let daily = Daily::ALL.iter();
        row.extend(daily.map(|metric| field(record.latest(*metric))));
        let last = record.own.iter().map(|series| series.values.last());
        row.extend(last.map(|value| field(f64::from(value.copied().unwrap_or(f32::NAN)))));
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
                        let share = *active as f64 / *joined as f64;
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

/// `exits.csv`: members who fell silent, left or were removed, by day, cause, way and archetype (mean over replicates,
/// with the tenth and the ninetieth percentile).
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
            field(exit.p10),
            field(exit.p90),
        ]);
        row
    });
    let header = ["day", "cause", "way", "archetype", "count", "p10", "p90"];
    table(&with_date(start, &header), rows)
}

/// `retention.csv`: by the number of days after joining, the share of joiners who looked in on exactly
/// that day (`retention`, as in the metrics and the chart) and the Kaplan–Meier share still taking part
/// (`survival`), over replicates.
///
/// # Errors
/// If the table cannot be built.
pub fn retention(summary: &Summary) -> Result<Vec<u8>, csv::Error> {
    let curves = [
        ("retention", &summary.retention),
        ("survival", &summary.survival),
    ];
    let rows = curves.into_iter().flat_map(|(name, bands)| {
        let known = bands.iter().enumerate().filter(|(_, band)| band.count > 0);
        known.map(move |(age, band)| {
            let start = [Cow::Owned(age.to_string()), Cow::Borrowed(name)];
            start.into_iter().chain(band_fields(band).map(Cow::Owned))
        })
    });
    table(
        &[
            "age_days", "metric", "mean", "p10", "p25", "p50", "p75", "p90",
        ],
        rows,
    )
}

/// `days_active.csv`: the power-user curve: members on the list at the end by the number of days on
/// which they looked in, of the last 28, over replicates.
///
/// # Errors
/// If the table cannot be built.
pub fn days_active(summary: &Summary) -> Result<Vec<u8>, csv::Error> {
    let rows = summary.days_active.iter().enumerate().map(|(days, band)| {
        let start = [days.to_string(), "members".to_owned()];
        start.into_iter().chain(band_fields(band))
    });
    table(
        &[
            "days_active",
            "metric",
            "mean",
            "p10",
            "p25",
            "p50",
            "p75",
            "p90",
        ],
        rows,
    )
}

/// `channels.csv`: who came through which channel, and what became of them, means over replicates.
///
/// # Errors
/// If the table cannot be built.
pub fn channels(drivers: &Drivers) -> Result<Vec<u8>, csv::Error> {
    let known = |value: Option<f64>| field(value.unwrap_or(f64::NAN));
    let rows = drivers.channels.iter().map(|it| {
        vec![
            text_cell(&it.channel).into_owned(),
            known(it.per_day),
            field(it.applied),
            field(it.joined),
            known(it.admitted),
            field(it.stayed),
            known(it.retention_d7),
            known(it.rolling_d7),
            known(it.retention_d30),
            known(it.rolling_d30),
        ]
    });
    table(
        &[
            "channel",
            "per_day",
            "applied",
            "joined",
            "admitted",
            "stayed",
            "retention_d7",
            "rolling_d7",
            "retention_d30",
            "rolling_d30",
        ],
        rows,
    )
}

fn measured(measured: &Measured) -> Value {
    let band = &measured.band;
    let mut document = json!({
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
    });
    if let Some(apart) = &measured.apart {
        document["luck"] = number(apart.luck);
        document["ignorance"] = number(apart.ignorance);
    }
    document
}

/// `summary.json`: every metric with its interval, stages at the end, and causes of exits.
pub fn summary(title: &str, seed: u64, summary: &Summary, drivers: &Drivers) -> Value {
    let stages = Stage::ALL.iter().zip(&summary.stages);
    json!({
        "title": title,
        "seed": seed,
        "replicates": summary.replicates,
        "days": summary.days,
        "metrics_version": crate::observe::metrics::VERSION,
        "drivers": drivers,
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
