//! Slack, the files a channel and day of an export.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::timestamps;
use super::{Format, json};
use serde::Deserialize;
use std::io;
use std::path::Path;

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    ts: json::Scalar,
    #[serde(default)]
    user: json::Scalar,
    #[serde(default)]
    subtype: json::Scalar,
    #[serde(default)]
    bot_id: json::Scalar,
    #[serde(default)]
    thread_ts: json::Scalar,
}

/// A list of messages with `ts`.
pub(super) const FORMAT: Format = Format {
    name: "Slack export",
    recognises: |head| {
        head.text.trim_start().starts_with('[')
            && head.text.contains("\"ts\"")
            && head.text.contains("\"type\"")
    },
    read,
};

/// Subtypes that a member writes.
const WRITTEN: [&str; 4] = ["", "thread_broadcast", "file_share", "me_message"];

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    gather.knows_replies();
    json::each_in(text, "", gather, |line, message: &Written, gather| {
        if message.subtype.0 == "bot_message" || !message.bot_id.0.is_empty() {
            gather.leave_out(Reason::Bot, line);
            return;
        }
        if !WRITTEN.contains(&message.subtype.0.as_str()) {
            gather.leave_out(Reason::System, line);
            return;
        }
        let Some(time) = timestamps::read(&message.ts.0) else {
            gather.no_time(line, Some("ts"), &message.ts.0);
            return;
        };
        let thread = &message.thread_ts.0;
        gather.message(&Message {
            line,
            time,
            author_id: &message.user.0,
            author: "",
            // Slack knows messages by their time.
            id: &message.ts.0,
            answers: if thread.is_empty() || *thread == message.ts.0 {
                Answers::Nothing
            } else {
                Answers::Message(thread)
            },
        });
    })
}
