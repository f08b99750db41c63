//! X2: half again as many answers to the first messages of newcomers, in a forum.

use super::lives::{Arm, Seen, change, share};
use super::{Expected, Problems, Row, Stage, Trial};
use crate::validate::Preset;
use crate::words::Text;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::effect(
        "X2",
        Text::new(
            "newcomers' first messages draw 54 % more answers: they write again within a month, relative",
            "新人首次发言所得回复多 54%：一个月内再次发言，相对变化",
        ),
        [0.04, 0.15],
        "Pethig et al. 2025, natural experiment",
        "An answer counts once, for the decision to quit of that visit: before, six in ten of those who begin are answered, and then eight in \
         ten, which at −.35 is .07 log odds of quitting, while nearly half of them write again within the month as it is. With −.40 instead (the \
         prior has −.6 to −.15) the lower end of the band would be reached.",
    )],
    runs: 2,
    run,
};

/// What makes of the attention to first messages 54 % more answers to them: what they get the others do not.
const MORE: f64 = 2.05;
/// Of newcomers to newsgroups .61 are answered.
const ANSWERED: f64 = 0.62;
/// Those who begin later have no month to write again.
const FIRST_UNTIL: u16 = 120;
const MONTH: u16 = 30;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut usual = stage.place(Preset::Forum, 60, 12.0, FIRST_UNTIL + MONTH)?;
    usual.interactions.first_attention = 1.0;
    usual.interactions.answer_share = ANSWERED;
    // Members were reminded to be kind to newcomers: all of them, and all newcomers had it.
    let kind = stage.treated(&usual, |scenario| {
        scenario.interactions.first_attention *= MORE;
    });
    let arms = [&Arm::plain(&kind), &Arm::plain(&usual)];
    Ok(stage.compare(arms, 0, &[], |lives| {
        let began = |seen: &Seen<0>| seen.joined > 0 && seen.first_post(0..FIRST_UNTIL).is_some();
        let again = |seen: &Seen<0>| {
            let first = seen.first_post(0..FIRST_UNTIL);
            first.is_some_and(|day| seen.writes_again(day, MONTH))
        };
        let [with, without] = lives.map(|life| share(&life, began, again));
        vec![change(with, without)]
    }))
}
