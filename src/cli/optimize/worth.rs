//! What the winner of a search is worth over possible worlds, and what that rests on.

use crate::cli::compare::possible;
use crate::cli::job::Job;
use crate::cli::rests;
use crate::run::cells::{Cell, Setting};
use crate::scenario::{Axis, Problems, Worlds};
use crate::study::assumptions::Assumption;
use crate::study::optimize::Optimum;
use crate::study::ranking::Goal;
use crate::study::rests::{Rests, rests};
use crate::study::verdict::{Sides, Verdict, learn};
use crate::words::Language;
use crate::words::verdicts::AS_WRITTEN;

/// The winner over worlds.
pub(super) struct Worth {
    /// The winner against the scenario as written, on fresh luck; `None` where that won, in fixed
    /// worlds and in too few of them.
    pub verdict: Option<Verdict>,
    /// What it rests on that it won.
    pub rests: Option<Rests>,
}

impl Worth {
    /// Judges a search.
    ///
    /// # Errors
    /// If the winner contradicts the scenario.
    pub(super) fn of(
        job: &Job,
        cells: &[Cell],
        axes: &[Axis],
        found: &Optimum,
        goal: Goal,
    ) -> Result<Self, Problems> {
        if found.worlds.is_fixed() {
            return Ok(Self {
                verdict: None,
                rests: None,
            });
        }
        let seed = job.loaded.base.seed;
        let written = Setting::new(&job.loaded, cells[0].clone())?;
        let winner = Setting::new(&job.loaded, cells[found.winner].clone())?;
        let assumptions = Assumption::of(&[&written, &winner]);
        let numbered = |values: &[f64]| -> Vec<(u32, f64)> {
            (found.fresh.first..).zip(values.iter().copied()).collect()
        };
        let mut verdict = Verdict::between(&Sides {
            strategy: &cells[found.winner].describe(axes),
            against: AS_WRITTEN.text(Language::English),
            metric: goal.metric.key,
            less_is_better: goal.minimize,
            of: &numbered(&found.fresh.winner),
            base: &numbered(&found.fresh.base),
            seed,
        })
        .filter(|_| found.winner != 0);
        if let Some(verdict) = &mut verdict {
            learn(verdict, &assumptions, seed);
        }
        let values: Vec<Option<Vec<f64>>> = found
            .candidates
            .iter()
            .map(|it| it.failure.is_none().then(|| it.values.clone()))
            .collect();
        let rests = rests(
            cells,
            &values,
            found.winner,
            goal,
            found.worlds,
            &assumptions,
            seed,
        );
        Ok(Self { verdict, rests })
    }

    /// In words; nothing in fixed worlds.
    pub(super) fn sentences(
        &self,
        cells: &[Cell],
        axes: &[Axis],
        worlds: Worlds,
        language: Language,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(verdict) = &self.verdict {
            let verdict = Verdict {
                against: AS_WRITTEN.text(language).to_owned(),
                ..verdict.clone()
            };
            lines.push(possible::sentences(&verdict, language));
        }
        let describe = |cell: usize| match cell {
            0 => AS_WRITTEN.text(language).to_owned(),
            cell => cells[cell].describe(axes),
        };
        lines.extend(rests::sentences(
            self.rests.as_ref(),
            worlds,
            &describe,
            language,
        ));
        lines
    }
}
