//! Charts of what became of the community, run by run and strategy by strategy.

use super::about::{about, about_runs};
use super::arms::Arms;
use super::findings;
use super::strategies::called;
use crate::draw::charts::{
    Fan, NamedRun, Period, SideBySide, SidePanel, StageShares, Stages, StockAndFlow,
};
use crate::draw::{About, Chart, ChartError, Event, Spread};
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::observe::stage::Stage;
use crate::run::close::{FEWEST_TO_NAME, NAMED, at, by_end};
use crate::run::summary::{Band, Summary};
use crate::scenario::settings::Scenario;
use crate::words::{Text, labels};

/// Daily activity in all runs, with a typical, a lucky and an unlucky one: those whose last weeks
/// lie in the middle, at the tenth of the best and at the tenth of the worst.
pub(super) fn fan(
    scenario: &Scenario,
    summary: &Summary,
    records: &[Record],
    events: &[Event],
) -> Option<Result<Chart, ChartError>> {
    const METRIC: Daily = Daily::Dau;
    if records.len() < FEWEST_TO_NAME {
        return None;
    }
    let order = by_end(records);
    let named = named_runs(summary.drawn).into_iter().zip(NAMED);
    let runs = named.filter_map(|(text, place)| {
        let record = at(&order, place)?;
        let values = record.series(METRIC).iter();
        Some(NamedRun {
            name: text.fill(&[("n", &record.replicate)]),
            replicate: record.replicate,
            values: values.map(|it| f64::from(*it)).collect(),
        })
    });
    let values = summary
        .series(METRIC)
        .iter()
        .map(|band| Spread::from(*band));
    let chart = Fan {
        about: About {
            finding: findings::fan(
                &order.iter().map(|it| it.0).collect::<Vec<f64>>(),
                summary.drawn,
            ),
            footer: Some(labels::OPEN_A_RUN.into()),
            ..about_runs(scenario, summary)
        },
        metric: METRIC.metric().key.to_owned(),
        values: values.collect(),
        runs: runs.collect(),
        events: events.to_vec(),
    };
    Some(chart.chart())
}

/// What the runs at the places [`NAMED`] are called: where assumptions differ too, the best run is not
/// one of luck alone.
pub(super) const fn named_runs(drawn: bool) -> [Text; 3] {
    let [good, bad] = if drawn {
        [labels::GOOD_RUN, labels::BAD_RUN]
    } else {
        [labels::LUCKY_RUN, labels::UNLUCKY_RUN]
    };
    [labels::TYPICAL_RUN, good, bad]
}

/// In which stage of life the runs are, day by day.
pub(super) fn stages(
    scenario: &Scenario,
    summary: &Summary,
    records: &[Record],
    events: &[Event],
) -> Result<Chart, ChartError> {
    let days = usize::from(summary.days);
    let stages = Stage::ALL.iter().map(|stage| {
        let there = |day: usize| {
            let those = records
                .iter()
                .filter(|it| it.stages.get(day) == Some(stage));
            those.count() as f64 / records.len().max(1) as f64
        };
        StageShares {
            stage: stage.key().to_owned(),
            shares: (0..days).map(there).collect(),
        }
    });
    Stages {
        about: About {
            finding: findings::stages(summary),
            ..about_runs(scenario, summary)
        },
        stages: stages.collect(),
        events: events.to_vec(),
    }
    .chart()
}

/// Who takes part, and who comes and goes.
pub(super) fn stock_and_flow(
    scenario: &Scenario,
    summary: &Summary,
    events: &[Event],
) -> Result<Chart, ChartError> {
    let days = usize::from(summary.days);
    let mut ways = [const { Vec::new() }; 3];
    for way in &mut ways {
        *way = vec![0.0; days];
    }
    for exit in &summary.exits {
        // Who was silent already took part no more.
        if let Some(way) = ways.get_mut(usize::from(exit.kind.way)) {
            way[usize::from(exit.kind.day)] += exit.mean;
        }
    }
    let [silent, left, removed] = ways;
    let joined = summary.series(Daily::Joins).iter();
    let stock = summary.series(Daily::TakingPart).iter();
    StockAndFlow {
        about: About {
            finding: findings::flow(summary, Period::ByLength.days(days)),
            ..about_runs(scenario, summary)
        },
        stock: stock.map(|band| Spread::from(*band)).collect(),
        joined: joined.map(|band| band.mean).collect(),
        silent,
        left,
        removed,
        events: events.to_vec(),
    }
    .chart()
}

/// What became of the community under each strategy.
pub(super) fn side_by_side(arms: &Arms<'_>) -> Result<Chart, ChartError> {
    const METRICS: [Daily; 6] = [
        Daily::Dau,
        Daily::TakingPart,
        Daily::Posts,
        Daily::Members,
        Daily::Revenue,
        Daily::OperatorHours,
    ];
    let days = arms.lines.first().map_or(0, |it| usize::from(it.1.days));
    let period = period(days);
    let panel = |metric: &Daily| {
        let of = |summary: &Summary| -> Vec<Spread> {
            let bands: Vec<&Band> = summary.series(*metric).iter().collect();
            let full = bands.chunks_exact(period.min(bands.len().max(1)));
            full.map(mean_of).collect()
        };
        SidePanel {
            metric: metric.metric().key.to_owned(),
            values: arms.lines.iter().map(|it| of(it.1)).collect(),
        }
    };
    let moves = |panel: &SidePanel| {
        let mut values = panel.values.iter().flatten();
        values.any(|it| it.mean.is_finite() && it.mean != 0.0)
    };
    let names = arms.lines.iter().map(|it| called(&it.0.name));
    SideBySide {
        about: arms.lines.first().map_or_else(
            || About::new("", 0),
            |base| About {
                // Values stand for periods: months under them would be wrong by some days.
                start_date: None,
                finding: findings::side(&arms.lines),
                footer: arms.footer.clone(),
                ..about(&base.0.scenario, base.1.replicates)
            },
        ),
        period_days: period as u32,
        strategies: names.collect(),
        panels: METRICS.iter().map(panel).filter(moves).collect(),
    }
    .chart()
}

/// Days to average over: the lines of many strategies are only told apart where they are smooth.
pub(super) fn period(days: usize) -> usize {
    match days {
        0..=28 => 1,
        29..=400 => 7,
        _ => 28,
    }
}

/// The mean of several bands, column by column.
pub(super) fn mean_of(bands: &[&Band]) -> Spread {
    let mean = |read: fn(&Band) -> f64| {
        let known: Vec<f64> = bands
            .iter()
            .map(|band| read(band))
            .filter(|value| value.is_finite())
            .collect();
        crate::stats::summary::mean(&known)
    };
    Spread {
        mean: mean(|it| it.mean),
        p10: mean(|it| it.p10),
        p25: mean(|it| it.p25),
        p50: mean(|it| it.p50),
        p75: mean(|it| it.p75),
        p90: mean(|it| it.p90),
    }
}
