//! A member's ties: up to eight people whose answers they remember, with decaying strength.

/// How many ties a member can hold (model recommendation: strength decays, so few survive).
pub const SLOTS: usize = 8;

/// Strength that one answer adds; strengths are kept in these units so that decay can be rounded.
const ANSWER: u32 = 32;
const STRONGEST: u32 = 255;
/// Below this a tie is forgotten.
const FAINTEST: u32 = 4;
/// Ties are faded in steps of whole weeks, so that rounding does not depend on how often a member looks in.
const FADE_STEP: u16 = 7;

/// Adding 2²³ to a small `f32` leaves it, rounded to a whole number, in the low bits.
const ROUND: f32 = 8_388_608.0;

/// What weeks leave of a tie's strength.
#[derive(Debug, Clone)]
pub struct Fading {
    /// Entry w is what w weeks leave; after the last one nothing is left of any tie.
    left: Vec<f32>,
}

impl Fading {
    /// The fading of ties whose strength falls to 1/e in `days`.
    pub fn new(days: f64) -> Self {
        let weekly = libm::exp(-f64::from(FADE_STEP) / days) as f32;
        let mut left = vec![1.0];
        let mut factor = 1.0;
        while factor > 0.01 {
            factor *= weekly;
            left.push(factor);
        }
        Self { left }
    }

    #[inline(always)]
    fn after(&self, weeks: u16) -> f32 {
        self.left[(weeks as usize).min(self.left.len() - 1)]
    }
}

/// Highest member number a tie can point to; the number above it stands for nobody.
pub const LAST_MEMBER: u32 = (1 << 24) - 2;

/// Eight ties in 32 bytes: each a member number (24 bits) and a strength (8 bits); strength 0 is an empty slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(align(32))]
pub struct Ties {
    slots: [u32; SLOTS],
}

impl Ties {
    /// Remembers an answer by `member`: strengthens their tie or takes the place of the weakest.
    /// Returns true when the tie is new.
    #[inline(always)]
    pub fn strengthen(&mut self, member: u32) -> bool {
        // The lowest of these numbers belongs to the slot of the tie, else to the weakest slot. Without
        // a search that stops who knows where, all eight are compared at once.
        let mut lowest = u32::MAX;
        for (slot, tie) in self.slots.iter().enumerate() {
            // Taking 1 from an empty slot leaves nobody's number in the upper bits.
            let known = tie.wrapping_sub(1) >> 8 == member;
            let rank = if known { 0 } else { (*tie & 0xFF) + 1 };
            lowest = lowest.min(rank << 3 | slot as u32);
        }
        let tie = &mut self.slots[lowest as usize % SLOTS];
        let known = lowest < SLOTS as u32;
        let strength = if known { *tie & 0xFF } else { 0 };
        *tie = member << 8 | (strength + ANSWER).min(STRONGEST);
        !known
    }

