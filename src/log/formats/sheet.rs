//! What all exports in rows and columns share.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::lines::{Row, Rows, separator};
use super::super::problems::Problem;
use super::super::timestamps;
use std::io;

/// Why a row with such a cell is left out, if it is.
pub(super) type Test = fn(&str) -> Option<Reason>;

/// Which column holds what; of several names the first that the header has.
pub(super) struct Columns {
    pub time: &'static [&'static str],
    pub author_id: &'static [&'static str],
    pub author: &'static [&'static str],
    pub id: &'static [&'static str],
    pub answers: &'static [&'static str],
    /// Why a row is left out, if it is: a column and the test of its cell.
    pub left_out: &'static [(&'static str, Test)],
}

impl Columns {
    /// Nothing but a time and an author.
    pub(super) const NONE: Self = Self {
        time: &[],
        author_id: &[],
        author: &[],
        id: &[],
        answers: &[],
        left_out: &[],
    };
}

/// Whether all of `names` are columns.
pub(super) fn has(header: &[String], names: &[&str]) -> bool {
    names
        .iter()
        .all(|name| header.iter().any(|column| column == name))
}

/// Whether one of `names` is a column.
pub(super) fn has_one(header: &[String], names: &[&str]) -> bool {
    names
        .iter()
        .any(|name| header.iter().any(|column| column == name))
}

/// The places of the columns in one file.
struct Places {
    header: Vec<String>,
    time: usize,
    author_id: Option<usize>,
    author: Option<usize>,
    id: Option<usize>,
    answers: Option<usize>,
    left_out: Vec<(usize, Test)>,
}

fn place(header: &[String], names: &[&str], gather: &mut Gather) -> Option<usize> {
    let (name, place) = names.iter().find_map(|name| {
        header
            .iter()
            .position(|column| column == name)
            .map(|place| (name, place))
    })?;
    if header.iter().filter(|column| column == name).count() > 1 {
        gather.problems.add(
            Problem::of_line(1, format!("column `{name}` comes twice")).help("keep one of them"),
        );
    }
    Some(place)
}

impl Places {
    fn find(header: Vec<String>, columns: &Columns, gather: &mut Gather) -> Option<Self> {
        let time = place(&header, columns.time, gather)?;
        let author_id = place(&header, columns.author_id, gather);
        let author = place(&header, columns.author, gather);
        let id = place(&header, columns.id, gather);
        let answers = place(&header, columns.answers, gather);
        if answers.is_some() {
            gather.knows_replies();
        }
        let left_out = columns
            .left_out
            .iter()
            .filter_map(|&(name, test)| {
                let place = header.iter().position(|column| column == name)?;
                Some((place, test))
            })
            .collect();
        Some(Self {
            header,
            time,
            author_id,
            author,
            id,
            answers,
            left_out,
        })
    }

    fn take(&self, row: &Row, gather: &mut Gather) {
        if row.len() != self.header.len() {
            gather.problems.add(Problem::of_line(
                row.line,
                format!(
                    "{} fields, but the header has {}",
                    row.len(),
                    self.header.len()
                ),
            ));
            return;
        }
        for &(place, test) in &self.left_out {
            if let Some(reason) = test(row.get(place)) {
                gather.leave_out(reason, row.line);
                return;
            }
        }
        let cell = row.get(self.time);
        let Some(time) = timestamps::read(cell) else {
            gather.no_time(row.line, Some(&self.header[self.time]), cell);
            return;
        };
        let at = |place: Option<usize>| place.map_or("", |place| row.get(place));
        let answered = at(self.answers);
        gather.message(&Message {
            line: row.line,
            time,
            author_id: at(self.author_id),
            author: at(self.author),
            id: at(self.id),
            answers: match (answered, self.id) {
                ("", _) => Answers::Nothing,
                (id, Some(_)) => Answers::Message(id),
                (author, None) => Answers::Author(author),
            },
        });
    }
}

/// Reads rows under a header.
pub(super) fn read(text: Text<'_>, columns: &Columns, gather: &mut Gather) -> io::Result<()> {
    let mut rows = Rows::new(text.reader, separator(&text.head));
    let mut row = Row::default();
    if !rows.next_into(&mut row)? {
        return Ok(());
    }
    let Some(places) = Places::find(header(&row), columns, gather) else {
        return Ok(());
    };
    while rows.next_into(&mut row)? {
        places.take(&row, gather);
    }
    if let Some((line, count)) = rows.open_quotes {
        gather.remarks.push(format!(
            "line {line}: a quotation mark that is never closed is read as it stands ({count} in all)"
        ));
    }
    Ok(())
}

/// Reads rows that are not text.
pub(super) fn read_rows(
    header: Vec<String>,
    rows: impl Iterator<Item = Row>,
    columns: &Columns,
    gather: &mut Gather,
) {
    let Some(places) = Places::find(header, columns, gather) else {
        return;
    };
    for row in rows {
        places.take(&row, gather);
    }
}

/// Cells of the first row, as columns are looked for.
pub(in super::super) fn header(row: &Row) -> Vec<String> {
    row.cells()
        .map(|cell| super::super::people::visible(cell).trim().to_lowercase())
        .collect()
}
