//! E4: those who were invited, when whoever invited them has gone.

use super::lives::{Arm, Life, Seen, log_odds, sum};
use super::{Expected, Problems, Row, Share, Stage, Trial, alone, lives};
use crate::model::cause::Cause;
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::validate::Preset;
use crate::words::Text;
use std::collections::BTreeSet;

pub(super) static TRIAL: Trial = Trial {
    parts: &[Expected::level(
        "E4",
        Text::new(
            "those invited, a random half of the inviters gone: log odds of staying 60 days, less those of people who came by themselves",
            "邀请人离开后，被邀请者再留 60 天的对数几率，减去自己来的人",
        ),
        [-0.10, 0.10],
        "referral studies in banking and telecom: the advantage ends with the referrer",
        "Those who are invited differ by the day on which they came: invitations follow lively days.",
    )],
    runs: 1,
    run,
};

const TRIAL_NUMBER: u16 = 24;
const DAY: u16 = 90;

/// Inviters drawn by lot go.
#[derive(Default)]
struct Gone {
    inviters: BTreeSet<u32>,
}

impl Intervention for Gone {
    fn entered(
        &mut self,
        _: &mut Levers<'_, '_>,
        applicant: &crate::model::intervention::Applicant,
        _: u32,
    ) {
        self.inviters.insert(applicant.inviter);
    }

    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() != DAY {
            return;
        }
        let luck = levers.luck();
        for number in std::mem::take(&mut self.inviters) {
            if number == crate::model::log::NOBODY {
                continue;
            }
            let person = levers.member(number).person;
            if lives::lot(luck, person, TRIAL_NUMBER) < 0.5 {
                levers.depart(number, Cause::NeedOver);
            }
        }
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut scenario = stage.place(Preset::Chat, 600, 20.0, DAY + 60)?;
    // As many come by invitation as by themselves, and suit the place alike.
    scenario.audience.invitations = 0.2;
    scenario.audience.word_of_mouth_fit = 1.0;
    let arm = Arm::with(&scenario, || stage.acting(Gone::default()));
    Ok(stage.compare([&arm], TRIAL_NUMBER, &[], |[life]| vec![advantage(&life)]))
}

/// Those of the month before the last who were there on the day, invited or not: about as old as one another.
fn advantage(life: &Life<0>) -> Share {
    let joined = DAY - 60..DAY - 30;
    let here = |seen: &Seen<0>| joined.contains(&seen.joined) && seen.stayed_until(DAY);
    let abandoned = |seen: &Seen<0>| {
        let gone = |inviter: u32| life[inviter as usize].gone == Some(DAY);
        here(seen) && seen.inviter.is_some_and(gone)
    };
    let alone_came = |seen: &Seen<0>| here(seen) && seen.inviter.is_none();
    let stays = |seen: &Seen<0>| seen.gone.is_none();
    let odds = |who: &dyn Fn(&Seen<0>) -> bool| {
        let all = sum(life, who, |_| 1.0);
        log_odds(sum(life, |seen| who(seen) && stays(seen), |_| 1.0), all)
    };
    if sum(life, abandoned, |_| 1.0) == 0.0 {
        return alone(f64::NAN);
    }
    alone(odds(&abandoned) - odds(&alone_came))
}
