//! Lines and rows with their right numbers.

use std::io::{self, BufRead};

/// Lines that a cell may run over; a quote left open longer is no quote.
const LONGEST_CELL: usize = 2_000;

/// Bytes that a line, or a cell that runs over several, may have: what is longer is no text.
const LONGEST: usize = 16 << 20;

/// Lines ended by LF, CR LF or CR.
pub(super) struct Lines<'reader> {
    reader: Box<dyn BufRead + 'reader>,
    /// Number of the line given last, from 1.
    pub number: u64,
    skip_feed: bool,
}

impl<'reader> Lines<'reader> {
    pub(super) fn new(reader: Box<dyn BufRead + 'reader>) -> Self {
        Self {
            reader,
            number: 0,
            skip_feed: false,
        }
    }

    /// Puts the next line into `line`, without its end; `false` after the last.
    pub(super) fn next_into(&mut self, line: &mut String) -> io::Result<bool> {
        let mut bytes = std::mem::take(line).into_bytes();
        bytes.clear();
        let mut any = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            if std::mem::take(&mut self.skip_feed) && buffer[0] == b'\n' {
                self.reader.consume(1);
                continue;
            }
            any = true;
            let end = buffer
                .iter()
                .position(|&byte| byte == b'\n' || byte == b'\r');
            let length = end.unwrap_or(buffer.len());
            if bytes.len() + length > LONGEST {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!(
                        "line {} is longer than {} MB, and no text",
                        self.number + 1,
                        LONGEST >> 20
                    ),
                ));
            }
            bytes.extend_from_slice(&buffer[..length]);
            let ended = end.map(|end| buffer[end]);
            self.reader.consume(length + usize::from(ended.is_some()));
            if let Some(mark) = ended {
                self.skip_feed = mark == b'\r';
                break;
            }
        }
        *line = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        self.number += u64::from(any);
        Ok(any)
    }
}

/// The cells of one row.
#[derive(Debug, Default, Clone)]
pub(super) struct Row {
    /// Line it begins on.
    pub line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell without the blanks around it; empty where the row is too short.
    pub(super) fn get(&self, index: usize) -> &str {
        let start = match index {
            0 => 0,
            index => self.ends.get(index - 1).copied().unwrap_or(0),
        };
        self.ends
            .get(index)
            .map_or("", |&end| self.text[start..end].trim())
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub(super) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    pub(super) fn start(&mut self, line: u64) {
        self.clear();
        self.line = line;
    }

    /// Splits `line`, whose quotes stand for themselves.
    fn split_plainly(&mut self, line: &str, separator: char) {
        self.clear();
        for cell in line.split(separator) {
            self.push(cell);
        }
    }

    /// Splits `text`, whose cells may be quoted; `false` if a quote stays open.
    fn split(&mut self, text: &str, separator: char) -> bool {
        self.clear();
        let mut rest = text;
        loop {
            let trimmed = rest.trim_start_matches(' ');
            let Some(quoted) = trimmed.strip_prefix('"') else {
                let end = rest.find(separator).unwrap_or(rest.len());
                self.push(&rest[..end]);
                match rest.get(end + separator.len_utf8()..) {
                    Some(more) if end < rest.len() => rest = more,
                    _ => return true,
                }
                continue;
            };
            let mut from = quoted;
            loop {
                let Some(end) = from.find('"') else {
                    return false;
                };
                self.text.push_str(&from[..end]);
                from = &from[end + 1..];
                match from.strip_prefix('"') {
                    Some(more) => {
                        self.text.push('"');
                        from = more;
                    }
                    None => break,
                }
            }
            // What stands between a closing quote and the separator belongs to the cell.
            let end = from.find(separator).unwrap_or(from.len());
            self.push(&from[..end]);
            if end == from.len() {
                return true;
            }
            rest = &from[end + separator.len_utf8()..];
        }
    }
}

/// Rows of separated cells.
pub(super) struct Rows<'reader> {
    lines: Lines<'reader>,
    separator: char,
    columns: usize,
    waiting: std::collections::VecDeque<(u64, String)>,
    /// Line of the first quote that was never closed, and how many there were.
    pub open_quotes: Option<(u64, u64)>,
}

impl<'reader> Rows<'reader> {
    pub(super) fn new(reader: Box<dyn BufRead + 'reader>, separator: char) -> Self {
        Self {
            lines: Lines::new(reader),
            separator,
            columns: 0,
            waiting: std::collections::VecDeque::new(),
            open_quotes: None,
        }
    }

    fn line_into(&mut self, line: &mut String) -> io::Result<Option<u64>> {
        if let Some((number, text)) = self.waiting.pop_front() {
            *line = text;
            return Ok(Some(number));
        }
        Ok(self.lines.next_into(line)?.then_some(self.lines.number))
    }

    /// Puts the next row that is not blank into `row`; `false` after the last.
    pub(super) fn next_into(&mut self, row: &mut Row) -> io::Result<bool> {
        let mut line = String::new();
        loop {
            line.clear();
            let Some(number) = self.line_into(&mut line)? else {
                return Ok(false);
            };
            if line.trim().is_empty() {
                continue;
            }
            row.line = number;
            if !line.contains('"') {
                row.split_plainly(&line, self.separator);
                break;
            }
            if !row.split(&line, self.separator) {
                self.go_on(row, number, &line)?;
            }
            break;
        }
        if self.columns == 0 {
            self.columns = row.len();
        }
        Ok(true)
    }

    /// A cell that runs over several lines, or a quote that only looks like the start of one.
    fn go_on(&mut self, row: &mut Row, number: u64, first: &str) -> io::Result<()> {
        let mut whole = first.to_owned();
        let mut taken = Vec::new();
        let mut plain = Row::default();
        let mut next = String::new();
        plain.split_plainly(first, self.separator);
        let alone = self.columns > 1 && plain.len() == self.columns;
        while taken.len() < LONGEST_CELL && whole.len() < LONGEST {
            next.clear();
            let Some(line) = self.line_into(&mut next)? else {
                break;
            };
            whole.push('\n');
            whole.push_str(&next);
            taken.push((line, std::mem::take(&mut next)));
            if row.split(&whole, self.separator) {
                if row.len() == self.columns || !alone {
                    return Ok(());
                }
                break;
            }
        }
        row.split_plainly(first, self.separator);
        let (line, count) = self.open_quotes.unwrap_or((number, 0));
        self.open_quotes = Some((line, count + 1));
        for entry in taken.into_iter().rev() {
            self.waiting.push_front(entry);
        }
        Ok(())
    }
}

/// The separator of a header: the most frequent of comma, semicolon, tab and bar.
pub(super) fn separator(head: &str) -> char {
    let first = head
        .split(['\n', '\r'])
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    [',', ';', '\t', '|']
        .into_iter()
        .max_by_key(|&candidate| (first.matches(candidate).count(), candidate == ','))
        .unwrap_or(',')
}
