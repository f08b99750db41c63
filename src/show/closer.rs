//! Charts of one run looked at closely, and of the operator's hours.

use super::about::{about, about_runs};
use super::courses::{mean_of, period};
use super::{nets, staying};
use crate::draw::charts::{
    HoursAndNeed, IndividualLives, Lorenz, MemberDays, RoomSeries, RoomsOverTime,
};
use crate::draw::{About, Chart, ChartError, Event, Label, Spread};
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::run::close::{CloseLook, OneLife, RoomDays};
use crate::run::drivers::Hours;
use crate::run::summary::{Band, Summary};
use crate::scenario::settings::Scenario;
use crate::show::page::make::numbers::{percent, whole};
use crate::stats::inequality::absence_factor;
use crate::stats::summary::mean;
use crate::words::number::number;
use crate::words::{Unit, findings, labels};

/// Rooms that have a line of their own.
const ROOMS: usize = 8;

/// The operator's hours; `None` where the work never asks for any.
pub(super) fn hours(
    scenario: &Scenario,
    summary: &Summary,
    records: &[Record],
    events: &[Event],
) -> Option<Result<Chart, ChartError>> {
    let days = usize::from(summary.days);
    let over_days = |read: fn(&Record) -> &[f32]| -> Vec<Band> {
        let on = |day: usize| {
            let values = records.iter().filter_map(|record| read(record).get(day));
            Band::of(values.map(|it| f64::from(*it)))
        };
        (0..days).map(on).collect()
    };
    let asked = over_days(|record| &record.hours.asked);
    if !asked.iter().any(|band| band.mean > 0.0) {
        return None;
    }
    let there = over_days(|record| &record.hours.there);
    let worked = summary.series(Daily::OperatorHours);
    let period = period(days);
    let means = |bands: &[Band]| -> Vec<Spread> {
        let bands: Vec<&Band> = bands.iter().collect();
        let full = bands.chunks_exact(period.min(bands.len().max(1)));
        full.map(mean_of).collect()
    };
    let chart = HoursAndNeed {
        about: About {
            finding: found_in_hours(records),
            footer: Some(labels::ASKED_AT_LEAST.into()),
            ..about_runs(scenario, summary)
        },
        period_days: period as u32,
        worked: means(worked),
        there: means(&there),
        asked: means(&asked),
        events: events.to_vec(),
    };
    Some(chart.chart())
}

/// The charts of one run out of those that are summed up.
pub(super) fn of_one(
    scenario: &Scenario,
    summary: &Summary,
    close: &CloseLook,
    events: &[Event],
) -> [Result<Chart, ChartError>; 5] {
    let runs = summary.replicates;
    let found = |finding: Option<Label>| About {
        finding,
        ..about(scenario, runs)
    };
    let lives = close.lives.iter().map(|life| MemberDays {
        member: life.member,
        joined: life.joined,
        off: life.off,
        visits: life.visits.clone(),
        wrote: life.wrote.clone(),
    });
    let (rooms, period) = rooms(close);
    [
        RoomsOverTime {
            about: found(found_in_rooms(close)),
            replicate: close.replicate,
            period_days: period as u32,
            rooms,
        }
        .chart(),
        Lorenz {
            about: found(found_in_lorenz(&close.written)),
            replicate: close.replicate,
            writers: close.written.len(),
            curve: Lorenz::curve(&close.written),
        }
        .chart(),
        IndividualLives {
            about: found(found_in_lives(close)),
            replicate: close.replicate,
            days: close.days,
            lives: lives.collect(),
            events: events.to_vec(),
        }
        .chart(),
        staying::by_archetype(scenario, close, runs),
        nets::chart(scenario, close, runs, summary.drawn),
    ]
}

/// The rooms with most messages, and all others together; and the days of a period.
fn rooms(close: &CloseLook) -> (Vec<RoomSeries>, usize) {
    let period = period(usize::from(close.days));
    let mut order: Vec<&RoomDays> = close.rooms.iter().collect();
    order.sort_by(|one, other| other.said().total_cmp(&one.said()));
    let others = if order.len() > ROOMS {
        order.split_off(ROOMS - 1)
    } else {
        Vec::new()
    };
    let mut lines: Vec<RoomSeries> = order
        .iter()
        .map(|room| line(Label::from(room.name.as_str()), &[*room], period))
        .collect();
    if !others.is_empty() {
        let name = labels::OTHER_ROOMS.fill(&[("n", &others.len())]);
        lines.push(line(name, &others, period));
    }
    (lines, period)
}

/// Rooms together, as one line.
fn line(room: Label, rooms: &[&RoomDays], period: usize) -> RoomSeries {
    let sum = |read: fn(&RoomDays) -> &[f64]| -> Vec<f64> {
        let days = rooms.first().map_or(0, |it| read(it).len());
        let on = |day: usize| rooms.iter().filter_map(|it| read(it).get(day)).sum::<f64>();
        let all: Vec<f64> = (0..days).map(on).collect();
        let full = all.chunks_exact(period.min(all.len().max(1)));
        full.map(|days| days.iter().sum()).collect()
    };
    let messages = sum(|it| &it.messages);
    let (visits, overloaded) = (sum(|it| &it.visits), sum(|it| &it.overloaded));
    let shares = overloaded.iter().zip(&visits);
    RoomSeries {
        room,
        messages: messages.iter().map(|it| it / period as f64).collect(),
        // Where nobody looks in, nobody finds too much or too little.
        overloaded: shares.map(|(over, all)| over / all).collect(),
    }
}

