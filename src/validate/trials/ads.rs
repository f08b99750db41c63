//! E1 and E2: more advertisements from one day on.

use super::lives::{Arm, Life, Seen, sum};
use super::{Expected, Problems, Row, Stage, Trial, only_readers};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::operator::Content;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "Goli et al. 2025, 35 million listeners, 21 months";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::level(
            "E1",
            Text::new(
                "advertisements doubled, from 5 to 10 %: visits lost after 30 days, of those lost after 600",
                "广告占比由 5% 加到 10%：30 天后损失的来访，占 600 天后的比例",
            ),
            [0.2, 0.5],
            SOURCE,
            "Advertisements act at each visit and on nobody who does not visit: those who come daily have decided within weeks.",
        ),
        Expected::level(
            "E2",
            Text::new(
                "from 5 to 20 %: loss of the upper half less that of the lower, of the whole",
                "由 5% 到 20%：上半段损失减下半段损失，占全部",
            ),
            [-0.33, 0.33],
            SOURCE,
            "The log odds of quitting are linear in the share; what is left to lose is less in the upper half.",
        ),
    ],
    runs: 4,
    run,
};

const DAY: u16 = 60;
const LISTENERS: u32 = 1500;
/// Share of messages that advertise at first.
const SHARE: f64 = 0.05;

/// So many times as many advertisements from the day on.
struct Louder(f32);

impl Intervention for Louder {
    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() >= DAY {
            levers.conditions().ads *= self.0;
        }
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut scenario = stage.place(Preset::Chat, LISTENERS, 2.0, DAY + 630)?;
    // Listeners of a station, which has something new for them every day.
    only_readers(&mut scenario);
    scenario.operator.set(Content {
        per_week: 7.0,
        fixed_days: false,
        ..Content::default()
    });
    for archetype in &mut scenario.archetype {
        archetype.ads = SHARE;
    }
    let louder = |factor: f32| Arm::with(&scenario, move || stage.acting(Louder(factor)));
    let arms = [1.0, 2.0, 2.5, 4.0].map(louder);
    // The thirtieth day and the six hundredth, with a fortnight on either side.
    let windows = [DAY - 30..DAY, DAY + 16..DAY + 45, DAY + 570..DAY + 630];
    Ok(stage.compare(arms.each_ref(), 0, &windows, |lives| {
        // Those who were assigned: who listened before, whatever became of them.
        let assigned = |seen: &Seen<3>| seen.visits[0] > 0.0;
        let visits = |life: &Life<3>, at: usize| sum(life, assigned, |seen| seen.visits[at]);
        let loss = |arm: usize, at: usize| 1.0 - visits(&lives[arm], at) / visits(&lives[0], at);
        let (soon, late) = (loss(1, 1), loss(1, 2));
        let (half, whole) = (loss(2, 2), loss(3, 2));
        vec![(soon, late), (whole - 2.0 * half, whole)]
    }))
}
