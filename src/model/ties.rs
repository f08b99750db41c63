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

/// Highest member number a tie can point to.
pub const LAST_MEMBER: u32 = (1 << 24) - 1;

/// Eight ties in 32 bytes: each a member number (24 bits) and a strength (8 bits); strength 0 is an empty slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ties {
    slots: [u32; SLOTS],
}

impl Ties {
    /// Remembers an answer by `member`: strengthens their tie or takes the place of the weakest.
    /// Returns true when the tie is new.
    pub fn strengthen(&mut self, member: u32) -> bool {
        let mut weakest = 0;
        for slot in 0..SLOTS {
            let tie = self.slots[slot];
            let strength = tie & 0xFF;
            if strength != 0 && tie >> 8 == member {
                self.slots[slot] = member << 8 | (strength + ANSWER).min(STRONGEST);
                return false;
            }
            if strength < self.slots[weakest] & 0xFF {
                weakest = slot;
            }
        }
        self.slots[weakest] = member << 8 | ANSWER;
        true
    }

    /// Lets the strengths fade for the whole weeks since `faded_on`, which moves on by as much.
    /// `weekly` is the factor a week leaves.
    pub fn fade(&mut self, faded_on: &mut u16, today: u16, weekly: f32) {
        let mut steps = (today - *faded_on) / FADE_STEP;
        if steps == 0 {
            return;
        }
        *faded_on += steps * FADE_STEP;
        let mut factor = 1.0;
        while steps > 0 && factor > 0.01 {
            factor *= weekly;
            steps -= 1;
        }
        for tie in &mut self.slots {
            let strength = ((*tie & 0xFF) as f32 * factor + 0.5) as u32;
            *tie = if strength < FAINTEST {
                0
            } else {
                *tie & !0xFF | strength
            };
        }
    }

    /// Forgets the ties to people for whom `gone` holds. Returns how many ties there were and how
    /// many of them were lost.
    pub fn forget(&mut self, gone: impl Fn(u32) -> bool) -> (u32, u32) {
        let (mut held, mut lost) = (0, 0);
        for tie in &mut self.slots {
            if *tie & 0xFF != 0 {
                held += 1;
                if gone(*tie >> 8) {
                    lost += 1;
                    *tie = 0;
                }
            }
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

    /// Sum of the strengths, in answers.
    pub fn total(&self) -> f32 {
        let sum: u32 = self.slots.iter().map(|tie| tie & 0xFF).sum();
        sum as f32 * (1.0 / ANSWER as f32)
    }

    /// Number of ties.
    pub fn count(&self) -> u32 {
        self.slots.iter().filter(|tie| *tie & 0xFF != 0).count() as u32
    }

    /// Chooses who answers: one of the ties for whom `writing` holds, with weight 1 + β·w², or
    /// somebody else out of `others` writers with weight 1 each. `draw` is uniform in [0, 1).
    pub fn choose(
        &self,
        draw: f32,
        preference: f32,
        others: u32,
        writing: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let mut weights = [0.0_f32; SLOTS];
        let mut sum = 0.0;
        for (weight, tie) in weights.iter_mut().zip(self.slots) {
            if tie & 0xFF != 0 && writing(tie >> 8) {
                let strength = (tie & 0xFF) as f32 * (1.0 / ANSWER as f32);
                *weight = 1.0 + preference * strength * strength;
                sum += *weight;
            }
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
        ties.fade(&mut faded_on, 6, 0.856);
        assert_eq!((faded_on, ties.total()), (0, 1.0));
        ties.fade(&mut faded_on, 7, 0.856);
        assert_eq!(faded_on, 7);
        assert!((ties.total() - 0.856).abs() < 0.02);
        ties.fade(&mut faded_on, 700, 0.856);
        assert_eq!((faded_on, ties.count()), (700, 0));
    }

    #[test]
    fn strong_ties_answer_first() {
        let mut ties = Ties::default();
        for _ in 0..4 {
            ties.strengthen(3);
        }
        ties.strengthen(9);
        let picked = |draw| ties.choose(draw, 3.0, 0, |_| true);
        assert_eq!(picked(0.0), Some(3));
        assert_eq!(picked(0.99), Some(9));
        assert_eq!(ties.choose(0.99, 3.0, 1000, |_| true), None);
        assert_eq!(ties.choose(0.0, 3.0, 5, |_| false), None);
    }
}
