//! What each command gives.

use crate::help::{SMALL, done, files, folder, folder_with, qun, rows, said};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

fn document(text: &str) -> Value {
    serde_json::from_str(text).expect("one JSON document")
}

#[test]
fn a_sweep_is_one_tidy_table_with_the_best_and_its_plateau() {
    let folder = folder();
    let folder = folder.path();
    let command = [
        "sweep",
        "small.toml",
        "--metric",
        "revenue_total",
        "--metrics",
        "members",
        "--out",
        "out",
    ];
    let (code, text, talk) = said(qun(folder), &command);
    assert_eq!(code, 0, "{talk}");
    assert!(
        text.contains("best: fee = ") && text.contains("as good as best: "),
        "{text}"
    );
    assert!(
        talk.contains("--precision") && talk.contains("--replicates 32"),
        "{talk}"
    );
    let table = rows(&folder.join("out/cells.csv"));
    assert_eq!(table.len(), 12 * 2);
    let of_main: Vec<_> = table
        .iter()
        .filter(|row| row["metric"] == "revenue_total")
        .collect();
    let number = |row: &std::collections::BTreeMap<String, String>, key: &str| -> f64 {
        row[key].parse().expect("a number")
    };
    for row in &of_main {
        assert_eq!(row["replicates"], "8");
        let ordered = ["p10", "p50", "p90"].map(|key| number(row, key));
        assert!(ordered.is_sorted(), "{row:?}");
        assert!(
            number(row, "low") <= number(row, "mean") && number(row, "mean") <= number(row, "high")
        );
    }
    let best: Vec<_> = of_main.iter().filter(|row| row["best"] == "true").collect();
    assert_eq!(best.len(), 1);
    let top = of_main
        .iter()
        .map(|row| number(row, "mean"))
        .fold(f64::NEG_INFINITY, f64::max);
    assert!((number(best[0], "mean") - top).abs() < 1e-12);
    assert_eq!(best[0]["plateau"], "true");
    for few in of_main.iter().filter(|row| row["audience.founders"] == "5") {
        let fee = &few["operator.threshold.fee"];
        let many = of_main
            .iter()
            .find(|row| row["audience.founders"] == "40" && &row["operator.threshold.fee"] == fee);
        assert!(
            number(many.expect("a cell"), "mean") >= number(few, "mean"),
            "more founders draw no fewer who pay {fee}"
        );
    }
    assert!(folder.join("out/charts/heat_map.svg").is_file());
    // Less is better: another cell.
    let text = done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--metric",
            "revenue_total",
            "--minimize",
            "--format",
            "json",
            "-q",
        ],
    );
    assert_eq!(document(&text)["best"]["values"]["audience.founders"], 5);
    assert_eq!(document(&text)["minimize"], true);
}

#[test]
fn one_axis_has_a_line_three_have_small_multiples_and_strategies_are_an_axis() {
    let folder = folder();
    let folder = folder.path();
    let fee = "operator.threshold.fee=0..100:5";
    done(
        folder,
        &["sweep", "small.toml", "--vary", fee, "-q", "--out", "one"],
    );
    let line = rows(&folder.join("one/charts/sweep_line.csv"));
    let values: Vec<&str> = line.iter().map(|row| row["value"].as_str()).collect();
    assert_eq!(values, ["0", "25", "50", "75", "100"]);
    let founders = "audience.founders=5,15";
    let three = [
        "sweep",
        "small.toml",
        "--vary",
        "strategy=base,open",
        "--vary",
        founders,
        "--vary",
        "days=10,20",
        "-q",
        "--out",
        "three",
    ];
    done(folder, &three);
    let map = rows(&folder.join("three/charts/heat_map.csv"));
    let panels: BTreeSet<&str> = map.iter().map(|row| row["panel"].as_str()).collect();
    assert_eq!(
        panels.into_iter().collect::<Vec<_>>(),
        ["days = 10", "days = 20"]
    );
    let table = rows(&folder.join("three/cells.csv"));
    let strategies: BTreeSet<&str> = table.iter().map(|row| row["strategy"].as_str()).collect();
    assert_eq!(strategies.into_iter().collect::<Vec<_>>(), ["base", "open"]);
    // The chart shows what the table says.
    for row in &map {
        let [x, y] = ["x", "y"].map(|key| row.get(key).cloned());
        assert!(
            x.is_some() || y.is_some() || row.contains_key("estimate"),
            "{row:?}"
        );
    }
}

