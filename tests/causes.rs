//! Why members go: each of the seven ways in which communities die has a place made for it, in which it is the
//! reason that stands out, and no other place brings it about as much.

#![expect(
    clippy::large_stack_arrays,
    reason = "seven pairs of scenarios, built once"
)]

mod common;

use common::scenario;
use qun::model::cause::Cause;
use qun::model::log::Way;
use qun::run::simulate::Prepared;
use qun::scenario::settings::Scenario;

const WAYS: [Cause; 7] = [
    Cause::LostFocus,
    Cause::Evaporation,
    Cause::Boredom,
    Cause::NoLeader,
    Cause::Tyranny,
    Cause::Harassment,
    Cause::Staleness,
];

/// A lively chat group, with something else about it.
fn place(founders: u32, audience: &str, rest: &str) -> Scenario {
    scenario(&format!(
        "days = 150\n[community]\nmedium = \"chat\"\n{rest}\n[audience]\nfounders = {founders}\n{audience}"
    ))
}

const CHANNEL: &str = "[[audience.channel]]\nname = \"media\"\nper_day = 6\n";

/// Nobody but those who take part.
const REGULARS: &str = "[[archetype]]\nname = \"regular\"\nshare = 1\n";

/// The place made for each of [`WAYS`], and the same without what makes it so.
fn places() -> [[Scenario; 2]; 7] {
    let ordinary = |rest: &str| place(150, CHANNEL, rest);
    let topics = |agenda: &str| {
        ordinary(&format!(
            "focus = 1\n[[community.topic]]\nname = \"theirs\"\ninterest = 1\nfocus = {}\n\
             [[community.topic]]\nname = \"another\"\ninterest = 0\nfocus = {}",
            u8::from(agenda == "theirs"),
            u8::from(agenda == "another")
        ))
    };
    // Friends of old, who come for each other and not for what is said; some of them soon leave for good.
    let friends = |floor: f64| {
        place(
            200,
            "ties = { shape = \"mesh\", each = 8 }\n[[audience.channel]]\nname = \"media\"\nper_day = 0.5\n",
            &format!(
                "[interactions]\nties_lost = 3.5\nsatisfaction = 0\n[[archetype]]\nname = \"star\"\nlike = \"core\"\nshare = 0.4\n\
                 quit_floor = {floor}\n[[archetype]]\nname = \"regular\"\nshare = 0.6"
            ),
        )
    };
    let mut dull = ordinary("");
    for archetype in &mut dull.archetype {
        archetype.post *= 0.03;
    }
    let answers = |share: f64| {
        ordinary(&format!(
            "[interactions]\nanswered = -0.6\nrecognition = -0.5\nrecognition_weight = 1\nanswer_share = {share}\n{REGULARS}"
        ))
    };
    let moderated = |severity: f64| {
        ordinary(&format!(
            "[operator]\nhours_per_day = 24\n[operator.moderation]\nhours = 24\nseverity = {severity}\n\
             explains = false\n{REGULARS}"
        ))
    };
    let peace = |quarrels: u8, spammers: f64| {
        ordinary(&format!(
            "quarrels = {quarrels}\n[[archetype]]\nname = \"regular\"\nshare = 0.4\n[[archetype]]\nname = \"spammer\"\n\
             share = {spammers}\n[[archetype]]\nname = \"lurker\""
        ))
    };
    // A feast that ends, among people who quickly take it for granted.
    let feast = |amount: u32| {
        place(
            400,
            "[[audience.channel]]\nname = \"media\"\nper_day = 1\n",
            &format!(
                "promise = 0.3\n[interactions]\nkeen_rest = 1\nhabituation = 1\nusual_weight = 0.2\nsatisfaction_weight = 1\nsatisfaction = -4\n\
                 [[archetype]]\nname = \"regular\"\nneed_gain = 1.0\nshare = 0.4\n[[archetype]]\nname = \"lurker\"\n\
                 need_gain = 1.0\n[operator.red_packets]\namount = {amount}\nto_day = 14"
            ),
        )
    };
    [
        [topics("another"), topics("theirs")],
        [friends(0.3), friends(0.001)],
        [dull, ordinary("")],
        [answers(0.02), answers(0.75)],
        [moderated(1.0), moderated(0.0)],
        [peace(100, 0.1), peace(0, 0.0)],
        [feast(1000), feast(0)],
    ]
}

