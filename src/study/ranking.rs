//! Cells on the same people and the same luck: which is best, and which cannot be told from it.

use crate::observe::metrics::Metric;
use crate::run::{store, world};
use crate::scenario::Worlds;
use crate::stats::difference::PairedDifference;
use crate::stats::interval::{Interval, rests_on_few};
use crate::stats::summary::{finite, mean};

/// Chance of leaving the truly best cell out of the plateau.
const ERROR: f64 = 0.05;

/// What decides which cell is best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// The metric.
    pub metric: Metric,
    /// Whether less of it is better.
    pub minimize: bool,
}

impl Goal {
    /// Larger is better.
    pub fn score(self, value: f64) -> f64 {
        if self.minimize { -value } else { value }
    }

    /// Its place in a row of kept metrics.
    pub fn place(self) -> usize {
        store::place(self.metric.key).unwrap_or(0)
    }
}

/// How one cell stands against the best.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Mean of the metric.
    pub mean: f64,
    /// 95 % interval of that mean; `None` for fewer than two replicates with a value.
    pub interval: Option<Interval>,
    /// Replicates behind it.
    pub replicates: usize,
    /// How much the best is better, pair by pair (in the metric's own direction: best minus this
    /// cell); `None` for the best itself and for fewer than two pairs.
    pub behind: Option<PairedDifference>,
    /// Whether it cannot be told from the best.
    pub plateau: bool,
}

/// How all cells stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// The best cell, if any has a result.
    pub best: Option<usize>,
    /// One standing a cell; `None` for those without a result.
    pub standings: Vec<Option<Standing>>,
    /// In which worlds their replicates live.
    pub worlds: Worlds,
}

impl Ranking {
    /// Ranks cells by their values, replicate by replicate.
    ///
    /// A cell in which the metric has no value in most replicates has none, and cannot be best: what is
    /// left would be the mean of those that had the luck to have one.
    /// The best is the one with the best mean among those with most replicates; one whose mean [rests on a
    /// few](rests_on_few) runs is not, unless all do: luck has put it there. The plateau holds
    /// every cell that is not worse than the best in a one-sided paired t-test at 5 % over the
    /// number of comparisons (Bonferroni): it holds the truly best cell with a probability of 95 %
    /// at least, as in the screening of Nelson, Swann, Goldsman & Song 2001.
    pub fn of(values: &[Option<Vec<f64>>], goal: Goal) -> Self {
        Self::in_worlds(values, goal, Worlds::Fixed)
    }

    /// As [`Ranking::of`], with replicates that live in such worlds: of those that share one the mean
    /// counts.
    pub fn in_worlds(values: &[Option<Vec<f64>>], goal: Goal, worlds: Worlds) -> Self {
        let means: Vec<f64> = values
            .iter()
            .map(|values| values.as_deref().map_or(f64::NAN, mean_of_known))
            .collect();
        let length = |cell: usize| values[cell].as_ref().map_or(0, Vec::len);
        let ranked = || (0..values.len()).filter(|cell| means[*cell].is_finite());
        let most = ranked().map(length).max().unwrap_or(0);
        let by_luck = |cell: usize| {
            let values = values[cell].as_deref().unwrap_or_default();
            rests_on_few(&independent(values, worlds))
        };
        let better = |one: &usize, other: &usize| {
            let lasts = (!by_luck(*one), !by_luck(*other));
            let scores = (goal.score(means[*one]), goal.score(means[*other]));
            // Of equals the first.
            let by_score = scores.0.total_cmp(&scores.1);
            lasts.0.cmp(&lasts.1).then(by_score).then(other.cmp(one))
        };
        let best = ranked().filter(|cell| length(*cell) == most).max_by(better);
        let comparisons = ranked().count().saturating_sub(1).max(1) as f64;
        let standing = |cell: usize| {
            let of_cell = values[cell].as_ref()?;
            let best = best?;
            let behind = if cell == best {
                None
            } else {
                behind(goal, values[best].as_ref()?, of_cell, worlds)
            };
            let plateau = cell == best
                || behind.is_none_or(|behind| {
                    let worse = goal.score(behind.mean) > 0.0;
                    // One-sided: half the two-sided p-value on the side where the difference lies.
                    !worse || behind.p_value / 2.0 * comparisons >= ERROR
                });
            Some(Standing {
                mean: means[cell],
                interval: goal.metric.interval(&independent(of_cell, worlds)),
                replicates: of_cell.len(),
                behind,
                plateau: plateau && means[cell].is_finite(),
            })
        };
        Self {
            best,
            standings: (0..values.len()).map(standing).collect(),
            worlds,
        }
    }

    /// Cells that cannot be told from the best, the best among them.
    pub fn plateau(&self) -> impl Iterator<Item = usize> {
        let cells = self.standings.iter().enumerate();
        cells
            .filter(|(_, it)| it.as_ref().is_some_and(|it| it.plateau))
            .map(|(cell, _)| cell)
    }

    /// Half of the widest 95 % interval of a difference from the best within the plateau (or, where
    /// the best is alone, within all), as a share of the best's mean: how far apart two cells may
    /// be without the sweep noticing.
    pub fn blur(&self) -> Option<f64> {
        let best = self.standings.get(self.best?)?.as_ref()?;
        let width = |it: &Standing| {
            let behind = it.behind?;
            let nothing = behind.is_nothing().then_some(0.0);
            behind.interval.map(Interval::half_width).or(nothing)
        };
        let all = || self.standings.iter().flatten();
        let widest = |widths: &mut dyn Iterator<Item = f64>| widths.reduce(f64::max);
        let widest = widest(&mut all().filter(|it| it.plateau).filter_map(width))
            .or_else(|| widest(&mut all().filter_map(width)))?;
        (best.mean != 0.0).then(|| widest / best.mean.abs())
    }
}

