//! The table of members with a history that `audience.members_from` names.

use crate::model::history::Past;
use crate::random::mix;
use crate::scenario::form::settings::Scenario;
use crate::scenario::form::wording::{plain, shorten};
use crate::scenario::messages::problem::{Code, Problem};
use crate::scenario::messages::source::Sources;
use crate::scenario::text::tree::Node;
use std::fmt::Write as _;

/// Columns that every table has; one column `is:NAME` for each archetype may follow.
const COLUMNS: [&str; 5] = [
    "first_day",
    "last_day",
    "active_days",
    "posts",
    "posts_per_active_day",
];
const LIKELIHOOD: &str = "is:";

/// The table as text. Members are rows in the order given; nobody is named.
pub fn to_csv(members: &[Past], archetypes: &[String]) -> String {
    let mut text = format!("member,{}", COLUMNS.join(","));
    for name in archetypes {
        let _ = write!(text, ",{}", quoted(&format!("{LIKELIHOOD}{name}")));
    }
    text.push('\n');
    for (number, past) in members.iter().enumerate() {
        let _ = write!(
            text,
            "{number},{},{},{},{},{}",
            past.first_day, past.last_day, past.active_days, past.posts, past.pace
        );
        for weight in &past.weights {
            let _ = write!(text, ",{weight}");
        }
        text.push('\n');
    }
    text
}

/// A cell of text; names may hold commas, quotes and ends of lines.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Name of our own and text of the table that a scenario names, so that it can be put beside a copy
/// of the scenario; `None` if it names none. Where the named file lies does not matter any more.
pub fn table_of(scenario: &Scenario) -> Option<(String, String)> {
    scenario.audience.members_from.as_ref()?;
    let members = &scenario.audience.members;
    let known = members.iter().any(|past| !past.weights.is_empty());
    let names: Vec<String> = scenario
        .archetype
        .iter()
        .filter(|_| known)
        .map(|archetype| archetype.name.clone())
        .collect();
    let text = to_csv(members, &names);
    Some((named_by_content("members", &text), text))
}

/// Name of a table, by which tables are told apart: results kept of an older one are not taken for
/// those of another.
pub fn named_by_content(stem: &str, table: &str) -> String {
    let digest = table
        .bytes()
        .fold(0, |digest, byte| mix(digest ^ u64::from(byte)));
    format!("{stem}-{:08x}.csv", digest >> 32)
}

/// The scenario as a file that names its table of members as [`table_of`] does.
pub fn portable(scenario: &Scenario) -> String {
    let mut scenario = scenario.clone();
    if let Some((name, _)) = table_of(&scenario) {
        scenario.audience.members_from = Some(name);
    }
    super::to_toml(&scenario)
}

/// Wrong lines of a table that are told; the rest are counted.
const TOLD: usize = 8;

/// What is wrong with a table.
#[derive(Debug, PartialEq)]
struct Wrong {
    what: String,
    help: String,
    /// Whether it can be used all the same.
    is_usable: bool,
}

fn wrong(what: impl Into<String>, help: impl Into<String>) -> Wrong {
    Wrong {
        what: what.into(),
        help: help.into(),
        is_usable: false,
    }
}

/// What would be right for a table as a whole.
fn as_a_whole() -> String {
    format!(
        "name a file beside the scenario with the columns {}, as `qun calibrate` writes it",
        COLUMNS.join(", ")
    )
}

