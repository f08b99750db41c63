//! Every chart with made-up data that look like a community's.

use crate::prelude::*;
use jiff::civil::date;
use qun::draw::{About, Chart, Estimate, Event, Label, MetricSeries, Spread};
use qun::words::Unit;
use std::f64::consts::TAU;

/// All charts with their file names.
pub fn all() -> Vec<(&'static str, Chart)> {
    let charts = vec![
        ("activity", activity(180)),
        ("activity-long", activity(3000)),
        ("activity-short", activity(12)),
        ("members_by_state", members_by_state()),
        ("churn_by_cause", churn_by_cause(180)),
        ("churn_by_cause-long", churn_by_cause(900)),
        ("retention", retention()),
        ("concentration", concentration()),
        ("growth_accounting", growth_accounting()),
        ("stock_and_flow", stock_and_flow()),
        ("stages", stages()),
        ("fan", fan()),
        ("seen", seen()),
        ("side_by_side", side_by_side(3)),
        ("side_by_side-many", side_by_side(14)),
        ("difference_over_time", difference_over_time()),
        ("forest", forest(false)),
        ("forest-relative", forest(true)),
        ("sweep_line", sweep_line(1)),
        ("sweep_line-multiples", sweep_line(4)),
        ("heat_map", heat_map(1)),
        ("heat_map-multiples", heat_map(6)),
        ("sweep_points", sweep_points()),
        ("tornado", tornado()),
        ("hours_and_need", hours_and_need()),
        ("individual_lives", individual_lives()),
        ("lorenz", lorenz()),
        ("rooms_over_time", rooms_over_time()),
        ("world_map", world_map()),
        ("two_by_two", two_by_two()),
        ("dose_response", dose_response()),
        ("retention-alone", retention_alone()),
        ("power_user_curve", power_user_curve()),
        ("retention_triangle", retention_triangle()),
        ("stay_by_archetype", stay_by_archetype()),
        ("who_talks_to_whom", who_talks_to_whom()),
    ];
    let drawn = charts
        .into_iter()
        .map(|(name, chart)| (name, chart.expect("made-up data make a chart")));
    drawn.collect()
}

fn about() -> About {
    About {
        start_date: Some(date(2026, 9, 7)),
        ..About::new(Label::new("Paid writing camp", "付费写作营"), 200)
    }
}

/// Something like chance, the same every time.
fn wobble(seed: f64, day: f64) -> f64 {
    libm::sin(day * 1.7 + seed) * 0.5 + libm::sin(day * 0.37 + seed * 2.1) * 0.5
}

fn spread(middle: f64, width: f64) -> Spread {
    Spread {
        mean: middle * 1.02,
        p10: middle - width,
        p25: middle - width * 0.5,
        p50: middle,
        p75: middle + width * 0.6,
        p90: middle + width * 1.3,
    }
}

fn square(value: f64) -> f64 {
    value * value
}

/// Growth, a plateau and a slow decline, with a weekly rhythm.
fn life(day: f64, days: f64) -> f64 {
    let t = day / days;
    (1.0 - libm::exp(-t * 9.0)) * (1.0 - 0.55 * t * t)
}

fn days(count: u32, value: impl Fn(f64) -> Spread) -> Vec<Spread> {
    (0..count).map(|day| value(f64::from(day))).collect()
}

fn events(last: f64) -> Vec<Event> {
    let mut events = vec![
        Event::new(last * 0.08, Label::new("entry threshold", "设置入群门槛")),
        Event::new(
            last * 0.18,
            Label::new("welcome post for every newcomer", "新人欢迎语"),
        ),
        Event::new(last * 0.2, Label::new("red packet", "发红包")),
        Event::new(last * 0.55, Label::new("split into rooms", "拆分小群")),
        Event::new(last * 0.93, Label::new("second season opens", "第二期开营")),
    ];
    for n in 1..6 {
        let label = Label::new("purge of silent members", "清理潜水成员");
        events.push(Event::new(last * (0.05 + 0.16 * f64::from(n)), label));
    }
    events
}

