//! WhatsApp, the `.txt` of an export from iOS or Android.

use super::super::gather::Gather;
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::lines::Lines;
use super::super::timestamps::{self, Moment};
use super::Format;
use std::io;
use std::path::Path;

/// `[03/01/22, 5:50:01 AM] Name: text` or `03.01.22, 05:50 - Name: text`.
pub(super) const FORMAT: Format = Format {
    name: "WhatsApp export",
    recognises: |head| {
        let lines = head.text.split(['\n', '\r']).take(30);
        lines.filter(|line| stamped(line).is_some()).count() >= 1
    },
    read,
};

/// The time of a line that begins a message, and what follows it.
fn stamped(line: &str) -> Option<(Moment, &str)> {
    let line = line.trim_start_matches(|mark: char| {
        matches!(
            mark,
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}'
        )
    });
    let (stamp, rest) = if let Some(rest) = line.strip_prefix('[') {
        rest.split_once("] ")?
    } else {
        if !line.starts_with(|mark: char| mark.is_ascii_digit()) {
            return None;
        }
        line.split_once(" - ")?
    };
    if stamp.len() > 60
        || !stamp.contains([':', '.', '时'])
        || !stamp.contains([' ', '\u{202f}', ','])
    {
        return None;
    }
    Some((timestamps::read(stamp)?, rest))
}

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    let mut lines = Lines::new(text.reader);
    let mut line = String::new();
    while lines.next_into(&mut line)? {
        // What has no time goes on with the message before.
        let Some((time, rest)) = stamped(&line) else {
            continue;
        };
        let Some((author, _)) = rest
            .split_once(": ")
            .or_else(|| Some((rest.strip_suffix(':')?, "")))
        else {
            gather.leave_out(Reason::System, lines.number);
            continue;
        };
        gather.said(lines.number, time, author);
    }
    Ok(())
}
