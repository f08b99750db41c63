//! Which charts a run and a comparison are shown with.

use crate::draw::charts::{
    Activity, CauseSeries, ChurnByCause, Concentration, Difference, DifferenceOverTime, Effect,
    Forest, GrowthAccounting, MembersByState, Period, Retention, RetentionCurve, StateSeries,
};
use crate::draw::{About, Chart, ChartError, Estimate, Event, Label, MetricSeries, Spread};
use crate::observe::metrics::Daily;
use crate::run::summary::{Band, Summary};
use crate::scenario::settings::Scenario;
use crate::stats::difference::PairedDifference;
use crate::study::compare::{self, Variation};

impl From<Band> for Spread {
    fn from(band: Band) -> Self {
        Self {
            mean: band.mean,
            p10: band.p10,
            p25: band.p25,
            p50: band.p50,
            p75: band.p75,
            p90: band.p90,
        }
    }
}

/// What every chart of a scenario says about itself.
pub fn about(scenario: &Scenario, replicates: usize) -> About {
    About {
        start_date: scenario.start_date(),
        ..About::new(scenario.title.as_str(), replicates)
    }
}

/// The charts of one run. A chart that has nothing to show is left out.
///
/// # Errors
/// [`ChartError`] if a number is too large to draw.
pub fn of_run(scenario: &Scenario, summary: &Summary) -> Result<Vec<Chart>, ChartError> {
    let about = || about(scenario, summary.replicates);
    let series = |metric: Daily| {
        let values = summary
            .series(metric)
            .iter()
            .map(|band| Spread::from(*band));
        MetricSeries::new(metric.metric().key, 0, values.collect())
    };
    let events = events(summary);
    let mean = |metric: Daily| -> Vec<f64> {
        summary
            .series(metric)
            .iter()
            .map(|band| band.mean)
            .collect()
    };
    let charts = [
        Activity {
            about: about(),
            dau: series(Daily::Dau),
            wau: series(Daily::Wau),
            mau: series(Daily::Mau),
            events: events.clone(),
        }
        .chart(),
        MembersByState {
            about: about(),
            first_day: 0,
            states: states(summary),
            events: events.clone(),
        }
        .chart(),
        ChurnByCause {
            about: about(),
            first_day: 0,
            causes: causes(summary),
            period: Period::ByLength,
            events: events.clone(),
        }
        .chart(),
        Retention {
            about: about(),
            curves: vec![retention("", summary)],
            scale: crate::draw::charts::DayScale::Logarithmic,
        }
        .chart(),
        Concentration {
            about: about(),
            gini: carried(series(Daily::GiniPosts)),
            top1_share: carried(series(Daily::Top1Share)),
            top10_share: carried(series(Daily::Top10Share)),
            events: events.clone(),
        }
        .chart(),
        GrowthAccounting {
            about: about(),
            first_day: 0,
            period_days: 1,
            new: mean(Daily::New),
            current: mean(Daily::Current),
            resurrected: mean(Daily::Resurrected),
            dormant: mean(Daily::Dormant),
            events,
        }
        .chart(),
    ];
    present(charts)
}

/// The charts of a comparison: effects on the `metrics`, differences over time in DAU, retention curves.
///
/// # Errors
/// [`ChartError`] if a number is too large to draw.
pub fn of_comparison(
    variations: &[Variation],
    summaries: &[Summary],
    effects: &[compare::Effect],
) -> Result<Vec<Chart>, ChartError> {
    let (Some(base), Some(summary)) = (variations.first(), summaries.first()) else {
        return Ok(Vec::new());
    };
    let about = || about(&base.scenario, summary.replicates);
    let name = Label::from(base.name.as_str());
    let strategies = variations[1..].iter().map(|strategy| Difference {
        strategy: strategy.name.as_str().into(),
        first_day: 0,
        values: compare::effect_by_day(base, strategy, Daily::Dau)
            .into_iter()
            .map(|difference| estimate(difference.as_ref()))
            .collect(),
    });
    let with_base = effects.iter().filter(|effect| effect.against == base.name);
    let shown = with_base.map(|effect| Effect {
        metric: effect.metric.clone(),
        strategy: effect.strategy.as_str().into(),
        effect: relative(effect),
    });
    let curves = variations.iter().zip(summaries);
    present([
        Forest {
            about: about(),
            base: name.clone(),
            relative: true,
            effects: shown.collect(),
        }
        .chart(),
        DifferenceOverTime {
            about: about(),
            metric: Daily::Dau.metric().key.to_owned(),
            base: name,
            strategies: strategies.collect(),
            events: Vec::new(),
        }
        .chart(),
        Retention {
            about: about(),
            curves: curves
                .map(|(variation, summary)| retention(&variation.name, summary))
                .collect(),
            scale: crate::draw::charts::DayScale::Logarithmic,
        }
        .chart(),
    ])
}