fn activity(count: u32) -> Result<Chart, qun::draw::ChartError> {
    let last = f64::from(count);
    let series = |metric: &str, level: f64, rhythm: f64| {
        let values = days(count, |day| {
            let week = 1.0 + rhythm * libm::sin(day / 7.0 * TAU);
            let middle = level * life(day + 1.0, last) * week * (1.0 + 0.04 * wobble(level, day));
            spread(middle, middle * 0.2)
        });
        MetricSeries::new(metric, 0, values)
    };
    Activity {
        about: about(),
        dau: series("dau", 310.0, 0.12),
        wau: series("wau", 820.0, 0.02),
        mau: series("mau", 1650.0, 0.0),
        events: events(last),
    }
    .chart()
}

fn members_by_state() -> Result<Chart, qun::draw::ChartError> {
    let state = |key: &str, level: f64, shape: fn(f64) -> f64| StateSeries {
        state: key.to_owned(),
        label: None,
        mean: (0..180)
            .map(|day| {
                level * shape(f64::from(day) / 180.0) * (1.0 + 0.02 * wobble(level, f64::from(day)))
            })
            .collect(),
    };
    MembersByState {
        about: about(),
        first_day: 0,
        states: vec![
            state("active_7d", 900.0, |t| {
                (1.0 - libm::exp(-t * 12.0)) * (1.0 - 0.5 * t)
            }),
            state("active_30d", 600.0, |t| {
                (t * 3.0).min(1.0) * (1.0 - 0.3 * t)
            }),
            state("muted", 500.0, |t| t),
            state("asleep", 700.0, |t| t * t),
            state("silent", 1100.0, |t| t * t * 0.9),
        ],
        events: events(180.0),
    }
    .chart()
}

fn churn_by_cause(count: u32) -> Result<Chart, qun::draw::ChartError> {
    let cause = |key: &str, level: f64, peak: f64| CauseSeries {
        cause: key.to_owned(),
        mean: (0..count)
            .map(|day| {
                let t = f64::from(day) / f64::from(count);
                level
                    * libm::exp(-square(t - peak) * 9.0)
                    * (1.0 + 0.3 * wobble(peak * 9.0, f64::from(day)))
            })
            .collect(),
    };
    let mut removed = cause("removed", 0.0, 0.0);
    for day in (25..count as usize).step_by(29) {
        removed.mean[day] = 46.0;
    }
    ChurnByCause {
        about: about(),
        first_day: 0,
        causes: vec![
            cause("boredom", 3.0, 0.3),
            cause("lost_focus", 1.4, 0.6),
            cause("evaporation", 1.1, 0.8),
            cause("no_leader", 0.7, 0.9),
            cause("tyranny", 0.3, 0.5),
            cause("harassment", 0.4, 0.4),
            cause("staleness", 1.2, 0.9),
            cause("need_over", 2.0, 0.7),
            cause("fee", 1.0, 0.5),
            cause("closed", 0.0, 0.5),
            removed,
        ],
        period: Period::ByLength,
        events: events(f64::from(count)),
    }
    .chart()
}

fn retention() -> Result<Chart, qun::draw::ChartError> {
    let curve = |strategy: Label, floor: f64, slope: f64, count: u32| RetentionCurve {
        strategy,
        values: days(count, |day| {
            let middle = floor + (1.0 - floor) / (1.0 + slope * libm::pow(day, 0.7));
            spread(middle, 0.25 * middle * (1.0 - middle))
        }),
        rolling: Vec::new(),
        listed: Vec::new(),
    };
    Retention {
        about: about(),
        curves: vec![
            curve(Label::new("base", "基准"), 0.08, 0.4, 181),
            curve(
                Label::new("strict entry with a fee of 99", "严格准入，收费 99 元"),
                0.18,
                0.25,
                181,
            ),
            curve(
                Label::new("welcome every newcomer", "欢迎每位新人"),
                0.1,
                0.22,
                181,
            ),
        ],
        scale: DayScale::Logarithmic,
    }
    .chart()
}

