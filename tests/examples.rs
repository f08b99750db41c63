//! The examples of the library run, and say something.

use std::path::Path;
use std::process::Command;

fn run(example: &str, arguments: &[&str]) -> String {
    // Cargo builds the examples with the tests, beside the binary.
    let binary = Path::new(env!("CARGO_BIN_EXE_qun"))
        .with_file_name("examples")
        .join(example);
    let output = Command::new(binary)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("an example that was built");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_scenario_is_lived_through() {
    let said = run("live_through", &["scenarios/quickstart.toml"]);
    assert!(said.contains("members on day"), "{said}");
}

#[test]
fn strategies_are_compared() {
    let said = run("compare_strategies", &[]);
    assert!(said.lines().count() >= 3 && said.contains("base"), "{said}");
}

#[test]
fn charts_are_drawn() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().to_str().expect("a plain path");
    run("draw_charts", &[path]);
    let svg = std::fs::read_to_string(folder.path().join("activity.svg")).expect("a chart");
    assert!(svg.contains("读书群"));
}
