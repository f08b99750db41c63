//! Rewards: handed to visitors, given to one member, held out to one.

use super::{Accounts, Levers};

impl Levers<'_, '_> {
    /// Hands every visitor of today a reward, in units of the one that gives half the pleasure.
    pub fn reward_visitors(&mut self, units: f32) {
        self.community.reward += units;
    }

    /// Gives one member a reward, felt on the next visit.
    pub fn give(&mut self, number: u32, units: f32) {
        if !self.community.rules.gains.on {
            return;
        }
        self.community.member_mut(number).reward += units;
    }

    /// Shows one member, before all others, that they count: felt like so many answers to a message of
    /// theirs, up to what anybody can feel of that kind. Below 0 it is taken back, down to what is ordinary.
    pub fn honour(&mut self, number: u32, answers: f32) {
        let gains = &self.community.rules.gains;
        if !gains.on {
            return;
        }
        let (weight, most) = (
            gains.recognition_weight / gains.ordinary,
            gains.most_recognition,
        );
        let recognition = &mut self.community.member_mut(number).recognition;
        let (least, most) = (recognition.min(1.0), recognition.max(most));
        *recognition = (*recognition + weight * answers).clamp(least, most);
    }

    /// Something that happens to one member between visits, and is worth so much more, or less, than
    /// they expected: it weighs like a visit with that surplus, and a disappointment like one that disappointed.
    pub fn please(&mut self, number: u32, surplus: f32) {
        let gains = &self.community.rules.gains;
        if gains.on {
            self.community.member_mut(number).satisfaction +=
                gains.satisfaction_weight * surplus.clamp(-1.0, 1.0);
        }
    }

    /// Shows one member the prospect of a reward, from 0 (none) to 1 (as good as won); below 0 that it
    /// is out of reach. Of several prospects that strategies show, the best one counts.
    pub fn promise(&mut self, number: u32, prospect: f32) {
        if !self.community.rules.gains.on {
            return;
        }
        let place = self.own.place();
        let shown = &mut self.community.prospects;
        match shown.iter_mut().find(|(other, _)| *other == place) {
            Some((_, own)) => *own.at(number) = prospect,
            None if prospect == 0.0 => return,
            None => {
                let mut own = Accounts::default();
                *own.at(number) = prospect;
                shown.push((place, own));
            }
        }
        let shown = shown.iter().map(|(_, prospects)| prospects.get(number));
        let best = shown.filter(|prospect| *prospect != 0.0).reduce(f32::max);
        self.community.member_mut(number).prospect = best.unwrap_or(0.0);
    }

    /// Has a member expect so much more, or less, of a visit than what the place has promised: half of it
    /// and more, until they have learned what is usual.
    pub fn raise_expectation(&mut self, number: u32, gain: f32) {
        if self.community.rules.gains.on {
            self.community.member_mut(number).usual += gain;
        }
    }

    /// Writes down what members were given to share, and what they sent on of what they had received.
    pub fn log_gifts(&mut self, given: f64, sent_on: f64) {
        self.community.log.given += given;
        self.community.log.sent_on += sent_on;
    }
}
