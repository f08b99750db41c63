//! E14: everybody asks twice as much, and nobody more is there to answer.

use super::lives::{Arm, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::validate::Preset;
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::effect(
        "E14",
        Text::new(
            "questions doubled, answerers fixed (forum): answers a message, relative",
            "提问加倍而回答者不变（论坛）：每条消息的回复，相对变化",
        ),
        [-0.45, -0.20],
        "Cobb–Douglas fits on question sites; unanswered 22 % to nearly 40 %",
        "The share of messages that are answers falls with the root of messages a reader, and from a level near one it falls little.",
    )],
    runs: 2,
    run,
};

const DAY: u16 = 60;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let usual = stage.place(Preset::Forum, 150, 3.0, DAY + 60)?;
    let doubled = stage.treated(&usual, |scenario| {
        for archetype in &mut scenario.archetype {
            archetype.messages *= 2.0;
        }
    });
    let window = DAY..DAY + 60;
    let arms = [&Arm::plain(&doubled), &Arm::plain(&usual)];
    Ok(stage.compare(arms, 0, &[window], |lives| {
        let [with, without] = lives.map(|life| {
            let answers = sum(&life, |_| true, |seen| seen.answers[0]);
            answers / sum(&life, |_| true, |seen| seen.messages[0])
        });
        vec![change(with, without)]
    }))
}
