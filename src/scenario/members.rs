//! The table of members with a history that `audience.members_from` names.

use crate::model::history::Past;
use crate::random::mix;
use crate::scenario::form::settings::Scenario;
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

/// Reads the table that the scenario names, if it names one, from beside the file that names it.
/// What was read for a `sibling` with the same table and archetypes is not read again: worlds are
/// drawn anew for every replicate.
pub(crate) fn fill(
    scenario: &mut Scenario,
    tree: &Node,
    sources: &Sources,
    sibling: Option<&Scenario>,
) -> Option<Problem> {
    let named = scenario.audience.members_from.clone()?;
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
        return None;
    }
    let node = tree.at(&["audience", "members_from"])?;
    let place = sources.table(&named, node.origin);
    let names: Vec<String> = scenario
        .archetype
        .iter()
        .map(|archetype| archetype.name.clone())
        .collect();
    let read = std::fs::read_to_string(place)
        .map_err(|error| format!("cannot be read: {error}"))
        .and_then(|text| parse(&text, &names));
    match read {
        Ok(members) => {
            scenario.audience.members = members.into();
            None
        }
        Err(why) => Some(
            Problem::error(
                Code::Unreadable,
                format!("the table of members `{named}` {why}"),
            )
            .at(sources, node.origin)
            .help(format!(
                "name a file beside the scenario with the columns {}, as `qun calibrate` writes it",
                COLUMNS.join(", ")
            )),
        ),
    }
}

fn parse(text: &str, archetypes: &[String]) -> Result<Vec<Past>, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let place = |name: &str| header.iter().position(|column| column == name);
    let mut places = [0; COLUMNS.len()];
    for (place_of, name) in places.iter_mut().zip(COLUMNS) {
        *place_of = place(name).ok_or_else(|| format!("has no column `{name}`"))?;
    }
    let weights: Vec<Option<usize>> = archetypes
        .iter()
        .map(|name| place(&format!("{LIKELIHOOD}{name}")))
        .collect();
    let known = weights.iter().any(Option::is_some);
    reader
        .records()
        .enumerate()
        .map(|(row, record)| {
            let record = record.map_err(|error| error.to_string())?;
            let line = row + 2;
            let number = |place: usize| -> Result<f64, String> {
                let field = record.get(place).unwrap_or_default().trim();
                let value: Option<f64> = field.parse().ok().filter(|value: &f64| value.is_finite());
                value.ok_or_else(|| format!("has `{field}` for a number in line {line}"))
            };
            let [first, last, active, posts, pace] = places;
            let past = Past {
                first_day: number(first)? as i32,
                last_day: number(last)? as i32,
                active_days: number(active)?.clamp(0.0, 65_535.0) as u16,
                posts: number(posts)?.clamp(0.0, f64::from(u32::MAX)) as u32,
                pace: number(pace)? as f32,
                weights: if known {
                    weights
                        .iter()
                        .map(|place| place.map_or(Ok(0.0), |place| number(place).map(|value| value as f32)))
                        .collect::<Result<_, _>>()?
                } else {
                    Vec::new()
                },
            };
            if past.last_day >= 0 || past.first_day > past.last_day || past.active_days == 0 {
                return Err(format!(
                    "has an impossible history in line {line}: days lie before day 0, the last not before the first, and at least one was active"
                ));
            }
            let sound = past.weights.iter().all(|weight| *weight >= 0.0);
            if known && (!sound || past.weights.iter().sum::<f32>() <= 0.0) {
                return Err(format!("fits no archetype in line {line}: one `is:NAME` must be above 0, none below"));
            }
            Ok(past)
        })
        .collect()
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

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let names = ["one".to_owned(), "other".to_owned()];
        let members = vec![member(-1), member(-12)];
        assert_eq!(parse(&to_csv(&members, &names), &names), Ok(members));
    }

    #[test]
    fn impossible_histories_are_refused_with_their_line() {
        let names = ["one".to_owned(), "other".to_owned()];
        let error = parse(&to_csv(&[member(-1), member(3)], &names), &names);
        assert!(error.is_err_and(|error| error.contains("line 3")));
        assert!(parse("member,first_day\n", &names).is_err_and(|error| error.contains("last_day")));
    }
}