/// Reads the table that the scenario names, if it names one, from beside the file that names it.
/// What was read for a `sibling` with the same table and archetypes is not read again: worlds are
/// drawn anew for every replicate.
pub(crate) fn fill(
    scenario: &mut Scenario,
    tree: &Node,
    sources: &Sources,
    sibling: Option<&Scenario>,
) -> Vec<Problem> {
    let Some(named) = scenario.audience.members_from.clone() else {
        return Vec::new();
    };
    let is_same = |sibling: &&Scenario| {
        let names = |it: &Scenario| {
            it.archetype
                .iter()
                .map(|kind| kind.name.clone())
                .collect::<Vec<_>>()
        };
        sibling.audience.members_from.as_ref() == Some(&named) && names(sibling) == names(scenario)
    };
    if let Some(sibling) = sibling.filter(is_same) {
        scenario.audience.members = sibling.audience.members.clone();
        return Vec::new();
    }
    let Some(node) = tree.at(&["audience", "members_from"]) else {
        return Vec::new();
    };
    let place = sources.table(&named, node.origin);
    let names: Vec<String> = scenario
        .archetype
        .iter()
        .map(|archetype| archetype.name.clone())
        .collect();
    let (members, wrong) = match read_whole(&place) {
        Ok(text) => parse(text.trim_start_matches('\u{feff}'), &names),
        Err(error) => {
            let why = match error.kind() {
                std::io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
                _ => error.to_string(),
            };
            let wrong = wrong(format!("cannot be read: {why}"), as_a_whole());
            (Vec::new(), vec![wrong])
        }
    };
    scenario.audience.members = members.into();
    let mut problems: Vec<Problem> = wrong
        .iter()
        .take(TOLD)
        .map(|wrong| {
            let message = format!("the table of members `{named}`: {}", wrong.what);
            let problem = if wrong.is_usable {
                Problem::warning(Code::NoEffect, message)
            } else {
                Problem::error(Code::Unreadable, message)
            };
            problem.at(sources, node.origin).help(&wrong.help)
        })
        .collect();
    if let Some(more) = wrong.len().checked_sub(TOLD).filter(|more| *more > 0) {
        let message = format!("the table of members `{named}`: {more} more lines are wrong");
        problems.push(Problem::error(Code::Unreadable, message).at(sources, node.origin));
    }
    problems
}

/// Reads a file that somebody else may have named: one that has an end, and fits.
fn read_whole(place: &std::path::Path) -> std::io::Result<String> {
    /// Memory that a table takes, in sizes of its file.
    const TIMES: u64 = 4;
    let about = std::fs::metadata(place)?;
    if !about.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    if let Some(free) = crate::files::memory::free()
        && about.len().saturating_mul(TIMES) > free.bytes
    {
        return Err(std::io::Error::other(format!(
            "it is too large for the {} that is free{}",
            crate::files::memory::in_words(free.bytes),
            free.limit.words()
        )));
    }
    std::fs::read_to_string(place)
}

/// Oldest day of a history: a hundred years before day 0, as long as a log may be.
const OLDEST: f64 = -36_600.0;

/// The members of a table, and what is wrong with it: its header, or each of its lines.
fn parse(text: &str, archetypes: &[String]) -> (Vec<Past>, Vec<Wrong>) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return (Vec::new(), vec![wrong(error.to_string(), as_a_whole())]),
    };
    let mut problems = wrong_columns(&header, archetypes);
    if problems.iter().any(|problem| !problem.is_usable) {
        return (Vec::new(), problems);
    }
    let place = |name: &str| header.iter().position(|column| column.trim() == name);
    let places = COLUMNS.map(|name| place(name).unwrap_or_default());
    let weights: Vec<Option<usize>> = archetypes
        .iter()
        .map(|name| place(&format!("{LIKELIHOOD}{name}")))
        .collect();
    let mut members = Vec::new();
    for record in reader.records() {
        let member = record
            .map_err(|error| wrong(error.to_string(), as_a_whole()))
            .and_then(|record| {
                let row = Row {
                    header: &header,
                    record: &record,
                };
                let line = record.position().map_or(0, |place| line_at(text, place));
                row.member(places, &weights).map_err(|problem| Wrong {
                    what: format!("line {line}: {}", problem.what),
                    ..problem
                })
            });
        match member {
            Ok(member) => members.push(member),
            Err(problem) => problems.push(problem),
        }
    }
    (members, problems)
}

