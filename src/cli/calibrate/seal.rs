//! The last line of a scenario that `qun calibrate` writes, which tells whether anybody has changed it since.

use crate::files::digest::hash;

/// What the last line begins with: the SHA-256 of all lines before it.
const SEAL: &str = "# written by qun calibrate, unchanged while this is its digest: ";

/// A text with its seal behind it.
pub(super) fn sealed(text: &str) -> String {
    let text = text.trim_end();
    format!("{text}\n\n{SEAL}{}\n", hash(text))
}

/// Whether a text was sealed, and not changed since.
pub(super) fn is_sealed(text: &str) -> bool {
    text.trim_end()
        .rsplit_once('\n')
        .is_some_and(|(before, last)| {
            last.strip_prefix(SEAL) == Some(hash(before.trim_end()).as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_breaks_with_any_change() {
        let text = sealed("days = 30\nseed = 1\n");
        assert!(is_sealed(&text));
        assert!(
            !is_sealed(&text.replace("30", "31")) && !is_sealed("days = 30\n") && !is_sealed("")
        );
        assert!(!is_sealed(&format!("{text}# mine\n")) && !is_sealed(&format!("# mine\n{text}")));
    }
}
