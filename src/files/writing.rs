//! Files that appear whole or not at all, and names that lead nowhere else.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the names of files begin with that are still being written.
const BEGUN: &str = ".qun-";
/// What another machine has left of a file for so long is no longer being written.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// Writes a file beside its place, then moves it there, so that nobody ever reads half of it and
/// two writers of the same file do not mix. Folders on the way are made. The bytes are on the disk
/// before the file takes its place: what is there after a power cut is whole.
///
/// # Errors
/// What the system says; the file is then as it was before.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?
        .persist(path)
        .map_err(|error| error.error)?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Writes a new file, and never over another one.
///
/// # Errors
/// `AlreadyExists`, or what else the system says; nothing has changed then.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?
        .persist_noclobber(path)
        .map_err(|error| error.error)?;
    sync_folder(folder_of(path));
    Ok(())
}

/// The folder that a path lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn beside(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut file = begin(folder_of(path))?;
    file.as_file_mut().write_all(bytes)?;
    readable(&file)?;
    file.as_file().sync_data()?;
    Ok(file)
}

/// A file to be written, in its folder. Another process may take an empty folder away just then.
fn begin(within: &Path) -> io::Result<tempfile::NamedTempFile> {
    const TRIES: usize = 20;
    let prefix = format!("{BEGUN}{}-", writer());
    let mut tries = 0;
    loop {
        fs::create_dir_all(within)?;
        // Made by hand, for errors that name no file which nobody has asked for.
        match tempfile::Builder::new()
            .prefix(&prefix)
            .make_in(within, |path| {
                let mut options = File::options();
                options.read(true).write(true).create_new(true).open(path)
            }) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => tries += 1,
            other => return other,
        }
    }
}

/// A file that has its place is only safe once the folder that names it is. Some systems cannot
/// sync a folder; there is nothing better to do there than to go on.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Moves what lies at `path` beside, as `NAME~`, or `NAME~2` and so on where that is taken.
///
/// # Errors
/// What the system says; it then lies where it did.
pub fn put_aside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default();
    for number in 1_u32.. {
        let mut other = name.to_owned();
        other.push("~");
        if number > 1 {
            other.push(number.to_string());
        }
        let other = path.with_file_name(other);
        if fs::symlink_metadata(&other).is_err() {
            fs::rename(path, &other)?;
            return Ok(other);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whether a file's name is that of one which is still being written.
pub fn is_begun(name: &str) -> bool {
    name.starts_with(BEGUN)
}

/// Machine and process that write, as part of a file's name.
fn writer() -> String {
    format!("{}-{}", machine(), std::process::id())
}

fn machine() -> String {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    safe_name(name.trim()).replace('-', "_")
}

/// Removes what processes that are no more have left of files that they were writing, in a folder
/// and, if it is `deep`, in those below it. Links are not followed.
pub fn clear_leftovers(folder: &Path, deep: bool) {
    if fs::symlink_metadata(folder).is_ok_and(|it| it.is_symlink()) && deep {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if kind.is_dir() && deep {
            clear_leftovers(&entry.path(), true);
        } else if kind.is_file() && is_abandoned(&name, &entry) {
            // Another process may just have done the same.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_abandoned(name: &str, entry: &fs::DirEntry) -> bool {
    let Some(rest) = name.strip_prefix(BEGUN) else {
        return false;
    };
    let mut parts = rest.split('-');
    let (Some(theirs), Some(Ok(process)), Some(_), None) = (
        parts.next(),
        parts.next().map(str::parse::<u32>),
        parts.next(),
        parts.next(),
    ) else {
        return false;
    };
    let processes = Path::new("/proc");
    if theirs == machine() && processes.join("self").exists() {
        return !processes.join(process.to_string()).exists();
    }
    let age = entry.metadata().and_then(|it| it.modified());
    age.is_ok_and(|then| then.elapsed().is_ok_and(|age| age > ABANDONED))
}

/// A text that a user chose as the name of a file or folder of ours: letters, digits, `-` and `_`
/// of any script stay, the rest becomes `_`. Such a name leads nowhere, whatever the text holds.
/// Texts that would share a name on some system get a number of their own behind it.
pub fn safe_name(text: &str) -> String {
    const LONGEST: usize = 40;
    let name: String = text
        .chars()
        .map(|character| match character {
            '-' | '_' => character,
            _ if character.is_alphanumeric() => character,
            _ => '_',
        })
        .take(LONGEST)
        .collect();
    let plain = !name.is_empty()
        && name == text
        && name.chars().all(|character| !character.is_uppercase())
        && name.is_ascii()
        && !is_device(&name);
    let chinese = name == text && text.chars().all(is_han_or_digit) && !text.is_empty();
    if plain || chinese {
        return name;
    }
    let digest = crate::files::digest::hash(text);
    format!("{name}-{}", &digest[..8])
}

/// Chinese characters have one form only, so that no two names of them look the same to a disk.
fn is_han_or_digit(character: char) -> bool {
    character.is_ascii_digit() || ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

/// Names that stand for devices on Windows.
fn is_device(name: &str) -> bool {
    ["con", "prn", "aux", "nul"].contains(&name)
        || ["com", "lpt"].iter().any(|device| {
            name.strip_prefix(device).is_some_and(|rest| {
                rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit())
            })
        })
}

/// Temporary files are private to their owner; results are not.
#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_lead_nowhere_and_are_told_apart() {
        let texts = [
            "base",
            "../../etc/passwd",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "..",
            ".",
            "",
            "con",
            "COM1",
            "A",
            "a",
            "Strict",
            "strict",
            "严格",
            "é",
            "e\u{301}",
            "x\0y",
            "a b",
            "a_b",
            "unfinished",
            "name.",
            "a:b",
            "a~",
        ];
        let long = "x".repeat(4000);
        let names: BTreeSet<String> = texts
            .iter()
            .copied()
            .chain([long.as_str()])
            .map(|text| safe_name(text).to_lowercase())
            .collect();
        assert_eq!(names.len(), texts.len() + 1, "{names:?}");
        for name in &names {
            assert!(
                name.len() <= 200 && !name.contains(['/', '\\', '.', '\0', ':', '~', ' ']),
                "{name}"
            );
        }
        assert_eq!(safe_name("no-purge"), "no-purge");
        assert_eq!(safe_name("严格"), "严格");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_error_names_no_file_that_nobody_asked_for() {
        // Nobody may write there, whoever it is.
        let error = write_new(Path::new("/proc/self/task/x"), b"x").expect_err("no file there");
        assert!(!error.to_string().contains(BEGUN), "{error}");
    }

    #[test]
    fn what_is_put_aside_never_takes_a_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        for text in ["one", "two", "three"] {
            fs::write(&path, text).expect("written");
            put_aside(&path).expect("moved");
        }
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect(name);
        assert_eq!(
            (read("a.csv~"), read("a.csv~2"), read("a.csv~3")),
            ("one".into(), "two".into(), "three".into())
        );
        assert!(!path.exists());
    }

    #[test]
    fn leftovers_of_the_dead_go_and_those_of_the_living_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let within = folder.path().join("charts");
        fs::create_dir(&within).expect("made");
        let dead = within.join(format!("{BEGUN}{}-4194999-abc", machine()));
        let alive = within.join(format!("{BEGUN}{}-abc", writer()));
        let theirs = within.join(".qun-notes");
        for path in [&dead, &alive, &theirs] {
            fs::write(path, "x").expect("written");
        }
        clear_leftovers(folder.path(), true);
        assert_eq!(
            (dead.exists(), alive.exists(), theirs.exists()),
            (false, true, true)
        );
    }
}
