//! Published experiments lived through again: members of a simulated community are assigned by their own
//! luck, the same ones in every run of a replicate, and what a study found is held against what comes out.
//!
//! Each effect is a difference of two differences: treated less control in the run with the treatment,
//! taken off the same in the run without it, on the same people and the same luck. Only what the
//! treatment does is left, and a few dozen communities say what takes a study thousands of members.

mod arms;
mod assigned;

use super::{Preset, Settings};
use crate::scenario::Problems;
use crate::stats::interval::{Interval, mean_interval};
use crate::stats::summary::mean;
use crate::words::Text;

/// What a study found, or what evidence allows.
#[derive(Debug, Clone, Copy)]
pub struct Expected {
    /// Id: X for experiments of care and reward, E for patterns of structure.
    pub id: &'static str,
    /// What is measured.
    pub part: Text,
    /// What evidence allows, ends included.
    pub band: [f64; 2],
    /// Where it stands.
    pub source: &'static str,
}

/// What came of one part of a trial.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was expected.
    pub expected: &'static Expected,
    /// Mean over communities; `None` where it could not be measured.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
    /// Communities behind it.
    pub communities: usize,
}

impl Outcome {
    /// Whether the value lies in the band.
    pub fn holds(&self) -> bool {
        let [low, high] = self.expected.band;
        self.value
            .is_some_and(|value| (low..=high).contains(&value))
    }

    /// Whether its interval and the band have something in common.
    pub fn is_possible(&self) -> bool {
        let [low, high] = self.expected.band;
        self.interval
            .is_some_and(|it| it.low <= high && it.high >= low)
    }
}

/// What one replicate gives: the parts of a trial in the order of [`EXPECTED`]; NaN for what could not
/// be measured.
type Run = fn(&Settings, &(dyn Fn() + Sync)) -> Result<Vec<Vec<f64>>, Problems>;

/// A trial: its parts are as many of [`EXPECTED`] as follow one another.
struct Trial {
    parts: usize,
    runs: u32,
    run: Run,
}

const TRIALS: [Trial; 7] = [
    Trial {
        parts: 2,
        runs: 2,
        run: assigned::thanks,
    },
    Trial {
        parts: 1,
        runs: 2,
        run: assigned::replies,
    },
    Trial {
        parts: 2,
        runs: 2,
        run: arms::calls,
    },
    Trial {
        parts: 2,
        runs: 2,
        run: arms::packets,
    },
    Trial {
        parts: 2,
        runs: 2,
        run: assigned::star,
    },
    Trial {
        parts: 2,
        runs: 4,
        run: arms::influx,
    },
    Trial {
        parts: 1,
        runs: 1,
        run: arms::need_ends,
    },
];

