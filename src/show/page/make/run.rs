//! The page of a run.

use super::numbers::{columns, name, percent, row, whole};
use super::{Frame, story};
use crate::draw::Chart;
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::observe::stage::Stage;
use crate::run::summary::{Measured, Summary};
use crate::show::page::report::{Cell, Chapter, Figures, Report, Row};
use crate::stats::summary::mean;
use crate::words::number::number;
use crate::words::{self, Phrase, page};

/// What a run found.
pub struct Found<'a> {
    /// The metric whose certainty is reported.
    pub main: &'a str,
    /// What the runs say together.
    pub summary: &'a Summary,
    /// The runs.
    pub records: &'a [Record],
    /// The rows of the terminal's table.
    pub headlines: Vec<&'a Measured>,
    /// How sure the main metric is.
    pub certainty: Phrase,
    /// The charts.
    pub charts: Vec<Chart>,
}

/// The page of a run.
pub fn report(frame: &Frame<'_>, found: Found<'_>) -> Report {
    let mut report = frame.report();
    let summary = found.summary;
    let asked = if summary.drawn {
        page::STUDY_RUN_DRAWN
    } else {
        page::STUDY_RUN
    };
    report.asked = asked.fill(&[("n", &summary.replicates), ("days", &summary.days)]);
    report.answer = answer(found.main, summary);
    report.certainty.insert(0, found.certainty);
    report.story = vec![Chapter {
        about: None,
        sentences: story::of_run(summary, found.records),
    }];
    let rows = found.headlines.iter().map(|measured| row(measured));
    report.figures.push(Figures {
        title: page::KEY_FIGURES.into(),
        note: page::KEY_FIGURES_NOTE.into(),
        columns: columns(),
        rows: rows.collect(),
    });
    report.figures.extend(money(summary, found.records));
    report.charts = found.charts;
    report
}

/// The answer, in three sentences.
fn answer(main: &str, summary: &Summary) -> Vec<Phrase> {
    let mut said = Vec::new();
    if let Some(measured) = summary.measured(main) {
        let unit = words::unit(main);
        let show = |value: f64| number(value, unit);
        let band = &measured.band;
        let text = match (band.count, summary.replicates) {
            (0, _) => page::RUN_NO_VALUE,
            (1, 0 | 1) => page::RUN_MEASURE_ONCE,
            (1, _) => page::RUN_MEASURE_ALONE,
            _ => page::RUN_MEASURE,
        };
        said.push(text.fill_named(
            &[("metric", &name(main))],
            &[
                ("mean", &show(band.mean)),
                ("low", &show(band.p10)),
                ("high", &show(band.p90)),
                ("n", &summary.replicates),
                ("days", &summary.days),
            ],
        ));
    }
    said.extend(peak(summary).map(|(day, peak, end)| {
        let text = if day + 14.0 >= f64::from(summary.days) {
            page::RUN_RISING
        } else {
            page::RUN_PEAK
        };
        text.fill(&[
            ("day", &whole(day)),
            ("peak", &whole(peak)),
            ("end", &whole(end)),
        ])
    }));
    let died = summary.measured("died").map_or(0.0, |it| it.band.mean);
    if died > 0.0 {
        said.push(page::RUN_DIED.fill(&[("share", &percent(died))]));
    } else {
        said.push(stages(summary));
    }
    said
}

/// The day of most activity, that activity and the last week's, as weekly means. The first day, on
/// which every founder looks in, is none of them.
pub fn peak(summary: &Summary) -> Option<(f64, f64, f64)> {
    const WEEK: usize = 7;
    let means: Vec<f64> = summary
        .series(Daily::Dau)
        .iter()
        .map(|band| band.mean)
        .collect();
    let skipped = usize::from(means.len() > 1);
    let means = &means[skipped..];
    let weeks: Vec<f64> = means
        .windows(WEEK.min(means.len().max(1)))
        .map(|week| week.iter().sum::<f64>() / week.len() as f64)
        .collect();
    let end = weeks.last().copied()?;
    let (start, top) =
        weeks
            .iter()
            .copied()
            .enumerate()
            .fold((0, f64::NEG_INFINITY), |best, it| {
                if it.1 > best.1 { it } else { best }
            });
    Some(((skipped + start + WEEK / 2) as f64, top, end))
}

