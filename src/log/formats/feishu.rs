//! Feishu, DingTalk and others with a Chinese header.

use super::Format;
use super::sheet::{Columns, has_one, read};

const TIME: [&str; 7] = [
    "时间",
    "發送時間",
    "发送时间",
    "消息时间",
    "時間",
    "日期",
    "创建时间",
];
const AUTHOR: [&str; 8] = [
    "发送人",
    "发送者",
    "發送者",
    "昵称",
    "发言人",
    "作者",
    "用户",
    "姓名",
];

/// The columns that Chinese tables have.
pub(super) const COLUMNS: Columns = Columns {
    time: &TIME,
    author_id: &["发送人id", "用户id"],
    author: &AUTHOR,
    id: &["消息id"],
    ..Columns::NONE
};

/// `时间,发送人,内容`.
pub(super) const FORMAT: Format = Format {
    name: "Feishu CSV",
    recognises: |head| has_one(head.header, &TIME) && has_one(head.header, &AUTHOR),
    read: |text, _, gather| read(text, &COLUMNS, gather),
};
