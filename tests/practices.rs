//! What some practices do, and what they cost: each acts through a channel that members have.

mod common;
#[path = "common/lived.rs"]
mod lived;

use common::scenario;
use lived::records;
use qun::model::cause::Cause;
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;

fn mean(records: &[Record], metric: Run) -> f64 {
    let sum: f64 = records.iter().map(|record| record.value(metric)).sum();
    sum / records.len() as f64
}

fn total(records: &[Record], metric: Daily) -> f64 {
    // A day without messages has no share of advertisements.
    let values = records.iter().flat_map(|record| record.series(metric));
    let values = values.filter(|value| value.is_finite());
    values.map(|value| f64::from(*value)).sum::<f64>() / records.len() as f64
}

/// Exits for a cause.
fn exits(text: &str, replicates: u32, cause: Cause) -> usize {
    let scenario = scenario(text);
    let prepared = Prepared::new(&scenario);
    let mut found = 0;
    for replicate in 0..replicates {
        prepared.run_watched(replicate, false, |community| {
            let exits = community.log().exits.iter();
            found += exits.filter(|exit| exit.cause == cause).count();
        });
    }
    found
}

const MOVING: &str = "days = 160\n[community]\nmedium = \"chat\"\nfocus = 0.8\n\
    [[community.topic]]\nname = \"studies\"\n\
    [[community.topic]]\nname = \"jobs\"\ninterest = 0\nfocus = 0\n\
    [audience]\nfounders = 150\n[[audience.channel]]\nname = \"media\"\nper_day = 1\n\
    [demand]\ninterest = [{ day = 50, weights = [1, 0] }, { day = 70, weights = [0, 1] }]\n\
    [operator]\nhours_per_day = 4\n";

#[test]
fn following_what_members_need_keeps_them() {
    let fixed = records(MOVING, 8);
    let follows = |day: u16| {
        let text = format!("{MOVING}[operator.agenda]\ntopic = \"jobs\"\nfrom_day = {day}\n");
        records(&text, 8)
    };
    let (in_time, too_soon) = (follows(60), follows(0));
    let engaged = |records: &[Record]| mean(records, Run::EngagedEnd);
    assert!(
        engaged(&in_time) > 1.05 * engaged(&fixed),
        "{:.1} with the agenda moved, {:.1} without",
        engaged(&in_time),
        engaged(&fixed)
    );
    // Before anybody needs it, it is off everybody's subject.
    let half = |records: &[Record]| {
        let days = records.iter().map(|record| record.series(Daily::Dau)[45]);
        days.map(f64::from).sum::<f64>()
    };
    assert!(
        half(&too_soon) < half(&fixed),
        "{} {}",
        half(&too_soon),
        half(&fixed)
    );
}

const SUBJECTS: &str = "days = 90\n[community]\nmedium = \"chat\"\nfocus = 0.25\n\
    [[community.topic]]\nname = \"one\"\n[[community.topic]]\nname = \"another\"\n\
    [[community.topic]]\nname = \"third\"\n[[community.topic]]\nname = \"fourth\"\n\
    [audience]\nfounders = 300\n[[audience.channel]]\nname = \"media\"\nper_day = 10\n\
    [operator]\nhours_per_day = 4\n";

#[test]
fn sorting_spares_readers_what_does_not_concern_them_and_nothing_else() {
    // What is met on the first days, before anybody has lived otherwise because of it.
    let met = |text: &str| {
        let scenario = scenario(text);
        let (mut unread, mut found, mut small_talk) = (0.0, 0.0, 0.0);
        Prepared::new(&scenario).run_watched(0, false, |community| {
            if community.day() == 0 {
                for visit in community.visits() {
                    unread += f64::from(visit.unread);
                    found += f64::from(visit.found);
                    small_talk += f64::from(visit.small_talk);
                }
            }
        });
        (unread, found, small_talk)
    };
    let all = met(SUBJECTS);
    let sorted = met(&format!("{SUBJECTS}[operator.sorting]\nspared = 0.8\n"));
    assert!(sorted.0 < 0.7 * all.0, "{sorted:?} of {all:?}");
    // Whoever has less to scroll through finds no less of what concerns them.
    assert!(
        sorted.1 >= all.1 && sorted.2 >= all.2,
        "{sorted:?} of {all:?}"
    );
}

