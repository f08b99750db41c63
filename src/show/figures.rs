//! Which charts a run and a comparison are shown with.

use super::about::about_runs;
use super::arms::{arms, metrics_of, ranked};
use super::strategies::called;
use super::{closer, courses, findings, possible, staying};
use crate::draw::charts::{
    Activity, CauseSeries, ChurnByCause, Concentration, Difference, DifferenceOverTime, Effect,
    Forest, GrowthAccounting, MembersByState, Period, Retention, Seen, StateSeries,
};
use crate::draw::{About, Chart, ChartError, Estimate, Event, Label, MetricSeries, Spread};
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::operator::playbook::seen::SIGHTS;
use crate::run::close::CloseLook;
use crate::run::summary::Summary;
use crate::scenario::settings::Scenario;
use crate::stats::difference::PairedDifference;
use crate::study::compare::{self, Variation};
use crate::study::verdict::Verdict;
use crate::words::{self, Unit, labels};

/// The charts of a run, with those of one replicate that was looked at closely. A chart that has nothing
/// to show is left out.
///
/// # Errors
/// [`ChartError`] if a number is too large to draw.
pub fn of_run(
    scenario: &Scenario,
    summary: &Summary,
    records: &[Record],
    close: Option<&CloseLook>,
) -> Result<Vec<Chart>, ChartError> {
    // Everybody is new on the first day, and nobody can have gone quiet yet.
    const START: u32 = 1;
    let about = || about_runs(scenario, summary);
    let series = |metric: Daily| {
        let values = summary
            .series(metric)
            .iter()
            .map(|band| Spread::from(*band));
        MetricSeries::new(metric.metric().key, 0, values.collect())
    };
    let events = events(summary);
    let days = usize::from(summary.days).saturating_sub(START as usize);
    let period = Period::ByLength.days(days);
    let means = |metric: Daily| -> Vec<f64> {
        let bands = summary.series(metric).iter().skip(START as usize);
        let means: Vec<f64> = bands.map(|band| band.mean).collect();
        // A last period that is not full would look like a fall.
        let full = means.chunks_exact(period.min(means.len().max(1)));
        full.map(crate::stats::summary::mean).collect()
    };
    let found = |finding: Option<Label>| About { finding, ..about() };
    let charts = [
        Activity {
            about: found(findings::activity(summary)),
            dau: whole_window(series(Daily::Dau), 1),
            wau: whole_window(series(Daily::Wau), 7),
            mau: whole_window(series(Daily::Mau), 30),
            events: events.clone(),
        }
        .chart(),
        MembersByState {
            about: found(findings::states(summary)),
            first_day: A_MONTH_IN as u32,
            states: states(summary),
            events: events.clone(),
        }
        .chart(),
        ChurnByCause {
            about: found(findings::causes(summary)),
            first_day: 0,
            causes: causes(summary),
            period: Period::ByLength,
            events: events.clone(),
        }
        .chart(),
        Retention {
            about: found(findings::retention(summary)),
            curves: vec![staying::retention("", summary)],
            scale: crate::draw::charts::DayScale::Logarithmic,
        }
        .chart(),
        Concentration {
            about: found(findings::concentration(summary)),
            top1_share: between(series(Daily::Top1Share)),
            top10_share: between(series(Daily::Top10Share)),
            events: events.clone(),
        }
        .chart(),
        GrowthAccounting {
            about: About {
                footer: Some(labels::WITHOUT_DAY_0.into()),
                ..found(findings::growth(summary, START as usize, period))
            },
            first_day: START,
            period_days: period as u32,
            new: means(Daily::New),
            current: means(Daily::Current),
            resurrected: means(Daily::Resurrected),
            dormant: means(Daily::Dormant),
            events: events.clone(),
        }
        .chart(),
        Seen {
            about: about(),
            series: seen(summary, &series),
            events: events.clone(),
        }
        .chart(),
        courses::stock_and_flow(scenario, summary, &events),
        courses::stages(scenario, summary, records, &events),
    ];
    let [activity, rest @ ..] = charts;
    let fan = courses::fan(scenario, summary, records, &events);
    let hours = closer::hours(scenario, summary, records, &events);
    let stays = [
        staying::triangle(scenario, summary),
        staying::power_users(scenario, summary),
    ];
    let close = close.map(|close| closer::of_one(scenario, summary, close, &events));
    let all = std::iter::once(activity)
        .chain(fan)
        .chain(rest)
        .chain(hours);
    let all = all.chain(stays.into_iter().flatten());
    present(all.chain(close.into_iter().flatten()))
}

