//! Tables of members and days: header and rows.

use super::input::Text;
use super::lines::{Row, Rows, separator};
use super::problems::{Problem, Problems};

/// How alike two names must be (Jaro–Winkler) for one to be taken for the other misspelt.
const ALIKE: f64 = 0.8;

/// A header and the rows under it.
pub(super) struct Sheet<'text> {
    header: Vec<String>,
    /// The header as it is written, for messages.
    written: Vec<String>,
    rows: Rows<'text>,
}

/// Names of columns that a hint lists, and characters of each.
const LISTED: (usize, usize) = (12, 40);

/// Cells of the first line of a text, in lower case.
pub(super) fn header_of(head: &str) -> Vec<String> {
    first_row(head).map_or_else(Vec::new, |row| super::formats::header(&row))
}

fn first_row(head: &str) -> Option<Row> {
    let mut rows = Rows::new(Box::new(head.as_bytes()), separator(head));
    let mut row = Row::default();
    rows.next_into(&mut row).ok()?.then_some(row)
}

impl<'text> Sheet<'text> {
    /// Splits a text; `None`, with the reason among `problems`, where that is not possible.
    pub(super) fn open(text: Text<'text>, problems: &mut Problems) -> Option<Self> {
        if text.head.trim().is_empty() {
            problems.add(Problem::of_file("the file is empty").help("it needs a header and rows"));
            return None;
        }
        let header = header_of(&text.head);
        let written = first_row(&text.head).map_or_else(Vec::new, |row| {
            let cells = row.cells();
            cells
                .map(|cell| super::people::visible(cell).trim().to_owned())
                .collect()
        });
        let rows = Rows::new(text.reader, separator(&text.head));
        Some(Self {
            header,
            written,
            rows,
        })
    }

    /// Hands over each row with as many fields as the header; what is wrong with the others is added
    /// to the problems. Ends with the first `false`.
    pub(super) fn each_row(
        &mut self,
        problems: &mut Problems,
        mut take: impl FnMut(u64, &Row, &mut Problems) -> bool,
    ) {
        let mut row = Row::default();
        let (mut is_header, mut any) = (true, false);
        loop {
            match self.rows.next_into(&mut row) {
                Ok(false) => break,
                Ok(true) if std::mem::take(&mut is_header) => {}
                Ok(true) if row.len() == self.header.len() => {
                    any = true;
                    if !take(row.line, &row, problems) {
                        return;
                    }
                }
                Ok(true) => {
                    any = true;
                    problems.add(Problem::of_line(
                        row.line,
                        format!(
                            "{} fields, but the header has {}",
                            row.len(),
                            self.header.len()
                        ),
                    ));
                }
                Err(error) => {
                    problems.add(
                        Problem::of_file(format!("it cannot be read to its end: {error}"))
                            .help("was it copied whole?"),
                    );
                    return;
                }
            }
        }
        if !any {
            problems.add(Problem::of_file("no rows under the header"));
        }
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
            .zip(&self.written)
            .filter(|(column, _)| !known.contains(&column.as_str()))
            .map(|(column, written)| (similarity(column, name), written.as_str()))
            .filter(|candidate| candidate.0 >= ALIKE)
            .max_by(|left, right| left.0.total_cmp(&right.0))
            .map(|candidate| candidate.1)
    }

    fn listed_header(&self) -> String {
        let (most, longest) = LISTED;
        let quoted: Vec<String> = self
            .written
            .iter()
            .take(most)
            .map(|name| match name.char_indices().nth(longest) {
                Some((end, _)) => format!("`{}…`", &name[..end]),
                None => format!("`{name}`"),
            })
            .collect();
        let list = quoted.join(", ");
        match self.written.len().checked_sub(most) {
            Some(more) if more > 0 => format!("{list} and {more} more columns"),
            _ => list,
        }
    }
}

fn similarity(column: &str, name: &str) -> f64 {
    strsim::jaro_winkler(column, &name.to_lowercase())
}
