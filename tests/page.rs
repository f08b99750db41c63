//! The page of a study: what it says, where it says it, and what it says of a folder that is not
//! whole. How it looks and answers in a browser is for `.ci/browser`.

#[path = "page/thirty_seconds.rs"]
mod thirty_seconds;
#[path = "page/titles.rs"]
mod titles;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn qun(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qun"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("qun runs")
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = qun(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

const CAMP: &str = r#"title = "Camp <script>alert('x')</script> & \"friends\" שלום 🎉"
days = 45
replicates = 6
start = "2026-09-07"
[audience]
founders = 40
word_of_mouth = 0.05
[[community.room]]
name = "main"
capacity = 60
[operator.purge]
after_days = 10
every = 10
from_day = 15
[strategy."=1+1".operator.threshold]
gate = "fee"
fee = 19
[strategy.free]
without = ["operator.purge"]
"#;

/// A folder with a scenario and its study.
fn studied(study: &str, more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("camp.toml"), CAMP).expect("written");
    let mut arguments = vec![study, "camp.toml", "--out", "out", "--quiet"];
    arguments.extend(more);
    done(folder.path(), &arguments);
    folder
}

fn page(folder: &tempfile::TempDir) -> String {
    fs::read_to_string(folder.path().join("out/report.html")).expect("a page")
}

/// The text of a part of a page, without its markup.
fn part<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page
        .find(&format!("id=\"{id}\""))
        .unwrap_or_else(|| panic!("no part {id}"));
    let rest = &page[start..];
    &rest[..rest.find("</section>").expect("a part ends")]
}

#[test]
fn the_page_made_again_has_the_same_bytes() {
    for study in ["run", "compare"] {
        let folder = studied(study, &[]);
        let first = page(&folder);
        let said = done(folder.path(), &["report", "out"]);
        assert!(said.contains("report.html"), "{said}");
        assert_eq!(first, page(&folder), "{study}");
        let other = studied(study, &["--threads", "1"]);
        assert_eq!(first, page(&other), "{study}");
        // The study itself may be repeated over what was made again.
        done(
            folder.path(),
            &[study, "camp.toml", "--out", "out", "--quiet"],
        );
    }
}

#[test]
fn what_somebody_wrote_is_shown_and_does_nothing() {
    for study in ["run", "compare"] {
        let page = page(&studied(study, &[]));
        assert!(!page.contains("<script>alert"), "{study}");
        assert!(page.contains("&lt;script&gt;alert('x')&lt;/script&gt; &amp; &quot;friends&quot;"));
        assert_eq!(page.matches("<script>").count(), 1, "{study}");
        // Nothing is fetched: no address but those of the page itself and of data inside it.
        for attribute in ["src=\"", "href=\""] {
            for (at, _) in page.match_indices(attribute) {
                let address = &page[at + attribute.len()..];
                assert!(
                    address.starts_with('#') || address.starts_with("data:text/csv"),
                    "{study}: {}",
                    &address[..40]
                );
            }
        }
        assert!(!page.contains("@import") && !page.contains("url(http"));
        // A spreadsheet that opens the data obeys no name.
        assert!(!page.contains("%0A%3D1"), "{study}");
    }
}

#[test]
fn words_follow_the_worlds_in_which_runs_lived() {
    let said = |worlds: &str| {
        let folder = studied("run", &["--language", "en", "--worlds", worlds]);
        let page = page(&folder);
        (part(&page, "charts").to_owned(), page)
    };
    let (drawn, page) = said("drawn");
    assert!(drawn.contains("other assumptions where nobody knows"));
    assert!(drawn.contains("Good: run") && !drawn.contains("Lucky: run"));
    assert!(page.contains("in communities that differ in what nobody knows"));
    let (fixed, page) = said("fixed");
    assert!(fixed.contains("same scenario, other luck") && fixed.contains("Lucky: run"));
    assert!(!fixed.contains("other assumptions") && !page.contains("communities that differ"));
}

