//! From findings to verdicts.

use super::finding::Finding;
use super::{Preset, Settings};
use crate::observe::patterns::{Band, CATALOGUE, Part, Pattern};
use crate::words::{Language, Text};
use serde::Serialize;

/// Patterns that the model cannot express, and why.
pub const NOT_EXPRESSIBLE: [(&str, &str); 0] = [];

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not.
    Fail,
    /// There was too little to measure, which counts as not held.
    NotMeasured,
    /// The model has no means to show it.
    NotExpressible,
    /// It need not hold for these presets.
    NotApplicable,
    /// A number without band or direction, only told.
    Told,
}

impl Verdict {
    /// In a word or two.
    pub const fn words(self, language: Language) -> &'static str {
        let words = match self {
            Self::Pass => Text::new("pass", "成立"),
            Self::Fail => Text::new("FAIL", "不成立"),
            Self::NotMeasured => Text::new("not measured", "未测得"),
            Self::NotExpressible => Text::new("not expressible", "目前无法表达"),
            Self::NotApplicable => Text::new("not applicable", "不适用"),
            Self::Told => Text::new("told", "仅供参考"),
        };
        words.text(language)
    }
}

/// One part of a pattern under one preset.
#[derive(Debug, Clone)]
pub struct PartResult {
    /// The preset.
    pub preset: Preset,
    /// The part.
    pub part: &'static Part,
    /// What it is judged by.
    pub band: Option<Band>,
    /// What was found; `None` where no experiment looked.
    pub finding: Option<Finding>,
    /// Whether it holds.
    pub verdict: Verdict,
}

/// One pattern under all presets that were simulated.
#[derive(Debug, Clone)]
pub struct PatternResult {
    /// The pattern.
    pub pattern: &'static Pattern,
    /// Its parts, preset by preset.
    pub parts: Vec<PartResult>,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Why it cannot be expressed, if so.
    pub reason: Option<&'static str>,
}

/// All patterns under some presets.
#[derive(Debug, Clone)]
pub struct Validation {
    /// How much was simulated.
    pub settings: Settings,
    /// The presets.
    pub presets: Vec<Preset>,
    /// A result for each pattern of the catalogue, in its order.
    pub patterns: Vec<PatternResult>,
}

impl Validation {
    /// How many patterns have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.patterns
            .iter()
            .filter(|result| result.verdict == verdict)
            .count()
    }
}

/// Judges everything that was found.
pub(super) fn judge_all(settings: Settings, found: &[(Preset, Vec<Finding>)]) -> Validation {
    let presets: Vec<Preset> = found.iter().map(|(preset, _)| *preset).collect();
    let patterns = CATALOGUE
        .iter()
        .map(|pattern| judge(pattern, found))
        .collect();
    Validation {
        settings,
        presets,
        patterns,
    }
}

fn judge(pattern: &'static Pattern, found: &[(Preset, Vec<Finding>)]) -> PatternResult {
    judge_with(pattern, found, &NOT_EXPRESSIBLE)
}

