//! E16: a place closes with notice, and its leaders open another and call everybody there.

use super::lives::{Arm, Life, Seen, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::operator::{Closing, Contacts};
use crate::validate::Preset;
use crate::words::Text;
use std::collections::BTreeSet;

const SOURCE: &str = "banned forums that moved; moves to Mastodon";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::level(
            "E16",
            Text::new(
                "a move to another place with the leaders' support: share of the active who come along within 60 days",
                "由骨干带领搬到别处：60 天内跟去的活跃成员比例",
            ),
            [0.10, 0.65],
            SOURCE,
            "How readily somebody who was here yesterday follows is a parameter with the value of these moves; who had been away for \
             weeks follows less.",
        ),
        Expected::level(
            "E16",
            Text::new(
                "the same: newcomers of these days, relative to the old place",
                "同上：这些天的新人，与老地方之比",
            ),
            [0.10, 0.70],
            SOURCE,
            "As many hear of the new place here as of the old one, for no platform leads people to the places that it has and away from those \
             that have left it: what is missing are the few who look in first and find fewer who write.",
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;
const NOTICE: u16 = 7;
const LATER: u16 = 60;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let stays = stage.place(Preset::Chat, 200, 4.0, DAY + LATER + 1)?;
    let moves = stage.treated(&stays, |scenario| {
        scenario.operator.set(Closing {
            on_day: DAY,
            notice: NOTICE,
            again_on: DAY + 1,
            ..Closing::default()
        });
        // All are told where to find it, and once more after a month.
        scenario.operator.set(Contacts {
            kept: 1.0,
            after: 1,
            letters_from: DAY + 1,
            ..Contacts::default()
        });
    });
    let announced = DAY - NOTICE;
    let arms = [&Arm::plain(&moves), &Arm::plain(&stays)];
    let window = announced - 30..announced;
    Ok(
        stage.compare(arms, 0, std::array::from_ref(&window), |[moved, stayed]| {
            let active = |seen: &&Seen<1>| seen.visits[0] > 0.0 && !seen.spams;
            let before: BTreeSet<u64> = moved.iter().filter(active).map(|it| it.person).collect();
            let after = |seen: &Seen<1>| seen.joined > DAY;
            let came = sum(
                &moved,
                |seen| after(seen) && before.contains(&seen.person),
                |_| 1.0,
            );
            let new = |life: &Life<1>| {
                let old = life.iter().filter(|seen| !after(seen));
                let old: BTreeSet<u64> = old.map(|seen| seen.person).collect();
                sum(
                    life,
                    |seen| after(seen) && !old.contains(&seen.person),
                    |_| 1.0,
                )
            };
            vec![(came, before.len() as f64), (new(&moved), new(&stayed))]
        }),
    )
}
