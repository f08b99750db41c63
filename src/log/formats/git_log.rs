//! `git log` as it stands.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::lines::Lines;
use super::super::timestamps;
use super::Format;
use std::io;
use std::path::Path;

/// `commit`, `Author:` and `Date:`.
pub(super) const FORMAT: Format = Format {
    name: "git log",
    recognises: |head| {
        head.text.starts_with("commit ")
            && head.text.contains("\nAuthor: ")
            && head.text.contains("\nDate: ")
    },
    read,
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    let mut lines = Lines::new(text.reader);
    let (mut line, mut commit, mut author) = (String::new(), String::new(), String::new());
    while lines.next_into(&mut line)? {
        if let Some(id) = line.strip_prefix("commit ") {
            id.clone_into(&mut commit);
        } else if let Some(name) = line.strip_prefix("Author: ") {
            name.trim().clone_into(&mut author);
        } else if let Some(date) = line.strip_prefix("Date: ") {
            let Some(time) = timestamps::read(date) else {
                gather.no_time(lines.number, None, date);
                continue;
            };
            let (name, mail) = author.split_once('<').unwrap_or((&author, ""));
            gather.message(&Message {
                line: lines.number,
                time,
                author_id: mail.trim_end_matches('>'),
                author: name,
                id: &commit,
                answers: Answers::Nothing,
            });
        }
    }
    Ok(())
}
