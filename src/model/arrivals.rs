//! Who comes: founders, channels, word of mouth, the gate and the waiting list.

use super::acquaintances::acquaint;
use super::alumni;
use super::applicant::Applicant;
use super::community::Community;
use super::conditions::Conditions;
use super::desk::Desk;
use super::eve;
use super::history::found_from;
use super::intervention::Acting;
use super::keys;
use super::log::NOBODY;
use super::samplers::{exp_fast, poisson};
use super::settings::WhenFull;
use super::wander::in_step;
use crate::random::Purpose;

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
        let mut person = applicant(community, keys::founder(u64::from(k)), word_of_mouth, true);
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
    // A community that has been dissolved is not advertised, and nobody knocks where there is no door.
    if operator
        .iter_mut()
        .any(|strategy| strategy.is_dissolved(community, desk))
    {
        community.returning.clear();
        community.log.waiting = community.waiting.len() as u32;
        community.conditions = Conditions::default();
        return;
    }
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
        come(community, operator, desk, number, channel.per_day * season);
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

/// The applicants of one channel on one day: of one that costs something no more than there is money for.
fn come(
    community: &mut Community<'_>,
    operator: &mut [Acting],
    desk: &mut Desk,
    channel: usize,
    ordinary: f64,
) {
    let mean = (ordinary * unreached(community)) as f32;
    let pull = community.pull + scarcity(community);
    let mean = if pull == 0.0 {
        mean
    } else {
        mean * exp_fast(pull)
    };
    if mean <= 0.0 {
        return;
    }
    let channels = &community.rules.audience.channel;
    let cost = channels.get(channel).map_or(0.0, |channel| channel.cost);
    let day = community.day;
    let mut stream = community
        .luck
        .of(keys::person(keys::CHANNELS, 0, channel as u64), day)
        .stream(Purpose::Arrivals);
    let count = poisson(mean, &mut stream);
    let writers = community.writers_of_late();
    for k in 0..u64::from(count) {
        if cost > desk.money {
            break;
        }
        let person = keys::person(channel as u64, day, k);
        let applicant = applicant(community, person, channel, false);
        if is_convinced(community, &applicant, writers) {
            if cost > 0.0 && desk.pay(cost) {
                community.log.advertising += cost;
            }
            apply(community, operator, desk, applicant);
        } else {
            community.reached += 1;
        }
    }
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
        let person = keys::person(keys::INVITED, community.day, u64::from(inviter));
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