/// Share of each way among all exits of members, spammers not counted, and their number.
fn shares(scenario: &Scenario) -> [f64; 7] {
    let prepared = Prepared::new(scenario);
    let (mut counts, mut all) = ([0.0; 7], 0.0);
    for replicate in 0..8 {
        prepared.run_watched(replicate, false, |community| {
            let kinds = &community.rules().kinds;
            for exit in &community.log().exits {
                let own = matches!(exit.way, Way::Left | Way::Silent);
                if !own || kinds[usize::from(exit.archetype)].is_spammer() {
                    continue;
                }
                all += 1.0;
                if let Some(way) = WAYS.iter().position(|way| *way == exit.cause) {
                    counts[way] += 1.0;
                }
            }
        });
    }
    counts.map(|count| count / all)
}

#[test]
fn each_way_to_die_has_its_place_and_only_that() {
    // How much more of all exits each way makes up in each place than in its twin.
    let found = places().map(|place| {
        let [with, without] = place.map(|scenario| shares(&scenario));
        std::array::from_fn::<f64, 7, _>(|way| with[way] - without[way])
    });
    let table = format!("{WAYS:?}\n{found:#.3?}");
    for way in 0..7 {
        let here = found[way][way];
        assert!(here > 0.05, "{:?} hardly shows\n{table}", WAYS[way]);
        for other in (0..7).filter(|other| *other != way) {
            assert!(
                found[way][other] < 0.5 * here,
                "{:?} stands out in the place of {:?}\n{table}",
                WAYS[other],
                WAYS[way]
            );
            assert!(
                found[other][way] < 0.5 * here,
                "{:?} shows in the place of {:?}\n{table}",
                WAYS[way],
                WAYS[other]
            );
        }
    }
}

#[test]
fn a_flood_is_not_harassment() {
    let mut flooded = place(400, CHANNEL, "");
    for archetype in &mut flooded.archetype {
        archetype.capacity = 5.0;
    }
    let prepared = Prepared::new(&flooded);
    let (mut overload, mut harassment) = (0, 0);
    prepared.run_watched(0, false, |community| {
        for exit in &community.log().exits {
            overload += u32::from(exit.cause == Cause::Overload);
            harassment += u32::from(exit.cause == Cause::Harassment);
        }
    });
    assert!(
        overload > 50 && harassment * 20 < overload,
        "{overload} flooded out, {harassment} harassed"
    );
}

/// Exits for the need, for disappointment and as good ends.
fn ends(scenario: &Scenario) -> [f64; 3] {
    let prepared = Prepared::new(scenario);
    let (mut counts, mut all) = ([0.0; 3], 0.0);
    for replicate in 0..8 {
        prepared.run_watched(replicate, false, |community| {
            for exit in &community.log().exits {
                all += 1.0;
                let ends = [Cause::NeedOver, Cause::Disappointment, Cause::Fulfilled];
                if let Some(end) = ends.iter().position(|end| *end == exit.cause) {
                    counts[end] += 1.0;
                }
            }
        });
    }
    counts.map(|count| count / all)
}

#[test]
fn good_ends_are_told_from_disappointment_and_from_the_season() {
    let promising = |promise: f64| {
        let mut scenario = place(150, CHANNEL, "");
        scenario.community.promise = promise;
        ends(&scenario)
    };
    let ([_, little, good], [_, much, fewer]) = (promising(0.2), promising(0.9));
    assert!(
        good > 2.0 * little,
        "promised little: {good} fulfilled, {little} disappointed"
    );
    assert!(
        much > 2.0 * fewer,
        "promised much: {fewer} fulfilled, {much} disappointed"
    );
    let [over, _, _] = ends(&place(150, CHANNEL, ""));
    let [in_winter, _, _] = ends(&place(
        150,
        CHANNEL,
        "[demand]\nseason = [{ day = 0, level = 1.0 }, { day = 60, level = 1.0 }, { day = 70, level = 0.1 }]",
    ));
    assert!(
        over < 0.15 && in_winter > over + 0.1,
        "{over} in all seasons, {in_winter} when it ends"
    );
}
