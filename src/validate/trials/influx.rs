//! E7: on one day three times as many come as look in on an ordinary one, in a chat and in a forum.

use super::lives::{Arm, Life, Seen, change, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::model::settings::Channel;
use crate::validate::Preset;
use crate::words::Text;

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
            "Those present write more here where more write and more read; in live chat they are drowned out within the hour, which a \
             day without hours cannot show.",
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

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let [chat, forum] = [Preset::Chat, Preset::Forum].map(|preset| raided(stage, preset));
    let pairs = chat?.into_iter().zip(forum?);
    Ok(pairs.map(|(chat, forum)| vec![chat[0], forum[0]]).collect())
}

fn raided(stage: &Stage<'_>, preset: Preset) -> Result<Vec<Row>, Problems> {
    let quiet = stage.place(preset, 100, 1.0, DAY + 8)?;
    let windows = [DAY - 7..DAY, DAY..DAY + 8];
    let visits = |life: &Life<2>| sum(life, |_| true, |seen| seen.visits[0]) / 7.0;
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
        // Messages of those who are there already.
        let old = |seen: &Seen<2>| seen.joined < DAY;
        let [with, without] = lives.map(|life| sum(&life, old, |seen| seen.messages[1]));
        vec![change(with, without)]
    }))
}
