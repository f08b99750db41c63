//! Who comes: founders, channels, word of mouth, the gate and the waiting list.

use super::acquaintances::acquaint;
use super::alumni;
use super::community::{CHANNELS, Community, INVITED, WANDER};
use super::desk::Desk;
use super::eve;
use super::history::found_from;
use super::intervention::{Acting, Applicant};
use super::levers::Conditions;
use super::log::NOBODY;
use super::rules::Rules;
use super::samplers::{exp_fast, ln_fast, poisson};
use super::settings::{Wander, WhenFull};
use crate::random::{Luck, Purpose};

/// Days in a step of the level of arrivals.
const WANDER_DAYS: usize = 30;
/// Steps over which members take the level of arrivals for usual: two years.
const MEMORY: usize = 24;
/// Nothing shrinks beyond a thousandth by wandering.
const FARTHEST: f64 = 6.9;

/// What one replicate's arrivals are multiplied with in each step of [`WANDER_DAYS`] days; empty if
/// the scenario knows no wandering.
pub(super) fn wander(rules: &Rules, luck: Luck) -> Vec<f32> {
    let wander = &rules.wander;
    if *wander == Wander::default() {
        return Vec::new();
    }
    let normals = |step: usize| {
        let key = Community::person(WANDER, 0, step as u64);
        let mut stream = luck.of(key, 0).stream(Purpose::World);
        std::array::from_fn::<f64, 3, _>(|_| f64::from(rules.normal.of_word(stream.word())))
    };
    let [start, other, _] = normals(0);
    let own = libm::sqrt((1.0 - wander.correlation * wander.correlation).max(0.0));
    let mut level = wander.level_sd * start;
    let mut growth = wander.growth + wander.growth_sd * (wander.correlation * start + own * other);
    (1..=usize::from(rules.days).div_ceil(WANDER_DAYS))
        .map(|step| {
            let [turn, shift, noise] = normals(step);
            growth = wander.long_run
                + wander.damping * (growth - wander.long_run)
                + wander.growth_step * turn;
            level = (level + growth + wander.level_step * shift).clamp(-FARTHEST, wander.ceiling);
            // A month's own noise leaves the mean as it is.
            libm::exp(level + wander.noise * (noise - 0.5 * wander.noise)) as f32
        })
        .collect()
}

/// What members' own demand is multiplied with in each step, given what arrivals are multiplied with.
pub(super) fn shared(rules: &Rules, wander: &[f32]) -> Vec<f32> {
    let share = rules.gains.need_shared;
    if share == 0.0 {
        return Vec::new();
    }
    let logs: Vec<f32> = wander.iter().map(|factor| ln_fast(*factor)).collect();
    let off = |step: usize| {
        let recent = &logs[step.saturating_sub(MEMORY)..=step];
        logs[step] - recent.iter().sum::<f32>() / recent.len() as f32
    };
    (0..logs.len())
        .map(|step| exp_fast(share * off(step).clamp(-2.0, 0.5)))
        .collect()
}

/// The factor of a day among those of steps; 1 where there are none.
pub(super) fn in_step(factors: &[f32], day: u16) -> f32 {
    let factor = factors.get(usize::from(day) / WANDER_DAYS);
    factor.copied().unwrap_or(1.0)
}

/// Somebody who might join, before any gate.
fn applicant(community: &Community<'_>, person: u64, channel: usize, founder: bool) -> Applicant {
    let rules = community.rules;
    let traits = community.luck.of(person, 0);
    let draw = traits.uniform(Purpose::Archetype);
    let archetype = if founder {
        rules.founder_kind(draw)
    } else {
        rules.joiner_kind(channel, draw)
    };
    let suits = if channel == rules.word_of_mouth() {
        rules.audience.word_of_mouth_fit
    } else {
        rules.audience.channel[channel].fit
    };
    // The mean over people is the channel's fit whatever the spread.
    let spread = rules.community.fit_spread as f32;
    let log =
        spread * rules.normal.of_word(traits.stream(Purpose::Place).word()) - 0.5 * spread * spread;
    Applicant {
        person,
        archetype,
        channel: channel as u8,
        inviter: NOBODY,
        fit: suits as f32 * exp_fast(log),
        sunk_cost: 0.0,
        fee: 0.0,
        before: NOBODY,
        agreed: 0,
    }
}

