//! The messages of all files of one community, on their way to the table of members and days.

use super::problems::{Problem, Problems};
use super::room::{self, Room};
use super::table::LONGEST;
use super::timestamps::{self, DayOrder, Moment, date_of};
use super::{Community, LogReader, people};
use crate::observe::activity::{ActivityLog, ActivityRow};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

const DAY: i64 = 86_400;
/// Bytes that putting the messages in order and making the table takes for each, beside its record.
const LATER: usize = 26;
/// The same for what only messages with an identifier take.
const LATER_WITH_ID: usize = 14;
/// Bytes of a name in the list of names, beside its letters.
const NAME: usize = 160;
/// Marks a record whose day waits for the order of its numbers.
const WAITING: i32 = i32::MIN;
const NOBODY: u32 = u32::MAX;
/// A message alone behind a silence of so many days, in which a whole log of others would fit, is stray.
const STRAY: i32 = 730;
/// At most this share of the messages is stray, and at most ten.
const STRAY_SHARE: usize = 100;
/// An order of dates that makes the log so many times as long as another, and at least so many
/// days, has the year in the wrong place.
const MANY_TIMES: i64 = 20;
const TELLING_SPAN: i64 = 300;
/// Identifiers under which names come and go in this share of the messages are not of persons.
const SHARED_IDENTIFIER: f64 = 0.05;

/// Why a message was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    System,
    Bot,
    Deleted,
    NoAuthor,
    Repeated,
    Stray,
}

impl Reason {
    fn words(self, count: u64) -> String {
        let one = count == 1;
        let messages = if one { "message" } else { "messages" };
        match self {
            Self::System => format!("{count} {messages} of the platform itself"),
            Self::Bot => format!("{count} {messages} of programs"),
            Self::Deleted => format!("{count} {messages} of accounts that were deleted"),
            Self::NoAuthor => format!("{count} {messages} without an author"),
            Self::Repeated => {
                format!("{count} {messages} that came before under the same identifier")
            }
            Self::Stray => format!("{count} {messages} dated far from all others"),
        }
    }
}

/// What a message answers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Answers<'text> {
    /// Nothing, as far as is known.
    #[default]
    Nothing,
    /// The message with this identifier.
    Message(&'text str),
    /// The latest message of this author.
    Author(&'text str),
}

/// One message as a format reads it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Message<'text> {
    pub line: u64,
    pub time: Moment,
    /// What the platform calls the author; empty where it does not.
    pub author_id: &'text str,
    /// What others call the author; empty where it is not known.
    pub author: &'text str,
    /// Identifier of the message; empty where it has none.
    pub id: &'text str,
    pub answers: Answers<'text>,
}

struct Record {
    /// Seconds since 1970, or three numbers packed.
    instant: i64,
    id: u64,
    answers: u64,
    day: i32,
    author_id: u32,
    name: u32,
    line: u32,
    file: u16,
    /// Hour of the clock on the wall.
    hour: u8,
    answers_author: bool,
}

#[derive(Default)]
struct Numbered {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Numbered {
    fn of(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return NOBODY;
        }
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }
}

/// Collects messages.
#[derive(Default)]
pub(super) struct Gather {
    records: Vec<Record>,
    ids: Numbered,
    names: Numbered,
    no_members: HashMap<u32, Option<Reason>>,
    left_out: BTreeMap<Reason, (u64, u16, u64)>,
    files: Vec<PathBuf>,
    formats: Vec<&'static str>,
    /// Things worth saying, in the order found.
    pub remarks: Vec<String>,
    /// What is wrong in the file at hand.
    pub problems: Problems,
    /// What all of it takes of the memory.
    pub room: Room,
    replies_known: bool,
    zone: Option<jiff::tz::TimeZone>,
}

fn digest(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish().max(1)
}

impl Gather {
    pub(super) fn new(zone: Option<jiff::tz::TimeZone>) -> Self {
        Self {
            zone,
            ..Self::default()
        }
    }

