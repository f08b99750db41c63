//! Discourse: posts of a user export or of the data explorer.

use super::Format;
use super::sheet::{Columns, has, has_one, read};

const AUTHOR: [&str; 3] = ["username", "user_id", "author"];

/// `created_at,username,…`.
pub(super) const FORMAT: Format = Format {
    name: "Discourse CSV",
    recognises: |head| has(head.header, &["created_at"]) && has_one(head.header, &AUTHOR),
    read: |text, _, gather| {
        let columns = Columns {
            time: &["created_at"],
            author_id: &["user_id"],
            author: &["username", "author"],
            id: &["post_id", "id"],
            ..Columns::NONE
        };
        read(text, &columns, gather)
    },
};
