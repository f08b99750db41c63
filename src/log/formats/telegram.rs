//! Telegram Desktop, `result.json`.

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
    id: json::Scalar,
    #[serde(default, rename = "type")]
    kind: json::Scalar,
    #[serde(default)]
    date: json::Scalar,
    #[serde(default)]
    from: Option<json::Scalar>,
    #[serde(default)]
    from_id: json::Scalar,
    #[serde(default)]
    reply_to_message_id: json::Scalar,
    #[serde(default)]
    via_bot: json::Scalar,
}

/// One chat, or the chats of an account.
pub(super) const FORMAT: Format = Format {
    name: "Telegram result.json",
    recognises: |head| {
        head.text.starts_with('{')
            && (head.text.contains("\"date_unixtime\"")
                || head.text.contains("\"from_id\"")
                || head.text.contains("\"actor_id\""))
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
            if message.kind.0 == "service" {
                gather.leave_out(Reason::System, line);
                return;
            }
            if !message.via_bot.0.is_empty() {
                gather.leave_out(Reason::Bot, line);
                return;
            }
            // The name is null once the account is gone.
            let name = message.from.as_ref().map_or("", |name| &name.0);
            if name.is_empty() && !message.from_id.0.is_empty() {
                gather.leave_out(Reason::Deleted, line);
                return;
            }
            let Some(time) = timestamps::read(&message.date.0) else {
                gather.no_time(line, Some("date"), &message.date.0);
                return;
            };
            let answered = &message.reply_to_message_id.0;
            gather.message(&Message {
                line,
                time,
                author_id: &message.from_id.0,
                author: name,
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
