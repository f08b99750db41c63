//! X2: more answers to the first messages of half of the newcomers.

use super::lives::{Arm, Seen, lot, share};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::validate::Preset;
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::effect(
        "X2",
        Text::new(
            "half of the newcomers get an answer more: they write again, relative",
            "半数新人多得到一次回复：再次发言，相对变化",
        ),
        [0.04, 0.15],
        "Pethig et al. 2025, natural experiment",
        "An answer more goes mostly to newcomers who are answered anyway: four in five of a forum, and being answered once is all \
         that counts.",
    )],
    runs: 2,
    run,
};

const TRIAL_NUMBER: u16 = 2;
/// Those who begin later have little time to write again.
const FIRST_UNTIL: u16 = 120;

/// With as many answers as a first message gets, about half again of them: to half of the half.
struct Answers;

impl Intervention for Answers {
    fn midday(&mut self, levers: &mut Levers<'_, '_>) {
        let luck = levers.luck();
        levers.care(|visit, member, _| {
            let drawn = lot(luck, member.person, TRIAL_NUMBER) < 0.5
                && lot(luck, member.person, TRIAL_NUMBER + 1) < 0.5;
            Some(drawn && visit.posts_before == 0 && visit.messages > 0)
        });
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let scenario = stage.place(Preset::Forum, 60, 12.0, 150)?;
    let with = Arm::with(&scenario, || stage.acting(Answers));
    let without = Arm::plain(&scenario);
    Ok(
        stage.compare([&with, &without], TRIAL_NUMBER, &[], |lives| {
            let began = |seen: &Seen<0>, treated: bool| {
                let first = seen.first_post.is_some_and(|day| day < FIRST_UNTIL);
                seen.joined > 0 && first && (seen.lot < 0.5) == treated
            };
            let [with, without] = lives.map(|life| {
                let again = |treated| {
                    share(
                        &life,
                        |seen| began(seen, treated),
                        |seen| seen.days_writing > 1,
                    )
                };
                again(true) / again(false)
            });
            vec![alone(with / without - 1.0)]
        }),
    )
}