/// What is expected of the trials, in their order.
pub static EXPECTED: [Expected; 12] = [
    Expected {
        id: "X1",
        part: Text::new(
            "thanks to a random third of half the members: their return within two weeks, points",
            "随机感谢半数成员中的三分之一：两周内回访（百分点）",
        ),
        band: [0.01, 0.03],
        source: "Matias et al. 2020, 15,558 editors",
    },
    Expected {
        id: "X1",
        part: Text::new(
            "the same: their messages over six weeks, relative",
            "同上：六周内的发言，相对变化",
        ),
        band: [-0.05, 0.05],
        source: "Matias et al. 2020",
    },
    Expected {
        id: "X2",
        part: Text::new(
            "half of the newcomers get an answer more: they write again, relative",
            "半数新人多得到一次回复：再次发言，相对变化",
        ),
        band: [0.04, 0.15],
        source: "Pethig et al. 2025, natural experiment",
    },
    Expected {
        id: "X11",
        part: Text::new(
            "half as many calls: visits in the first month, relative",
            "通知减半：头一个月的来访，相对变化",
        ),
        band: [-0.10, -0.02],
        source: "Meta 2022, one year",
    },
    Expected {
        id: "X11",
        part: Text::new(
            "the same: visits after a year, relative",
            "同上：一年后的来访，相对变化",
        ),
        band: [-0.02, 0.05],
        source: "Meta 2022",
    },
    Expected {
        id: "X12",
        part: Text::new(
            "daily packets that stop: visits in the two weeks after, against never, relative",
            "天天发红包后停发：其后两周的来访，与从未发相比",
        ),
        band: [-0.15, 0.0],
        source: "Lacetera 2012; Meier 2007: dips after the end",
    },
    Expected {
        id: "X12",
        part: Text::new(
            "the same: visits two months after, relative",
            "同上：两个月后的来访，相对变化",
        ),
        band: [-0.03, 0.03],
        source: "the same",
    },
    Expected {
        id: "E5",
        part: Text::new(
            "the one who writes most leaves a mesh: messages of the others over 28 days, relative",
            "网状社群里发言最多的人离开：其他人 28 天的发言，相对变化",
        ),
        band: [-0.30, -0.05],
        source: "star departures: streams, science, archives",
    },
    Expected {
        id: "E5",
        part: Text::new(
            "the same: others who still take part after 28 days, relative",
            "同上：28 天后仍参与的其他人，相对变化",
        ),
        band: [-0.05, 0.0],
        source: "the same",
    },
    Expected {
        id: "E7",
        part: Text::new(
            "four times as many within a day, live chat: messages of those present, relative",
            "一天内人数变为四倍（聊天）：原有成员的发言，相对变化",
        ),
        band: [-0.60, -0.01],
        source: "7,074 stream raids",
    },
    Expected {
        id: "E7",
        part: Text::new("the same in a forum", "同上（论坛）"),
        band: [-0.01, 0.60],
        source: "Zhang & Zhu 2011",
    },
    Expected {
        id: "E13",
        part: Text::new(
            "the need ends for all at once: share of the active who still come after a month",
            "需求同时结束：一个月后仍来的活跃成员占比",
        ),
        band: [0.05, 0.30],
        source: "cancer forum, doi 10.1145/3449245",
    },
];

/// Communities that are simulated for so many replicates.
pub fn runs(settings: &Settings) -> u64 {
    let each: u32 = TRIALS.iter().map(|it| it.runs).sum();
    u64::from(each) * u64::from(settings.replicates)
}

/// Lives through all trials. `lived` is called after each community.
///
/// # Errors
/// If a preset cannot be loaded.
pub fn trials(settings: &Settings, lived: &(dyn Fn() + Sync)) -> Result<Vec<Outcome>, Problems> {
    let mut found = Vec::new();
    let mut expected = EXPECTED.iter();
    for trial in &TRIALS {
        let rows = (trial.run)(settings, lived)?;
        for (part, expected) in expected.by_ref().take(trial.parts).enumerate() {
            let values: Vec<f64> = rows
                .iter()
                .map(|row| row[part])
                .filter(|value| value.is_finite())
                .collect();
            found.push(Outcome {
                expected,
                value: (!values.is_empty()).then(|| mean(&values)),
                interval: mean_interval(&values, 0.95).map(|it| it.interval),
                communities: values.len(),
            });
        }
    }
    Ok(found)
}

/// A preset with some of its settings.
fn place(
    preset: Preset,
    settings: &Settings,
    founders: u32,
    per_day: f64,
    days: u16,
) -> Result<crate::scenario::Scenario, Problems> {
    let mut scenario = super::simulated::scenario(preset, settings, founders, per_day)?;
    scenario.days = days;
    Ok(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_every_trial_is_expected_to_be_something() {
        let parts: usize = TRIALS.iter().map(|it| it.parts).sum();
        assert_eq!(parts, EXPECTED.len());
        for expected in &EXPECTED {
            assert!(expected.band[0] < expected.band[1], "{}", expected.id);
        }
    }

    #[test]
    fn trials_give_the_same_numbers_again() {
        let settings = Settings {
            replicates: 2,
            ..Settings::default()
        };
        let rows = assigned::replies(&settings, &|| ()).expect("a trial");
        assert_eq!(rows.len(), 2);
        let again = assigned::replies(&settings, &|| ()).expect("a trial");
        assert!(rows[0][0].is_finite() && rows[0][0].to_bits() == again[0][0].to_bits());
    }
}
