//! Calls to all on a few days, against the same lives without them: P37.

use super::finding::Finding;
use super::readers::{Day, FOUNDERS, PER_DAY, Server, findings};
use super::simulated::{each, scenario};
use super::{Preset, Settings};
use crate::model::intervention::Intervention;
use crate::model::levers::Levers;
use crate::run::simulate::Prepared;
use crate::scenario::Problems;

pub(super) const CALLS: &str = "calls";

/// The days of a call, far enough apart to be told from each other.
const CALL_DAYS: [u16; 3] = [400, 460, 520];
/// How strongly it calls: as an announcement that half of those who notice care for.
const APPEAL: f32 = 0.5;

struct Call;

impl Intervention for Call {
    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        if CALL_DAYS.contains(&levers.day()) {
            levers.call(|_| APPEAL);
        }
    }
}

/// Calls to all on a few days, against the same lives without them: P37.
pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let mut scenario = scenario(preset, settings, FOUNDERS, PER_DAY)?;
    scenario.days = 540;
    let prepared = Prepared::new(&scenario);
    let found = each(settings.replicates, |replicate| {
        let without = Server::of(&prepared, replicate, Vec::new());
        lived();
        let with = Server::of(&prepared, replicate, vec![Box::new(Call)]);
        lived();
        let extra = |after: usize| -> f64 {
            let days = CALL_DAYS.iter().map(|day| usize::from(*day) + after);
            days.map(|day| with.days[day].visitors - without.days[day].visitors)
                .sum()
        };
        let before = |of: &dyn Fn(&Day) -> f64| -> f64 {
            let days = CALL_DAYS.iter().map(|day| usize::from(*day) - 1);
            days.map(|day| of(&without.days[day])).sum()
        };
        [
            extra(0) / before(&|day| day.list),
            extra(0) / before(&|day| day.weekly),
            extra(1) / extra(0),
            extra(14) / extra(0),
        ]
    });
    let parts = [
        "of the list",
        "of weekly visitors",
        "left next day",
        "left after two weeks",
    ];
    Ok(findings(CALLS, &parts.map(|part| ("P37", part)), &found))
}
