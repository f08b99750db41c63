//! X11 and E15: far fewer calls, and twice as many.

use super::lives::{Arm, Seen, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::validate::Preset;
use crate::words::Text;

pub(super) static FEWER: Trial = Trial {
    parts: &[
        Expected::effect(
            "X11",
            Text::new(
                "far fewer calls, one a week in place of one a day: visits in the first month, relative",
                "通知大减，由每天一次到每周一次：头一个月的来访，相对变化",
            ),
            [-0.10, -0.02],
            "Meta 2022, one year",
            "A call a day tires as well: each brings a third of what the one call of a week does.",
        ),
        Expected::effect(
            "X11",
            Text::new(
                "the same: visits after a year, relative",
                "同上：一年后的来访，相对变化",
            ),
            [-0.02, 0.05],
            "Meta 2022",
            "Who muted the place while there was a call a day does not hear the one of a week.",
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

/// A notice that concerns the one it goes to, a reply or a mention, as most of a social network are: three times a routine call.
const CONCERNS: f32 = 0.06;
/// A routine call, the same for all.
const ROUTINE: f32 = 0.02;

/// So many calls a week, and from the day on so many.
#[derive(Clone, Copy)]
struct Calls {
    before: f64,
    after: f64,
    appeal: f32,
}

impl Calls {
    /// Calls that are due today: those of a week are spread over it evenly.
    fn due(&self, day: u16) -> bool {
        let weekly = if day < DAY { self.before } else { self.after };
        let due = |day: u16| (weekly * f64::from(day) / 7.0 + 1e-9).floor();
        due(day + 1) > due(day)
    }
}

impl Intervention for Calls {
    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        if self.due(levers.day()) {
            levers.call(|_| self.appeal);
        }
    }
}

fn fewer(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    changed(stage, 7.0, 1.0, CONCERNS)
}

fn more(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    changed(stage, 3.0, 6.0, ROUTINE)
}

/// From the day on so many calls a week in place of so many.
fn changed(stage: &Stage<'_>, before: f64, after: f64, appeal: f32) -> Result<Vec<Row>, Problems> {
    let place = stage.place(Preset::Chat, 150, 3.0, DAY + 365)?;
    let called = |after: f64| {
        let calls = Calls {
            before,
            after,
            appeal,
        };
        Arm::with(&place, move || vec![Box::new(calls)])
    };
    let windows = [DAY..DAY + 30, DAY + 335..DAY + 365];
    let arms = [
        &called(if stage.treats { after } else { before }),
        &called(before),
    ];
    // Those who were there when it changed, whatever became of them.
    let there = |seen: &Seen<2>| seen.stayed_until(DAY);
    Ok(stage.compare(arms, 0, &windows, |lives| {
        let [with, without] =
            lives.map(|life| [0, 1].map(|at: usize| sum(&life, there, |seen| seen.visits[at])));
        vec![change(with[0], without[0]), change(with[1], without[1])]
    }))
}