#[test]
fn sentences_name_things_as_people_do_and_as_the_tables_count_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let packets = CAMP.replace(
        "[operator.purge]",
        "[operator.red_packets.fridays]\nevery = 7\n[operator.purge]",
    );
    fs::write(folder.path().join("camp.toml"), packets).expect("written");
    done(
        folder.path(),
        &["run", "camp.toml", "--out", "out", "--quiet"],
    );
    let page = page(&folder);
    for part in [part(&page, "answer"), part(&page, "story")] {
        for key in ["engaged_end", "red_packets", "full_on_day"] {
            assert!(!part.contains(key), "{key}: {part}");
        }
    }
    let story = part(&page, "story");
    assert!(
        story.contains("Red packet (fridays): red packets begin, on day 0")
            && story.contains("红包（fridays）：红包开始（第 0 天）"),
        "{story}"
    );
    // The day on which rooms are full is the one that the table has.
    let text = fs::read(folder.path().join("out/summary.json")).expect("a summary");
    let summary: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let run = summary["run"].as_array().expect("a list");
    let full = run.iter().find(|it| it["metric"] == "full_on_day");
    let day = full.expect("the metric")["mean"].as_f64().expect("a day");
    assert!(
        story.contains(&format!("on day {day:.0} on average")),
        "{day}: {story}"
    );
}

/// The mean of a metric under a strategy, and the numbers of its runs.
fn runs_of(folder: &Path, strategy: &str, metric: &str) -> Vec<f64> {
    let path = folder.join(format!("strategies/{strategy}/replicates.csv"));
    let mut table = csv::Reader::from_path(&path).expect("a table");
    let headers = table.headers().expect("headers").clone();
    let column = headers.iter().position(|it| it == metric);
    let column = column.unwrap_or_else(|| panic!("{metric}: {headers:?}"));
    let rows = table
        .records()
        .map(|row| row.expect("a row")[column].parse());
    rows.map(|value| value.unwrap_or(f64::NAN)).collect()
}

