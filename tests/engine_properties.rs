//! What must hold of any community on any day, whatever its scenario, its operator and its luck.

mod common;

use common::scenario;
use proptest::prelude::*;
use qun::model::community::Community;
use qun::model::log::Way;
use qun::model::member::{Member, NEVER, State};
use qun::observe::metrics::{Daily, Metric, Run};
use qun::observe::record::Record;
use qun::operator::{KINDS, Kind};
use qun::random::Luck;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;
use qun::words::Unit;
use std::collections::BTreeMap;

prop_compose! {
    /// The place and who could come.
    fn place()(
        medium in prop::sample::select(vec!["chat", "forum", "wechat"]),
        wait in any::<bool>(),
        rooms in 1_usize..4,
        capacity in prop::sample::select(vec![0_u32, 5, 40, 200]),
        quiet in any::<bool>(),
        founders in 1_u32..90,
        talk in 0.0..0.1_f64,
        arrivals in 0.0..20.0_f64,
        spam in 0.0..0.2_f64,
        mute in 0.0..0.6_f64,
        quarrels in 0.0..100.0_f64,
        focus in 0.0..1.0_f64,
        open in 0.0..1.0_f64,
        weekend in 0.2..1.0_f64,
        level in 0.0..3.0_f64,
        on in prop::bool::weighted(0.9),
        (answers, conversation) in (0.0..0.99_f64, 0.0..0.6_f64),
        seed in 0_u64..1000,
    ) -> String {
        let mut text = format!(
            "title = \"any\"\ndays = 45\nseed = {seed}\n[interactions]\non = {on}\nanswer_share = {answers}\n\
             conversation = {conversation}\n\
             [community]\nmedium = \"{medium}\"\nwhen_full = \"{}\"\nwaiting_places = 10\n\
             mute = {mute}\nquarrels = {quarrels}\nfocus = {focus}\nopen_leave = {open}\n",
            if wait { "wait" } else { "refuse" }
        );
        let places = if capacity == 0 { u32::MAX } else { capacity * rooms as u32 };
        let founders = founders.min(places);
        for room in 0..rooms {
            text += &format!("[[community.room]]\nname = \"r{room}\"\ncapacity = {capacity}\n");
        }
        if quiet {
            text += "[[community.room]]\nname = \"quiet\"\nkind = \"quiet\"\n";
        }
        text += &format!(
            "[[community.topic]]\nname = \"a\"\n[[community.topic]]\nname = \"b\"\n\
             [[archetype]]\nname = \"core\"\nshare = 0.1\n\
             [[archetype]]\nname = \"regular\"\nshare = 0.4\n\
             [[archetype]]\nname = \"spammer\"\nshare = {spam}\n\
             [[archetype]]\nname = \"lurker\"\n\
             [audience]\nsize = 3000\nfounders = {founders}\nword_of_mouth = {talk}\n\
             [[audience.channel]]\nname = \"c\"\nper_day = {arrivals}\ncost = 0.5\n\
             [demand]\nweekday = [1, 1, 1, 1, 1, {weekend}, {weekend}]\n\
             season = [{{ day = 0, level = 1.0 }}, {{ day = 44, level = {level} }}]\n"
        );
        text
    }
}

prop_compose! {
    /// What the operator has, without strategies.
    fn operator()(hours in 0.0..5.0_f64, cost in 0.0..50.0_f64, budget in 0.0..2000.0_f64) -> String {
        format!("[operator]\nhours_per_day = {hours}\ncost_per_hour = {cost}\nbudget = {budget}\n")
    }
}

/// The table of a strategy that acts often, with or without a name of its own.
fn table(kind: &'static Kind, name: &str) -> String {
    let mut settings = kind.busy().json();
    if let Some(keys) = settings.as_object_mut() {
        keys.retain(|_, value| !value.is_null());
    }
    // Tables in it stand under its own heading.
    let heading = format!("[operator.{}{name}", kind.key);
    let keys = toml::to_string(&settings).expect("a table");
    format!(
        "{heading}]\n{}",
        keys.replace("\n[", &format!("\n{heading}."))
    )
}

