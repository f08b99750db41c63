//! Entry threshold (M6): what newcomers must do or pay to get in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the gate asks for. Each kind has a cost to the applicant and takes operator time per applicant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Nothing.
    None,
    /// A small task such as sharing a poster: cost .15, no operator time.
    Task,
    /// A questionnaire that is read: cost .3, 2 minutes an applicant.
    #[default]
    Questionnaire,
    /// An invitation by a member: cost .5, no operator time; only people who come by word of mouth apply.
    Invitation,
    /// Proof of who one is: cost .6, 4 minutes an applicant.
    Proof,
    /// A fee: its cost follows from `fee` and `fee_scale`.
    Fee,
}

/// A gate at the entrance.
///
/// An applicant with fit f passes a gate of cost c with probability exp(−φ·c/(.25 + f)); those who
/// pass are better suited (selection) and have something to lose (sunk cost). Spammers are put
/// off more easily.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Threshold {
    /// What is asked for.
    pub gate: Gate,
    /// Cost to the applicant; overrides the cost of the kind.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "effort", "x-source" = "assumed"))]
    pub cost: Option<f64>,
    /// Entry fee; with `renew_days`, to be paid again each period.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub fee: f64,
    /// The fee that is as much of a hurdle as an effort of 1.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed: 50 deters as much as a demanding proof"))]
    pub fee_scale: f64,
    /// Days after which the fee falls due again; 0 for never.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub renew_days: u16,
    /// Sensitivity φ of applicants to the cost.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "–", "x-source" = "literature: form after Drenner 2008; Hill & Shaw 2021; value assumed"))]
    pub sensitivity: f64,
    /// First day on which the gate stands.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
}

impl Default for Threshold {
    fn default() -> Self {
        Self {
            gate: Gate::Questionnaire,
            cost: None,
            fee: 0.0,
            fee_scale: 50.0,
            renew_days: 0,
            sensitivity: 1.0,
            from_day: 0,
        }
    }
}