const DOOR: &str = "days = 120\n[community]\nmedium = \"wechat\"\n\
    [audience]\nfounders = 60\n[[audience.channel]]\nname = \"media\"\nper_day = 4\nspam = 0.1\n\
    [[archetype]]\nname = \"core\"\nshare = 0.05\n[[archetype]]\nname = \"regular\"\nshare = 0.45\n\
    [[archetype]]\nname = \"lurker\"\nshare = 0.45\n[[archetype]]\nname = \"spammer\"\nshare = 0.05\n\
    [operator]\nhours_per_day = 20\n";

#[test]
fn a_robot_saves_hours_and_has_less_warmth() {
    let nobody = records(DOOR, 12);
    let person = records(&format!("{DOOR}[operator.follow_up]\ndays = 7\n"), 12);
    let robot = records(&format!("{DOOR}[operator.robot]\n"), 12);
    let kept = |records: &[Record]| mean(records, Run::RollingD30);
    let hours = |records: &[Record]| mean(records, Run::HoursTotal);
    assert!(
        kept(&person) > kept(&robot) && kept(&robot) > kept(&nobody) - 0.005,
        "{:.3} with a person, {:.3} with a robot, {:.3} with nobody",
        kept(&person),
        kept(&robot),
        kept(&nobody)
    );
    assert!(0.3 * hours(&person) > hours(&robot));
    let ads = |records: &[Record]| total(records, Daily::AdsShare);
    assert!(ads(&robot) < 0.5 * ads(&nobody));
    // It stops from one day to the next, and the advertisements come back.
    let banned = records(&format!("{DOOR}[operator.robot]\nto_day = 60\n"), 12);
    let after = |records: &[Record]| {
        let late = records
            .iter()
            .flat_map(|record| &record.series(Daily::AdsShare)[90..]);
        let late = late.filter(|value| value.is_finite());
        late.map(|value| f64::from(*value)).sum::<f64>()
    };
    assert!(after(&banned) > 2.0 * after(&robot));
}

fn quarrelsome(quarrels: f64, approval: f64) -> String {
    format!(
        "days = 120\n[community]\nmedium = \"chat\"\nquarrels = {quarrels}\n[audience]\nfounders = 150\n\
         [[audience.channel]]\nname = \"media\"\nper_day = 3\n[operator]\nhours_per_day = 6\n\
         [operator.moderation]\nhours = 6\nseverity = 0\nmediation = 0\napproval = {approval}\n"
    )
}

#[test]
fn looking_at_everything_beforehand_keeps_the_peace_and_costs_the_wish_to_write() {
    let posts =
        |quarrels, approval| total(&records(&quarrelsome(quarrels, approval), 8), Daily::Posts);
    // Where nobody quarrels it only costs.
    let (free, strict) = (posts(0.0, 0.0), posts(0.0, 1.0));
    assert!(
        strict < 0.85 * free && strict > 0.45 * free,
        "{strict:.0} looked at beforehand, {free:.0} not"
    );
    let driven_out = |approval| exits(&quarrelsome(100.0, approval), 8, Cause::Harassment);
    let (free, strict) = (driven_out(0.0), driven_out(1.0));
    assert!(2 * strict < free, "{strict} driven out, {free} without");
}

/// A quarrelsome place whose moderator corrects many, and breaks the rules on so many days.
fn ruled(breaks: f64, explains: bool) -> String {
    let rules = format!("severity = 0.4\nbreaks = {breaks}\nexplains = {explains}");
    quarrelsome(40.0, 0.0).replace("severity = 0\nmediation = 0", &rules)
}

