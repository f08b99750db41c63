//! The playbook (M36): rules by which an operator changes what they do, on a day or on what they see.
//!
//! A rule watches one thing that an operator can [see](seen): who writes, joins, pays, leaves openly; never
//! who reads, nor who has quit in silence. It changes settings of strategies that are in the scenario; a
//! strategy goes on with the new ones from the next morning and forgets nothing.

mod changes;
mod play;
pub mod seen;

pub use changes::{Changes, Relative, Target};
pub use play::Play;
pub use seen::{Seen, Watched};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One rule: on a day, or when something has been seen for some days, settings of strategies change.
///
/// Rules are read every evening in the order of the file; what they change holds from the next morning. A key is changed by at most one rule an evening: the first. A rule that changes nothing has not fired.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// Name of the rule in charts, series and paths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What must be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// The day from whose morning on the changes hold: a phase of the plan, instead of `when`.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_day: Option<u16>,
    /// What changes: a value for each key below `operator`, as in `{ "red_packets.amount" = 0 }`; `"+5"`, `"-5"` and `"x1.5"` change a number by so much; a strategy's own name with false switches it off, with true on.
    pub then: Changes,
    /// What changes when the rule has fired and its condition has failed for as many days.
    #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Changes>,
    /// Days that must pass after the rule has changed something before it does so again.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub cooldown: u16,
    /// How many times `then` may happen; as often as it comes if not given.
    #[schemars(range(min = 1, max = 36_500), extend("x-unit" = "times", "x-source" = "assumed"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u16>,
}

/// A condition on one thing that an operator can see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// What is watched: of the list `members`, `growth_7d`, `full`; of the talk `speakers`, `speakers_7d`, `speaking_share`, `posts`, `posts_7d`, `answered_7d`, `ads_7d`; of those who come and go `joins_7d`, `applications_7d`, `waiting`, `leaves_7d`, `removals_7d`; of the desk `payers_7d`, `renewed_30d`, `revenue_7d`, `spent_7d`, `money`, `hours_7d`; or what a strategy reports, such as `survey.satisfied`. Who reads and who has quit in silence is not among it.
    pub metric: String,
    /// Holds when it is below this.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1.0e12, max = 1.0e12), extend("x-unit" = "as the metric", "x-source" = "assumed"))]
    pub below: Option<f64>,
    /// Holds when it is above this; with `below`, between the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1.0e12, max = 1.0e12), extend("x-unit" = "as the metric", "x-source" = "assumed"))]
    pub above: Option<f64>,
    /// Evenings in a row on which it must hold.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub for_days: u16,
}

impl Default for When {
    fn default() -> Self {
        Self {
            metric: String::new(),
            below: None,
            above: None,
            for_days: 1,
        }
    }
}

impl When {
    /// Whether the condition holds at a value; `None` where there is none yet.
    pub fn holds(&self, value: f64) -> Option<bool> {
        if value.is_nan() {
            return None;
        }
        let below = self.below.is_none_or(|limit| value < limit);
        let above = self.above.is_none_or(|limit| value > limit);
        Some(below && above)
    }
}

impl Rule {
    /// What the `place`-th rule is called.
    pub fn called(&self, place: usize) -> String {
        let number = || (place + 1).to_string();
        self.name.clone().unwrap_or_else(number)
    }

    /// Its changes: those of `then`, and those of `else` if it has one.
    pub fn sides(&self) -> impl Iterator<Item = (&'static str, &Changes)> {
        let otherwise = self.otherwise.iter().map(|changes| ("else", changes));
        std::iter::once(("then", &self.then)).chain(otherwise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_names_everything_that_can_be_watched() {
        let schema = schemars::schema_for!(When);
        let said = &schema.as_value()["properties"]["metric"]["description"];
        for sight in seen::SIGHTS {
            let key = format!("`{}`", sight.key);
            assert!(
                said.as_str().is_some_and(|said| said.contains(&key)),
                "{key}"
            );
        }
    }

    #[test]
    fn a_condition_without_a_value_neither_holds_nor_fails() {
        let between = When {
            above: Some(1.0),
            below: Some(3.0),
            ..When::default()
        };
        let held = [1.0, 2.0, 3.0, f64::NAN].map(|value| between.holds(value));
        assert_eq!(held, [Some(false), Some(true), Some(false), None]);
    }
}
