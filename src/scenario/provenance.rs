//! How well a default is known, and where it comes from.

use crate::words::reference::KNOWN;
use crate::words::{Language, Text, chinese, page};
use serde::Serialize;

/// How well a default is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Measured on logs of real communities.
    Measured,
    /// Taken from a publication.
    Literature,
    /// Assumed: nobody has measured it. Try other values.
    Assumed,
    /// Not a quantity of the model (a name, a day, a switch).
    Setting,
}

impl Provenance {
    /// Those that a source can begin with.
    const WRITTEN: [Self; 3] = [Self::Measured, Self::Literature, Self::Assumed];

    /// The word for it in both languages.
    pub const fn text(self) -> Text {
        match self {
            Self::Measured => page::MEASURED,
            Self::Literature => page::LITERATURE,
            Self::Assumed => page::ASSUMED,
            Self::Setting => page::SETTING,
        }
    }

    /// The word for it in files.
    pub const fn word(self) -> &'static str {
        self.text().en
    }
}

/// How well something is known, and the rest of what was written: `measured: forums 1` is
/// [`Provenance::Measured`] and `forums 1`. The rest is empty if the word alone is written.
pub(super) fn split(written: &str) -> (Provenance, &str) {
    let (word, source) = written.split_once(": ").unwrap_or((written, ""));
    let known = Provenance::WRITTEN
        .into_iter()
        .find(|known| known.word() == word);
    (known.unwrap_or(Provenance::Setting), source)
}

/// How well something is known and where it comes from, as it is said to people.
pub(super) fn known_from(provenance: Provenance, source: &str, language: Language) -> String {
    let word = provenance.text().text(language);
    let source = chinese::told(source, language);
    match (provenance, source.as_str()) {
        (Provenance::Setting, _) => String::new(),
        (_, "") => word.to_owned(),
        (_, source) => KNOWN.with(language, &[("word", &word), ("source", &source)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_begins_with_how_well_it_is_known() {
        assert_eq!(
            split("measured: forums 1"),
            (Provenance::Measured, "forums 1")
        );
        assert_eq!(split("assumed"), (Provenance::Assumed, ""));
        assert_eq!(split(""), (Provenance::Setting, ""));
        let said = known_from(Provenance::Measured, "a source", Language::Chinese);
        assert_eq!(said, "实测：a source");
    }
}