#[test]
fn designs_fill_the_space_and_a_dry_run_does_nothing() {
    let folder = folder();
    let folder = folder.path();
    for design in ["lhs", "sobol"] {
        let text = done(
            folder,
            &[
                "sweep",
                "small.toml",
                "--vary",
                "operator.threshold.fee=0..100",
                "--vary",
                "audience.founders=5..40",
                "--design",
                design,
                "--cells",
                "9",
                "--replicates",
                "2",
                "--format",
                "json",
                "-q",
                "--out",
                design,
            ],
        );
        let document = document(&text);
        let cells = document["cells"].as_array().expect("cells");
        assert_eq!(cells.len(), 9);
        let points = rows(&folder.join(design).join("charts/sweep_points.csv"));
        assert_eq!(points.len(), 9 * 2, "a row for each point and parameter");
        for cell in cells {
            let founders = &cell["values"]["audience.founders"];
            assert!(
                founders
                    .as_i64()
                    .is_some_and(|count| (5..=40).contains(&count)),
                "{founders}"
            );
        }
    }
    let text = done(
        folder,
        &[
            "sweep",
            "small.toml",
            "--dry-run",
            "--format",
            "json",
            "--out",
            "dry",
        ],
    );
    let forecast = document(&text);
    assert_eq!(
        (forecast["cells"].as_u64(), forecast["runs"].as_u64()),
        (Some(12), Some(96))
    );
    assert!(
        forecast["seconds"]
            .as_f64()
            .is_some_and(|seconds| seconds > 0.0)
    );
    assert!(!folder.join("dry").exists());
}

#[test]
fn precision_spends_its_runs_on_the_contenders() {
    let folder = folder();
    let folder = folder.path();
    let fee = "operator.threshold.fee=0,5,300";
    let command = [
        "sweep",
        "small.toml",
        "--vary",
        fee,
        "--metric",
        "members",
        "--worlds",
        "fixed",
        "--precision",
        "4%",
        "--no-charts",
        "--format",
        "json",
        "--out",
        "out",
    ];
    let (code, text, talk) = said(qun(folder), &command);
    assert_eq!(code, 0, "{talk}");
    let document = document(&text);
    let replicates = |cell: usize| {
        document["cells"][cell]["replicates"]
            .as_u64()
            .expect("a number")
    };
    assert_eq!(replicates(2), 8, "nobody doubts that 300 is too dear");
    assert!(replicates(0) > 8, "{document}");
    let best = &document["best"];
    let (mean, low, high) = (
        best["mean"].as_f64(),
        best["low"].as_f64(),
        best["high"].as_f64(),
    );
    let half = (high.expect("high") - low.expect("low")) / 2.0;
    assert!(half <= 0.041 * mean.expect("mean"), "{best}");
}

#[test]
fn one_run_comes_back_in_full() {
    let uncertain =
        format!("{SMALL}\n[uncertainty]\n\"audience.word_of_mouth\" = \"0.0 to 0.05\"\n");
    let folder = folder_with(&uncertain);
    let folder = folder.path();
    done(
        folder,
        &["sweep", "small.toml", "-q", "--no-charts", "--out", "out"],
    );
    // From the folder alone.
    fs::remove_file(folder.join("small.toml")).expect("removed");
    let (code, _, talk) = said(
        qun(folder),
        &[
            "replay",
            "out",
            "--cell",
            "7",
            "--replicate",
            "5",
            "--out",
            "again",
        ],
    );
    assert_eq!(code, 0, "{talk}");
    assert!(
        talk.contains("every number is the one that the batch has kept"),
        "{talk}"
    );
    let daily = rows(&folder.join("again/daily.csv"));
    assert_eq!(
        daily.iter().filter(|row| row["metric"] == "dau").count(),
        25
    );
    assert!(
        folder.join("again/exits.csv").is_file()
            && folder.join("again/charts/activity.svg").is_file()
    );
    let lived =
        fs::read_to_string(folder.join("again/scenario.toml")).expect("the scenario it lived in");
    assert!(lived.contains("word_of_mouth = 0.0"), "{lived}");
    // A run that the batch has never lived can be lived too.
    let (code, _, talk) = said(
        qun(folder),
        &[
            "replay",
            "out",
            "--cell",
            "7",
            "--replicate",
            "99",
            "--no-charts",
        ],
    );
    assert_eq!(code, 3, "{talk}");
    assert!(talk.contains("no replicate 99"), "{talk}");
}

