//! A claim as it is written down.

use crate::words::Phrase;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// English and Chinese, as a file has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(from = "[String; 2]")]
pub struct Said {
    en: String,
    zh: String,
}

impl From<[String; 2]> for Said {
    fn from([en, zh]: [String; 2]) -> Self {
        Self { en, zh }
    }
}

impl Said {
    /// As a phrase.
    pub fn phrase(&self) -> Phrase {
        Phrase::new(self.en.trim(), self.zh.trim())
    }

    /// Whether a language is missing.
    pub fn is_empty(&self) -> bool {
        self.en.trim().is_empty() || self.zh.trim().is_empty()
    }
}

/// Which way a difference is claimed to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The first arm has more.
    More,
    /// The first arm has less.
    Less,
    /// There is no difference worth naming.
    Same,
}

impl Direction {
    /// Its name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::Same => "same",
        }
    }

    /// 1 or −1: what a difference is multiplied with so that what is claimed is above 0.
    pub const fn sign(self) -> f64 {
        match self {
            Self::Less => -1.0,
            Self::More | Self::Same => 1.0,
        }
    }
}

/// One difference that a claim promises.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The variation that is claimed to differ, and the one it is claimed to differ from.
    pub arms: [String; 2],
    /// Another two whose difference is taken off: what is claimed is that the first difference is the
    /// larger one.
    pub against: Option<[String; 2]>,
    /// Key of the metric, of what a strategy counts itself, `exits.CAUSE` for the share of all exits that
    /// have this cause, or `gone.ARCHETYPE` for how many members of an archetype have gone; or several of
    /// them, as in `posts - rooms.messages`.
    pub metric: String,
    /// The same of what it is divided by.
    pub per: Option<String>,
    /// On which day what is daily is read; the last one without it.
    pub day: Option<u16>,
    /// On which day it is read for the second arm, if on another.
    pub other_day: Option<u16>,
    /// On which day it is read for `against`, if on another.
    pub against_day: Option<u16>,
    /// Over how many days that end with that day it is averaged; the day alone without it.
    pub over: Option<u16>,
    /// A level that the first arm is held against, instead of the second arm.
    pub level: Option<f64>,
    /// Which way it is claimed to differ.
    pub direction: Direction,
    /// Smallest effect worth naming: a share of what is compared with, or a difference in the metric's
    /// own unit where `absolute`.
    pub smallest: f64,
    /// Whether differences are taken as they are. Otherwise each pair counts by how many times as much
    /// it is, so that large communities weigh no more than small ones.
    #[serde(default)]
    pub absolute: bool,
}

impl Part {
    /// The keys of all that is read.
    pub fn metrics(&self) -> impl Iterator<Item = &str> {
        let read = std::iter::once(&self.metric).chain(&self.per);
        read.flat_map(|sum| terms(sum)).map(|term| term.1)
    }

    /// The variations that are lived through.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let more = self.against.iter().flatten();
        self.arms.iter().chain(more).map(String::as_str)
    }
}

/// The keys in a sum such as `posts - rooms.messages`, each with whether it is taken off.
pub fn terms(sum: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut off = false;
    sum.split_whitespace().filter_map(move |word| match word {
        "+" | "-" => {
            off = word == "-";
            None
        }
        key => Some((off, key)),
    })
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its id: M for mechanisms, C for cases, N for what is new, L for contested advice.
    pub id: String,
    /// What is claimed.
    pub sentence: Said,
    /// What must hold, all of it.
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
    /// What evidence from outside the model says.
    #[serde(default)]
    pub evidence: Said,
    /// Where that stands.
    #[serde(default)]
    pub source: String,
    /// How good it is: 1 an experiment in an online community, 2 one in a neighbouring medium, 3 an
    /// observation with controls, 4 counts and surveys, 5 judgement alone.
    #[serde(default)]
    pub grade: u8,
    /// Parameters that put the effect in, with the values at which they put in nothing.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Json>")]
    pub put_in: BTreeMap<String, toml::Value>,
    /// Why the model disagrees, where it does, or says that there is nothing to name.
    #[serde(default)]
    pub disagreement: Said,
    /// Why it cannot be expressed.
    #[serde(default)]
    pub missing: Said,
}

impl Claim {
    /// Whether the model has what the claim speaks of.
    pub fn is_expressible(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// The JSON schema of a `[claim]`, which files of the claims book have beside their scenario.
pub fn schema() -> Json {
    let settings = SchemaSettings::draft2020_12().with(|it| {
        it.inline_subschemas = true;
        it.meta_schema = None;
    });
    let root = settings.into_generator().into_root_schema_for::<Claim>();
    root.to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_terms_with_signs() {
        let of = |sum: &'static str| terms(sum).collect::<Vec<_>>();
        assert_eq!(of("posts"), [(false, "posts")]);
        assert_eq!(
            of("posts - rooms.messages"),
            [(false, "posts"), (true, "rooms.messages")]
        );
        let three = [(false, "a.b"), (false, "a.c"), (true, "d")];
        assert_eq!(of("a.b + a.c - d"), three);
    }
}
