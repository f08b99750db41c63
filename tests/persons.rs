//! Persons on whom much hangs: owners who tire, leaders who go, experts who lose heart, helpers; and who is
//! drawn in by what.

mod common;
#[path = "common/lived.rs"]
mod lived;

use common::scenario;
use lived::records;
use qun::model::cause::Cause;
use qun::model::community::Community;
use qun::model::keys;
use qun::model::member::State;
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, parse_str};

/// Mean over replicates of something.
fn mean(text: &str, replicates: u32, of: impl Fn(&Record) -> f64) -> f64 {
    let records = records(text, replicates);
    records.iter().map(of).sum::<f64>() / f64::from(replicates)
}

fn total(record: &Record, metric: Daily) -> f64 {
    record
        .series(metric)
        .iter()
        .map(|value| f64::from(*value))
        .sum()
}

/// Sum of a series that a strategy counts.
fn own(record: &Record, metric: &str) -> f64 {
    let found = record.own.iter().find(|own| own.metric == metric);
    let values = &found.expect("a series").values;
    values.iter().map(|value| f64::from(*value)).sum()
}

/// What holds at the end of one replicate.
fn at_the_end<T>(text: &str, replicate: u32, of: impl Fn(&Community<'_>) -> T) -> T {
    let scenario = scenario(text);
    let last = scenario.days - 1;
    let mut found = None;
    Prepared::new(&scenario).run_watched(replicate, false, |community| {
        if community.day() == last {
            found = Some(of(community));
        }
    });
    found.expect("a last day")
}

const PLACE: &str =
    "days = 120\n[community]\nmedium = \"wechat\"\n[operator]\nhours_per_day = 10\n";

fn owner(settings: &str) -> String {
    format!("{PLACE}[operator.owner]\n{settings}")
}

#[test]
fn an_owner_who_works_too_much_gives_up() {
    let lasts = |settings: &str| {
        mean(&owner(settings), 20, |record| {
            let answered = record.own.iter().find(|own| own.metric == "owner.answered");
            let mut days = answered.expect("a series").values.iter();
            days.rposition(|value| *value > 0.0)
                .map_or(0.0, |day| day as f64)
        })
    };
    // Five hours of answering a day where one is bearable, in a busy place.
    let busy = "minutes = 30\nhours = 5\nbearable_hours = 1\nstops = 0.1\n";
    let (worn, fresh) = (lasts(busy), lasts(&format!("{busy}weariness = 0\n")));
    assert!(
        worn < 0.75 * fresh,
        "{worn} days where work wears out, {fresh} where not"
    );
}

#[test]
fn nobody_to_answer_is_a_reason_to_go_once_the_owner_has_gone() {
    // The owner answered everybody in a place where hardly anybody else does.
    let place = |leaves: u16| {
        format!(
            "days = 150\n[community]\nmedium = \"chat\"\n[interactions]\nanswer_share = 0.1\nrecognition = -0.5\n\
             answered = -0.6\n[audience]\nfounders = 120\n[operator]\nhours_per_day = 20\n\
             [operator.owner]\nhours = 20\nbearable_hours = 24\nminutes = 2\nstops = 0\nto_day = {leaves}\n"
        )
    };
    let no_leader = |leaves: u16| {
        let scenario = scenario(&place(leaves));
        let prepared = Prepared::new(&scenario);
        let (mut found, mut all) = (0.0, 0.0);
        for replicate in 0..8 {
            prepared.run_watched(replicate, false, |community| {
                for exit in &community.log().exits {
                    all += 1.0;
                    found += f64::from(u8::from(exit.cause == Cause::NoLeader));
                }
            });
        }
        found / all
    };
    let (gone, stays) = (no_leader(20), no_leader(36_500));
    assert!(
        gone > 1.3 * stays && gone > 0.05,
        "{gone} of exits after, {stays} while there"
    );
}

#[test]
fn a_dead_owner_and_a_star_of_one_do_no_harm() {
    // An owner without hours never comes; a star with nobody else is one person; a departure finds nobody.
    let text = "days = 30\n[audience]\nfounders = 1\nchannel = []\nties = { shape = \"star\" }\n\
                [operator]\nhours_per_day = 0\n[operator.owner]\nhours = 2\n[operator.departure]\nfrom_day = 3\ncount = 5\n\
                [operator.weaving]\nmeeting_every = 3\n[operator.helpers]\n[operator.prefill]\n";
    let alone = at_the_end(text, 0, |community| community.all().count());
    assert_eq!(
        alone, 1,
        "the founder; an owner who never has the time to look in is not among them"
    );
}

#[test]
fn those_who_are_meant_depart_and_nobody_else() {
    for who in ["central", "writers", "owner"] {
        let text = format!(
            "{PLACE}[audience]\nfounders = 60\n[operator.owner]\nstops = 0\n\
             [operator.departure]\nwho = \"{who}\"\ncount = 2\nfrom_day = 50\n"
        );
        let gone = mean(&text, 1, |record| own(record, "departure.gone"));
        let meant = if who == "owner" { 1.0 } else { 2.0 };
        assert!((gone - meant).abs() < 1e-9, "{who}: {gone}");
    }
    let problems = |settings: &str| {
        let text = format!("{PLACE}[operator.departure]\n{settings}\n");
        match parse_str("test.toml", &text, &Overrides::default()) {
            Ok(loaded) => loaded.warnings.to_string(),
            Err(problems) => problems.to_string(),
        }
    };
    assert!(
        problems("who = \"archetype\"\narchetype = \"gurus\"")
            .contains("no `archetype` is named \"gurus\"")
    );
    assert!(problems("who = \"archetype\"").contains("of which archetype"));
    assert!(problems("archetype = \"core\"").contains("only counts with"));
}

/// A place of old hands into which many come whom the subject does not suit.
fn novices(fit: f64, per_day: u32, wear: &str) -> String {
    format!(
        "days = 150\n[community]\nmedium = \"chat\"\nfit_spread = 0.1\n[interactions]\n{wear}\n\
         [[archetype]]\nname = \"expert\"\nlike = \"core\"\nshare = 0.3\nexperience = 60\n\
         [[archetype]]\nname = \"asker\"\nlike = \"regular\"\nshare = 0.7\n\
         [audience]\nfounders = 60\n[[audience.channel]]\nname = \"adverts\"\nper_day = {per_day}\nfit = {fit}\n"
    )
}

/// Experts among the founders who still take part at the end, and days on which they wrote.
fn experts(text: &str) -> (f64, f64) {
    let scenario = scenario(text);
    let prepared = Prepared::new(&scenario);
    let (mut left, mut wrote) = (0, 0);
    for replicate in 0..20 {
        prepared.run_watched(replicate, false, |community| {
            let expert = |number: u32| {
                let member = community.member(number);
                keys::is_founder(member.person) && member.archetype == 0
            };
            let visits = community.writing_visits();
            wrote += visits.filter(|visit| expert(visit.member)).count();
            if community.day() == 149 {
                let all = community.all();
                left += all
                    .filter(|(number, member)| expert(*number) && member.state == State::Present)
                    .count();
            }
        });
    }
    (left as f64, wrote as f64)
}

const NEVER_TIRES: &str = "worn_out = 0\nwriting_worn_out = 0";
const TIRES: &str = "worn_out = 0.45\nwriting_worn_out = 0.7";

#[test]
fn experts_lose_heart_above_a_share_of_novices() {
    let lost = |fit: f64, per_day: u32| {
        let (fresh, wrote) = experts(&novices(fit, per_day, NEVER_TIRES));
        let (worn, less) = experts(&novices(fit, per_day, TIRES));
        (1.0 - worn / fresh, 1.0 - less / wrote)
    };
    let (few, few_write) = lost(0.1, 3);
    let (many, many_write) = lost(0.1, 60);
    let (_, fitting_write) = lost(1.0, 60);
    assert!(
        many_write > 0.1,
        "many novices silence experts: {many_write}"
    );
    assert!(
        few_write < 0.5 * many_write,
        "{few_write} with few, {many_write} with many"
    );
    assert!(
        fitting_write < 0.2 * many_write,
        "{fitting_write} where newcomers fit"
    );
    assert!(
        many > few,
        "experts who go: {many} with many novices, {few} with few"
    );
}

#[test]
fn where_nobody_is_a_novice_or_nobody_an_expert_nothing_tires() {
    let same = |text: &dyn Fn(&str) -> String| {
        let [one, other] = [TIRES, NEVER_TIRES].map(|wear| records(&text(wear), 3));
        one.iter().zip(&other).all(|(one, other)| {
            one.daily == other.daily || {
                let bits = |record: &Record| {
                    record
                        .daily
                        .iter()
                        .map(|value| value.to_bits())
                        .collect::<Vec<u32>>()
                };
                bits(one) == bits(other)
            }
        })
    };
    // Everybody an expert: founders only, who have all been there for long.
    assert!(same(&|wear| {
        novices(1.0, 0, wear)
            .replace("experience = 60", "experience = 60\n")
            .replace("share = 0.3", "share = 1.0")
            .replace("share = 0.7", "share = 0.0")
    }));
    // Everybody a novice whom the subject does not suit at all.
    assert!(same(&|wear| {
        novices(0.0, 20, wear)
            .replace("founders = 60", "founders = 0")
            .replace("fit_spread = 0.1", "fit_spread = 0")
    }));
}

#[test]
fn leaders_who_do_not_write_are_let_go_and_not_asked_again() {
    let kol = |quota: u32| {
        format!("{PLACE}[audience]\nfounders = 80\n[operator.kol]\ncount = 5\nquota = {quota}\n")
    };
    let dismissed = |quota: u32| mean(&kol(quota), 3, |record| own(record, "kol.dismissed"));
    assert_eq!(dismissed(0), 0.0);
    assert!(dismissed(10) > 3.0, "{}", dismissed(10));
    // Nobody can write so much: every week others are tried.
    assert!(dismissed(100_000) > 1.5 * dismissed(10));
}

#[test]
fn helpers_give_hours_that_others_can_use() {
    let place = |helpers: &str| {
        format!(
            "days = 120\n[community]\nmedium = \"wechat\"\n[audience]\nfounders = 80\n[operator]\nhours_per_day = 0.5\n\
             cost_per_hour = 10\n[operator.helpers]\n{helpers}\n[operator.follow_up]\nminutes = 10\ndays = 15\n"
        )
    };
    let (with, without) = ("count = 4\nhours = 1\nminutes = 5", "count = 0");
    let cared = |settings: &str| {
        let scenario = scenario(&place(settings));
        let prepared = Prepared::new(&scenario);
        let mut count = 0;
        for replicate in 0..4 {
            prepared.run_watched(replicate, false, |community| {
                let visits = community.visits();
                count += visits
                    .filter(|visit| visit.is(qun::model::visit::mark::CARED))
                    .count();
            });
        }
        count
    };
    assert!(
        cared(with) > cared(without) + 20,
        "{} and {}",
        cared(with),
        cared(without)
    );
    let hours = |settings: &str| {
        mean(&place(settings), 4, |record| {
            total(record, Daily::OperatorHours)
        })
    };
    assert!(
        hours(with) <= 60.0 + 1e-6,
        "the operator works their own hours only"
    );
    assert!(mean(&place(with), 4, |record| own(record, "helpers.lent")) > 10.0);
}

#[test]
fn a_gate_waits_for_its_size_and_asks_for_followers() {
    let gate = |settings: &str| {
        format!(
            "days = 90\n[audience]\nfounders = 20\n[[audience.channel]]\nname = \"media\"\nper_day = 10\n\
             [operator]\nhours_per_day = 24\n[operator.threshold]\n{settings}"
        )
    };
    let joins = |settings: &str| mean(&gate(settings), 4, |record| record.value(Run::JoinsTotal));
    let shut = "gate = \"task\"\ncost = 20\n";
    let open = joins("gate = \"none\"\n");
    let from_100 = joins(&format!("{shut}from_members = 100\n"));
    assert!(
        from_100 > 99.0 && from_100 < 0.5 * open,
        "{from_100}, {open} without a gate"
    );
    let follow = |many: u32| joins(&format!("gate = \"followers\"\nfollowers = {many}\n"));
    let (all, some, none) = (follow(0), follow(500), follow(1_000_000_000));
    assert!(
        all > 2.0 * some && some > none && none < 25.0,
        "{all}, {some}, {none}"
    );
}

#[test]
fn a_queue_draws_and_other_groups_raise_what_is_expected() {
    let full = |settings: &str| {
        format!(
            "days = 90\n[community]\nwhen_full = \"wait\"\nwaiting_places = 1000\nroom = [{{ name = \"one\", capacity = 50 }}]\n\
             [audience]\nfounders = 50\n{settings}\n[[audience.channel]]\nname = \"media\"\nper_day = 10\n"
        )
    };
    let applied = |settings: &str| {
        mean(&full(settings), 6, |record| {
            total(record, Daily::Applications)
        })
    };
    assert!(applied("scarcity = 0.5") > 1.15 * applied("scarcity = 0"));
    let free = |settings: &str| full(settings).replace("capacity = 50", "capacity = 5000");
    let same = |settings: &str| {
        mean(&free(settings), 6, |record| {
            total(record, Daily::Applications)
        })
    };
    assert_eq!(
        same("scarcity = 0.5"),
        same("scarcity = 0"),
        "there is no queue"
    );
    let engaged = |groups: u32| {
        mean(
            &free(&format!("competing_groups = {groups}")),
            10,
            |record| record.value(Run::EngagedEnd),
        )
    };
    assert!(engaged(200) < engaged(16) && engaged(16) < engaged(2));
}

#[test]
fn an_honest_pitch_brings_fewer_who_fit_better() {
    let pitch = |settings: &str| {
        format!(
            "days = 90\n[community]\nfit_spread = 0.6\n[audience]\nfounders = 20\n[[audience.channel]]\nname = \"media\"\n\
             per_day = 10\nfit = 0.5\n[operator]\nhours_per_day = 24\n{settings}"
        )
    };
    let fit = |settings: &str| {
        at_the_end(&pitch(settings), 0, |community| {
            let joined = community.all().filter(|(_, member)| member.joined > 0);
            let fits: Vec<f64> = joined.map(|(_, member)| f64::from(member.fit)).collect();
            (fits.len(), fits.iter().sum::<f64>() / fits.len() as f64)
        })
    };
    let (all, usual) = fit("");
    let (honest, best) = fit("[operator.pitch]\n");
    let (inflated, better) = fit("[operator.pitch]\nclaim = 3\n");
    assert!(
        honest < inflated && inflated < all,
        "{honest}, {inflated}, {all}"
    );
    assert!(best > better && better > usual, "{best}, {better}, {usual}");
}

#[test]
fn poor_heads_in_a_grown_group_leave_fewer_than_no_campaign() {
    let group = |per_day: u32, fit: f64, spam: u32| {
        format!(
            "days = 180\n[community]\nmedium = \"wechat\"\nroom = [{{ name = \"main\", capacity = 500 }}]\n\
             [[archetype]]\nname = \"core\"\nshare = 0.1\n[[archetype]]\nname = \"regular\"\nshare = 0.3\n\
             [[archetype]]\nname = \"spammer\"\nshare = 0.01\n[[archetype]]\nname = \"lurker\"\n\
             [audience]\nfounders = 250\nfounder_activity = 2\n[[audience.channel]]\nname = \"word\"\nper_day = 3\n\
             [[audience.channel]]\nname = \"adverts\"\nper_day = {per_day}\nfit = {fit}\nspam = {spam}\nfrom_day = 30\nto_day = 41\n"
        )
    };
    let engaged = |per_day, fit, spam| {
        mean(&group(per_day, fit, spam), 20, |record| {
            record.value(Run::EngagedEnd)
        })
    };
    let (none, poor, good) = (engaged(0, 1.0, 1), engaged(35, 0.2, 5), engaged(35, 1.0, 1));
    assert!(
        poor < 0.85 * none && poor < 0.9 * good,
        "{none}, {good} with good heads, {poor} with poor ones"
    );
}
