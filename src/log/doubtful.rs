//! Logs with something doubtful in them: files that are wrong, clocks that are put forward and back,
//! messages that come twice, names that look alike.

use super::{LogError, LogReader};
use std::path::Path;

#[test]
fn every_wrong_file_of_a_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("1.csv", "timestamp,author\nyesterday,a\n");
    put("2.csv", "timestamp,author\n2024-01-05 10:00:00,b\n");
    put(
        "3.csv",
        "timestamp,author\n2024-01-05 10:00:00,c\n2024-13-05,d\n",
    );
    let error = LogReader::new().read_log(folder.path()).unwrap_err();
    let LogError::Several { errors } = &error else {
        panic!("{error}");
    };
    assert_eq!(errors.len(), 2);
    let text = error.to_string();
    assert!(
        text.starts_with("2 files cannot be read")
            && text.contains("1.csv")
            && text.contains("`yesterday`")
            && text.contains("3.csv")
            && text.contains("line 3")
            && !text.contains("2.csv"),
        "{text}"
    );
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_in_any_unit_and_its_damage_named_by_row() {
    let parse = |bytes: &[u8]| LogReader::new().parse_log(bytes, Path::new("log.parquet"));
    // Nanoseconds of the clock on the wall, three groups of twenty rows.
    let bytes = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/exports/nanoseconds.parquet"
    ))
    .unwrap();
    let whole = parse(&bytes).unwrap();
    assert_eq!((whole.log.posters(), whole.log.total_events()), (2, 60));
    assert_eq!(whole.first_day, Some(jiff::civil::date(2024, 1, 5)));
    let rhythm = whole.rhythm.unwrap();
    // Friday, the fifth day, at one in the afternoon.
    assert_eq!(rhythm[4 * 24 + 13], 40);
    // The second half of the data is overwritten; the index at the end is whole.
    let mut broken = bytes.clone();
    let data = bytes.len() / 2;
    for byte in &mut broken[data - 120..data] {
        *byte = 0xff;
    }
    let error = parse(&broken).unwrap_err().to_string();
    assert!(error.contains("damaged"), "{error}");
    let error = parse(&bytes[..bytes.len() - 20]).unwrap_err().to_string();
    assert!(error.contains("damaged"), "{error}");
}

/// Messages by day of a table with times that tell their distance from universal time.
fn days_in(zone: &str, times: &[&str]) -> Vec<String> {
    let mut text = String::from("timestamp,author\n");
    for time in times {
        text.push_str(&format!("{time},a\n"));
    }
    let zone = jiff::tz::TimeZone::get(zone).unwrap();
    let found = LogReader::new()
        .with_time_zone(zone)
        .parse_log(text.as_bytes(), Path::new("log.csv"))
        .unwrap();
    let first = found.first_day.unwrap();
    let member = found.log.member(0);
    member
        .days
        .iter()
        .zip(member.events)
        .map(|(&day, events)| {
            let date = first
                .checked_add(jiff::Span::new().days(i64::from(day)))
                .unwrap();
            format!("{date}: {events}")
        })
        .collect()
}

#[test]
fn days_are_cut_right_where_clocks_are_put_forward_and_back() {
    // New York: the night of 10 March 2024 has no hour from two to three.
    assert_eq!(
        days_in(
            "America/New_York",
            &[
                "2024-03-10T04:59:59Z",
                "2024-03-10T05:00:00Z",
                "2024-03-11T03:59:59Z",
                "2024-03-11T04:00:00Z",
            ]
        ),
        ["2024-03-09: 1", "2024-03-10: 2", "2024-03-11: 1"]
    );
    // 3 November has the hour from one to two twice, and is 25 hours long.
    assert_eq!(
        days_in(
            "America/New_York",
            &[
                "2024-11-03T03:59:59Z",
                "2024-11-03T05:30:00Z",
                "2024-11-03T06:30:00Z",
                "2024-11-04T04:59:59Z",
                "2024-11-04T05:00:00Z",
            ]
        ),
        ["2024-11-02: 1", "2024-11-03: 3", "2024-11-04: 1"]
    );
    // São Paulo skipped midnight itself: 4 November 2018 began at one.
    assert_eq!(
        days_in(
            "America/Sao_Paulo",
            &["2018-11-04T02:59:59Z", "2018-11-04T03:00:00Z"]
        ),
        ["2018-11-03: 1", "2018-11-04: 1"]
    );
}

#[test]
fn a_time_that_the_clock_skipped_or_showed_twice_counts_as_written() {
    let text =
        "timestamp,author\n2024-03-10 02:30:00,a\n2024-11-03 01:30:00,a\n2024-11-03 01:30:00,a\n";
    let found = LogReader::new()
        .with_time_zone(jiff::tz::TimeZone::get("America/New_York").unwrap())
        .parse_log(text.as_bytes(), Path::new("log.csv"))
        .unwrap();
    assert_eq!(found.log.member(0).events, [1, 2]);
    assert_eq!(found.first_day, Some(jiff::civil::date(2024, 3, 10)));
}

#[test]
fn a_message_in_two_files_counts_once_and_the_note_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put(
        "january.csv",
        "timestamp,author,id\n2024-01-05 10:00:00,a,7\n2024-01-06 10:00:00,b,8\n",
    );
    // The second file begins where the first ends; identifier 7 is another message here.
    put(
        "february.csv",
        "timestamp,author,id\n2024-01-06 10:00:00,b,8\n2024-02-05 10:00:00,a,7\n",
    );
    let found = LogReader::new().read_log(folder.path()).unwrap();
    assert_eq!(found.log.total_events(), 3);
    let note = found
        .remarks
        .iter()
        .find(|line| line.contains("under the same identifier"))
        .unwrap();
    assert!(
        note.contains("1 message ") && note.contains(".csv:"),
        "{note}"
    );
}

#[test]
fn look_alike_names_are_one_member_across_a_log() {
    let text = "timestamp,author\n2024-01-05 10:00:00,José\n2024-01-06 10:00:00,Jose\u{301}\n\
        2024-01-07 10:00:00,\u{200e}José\u{a0}\n2024-01-08 10:00:00,Jose\n";
    let found = LogReader::new()
        .parse_log(text.as_bytes(), Path::new("log.csv"))
        .unwrap();
    assert_eq!(found.log.posters(), 2);
    assert_eq!(found.log.member(0).days, [0, 1, 2]);
}
