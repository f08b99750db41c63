//! What counts: communities that no person would call alive are not called alive, and nothing silly
//! wins a comparison.

use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::observe::stage::Stage;
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, parse_str};

/// Runs a scenario three times.
fn live(text: &str) -> Vec<Record> {
    let text = format!("title = \"silly\"\nseed = 7\n{text}");
    let loaded = parse_str("silly.toml", &text, &Overrides::default());
    let scenario = loaded
        .unwrap_or_else(|problems| panic!("{problems:?}"))
        .base;
    let prepared = Prepared::new(&scenario);
    (0..3)
        .map(|replicate| prepared.run(replicate, false))
        .collect()
}

fn mean(records: &[Record], metric: Run) -> f64 {
    records
        .iter()
        .map(|record| record.value(metric))
        .sum::<f64>()
        / records.len() as f64
}

/// Mean of a daily metric on the last day.
fn last(records: &[Record], metric: Daily) -> f64 {
    let of = records
        .iter()
        .map(|record| f64::from(record.series(metric)[record.days as usize - 1]));
    of.sum::<f64>() / records.len() as f64
}

fn all_dead(records: &[Record]) -> bool {
    records
        .iter()
        .all(|record| record.value(Run::Died) == 1.0 && record.stages.last() == Some(&Stage::Dead))
}

fn none_dead(records: &[Record]) -> bool {
    records.iter().all(|record| record.value(Run::Died) == 0.0)
}

const NOBODY_COMES: &str = "[[audience.channel]]\nname = \"none\"\nper_day = 0.0\n";
const ONLY_SPAMMERS: &str = "[[archetype]]\nname = \"spammer\"\nshare = 1.0\n";
const MUTE: &str = "[[archetype]]\nname = \"lurker\"\nshare = 1.0\npost = 0.0\n";

#[test]
fn a_group_of_nothing_but_spammers_is_dead_from_the_first_day() {
    let spam = live(&format!(
        "days = 120\n[audience]\nfounders = 0\n[[audience.channel]]\nname = \"media\"\nper_day = 8.0\n{ONLY_SPAMMERS}"
    ));
    assert!(last(&spam, Daily::SpamPosts) > 0.0 && last(&spam, Daily::Spammers) > 0.0);
    assert!(all_dead(&spam), "{:?}", spam[0].stages);
    for metric in [
        Run::EngagedEnd,
        Run::SpeakingEnd,
        Run::DauEnd,
        Run::PostsTotal,
        Run::JoinsTotal,
    ] {
        assert_eq!(mean(&spam, metric), 0.0, "{metric:?}");
    }
    assert_eq!(mean(&spam, Run::DiedOnDay), 0.0);
    // Nobody of whom retention could be measured ever came.
    assert!(mean(&spam, Run::RetentionD30).is_nan());
    assert_eq!(last(&spam, Daily::Members), 0.0);
}

#[test]
fn spammers_change_nothing_in_what_is_said_of_members() {
    // With interactions off nobody reacts to spam: members must look the same with and without it.
    let with = |spam: f64| {
        live(&format!(
            "days = 90\n[interactions]\non = false\n[audience]\nfounders = 40\n\
             [[audience.channel]]\nname = \"spam\"\nper_day = {spam}\nspam = 1000.0\n\
             [[archetype]]\nname = \"regular\"\nshare = 0.4\n[[archetype]]\nname = \"lurker\"\nshare = 0.5\n\
             [[archetype]]\nname = \"spammer\"\nshare = 0.1\n"
        ))
    };
    let (clean, dirty) = (with(0.0), with(6.0));
    assert!(mean(&dirty, Run::SpammersTotal) > 400.0);
    assert!(last(&dirty, Daily::AdsShare) > 0.1);
    // A thousandfold share of spammers leaves one ordinary member in a few hundred.
    let few = mean(&dirty, Run::JoinsTotal) - mean(&clean, Run::JoinsTotal);
    assert!(few < 40.0, "{few}");
    for metric in [Run::EngagedEnd, Run::DauEnd, Run::PostsEnd] {
        let (clean, dirty) = (mean(&clean, metric), mean(&dirty, metric));
        assert!(
            (dirty - clean).abs() <= 0.25 * clean.max(4.0),
            "{metric:?}: {clean} {dirty}"
        );
    }
}

#[test]
fn a_room_in_which_nobody_ever_writes_speaks_to_nobody() {
    let mute = live(&format!("days = 90\n[audience]\nfounders = 60\n{MUTE}"));
    assert_eq!(mean(&mute, Run::SpeakingEnd), 0.0);
    assert_eq!(mean(&mute, Run::PostsTotal), 0.0);
    assert_eq!(mean(&mute, Run::Activation), 0.0);
    assert_eq!(last(&mute, Daily::SilentShare), 1.0);
    assert_eq!(last(&mute, Daily::LurkerShare), 1.0);
    assert!(mean(&mute, Run::TimeToFirstPost).is_nan());
}

