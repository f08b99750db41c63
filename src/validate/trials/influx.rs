//! E7: on one day three times as many come as look in on an ordinary one, in a chat that is as fast as those of streams are,
//! and in a forum.

use super::lives::{Arm, Life, Seen, change, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::model::settings::Channel;
use crate::validate::Preset;
use crate::words::Text;
use std::ops::Range;

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "E7",
            Text::new(
                "four times as many within a day, live chat: messages of those present, relative",
                "一天内人数变为四倍（聊天）：原有成员的发言，相对变化",
            ),
            [-0.60, -0.01],
            "7,074 stream raids",
            "Talk of more than three times the pace takes .36 of a log unit off what is written for each unit of overload, but writers also write more before \
             four times the audience (.8 per log unit in the chat preset, the upper edge of .35, 0 to .8, known of slower media) and where more is \
             said (.3): the two nearly cancel. That incoherent talk silences those present has no channel of its own.",
        ),
        Expected::effect(
            "E7",
            Text::new("the same in a forum", "同上（论坛）"),
            [-0.01, 0.60],
            "Zhang & Zhu 2011",
            "Threads that one need not open are no flood, unless there are very many.",
        ),
    ],
    runs: 6,
    run,
};

const DAY: u16 = 60;
/// A day's messages are read on the visits of the next: what a raid does within the hour shows then.
const RAID: u16 = 2;
/// What a change of audience does to a forum or a wiki was followed for weeks.
const AUDIENCE: u16 = 8;
/// So many that a visitor meets several times what can be taken in, as before most raids of streams.
const CROWD: u32 = 600;
const FORUM: u32 = 100;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let chat = raided(stage, Preset::Chat, CROWD, true, DAY + 1..DAY + RAID)?;
    let forum = raided(stage, Preset::Forum, FORUM, false, DAY..DAY + AUDIENCE)?;
    let pairs = chat.into_iter().zip(forum);
    Ok(pairs.map(|(chat, forum)| vec![chat[0], forum[0]]).collect())
}

fn raided(
    stage: &Stage<'_>,
    preset: Preset,
    founders: u32,
    live: bool,
    after: Range<u16>,
) -> Result<Vec<Row>, Problems> {
    let quiet = stage.place(preset, founders, 1.0, DAY + AUDIENCE)?;
    let windows = [DAY - 7..DAY, DAY..DAY + 1, after];
    let visits = |life: &Life<3>| sum(life, |_| true, |seen| seen.visits[0]) / 7.0;
    let usual = stage.compare([&Arm::plain(&quiet)], 0, &windows, |[life]| {
        vec![alone(visits(&life))]
    });
    let usual = usual.iter().map(|row| row[0].0).sum::<f64>() / usual.len() as f64;
    let raided = stage.treated(&quiet, |scenario| {
        scenario.audience.channel.push(Channel {
            name: "raid".to_owned(),
            per_day: 3.0 * usual,
            from_day: DAY,
            to_day: DAY,
            ..Channel::default()
        });
    });
    let arms = [&Arm::plain(&raided), &Arm::plain(&quiet)];
    Ok(stage.compare(arms, 0, &windows, |lives| {
        // Messages of those who are there already: in a stream of those who see it come, in a forum of all.
        let there = |seen: &Seen<3>| seen.joined < DAY && (seen.visits[1] > 0.0 || !live);
        let [with, without] = lives.map(|life| sum(&life, there, |seen| seen.messages[2]));
        vec![change(with, without)]
    }))
}
