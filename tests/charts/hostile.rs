//! Every chart with data that nobody drew it for.

use jiff::civil::date;
use qun::report::charts::*;
use qun::report::{About, Chart, ChartError, Estimate, Event, Label, MetricSeries, Spread, Unit};

/// Numbers and a name to put everywhere.
pub struct Case {
    pub what: &'static str,
    pub values: Vec<f64>,
    pub name: String,
    pub may_fail: bool,
}

fn case(what: &'static str, values: Vec<f64>, name: &str) -> Case {
    Case {
        what,
        values,
        name: name.to_owned(),
        may_fail: false,
    }
}

/// Kinds of trouble.
pub fn cases() -> Vec<Case> {
    let long = "a very long name of a strategy that somebody wrote without thinking of charts";
    let chinese = "一个写得非常非常长、完全没有考虑图表宽度、而且一直不肯停下来的策略名称";
    let gaps = (0..60).map(|day| {
        if day % 7 < 3 {
            f64::NAN
        } else {
            f64::from(day)
        }
    });
    let decade = (0..3000).map(|day| f64::from(day % 91) * 17.0);
    vec![
        case("one day", vec![12.0], "base"),
        case("one day of nothing", vec![0.0], "base"),
        case("all zero", vec![0.0; 90], "base"),
        case("constant", vec![0.3; 40], "base"),
        case("gaps", gaps.collect(), "base"),
        case("alone between gaps", vec![f64::NAN, 3.0, f64::NAN], "base"),
        case("3,000 days", decade.collect(), "base"),
        case("millions", vec![1.2e6, 3.4e6, 2.2e8], "base"),
        case("tiny", vec![1e-12, 2e-12, 3e-13], "base"),
        case("negative", vec![-5.0, -3.0, -8.0], "base"),
        case("largest", vec![-0.9e15, 0.0, 0.9e15], "base"),
        case(
            "infinite",
            vec![1.0, f64::INFINITY, f64::NEG_INFINITY, 2.0],
            "base",
        ),
        case("long English name", vec![1.0, 4.0, 2.0, 5.0, 3.0], long),
        case("long Chinese name", vec![1.0, 4.0, 2.0, 5.0, 3.0], chinese),
        case("one long word", vec![1.0, 4.0, 2.0], &"x".repeat(300)),
        case("no name", vec![1.0, 4.0, 2.0], ""),
        case(
            "odd characters",
            vec![1.0, 4.0, 2.0],
            "<b>&\"'\u{0}\n\t🎉\u{202e}龘",
        ),
        Case {
            may_fail: true,
            ..case("no values", Vec::new(), "base")
        },
    ]
}