/// Any of the strategies, with settings that make them act often, some of them twice.
fn strategies() -> impl Strategy<Value = String> {
    let all: Vec<String> = KINDS
        .iter()
        .flat_map(|kind| [table(kind, ""), table(kind, ".again")])
        .collect();
    let most = all.len().min(qun::operator::MOST_STRATEGIES);
    prop::sample::subsequence(all, 0..=most).prop_map(|chosen| chosen.concat())
}

/// What was on the evening before.
#[derive(Default)]
struct Yesterday {
    members: u32,
    taking_part: u32,
    waiting: u32,
    money: f64,
}

fn count(community: &Community<'_>, which: impl Fn(&Member) -> bool) -> u32 {
    community.all().filter(|(_, member)| which(member)).count() as u32
}

/// Checks one finished day.
fn check_day(community: &Community<'_>, scenario: &Scenario, yesterday: &mut Yesterday) {
    let log = community.log();
    let (mut off, mut stopped) = (0, 0);
    for exit in &log.exits {
        off += u32::from(exit.way != Way::Silent);
        stopped += u32::from(!matches!(exit.way, Way::RemovedSilent | Way::LeftSilent));
    }
    let joins = log.joins.len() as u32;

    // Nobody appears from nowhere or vanishes, in the community and in each room.
    let members = count(community, |member| member.state.on_the_list());
    let taking_part = count(community, |member| member.state == State::Present);
    assert_eq!(members, yesterday.members + joins - off);
    assert_eq!(
        taking_part,
        yesterday.taking_part + joins + log.woken.len() as u32 - stopped
    );
    assert_eq!(members, community.on_the_list());
    for (number, room) in community.rooms().iter().enumerate() {
        let here = |member: &Member| member.state.on_the_list() && member.room as usize == number;
        assert_eq!(count(community, here), room.members);
        assert!(room.members <= room.capacity);
    }

    // Everybody who applied was rejected, turned away, waits, or came in; who comes in again has applied, whoever
    // brought them the first time.
    let came = log.joins.iter().filter(|join| {
        let person = community.member(join.member).person;
        let mut earlier = community.all().take(join.member as usize);
        person >> 40 < 32 || earlier.any(|(_, other)| other.person == person)
    });
    let came = came.count() as u32;
    let waiting = community.waiting() as u32;
    assert_eq!(
        log.applications + yesterday.waiting,
        log.rejections + log.turned_away + came + waiting
    );

    // Time and money are not made out of nothing.
    let money = yesterday.money + log.earned - log.spent;
    assert!(money >= -1e-6, "{money} left");
    assert!(log.hours >= 0.0 && log.hours <= scenario.operator.hours_per_day + 1e-6);

    // Those who take part have a day to come, the others have none.
    for (number, member) in community.all() {
        let chunk = &community.chunks()[number as usize / qun::model::chunk::CHUNK];
        let next = chunk.next_day[number as usize % qun::model::chunk::CHUNK];
        let takes_part = member.state == State::Present;
        assert_eq!(next == NEVER, !takes_part, "member {number}");
        assert!(next > community.day());
        assert!(member.joined <= community.day());
        assert!((-1.0..=1.0).contains(&member.prospect));
        let shares = [member.quit, member.interest, member.identity()];
        assert!(
            shares.iter().all(|share| (0.0..=1.0).contains(share)),
            "{shares:?}"
        );
        assert!((0.0..=2.0).contains(&member.recognition));
        assert!(member.satisfaction.is_finite() && member.usual.is_finite());
        for (other, strength) in member.ties.iter() {
            assert!(other < community.ever() && other != number && strength > 0.0);
        }
    }
    let visits: Vec<_> = community.finds().collect();
    assert!(
        visits
            .windows(2)
            .all(|pair| pair[0].0.member < pair[1].0.member)
    );
    assert!(visits.len() as u32 <= taking_part + stopped);
    for (visit, found) in &visits {
        for share in [found.on_topic, found.ads, visit.ties.share()] {
            assert!((-1e-6..=1.0).contains(&share), "{visit:?} {found:?}");
        }
        assert!(
            found.unread >= 0.0 && found.information >= -1e-3,
            "{found:?}"
        );
        assert_eq!(community.member(visit.member).last_visit, community.day());
        let said: u32 = community
            .writing_visits()
            .filter(|other| other.room == visit.room && other.member != visit.member)
            .map(|other| u32::from(other.messages))
            .sum();
        assert!(
            u32::from(visit.answers) <= said,
            "answers out of nothing: {visit:?}"
        );
    }
    *yesterday = Yesterday {
        members,
        taking_part,
        waiting,
        money,
    };
}

