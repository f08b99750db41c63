//! Stages of a community's life, detected from the series of daily active members.

use serde::{Deserialize, Serialize};

/// A stage of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not yet more active than at the start.
    ColdStart = 0,
    /// Clearly more active than four weeks before.
    Growth = 1,
    /// Much the same as four weeks before.
    Plateau = 2,
    /// Clearly less active than four weeks before.
    Decline = 3,
    /// Hardly anybody looks in.
    Dead = 4,
    /// Alive again after having been dead.
    Revived = 5,
}

impl Stage {
    /// All stages, in the order of their numbers.
    pub const ALL: [Self; 6] = [
        Self::ColdStart,
        Self::Growth,
        Self::Plateau,
        Self::Decline,
        Self::Dead,
        Self::Revived,
    ];

    /// Name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ColdStart => "cold_start",
            Self::Growth => "growth",
            Self::Plateau => "plateau",
            Self::Decline => "decline",
            Self::Dead => "dead",
            Self::Revived => "revived",
        }
    }
}

/// Days over which activity is averaged.
const WINDOW: usize = 7;
/// Days looked back to tell growth from decline.
const BACK: usize = 28;
/// Relative change over that time that counts as growth or decline.
const CHANGE: f64 = 0.15;
/// Activity below this share of the peak so far, and below [`ALONE`], is death.
const EMBERS: f64 = 0.05;
/// … as is activity below this number of members a day whatever the peak was.
const ALONE: f64 = 1.0;
/// Activity above this share of the peak so far ends death.
const FLAME: f64 = 0.15;

/// Trailing means over a week (over what there is, in the first days).
pub fn weekly_means(series: &[f32]) -> Vec<f64> {
    let mut sum = 0.0;
    (0..series.len())
        .map(|day| {
            sum += f64::from(series[day]);
            if day >= WINDOW {
                sum -= f64::from(series[day - WINDOW]);
            }
            sum / (day + 1).min(WINDOW) as f64
        })
        .collect()
}

/// The stage of every day, from daily active members.
///
/// Weekly means are compared with those of four weeks before; a change of 15 % or more is growth or
/// decline. Below 5 % of the peak so far, or below one member a day, the community is dead until it
/// is back above 15 % of the peak (and above two members a day).
pub fn stages(dau: &[f32]) -> Vec<Stage> {
    let means = weekly_means(dau);
    let mut peak = 0.0_f64;
    let mut grown = false;
    let mut dead = false;
    let mut died = false;
    means
        .iter()
        .enumerate()
        .map(|(day, mean)| {
            peak = peak.max(*mean);
            if dead {
                dead = *mean < (FLAME * peak).max(2.0 * ALONE);
            } else if day >= WINDOW {
                dead = *mean < (EMBERS * peak).max(ALONE);
            }
            died |= dead;
            if dead {
                return Stage::Dead;
            }
            let before = means[day.saturating_sub(BACK)];
            let change = (mean - before) / before.max(ALONE);
            if change > CHANGE {
                grown = true;
            }
            match (change, grown, died) {
                (_, _, true) if change > -CHANGE => Stage::Revived,
                (change, ..) if change > CHANGE => Stage::Growth,
                (change, ..) if change < -CHANGE && day >= BACK => Stage::Decline,
                (_, true, _) => Stage::Plateau,
                _ => Stage::ColdStart,
            }
        })
        .collect()
}

/// First day of the death that lasts to the end of the series, if there is one.
pub fn died_on(stages: &[Stage]) -> Option<usize> {
    if stages.last() != Some(&Stage::Dead) {
        return None;
    }
    let alive = stages.iter().rposition(|stage| *stage != Stage::Dead);
    Some(alive.map_or(0, |day| day + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_words_and_no_other() {
        let entries = crate::words::stages::STAGES.iter();
        let keys: Vec<&str> = entries.map(|entry| entry.key).collect();
        assert_eq!(keys, Stage::ALL.map(Stage::key));
    }

    #[test]
    fn a_life_has_its_stages() {
        let rise = (0..60).map(|day| 5.0 + day as f32);
        let stay = std::iter::repeat_n(65.0, 60);
        let fall = (0..60).map(|day| (65.0 - 1.2 * day as f32).max(0.0));
        let end = std::iter::repeat_n(0.0, 20);
        let series: Vec<f32> = rise.chain(stay).chain(fall).chain(end).collect();
        let found = stages(&series);
        assert_eq!(found[50], Stage::Growth);
        assert_eq!(found[115], Stage::Plateau);
        assert_eq!(found[160], Stage::Decline);
        assert_eq!(found[199], Stage::Dead);
        let died = died_on(&found).unwrap();
        assert!((170..190).contains(&died), "{died}");
    }

    #[test]
    fn who_wakes_again_is_revived() {
        let mut series = vec![20.0; 60];
        series.extend(vec![0.0; 30]);
        series.extend(vec![18.0; 40]);
        let found = stages(&series);
        assert!(found.contains(&Stage::Dead));
        assert_eq!(found.last(), Some(&Stage::Revived));
        assert_eq!(died_on(&found), None);
    }
}
