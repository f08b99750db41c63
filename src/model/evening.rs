//! A visit, second half: visitors who have received the day's answers feel and decide, a block of them at a time.

use super::feel::{Feelings, Sense, Senses, Terms, feel, take_in, unmoved};
use super::lanes::{BLOCK, whole};
use super::member::Member;
use super::place::Place;
use super::rules::Rules;
use super::stay::{Doubts, decide, doubt, habit, reasons};
use super::visit::{Finds, Found, Visit};

/// Room for the numbers of a block of visits.
#[derive(Debug, Clone)]
pub(super) struct Evening {
    answered: [f32; BLOCK],
    senses: Senses,
    feelings: Feelings,
    calls: [f32; BLOCK],
    doubts: Doubts,
}

impl Evening {
    /// Room for a block.
    pub(super) const fn new() -> Self {
        Self {
            answered: [0.0; BLOCK],
            senses: Senses::new(),
            feelings: Feelings::new(),
            calls: [0.0; BLOCK],
            doubts: Doubts::new(),
        }
    }

    /// Log odds of quitting that follow for each visitor from having been answered or not.
    pub(super) const fn answered(&mut self) -> &mut [f32; BLOCK] {
        &mut self.answered
    }

    /// A block of visitors who have received the day's answers feel and decide whether to stay. `members` are those
    /// of their chunk, and so are the days on which these look in next.
    #[inline(always)]
    pub(super) fn feel_and_decide(
        &mut self,
        rules: &Rules,
        places: &[Place],
        members: &mut [Member],
        visits: &mut [Visit],
        finds: &Finds,
        next_days: &mut [u16],
    ) {
        // What rooms differ in is among the numbers of each visit.
        let Some(terms) = places.first().map(|place| Terms::of(rules, place)) else {
            return;
        };
        let lanes = whole(visits.len());
        for (lane, visit) in visits.iter().enumerate() {
            let (place, member) = (&places[visit.room as usize], &members[visit.place()]);
            let sense = Sense::of(rules, place, self.answered[lane], member, visit);
            self.senses.put(lane, sense);
        }
        self.feel(&terms, finds, lanes);
        for (lane, visit) in visits.iter_mut().enumerate() {
            let (place, member) = (&places[visit.room as usize], &mut members[visit.place()]);
            let (calls, felt) = (finds.calls[lane], self.feelings.get(lane));
            self.calls[lane] = take_in(rules, place, calls, &felt, member, visit);
        }
        self.doubt(&terms, finds, lanes);
        for (lane, visit) in visits.iter_mut().enumerate() {
            let why = || {
                let (sense, felt) = (self.senses.get(lane), self.feelings.get(lane));
                reasons(&terms, &finds.get(lane), &sense, &felt, self.calls[lane])
            };
            let (place, member) = (&places[visit.room as usize], &mut members[visit.place()]);
            let (kernel, doubt) = (self.senses.kernel[lane], self.doubts.get(lane));
            next_days[visit.place()] = decide(rules, place, kernel, doubt, why, member, visit);
        }
    }

    #[inline(always)]
    fn feel(&mut self, terms: &Terms, finds: &Finds, lanes: usize) {
        let terms = *terms;
        let lanes = lanes.min(BLOCK);
        if terms.gains.on {
            for lane in 0..lanes {
                let felt = feel(&terms, &finds.get(lane), &self.senses.get(lane));
                self.feelings.put(lane, felt);
            }
        } else {
            for lane in 0..lanes {
                self.feelings.put(lane, unmoved(&self.senses.get(lane)));
            }
        }
    }

    #[inline(always)]
    fn doubt(&mut self, terms: &Terms, finds: &Finds, lanes: usize) {
        let terms = *terms;
        let lanes = lanes.min(BLOCK);
        if terms.gains.on {
            for lane in 0..lanes {
                let (sense, felt) = (self.senses.get(lane), self.feelings.get(lane));
                let doubt = doubt(&terms, &finds.get(lane), &sense, &felt, self.calls[lane]);
                self.doubts.put(lane, doubt);
            }
        } else {
            for lane in 0..lanes {
                self.doubts.put(lane, habit(&terms, &self.senses.get(lane)));
            }
        }
    }
}

/// A visitor who has received the day's answers feels and decides whether to stay. Returns the day of the next
/// visit, [`NEVER`](super::member::NEVER) after the last.
#[inline(always)]
pub fn feel_and_decide(
    rules: &Rules,
    place: &Place,
    found: &Found,
    answered: f32,
    member: &mut Member,
    visit: &mut Visit,
) -> u16 {
    let (on, terms) = (rules.gains.on, Terms::of(rules, place));
    let sense = Sense::of(rules, place, answered, member, visit);
    let felt = if on {
        feel(&terms, found, &sense)
    } else {
        unmoved(&sense)
    };
    let calls = take_in(rules, place, found.calls, &felt, member, visit);
    let doubt = if on {
        doubt(&terms, found, &sense, &felt, calls)
    } else {
        habit(&terms, &sense)
    };
    let why = || reasons(&terms, found, &sense, &felt, calls);
    decide(rules, place, sense.kernel, doubt, why, member, visit)
}
