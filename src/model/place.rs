//! What all visitors of a room have in common on a day.

use super::conditions::Conditions;
use super::rules::Rules;
use super::samplers::{exp_fast, ln_fast};
use super::traffic::Traffic;

/// What a factor on how much is written adds to its log.
fn candid(factor: f32) -> f32 {
    if factor == 1.0 {
        0.0
    } else {
        ln_fast(factor.max(1e-3))
    }
}

/// What all visitors of a room have in common on a day.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The day.
    pub day: u16,
    /// Demand; 1 is ordinary.
    pub season: f32,
    /// Years of drift that habits have behind them.
    pub aged: f32,
    /// What demand below the ordinary adds to the log odds of quitting.
    pub need_over: f32,
    /// What demand adds to the exponent of the gaps between visits.
    pub need_visits: f32,
    /// What the audience adds to the log of how much is written.
    pub audience: f32,
    /// What the talk of the last days adds to the log of how much is written.
    pub talk: f32,
    /// Quarrelling in the room.
    pub conflict: f32,
    /// Novices who ask, for each expert who writes.
    pub load: f32,
    /// Reward handed to each visitor, in units of the one that gives half the pleasure.
    pub reward: f32,
    /// Whether people talk here; nobody writes, mutes or misses company in a room for reading.
    pub talks: bool,
    /// Whether everybody has been called on to look in.
    pub called: bool,
    /// Factor on the share of advertisements in what those write who advertise.
    pub ads: f32,
    /// Share of those who would write off the agenda whom the operator brings back to it.
    pub steered: f32,
    /// The topic that the operator puts before the community, and the share of its agenda that goes to it.
    pub agenda: Option<(u8, f32)>,
    /// Share of what does not concern a reader that they are spared.
    pub sorted: f32,
    /// Factor on the belonging that visitors lack today.
    pub belonging_lacked: f32,
    /// Answers per message and unit of attention. Known once everybody has written.
    pub answer_rate: f32,
    /// Messages of the day. Known once everybody has written.
    pub messages: f32,
}

impl Place {
    /// The same under what the operator makes of the day.
    #[must_use]
    pub fn under(self, conditions: &Conditions) -> Self {
        Self {
            ads: conditions.ads,
            steered: 1.0 - conditions.digressions,
            sorted: 1.0 - conditions.unsorted,
            belonging_lacked: conditions.belonging_lacked,
            agenda: conditions.agenda,
            audience: self.audience + candid(conditions.candour),
            ..self
        }
    }

    /// Fills in what is known once everybody has written: answers are messages too, so of all
    /// messages of the day a share 1 − (1 − a)^√(readers/messages) answers another one, spread over
    /// the messages in proportion to the attention their writers draw.
    pub fn after_writing(&mut self, rules: &Rules, today: &Traffic) {
        let messages = today.said.messages as f32;
        self.messages = messages;
        if messages > 0.0 && today.attention > 0.0 {
            let crowding = libm::sqrtf(today.visitors as f32 / messages);
            let share = 1.0 - exp_fast(-rules.gains.answers * crowding);
            self.answer_rate = share * messages / today.attention as f32;
        }
    }
}
