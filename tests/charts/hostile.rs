//! Every chart with data that nobody drew it for.

use crate::prelude::*;
use jiff::civil::date;
use qun::draw::{About, Chart, ChartError, Estimate, Event, Label, MetricSeries, Spread};
use qun::words::Unit;

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
    let mut charts = case.over_time();
    charts.extend(case.stacks());
    charts.extend(case.comparisons());
    charts.extend(case.sweeps());
    charts.extend(case.closer());
    charts.extend(case.staying());
    charts
}

impl Case {
    fn label(&self) -> Label {
        Label::from(self.name.as_str())
    }

    fn about(&self) -> About {
        About {
            start_date: Some(date(2026, 12, 31)),
            footer: Some(self.label()),
            ..About::new(self.label(), 1)
        }
    }

    fn spreads(&self) -> Vec<Spread> {
        self.values.iter().copied().map(Spread::certain).collect()
    }

    fn estimates(&self) -> Vec<Estimate> {
        let around = |value: &f64| Estimate::new(*value, value * 0.9, value * 1.1);
        self.values.iter().map(around).collect()
    }

    fn events(&self) -> Vec<Event> {
        let days = (0..50).map(|day| f64::from(day) * 0.7);
        let days = days.chain([f64::NAN, -7.0, 1e9]);
        days.map(|day| Event::new(day, format!("{} {}", self.name, day as i64 / 2)))
            .collect()
    }

    fn closer(&self) -> Vec<Result<Chart, ChartError>> {
        let hours = HoursAndNeed {
            about: self.about(),
            period_days: 0,
            worked: self.spreads(),
            there: self.spreads(),
            asked: self.spreads(),
            events: self.events(),
        };
        let whole = self.values.iter().map(|value| value.abs().min(3e4) as u16);
        let days: Vec<u16> = whole.collect();
        let lives = days.iter().map(|day| MemberDays {
            member: u32::from(*day),
            joined: *day,
            off: Some(day / 2),
            visits: vec![*day, day + 1, day + 9],
            wrote: vec![day + 1],
        });
        let lives = IndividualLives {
            about: self.about(),
            replicate: 0,
            days: days.first().copied().unwrap_or_default(),
            lives: lives.take(90).collect(),
            events: self.events(),
        };
        let lorenz = Lorenz {
            about: self.about(),
            replicate: 0,
            writers: days.len(),
            curve: self
                .values
                .iter()
                .filter(|value| (0.0..=1.0).contains(*value))
                .map(|value| (*value, 1.0 - value))
                .chain([(0.0, 0.0), (1.0, 1.0)])
                .collect(),
        };
        let rooms = (0..12).map(|_| RoomSeries {
            room: self.label(),
            messages: self.values.clone(),
            overloaded: self.values.clone(),
        });
        let rooms = RoomsOverTime {
            about: self.about(),
            replicate: 0,
            period_days: 7,
            rooms: rooms.collect(),
        };
        let axis = || MapAxis {
            path: self.name.clone(),
            name: self.label(),
            marks: self
                .values
                .iter()
                .map(|value| (*value, self.label()))
                .collect(),
        };
        let known = self.values.iter().filter(|value| value.is_finite());
        let worlds = known.map(|value| MapWorld {
            x: *value,
            y: -value,
            gain: *value,
        });
        let map = WorldMap {
            about: self.about(),
            metric: "unheard of".to_owned(),
            strategy: self.label(),
            against: self.label(),
            x: axis(),
            y: axis(),
            worlds: worlds.take(200).collect(),
        };
        let estimates = self.estimates();
        let estimate = estimates.into_iter().find(|it| it.estimate.is_finite());
        let estimate = estimate.unwrap_or(Estimate::new(f64::NAN, f64::NAN, f64::NAN));
        let together = TwoByTwo {
            about: self.about(),
            metric: "died".to_owned(),
            names: std::array::from_fn(|_| self.label()),
            places: [0, 7, 900, 3],
            means: [estimate; 4],
            added: estimate.low,
            interaction: estimate,
        };
        vec![
            hours.chart(),
            lives.chart(),
            lorenz.chart(),
            rooms.chart(),
            map.chart(),
            together.chart(),
        ]
    }

    fn staying(&self) -> Vec<Result<Chart, ChartError>> {
        let power = PowerUserCurve {
            about: self.about(),
            members: self.spreads(),
            power: 2,
        };
        let row = |first: u32| CohortRow {
            first,
            last: 2 * first,
            joined: self.values.first().copied().unwrap_or(f64::NAN),
            shares: self.values.clone(),
        };
        let triangle = RetentionTriangle {
            about: self.about(),
            unit: 0,
            cohorts: vec![row(0), row(900), row(7)],
        };
        let curve = StayCurve {
            archetype: self.label(),
            members: 0,
            values: (0..).zip(self.estimates()).collect(),
        };
        let stays = StayByArchetype {
            about: self.about(),
            replicate: 0,
            curves: vec![curve; 12],
        };
        let member = TiedMember {
            member: 0,
            at: (-30_000, 30_000),
            core: true,
            bridge: true,
        };
        let strengths = self.values.iter().map(|it| (0, 1, *it as f32));
        let ties = TiesOfDay {
            run: self.label(),
            replicate: 0,
            day: u32::MAX,
            taking_part: usize::MAX,
            tied: 0,
            core: 7,
            bridges: usize::MAX,
            members: vec![member; 2],
            ties: strengths.collect(),
        };
        let talks = WhoTalksToWhom {
            about: self.about(),
            held: 0,
            days: vec![ties; 3],
        };
        vec![
            power.chart(),
            triangle.chart(),
            stays.chart(),
            talks.chart(),
        ]
    }

