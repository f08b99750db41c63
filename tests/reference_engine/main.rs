//! The fast engine against the slow one, bit for bit: all members, rooms, logs and visits on every
//! day; and what the observer writes down against a plain recount of the members.

mod recount;
mod reference;

#[path = "../common/mod.rs"]
mod common;

use common::scenario;
use qun::model::arrivals;
use qun::model::community::Community;
use qun::model::log::DayLog;
use qun::model::member::Member;
use qun::model::traffic::Traffic;
use qun::model::visit::{Found, Visit};
use qun::observe::observer::Observer;
use qun::observe::own::Ledger;
use qun::observe::record::Record;
use qun::random::Luck;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;

/// Everything there is to know of a community at the end of a day.
#[derive(Debug, PartialEq)]
struct State {
    members: Vec<Member>,
    next_days: Vec<u16>,
    visits: Vec<(Visit, Found)>,
    rooms: Vec<(u32, [f32; 8], Traffic, Vec<u32>)>,
    log: DayLog,
    gone: Vec<u64>,
    waiting: usize,
    reached: u64,
}

impl State {
    fn of(community: &Community<'_>) -> Self {
        let chunks = community.chunks();
        Self {
            members: community.all().map(|(_, member)| *member).collect(),
            next_days: chunks
                .iter()
                .flat_map(|chunk| chunk.next_day.iter().copied())
                .collect(),
            visits: community
                .finds()
                .map(|(visit, found)| (*visit, found))
                .collect(),
            rooms: community
                .rooms()
                .iter()
                .map(|room| {
                    let writers = room.writers.clone();
                    (
                        room.members,
                        [
                            room.visitors,
                            room.audience,
                            room.writers_of_late,
                            room.usual_visitors,
                            room.pace,
                            room.usual_pace,
                            room.conflict,
                            room.load,
                        ],
                        room.today,
                        writers,
                    )
                })
                .collect(),
            log: community.log().clone(),
            gone: community.gone().to_vec(),
            waiting: community.waiting(),
            reached: community.reached(),
        }
    }
}

