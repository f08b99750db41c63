//! What comparisons, searches and sensitivity say of what they do not know, on the command line.

use std::fs;
use std::path::Path;

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn qun(folder: &Path, arguments: &[&str]) -> Said {
    let output = assert_cmd::Command::cargo_bin("qun")
        .expect("the program")
        .current_dir(folder)
        .args(arguments)
        .args([
            "--no-charts",
            "--no-progress",
            "--out",
            "out",
            "--language",
            "en",
        ])
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said {
        code: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("s.toml"), text).expect("written");
    folder
}

/// Rows of a table of the output folder, as columns by their names.
fn rows(folder: &Path, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = fs::read_to_string(folder.join("out").join(name)).expect("a table");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let row = |line: &str| {
        let cells = header.iter().zip(line.split(','));
        cells
            .map(|(key, value)| ((*key).to_owned(), value.to_owned()))
            .collect()
    };
    lines.map(row).collect()
}

/// A group of nothing but spammers: nobody is ever engaged.
const NOBODY: &str = "days = 60\n[audience]\nfounders = 0\n[[audience.channel]]\nname = \"media\"\nper_day = 2.0\n\
    [[archetype]]\nname = \"spammer\"\nshare = 1.0\n\
    [strategy.gate.operator.threshold]\ngate = \"questionnaire\"\n";

