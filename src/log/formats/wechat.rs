//! WeChatMsg and what writes the same columns.

use super::super::left_out::Reason;
use super::Format;
use super::sheet::{Columns, has, read};

/// Type 10000 are notices of the group.
fn notice(kind: &str) -> Option<Reason> {
    matches!(kind, "10000" | "10002").then_some(Reason::System)
}

/// `localId,TalkerId,Type,SubType,IsSender,CreateTime,…,Sender`.
pub(super) const FORMAT: Format = Format {
    name: "WeChatMsg CSV",
    recognises: |head| has(head.header, &["localid", "talkerid", "createtime"]),
    read: |text, _, gather| {
        let columns = Columns {
            // Text with a zone of its own stays what the phone showed.
            time: &["strtime", "timestamp", "createtime"],
            author_id: &["sender"],
            author: &["nickname", "author", "remark"],
            left_out: &[("type", notice)],
            ..Columns::NONE
        };
        read(text, &columns, gather)
    },
};
