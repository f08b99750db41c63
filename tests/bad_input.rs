//! Bad input: what `qun check` says about files that are wrong, and with which exit code.
//!
//! Every file in `tests/bad_input` is checked; what is said is kept beside it in `said/`, and read
//! as a user would read it when it changes (`cargo insta review`).

use assert_cmd::Command;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// `qun` in the folder of bad files, as a script would run it.
fn qun() -> Command {
    let mut command = Command::cargo_bin("qun").expect("the binary is built");
    command.current_dir(folder()).env_clear();
    command
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_input")
}

/// Exit code and everything that was written.
fn said(command: &mut Command) -> String {
    let output = command.output().expect("the command runs");
    let code = output
        .status
        .code()
        .map_or("a signal".to_owned(), |code| code.to_string());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    let mut said = vec![format!("exit code {code}")];
    for (name, stream) in [
        ("stdout", text(&output.stdout)),
        ("stderr", text(&output.stderr)),
    ] {
        if !stream.is_empty() {
            said.push(format!(
                "--- {name}
{stream}"
            ));
        }
    }
    // Some programs that read terminals choke on blanks before the end of a line; so do diffs.
    let said = said.join(
        "
",
    );
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    lines.join(
        "
",
    ) + "
"
}

fn expect(name: &str, said: &str) {
    insta::with_settings!({
        snapshot_path => "bad_input/said",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, said);
    });
}

#[test]
fn every_bad_file_is_told_what_is_wrong() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the folder is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    assert!(files.len() > 80, "the corpus is complete");
    for file in files {
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .expect("an English name");
        let said = said(qun().args(["check", name]));
        assert!(
            !said.contains("panicked") && !said.contains("[internal]"),
            "{name}: {said}"
        );
        expect(name.trim_end_matches(".toml"), &said);
    }
}

#[test]
fn files_that_cannot_be_kept_in_a_repository() {
    let scratch = tempfile::tempdir().expect("a folder");
    let check = |name: &str| said(qun().current_dir(scratch.path()).args(["check", name]));

    // Sparse: a hundred megabytes that take no room on the disk.
    let huge = fs::File::create(scratch.path().join("huge.toml")).expect("a file");
    huge.set_len(100 * 1024 * 1024).expect("a sparse file");
    expect("generated_100_mb", &check("huge.toml"));

    expect("generated_missing", &check("missing.toml"));
    fs::create_dir(scratch.path().join("folder.toml")).expect("a folder");
    expect("generated_folder", &check("folder.toml"));

    let mut wide = fs::File::create(scratch.path().join("wide.toml")).expect("a file");
    write!(
        wide,
        "title = \"{}\"\nreplicats = 3\nx = \"{}",
        "长".repeat(300_000),
        "y".repeat(300_000)
    )
    .expect("written");
    let wide = check("wide.toml");
    assert!(
        wide.len() < 5000,
        "a long line does not flood the terminal: {} bytes",
        wide.len()
    );

    let mut many = Vec::new();
    for index in 0..50_000 {
        writeln!(many, "key{index} = {index}").expect("a line");
    }
    fs::write(scratch.path().join("many.toml"), many).expect("written");
    let many = check("many.toml");
    assert!(
        many.contains("49960 more problems") && many.contains("50000 errors"),
        "{}",
        &many[many.len() - 300..]
    );
    let lines: Vec<String> = (0..5_000)
        .map(|index| format!("key{index} {index}"))
        .collect();
    fs::write(scratch.path().join("lines.toml"), lines.join("\n")).expect("written");
    let many = check("lines.toml");
    assert!(
        many.contains("5000 errors"),
        "{}",
        &many[many.len() - 300..]
    );

    for (name, opening) in [
        ("arrays", "a=["),
        ("tables", "a={a="),
        ("dotted", "[a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a]\n"),
    ] {
        let file = format!("{name}.toml");
        fs::write(scratch.path().join(&file), opening.repeat(40_000)).expect("written");
        let said = check(&file);
        assert!(
            said.starts_with("exit code 3"),
            "{name}: {}",
            &said[..said.len().min(300)]
        );
    }
}

#[test]
fn flags_are_told_what_is_wrong_too() {
    let good = "../../scenarios/quickstart.toml";
    let cases: &[(&str, &[&str])] = &[
        (
            "flag_set_unknown",
            &["check", good, "--set", "operator.threshold.fees=3"],
        ),
        (
            "flag_set_name",
            &["check", good, "--set", "archetype.lurkers.share=0.3"],
        ),
        ("flag_set_no_value", &["check", good, "--set", "days"]),
        ("flag_set_empty", &["check", good, "--set", "days="]),
        (
            "flag_set_range",
            &["check", good, "--set", "days=0", "--set", "seed=-1"],
        ),
        (
            "flag_set_path",
            &["check", good, "--set", "audience..founders=3"],
        ),
        (
            "flag_set_strategy",
            &[
                "check",
                good,
                "--set",
                "strategy.fee.operator.threshold.fee=3",
            ],
        ),
        (
            "flag_set_shares",
            &[
                "check",
                good,
                "--set",
                "archetype.lurker.share=0.7",
                "--set",
                "archetype.core.share=0.7",
            ],
        ),
        (
            "flag_and_file",
            &["check", "bare_word.toml", "--set", "days=0"],
        ),
        ("flag_strategy", &["run", good, "--strategy", "nope"]),
        (
            "flag_strategies",
            &["compare", good, "--strategies", "fee,nope"],
        ),
        (
            "flag_vary_steps",
            &["sweep", good, "--vary", "audience.founders=0..10:0"],
        ),
        (
            "flag_vary_surplus",
            &["sweep", good, "--vary", "audience.founders=10..20:2:foo"],
        ),
        ("usage_no_command", &[]),
        ("usage_unknown_command", &["chek", good]),
        ("usage_no_file", &["check"]),
        ("usage_unknown_flag", &["check", good, "--shows"]),
        ("usage_format", &["check", good, "--format", "yaml"]),
        ("usage_template", &["new", "camp", "--from", "quikstart"]),
        ("usage_new_exists", &["new", "empty"]),
        ("usage_new_folder", &["new", "no/such/folder/camp"]),
        ("usage_explain", &["explain", "retention_30d"]),
        ("usage_list", &["list", "strategy"]),
        (
            "several_files",
            &[
                "check",
                good,
                "bare_word.toml",
                "days_of_nobody.toml",
                "empty.toml",
            ],
        ),
        (
            "format_json",
            &[
                "check",
                "shares_do_not_sum.toml",
                "empty.toml",
                good,
                "--format",
                "format_json",
            ],
        ),
    ];
    for (name, arguments) in cases {
        let said = said(qun().args(*arguments));
        assert!(
            !said.contains("panicked") && !said.contains("[internal]"),
            "{name}: {said}"
        );
        expect(name, &said);
    }
}
