//! What outlives a membership and a room: contacts, trust, and the word of those who left fulfilled.

mod common;
#[path = "common/lived.rs"]
mod lived;

use common::scenario;
use lived::records;
use qun::model::community::Community;
use qun::model::log::Way;
use qun::model::member::{Member, State};
use qun::observe::metrics::Daily;
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use std::collections::BTreeMap;

/// A camp that closes on day 40 and whose door opens again on day 55, with what is added to its operator's tables.
fn camp(more: &str) -> String {
    format!(
        "days = 100\nseed = 5\n[community]\nmedium = \"chat\"\n\
         [audience]\nfounders = 150\nword_of_mouth = 0.01\n\
         [[audience.channel]]\nname = \"media\"\nper_day = 1\n\
         [operator]\nhours_per_day = 20\ncost_per_hour = 10\n\
         [operator.closing]\non_day = 40\nagain_on = 55\n{more}"
    )
}

const BOOK: &str = "[operator.contacts]\nletters_from = 55\nkept = 0.8\nappeal = 0.6\nafter = 1\n";

/// The sum of a series that a strategy counts itself.
fn counted(records: &[Record], key: &str) -> f32 {
    let series = records.iter().flat_map(|record| &record.own);
    series
        .filter(|series| series.metric == key)
        .flat_map(|series| &series.values)
        .sum()
}

fn on_day(records: &[Record], metric: Daily, day: usize) -> f64 {
    let values = records
        .iter()
        .map(|record| f64::from(record.series(metric)[day]));
    values.sum::<f64>() / records.len() as f64
}

