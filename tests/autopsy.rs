//! Autopsies and lives, on communities made to die of one thing.

use qun::model::cause::Cause;
use qun::model::member::State;
use qun::run::cells::{Cell, Setting};
use qun::run::life::{Came, Follow};
use qun::run::replicates::Stop;
use qun::run::simulate::Prepared;
use qun::scenario::{Loaded, Overrides, parse_str};
use qun::show::{autopsy as letter, life as story};
use qun::study::autopsy::{
    Body, Fate, Remedy, Without, examine, fitting, removers, try_all, try_without,
};
use qun::words::Language;

const EXAM: &str = "days = 150\n[community]\nmedium = \"wechat\"\n[audience]\nfounders = 50\n\
    [[audience.channel]]\nname = \"forum\"\nper_day = 4\nseasonal = true\n[demand]\n\
    season = [{ day = 0, level = 1.0 }, { day = 70, level = 1.3 }, { day = 80, level = 0.05 }]\n";

const SPAM: &str = "days = 150\n[community]\nmedium = \"wechat\"\n[audience]\nfounders = 60\n\
    [[audience.channel]]\nname = \"forum\"\nper_day = 3\n[[archetype]]\nname = \"core\"\nshare = 0.04\n\
    [[archetype]]\nname = \"regular\"\nshare = 0.3\n[[archetype]]\nname = \"spammer\"\nshare = 0.12\n\
    [[archetype]]\nname = \"lurker\"\n";

const WELL: &str =
    "days = 120\n[audience]\nfounders = 60\n[[audience.channel]]\nname = \"media\"\nper_day = 6\n";

fn loaded(text: &str) -> Loaded {
    parse_str("t.toml", text, &Overrides::default()).expect("a scenario")
}