/// The charts of a comparison: effects on the `metrics`, differences over time in engaged members,
/// retention curves; where it holds two strategies and both together, whether they help each other;
/// where worlds were drawn, in which of them the verdict holds.
///
/// # Errors
/// [`ChartError`] if a number is too large to draw.
pub fn of_comparison(
    variations: &[Variation],
    summaries: &[Summary],
    effects: &[compare::Effect],
    verdicts: &[Verdict],
) -> Result<Vec<Chart>, ChartError> {
    let (Some(base), Some(summary)) = (variations.first(), summaries.first()) else {
        return Ok(Vec::new());
    };
    let about = || about_runs(&base.scenario, summary);
    let name = called(&base.name);
    let arms = arms(variations, summaries, effects);
    let strategies = arms.lines[1..].iter().map(|(strategy, _)| Difference {
        strategy: called(&strategy.name),
        first_day: 0,
        values: compare::effect_by_day(base, strategy, Daily::Engaged)
            .into_iter()
            .map(|difference| estimate(difference.as_ref()))
            .collect(),
    });
    let strategies: Vec<Difference> = strategies.collect();
    let known = |metric: &str| {
        let mut of = effects.iter().filter(|effect| effect.metric == metric);
        of.any(|effect| effect.difference.is_some_and(|it| it.pairs > 1))
    };
    let (shown, left_out) = shown_effects(effects, &base.name, &known);
    let charts = [
        courses::side_by_side(&arms),
        Forest {
            about: About {
                finding: findings::best(effects, &base.name),
                footer: (left_out > 0).then(|| labels::FEW_METRICS.fill(&[("n", &left_out)])),
                ..about()
            },
            base: name.clone(),
            // In the metrics' own units, as in the tables: a share changes by points, and a base of next
            // to nothing makes no giant.
            relative: false,
            effects: shown,
        }
        .chart(),
        DifferenceOverTime {
            about: About {
                finding: findings::ahead(Daily::Engaged.metric().key, &strategies, &base.name),
                footer: arms.footer.clone(),
                ..about()
            },
            metric: Daily::Engaged.metric().key.to_owned(),
            base: name,
            strategies,
            events: Vec::new(),
        }
        .chart(),
        Retention {
            about: About {
                finding: findings::keeps(&arms.lines),
                footer: arms.footer.clone(),
                ..about()
            },
            curves: arms
                .lines
                .iter()
                .map(|(variation, summary)| staying::retention(&variation.name, summary))
                .collect(),
            scale: crate::draw::charts::DayScale::Logarithmic,
        }
        .chart(),
    ];
    let deciding = effects.first().map(|effect| effect.metric.as_str());
    let together = deciding.and_then(|metric| possible::two_by_two(variations, metric));
    let map = possible::world_map(&base.scenario, verdicts);
    present(charts.into_iter().chain(together).chain(map))
}

