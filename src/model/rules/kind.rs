//! An archetype, compiled.

use crate::model::samplers::{BetaQuantiles, ln_count};
use crate::model::settings::Archetype;
use std::sync::Arc;

/// Exponent of the gaps between visits, from an archetype's two parameters and the log of how many visits there were.
#[inline(always)]
pub(in crate::model) fn gap_exponent(gap: f32, growth: f32, experience: f32) -> f32 {
    1.27 + growth * experience * experience + gap
}

/// An archetype, ready to be drawn from.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Name in tables and charts.
    pub name: String,
    /// Share among ordinary joiners.
    pub share: f32,
    /// Log odds of writing on a visit.
    pub post: f32,
    /// Personal quit probabilities.
    pub quit: Arc<BetaQuantiles>,
    /// Quit odds of a visit relative to an active day.
    pub quit_visit: f32,
    /// Quit probability of every visit whoever it is.
    pub quit_floor: f32,
    /// Added to the gap exponent.
    pub gap: f32,
    /// Slope of the gap exponent over the squared log of experience.
    pub gap_growth: f32,
    /// Parameters of the distribution of quit probabilities.
    pub quit_shape: [f64; 2],
    /// Log of the median number of messages.
    pub messages: f32,
    /// Standard deviation of the log between members.
    pub messages_between: f32,
    /// Standard deviation of the log from day to day.
    pub messages_within: f32,
    /// Growth of the log from the 20th to the 100th active day.
    pub messages_growth: f32,
    /// Attention drawn by a message: the square root of the setting, so that newcomers are not starved of answers.
    pub attention: f32,
    /// Information in a message.
    pub quality: f32,
    /// Share of messages that are advertisements.
    pub ads: f32,
    /// Weights of information, company, recognition, gain; they sum to 1.
    pub needs: [f32; 4],
    /// Active days brought along.
    pub experience: u16,
    /// Messages taken in on a visit before it hurts.
    pub capacity: f32,
    /// Willingness to go through a gate.
    pub resolve: f32,
}

impl Kind {
    pub(super) fn new(archetype: &Archetype) -> Self {
        let sum = archetype.need_information
            + archetype.need_company
            + archetype.need_recognition
            + archetype.need_gain;
        let weight = |need: f64| if sum > 0.0 { (need / sum) as f32 } else { 0.25 };
        let post = archetype.post.clamp(1e-6, 1.0 - 1e-6);
        Self {
            name: archetype.name.clone(),
            share: archetype.share as f32,
            post: libm::log(post / (1.0 - post)) as f32,
            quit: BetaQuantiles::shared(archetype.quit_a, archetype.quit_b),
            quit_visit: archetype.quit_visit as f32,
            quit_floor: archetype.quit_floor as f32,
            gap: archetype.gap as f32,
            gap_growth: archetype.gap_growth as f32,
            quit_shape: [archetype.quit_a, archetype.quit_b],
            messages: libm::log(archetype.messages) as f32,
            messages_between: archetype.messages_between as f32,
            messages_within: archetype.messages_within as f32,
            messages_growth: archetype.messages_growth as f32,
            attention: libm::sqrt(archetype.attention) as f32,
            quality: archetype.quality as f32,
            ads: archetype.ads as f32,
            needs: [
                weight(archetype.need_information),
                weight(archetype.need_company),
                weight(archetype.need_recognition),
                weight(archetype.need_gain),
            ],
            experience: archetype.experience,
            capacity: archetype.capacity as f32,
            resolve: archetype.resolve as f32,
        }
    }

    /// Exponent of the gap after the given number of visits, under ordinary conditions.
    #[inline]
    pub fn gap_exponent(&self, visits: u16) -> f32 {
        gap_exponent(self.gap, self.gap_growth, ln_count(visits.max(1)))
    }

    /// Whether members of this kind write nothing but advertisements.
    pub fn is_spammer(&self) -> bool {
        self.ads > 0.5
    }

    /// Whether members of this kind write more often than not.
    pub fn is_talker(&self) -> bool {
        self.post > -1.0 && !self.is_spammer()
    }
}
