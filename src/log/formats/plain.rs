//! One row a message under a plain header.

use super::super::gather::Gather;
use super::super::input::Text;
use super::Format;
use super::sheet::{self, Columns, has_one};
use std::io;
use std::path::Path;

pub(super) const TIME: [&str; 12] = [
    "timestamp",
    "time",
    "date",
    "datetime",
    "created_at",
    "created",
    "created_utc",
    "sent_at",
    "posted_at",
    "message_time",
    "ts",
    "createtime",
];
pub(super) const AUTHOR: [&str; 14] = [
    "author",
    "user",
    "username",
    "user_name",
    "sender",
    "from",
    "name",
    "nick",
    "nickname",
    "member",
    "author_name",
    "poster",
    "login",
    "display_name",
];

/// `timestamp,author[,reply_to][,id]`, and names like these.
pub(super) const FORMAT: Format = Format {
    name: "table of messages",
    recognises: |head| has_one(head.header, &TIME) && has_one(head.header, &AUTHOR),
    read,
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    sheet::read(text, &COLUMNS, gather)
}

/// The columns of plain tables.
pub(super) const COLUMNS: Columns = Columns {
    time: &TIME,
    author_id: &["author_id", "user_id", "sender_id"],
    author: &AUTHOR,
    id: &["id", "message_id", "post_id"],
    answers: &["reply_to", "in_reply_to"],
    left_out: &[],
};
