//! The gate: what is asked of applicants beside money.

use super::Threshold;
use super::fee::Price;
use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
use crate::model::samplers::{exp_fast, ln_fast};
use crate::operator::strategy::Strategy;
use crate::random::Purpose;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Log of the followers of the median regular, and its standard deviation between people: followings are
/// as unequal as that.
const FOLLOWERS: f32 = 4.6;
const FOLLOWERS_SPREAD: f32 = 1.6;

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
    /// A number of followers (`followers`), shown by a link: cost .1, 1 minute an applicant.
    Followers,
    /// A fee: its cost follows from `fee` and `fee_scale`.
    Fee,
}

impl Gate {
    /// Effort it asks of an applicant, without the fee.
    const fn effort(self) -> f64 {
        match self {
            Self::None | Self::Fee => 0.0,
            Self::Followers => 0.1,
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
            Self::Followers => 1.0,
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
        (self.gate != Gate::Invitation || by_word_of_mouth)
            && levers.take(self.gate.minutes())
            && (self.gate != Gate::Followers || self.is_followed(levers, applicant))
    }

    /// Whether the gate stands today. A gate that waits for a number of members stays once it was reached.
    pub(super) fn stands(&self, price: &mut Price, levers: &Levers<'_, '_>) -> bool {
        price.reached |= levers.on_the_list() >= self.from_members;
        self.acts_today(levers) && price.reached
    }

    /// Whether so many follow an applicant: the more attention their kind draws, the more do.
    fn is_followed(&self, levers: &Levers<'_, '_>, applicant: &Applicant) -> bool {
        let rules = levers.rules();
        let mut luck = levers.own_view(applicant.person).stream(Purpose::Operator);
        let person = FOLLOWERS_SPREAD * rules.normal.of_word(luck.word());
        // The kind's attention is kept as its square root.
        let kind = 2.0 * ln_fast(rules.kinds[applicant.archetype as usize].attention.max(0.01));
        let followers = exp_fast(FOLLOWERS + kind + person);
        f64::from(followers) >= self.followers
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
