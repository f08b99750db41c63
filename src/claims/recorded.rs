//! The verdicts that were found when the whole book was lived through last.

use super::live::Found;
use super::verdict::Verdict;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../scenarios/claims/verdicts.json");

/// One difference, as it was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedPart {
    /// The mean effect.
    pub effect: f64,
    /// Ends of its interval.
    pub interval: [f64; 2],
    /// Share of worlds in which it goes the way that is claimed.
    pub worlds_better: Option<f64>,
    /// Share of the effect that was put in.
    pub put_in: Option<f64>,
    /// Paths of the assumptions that worlds differ by, with names in both languages and shares.
    #[serde(default)]
    pub hangs: Vec<(String, [String; 2], f64)>,
    /// Effects by thirds of the two assumptions.
    #[serde(default)]
    pub map: Vec<Vec<Option<f64>>>,
    /// Its verdict.
    pub verdict: Verdict,
}

/// One claim, as it was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its id.
    pub id: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// Its parts.
    pub parts: Vec<RecordedPart>,
}

/// What was found with so many worlds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Worlds of each claim.
    pub worlds: u32,
    /// The claims.
    pub claims: Vec<Recorded>,
}

/// Whether a text is a record, of this version or an earlier one.
pub fn is_record(text: &str) -> bool {
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    read.is_ok_and(|it| it["worlds"].is_u64() && it["claims"].is_array())
}

/// Digits that are kept: what a file says is what a page shows.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// The same; nothing for what has no value, as a third of worlds without any world in it.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then(|| rounded(value))
}

impl Record {
    /// What is to be kept of what was found.
    pub fn of(found: &[Found], worlds: u32) -> Self {
        let part = |it: &super::FoundPart| RecordedPart {
            effect: rounded(it.effect),
            interval: [rounded(it.interval.low), rounded(it.interval.high)],
            worlds_better: finite(it.worlds_better),
            put_in: it.put_in.map(rounded),
            hangs: it
                .hangs
                .iter()
                .map(|it| {
                    let names = [it.name.en.clone(), it.name.zh.clone()];
                    (it.path.clone(), names, rounded(it.share))
                })
                .collect(),
            map: it
                .map
                .iter()
                .map(|row| row.iter().map(|value| finite(*value)).collect())
                .collect(),
            verdict: it.verdict,
        };
        let claims = found.iter().map(|it| Recorded {
            id: it.entry.claim.id.clone(),
            verdict: it.verdict,
            parts: it.parts.iter().map(part).collect(),
        });
        Self {
            worlds,
            claims: claims.collect(),
        }
    }

    /// The record of one claim.
    pub fn find(&self, id: &str) -> Option<&Recorded> {
        self.claims.iter().find(|it| it.id == id)
    }
}

/// What the program comes with.
pub fn recorded() -> &'static Record {
    static RECORD: LazyLock<Record> =
        LazyLock::new(|| serde_json::from_str(FILE).unwrap_or_default());
    &RECORD
}

/// How much wider an interval is that is held against another a hundred times over, for about as many
/// differences as the book has: 3.5 standard errors instead of 1.96.
const WIDER: f64 = 3.5 / 1.96;

/// Whether a difference has turned: its new interval and the recorded one, both as wide as it takes to
/// compare so many, lie apart by more than the smallest effect worth naming.
pub fn has_turned(found: &Found) -> bool {
    let Some(then) = recorded().find(&found.entry.claim.id) else {
        return false;
    };
    let wide = |at: f64, end: f64| at + WIDER * (end - at);
    let parts = found.parts.iter().zip(&then.parts);
    parts
        .zip(&found.entry.claim.parts)
        .any(|((now, then), claimed)| {
            let [low, high] = then.interval.map(|end| wide(then.effect, end));
            // Where all worlds agree on the largest effect there is, an interval has no width.
            let [low, high] = [low - claimed.smallest, high + claimed.smallest];
            wide(now.effect, now.interval.high) < low || wide(now.effect, now.interval.low) > high
        })
}