fn concentration() -> Result<Chart, qun::draw::ChartError> {
    let series = |metric: &str, from: f64, to: f64| {
        let values = days(180, |day| {
            let middle = from + (to - from) * (1.0 - libm::exp(-day / 50.0));
            spread(middle * (1.0 + 0.02 * wobble(from, day)), 0.04)
        });
        MetricSeries::new(metric, 0, values)
    };
    Concentration {
        about: about(),
        top1_share: series("top1_share", 0.1, 0.36),
        top10_share: series("top10_share", 0.35, 0.71),
        events: events(180.0),
    }
    .chart()
}

fn growth_accounting() -> Result<Chart, qun::draw::ChartError> {
    let weeks = |value: fn(f64) -> f64| (0..26).map(|week| value(f64::from(week))).collect();
    GrowthAccounting {
        about: about(),
        first_day: 0,
        period_days: 7,
        new: weeks(|week| 240.0 * libm::exp(-week / 6.0) + 30.0 + 10.0 * wobble(1.0, week)),
        current: weeks(|week| 420.0 * (1.0 - libm::exp(-week / 4.0)) * (1.0 - week / 60.0)),
        resurrected: weeks(|week| 60.0 * (1.0 - libm::exp(-week / 5.0)) + 6.0 * wobble(2.0, week)),
        dormant: weeks(|week| 130.0 * (1.0 - libm::exp(-week / 3.0)) + 12.0 * wobble(3.0, week)),
        events: events(180.0),
    }
    .chart()
}

/// The last twenty days fill no bar.
fn stock_and_flow() -> Result<Chart, qun::draw::ChartError> {
    let flow = |scale: f64, seed: f64| {
        let day = |day| scale * (1.0 + 0.4 * wobble(seed, f64::from(day)));
        (0..320).map(day).collect()
    };
    StockAndFlow {
        about: about(),
        stock: days(320, |day| {
            let middle = 600.0 * life(day, 320.0);
            spread(middle, 0.2 * middle)
        }),
        joined: flow(9.0, 1.0),
        silent: flow(4.0, 2.0),
        left: flow(2.0, 3.0),
        removed: flow(1.0, 4.0),
        events: events(320.0),
    }
    .chart()
}

fn stages() -> Result<Chart, qun::draw::ChartError> {
    let at = |day: u32| f64::from(day) / 180.0;
    let share = |stage: &str, share: fn(f64) -> f64| StageShares {
        stage: stage.to_owned(),
        shares: (0..180).map(|day| share(at(day))).collect(),
    };
    Stages {
        about: about(),
        stages: vec![
            share("cold_start", |t| (1.0 - 8.0 * t).max(0.0)),
            share("growth", |t| (8.0 * t).min(1.0) * (1.0 - t)),
            share("plateau", |t| (8.0 * t).min(1.0) * t * (1.0 - t)),
            share("decline", |t| (8.0 * t).min(1.0) * t * t * 0.7),
            share("dead", |t| (8.0 * t).min(1.0) * t * t * 0.3),
        ],
        events: events(180.0),
    }
    .chart()
}

fn fan() -> Result<Chart, qun::draw::ChartError> {
    let run = |name: Label, replicate: u32, level: f64| NamedRun {
        name,
        replicate,
        values: (0..180)
            .map(f64::from)
            .map(|day| level * life(day + 1.0, 180.0) * (1.0 + 0.1 * wobble(level, day)))
            .collect(),
    };
    Fan {
        about: about(),
        metric: "dau".to_owned(),
        values: days(180, |day| {
            let middle = 60.0 * life(day + 1.0, 180.0);
            spread(middle, 0.7 * middle)
        }),
        runs: vec![
            run(Label::new("Good", "好"), 152, 110.0),
            run(Label::new("Typical", "典型"), 72, 62.0),
            run(Label::new("Bad", "差"), 45, 15.0),
        ],
        events: events(180.0),
    }
    .chart()
}

