//! E11: a place with a monthly fee that is paid again until it is ended: who does, by how often they have paid.

use super::super::simulated::each;
use super::{Expected, Problems, Row, Stage, Trial};
use crate::operator::{Gate, Threshold};
use crate::run::simulate::Prepared;
use crate::validate::Preset;
use crate::words::Text;
use std::collections::BTreeSet;

const SOURCE: &str = "monthly plans: five years of a software service; 10,000 apps";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::level(
            "E11",
            Text::new(
                "monthly fee: share who do not pay again in the first two months",
                "按月缴费：头两个月不续费的比例",
            ),
            [0.20, 0.30],
            SOURCE,
            "Those who have stopped coming forget to end it (.6 a month), those who come and are content go on.",
        ),
        Expected::level(
            "E11",
            Text::new("the same: after a year", "同上：一年之后"),
            [0.0, 0.08],
            SOURCE,
            "Whoever looks in often ends it at some 5 % a month a year on. But a third of those who pay a year on have \
             not looked in for half a month or will not any more, and more than a third of these end it each month: half a month without a \
             visit counts as absence here, and is ordinary for readers of a chat.",
        ),
    ],
    runs: 1,
    run,
};

pub(super) const MONTH: u16 = 30;

/// As long as the software service was followed.
const FOLLOWED: u16 = 5 * 365;

/// A monthly plan as such services have it: it goes on by itself with .6 (.45 to .75) of those who would not decide for it.
pub(super) fn subscription() -> Threshold {
    Threshold {
        gate: Gate::Fee,
        fee: 10.0,
        renew_days: MONTH,
        renews_itself: 0.6,
        ..Threshold::default()
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    // Subscribers of such services are those few of the many who try them for nothing.
    let mut scenario = stage.place(Preset::Chat, 60, 60.0, FOLLOWED)?;
    if stage.treats {
        scenario.operator.set(subscription());
    }
    let prepared = Prepared::new(&scenario);
    Ok(each(stage.settings.replicates, |replicate| {
        let (mut early, mut late) = ((0.0, 0.0), (0.0, 0.0));
        prepared.run_watched(replicate, false, |community| {
            let paid: BTreeSet<u32> = community.log().payers.iter().copied().collect();
            for number in &community.log().due {
                let months = (community.day() - community.member(*number).joined) / MONTH;
                let hazard = match months {
                    1 | 2 => &mut early,
                    12.. => &mut late,
                    _ => continue,
                };
                hazard.0 += f64::from(u8::from(!paid.contains(number)));
                hazard.1 += 1.0;
            }
        });
        (stage.lived)();
        vec![early, late]
    }))
}
