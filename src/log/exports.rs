//! Every form of export, made up small, and the forms that platforms really write where they are
//! at hand.

use super::{Community, LogError, LogReader};
use std::path::{Path, PathBuf};

/// Members, messages and days of a file, or what its refusal says.
type Expected = Result<(usize, u64, u32), &'static str>;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/exports")
        .join(name)
}

fn read(path: &Path) -> Result<Community, LogError> {
    LogReader::new().read_log(path)
}

/// The same evening and morning in every form: one writes twice, another once.
#[test]
fn every_form_holds_the_same_evening() {
    let mut wrong = Vec::new();
    for (name, format, left_out) in [
        ("discord.csv", "DiscordChatExporter CSV", 0),
        ("discord.json", "DiscordChatExporter JSON", 2),
        ("telegram.json", "Telegram result.json", 2),
        ("whatsapp_ios.txt", "WhatsApp export", 1),
        ("whatsapp_android.txt", "WhatsApp export", 1),
        ("slack.zip", "Slack export", 3),
        ("wechat.csv", "WeChatMsg CSV", 1),
        ("qq.txt", "QQ group export", 1),
        ("qq_gbk.txt", "QQ group export", 1),
        ("line.txt", "LINE export", 1),
        ("discourse.csv", "Discourse CSV", 1),
        ("phpbb.csv", "phpBB CSV", 0),
        ("zulip.json", "Zulip export", 0),
        ("irc.weechatlog", "IRC log", 1),
        ("irssi.log", "IRC log", 1),
        ("znc", "IRC log", 1),
        ("list.mbox", "mbox", 0),
        ("reddit.ndjson", "Reddit (Pushshift) JSON lines", 2),
        ("github.json.gz", "GitHub events", 1),
        ("Posts.xml", "Stack Exchange XML", 1),
        ("feishu.csv", "Feishu CSV", 0),
        ("git.log", "git log", 0),
        ("chat.xlsx", "spreadsheet", 0),
        #[cfg(feature = "parquet")]
        ("chat.parquet", "Parquet", 0),
    ] {
        let found = match read(&fixture(name)) {
            Ok(found) => found,
            Err(error) => {
                wrong.push(error.to_string());
                continue;
            }
        };
        let lines = found
            .remarks
            .iter()
            .filter(|line| line.starts_with("left out"));
        let seen = (
            found.formats.join(", "),
            found.log.posters(),
            found.log.total_events(),
            found.log.span(),
            found.log.member(0).events.to_vec(),
            lines.count(),
        );
        if seen != (format.to_owned(), 2, 3, 2, vec![1, 1], left_out) {
            wrong.push(format!("{name}: {seen:?} {:?}", found.remarks));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_order_that_makes_years_of_days_is_none_but_two_that_fit_are_refused() {
    let of = |text: &str| LogReader::new().parse_log(text.as_bytes(), Path::new("chat.csv"));
    let found = of("timestamp,author\n24/01/13 10:00,a\n24/01/14 10:00,b\n").unwrap();
    assert_eq!(
        (found.log.span(), found.first_day.unwrap().year()),
        (2, 2024)
    );
    let error = of("timestamp,author\n05/01/24 13:02,a\n06/01/24 09:00,b\n").unwrap_err();
    assert!(
        error.to_string().contains("could be several days: "),
        "{error}"
    );
    let order = super::DayOrder::MonthDayYear;
    let mut reader = LogReader::new().with_day_order(order);
    let text = b"timestamp,author\n05/01/24 13:02,a\n06/01/24 09:00,b\n";
    let found = reader.parse_log(text, Path::new("chat.csv")).unwrap();
    assert_eq!(found.log.span(), 32);
}

#[test]
fn answers_are_read_where_the_platform_tells_them() {
    for name in [
        "discord.json",
        "telegram.json",
        "slack.zip",
        "list.mbox",
        "reddit.ndjson",
        "Posts.xml",
    ] {
        let found = read(&fixture(name)).unwrap();
        assert_eq!(
            found.log.member(0).replies_received,
            Some(&[1, 0][..]),
            "{name}"
        );
    }
}

#[test]
fn several_files_are_one_community() {
    let files = [fixture("qq.txt"), fixture("feishu.csv")];
    let found = LogReader::new().read_logs(&files).unwrap();
    // Numbers of QQ and names of Feishu are different identifiers.
    assert_eq!((found.log.posters(), found.log.total_events()), (4, 6));
    assert_eq!(found.formats.len(), 2);
}

#[test]
fn what_is_not_read_is_named_with_what_converts_it() {
    for (name, bytes, words) in [
        ("a.db", &b"SQLite format 3\0"[..], "sqlite3"),
        ("a.html", b"<!DOCTYPE html><html>", "JSON"),
        ("a.zst", b"\x28\xb5\x2f\xfd0000", "zstd -d"),
        ("a.pdf", b"%PDF-1.4", "export"),
        ("a.xlsx", b"PK\x03\x04rest", "save it again"),
    ] {
        let Err(LogError::Invalid { problems, .. }) =
            LogReader::new().parse_log(bytes, Path::new(name))
        else {
            panic!("{name} was read");
        };
        assert!(
            problems[0].help.as_deref().unwrap_or("").contains(words),
            "{name}: {problems:?}"
        );
    }
}

#[test]
fn big5_is_not_taken_for_gb18030() {
    let text = "時間,發送者,內容\n2023-05-01 20:00,王小明,大家好，今天我們要一起讀這本書的第三章\n\
        2023-05-01 20:05,陳美麗,好的，沒有問題，請問幾點開始呢\n";
    let (bytes, _, _) = encoding_rs::BIG5.encode(text);
    let found = LogReader::new()
        .parse_log(&bytes, Path::new("chat.csv"))
        .unwrap();
    assert_eq!(found.log.posters(), 2);
    assert!(
        found.remarks[0].ends_with("read as Big5"),
        "{:?}",
        found.remarks
    );
}

#[test]
fn stray_dates_are_left_out_by_line_at_both_ends() {
    let rows: Vec<String> = (1..28)
        .map(|day| format!("2024-01-{day:02} 10:00,a{}\n", day % 3))
        .collect();
    let rows = rows.concat();
    let text = format!("timestamp,author\n1970-01-01 00:00,a\n{rows}2038-01-19 03:14,b\n");
    let found = LogReader::new()
        .parse_log(text.as_bytes(), Path::new("chat.csv"))
        .unwrap();
    assert_eq!((found.log.total_events(), found.log.span()), (27, 27));
    assert!(
        found.remarks[0].starts_with("chat.csv:2: 1970-01-01"),
        "{:?}",
        found.remarks
    );
    assert!(
        found.remarks[1].starts_with("chat.csv:30: 2038-01-19"),
        "{:?}",
        found.remarks
    );
}

#[test]
fn a_pause_of_years_is_no_stray_date() {
    let text = "timestamp,author\n2010-01-01 10:00,a\n2010-02-01 10:00,b\n2020-01-01 10:00,a\n2020-02-01 10:00,b\n";
    let found = LogReader::new()
        .parse_log(text.as_bytes(), Path::new("chat.csv"))
        .unwrap();
    assert_eq!(found.log.total_events(), 4);
}

#[test]
fn identifiers_rounded_by_a_spreadsheet_give_way_to_names() {
    let text =
        "AuthorID,Author,Date,Content\n1E+17,Ann,2024-01-05 10:00,x\n1E+17,Bo,2024-01-06 10:00,y\n";
    let found = LogReader::new()
        .parse_log(text.as_bytes(), Path::new("chat.csv"))
        .unwrap();
    assert_eq!(found.log.posters(), 2);
    assert!(found.remarks[0].contains("rounded by a spreadsheet"));
}

#[test]
fn a_new_name_is_no_new_member() {
    let text = "AuthorID,Author,Date,Content\n7,Ann,2024-01-05 10:00,x\n7,Annie,2024-01-06 10:00,y\n8,Bo,2024-01-07 10:00,z\n";
    let found = LogReader::new()
        .parse_log(text.as_bytes(), Path::new("chat.csv"))
        .unwrap();
    assert_eq!(found.log.posters(), 2);
}

/// Forms that platforms wrote, which are not part of the project: members, messages and days, or
/// a part of what is said instead.
#[test]
#[expect(
    clippy::print_stderr,
    reason = "a skipped test must not look like a passed one"
)]
fn exports_as_platforms_write_them_open() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/exports");
    if !folder.is_dir() {
        eprintln!("skipped: the exports are not here");
        return;
    }
    let ok = Ok;
    let cases: [(&str, Expected); 42] = [
        ("01-discordchatexporter/iso.csv", ok((18, 300, 93))),
        ("01-discordchatexporter/local_us.csv", ok((18, 300, 93))),
        ("01-discordchatexporter/renamed_old.csv", ok((18, 300, 93))),
        ("02-dce-json/c.json", ok((18, 300, 93))),
        ("02-dce-json/c_min.json", ok((18, 300, 93))),
        ("03-telegram/result.json", ok((18, 300, 93))),
        ("04-whatsapp/_chat_ios.txt", ok((18, 300, 93))),
        ("04-whatsapp/android_de.txt", ok((18, 300, 93))),
        ("04-whatsapp/android_us.txt", ok((18, 300, 93))),
        ("05-slack/2022-01-03.json", ok((1, 20, 4))),
        ("05-slack/export.zip", ok((1, 20, 4))),
        ("06-wechatmsg/group_utf8.csv", ok((17, 300, 93))),
        (
            "06-wechatmsg/private_9of12.csv",
            Err("9 fields, but the header has 12"),
        ),
        ("06-wechatmsg/renamed_ownempty.csv", ok((17, 300, 93))),
        ("07-qq-txt/gbk.txt", ok((70, 300, 93))),
        ("07-qq-txt/测试群.txt", ok((70, 300, 93))),
        ("08-line/talk.txt", ok((18, 300, 93))),
        ("09-discourse/posts.csv", ok((18, 300, 93))),
        ("09-discourse/renamed.csv", ok((18, 300, 93))),
        ("10-mailman/list.mbox", ok((18, 300, 93))),
        ("11-weechat-log/irc.weechatlog", ok((18, 300, 93))),
        ("11-weechat-log/irssi.log", Err("a time without a day")),
        ("12-pushshift/rs.csv", ok((18, 300, 94))),
        ("12-pushshift/rs.ndjson", ok((18, 300, 94))),
        ("13-stackexchange/Posts.xml", ok((40, 300, 93))),
        ("14-phpbb/posts.csv", ok((40, 300, 94))),
        ("15-zulip/messages-000001.json", ok((1, 300, 94))),
        ("16-github-events/2022.json.gz", ok((18, 300, 93))),
        ("17-git-log/log.csv", ok((18, 300, 93))),
        ("18-feishu/chat.csv", ok((18, 300, 93))),
        ("19-xlsx/chat.xlsx", Err("the spreadsheet is damaged")),
        ("20-quote-swallows/q.tsv", ok((3, 3, 3))),
        ("21-compact-dates/compact14.csv", ok((2, 3, 34))),
        ("22-two-digit-years/uk.csv", Err("could be several days")),
        ("25-time-zone/tz.csv", ok((1, 10, 5))),
        ("26-stray-date/stray.csv", ok((2, 2, 2))),
        ("27-same-id/dup.csv", ok((2, 2, 1))),
        ("28-invisible-marks/lrm.csv", ok((1, 2, 2))),
        (
            "29-crlf-lines/crlf.csv",
            Err("line 3: `timestamp`: `XX` is not a time"),
        ),
        (
            "30-column-twice/twice.csv",
            Err("column `author` comes twice"),
        ),
        ("31-date-forms/table.csv", ok((2, 2, 2))),
        ("31-date-forms/utc.csv", ok((2, 2, 1))),
    ];
    for (name, expected) in cases {
        match (read(&folder.join(name)), expected) {
            (Ok(found), Ok(counts)) => {
                let log = &found.log;
                assert_eq!(
                    (log.posters(), log.total_events(), log.span()),
                    counts,
                    "{name}"
                );
            }
            (Err(error), Err(words)) => {
                assert!(error.to_string().contains(words), "{name}: {error}");
            }
            (found, _) => panic!("{name}: {found:?}"),
        }
    }
}