fn seen() -> Result<Chart, qun::draw::ChartError> {
    let series = |metric: &str, level: f64| {
        let values = days(180, |day| {
            Spread::certain(level * life(day + 1.0, 180.0) * (1.0 + 0.05 * wobble(level, day)))
        });
        MetricSeries::new(metric, 0, values)
    };
    Seen {
        about: about(),
        series: vec![series("speakers", 40.0), series("engaged", 75.0)],
        events: events(180.0),
    }
    .chart()
}

fn side_by_side(strategies: u32) -> Result<Chart, qun::draw::ChartError> {
    let name = |number: u32| match number {
        0 => Label::new("Base", "对照"),
        number => Label::new(
            format!("Strategy number {number}"),
            format!("第 {number} 种策略"),
        ),
    };
    let panel = |metric: &str, level: f64| SidePanel {
        metric: metric.to_owned(),
        values: (0..strategies)
            .map(|number| {
                let level = level * (1.0 + 0.15 * f64::from(number));
                days(26, |week| {
                    let middle = level * life(week + 1.0, 26.0);
                    spread(middle, 0.3 * middle)
                })
            })
            .collect(),
    };
    SideBySide {
        about: About {
            start_date: None,
            ..about()
        },
        period_days: 7,
        strategies: (0..strategies).map(name).collect(),
        panels: vec![
            panel("engaged", 60.0),
            panel("dau", 90.0),
            panel("posts", 200.0),
        ],
    }
    .chart()
}

fn difference_over_time() -> Result<Chart, qun::draw::ChartError> {
    let line = |strategy: Label, level: f64| Difference {
        strategy,
        first_day: 0,
        values: (0..180)
            .map(|day| {
                let t = f64::from(day) / 180.0;
                let middle = level * (t * 3.0).min(1.0) + 2.0 * wobble(level, f64::from(day));
                let half = 5.0 + 16.0 * t;
                Estimate::new(middle, middle - half, middle + half)
            })
            .collect(),
    };
    DifferenceOverTime {
        about: about(),
        metric: "dau".to_owned(),
        base: Label::new("base", "基准"),
        strategies: vec![
            line(
                Label::new("strict entry with a fee", "严格准入并收费"),
                -38.0,
            ),
            line(Label::new("welcome every newcomer", "欢迎每位新人"), 44.0),
            line(Label::new("no purge", "不清理"), 4.0),
        ],
        events: vec![Event::new(
            14.0,
            Label::new("entry threshold", "设置入群门槛"),
        )],
    }
    .chart()
}

fn forest(relative: bool) -> Result<Chart, qun::draw::ChartError> {
    let strategies = [
        Label::new("strict entry with a fee of 99", "严格准入，收费 99 元"),
        Label::new("welcome every newcomer", "欢迎每位新人"),
        Label::new("no purge", "不清理"),
        Label::new("split rooms at 150", "满 150 人拆群"),
    ];
    let metrics = [
        ("dau", 40.0),
        ("retention_d30", 0.08),
        ("churn_7d", 0.02),
        ("posts", 900.0),
        ("gini_posts", 0.03),
        ("cost", 12_000.0),
    ];
    let mut effects = Vec::new();
    for (m, (metric, scale)) in metrics.into_iter().enumerate() {
        for (s, strategy) in strategies.iter().enumerate() {
            let size = if relative { 0.3 } else { scale };
            let middle = size * wobble(m as f64 * 1.3, s as f64 * 2.0);
            let half = size * (0.2 + 0.1 * s as f64);
            effects.push(Effect {
                clear: None,
                metric: metric.to_owned(),
                strategy: strategy.clone(),
                effect: Estimate::new(middle, middle - half, middle + half),
            });
        }
    }
    let base = Label::new("base", "基准");
    Forest {
        about: about(),
        base,
        relative,
        effects,
    }
    .chart()
}

