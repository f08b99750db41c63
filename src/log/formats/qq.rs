//! QQ, the `.txt` of a group's messages.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::lines::Lines;
use super::super::timestamps::{self, Moment};
use super::Format;
use std::io;
use std::path::Path;

/// Lines with a time, a name and a number in brackets, each above its message.
pub(super) const FORMAT: Format = Format {
    name: "QQ group export",
    recognises: |head| {
        head.text.contains("消息记录") && head.text.contains("消息对象")
            || head
                .text
                .split(['\n', '\r'])
                .take(30)
                .filter(|line| header(line).is_some())
                .count()
                >= 2
    },
    read,
};

/// Time, name and number of the line above a message.
fn header(line: &str) -> Option<(Moment, &str, &str)> {
    let line = line.trim();
    let bytes = line.as_bytes();
    if bytes.len() < 17 || !bytes[..4].iter().all(u8::is_ascii_digit) || bytes[4] != b'-' {
        return None;
    }
    let (day, rest) = line.split_once(' ')?;
    let (clock, rest) = rest.split_once(' ')?;
    // 2022-01-03 下午 5:50:01 has a word between.
    let (clock, rest) = if clock.contains(':') {
        (clock.to_owned(), rest)
    } else {
        let (time, rest) = rest.split_once(' ')?;
        (format!("{clock} {time}"), rest)
    };
    let closing = rest.chars().last()?;
    let opening = match closing {
        ')' => '(',
        '>' => '<',
        _ => return None,
    };
    let (name, id) = rest[..rest.len() - 1].rsplit_once(opening)?;
    Some((timestamps::read(&format!("{day} {clock}"))?, name, id))
}

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    let mut lines = Lines::new(text.reader);
    let mut line = String::new();
    while lines.next_into(&mut line)? {
        let Some((time, author, author_id)) = header(&line) else {
            continue;
        };
        if author_id == "10000" || author_id == "1000000" {
            gather.leave_out(Reason::System, lines.number);
            continue;
        }
        gather.message(&Message {
            line: lines.number,
            time,
            author_id,
            author,
            id: "",
            answers: Answers::Nothing,
        });
    }
    Ok(())
}
