//! LINE, the `.txt` of a talk.

use super::super::gather::Gather;
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::lines::Lines;
use super::super::timestamps;
use super::Format;
use std::io;
use std::path::Path;

/// `[LINE] …`, then a line a day and under it `time⇥name⇥text`.
pub(super) const FORMAT: Format = Format {
    name: "LINE export",
    recognises: |head| {
        head.text
            .trim_start_matches('\u{feff}')
            .starts_with("[LINE]")
    },
    read,
};

/// A line that is a day and nothing else.
fn day(line: &str) -> Option<&str> {
    let line = line.trim();
    let plain = !line.contains(['\t', ':']) && line.len() < 60;
    let starts = line.starts_with(|mark: char| mark.is_ascii_digit()) || line.is_ascii();
    (plain && starts && timestamps::read(line).is_some()).then_some(line)
}

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    let mut lines = Lines::new(text.reader);
    let mut line = String::new();
    let mut today = String::new();
    while lines.next_into(&mut line)? {
        if let Some(found) = day(&line) {
            found.clone_into(&mut today);
            continue;
        }
        let mut cells = line.splitn(3, '\t');
        let (Some(clock), Some(author)) = (cells.next(), cells.next()) else {
            continue;
        };
        if today.is_empty() || clock.len() > 30 || !clock.contains(':') {
            continue;
        }
        let stamp = format!("{today} {clock}");
        let Some(time) = timestamps::read(&stamp) else {
            // A message may hold tabs of its own.
            continue;
        };
        if cells.next().is_none() {
            gather.leave_out(Reason::System, lines.number);
            continue;
        }
        gather.said(lines.number, time, author);
    }
    Ok(())
}