/// The first communities of a scenario that died or declined, and what would have saved them.
fn opened(text: &str, keys: &[&'static str]) -> (Vec<Body>, Vec<Remedy>) {
    let loaded = loaded(text);
    let cell = Cell::default();
    let setting = Setting::new(&loaded, cell.clone()).expect("a setting");
    let bodies: Vec<_> = (0..6)
        .map(|replicate| {
            let record = setting.run(replicate, false).expect("a run");
            let prepared = Prepared::new(setting.scenario());
            (examine(&prepared, &record), record)
        })
        .filter(|(body, _)| body.fate.day().is_some())
        .collect();
    let known = fitting(&loaded.base.operator, &[]);
    assert!(keys.iter().all(|key| known.contains(key)));
    let found = try_all(&loaded, &cell, &bodies, keys, &Stop::new(), &|| ()).expect("remedies");
    (bodies.into_iter().map(|it| it.0).collect(), found)
}

#[test]
fn an_exam_group_dies_of_the_exam_and_nothing_saves_it() {
    let (bodies, remedies) = opened(EXAM, &["moderation", "follow_up"]);
    assert!(bodies.len() >= 5, "{bodies:?}");
    for body in &bodies {
        let rise = |cause: Cause| {
            let going = body.going.iter().find(|it| it.cause == cause);
            going.map_or(0.0, |it| it.after - it.before)
        };
        let most = Cause::ALL
            .into_iter()
            .max_by(|one, other| rise(*one).total_cmp(&rise(*other)));
        assert_eq!(most, Some(Cause::NeedOver), "{body:?}");
        assert!(
            body.demand[1] < 0.1 && body.joins[1] < 0.7 * body.joins[0],
            "{body:?}"
        );
        assert!(body.fate.day().expect("a day") >= 75);
    }
    assert!(
        remedies.iter().all(|it| it.latest.is_none()),
        "{remedies:?}"
    );
    let said = letter::remedies(&[], &remedies, bodies.len());
    assert!(said[0].en.starts_with("Nothing that was tried"));
    let read = letter::sentences(&bodies[0]);
    assert!(read.iter().any(|it| it.en.contains("need itself fell")));
}

#[test]
fn advertisements_kill_and_moderation_saves_until_it_is_too_late() {
    let (bodies, remedies) = opened(SPAM, &["moderation", "prizes"]);
    assert!(bodies.len() >= 4, "{bodies:?}");
    let harassed = bodies.iter().filter(|body| {
        let going = body.going.iter().find(|it| it.cause == Cause::Harassment);
        going.is_some_and(|it| it.after > it.before + 0.1) && body.ads[1] > body.ads[0]
    });
    assert!(harassed.count() * 4 >= bodies.len() * 3, "{bodies:?}");
    let [moderation, prizes] = remedies.as_slice() else {
        panic!("two remedies");
    };
    let latest = moderation.latest.expect("moderation saves");
    assert!(moderation.hours > 1.0 && latest >= 7);
    assert!(prizes.latest.is_none(), "{prizes:?}");
    assert_eq!(moderation.begun.len(), moderation.saved.len());
}

/// Some strategies end by themselves, some cannot be halved: whatever fits can be begun in any week.
#[test]
fn whatever_fits_can_be_tried_in_every_week_and_the_cheapest_is_kept() {
    let loaded = loaded(SPAM);
    let cell = Cell::default();
    let setting = Setting::new(&loaded, cell.clone()).expect("a setting");
    let bodies: Vec<_> = (0..6)
        .map(|replicate| {
            let record = setting.run(replicate, false).expect("a run");
            (examine(&Prepared::new(setting.scenario()), &record), record)
        })
        .filter(|(body, _)| body.fate.day().is_some())
        .take(1)
        .collect();
    let keys = fitting(&loaded.base.operator, &[]);
    assert!(bodies[0].0.fate.day() > Some(28) && keys.len() > 20);
    let found = try_all(&loaded, &cell, &bodies, &keys, &Stop::new(), &|| ()).expect("remedies");
    assert_eq!(found.len(), keys.len());
    for remedy in &found {
        assert!(remedy.others.iter().all(|it| !it.is_cheaper_than(remedy)));
        if let Some(strength) = &remedy.strength {
            assert!(
                remedy.latest.is_some() && strength.times != 1.0,
                "{remedy:?}"
            );
        }
    }
    let dialled = found.iter().filter(|it| !it.others.is_empty()).count();
    assert!(dialled > 8, "{dialled}");
}

#[test]
fn a_healthy_community_is_said_to_be_so() {
    let loaded = loaded(WELL);
    let prepared = Prepared::new(&loaded.base);
    let body = examine(&prepared, &prepared.run(0, false));
    assert_eq!(body.fate, Fate::Well);
    let said = letter::sentences(&body);
    assert!(said.len() == 1 && said[0].en.contains("is well") && said[0].zh.contains("健康"));
}

/// Communities that ended because the operator removed their members, their letters, and what doing without that
/// would have brought.
fn removed_by(settings: &str) -> (Vec<Body>, Vec<Without>, String) {
    let text = format!(
        "days = 60\n[audience]\nfounders = 50\nword_of_mouth = 0.02\n[operator]\n{settings}"
    );
    let loaded = loaded(&text);
    let setting = Setting::new(&loaded, Cell::default()).expect("a setting");
    let bodies: Vec<_> = (0..4)
        .map(|replicate| {
            let record = setting.run(replicate, false).expect("a run");
            (examine(&Prepared::new(setting.scenario()), &record), record)
        })
        .filter(|(body, _)| body.fate.day().is_some())
        .collect();
    assert!(!bodies.is_empty(), "{settings}");
    let by = removers(&bodies, &[]);
    let without = try_without(&setting, &bodies, &by, &Stop::new(), &|| ()).expect("lives");
    let bodies: Vec<Body> = bodies.into_iter().map(|it| it.0).collect();
    let said: Vec<String> = bodies
        .iter()
        .flat_map(letter::sentences)
        .chain(letter::remedies(&without, &[], bodies.len()))
        .map(|it| it.en)
        .collect();
    (bodies, without, said.join("\n"))
}

#[test]
fn what_the_operator_removed_is_told_and_doing_without_it_is_tried() {
    let fee = "[operator.threshold]\nfee = 1000000\nfounders_pay = true\nrenew_days = 20\n";
    let (bodies, without, said) = removed_by(fee);
    for body in &bodies {
        let [one] = body.removals.as_slice() else {
            panic!("{:?}", body.removals);
        };
        assert_eq!((one.cause, one.days), (Cause::Fee, [20, 20]));
        assert!(one.count > 10 && one.count <= body.went);
    }
    assert!(
        said.contains(" for not paying the fee again, on day 20"),
        "{said}"
    );
    assert!(
        said.contains("Without the fee from the first day on"),
        "{said}"
    );
    assert!(without[0].saves(), "{without:?}");

    let (bodies, without, said) = removed_by("[operator.closing]\non_day = 10\n");
    assert!(
        bodies
            .iter()
            .all(|it| it.removals[0].cause == Cause::Closed)
    );
    assert!(
        said.contains(" by closing the community, on day 10"),
        "{said}"
    );
    assert!(without[0].saves() && said.contains("Without closing the community"));
    // What is said of the last week is not said of the last day, on which nobody was left.
    assert!(said.contains(" in the week up to its death "), "{said}");

    // Where it is closed on the first day, its founders are none who came and then came no more.
    let (_, _, said) = removed_by("[operator.closing]\non_day = 0\n");
    assert!(
        said.contains("nobody ever returned to it") && !said.contains("Fewer came"),
        "{said}"
    );

    let purge = "[operator.purge]\nafter_days = 1\nevery = 1\nfrom_day = 5\n";
    let (bodies, without, said) = removed_by(purge);
    for body in &bodies {
        assert_eq!(body.removals.len(), 1);
        let removed = body.removals[0].count;
        assert!(2 * removed > body.went && removed < body.went, "{body:?}");
    }
    assert!(said.contains(" by the purge, from day 5 to day "), "{said}");
    assert_eq!(without[0].saved.len(), bodies.len());
}

/// Two things that remove under the same cause share what they removed as they counted it.
#[test]
fn what_two_things_removed_is_told_apart() {
    let both = "[operator.purge]\nafter_days = 2\nevery = 1\nfrom_day = 5\n[operator.duty]\nmessages = 9\n\
        period = 3\nremoved_after = 1\n";
    let (bodies, _, said) = removed_by(both);
    assert!(bodies.iter().all(|it| it.removals.len() == 2), "{bodies:?}");
    assert!(
        said.contains(" by the purge") && said.contains(" for failing the duty"),
        "{said}"
    );
}

#[test]
fn a_place_without_members_never_began() {
    let text =
        "days = 60\n[[archetype]]\nname = \"spammer\"\nshare = 1\n[audience]\nfounders = 50\n";
    let loaded = loaded(text);
    let prepared = Prepared::new(&loaded.base);
    let body = examine(&prepared, &prepared.run(0, false));
    let said = letter::sentences(&body);
    assert_eq!(said.len(), 1);
    assert!(
        said[0].en.ends_with("never began: it never had a member."),
        "{}",
        said[0].en
    );
    let whole = letter::overview(&[body.fate]).en;
    assert!(whole.contains("1 never began"), "{whole}");
}

/// What a story says is what the run did: visits, messages and the end are counted again from its days.
#[test]
fn a_story_is_true_to_the_run() {
    let loaded = loaded(SPAM);
    let prepared = Prepared::new(&loaded.base);
    for member in [0, 17, 61, 120, 150] {
        let mut follow = Follow::new(member);
        let (mut visits, mut messages, mut ended, mut joined) = (0, 0, None, None);
        prepared.run_watched(3, false, |community| {
            follow.watch(community);
            let day = community.day();
            for visit in community.visits().filter(|it| it.member == member) {
                visits += 1;
                messages += u32::from(visit.messages);
            }
            if community.log().joins.iter().any(|it| it.member == member) {
                joined = Some(day);
            }
            let mut exits = community.log().exits.iter();
            if exits.any(|it| it.member == member) {
                ended = ended.or(Some(day));
            }
        });
        let life = follow.finish().expect("a life");
        assert_eq!(life.visits.len(), visits);
        assert_eq!(life.messages, messages);
        assert_eq!(Some(life.joined), joined);
        assert_eq!(life.end.map(|it| it.day), ended);
        assert_eq!(life.came == Came::Founder, member < 60);
        let english = story::told(&life, Language::English);
        // Whoever is said to have come back on a day has looked in on it, and on none between.
        for line in english
            .lines()
            .filter(|it| it.contains("look in again until"))
        {
            let days: Vec<u16> = line
                .split(|it: char| !it.is_ascii_digit())
                .filter_map(|it| it.parse().ok())
                .collect();
            assert!(life.visits.windows(2).any(|pair| pair == days), "{line}");
        }
        let chinese = story::told(&life, Language::Chinese);
        assert_eq!(english.lines().count(), chinese.lines().count());
        assert!(
            !english.contains('{') && !chinese.contains('{'),
            "{english}{chinese}"
        );
        if let Some(end) = life.end {
            assert!(
                english.contains(&format!("On day {} they", end.day)),
                "{english}"
            );
        }
    }
}

#[test]
fn nobody_has_no_story() {
    let loaded = loaded(WELL);
    let mut follow = Follow::new(1_000_000);
    Prepared::new(&loaded.base).run_watched(0, false, |community| follow.watch(community));
    assert!(follow.finish().is_none());
}

#[test]
fn a_life_has_ended_for_those_alone_who_take_part_no_more() {
    let text = format!(
        "{WELL}[operator]\nhours_per_day = 20\n[operator.reactivate]\nminutes = 0\nappeal = 0.5\n\
         most = 9\nagain_after = 7\n[operator.reactivate.who]\nsilent_for = \"3\"\n"
    );
    let loaded = loaded(&text);
    let prepared = Prepared::new(&loaded.base);
    let mut followed: Vec<Follow> = (0..300).map(Follow::new).collect();
    let (mut woken, mut take_part) = (0, Vec::new());
    prepared.run_watched(0, false, |community| {
        for one in &mut followed {
            one.watch(community);
        }
        woken += community.log().woken.len();
        take_part = community
            .all()
            .map(|(_, member)| member.state == State::Present)
            .collect();
    });
    assert!(woken > 20, "{woken}");
    for (number, one) in followed.into_iter().enumerate() {
        if let Some(life) = one.finish() {
            assert_eq!(life.end.is_none(), take_part[number], "member {number}");
        }
    }
}
