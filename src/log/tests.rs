use super::*;
use proptest::prelude::*;
use std::io::Write as _;

fn log_of(name: &str, bytes: &[u8]) -> Result<Community, LogError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    LogReader::new().read_log(&path)
}

/// Lines, columns and messages of the problems of a file.
fn problems_of(name: &str, bytes: &[u8]) -> (Vec<Problem>, usize) {
    match log_of(name, bytes) {
        Err(LogError::Invalid { problems, more, .. }) => (problems, more),
        other => panic!("expected problems, got {other:?}"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const TABLE: &str = "community,member_id,day,events,replies_received\n\
    demo,zoe,0,2,1\ndemo,adam,0,1,0\ndemo,zoe,3,4,0\n";

#[test]
fn a_table_comes_plain_or_packed_in_any_encoding() {
    let plain = log_of("demo.csv", TABLE.as_bytes()).unwrap();
    assert_eq!((plain.name.as_str(), plain.first_day), ("demo", None));
    assert_eq!(
        (
            plain.log.posters(),
            plain.log.span(),
            plain.log.total_events()
        ),
        (2, 4, 7)
    );
    // Numbers in order of appearance: zoe is 0.
    assert_eq!(plain.log.member(0).days, [0, 3]);
    assert_eq!(plain.log.member(0).replies_received, Some(&[1, 0][..]));
    let marked = [b"\xef\xbb\xbf", TABLE.as_bytes()].concat();
    let semicolons = TABLE.replace(',', ";").replace('\n', "\r\n");
    for (name, bytes) in [
        ("demo.csv.gz", gzip(TABLE.as_bytes())),
        ("demo.csv", gzip(TABLE.as_bytes())),
        ("demo.csv", marked),
        ("demo.csv", semicolons.into_bytes()),
    ] {
        assert_eq!(log_of(name, &bytes).unwrap(), plain);
    }
}

#[test]
fn dates_count_from_the_first() {
    let found = log_of(
        "camp.csv",
        b"day,member_id,events\n2024-02-28,a,1\n2024-03-01,a,2\n",
    )
    .unwrap();
    assert_eq!(found.name, "camp");
    assert_eq!(found.first_day, Some(Date::constant(2024, 2, 28)));
    assert_eq!(found.log.member(0).days, [0, 2]);
    assert!(!found.log.has_replies());
}

#[test]
fn an_export_becomes_a_table() {
    let csv = "timestamp,author,reply_to\n\
        2024-01-05 23:59:00,\"Li, Lei\",\n\
        2024-01-06 00:01:00,韩梅梅,\"Li, Lei\"\n\
        2024-01-06 00:02:00,\"Li, Lei\",\"Li, Lei\"\n\
        2024-01-06 00:03:00,韩梅梅,nobody\n";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(csv);
    for bytes in [csv.as_bytes(), &gb18030] {
        let found = log_of("chat.csv", bytes).unwrap();
        assert_eq!(found.first_day, Some(Date::constant(2024, 1, 5)));
        assert_eq!(found.log.member(0).days, [0, 1]);
        assert_eq!(found.log.member(0).replies_received, Some(&[1, 0][..]));
        assert_eq!(found.log.member(1).events, [2]);
    }
}

#[test]
fn replies_may_point_at_identifiers_and_rows_may_come_in_any_order() {
    let csv = "id,reply_to,author,timestamp\n\
        m2,m1,b,1704459800\nm1,,a,1704459700\nm3,m1,a,1704459900\nm4,m1,c,1704559900\n";
    let found = log_of("chat.csv", csv.as_bytes()).unwrap();
    // a wrote first, so a is 0; two others answered m1, a's own reply does not count.
    assert_eq!(found.log.member(0).replies_received, Some(&[2][..]));
    assert_eq!(found.log.posters(), 3);
}

#[test]
fn the_time_zone_cuts_the_days() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chat.csv");
    std::fs::write(
        &path,
        "timestamp,author\n2024-01-05T15:00:00Z,a\n2024-01-05T17:00:00Z,a\n",
    )
    .unwrap();
    let days = |zone: &str| {
        let mut reader = LogReader::new().with_time_zone(TimeZone::get(zone).unwrap());
        reader.read_log(&path).unwrap().log.member(0).days.len()
    };
    assert_eq!((days("UTC"), days("Asia/Shanghai")), (1, 2));
}

#[test]
fn all_problems_come_at_once_with_their_lines() {
    let csv = "community,member_id,day,events\n\
        demo,a,0,-3\n\
        demo,a,x,1\n\
        demo,,1,1\n\
        demo,b,2\n\
        demo,b,2,1.5\n\
        demo,b,2,1\n\
        demo,c,1,1\n\
        other,d,2,1\n\
        demo,e,2024-01-05,1\n\
        demo,e,-1,1\n\
        demo,f,5000000,1\n";
    let (problems, more) = problems_of("demo.csv", csv.as_bytes());
    let found: Vec<(u64, &str, &str)> = problems
        .iter()
        .map(|problem| {
            (
                problem.line.unwrap(),
                problem.column.as_deref().unwrap_or(""),
                problem.message.as_str(),
            )
        })
        .collect();
    assert_eq!(more, 0);
    assert_eq!(
        found,
        [
            (2, "events", "`-3` is negative"),
            (3, "day", "`x` is not a day"),
            (4, "member_id", "is empty"),
            (5, "", "3 fields, but the header has 4"),
            (6, "events", "`1.5` is not a whole number"),
            (7, "", "the same member and day `2` for the second time"),
            (8, "day", "`1` comes after a later day"),
            (9, "community", "`other` after `demo`"),
            (10, "day", "`2024-01-05` among days written another way"),
            (11, "day", "`-1` is negative"),
            (12, "day", "`5000000` is too far from day 0"),
        ]
    );
}

#[test]
fn beyond_twenty_only_the_number_is_given() {
    let rows = (0..33).fold(String::new(), |rows, day| rows + &format!("a,{day},x\n"));
    let error = log_of(
        "demo.csv",
        format!("member_id,day,events\n{rows}").as_bytes(),
    )
    .unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("demo.csv:\nline 2: `events`: `x` is not a whole number\n"),
        "{text}"
    );
    assert!(text.ends_with("\nand 13 more"), "{text}");
}

#[test]
fn misspelt_columns_are_guessed() {
    let (problems, _) = problems_of("demo.csv", b"member,day,event,replies_recieved\na,0,1,0\n");
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| {
            (
                problem.message.as_str(),
                problem.help.as_deref().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "unknown column `replies_recieved`",
                "did you mean `replies_received`?"
            ),
            (
                "no column `member_id`",
                "did you mean `member_id` by `member`?"
            ),
            ("no column `events`", "did you mean `events` by `event`?"),
        ]
    );
    let (problems, _) = problems_of("chat.csv", b"timestmap,autor\n2024-01-05,a\n");
    assert_eq!(
        problems[0].help.as_deref(),
        Some("did you mean `timestamp` by `timestmap`?")
    );
    let (problems, _) = problems_of("demo.csv", b"x,y\n1,2\n");
    assert_eq!(problems[0].help.as_deref(), Some("the header has `x`, `y`"));
}

