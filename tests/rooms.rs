//! What holds of rooms that are opened, split and closed while a community lives.

use qun::model::member::State;
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;
use qun::scenario::{Overrides, parse_str};

const PLACE: &str = "days = 90\n[community]\nmedium = \"wechat\"\n[[community.room]]\nname = \"the group\"\ncapacity = 200\n\
    [audience]\nfounders = 150\n[[audience.channel]]\nname = \"media\"\nper_day = 3\n\
    [operator]\nhours_per_day = 4\ncost_per_hour = 10\n";

fn scenario(text: &str) -> Scenario {
    match parse_str(
        "test.toml",
        &format!("{PLACE}{text}"),
        &Overrides::default(),
    ) {
        Ok(loaded) => loaded.base,
        Err(problems) => panic!("{problems}"),
    }
}

fn own(record: &Record, metric: &str, day: usize) -> f32 {
    let found = record.own.iter().find(|own| own.metric == metric);
    found.unwrap_or_else(|| panic!("no {metric}")).values[day]
}

/// Lives with these rooms; on every evening each list holds exactly those who are on it, and nobody is
/// beyond the places of a room.
fn lived(text: &str, replicate: u32) -> Record {
    let scenario = scenario(text);
    Prepared::new(&scenario).run_watched(replicate, false, |community| {
        for (number, room) in community.rooms().iter().enumerate() {
            let inside = community.all().filter(|(_, member)| {
                usize::from(member.room) == number
                    && matches!(member.state, State::Present | State::Silent)
            });
            assert_eq!(
                inside.count() as u32,
                room.members,
                "day {}",
                community.day()
            );
            assert!(
                room.members + room.reserved <= room.capacity,
                "room {number}"
            );
            assert!(!room.closed || room.members == 0 || community.day() == 0);
        }
    })
}

#[test]
fn a_full_room_is_split_and_newcomers_find_places_again() {
    let text = "[operator.rooms]\nwhen_full = 0.95\nfrom_day = 0\ncapacity = 200\n";
    for replicate in 0..3 {
        let (split, one) = (lived(text, replicate), lived("", replicate));
        assert!(split.value(Run::JoinsTotal) > one.value(Run::JoinsTotal) + 20.0);
        let day = (0..90).find(|day| own(&split, "rooms.open", *day) > 0.0);
        let day = day.expect("it was full once");
        let members = split.series(Daily::Members)[day.saturating_sub(1)];
        let moved = own(&split, "rooms.moved", day);
        assert!(
            (0.3..0.7).contains(&(moved / members)),
            "{moved} of {members}"
        );
    }
}

#[test]
fn a_second_room_takes_from_the_first() {
    let text =
        "[operator.rooms]\nopening = \"second\"\nfrom_day = 20\nshare = 0.6\nattention = 0.5\n";
    let (mut parent, mut alone, mut new) = (0.0, 0.0, 0.0);
    for replicate in 0..20 {
        let (with, without) = (lived(text, replicate), lived("", replicate));
        for day in 21..50 {
            let there = own(&with, "rooms.messages", day);
            new += there;
            parent += with.series(Daily::Posts)[day] - there;
            alone += without.series(Daily::Posts)[day];
        }
    }
    assert!(
        new > 0.0 && parent < 0.9 * alone,
        "{parent} and {new}, {alone} without"
    );
}

#[test]
fn an_inner_circle_holds_those_who_wrote_most() {
    let text = "[operator.rooms]\nopening = \"inner\"\nbest = 12\nfrom_day = 30\n";
    let record = lived(text, 0);
    assert_eq!(own(&record, "rooms.moved", 30), 12.0);
    assert!(own(&record, "rooms.in_two", 31) <= 12.0);
    assert!(
        (31..60)
            .map(|day| own(&record, "rooms.messages", day))
            .sum::<f32>()
            > 0.0
    );
}

#[test]
fn rooms_closed_with_members_inside_send_them_home_or_away() {
    // Those in two rooms go home: nobody is lost.
    let second = "[operator.rooms]\nopening = \"topic\"\nfrom_day = 10\nto_day = 40\nshare = 0.5\n";
    let record = lived(second, 1);
    assert!(own(&record, "rooms.in_two", 39) > 0.0);
    assert_eq!(own(&record, "rooms.in_two", 40), 0.0);
    assert_eq!(record.value(Run::RemovalsTotal), 0.0);
    // Those who had moved find what places there are; the rest goes, and it is written down why.
    let split = "[operator.rooms]\nfrom_day = 0\nto_day = 60\nshare = 0.5\n";
    let record = lived(split, 1);
    let removed = record.value(Run::RemovalsTotal);
    assert!(removed > 0.0, "the old room had filled up again");
    let closed = record.exits.iter().filter(|exit| exit.day == 60);
    let closed: u32 = closed
        .filter(|exit| exit.cause().key() == "closed")
        .map(|exit| exit.count)
        .sum();
    assert_eq!(f64::from(closed), removed);
    assert!(record.series(Daily::Members)[60] <= 200.0);
}

#[test]
fn a_rule_may_open_and_close_rooms() {
    let text = "[operator.rooms]\nmost = 0\nfrom_day = 0\ncapacity = 300\n\
        [[operator.playbook]]\nname = \"full\"\nwhen = { metric = \"full\", above = 0.97, for_days = 2 }\n\
        then = { \"rooms.most\" = \"+1\" }\nat_most = 1\n\
        [[operator.playbook]]\nname = \"end\"\non_day = 70\nthen = { \"rooms.to_day\" = 70 }\n";
    let record = lived(text, 0);
    let open: Vec<f32> = (0..90).map(|day| own(&record, "rooms.open", day)).collect();
    let first = open
        .iter()
        .position(|open| *open > 0.0)
        .expect("it was full");
    assert!(first > 2 && open[first..70].iter().all(|open| *open == 1.0));
    assert!(open[70..].iter().all(|open| *open == 0.0));
    let prepared = scenario(text);
    let prepared = Prepared::new(&prepared);
    let told = |parallel| format!("{:?}", prepared.run(2, parallel));
    assert!(told(false) == told(true));
}