#[test]
fn removing_everybody_every_day_is_not_best_of_all() {
    let group = |purge: &str| {
        live(&format!(
            "days = 120\n[community]\nwhen_full = \"wait\"\n[[community.room]]\nname = \"room\"\ncapacity = 120\n\
             [audience]\nfounders = 120\n[[audience.channel]]\nname = \"media\"\nper_day = 60.0\n{purge}"
        ))
    };
    let (calm, purged) = (
        group(""),
        group("[operator.purge]\nafter_days = 1\nevery = 1\n"),
    );
    // Turnover raises what counts heads, and nothing that asks who is still there.
    assert!(mean(&purged, Run::DauEnd) > mean(&calm, Run::DauEnd));
    for metric in [
        Run::EngagedEnd,
        Run::SpeakingEnd,
        Run::EngagedDays,
        Run::PowerUsers,
    ] {
        let (calm, purged) = (mean(&calm, metric), mean(&purged, metric));
        assert!(
            purged < 0.5 * calm.max(1.0),
            "{metric:?}: {calm} against {purged}"
        );
    }
    let first = last(&purged, Daily::New) / last(&purged, Daily::Dau);
    assert!(first > 0.5, "{first}");
    assert!(last(&purged, Daily::Removed7d) > 0.5);
    for record in &purged {
        let inside = |value: &f32| value.is_nan() || (0.0..=1.0).contains(value);
        for metric in [Daily::Churn7d, Daily::Removed7d, Daily::LeaveRate] {
            assert!(record.series(metric).iter().all(inside), "{metric:?}");
        }
    }
}

#[test]
fn a_crowd_that_changes_every_day_is_nobody_who_stays() {
    // Everybody comes once: the personal probability of quitting is next to one.
    let crowd = live(
        "days = 120\n[audience]\nfounders = 0\n[[audience.channel]]\nname = \"media\"\nper_day = 400.0\n\
         [[archetype]]\nname = \"regular\"\nshare = 1.0\nquit_a = 100.0\nquit_b = 0.01\nquit_visit = 1.0\npost = 0.0\n",
    );
    assert!(mean(&crowd, Run::DauEnd) > 60.0);
    assert_eq!(mean(&crowd, Run::EngagedEnd), 0.0);
    assert!(mean(&crowd, Run::ReturningEnd) < 1.0);
    assert!(all_dead(&crowd));
    assert!(mean(&crowd, Run::RetentionD7) < 0.01);
}

#[test]
fn founders_who_all_leave_at_once_leave_a_dead_group() {
    let gone = live(&format!(
        "days = 90\n[audience]\nfounders = 300\nword_of_mouth = 0.0\n{NOBODY_COMES}\
         [[archetype]]\nname = \"regular\"\nshare = 1.0\nquit_a = 100.0\nquit_b = 0.01\nquit_visit = 1.0\n"
    ));
    assert!(all_dead(&gone));
    assert!(
        mean(&gone, Run::DiedOnDay) < 4.0,
        "{}",
        mean(&gone, Run::DiedOnDay)
    );
    assert_eq!(mean(&gone, Run::EngagedEnd), 0.0);
}

#[test]
fn two_thousand_founders_of_whom_many_stay_are_alive() {
    let large = live("days = 180\n[audience]\nfounders = 2000\n");
    assert!(none_dead(&large), "{:?}", large[0].stages);
    assert!(mean(&large, Run::DauEnd) > 20.0);
    assert!(mean(&large, Run::EngagedEnd) > 20.0);
}

#[test]
fn nobody_at_all_is_dead_and_divides_nothing() {
    let empty = live(&format!(
        "days = 60\n[audience]\nfounders = 1\nword_of_mouth = 0.0\n{NOBODY_COMES}{MUTE}"
    ));
    assert!(all_dead(&empty));
    assert!(mean(&empty, Run::EngagedEnd) <= 1.0);
    let infinite = |record: &Record| record.run.iter().any(|value| value.is_infinite());
    assert!(!empty.iter().any(infinite));
}