/// Whether a metric can have such a value at all: no share beyond the whole, nothing below nothing.
fn can_be(metric: Metric, value: f64) -> bool {
    let most = match metric.words.unit {
        Unit::Share | Unit::Index => 1.0 + 1e-6,
        _ => f64::MAX,
    };
    // More may go than come, and more be spent than earned.
    let least = if ["net_growth", "profit", "profit_total", "ltv"].contains(&metric.key) {
        f64::MIN
    } else {
        -1e-6
    };
    value.is_nan() || (least..=most).contains(&value)
}

/// Pairs of which the first is never more than the second, where both have a value.
const PARTS: [(Daily, Daily); 17] = [
    (Daily::Replies, Daily::Posts),
    (Daily::Speakers, Daily::Posts),
    (Daily::Speakers, Daily::Dau),
    (Daily::Wau, Daily::Active28d),
    (Daily::Active28d, Daily::Mau),
    (Daily::Mau, Daily::Members),
    (Daily::Speakers30d, Daily::Mau),
    (Daily::TakingPart, Daily::Members),
    (Daily::Silent, Daily::Members),
    (Daily::Dormant, Daily::Members),
    (Daily::Engaged, Daily::Members),
    (Daily::EngagedSpeakers, Daily::Engaged),
    (Daily::New, Daily::Dau),
    (Daily::Returning, Daily::Dau),
    (Daily::Current, Daily::Dau),
    (Daily::Resurrected, Daily::Dau),
    (Daily::Top1Share, Daily::Top10Share),
];

/// Checks what the observer wrote down.
fn check_record(record: &Record) {
    for metric in Daily::ALL {
        for value in record.series(*metric) {
            let value = f64::from(*value);
            assert!(can_be(metric.metric(), value), "{metric:?}: {value}");
        }
    }
    for metric in Run::ALL {
        let value = record.value(*metric);
        assert!(can_be(metric.metric(), value), "{metric:?}: {value}");
    }
    assert!(record.value(Run::RepliesTotal) <= record.value(Run::PostsTotal));
    for (part, whole) in PARTS {
        let both = record.series(part).iter().zip(record.series(whole));
        for (part_value, whole_value) in both {
            assert!(
                part_value.is_nan() || whole_value.is_nan() || *part_value <= whole_value + 1e-6,
                "{part:?} {part_value} of {whole:?} {whole_value}"
            );
        }
    }
    for day in 0..record.days as usize {
        let value = |metric: Daily| record.series(metric)[day];
        let parts = value(Daily::New) + value(Daily::Current) + value(Daily::Resurrected);
        assert_eq!(parts, value(Daily::Dau));
        assert_eq!(
            value(Daily::Readers) + value(Daily::Speakers),
            value(Daily::Dau)
        );
        assert_eq!(
            value(Daily::New) + value(Daily::Returning),
            value(Daily::Dau)
        );
    }
    let falls = |pair: &[f32]| pair[1].is_nan() || pair[1] <= pair[0];
    assert!(record.survival.windows(2).all(falls));
}

/// The people who joined: archetype and traits by the key of the person.
fn people(scenario: &Scenario) -> BTreeMap<u64, (String, [u32; 4])> {
    let mut people = BTreeMap::new();
    let prepared = Prepared::new(scenario);
    let last = scenario.days - 1;
    prepared.run_watched(0, false, |community| {
        if community.day() == last {
            for (_, member) in community.all() {
                let traits = [member.quit, member.volume, member.fit, member.interest];
                // The kinds that strategies bring are numbered after one another: their names stay.
                let kind = community.rules().kinds[member.archetype as usize]
                    .name
                    .clone();
                let known = (kind, traits.map(f32::to_bits));
                // Who comes in again has another number and is who they were.
                let before = people.insert(member.person, known.clone());
                assert!(before.is_none_or(|it| it == known), "two people in one");
            }
        }
    });
    people
}

