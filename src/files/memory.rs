//! How much memory this process may still take: what the machine has free, and what its limits leave.
//!
//! Asked before a study starts and while a log grows: memory that is refused half-way ends a process
//! without a word, so what cannot fit is refused before.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// Memory that is left, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free {
    /// Bytes.
    pub bytes: u64,
    /// What leaves no more.
    pub limit: Limit,
}

/// What a process can run against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The memory of the machine.
    Machine,
    /// A limit of the container, the queue or the service that the process runs in.
    Group,
    /// A limit of the shell that started it.
    Shell,
}

impl Limit {
    /// What the limit is, behind "is free".
    pub fn words(self) -> &'static str {
        match self {
            Self::Machine => "",
            Self::Group => " under the limit of this job or container",
            Self::Shell => " under the limit of this shell",
        }
    }

    /// How to get more.
    pub fn more(self) -> &'static str {
        match self {
            Self::Machine => "use a machine with more memory",
            Self::Group => "ask the queue or the container for more memory",
            Self::Shell => "raise the limit with `ulimit -v`",
        }
    }
}

/// Bytes as people read them.
pub fn in_words(bytes: u64) -> String {
    let gigabytes = bytes as f64 / 1e9;
    if gigabytes >= 1.0 {
        format!("{gigabytes:.1} GB")
    } else {
        format!("{:.0} MB", (bytes as f64 / 1e6).max(1.0))
    }
}

/// The smallest of everything that limits this process; `None` where the system does not say.
pub fn free() -> Option<Free> {
    let root = Path::new("/");
    [machine(root), group(root), shell(root)]
        .into_iter()
        .flatten()
        .min_by_key(|free| free.bytes)
}

/// The number before `kB` behind a name, in bytes.
fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let number: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(number.saturating_mul(1024))
}

fn machine(root: &Path) -> Option<Free> {
    let text = fs::read_to_string(root.join("proc/meminfo")).ok()?;
    Some(Free {
        bytes: kilobytes(&text, "MemAvailable:")?,
        limit: Limit::Machine,
    })
}

/// What `ulimit -v` and `ulimit -d` leave: they count what is asked for, used or not.
#[cfg(unix)]
fn shell(root: &Path) -> Option<Free> {
    use rustix::process::{Resource, getrlimit};
    let status = fs::read_to_string(root.join("proc/self/status")).unwrap_or_default();
    let left = |resource, name| {
        let limit = getrlimit(resource).current?;
        Some(limit.saturating_sub(kilobytes(&status, name).unwrap_or(0)))
    };
    let bytes = [
        left(Resource::As, "VmSize:"),
        left(Resource::Data, "VmData:"),
    ];
    let bytes = bytes.into_iter().flatten().min()?;
    Some(Free {
        bytes,
        limit: Limit::Shell,
    })
}

#[cfg(not(unix))]
fn shell(_: &Path) -> Option<Free> {
    None
}

/// Names of a control group's files in one of the two versions.
struct Version {
    limit: &'static str,
    used: &'static str,
    /// Files read once that would be forgotten when memory is needed.
    cache: &'static str,
}

const FIRST: Version = Version {
    limit: "memory.limit_in_bytes",
    used: "memory.usage_in_bytes",
    cache: "total_inactive_file ",
};
const SECOND: Version = Version {
    limit: "memory.max",
    used: "memory.current",
    cache: "inactive_file ",
};

/// What the control groups of this process leave: its own and all above it.
fn group(root: &Path) -> Option<Free> {
    let groups = fs::read_to_string(root.join("proc/self/cgroup")).ok()?;
    let mounts = fs::read_to_string(root.join("proc/self/mountinfo")).ok()?;
    let mut least: Option<u64> = None;
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (parts.next(), parts.next()) else {
            continue;
        };
        let version = match controllers {
            "" => SECOND,
            all if all.split(',').any(|name| name == "memory") => FIRST,
            _ => continue,
        };
        let is_second = controllers.is_empty();
        let Some((mount, below)) = mounts.lines().find_map(|line| mounted(line, is_second)) else {
            continue;
        };
        let top = root.join(mount.trim_start_matches('/'));
        // Inside a container the mount shows the container's own group as the top one.
        let path = path.strip_prefix(below.trim_end_matches('/')).unwrap_or("");
        let mut folder = Some(within(&top, path));
        while let Some(here) = folder {
            if let Some(free) = left(&here, &version) {
                least = Some(least.map_or(free, |least| least.min(free)));
            }
            folder = here.parent().filter(|_| here != top).map(Path::to_path_buf);
        }
    }
    Some(Free {
        bytes: least?,
        limit: Limit::Group,
    })
}

