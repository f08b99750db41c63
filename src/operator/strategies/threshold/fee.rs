//! The fee: who pays it.

use super::Threshold;
use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
use crate::model::rules::Rules;
use crate::model::samplers::{exp_fast, ln_fast};
use crate::random::Purpose;

/// Times `fee_scale` from which on a fee is beyond most people's means: of a dearer one the share who pay falls with
/// its square as well. Assumed; laws of demand are measured far below. Without an end of means an elasticity below 1,
/// as the literature has for some goods, would have revenue grow with any fee.
const MEANS: f64 = 100.0;

/// What follows from a fee.
#[derive(Debug, Default, Clone)]
pub struct Price {
    /// ln(1 + fee/scale).
    pub(super) log: f32,
    /// Share of those who would pay it who have the means.
    within_means: f32,
    /// For each archetype, the mean over its people of the chance to stay for `screening` active days.
    stayers: Vec<f32>,
    /// Whether the place has been as large as the gate waits for.
    pub(super) reached: bool,
}

/// Log of the Beta function.
fn ln_beta(one: f64, other: f64) -> f64 {
    libm::lgamma(one) + libm::lgamma(other) - libm::lgamma(one + other)
}

impl Price {
    pub(super) fn of(settings: &Threshold, rules: &Rules) -> Self {
        let stayers = rules.kinds.iter().map(|kind| {
            let [quits, stays] = kind.quit_shape;
            let log = ln_beta(quits, stays + settings.screening) - ln_beta(quits, stays);
            libm::exp(log) as f32
        });
        Self {
            log: libm::log1p(settings.fee / settings.fee_scale) as f32,
            within_means: (MEANS * settings.fee_scale / settings.fee).powi(2).min(1.0) as f32,
            stayers: stayers.collect(),
            reached: false,
        }
    }

    /// Probability that an applicant pays the fee.
    pub(super) fn is_paid(
        &self,
        settings: &Threshold,
        levers: &Levers<'_, '_>,
        applicant: &Applicant,
    ) -> f32 {
        if settings.fee <= 0.0 {
            return 1.0;
        }
        let rules = levers.rules();
        let per_log_price = settings.sensitivity * settings.elasticity * 1.25;
        let willing = rules.passes(
            applicant.archetype,
            applicant.fit,
            per_log_price as f32,
            self.log,
        );
        let accepts = willing * self.within_means;
        let traits = levers.luck().of(applicant.person, 0);
        let expected = rules.expects_price(applicant.channel as usize) as f32;
        if traits.uniform(Purpose::Price) < expected {
            return accepts;
        }
        let kind = &rules.kinds[applicant.archetype as usize];
        let quit = kind.quit.sample(traits.uniform(Purpose::QuitTrait));
        let stays = exp_fast(settings.screening as f32 * ln_fast((1.0 - quit).max(1e-6)));
        let mean = self.stayers[applicant.archetype as usize].max(1e-6);
        accepts * (settings.any_price as f32 * stays / mean).min(1.0)
    }
}
