//! X3: half of the newcomers carry a label, 'new here', that brings nobody an answer.
//!
//! A label is a friendly word from the place: what a like is worth, once, and nothing else.

use super::lives::{Arm, Seen, lot, share};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::operator::Likes;
use crate::validate::Preset;
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::effect(
        "X3",
        Text::new(
            "a label for half of the newcomers that changes nobody's answers: still there after a month, points",
            "给半数新人贴“新人”标签，回复不变：一个月后仍来（百分点）",
        ),
        [-0.02, 0.02],
        "Santos et al. 2020, label for new contributors",
        "The label counts as a like counts; if that moves anybody by two points, recognition weighs too much in first days.",
    )],
    runs: 2,
    run,
};

const TRIAL_NUMBER: u16 = 3;
/// Later newcomers have no month to be seen in.
const JOINED_UNTIL: u16 = 90;

/// The label: a like's worth of being seen, at the first message.
struct Label;

impl Intervention for Label {
    fn evening(&mut self, levers: &mut Levers<'_, '_>) {
        let luck = levers.luck();
        let worth = Likes::default().answers as f32;
        let labelled: Vec<u32> = levers
            .visits()
            .filter(|visit| visit.posts_before == 0 && visit.messages > 0)
            .map(|visit| visit.member)
            .filter(|number| lot(luck, levers.member(*number).person, TRIAL_NUMBER) < 0.5)
            .collect();
        for number in labelled {
            levers.honour(number, worth);
        }
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let scenario = stage.place(Preset::Forum, 60, 12.0, JOINED_UNTIL + 60)?;
    let with = Arm::with(&scenario, || stage.acting(Label));
    let without = Arm::plain(&scenario);
    Ok(
        stage.compare([&with, &without], TRIAL_NUMBER, &[], |lives| {
            let new = |seen: &Seen<0>, treated: bool| {
                let wrote = seen.first_post(0..JOINED_UNTIL).is_some();
                seen.joined > 0 && wrote && (seen.lot < 0.5) == treated
            };
            let [with, without] = lives.map(|life| {
                let stays = |treated| {
                    let stays = |seen: &Seen<0>| seen.last >= seen.joined + 30;
                    share(&life, |seen| new(seen, treated), stays)
                };
                stays(true) - stays(false)
            });
            vec![alone(with - without)]
        }),
    )
}