#[test]
fn runs_and_comparisons_can_be_replayed_too() {
    let folder = folder();
    let folder = folder.path();
    done(
        folder,
        &[
            "compare",
            "small.toml",
            "-q",
            "--no-charts",
            "--out",
            "compared",
        ],
    );
    let replay = [
        "replay",
        "compared",
        "--cell",
        "open",
        "--replicate",
        "3",
        "-q",
        "--no-charts",
        "--out",
        "again",
    ];
    done(folder, &replay);
    let pick = |path: &str, replicate: &str| {
        let found = rows(&folder.join(path))
            .into_iter()
            .find(|row| row["replicate"] == replicate);
        found.expect("the replicate")
    };
    assert_eq!(
        pick("compared/strategies/open/replicates.csv", "3"),
        pick("again/replicates.csv", "3")
    );
    done(
        folder,
        &["run", "small.toml", "-q", "--no-charts", "--out", "ran"],
    );
    done(
        folder,
        &[
            "replay",
            "ran",
            "--replicate",
            "2",
            "-q",
            "--no-charts",
            "--out",
            "once",
        ],
    );
    assert_eq!(
        pick("ran/replicates.csv", "2"),
        pick("once/replicates.csv", "2")
    );
}

#[test]
fn comparisons_say_what_a_person_would_say() {
    let text = SMALL.replace(
        "[strategy.open]",
        "[strategy.dear.operator.threshold]\nfee = 150\n\n[strategy.open]",
    );
    let folder = folder_with(&text);
    let folder = folder.path();
    let text = done(
        folder,
        &[
            "compare",
            "small.toml",
            "--no-charts",
            "--worlds",
            "fixed",
            "--all-pairs",
            "--metrics",
            "dau_end,members",
        ],
    );
    assert!(text.contains("dear loses to base in "), "{text}");
    assert!(
        text.contains("open beats dear in 8 of 8 paired runs: daily active, last 4 weeks +"),
        "{text}"
    );
    let chinese = done(
        folder,
        &[
            "compare",
            "small.toml",
            "--no-charts",
            "--worlds",
            "fixed",
            "--language",
            "zh",
            "--metrics",
            "dau_end",
        ],
    );
    assert!(
        chinese.contains("8 次配对模拟中，dear 有 8 次不如对照：最后四周日活 −"),
        "{chinese}"
    );
    let drawn = [
        "compare",
        "small.toml",
        "--no-charts",
        "--replicates",
        "40",
        "--metrics",
        "dau_end",
    ];
    let said = done(folder, &drawn);
    assert!(said.contains("dear is worse than base in "), "{said}");
    assert!(
        said.contains(" of 100 worlds that we hold possible ("),
        "{said}"
    );
    let table = rows(&folder.join("output/small/comparison.csv"));
    assert_eq!(table.len(), 2);
    for row in &table {
        let [raw, corrected]: [f64; 2] =
            ["p_value", "p_corrected"].map(|key| row[key].parse().expect("a number"));
        assert!(corrected >= raw, "{row:?}");
    }
}

#[test]
fn uncertain_worlds_are_the_same_for_every_strategy() {
    let uncertain = format!(
        "{}\n[uncertainty]\n\"audience.channel.media.per_day\" = {{ log_normal = [2, 0.8] }}\n",
        SMALL.replace(
            "[strategy.open]",
            "[strategy.same]\n\"operator.threshold.fee\" = 9.0\n\n[strategy.open]"
        )
    );
    let folder = folder_with(&uncertain);
    let folder = folder.path();
    done(
        folder,
        &["compare", "small.toml", "-q", "--no-charts", "--out", "out"],
    );
    let base = rows(&folder.join("out/strategies/base/replicates.csv"));
    assert_eq!(
        base,
        rows(&folder.join("out/strategies/same/replicates.csv")),
        "nothing differs but the name"
    );
    let certain = folder_with(SMALL);
    done(
        certain.path(),
        &["run", "small.toml", "-q", "--no-charts", "--out", "out"],
    );
    let spread = |rows: &[std::collections::BTreeMap<String, String>]| {
        let joins: Vec<f64> = rows
            .iter()
            .map(|row| row["joins_total"].parse().expect("a number"))
            .collect();
        qun::stats::summary::variance(&joins)
    };
    let narrow = spread(&rows(&certain.path().join("out/replicates.csv")));
    assert!(
        spread(&base) > 2.0 * narrow,
        "what nobody knows widens the spread"
    );
}

