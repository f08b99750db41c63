//! X8: a token sum for every day on which somebody writes.

use super::lives::{Arm, Life, Seen, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::model::acquaintances::{Acquaintances, Shape};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::model::who::Who;
use crate::operator::PaidQuestions;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "reviews for money 2017; Gneezy & Rustichini 2000";

const CROWDING: &str = "Pay is a gain like any other here, and a token is little of it: that money spoils what was done for \
    friends has no channel in the model.";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X8",
            Text::new(
                "a token sum for writing: messages of the loosely tied half, relative",
                "发言给小钱：联系少的一半人的发言，相对变化",
            ),
            [0.001, 2.0],
            SOURCE,
            "Only a fifth care for gain, and a token is little of it.",
        ),
        Expected::effect(
            "X8",
            Text::new(
                "the same: of the closely tied half",
                "同上：联系紧密的一半人",
            ),
            [-0.90, -0.001],
            SOURCE,
            CROWDING,
        ),
        Expected::effect(
            "X8",
            Text::new("the same: of all", "同上：所有人"),
            [-0.50, 0.05],
            SOURCE,
            CROWDING,
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;
/// What a token is worth, as a share of the price that gives half of the pleasure money can give.
const TOKEN: f64 = 0.05;

/// Whoever writes is paid, and everybody knows.
struct Tokens;

impl Intervention for Tokens {
    fn evening(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() + 1 < DAY {
            return;
        }
        let rules = levers.rules();
        let visitors: Vec<(u32, bool)> = levers
            .visits()
            .filter(|visit| rules.who(visit.archetype) == Who::Member)
            .map(|visit| (visit.member, visit.messages > 0))
            .collect();
        for (number, wrote) in visitors {
            levers.promise(number, (TOKEN / (1.0 + TOKEN)) as f32);
            if wrote && levers.pay(TOKEN * PaidQuestions::default().pleasing_price) {
                levers.give(number, TOKEN as f32);
            }
        }
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut scenario = stage.place(Preset::Chat, 150, 2.0, DAY + 42)?;
    scenario.audience.ties = Acquaintances {
        shape: Shape::Mesh,
        ..Acquaintances::default()
    };
    let with = Arm::with(&scenario, || stage.acting(Tokens));
    let without = Arm::plain(&scenario);
    // Whose messages were answered before is tied to those who answered.
    let windows = [0..DAY, DAY..DAY + 42];
    Ok(stage.compare([&with, &without], 0, &windows, |lives| {
        let there = |seen: &Seen<2>| seen.stayed_until(DAY) && seen.messages[0] > 0.0;
        let mut answers: Vec<f64> = lives[1]
            .iter()
            .filter(|seen| there(seen))
            .map(|seen| seen.answers[0])
            .collect();
        answers.sort_by(f64::total_cmp);
        let median = answers.get(answers.len() / 2).copied().unwrap_or(0.0);
        let written = |life: &Life<2>, close: Option<bool>| {
            let counts = |seen: &Seen<2>| {
                there(seen) && close.is_none_or(|close| (seen.answers[0] >= median) == close)
            };
            sum(life, counts, |seen| seen.messages[1])
        };
        [Some(false), Some(true), None]
            .map(|close| change(written(&lives[0], close), written(&lives[1], close)))
            .to_vec()
    }))
}