/// The line of a row: the reader takes the blank lines before it for a part of it.
fn line_at(text: &str, place: &csv::Position) -> u64 {
    let rest = text.as_bytes().get(place.byte() as usize..);
    let blank = rest.unwrap_or_default().iter();
    let blank = blank.take_while(|byte| matches!(byte, b'\n' | b'\r'));
    place.line() + blank.filter(|byte| **byte == b'\n').count() as u64
}

/// Columns that are missing, come twice, or belong to nothing.
fn wrong_columns(header: &csv::StringRecord, archetypes: &[String]) -> Vec<Wrong> {
    let missing = COLUMNS
        .iter()
        .filter(|name| !header.iter().any(|column| column.trim() == **name))
        .map(|name| wrong(format!("no column `{name}`"), as_a_whole()));
    let mut problems: Vec<Wrong> = missing.collect();
    for (index, column) in header.iter().enumerate() {
        let column = column.trim();
        let is_again = header.iter().take(index).any(|it| it.trim() == column);
        let kind = column.strip_prefix(LIKELIHOOD);
        let is_read = kind.is_some() || COLUMNS.contains(&column);
        if is_again && is_read {
            problems.push(wrong(
                format!("column `{column}` comes twice"),
                "keep one of them",
            ));
        } else if kind.is_some_and(|kind| !archetypes.iter().any(|name| name == kind)) {
            problems.push(Wrong {
                is_usable: true,
                ..wrong(
                    format!("column `{column}` is of no archetype"),
                    "name an archetype of the scenario, or leave the column out",
                )
            });
        }
    }
    problems
}

/// One line of a table.
struct Row<'t> {
    header: &'t csv::StringRecord,
    record: &'t csv::StringRecord,
}

