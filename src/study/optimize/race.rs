//! Candidates race: the better half goes on with twice the replicates.

use super::{
    Candidate, FINALISTS, FRESH, Fresh, HALVINGS, Optimum, Search, SearchError, gain, mean_of_known,
};
use crate::run::batch::{Batch, Event};
use crate::run::cells::{Cell, Span, cell_within};
use crate::run::failure::CellFailure;
use crate::run::replicates::Stop;
use crate::run::store;
use crate::stats::interval::rests_on_few;
use crate::stats::sensitivity::design::{full_factorial, latin_hypercube};

/// The state of a search.
pub(super) struct Race<'s, 'a> {
    pub(super) search: &'s Search<'a>,
    pub(super) stop: &'s Stop,
    pub(super) events: &'s (dyn Fn(Event) + Sync),
    pub(super) all: Vec<Candidate>,
    pub(super) runs: u64,
}

impl Race<'_, '_> {
    /// Adds a candidate unless it is there already; returns its number.
    pub(super) fn add(&mut self, cell: Cell, point: Vec<f64>, race: usize) -> usize {
        if let Some(known) = self.all.iter().position(|it| it.cell == cell) {
            return known;
        }
        self.all.push(Candidate {
            cell,
            point,
            race,
            lived: 0,
            values: Vec::new(),
            bounds: Vec::new(),
            failure: None,
        });
        self.all.len() - 1
    }

    /// Starting replicates and number of candidates that a budget pays for: a race of n candidates
    /// that begins with r replicates and halves k times takes n·r·(1 + k/2) runs.
    fn size(&self, budget: u64) -> (u32, usize) {
        let block = self.search.block();
        let start = (self.search.replicates >> (HALVINGS + 1))
            .max(2)
            .next_multiple_of(block);
        let count = budget as f64 / (f64::from(start) * (1.0 + f64::from(HALVINGS) / 2.0));
        (start, (count as usize).max(4))
    }

    /// The race of all that is possible, or of a Latin hypercube where that is too much.
    pub(super) fn first(&mut self, budget: u64) -> Result<Vec<usize>, SearchError> {
        let (start, count) = self.size(budget);
        let spans = self.search.spans;
        let levels: Option<Vec<usize>> = spans.iter().map(Span::levels).collect();
        let fits = |levels: &Vec<usize>| {
            let points = levels
                .iter()
                .try_fold(1_usize, |all, it| all.checked_mul(*it));
            points.is_some_and(|points| points <= count)
        };
        let all = levels.filter(fits);
        let points: Vec<Vec<f64>> = match all {
            Some(levels) => {
                let middle =
                    |(level, count): (&usize, &usize)| (*level as f64 + 0.5) / *count as f64;
                let points = full_factorial(&levels);
                points
                    .iter()
                    .map(|point| point.iter().zip(&levels).map(middle).collect())
                    .collect()
            }
            None => latin_hypercube(count, spans.len(), self.search.loaded.base.seed),
        };
        let entrants = points
            .into_iter()
            .map(|point| self.entrant(point, 0))
            .collect();
        self.halve(entrants, start)
    }

    fn entrant(&mut self, point: Vec<f64>, race: usize) -> usize {
        self.add(cell_within(self.search.spans, &point), point, race)
    }

    /// A race of new candidates in boxes around the leaders.
    pub(super) fn refine(
        &mut self,
        leaders: &[usize],
        half: f64,
        budget: u64,
        number: usize,
    ) -> Result<Vec<usize>, SearchError> {
        let (start, count) = self.size(budget);
        let spans = self.search.spans;
        let centres: Vec<Vec<f64>> = leaders
            .iter()
            .filter(|it| **it != 0)
            .map(|it| self.all[*it].point.clone())
            .collect();
        let seed = self.search.loaded.base.seed.wrapping_add(number as u64);
        let draws = latin_hypercube(count, spans.len(), seed);
        let mut entrants = leaders.to_vec();
        for (index, draw) in draws.into_iter().enumerate() {
            let Some(centre) = centres.get(index % centres.len().max(1)) else {
                break;
            };
            let around = centre
                .iter()
                .zip(draw)
                .zip(spans)
                .map(|((centre, at), span)| {
                    // A list is never so fine that its neighbours are out of reach.
                    let half = span
                        .levels()
                        .map_or(half, |levels| half.max(1.0 / levels as f64));
                    (centre + (2.0 * at - 1.0) * half).clamp(0.0, 1.0)
                });
            let point = around.collect();
            entrants.push(self.entrant(point, number));
        }
        self.halve(entrants, start)
    }

    /// Halves the field and doubles the replicates until the finalists are left.
    fn halve(&mut self, mut field: Vec<usize>, start: u32) -> Result<Vec<usize>, SearchError> {
        field.sort_unstable();
        field.dedup();
        let mut replicates = start;
        for _ in 0..=HALVINGS {
            self.live(&field, replicates)?;
            let keep = field.len().div_ceil(2).max(FINALISTS);
            field = self.best(&field, keep);
            replicates = replicates.saturating_mul(2).min(self.search.replicates);
        }
        Ok(self.best(&field, FINALISTS))
    }

