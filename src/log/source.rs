//! From bytes to rows: compression, encoding, separator, header.

use super::problems::{Problem, Problems};
use csv::StringRecord;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// Largest text that is read; a compressed file can be a thousand times smaller than what it
/// unfolds to.
const MOST_BYTES: u64 = 1 << 31;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
/// How alike two names must be (Jaro–Winkler) for one to be taken for the other misspelt.
const ALIKE: f64 = 0.8;

/// A header and the rows under it.
pub(super) struct Sheet {
    header: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
}

impl Sheet {
    /// Unpacks, decodes and splits a file; `None`, with the reason among `problems`, where that
    /// is not possible.
    pub(super) fn open(bytes: &[u8], gzip_expected: bool, problems: &mut Problems) -> Option<Self> {
        let bytes = match unpack(bytes, gzip_expected) {
            Ok(bytes) => bytes,
            Err(problem) => {
                problems.add(problem);
                return None;
            }
        };
        let text = match decode(&bytes) {
            Ok(text) => text,
            Err(problem) => {
                problems.add(problem);
                return None;
            }
        };
        if text.trim().is_empty() {
            problems.add(Problem::of_file("the file is empty").help("it needs a header and rows"));
            return None;
        }
        Self::split(&text, problems)
    }

    fn split(text: &str, problems: &mut Problems) -> Option<Self> {
        let first_line = text.lines().find(|line| !line.trim().is_empty())?;
        let separator = [',', ';', '\t']
            .into_iter()
            .max_by_key(|&candidate| (first_line.matches(candidate).count(), candidate == ','))?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator as u8)
            .flexible(true)
            .has_headers(false)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let header: Vec<String> = match records.next()? {
            Ok(record) => record.iter().map(str::to_lowercase).collect(),
            Err(error) => {
                problems.add(Problem::of_file(format!(
                    "the header cannot be read: {error}"
                )));
                return None;
            }
        };
        let mut rows = Vec::new();
        for record in records {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    if record.len() == header.len() {
                        rows.push((line, record));
                    } else {
                        problems.add(Problem::of_line(
                            line,
                            format!(
                                "{} fields, but the header has {}",
                                record.len(),
                                header.len()
                            ),
                        ));
                    }
                }
                Err(error) => {
                    let line = error.position().map(csv::Position::line);
                    problems.add(Problem {
                        line,
                        ..Problem::of_file(format!(
                            "the row cannot be read: {}",
                            error_words(&error)
                        ))
                    });
                }
            }
        }
        if rows.is_empty() && problems.is_empty() {
            problems.add(Problem::of_file("no rows under the header"));
            return None;
        }
        Some(Self { header, rows })
    }

    /// The rows with as many fields as the header, each with its line.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u64, &StringRecord)> {
        self.rows.iter().map(|(line, record)| (*line, record))
    }

    /// Whether the header fits the names `wanted` better than `others`.
    pub(super) fn looks_like(&self, wanted: &[&str], others: &[&str]) -> bool {
        let fit = |names: &[&str]| {
            let best = names.iter().map(|name| {
                let alike = self.header.iter().map(|column| similarity(column, name));
                alike.fold(0.0, f64::max)
            });
            best.sum::<f64>() / names.len() as f64
        };
        fit(wanted) > fit(others)
    }

    /// Index of a column that must be there.
    pub(super) fn required(&self, name: &str, problems: &mut Problems) -> Option<usize> {
        let found = self.optional(name, &[], &mut Problems::default());
        if found.is_none() {
            let problem = Problem::of_line(1, format!("no column `{name}`"));
            problems.add(match self.misspelt(name, &[]) {
                Some(column) => problem.help(format!("did you mean `{name}` by `{column}`?")),
                None => problem.help(format!("the header has {}", self.listed_header())),
            });
        }
        found
    }

    /// Index of a column that may be missing; a column that looks like it misspelt is a problem.
    /// `known` are names that stand for something else.
    pub(super) fn optional(
        &self,
        name: &str,
        known: &[&str],
        problems: &mut Problems,
    ) -> Option<usize> {
        let name = name.to_lowercase();
        let mut places = (0..self.header.len()).filter(|&index| self.header[index] == name);
        let found = places.next();
        if places.next().is_some() {
            problems.add(Problem::of_line(1, format!("column `{name}` comes twice")));
        }
        if found.is_none()
            && !known.is_empty()
            && let Some(column) = self.misspelt(&name, known)
        {
            problems.add(
                Problem::of_line(1, format!("unknown column `{column}`"))
                    .help(format!("did you mean `{name}`?")),
            );
        }
        found
    }

    fn misspelt(&self, name: &str, known: &[&str]) -> Option<&str> {
        self.header
            .iter()
            .filter(|column| !known.contains(&column.as_str()))
            .map(|column| (similarity(column, name), column.as_str()))
            .filter(|candidate| candidate.0 >= ALIKE)
            .max_by(|left, right| left.0.total_cmp(&right.0))
            .map(|candidate| candidate.1)
    }

    fn listed_header(&self) -> String {
        let quoted: Vec<String> = self.header.iter().map(|name| format!("`{name}`")).collect();
        quoted.join(", ")
    }
}

fn similarity(column: &str, name: &str) -> f64 {
    strsim::jaro_winkler(column, &name.to_lowercase())
}

/// The reason without the position, which the problem has already.
fn error_words(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8".into(),
        _ => error.to_string(),
    }
}

fn unpack(bytes: &[u8], gzip_expected: bool) -> Result<Cow<'_, [u8]>, Problem> {
    if !bytes.starts_with(&GZIP_MAGIC) {
        if gzip_expected && !bytes.is_empty() {
            return Err(
                Problem::of_file("the name ends in .gz, but this is not gzip")
                    .help("drop .gz from the name if the file is plain text"),
            );
        }
        return Ok(Cow::Borrowed(bytes));
    }
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(MOST_BYTES + 1)
        .read_to_end(&mut unpacked)
        .map_err(|error| {
            Problem::of_file(format!("the gzip file is damaged: {error}"))
                .help("was it copied whole?")
        })?;
    if unpacked.len() as u64 > MOST_BYTES {
        return Err(
            Problem::of_file(format!("more than {} MiB unpacked", MOST_BYTES >> 20))
                .help("split the file"),
        );
    }
    Ok(Cow::Owned(unpacked))
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    // A byte order mark decides; without one, UTF-8 if it is valid, else GB18030.
    let (text, _, failed) = encoding_rs::UTF_8.decode(bytes);
    if !failed {
        return Ok(text);
    }
    let (text, _, failed) = encoding_rs::GB18030.decode(bytes);
    if !failed {
        return Ok(text);
    }
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line = bytes[..valid].split(|&byte| byte == b'\n').count() as u64;
    Err(
        Problem::of_line(line, "text that is neither UTF-8 nor GB18030")
            .help("save the file as UTF-8"),
    )
}