#[test]
fn every_lesson_shows_what_it_says_and_asks_before_it_tells() {
    use qun::stats::difference::paired;
    use qun::words::lessons::{LESSONS, Shows};
    let folder = tempfile::tempdir().expect("a folder");
    for lesson in LESSONS {
        let key = lesson.key;
        let output = qun(folder.path(), &["lesson", key, "--out", "class", "--quiet"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success() && output.stdout.is_empty(),
            "{key}: {said}"
        );
        let out = folder.path().join("class").join(key);
        for shows in lesson.shows {
            let (Shows::More(metric, one, other) | Shows::Level(metric, one, other)) = *shows;
            let (one, other) = (runs_of(&out, one, metric), runs_of(&out, other, metric));
            let found = paired(&one, &other).expect("a difference");
            let clear = found.p_value < 0.05;
            match shows {
                Shows::More(..) => {
                    assert!(clear && found.mean > 0.0, "{key}, {shows:?}: {found:?}");
                }
                Shows::Level(..) => assert!(!clear, "{key}, {shows:?}: {found:?}"),
            }
        }
        let page = fs::read_to_string(out.join("report.html")).expect("a page");
        let asked = page.find("id=\"lesson\"").expect("a question");
        assert!(
            asked < page.find("id=\"answer\"").expect("an answer"),
            "{key}"
        );
        assert_eq!(page.matches("name=\"guess\"").count(), 3, "{key}");
        let text = part(&page, "lesson");
        assert!(
            text.contains(lesson.question.zh) && text.contains("Where the model could be wrong")
        );
    }
    // What somebody has made of a lesson's scenario is not written over.
    let file = folder.path().join("class/overload.toml");
    fs::write(&file, "title = \"mine\"\n").expect("written");
    let output = qun(folder.path(), &["lesson", "overload", "--out", "class"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(&file).expect("read"),
        "title = \"mine\"\n"
    );
}

#[test]
fn a_number_is_the_same_wherever_it_stands() {
    for worlds in ["drawn", "fixed"] {
        let page = page(&studied("run", &["--worlds", worlds]));
        let figures = part(&page, "figures");
        // The row of a metric in each of the two tables: mean, interval, band.
        let rows: Vec<Vec<&str>> = figures
            .split("<tr>")
            .filter(|row| row.contains("Operator hours in all"))
            .map(|row| {
                let cells = row.split("<td>").skip(1).take(3);
                cells
                    .map(|cell| cell.split("</td>").next().unwrap_or_default())
                    .collect()
            })
            .collect();
        assert_eq!(rows.len(), 2, "{worlds}: {figures}");
        assert_eq!(rows[0], rows[1], "{worlds}");
    }
}

#[test]
fn a_folder_that_is_not_whole_says_so_and_shows_the_rest() {
    let folder = studied("run", &[]);
    let out = folder.path().join("out");
    fs::remove_file(out.join("daily.csv")).expect("removed");
    let said = done(folder.path(), &["report", "out"]);
    assert!(said.contains("daily.csv is missing"), "{said}");
    let missing = page(&folder);
    assert!(part(&missing, "faults").contains("daily.csv is missing"));
    assert!(missing.contains("id=\"answer\"") && missing.contains("id=\"charts\""));

    // A part that is damaged costs no other, and a chart no other chart.
    let text = fs::read_to_string(out.join("report.json")).expect("the data");
    let mut document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let charts = document["charts"].as_array().expect("charts").len();
    document["answer"] = serde_json::json!(17);
    document["charts"][0] = serde_json::json!({ "over_time": { "metrics": "none" } });
    document["charts"][1] = serde_json::json!({ "members_by_state": "no" });
    fs::write(out.join("report.json"), document.to_string()).expect("written");
    let said = done(folder.path(), &["report", "out"]);
    assert!(
        said.contains("daily.csv is missing"),
        "said once only: {said}"
    );
    for fault in [
        "report.json has been changed",
        "the part `answer`",
        "chart 1",
        "chart 2",
    ] {
        assert!(said.contains(fault), "{fault}: {said}");
    }
    let damaged = page(&folder);
    assert!(!damaged.contains("id=\"answer\"") && damaged.contains("id=\"story\""));
    assert_eq!(damaged.matches("<figure").count(), charts - 2);

    // Lists that belong together and do not fit are a fault, not a panic.
    document["charts"][0] = serde_json::json!({ "members_by_state": {
        "about": { "scenario": { "en": "x", "zh": "x" }, "replicates": 1, "start_date": null, "footer": null, "finding": null },
        "first_day": 0, "events": [],
        "states": [ { "state": "a", "label": null, "mean": [1.0, 2.0] }, { "state": "b", "label": null, "mean": [1.0] } ],
    } });
    fs::write(out.join("report.json"), document.to_string()).expect("written");
    assert!(done(folder.path(), &["report", "out"]).contains("chart 1"));

    fs::write(out.join("report.json"), &text.as_bytes()[..text.len() / 2]).expect("cut");
    let said = done(folder.path(), &["report", "out"]);
    assert!(said.contains("report.json cannot be read"), "{said}");
    let rest = page(&folder);
    assert!(rest.contains("id=\"faults\"") && part(&rest, "scenario").contains("founders = 40"));

    // What other files say stands in for it: numbers, and drawings as pictures.
    assert!(part(&rest, "figures").contains("joins_total"));
    assert!(part(&rest, "charts").contains("<img alt=\"activity\""));

    fs::remove_file(out.join("report.json")).expect("removed");
    assert!(done(folder.path(), &["report", "out"]).contains("report.json is missing"));
}

#[test]
fn only_a_folder_of_ours_has_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("mine")).expect("made");
    fs::write(folder.path().join("mine/notes.txt"), "x").expect("written");
    for command in ["report", "open"] {
        for place in ["mine", "nowhere"] {
            let output = qun(folder.path(), &[command, place]);
            assert!(!output.status.success(), "{command} {place}");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.contains("hint:") && !said.contains("panic"), "{said}");
        }
    }
    let left: Vec<_> = fs::read_dir(folder.path().join("mine"))
        .expect("there")
        .collect();
    assert_eq!(left.len(), 1);

    // A page that somebody has changed is theirs.
    let studied = studied("run", &["--no-charts"]);
    let place = studied.path().join("out/report.html");
    fs::write(&place, "mine").expect("written");
    assert!(!qun(studied.path(), &["report", "out"]).status.success());
    assert_eq!(fs::read_to_string(&place).expect("there"), "mine");
    done(studied.path(), &["report", "out", "--force"]);
    assert_eq!(
        fs::read_to_string(place.with_file_name("report.html~")).expect("kept"),
        "mine"
    );
    let printed = qun(studied.path(), &["open", "out", "--print"]);
    assert!(
        String::from_utf8_lossy(&printed.stdout)
            .trim_end()
            .ends_with("report.html")
    );
}

