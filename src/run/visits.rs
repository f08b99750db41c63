//! Every join, visit and exit of a run in a table, so that whoever doubts a metric can count it anew.

use crate::files::spreadsheet::text_cell;
use crate::model::community::Community;
use crate::model::log::{NOBODY, Way};
use crate::model::member::{NEVER, State};
use crate::model::visit::mark;
use crate::model::who::Who;
use std::collections::BTreeMap;
use std::io::Write;

/// The columns of the table.
pub const COLUMNS: [&str; 9] = [
    "replicate",
    "day",
    "event",
    "person",
    "who",
    "channel",
    "messages",
    "answers",
    "value",
];

/// Writes what happens on the days of one replicate after the other.
pub struct Visits<W: Write> {
    rows: csv::Writer<W>,
    replicate: u32,
    hour_cost: f64,
    /// The first error; what comes after it is not written.
    failed: Option<csv::Error>,
}

/// One row, without the replicate and the day.
#[derive(Default)]
struct Row<'a> {
    event: &'a str,
    person: Option<u32>,
    who: &'a str,
    channel: &'a str,
    messages: Option<u32>,
    answers: Option<u32>,
    value: Option<f64>,
}

impl<W: Write> Visits<W> {
    /// An empty table; `hour_cost` is what an hour of the operator costs.
    ///
    /// # Errors
    /// If its header cannot be written.
    pub fn new(into: W, hour_cost: f64) -> Result<Self, csv::Error> {
        let mut rows = csv::Writer::from_writer(into);
        rows.write_record(COLUMNS)?;
        Ok(Self {
            rows,
            replicate: 0,
            hour_cost,
            failed: None,
        })
    }

    /// What follows is of this replicate.
    pub fn begin(&mut self, replicate: u32) {
        self.replicate = replicate;
    }

    /// Ends the table.
    ///
    /// # Errors
    /// If anything could not be written.
    pub fn finish(mut self) -> Result<(), csv::Error> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.rows.flush()?;
        Ok(())
    }

    fn row(&mut self, day: u16, row: &Row<'_>) {
        if self.failed.is_some() {
            return;
        }
        let number = |value: Option<u32>| value.map_or_else(String::new, |it| it.to_string());
        let fields = [
            self.replicate.to_string(),
            day.to_string(),
            row.event.to_owned(),
            number(row.person),
            row.who.to_owned(),
            text_cell(row.channel).into_owned(),
            number(row.messages),
            number(row.answers),
            row.value.map_or_else(String::new, |it| it.to_string()),
        ];
        self.failed = self.rows.write_record(fields).err();
    }

    /// Writes down a finished day, before it is closed.
    pub fn watch(&mut self, community: &Community<'_>) {
        self.people(community);
        let day = community.day();
        for visit in community.visits() {
            self.row(
                day,
                &Row {
                    event: "visit",
                    person: Some(visit.member),
                    messages: Some(u32::from(visit.messages)),
                    answers: Some(u32::from(visit.answers)),
                    value: visit.is(mark::MUTED).then_some(1.0),
                    ..Row::default()
                },
            );
        }
        for exit in &community.log().exits {
            let event = match exit.way {
                Way::Silent => "silent",
                Way::Left | Way::LeftSilent => "left",
                Way::Removed | Way::RemovedSilent => "removed",
            };
            self.row(
                day,
                &Row {
                    event,
                    person: Some(exit.member),
                    ..Row::default()
                },
            );
        }
        self.desk(community);
    }

    /// Who joined, and who paid.
    fn people(&mut self, community: &Community<'_>) {
        let day = community.day();
        let audience = &community.rules().audience;
        // What members with a history had written before they were ever observed.
        let before_today: BTreeMap<u32, u32> = if day == 0 && !audience.members.is_empty() {
            let visits = community.visits();
            visits
                .map(|visit| (visit.member, visit.posts_before))
                .collect()
        } else {
            BTreeMap::new()
        };
        for join in &community.log().joins {
            let member = community.member(join.member);
            let past = audience.members.get(join.member as usize);
            let silent = member.state == State::Silent && member.last_visit == NEVER;
            let event = match past {
                // Some had fallen silent for good before anybody looked.
                Some(_) if silent => "past_silent",
                Some(_) => "past",
                None => "join",
            };
            let channel = audience.channel.get(usize::from(join.channel));
            let written = past.map(|_| {
                let today = before_today.get(&join.member);
                today.copied().unwrap_or(member.posts)
            });
            self.row(
                day,
                &Row {
                    event,
                    person: Some(join.member),
                    who: match community.rules().who(join.archetype) {
                        Who::Member => "member",
                        Who::Spammer => "spammer",
                        Who::Staff => "staff",
                    },
                    channel: channel.map_or("word_of_mouth", |channel| channel.name.as_str()),
                    messages: written,
                    answers: None,
                    value: match past {
                        Some(past) => Some(f64::from(past.last_day)),
                        None => (join.inviter != NOBODY).then(|| f64::from(join.inviter)),
                    },
                },
            );
        }
        for (event, people) in [
            ("paid", &community.log().payers),
            ("due", &community.log().due),
        ] {
            for person in people {
                self.row(
                    day,
                    &Row {
                        event,
                        person: Some(*person),
                        ..Row::default()
                    },
                );
            }
        }
    }

    /// Applicants, rooms and money.
    fn desk(&mut self, community: &Community<'_>) {
        let (day, log) = (community.day(), community.log());
        let channels = &community.rules().audience.channel;
        for (number, applied) in log.applied.iter().enumerate().filter(|it| *it.1 > 0) {
            self.row(
                day,
                &Row {
                    event: "applied",
                    channel: channels
                        .get(number)
                        .map_or("word_of_mouth", |channel| channel.name.as_str()),
                    value: Some(f64::from(*applied)),
                    ..Row::default()
                },
            );
        }
        let said = community.rooms().iter().map(|room| room.today.said);
        let (mut ads, mut messages) = (0.0, 0.0);
        for said in said {
            ads += said.ads;
            messages += said.messages;
        }
        let full = community.open_room().is_none();
        for (event, value) in [
            ("rejected", f64::from(log.rejections)),
            ("turned_away", f64::from(log.turned_away)),
            ("waiting", f64::from(log.waiting)),
            ("full", f64::from(u8::from(full))),
            ("cost", log.spent + log.hours * self.hour_cost),
            ("revenue", log.earned),
            ("advertising", log.advertising),
            ("messages_standing", messages),
            ("ads_standing", ads),
        ] {
            if value != 0.0 {
                self.row(
                    day,
                    &Row {
                        event,
                        value: Some(value),
                        ..Row::default()
                    },
                );
            }
        }
        // Of every day, so that the number of days can be read from the table.
        self.row(
            day,
            &Row {
                event: "hours",
                value: Some(log.hours),
                ..Row::default()
            },
        );
    }
}