fn fees() -> SweepAxis {
    let values = vec![0.0, 9.9, 19.0, 29.0, 49.0, 69.0, 99.0, 149.0, 199.0];
    SweepAxis {
        name: None,
        parameter: Label::new("Entry fee", "入群费用（元）"),
        values: SweepValues::Numbers(values, Unit::Number),
    }
}

fn sweep_line(panels: usize) -> Result<Chart, qun::draw::ChartError> {
    let panel = |index: usize| SweepPanel {
        title: (panels > 1).then(|| {
            Label::new(
                format!("Purge after {} days", 7 + 14 * index),
                format!("{} 天不活跃即清理", 7 + 14 * index),
            )
        }),
        cells: [0.0, 9.9, 19.0, 29.0, 49.0, 69.0, 99.0, 149.0, 199.0f64]
            .into_iter()
            .map(|fee| {
                let middle =
                    0.12 + 0.16 * libm::exp(-square(fee - 55.0 - 10.0 * index as f64) / 3500.0);
                SweepCell {
                    estimate: Estimate::new(middle, middle - 0.012, middle + 0.012),
                    p10: middle - 0.05,
                    p90: middle + 0.06,
                    best: (45.0..50.0).contains(&fee) && index == 0,
                    plateau: (29.0..=69.0).contains(&fee),
                }
            })
            .collect(),
    };
    SweepLine {
        about: about(),
        metric: "retention_d30".to_owned(),
        axis: fees(),
        panels: (0..panels).map(panel).collect(),
    }
    .chart()
}

fn sweep_points() -> Result<Chart, qun::draw::ChartError> {
    let count = 60;
    let across = |index: usize, step: f64| (index as f64 * step).rem_euclid(1.0);
    let numbers = |step: f64, low: f64, high: f64| {
        let values = (0..count).map(|index| low + (high - low) * across(index, step));
        SweepValues::Numbers(values.collect(), Unit::Number)
    };
    let gates = [Label::new("fee", "付费"), Label::new("invitation", "邀请")];
    let axis = |parameter, values| SweepAxis {
        parameter,
        name: None,
        values,
    };
    let points = (0..count).map(|index| {
        let (fee, days) = (across(index, 0.618_034), across(index, 0.754_878));
        let middle = 40.0 - 60.0 * square(fee - 0.3) - 8.0 * square(days - 0.6);
        SweepPoint {
            estimate: Estimate::new(middle, middle - 2.0, middle + 2.0),
            best: index == 18,
            plateau: middle > 38.5,
        }
    });
    SweepPoints {
        about: about(),
        metric: "dau".to_owned(),
        axes: vec![
            axis(Label::new("Fee", "费用"), numbers(0.618_034, 0.0, 199.0)),
            axis(
                Label::new("Purge after (days)", "清理天数"),
                numbers(0.754_878, 7.0, 180.0),
            ),
            axis(
                Label::new("Gate", "门槛"),
                SweepValues::Names((0..count).map(|index| gates[index % 2].clone()).collect()),
            ),
        ],
        points: points.collect(),
    }
    .chart()
}

fn heat_map(panels: usize) -> Result<Chart, qun::draw::ChartError> {
    let y = SweepAxis {
        name: None,
        parameter: Label::new("Purge after (days)", "清理天数"),
        values: SweepValues::Numbers(vec![7.0, 14.0, 30.0, 60.0, 90.0, 180.0], Unit::Number),
    };
    let panel = |index: usize| HeatPanel {
        title: (panels > 1).then(|| {
            Label::new(
                format!("Room size {}", 50 * (index + 1)),
                format!("群上限 {} 人", 50 * (index + 1)),
            )
        }),
        cells: (0..54)
            .map(|cell| {
                let (x, y) = (f64::from(cell % 9), f64::from(cell / 9));
                let middle = 310.0 * libm::exp(-(square(x - 4.0) + square(y - 3.0)) / 18.0)
                    - 9.0 * index as f64;
                HeatCell {
                    estimate: Estimate::new(
                        if cell == 53 { f64::NAN } else { middle },
                        middle - 9.0,
                        middle + 9.0,
                    ),
                    best: cell == 31 && index == 0,
                    plateau: middle > 280.0,
                }
            })
            .collect(),
    };
    HeatMap {
        about: about(),
        metric: "dau".to_owned(),
        x: fees(),
        y,
        panels: (0..panels).map(panel).collect(),
    }
    .chart()
}