#[test]
fn the_page_of_two_hundred_runs_is_small_and_soon_made() {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &["new", "camp"]);
    let arguments = [
        "run",
        "camp.toml",
        "--replicates",
        "200",
        "--days",
        "120",
        "--out",
        "out",
    ];
    done(folder.path(), &arguments);
    let length = page(&folder).len();
    assert!(length < 1_500_000, "{length}");
    done(folder.path(), &["report", "out"]);
}

#[test]
fn the_page_of_many_strategies_is_small_and_draws_those_that_matter() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("{}/scenarios/strategies.toml", env!("CARGO_MANIFEST_DIR"));
    let arguments = [
        "compare",
        &file,
        "--replicates",
        "2",
        "--days",
        "180",
        "--out",
        "out",
        "--quiet",
    ];
    done(folder.path(), &arguments);
    let page = page(&folder);
    assert!(page.len() < 1_500_000, "{}", page.len());
    // Whoever looks for one that is not drawn is told where it is.
    assert!(part(&page, "charts").contains("Drawn are base and, of 42 strategies"));
    for chart in ["side_by_side", "difference_over_time", "retention"] {
        let path = folder.path().join(format!("out/charts/{chart}.csv"));
        let names: BTreeSet<String> = column(&path, "strategy").into_iter().collect();
        assert!((7..=8).contains(&names.len()), "{chart}: {names:?}");
    }
    let path = folder.path().join("out/charts/forest.csv");
    let forest: BTreeSet<String> = column(&path, "strategy").into_iter().collect();
    assert_eq!(forest.len(), 42);
    assert!(
        column(&path, "metric")
            .iter()
            .collect::<BTreeSet<_>>()
            .len()
            >= 3
    );
}

/// A column of a table.
fn column(path: &Path, name: &str) -> Vec<String> {
    let mut table = csv::Reader::from_path(path).expect("a table");
    let headers = table.headers().expect("headers").clone();
    let place = headers.iter().position(|it| it == name).expect("a column");
    let rows = table.records();
    rows.map(|row| row.expect("a row")[place].to_owned())
        .collect()
}

#[test]
fn every_study_says_what_it_found() {
    let founders = ["--vary", "audience.founders=20..60", "--replicates", "3"];
    let mut search = founders.to_vec();
    search.extend(["--maximize", "engaged_end", "--budget", "120"]);
    let mut sensitive = founders.to_vec();
    sensitive.extend(["--points", "2"]);
    let studies: [(&str, Vec<&str>, &str); 3] = [
        (
            "sweep",
            vec!["--vary", "audience.founders=20..60:3", "--replicates", "2"],
            "best: ",
        ),
        ("optimize", search, "fresh luck"),
        ("sensitivity", sensitive, "depends most on"),
    ];
    for (study, more, answer) in studies {
        let page = page(&studied(study, &more));
        assert!(
            !page.contains("id=\"faults\""),
            "{study}: {}",
            part(&page, "faults")
        );
        assert!(
            part(&page, "answer").contains(answer),
            "{study}: {}",
            part(&page, "answer")
        );
        assert_eq!(page.matches("<figure").count(), 1, "{study}");
        assert!(part(&page, "figures").contains("<td>"), "{study}");
    }
}

