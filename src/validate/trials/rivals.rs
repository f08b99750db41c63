//! X7: three prizes for the same people, in a room of ten or of twenty.

use super::lives::{Arm, Life, Seen, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone, nobody_only_reads};
use crate::model::keys;
use crate::operator::Prizes;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "Boudreau et al. 2016, 755 contests in random rooms";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X7",
            Text::new(
                "twice as many rivals for three prizes: what prizes do to the messages of the middle half, less that among half as many",
                "三份奖、对手加倍：奖励对中间一半人发言的作用之差",
            ),
            [-0.30, -0.001],
            SOURCE,
            "One in five cares for a prize at all, and what those lose who see it out of reach is .08 log odds of writing: the difference is of a few \
             in a thousand messages, as uncertain as it is small.",
        ),
        Expected::effect(
            "X7",
            Text::new("the same: to those of the first three", "同上：前三名"),
            [0.001, 0.50],
            SOURCE,
            "Whoever is sure of a prize among few may have to fight for it among many, or have lost it: the two nearly cancel.",
        ),
    ],
    runs: 4 * ROOMS as u32,
    run,
};

const DAY: u16 = 60;
/// Of so many founders a dozen compete; of twice as many twice a dozen.
const FEW: u32 = 90;
/// Rooms of either kind in each replicate: two hundred replicates have as many contests as the study.
const ROOMS: u64 = 4;
/// Who has twice as much at half time as the first who goes without a prize has as good as won it.
const SURE: f64 = 2.0;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let rooms: Vec<Vec<Row>> = (0..ROOMS)
        .map(|room| contest(stage, room))
        .collect::<Result<_, _>>()?;
    let replicates = rooms.first().map_or(0, Vec::len);
    Ok((0..replicates)
        .map(|replicate| {
            // Messages with and without prizes: of all rooms together, as in each there are few.
            let total = |part: usize| {
                let parts = rooms.iter().map(|rows| rows[replicate][part]);
                let (with, without) =
                    parts.fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
                with / without - 1.0
            };
            vec![alone(total(2) - total(0)), alone(total(3) - total(1))]
        })
        .collect())
}

/// A room with few rivals and the same with twice as many: messages with prizes and without, of the middle half and of the
/// first three among few, then of the same among many.
fn contest(stage: &Stage<'_>, room: u64) -> Result<Vec<Row>, Problems> {
    let rooms = [FEW, 2 * FEW].map(|founders| {
        let mut without = stage.another(room, Preset::Chat, founders, 0.0, DAY + 28)?;
        // All compete: nobody only looks on.
        nobody_only_reads(&mut without);
        let with = stage.treated(&without, |scenario| {
            scenario.operator.set(Prizes {
                period: 28,
                from_day: DAY,
                sure: SURE,
                ..Prizes::default()
            });
        });
        Ok::<_, Problems>([with, without])
    });
    let [few, many] = rooms;
    let (few, many) = (few?, many?);
    let arms = [&few[0], &few[1], &many[0], &many[1]].map(Arm::plain);
    let arms = arms.each_ref();
    // Standings are shown at half time.
    let windows = [DAY - 30..DAY, DAY + 14..DAY + 28];
    Ok(stage.compare(
        arms,
        0,
        &windows,
        |[few_with, few_without, many_with, many_without]| {
            // The same people are in both rooms.
            let known: Vec<u64> = (0..u64::from(FEW)).map(keys::founder).collect();
            let groups = |with: &Life<2>, without: &Life<2>| {
                let mut posts: Vec<(u64, f64)> = without
                    .iter()
                    .filter(|seen| seen.stayed_until(DAY) && known.contains(&seen.person))
                    .map(|seen| (seen.person, seen.messages[0]))
                    .filter(|(_, posts)| *posts > 0.0)
                    .collect();
                posts.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
                let people: Vec<u64> = posts.into_iter().map(|it| it.0).collect();
                let quarter = people.len() / 4;
                let middle = &people[quarter..people.len() - quarter];
                let best = &people[..people.len().min(3)];
                [middle, best].map(|group| {
                    let counts = |seen: &Seen<2>| group.contains(&seen.person);
                    let written = |life: &Life<2>| sum(life, counts, |seen| seen.messages[1]);
                    (written(with), written(without))
                })
            };
            let few = groups(&few_with, &few_without);
            let many = groups(&many_with, &many_without);
            [few, many].concat()
        },
    ))
}
