//! phpBB: the table of posts as phpMyAdmin writes it.

use super::Format;
use super::sheet::{Columns, has, read};

/// `post_id;poster_id;post_time;…`.
pub(super) const FORMAT: Format = Format {
    name: "phpBB CSV",
    recognises: |head| has(head.header, &["poster_id", "post_time"]),
    read: |text, _, gather| {
        let columns = Columns {
            time: &["post_time"],
            author_id: &["poster_id"],
            author: &["post_username"],
            id: &["post_id"],
            ..Columns::NONE
        };
        read(text, &columns, gather)
    },
};
