//! X4: points for what is written, in a forum.

use super::lives::{Arm, Seen, change, share, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::operator::Points;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "Coetzee et al. 2014, 1,101 learners";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X4",
            Text::new(
                "points for what is written: answers in the first month, relative",
                "发言积分：头一个月的回复，相对变化",
            ),
            [0.005, 0.35],
            SOURCE,
            "Points are a prospect for the fifth who care for such things; in a forum, where a message a day is much, it moves \
             few of them.",
        ),
        Expected::effect(
            "X4",
            Text::new(
                "the same: still there after 90 days, points",
                "同上：90 天后仍来（百分点）",
            ),
            [-0.02, 0.02],
            SOURCE,
            "What is written more for points is also answered more, and that holds.",
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let without = stage.place(Preset::Forum, 150, 4.0, DAY + 120)?;
    let with = stage.treated(&without, |scenario| {
        scenario.operator.set(Points {
            from_day: DAY,
            ..Points::default()
        });
    });
    let windows = [DAY - 30..DAY, DAY..DAY + 30, DAY + 90..DAY + 120];
    let arms = [&Arm::plain(&with), &Arm::plain(&without)];
    Ok(stage.compare(arms, 0, &windows, |lives| {
        let [with, without] = lives.map(|life| {
            let active = |seen: &Seen<3>| seen.stayed_until(DAY) && seen.visits[0] > 0.0;
            let answers = sum(&life, |_| true, |seen| seen.answers[1]);
            (answers, share(&life, active, |seen| seen.visits[2] > 0.0))
        });
        vec![change(with.0, without.0), alone(with.1 - without.1)]
    }))
}
