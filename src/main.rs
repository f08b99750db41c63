//! The `qun` command: parse, dispatch, exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(qun::cli::run(std::env::args_os()))
}
