//! Trials in which whole communities are treated, against the same ones untreated.

use super::super::simulated::each;
use super::super::{Preset, Settings};
use super::place;
use crate::model::settings::{Channel, SeasonPoint};
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::operator::{Content, RedPackets};
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use std::ops::Range;

/// Visits over some days.
fn visits(record: &Record, days: Range<usize>) -> f64 {
    let series = record.series(Daily::Dau);
    series[days].iter().map(|value| f64::from(*value)).sum()
}

/// Visits with over visits without, less 1, in each of some windows.
fn compared(
    settings: &Settings,
    prepared: [&Prepared<'_>; 2],
    windows: &[Range<usize>],
    lived: &(dyn Fn() + Sync),
) -> Vec<Vec<f64>> {
    each(settings.replicates, |replicate| {
        let [with, without] = prepared.map(|it| {
            let record = it.run(replicate, false);
            lived();
            record
        });
        windows
            .iter()
            .map(|days| visits(&with, days.clone()) / visits(&without, days.clone()) - 1.0)
            .collect()
    })
}

/// X11: from day 60 on half as many calls.
pub(super) fn calls(
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<f64>>, Problems> {
    const DAY: usize = 60;
    let mut many = place(Preset::Chat, settings, 150, 3.0, 60 + 365)?;
    many.operator.hours_per_day = 24.0;
    many.operator.set(Content {
        per_week: 7.0,
        fixed_days: false,
        ..Content::default()
    });
    let mut few = many.clone();
    few.operator.set(Content {
        per_week: 7.0,
        fixed_days: false,
        to_day: DAY as u16 - 1,
        ..Content::default()
    });
    // The same programme goes on with half of the pieces, under a name of its own.
    let rest = crate::operator::kind("content").map(|kind| {
        crate::operator::Instance::new(
            kind,
            Content {
                per_week: 3.5,
                fixed_days: false,
                from_day: DAY as u16,
                ..Content::default()
            },
        )
        .named("fewer")
    });
    few.operator.strategies.extend(rest);
    let [few, many] = [Prepared::new(&few), Prepared::new(&many)];
    let windows = [DAY..DAY + 30, DAY + 335..DAY + 365];
    Ok(compared(settings, [&few, &many], &windows, lived))
}

/// X12: packets every day for 60 days, and none after.
pub(super) fn packets(
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<f64>>, Problems> {
    const DAY: usize = 60;
    let without = place(Preset::Wechat, settings, 150, 2.0, 60 + 75)?;
    let mut with = without.clone();
    with.operator.set(RedPackets {
        to_day: DAY as u16 - 1,
        ..RedPackets::default()
    });
    let [with, without] = [Prepared::new(&with), Prepared::new(&without)];
    // The day after the last packet still sees what members pass on.
    let windows = [DAY + 1..DAY + 15, DAY + 60..DAY + 75];
    Ok(compared(settings, [&with, &without], &windows, lived))
}

/// E7: on one day three times as many come as look in on an ordinary one, in a chat and in a forum.
pub(super) fn influx(
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<f64>>, Problems> {
    const DAY: u16 = 60;
    let mut rows = vec![Vec::new(); settings.replicates as usize];
    for preset in [Preset::Chat, Preset::Forum] {
        let without = place(preset, settings, 100, 1.0, DAY + 8)?;
        // Messages of those who are there already, and visits in the week before.
        let live = |prepared: &Prepared<'_>, replicate: u32| {
            let (mut posts, mut visits) = (0.0, 0.0);
            prepared.run_watched(replicate, false, |community| {
                if community.day() >= DAY {
                    let old = community.writing_visits().filter(|it| it.joined < DAY);
                    posts += old.map(|it| f64::from(it.messages)).sum::<f64>();
                } else if community.day() + 7 >= DAY {
                    visits += community.visits().count() as f64 / 7.0;
                }
            });
            lived();
            (posts, visits)
        };
        let quiet = Prepared::new(&without);
        let before = each(settings.replicates, |replicate| live(&quiet, replicate));
        let usual: f64 = before.iter().map(|it| it.1).sum::<f64>() / before.len() as f64;
        let mut with = without.clone();
        with.audience.channel.push(Channel {
            name: "raid".to_owned(),
            per_day: 3.0 * usual,
            from_day: DAY,
            to_day: DAY,
            ..Channel::default()
        });
        let with = Prepared::new(&with);
        let after = each(settings.replicates, |replicate| live(&with, replicate).0);
        for ((row, (before, _)), after) in rows.iter_mut().zip(before).zip(after) {
            row.push(after / before - 1.0);
        }
    }
    Ok(rows)
}

/// E13: what the community is about is over for everybody on one day.
pub(super) fn need_ends(
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<f64>>, Problems> {
    const DAY: u16 = 90;
    let mut scenario = place(Preset::Forum, settings, 200, 2.0, DAY + 60)?;
    let season = |day, level| SeasonPoint { day, level };
    scenario.demand.season = vec![season(0, 1.0), season(DAY, 1.0), season(DAY + 1, 0.05)];
    let prepared = Prepared::new(&scenario);
    Ok(each(settings.replicates, |replicate| {
        let (mut active, mut still) = (Vec::new(), Vec::new());
        prepared.run_watched(replicate, false, |community| {
            let day = community.day();
            let marks = if (DAY - 30..DAY).contains(&day) {
                &mut active
            } else if day >= DAY + 30 {
                &mut still
            } else {
                return;
            };
            marks.resize(community.ever() as usize, false);
            for visit in community.visits() {
                marks[visit.member as usize] = true;
            }
        });
        lived();
        let all = active.iter().filter(|it| **it).count() as f64;
        let both = active
            .iter()
            .zip(&still)
            .filter(|(one, other)| **one && **other);
        vec![both.count() as f64 / all]
    }))
}
