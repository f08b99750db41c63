//! A table of `docs/performance.md`, put in the place of the one that is there.

use std::error::Error;
use std::fs;

/// Writes a table into a file between the marks of its name.
pub fn write(file: &str, name: &str, table: &str) -> Result<(), Box<dyn Error>> {
    let (begin, end) = (
        format!("<!-- {name}: begin -->"),
        format!("<!-- {name}: end -->"),
    );
    let text = fs::read_to_string(file)?;
    let marks = || format!("{file} has no `{begin}` with an `{end}` after it");
    let (before, rest) = text.split_once(&begin).ok_or_else(marks)?;
    let (_, after) = rest.split_once(&end).ok_or_else(marks)?;
    let text = format!("{before}{begin}\n{table}{end}{after}");
    Ok(fs::write(file, text)?)
}

/// The file after `--write` among the arguments, if there is one.
pub fn file(arguments: &[String]) -> Result<Option<&String>, Box<dyn Error>> {
    let place = arguments.iter().position(|argument| argument == "--write");
    let file = place.map(|place| arguments.get(place + 1).ok_or("--write takes a file"));
    Ok(file.transpose()?)
}

/// The whole number after a flag.
pub fn option(arguments: &[String], flag: &str) -> Result<Option<usize>, Box<dyn Error>> {
    let Some(place) = arguments.iter().position(|argument| argument == flag) else {
        return Ok(None);
    };
    let value = arguments
        .get(place + 1)
        .and_then(|value| value.parse().ok())
        .filter(|&value| value > 0);
    value
        .map(Some)
        .ok_or_else(|| format!("{flag} takes a positive whole number").into())
}
