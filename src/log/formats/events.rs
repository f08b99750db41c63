//! GitHub events (GH Archive), and other JSON lines with a time and an actor.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::timestamps;
use super::{Format, json};
use serde::Deserialize;
use std::io;
use std::path::Path;

#[derive(Deserialize)]
struct Actor {
    login: String,
}

#[derive(Deserialize)]
struct Event {
    #[serde(alias = "user")]
    actor: Actor,
    created_at: String,
    #[serde(default)]
    id: json::Scalar,
}

/// One event a line.
pub(super) const FORMAT: Format = Format {
    name: "GitHub events",
    recognises: |head| {
        let first = head.text.lines().next().unwrap_or("");
        first.starts_with('{') && first.contains("\"created_at\"") && first.contains("\"login\"")
    },
    read,
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    json::each_line(text, gather, |line, event: &Event, gather| {
        let Some(time) = timestamps::read(&event.created_at) else {
            gather.no_time(line, Some("created_at"), &event.created_at);
            return;
        };
        gather.message(&Message {
            line,
            time,
            author_id: "",
            author: &event.actor.login,
            id: &event.id.0,
            answers: Answers::Nothing,
        });
    })
}
