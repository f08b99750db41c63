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
    "src/run/portfolio.rs",
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
    list_claims()?;
    instruct(&format!("rustc-env=QUN_METRICS={}", version_of_metrics()?))?;
    instruct(&format!("rustc-env=QUN_ENGINE={hash:016x}"))
}

/// Writes the list of the files of the claims book, so that a new claim is a new file and nothing else.
fn list_claims() -> io::Result<()> {
    let folder = Path::new("scenarios/claims");
    instruct(&format!("rerun-if-changed={}", folder.display()))?;
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut list = String::from("static FILES: &[(&str, &str)] = &[\n");
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".toml") && name != "inexpressible.toml" {
            let place = file.canonicalize()?.display().to_string();
            list += &format!("    ({name:?}, include_str!({place:?})),\n");
        }
    }
    list += "];\n";
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&out).join("claims.rs"), list)
}

/// The version of the meanings of the metrics, as their list gives it.
fn version_of_metrics() -> io::Result<u32> {
    let text = fs::read_to_string("src/observe/metrics.rs")?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("pub const VERSION: u32 = "));
    let number = line.and_then(|line| line.strip_suffix(';')?.parse().ok());
    number.ok_or_else(|| io::Error::other("src/observe/metrics.rs gives no version"))
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
