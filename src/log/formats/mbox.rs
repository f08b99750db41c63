//! Mailing lists: an mbox as Mailman and others keep it.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::lines::Lines;
use super::super::timestamps;
use super::Format;
use std::io;
use std::path::Path;

/// Headers are at most so long; what goes on longer is no header.
const LONGEST: usize = 64 << 10;

/// Messages that begin with `From `.
pub(super) const FORMAT: Format = Format {
    name: "mbox",
    recognises: |head| head.text.starts_with("From ") && head.text.contains("\nFrom: "),
    read,
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    gather.knows_replies();
    let mut lines = Lines::new(text.reader);
    let (mut line, mut headers, mut envelope) = (String::new(), String::new(), String::new());
    let (mut start, mut in_headers, mut blank) = (0, false, true);
    while lines.next_into(&mut line)? {
        if in_headers && (line.is_empty() || headers.len() > LONGEST) {
            take(&headers, &envelope, start, gather);
            in_headers = false;
        } else if in_headers {
            headers.push_str(&line);
            headers.push_str("\r\n");
        } else if blank
            && let Some(rest) = line.strip_prefix("From ")
            && rest.contains(':')
        {
            rest.clone_into(&mut envelope);
            headers.clear();
            start = lines.number;
            in_headers = true;
        }
        blank = line.is_empty();
    }
    if in_headers {
        take(&headers, &envelope, start, gather);
    }
    Ok(())
}

fn take(headers: &str, envelope: &str, line: u64, gather: &mut Gather) {
    let Some(mail) = mail_parser::MessageParser::default().parse_headers(headers.as_bytes()) else {
        return;
    };
    let raw = |name: &str| mail.header_raw(name.to_owned()).unwrap_or("").trim();
    // The name of the sender where the header has none that can be read: `list at example.org  Mon Jan …`.
    let dated = |text: &str| timestamps::read(text);
    let sent = envelope.split_once("  ").map_or(envelope, |(_, time)| time);
    let Some(time) = dated(raw("Date")).or_else(|| dated(sent)) else {
        gather.no_time(line, Some("Date"), raw("Date"));
        return;
    };
    let (mut names, mut address) = (Vec::new(), String::new());
    if let Some(from) = mail.from() {
        for one in from.iter() {
            names.extend(one.name());
            if let Some(found) = one.address() {
                // A name with a comma and without quotes looks like two addresses.
                if found.contains('@') {
                    found.clone_into(&mut address);
                } else {
                    names.push(found);
                }
            }
        }
    }
    let name = if names.is_empty() {
        raw("From").to_owned()
    } else {
        names.join(", ")
    };
    let answered = mail
        .in_reply_to()
        .as_text_list()
        .and_then(|list| list.first().map(ToString::to_string));
    let id = mail.message_id().unwrap_or("");
    gather.message(&Message {
        line,
        time,
        author_id: &address.to_lowercase(),
        author: &name,
        id,
        answers: answered
            .as_deref()
            .map_or(Answers::Nothing, Answers::Message),
    });
}