    /// A new file begins.
    pub(super) fn file(&mut self, path: &Path, format: &'static str) {
        self.files.push(path.to_path_buf());
        if !self.formats.contains(&format) {
            self.formats.push(format);
        }
    }

    /// Whether no message has been taken in.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The format says which message answers which, if any does.
    pub(super) fn knows_replies(&mut self) {
        self.replies_known = true;
    }

    /// Something that is left out.
    pub(super) fn leave_out(&mut self, reason: Reason, line: u64) {
        let file = self.files.len().saturating_sub(1) as u16;
        self.left_out.entry(reason).or_insert((0, file, line)).0 += 1;
    }

    /// A time that is none.
    pub(super) fn no_time(&mut self, line: u64, column: Option<&str>, cell: &str) {
        let message = format!("`{}` is not a time", shortened(cell));
        let problem = match column {
            Some(column) => Problem::of_cell(line, column, message),
            None => Problem::of_line(line, message),
        };
        self.problems.add(problem.help(timestamps::HELP));
    }

    /// Takes a message in of which no more is known than who wrote it when.
    pub(super) fn said(&mut self, line: u64, time: Moment, author: &str) {
        self.message(&Message {
            line,
            time,
            author_id: "",
            author,
            id: "",
            answers: Answers::Nothing,
        });
    }

    /// Takes a message in.
    pub(super) fn message(&mut self, message: &Message<'_>) {
        let name = people::same_name(message.author);
        if name.is_empty() && message.author_id.is_empty() {
            self.leave_out(Reason::NoAuthor, message.line);
            return;
        }
        let length = name.len();
        let known = self.names.texts.len();
        let name = self.names.of(&name);
        self.take_room(self.names.texts.len() > known, length);
        if name != NOBODY {
            let texts = &self.names.texts;
            let reason = *self
                .no_members
                .entry(name)
                .or_insert_with(|| people::no_member(&texts[name as usize]));
            if let Some(reason) = reason {
                self.leave_out(reason, message.line);
                return;
            }
        }
        let (instant, day, hour) = match message.time {
            Moment::Known { local, ahead } => {
                let instant = local - ahead.unwrap_or(0);
                let local = match (&self.zone, ahead) {
                    (Some(zone), Some(_)) => jiff::Timestamp::from_second(instant)
                        .map_or(local, |time| {
                            instant + i64::from(zone.to_offset(time).seconds())
                        }),
                    _ => local,
                };
                let day = local.div_euclid(DAY);
                (instant, day as i32, (local.rem_euclid(DAY) / 3_600) as u8)
            }
            Moment::Numbers { parts, second } => {
                let [first, middle, last] = parts.map(i64::from);
                let packed = ((first << 40) | (middle << 32) | (last << 18)) | i64::from(second);
                (packed, WAITING, (second / 3_600) as u8)
            }
        };
        let (answers, answers_author) = match message.answers {
            Answers::Nothing => (0, false),
            Answers::Message(id) => (digest(id), false),
            Answers::Author(author) => (digest(&people::same_name(author)), true),
        };
        let known = self.ids.texts.len();
        let author_id = self.ids.of(message.author_id);
        self.take_room(self.ids.texts.len() > known, message.author_id.len());
        if !message.id.is_empty() {
            self.room.expect(LATER_WITH_ID);
        }
        if self.room.is_full() {
            return;
        }
        let record = Record {
            instant,
            id: digest(message.id),
            answers,
            day,
            author_id,
            name,
            line: u32::try_from(message.line).unwrap_or(u32::MAX),
            file: self.files.len().saturating_sub(1) as u16,
            hour,
            answers_author,
        };
        room::push(&mut self.records, record);
    }

    /// Half of a message's record, and a name of so many bytes if it is a new one.
    fn take_room(&mut self, is_new: bool, length: usize) {
        let text = if is_new { NAME + 2 * length } else { 0 };
        let taken = self.room.take(size_of::<Record>() / 2 + text, LATER / 2);
        if let Some(problem) = taken {
            self.problems.add(problem);
        }
    }

