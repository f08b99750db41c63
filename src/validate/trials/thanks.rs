//! X1: a third of a random half of those who write are thanked once. An encyclopaedia is more like a forum than a chat.

use super::lives::{Arm, Seen, lot, share, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone, edits_are_not_answered};
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
                "thanks to a random third of half the members: they write within two weeks, points",
                "随机感谢半数成员中的三分之一：两周内再发言（百分点）",
            ),
            [0.01, 0.03],
            SOURCE,
            "An acknowledgement acts on the decision to quit at that visit alone, −.35 in log odds for somebody new and hardly any for old hands, and the \
             notice of it brings one in seventeen.",
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
/// Whoever writes in this week may be thanked for it.
const WEEK: std::ops::Range<u16> = 60..67;
/// Of the half below one half a third is thanked.
const THANKED: f32 = 0.5 / 3.0;
/// A notice brings .02 to look in, three times that if it concerns them, as a reply or a mention does.
const NOTICE: f32 = 0.06;

/// Thanks, once, for a message, within the day: an acknowledgement by a person. The encyclopaedia tells those who have left its
/// page that it is there.
#[derive(Default)]
struct Thanks {
    thanked: BTreeSet<u32>,
    today: Vec<u32>,
}

impl Intervention for Thanks {
    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        for number in self.today.drain(..) {
            levers.write_to(number, NOTICE, 0.0);
        }
    }

    fn midday(&mut self, levers: &mut Levers<'_, '_>) {
        if !WEEK.contains(&levers.day()) {
            return;
        }
        let (luck, Self { thanked, today }) = (levers.luck(), self);
        levers.care(|visit, member, _| {
            let drawn = lot(luck, member.person, TRIAL_NUMBER) < THANKED;
            let first = drawn && visit.messages > 0 && thanked.insert(visit.member);
            if first {
                today.push(visit.member);
            }
            Some(first)
        });
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    // Newcomers and experienced editors, about as many of each among those who write in a week.
    let mut scenario = stage.place(Preset::Forum, 200, 20.0, WEEK.end + 42)?;
    edits_are_not_answered(&mut scenario);
    let with = Arm::with(&scenario, || stage.acting(Thanks::default()));
    let without = Arm::plain(&scenario);
    let window = WEEK.end..WEEK.end + 42;
    Ok(stage.compare(
        [&with, &without],
        TRIAL_NUMBER,
        std::array::from_ref(&window),
        |lives| {
            // Each one's two weeks begin with the message that may be thanked for.
            let half = |seen: &Seen<1>, treated: bool| {
                seen.first_post(WEEK).is_some() && (seen.lot < 0.5) == treated
            };
            let [with, without] = lives.map(|life| {
                // Somebody who reads leaves no trace in an encyclopaedia.
                let back = |treated| {
                    let back = |seen: &Seen<1>| {
                        let first = seen.first_post(WEEK);
                        first.is_some_and(|day| seen.writes_again(day, 14))
                    };
                    share(&life, |seen| half(seen, treated), back)
                };
                let wrote =
                    |treated| sum(&life, |seen| half(seen, treated), |seen| seen.messages[0]);
                (back(true) - back(false), wrote(true) / wrote(false))
            });
            vec![alone(with.0 - without.0), alone(with.1 / without.1 - 1.0)]
        },
    ))
}