#[test]
fn a_header_is_told_as_it_is_written_and_not_without_end() {
    let (problems, _) = problems_of("demo.csv", b"Xx,Yy\n1,2\n");
    assert_eq!(
        problems[0].help.as_deref(),
        Some("the header has `Xx`, `Yy`")
    );
    let wide: Vec<String> = (0..3_000).map(|column| format!("X{column}")).collect();
    let (problems, _) = problems_of("demo.csv", format!("{}\n1\n", wide.join(",")).as_bytes());
    let help = problems[0].help.clone().unwrap();
    assert!(help.ends_with("`X11` and 2988 more columns"), "{help}");
}

#[test]
fn files_that_are_no_tables_say_so() {
    let what = |name: &str, bytes: &[u8]| problems_of(name, bytes).0[0].message.clone();
    let empty = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    assert_eq!(what("export.zip", empty), "the archive is empty");
    for json in [r#"{"a": [1, 2]}"#, r#"[{"a": 1}]"#, "[]"] {
        assert_eq!(
            what("x.json", json.as_bytes()),
            "this JSON is of no platform known"
        );
    }
    for shift in [0, 1] {
        let wide: Vec<u8> = TABLE
            .bytes()
            .flat_map(|byte| if shift == 0 { [byte, 0] } else { [0, byte] })
            .collect();
        assert_eq!(
            what("demo.csv", &wide),
            "it looks like UTF-16 without a byte order mark"
        );
    }
    let message = |name: &str, bytes: &[u8]| problems_of(name, bytes).0[0].message.clone();
    assert_eq!(message("a.csv", b""), "the file is empty");
    assert_eq!(message("a.csv", b" \n\n"), "the file is empty");
    assert_eq!(
        message("a.csv", b"member_id,day,events\n"),
        "no rows under the header"
    );
    assert_eq!(
        message("a.csv.gz", TABLE.as_bytes()),
        "the name ends in .gz, but this is not gzip"
    );
    let packed = gzip(TABLE.as_bytes());
    assert!(
        message("a.csv.gz", &packed[..packed.len() / 2]).starts_with("the gzip file is damaged")
    );
    assert_eq!(
        message("a.csv", b"member_id,day,events\na,20000,1\n"),
        "`20000` is too far from day 0"
    );
    assert!(matches!(
        LogReader::new().read_log(Path::new("/nowhere/at/all.csv")),
        Err(LogError::Unreadable { .. })
    ));
}

