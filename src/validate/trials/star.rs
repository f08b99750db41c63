//! E5 and E6: the one who writes most leaves a mesh; the one for whose works all have come leaves a star.

use super::lives::{Arm, Life, Seen, change, sum};
use super::{Expected, Problems, Row, Stage, Trial, only_readers};
use crate::model::acquaintances::{Acquaintances, Shape};
use crate::operator::strategies::departure::Leaver;
use crate::operator::{Content, Departure};
use crate::scenario::Scenario;
use crate::validate::Preset;
use crate::words::Text;

pub(super) static MESH: Trial = Trial {
    parts: &[
        Expected::effect(
            "E5",
            Text::new(
                "the one who writes most leaves a mesh: messages of the others over 28 days, relative",
                "网状社群里发言最多的人离开：其他人 28 天的发言，相对变化",
            ),
            [-0.30, -0.05],
            "star departures: streams, science, archives",
            "In a mesh the star is one of six whom each one knows.",
        ),
        Expected::effect(
            "E5",
            Text::new(
                "the same: others who still take part after 28 days, relative",
                "同上：28 天后仍参与的其他人，相对变化",
            ),
            [-0.05, 0.0],
            "star departures: streams, science, archives",
            "Ties that are lost weigh on the next visit only, and those who come often have many others.",
        ),
    ],
    runs: 2,
    run: mesh,
};

pub(super) static STAR: Trial = Trial {
    parts: &[Expected::effect(
        "E6",
        Text::new(
            "the one for whose works all have come leaves: visits of the others over 28 days, relative",
            "众人追随的创作者离开，作品随之中断：其他人 28 天的来访，相对变化",
        ),
        [-0.60, -0.20],
        "an influencer drops out: 57 % longer between visits",
        "How often somebody looks in follows satisfaction, which moves with a fifth of each visit: followers who come once in six days need weeks to \
         find out that there is nothing more to come for.",
    )],
    runs: 2,
    run: star,
};

const DAY: u16 = 60;
const LATER: u16 = 28;
/// What the departure of a star does is followed for three months: followers look in once in six days, and learn of it then.
const LONG: u16 = 90;

fn mesh(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let ties = Acquaintances {
        shape: Shape::Mesh,
        each: 6,
        ..Acquaintances::default()
    };
    let mut place = stage.place(Preset::Chat, 80, 1.0, DAY + LATER + 1)?;
    place.audience.ties = ties;
    Ok(departed(
        stage,
        &place,
        Leaver::Writers,
        |_| (),
        |[with, without], star| {
            let others = |seen: &Seen<2>| seen.person != star;
            let written = |life: &Life<2>| sum(life, others, |seen| seen.messages[1]);
            let there = |life: &Life<2>| {
                let there = |seen: &Seen<2>| others(seen) && seen.gone.is_none();
                sum(life, there, |_| 1.0)
            };
            vec![
                change(written(with), written(without)),
                change(there(with), there(without)),
            ]
        },
    ))
}

fn star(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut place = stage.place(Preset::Chat, 80, 0.0, DAY + LONG + 1)?;
    place.audience.ties = Acquaintances {
        shape: Shape::Star,
        strength: 8,
        ..Acquaintances::default()
    };
    // Followers read, and have come for the works of one and for nothing else; there is a new one every day.
    only_readers(&mut place);
    for archetype in &mut place.archetype {
        archetype.need_information = 1.0;
        archetype.need_company = 0.0;
        archetype.need_recognition = 0.0;
        archetype.need_gain = 0.0;
    }
    let works = Content {
        per_week: 7.0,
        ..Content::default()
    };
    place.operator.set(works.clone());
    Ok(departed(
        stage,
        &place,
        Leaver::Central,
        |scenario| {
            scenario.operator.set(Content {
                to_day: DAY - 1,
                ..works
            });
        },
        |[with, without], star| {
            // Whoever looked in before the day followed the star.
            let followers = |seen: &Seen<2>| seen.person != star && seen.visits[0] > 0.0;
            let visits = |life: &Life<2>| sum(life, followers, |seen| seen.visits[1]);
            vec![change(visits(with), visits(without))]
        },
    ))
}

/// Somebody goes on the day, and with them what was theirs: what the lives with and without say of the others.
fn departed(
    stage: &Stage<'_>,
    without: &Scenario,
    who: Leaver,
    and: impl FnOnce(&mut Scenario),
    read: impl Fn([&Life<2>; 2], u64) -> Row + Sync + Send,
) -> Vec<Row> {
    let with = stage.treated(without, |scenario| {
        scenario.operator.set(Departure {
            who,
            from_day: DAY,
            ..Departure::default()
        });
        and(scenario);
    });
    let windows = [DAY - 30..DAY, DAY + 1..without.days];
    let arms = [&Arm::plain(&with), &Arm::plain(without)];
    stage.compare(arms, 0, &windows, |lives| {
        // The one who is there up to the eve and never after.
        let [with, without] = &lives;
        let stopped = |seen: &Seen<2>| seen.gone == Some(DAY) && seen.last < DAY;
        let stars = with.iter().find(|seen| stopped(seen));
        let star = stars.map_or(u64::MAX, |seen| seen.person);
        read([with, without], star)
    })
}
