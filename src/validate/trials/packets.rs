//! X12: packets every day for 60 days, and none after.

use super::lives::{Arm, Seen, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::operator::RedPackets;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "Lacetera 2012; Meier 2007: dips after the end";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X12",
            Text::new(
                "daily packets that stop: visits in the two weeks after, against never, relative",
                "天天发红包后停发：其后两周的来访，与从未发相比",
            ),
            [-0.15, 0.0],
            SOURCE,
            "Those who had got used to packets are disappointed for weeks, and a tenth of them cares for money at all: the dip is one of a hundredth.",
        ),
        Expected::effect(
            "X12",
            Text::new(
                "the same: visits two months after, relative",
                "同上：两个月后的来访，相对变化",
            ),
            [-0.03, 0.03],
            SOURCE,
            "Of those who are disappointed when the packets stop some go for good, and those who muted the room for its daily calls look in less: \
             what should be over after a month is not.",
        ),
    ],
    runs: 2 * GROUPS as u32,
    run,
};

const DAY: u16 = 60;
/// Groups of either kind in each replicate: one visit in a hundred is looked for, and the study had nearly 100,000 people.
const GROUPS: u64 = 4;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let groups: Vec<Vec<Row>> = (0..GROUPS)
        .map(|group| one_group(stage, group))
        .collect::<Result<_, _>>()?;
    Ok(groups.concat())
}

fn one_group(stage: &Stage<'_>, group: u64) -> Result<Vec<Row>, Problems> {
    let without = stage.another(group, Preset::Wechat, 150, 2.0, DAY + 75)?;
    let with = stage.treated(&without, |scenario| {
        scenario.operator.set(RedPackets {
            to_day: DAY - 1,
            ..RedPackets::default()
        });
    });
    // The day after the last packet still sees what members pass on.
    let windows = [DAY + 1..DAY + 15, DAY + 60..DAY + 75];
    let arms = [&Arm::plain(&with), &Arm::plain(&without)];
    // The treated, whatever became of them: whoever joined after the last packet never had one.
    let treated = |seen: &Seen<2>| seen.joined < DAY;
    Ok(stage.compare(arms, 0, &windows, |lives| {
        let [with, without] =
            lives.map(|life| [0, 1].map(|at: usize| sum(&life, treated, |seen| seen.visits[at])));
        vec![change(with[0], without[0]), change(with[1], without[1])]
    }))
}
