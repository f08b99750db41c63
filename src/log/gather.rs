//! The messages of all files of one community, on their way to the table of members and days.

use super::left_out::Reason;
use super::people;
use super::problems::{Problem, Problems};
use super::room::{self, Room};
use super::timestamps::{self, Moment};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

pub(super) const DAY: i64 = 86_400;
/// Bytes that putting the messages in order and making the table takes for each, beside its record.
const LATER: usize = 26;
/// The same for what only messages with an identifier take.
const LATER_WITH_ID: usize = 14;
/// Bytes of a name in the list of names, beside its letters.
const NAME: usize = 160;
/// Marks a record whose day waits for the order of its numbers.
pub(super) const WAITING: i32 = i32::MIN;
pub(super) const NOBODY: u32 = u32::MAX;

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

/// A message as it waits for the others.
pub(super) struct Record {
    /// Seconds since 1970, or three numbers packed.
    pub(super) instant: i64,
    pub(super) id: u64,
    pub(super) answers: u64,
    pub(super) day: i32,
    pub(super) author_id: u32,
    pub(super) name: u32,
    pub(super) line: u32,
    pub(super) file: u32,
    /// Hour of the clock on the wall.
    pub(super) hour: u8,
    pub(super) answers_author: bool,
}

#[derive(Default)]
/// Texts with a number each.
pub(super) struct Numbered {
    pub(super) numbers: HashMap<String, u32>,
    pub(super) texts: Vec<String>,
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
    pub(super) records: Vec<Record>,
    pub(super) ids: Numbered,
    pub(super) names: Numbered,
    pub(super) no_members: HashMap<u32, Option<Reason>>,
    pub(super) left_out: BTreeMap<Reason, (u64, u32, u64)>,
    pub(super) files: Vec<PathBuf>,
    pub(super) formats: Vec<&'static str>,
    /// Things worth saying, in the order found.
    pub(super) remarks: Vec<String>,
    /// What is wrong in the file at hand.
    pub(super) problems: Problems,
    /// What all of it takes of the memory.
    pub(super) room: Room,
    pub(super) replies_known: bool,
    pub(super) zone: Option<jiff::tz::TimeZone>,
}

pub(super) fn digest(text: &str) -> u64 {
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
        let file = self.files.len().saturating_sub(1) as u32;
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
            file: self.files.len().saturating_sub(1) as u32,
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

    pub(super) fn place(&self, file: u32, line: u64) -> String {
        match self.files.get(file as usize) {
            Some(path) => format!("{}:{line}", path.display()),
            None => format!("line {line}"),
        }
    }
}

/// A cell short enough for a message.
pub(super) fn shortened(cell: &str) -> String {
    if cell.chars().count() <= 40 {
        return cell.to_owned();
    }
    let start: String = cell.chars().take(40).collect();
    format!("{start}…")
}