/// What is sent on is what others received the day before, and nobody counts it as the operator's.
#[test]
fn members_send_on_a_share_of_red_packets() {
    let day_by_day = |sent_on: f64| {
        let scenario = scenario(&format!(
            "days = 120\n[audience]\nfounders = 200\n[operator]\nbudget = 2000.0\n\
             [operator.red_packets]\namount = 50\nevery = 4\nsent_on = {sent_on}\n"
        ));
        let mut days = Vec::new();
        Prepared::new(&scenario).run_watched(0, false, |community| {
            let log = community.log();
            days.push((log.given, log.sent_on, log.spent));
        });
        days
    };
    let days = day_by_day(0.18);
    let mut received = 0.0;
    for pair in days.windows(2) {
        let [(given, passed, spent), (_, sent_on, _)] = [pair[0], pair[1]];
        assert!(
            (given - spent).abs() < 1e-9,
            "only gifts cost the operator money"
        );
        assert!(
            sent_on <= given + passed + 1e-9,
            "{sent_on} of {given} and {passed}"
        );
        received += given + passed;
    }
    let sent_on: f64 = days.iter().map(|day| day.1).sum();
    let share = sent_on / received;
    assert!((0.10..0.25).contains(&share), "{share}");
    assert!(day_by_day(0.0).iter().all(|day| day.1 == 0.0));
}

/// Where nearly every message is answered, and where hardly anybody was there a week ago.
#[test]
fn no_more_is_answered_than_is_said_and_no_more_go_than_were_there() {
    for text in [
        "days = 50\n[audience]\nfounders = 200\n[interactions]\nanswer_share = 0.99\nconversation = 0\n",
        "days = 40\n[audience]\nfounders = 1\n[[audience.channel]]\nname = \"x\"\nper_day = 200\n",
        "days = 3\n[community]\nmedium = \"forum\"\n[audience]\nfounders = 5000\nsize = 5001\n[interactions]\non = false\nanswer_share = 0.99\n",
        "days = 12\n[audience]\nfounders = 2\n[interactions]\nanswer_share = 0.99\n",
    ] {
        let scenario = scenario(text);
        let prepared = Prepared::new(&scenario);
        for replicate in 0..3 {
            check_record(&prepared.run(replicate, false));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_day_adds_up(place in place(), operator in operator(), acts in strategies()) {
        let scenario = scenario(&format!("{place}{operator}{acts}"));
        let prepared = Prepared::new(&scenario);
        let mut yesterday = Yesterday {
            money: scenario.operator.budget,
            ..Yesterday::default()
        };
        let record = prepared.run_watched(1, false, |community| {
            check_day(community, &scenario, &mut yesterday);
        });
        check_record(&record);
    }

    #[test]
    fn strategies_meet_the_same_people(
        place in place(),
        operator in operator(),
        one in strategies(),
        other in strategies(),
    ) {
        let one = people(&scenario(&format!("{place}{operator}{one}")));
        let other = people(&scenario(&format!("{place}{operator}{other}")));
        for (person, known) in &one {
            if let Some(met) = other.get(person) {
                prop_assert_eq!(known, met);
            }
        }
    }

    #[test]
    fn a_strategy_changes_nothing_before_it_begins(place in place(), operator in operator()) {
        let plain = scenario(&format!("{place}{operator}"));
        let later = scenario(&format!(
            "{place}{operator}[operator.threshold]\ngate = \"proof\"\nfrom_day = 20\n\
             [operator.moderation]\nhours = 2\nfrom_day = 20\n\
             [operator.content]\nper_week = 7\nfrom_day = 20\n"
        ));
        let states = |scenario: &Scenario| {
            let mut days = Vec::new();
            Prepared::new(scenario).run_watched(0, false, |community| {
                if community.day() < 20 {
                    let members: Vec<Member> = community.all().map(|(_, member)| *member).collect();
                    days.push(members);
                }
            });
            days
        };
        prop_assert!(states(&plain) == states(&later));
    }

    #[test]
    fn luck_is_a_function_of_its_key(seed in any::<u64>(), person in 0_u64..1 << 46, day in 0_u16..36_500) {
        let luck = Luck::new(seed, 3);
        prop_assert_eq!(luck.of(person, day), luck.of(person, day));
        prop_assert_ne!(luck.of(person, day), luck.of(person, day + 1));
        prop_assert_ne!(luck.of(person, day), luck.of(person + 1, day));
    }
}
