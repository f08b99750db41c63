//! What moves with the days: the season, interests, weekdays.

use super::TOPICS;
use crate::model::settings::{Demand, SeasonPoint};

pub(super) fn cumulative(weights: &[f64]) -> [f32; TOPICS] {
    let sum: f64 = weights.iter().take(TOPICS).sum();
    let mut shares = [1.0; TOPICS];
    let mut reached = 0.0;
    for (share, weight) in shares.iter_mut().zip(weights) {
        reached += if sum > 0.0 {
            weight / sum
        } else {
            1.0 / weights.len() as f64
        };
        *share = reached as f32;
    }
    shares
}

/// Position of `day` between the points at `at`: the number of the later one and how far on the way to it.
fn between(at: &[u16], day: u16) -> (usize, f64) {
    let later = at
        .iter()
        .position(|point| *point >= day)
        .unwrap_or(at.len());
    if later == 0 || later == at.len() {
        return (later, 1.0);
    }
    let (from, to) = (f64::from(at[later - 1]), f64::from(at[later]));
    (later, (f64::from(day) - from) / (to - from))
}

pub(super) fn level(season: &[SeasonPoint], day: u16) -> f32 {
    if season.is_empty() {
        return 1.0;
    }
    let days: Vec<u16> = season.iter().map(|point| point.day).collect();
    let (later, way) = between(&days, day);
    let earlier = season[later.saturating_sub(1)].level;
    let level = season.get(later).map_or(earlier, |point| {
        if later == 0 {
            point.level
        } else {
            earlier + way * (point.level - earlier)
        }
    });
    level as f32
}

pub(super) fn interests(demand: &Demand, start: &[f64], day: u16) -> [f32; TOPICS] {
    let points = &demand.interest;
    if points.is_empty() {
        return cumulative(start);
    }
    let days: Vec<u16> = points.iter().map(|point| point.day).collect();
    let (later, way) = between(&days, day);
    let share = |point: &[f64], topic: usize| {
        let sum: f64 = point.iter().sum();
        if sum > 0.0 { point[topic] / sum } else { 0.0 }
    };
    let earlier = &points[later.saturating_sub(1)].weights;
    let next = points.get(later).map_or(earlier, |point| &point.weights);
    let weights: Vec<f64> = (0..start.len().min(earlier.len()).min(next.len()))
        .map(|topic| {
            let (from, to) = (share(earlier, topic), share(next, topic));
            if later == 0 {
                to
            } else {
                from + way * (to - from)
            }
        })
        .collect();
    cumulative(&weights)
}

pub(super) fn weekdays(levels: &[f64]) -> [f32; 7] {
    let mut weekday = [1.0; 7];
    let highest = levels.iter().copied().fold(0.0, f64::max);
    if highest > 0.0 {
        for (day, level) in weekday.iter_mut().zip(levels) {
            *day = (level / highest) as f32;
        }
    }
    weekday
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rules::pick;

    #[test]
    fn the_season_runs_in_straight_lines() {
        let season = [
            SeasonPoint {
                day: 10,
                level: 1.0,
            },
            SeasonPoint {
                day: 20,
                level: 3.0,
            },
        ];
        let at = |day| level(&season, day);
        assert_eq!(
            (at(0), at(10), at(15), at(20), at(99)),
            (1.0, 1.0, 2.0, 3.0, 3.0)
        );
    }

    #[test]
    fn picks_follow_the_weights() {
        let shares = cumulative(&[1.0, 3.0]);
        assert_eq!(pick(&shares[..2], 0.2), 0);
        assert_eq!(pick(&shares[..2], 0.3), 1);
        assert_eq!(pick(&shares[..2], 0.999_999_9), 1);
    }
}
