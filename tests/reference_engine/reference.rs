//! The slow engine: the same day as the fast one, as plainly as it can be said.
//!
//! It scans every member every day in the order of their numbers, one at a time, on one thread, from
//! waking to the decision, and keeps what is known of each member in plain rows. It shares with the
//! fast engine the decisions of one member, arrivals and the operator's strategies, and nothing of
//! the schedule: chunks, blocks, bitsets, the order in memory and threads are the fast one's alone.

use qun::model::answers::{Others, look_around, receive_answers};
use qun::model::arrivals;
use qun::model::cause::Cause;
use qun::model::chunk::CHUNK;
use qun::model::community::Community;
use qun::model::day;
use qun::model::desk::Desk;
use qun::model::evening::feel_and_decide;
use qun::model::intervention::Acting;
use qun::model::keys;
use qun::model::lanes::BLOCK;
use qun::model::log::{Exit, Way};
use qun::model::member::{Member, State};
use qun::model::place::Place;
use qun::model::read::read;
use qun::model::samplers::{exp_fast, poisson};
use qun::model::traffic::Traffic;
use qun::model::visit::mark;
use qun::model::write::{log_amount, write};
use qun::random::Purpose;

/// Lives one day up to the point where it can be observed.
pub fn live(community: &mut Community<'_>, operator: &mut [Acting], desk: &mut Desk) {
    arrivals::arrive(community, operator, desk);
    for strategy in operator.iter_mut() {
        strategy.morning(community, desk);
    }
    let mut places = read_and_write(community);
    for strategy in operator.iter_mut() {
        strategy.midday(community, desk);
    }
    answer_and_decide(community, &mut places);
    quarrel(community);
    for strategy in operator.iter_mut() {
        strategy.evening(community, desk);
    }
    community.workings().log.at_desk(desk.close_day());
}

/// Ends the day.
pub fn close(community: &mut Community<'_>) {
    day::close(community);
}

fn member<'a>(community: &'a mut Community<'_>, number: usize) -> &'a mut Member {
    &mut community.workings().chunks[number / CHUNK].members[number % CHUNK]
}

fn read_and_write(community: &mut Community<'_>) -> Vec<Place> {
    let (rules, luck, day) = (community.rules(), community.luck(), community.day());
    let reward = community.workings().reward;
    let conditions = community.workings().conditions;
    let demand = community.demand();
    let rooms = community.rooms().to_vec();
    let board = community.workings().board.to_vec();
    let places: Vec<Place> = rooms
        .iter()
        .map(|room| room.place(rules, day, demand, reward).under(&conditions))
        .collect();
    for chunk in community.workings().chunks {
        chunk.visits.clear();
        chunk.writers.clear();
    }
    let nothing = vec![Traffic::default(); rooms.len()];
    let mut traffic = nothing.clone();
    for number in 0..community.ever() as usize {
        if community.chunks()[number / CHUNK].next_day[number % CHUNK] == day {
            let member = member(community, number);
            let room = member.room as usize;
            let (mut visit, found, writes) = read(
                rules,
                luck,
                &rooms[room],
                &places[room],
                &board,
                number as u32,
                member,
                &mut traffic[room],
            );
            if writes {
                let place = &places[room];
                let log = log_amount(rules, place, member, &visit, found.pace);
                let amount = exp_fast(log);
                write(rules, place, member, &mut visit, amount, &mut traffic[room]);
                community.workings().rooms[room].writers.push(number as u32);
            }
            let chunk = &mut community.workings().chunks[number / CHUNK];
            if writes {
                chunk.writers.push(chunk.visits.len() as u16);
            }
            chunk.find(chunk.visits.len(), found);
            chunk.visits.push(visit);
        }
        // Sums are taken over runs of members first: it is part of the model in which order
        // numbers that are rounded are added.
        if number % CHUNK == CHUNK - 1 || number + 1 == community.ever() as usize {
            for (room, run) in community.workings().rooms.iter_mut().zip(&traffic) {
                room.today.add(run);
            }
            traffic.clone_from(&nothing);
        }
    }
    places
}

fn answer_and_decide(community: &mut Community<'_>, places: &mut [Place]) {
    let (rules, day) = (community.rules(), community.day());
    for (place, room) in places.iter_mut().zip(community.rooms()) {
        place.after_writing(rules, &room.today);
    }
    let rooms = community.rooms().to_vec();
    // What everybody can see of the others now: who writes today, and who has gone until now.
    let mut writes = vec![false; community.ever() as usize];
    for number in rooms.iter().flat_map(|room| &room.writers) {
        writes[*number as usize] = true;
    }
    let gone: Vec<bool> = community
        .all()
        .map(|(_, member)| member.state != State::Present)
        .collect();
    let (writing, gone) = (words(&writes), words(&gone));
    let here = community.workings();
    for (number, wrote) in writes.iter().enumerate() {
        let chunk = &mut here.chunks[number / CHUNK];
        let visits = &chunk.visits;
        let Ok(at) = visits.binary_search_by_key(&(number as u32), |visit| visit.member) else {
            continue;
        };
        let (visit, found) = (
            &mut chunk.visits[at],
            chunk.finds[at / BLOCK].get(at % BLOCK),
        );
        let (room, member) = (visit.room as usize, &mut chunk.members[number % CHUNK]);
        let place = &places[room];
        let others = Others {
            writing: &writing,
            gone: &gone,
            writers: &rooms[room].writers,
        };
        look_around(rules, place, others, member, visit);
        let answered = if *wrote {
            receive_answers(rules, place, others, member, visit)
        } else {
            0.0
        };
        chunk.next_day[number % CHUNK] =
            feel_and_decide(rules, place, &found, answered, member, visit);
        if visit.is(mark::QUIT) {
            let left = visit.is(mark::LEFT);
            here.rooms[room].members -= u32::from(left);
            here.gone[number / 64] |= 1 << (number % 64);
            here.log.exits.push(Exit {
                member: number as u32,
                archetype: visit.archetype,
                cause: Cause::ALL[visit.cause as usize],
                way: if left { Way::Left } else { Way::Silent },
                joined: visit.joined,
                last_visit: day,
            });
        }
    }
}

/// One bit a member, as the decisions of a member want them.
fn words(flags: &[bool]) -> Vec<u64> {
    let word = |flags: &[bool]| {
        let bits = flags.iter().enumerate();
        bits.fold(0, |word, (place, flag)| word | u64::from(*flag) << place)
    };
    flags.chunks(64).map(word).collect()
}

fn quarrel(community: &mut Community<'_>) {
    let quarrels = community.rules().community.quarrels as f32 * 1e-4;
    let cooling = community.rules().gains.cooling;
    let rate = quarrels * community.workings().conditions.quarrels;
    let (luck, day) = (community.luck(), community.day());
    for (number, room) in community.workings().rooms.iter_mut().enumerate() {
        room.conflict *= 1.0 - cooling;
        let heat = rate * room.today.said.messages as f32;
        if heat > 0.0 {
            let key = keys::person(keys::ROOMS, 0, number as u64);
            let mut stream = luck.of(key, day).stream(Purpose::Conflict);
            room.conflict = (room.conflict + poisson(heat, &mut stream) as f32).min(5.0);
        }
    }
}
