//! Presets made into scenarios, and scenarios into logs.

use super::{Preset, Settings};
use crate::model::community::Community;
use crate::model::settings::Channel;
use crate::observe::activity::{ActivityLog, ActivityRow};
use crate::observe::presence::PresenceLog;
use crate::run::simulate::Prepared;
use crate::scenario::{Overrides, Problems, Scenario, parse_str};
use rayon::prelude::*;

/// A preset as it comes, with `per_day` people joining a day out of an audience without limit.
pub(super) fn scenario(
    preset: Preset,
    settings: &Settings,
    founders: u32,
    per_day: f64,
) -> Result<Scenario, Problems> {
    scenario_with(preset, "", settings, founders, per_day)
}

/// As [`scenario`], with what a file `said` beyond its medium: keys of the community first, other tables after them.
pub(super) fn scenario_with(
    preset: Preset,
    said: &str,
    settings: &Settings,
    founders: u32,
    per_day: f64,
) -> Result<Scenario, Problems> {
    let text = format!("[community]\nmedium = \"{}\"\n{said}", preset.name());
    let mut scenario = parse_str(preset.name(), &text, &Overrides::default())?.base;
    scenario.days = settings.days;
    scenario.seed = settings.seed;
    scenario.audience.size = 100_000_000;
    scenario.audience.founders = founders;
    scenario.audience.channel = vec![Channel {
        per_day,
        ..Channel::default()
    }];
    Ok(scenario)
}

/// Lives through communities of every size, one of each a replicate: replicate by replicate, in the
/// order of the sizes. `sizes` are founders and joiners a day.
pub(super) fn each_size<T: Send>(
    preset: Preset,
    settings: &Settings,
    sizes: &[(u32, f64)],
    days: u16,
    lived: &(dyn Fn() + Sync),
    one: impl Fn(&Prepared<'_>, u32) -> T + Sync + Send,
) -> Result<Vec<T>, Problems> {
    let scenarios = sizes
        .iter()
        .map(|&(founders, per_day)| {
            let mut scenario = scenario(preset, settings, founders, per_day)?;
            scenario.days = days;
            Ok(scenario)
        })
        .collect::<Result<Vec<Scenario>, Problems>>()?;
    let prepared: Vec<Prepared<'_>> = scenarios.iter().map(Prepared::new).collect();
    let kinds = sizes.len() as u32;
    Ok(each(settings.replicates * kinds, |run| {
        let seen = one(&prepared[(run % kinds) as usize], run / kinds);
        lived();
        seen
    }))
}

/// Does `one` for each replicate in parallel; results in order.
pub(super) fn each<T: Send>(replicates: u32, one: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    let each = (0..replicates).into_par_iter().with_max_len(1);
    each.map(one).collect()
}

/// What is seen of one simulated community.
pub(super) struct Seen {
    /// Who wrote when, with the answers received.
    pub log: ActivityLog,
    /// Who looked in when, where that was asked for.
    pub presence: Option<PresenceLog>,
}

/// Lives through one replicate and keeps what an archive would have of it.
pub(super) fn see(prepared: &Prepared<'_>, replicate: u32, days: u16, presence: bool) -> Seen {
    let mut rows = Vec::new();
    let mut seen = Vec::new();
    prepared.run_watched(replicate, false, |community| {
        rows.extend(written(community));
        if presence {
            let day = u32::from(community.day());
            seen.extend(community.visits().map(|visit| (visit.member, day)));
        }
    });
    Seen {
        log: ActivityLog::from_rows(rows, Some(u32::from(days))),
        presence: presence.then(|| PresenceLog::from_rows(seen)),
    }
}

/// The rows of today's writers.
pub(super) fn written<'c>(
    community: &'c Community<'_>,
) -> impl Iterator<Item = ActivityRow> + use<'c> {
    let day = u32::from(community.day());
    community
        .visits()
        .filter(|visit| visit.messages > 0)
        .map(move |visit| ActivityRow {
            member: visit.member,
            day,
            events: u32::from(visit.messages),
            replies_received: Some(u32::from(visit.answers)),
        })
}