fn tornado() -> Result<Chart, qun::draw::ChartError> {
    let names = [
        ("Quality of the channel", "渠道质量"),
        ("Share of lurkers", "潜水者占比"),
        ("How fast needs end", "需求消退速度"),
        ("Operator hours a day", "运营每天投入的小时数"),
        ("Room size", "群规模"),
        ("Seed members who post on day 0", "首日发言的种子成员人数"),
        ("Reading capacity", "阅读容量"),
        ("Fee", "费用"),
    ];
    let parameters = names
        .into_iter()
        .enumerate()
        .map(|(index, (english, chinese))| {
            let total = 0.46 * libm::exp(-((index * 5) as f64 % 8.0) / 3.0);
            let first = total * 0.7;
            Sensitivity {
                name: None,
                parameter: Label::new(english, chinese),
                values: vec![
                    Estimate::new(first, first - 0.02, first + 0.02),
                    Estimate::new(total, total - 0.03, total + 0.03),
                ],
            }
        });
    Tornado {
        about: About {
            replicates: 10_240,
            ..about()
        },
        metric: "mau".to_owned(),
        quantity: Label::new("Share of the variance that it explains", "能解释的方差占比"),
        indices: vec![
            Label::new("First-order Sobol index", "一阶 Sobol 指数"),
            Label::new("Total Sobol index", "总 Sobol 指数"),
        ],
        parameters: parameters.collect(),
    }
    .chart()
}

fn hours_and_need() -> Result<Chart, qun::draw::ChartError> {
    let weeks = |value: fn(f64) -> f64| -> Vec<Spread> {
        (0..26)
            .map(|week| spread(value(f64::from(week)), 0.2))
            .collect()
    };
    HoursAndNeed {
        about: about(),
        period_days: 7,
        worked: weeks(|week| (0.8 + week * 0.2).min(2.4)),
        there: weeks(|_| 2.5),
        asked: weeks(|week| 0.8 + week * 0.2),
        events: events(180.0),
    }
    .chart()
}

fn individual_lives() -> Result<Chart, qun::draw::ChartError> {
    let lives = (0..60_u16).map(|member| {
        let joined = member.saturating_sub(20) * 4;
        let off = (member % 7 == 3).then(|| (joined + 40 + member).min(175));
        let until = off.unwrap_or(180);
        let every = 1 + member % 9;
        let visits = joined..until;
        let visits: Vec<u16> = visits
            .filter(|day| (day + member) % every == 0 || day - joined < 4)
            .collect();
        MemberDays {
            member: u32::from(member),
            joined,
            off,
            wrote: visits.iter().copied().filter(|day| day % 5 == 0).collect(),
            visits,
        }
    });
    IndividualLives {
        about: about(),
        replicate: 17,
        days: 180,
        lives: lives.collect(),
        events: events(180.0),
    }
    .chart()
}

fn lorenz() -> Result<Chart, qun::draw::ChartError> {
    let messages = (1..240_u32).map(|member| 1 + member * member * member / 20_000);
    let messages: Vec<u32> = messages.collect();
    Lorenz {
        about: about(),
        replicate: 17,
        writers: messages.len(),
        curve: Lorenz::curve(&messages),
    }
    .chart()
}

fn rooms_over_time() -> Result<Chart, qun::draw::ChartError> {
    let room = |number: u32| {
        let level = f64::from(number + 1);
        let over = |value: f64| {
            (0..26)
                .map(|week| value * life(f64::from(week), 26.0))
                .collect()
        };
        RoomSeries {
            room: Label::new(format!("Room {}", number + 1), format!("{} 群", number + 1)),
            messages: over(240.0 / level),
            overloaded: over(0.5 / level),
        }
    };
    RoomsOverTime {
        about: about(),
        replicate: 17,
        period_days: 7,
        rooms: (0..5).map(room).collect(),
    }
    .chart()
}

