//! E8: a second room is opened beside the first, for a third who like to go.

use super::lives::{Arm, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::operator::Rooms;
use crate::operator::strategies::rooms::Opening;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "spin-offs of forums; 240 newsgroups; 5,673 wikis";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "E8",
            Text::new(
                "a second room for a third of the members: messages in the first room over 60 days, relative",
                "为三分之一成员另开一群：老群 60 天的发言，相对变化",
            ),
            [-0.10, 0.05],
            SOURCE,
            "Each is looked into twice as often by a third of the members, and each has a share of what they say: the first keeps its visits, and \
             hears a little less from those who tire.",
        ),
        Expected::effect(
            "E8",
            Text::new("the same: in both rooms", "同上：两个群合计"),
            [0.001, 0.50],
            SOURCE,
            "Where little is said a second room leaves both without an audience.",
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;
/// Rooms of their own come off large places, in which more is said than anybody reads.
const LARGE: u32 = 2000;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let without = stage.place(Preset::Chat, LARGE, 3.0, DAY + 60)?;
    let with = stage.treated(&without, |scenario| {
        scenario.operator.set(Rooms {
            opening: Opening::Second,
            share: 1.0 / 3.0,
            // Forums, newsgroups and wikis of one site: whoever looks in sees what is new in both.
            alongside: 1.0,
            from_day: DAY,
            ..Rooms::default()
        });
    });
    let window = DAY..DAY + 60;
    let arms = [&Arm::plain(&with), &Arm::plain(&without)];
    Ok(stage.compare(arms, 0, &[window], |lives| {
        let [with, without] = lives.map(|life| {
            (
                sum(&life, |_| true, |seen| seen.in_first_room[0]),
                sum(&life, |_| true, |seen| seen.messages[0]),
            )
        });
        vec![change(with.0, without.0), change(with.1, without.1)]
    }))
}
