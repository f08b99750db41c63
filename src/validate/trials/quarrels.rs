//! E9: in a quarrelsome chat half as many quarrels break out.

use super::lives::{Arm, change, sum};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::validate::Preset;
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::effect(
        "E9",
        Text::new(
            "half as many quarrels: visits in the six weeks after, relative",
            "争吵减半：其后六周的来访，相对变化",
        ),
        [-0.10, 0.05],
        "Beknazar-Yuzbashev et al. 2025: hiding what is hostile lowered use",
        "Quarrels only drive out here; that some come to watch them is not in the model.",
    )],
    runs: 2,
    run,
};

const DAY: u16 = 60;

/// Quarrels break out half as often.
struct Calmer;

impl Intervention for Calmer {
    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() >= DAY {
            levers.conditions().quarrels *= 0.5;
        }
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut scenario = stage.place(Preset::Chat, 150, 3.0, DAY + 42)?;
    // Ten times as many quarrels as usual.
    scenario.community.quarrels *= 10.0;
    let with = Arm::with(&scenario, || stage.acting(Calmer));
    let without = Arm::plain(&scenario);
    let window = DAY..DAY + 42;
    Ok(stage.compare([&with, &without], 0, &[window], |lives| {
        let [with, without] = lives.map(|life| sum(&life, |_| true, |seen| seen.visits[0]));
        vec![change(with, without)]
    }))
}