fn world_map() -> Result<Chart, qun::draw::ChartError> {
    let axis = |path: &str, name: Label| MapAxis {
        path: path.to_owned(),
        name,
        marks: [
            (-2.0, "×0.25"),
            (-1.0, "×0.5"),
            (0.0, "as assumed"),
            (1.0, "×2"),
            (2.0, "×4"),
        ]
        .map(|(at, mark)| (at, Label::from(mark)))
        .to_vec(),
    };
    let worlds = (0..80).map(|world| {
        let (x, y) = (
            2.4 * wobble(1.0, f64::from(world)),
            2.4 * wobble(5.0, f64::from(world)),
        );
        MapWorld {
            x,
            y,
            gain: x + 0.6 * y + 0.8,
        }
    });
    WorldMap {
        about: about(),
        metric: "engaged_end".to_owned(),
        strategy: Label::new("strict gate", "严格门槛"),
        against: Label::new("base", "对照"),
        x: axis(
            "audience.word_of_mouth",
            Label::new("word of mouth", "口碑"),
        ),
        y: axis("audience.size", Label::new("the audience", "受众规模")),
        worlds: worlds.collect(),
    }
    .chart()
}

fn two_by_two() -> Result<Chart, qun::draw::ChartError> {
    let around = |value: f64| Estimate::new(value, value - 6.0, value + 6.0);
    let name = |en: &str, zh: &str| Label::new(en, zh);
    TwoByTwo {
        about: about(),
        metric: "engaged_end".to_owned(),
        names: [
            name("base", "对照"),
            name("welcome", "入群仪式"),
            name("fee", "付费门槛"),
            name("welcome and fee", "仪式加付费"),
        ],
        places: [0, 1, 2, 3],
        means: [80.0, 96.0, 61.0, 88.0].map(around),
        added: 77.0,
        interaction: Estimate::new(11.0, 4.0, 18.0),
    }
    .chart()
}

fn dose_response() -> Result<Chart, qun::draw::ChartError> {
    let panel = |key: &str, unit: (&str, &str), doses: [f64; 5], strength: f64| DosePanel {
        dial: Label::new(format!("{key} ({})", unit.0), format!("{key} ({})", unit.1)),
        doses: doses.to_vec(),
        ratios: [1.0, 0.6]
            .map(|size| {
                let ratio = |at: usize| 1.0 + strength * size * libm::tanh(at as f64 / 2.0);
                (0..5)
                    .map(|at| Estimate::new(ratio(at), ratio(at) - 0.04, ratio(at) + 0.05))
                    .collect()
            })
            .to_vec(),
    };
    let hours = ("hours a day", "小时/天");
    DoseResponse {
        about: about(),
        outcome: Label::new("Engaged members at the end", "期末活跃成员"),
        sizes: vec![
            Label::new("chat, 150 members", "聊天群，150 名成员"),
            Label::new("chat, 500 members", "聊天群，500 名成员"),
        ],
        panels: vec![
            panel(
                "per_week",
                ("pieces a week", "篇/周"),
                [0.0, 0.39, 3.0, 12.0, 50.0],
                0.3,
            ),
            panel("hours", hours, [0.0, 0.1, 0.5, 3.2, 20.0], -0.2),
            panel(
                "worth",
                ("messages", "条消息"),
                [0.0, 1.0, 5.0, 32.0, 200.0],
                0.0,
            ),
        ],
    }
    .chart()
}

fn retention_alone() -> Result<Chart, qun::draw::ChartError> {
    let at = |day: u32, share: f64| (day, spread(share, 0.04));
    Retention {
        about: about(),
        curves: vec![RetentionCurve {
            strategy: Label::from(""),
            values: days(181, |day| {
                let share = 0.05 + 0.95 / (1.0 + 0.9 * libm::pow(day, 0.7));
                spread(share, 0.1 * share)
            }),
            rolling: vec![at(1, 0.72), at(7, 0.51), at(30, 0.33), at(90, 0.2)],
            listed: vec![at(1, 0.96), at(7, 0.9), at(15, 0.84), at(30, 0.78)],
        }],
        scale: DayScale::Logarithmic,
    }
    .chart()
}

