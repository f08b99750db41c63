//! X10: one message to a random half of all who have been silent for three months.

use super::lives::{Arm, Seen, lot, share};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::operator::Reactivate;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "Wikipedia 2012 against natural return; Guangzhou donors 2020, 11,880 silent";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X10",
            Text::new(
                "a win-back message to half of those silent for 90 days: seen within a week, points",
                "给 90 天未露面者的一半发唤回私信：一周内来过（百分点）",
            ),
            [0.0, 0.03],
            SOURCE,
            "How many a message brings is a parameter; what this checks is how fast it fades with absence.",
        ),
        Expected::effect(
            "X10",
            Text::new(
                "the same: seen in the fifth week, points",
                "同上：第五周来过（百分点）",
            ),
            [-0.005, 0.005],
            SOURCE,
            "Whoever wakes is the one they were, and finds a place that has gone on: some stay.",
        ),
        Expected::effect(
            "X10",
            Text::new(
                "the same: members lost from the list, points",
                "同上：因此退出名单（百分点）",
            ),
            [0.002, 0.02],
            SOURCE,
            "How many a message annoys is a parameter; more or fewer means that other silent members would have left anyway.",
        ),
    ],
    runs: 2,
    run,
};

const TRIAL_NUMBER: u16 = 10;
const DAY: u16 = 180;
const SILENT: u16 = 90;

/// One message each, with the appeal and the annoyance of the strategy.
struct Letters;

impl Intervention for Letters {
    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() != DAY {
            return;
        }
        let (luck, usual) = (levers.luck(), Reactivate::default());
        let silent: Vec<u32> = levers
            .all()
            .filter(|(number, member)| {
                let drawn = lot(luck, member.person, TRIAL_NUMBER) < 0.5;
                member.state.on_the_list() && drawn && levers.silence(*number, true) >= SILENT
            })
            .map(|(number, _)| number)
            .collect();
        for number in silent {
            levers.write_to(number, usual.appeal as f32, usual.annoys as f32);
        }
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let scenario = stage.place(Preset::Chat, 400, 8.0, DAY + 35)?;
    let with = Arm::with(&scenario, || stage.acting(Letters));
    let without = Arm::plain(&scenario);
    let windows = [DAY - SILENT + 1..DAY, DAY..DAY + 7, DAY + 28..DAY + 35];
    Ok(
        stage.compare([&with, &without], TRIAL_NUMBER, &windows, |lives| {
            // Silent on the day: known of both arms alike, for nothing has been done before it.
            let silent: Vec<bool> = lives[1]
                .iter()
                .map(|seen| seen.joined + SILENT <= DAY && seen.visits[0] == 0.0)
                .collect();
            let [with, without] = lives.map(|life| {
                let shares = [true, false].map(|treated| {
                    let chosen: Vec<Seen<3>> = life
                        .iter()
                        .zip(&silent)
                        .filter(|(seen, silent)| **silent && (seen.lot < 0.5) == treated)
                        .map(|(seen, _)| seen.clone())
                        .collect();
                    let of = |which: &dyn Fn(&Seen<3>) -> bool| share(&chosen, |_| true, which);
                    [
                        of(&|seen| seen.visits[1] > 0.0),
                        of(&|seen| seen.visits[2] > 0.0),
                        of(&|seen| !seen.listed),
                    ]
                });
                [0, 1, 2].map(|part: usize| shares[0][part] - shares[1][part])
            });
            (0..3)
                .map(|part| alone(with[part] - without[part]))
                .collect()
        }),
    )
}
