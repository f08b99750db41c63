//! E3: a fee at the door of a place to which people come because it is free.

use super::lives::{Arm, Life, Seen, share};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::operator::{Gate, Threshold};
use crate::validate::{Preset, gate};
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::level(
            "E3",
            Text::new(
                "a small fee, 10, where people came for something free: entrants, relative to none",
                "原本免费的群收 10 元：入群人数与免费时之比",
            ),
            [0.02, 0.20],
            "free to paid 1–5 %, 5–10 % claimed; paywalls",
            "Who pays anything at all is a parameter, and the height of the fee takes its part of those.",
        ),
        Expected::level(
            "E3",
            Text::new("the same: those who came to advertise", "同上：来打广告者"),
            [0.0, 0.02],
            "bans on free accounts; five dollars at the door",
            "Those who advertise are put off more, but one in forty who pays is more than two in a hundred.",
        ),
        Expected::effect(
            "E3",
            Text::new(
                "the same: entrants who are still there a year later, points, with sunk cost at nought",
                "同上：一年后仍在的入群者（百分点），沉没成本为零",
            ),
            [0.001, 0.60],
            "MetaFilter about .70; free ones .10 to .28",
            "A fee keeps out those who would not have stayed: where fit and staying have little to do with each other it selects little.",
        ),
    ],
    runs: 2,
    run,
};

const ENTRANTS: std::ops::Range<u16> = 1..181;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut free = gate::with_spammers(Preset::Chat, stage.settings)?;
    free.interactions.sunk_cost = 0.0;
    let gated = stage.treated(&free, |scenario| {
        scenario.operator.set(Threshold {
            gate: Gate::Fee,
            fee: 10.0,
            ..Threshold::default()
        });
    });
    let arms = [&Arm::plain(&gated), &Arm::plain(&free)];
    Ok(stage.compare(arms, 0, &[], |lives| {
        let entered = |seen: &Seen<0>| ENTRANTS.contains(&seen.joined);
        let count = |life: &Life<0>, spams: bool| {
            let counted = life
                .iter()
                .filter(|seen| seen.spams == spams && entered(seen));
            counted.count() as f64
        };
        let kept = |life: &Life<0>| share(life, entered, |seen| seen.last >= seen.joined + 335);
        let [with, without] = &lives;
        vec![
            (count(with, false), count(without, false)),
            (count(with, true), count(without, true)),
            alone(kept(with) - kept(without)),
        ]
    }))
}
