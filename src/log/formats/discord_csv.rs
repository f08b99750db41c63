//! DiscordChatExporter, CSV.

use super::Format;
use super::sheet::{Columns, has, has_one, read};

/// `AuthorID,Author,Date,Content,Attachments,Reactions`.
pub(super) const FORMAT: Format = Format {
    name: "DiscordChatExporter CSV",
    recognises: |head| {
        has(head.header, &["authorid", "author", "content"])
            && has_one(head.header, &["date", "timestamp"])
    },
    read: |text, _, gather| {
        let columns = Columns {
            time: &["date", "timestamp"],
            author_id: &["authorid"],
            author: &["author"],
            ..Columns::NONE
        };
        read(text, &columns, gather)
    },
};
