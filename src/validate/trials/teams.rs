//! X6: a contest between teams drawn by lot, for four weeks.

use super::lives::{Arm, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::operator::Teams;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "two trials of 10⁴ drivers in random teams: +12 %, then +6 %";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X6",
            Text::new(
                "a contest between random teams: messages of its four weeks, relative",
                "随机分组 PK 四周：期间的发言，相对变化",
            ),
            [0.05, 0.15],
            SOURCE,
            "Being asked by one's team for a message works on every visit of those who care; in a chat, where writers write \
             anyway, it makes more of them write.",
        ),
        Expected::effect(
            "X6",
            Text::new(
                "the same: in the two weeks after it, relative",
                "同上：其后两周，相对变化",
            ),
            [0.02, 0.09],
            SOURCE,
            "What is left when the contest is over is who has met whom, and ties show little in how much is written.",
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let without = stage.place(Preset::Chat, 150, 3.0, DAY + 42)?;
    let with = stage.treated(&without, |scenario| {
        scenario.operator.set(Teams {
            from_day: DAY,
            to_day: DAY + 27,
            ..Teams::default()
        });
    });
    let windows = [DAY..DAY + 28, DAY + 28..DAY + 42];
    let arms = [&Arm::plain(&with), &Arm::plain(&without)];
    Ok(stage.compare(arms, 0, &windows, |lives| {
        let [with, without] = lives
            .map(|life| [0, 1].map(|at: usize| sum(&life, |_| true, |seen| seen.messages[at])));
        vec![change(with[0], without[0]), change(with[1], without[1])]
    }))
}
