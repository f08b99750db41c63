//! X1: a third of a random half of those who write are thanked once. An encyclopaedia is more like a forum than a chat.

use super::lives::{Arm, Seen, lot, share, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::validate::Preset;
use crate::words::Text;
use std::collections::BTreeSet;

const SOURCE: &str = "Matias et al. 2020, 15,558 editors";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X1",
            Text::new(
                "thanks to a random third of half the members: their return within two weeks, points",
                "随机感谢半数成员中的三分之一：两周内回访（百分点）",
            ),
            [0.01, 0.03],
            SOURCE,
            "Thanks act on the decision to quit at that visit alone, and those who write already hardly quit; that a kind word brings \
             somebody back sooner is no channel of the model.",
        ),
        Expected::effect(
            "X1",
            Text::new(
                "the same: their messages over six weeks, relative",
                "同上：六周内的发言，相对变化",
            ),
            [-0.05, 0.05],
            SOURCE,
            "Whoever is held by a word of thanks writes on as before, and a heavy writer who is held weighs much.",
        ),
    ],
    runs: 2,
    run,
};

const TRIAL_NUMBER: u16 = 1;
const DAY: u16 = 60;

/// Thanks, once, to those on whom the lot falls.
#[derive(Default)]
struct Thanks {
    thanked: BTreeSet<u32>,
}

impl Intervention for Thanks {
    fn midday(&mut self, levers: &mut Levers<'_, '_>) {
        if !(DAY..DAY + 7).contains(&levers.day()) {
            return;
        }
        let (luck, thanked) = (levers.luck(), &mut self.thanked);
        levers.care(|visit, member, _| {
            // A third of the half below one half.
            let drawn = lot(luck, member.person, TRIAL_NUMBER) < 0.5 / 3.0;
            Some(drawn && visit.posts_before > 0 && thanked.insert(visit.member))
        });
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let scenario = stage.place(Preset::Forum, 400, 6.0, DAY + 49)?;
    let with = Arm::with(&scenario, || stage.acting(Thanks::default()));
    let without = Arm::plain(&scenario);
    let windows = [DAY - 30..DAY, DAY + 7..DAY + 21, DAY + 7..DAY + 49];
    Ok(
        stage.compare([&with, &without], TRIAL_NUMBER, &windows, |lives| {
            let half = |seen: &Seen<3>, treated: bool| {
                seen.stayed_until(DAY) && seen.messages[0] > 0.0 && (seen.lot < 0.5) == treated
            };
            let [with, without] = lives.map(|life| {
                let back = |treated| {
                    let back = |seen: &Seen<3>| seen.visits[1] > 0.0;
                    share(&life, |seen| half(seen, treated), back)
                };
                let wrote =
                    |treated| sum(&life, |seen| half(seen, treated), |seen| seen.messages[2]);
                (back(true) - back(false), wrote(true) / wrote(false))
            });
            vec![alone(with.0 - without.0), alone(with.1 / without.1 - 1.0)]
        }),
    )
}
