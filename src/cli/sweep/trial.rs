//! `--dry-run`: what a sweep will take, from a short trial.

use crate::files::memory::{self, in_words};
use crate::observe::metrics::Run;
use crate::run::cells::{Cell, Setting};
use crate::run::estimate::{Extent, Life};
use crate::run::store;
use crate::scenario::Loaded;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A trial ends after this long, once every cell chosen for it has been run.
const LONG_ENOUGH: Duration = Duration::from_secs(1);

/// What a batch will take.
pub(super) struct Forecast {
    cells: usize,
    replicates: u32,
    runs: u64,
    member_days: f64,
    seconds: f64,
    threads: usize,
    bytes: u64,
    disk: u64,
    trial: u32,
}

/// Runs a few replicates of a few cells and works out what `runs` runs will take. `None` if none of
/// them can be run.
pub(super) fn forecast(
    loaded: &Loaded,
    cells: &[Cell],
    replicates: u32,
    runs: u64,
    threads: usize,
) -> Option<Forecast> {
    let chosen = [0, cells.len() / 2, cells.len() - 1];
    let settings: Vec<Setting<'_>> = chosen
        .iter()
        .filter_map(|cell| Setting::new(loaded, cells[*cell].clone()).ok())
        .collect();
    let started = Instant::now();
    let (mut trial, mut member_days) = (0, 0.0);
    let extent = Extent {
        replicates: u32::try_from(threads).unwrap_or(u32::MAX),
        threads,
        records: false,
        charts: true,
        drawn: settings.iter().any(|setting| !setting.is_certain()),
        waiting: 0,
    };
    let mut bytes = 0;
    for replicate in 0..replicates {
        for setting in &settings {
            let scenario = setting.scenario();
            if replicate == 0 {
                let room = memory::free().map_or(u64::MAX, |free| free.bytes);
                let life = Life::lived(scenario, room).unwrap_or(Life::most(scenario));
                bytes = bytes.max(extent.bytes(&[life], scenario));
            }
            if extent.check(&[scenario], memory::free()).is_err() {
                continue;
            }
            if let Ok(record) = setting.run(replicate, false) {
                trial += 1;
                member_days += record.value(Run::MemberDays);
            }
        }
        if started.elapsed() > LONG_ENOUGH {
            break;
        }
    }
    let each = started.elapsed().as_secs_f64() / f64::from(trial);
    (trial > 0).then(|| Forecast {
        cells: cells.len(),
        replicates,
        runs,
        member_days: member_days / f64::from(trial) * runs as f64,
        seconds: each * runs as f64 / threads as f64,
        threads,
        bytes,
        disk: store::size(runs),
        trial,
    })
}

impl Forecast {
    /// For people.
    pub(super) fn text(&self) -> String {
        format!(
            "cells         {}\nreplicates    {} each\nruns          {}\nmember-days   {:.2e}\n\
             time          about {} on {} threads, judging by {} trial runs\n\
             memory        up to {}\ndisk          about {}\n",
            self.cells,
            self.replicates,
            self.runs,
            self.member_days,
            duration(self.seconds),
            self.threads,
            self.trial,
            in_words(self.bytes),
            in_words(self.disk)
        )
    }

    /// For scripts.
    pub(super) fn json(&self) -> Value {
        json!({
            "cells": self.cells,
            "replicates": self.replicates,
            "runs": self.runs,
            "member_days": self.member_days,
            "seconds": self.seconds,
            "threads": self.threads,
            "memory_bytes": self.bytes,
            "disk_bytes": self.disk,
            "trial_runs": self.trial,
        })
    }
}

/// A time as people say it.
fn duration(seconds: f64) -> String {
    match seconds {
        seconds if seconds < 1.0 => "a second".to_owned(),
        seconds if seconds < 120.0 => format!("{seconds:.0} s"),
        seconds if seconds < 7200.0 => format!("{:.0} min", seconds / 60.0),
        seconds if seconds < 48.0 * 3600.0 => format!("{:.1} h", seconds / 3600.0),
        seconds => format!("{:.1} days", seconds / 86_400.0),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn times_are_said_as_people_say_them() {
        let said = [0.2, 45.0, 600.0, 20_000.0, 400_000.0].map(duration);
        assert_eq!(said, ["a second", "45 s", "10 min", "5.6 h", "4.6 days"]);
    }
}
