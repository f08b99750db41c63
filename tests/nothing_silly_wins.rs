//! Nothing that is silly wins a comparison, and no comparison claims what it does not know.

use qun::observe::metrics::{Daily, Run};
use qun::run::cells::{Cell, Setting};
use qun::run::replicates::{Course, Stop};
use qun::scenario::{Loaded, Overrides, parse_str};
use qun::study::compare::{Effect, Variation, correct, effect, run_variations};
use qun::study::over_time::{OverTime, Verdict};

fn load(text: &str) -> Loaded {
    let text = format!("title = \"silly\"\nseed = 5\n{text}");
    match parse_str("silly.toml", &text, &Overrides::default()) {
        Ok(loaded) => loaded,
        Err(problems) => panic!("{problems:?}"),
    }
}

/// The base and all strategies of a scenario.
fn lived(loaded: &Loaded, replicates: u32) -> Vec<Variation> {
    let mut names: Vec<String> = loaded
        .select(&[])
        .unwrap_or_else(|problems| panic!("{problems:?}"))
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name != "base")
        .collect();
    names.insert(0, "base".to_owned());
    let settings: Vec<(String, Setting<'_>)> = names
        .into_iter()
        .map(|name| {
            let cell = Cell {
                strategy: (name != "base").then(|| name.clone()),
                values: Vec::new(),
            };
            let setting = Setting::new(loaded, cell).expect("a setting");
            (name, setting)
        })
        .collect();
    let stop = Stop::new();
    let course = Course::new(&stop, &|_| ());
    run_variations(&settings, replicates, None, &course, &|_| ()).expect("records")
}

/// What deciding by a metric says of each strategy, corrected together.
fn judged(all: &[Variation], metric: &str) -> Vec<Effect> {
    let mut effects: Vec<Effect> = all[1..]
        .iter()
        .map(|strategy| effect(&all[0], strategy, metric, None))
        .collect();
    correct(&mut effects);
    effects
}

fn is_better(effect: &Effect) -> bool {
    let better = effect.difference.as_ref().is_some_and(|it| it.mean > 0.0);
    effect.is_clear() && better
}

/// A group of ordinary people, and the silliest things that can be done to it.
const SILLY: &str = r#"
days = 120
[community]
medium = "wechat"
when_full = "wait"
[[community.room]]
name = "room"
capacity = 120
[audience]
founders = 120
[[audience.channel]]
name = "media"
per_day = 12.0

[strategy.purge-daily.operator.purge]
after_days = 1
every = 1
minutes = 0.0

[strategy.flood-of-passers-by]
audience.channel.media.per_day = 200.0
operator.purge = { after_days = 2, every = 2, minutes = 0.0 }

[strategy.fee-of-a-million.operator.threshold]
gate = "fee"
fee = 1000000

[strategy.spammers-invited]
audience.channel.media.spam = 1000.0
"#;

#[test]
fn turnover_passers_by_a_fee_of_a_million_and_spammers_do_not_win() {
    let loaded = load(SILLY);
    let all = lived(&loaded, 12);
    for metric in ["engaged_end", "speaking_end", "engaged_days"] {
        for effect in judged(&all, metric) {
            assert!(
                !is_better(&effect),
                "{} wins {metric}: {effect:?}",
                effect.strategy
            );
        }
    }
    // What counts heads is fooled, which is why it does not decide.
    let heads = judged(&all, "dau_end");
    let flood = heads.iter().find(|it| it.strategy == "flood-of-passers-by");
    assert!(flood.is_some_and(is_better), "{heads:?}");
    // Nobody pays a million, and nothing is divided by nobody.
    let million = all.iter().find(|it| it.name == "fee-of-a-million");
    for record in &million.expect("the strategy").records {
        assert_eq!(record.value(Run::RevenueTotal), 0.0);
        assert_eq!(record.value(Run::Ltv), 0.0);
        assert!(record.value(Run::RenewalRate).is_nan());
        assert_eq!(record.value(Run::JoinsTotal), 120.0 - spammers_of(record));
    }
}

/// Spammers among the founders.
fn spammers_of(record: &qun::observe::record::Record) -> f64 {
    record.value(Run::SpammersTotal)
}

#[test]
fn without_hours_nothing_that_takes_hours_makes_a_difference() {
    let loaded = load(
        "days = 90\n[audience]\nfounders = 60\n[operator]\nhours_per_day = 0.0\n\
         [strategy.care.operator.follow_up]\ndays = 7\n[strategy.order.operator.moderation]\nhours = 3.0\n",
    );
    let all = lived(&loaded, 8);
    for effect in judged(&all, "engaged_end") {
        assert_eq!(effect.corrected, 1.0, "{effect:?}");
    }
    for record in &all[1].records {
        assert_eq!(record.value(Run::HoursTotal), 0.0);
    }
}

