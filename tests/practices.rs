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
                for (_, visit) in community.finds() {
                    unread += f64::from(visit.unread);
                    found += f64::from(visit.information);
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

/// The sum over days and replicates of something that a strategy counts.
fn counted(records: &[Record], metric: &str) -> f32 {
    let own = records.iter().flat_map(|record| &record.own);
    let found = own.filter(|own| own.metric == metric);
    found.flat_map(|own| &own.values).sum()
}

#[test]
fn a_quiet_room_has_members_of_its_own_who_feed_the_talk_and_take_in_whom_it_tires() {
    let own = "[operator.relay]\nreaders = 0.4\nsteps_back = 0.3\n";
    let scenario = scenario(&two_rooms(own));
    let prepared = Prepared::new(&scenario);
    let mut visits = [0, 0];
    prepared.run_watched(0, false, |community| {
        let quiet = community.rules().quiet_room;
        for visit in community.visits().filter(|it| Some(it.room) == quiet) {
            visits[usize::from(visit.joined < community.day())] += 1;
            assert_eq!(
                (visit.messages, visit.answers),
                (0, 0),
                "nobody talks there"
            );
        }
        let inside = community.all().map(|(_, member)| member);
        let mut inside = inside.filter(|member| Some(member.room) == quiet);
        assert!(inside.all(|member| !member.is(qun::model::member::flag::MUTED)));
    });
    assert!(visits[0] > 20 && visits[1] > visits[0], "{visits:?}");

    let with = records(&two_rooms(own), 12);
    for metric in ["relay.readers", "relay.stepped_back", "relay.joined_talk"] {
        assert!(counted(&with, metric) > 0.0, "{metric}");
    }
    // Fewer of them go over where less is said.
    let silent = two_rooms(own).replace("founders = 150", "founders = 0");
    let rate =
        |lived: &[Record]| counted(lived, "relay.joined_talk") / counted(lived, "relay.readers");
    let (lively, silent) = (rate(&with), rate(&records(&silent, 12)));
    assert!(silent < 0.9 * lively, "{silent} and {lively}");

    // The pair outlives the talk alone.
    let alone = two_rooms("").replace(
        "[[community.room]]\nname = \"notices\"\nkind = \"quiet\"\n",
        "",
    );
    let (alone, pair) = (records(&alone, 12), mean(&with, Run::EngagedEnd));
    let alone = mean(&alone, Run::EngagedEnd);
    assert!(
        pair > 1.02 * alone,
        "{pair} with a quiet room, {alone} without"
    );
}

#[test]
fn whoever_steps_back_from_the_talk_has_muted_nothing_any_more() {
    use qun::model::member::{State, flag};
    let text = two_rooms("[operator.relay]\nreaders = 0.4\nsteps_back = 0.3\n");
    let scenario = scenario(&text);
    let prepared = Prepared::new(&scenario);
    let mut muted = Vec::new();
    prepared.run_watched(0, false, |community| {
        let members = community.all().map(|(_, member)| member);
        let muting = members.filter(|it| it.state == State::Present && it.is(flag::MUTED));
        muted.push(muting.count() as f32);
    });
    let record = prepared.run(0, false);
    let stepped_back = counted(std::slice::from_ref(&record), "relay.stepped_back");
    assert!(stepped_back > 0.0);
    let shares = record.series(Daily::MutedShare).iter();
    let taking_part = record.series(Daily::TakingPart).iter();
    for ((share, taking_part), muted) in shares.zip(taking_part).zip(&muted) {
        assert!(
            (share * taking_part - muted).abs() < 0.01,
            "{share} of {taking_part}: {muted}"
        );
    }
}

#[test]
fn through_a_door_that_is_shut_nobody_comes_who_has_waited() {
    let lived = |again: &str| {
        let text = format!(
            "days = 60\n[community]\nmedium = \"wechat\"\nwhen_full = \"wait\"\n\
             [[community.room]]\nname = \"camp\"\ncapacity = 40\n\
             [audience]\nfounders = 40\n[[audience.channel]]\nname = \"media\"\nper_day = 4\n\
             [operator]\nhours_per_day = 2\n[operator.closing]\non_day = 30\nnotice = 5\n{again}"
        );
        let record = Prepared::new(&scenario(&text)).run(0, false);
        let joins = record.series(Daily::Joins).to_vec();
        (joins, record.series(Daily::Waiting).to_vec())
    };
    let (joins, waiting) = lived("");
    assert!(waiting[24] > 10.0, "many wait");
    assert!(joins[25..].iter().all(|came| *came == 0.0), "{joins:?}");
    assert!(waiting[30..].iter().all(|left| *left == 0.0), "{waiting:?}");
    let (joins, waiting) = lived("again_on = 45\n");
    assert!(joins[25..45].iter().all(|came| *came == 0.0), "{joins:?}");
    // Who waited is the first of the next community.
    assert!(joins[45] >= waiting[44].min(40.0), "{joins:?} {waiting:?}");
}

#[test]
fn the_owner_wins_no_prizes_and_is_nobodys_opinion_leader() {
    let text = "days = 60\n[community]\nmedium = \"chat\"\n[audience]\nfounders = 30\n\
                [operator]\nhours_per_day = 20\n[operator.owner]\nhours = 3\nmessages = 60\n\
                [operator.prizes]\nwinners = 2\nperiod = 10\n[operator.kol]\ncount = 3\nhome_grown = true\nhours = 0\n";
    let mut owners = 0;
    let record = Prepared::new(&scenario(text)).run_watched(0, false, |community| {
        use qun::model::member::flag;
        let rules = community.rules();
        for (_, member) in community.all() {
            if rules.who(member.archetype) != qun::model::who::Who::Member {
                owners += 1;
                let won =
                    member.is(flag::PROMOTED) || member.prospect != 0.0 || member.reward != 0.0;
                assert!(!won, "day {}", community.day());
            }
        }
    });
    assert!(owners > 50, "the owner is there");
    assert!(counted(&[record], "prizes.awarded") > 5.0);
}

/// A place whose operator has no time: what is done, members do.
fn roles(connectors: f64, hosts: f64, more: &str) -> String {
    format!(
        "days = 120\n[community]\nmedium = \"chat\"\n\
         [[archetype]]\nname = \"connector\"\nlike = \"core\"\nshare = {connectors}\n\
         [[archetype]]\nname = \"host\"\nlike = \"core\"\nshare = {hosts}\n\
         [[archetype]]\nname = \"expert\"\nlike = \"core\"\nshare = {}\n\
         [[archetype]]\nname = \"regular\"\nshare = 0.9\n\
         [audience]\nfounders = 80\n[[audience.channel]]\nname = \"media\"\nper_day = 3\n\
         [operator]\nhours_per_day = 0\n{more}",
        0.1 - connectors - hosts
    )
}

#[test]
fn members_of_a_role_do_its_work_and_nobody_does_it_without_them() {
    let weaving = "[operator.weaving]\nby = \"connector\"\nreferrals = 0\n";
    let with = counted(
        &records(&roles(0.05, 0.0, weaving), 6),
        "weaving.introduced",
    );
    let without = counted(&records(&roles(0.0, 0.0, weaving), 6), "weaving.introduced");
    assert!(
        with > 100.0 && without == 0.0,
        "{with} and {without} introductions"
    );

    // Hosts greet: newcomers are taken care of in nobody's hours.
    let cared = |hosts: f64, each: u32| {
        let text = roles(
            0.0,
            hosts,
            &format!("[operator.follow_up]\nby = \"host\"\neach = {each}\n"),
        );
        let (mut cared, mut hosts) = (0, 0);
        let record = Prepared::new(&scenario(&text)).run_watched(0, false, |community| {
            let rules = community.rules();
            for visit in community.visits() {
                cared += u32::from(visit.is(qun::model::visit::mark::CARED));
                let host = rules.kinds[usize::from(visit.archetype)].name == "host";
                hosts += u32::from(host && visit.messages > 0);
            }
        });
        assert_eq!(record.value(Run::HoursTotal), 0.0);
        (cared, hosts)
    };
    let (greeted, hosts) = cared(0.05, 2);
    assert!(greeted > 50 && greeted <= 2 * hosts, "{greeted} by {hosts}");
    assert_eq!(cared(0.0, 2).0, 0);
    assert_eq!(cared(0.05, 0).0, 0);
}
