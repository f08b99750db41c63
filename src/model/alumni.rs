//! Good exits: those who left because they had found what they came for, and go on speaking of the place.

use super::cause::Cause;
use super::community::{Alumnus, Community};
use super::member::{Member, State};
use super::rules::Rules;
use super::who::Who;

/// Over fewer days than these nobody's pace is taken.
const A_WEEK: f32 = 7.0;

/// Visits a day that are hardly worth a word any more.
const FAINTEST: f32 = 1e-4;

/// Visits a day of a member's own in their time.
fn pace(rules: &Rules, member: &Member) -> f32 {
    let brought_along = rules.kinds[member.archetype as usize].experience;
    let visits = f32::from(member.visits.saturating_sub(brought_along));
    let days = f32::from(member.last_visit.saturating_sub(member.joined)) + 1.0;
    (visits / days.max(A_WEEK)).min(1.0)
}

/// At the end of a day: what was known of the place fades, and those who left today fulfilled join the alumni.
/// Whoever takes part again speaks as a member.
pub(super) fn part(community: &mut Community<'_>) {
    let (rules, audience) = (community.rules, &community.rules.audience);
    if audience.alumni <= 0.0 {
        return;
    }
    let left = libm::exp2(-1.0 / audience.alumni_days) as f32;
    let mut alumni = std::mem::take(&mut community.alumni);
    alumni.retain_mut(|one| {
        one.visits *= left;
        one.visits > FAINTEST && community.member(one.member).state != State::Present
    });
    let fulfilled =
        community.log.exits.iter().filter(|exit| {
            exit.cause == Cause::Fulfilled && rules.who(exit.archetype) == Who::Member
        });
    alumni.extend(fulfilled.map(|exit| Alumnus {
        member: exit.member,
        visits: pace(rules, community.member(exit.member)),
    }));
    community.alumni = alumni;
}

/// How many visitors a day the alumni are worth to word of mouth.
pub(super) fn as_visitors(community: &Community<'_>) -> f64 {
    let visits = community.alumni.iter().map(|one| f64::from(one.visits));
    community.rules.audience.alumni * visits.sum::<f64>()
}