    fn over_time(&self) -> Vec<Result<Chart, ChartError>> {
        let series = |metric: &str| MetricSeries::new(metric, 3, self.spreads());
        let activity = Activity {
            about: self.about(),
            dau: series("dau"),
            wau: series("wau"),
            mau: series("mau"),
            events: self.events(),
        };
        let concentration = Concentration {
            about: self.about(),
            top1_share: series("top1_share"),
            top10_share: series("a metric nobody knows"),
            events: self.events(),
        };
        let retention = |curves: usize, scale| {
            let curve = RetentionCurve {
                strategy: self.label(),
                values: self.spreads(),
                rolling: (0..).zip(self.spreads()).collect(),
                listed: (3..).zip(self.spreads()).collect(),
            };
            Retention {
                about: self.about(),
                curves: vec![curve; curves],
                scale,
            }
        };
        vec![
            activity.chart(),
            concentration.chart(),
            retention(2, DayScale::Logarithmic).chart(),
            retention(1, DayScale::Linear).chart(),
        ]
    }

    fn stacks(&self) -> Vec<Result<Chart, ChartError>> {
        let values = || self.values.clone();
        let cause = |key: &str| CauseSeries {
            cause: key.to_owned(),
            mean: values(),
        };
        let state = |key: &str, label| StateSeries {
            state: key.to_owned(),
            label,
            mean: values(),
        };
        let states = MembersByState {
            about: self.about(),
            first_day: 0,
            states: vec![
                state("muted", None),
                state("new state", None),
                state("x", Some(self.label())),
            ],
            events: self.events(),
        };
        let causes = ChurnByCause {
            about: self.about(),
            first_day: 5,
            causes: vec![cause("fee"), cause("removed"), cause("unheard of")],
            period: Period::ByLength,
            events: self.events(),
        };
        let growth = GrowthAccounting {
            about: self.about(),
            first_day: 0,
            period_days: 0,
            new: values(),
            current: values(),
            resurrected: values(),
            dormant: values(),
            events: self.events(),
        };
        vec![states.chart(), causes.chart(), growth.chart()]
    }

    fn comparisons(&self) -> Vec<Result<Chart, ChartError>> {
        let difference = DifferenceOverTime {
            about: self.about(),
            metric: "dau_mau".to_owned(),
            base: self.label(),
            strategies: vec![Difference {
                strategy: self.label(),
                first_day: 0,
                values: self.estimates(),
            }],
            events: self.events(),
        };
        let metrics = ["dau", "unheard of", "churn_7d"];
        let effects = self.estimates().into_iter().take(12).enumerate();
        let effects = effects.map(|(index, effect)| Effect {
            clear: None,
            metric: metrics[index % 3].to_owned(),
            strategy: Label::from(format!("{} {}", self.name, index / 3)),
            effect,
        });
        let forest = Forest {
            about: self.about(),
            base: self.label(),
            relative: false,
            effects: effects.collect(),
        };
        let relative = Forest {
            relative: true,
            ..forest.clone()
        };
        let parameters = self.estimates().into_iter().take(30);
        let parameters = parameters.map(|value| Sensitivity {
            name: None,
            parameter: self.label(),
            values: vec![value],
        });
        let tornado = Tornado {
            about: self.about(),
            metric: "dau".to_owned(),
            quantity: self.label(),
            indices: vec![self.label()],
            parameters: parameters.collect(),
        };
        vec![
            difference.chart(),
            forest.chart(),
            relative.chart(),
            tornado.chart(),
        ]
    }

    fn sweeps(&self) -> Vec<Result<Chart, ChartError>> {
        let count = self.values.len();
        let numbers = |from: f64| SweepAxis {
            name: None,
            parameter: self.label(),
            values: SweepValues::Numbers(
                (0..count).map(|n| from + n as f64 * 1.5).collect(),
                Unit::Share,
            ),
        };
        let names = |length: usize| SweepAxis {
            name: None,
            parameter: self.label(),
            values: SweepValues::Names(vec![self.label(); length]),
        };
        let cell = |estimate: Estimate| SweepCell {
            estimate,
            p10: estimate.estimate,
            p90: estimate.high,
            best: true,
            plateau: true,
        };
        let sweep = |axis: SweepAxis, panels: usize| {
            let panel = SweepPanel {
                title: Some(self.label()),
                cells: self.estimates().into_iter().map(cell).collect(),
            };
            SweepLine {
                about: self.about(),
                metric: "dau".to_owned(),
                axis,
                panels: vec![panel; panels],
            }
        };
        let points = |axes: Vec<SweepAxis>| SweepPoints {
            about: self.about(),
            metric: "dau".to_owned(),
            axes,
            points: self
                .estimates()
                .into_iter()
                .map(|estimate| SweepPoint {
                    estimate,
                    best: false,
                    plateau: false,
                })
                .collect(),
        };
        let wide = count.min(40);
        let heat = |panels: usize| {
            let row = self.estimates().into_iter().take(wide);
            let row = row.map(|estimate| HeatCell {
                estimate,
                best: false,
                plateau: true,
            });
            let panel = HeatPanel {
                title: Some(self.label()),
                cells: row.collect::<Vec<_>>().repeat(2),
            };
            HeatMap {
                about: self.about(),
                metric: "retention_d7".to_owned(),
                x: names(wide),
                y: names(2),
                panels: vec![panel; panels],
            }
        };
        vec![
            sweep(numbers(-2.0), 1).chart(),
            sweep(numbers(0.0), 5).chart(),
            sweep(names(count), 2).chart(),
            points(vec![numbers(-2.0)]).chart(),
            points(vec![numbers(0.0), names(count), numbers(1.0), names(count)]).chart(),
            heat(1).chart(),
            heat(5).chart(),
        ]
    }
}