/// Runs the slow engine, showing each finished day.
fn run_slowly(
    scenario: &Scenario,
    replicate: u32,
    mut watch: impl FnMut(&Community<'_>),
) -> Record {
    let prepared = Prepared::new(scenario);
    let rules = prepared.rules();
    let mut community = Community::new(rules, Luck::new(scenario.seed, replicate), false);
    let mut desk = scenario.operator.desk();
    let mut operator = scenario.operator.begin(rules);
    let mut observer = Observer::new(rules, scenario.operator.cost_per_hour);
    let mut ledger = Ledger::default();
    arrivals::found(&mut community);
    for _ in 0..scenario.days {
        reference::live(&mut community, &mut operator, &mut desk);
        observer.observe(&community);
        ledger.observe(&mut operator);
        watch(&community);
        reference::close(&mut community);
    }
    Record {
        own: ledger.finish(),
        ..observer.finish(&community, replicate)
    }
}

/// Both engines agree on everything, the fast one with and without threads.
fn assert_same(text: &str, replicates: u32) {
    let scenario = scenario(text);
    let prepared = Prepared::new(&scenario);
    for replicate in 0..replicates {
        let mut slow = Vec::new();
        let mut recount = recount::Recount::default();
        let slow_record = run_slowly(&scenario, replicate, |community| {
            slow.push(State::of(community));
            recount.watch(community);
        });
        recount.compare(&slow_record);
        for parallel in [false, true] {
            let mut days = slow.iter().zip(0..);
            let record = prepared.run_watched(replicate, parallel, |community| {
                let fast = State::of(community);
                let (slow, day) = days.next().expect("both run equally long");
                assert_eq!(slow.log, fast.log, "day {day}");
                let members = slow.members.iter().zip(&fast.members).zip(0..);
                for ((slow, fast), number) in members {
                    assert_eq!(slow, fast, "day {day}, member {number}");
                }
                assert!(*slow == fast, "day {day}: the states differ");
            });
            assert!(days.next().is_none());
            // NaN stands for 'not measured', so the records are compared as text.
            assert_eq!(
                serde_json::to_string(&record).expect("a record"),
                serde_json::to_string(&slow_record).expect("a record")
            );
        }
    }
}

#[test]
fn a_chat_group() {
    assert_same(
        r#"
        title = "chat"
        days = 120
        [community]
        medium = "chat"
        [audience]
        founders = 80
        word_of_mouth = 0.03
        "#,
        3,
    );
}

#[test]
fn a_forum() {
    assert_same(
        r#"
        title = "forum"
        days = 400
        [community]
        medium = "forum"
        quarrels = 50
        [audience]
        founders = 60
        "#,
        2,
    );
}

#[test]
fn a_group_that_grows_by_invitation() {
    assert_same(
        r#"
        title = "invited"
        days = 90
        [community]
        medium = "wechat"
        [interactions]
        conversation = 0.5
        [audience]
        founders = 8
        invitations = 0.6
        invitation_days = 3
        "#,
        4,
    );
}

#[test]
fn every_strategy_at_once_in_several_rooms() {
    assert_same(
        r#"
        title = "busy"
        days = 150
        [community]
        medium = "wechat"
        quarrels = 20
        focus = 0.7
        when_full = "wait"
        [[community.room]]
        name = "first"
        capacity = 120
        [[community.room]]
        name = "second"
        capacity = 90
        [[community.room]]
        name = "library"
        kind = "quiet"
        [[community.topic]]
        name = "a"
        [[community.topic]]
        name = "b"
        interest = 2
        [[archetype]]
        name = "core"
        share = 0.1
        [[archetype]]
        name = "regular"
        share = 0.4
        [[archetype]]
        name = "spammer"
        share = 0.05
        [[archetype]]
        name = "lurker"
        [audience]
        founders = 70
        ties = { shape = "cliques" }
        word_of_mouth = 0.05
        invitations = 0.2
        [demand]
        season = [{ day = 0, level = 1.0 }, { day = 60, level = 2.0 }, { day = 120, level = 0.4 }]
        weekday = [1, 1, 1, 1, 1, 0.6, 0.5]
        [operator]
        hours_per_day = 3
        cost_per_hour = 20
        budget = 20000
        [operator.threshold]
        gate = "fee"
        fee = 9
        renew_days = 30
        [operator.moderation]
        hours = 1
        warnings = 2
        [operator.follow_up]
        days = 10
        [operator.content]
        per_week = 3
        [operator.kol]
        count = 2
        home_grown = false
        [operator.prizes]
        [operator.red_packets]
        [operator.red_packets.fridays]
        amount = 60
        every = 7
        [operator.purge]
        [operator.content.digest]
        per_week = 1
        [operator.survey]
        [operator.selling]
        per_week = 2
        [operator.rooms]
        opening = "second"
        from_day = 20
        to_day = 90
        [operator.rooms.inner]
        opening = "inner"
        from_day = 40
        [operator.owner]
        hours = 1
        to_day = 90
        [operator.helpers]
        [operator.kol.home]
        quota = 20
        [operator.weaving]
        meeting_every = 20
        [operator.departure]
        from_day = 60
        [operator.pitch]
        claim = 1.5
        [operator.prefill]
        hours = 0.2
        "#,
        2,
    );
}

#[test]
fn a_camp_that_begins_again_with_those_who_were_there() {
    assert_same(
        r#"
        title = "camps"
        days = 90
        [community]
        medium = "chat"
        [audience]
        founders = 120
        word_of_mouth = 0.05
        alumni = 0.5
        [[audience.channel]]
        name = "media"
        per_day = 2
        [operator]
        hours_per_day = 10
        [operator.closing]
        on_day = 40
        again_on = 50
        [operator.contacts]
        kept = 1
        appeal = 0.8
        after = 1
        again_after = 5
        "#,
        2,
    );
}

#[test]
fn only_the_kernel() {
    assert_same(
        r#"
        title = "kernel"
        days = 200
        [community]
        medium = "forum"
        [interactions]
        on = false
        [audience]
        founders = 300
        "#,
        1,
    );
}

#[test]
fn several_chunks() {
    assert_same(
        r#"
        title = "large"
        days = 12
        [community]
        medium = "chat"
        expected_visitors = 3000
        quarrels = 1
        [audience]
        size = 10_000_000
        founders = 16_300
        [[audience.channel]]
        name = "media"
        per_day = 60
        [operator]
        hours_per_day = 100
        [operator.moderation]
        hours = 10
        [operator.follow_up]
        days = 5
        [operator.purge]
        after_days = 8
        "#,
        1,
    );
}
