//! E13: what the community is about is over for everybody on one day.

use super::lives::{Arm, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::model::settings::SeasonPoint;
use crate::validate::Preset;
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::level(
        "E13",
        Text::new(
            "the need ends for all at once: share of the active who still come after a month",
            "需求同时结束：一个月后仍来的活跃成员占比",
        ),
        [0.05, 0.30],
        "cancer forum, doi 10.1145/3449245",
        "A need that is over weighs on each visit, and identity damps it: those who have come for long, and look in rarely, take \
         months to go.",
    )],
    runs: 1,
    run,
};

const DAY: u16 = 90;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let usual = stage.place(Preset::Forum, 200, 2.0, DAY + 60)?;
    let over = stage.treated(&usual, |scenario| {
        let season = |day, level| SeasonPoint { day, level };
        scenario.demand.season = vec![season(0, 1.0), season(DAY, 1.0), season(DAY + 1, 0.05)];
    });
    let windows = [DAY - 30..DAY, DAY + 30..DAY + 60];
    Ok(stage.compare([&Arm::plain(&over)], 0, &windows, |[life]| {
        let still = |seen: &super::lives::Seen<2>| seen.visits[0] > 0.0 && seen.visits[1] > 0.0;
        vec![(
            sum(&life, still, |_| 1.0),
            sum(&life, |seen| seen.visits[0] > 0.0, |_| 1.0),
        )]
    }))
}