fn power_user_curve() -> Result<Chart, qun::draw::ChartError> {
    let members = (0..=28).map(|days| {
        let days = f64::from(days);
        let middle = 160.0 * libm::exp(-days / 3.0) + 26.0 * libm::exp(-square(days - 27.0) / 12.0);
        spread(middle, 0.2 * middle)
    });
    PowerUserCurve {
        about: about(),
        members: members.collect(),
        power: 21,
    }
    .chart()
}

fn retention_triangle() -> Result<Chart, qun::draw::ChartError> {
    let row = |cohort: u32| CohortRow {
        first: 14 * cohort,
        last: 14 * cohort + 13,
        joined: if cohort == 0 {
            1240.0
        } else {
            8.4 + f64::from(cohort)
        },
        shares: (0..=50 - 2 * cohort)
            .map(|age| 0.04 + 0.94 / (1.0 + f64::from(age) * (0.3 + 0.02 * f64::from(cohort))))
            .collect(),
    };
    RetentionTriangle {
        about: about(),
        unit: 7,
        cohorts: (0..20).map(row).collect(),
    }
    .chart()
}

fn stay_by_archetype() -> Result<Chart, qun::draw::ChartError> {
    let kinds = [
        (
            Label::new("Opinion leader (KOL)", "意见领袖（KOL）"),
            0.004,
            12,
        ),
        (Label::new("Core", "核心成员"), 0.01, 40),
        (Label::new("Regular", "活跃成员"), 0.03, 210),
        (Label::new("Lurker", "潜水成员"), 0.09, 640),
    ];
    let curves = kinds.map(|(archetype, speed, members)| StayCurve {
        archetype,
        members,
        values: (0..180)
            .filter(|age| *age < 28 || age % 7 == 0)
            .map(|age| {
                let share = libm::exp(-speed * f64::from(age));
                let half = 0.7 * (share * (1.0 - share) / members as f64).sqrt();
                (age, Estimate::new(share, share - half, share + half))
            })
            .collect(),
    });
    StayByArchetype {
        about: about(),
        replicate: 17,
        curves: curves.to_vec(),
    }
    .chart()
}

fn who_talks_to_whom() -> Result<Chart, qun::draw::ChartError> {
    let day = |number: u32, name: Label, count: usize| {
        let members = (0..count).map(|member| {
            let turn = TAU * 0.618_034 * member as f64;
            let reach = 990.0 * ((member as f64 + 0.5) / count as f64).sqrt();
            TiedMember {
                member: member as u32,
                at: (
                    (reach * libm::cos(turn)) as i16,
                    (reach * libm::sin(turn)) as i16,
                ),
                core: member < count / 12,
                bridge: member % 29 == 3,
            }
        });
        TiesOfDay {
            run: name,
            replicate: number,
            day: 44 * number,
            taking_part: count + 90,
            tied: count,
            core: count / 12,
            bridges: count / 29,
            members: members.collect(),
            ties: (1..count as u32)
                .map(|member| (member % (count as u32 / 12), member, 1.5))
                .filter(|(one, other, _)| one != other)
                .collect(),
        }
    };
    WhoTalksToWhom {
        about: about(),
        held: 3,
        days: vec![
            day(1, Label::new("Typical: run 17", "典型：第 17 次"), 90),
            day(2, Label::new("Typical: run 17", "典型：第 17 次"), 260),
            day(4, Label::new("Typical: run 17", "典型：第 17 次"), 500),
            day(4, Label::new("Lucky: run 3", "走运：第 3 次"), 500),
            day(4, Label::new("Unlucky: run 40", "不走运：第 40 次"), 40),
        ],
    }
    .chart()
}