#[test]
fn every_column_of_every_table_is_explained() {
    let mut folders = vec![studied("run", &[]), studied("compare", &[])];
    let vary = [
        "--vary",
        "audience.word_of_mouth=0..0.1:3",
        "--replicates",
        "2",
    ];
    folders.push(studied("sweep", &vary));
    let more = [
        "--vary",
        "audience.founders=20..60",
        "--points",
        "2",
        "--replicates",
        "2",
    ];
    folders.push(studied("sensitivity", &more));
    for folder in folders {
        let out = folder.path().join("out");
        let mut reader = csv::Reader::from_path(out.join("columns.csv")).expect("a dictionary");
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.expect("a row")).collect();
        for row in &rows {
            assert!(!row[3].is_empty() && !row[4].is_empty(), "{row:?}");
            assert!(row[4].chars().any(qun::words::is_chinese), "{row:?}");
            // Only what a study varies is explained as what was varied.
            let varied = ["audience.word_of_mouth", "audience.founders"].contains(&&row[1]);
            assert_eq!(row[3].contains("which was varied"), varied, "{row:?}");
        }
        // A metric that shares its key with a column of another table is explained as the metric.
        let ties = rows
            .iter()
            .filter(|row| row[0].ends_with("replicates.csv") && &row[1] == "ties");
        for row in ties {
            assert!(!row[3].contains("no difference"), "{row:?}");
        }
        let known =
            |file: &str, column: &str| rows.iter().any(|row| &row[0] == file && &row[1] == column);
        for name in [
            "daily.csv",
            "cells.csv",
            "comparison.csv",
            "charts/activity.csv",
            "design.csv",
        ] {
            let Ok(mut table) = csv::Reader::from_path(out.join(name)) else {
                continue;
            };
            for column in table.headers().expect("a header") {
                assert!(known(name, column), "{name} {column}");
            }
        }
        if let Ok(mut table) = csv::Reader::from_path(out.join("daily.csv")) {
            assert_eq!(&table.headers().expect("a header")[1], "date");
            let first = table.records().next().expect("a row").expect("a row");
            assert_eq!((&first[0], &first[1]), ("0", "2026-09-07"));
        }
    }
}

#[test]
fn the_shape_of_the_report_is_documented() {
    let folder = studied("compare", &["--no-charts"]);
    let text = fs::read(folder.path().join("out/report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_slice(&text).expect("a document");
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.md");
    let told = fs::read_to_string(pages).expect("the page");
    let rows: Vec<&str> = told.lines().filter(|line| line.starts_with("| ")).collect();
    let begins = |start: String| rows.iter().any(|row| row.starts_with(&start));
    let keys = report.as_object().expect("a table").keys();
    let untold: Vec<&String> = keys.filter(|key| !begins(format!("| `{key}` |"))).collect();
    assert!(untold.is_empty(), "{untold:?}");
    let version = report["version"].as_u64().expect("a version");
    assert!(begins(format!("| {version} |")) && !begins(format!("| {} |", version + 1)));
    let assumed = report["rests"]["assumed"][0].as_object().expect("one");
    let rests = rows.iter().find(|row| row.starts_with("| `rests` |"));
    for (key, value) in assumed {
        assert!(
            rests.is_some_and(|row| row.contains(&format!("`{key}`"))),
            "{key}"
        );
        let told_in_both = ["unit", "meaning", "source"].contains(&key.as_str());
        assert_eq!(value.is_object(), told_in_both && !value.is_null(), "{key}");
    }
}