    /// The best of a field on the replicates that all of it has lived.
    pub(super) fn best(&self, field: &[usize], count: usize) -> Vec<usize> {
        let worth = |it: &usize| self.all[*it].worth(self.search.goal, self.search.constraints);
        // What a few lucky runs have made of a candidate is not what it is worth.
        let by_luck = |it: &usize| rests_on_few(&self.all[*it].values);
        let mut order = field.to_vec();
        order.sort_by(|one, other| {
            let (one_worth, other_worth) = (worth(one), worth(other));
            let by_bounds = other_worth.0.total_cmp(&one_worth.0);
            by_bounds
                .then(by_luck(one).cmp(&by_luck(other)))
                .then(other_worth.1.total_cmp(&one_worth.1))
                .then(one.cmp(other))
        });
        order.retain(|it| self.all[*it].failure.is_none());
        order.truncate(count);
        order
    }

    /// Gives each of the field so many replicates.
    pub(super) fn live(&mut self, field: &[usize], replicates: u32) -> Result<(), SearchError> {
        let cells: Vec<Cell> = field.iter().map(|it| self.all[*it].cell.clone()).collect();
        let found = self.results(&cells, 0, replicates)?;
        for (it, result) in field.iter().zip(found) {
            let lived = self.all[*it].lived;
            self.runs += u64::from(replicates.saturating_sub(lived));
            self.all[*it].lived = lived.max(replicates);
            match result {
                Ok((values, bounds)) => {
                    self.all[*it].bounds =
                        bounds.iter().map(|values| mean_of_known(values)).collect();
                    self.all[*it].values = values;
                }
                Err(failure) => self.all[*it].failure = Some(failure),
            }
        }
        let all_failed = field.iter().all(|it| self.all[*it].failure.is_some());
        match field.iter().find_map(|it| self.all[*it].failure.as_ref()) {
            Some(failure) if all_failed => Err(SearchError::Nothing(failure.message.clone())),
            _ => Ok(()),
        }
    }

    /// The goal's metric and those of the constraints for each cell.
    #[allow(clippy::type_complexity, reason = "read at one place, just above")]
    fn results(
        &self,
        cells: &[Cell],
        first: u32,
        replicates: u32,
    ) -> Result<Vec<Result<(Vec<f64>, Vec<Vec<f64>>), CellFailure>>, SearchError> {
        let search = self.search;
        let batch = Batch::new(
            search.loaded,
            cells,
            search.store,
            search.block(),
            search.memory,
            search.live,
        )
        .beginning_at(first);
        let tasks = batch.tasks(&vec![replicates; cells.len()]);
        batch.run(&tasks, self.stop, self.events)?;
        if self.stop.is_asked() {
            return Err(SearchError::Stopped);
        }
        let failures = batch.failures(&tasks)?;
        let mut places = vec![search.goal.place()];
        places.extend(
            search
                .constraints
                .iter()
                .filter_map(|it| store::place(it.metric.key)),
        );
        let mut results = Vec::new();
        for cell in 0..cells.len() {
            if let Some(failure) = failures.iter().find(|failure| failure.cell == cell) {
                results.push(Err(failure.clone()));
                continue;
            }
            let mut values = batch
                .values(cell, &places, replicates)?
                .ok_or(SearchError::Stopped)?;
            let main = values.remove(0);
            results.push(Ok((main, values)));
        }
        Ok(results)
    }

    /// Lives through replicates that nobody has chosen anything by.
    pub(super) fn validate(mut self, winner: usize) -> Result<Optimum, SearchError> {
        let replicates = self.search.replicates;
        let cells = [self.all[0].cell.clone(), self.all[winner].cell.clone()];
        let first = FRESH.next_multiple_of(self.search.block());
        let found = self.results(&cells, first, replicates)?;
        self.runs += 2 * u64::from(replicates);
        let failed = |failure: CellFailure| SearchError::Nothing(failure.message);
        let [base, best]: [Result<_, _>; 2] = match <[_; 2]>::try_from(found) {
            Ok(two) => two,
            Err(_) => return Err(SearchError::Stopped),
        };
        let base = base.map_or_else(|_| Vec::new(), |(values, _)| values);
        let (best, bounds) = best.map_err(failed)?;
        let constraints = self.search.constraints;
        let worlds = self.search.loaded.worlds;
        let bounds = constraints.iter().zip(bounds).map(|(it, values)| {
            let held = values.iter().filter(|value| it.holds(**value)).count();
            (mean_of_known(&values), held as f64 / values.len() as f64)
        });
        Ok(Optimum {
            promised: gain(
                self.search.goal,
                &self.all[0].values,
                &self.all[winner].values,
                0,
                worlds,
            ),
            validated: gain(self.search.goal, &base, &best, first, worlds),
            fresh: Fresh {
                first,
                base,
                winner: best,
            },
            worlds,
            bounds: bounds.collect(),
            candidates: self.all,
            winner,
            runs: self.runs,
        })
    }
}
