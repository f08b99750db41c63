//! E10: a heavier hand from one day on: no warnings, and three in ten ordinary writers corrected, as newcomers to a large
//! encyclopaedia came to be.

use super::lives::{Arm, Life, Seen, change, share};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::operator::{Instance, Moderation, kind};
use crate::validate::{Preset, gate};
use crate::words::Text;

const SOURCE: &str = "Halfaker et al. 2011, 400,000 revisions; Horta Ribeiro et al. 2023";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "E10",
            Text::new(
                "strictness raised: messages of those who advertise, relative",
                "从严管理：广告者的发言，相对变化",
            ),
            [-0.95, -0.01],
            SOURCE,
            "Who advertises is removed at the first message in place of the second; a moderator with little time removes few.",
        ),
        Expected::effect(
            "E10",
            Text::new(
                "the same: newcomers who have written and are still there after a month, points",
                "同上：发过言的新人一个月后仍在（百分点）",
            ),
            [-0.15, -0.001],
            SOURCE,
            "One correction weighs little against all that decides whether a newcomer stays, and newcomers are also rid of advertisements.",
        ),
        Expected::effect(
            "E10",
            Text::new(
                "the same: members of long standing, points",
                "同上：老成员（百分点）",
            ),
            [-0.02, 0.02],
            SOURCE,
            "Those who write often are corrected often.",
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut mild = gate::with_spammers(Preset::Chat, stage.settings)?;
    mild.days = DAY + 90;
    mild.operator.hours_per_day = 24.0;
    mild.operator.set(Moderation::default());
    let strict = stage.treated(&mild, |scenario| {
        let hand = kind("moderation").map(|kind| {
            let hand = Moderation {
                warnings: 0,
                severity: 0.3,
                from_day: DAY,
                ..Moderation::default()
            };
            Instance::new(kind, hand).named("strict")
        });
        scenario.operator.strategies.extend(hand);
    });
    let windows = [DAY - 30..DAY, DAY..DAY + 60, DAY + 60..DAY + 90];
    let arms = [&Arm::plain(&strict), &Arm::plain(&mild)];
    Ok(stage.compare(arms, 0, &windows, |lives| {
        let [with, without] = lives.map(|life: Life<3>| {
            let advertised = life.iter().filter(|seen| seen.spams);
            let new = |seen: &Seen<3>| {
                (DAY..DAY + 60).contains(&seen.joined) && !seen.wrote_on.is_empty()
            };
            let old = |seen: &Seen<3>| seen.joined + 30 < DAY && seen.visits[0] > 0.0;
            (
                advertised.map(|seen| seen.messages[1]).sum::<f64>(),
                share(&life, new, |seen| seen.last >= seen.joined + 30),
                share(&life, old, |seen| seen.visits[2] > 0.0),
            )
        });
        vec![
            change(with.0, without.0),
            alone(with.1 - without.1),
            alone(with.2 - without.2),
        ]
    }))
}