#[test]
fn sensitivity_ranks_what_nobody_knows() {
    let uncertain = format!(
        "{SMALL}\n[uncertainty]\n\"audience.channel.media.per_day\" = \"0.5 to 6\"\n\"audience.word_of_mouth\" = \"0.01 to 0.011\"\n"
    );
    let folder = folder_with(&uncertain);
    let folder = folder.path();
    for (method, index, points) in [("morris", "mu_star", "6"), ("sobol", "total", "16")] {
        let out = format!("out-{method}");
        let command = [
            "sensitivity",
            "small.toml",
            "--method",
            method,
            "--points",
            points,
            "--replicates",
            "4",
            "--metric",
            "joins_total",
            "--out",
            &out,
        ];
        let (code, text, talk) = said(qun(folder), &command);
        assert_eq!(code, 0, "{talk}");
        assert!(
            text.contains("depends most on audience.channel.media.per_day"),
            "{text}"
        );
        assert!(talk.contains("--points"), "{talk}");
        let table = rows(&folder.join(&out).join("indices.csv"));
        let estimate = |parameter: &str| -> f64 {
            let row = table
                .iter()
                .find(|row| row["parameter"] == parameter && row["index"] == index);
            row.expect("the index")["estimate"]
                .parse()
                .expect("a number")
        };
        let [media, mouth] =
            ["audience.channel.media.per_day", "audience.word_of_mouth"].map(estimate);
        assert!(media > 5.0 * mouth.abs(), "{media} {mouth}");
        assert!(folder.join(&out).join("charts/tornado.svg").is_file());
        let before = files(&folder.join(&out));
        done(
            folder,
            &[
                "sensitivity",
                "small.toml",
                "--method",
                method,
                "--points",
                points,
                "--replicates",
                "4",
                "--metric",
                "joins_total",
                "--out",
                &out,
                "--resume",
                "-q",
            ],
        );
        assert!(files(&folder.join(&out)) == before);
    }
}

#[test]
fn a_search_finds_a_peak_keeps_its_bounds_and_is_reproducible() {
    let folder = folder();
    let folder = folder.path();
    let search = |out: &str, threads: &str| {
        let text = done(
            folder,
            &[
                "optimize",
                "small.toml",
                "--vary",
                "operator.threshold.fee=0..400",
                "--maximize",
                "revenue_total",
                "--subject-to",
                "members >= 10",
                "--replicates",
                "16",
                "--worlds",
                "fixed",
                "--format",
                "json",
                "-q",
                "--out",
                out,
                "--threads",
                threads,
            ],
        );
        document(&text)
    };
    let found = search("one", "1");
    assert_eq!(found, search("two", "2"));
    let fee = found["winner"]["values"]["operator.threshold.fee"]
        .as_f64()
        .expect("a fee");
    assert!(fee >= 10.0, "{found}");
    assert!(
        found["validated"]["gain"]
            .as_f64()
            .is_some_and(|gain| gain > 0.0),
        "{found}"
    );
    assert!(
        found["bounds"][0]["mean"]
            .as_f64()
            .is_some_and(|mean| mean >= 9.0),
        "{found}"
    );
    assert!(
        found["runs"].as_u64().is_some_and(|runs| runs <= 18 * 16),
        "{found}"
    );
    assert!(folder.join("one/charts/sweep_points.svg").is_file());
    done(folder, &["check", "one/best.toml"]);
    done(
        folder,
        &[
            "replay",
            "one",
            "--cell",
            "2",
            "--replicate",
            "0",
            "-q",
            "--no-charts",
        ],
    );
    let text = done(
        folder,
        &[
            "optimize",
            "small.toml",
            "--maximize",
            "retained_d7",
            "--replicates",
            "16",
            "-q",
            "--out",
            "words",
        ],
    );
    assert!(text.contains("fresh luck"), "{text}");
}
