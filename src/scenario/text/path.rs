//! Paths to values: dotted keys, in which the elements of a list are addressed by their names.
//!
//! `archetype.lurker.share`, `audience.channel."my blog".per_day`, `community.room.0.capacity`.

/// One step of a path, with its place in the text of the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) key: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Splits a path at its dots; steps that hold dots or quotes themselves are put in quotes.
///
/// # Errors
///
/// With the byte at which the path stops making sense, and why.
pub(crate) fn parse(path: &str) -> Result<Vec<Step>, (usize, &'static str)> {
    let mut steps = Vec::new();
    let mut rest = path;
    loop {
        let offset = path.len() - rest.len();
        let trimmed = rest.trim_start();
        let start = offset + rest.len() - trimmed.len();
        let quote = trimmed
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        let (key, length) = if let Some(quote) = quote {
            let inner = &trimmed[1..];
            let close = inner.find(quote).ok_or((start, "a quote is not closed"))?;
            (inner[..close].to_owned(), close + 2)
        } else {
            let length = trimmed.find('.').unwrap_or(trimmed.len());
            (trimmed[..length].trim_end().to_owned(), length)
        };
        if key.is_empty() {
            return Err((start, "a step of the path is empty"));
        }
        if steps.len() >= crate::scenario::text::read::DEEPEST {
            return Err((start, "the path has too many steps"));
        }
        steps.push(Step {
            key,
            start,
            end: start + length,
        });
        rest = trimmed[length..].trim_start();
        match rest.chars().next() {
            None => return Ok(steps),
            Some('.') => rest = &rest[1..],
            Some(_) => {
                return Err((
                    path.len() - rest.len(),
                    "a dot is missing between two steps of the path",
                ));
            }
        }
    }
}

/// A step as it has to be written in a path.
pub(crate) fn quoted(step: &str) -> String {
    if step.contains(char::is_control) {
        // No path can hold such a name, and no name may: this is for messages.
        return format!("\"{}\"", step.escape_debug());
    }
    let bare = !step.is_empty()
        && !step.contains(['.', '"', '\'', '=', '[', ']', '#'])
        && !step.contains(char::is_whitespace);
    match (bare, step.contains('"')) {
        (true, _) => step.to_owned(),
        (false, false) => format!("\"{step}\""),
        (false, true) => format!("'{step}'"),
    }
}

/// A path with one more step.
pub(crate) fn join(path: &str, step: &str) -> String {
    if path.is_empty() {
        quoted(step)
    } else {
        format!("{path}.{}", quoted(step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(path: &str) -> Vec<String> {
        parse(path)
            .map(|steps| steps.into_iter().map(|step| step.key).collect())
            .unwrap_or_default()
    }

    #[test]
    fn dots_separate_and_quotes_protect() {
        assert_eq!(
            keys("archetype.潜水者.share"),
            ["archetype", "潜水者", "share"]
        );
        assert_eq!(keys("a.\"b.c\".d"), ["a", "b.c", "d"]);
        assert_eq!(keys(" a . 'b \"c\"' "), ["a", "b \"c\""]);
        for wrong in ["", ".", "a..b", "a.", "a.\"b", "a.\"b\"c"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_join_writes_parse_reads() {
        for step in ["plain", "with.dot", "with space", "quo\"te", "中文"] {
            assert_eq!(keys(&join("a", step)), ["a", step]);
        }
    }
}
