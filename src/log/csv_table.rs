//! Tables of our own, as CSV: a row a member and day.

use super::lines::Row;
use super::problems::{Problem, Problems};
use super::room::{self, Room};
use super::source::Sheet;
use super::timestamps::{self, Moment};
use super::{Community, LogReader};
use crate::observe::activity::{ActivityLog, ActivityRow};
use crate::observe::presence::PresenceLog;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Columns a table must have.
pub(super) const COLUMNS: [&str; 3] = ["member_id", "day", "events"];
const KNOWN: [&str; 5] = [
    "community",
    "member_id",
    "day",
    "events",
    "replies_received",
];
/// Longest log in days: a hundred years.
pub(super) const LONGEST: i64 = 36_525;
/// A log whose first day is later than this does not count its days from its own start.
const LATEST_START: i64 = 3_650;

/// Bytes that making the table of members and days takes for each row, beside the row itself.
const LATER: usize = 18;
/// Bytes of a member's number and last day.
const MEMBER: usize = 100;

/// A day as a file writes it.
#[derive(Clone, Copy, PartialEq)]
enum DayCell {
    Number(i64),
    Date(Date),
}

pub(super) fn read(
    sheet: &mut Sheet<'_>,
    reader: &mut LogReader,
    file_name: &str,
    problems: &mut Problems,
) -> Option<Community> {
    let community = sheet.optional("community", &KNOWN, problems);
    let replies = sheet.optional("replies_received", &KNOWN, problems);
    let places = COLUMNS.map(|name| sheet.required(name, problems));
    let [Some(member), Some(day), Some(events)] = places else {
        return None;
    };
    let mut names = CommunityName::default();
    let mut days = Days::new(None);
    let mut rows = Vec::new();
    let mut room = Room::default();
    let mut known = reader.numbers.len();
    sheet.each_row(problems, |line, record: &Row, problems| {
        names.check(line, community.map(|index| record.get(index)), problems);
        let number = member_number(line, record.get(member), reader, problems);
        let day = days.read(line, record.get(day), number, problems);
        let events = count(line, "events", record.get(events), problems);
        let replies =
            replies.map(|index| count(line, "replies_received", record.get(index), problems));
        if let (Some(member), Some(day), Some(events)) = (number, day, events) {
            let row = ActivityRow {
                member,
                day: day as u32,
                events,
                replies_received: replies.flatten(),
            };
            room::push(&mut rows, row);
        }
        let fresh = reader.numbers.len() - known;
        known += fresh;
        let now = size_of::<ActivityRow>() + fresh * (MEMBER + record.get(member).len());
        match room.take(now, LATER) {
            None => true,
            Some(problem) => {
                problems.add(problem);
                false
            }
        }
    });
    reader.taken = room.taken();
    if !problems.is_empty() {
        return None;
    }
    reader.first_day = days.first_date;
    Some(Community {
        name: names.first.unwrap_or_else(|| file_name.to_owned()),
        first_day: days.first_date,
        log: ActivityLog::from_rows(rows, None),
        formats: vec!["table of members and days".to_owned()],
        remarks: Vec::new(),
        rhythm: None,
    })
}

pub(super) fn read_presence(
    sheet: &mut Sheet<'_>,
    reader: &mut LogReader,
    problems: &mut Problems,
) -> Option<PresenceLog> {
    let columns = ["member_id", "day", "joins", "leaves"];
    let community = sheet.optional(
        "community",
        &["community", "member_id", "day", "joins", "leaves"],
        problems,
    );
    let places = columns.map(|name| sheet.required(name, problems));
    let [Some(member), Some(day), Some(joins), Some(leaves)] = places else {
        return None;
    };
    let mut names = CommunityName::default();
    let mut days = Days::new(reader.first_day);
    let mut seen = Vec::new();
    let mut room = Room::default();
    sheet.each_row(problems, |line, record: &Row, problems| {
        names.check(line, community.map(|index| record.get(index)), problems);
        let number = member_number(line, record.get(member), reader, problems);
        let day = days.read(line, record.get(day), number, problems);
        let counts = [("joins", joins), ("leaves", leaves)]
            .map(|(name, index)| count(line, name, record.get(index), problems));
        if let (Some(member), Some(day), [Some(joins), Some(leaves)]) = (number, day, counts)
            && let Ok(day) = u32::try_from(day)
            && (joins > 0 || leaves > 0)
        {
            room::push(&mut seen, (member, day));
        }
        match room.take(size_of::<(u32, u32)>(), LATER) {
            None => true,
            Some(problem) => {
                problems.add(problem);
                false
            }
        }
    });
    problems.is_empty().then(|| PresenceLog::from_rows(seen))
}

/// A file is about one community.
#[derive(Default)]
struct CommunityName {
    first: Option<String>,
    second_reported: bool,
}

