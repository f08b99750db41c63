//! "Did you mean": the nearest known word, or the table that a key belongs to.

use crate::scenario::form::shape::{Shape, TableShape, scenario};
use crate::scenario::text::path::join;
use crate::scenario::text::tree::Table;
use std::sync::LazyLock;

/// Letters of a word in which two slips still leave it to be known.
const LONG: usize = 8;

/// A key that exists somewhere in a scenario.
struct KnownKey {
    key: String,
    path: String,
    /// The heading it is written under: `[operator.threshold]`, `[[archetype]]`.
    heading: String,
    is_table: bool,
}

/// The word nearest to `word`, if it is near enough to be what was meant.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let simple = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let word = simple(word);
    let length = word.chars().count();
    // Comparing a whole page with every key would take long and mean nothing.
    if length == 0 || length > 64 {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| {
            let candidate_word = simple(candidate);
            let distance = strsim::damerau_levenshtein(&word, &candidate_word);
            let shorter = length.min(candidate_word.chars().count());
            // A word that begins with the other one is likely: `fees`, `retention`.
            let begins = shorter >= 3
                && (candidate_word.starts_with(&word) || word.starts_with(&candidate_word));
            (distance, begins, shorter, candidate)
        })
        .filter(|&(distance, begins, shorter, _)| {
            distance <= 1.max(shorter / 3) || (begins && distance <= shorter)
        })
        .min_by_key(|&(distance, alike, _, candidate)| (distance, !alike, candidate))
        .map(|(.., candidate)| candidate)
}

/// The instance in `here` that somebody who wrote `name` may have meant.
pub(crate) fn instance<'t>(name: &str, shape: &TableShape, here: &'t Table) -> Option<&'t str> {
    let names = shape.instances(here).map(|entry| entry.key.as_str());
    nearest(name, names)
}

/// What somebody who wrote an unknown key may have meant.
pub(crate) struct Meant {
    pub(crate) hint: String,
    /// What to write instead, if it is a key of the same table.
    pub(crate) replacement: Option<String>,
    /// The key at the top of a scenario that is meant, or that holds what is.
    pub(crate) top: Option<String>,
}

/// What somebody who wrote an unknown `key` in the table at `path` may have meant: the hint, and
/// what to write instead if it is a key of the same table.
pub(crate) fn for_key(key: &str, here: &TableShape, path: &str) -> (String, Option<String>) {
    let meant = meant(key, here, path);
    (meant.hint, meant.replacement)
}

/// The same, with where at the top of a scenario it would lie.
pub(crate) fn meant(key: &str, here: &TableShape, path: &str) -> Meant {
    let keys = || here.fields.iter().map(|field| field.key.as_str());
    let near = nearest(key, keys());
    let of_here = |near: &str| {
        let first = path.split('.').next().filter(|first| !first.is_empty());
        Meant {
            hint: format!("did you mean `{near}`?"),
            replacement: Some(near.to_owned()),
            top: Some(first.unwrap_or(near).to_owned()),
        }
    };
    let of_elsewhere = |known: &KnownKey| Meant {
        hint: belongs(known),
        replacement: None,
        top: known.path.split('.').next().map(str::to_owned),
    };
    let close = near.filter(|near| strsim::damerau_levenshtein(key, near) <= 1);
    // Of `hours_per_day` people remember `hours`.
    let begins = || keys().find(|known| known.starts_with(&format!("{key}_")));
    if let Some(near) = close.or_else(begins) {
        return of_here(near);
    }
    let exact = elsewhere(path, |known| known.key == key);
    if let Some(known) = exact {
        return of_elsewhere(known);
    }
    if let Some(near) = near {
        return of_here(near);
    }
    // Every word is a little like one of so many keys: far from here, only a slip of the pen counts.
    let slip = |known: &&str| {
        let most = if key.chars().count() < LONG { 1 } else { 2 };
        strsim::damerau_levenshtein(key, known) <= most
    };
    let everywhere = known_keys().iter().map(|known| known.key.as_str());
    let near_elsewhere = nearest(key, everywhere.filter(slip));
    if let Some(known) = near_elsewhere.and_then(|near| elsewhere(path, |known| known.key == near))
    {
        return of_elsewhere(known);
    }
    let place = if path.is_empty() {
        "at the top of the file".to_owned()
    } else {
        format!("under `{path}`")
    };
    let list = crate::scenario::form::wording::list_names(&keys().collect::<Vec<_>>());
    Meant {
        hint: format!("keys {place} are {list}"),
        replacement: None,
        top: None,
    }
}

fn belongs(known: &KnownKey) -> String {
    if known.is_table {
        format!("did you mean `{}`?", known.heading)
    } else if known.heading.is_empty() {
        format!(
            "`{}` belongs at the top of the file, before the first `[table]`",
            known.key
        )
    } else {
        format!(
            "did you mean `{}`? (`{}` is written under `{}`)",
            known.path, known.key, known.heading
        )
    }
}

/// The known key that fits and whose table shares most with `path`.
fn elsewhere(path: &str, fits: impl Fn(&KnownKey) -> bool) -> Option<&'static KnownKey> {
    let mut best: Option<(&KnownKey, usize)> = None;
    for known in known_keys().iter().filter(|known| fits(known)) {
        let shared = known
            .path
            .split('.')
            .zip(path.split('.'))
            .take_while(|(left, right)| left == right)
            .count();
        if best.is_none_or(|(_, most)| shared > most) {
            best = Some((known, shared));
        }
    }
    best.map(|(known, _)| known)
}

fn known_keys() -> &'static [KnownKey] {
    static KEYS: LazyLock<Vec<KnownKey>> = LazyLock::new(|| {
        let mut keys = Vec::new();
        collect(scenario(), "", "", &mut keys);
        keys
    });
    &KEYS
}

fn collect(table: &TableShape, path: &str, heading: &str, keys: &mut Vec<KnownKey>) {
    for field in &table.fields {
        let path = join(path, &field.key);
        let (inner, inner_heading) = match &field.shape {
            Shape::Table(table) => (Some(table), format!("[{path}]")),
            Shape::List { item, .. } => match &**item {
                Shape::Table(table) => (Some(table), format!("[[{path}]]")),
                _ => (None, String::new()),
            },
            Shape::Map(_) => (None, format!("[{path}]")),
            _ => (None, String::new()),
        };
        keys.push(KnownKey {
            key: field.key.clone(),
            path: path.clone(),
            heading: if inner_heading.is_empty() {
                heading.to_owned()
            } else {
                inner_heading.clone()
            },
            is_table: !inner_heading.is_empty(),
        });
        if let Some(table) = inner {
            collect(table, &path, &inner_heading, keys);
        }
    }
}
