//! X6: a contest between small teams drawn by lot, four weeks for cash.

use super::lives::{Arm, Seen, change, sum};
use super::{Expected, Problems, Row, Stage, Trial, nobody_only_reads};
use crate::operator::Teams;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "two trials of 10⁴ drivers in random teams: +12 %, then +6 %";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X6",
            Text::new(
                "a contest between random teams: messages of its four weeks, relative",
                "随机分组 PK 四周：期间的发言，相对变化",
            ),
            [0.05, 0.15],
            SOURCE,
            "Being asked by one's team for a message works on every visit of those who care; in a chat, where writers write \
             anyway, it makes more of them write.",
        ),
        Expected::effect(
            "X6",
            Text::new(
                "the same: in the two weeks after it, relative",
                "同上：其后两周，相对变化",
            ),
            [0.02, 0.09],
            SOURCE,
            "What is left when the contest is over is who has met whom, and ties show little in how much is written.",
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;
const FOUNDERS: u32 = 80;
/// Half of them care for their team: six or seven in each.
const TEAMS: u32 = 6;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut without = stage.place(Preset::Chat, FOUNDERS, 1.0, DAY + 42)?;
    // All of them do the work: no driver only looks on.
    nobody_only_reads(&mut without);
    // Drivers work alone, without bonds to others who do: a ride is no talk, and nobody answers it.
    without.interactions.answer_share = 0.05;
    without.community.small_talk = 0.0;
    let with = stage.treated(&without, |scenario| {
        let rules = Teams::default();
        scenario.operator.set(Teams {
            teams: TEAMS,
            // To each of the seven what gives half of the pleasure money can give.
            prize: 7.0 * rules.pleasing_share,
            from_day: DAY,
            to_day: DAY + 27,
            ..rules
        });
    });
    let windows = [DAY..DAY + 28, DAY + 28..DAY + 42];
    let arms = [&Arm::plain(&with), &Arm::plain(&without)];
    // Those who were there to be put into teams, whether they cared for theirs or not.
    let assigned = |seen: &Seen<2>| seen.stayed_until(DAY);
    Ok(stage.compare(arms, 0, &windows, |lives| {
        let [with, without] = lives
            .map(|life| [0, 1].map(|at: usize| sum(&life, assigned, |seen| seen.messages[at])));
        vec![change(with[0], without[0]), change(with[1], without[1])]
    }))
}