#[test]
fn presence_shares_numbers_and_days_with_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let (log, presence) = (
        folder.path().join("log.csv"),
        folder.path().join("presence.csv"),
    );
    std::fs::write(
        &log,
        "member_id,day,events\na,2024-01-05,1\nb,2024-01-06,1\n",
    )
    .unwrap();
    std::fs::write(
        &presence,
        "community,member_id,day,joins,leaves\nx,b,2024-01-04,1,0\nx,b,2024-01-05,1,0\nx,ghost,2024-01-07,0,1\n",
    )
    .unwrap();
    let mut reader = LogReader::new();
    reader.read_log(&log).unwrap();
    let presence = reader.read_presence(&presence).unwrap();
    assert_eq!(presence.seen_within(0..9), [1, 2]);
    assert_eq!(presence.days(), Some((0, 2)));
}

#[test]
fn a_stray_time_stamp_is_noticed() {
    let (problems, _) = problems_of(
        "chat.csv",
        b"timestamp,author\n1066-10-14 09:00,a\n2024-01-05 10:00,b\n",
    );
    assert_eq!(
        problems[0].message,
        "the messages run from 1066-10-14 to 2024-01-05"
    );
}

/// Files that are nearly right, which is where readers break.
fn nearly_a_file() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        Just("a".to_owned()),
        Just("0".to_owned()),
        Just("7".to_owned()),
        Just("-1".to_owned()),
        Just("99999999999999".to_owned()),
        Just("2024-02-29".to_owned()),
        Just("9999-12-31".to_owned()),
        Just("\"".to_owned()),
        Just("群".to_owned()),
        "[ -~]{0,6}",
    ];
    let header = prop_oneof![
        Just("member_id,day,events"),
        Just("community,member_id,day,events,replies_received"),
        Just("timestamp,author,reply_to,id"),
        Just("day;member_id;events"),
        Just("day,day,day"),
        Just(""),
    ];
    let row = prop::collection::vec(cell, 0..6).prop_map(|cells| cells.join(","));
    (header, prop::collection::vec(row, 0..12))
        .prop_map(|(header, rows)| format!("{header}\n{}", rows.join("\n")))
}

proptest! {
    #[test]
    fn anything_is_read_or_refused_with_reasons(text in nearly_a_file()) {
        match LogReader::new().parse_log(text.as_bytes(), Path::new("any.csv")) {
            Ok(community) => prop_assert!(community.log.span() <= 36_526),
            Err(LogError::Invalid { problems, .. }) => prop_assert!(!problems.is_empty()),
            Err(LogError::Unreadable { .. } | LogError::Several { .. }) => {
                prop_assert!(false, "one file was given and none opened");
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let parsed = LogReader::new().parse_log(&bytes, Path::new("any.csv"));
        prop_assert!(parsed.is_err() || parsed.is_ok_and(|community| community.log.posters() > 0));
    }
}

#[cfg(unix)]
#[test]
fn a_log_that_never_ends_is_not_read() {
    let error = LogReader::new().read_log(Path::new("/dev/zero"));
    let error = error.expect_err("no file").to_string();
    assert!(error.contains("neither a file nor a folder"), "{error}");
}