impl CommunityName {
    fn check(&mut self, line: u64, cell: Option<&str>, problems: &mut Problems) {
        let Some(cell) = cell else { return };
        match &self.first {
            None => self.first = Some(cell.to_owned()),
            Some(first) if first != cell && !self.second_reported => {
                self.second_reported = true;
                problems.add(
                    Problem::of_cell(line, "community", format!("`{cell}` after `{first}`"))
                        .help("give each community a file of its own"),
                );
            }
            Some(_) => {}
        }
    }
}

/// Reads days and checks that they rise and that no member has one twice.
struct Days {
    first_date: Option<Date>,
    kind: Option<DayCell>,
    latest: i64,
    last_of_member: BTreeMap<u32, i64>,
}

impl Days {
    fn new(first_date: Option<Date>) -> Self {
        Self {
            first_date,
            kind: None,
            latest: i64::MIN,
            last_of_member: BTreeMap::new(),
        }
    }

    /// The day from the start of the log, negative before it; `None` for a problem.
    fn read(
        &mut self,
        line: u64,
        cell: &str,
        member: Option<u32>,
        problems: &mut Problems,
    ) -> Option<i64> {
        let day = match self.number(cell) {
            Ok(day) => day,
            Err((message, help)) => {
                problems.add(Problem::of_cell(line, "day", message).help(help));
                return None;
            }
        };
        if day < self.latest {
            problems.add(
                Problem::of_cell(line, "day", format!("`{cell}` comes after a later day"))
                    .help("sort the rows by day"),
            );
            return None;
        }
        self.latest = day;
        if let Some(member) = member
            && self.last_of_member.insert(member, day) == Some(day)
        {
            problems.add(
                Problem::of_line(
                    line,
                    format!("the same member and day `{cell}` for the second time"),
                )
                .help("add the rows of a member's day up"),
            );
            return None;
        }
        Some(day)
    }

    fn number(&mut self, cell: &str) -> Result<i64, (String, &'static str)> {
        let parsed = parse_day(cell).ok_or_else(|| {
            (
                format!("`{cell}` is not a day"),
                "write whole numbers from the start of the log, or dates such as 2024-01-05",
            )
        })?;
        let kind = *self.kind.get_or_insert(parsed);
        match (kind, parsed) {
            (DayCell::Number(first), DayCell::Number(day)) => {
                if day < 0 {
                    Err((
                        format!("`{cell}` is negative"),
                        "day 0 is the first day of the log",
                    ))
                } else if day > LONGEST || first > LATEST_START {
                    Err((
                        format!("`{cell}` is too far from day 0"),
                        "count days from the start of the log, or write dates",
                    ))
                } else {
                    Ok(day)
                }
            }
            (DayCell::Date(_), DayCell::Date(date)) => {
                let first = *self.first_date.get_or_insert(date);
                let day = days_between(first, date);
                if day > LONGEST {
                    Err((
                        format!("`{cell}` is more than a hundred years after {first}"),
                        "check the year",
                    ))
                } else {
                    Ok(day)
                }
            }
            _ => Err((
                format!("`{cell}` among days written another way"),
                "write all days as numbers or all as dates",
            )),
        }
    }
}

/// Days from `first` to `date`, negative if it lies before.
pub(super) fn days_between(first: Date, date: Date) -> i64 {
    // Two civil dates are always a whole number of days apart, and fewer than 2³¹.
    first
        .until(date)
        .map_or(i64::MAX, |span| i64::from(span.get_days()))
}

fn parse_day(cell: &str) -> Option<DayCell> {
    if let Ok(number) = cell.parse() {
        return Some(DayCell::Number(number));
    }
    // All that `timestamps` reads, as long as it is a day that needs no other to be told.
    match timestamps::read(cell)? {
        Moment::Known { local, .. } => {
            timestamps::date_of(local.div_euclid(86_400)).map(DayCell::Date)
        }
        Moment::Numbers { .. } => None,
    }
}

fn member_number(
    line: u64,
    cell: &str,
    reader: &mut LogReader,
    problems: &mut Problems,
) -> Option<u32> {
    if cell.is_empty() {
        problems.add(Problem::of_cell(line, "member_id", "is empty"));
        return None;
    }
    Some(reader.numbers.of(cell))
}

fn count(line: u64, column: &str, cell: &str, problems: &mut Problems) -> Option<u32> {
    if let Ok(count) = cell.parse() {
        return Some(count);
    }
    let problem = match cell.parse::<i128>() {
        Ok(number) if number < 0 => Problem::of_cell(line, column, format!("`{cell}` is negative")),
        Ok(_) => Problem::of_cell(line, column, format!("`{cell}` is too large")),
        Err(_) if cell.is_empty() => Problem::of_cell(line, column, "is empty")
            .help("write 0 where there is none, or drop the column where it is not known"),
        Err(_) => Problem::of_cell(line, column, format!("`{cell}` is not a whole number")),
    };
    problems.add(problem);
    None
}
