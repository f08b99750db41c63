//! The house stands as `src/lib.rs` says: imports between rooms only run downwards in its list, and
//! no two files import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(Vec<String>, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let mut name: Vec<String> = path
                .strip_prefix(&root)
                .expect("below the sources")
                .with_extension("")
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            if name.last().is_some_and(|last| last == "mod") {
                name.pop();
            }
            (name, fs::read_to_string(&path).expect("a source"))
        })
        .collect()
}

/// The code of a file without comments and without its tests, which may reach wherever they like.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every path that a file names, from the root of the crate, with `{a, b::c}` written out.
fn named(module: &[String], text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    for start in ["crate::", "super::"]
        .iter()
        .flat_map(|word| text.match_indices(word).map(|(at, _)| at))
    {
        let before = start.checked_sub(1).map(|at| bytes[at]);
        if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b':') {
            continue;
        }
        let mut end = start;
        let mut depth = 0_usize;
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'{' if text[..end].ends_with("::") || depth > 0 => depth += 1,
                b'}' if depth > 1 => depth -= 1,
                b'}' if depth == 1 => {
                    end += 1;
                    break;
                }
                byte if depth == 0
                    && !(byte.is_ascii_alphanumeric() || byte == b'_' || byte == b':') =>
                {
                    break;
                }
                _ => {}
            }
            end += 1;
        }
        written_out(&text[start..end], &mut Vec::new(), &mut |path| {
            let mut steps = path.iter().peekable();
            let mut full: Vec<String> = if steps.next_if(|step| *step == "crate").is_some() {
                Vec::new()
            } else {
                module.to_vec()
            };
            while steps.next_if(|step| *step == "super").is_some() {
                full.pop();
            }
            full.extend(steps.cloned());
            found.push(full);
        });
    }
    found
}

/// Calls `found` with every path of `a::{b, c::d}`.
fn written_out(text: &str, above: &mut Vec<String>, found: &mut impl FnMut(&[String])) {
    let text = text.trim();
    let Some(open) = text.find('{') else {
        let depth = above.len();
        above.extend(
            text.split(" as ")
                .next()
                .unwrap_or("")
                .split("::")
                .map(|step| step.trim().to_owned())
                .filter(|step| !step.is_empty() && step != "self" && step != "*"),
        );
        found(above);
        above.truncate(depth);
        return;
    };
    let depth = above.len();
    above.extend(
        text[..open]
            .split("::")
            .map(|step| step.trim().to_owned())
            .filter(|step| !step.is_empty()),
    );
    let inner = &text[open + 1..text.rfind('}').unwrap_or(text.len())];
    let (mut level, mut from) = (0_usize, 0);
    for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => level += 1,
            '}' => level -= 1,
            ',' if level == 0 => {
                if !inner[from..at].trim().is_empty() {
                    written_out(&inner[from..at], above, found);
                }
                from = at + 1;
            }
            _ => {}
        }
    }
    above.truncate(depth);
}

/// Which files a file imports.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let sources = sources();
    let modules: BTreeSet<&[String]> = sources.iter().map(|(name, _)| &name[..]).collect();
    sources
        .iter()
        .map(|(name, text)| {
            let targets = named(name, &code(text))
                .iter()
                .filter_map(|path| {
                    (1..=path.len())
                        .rev()
                        .map(|length| &path[..length])
                        .find(|part| modules.contains(part))
                })
                .filter(|target| target != name)
                .map(|target| target.join("::"))
                .collect();
            (name.join("::"), targets)
        })
        .collect()
}

/// Lines of a file; what is longer holds more than one idea.
const LONGEST: usize = 500;

#[test]
fn no_file_is_too_long_for_one_idea() {
    let long: Vec<String> = sources()
        .iter()
        .map(|(name, text)| (name.join("::"), text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// What somebody who sees the sources for the first time may look for, the file that the word leads to, and
/// what must stand there.
const LOOKED_FOR: [(&str, &str, &str); 6] = [
    (
        "the purge",
        "operator::strategies::purge",
        "impl Strategy for Purge",
    ),
    (
        "retention on day 30",
        "observe::retention",
        "Run::RetentionD30",
    ),
    (
        "the heat map",
        "draw::charts::heat_map",
        "pub struct HeatMap",
    ),
    ("潜水", "words::terms::people", "\"潜水\""),
    (
        "the fee",
        "operator::strategies::threshold::fee",
        "pub struct Price",
    ),
    ("logs as CSV", "log::csv_table", "fn read"),
];

#[test]
fn things_lie_in_the_file_that_their_name_leads_to() {
    let sources: BTreeMap<String, String> = sources()
        .into_iter()
        .map(|(name, text)| (name.join("::"), text))
        .collect();
    for (what, file, holds) in LOOKED_FOR {
        let text = sources.get(file).map_or("", String::as_str);
        assert!(text.contains(holds), "{what} is looked for in {file}");
    }
    let strategies = qun::operator::KINDS.iter();
    let strategies = strategies.map(|kind| format!("operator::strategies::{}", kind.key));
    let charts = qun::words::charts::CHARTS.iter();
    let charts = charts.map(|chart| format!("draw::charts::{}", chart.key));
    for file in strategies.chain(charts) {
        assert!(sources.contains_key(&file), "there is no {file}");
    }
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

#[test]
fn imports_between_rooms_only_run_downwards() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("the library's page");
    let rooms: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next())
        .collect();
    let declared: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(
        rooms.iter().copied().collect::<BTreeSet<_>>(),
        declared,
        "every room stands in the list of src/lib.rs"
    );
    let height = |module: &str| rooms.iter().position(|name| *name == room(module));
    let upwards: Vec<String> = imports()
        .iter()
        .flat_map(|(from, targets)| targets.iter().map(move |to| (from, to)))
        .filter(|(from, to)| {
            height(from)
                .zip(height(to))
                .is_some_and(|(from, to)| to < from)
        })
        .map(|(from, to)| format!("{from} imports {to}"))
        .collect();
    assert!(upwards.is_empty(), "{upwards:#?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = imports();
    // A file and the files of its own folder are one idea told in parts: `cells.rs` may name what
    // lies in `cells/` and the other way round.
    let own = |from: &str, to: &str| {
        to.starts_with(&format!("{from}::")) || from.starts_with(&format!("{to}::"))
    };
    let mut circles = Vec::new();
    for start in imports.keys() {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<(&str, Vec<&str>)> = vec![(start, vec![start])];
        while let Some((at, way)) = waiting.pop() {
            for next in imports.get(at).into_iter().flatten() {
                if own(at, next) {
                    continue;
                }
                if next == start {
                    if way.iter().all(|step| *step >= start.as_str()) {
                        circles.push(format!("{} > {start}", way.join(" > ")));
                    }
                } else if seen.insert(next.as_str()) {
                    let mut further = way.clone();
                    further.push(next);
                    waiting.push((next, further));
                }
            }
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn paths_in_braces_are_read_as_they_are_meant() {
    let module = ["study".to_owned(), "compare".to_owned()];
    let text =
        "use crate::a::{b, c::{d, e as f}};\nfn g() { super::h::i() }\nuse super::{self, j};";
    let found: BTreeSet<String> = named(&module, text)
        .iter()
        .map(|path| path.join("::"))
        .collect();
    assert_eq!(
        found,
        [
            "a::b",
            "a::c::d",
            "a::c::e",
            "study",
            "study::h::i",
            "study::j"
        ]
        .map(str::to_owned)
        .into()
    );
}
