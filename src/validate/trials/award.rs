//! X5: an award to half of the best, and to half of those who write now and then, in a forum: the studies are of an
//! encyclopaedia.

use super::lives::{Arm, Life, Seen, lot, share, sum};
use super::{Expected, Problems, Row, Share, Stage, Trial, alone, edits_are_not_answered, lives};
use crate::model::intervention::Intervention;
use crate::model::levers::{Accounts, Levers};
use crate::operator::Points;
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "awards on an encyclopaedia: 200 of the top 1 %; less active editors";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X5",
            Text::new(
                "an award to half of the top 5 %: their messages over 90 days, relative",
                "给前 5% 中的一半发奖：其 90 天的发言，相对变化",
            ),
            [0.20, 0.60],
            SOURCE,
            "An award is felt here like an answer: recognition counts up to twice the ordinary, adds .2 log odds of writing at most to those who write on most \
             visits anyway, and fades within some writing days. What made editors work half as much again for three months, a standing that they \
             live up to, has no counterpart in the model.",
        ),
        Expected::effect(
            "X5",
            Text::new(
                "the same to half of those below the median: their messages, relative",
                "同上，发给中位数以下者：其发言，相对变化",
            ),
            [-0.05, 0.05],
            SOURCE,
            "Where edits are hardly ever answered the award is the one answer there is, and it moves those most who write on few of their \
             visits: the fewer they write, the more there is to gain. In the study it left them cold.",
        ),
        Expected::effect(
            "X5",
            Text::new(
                "the same: still there in the third month, points",
                "同上：第三个月仍来（百分点）",
            ),
            [-0.05, 0.01],
            SOURCE,
            "An award holds whoever gets it a little here, a point or so, whether they write much or little.",
        ),
    ],
    runs: 2,
    run,
};

const TRIAL_NUMBER: u16 = 5;
const DAY: u16 = 60;
const MONTH: u16 = 30;

/// The award, once, on [`DAY`].
#[derive(Default)]
struct Award {
    before: Accounts<u32>,
}

impl Intervention for Award {
    fn evening(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() == DAY - MONTH - 1 {
            self.before
                .renew(levers.all().map(|(_, member)| member.posts));
        }
        if levers.day() != DAY - 1 {
            return;
        }
        let luck = levers.luck();
        let wrote: Vec<(u32, f64)> = levers
            .all()
            .map(|(number, member)| (number, f64::from(member.posts - self.before.get(number))))
            .filter(|(_, posts)| *posts > 0.0)
            .collect();
        let marks = Marks::of(wrote.iter().map(|it| it.1).collect());
        for (number, posts) in wrote {
            let drawn = lot(luck, levers.member(number).person, TRIAL_NUMBER) < 0.5;
            if drawn && (marks.is_top(posts) || marks.is_casual(posts)) {
                levers.honour(number, Points::default().title as f32);
            }
        }
    }
}

/// How many messages make somebody one of the best, and below how many they write now and then.
struct Marks {
    top: f64,
    median: f64,
}

impl Marks {
    fn of(mut posts: Vec<f64>) -> Self {
        posts.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = (posts.len() as f64 * share) as usize;
            posts.get(place).copied().unwrap_or(f64::INFINITY)
        };
        Self {
            top: at(0.95),
            median: at(0.5),
        }
    }

    fn is_top(&self, posts: f64) -> bool {
        posts >= self.top
    }

    fn is_casual(&self, posts: f64) -> bool {
        posts > 0.0 && posts < self.median
    }
}

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let mut scenario = stage.place(Preset::Forum, 500, 4.0, DAY + 90)?;
    edits_are_not_answered(&mut scenario);
    let with = Arm::with(&scenario, || stage.acting(Award::default()));
    let without = Arm::plain(&scenario);
    let windows = [DAY - MONTH..DAY, DAY..DAY + 90, DAY + 60..DAY + 90];
    Ok(
        stage.compare([&with, &without], TRIAL_NUMBER, &windows, |lives| {
            let wrote = |life: &Life<3>| {
                let posts = life.iter().map(|seen| seen.messages[0]);
                Marks::of(posts.filter(|posts| *posts > 0.0).collect())
            };
            let marks = wrote(&lives[1]);
            let drawn = |seen: &Seen<3>| seen.lot < 0.5 && seen.stayed_until(DAY);
            let top = |seen: &Seen<3>| drawn(seen) && marks.is_top(seen.messages[0]);
            let casual = |seen: &Seen<3>| drawn(seen) && marks.is_casual(seen.messages[0]);
            let [with, without] = &lives;
            let messages = |who: &dyn Fn(&Seen<3>) -> bool| -> Share {
                let written = |life| sum(life, who, |seen| seen.messages[1]);
                lives::change(written(with), written(without))
            };
            let stays = |life| share(life, casual, |seen| seen.visits[2] > 0.0);
            vec![
                messages(&top),
                messages(&casual),
                alone(stays(with) - stays(without)),
            ]
        }),
    )
}