/// Mean of the values that are finite; not a number where fewer than half are.
pub(super) fn mean_of_known(values: &[f64]) -> f64 {
    let known = finite(values.iter().copied());
    if 2 * known.len() < values.len() {
        return f64::NAN;
    }
    mean(&known)
}

fn independent(values: &[f64], worlds: Worlds) -> Vec<f64> {
    let numbered: Vec<(u32, f64)> = (0..).zip(values.iter().copied()).collect();
    world::means(&numbered, worlds)
}

/// Best minus a cell over the replicates that both have.
fn behind(goal: Goal, best: &[f64], cell: &[f64], worlds: Worlds) -> Option<PairedDifference> {
    let [best, cell] = world::paired_means(best, cell, 0, worlds);
    goal.metric.compared(&best, &cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::find;
    use crate::random::Luck;
    use crate::random::Purpose;

    fn goal() -> Goal {
        Goal {
            metric: find("dau_end").expect("a metric"),
            minimize: false,
        }
    }

    /// Cells with these means, on common luck of standard deviation 5 and luck of their own of
    /// about 1.
    fn cells(means: &[f64], replicates: u32, seed: u64) -> Vec<Option<Vec<f64>>> {
        let noise = |replicate: u32, cell: u64| {
            let mut stream = Luck::new(seed, replicate)
                .of(cell, 0)
                .stream(Purpose::Operator);
            (0..12).map(|_| stream.uniform_f64()).sum::<f64>() - 6.0
        };
        let value = |cell: usize, mean: f64, replicate| {
            mean + 5.0 * noise(replicate, 999) + noise(replicate, cell as u64)
        };
        let of = |(cell, mean): (usize, &f64)| {
            Some(
                (0..replicates)
                    .map(|replicate| value(cell, *mean, replicate))
                    .collect(),
            )
        };
        means.iter().enumerate().map(of).collect()
    }

    #[test]
    fn pairing_tells_apart_what_luck_hides() {
        let ranking = Ranking::of(&cells(&[10.0, 12.0, 12.0, 11.0], 100, 1), goal());
        assert!(ranking.best == Some(1) || ranking.best == Some(2));
        assert_eq!(ranking.plateau().collect::<Vec<_>>(), [1, 2]);
        let fewest = Goal {
            minimize: true,
            ..goal()
        };
        let ranking = Ranking::of(&cells(&[10.0, 12.0, 12.0, 11.0], 100, 1), fewest);
        assert_eq!(ranking.best, Some(0));
        assert_eq!(ranking.plateau().count(), 1);
    }

    #[test]
    fn the_plateau_misses_the_best_cell_in_at_most_one_sweep_of_twenty() {
        let means = [10.0, 9.9, 9.8, 9.9, 9.7, 9.5, 9.9, 9.8];
        let missed = (0..300)
            .filter(|seed| {
                let ranking = Ranking::of(&cells(&means, 30, *seed), goal());
                !ranking.standings[0]
                    .as_ref()
                    .is_some_and(|standing| standing.plateau)
            })
            .count();
        assert!(missed <= 15, "{missed} of 300");
    }

    #[test]
    fn cells_that_do_not_differ_are_all_best_and_failed_ones_are_nothing() {
        let same = Some(vec![1.0, 2.0, 3.0]);
        let ranking = Ranking::of(&[None, same.clone(), same, Some(vec![f64::NAN; 3])], goal());
        assert_eq!(ranking.best, Some(1));
        assert_eq!(ranking.plateau().collect::<Vec<_>>(), [1, 2]);
        assert_eq!(ranking.standings[0], None);
        assert_eq!(Ranking::of(&[None, None], goal()).best, None);
    }

    #[test]
    fn what_a_few_lucky_runs_have_made_is_not_best() {
        // A fee of a million: paid once in thirty runs, it brings more in the mean than any other.
        let mut lucky = vec![0.0; 29];
        lucky.push(1e6);
        let free = Some(vec![0.0; 30]);
        let fair: Vec<f64> = (0..30).map(|run| 100.0 + f64::from(run)).collect();
        let ranking = Ranking::of(&[free, Some(fair), Some(lucky.clone())], goal());
        assert_eq!(ranking.best, Some(1));
        let plateau: Vec<usize> = ranking.plateau().collect();
        assert!(
            !plateau.contains(&0),
            "a fee of nothing is beaten: {plateau:?}"
        );
        // Where there is nothing else it is the best there is.
        let alone = Ranking::of(&[Some(lucky), None], goal());
        assert_eq!(alone.best, Some(0));
        // To have none of what is not wanted in any run is no luck.
        let fewest = Goal {
            minimize: true,
            ..goal()
        };
        let some: Vec<f64> = (0..30).map(f64::from).collect();
        let ranking = Ranking::of(&[Some(some), Some(vec![0.0; 30])], fewest);
        assert_eq!(ranking.best, Some(1));
    }

    #[test]
    fn what_mostly_has_no_value_is_not_best() {
        // A retention of 100 % in the two runs of twenty in which anybody came at all.
        let mut lucky = vec![f64::NAN; 18];
        lucky.extend([1.0, 1.0]);
        let ranking = Ranking::of(&[Some(vec![0.2; 20]), Some(lucky)], goal());
        assert_eq!(ranking.best, Some(0));
        assert_eq!(ranking.plateau().collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn the_best_is_among_those_with_most_replicates() {
        let mut values = cells(&[12.0, 11.9], 200, 3);
        values.push(Some(vec![100.0, 0.0, 0.0]));
        let ranking = Ranking::of(&values, goal());
        assert_ne!(ranking.best, Some(2));
    }
}
