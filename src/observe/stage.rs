//! Stages of a community's life, detected from who returned and what was written.

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
    /// Hardly anybody returns, and nobody writes.
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
/// Smallest number of returning members a day that a change is measured against.
const ALONE: f64 = 1.0;
/// Days in a row without a sign of life after which a community is dead.
pub const QUIET: usize = 14;
/// Returning members on a day that are a sign of life, whether or not they write.
pub const COMPANY: f32 = 2.0;
/// Days with a sign of life, out of as many as it takes to die, that end death.
const REVIVAL: usize = QUIET / 2;

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

/// Which days belong to death: fourteen days in a row with fewer than two returning members and
/// nothing written by members, and all that follows until seven days out of fourteen have a sign
/// of life again.
fn deaths(returning: &[f32], posts: &[f32]) -> Vec<bool> {
    let alive: Vec<bool> = returning
        .iter()
        .zip(posts)
        .map(|(returning, posts)| *returning >= COMPANY || *posts > 0.0)
        .collect();
    let mut dead = vec![false; alive.len()];
    for day in QUIET - 1..alive.len() {
        let since = day + 1 - QUIET;
        let signs = alive[since..=day].iter().filter(|alive| **alive).count();
        if signs == 0 {
            dead[since..=day].fill(true);
        } else {
            dead[day] = dead[day - 1] && signs < REVIVAL;
        }
    }
    dead
}

/// The stage of every day, from the members who returned and the messages members wrote each day.
///
/// A community is dead, from the first of them on, after fourteen days in a row with fewer than
/// two returning members and nothing written by members, however large it once was, until seven days
/// out of fourteen have a sign of life again. Otherwise weekly means of returning members are
/// compared with those of four weeks before (of the first week, in the first five weeks); a change of
/// 15 % or more is growth or decline.
pub fn stages(returning: &[f32], posts: &[f32]) -> Vec<Stage> {
    let means = weekly_means(returning);
    let dead = deaths(returning, posts);
    let mut grown = false;
    let mut died = false;
    means
        .iter()
        .enumerate()
        .map(|(day, mean)| {
            died |= dead[day];
            if dead[day] {
                return Stage::Dead;
            }
            // Nobody can have returned on the first day, so the first whole week begins with the second.
            let before = means[day.saturating_sub(BACK).max(WINDOW.min(day))];
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
        let found = stages(&series, &series);
        assert_eq!(found[50], Stage::Growth);
        assert_eq!(found[115], Stage::Plateau);
        assert_eq!(found[160], Stage::Decline);
        assert_eq!(found[199], Stage::Dead);
        let died = died_on(&found).unwrap();
        assert!((173..176).contains(&died), "{died}");
    }

    #[test]
    fn who_wakes_again_is_revived() {
        let mut series = vec![20.0; 60];
        series.extend(vec![0.0; 30]);
        series.extend(vec![18.0; 40]);
        let found = stages(&series, &series);
        assert!(found.contains(&Stage::Dead));
        assert_eq!(found.last(), Some(&Stage::Revived));
        assert_eq!(died_on(&found), None);
    }

    #[test]
    fn a_small_community_is_no_dead_one_however_large_it_was() {
        // Two thousand founders on day 0, and seventy-five people a day who stay and talk.
        let mut returning = vec![75.0; 120];
        returning[0] = 0.0;
        let found = stages(&returning, &[280.0; 120]);
        assert!(!found.contains(&Stage::Dead), "{found:?}");
        assert_eq!(found.last(), Some(&Stage::ColdStart));
    }

    #[test]
    fn a_crowd_that_never_comes_back_and_never_writes_is_dead() {
        let found = stages(&[1.0; 40], &[0.0; 40]);
        assert_eq!(died_on(&found), Some(0));
        // One member who goes on writing is alive, if alone.
        assert_eq!(died_on(&stages(&[1.0; 40], &[1.0; 40])), None);
        // Fewer than fourteen days say nothing.
        assert_eq!(died_on(&stages(&[0.0; 13], &[0.0; 13])), None);
        assert_eq!(died_on(&stages(&[0.0; 14], &[0.0; 14])), Some(0));
    }
}