#[test]
fn rules_that_their_owner_breaks_are_worth_less() {
    let driven_off =
        |text: &str| exits(text, 20, Cause::Harassment) + exits(text, 20, Cause::Tyranny);
    let (kept, broken) = (driven_off(&ruled(0.0, true)), driven_off(&ruled(1.0, true)));
    assert!(
        broken as f64 > 1.1 * kept as f64,
        "{kept} where they are kept, {broken}"
    );
    // Whoever is never believed might as well explain nothing.
    let silent = driven_off(&ruled(1.0, false));
    assert_eq!(broken, silent);
}

#[test]
fn a_ritual_holds_those_who_have_reason_to_go_through_identity_alone() {
    let group = |identity: f64, rituals: &str| {
        format!(
            "{}[operator.rituals]\non = \"\"\nhours = 0.1\nlends = 1\n{rituals}\n[interactions]\nidentity = {identity}\n",
            quarrelsome(100.0, 0.0)
        )
    };
    let driven_out = |text: &str| exits(text, 20, Cause::Harassment);
    let without = driven_out(&group(0.7, "from_day = 36500"));
    let with = driven_out(&group(0.7, ""));
    assert!(
        10 * with < 9 * without,
        "{with} driven out, {without} without a ritual"
    );
    // What nobody feels holds nobody.
    let unfelt = |rituals: &str| driven_out(&group(0.0, rituals));
    assert_eq!(unfelt(""), unfelt("from_day = 36500"));
}

#[test]
fn scarce_care_goes_to_those_who_come_first_in_the_order_that_was_chosen() {
    // Who is cared for on a day with time for one.
    let served = |first: &str| {
        let text = format!(
            "days = 30\n[community]\nmedium = \"wechat\"\n[audience]\nfounders = 60\n\
             [[audience.channel]]\nname = \"media\"\nper_day = 4\n\
             [operator]\nhours_per_day = 0.1\n[operator.follow_up]\ndays = 365\nminutes = 6\nfirst = \"{first}\"\n"
        );
        let scenario = scenario(&text);
        let (mut newest, mut busiest, mut days) = (0, 0, 0);
        Prepared::new(&scenario).run_watched(0, false, |community| {
            let cared = community
                .visits()
                .find(|visit| visit.is(qun::model::visit::mark::CARED));
            let Some(cared) = cared else { return };
            days += 1;
            let last = community.visits().map(|visit| visit.member).max();
            newest += u32::from(last == Some(cared.member));
            let posts = |number: u32| community.member(number).posts;
            let most = community.visits().map(|visit| posts(visit.member)).max();
            busiest += u32::from(most == Some(posts(cared.member)));
        });
        (newest, busiest, days)
    };
    let (newest, _, days) = served("newest");
    assert!(days > 20 && newest == days, "{newest} of {days}");
    let (_, busiest, days) = served("most_active");
    assert!(days > 20 && busiest == days, "{busiest} of {days}");
}

fn two_rooms(more: &str) -> String {
    format!(
        "days = 150\n[community]\nmedium = \"wechat\"\n\
         [[community.room]]\nname = \"talk\"\n[[community.room]]\nname = \"notices\"\nkind = \"quiet\"\n\
         [audience]\nfounders = 150\n[[audience.channel]]\nname = \"media\"\nper_day = 2\n\
         [operator]\nhours_per_day = 2\n{more}"
    )
}

#[test]
fn the_quiet_room_brings_some_back_whom_the_talk_had_tired() {
    let without = records(&two_rooms(""), 12);
    let with = records(&two_rooms("[operator.relay]\n"), 12);
    let visits = |records: &[Record]| total(records, Daily::Dau);
    assert!(
        visits(&with) > 1.005 * visits(&without) && visits(&with) < 1.3 * visits(&without),
        "{:.0} visits with a way back, {:.0} without",
        visits(&with),
        visits(&without)
    );
    // Without talk there is nothing to tell, and without a quiet room nowhere to tell it.
    let alone = two_rooms("[operator.relay]\n");
    let alone = alone.replace(
        "[[community.room]]\nname = \"notices\"\nkind = \"quiet\"\n",
        "",
    );
    let told: f32 = records(&alone, 1)[0].own[0].values.iter().sum();
    assert_eq!(told, 0.0);
}