#[test]
fn a_burst_at_the_end_is_not_engagement() {
    let loaded = load(
        "days = 120\n[interactions]\non = false\n[audience]\nfounders = 60\nword_of_mouth = 0.0\n\
         [[audience.channel]]\nname = \"media\"\nper_day = 2.0\n[[audience.channel]]\nname = \"late\"\nper_day = 0.0\nfrom_day = 100\n\
         [strategy.burst]\naudience.channel.late.per_day = 60.0\n",
    );
    let all = lived(&loaded, 12);
    assert!(is_better(&judged(&all, "members")[0]));
    let engaged = &judged(&all, "engaged_end")[0];
    assert_eq!(
        (engaged.mean, engaged.corrected),
        (engaged.base, 1.0),
        "{engaged:?}"
    );
}

#[test]
fn the_small_fee_is_judged_by_members_and_not_by_spam() {
    let text = include_str!("../scenarios/c9-free-or-paid.toml");
    let loaded = parse_str("c9.toml", text, &Overrides::default()).expect("a scenario");
    let all = lived(&loaded, 40);
    let small = all.iter().find(|it| it.name == "small-fee").expect("it");
    let mean = |variation: &Variation, read: &dyn Fn(&qun::observe::record::Record) -> f64| {
        let sum: f64 = variation.records.iter().map(read).sum();
        sum / variation.records.len() as f64
    };
    let members_write = |it: &Variation| mean(it, &|record| record.value(Run::PostsTotal));
    let all_write = |it: &Variation| {
        let spam = |record: &qun::observe::record::Record| record.value(Run::SpamPostsTotal);
        members_write(it) + mean(it, &spam)
    };
    let base = &all[0];
    // Spam is most of what is written in the free group …
    assert!(all_write(base) > 2.0 * members_write(base));
    // … so that all that is written falls by far more than what members write.
    let (members, everybody) = (
        members_write(small) / members_write(base),
        all_write(small) / all_write(base),
    );
    assert!(members > 1.5 * everybody, "{members} {everybody}");
    // The metric that decides has no spammer in it.
    for record in &base.records {
        let engaged = record.series(Daily::Engaged).last().copied();
        assert!(engaged <= record.series(Daily::Mau).last().copied());
    }
    let dau = mean(base, &|record| record.value(Run::DauEnd));
    let spammers = mean(base, &|record| {
        f64::from(*record.series(Daily::Spammers).last().expect("a day"))
    });
    assert!(spammers > 1.0 && dau > 1.0, "{spammers} {dau}");
}

#[test]
fn what_blooms_and_dies_is_said_to_turn() {
    // A channel that brings many for a while, at the price of all later ones.
    let loaded = load(
        "days = 240\n[audience]\nfounders = 20\nword_of_mouth = 0.0\n\
         [[audience.channel]]\nname = \"early\"\nper_day = 0.0\nto_day = 30\n\
         [[audience.channel]]\nname = \"steady\"\nper_day = 6.0\n\
         [strategy.burst]\naudience.channel.early.per_day = 30.0\naudience.channel.steady.per_day = 0.0\n",
    );
    let all = lived(&loaded, 20);
    let course = OverTime::of(&all[0], &all[1], "engaged_end").expect("a course");
    assert_eq!(course.moments[0].verdict, Verdict::Better, "{course:?}");
    assert_eq!(course.moments[2].verdict, Verdict::Worse, "{course:?}");
    let day = course.turns.expect("a day");
    assert!((60..240).contains(&day), "{day}");
}

#[test]
fn metrics_that_have_no_value_are_left_out_and_named() {
    // Nobody joins after day 0 in the base: day-30 retention is that of founders, or of nobody.
    let loaded = load(
        "days = 60\n[audience]\nfounders = 1\nword_of_mouth = 0.0\n[[audience.channel]]\nname = \"few\"\nper_day = 0.02\n\
         [strategy.more]\naudience.channel.few.per_day = 3.0\n",
    );
    let all = lived(&loaded, 30);
    let effect = &judged(&all, "time_to_first_post")[0];
    let found = effect.difference.as_ref().expect("pairs");
    assert!(found.left_out > 0, "{found:?}");
    assert_eq!(found.pairs + found.left_out, 30);
    assert!(
        found.score(false).wins + found.score(false).ties + found.score(false).losses
            == found.pairs
    );
    // A death rate of nothing gives no percentage.
    let died = &judged(&all, "spam_posts_total")[0];
    assert!(died.base > 0.0 || died.relative().is_none());
}
