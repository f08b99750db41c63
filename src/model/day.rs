//! The schedule of a day: arrive → wake → read → write → the operator looks → answers → feel →
//! decide to stay → the operator acts → record.

use super::alumni;
use super::arrivals;
use super::cause::Cause;
use super::chunk::Chunk;
use super::community::Community;
use super::desk::Desk;
use super::intervention::Acting;
use super::keys;
use super::lanes::as_wide_as_possible;
use super::log::{Exit, Way};
use super::place::Place;
use super::samplers::poisson;
use super::scene::{Scene, Worksheet};
use super::visit::mark;
use crate::random::Purpose;
use rayon::prelude::*;

/// Lives one day. Afterwards the day's log and visits can be observed; [`close`] ends the day.
pub fn live(community: &mut Community<'_>, operator: &mut [Acting], desk: &mut Desk) {
    arrivals::arrive(community, operator, desk);
    for strategy in operator.iter_mut() {
        strategy.morning(community, desk);
    }
    let mut places = wake_read_write(community);
    for strategy in operator.iter_mut() {
        strategy.midday(community, desk);
    }
    answer_feel_decide(community, &mut places);
    quarrel(community);
    for strategy in operator.iter_mut() {
        strategy.evening(community, desk);
    }
    community.log.at_desk(desk.close_day());
}

/// Ends the day: what was said becomes past, and the log is emptied.
pub fn close(community: &mut Community<'_>) {
    carry_over(community);
    alumni::part(community);
    for room in &mut community.rooms {
        room.close_day(&community.rules.gains);
    }
    community.log.clear();
    community.pull = std::mem::take(&mut community.pull_tomorrow);
    community.reward = 0.0;
    community.writing.fill(0);
    community.day += 1;
}

/// Everybody whose day it is looks in, reads, and perhaps writes.
fn wake_read_write(community: &mut Community<'_>) -> Vec<Place> {
    let (rules, day, reward) = (community.rules, community.day, community.reward);
    let demand = community.demand();
    let rooms = community.rooms.iter();
    let conditions = &community.conditions;
    let places: Vec<Place> = rooms
        .map(|room| room.place(rules, day, demand, reward).under(conditions))
        .collect();
    work(
        community,
        &places,
        #[inline(always)]
        |scene, chunk, sheet| {
            scene.wake_read_write(chunk, sheet);
        },
    );
    for chunk in &community.chunks {
        for (room, traffic) in community.rooms.iter_mut().zip(&chunk.traffic) {
            room.today.add(traffic);
        }
        for visit in chunk.writing() {
            community.writing[(visit.member >> 6) as usize] |= 1 << (visit.member & 63);
            let room = &mut community.rooms[visit.room as usize];
            room.writers.push(visit.member);
        }
    }
    places
}

/// Everybody who looked in receives answers, feels, and decides when to come back, if at all.
fn answer_feel_decide(community: &mut Community<'_>, places: &mut [Place]) {
    for (place, room) in places.iter_mut().zip(&community.rooms) {
        place.after_writing(community.rules, &room.today);
    }
    work(
        community,
        places,
        #[inline(always)]
        |scene, chunk, sheet| {
            scene.answer_feel_decide(chunk, sheet);
        },
    );
    record_exits(community);
}

/// Has the same done in every chunk, by several threads if the community is large.
fn work(
    community: &mut Community<'_>,
    places: &[Place],
    task: impl Fn(&Scene<'_>, &mut Chunk, &mut Worksheet) + Sync,
) {
    let scene = Scene {
        rules: community.rules,
        luck: community.luck,
        places,
        rooms: &community.rooms,
        board: &community.board,
        writing: &community.writing,
        gone: &community.gone,
    };
    if community.is_worth_threads() {
        let chunks = community.chunks.par_iter_mut().with_max_len(1);
        chunks.for_each_init(Worksheet::default, |sheet, chunk| {
            as_wide_as_possible(
                #[inline(always)]
                || task(&scene, chunk, sheet),
            );
        });
    } else {
        for chunk in &mut community.chunks {
            as_wide_as_possible(
                #[inline(always)]
                || task(&scene, chunk, &mut community.sheet),
            );
        }
    }
}

/// Those for whom it was the last visit go into the log, and others can notice that they are gone.
fn record_exits(community: &mut Community<'_>) {
    for chunk in &community.chunks {
        for visit in chunk.visits.iter().filter(|visit| visit.is(mark::QUIT)) {
            let left = visit.is(mark::LEFT);
            community.gone[(visit.member >> 6) as usize] |= 1 << (visit.member & 63);
            if left {
                community.rooms[visit.room as usize].members -= 1;
            }
            community.log.exits.push(Exit {
                member: visit.member,
                archetype: visit.archetype,
                cause: Cause::ALL[visit.cause as usize],
                way: if left { Way::Left } else { Way::Silent },
                joined: visit.joined,
                last_visit: community.day,
            });
        }
    }
}

/// Quarrels cool down, and new ones break out where much is said.
fn quarrel(community: &mut Community<'_>) {
    let rate = community.rules.community.quarrels as f32 * 1e-4 * community.conditions.quarrels;
    for (number, room) in community.rooms.iter_mut().enumerate() {
        room.conflict *= 1.0 - community.rules.gains.cooling;
        let heat = rate * room.today.said.messages as f32;
        if heat > 0.0 {
            let place = keys::person(keys::ROOMS, 0, number as u64);
            let mut stream = community
                .luck
                .of(place, community.day)
                .stream(Purpose::Conflict);
            room.conflict = (room.conflict + poisson(heat, &mut stream) as f32).min(5.0);
        }
    }
}

/// Tomorrow's noticeboard: everything so far, and with a quiet room the best of today's talk.
fn carry_over(community: &mut Community<'_>) {
    let mut board = community.board[community.day as usize + 1];
    if community.rules.quiet_room.is_some() {
        let carried =
            f64::from(community.rules.gains.carried_over * community.conditions.carried_over);
        for room in &community.rooms {
            for (sum, said) in board.iter_mut().zip(room.today.said.information) {
                *sum += carried * said;
            }
        }
    }
    community.board.push(board);
}