/// A folder below `top`, whatever stands in `path`; `top` itself where there is none.
fn within(top: &Path, path: &str) -> PathBuf {
    let names = Path::new(path)
        .components()
        .filter(|part| matches!(part, Component::Normal(_)));
    let folder = top.join(names.collect::<PathBuf>());
    if folder.is_dir() {
        folder
    } else {
        top.to_path_buf()
    }
}

/// Where a line of mountinfo says that the groups of one version are mounted, and which of them.
fn mounted(line: &str, second: bool) -> Option<(&str, &str)> {
    let (mount, kind) = line.split_once(" - ")?;
    let mut kind = kind.split(' ');
    let name = kind.next()?;
    let options = kind.nth(1).unwrap_or("");
    let is_it = if second {
        name == "cgroup2"
    } else {
        name == "cgroup" && options.split(',').any(|option| option == "memory")
    };
    let mut fields = mount.split(' ');
    let below = fields.nth(3)?;
    let place = fields.next()?;
    is_it.then_some((place, below))
}

/// What one group leaves; `None` if it has no limit.
fn left(folder: &Path, version: &Version) -> Option<u64> {
    let number = |name: &str| -> Option<u64> {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        text.trim().parse().ok()
    };
    let limit = number(version.limit)?;
    let used = number(version.used).unwrap_or(0);
    let statistics = fs::read_to_string(folder.join("memory.stat")).unwrap_or_default();
    let cache = statistics
        .lines()
        .find_map(|line| line.strip_prefix(version.cache)?.trim().parse::<u64>().ok());
    Some(limit.saturating_sub(used.saturating_sub(cache.unwrap_or(0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, text).expect("written");
        }
        root
    }

    #[test]
    fn the_smallest_limit_of_a_group_and_those_above_it_counts() {
        let root = tree(&[
            ("proc/self/cgroup", "0::/queue/job/step\n"),
            (
                "proc/self/mountinfo",
                "30 1 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n",
            ),
            ("sys/fs/cgroup/queue/memory.max", "9000\n"),
            ("sys/fs/cgroup/queue/memory.current", "8500\n"),
            (
                "sys/fs/cgroup/queue/memory.stat",
                "anon 1\ninactive_file 1500\n",
            ),
            ("sys/fs/cgroup/queue/job/memory.max", "4000\n"),
            ("sys/fs/cgroup/queue/job/memory.current", "1000\n"),
            ("sys/fs/cgroup/queue/job/step/memory.max", "max\n"),
        ]);
        let free = group(root.path()).expect("a limit");
        assert_eq!((free.bytes, free.limit), (2000, Limit::Group));
    }

    #[test]
    fn groups_of_the_first_version_and_those_of_containers_are_seen() {
        let cgroup = "9:name=systemd:/\n4:cpu,memory:/docker/abc\n0::/\n";
        let limits = [
            ("sys/fs/cgroup/memory/memory.limit_in_bytes", "5000\n"),
            ("sys/fs/cgroup/memory/memory.usage_in_bytes", "1000\n"),
            ("proc/self/cgroup", cgroup),
        ];
        // Seen from the machine, and from inside, where only the container's own group is there.
        for below in ["/", "/docker/abc", "/elsewhere"] {
            let mount =
                format!("35 31 0:32 {below} /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
            let root = tree(&limits);
            fs::write(root.path().join("proc/self/mountinfo"), mount).expect("written");
            assert_eq!(group(root.path()).expect("a limit").bytes, 4000, "{below}");
        }
    }

    #[test]
    fn without_limits_the_machine_counts() {
        let root = tree(&[
            ("proc/meminfo", "MemTotal: 9 kB\nMemAvailable:    7 kB\n"),
            ("proc/self/cgroup", "0::/\n"),
            (
                "proc/self/mountinfo",
                "30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
            ),
        ]);
        assert_eq!(machine(root.path()).expect("free").bytes, 7 * 1024);
        assert_eq!(group(root.path()), None);
        assert_eq!(machine(Path::new("/nowhere")), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_machine_says_how_much_is_free() {
        assert!(free().is_some_and(|free| free.bytes > 1 << 20));
    }
}
