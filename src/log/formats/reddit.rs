//! Reddit as Pushshift keeps it: one JSON object a line, or CSV.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::timestamps;
use super::sheet::{self, Columns, has};
use super::{Format, json};
use serde::Deserialize;
use std::io;
use std::path::Path;

#[derive(Deserialize)]
struct Post {
    #[serde(default)]
    author: json::Scalar,
    created_utc: json::Scalar,
    #[serde(default)]
    id: json::Scalar,
    #[serde(default)]
    parent_id: json::Scalar,
}

/// Submissions and comments, one object a line.
pub(super) const FORMAT: Format = Format {
    name: "Reddit (Pushshift) JSON lines",
    recognises: |head| {
        let first = head.text.lines().next().unwrap_or("");
        first.starts_with('{') && first.contains("\"created_utc\"") && first.contains("\"author\"")
    },
    read,
};

/// The same as CSV.
pub(super) const CSV: Format = Format {
    name: "Reddit (Pushshift) CSV",
    recognises: |head| has(head.header, &["created_utc", "author"]),
    read: |text, _, gather| {
        let columns = Columns {
            time: &["created_utc"],
            author: &["author"],
            id: &["id"],
            ..Columns::NONE
        };
        sheet::read(text, &columns, gather)
    },
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    json::each_line(text, gather, |line, post: &Post, gather| {
        let Some(time) = timestamps::read(&post.created_utc.0) else {
            gather.no_time(line, Some("created_utc"), &post.created_utc.0);
            return;
        };
        // t1_ is a comment, t3_ a submission.
        let parent = post.parent_id.0.split_once('_');
        if parent.is_some() {
            gather.knows_replies();
        }
        gather.message(&Message {
            line,
            time,
            author_id: "",
            author: &post.author.0,
            id: &post.id.0,
            answers: parent.map_or(Answers::Nothing, |(_, id)| Answers::Message(id)),
        });
    })
}
