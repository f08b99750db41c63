//! Those who know and those who ask: answering what everybody knows wears experts out (N3).
//!
//! Whom the subject does not suit asks, in the first days, what everybody knows. The room's load is how
//! many such novices a day there are for each expert who writes; what an expert was asked by name comes
//! on top. Up to what is bearable nobody minds. Beyond, experts write less, and some of them go.

use super::member::Member;
use super::place::Place;
use super::rules::{Gains, Rules};
use super::samplers::ln_fast;
use super::traffic::Traffic;

/// Where fewer than half an expert writes, the load is that of half an expert: nobody feels it, or one.
const FEWEST: f64 = 0.5;
/// No load weighs more than this many units of its logarithm, about twenty times what is bearable.
const MOST: f32 = 3.0;

/// How long a member has been at it, in [0, 1): half of it after as many active days as the first answer
/// matters.
#[inline]
fn standing(gains: &Gains, member: &Member) -> f32 {
    1.0 - 1.0 / (1.0 + f32::from(member.active_days) * gains.answered_rate)
}

/// How much of an expert a member is, in [0, 1): somebody whom the subject suits, of long standing.
#[inline]
pub fn expertise(gains: &Gains, member: &Member) -> f32 {
    member.fit.min(1.0) * standing(gains, member)
}

/// How much of a novice somebody who writes is, who asks what everybody else could answer, in [0, 1]: the
/// less the subject suits them and the newer they are, the more. Nobody is who has been there for long.
#[inline]
pub fn novice(rules: &Rules, member: &Member) -> f64 {
    if !rules.is_new(member) {
        return 0.0;
    }
    let unfit = (1.0 - member.fit).max(0.0);
    f64::from(unfit * (1.0 - standing(&rules.gains, member)))
}

/// Novices for each expert who wrote.
pub(super) fn load_of(today: &Traffic) -> f32 {
    (today.novices.max(0.0) / today.experts.max(FEWEST)) as f32
}

/// How far what is asked of an expert is beyond what is bearable, as the logarithm of it: of everybody in
/// the room, and `asked` of them by name.
#[inline]
pub fn burden(rules: &Rules, place: &Place, member: &Member, asked: f32) -> f32 {
    let load = place.load + asked;
    let gains = &rules.gains;
    if load <= gains.bearable_novices {
        return 0.0;
    }
    expertise(gains, member) * ln_fast(load / gains.bearable_novices).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_novices_are_no_load_and_nobody_to_ask_is_no_division_by_nought() {
        let today = |novices, experts| Traffic {
            novices,
            experts,
            ..Traffic::default()
        };
        assert_eq!(load_of(&Traffic::default()), 0.0);
        assert_eq!(load_of(&today(4.0, 2.0)), 2.0);
        assert_eq!(load_of(&today(4.0, 0.0)), 8.0);
        assert_eq!(load_of(&today(-1e-9, 3.0)), 0.0);
    }
}