/// Leaves out the charts that have nothing to show.
fn present(
    charts: impl IntoIterator<Item = Result<Chart, ChartError>>,
) -> Result<Vec<Chart>, ChartError> {
    charts
        .into_iter()
        .filter(|chart| !matches!(chart, Err(ChartError::Empty { .. })))
        .collect()
}

fn estimate(difference: Option<&PairedDifference>) -> Estimate {
    difference.map_or(Estimate::new(f64::NAN, f64::NAN, f64::NAN), |difference| {
        Estimate::new(
            difference.mean,
            difference.interval.low,
            difference.interval.high,
        )
    })
}

/// An effect relative to the base's mean; unknown where the base is 0.
fn relative(effect: &compare::Effect) -> Estimate {
    let Estimate {
        estimate,
        low,
        high,
    } = estimate(effect.difference.as_ref());
    let scale = if effect.base == 0.0 {
        f64::NAN
    } else {
        effect.base.abs()
    };
    Estimate::new(estimate / scale, low / scale, high / scale)
}

fn events(summary: &Summary) -> Vec<Event> {
    let happenings = summary.happenings.iter();
    happenings
        .map(|happening| Event::new(f64::from(happening.day), happening.label.clone()))
        .collect()
}

/// A metric that is measured now and then keeps its value until it is measured again.
fn carried(mut series: MetricSeries) -> MetricSeries {
    let mut last = Spread::MISSING;
    for value in &mut series.values {
        if value.mean.is_nan() {
            *value = last;
        } else {
            last = *value;
        }
    }
    series
}

fn states(summary: &Summary) -> Vec<StateSeries> {
    let mean = |metric: Daily, day: usize| summary.series(metric)[day].mean;
    let state = |key: &str, read: &dyn Fn(usize) -> f64| StateSeries {
        state: key.to_owned(),
        label: None,
        mean: (0..summary.days as usize).map(read).collect(),
    };
    vec![
        state("active_7d", &|day| mean(Daily::Awake7d, day)),
        state("active_30d", &|day| {
            mean(Daily::Awake30d, day) - mean(Daily::Awake7d, day)
        }),
        state("asleep", &|day| {
            mean(Daily::TakingPart, day) - mean(Daily::Awake30d, day)
        }),
        state("silent", &|day| mean(Daily::Silent, day)),
    ]
}

fn causes(summary: &Summary) -> Vec<CauseSeries> {
    let mut series: Vec<CauseSeries> = crate::model::cause::Cause::ALL
        .iter()
        .map(|cause| CauseSeries {
            cause: cause.key().to_owned(),
            mean: vec![0.0; summary.days as usize],
        })
        .collect();
    for exit in &summary.exits {
        series[exit.kind.cause as usize].mean[exit.kind.day as usize] += exit.mean;
    }
    series.retain(|cause| cause.mean.iter().any(|mean| *mean > 0.0));
    series
}

fn retention(strategy: &str, summary: &Summary) -> RetentionCurve {
    RetentionCurve {
        strategy: strategy.into(),
        values: summary
            .survival
            .iter()
            .map(|band| Spread::from(*band))
            .collect(),
    }
}
