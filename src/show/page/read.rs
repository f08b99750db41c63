//! What a folder has to say, whatever is missing of it or damaged.

use super::make::numbers::name;
use super::report::{Cell, Figures, Report, Row, VERSION};
use super::{DATA, PAGE};
use crate::draw::Chart;
use crate::files::ownership::{MANIFEST, Ownership};
use crate::words::number::number;
use crate::words::{self, Language, Phrase, page};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::io::ErrorKind;
use std::path::Path;

/// What was read, and what could not be.
#[derive(Debug)]
pub struct Found {
    /// What there is.
    pub report: Report,
    /// What is missing or damaged.
    pub faults: Vec<Phrase>,
    /// Drawings that lie in the folder, where the charts themselves are lost: name and SVG.
    pub pictures: Vec<(String, String)>,
}

/// Reads a report back from the bytes of its file.
pub fn report(bytes: &[u8]) -> Found {
    let mut faults = Vec::new();
    let report = parts(bytes, &mut faults);
    Found {
        report,
        faults,
        pictures: Vec::new(),
    }
}

/// Reads a folder: its report, and whether all else is there that was written with it.
///
/// # Errors
/// What the system says of the list of files.
pub fn folder(path: &Path) -> std::io::Result<Found> {
    let mut faults = Vec::new();
    let mut ownership = Ownership::open(path)?;
    for name in ownership.names() {
        if [PAGE, MANIFEST].contains(&name.as_str()) || name.starts_with("unfinished/") {
            continue;
        }
        let there = path.join(&name);
        let fault = if !there.exists() {
            page::FAULT_MISSING
        } else if ownership.is_ours(&name)? {
            continue;
        } else {
            page::FAULT_CHANGED
        };
        faults.push(fault.fill(&[("file", &name)]));
    }
    let report = match std::fs::read(path.join(DATA)) {
        Ok(bytes) => parts(&bytes, &mut faults),
        Err(error) => {
            let fault = if error.kind() == ErrorKind::NotFound {
                page::FAULT_MISSING.fill(&[("file", &DATA)])
            } else {
                damaged(DATA, &error)
            };
            if !faults.contains(&fault) {
                faults.push(fault);
            }
            Report::blank("", Language::default())
        }
    };
    let pictures = if report.charts.is_empty() {
        pictures(path, &ownership.names())
    } else {
        Vec::new()
    };
    Ok(Found {
        report: filled(report, path),
        faults,
        pictures,
    })
}

fn damaged(file: &str, why: &dyn std::fmt::Display) -> Phrase {
    page::FAULT_DAMAGED.fill(&[("file", &file), ("why", why)])
}

/// The parts of a report, each for itself: one that cannot be read costs no other.
fn parts(bytes: &[u8], faults: &mut Vec<Phrase>) -> Report {
    let blank = || Report::blank("", Language::default());
    let mut map = match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => map,
        Ok(_) => {
            faults.push(damaged(DATA, &"{}"));
            return blank();
        }
        Err(error) => {
            faults.push(damaged(DATA, &error));
            return blank();
        }
    };
    let mut report = blank();
    part(&mut map, "version", &mut report.version, faults);
    if report.version != VERSION {
        faults.push(page::FAULT_NEWER.fill(&[("file", &DATA)]));
    }
    if map.contains_key("lesson") {
        part(&mut map, "lesson", &mut report.lesson, faults);
    }
    part(&mut map, "study", &mut report.study, faults);
    part(&mut map, "language", &mut report.language, faults);
    part(&mut map, "title", &mut report.title, faults);
    part(&mut map, "asked", &mut report.asked, faults);
    part(&mut map, "answer", &mut report.answer, faults);
    part(&mut map, "certainty", &mut report.certainty, faults);
    part(&mut map, "story", &mut report.story, faults);
    part(&mut map, "figures", &mut report.figures, faults);
    part(&mut map, "rests", &mut report.rests, faults);
    part(&mut map, "scenario", &mut report.scenario, faults);
    part(&mut map, "made", &mut report.made, faults);
    let mut charts: Vec<Value> = Vec::new();
    part(&mut map, "charts", &mut charts, faults);
    for (index, value) in charts.into_iter().enumerate() {
        match serde_json::from_value::<Chart>(value) {
            Ok(chart) => report.charts.push(chart),
            Err(why) => faults.push(page::FAULT_CHART.fill(&[
                ("number", &(index + 1)),
                ("file", &DATA),
                ("why", &why),
            ])),
        }
    }
    report
}

fn part<T: DeserializeOwned>(
    map: &mut Map<String, Value>,
    name: &str,
    place: &mut T,
    faults: &mut Vec<Phrase>,
) {
    let value = map.remove(name).unwrap_or_default();
    match serde_json::from_value(value) {
        Ok(value) => *place = value,
        Err(_) => faults.push(page::FAULT_PART.fill(&[("part", &name), ("file", &DATA)])),
    }
}

/// The drawings of a folder.
fn pictures(path: &Path, names: &[String]) -> Vec<(String, String)> {
    let drawings = names.iter().filter_map(|name| {
        let own = name.strip_prefix("charts/")?.strip_suffix(".svg")?;
        let svg = std::fs::read_to_string(path.join(name)).ok()?;
        Some((own.to_owned(), svg))
    });
    drawings.collect()
}

/// The numbers that `summary.json` of a run holds.
fn measured(path: &Path) -> Option<Figures> {
    let bytes = std::fs::read(path.join("summary.json")).ok()?;
    let document: Value = serde_json::from_slice(&bytes).ok()?;
    let lists = ["run", "last_day"]
        .iter()
        .filter_map(|key| document.get(key)?.as_array());
    let rows: Vec<Row> = lists
        .flatten()
        .filter_map(|it| {
            let key = it.get("metric")?.as_str()?;
            let unit = words::unit(key);
            let show = |name: &str| {
                let value = it.get(name).and_then(Value::as_f64);
                number(value.unwrap_or(f64::NAN), unit)
            };
            Some(Row {
                name: name(key),
                key: Some(key.to_owned()),
                cells: vec![
                    Cell::new(show("mean")),
                    Cell::new(format!("{} – {}", show("low"), show("high"))),
                    Cell::new(format!("{} – {}", show("p10"), show("p90"))),
                ],
            })
        })
        .collect();
    let columns = [page::METRIC, page::MEAN, page::INTERVAL, page::BAND];
    (!rows.is_empty()).then(|| Figures {
        title: page::KEY_FIGURES.into(),
        note: page::KEY_FIGURES_NOTE.into(),
        columns: columns.map(Phrase::from).to_vec(),
        rows,
    })
}

/// What the report itself does not say any more, other files may.
fn filled(mut report: Report, path: &Path) -> Report {
    if report.scenario.whole.is_empty() {
        report.scenario.whole =
            std::fs::read_to_string(path.join("scenario.toml")).unwrap_or_default();
    }
    if report.figures.is_empty() {
        report.figures.extend(measured(path));
    }
    if report.title.is_empty() {
        let title = report.scenario.whole.parse::<toml::Table>().ok();
        let title = title
            .as_ref()
            .and_then(|table| table.get("title")?.as_str());
        report.title = title.map_or_else(
            || {
                let name = path.file_name().unwrap_or_default();
                name.to_string_lossy().into_owned()
            },
            str::to_owned,
        );
    }
    report
}