/// The effects that a chart shows, and how many metrics it has no room for: of few strategies in the order of
/// the file, of many the one that gains most first.
fn shown_effects(
    effects: &[compare::Effect],
    base: &str,
    known: &dyn Fn(&str) -> bool,
) -> (Vec<Effect>, usize) {
    let with_base: Vec<&compare::Effect> = effects
        .iter()
        .filter(|effect| effect.against == base && known(&effect.metric))
        .collect();
    let mut metrics: Vec<&str> = Vec::new();
    for effect in &with_base {
        if !metrics.contains(&effect.metric.as_str()) {
            metrics.push(&effect.metric);
        }
    }
    let order: Vec<&str> = ranked(effects, base)
        .iter()
        .map(|it| it.strategy.as_str())
        .collect();
    let room = metrics_of(order.len()).min(metrics.len());
    let left_out = metrics.split_off(room).len();
    let shown = |effect: &&compare::Effect| metrics.contains(&effect.metric.as_str());
    let mut shown: Vec<&compare::Effect> = with_base.into_iter().filter(shown).collect();
    if left_out > 0 {
        shown.sort_by_key(|effect| order.iter().position(|it| *it == effect.strategy));
    }
    let drawn = shown.iter().map(|effect| Effect {
        metric: effect.metric.clone(),
        strategy: called(&effect.strategy),
        effect: estimate(effect.difference.as_ref()),
        // As the tables and the title judge it.
        clear: Some(effect.is_clear()),
    });
    (drawn.collect(), left_out)
}

/// What a playbook watched of the list and of those who write, each beside what is so; nothing without one.
fn seen(summary: &Summary, series: &dyn Fn(Daily) -> MetricSeries) -> Vec<MetricSeries> {
    let mut found = Vec::new();
    for sight in SIGHTS {
        let truth = sight.truth.and_then(Daily::from_key);
        let key = format!("{}{}", words::SEEN, sight.key);
        let own = summary.own.iter().find(|(name, _)| *name == key);
        let counts = words::unit(&key) == Unit::Members;
        if let (Some((name, bands)), Some(truth), true) = (own, truth, counts) {
            let values = bands.iter().map(|band| Spread::from(*band)).collect();
            found.push(MetricSeries::new(name.as_str(), 0, values));
            found.push(series(truth));
        }
    }
    found
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
        // A day on which no pair differs is a point of the line, not a hole in its band.
        let [low, high] = if difference.is_nothing() {
            [difference.mean; 2]
        } else {
            difference.ends()
        };
        Estimate::new(difference.mean, low, high)
    })
}

fn events(summary: &Summary) -> Vec<Event> {
    let happenings = summary.happenings.iter();
    happenings
        .map(|happening| Event::new(f64::from(happening.day), happening.label.clone()))
        .collect()
}

/// Members of so many days, from the first day on which these days are all of the community's life
/// after its first, on which every founder looks in.
fn whole_window(mut series: MetricSeries, days: u32) -> MetricSeries {
    let skipped = (days as usize).min(series.values.len());
    series.values.drain(..skipped);
    series.first_day += skipped as u32;
    series
}

/// A metric that is measured now and then, with straight lines between its measurements.
fn between(mut series: MetricSeries) -> MetricSeries {
    let known: Vec<usize> = (0..series.values.len())
        .filter(|day| series.values[*day].mean.is_finite())
        .collect();
    for ends in known.windows(2) {
        let [start, end] = [ends[0], ends[1]].map(|day| series.values[day].columns());
        for day in ends[0] + 1..ends[1] {
            let along = (day - ends[0]) as f64 / (ends[1] - ends[0]) as f64;
            let column = |at: usize| start[at] + (end[at] - start[at]) * along;
            series.values[day] = Spread {
                mean: column(0),
                p10: column(1),
                p25: column(2),
                p50: column(3),
                p75: column(4),
                p90: column(5),
            };
        }
    }
    series
}

/// First day on which it is known of everybody who has not been seen for a month.
const A_MONTH_IN: usize = 30;

fn states(summary: &Summary) -> Vec<StateSeries> {
    let mean = |metric: Daily, day: usize| summary.series(metric)[day].mean;
    let state = |key: &str, read: &dyn Fn(usize) -> f64| StateSeries {
        state: key.to_owned(),
        label: None,
        mean: (A_MONTH_IN..summary.days as usize).map(read).collect(),
    };
    let away = |day: usize| mean(Daily::Members, day) - mean(Daily::Mau, day);
    vec![
        state("active_7d", &|day| mean(Daily::Wau, day)),
        state("active_30d", &|day| {
            mean(Daily::Mau, day) - mean(Daily::Wau, day)
        }),
        state("asleep", &|day| mean(Daily::Sleepers, day)),
        state("silent", &|day| away(day) - mean(Daily::Sleepers, day)),
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