/// Every chart of the case's values and name.
pub fn charts(case: &Case) -> Vec<Result<Chart, ChartError>> {
    let name = || Label::from(case.name.as_str());
    let about = || About {
        start_date: Some(date(2026, 12, 31)),
        footer: Some(name()),
        ..About::new(name(), 1)
    };
    let values = || case.values.clone();
    let spreads = || {
        case.values
            .iter()
            .copied()
            .map(Spread::certain)
            .collect::<Vec<_>>()
    };
    let estimates = || {
        let estimates = case
            .values
            .iter()
            .map(|value| Estimate::new(*value, value * 0.9, value * 1.1));
        estimates.collect::<Vec<_>>()
    };
    let series = |metric: &str| MetricSeries::new(metric, 3, spreads());
    let events = || {
        let days = (0..50).map(|day| f64::from(day) * 0.7);
        let days = days.chain([f64::NAN, -7.0, 1e9]);
        days.map(|day| Event::new(day, format!("{} {}", case.name, day as i64 / 2)))
            .collect::<Vec<_>>()
    };
    let count = case.values.len();
    let numbers = |from: f64| SweepAxis {
        parameter: name(),
        values: SweepValues::Numbers(
            (0..count).map(|n| from + n as f64 * 1.5).collect(),
            Unit::Share,
        ),
    };
    let names = |length: usize| SweepAxis {
        parameter: name(),
        values: SweepValues::Names((0..length).map(|_| name()).collect()),
    };
    let cell = |estimate: Estimate| SweepCell {
        estimate,
        p10: estimate.estimate,
        p90: estimate.high,
        best: true,
        plateau: true,
    };
    let effects = case
        .values
        .iter()
        .take(12)
        .zip(["dau", "unheard of", "churn_7d"].iter().cycle());
    let effects = effects.enumerate().map(|(index, (value, metric))| Effect {
        metric: (*metric).to_owned(),
        strategy: Label::from(format!("{} {}", case.name, index / 3)),
        effect: Estimate::new(*value, value * 0.9, value * 1.1),
    });
    let effects: Vec<_> = effects.collect();
    let forest = |relative| Forest {
        about: about(),
        base: name(),
        relative,
        effects: effects.clone(),
    };
    let cause = |cause: &str| CauseSeries {
        cause: cause.to_owned(),
        mean: values(),
    };
    let state = |state: &str, label| StateSeries {
        state: state.to_owned(),
        label,
        mean: values(),
    };
    let cells = count.min(40);
    let heat = |panels: usize| HeatMap {
        about: about(),
        metric: "retention_d7".to_owned(),
        x: names(cells),
        y: names(2),
        panels: (0..panels)
            .map(|_| HeatPanel {
                title: Some(name()),
                cells: estimates()
                    .iter()
                    .take(cells)
                    .chain(estimates().iter().take(cells))
                    .map(|estimate| HeatCell {
                        estimate: *estimate,
                        best: false,
                        plateau: true,
                    })
                    .collect(),
            })
            .collect(),
    };
    let sweep = |axis: SweepAxis, panels: usize| SweepLine {
        about: about(),
        metric: "dau".to_owned(),
        axis,
        panels: (0..panels)
            .map(|_| SweepPanel {
                title: Some(name()),
                cells: estimates().into_iter().map(cell).collect(),
            })
            .collect(),
    };
    vec![
        Activity {
            about: about(),
            dau: series("dau"),
            wau: series("wau"),
            mau: series("mau"),
            events: events(),
        }
        .chart(),
        Concentration {
            about: about(),
            gini: series("gini_posts"),
            top1_share: series("top1_share"),
            top10_share: series("a metric nobody knows"),
            events: events(),
        }
        .chart(),
        MembersByState {
            about: about(),
            first_day: 0,
            states: vec![
                state("muted", None),
                state("new state", None),
                state("x", Some(name())),
            ],
            events: events(),
        }
        .chart(),
        ChurnByCause {
            about: about(),
            first_day: 5,
            causes: vec![cause("fee"), cause("removed"), cause("unheard of")],
            period: Period::ByLength,
            events: events(),
        }
        .chart(),
        Retention {
            about: about(),
            curves: vec![
                RetentionCurve {
                    strategy: name(),
                    values: spreads(),
                },
                RetentionCurve {
                    strategy: name(),
                    values: spreads(),
                },
            ],
            scale: DayScale::Logarithmic,
        }
        .chart(),
        Retention {
            about: about(),
            curves: vec![RetentionCurve {
                strategy: name(),
                values: spreads(),
            }],
            scale: DayScale::Linear,
        }
        .chart(),
        GrowthAccounting {
            about: about(),
            first_day: 0,
            period_days: 0,
            new: values(),
            current: values(),
            resurrected: values(),
            dormant: values(),
            events: events(),
        }
        .chart(),
        DifferenceOverTime {
            about: about(),
            metric: "dau_mau".to_owned(),
            base: name(),
            strategies: vec![Difference {
                strategy: name(),
                first_day: 0,
                values: estimates(),
            }],
            events: events(),
        }
        .chart(),
        forest(false).chart(),
        forest(true).chart(),
        sweep(numbers(-2.0), 1).chart(),
        sweep(numbers(0.0), 5).chart(),
        sweep(names(count), 2).chart(),
        heat(1).chart(),
        heat(5).chart(),
        Tornado {
            about: about(),
            metric: "dau".to_owned(),
            indices: vec![name()],
            parameters: estimates()
                .into_iter()
                .take(30)
                .map(|value| Sensitivity {
                    parameter: name(),
                    values: vec![value],
                })
                .collect(),
        }
        .chart(),
    ]
}
