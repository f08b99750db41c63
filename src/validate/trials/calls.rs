//! X11 and E15: half as many calls, and twice as many.

use super::lives::{Arm, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::operator::{Content, Instance, kind};
use crate::scenario::Scenario;
use crate::validate::Preset;
use crate::words::Text;

pub(super) static FEWER: Trial = Trial {
    parts: &[
        Expected::effect(
            "X11",
            Text::new(
                "half as many calls: visits in the first month, relative",
                "通知减半：头一个月的来访，相对变化",
            ),
            [-0.10, -0.02],
            "Meta 2022, one year",
            "A call here stands for a piece of content as well, so fewer calls are also less to read.",
        ),
        Expected::effect(
            "X11",
            Text::new(
                "the same: visits after a year, relative",
                "同上：一年后的来访，相对变化",
            ),
            [-0.02, 0.05],
            "Meta 2022",
            "Readiness to notice a call recovers, but the content that came with the calls is still missing a year later.",
        ),
    ],
    runs: 2,
    run: fewer,
};

pub(super) static MORE: Trial = Trial {
    parts: &[
        Expected::effect(
            "E15",
            Text::new(
                "twice as many calls: visits in the first month, relative",
                "通知加倍：头一个月的来访，相对变化",
            ),
            [0.002, 0.20],
            "Meta 2022; promotional pushes in an app",
            "Calls tire: the second one of a week brings fewer than the first.",
        ),
        Expected::effect(
            "E15",
            Text::new(
                "the same: visits after a year, relative",
                "同上：一年后的来访，相对变化",
            ),
            [-0.10, 0.01],
            "Meta 2022; Wohllebe et al. 2021",
            "Whom calls annoy mutes the room or goes, but each call also brings visits that count.",
        ),
    ],
    runs: 2,
    run: more,
};

const DAY: u16 = 60;

fn fewer(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    changed(stage, 7.0, 3.5)
}

fn more(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    changed(stage, 3.0, 6.0)
}

/// From the day on so many calls a week in place of so many.
fn changed(stage: &Stage<'_>, before: f64, after: f64) -> Result<Vec<Row>, Problems> {
    let programme = Content {
        per_week: before,
        fixed_days: false,
        ..Content::default()
    };
    let mut usual = stage.place(Preset::Chat, 150, 3.0, DAY + 365)?;
    usual.operator.set(programme.clone());
    let changed = stage.treated(&usual, |scenario| goes_on(scenario, &programme, after));
    let windows = [DAY..DAY + 30, DAY + 335..DAY + 365];
    let arms = [&Arm::plain(&changed), &Arm::plain(&usual)];
    Ok(stage.compare(arms, 0, &windows, |lives| {
        let [with, without] =
            lives.map(|life| [0, 1].map(|at: usize| sum(&life, |_| true, |seen| seen.visits[at])));
        vec![change(with[0], without[0]), change(with[1], without[1])]
    }))
}

/// The same programme goes on with other numbers, under a name of its own.
fn goes_on(scenario: &mut Scenario, programme: &Content, per_week: f64) {
    scenario.operator.set(Content {
        to_day: DAY - 1,
        ..programme.clone()
    });
    let rest = kind("content").map(|kind| {
        let rest = Content {
            per_week,
            from_day: DAY,
            ..programme.clone()
        };
        Instance::new(kind, rest).named("later")
    });
    scenario.operator.strategies.extend(rest);
}
