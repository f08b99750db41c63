//! `qun autopsy`: why communities died or declined, and what would still have saved them.

use super::again::Again;
use super::exit;
use super::failure::Failure;
use super::list::wanted;
use super::options::WorkFlags;
use super::output::{Format, Output};
use super::publish::{Publisher, in_a_line_each};
use super::work;
use crate::observe::record::Record;
use crate::operator::KINDS;
use crate::run::cells::Setting;
use crate::run::replicates::{Course, run_setting};
use crate::run::simulate::Prepared;
use crate::show::autopsy as letter;
use crate::show::outcome::Outcome;
use crate::study::autopsy::{Body, Fate, examine, fitting, lives, removers, try_all, try_without};
use crate::words::Phrase;
use crate::words::labels::PROGRESS;
use std::path::PathBuf;

/// Communities that are examined where none is named.
const EXAMINED: usize = 8;

/// Flags of `qun autopsy`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun autopsy output/camp                          of all that died or declined\n  \
        qun autopsy output/camp --replicate 7            of one\n  \
        qun autopsy output/camp --remedies moderation,follow_up"
)]
pub struct Autopsy {
    /// Folder of a run, a comparison or a sweep
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Number of one replicate [default: the first eight that died or declined]
    #[arg(long, value_name = "N")]
    pub replicate: Option<u32>,
    /// Number of the cell, or name of the strategy
    #[arg(long, value_name = "CELL", default_value = "0")]
    pub cell: String,
    /// Strategies to try as remedies [default: all that the operator does not have yet, and doing without what removed many]
    #[arg(long, value_name = "STRATEGIES", value_delimiter = ',')]
    pub remedies: Vec<String>,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Language of the letter [default: the system's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
    /// Threads, quiet and progress.
    #[command(flatten)]
    pub work: WorkFlags,
}

impl Autopsy {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If the folder holds no study, or a remedy is no strategy.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.work.quiet);
        self.check()?;
        let again = Again::find(&self.folder, &self.cell)?;
        let setting = Setting::new(&again.loaded, again.cell.clone())?;
        if let Some(replicate) = self.replicate {
            again.must_have(&self.folder, &setting, replicate)?;
        }
        let stop = work::listen();
        let pool = self.work.pool()?;
        let count = again.replicates(&self.folder);
        let range = self.replicate.map_or(0..count, |it| it..it + 1);
        let records = pool.install(|| run_setting(&setting, range, &Course::new(stop, &|_| ())))?;
        if stop.is_asked() {
            return Err(Failure::Reported(exit::INTERRUPTED));
        }
        let fates: Vec<Fate> = records.iter().map(Fate::of).collect();
        let bodies = bodies(&setting, &records, &fates, self.replicate.is_some())?;
        let keys = fitting(&setting.scenario().operator, &self.remedies);
        let removers = removers(&bodies, &self.remedies);
        let ill = bodies.iter().any(|it| it.0.fate.day().is_some());
        let (without, remedies) = if ill {
            let lives = lives(&bodies, &keys) + (removers.len() * bodies.len()) as u64;
            let bar = self.work.bar(lives, PROGRESS, output);
            let lived = || bar.inc(1);
            let tried = pool.install(|| {
                let without = try_without(&setting, &bodies, &removers, stop, &lived)?;
                let tried = try_all(&again.loaded, &again.cell, &bodies, &keys, stop, &lived)?;
                Ok::<_, crate::scenario::Problems>((without, tried))
            });
            bar.finish_and_clear();
            tried?
        } else {
            (Vec::new(), Vec::new())
        };
        if stop.is_asked() {
            return Err(Failure::Reported(exit::INTERRUPTED));
        }
        let bodies: Vec<Body> = bodies.into_iter().map(|it| it.0).collect();
        let mut said = Vec::new();
        if self.replicate.is_none() {
            said.push(letter::overview(&fates));
        }
        for body in &bodies {
            if !said.is_empty() {
                said.push(Phrase::new("", ""));
            }
            said.extend(letter::sentences(body));
        }
        if ill {
            said.push(Phrase::new("", ""));
            said.push(letter::heading(keys.len(), without.len(), bodies.len()));
            if !(keys.is_empty() && without.is_empty()) {
                said.extend(letter::remedies(&without, &remedies, bodies.len()));
            }
        }
        let document = letter::document(&fates, &bodies, &without, &remedies);
        let outcome = Outcome::new(document, records.len(), |language| {
            in_a_line_each(&said, language)
        });
        let languages = [wanted(self.language.as_deref(), output)];
        Publisher::new(None, &languages, self.format, false).publish("autopsy", &outcome, output)
    }

    /// Refuses remedies that are no strategies, all of them at once.
    fn check(&self) -> Result<(), Failure> {
        let known: Vec<&str> = KINDS.iter().map(|kind| kind.key).collect();
        let unknown: Vec<String> = self
            .remedies
            .iter()
            .filter(|it| !known.contains(&it.as_str()))
            .map(|it| format!("`{it}`"))
            .collect();
        let Some(first) = self
            .remedies
            .iter()
            .find(|it| !known.contains(&it.as_str()))
        else {
            return Ok(());
        };
        let message = format!("--remedies: no strategy is called {}", unknown.join(", "));
        Err(Failure::unknown(message, first, &known, || {
            format!("strategies are {}", known.join(", "))
        }))
    }
}

/// Those to examine, with their records: the one that is named, or the first that died or declined.
fn bodies(
    setting: &Setting<'_>,
    records: &[Record],
    fates: &[Fate],
    named: bool,
) -> Result<Vec<(Body, Record)>, Failure> {
    records
        .iter()
        .zip(fates)
        .filter(|(_, fate)| named || fate.day().is_some())
        .take(EXAMINED)
        .map(|(record, _)| {
            let scenario = setting.in_world(record.replicate)?;
            let body = examine(&Prepared::of(scenario), record);
            Ok((body, record.clone()))
        })
        .collect()
}
