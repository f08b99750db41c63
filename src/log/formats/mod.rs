//! The formats of exports: a line each, one small file each.

mod discord_csv;
mod discord_json;
mod discourse;
mod events;
mod excel;
mod feishu;
mod git_log;
mod irc;
mod json;
mod line;
mod mbox;
#[cfg(feature = "parquet")]
mod parquet;
mod phpbb;
mod plain;
mod qq;
mod reddit;
mod sheet;
mod slack;
mod stack_exchange;
mod telegram;
mod unread;
mod wechat;
mod whatsapp;
mod zulip;

pub(super) use excel::{TIMES as SPREADSHEET, is_spreadsheet, read as read_spreadsheet};
pub(super) use json::is_json;
#[cfg(feature = "parquet")]
pub(super) use parquet::{TIMES as PARQUET, read as read_parquet};
pub(super) use sheet::header;
pub(super) use unread::what_else;

use super::gather::Gather;
use super::input::Text;
use std::io;
use std::path::Path;

/// What recognisers see of a file.
pub(super) struct Head<'text> {
    /// The beginning.
    pub text: &'text str,
    /// Cells of the first line, in lower case.
    pub header: &'text [String],
}

/// A format: how it is known, and how it is read.
pub(super) struct Format {
    /// What users call it.
    pub name: &'static str,
    /// Whether a file with this beginning is one.
    pub recognises: fn(&Head<'_>) -> bool,
    /// Reads all messages; what is wrong goes to the problems of [`Gather`].
    pub read: fn(Text<'_>, &Path, &mut Gather) -> io::Result<()>,
}

/// All formats that are text, the more particular ones first.
pub(super) const FORMATS: [Format; 20] = [
    discord_json::FORMAT,
    telegram::FORMAT,
    zulip::FORMAT,
    slack::FORMAT,
    reddit::FORMAT,
    events::FORMAT,
    stack_exchange::FORMAT,
    mbox::FORMAT,
    qq::FORMAT,
    line::FORMAT,
    whatsapp::FORMAT,
    git_log::FORMAT,
    irc::FORMAT,
    discord_csv::FORMAT,
    wechat::FORMAT,
    discourse::FORMAT,
    phpbb::FORMAT,
    feishu::FORMAT,
    reddit::CSV,
    plain::FORMAT,
];

/// The format of a file, if it is one of these.
pub(super) fn recognise(head: &Head<'_>) -> Option<&'static Format> {
    static LIST: [Format; 20] = FORMATS;
    LIST.iter().find(|format| (format.recognises)(head))
}
