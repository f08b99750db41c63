//! X7: three prizes for the same people, among a hundred rivals or among two hundred.

use super::lives::{Arm, Life, Seen, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::model::community::Community;
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
            "Somebody in the middle has a prize within reach neither here nor there: that a place is out of reach is felt \
             alike at rank 40 and at rank 80.",
        ),
        Expected::effect(
            "X7",
            Text::new("the same: to those of the first three", "同上：前三名"),
            [0.001, 0.50],
            SOURCE,
            "Standings show the best how sure a prize is, and more rivals make it less sure: that rivals spur on is not in \
             the model.",
        ),
    ],
    runs: 4,
    run,
};

const DAY: u16 = 60;
const FEW: u32 = 100;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let rooms = [FEW, 2 * FEW].map(|founders| {
        let without = stage.place(Preset::Chat, founders, 0.5, DAY + 28)?;
        let with = stage.treated(&without, |scenario| {
            scenario.operator.set(Prizes {
                period: 28,
                from_day: DAY,
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
            // The same hundred people are among both.
            let known: Vec<u64> = (0..u64::from(FEW)).map(Community::founder).collect();
            let effect = |with: &Life<2>, without: &Life<2>| {
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
                    written(with) / written(without) - 1.0
                })
            };
            let few = effect(&few_with, &few_without);
            let many = effect(&many_with, &many_without);
            vec![alone(many[0] - few[0]), alone(many[1] - few[1])]
        },
    ))
}
