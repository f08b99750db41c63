//! Raw exports with one row a message.

use super::problems::{Problem, Problems};
use super::source::Sheet;
use super::table::{LONGEST, days_between};
use super::timestamps::{HELP, TimeForms};
use super::{Community, LogReader};
use crate::observe::activity::{ActivityLog, ActivityRow};
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// One message; names are numbers already, `answers` is as the file has it.
struct Message<'sheet> {
    time: DateTime,
    author: u32,
    id: Option<&'sheet str>,
    answers: &'sheet str,
}

pub(super) fn read(
    sheet: &Sheet,
    reader: &mut LogReader,
    file_name: &str,
    problems: &mut Problems,
) -> Option<Community> {
    let columns = reader.columns.clone();
    let known = [
        &columns.timestamp,
        &columns.author,
        &columns.reply_to,
        &columns.id,
    ]
    .map(|name| name.to_lowercase());
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let timestamp = sheet.required(&columns.timestamp, problems);
    let author = sheet.required(&columns.author, problems);
    let answers = sheet.optional(&columns.reply_to, &known, problems);
    let id = sheet.optional(&columns.id, &[], problems);
    let (Some(timestamp), Some(author)) = (timestamp, author) else {
        return None;
    };
    let mut forms = TimeForms::default();
    let mut messages = Vec::new();
    let mut authors = Vec::new();
    for (line, record) in sheet.rows() {
        let name = &record[author];
        if name.is_empty() {
            problems.add(Problem::of_cell(line, &columns.author, "is empty"));
        }
        let cell = &record[timestamp];
        let Some(time) = forms.read(cell, &reader.time_zone) else {
            problems.add(
                Problem::of_cell(line, &columns.timestamp, format!("`{cell}` is not a time"))
                    .help(HELP),
            );
            continue;
        };
        authors.push(name);
        messages.push(Message {
            time,
            author: 0,
            id: id.map(|index| &record[index]),
            answers: answers.map_or("", |index| &record[index]),
        });
    }
    if !problems.is_empty() {
        return None;
    }
    // Numbers follow the first message, not the first row.
    let mut order: Vec<usize> = (0..messages.len()).collect();
    order.sort_by_key(|&index| messages[index].time);
    for &index in &order {
        messages[index].author = reader.numbers.of(authors[index]);
    }
    let first_day = messages[*order.first()?].time.date();
    let last_day = messages[*order.last()?].time.date();
    let span = days_between(first_day, last_day);
    if span > LONGEST {
        problems.add(
            Problem::of_file(format!("the messages run from {first_day} to {last_day}"))
                .help("a log is at most a hundred years long; look for a wrong time stamp"),
        );
        return None;
    }
    let received = answers.map(|_| replies_received(&messages, &order, reader, id.is_some()));
    let rows = messages
        .iter()
        .enumerate()
        .map(|(index, message)| ActivityRow {
            member: message.author,
            day: days_between(first_day, message.time.date()) as u32,
            events: 1,
            replies_received: received.as_ref().map(|received| received[index]),
        });
    let log = ActivityLog::from_rows(rows, None);
    reader.first_day = Some(first_day);
    Some(Community {
        name: file_name.to_owned(),
        first_day: Some(first_day),
        log,
    })
}

/// Replies each message received from others. What is answered is found by its identifier, or, in
/// files without identifiers, is the latest message of the author named.
fn replies_received(
    messages: &[Message],
    order: &[usize],
    reader: &LogReader,
    by_id: bool,
) -> Vec<u32> {
    let mut received = vec![0; messages.len()];
    let with_id: BTreeMap<&str, usize> = messages
        .iter()
        .enumerate()
        .filter_map(|(index, message)| Some((message.id?, index)))
        .collect();
    let mut latest_of: BTreeMap<u32, usize> = BTreeMap::new();
    for &index in order {
        let message = &messages[index];
        let target = if message.answers.is_empty() {
            None
        } else if by_id {
            with_id.get(message.answers).copied()
        } else {
            let author = reader.numbers.known(message.answers);
            author.and_then(|author| latest_of.get(&author).copied())
        };
        if let Some(target) = target
            && messages[target].author != message.author
        {
            received[target] += 1;
        }
        latest_of.insert(message.author, index);
    }
    received
}