    fn place(&self, file: u16, line: u64) -> String {
        match self.files.get(usize::from(file)) {
            Some(path) => format!("{}:{line}", path.display()),
            None => format!("line {line}"),
        }
    }

    /// Tells which of three numbers is the day; a problem if the files do not say.
    fn order(&mut self, asked: Option<DayOrder>) {
        let waiting = || self.records.iter().filter(|record| record.day == WAITING);
        let Some(first) = waiting().next() else {
            return;
        };
        let (file, line) = (first.file, u64::from(first.line));
        let fits =
            |order: DayOrder| waiting().all(|record| order.day(unpack(record.instant)).is_some());
        // Exports are in order of time: the wrong reading of the days jumps back and forth.
        let steps_back = |order: DayOrder| {
            let mut last = None;
            let mut steps = 0_u64;
            for record in waiting() {
                let day = order.day(unpack(record.instant));
                steps += u64::from(day < last);
                last = day;
            }
            steps
        };
        let mut candidates: Vec<(u64, DayOrder)> = DayOrder::ALL
            .into_iter()
            .filter(|&order| asked.is_none_or(|asked| asked == order) && fits(order))
            .map(|order| (steps_back(order), order))
            .collect();
        // The year in the wrong place makes years out of days.
        let span = |order: DayOrder| {
            let days = || waiting().filter_map(|record| order.day(unpack(record.instant)));
            days().max().unwrap_or(0) - days().min().unwrap_or(0)
        };
        let shortest = candidates.iter().map(|candidate| span(candidate.1)).min();
        candidates.retain(|&(_, order)| {
            let span = span(order);
            span < TELLING_SPAN || span <= shortest.unwrap_or(0).max(1) * MANY_TIMES
        });
        candidates.sort_by_key(|candidate| candidate.0);
        let count = waiting().count() as u64;
        let [first, middle, last] = unpack(first.instant);
        let chosen = match &candidates[..] {
            [] => None,
            [(_, only)] => Some(*only),
            // Twice the steps back, and a few of them, are no accident.
            [(best, order), (second, _), ..] => {
                (*second > best * 2 + 2 && best * 10 < count).then_some(*order)
            }
        };
        let Some(order) = chosen else {
            let message = format!(
                "`{first}/{middle}/{last}` could be several days: {}",
                if candidates.is_empty() {
                    "no order of day, month and year fits all lines".to_owned()
                } else {
                    let orders: Vec<&str> = candidates
                        .iter()
                        .map(|candidate| candidate.1.words())
                        .collect();
                    orders.join("; or ")
                }
            );
            let problem = if self.files.len() > 1 {
                Problem::of_file(format!("{}: {message}", self.place(file, line)))
            } else {
                Problem::of_line(line, message)
            };
            self.problems.add(problem.help(
                "say which with --day-order day-month-year, month-day-year or year-month-day, or write 2024-01-05",
            ));
            return;
        };
        if asked.is_none() {
            self.remarks.push(format!(
                "dates such as {first}/{middle}/{last} are read as {}, the only order that fits the file",
                order.words()
            ));
        }
        for record in &mut self.records {
            if record.day == WAITING {
                let day = order.day(unpack(record.instant)).unwrap_or(0);
                record.instant = day * DAY + (record.instant & 0x3_ffff);
                record.day = day as i32;
            }
        }
    }

