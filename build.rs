//! Gives the engine a fingerprint: results of one engine are never mixed with those of another,
//! even between two versions that share a number.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// What decides the numbers of a run.
const ENGINE: &[&str] = &[
    "src/model",
    "src/observe",
    "src/random.rs",
    "src/operator",
    "src/run/simulate.rs",
    "src/run/world.rs",
];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for part in ENGINE {
        instruct(&format!("rerun-if-changed={part}"))?;
        collect(Path::new(part), &mut files)?;
    }
    files.sort();
    // FNV-1a: no dependency, and nobody tries to deceive it.
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for file in files {
        for byte in fs::read(file)?.into_iter().filter(|byte| *byte != b'\r') {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    instruct(&format!("rustc-env=QUN_ENGINE={hash:016x}"))
}

fn collect(part: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !part.is_dir() {
        files.push(part.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(part)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

/// Tells cargo something.
fn instruct(what: &str) -> io::Result<()> {
    use io::Write;
    writeln!(io::stdout(), "cargo:{what}")
}
