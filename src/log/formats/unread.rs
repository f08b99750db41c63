//! Formats that are not read, and what converts them.

/// First bytes, or endings of names, of formats that are not read: what it is, and what to do.
const KNOWN: [(&[u8], &[&str], &str, &str); 12] = [
    (
        b"SQLite format 3",
        &["db", "sqlite"],
        "a database",
        "write the messages as CSV: sqlite3 FILE -csv -header 'select …' > log.csv",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        &["zst"],
        "compressed by zstd",
        "unpack it first: zstd -d --long=31 FILE",
    ),
    (
        b"\xfd7zXZ",
        &["xz"],
        "compressed by xz",
        "unpack it first: xz -d FILE",
    ),
    (
        b"BZh",
        &["bz2"],
        "compressed by bzip2",
        "unpack it first: bzip2 -d FILE",
    ),
    (
        b"7z\xbc\xaf",
        &["7z"],
        "a 7z archive",
        "unpack it first: 7z x FILE",
    ),
    (b"Rar!", &["rar"], "a rar archive", "unpack it first"),
    (
        b"%PDF",
        &["pdf"],
        "a PDF",
        "export the messages as text, CSV or JSON",
    ),
    (
        b"<!DOCTYPE",
        &["html", "htm"],
        "a web page",
        "export as JSON or CSV instead: DiscordChatExporter -f Json, Telegram Desktop \"machine-readable JSON\"",
    ),
    (
        b"<html",
        &[],
        "a web page",
        "export as JSON or CSV instead: DiscordChatExporter -f Json, Telegram Desktop \"machine-readable JSON\"",
    ),
    (
        b"",
        &["mht", "bak"],
        "a QQ archive",
        "export as .txt in the manager of messages",
    ),
    (
        b"",
        &["crypt12", "crypt14", "crypt15"],
        "an encrypted WhatsApp backup",
        "open the chat and choose Export chat, without media",
    ),
    (
        b"PAR1",
        &["parquet"],
        "Parquet",
        "build Qun with --features parquet, or write CSV: duckdb -c \"copy 'FILE' to 'log.csv'\"",
    ),
];

/// What a file is that is not read, and what to do about it.
pub(in super::super) fn what_else(
    magic: &[u8],
    extension: &str,
) -> Option<(&'static str, &'static str)> {
    KNOWN.iter().find_map(|&(start, endings, what, help)| {
        let known = !start.is_empty() && magic.starts_with(start)
            || start.is_empty() && endings.contains(&extension);
        known.then_some((what, help))
    })
}
