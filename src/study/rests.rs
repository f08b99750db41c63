//! What a recommended value rests on: the assumptions that another value would be best without, and
//! how the best value moves with them.

use crate::run::cells::Cell;
use crate::run::world;
use crate::scenario::Worlds;
use crate::stats::information::{gain, knowing};
use crate::stats::regression::least_squares;
use crate::stats::summary::mean;
use crate::study::assumptions::Assumption;
use crate::study::ranking::Goal;
use crate::study::verdict::ENOUGH;
use crate::words::Phrase;

/// Cells that are looked at: the best ones.
const CELLS: usize = 24;

/// An assumption that a recommended value rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    /// Path of the parameter.
    pub path: String,
    /// What sentences call it.
    pub name: Phrase,
    /// What knowing it gains on average, in the metric's unit.
    pub value: f64,
    /// The cell that is best where it is one standard deviation lower.
    pub low: usize,
    /// The cell that is best where it is one standard deviation higher.
    pub high: usize,
}

/// What the recommendation of `best` among some cells rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Rests {
    /// The assumptions that are told from chance, the weightiest first.
    pub on: Vec<Rest>,
    /// Worlds behind it.
    pub worlds: usize,
}

/// What it rests on that `best` is recommended. `values` holds the goal's metric in each replicate of
/// each cell. `None` in fixed worlds, for a single cell, and for fewer than [`ENOUGH`] worlds.
pub fn rests(
    cells: &[Cell],
    values: &[Option<Vec<f64>>],
    best: usize,
    goal: Goal,
    worlds: Worlds,
    assumptions: &[Assumption],
    seed: u64,
) -> Option<Rests> {
    let least = worlds.runs(ENOUGH) as usize;
    let known = |cell: &usize| values[*cell].as_deref().filter(|it| it.len() >= least);
    let score = |cell: &usize| {
        let finite: Vec<f64> = known(cell)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(|it| it.is_finite())
            .collect();
        goal.score(mean(&finite))
    };
    let mut field: Vec<usize> = (0..cells.len())
        .filter(|cell| *cell != best && known(cell).is_some() && score(cell).is_finite())
        .collect();
    field.sort_by(|one, other| score(other).total_cmp(&score(one)).then(one.cmp(other)));
    field.truncate(CELLS);
    if worlds.is_fixed() || field.is_empty() || known(&best).is_none() {
        return None;
    }
    let common = field
        .iter()
        .chain([&best])
        .filter_map(|cell| known(cell).map(<[f64]>::len))
        .min()?;
    // World by world, how much better than the recommended one each other cell is.
    let mut advantages: Vec<Vec<f64>> = Vec::new();
    for cell in &field {
        let (Some(one), Some(other)) = (known(&best), known(cell)) else {
            continue;
        };
        let [best, cell] = world::paired_means(&one[..common], &other[..common], 0, worlds);
        let differences = best.iter().zip(&cell);
        advantages.push(
            differences
                .map(|(best, cell)| goal.score(*cell) - goal.score(*best))
                .collect(),
        );
    }
    let count = advantages.first().map_or(0, Vec::len);
    let numbers: Vec<u32> = (0..count as u32)
        .filter(|world| advantages.iter().all(|it| it[*world as usize].is_finite()))
        .collect();
    if numbers.len() < ENOUGH {
        return None;
    }
    for advantage in &mut advantages {
        *advantage = numbers.iter().map(|it| advantage[*it as usize]).collect();
    }
    let deviates: Vec<Vec<f64>> = assumptions
        .iter()
        .map(|it| it.in_worlds(seed, &numbers))
        .collect();
    let everything = gain(&advantages);
    let found = knowing(&deviates, &advantages, everything, seed);
    let mut on: Vec<Rest> = Vec::new();
    for ((assumption, deviates), knowing) in assumptions.iter().zip(&deviates).zip(found) {
        if !knowing.clear {
            continue;
        }
        let best_at = |deviate: f64| {
            let at = |advantage: &[f64]| {
                least_squares(deviates, advantage).map_or(0.0, |line| {
                    mean(advantage) + line.slope * (deviate - mean(deviates))
                })
            };
            let others = field.iter().zip(&advantages);
            others
                .map(|(cell, advantage)| (*cell, at(advantage)))
                .filter(|it| it.1 > 0.0)
                .max_by(|one, other| one.1.total_cmp(&other.1))
                .map_or(best, |it| it.0)
        };
        on.push(Rest {
            path: assumption.path.clone(),
            name: assumption.name.clone(),
            value: knowing.value,
            low: best_at(-1.0),
            high: best_at(1.0),
        });
    }
    on.sort_by(|one, other| other.value.total_cmp(&one.value));
    Some(Rests {
        on,
        worlds: numbers.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::find;
    use crate::run::cells::Setting;
    use crate::scenario::{Overrides, parse_str};

    /// A hill over the cells 0 to 4 whose top lies at 2 and moves with `moves` of one assumption.
    fn hill(moves: f64) -> Option<Rests> {
        let overrides = Overrides {
            worlds: Worlds::Paired,
            ..Overrides::default()
        };
        let loaded = parse_str("t", "title = \"t\"\n", &overrides).expect("a scenario");
        let setting = Setting::new(&loaded, Cell::default()).expect("a setting");
        let assumptions = Assumption::of(&[&setting]);
        let moved = assumptions
            .iter()
            .find(|it| it.path == "audience.size")
            .expect("an assumption");
        let luck = |replicate: u32, cell: u32| f64::from((replicate * 31 + cell * 17) % 23) / 23.0;
        let values: Vec<Option<Vec<f64>>> = (0..5_u32)
            .map(|cell| {
                let value = |replicate: u32| {
                    let top = 2.0 + moves * moved.deviate(1, Worlds::Paired.of(replicate));
                    100.0 - (f64::from(cell) - top).powi(2) + luck(replicate, cell)
                };
                Some((0..160).map(value).collect())
            })
            .collect();
        let goal = Goal {
            metric: find("dau_end").expect("a metric"),
            minimize: false,
        };
        let cells = vec![Cell::default(); 5];
        rests(&cells, &values, 2, goal, Worlds::Paired, &assumptions, 1)
    }

    #[test]
    fn what_moves_the_best_value_is_named_and_nothing_else() {
        let found = hill(1.5).expect("worlds enough");
        assert_eq!(found.worlds, 80);
        assert_eq!(found.on[0].path, "audience.size");
        assert!(found.on[0].low < 2 && found.on[0].high > 2, "{found:?}");
        let still = hill(0.0).expect("worlds enough");
        assert!(still.on.is_empty(), "{still:?}");
    }
}
