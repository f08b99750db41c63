//! Zulip, the `messages-*.json` of an export.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::timestamps;
use super::{Format, json};
use serde::Deserialize;
use std::io;
use std::path::Path;

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    id: json::Scalar,
    #[serde(alias = "sender_id")]
    sender: json::Scalar,
    #[serde(alias = "timestamp")]
    date_sent: json::Scalar,
    #[serde(default)]
    sender_full_name: json::Scalar,
}

/// `zerver_message`.
pub(super) const FORMAT: Format = Format {
    name: "Zulip export",
    recognises: |head| head.text.starts_with('{') && head.text.contains("\"zerver_message\""),
    read,
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    json::each_in(
        text,
        "zerver_message",
        gather,
        |line, message: &Written, gather| {
            let Some(time) = timestamps::read(&message.date_sent.0) else {
                gather.no_time(line, Some("date_sent"), &message.date_sent.0);
                return;
            };
            gather.message(&Message {
                line,
                time,
                author_id: &message.sender.0,
                author: &message.sender_full_name.0,
                id: &message.id.0,
                answers: Answers::Nothing,
            });
        },
    )
}
