//! E14: everybody asks twice as much, and nobody more is there to answer.

use super::lives::{Arm, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::validate::Preset;
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::effect(
        "E14",
        Text::new(
            "questions doubled, answerers fixed (forum): answers a question, relative",
            "提问加倍而回答者不变（论坛）：每个提问得到的回复，相对变化",
        ),
        [-0.45, -0.20],
        "Cobb–Douglas fits on question sites; unanswered 22 % to nearly 40 %",
        "Answers grow with the root of messages a reader: twice the questions have one and a half times the answers.",
    )],
    runs: 2,
    run,
};

const DAY: u16 = 60;
/// Share of messages that are answers where there is a message for each reader: with it a question is answered one and a half
/// times, and .22 of questions are not where answers fall as they may.
const ANSWERS: f64 = 0.51;
/// What makes twice as many questions of messages that are rounded up.
const MORE: f64 = 2.1;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut usual = stage.place(Preset::Forum, 150, 3.0, DAY + 60)?;
    usual.interactions.answer_share = ANSWERS;
    let doubled = stage.treated(&usual, |scenario| {
        for archetype in &mut scenario.archetype {
            archetype.messages *= MORE;
        }
    });
    let window = DAY..DAY + 60;
    let arms = [&Arm::plain(&doubled), &Arm::plain(&usual)];
    Ok(stage.compare(arms, 0, &[window], |lives| {
        let [with, without] = lives.map(|life| {
            let messages = sum(&life, |_| true, |seen| seen.messages[0]);
            let answers = sum(&life, |_| true, |seen| seen.answers[0]);
            // A message that answers none asks something.
            (answers, messages - answers)
        });
        vec![change(with.0 / with.1, without.0 / without.1)]
    }))
}
