//! The gate: what is asked of applicants beside money.

use super::Threshold;
use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
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

impl Gate {
    /// Effort it asks of an applicant, without the fee.
    const fn effort(self) -> f64 {
        match self {
            Self::None | Self::Fee => 0.0,
            Self::Task => 0.15,
            Self::Questionnaire => 0.3,
            Self::Invitation => 0.5,
            Self::Proof => 0.6,
        }
    }

    /// Operator minutes per applicant.
    const fn minutes(self) -> f64 {
        match self {
            Self::None | Self::Task | Self::Invitation | Self::Fee => 0.0,
            Self::Questionnaire => 2.0,
            Self::Proof => 4.0,
        }
    }
}

impl Threshold {
    /// What the gate asks for without the fee.
    pub(super) fn effort(&self) -> f32 {
        self.cost.unwrap_or(self.gate.effort()) as f32
    }

    /// Whether somebody may try at all: is invited where it takes that, and finds somebody with the time
    /// to read what they hand in.
    pub(super) fn opens(&self, levers: &mut Levers<'_, '_>, applicant: &Applicant) -> bool {
        let by_word_of_mouth = applicant.channel as usize == levers.rules().word_of_mouth();
        (self.gate != Gate::Invitation || by_word_of_mouth) && levers.take(self.gate.minutes())
    }

    /// Probability that an applicant takes the effort.
    pub(super) fn is_passed(&self, levers: &Levers<'_, '_>, applicant: &Applicant) -> f32 {
        levers.rules().passes(
            applicant.archetype,
            applicant.fit,
            self.sensitivity as f32,
            self.effort(),
        )
    }
}