/// Lets in the members with a history, and the founders, who look in on day 0.
pub fn found(community: &mut Community<'_>) {
    found_from(community);
    let word_of_mouth = community.rules.word_of_mouth();
    for k in 0..community.rules.audience.founders {
        let Some(room) = community.open_room() else {
            break;
        };
        let mut person = applicant(
            community,
            Community::founder(u64::from(k)),
            word_of_mouth,
            true,
        );
        person.fit = person.fit.max(0.1);
        let number = community.enter(&person, room);
        let settled = community.rules.audience.founder_settled as f32;
        community.member_mut(number).settled += settled;
        community.reached += 1;
    }
    acquaint(community);
    eve::begin(community);
}

/// Those who waited come in as far as there are places, then those apply who come in again, then today's applicants.
pub fn arrive(community: &mut Community<'_>, operator: &mut [Acting], desk: &mut Desk) {
    // Nobody who waits is asked anew, but through a door that is shut nobody comes.
    let shut = !community.waiting.is_empty()
        && operator
            .iter_mut()
            .any(|strategy| strategy.is_shut(community, desk));
    while !shut
        && let Some(room) = community.open_room()
        && let Some(applicant) = community.waiting.pop_front()
    {
        let_in(community, operator, desk, &applicant, room);
    }
    for applicant in std::mem::take(&mut community.returning) {
        apply(community, operator, desk, applicant);
    }
    let rules = community.rules;
    let day = community.day;
    let season = f64::from(rules.season(day) * in_step(&community.wander, day));
    for (number, channel) in rules.audience.channel.iter().enumerate() {
        if day < channel.from_day || day > channel.to_day {
            continue;
        }
        let season = if channel.seasonal { season } else { 1.0 };
        let came = come(community, operator, desk, number, channel.per_day * season);
        if channel.cost > 0.0 {
            // Advertising that the budget does not cover has been seen all the same.
            let cost = channel.cost * f64::from(came);
            if desk.pay(cost) {
                community.log.advertising += cost;
            }
        }
    }
    let active: f32 = community
        .talking_rooms()
        .map(|room| community.rooms[room as usize].visitors)
        .sum();
    let speaking = f64::from(active) + alumni::as_visitors(community);
    let talked = rules.audience.word_of_mouth * speaking * season;
    come(community, operator, desk, rules.word_of_mouth(), talked);
    if rules.audience.invitations > 0.0 {
        invite(community, operator, desk);
    }
    community.log.waiting = community.waiting.len() as u32;
    community.conditions = Conditions::default();
}

/// The applicants of one channel on one day. Returns how many applied.
fn come(
    community: &mut Community<'_>,
    operator: &mut [Acting],
    desk: &mut Desk,
    channel: usize,
    ordinary: f64,
) -> u32 {
    let mean = (ordinary * unreached(community)) as f32;
    let pull = community.pull + scarcity(community);
    let mean = if pull == 0.0 {
        mean
    } else {
        mean * exp_fast(pull)
    };
    if mean <= 0.0 {
        return 0;
    }
    let day = community.day;
    let mut stream = community
        .luck
        .of(Community::person(CHANNELS, 0, channel as u64), day)
        .stream(Purpose::Arrivals);
    let count = poisson(mean, &mut stream);
    let writers = community.writers_of_late();
    let mut applied = 0;
    for k in 0..u64::from(count) {
        let person = Community::person(channel as u64, day, k);
        let applicant = applicant(community, person, channel, false);
        if is_convinced(community, &applicant, writers) {
            apply(community, operator, desk, applicant);
            applied += 1;
        } else {
            community.reached += 1;
        }
    }
    applied
}

/// What a queue before full rooms adds to the log of applicants.
fn scarcity(community: &Community<'_>) -> f32 {
    let rules = community.rules;
    let waiting = community.waiting.len() as f32;
    if waiting == 0.0 || !rules.gains.on {
        return 0.0;
    }
    let half = rules.audience.scarcity_queue as f32;
    rules.audience.scarcity as f32 * waiting / (half + waiting)
}

