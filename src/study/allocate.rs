//! Where further replicates help to decide: at the cells that may be the best, and no others.

use crate::run::precision::{MOST, MOST_BLIND};
use crate::scenario::Worlds;
use crate::stats::difference::replicates_needed;
use crate::stats::interval::ENOUGH_ALIKE;
use crate::study::ranking::{Ranking, Standing};

/// A round at most triples a cell's replicates, as the spread it goes by is itself an estimate.
const GROWTH: u32 = 3;

/// Replicates that each cell needs next; `None` when all is decided.
///
/// Cells that have been told from the best get no more (successive elimination). A contender gets
/// what it takes to tell it from the best or to know their difference to `wanted` of the best's
/// mean, whichever takes less; the best, which is in every pair, gets as much as the neediest of
/// them, and enough for its own mean to be known to `wanted`. New totals are multiples of `block`, so that no replicate is run twice.
pub fn next_targets(
    ranking: &Ranking,
    targets: &[u32],
    wanted: f64,
    began_with: u32,
    block: u32,
) -> Option<Vec<u32>> {
    let best = ranking.best?;
    let leader = ranking.standings[best].as_ref()?;
    let narrow = wanted * leader.mean.abs();
    let most = began_with.saturating_mul(MOST);
    let grown = |have: u32, needed: u32| {
        let round = needed.min(have.saturating_mul(GROWTH)).min(most);
        round.next_multiple_of(block.max(1)).max(have)
    };
    let blind = |have: u32| {
        grown(have, u32::MAX)
            .min(began_with.saturating_mul(MOST_BLIND))
            .max(have)
    };
    let mut next = targets.to_vec();
    if leader.interval.is_none() {
        next[best] = blind(targets[best]);
    }
    if let Some(interval) = leader
        .interval
        .filter(|interval| interval.half_width() > narrow)
    {
        let wider = interval.half_width() / narrow;
        let needed = (leader.replicates as f64 * wider * wider)
            .ceil()
            .min(f64::from(u32::MAX));
        next[best] = grown(targets[best], needed as u32);
    }
    for cell in ranking.plateau().filter(|cell| *cell != best) {
        let Some(standing) = &ranking.standings[cell] else {
            continue;
        };
        // What cannot be compared at all is not known to be as good.
        let unknown = standing
            .behind
            .is_none_or(|behind| behind.standard_error == 0.0 && behind.pairs < ENOUGH_ALIKE);
        if unknown {
            next[cell] = blind(targets[cell]);
        } else if let Some(needed) = needed(standing, narrow, ranking.worlds) {
            next[cell] = grown(targets[cell], needed);
        }
        next[best] = next[best].max(next[cell]);
    }
    (next != targets).then_some(next)
}

/// Replicates a contender needs to be told from the best, or to be known to be as good within
/// `narrow`; `None` if it has them.
fn needed(standing: &Standing, narrow: f64, worlds: Worlds) -> Option<u32> {
    let behind = standing.behind?;
    let narrow_enough = behind.interval.is_some_and(|it| it.half_width() <= narrow);
    if narrow_enough || behind.standard_error == 0.0 {
        return None;
    }
    let deviation = behind.standard_error * (behind.pairs as f64).sqrt();
    // Twice as sure as one comparison asks for, because there are many.
    let decisive = replicates_needed(deviation, behind.mean.abs() / 1.5);
    let sure = replicates_needed(deviation, narrow);
    let needed = decisive.into_iter().chain(sure).min()?;
    Some(worlds.runs(needed).max(standing.replicates as u32 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::find;
    use crate::study::ranking::Goal;

    fn ranking(cells: &[&dyn Fn(usize) -> f64], replicates: &[usize]) -> Ranking {
        let values: Vec<Option<Vec<f64>>> = cells
            .iter()
            .zip(replicates)
            .map(|(cell, count)| Some((0..*count).map(cell).collect()))
            .collect();
        let metric = find("dau_end").expect("a metric");
        Ranking::of(
            &values,
            Goal {
                metric,
                minimize: false,
            },
        )
    }

    fn noise(index: usize, cell: usize) -> f64 {
        ((index * (31 + 2 * cell) + 7 * cell) % 101) as f64 / 101.0 - 0.5
    }

    #[test]
    fn contenders_get_more_and_losers_none() {
        let cells: [&dyn Fn(usize) -> f64; 4] = [
            &|index| 10.0 + noise(index, 1),
            &|index| 10.02 + noise(index, 2),
            &|index| 5.0 + noise(index, 3),
            &|index| 9.0 + noise(index, 4),
        ];
        let found = ranking(&cells, &[40; 4]);
        let next = next_targets(&found, &[40; 4], 0.005, 40, 20).expect("undecided");
        assert!(next[0] > 40 && next[0] == next[1], "{next:?}");
        assert_eq!(next[2..], [40, 40]);
        assert!(next.iter().all(|target| target % 20 == 0));
    }

    #[test]
    fn it_ends_when_all_is_decided_or_sure_enough() {
        let close: [&dyn Fn(usize) -> f64; 2] = [&|index| 10.0 + noise(index, 1), &|index| {
            10.01 + noise(index, 2)
        }];
        let found = ranking(&close, &[400, 400]);
        assert_eq!(next_targets(&found, &[400, 400], 0.05, 40, 20), None);
        let far: [&dyn Fn(usize) -> f64; 2] = [&|index| 10.0 + noise(index, 1), &|index| {
            1.0 + noise(index, 2)
        }];
        assert_eq!(
            next_targets(&ranking(&far, &[40; 2]), &[40; 2], 0.01, 40, 20),
            None
        );
        let twins: [&dyn Fn(usize) -> f64; 2] = [&|index| 10.0 + noise(index, 1), &|index| {
            10.0 + noise(index, 1)
        }];
        assert_eq!(
            next_targets(&ranking(&twins, &[40; 2]), &[40; 2], 0.01, 40, 20),
            None
        );
        let unsure = next_targets(&ranking(&far, &[40; 2]), &[40; 2], 0.005, 40, 20);
        assert!(
            unsure.is_some_and(|next| next[0] > 40 && next[1] == 40),
            "the best itself is unsure"
        );
    }
}