#[test]
fn one_member_who_talks_alone_is_one_member() {
    let one = live(&format!(
        "days = 120\n[interactions]\non = false\n[audience]\nfounders = 1\nword_of_mouth = 0.0\n{NOBODY_COMES}\
         [[archetype]]\nname = \"core\"\nshare = 1.0\nquit_a = 0.001\nquit_b = 10000.0\nquit_floor = 0.0\npost = 1.0\ngap = 2.0\n"
    ));
    // Somebody who talks alone may pause for weeks; nobody else is ever counted.
    assert!(
        one.iter()
            .all(|record| record.value(Run::EngagedEnd) <= 1.0)
    );
    assert!(mean(&one, Run::EngagedHalf) + mean(&one, Run::EngagedEnd) > 0.9);
    assert_eq!(last(&one, Daily::Members), 1.0);
    assert!(mean(&one, Run::DauEnd) <= 1.0);
    assert_eq!(mean(&one, Run::RepliesTotal), 0.0);
}

#[test]
fn guests_for_pay_are_not_the_members() {
    let mut text = format!(
        "days = 120\n[audience]\nfounders = 3\nword_of_mouth = 0.0\n{NOBODY_COMES}{MUTE}\
         [operator.kol]\nhome_grown = false\ncount = 20\npay = 0.0\nhours = 0.0\n"
    );
    let guests = live(&text);
    assert!(last(&guests, Daily::Guests) > 10.0);
    assert!(mean(&guests, Run::EngagedEnd) <= 3.0);
    assert_eq!(mean(&guests, Run::PostsTotal), 0.0);
    assert!(mean(&guests, Run::JoinsTotal) == 3.0);
    let posts: f32 = guests[0].series(Daily::GuestPosts).iter().sum();
    assert!(posts > 0.0);
    text = text.replace("count = 20", "count = 0");
    assert_eq!(last(&live(&text), Daily::Guests), 0.0);
}

#[test]
fn members_who_only_arrive_on_the_last_days_are_no_engaged_members() {
    let late = live(
        "days = 100\n[audience]\nfounders = 0\nword_of_mouth = 0.0\n\
         [[audience.channel]]\nname = \"late\"\nper_day = 100.0\nfrom_day = 80\n",
    );
    assert!(last(&late, Daily::Members) > 500.0);
    assert_eq!(mean(&late, Run::EngagedEnd), 0.0);
}

#[test]
fn closing_the_door_and_losing_everybody_slowly_is_decline_and_then_death() {
    let closed = live(&format!(
        "days = 400\n[audience]\nfounders = 40\nword_of_mouth = 0.0\n{NOBODY_COMES}\
         [[archetype]]\nname = \"regular\"\nshare = 1.0\nquit_floor = 0.03\n"
    ));
    assert!(all_dead(&closed));
    let died = mean(&closed, Run::DiedOnDay);
    assert!((14.0..390.0).contains(&died), "{died}");
}

#[test]
fn windows_begin_when_they_are_full() {
    let short = live("days = 60\n[audience]\nfounders = 100\n");
    for (metric, window) in [
        (Daily::Wau, 7),
        (Daily::Mau, 30),
        (Daily::DauMau, 30),
        (Daily::SilentShare, 7),
        (Daily::Churn7d, 7),
        (Daily::Engaged, 28),
    ] {
        let series = short[0].series(metric);
        assert!(
            series[..window].iter().all(|value| value.is_nan()),
            "{metric:?}"
        );
        assert!(
            series[window..].iter().all(|value| !value.is_nan()),
            "{metric:?}"
        );
    }
    // The day on which all founders come at once falls out of no window that is drawn.
    let mau = short[0].series(Daily::Mau);
    assert!(
        (mau[31] - mau[30]).abs() < 0.15 * mau[30],
        "{} {}",
        mau[30],
        mau[31]
    );
}

#[test]
fn the_retention_of_table_and_chart_is_one() {
    let records = live("days = 120\n[audience]\nfounders = 100\n");
    for (age, exact, rolling) in [
        (1, Run::RetentionD1, Run::RollingD1),
        (7, Run::RetentionD7, Run::RollingD7),
        (30, Run::RetentionD30, Run::RollingD30),
        (90, Run::RetentionD90, Run::RollingD90),
    ] {
        for record in &records {
            let drawn = f64::from(record.retention[age]);
            assert!((record.value(exact) - drawn).abs() < 1e-6);
            assert!(record.value(rolling) >= record.value(exact));
        }
    }
    for record in &records {
        // Rolling retention falls with age up to who was watched, and D7 is below D1.
        assert!(record.value(Run::RetentionD7) < record.value(Run::RetentionD1));
        let on_the_list = [Run::ListedD1, Run::ListedD7, Run::ListedD15, Run::ListedD30];
        assert!(
            on_the_list
                .windows(2)
                .all(|it| record.value(it[1]) <= record.value(it[0]) + 0.02)
        );
        // Monthly active is one number, and never more than there are members.
        let mau = record.series(Daily::Mau)[119];
        assert!(mau <= record.series(Daily::Members)[119]);
    }
}