/// How the runs ended.
fn stages(summary: &Summary) -> Phrase {
    let there = Stage::ALL.iter().zip(&summary.stages);
    let mut there: Vec<_> = there.filter(|(_, share)| **share > 0.0).collect();
    there.sort_by(|one, other| other.1.total_cmp(one.1));
    let join = |chinese: bool, between: &str| {
        let all: Vec<String> = there
            .iter()
            .map(|(stage, share)| {
                let name = words::stage(stage.key());
                let name = name.map_or(stage.key().to_owned(), |entry| {
                    if chinese {
                        entry.name.zh.to_owned()
                    } else {
                        entry.name.en.to_lowercase()
                    }
                });
                if chinese {
                    format!("{} 的模拟处于{name}", percent(**share))
                } else {
                    format!("{name} in {}", percent(**share))
                }
            })
            .collect();
        all.join(between)
    };
    Phrase::new(
        page::RUN_STAGES.fill(&[("stages", &join(false, ", "))]).en,
        page::RUN_STAGES.fill(&[("stages", &join(true, "，"))]).zh,
    )
}

/// Revenue, cost, profit and hours; none where there is neither money nor work. The numbers are those
/// of the key figures.
fn money(summary: &Summary, records: &[Record]) -> Option<Figures> {
    let rows: Vec<Row> = money_of(records)
        .into_iter()
        .filter_map(|key| {
            let mut it = row(summary.measured(key)?);
            // What is wished for stands in the key figures; here, what falls to a member.
            it.cells.pop();
            let each = number(each(records, key), words::unit(key));
            it.cells.push(Cell::new(each));
            it.key = None;
            Some(it)
        })
        .collect();
    let columns = [
        Phrase::from(""),
        page::MEAN.into(),
        page::INTERVAL.into(),
        page::BAND.into(),
        page::PER_ENGAGED.into(),
    ];
    (!rows.is_empty()).then(|| Figures {
        title: page::MONEY.into(),
        note: page::MONEY_NOTE.into(),
        columns: columns.to_vec(),
        rows,
    })
}

/// The metrics of money and work, in their order.
pub const MONEY_AND_WORK: [&str; 4] =
    ["revenue_total", "cost_total", "profit_total", "hours_total"];

/// Those of them that move in these runs.
pub fn money_of(records: &[Record]) -> Vec<&'static str> {
    let moves = |key: &str| {
        let mut values = records.iter().filter_map(|record| record.read(key, None));
        values.any(|value| value.is_finite() && value != 0.0)
    };
    // Where money comes in or goes out, all of its numbers are told.
    let money = moves("revenue_total") || moves("cost_total");
    let mut found = MONEY_AND_WORK.to_vec();
    found.retain(|key| {
        if *key == "hours_total" {
            moves(key)
        } else {
            money
        }
    });
    found
}

/// How much of a metric falls to an engaged member: its mean over the runs, over the mean number of engaged
/// members in the same runs, so that it is the quotient of numbers that can be read. The metric
/// `cost_per_engaged` is a run's own quotient, and its mean another number.
pub fn each(records: &[Record], key: &str) -> f64 {
    let both = records.iter().filter_map(|record| {
        let (value, engaged) = (record.read(key, None)?, record.read("engaged", None)?);
        (value.is_finite() && engaged.is_finite()).then_some((value, engaged))
    });
    let (values, engaged): (Vec<f64>, Vec<f64>) = both.unzip();
    let each = mean(&values) / mean(&engaged);
    if each.is_finite() { each } else { f64::NAN }
}

/// A sentence about a metric.
pub fn said_of(
    text: crate::words::Text,
    metric: &str,
    values: &[(&str, &dyn std::fmt::Display)],
) -> Phrase {
    text.fill_named(&[("metric", &words::inner_name(metric))], values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::simulate::Prepared;
    use crate::scenario::{Overrides, parse_str};

    #[test]
    fn what_falls_to_each_is_the_quotient_of_the_means_that_stand_beside_it() {
        let text = "days = 60\n[audience]\nfounders = 40\n[operator.prizes]\n";
        let loaded = parse_str("t.toml", text, &Overrides::default()).expect("a scenario");
        let prepared = Prepared::new(&loaded.base);
        let records: Vec<Record> = (0..6).map(|it| prepared.run(it, false)).collect();
        let summary = Summary::of(&loaded.base, &records);
        let mean = |key: &str| summary.measured(key).expect("a metric").band.mean;
        for key in money_of(&records) {
            let quotient = mean(key) / mean("engaged_end");
            assert!((each(&records, key) - quotient).abs() < 1e-9, "{key}");
        }
        assert!(!money_of(&records).is_empty());
    }

    #[test]
    fn a_run_too_short_for_what_decides_is_not_called_a_run_that_was_alone() {
        let text = "days = 1\n[audience]\nfounders = 40\n";
        let loaded = parse_str("t.toml", text, &Overrides::default()).expect("a scenario");
        let prepared = Prepared::new(&loaded.base);
        let records: Vec<Record> = (0..10).map(|it| prepared.run(it, false)).collect();
        let said = answer("engaged_end", &Summary::of(&loaded.base, &records));
        assert_eq!(
            said[0].en,
            "Engaged members at the end: no value in 10 runs of 1 day."
        );
    }
}