#[test]
fn what_is_not_known_asks_for_more_runs() {
    let given = folder(NOBODY);
    let flags = ["--replicates", "3", "--precision", "5%"];
    let run = qun(given.path(), &[&["run", "s.toml"], &flags[..]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(rows(given.path(), "replicates.csv").len(), 30);
    assert!(
        run.err
            .contains("30 replicates do not show how sure engaged members at the end is"),
        "{}",
        run.err
    );
    let compared = qun(given.path(), &[&["compare", "s.toml"], &flags[..]].concat());
    assert_eq!(compared.code, 0, "{}", compared.err);
    let ran = fs::read_to_string(given.path().join("out/strategies/gate/replicates.csv"));
    assert!(ran.is_ok_and(|it| it.lines().count() > 20));
    // Where there is nobody to measure, more runs bring nobody.
    assert!(
        compared.err.contains("no value in any run"),
        "{}",
        compared.err
    );
}

/// A group with a strategy that changes who comes.
const GATED: &str = "days = 60\n[audience]\nfounders = 30\nword_of_mouth = 0.02\n\
    [strategy.gate.operator.threshold]\ngate = \"questionnaire\"\n";

#[test]
fn what_more_runs_cannot_show_does_not_ask_for_them() {
    let given = folder(GATED);
    let short = ["--days", "1", "--replicates", "10"];
    let run = qun(given.path(), &[&["run", "s.toml"], &short[..]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let why = "engaged members at the end: no value in runs of 1 day; it takes at least 4";
    assert!(
        run.err.contains(why) && !run.err.contains("--replicates"),
        "{}",
        run.err
    );
    let page = fs::read_to_string(given.path().join("out/report.html")).expect("a page");
    assert!(page.contains("no value in 10 runs of 1 day") && !page.contains("in this one run"));
    let compared = qun(given.path(), &[&["compare", "s.toml"], &short[..]].concat());
    assert!(compared.err.contains(why), "{}", compared.err);
    // Nothing that is asked for changes what counts: the differences are nought, and no flag makes them less.
    let same = [
        "sweep",
        "s.toml",
        "--replicates",
        "4",
        "--vary",
        "operator.cost_per_hour=0,10",
    ];
    let swept = qun(given.path(), &same);
    assert_eq!(swept.code, 0, "{}", swept.err);
    assert!(!swept.err.contains("--precision"), "{}", swept.err);
    assert!(
        swept.err.contains(
            "differences from the best in engaged members at the end are the same in all"
        ),
        "{}",
        swept.err
    );
}

#[test]
fn one_pair_of_runs_has_a_difference_and_says_that_it_is_no_more() {
    let given = folder(GATED);
    let said = qun(given.path(), &["compare", "s.toml", "--replicates", "1"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("in one pair of runs gate "),
        "{}",
        said.out
    );
    assert!(
        said.err.contains("one pair of runs does not show how sure"),
        "{}",
        said.err
    );
    let row = &rows(given.path(), "comparison.csv")[0];
    let number = |key: &str| row[key].parse::<f64>().expect("a number");
    assert!((number("difference") - (number("mean") - number("base_mean"))).abs() < 1e-9);
    assert!(
        row["low"].is_empty() && row["p_value"].is_empty(),
        "{row:?}"
    );
    let report = fs::read_to_string(given.path().join("out/report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let answer = report["answer"].as_array().expect("an answer");
    assert!(
        answer[0]["en"]
            .as_str()
            .is_some_and(|it| it.contains("one pair")),
        "{answer:?}"
    );
}

#[test]
fn one_cell_is_held_against_no_others() {
    let given = folder(GATED);
    let one = [
        "sweep",
        "s.toml",
        "--replicates",
        "8",
        "--vary",
        "audience.founders=30",
    ];
    let said = qun(given.path(), &one);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!said.out.contains("as good as best"), "{}", said.out);
    assert!(
        said.err.contains("engaged members at the end: known to ±"),
        "{}",
        said.err
    );
}

#[test]
fn a_search_that_gained_nothing_has_no_winner_and_nothing_to_halve() {
    let given = folder(GATED);
    let search = [
        "optimize",
        "s.toml",
        "--maximize",
        "spammers_total",
        "--vary",
        "operator.cost_per_hour=0..10",
        "--replicates",
        "4",
        "--budget",
        "60",
    ];
    let said = qun(given.path(), &search);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("nothing tried is better"), "{}", said.out);
    assert!(
        said.err.contains("best.toml is the scenario as written"),
        "{}",
        said.err
    );
    assert!(
        !said.err.contains("halve") && !said.err.contains("is the winner"),
        "{}",
        said.err
    );
    assert!(said.err.contains("gains nothing"), "{}", said.err);
}

#[test]
fn one_is_not_spoken_of_as_several() {
    let given = folder(
        "days = 40\n[audience]\nfounders = 1\n[[audience.channel]]\nname = \"a\"\nper_day = 1\n",
    );
    let said = qun(given.path(), &["run", "s.toml", "--replicates", "1"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let all = format!("{}{}", said.out, said.err);
    assert!(all.contains("1 person at the start"), "{all}");
    assert!(all.contains("1 replicate does not show"), "{all}");
    let page = fs::read_to_string(given.path().join("out/report.html")).expect("a page");
    assert!(page.contains("1 run of 40 days"));
}

#[test]
fn an_output_that_never_changes_depends_on_nothing() {
    let given = folder(NOBODY);
    let vary = [
        "--vary",
        "audience.word_of_mouth=0..0.1",
        "--vary",
        "community.focus=0.2..0.8",
    ];
    for method in ["morris", "sobol"] {
        let fixed = [
            "sensitivity",
            "s.toml",
            "--method",
            method,
            "--points",
            "4",
            "--replicates",
            "2",
        ];
        let said = qun(given.path(), &[&fixed[..], &vary[..]].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(
            said.out.contains("it depends on none of these"),
            "{}",
            said.out
        );
        assert!(
            rows(given.path(), "indices.csv")
                .iter()
                .all(|row| row["estimate"] == "0")
        );
        fs::remove_dir_all(given.path().join("out")).expect("removed");
    }
}

#[test]
fn nothing_that_breaks_a_bound_wins() {
    let given = folder("days = 20\nreplicates = 4\n[audience]\nfounders = 20\n");
    let said = qun(
        given.path(),
        &[
            "optimize",
            "s.toml",
            "--vary",
            "audience.word_of_mouth=0..0.05",
            "--maximize",
            "dau_end",
            "--subject-to",
            "members <= 1",
            "--budget",
            "200",
        ],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out
            .contains("no winner: nothing tried keeps every bound"),
        "{}",
        said.out
    );
    assert!(!given.path().join("out/best.toml").exists());
    assert!(
        rows(given.path(), "candidates.csv")
            .iter()
            .all(|row| row["winner"] == "false")
    );
    let document = fs::read_to_string(given.path().join("out/summary.json")).expect("a document");
    assert!(document.contains("\"winner\": null"), "{document}");
    // What nobody wrote into the scenario is said.
    assert!(
        said.out.contains("brings 6.00 applicants a day by default"),
        "{}",
        said.out
    );
}

const GUESTS: &str = "days = 60\nreplicates = 8\n[[audience.channel]]\nname = \"ads\"\nper_day = 2.0\ncost = COST\n\
    [strategy.guests.operator.kol]\nhome_grown = false\ncount = 2\npay = 10.0\n";

#[test]
fn arms_can_be_put_at_equal_cost() {
    let given = folder(&GUESTS.replace("COST", "3.0"));
    let said = qun(
        given.path(),
        &[
            "compare",
            "s.toml",
            "--equal-cost",
            "--metrics",
            "engaged_end,cost_total",
        ],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("at equal cost: base cost"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("guests against base over time:"),
        "{}",
        said.out
    );
    assert!(said.out.contains("what drives it:"), "{}", said.out);
    let costs = rows(given.path(), "comparison.csv");
    let cost = costs
        .iter()
        .find(|row| row["metric"] == "cost_total")
        .expect("a row");
    let number = |key: &str| cost[key].parse::<f64>().expect("a number");
    assert!(
        (number("mean") / number("base_mean") - 1.0).abs() < 0.06,
        "{cost:?}"
    );
    assert_eq!(rows(given.path(), "over_time.csv").len(), 3);

    let free = folder(&GUESTS.replace("COST", "0.0"));
    let said = qun(free.path(), &["compare", "s.toml", "--equal-cost"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(
        said.err.contains("none of its channels has a price"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("audience.channel.NAME.cost"),
        "{}",
        said.err
    );
}

#[test]
fn table_and_chart_of_a_comparison_show_the_same_numbers() {
    let given = folder(&GUESTS.replace("COST", "3.0"));
    let output = assert_cmd::Command::cargo_bin("qun")
        .expect("the program")
        .current_dir(given.path())
        .args(["compare", "s.toml", "--out", "out", "-q"])
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{output:?}");
    let table = rows(given.path(), "comparison.csv");
    let chart = rows(given.path(), "charts/forest.csv");
    assert!(!chart.is_empty());
    for drawn in chart {
        let same = |row: &&std::collections::BTreeMap<String, String>| {
            row["metric"] == drawn["metric"] && row["strategy"] == drawn["strategy"]
        };
        let row = table.iter().find(same).expect("a row of the table");
        for (one, other) in [("estimate", "difference"), ("low", "low"), ("high", "high")] {
            assert_eq!(drawn[one], row[other], "{drawn:?}");
        }
        assert_eq!(drawn["relative"], "false");
    }
    // A manifest says which metrics these are.
    let manifest = fs::read_to_string(given.path().join("out/manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"metrics_version\": 2"), "{manifest}");
    let mark = fs::read_to_string(given.path().join("out/.qun")).expect("a mark");
    assert!(mark.contains("+metrics2."), "{mark}");
}

#[test]
fn results_of_two_versions_of_the_metrics_do_not_merge() {
    let given = folder("days = 5\nreplicates = 4\n");
    let said = qun(given.path(), &["run", "s.toml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let plan = given.path().join("out/study.json");
    let text = fs::read_to_string(&plan).expect("a plan");
    assert!(text.contains("+metrics2."));
    fs::write(&plan, text.replace("+metrics2.", "+metrics1.")).expect("written");
    let merged = assert_cmd::Command::cargo_bin("qun")
        .expect("the program")
        .current_dir(given.path())
        .args(["merge", "out", "--out", "merged"])
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&merged.stderr).into_owned();
    assert!(
        !merged.status.success() && said.contains("their numbers differ"),
        "{said}"
    );
}
