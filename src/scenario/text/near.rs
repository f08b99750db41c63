//! A scenario file that is not there, and the one that may be meant.

use crate::scenario::form::suggest::nearest;
use crate::scenario::messages::problem::Problem;
use std::path::Path;

/// The problem of a file that cannot be read, with the file beside it whose name is nearest.
pub(crate) fn with_near(problem: Problem, path: &Path) -> Problem {
    match near(path).filter(|_| !path.exists()) {
        Some(near) => problem.help(format!(
            "`qun new NAME` writes a new scenario; did you mean `{near}`?"
        )),
        None => problem,
    }
}

fn near(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let there = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = there
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let stems = names.iter().filter_map(|name| name.strip_suffix(".toml"));
    let near = nearest(path.file_stem()?.to_str()?, stems)?;
    let file = folder.unwrap_or(Path::new("")).join(format!("{near}.toml"));
    Some(file.display().to_string())
}
