//! The tables of an output folder: tidy CSV, one observation a row, the same column names everywhere.

use crate::files::spreadsheet::{number_cell, text_cell};
use crate::observe::metrics::{Daily, Run};
use crate::observe::record::{ExitCount, Record};
use crate::observe::stage::Stage;
use crate::run::drivers::Drivers;
use crate::run::summary::{Band, Measured, Summary};
use crate::stats::difference::PairedDifference;
use crate::stats::interval::Interval;
use crate::study::compare::{Counted, Effect};
use crate::study::over_time::OverTime;
use crate::words::less_is_better;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::borrow::Cow;

/// A number as a table's field: empty when there is none.
pub(super) fn field(value: f64) -> String {
    if value.is_finite() {
        number_cell(value)
    } else {
        String::new()
    }
}

/// Writes rows of fields under a header.
pub(super) fn table<R>(
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, csv::Error>
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    let end_of_row = None::<&str>;
    for name in header {
        writer.write_field(text_cell(name).as_bytes())?;
    }
    writer.write_record(end_of_row)?;
    for row in rows {
        for cell in row {
            writer.write_field(text_cell(cell.as_ref()).as_bytes())?;
        }
        writer.write_record(end_of_row)?;
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
        row.extend(
            Daily::ALL
                .iter()
                .map(|metric| field(record.read(metric.metric().key, None).unwrap_or(f64::NAN))),
        );
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
        "counted",
        "left_out",
        "relative",
        "relative_low",
        "relative_high",
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
                let [low, high] = found.ends();
                let spread = [low, high, found.spread.low, found.spread.high];
                row.push(field(found.mean));
                row.extend(spread.map(field));
                let score = found.score(less_is_better(&effect.metric));
                row.extend([score.wins, score.ties, score.losses].map(|count| count.to_string()));
                row.push(found.pairs.to_string());
                row.push(counted(effect).to_owned());
                row.push(found.left_out.to_string());
                let relative = effect.relative();
                row.extend(relative_fields(relative).map(field));
                row.extend([found.variance_reduction, found.p_value, effect.corrected].map(field));
            }
            None => row.resize(header.len(), String::new()),
        }
        row
    });
    table(&header, rows)
}

/// `over_time.csv`: what the comparison says at a quarter, at half and at the end of the run, in the
/// metric that decides.
///
/// # Errors
/// If the table cannot be built.
pub fn over_time(courses: &[OverTime]) -> Result<Vec<u8>, csv::Error> {
    let rows = courses.iter().flat_map(|course| {
        course.moments.iter().map(|moment| {
            let read = |value: &dyn Fn(&PairedDifference) -> f64| {
                field(moment.difference.as_ref().map_or(f64::NAN, value))
            };
            vec![
                course.strategy.clone(),
                course.against.clone(),
                course.metric.clone(),
                moment.day.to_string(),
                read(&|found| found.mean),
                read(&|found| found.ends()[0]),
                read(&|found| found.ends()[1]),
                moment.verdict.key().to_owned(),
                course.turns.map_or_else(String::new, |day| day.to_string()),
            ]
        })
    });
    table(
        &[
            "strategy",
            "against",
            "metric",
            "day",
            "difference",
            "low",
            "high",
            "verdict",
            "turns_on_day",
        ],
        rows,
    )
}

/// A relative difference with the ends of its interval; not a number where it says nothing.
fn relative_fields(relative: Option<(f64, Interval)>) -> [f64; 3] {
    relative.map_or([f64::NAN; 3], |(share, interval)| {
        [share, interval.low, interval.high]
    })
}

/// One effect as JSON.
pub fn effect(effect: &Effect) -> Value {
    let difference = effect.difference.as_ref();
    let read = |value: &dyn Fn(&PairedDifference) -> f64| {
        difference.map_or(Value::Null, |difference| number(value(difference)))
    };
    let score = difference.map(|difference| difference.score(less_is_better(&effect.metric)));
    let relative = relative_fields(effect.relative());
    json!({
        "strategy": effect.strategy,
        "against": effect.against,
        "metric": effect.metric,
        "base_mean": number(effect.base),
        "mean": number(effect.mean),
        "difference": read(&|found| found.mean),
        "low": read(&|found| found.ends()[0]),
        "high": read(&|found| found.ends()[1]),
        "p10": read(&|found| found.spread.low),
        "p90": read(&|found| found.spread.high),
        "wins": score.map(|score| score.wins),
        "ties": score.map(|score| score.ties),
        "losses": score.map(|score| score.losses),
        "pairs": difference.map_or(0, |found| found.pairs),
        "counted": counted(effect),
        "left_out": difference.map_or(0, |found| found.left_out),
        "relative": number(relative[0]),
        "relative_low": number(relative[1]),
        "relative_high": number(relative[2]),
        "variance_reduction": read(&|found| found.variance_reduction),
        "p_value": read(&|found| found.p_value),
        "p_corrected": number(effect.corrected),
    })
}

/// What the pairs of a comparison are.
fn counted(effect: &Effect) -> &'static str {
    match effect.counted {
        Counted::Runs => "runs",
        Counted::Worlds => "worlds",
    }
}

/// A number in JSON: null when there is none.
pub fn number(value: f64) -> Value {
    serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
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

/// A JSON document as the bytes of a file.
pub fn json_bytes(value: &Value) -> Vec<u8> {
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into_bytes()
}
