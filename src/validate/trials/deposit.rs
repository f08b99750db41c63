//! X9: a month of checking in is offered to all, with a deposit that comes back.

use super::lives::{Arm, Life, Seen, log_odds, sum};
use super::{Expected, Problems, Row, Stage, Trial, alone};
use crate::operator::CheckIn;
use crate::operator::strategy::Strategy as _;
use crate::random::{Purpose, hash};
use crate::validate::Preset;
use crate::words::Text;

const SOURCE: &str = "deposit contracts: Giné 2010, Halpern 2015, Erev 2022";

pub(super) static TRIAL: Trial = Trial {
    parts: &[
        Expected::effect(
            "X9",
            Text::new(
                "a challenge with a deposit: log odds of a visit a day of those who take it (.6 to .75–.85 of days)",
                "押金打卡：参加者每日到场的对数几率（从 0.6 到 0.75–0.85）",
            ),
            [0.69, 1.33],
            SOURCE,
            "The pull of a deposit is a parameter with the studies' value, so this checks the mechanism and foretells little: \
             whoever is there rarely is pulled on more days than whoever comes daily anyway.",
        ),
        Expected::level(
            "X9",
            Text::new(
                "the same: share of that left after 60 days",
                "同上：60 天后剩余占比",
            ),
            [-0.10, 0.50],
            SOURCE,
            "Those who came daily have become used to the place, and somebody used to a place comes oftener.",
        ),
    ],
    runs: 2,
    run,
};

const DAY: u16 = 60;
const DAYS: u16 = 28;
const LATER: u16 = DAY + DAYS + 60;

fn run(stage: &Stage<'_>) -> Result<Vec<Row>, Problems> {
    let without = stage.place(Preset::Chat, 1000, 8.0, LATER + 14)?;
    let offered = CheckIn {
        days: DAYS,
        takers: 0.13,
        deposit: 20.0,
        from_day: DAY,
        ..CheckIn::default()
    };
    let takers = offered.takers;
    let with = stage.treated(&without, |scenario| scenario.operator.set(offered));
    let windows = [DAY - 28..DAY, DAY..DAY + DAYS, LATER - 14..LATER + 14];
    let arms = [&Arm::plain(&with), &Arm::plain(&without)];
    Ok(stage.compare_by_luck(arms, 0, &windows, |luck, lives| {
        let takes = |seen: &Seen<3>| {
            // The same whom the strategy moves.
            let own = luck.of(seen.person, 0).under(hash(CheckIn::KEY));
            let asked = f64::from(own.uniform(Purpose::Operator)) < takers;
            // Those who came on more than half of the days, as the people of the studies did.
            seen.stayed_until(DAY) && asked && seen.visits[0] > 14.0
        };
        let odds = |life: &Life<3>, window: usize| {
            let days = sum(life, takes, |_| 28.0);
            log_odds(sum(life, takes, |seen| seen.visits[window]), days)
        };
        let [during, after] = [1, 2].map(|at| odds(&lives[0], at) - odds(&lives[1], at));
        vec![alone(during), (after, during)]
    }))
}
