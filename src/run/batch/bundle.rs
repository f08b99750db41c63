//! Tasks whose lives begin with the same days, lived through together.

use super::{Batch, Event, Task, in_a_line};
use crate::run::cells::Setting;
use crate::run::estimate::Extent;
use crate::run::failure::CellFailure;
use crate::run::fork::waiting;
use crate::run::replicates::Stop;
use crate::run::simulate::LARGE;
use crate::run::store::{Block, row};
use crate::scenario::settings::Scenario;
use rayon::prelude::*;
use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most cells that are lived through together: what is finished of them is kept when all of it is.
const MOST_TOGETHER: usize = 16;

/// What is kept of one run, or the replicate that failed and why; no replicate where somebody has stopped it.
type Row = Result<Vec<f64>, (Option<u32>, String)>;

/// What came of a task.
pub(super) enum Outcome {
    Done(Block),
    Failed(CellFailure),
    Stopped,
}

impl<'a> Batch<'a> {
    /// The tasks, those together whose lives begin with the same days.
    pub(super) fn bundles<'t>(&self, tasks: &'t [Task]) -> Vec<Vec<&'t Task>> {
        let mut bundles: Vec<Vec<&Task>> = Vec::new();
        let mut open: BTreeMap<(&str, u32, u32), usize> = BTreeMap::new();
        for task in tasks {
            let ground = self.grounds.get(task.cell).and_then(Option::as_deref);
            let Some(ground) = ground else {
                bundles.push(vec![task]);
                continue;
            };
            let place = (ground, task.range.start, task.range.end);
            match open.get(&place) {
                Some(at) if bundles[*at].len() < MOST_TOGETHER => bundles[*at].push(task),
                _ => {
                    open.insert(place, bundles.len());
                    bundles.push(vec![task]);
                }
            }
        }
        bundles
    }

    fn failure(&self, cell: usize, replicate: Option<u32>, message: String) -> CellFailure {
        CellFailure {
            cell,
            replicate,
            seed: self.loaded.base.seed,
            message,
        }
    }

    /// The setting of a cell, if there is memory for its runs.
    fn setting(&self, cell: usize) -> Result<Setting<'a>, CellFailure> {
        let setting = Setting::new(self.loaded, self.cells[cell].clone())
            .map_err(|problems| self.failure(cell, None, in_a_line(&problems)))?
            .without_series();
        let extent = extent(&[&setting], 0);
        match extent.check(&[setting.scenario()], self.memory) {
            Ok(()) => Ok(setting),
            Err(error) => {
                let message = format!("{error}; {}", error.help());
                Err(self.failure(cell, None, message))
            }
        }
    }

    /// Lives through tasks with the same replicates.
    pub(super) fn live_through(
        &self,
        bundle: &[&Task],
        bundles: usize,
        stop: &Stop,
        events: &(dyn Fn(Event) + Sync),
    ) -> Vec<Outcome> {
        let Some(range) = bundle.first().map(|task| task.range.clone()) else {
            return Vec::new();
        };
        let made: Vec<Result<Setting<'_>, CellFailure>> =
            bundle.iter().map(|task| self.setting(task.cell)).collect();
        let settings: Vec<&Setting<'_>> = made.iter().filter_map(|it| it.as_ref().ok()).collect();
        let scenarios: Vec<&Scenario> = settings.iter().map(|it| it.scenario()).collect();
        // Lives that wait for those that go on from them may be more than there is memory for.
        let together = settings.len() < 2
            || extent(&settings, waiting(&scenarios))
                .check(&scenarios, self.memory)
                .is_ok();
        let threads = rayon::current_num_threads();
        let founders = settings.iter().map(|it| it.scenario().audience.founders);
        let large = founders.max() >= Some(LARGE);
        let alone = bundles * range.len() < threads && large;
        let one = |replicate: u32| -> Vec<Row> {
            if stop.is_asked() {
                return vec![Err((None, String::new())); settings.len()];
            }
            let rows: Vec<Row> = if together {
                self.rows(&settings, replicate, alone)
            } else {
                self.one_by_one(&settings, replicate, alone)
            };
            let done = rows.iter().filter(|row| row.is_ok()).count();
            events(Event::Ran(done as u32));
            rows
        };
        let lived: Vec<Vec<Row>> = if bundles < 2 * threads && !alone {
            let each = range.clone().into_par_iter().with_max_len(1);
            each.map(one).collect()
        } else {
            range.clone().map(one).collect()
        };
        let mut of_setting: Vec<Vec<Row>> = settings.iter().map(|_| Vec::new()).collect();
        for rows in lived {
            for (place, row) in rows.into_iter().enumerate() {
                of_setting[place].push(row);
            }
        }
        let mut of_setting = of_setting.into_iter();
        let outcomes = made.iter().zip(bundle).map(|(made, task)| {
            if let Err(failure) = made {
                return Outcome::Failed(failure.clone());
            }
            let rows = of_setting.next().unwrap_or_default();
            let rows: Result<Vec<Vec<f64>>, _> = rows.into_iter().collect();
            match rows {
                Ok(rows) => Outcome::Done(Block {
                    first: range.start,
                    rows,
                }),
                Err((Some(replicate), message)) => {
                    Outcome::Failed(self.failure(task.cell, Some(replicate), message))
                }
                Err((None, _)) => Outcome::Stopped,
            }
        });
        outcomes.collect()
    }

    /// What is kept of one replicate of each setting.
    fn rows(&self, settings: &[&Setting<'_>], replicate: u32, alone: bool) -> Vec<Row> {
        let live = || (self.live)(settings, replicate, alone);
        match catch_unwind(AssertUnwindSafe(live)) {
            Ok(lived) => lived
                .into_iter()
                .map(|record| match record {
                    Ok(record) => Ok(row(&record)),
                    Err(problems) => Err((Some(replicate), in_a_line(&problems))),
                })
                .collect(),
            Err(panic) if settings.len() == 1 => {
                vec![Err((Some(replicate), of_panic(&*panic)))]
            }
            // One of them is to blame, and the others are not.
            Err(_) => self.one_by_one(settings, replicate, alone),
        }
    }

    fn one_by_one(&self, settings: &[&Setting<'_>], replicate: u32, alone: bool) -> Vec<Row> {
        let each = settings.iter();
        each.flat_map(|setting| self.rows(&[*setting], replicate, alone))
            .collect()
    }
}

/// What of a study takes memory while settings are lived through by all threads.
fn extent(settings: &[&Setting<'_>], waiting: usize) -> Extent {
    let threads = rayon::current_num_threads();
    Extent {
        replicates: u32::try_from(threads).unwrap_or(u32::MAX),
        threads,
        records: false,
        charts: false,
        drawn: settings.iter().any(|it| !it.is_certain()),
        waiting,
    }
}

/// What a panic says.
fn of_panic(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    format!(
        "qun broke: {}",
        text.unwrap_or_else(|| "for no stated reason".to_owned())
    )
}