/// The operator's hours: whether there is time for all of the work.
fn found_in_hours(records: &[Record]) -> Option<Label> {
    let hours = Hours::of(records);
    let shown = |value: f64| number(value, Unit::Hours);
    let text = if hours.are_enough() {
        findings::HOURS_ENOUGH
    } else if shown(hours.asked) == shown(hours.worked) {
        findings::HOURS_LATE
    } else {
        findings::HOURS_SHORT
    };
    let lived = records.iter().any(|record| !record.hours.asked.is_empty());
    lived.then(|| {
        text.fill(&[
            ("asked", &shown(hours.asked)),
            ("worked", &shown(hours.worked)),
            ("there", &shown(hours.there)),
            ("share", &percent(hours.short)),
        ])
    })
}

/// Individual lives: who looks in often, of those who were there long enough for a habit, and who
/// never comes back.
fn found_in_lives(close: &CloseLook) -> Option<Label> {
    const WEEK: u16 = 7;
    const LEAST: u16 = 28;
    let on_the_list = |life: &OneLife| life.off.unwrap_or(close.days).saturating_sub(life.joined);
    let stayed = || close.lives.iter().filter(|it| on_the_list(it) >= LEAST);
    // Somebody who came on one of two days alone shows no habit.
    let often =
        stayed().filter(|it| it.visits.len() * usize::from(WEEK) >= usize::from(on_the_list(it)));
    // Of those who came last nobody knows yet.
    let watched = || {
        close
            .lives
            .iter()
            .filter(|it| it.joined + 2 * WEEK <= close.days)
    };
    let brief = watched().filter(|life| {
        let seen = life.visits.last().copied().unwrap_or(life.joined);
        seen - life.joined <= WEEK
    });
    let text = if stayed().count() > 0 {
        findings::LIVES
    } else {
        findings::LIVES_SHORT
    };
    (watched().count() > 0).then(|| {
        text.fill(&[
            ("least", &LEAST),
            ("stayed", &stayed().count()),
            ("often", &often.count()),
            ("brief", &brief.count()),
            ("watched", &watched().count()),
        ])
    })
}

/// The Lorenz curve: how few are behind half of all messages, of numbers of messages in rising order.
fn found_in_lorenz(ascending: &[u32]) -> Option<Label> {
    let values: Vec<f64> = ascending.iter().map(|it| f64::from(*it)).collect();
    let few = absence_factor(&values);
    let heads = |count: usize| whole(count as f64);
    (!values.is_empty())
        .then(|| findings::LORENZ.fill(&[("few", &heads(few)), ("all", &heads(values.len()))]))
}

/// The rooms: where most visits find too much.
fn found_in_rooms(close: &CloseLook) -> Option<Label> {
    /// Share of visits below which nobody speaks of too much.
    const HARDLY: f64 = 0.02;
    let share = |room: &RoomDays| {
        room.overloaded.iter().sum::<f64>() / room.visits.iter().sum::<f64>().max(1.0)
    };
    let fullest = close
        .rooms
        .iter()
        .max_by(|one, other| share(one).total_cmp(&share(other)))?;
    let rooms = close.rooms.iter();
    let busiest = rooms.max_by(|one, other| one.said().total_cmp(&other.said()))?;
    let (room, text) = if share(fullest) < HARDLY {
        (busiest, findings::ROOMS_CALM)
    } else {
        (fullest, findings::ROOMS_FULL)
    };
    let open: Vec<f64> = room
        .messages
        .iter()
        .zip(&room.visits)
        .filter(|(_, visits)| **visits > 0.0)
        .map(|(messages, _)| *messages)
        .collect();
    Some(text.fill(&[
        ("room", &room.name),
        ("messages", &whole(mean(&open))),
        ("share", &percent(share(room))),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stayed_a_day_or_two_has_no_habit() {
        let life = |joined: u16, off: Option<u16>, visits: Vec<u16>| OneLife {
            member: 0,
            joined,
            off,
            visits,
            wrote: Vec::new(),
        };
        let close = CloseLook {
            days: 60,
            lives: vec![
                // Every other day for two months.
                life(0, None, (0..60).step_by(2).collect()),
                // Hardly ever.
                life(5, None, vec![5, 30]),
                // Every day of the two that they stayed: no habit, and gone in the first week.
                life(10, Some(12), vec![10, 11]),
                // Nobody knows yet.
                life(55, None, vec![55, 56, 57, 58, 59]),
            ],
            ..CloseLook::default()
        };
        let found = found_in_lives(&close).expect("a finding").en;
        let said = "1 of the 2 members on the list for 28 days or more look in once a week or more; \
                    1 of 3 never come back after their first week";
        assert_eq!(found, said);
        let short = CloseLook { days: 25, ..close };
        let found = found_in_lives(&short).expect("a finding").en;
        assert!(found.starts_with("1 of 3 members"), "{found}");
    }
}