fn judge_with(
    pattern: &'static Pattern,
    found: &[(Preset, Vec<Finding>)],
    not_expressible: &[(&str, &'static str)],
) -> PatternResult {
    let whole = not_expressible
        .iter()
        .find(|(id, _)| *id == pattern.id)
        .map(|(_, reason)| *reason);
    let mut parts = Vec::new();
    for (preset, findings) in found {
        let medium = preset.medium();
        if whole.is_some() || !pattern.applies_to(medium) {
            continue;
        }
        for part in pattern.parts {
            let finding = findings
                .iter()
                .find(|finding| (finding.id, finding.part) == (pattern.id, part.key))
                .cloned();
            let band = part.judged_by(medium);
            let value = finding.as_ref().and_then(|finding| finding.value);
            let verdict = match (band, value) {
                (None, _) => Verdict::Told,
                (Some(_), None) => Verdict::NotMeasured,
                (Some(band), Some(value)) if band.contains(value) => Verdict::Pass,
                (Some(_), Some(_)) => Verdict::Fail,
            };
            parts.push(PartResult {
                preset: *preset,
                part,
                band,
                finding,
                verdict,
            });
        }
    }
    let any = |verdict: Verdict| parts.iter().any(|part| part.verdict == verdict);
    let verdict = if whole.is_some() {
        Verdict::NotExpressible
    } else if parts.iter().all(|part| part.verdict == Verdict::Told) {
        // No part, or none with a band for these media.
        Verdict::NotApplicable
    } else if any(Verdict::Fail) {
        Verdict::Fail
    } else if any(Verdict::NotMeasured) {
        Verdict::NotMeasured
    } else {
        Verdict::Pass
    };
    PatternResult {
        pattern,
        parts,
        verdict,
        reason: whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::patterns::pattern;

    fn finding(id: &'static str, part: &'static str, value: f64) -> Finding {
        Finding::over_replicates("test", id, part, &[value, value])
    }

    fn verdict(id: &str, found: &[(Preset, Vec<Finding>)]) -> Verdict {
        judge(pattern(id).expect("in the catalogue"), found).verdict
    }

    #[test]
    fn a_pattern_holds_if_every_judged_part_of_every_preset_does() {
        let good = || vec![finding("P2", "gini", 0.7), finding("P2", "top 10%", 0.6)];
        let bad = || vec![finding("P2", "gini", 0.7), finding("P2", "top 10%", 0.9)];
        let half = || vec![finding("P2", "gini", 0.7)];
        let both = |chat, forum| [(Preset::Chat, chat), (Preset::Forum, forum)];
        assert_eq!(verdict("P2", &both(good(), good())), Verdict::Pass);
        assert_eq!(verdict("P2", &both(good(), bad())), Verdict::Fail);
        assert_eq!(verdict("P2", &both(good(), half())), Verdict::NotMeasured);
        assert_eq!(verdict("P2", &both(bad(), half())), Verdict::Fail);
        assert_eq!(
            verdict("P2", &[(Preset::Wechat, Vec::new())]),
            Verdict::NotApplicable
        );
        let unknown = vec![
            finding("P2", "gini", f64::NAN),
            finding("P2", "top 10%", 0.6),
        ];
        assert_eq!(
            verdict("P2", &[(Preset::Chat, unknown)]),
            Verdict::NotMeasured
        );
    }

    #[test]
    fn directions_are_judged_and_told_numbers_are_not() {
        let gate = |retention| {
            vec![
                finding("P24", "joins", 0.6),
                finding("P24", "spam", 0.1),
                finding("P24", "good posts at first", 0.9),
                finding("P24", "one-year retention", retention),
            ]
        };
        assert_eq!(verdict("P24", &[(Preset::Chat, gate(0.05))]), Verdict::Pass);
        assert_eq!(verdict("P24", &[(Preset::Chat, gate(0.0))]), Verdict::Fail);
        assert_eq!(verdict("P24", &[(Preset::Chat, gate(-0.1))]), Verdict::Fail);
        // Chats have no band for answered threads, so the pattern is not theirs to hold.
        let answered = || vec![finding("P14", "first day", 0.85)];
        assert_eq!(
            verdict("P14", &[(Preset::Chat, answered())]),
            Verdict::NotApplicable
        );
        assert_eq!(
            verdict("P14", &[(Preset::Forum, answered())]),
            Verdict::Pass
        );
    }

    #[test]
    fn what_cannot_be_expressed_never_holds() {
        let none = judge_with(
            pattern("P22").expect("in the catalogue"),
            &[],
            &[("P22", "why")],
        );
        assert_eq!(none.verdict, Verdict::NotExpressible);
        let packets = |effect| {
            vec![
                finding("P27", "passed on", 0.18),
                finding("P27", "30-day retention", effect),
            ]
        };
        let of_packets = |findings| verdict("P27", &[(Preset::Wechat, findings)]);
        assert_eq!(of_packets(packets(0.001)), Verdict::Pass);
        assert_eq!(of_packets(packets(0.2)), Verdict::Fail);
        assert_eq!(
            of_packets(vec![finding("P27", "passed on", 0.18)]),
            Verdict::NotMeasured
        );
        for (id, _) in NOT_EXPRESSIBLE {
            assert!(pattern(id).is_some());
        }
    }
}
