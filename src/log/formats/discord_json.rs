//! DiscordChatExporter, JSON.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::timestamps;
use super::{Format, json};
use serde::Deserialize;
use std::io;
use std::path::Path;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Author {
    #[serde(default)]
    id: json::Scalar,
    #[serde(default)]
    name: json::Scalar,
    #[serde(default)]
    is_bot: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    #[serde(default)]
    message_id: json::Scalar,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    id: json::Scalar,
    #[serde(default, rename = "type")]
    kind: json::Scalar,
    timestamp: String,
    author: Author,
    #[serde(default)]
    reference: Option<Reference>,
}

/// One channel: `guild`, `channel`, `messages`.
pub(super) const FORMAT: Format = Format {
    name: "DiscordChatExporter JSON",
    recognises: |head| {
        head.text.starts_with('{')
            && head.text.contains("\"guild\"")
            && (head.text.contains("\"channel\"") || head.text.contains("\"messages\""))
    },
    read,
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    gather.knows_replies();
    json::each_in(
        text,
        "messages",
        gather,
        |line, message: &Written, gather| {
            if message.author.is_bot {
                gather.leave_out(Reason::Bot, line);
                return;
            }
            // Joins, pins, calls and the like are notices, not messages.
            if !["", "Default", "Reply", "ThreadStarterMessage"].contains(&message.kind.0.as_str())
            {
                gather.leave_out(Reason::System, line);
                return;
            }
            let Some(time) = timestamps::read(&message.timestamp) else {
                gather.no_time(line, Some("timestamp"), &message.timestamp);
                return;
            };
            let answered = message
                .reference
                .as_ref()
                .map_or("", |reference| &reference.message_id.0);
            gather.message(&Message {
                line,
                time,
                author_id: &message.author.id.0,
                author: &message.author.name.0,
                id: &message.id.0,
                answers: if answered.is_empty() {
                    Answers::Nothing
                } else {
                    Answers::Message(answered)
                },
            });
        },
    )
}
