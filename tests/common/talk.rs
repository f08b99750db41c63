//! What a command says, started as a user starts it.

use std::path::Path;
use std::process::Command;

/// Exit code and talk of a command with these arguments.
pub fn said_of(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_qun"))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .args(arguments)
        .output()
        .expect("it starts");
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().expect("it ends by itself"), talk)
}

/// Exit code and talk of a command written as on a command line.
pub fn said(folder: &Path, line: &str) -> (i32, String) {
    said_of(folder, &line.split_whitespace().collect::<Vec<_>>())
}
