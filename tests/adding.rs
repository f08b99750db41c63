//! What `docs/development.md` says one touches to add a thing is all that one touches: a copy of the project to which a
//! strategy, a metric, a chart, a claim and a term are added so, and nothing else, is built, and knows them. It builds the
//! project once more: `cargo test --test adding -- --ignored`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A change of one file.
enum Edit {
    /// A new file, made from another one of its kind by putting words in the place of others.
    New(&'static str, &'static [(&'static str, &'static str)]),
    /// A piece of text put before another one.
    Before(&'static str, &'static str),
}

/// What is added, and how.
struct Addition {
    /// First cell of the row of `docs/development.md`.
    row: &'static str,
    /// Each file that is touched, the words by which the row names it, and the change.
    edits: &'static [(&'static str, &'static str, Edit)],
}

const ADDITIONS: &[Addition] = &[
    Addition {
        row: "a term, cause, stage, column",
        edits: &[(
            "src/words/terms/activity.rs",
            "`src/words/`",
            Edit::Before(
                "    VISIT = term(\"visit\")",
                "    YODEL = term(\"yodel\").name(\"Yodel\", \"山歌\").meaning(\"A call across a valley.\", \"隔山喊话。\");\n",
            ),
        )],
    },
    Addition {
        row: "a metric",
        edits: &[
            (
                "src/words/metrics/whole_run.rs",
                "`src/words/metrics`",
                Edit::Before(
                    "    SPEAKING_END = metric(",
                    "    YODELS = metric(\"yodels\", Unit::Members).name(\"Yodels\", \"山歌数\").meaning(\"Twice the members.\", \"成员数的两倍。\");\n",
                ),
            ),
            (
                "src/observe/metrics.rs",
                "`src/observe/metrics.rs`",
                Edit::Before("    SpeakingEnd = SPEAKING_END;", "    Yodels = YODELS;\n"),
            ),
            (
                "src/observe/summing_up.rs",
                "`src/observe/summing_up.rs`",
                Edit::Before(
                    "        (Run::ActiveDays,",
                    "        (Run::Yodels, 2.0 * total(record, Daily::Dau)),\n",
                ),
            ),
        ],
    },
    Addition {
        row: "a chart",
        edits: &[
            (
                "src/draw/charts/yodels.rs",
                "`src/draw/charts/`",
                Edit::New(
                    "src/draw/charts/seen.rs",
                    &[
                        ("Seen", "Yodels"),
                        ("charts::SEEN", "charts::YODEL_CHART"),
                        ("\"seen\"", "\"yodel_chart\""),
                        ("`seen`", "`yodel_chart`"),
                    ],
                ),
            ),
            (
                "src/draw/charts/mod.rs",
                "`mod.rs`",
                Edit::Before("mod world_map;", "pub mod yodels;\n"),
            ),
            (
                "src/words/charts.rs",
                "`src/words/charts.rs`",
                Edit::Before(
                    "    ACTIVITY = chart(",
                    "    YODEL_CHART = chart(\"yodel_chart\").name(\"Yodels by day\", \"每日山歌\").meaning(\"Yodels.\", \"山歌。\");\n",
                ),
            ),
        ],
    },
    Addition {
        row: "a strategy",
        edits: &[
            (
                "src/operator/strategies/yodelling.rs",
                "`src/operator/strategies/`",
                Edit::New(
                    "src/operator/strategies/likes.rs",
                    &[
                        ("Likes", "Yodelling"),
                        ("\"likes\"", "\"yodelling\""),
                        ("operator.likes", "operator.yodelling"),
                    ],
                ),
            ),
            (
                "src/operator/mod.rs",
                "`src/operator/mod.rs`",
                Edit::Before("    rituals::Rituals,", "    yodelling::Yodelling,\n"),
            ),
        ],
    },
    Addition {
        row: "a claim of the book",
        edits: &[(
            "scenarios/claims/L99.toml",
            "`scenarios/claims/`",
            Edit::New("scenarios/claims/L1.toml", &[("\"L1\"", "\"L99\"")]),
        )],
    },
];

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder to copy") {
            let entry = entry.expect("an entry");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).expect("a copy");
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_page_of_development_names_every_file_that_an_addition_touches() {
    let page = text(&project().join("docs/development.md"));
    for addition in ADDITIONS {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {} |", addition.row)))
            .unwrap_or_else(|| panic!("no row for {}", addition.row));
        let touched = row.split('|').nth(2).expect("a cell");
        for (file, named, edit) in addition.edits {
            assert!(
                touched.contains(named),
                "{}: {named} of {file}",
                addition.row
            );
            let (path, mark) = match edit {
                Edit::New(model, words) => (model, words[0].0),
                Edit::Before(mark, _) => (file, *mark),
            };
            assert!(text(&project().join(path)).contains(mark), "{path}: {mark}");
        }
    }
}

#[test]
#[ignore = "builds the project once more"]
fn what_is_added_as_the_page_of_development_says_is_known_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("qun");
    fs::create_dir(&place).expect("a folder");
    for name in [
        "Cargo.toml",
        "Cargo.lock",
        "build.rs",
        "src",
        "assets",
        "scenarios",
        "benches",
        "examples",
        "docs",
        "LICENSE-MIT",
    ] {
        copy(&project().join(name), &place.join(name));
    }
    for (file, _, edit) in ADDITIONS.iter().flat_map(|it| it.edits) {
        let path = place.join(file);
        let written = match edit {
            Edit::New(model, words) => {
                let model = text(&place.join(model));
                words
                    .iter()
                    .fold(model, |text, (old, new)| text.replace(old, new))
            }
            Edit::Before(mark, added) => text(&path).replacen(mark, &format!("{added}{mark}"), 1),
        };
        fs::write(&path, written).expect("an edit");
    }
    let built = Command::new(env!("CARGO"))
        .args(["build", "--bin", "qun"])
        .current_dir(&place)
        .env("CARGO_TARGET_DIR", project().join("target/tmp/adding"))
        .output()
        .expect("cargo");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let says = |arguments: &[&str]| {
        let said = Command::new(project().join("target/tmp/adding/debug/qun"))
            .args(arguments)
            .current_dir(&place)
            .output()
            .expect("the program");
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(
            said.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&said.stderr)
        );
        text
    };
    assert!(says(&["explain", "yodel"]).contains("A call across a valley."));
    assert!(says(&["explain", "山歌"]).contains("yodel"));
    assert!(says(&["list", "metrics"]).contains("yodels"));
    assert!(says(&["explain", "yodel_chart"]).contains("Yodels"));
    assert!(says(&["list", "strategies"]).contains("yodelling"));
    assert!(says(&["explain", "operator.yodelling.likers"]).contains("share"));
    assert!(says(&["schema"]).contains("\"yodelling\""));
    let scenario = "title = \"Valley\"\ndays = 40\nreplicates = 2\n[audience]\nfounders = 20\n\
        [operator.yodelling]\n[operator.yodelling.loud]\nlikers = 0.5\n[expect]\nyodels = { above = 0 }\n";
    fs::write(place.join("valley.toml"), scenario).expect("a scenario");
    says(&["run", "valley.toml", "--no-charts", "--out", "valley"]);
    let daily = text(&place.join("valley/daily.csv"));
    assert!(
        daily.contains("yodelling.loud.yodelling"),
        "{}",
        daily.lines().next().unwrap_or("")
    );
    assert!(says(&["claims", "L99", "--quick"]).contains("L99"));
}