    /// Whether there is no tie.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.slots.iter().fold(0, |any, tie| any | tie) == 0
    }

    /// Lets the strengths fade for the whole weeks since `faded_on`, which moves on by as much.
    #[inline(always)]
    pub fn fade(&mut self, faded_on: &mut u16, today: u16, fading: &Fading) {
        let weeks = (today - *faded_on) / FADE_STEP;
        *faded_on += weeks * FADE_STEP;
        if self.is_empty() {
            return;
        }
        let factor = fading.after(weeks);
        for tie in &mut self.slots {
            let strength = (((*tie & 0xFF) as f32) * factor + ROUND).to_bits() & 0xFF;
            let kept = u32::from(strength < FAINTEST).wrapping_sub(1);
            *tie = (*tie & !0xFF | strength) & kept;
        }
    }

    /// Forgets the ties to people for whom `gone` is 1 and not 0. Returns how many ties there were and how
    /// many of them were lost.
    #[inline(always)]
    pub fn forget(&mut self, gone: impl Fn(u32) -> u32) -> (u32, u32) {
        if self.is_empty() {
            return (0, 0);
        }
        let (mut held, mut lost) = (0, 0);
        for tie in &mut self.slots {
            // Without branches, for nobody can predict who has gone.
            let holds = u32::from(*tie != 0);
            let loses = holds & gone(*tie >> 8);
            held += holds;
            lost += loses;
            *tie &= loses.wrapping_sub(1);
        }
        (held, lost)
    }

    /// All ties: member and strength in answers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.slots
            .iter()
            .filter(|tie| *tie & 0xFF != 0)
            .map(|tie| (tie >> 8, (tie & 0xFF) as f32 * (1.0 / ANSWER as f32)))
    }

    /// The same ties where people go by other numbers; ties to those who have none are forgotten.
    #[must_use]
    pub fn renamed(&self, number: impl Fn(u32) -> Option<u32>) -> Self {
        let renamed = |tie: u32| Some(number(tie >> 8)? << 8 | tie & 0xFF);
        let known = |tie: u32| (tie & 0xFF != 0).then_some(tie);
        Self {
            slots: self
                .slots
                .map(|tie| known(tie).and_then(renamed).unwrap_or(0)),
        }
    }

    /// How strong the tie to a member is, in the units in which strengths are kept; 0 without one.
    pub fn strength_of(&self, member: u32) -> u32 {
        let mut ties = self.slots.iter().filter(|tie| *tie & 0xFF != 0);
        ties.find(|tie| *tie >> 8 == member)
            .map_or(0, |tie| tie & 0xFF)
    }

    /// Takes up a tie of this strength, in the place of the weakest if that one is weaker.
    pub fn take_up(&mut self, member: u32, strength: u32) {
        let weakest = self.slots.iter_mut().min_by_key(|tie| **tie & 0xFF);
        if let Some(tie) = weakest.filter(|tie| **tie & 0xFF < strength) {
            *tie = member << 8 | strength.min(STRONGEST);
        }
    }

    /// Sum of the strengths, in answers.
    #[inline(always)]
    pub fn total(&self) -> f32 {
        let sum: u32 = self.slots.iter().map(|tie| tie & 0xFF).sum();
        sum as f32 * (1.0 / ANSWER as f32)
    }

    /// Number of ties.
    pub fn count(&self) -> u32 {
        self.slots.iter().filter(|tie| *tie & 0xFF != 0).count() as u32
    }

    /// Number of ties to people for whom `holds` is 1 and not 0.
    pub fn count_if(&self, holds: impl Fn(u32) -> u32) -> u32 {
        if self.is_empty() {
            return 0;
        }
        let held = |tie: &u32| u32::from(*tie != 0) & holds(*tie >> 8);
        self.slots.iter().map(held).sum()
    }

    /// Chooses who answers: one of the ties for whom `writing` is 1, with weight 1 + β·w², or
    /// somebody else out of `others` writers with weight 1 each. `draw` is uniform in [0, 1).
    #[inline(always)]
    pub fn choose(
        &self,
        draw: f32,
        preference: f32,
        others: u32,
        writing: impl Fn(u32) -> u32,
    ) -> Option<u32> {
        // In a large room the ties hardly ever weigh enough to be looked at one by one: a sum of
        // squares is at most the square of the sum.
        let total = self.total();
        if draw * others as f32 > SLOTS as f32 + preference * total * total {
            return None;
        }
        let mut weights = [0.0_f32; SLOTS];
        let mut sum = 0.0;
        for (weight, tie) in weights.iter_mut().zip(self.slots) {
            // An empty slot asks after member 0, in vain, which costs less than a branch.
            let strength = (tie & 0xFF) as f32 * (1.0 / ANSWER as f32);
            let present = (u32::from(tie != 0) & writing(tie >> 8)) as f32;
            *weight = present * (1.0 + preference * strength * strength);
            sum += *weight;
        }
        if sum == 0.0 {
            return None;
        }
        let mut point = draw * (sum + others as f32);
        for (weight, tie) in weights.iter().zip(self.slots) {
            if point < *weight {
                return Some(tie >> 8);
            }
            point -= weight;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weakest_tie_gives_way() {
        let mut ties = Ties::default();
        for member in 0..SLOTS as u32 {
            assert!(ties.strengthen(member));
            assert!(!ties.strengthen(member));
        }
        assert!(ties.strengthen(100));
        assert_eq!(ties.count(), SLOTS as u32);
        assert!(ties.iter().any(|(member, _)| member == 100));
    }

    #[test]
    fn ties_fade_and_vanish() {
        let mut ties = Ties::default();
        ties.strengthen(7);
        let mut faded_on = 0;
        let fading = Fading::new(45.0);
        ties.fade(&mut faded_on, 6, &fading);
        assert_eq!((faded_on, ties.total()), (0, 1.0));
        ties.fade(&mut faded_on, 7, &fading);
        assert_eq!(faded_on, 7);
        assert!((ties.total() - 0.856).abs() < 0.02);
        ties.fade(&mut faded_on, 700, &fading);
        assert_eq!((faded_on, ties.count()), (700, 0));
    }

    #[test]
    fn strong_ties_answer_first() {
        let mut ties = Ties::default();
        for _ in 0..4 {
            ties.strengthen(3);
        }
        ties.strengthen(9);
        let picked = |draw| ties.choose(draw, 3.0, 0, |_| 1);
        assert_eq!(picked(0.0), Some(3));
        assert_eq!(picked(0.99), Some(9));
        assert_eq!(ties.choose(0.99, 3.0, 1000, |_| 1), None);
        assert_eq!(ties.choose(0.0, 3.0, 5, |_| 0), None);
    }
}
