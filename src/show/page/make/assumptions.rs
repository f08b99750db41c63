//! Which values of a scenario nobody has set, and how well each is known.

use crate::scenario::Loaded;
use crate::scenario::reference::{Parameter, Provenance, parameters};
use crate::show::page::report::{Assumption, Rests};
use crate::words::Phrase;
use crate::words::reference::SET_BY_PRESET;
use crate::words::{chinese, messages, page};
use std::collections::BTreeMap;

/// What many results depend on: who comes, and what newcomers are like.
const FOREMOST: [&str; 2] = ["audience.", "community.promise"];

/// Whether a value stands where it stands because nobody has written one.
pub(super) fn is_default(source: &str) -> bool {
    source == "default"
        || source == "rest to 1"
        || source.starts_with("preset ")
        || source.starts_with("archetype library")
}

/// What a scenario rests on.
pub(super) fn rests(loaded: &Loaded) -> Rests {
    let known = parameters();
    let values = loaded.values();
    let all = values.len();
    // Few places are named many times, and to put one into both languages takes longer than all else here.
    let mut places = BTreeMap::new();
    let untouched: Vec<Assumption> = values
        .iter()
        .filter(|value| is_default(&value.source))
        .filter_map(|value| {
            let parameter = known.iter().find(|it| it.is_at(&value.path))?;
            let from = (value.source != "default").then(|| {
                let place = places.entry(value.source.as_str());
                &*place.or_insert_with_key(|source| messages::both(source))
            });
            Some(assumption(parameter, &value.path, &value.value, from))
        })
        .collect();
    let count = |word: Provenance| {
        let those = untouched.iter().filter(|it| it.known == word.word());
        those.count()
    };
    let own = values
        .iter()
        .filter(|value| !is_default(&value.source))
        .count();
    let sentence = page::RESTS_COUNT.fill(&[
        ("all", &all),
        ("own", &own),
        ("rest", &(all - own)),
        ("measured", &count(Provenance::Measured)),
        ("literature", &count(Provenance::Literature)),
        ("assumed", &count(Provenance::Assumed)),
    ]);
    let is_foremost = |it: &&Assumption| {
        it.known != Provenance::Setting.word()
            && FOREMOST.iter().any(|start| it.path.starts_with(start))
    };
    Rests {
        sentences: vec![sentence],
        foremost: untouched.iter().filter(is_foremost).cloned().collect(),
        assumed: untouched
            .iter()
            .filter(|it| it.known == Provenance::Assumed.word())
            .cloned()
            .collect(),
        beliefs: loaded
            .uncertainty
            .iter()
            .map(|belief| belief.line().trim().to_owned())
            .collect(),
    }
}

fn assumption(parameter: &Parameter, path: &str, value: &str, from: Option<&Phrase>) -> Assumption {
    let mut source = chinese::both(&parameter.source);
    if !parameter.source.is_empty()
        && let Some(from) = from
    {
        source = SET_BY_PRESET.fill_named(&[("source", &source), ("from", from)], &[]);
    }
    Assumption {
        path: path.to_owned(),
        value: value.to_owned(),
        unit: parameter.unit.as_deref().map(chinese::both),
        meaning: chinese::both(&parameter.description),
        known: parameter.provenance.word().to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_known_by_the_reference() {
        let text = "title = \"x\"\n[audience]\nfounders = 60\n[[audience.channel]]\nname = \"a.b c\"\nper_day = 2.0\n";
        let loaded =
            crate::scenario::parse_str("x.toml", text, &crate::scenario::Overrides::default())
                .expect("a scenario");
        let known = parameters();
        for value in loaded.values() {
            let is_list = crate::scenario::reference::sections()
                .iter()
                .any(|section| section.path == value.path);
            assert!(
                is_list || known.iter().any(|it| it.is_at(&value.path)),
                "{}",
                value.path
            );
        }
        let rests = rests(&loaded);
        assert!(rests.assumed.len() > 20, "{}", rests.assumed.len());
        assert!(
            rests
                .foremost
                .iter()
                .all(|it| it.path != "audience.founders")
        );
        assert!(
            rests
                .foremost
                .iter()
                .any(|it| it.path == "audience.word_of_mouth")
        );
    }
}