impl Row<'_> {
    fn number(&self, place: usize, low: f64, high: f64, is_whole: bool) -> Result<f64, Wrong> {
        let cell = self.record.get(place).unwrap_or_default().trim();
        let column = self.header.get(place).unwrap_or_default().trim();
        let (kind, bounds) = (
            if is_whole { "whole number" } else { "number" },
            format!("{} to {}", plain(low), plain(high)),
        );
        let help = format!("write a {kind} from {bounds}");
        let value = cell.parse::<f64>().ok().filter(|value| value.is_finite());
        let value = value.filter(|value| !is_whole || value.fract() == 0.0);
        let shown = shorten(cell);
        match value {
            None => Err(wrong(
                format!("`{shown}` in `{column}` is not a {kind}"),
                help,
            )),
            Some(value) if (low..=high).contains(&value) => Ok(value),
            Some(_) => Err(wrong(
                format!("`{shown}` in `{column}` is not from {bounds}"),
                help,
            )),
        }
    }

    fn member(&self, places: [usize; 5], weights: &[Option<usize>]) -> Result<Past, Wrong> {
        if self.record.len() != self.header.len() {
            return Err(wrong(
                format!(
                    "{} fields, but the header has {}",
                    self.record.len(),
                    self.header.len()
                ),
                "give every line as many fields as the header",
            ));
        }
        let [first, last, active, posts, pace] = places;
        let first_day = self.number(first, OLDEST, -1.0, true)?;
        let last_day = self.number(last, OLDEST, -1.0, true)?;
        let active_days = self.number(active, 1.0, f64::from(u16::MAX), true)?;
        let days = last_day - first_day + 1.0;
        if days < 1.0 {
            return Err(wrong(
                format!("it ends on day {last_day}, before it begins on day {first_day}"),
                "`first_day` must not be after `last_day`",
            ));
        }
        if active_days > days {
            return Err(wrong(
                format!(
                    "{active_days} active days do not fit between day {first_day} and day {last_day}"
                ),
                format!("`active_days` counts days from `first_day` to `last_day`, at most {days}"),
            ));
        }
        let weigh = |place: &Option<usize>| {
            place.map_or(Ok(0.0), |place| {
                Ok(self.number(place, 0.0, 1e6, false)? as f32)
            })
        };
        let known = weights.iter().any(Option::is_some);
        let weights = weights.iter().filter(|_| known).map(weigh);
        let weights: Vec<f32> = weights.collect::<Result<_, _>>()?;
        if known && weights.iter().sum::<f32>() <= 0.0 {
            return Err(wrong(
                "it fits no archetype",
                "give one `is:NAME` a weight above 0",
            ));
        }
        Ok(Past {
            first_day: first_day as i32,
            last_day: last_day as i32,
            active_days: active_days as u16,
            posts: self.number(posts, 0.0, f64::from(u32::MAX), true)? as u32,
            pace: self.number(pace, 0.0, f64::from(u16::MAX), false)? as f32,
            weights,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(last_day: i32) -> Past {
        Past {
            first_day: -40,
            last_day,
            active_days: 7,
            posts: 21,
            pace: 3.0,
            weights: vec![0.25, 0.75],
        }
    }

    /// What is said of a table with these lines.
    fn said(lines: &str) -> Vec<String> {
        let names = ["one".to_owned(), "other".to_owned()];
        let (_, problems) = parse(lines, &names);
        problems.into_iter().map(|problem| problem.what).collect()
    }

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let names = ["one".to_owned(), "other".to_owned()];
        let members = vec![member(-1), member(-12)];
        assert_eq!(
            parse(&to_csv(&members, &names), &names),
            (members, Vec::new())
        );
    }

    #[test]
    fn numbers_that_cannot_be_are_refused() {
        let header = "first_day,last_day,active_days,posts,posts_per_active_day";
        for row in [
            "-9,-1,3,9,-1",
            "-9,-1,3,9,1e300",
            "-9,-1,3,9,inf",
            "-9,-1,3,9,NaN",
            "-9,-1,3,9,70000",
            "-9,-1,3,9,",
            "-9,-1,3,99999999999999999999,1",
            "-9,-1,4294967295,9,1",
            "-9,-1,2.5,9,1",
            "-9,3,3,9,1",
            "-9,-10,3,9,1",
            "-10,-1,50,1,1",
            "-9999999999,-1,5,1,1",
            "-9,-1,3,9",
            "-9,-1,3,9,1,1",
        ] {
            let said = said(&format!("{header}\n{row}\n"));
            assert!(
                said.len() == 1 && said[0].starts_with("line 2: "),
                "{row}: {said:?}"
            );
        }
        assert_eq!(
            said(&format!("{header},is:one\n-9,-1,3,9,1,1e300\n")),
            ["line 2: `1e300` in `is:one` is not from 0 to 1,000,000"]
        );
    }

    #[test]
    fn every_wrong_line_is_told_with_its_number() {
        let text = "first_day,last_day,active_days,posts,posts_per_active_day\n\n-9,-1,3,9,1\n\n\nx,-1,3,9,1\n-9,-1,3,y,1\n";
        assert_eq!(
            said(text),
            [
                "line 6: `x` in `first_day` is not a whole number",
                "line 7: `y` in `posts` is not a whole number"
            ]
        );
    }

    #[test]
    fn columns_come_once_and_belong_to_something() {
        let header = "first_day,last_day,active_days,posts,posts_per_active_day";
        let row = "-9,-1,3,9,1,1";
        assert_eq!(
            said(&format!("{header},posts\n{row}\n")),
            ["column `posts` comes twice"]
        );
        assert_eq!(
            said(&format!("{header},is:nobody\n{row}\n")),
            ["column `is:nobody` is of no archetype"]
        );
        assert_eq!(
            said("member,first_day,active_days,posts\n"),
            ["no column `last_day`", "no column `posts_per_active_day`"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_table_that_never_ends_is_not_read() {
        let error = read_whole(std::path::Path::new("/dev/zero")).expect_err("no file");
        assert_eq!(error.to_string(), "it is not a file");
    }
}