    /// Leaves out the second of messages with the same identifier and time.
    fn leave_out_repeated(&mut self) {
        let mut order: Vec<(u64, i64, u32)> = self
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| record.id != 0)
            .map(|(index, record)| (record.id, record.instant, index as u32))
            .collect();
        order.sort_unstable();
        let repeated: Vec<u32> = order
            .windows(2)
            .filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1)
            .map(|pair| pair[1].2)
            .collect();
        self.remove(repeated, Reason::Repeated);
    }

    fn remove(&mut self, mut indices: Vec<u32>, reason: Reason) {
        if indices.is_empty() {
            return;
        }
        indices.sort_unstable();
        let first = &self.records[indices[0] as usize];
        let place = (0, first.file, u64::from(first.line));
        self.left_out.entry(reason).or_insert(place).0 += indices.len() as u64;
        let mut next = indices.into_iter().peekable();
        let mut index = 0;
        self.records.retain(|_| {
            let gone = next.next_if_eq(&index).is_some();
            index += 1;
            !gone
        });
    }

    /// Leaves out a few messages whose dates lie far from those of all others.
    fn leave_out_stray(&mut self) {
        let mut days: Vec<i32> = self.records.iter().map(|record| record.day).collect();
        days.sort_unstable();
        let most = (days.len() / STRAY_SHARE).clamp(1, 10);
        if days.len() < 3 {
            return;
        }
        let mut kept = days[0]..=days[days.len() - 1];
        // From either end, the last wide gap within the few outermost messages.
        for index in 0..most {
            let rest = days[days.len() - 1] - days[index + 1];
            let gap = days[index + 1] - days[index];
            if gap > STRAY && gap > rest {
                kept = days[index + 1]..=*kept.end();
            }
        }
        for index in 0..most {
            let inner = days.len() - 1 - index;
            if days[inner - 1] < *kept.start() {
                break;
            }
            let gap = days[inner] - days[inner - 1];
            if gap > STRAY && gap > days[inner - 1] - kept.start() {
                kept = *kept.start()..=days[inner - 1];
            }
        }
        let stray: Vec<u32> = self
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| !kept.contains(&record.day))
            .map(|(index, _)| index as u32)
            .collect();
        for &index in &stray {
            let record = &self.records[index as usize];
            let date =
                date_of(i64::from(record.day)).map_or_else(String::new, |date| date.to_string());
            self.remarks.push(format!(
                "{}: {date} is far from all other messages, and left out",
                self.place(record.file, u64::from(record.line))
            ));
        }
        self.remove(stray, Reason::Stray);
    }

    /// Whether the platform's identifiers tell authors apart; if not, names do.
    fn identifiers_hold(&mut self) -> bool {
        if self.ids.texts.is_empty() {
            return false;
        }
        let named = self.records.iter().any(|record| record.name != NOBODY);
        let rounded = self
            .ids
            .texts
            .iter()
            .filter(|id| people::is_rounded(id))
            .count();
        if rounded * 2 > self.ids.texts.len() {
            self.remarks.push(format!(
                "identifiers of members were rounded by a spreadsheet; {}",
                if named {
                    "members are told apart by name"
                } else {
                    "members may be too few"
                }
            ));
            return !named;
        }
        if !named {
            return true;
        }
        let mut seen: HashMap<u32, (u32, Vec<u32>)> = HashMap::new();
        let (mut returns, mut known) = (0_u64, 0_u64);
        for record in &self.records {
            if record.author_id == NOBODY || record.name == NOBODY {
                continue;
            }
            known += 1;
            let (last, names) = seen.entry(record.author_id).or_default();
            if names.contains(&record.name) {
                returns += u64::from(*last != record.name);
            } else if names.len() < 50 {
                names.push(record.name);
            }
            *last = record.name;
        }
        let shared = returns > 5 && returns as f64 > SHARED_IDENTIFIER * known as f64;
        if shared {
            self.remarks.push(
                "several names take turns under one identifier; members are told apart by name"
                    .to_owned(),
            );
        }
        !shared
    }

    /// The table of members and days.
    pub(super) fn finish(
        mut self,
        reader: &mut LogReader,
        name: String,
    ) -> Result<Community, Problems> {
        self.order(reader.day_order);
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        self.leave_out_repeated();
        self.leave_out_stray();
        let by_id = self.identifiers_hold();
        let mut order: Vec<u32> = (0..self.records.len() as u32).collect();
        order.sort_by_key(|&index| self.records[index as usize].instant);
        let days = || self.records.iter().map(|record| record.day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            let mut message = "no message of a member".to_owned();
            for (reason, &(count, ..)) in &self.left_out {
                message.push_str(&format!("; left out: {}", reason.words(count)));
            }
            self.problems.add(Problem::of_file(message));
            return Err(self.problems);
        };
        let first_day = date_of(i64::from(first));
        if i64::from(last) - i64::from(first) > LONGEST {
            let date = |day: i32| {
                date_of(i64::from(day)).map_or_else(|| "?".to_owned(), |date| date.to_string())
            };
            self.problems.add(
                Problem::of_file(format!(
                    "the messages run from {} to {}",
                    date(first),
                    date(last)
                ))
                .help("a log is at most a hundred years long; look for a wrong time stamp"),
            );
            return Err(self.problems);
        }
        // Numbers follow the first message, not the first row.
        let key = |record: &Record| {
            if record.author_id != NOBODY && (by_id || record.name == NOBODY) {
                (true, record.author_id)
            } else {
                (false, record.name)
            }
        };
        let mut numbers: HashMap<(bool, u32), u32> = HashMap::new();
        let mut rhythm = [0_u64; 168];
        for &index in &order {
            let record = &self.records[index as usize];
            let key = key(record);
            let text = if key.0 {
                &self.ids.texts[key.1 as usize]
            } else {
                &self.names.texts[key.1 as usize]
            };
            numbers
                .entry(key)
                .or_insert_with(|| reader.numbers.of(text));
            // 1970-01-01 was a Thursday.
            let weekday = (i64::from(record.day) + 3).rem_euclid(7) as usize;
            rhythm[weekday * 24 + usize::from(record.hour.min(23))] += 1;
        }
        let received = self
            .replies_known
            .then(|| self.replies_received(&order, &numbers, key));
        let rows = self
            .records
            .iter()
            .enumerate()
            .map(|(index, record)| ActivityRow {
                member: numbers[&key(record)],
                day: (record.day - first) as u32,
                events: 1,
                replies_received: received.as_ref().map(|received| received[index]),
            });
        let log = ActivityLog::from_rows(rows, None);
        reader.first_day = first_day;
        reader.taken = self.room.taken();
        let mut remarks = self.remarks.clone();
        for (reason, &(count, file, line)) in &self.left_out {
            remarks.push(format!(
                "left out: {} (first {})",
                reason.words(count),
                self.place(file, line)
            ));
        }
        Ok(Community {
            name,
            first_day,
            log,
            formats: self.formats.iter().map(|&name| name.to_owned()).collect(),
            remarks,
            rhythm: Some(rhythm.to_vec()),
        })
    }

    /// Replies each message received from others.
    fn replies_received(
        &self,
        order: &[u32],
        numbers: &HashMap<(bool, u32), u32>,
        key: impl Fn(&Record) -> (bool, u32),
    ) -> Vec<u32> {
        let mut received = vec![0; self.records.len()];
        let mut with_id: Vec<(u64, u32)> = self
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| record.id != 0)
            .map(|(index, record)| (record.id, index as u32))
            .collect();
        with_id.sort_unstable();
        let mut latest: HashMap<u64, u32> = HashMap::new();
        let names: Vec<u64> = self.names.texts.iter().map(|name| digest(name)).collect();
        for &index in order {
            let record = &self.records[index as usize];
            let target = if record.answers == 0 {
                None
            } else if record.answers_author {
                latest.get(&record.answers).copied()
            } else {
                let place = with_id.partition_point(|entry| entry.0 < record.answers);
                with_id
                    .get(place)
                    .filter(|entry| entry.0 == record.answers)
                    .map(|entry| entry.1)
            };
            if let Some(target) = target
                && numbers[&key(&self.records[target as usize])] != numbers[&key(record)]
            {
                received[target as usize] += 1;
            }
            if record.name != NOBODY {
                latest.insert(names[record.name as usize], index);
            }
        }
        received
    }
}

fn unpack(packed: i64) -> [u16; 3] {
    [
        (packed >> 40) as u16,
        (packed >> 32 & 0xff) as u16,
        (packed >> 18 & 0x3fff) as u16,
    ]
}

/// A cell short enough for a message.
pub(super) fn shortened(cell: &str) -> String {
    if cell.chars().count() <= 40 {
        return cell.to_owned();
    }
    let start: String = cell.chars().take(40).collect();
    format!("{start}…")
}