fn watch(text: &str, mut see: impl FnMut(&Community<'_>)) {
    let scenario = scenario(text);
    let prepared = Prepared::new(&scenario);
    for replicate in 0..3 {
        prepared.run_watched(replicate, false, &mut see);
    }
}

#[test]
fn whoever_comes_in_again_is_who_they_were() {
    let mut again = 0;
    let mut known = 0;
    let mut before: BTreeMap<u64, Member> = BTreeMap::new();
    watch(&camp(BOOK), |community| {
        if community.day() == 0 {
            before.clear();
        }
        for join in &community.log().joins {
            let now = community.member(join.member);
            let Some(old) = before.get(&now.person) else {
                continue;
            };
            again += 1;
            assert!(community.day() > 55, "the door is open from then on");
            assert_eq!(now.joined, community.day());
            assert_eq!(
                (now.archetype, now.quit, now.volume),
                (old.archetype, old.quit, old.volume)
            );
            assert!(now.visits > old.visits, "they have looked in once more");
            assert!(now.settled >= old.settled);
            known += now.ties.count();
        }
        // Nobody is there twice.
        let mut here: Vec<u64> = community
            .all()
            .filter(|(_, member)| member.state.on_the_list())
            .map(|(_, member)| member.person)
            .collect();
        let all = here.len();
        here.sort_unstable();
        here.dedup();
        assert_eq!(here.len(), all);
        before = community
            .all()
            .map(|(_, member)| (member.person, *member))
            .collect();
    });
    assert!(again > 60, "{again} of 450 founders came in again");
    assert!(
        known > again / 4,
        "{known} ties among {again}: those who come find one another"
    );
}

#[test]
fn nobody_comes_again_without_a_cause() {
    let none = records(&camp(""), 3);
    let came = |text: &str| counted(&records(&camp(text), 3), "contacts.came_again");
    let book = came(BOOK);
    assert!(book > 60.0, "{book}");
    assert_eq!(came(&BOOK.replace("appeal = 0.6", "appeal = 0")), 0.0);
    assert_eq!(came(&BOOK.replace("kept = 0.8", "kept = 0")), 0.0);
    assert_eq!(came(&format!("{BOOK}[interactions]\non = false\n")), 0.0);
    // They come through the door like anybody else.
    let fee = format!("{BOOK}[operator.threshold]\ngate = \"fee\"\nfee = 100000\n");
    assert!(came(&fee) < 0.1 * book);
    // A door that opens later lets nobody in before.
    let closed = camp(BOOK).replace("again_on = 55", "again_on = 90");
    assert_eq!(on_day(&records(&closed, 3), Daily::Members, 80), 0.0);
    assert!(on_day(&none, Daily::Members, 80) > 0.0);
}

#[test]
fn once_everybody_has_gone_nobody_takes_part_any_longer() {
    for record in records(&camp("").replace("again_on = 55\n", ""), 3) {
        let still: Vec<f32> = record.survival.clone();
        assert_eq!(still.last(), Some(&0.0), "{still:?}");
        assert!(still.windows(2).all(|pair| pair[1] <= pair[0]), "{still:?}");
    }
}

#[test]
fn nobody_advertises_applies_to_or_guards_a_community_that_is_no_more() {
    let text = camp("")
        .replace("per_day = 1\n", "per_day = 5\ncost = 3\n")
        .replace(
            "[operator.closing]",
            "[operator.threshold]\ngate = \"questionnaire\"\n[operator.closing]",
        );
    for record in records(&text, 3) {
        for metric in [Daily::Applications, Daily::Cost, Daily::OperatorHours] {
            let series = record.series(metric);
            let closed: f32 = series[41..55].iter().sum();
            assert_eq!(closed, 0.0, "{metric:?} while there is no community");
            let again: f32 = series[55..].iter().sum();
            assert!(again > 0.0, "{metric:?} once there is one again");
        }
    }
}

#[test]
fn a_room_that_is_opened_again_is_sooner_alive_than_one_that_is_founded() {
    let founded = records(&camp(""), 10);
    let reopened = records(&camp(BOOK), 10);
    let visitors = |records: &[Record]| on_day(records, Daily::Dau, 80);
    let (reopened, founded) = (visitors(&reopened), visitors(&founded));
    assert!(
        reopened > 3.0 * founded,
        "{reopened} and {founded} visitors"
    );
}

#[test]
fn an_end_without_a_word_is_remembered() {
    let came = |closing: &str| {
        let text = camp(BOOK).replace("on_day = 40", &format!("on_day = 40\n{closing}"));
        counted(&records(&text, 10), "contacts.came_again")
    };
    let (planned, abrupt) = (came(""), came("notice = 0"));
    assert!(
        planned > 1.2 * abrupt,
        "{planned} after a farewell, {abrupt} without"
    );
    // It is the trust that does it, and nothing else of the notice.
    let (even, odd) = (
        came("farewell = 0\nabrupt = 0"),
        came("notice = 0\nfarewell = 0\nabrupt = 0"),
    );
    assert!((even / odd - 1.0).abs() < 0.15, "{even} and {odd}");
}

/// A group that grows by word of mouth.
fn spoken_of(more: &str) -> String {
    format!("days = 250\nseed = 6\n[community]\nmedium = \"chat\"\n{more}\n")
}

#[test]
fn those_who_left_fulfilled_bring_others() {
    let audience = |alumni: &str| {
        spoken_of(&format!(
            "[audience]\nfounders = 100\nword_of_mouth = 0.03\n{alumni}\
             [[audience.channel]]\nname = \"media\"\nper_day = 2"
        ))
    };
    let joined = |records: &[Record]| -> f32 {
        let joins = records
            .iter()
            .flat_map(|record| record.series(Daily::Joins));
        joins.sum()
    };
    let none = records(&audience(""), 10);
    let some = records(&audience("alumni = 0.8\n"), 10);
    assert!(
        joined(&some) > 1.05 * joined(&none),
        "{} and {}",
        joined(&some),
        joined(&none)
    );
    // What is forgotten on the same day brings hardly anybody.
    let forgotten = records(&audience("alumni = 0.8\nalumni_days = 1\n"), 10);
    assert!(joined(&forgotten) < joined(&some));
    assert!(joined(&forgotten) < 1.05 * joined(&none));
    // Without interactions nobody finds what they came for, and nobody has anything to recommend.
    let off = |alumni: &str| {
        records(
            &format!("{}\n[interactions]\non = false\n", audience(alumni)),
            2,
        )
    };
    let plain = |records: &[Record]| -> Vec<u32> {
        let daily = records.iter().flat_map(|record| &record.daily);
        daily.map(|value| value.to_bits()).collect()
    };
    assert_eq!(plain(&off("")), plain(&off("alumni = 3\n")));
}

#[test]
fn nobody_appears_from_nowhere_when_people_come_again() {
    let text = camp(&format!(
        "{BOOK}[operator.contacts.all]\nfrom_day = 5\nappeal = 0.9\nkept = 1\nafter = 1\nagain_after = 2\n\
         [operator.reactivate]\n[operator.purge]\nafter_days = 10\nevery = 7\n"
    ))
    .replace("word_of_mouth = 0.01", "word_of_mouth = 0.05\nalumni = 1\nsize = 1000");
    let mut members = 0;
    watch(&text, |community| {
        if community.day() == 0 {
            members = 0;
        }
        let log = community.log();
        let off = log.exits.iter().filter(|exit| exit.way != Way::Silent);
        members = members + log.joins.len() - off.count();
        let there = community
            .all()
            .filter(|(_, member)| member.state.on_the_list());
        assert_eq!(there.count(), members);
        assert_eq!(community.on_the_list() as usize, members);
        assert!(community.reached() <= 1000 + 150, "nobody is reached twice");
        let silent = community
            .all()
            .filter(|(_, member)| member.state == State::Silent);
        assert!(silent.count() <= members);
    });
}