/// Most people look before they enter: the better the subject suits them, the more the talk of so many
/// writers says to them.
fn is_convinced(community: &Community<'_>, applicant: &Applicant, writers: f32) -> bool {
    let rules = community.rules;
    let traits = community.luck.of(applicant.person, 0);
    !rules.gains.on || traits.uniform(Purpose::Look) < rules.inviting(writers * applicant.fit)
}

/// Share of the audience that has not applied yet.
fn unreached(community: &Community<'_>) -> f64 {
    let size = f64::from(community.rules.audience.size).max(1.0);
    (1.0 - community.reached as f64 / size).max(0.0)
}

/// Those whom yesterday's visitors invited. The readiness to invite is highest on the day of
/// joining and falls exponentially (Qiu et al. 2016: the first invitations come early); it is as
/// large as the day was lively, with the diminishing returns of information.
fn invite(community: &mut Community<'_>, operator: &mut [Acting], desk: &mut Desk) {
    let Some(yesterday) = community.day.checked_sub(1) else {
        return;
    };
    let rules = community.rules;
    let ready = (rules.audience.invitations * unreached(community)) as f32;
    let at_first = ready * community.conditions.invitations;
    let fading = -1.0 / rules.audience.invitation_days as f32;
    // Nobody brings a friend to a silent room.
    let lively: Vec<f32> = community
        .rooms
        .iter()
        .map(|room| {
            let messages = room.before(community.day).messages - room.before(yesterday).messages;
            1.0 - exp_fast(-(messages as f32) * rules.gains.information_rate)
        })
        .collect();
    let inviters: Vec<u32> = community
        .visits()
        .filter(|visit| {
            let age = f32::from(yesterday - visit.joined);
            let readiness = at_first * lively[visit.room as usize] * exp_fast(fading * age);
            visit.luck.uniform(Purpose::Invitation) < readiness
        })
        .map(|visit| visit.member)
        .collect();
    for inviter in inviters {
        let person = Community::person(INVITED, community.day, u64::from(inviter));
        let mut applicant = applicant(community, person, rules.word_of_mouth(), false);
        applicant.inviter = inviter;
        apply(community, operator, desk, applicant);
    }
}

/// Somebody applies: the gates are asked, and then it depends on whether there is a place.
fn apply(
    community: &mut Community<'_>,
    operator: &mut [Acting],
    desk: &mut Desk,
    mut applicant: Applicant,
) {
    let rules = community.rules;
    // Whoever was a member has been reached before.
    community.reached += u64::from(applicant.before == NOBODY);
    community.log.applications += 1;
    let channel = applicant.channel as usize;
    if community.log.applied.len() <= channel {
        community.log.applied.resize(channel + 1, 0);
    }
    community.log.applied[channel] += 1;
    // Every gate is asked, so that one strategy's refusal never hides an applicant's cost to another.
    let mut admitted = true;
    for strategy in operator.iter_mut() {
        admitted &= strategy.admits(community, desk, &mut applicant);
    }
    if !admitted {
        community.log.rejections += 1;
        return;
    }
    match (community.open_room(), rules.community.when_full) {
        (Some(room), _) => let_in(community, operator, desk, &applicant, room),
        (None, WhenFull::Wait)
            if community.waiting.len() < rules.community.waiting_places as usize =>
        {
            community.waiting.push_back(applicant);
        }
        (None, _) => community.log.turned_away += 1,
    }
}

fn let_in(
    community: &mut Community<'_>,
    operator: &mut [Acting],
    desk: &mut Desk,
    applicant: &Applicant,
    room: u8,
) {
    if applicant.before != NOBODY && community.is_back(applicant.before) {
        return;
    }
    desk.earn(applicant.fee);
    let member = community.enter(applicant, room);
    if applicant.fee > 0.0 {
        community.log.payers.push(member);
    }
    for strategy in operator.iter_mut() {
        strategy.entered(community, desk, applicant, member);
    }
}
