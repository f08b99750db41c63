//! `qun validate`: the presets, or a real log, held against the patterns of real communities.

use super::failure::Failure;
use super::named_file::{NamedFile, lies_apart};
use super::options::WorkFlags;
use super::output::{Format, Output};
use super::publish::Publisher;
use crate::observe::patterns::{Measured, Medium, Options, RELIABLE_SPAN, measure};
use crate::operator::{KINDS, Kind};
use crate::show::folder::Folder;
use crate::show::outcome::Outcome;
use crate::show::page::make::validation::report as page_of;
use crate::show::{
    dose_charts, responses as response_report, trials as trial_report, validation as report,
    validation_page, validation_terminal as terminal,
};
use crate::validate::worlds::{Place, possible};
use crate::validate::{Preset, Settings, responses, trials, validate};
use crate::words::labels::PROGRESS;
use crate::words::{Language, Text};
use indicatif::ProgressBar;
use rayon::ThreadPool;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const LOG: Text = Text::new(
    "{name}: {posters} {posters:poster|posters}, {events} {events:event|events}, {days} {days:day|days}",
    "{name}：{posters} 人发言，{events} 条消息，{days} 天",
);

/// Flags of `qun validate`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun validate                                 all presets against all patterns\n  \
        qun validate --experiments X2,E7             two published experiments, lived through again\n  \
        qun validate --preset chat --replicates 5    one preset, less sure\n  \
        qun validate --log log.csv --medium forum    the same numbers of a real log"
)]
pub struct Validate {
    /// Preset to hold against the patterns: chat, forum or wechat (may be repeated) [default: all]
    #[arg(long, value_name = "PRESET", conflicts_with = "log")]
    pub preset: Vec<String>,
    /// Live through published experiments instead, all or those with these ids (X2,E7): members of a simulated community are assigned by their own luck
    #[arg(long, value_name = "IDS", num_args = 0.., value_delimiter = ',', conflicts_with_all = ["log", "preset", "days"])]
    pub experiments: Option<Vec<String>>,
    /// Try every dial of every strategy instead, at five doses on three sizes of community
    #[arg(long, conflicts_with_all = ["log", "preset", "days", "experiments"])]
    pub responses: bool,
    /// Measure a real log instead: an export of messages, a folder of them, or a table of community,member_id,day,events[,replies_received]
    #[allow(
        rustdoc::broken_intra_doc_links,
        reason = "it is shown as help, as it is written"
    )]
    #[arg(long, value_name = "LOG", conflicts_with_all = ["replicates", "days", "seed"])]
    pub log: Option<PathBuf>,
    /// How times are understood.
    #[command(flatten)]
    pub times: super::log::LogTimes,
    /// What kind of place the log is from; some bands depend on it
    #[arg(long, value_enum, requires = "log", default_value_t)]
    pub medium: MediumFlag,
    /// Who was seen in the place, writing or not: community,member_id,day,joins,leaves
    #[arg(long, value_name = "FILE", requires = "log")]
    pub presence: Option<PathBuf>,
    /// Say where the log lies among so many possible worlds of its medium
    #[arg(long, value_name = "N", requires = "log", value_parser = clap::value_parser!(u32).range(20..=10_000))]
    pub worlds: Option<u32>,
    /// Replicates of each experiment
    #[arg(long, value_name = "N", default_value_t = Settings::default().replicates, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    pub replicates: u32,
    /// Days of each simulated history
    #[arg(long, value_name = "N", default_value_t = Settings::default().days, value_parser = clap::value_parser!(u16).range(30..=36_500))]
    pub days: u16,
    /// Seed of all luck; the same seed gives the same bytes
    #[arg(long, value_name = "N", default_value_t = Settings::default().seed, value_parser = clap::value_parser!(u64).range(..=9_007_199_254_740_991))]
    pub seed: u64,
    /// Folder for what was found: report.html, validation.json and patterns.csv; responses.csv; experiments.json
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Page to write with everything that was found, as docs/validation.md or docs/responses.md; what other commands put there is kept
    #[arg(long, value_name = "FILE", conflicts_with_all = ["log", "preset"])]
    pub write: Option<PathBuf>,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Write over files, or into a folder, that are not qun's; what stands in the way is kept as NAME~
    #[arg(long)]
    pub force: bool,
    /// Threads, quiet and progress.
    #[command(flatten)]
    pub work: WorkFlags,
}

/// The media that bands are known for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MediumFlag {
    /// Chat channel or large room
    #[default]
    Chat,
    /// Web forum
    Forum,
    /// Newsgroup or mailing list
    Usenet,
    /// Small group of a messenger
    MessengerGroup,
    /// Contributors to a repository of code
    Repository,
}

impl From<MediumFlag> for Medium {
    fn from(flag: MediumFlag) -> Self {
        match flag {
            MediumFlag::Chat => Self::Chat,
            MediumFlag::Forum => Self::Forum,
            MediumFlag::Usenet => Self::Usenet,
            MediumFlag::MessengerGroup => Self::MessengerGroup,
            MediumFlag::Repository => Self::Repository,
        }
    }
}

impl Validate {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If a preset is not known, the log cannot be read, or a file cannot be written.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.work.quiet);
        match &self.log {
            Some(log) => self.measure(log, output),
            None if self.responses => self.try_dials(output),
            None => match &self.experiments {
                Some(ids) => self.live_experiments(ids, output),
                None => self.simulate(output),
            },
        }
    }

    /// Published experiments, lived through again.
    fn live_experiments(&self, wanted: &[String], output: &Output) -> super::Result {
        let settings = self.settings();
        let ids = known_experiments(wanted)?;
        if self.write.is_some() && !ids.is_empty() {
            return Err(Failure::usage(
                "the page tells of all experiments, and only some are to be lived through",
                "leave the ids out, or --write",
            ));
        }
        let page = self.page(validation_page::is_page)?;
        let former = page.as_ref().map(NamedFile::former);
        if former.as_deref() == Some("") {
            return Err(Failure::usage(
                "there is no page yet for the experiments to be written into",
                "write it first: qun validate --write FILE",
            ));
        }
        let folder = self.folder()?;
        let publisher = self.publisher(folder.as_ref(), output);
        let runs = trials::runs(&settings, &ids);
        let (pool, bar) = self.work(runs, output)?;
        let found = pool.install(|| trials::trials(&settings, &ids, &|| bar.inc(1)));
        bar.finish_and_clear();
        let found = found?;
        if let Some((page, former)) = page.zip(former) {
            let part = trial_report::page(&found, &settings);
            let whole = validation_page::with_part(&former, validation_page::TRIALS, &part);
            page.write(whole.as_bytes(), output)?;
        }
        let document = trial_report::document(&found);
        let mut outcome = Outcome::new(document, runs as usize, |language| {
            trial_report::terminal(&found, language)
        });
        outcome.kept_as = Some("experiments.json");
        publisher.publish("validate", &outcome, output)
    }

    /// Every dial of every strategy.
    fn try_dials(&self, output: &Output) -> super::Result {
        let settings = self.settings();
        let page = self.page(response_report::is_page)?;
        let charts = chart_files(page.as_ref())?;
        let folder = self.folder()?;
        let publisher = self.publisher(folder.as_ref(), output);
        let (pool, bar) = self.work(responses::dials(), output)?;
        let tried = || responses::responses(&settings, None, &responses::SIZES, &|| bar.inc(1));
        let found = pool.install(tried);
        bar.finish_and_clear();
        let found = found?;
        if let Some(page) = page {
            let text = response_report::page(&found, &settings, page.path());
            page.write(text.as_bytes(), output)?;
        }
        for (strategy, chart) in dose_charts::charts(&found, settings.replicates)? {
            if let Some(file) = charts.get(strategy) {
                let hushed = output.hushed(true);
                file.write(chart.svg(Language::English)?.as_bytes(), &hushed)?;
            }
        }
        let lived: usize = found
            .iter()
            .flat_map(|dial| &dial.responses)
            .map(Vec::len)
            .sum();
        let runs = lived * settings.replicates as usize;
        let document = response_report::document(&found);
        let mut outcome = Outcome::new(document, runs, |language| {
            response_report::terminal(&found, language)
        });
        outcome.kept_as = Some("responses.json");
        outcome.table("responses.csv", response_report::rows(&found))?;
        publisher.publish("validate", &outcome, output)
    }

    /// Where what is found goes, and how it is told.
    fn publisher<'a>(&self, folder: Option<&'a Folder>, output: &'a Output) -> Publisher<'a> {
        Publisher::new(folder, output.languages(), self.format, self.work.quiet)
    }

    fn settings(&self) -> Settings {
        Settings {
            replicates: self.replicates,
            days: self.days,
            seed: self.seed,
        }
    }

    /// Threads, and a bar over so many runs.
    fn work(&self, runs: u64, output: &Output) -> Result<(ThreadPool, ProgressBar), Failure> {
        let pool = self.work.pool()?;
        Ok((pool, self.work.bar(runs, PROGRESS, output)))
    }

    /// The folder for the tables, if one was named.
    fn folder(&self) -> Result<Option<Folder>, Failure> {
        Ok(Folder::named(self.out.as_deref(), self.force)?)
    }

    /// The presets named, each once, in the order of [`Preset::ALL`].
    fn presets(&self) -> Result<Vec<Preset>, Failure> {
        if self.preset.is_empty() {
            return Ok(Preset::ALL.to_vec());
        }
        let mut presets = Vec::new();
        for name in &self.preset {
            presets.push(Preset::from_name(name).ok_or_else(|| unknown_preset(name))?);
        }
        presets.sort_unstable();
        presets.dedup();
        Ok(presets)
    }

    fn simulate(&self, output: &Output) -> super::Result {
        let presets = self.presets()?;
        let settings = self.settings();
        // Better before the work than after.
        let page = self.page(validation_page::is_page)?;
        let folder = self.folder()?;
        let publisher = self.publisher(folder.as_ref(), output);
        if u32::from(self.days) < RELIABLE_SPAN {
            output.say(&format!(
                "warning: histories of {} days are cut short: the bands hold for {RELIABLE_SPAN} days or more",
                self.days
            ));
        }
        let runs = settings.runs(&presets);
        let (pool, bar) = self.work(runs, output)?;
        let found = pool.install(|| validate(&presets, &settings, &|| bar.inc(1)));
        bar.finish_and_clear();
        let found = found?;
        if let Some(page) = page {
            let text = validation_page::page(&found, &page.former());
            page.write(text.as_bytes(), output)?;
        }
        let document = report::document(&found);
        let mut outcome = Outcome::new(document, runs as usize, |language| {
            terminal::terminal(&found, language)
        });
        outcome.kept_as = Some("validation.json");
        outcome.table("patterns.csv", report::rows(&found))?;
        outcome.report = Some(page_of(&found, output.language()));
        publisher.publish("validate", &outcome, output)
    }

    /// The page to write, if one was named. A text that is no such page is not replaced.
    fn page(&self, is_page: fn(&str) -> bool) -> Result<Option<NamedFile>, Failure> {
        let file = self.write.as_deref();
        lies_apart(file, "--write", self.out.as_deref())?;
        NamedFile::if_named(file, "--write", is_page, Some(self.force))
    }

    /// Where each number of a log lies among possible worlds, if that is asked.
    fn places(&self, measured: &[Measured], medium: Medium) -> Result<Option<Vec<Place>>, Failure> {
        let Some(worlds) = self.worlds else {
            return Ok(None);
        };
        let preset = Preset::of(medium);
        let pool = self.work.pool()?;
        let lives = || possible(preset, medium, worlds, &Settings::default(), &|| ());
        let found = pool.install(lives)?;
        Ok(Some(Place::of(measured, &found)))
    }

    fn measure(&self, path: &Path, output: &Output) -> super::Result {
        let medium = Medium::from(self.medium);
        let folder = self.folder()?;
        let publisher = self.publisher(folder.as_ref(), output);
        let mut reader = self.times.reader();
        let community = reader.read_log(path)?;
        for remark in &community.remarks {
            output.say(&format!("note: {remark}"));
        }
        let presence = self
            .presence
            .as_ref()
            .map(|path| reader.read_presence(path))
            .transpose()?;
        if let Some(folder) = &folder {
            let inputs = std::iter::once(path).chain(self.presence.as_deref());
            let inputs: Vec<PathBuf> = inputs.map(Path::to_owned).collect();
            folder.guard(&inputs, self.force)?;
        }
        let options = Options {
            presence: presence.as_ref(),
            ..Options::new(medium)
        };
        let log = &community.log;
        let measured = measure(log, &options);
        let short = log.span() < RELIABLE_SPAN;
        if short {
            output.say(&format!(
                "warning: the log covers {} days; the bands are those of histories of {RELIABLE_SPAN} days or more, \
                 so a real community may leave them here",
                log.span()
            ));
        }
        let about = json!({
            "community": community.name, "days": log.span(), "posters": log.posters(),
            "events": log.total_events(), "first_day": community.first_day.map(|day| day.to_string()),
            "replies": log.has_replies(), "shorter_than_reliable": short,
        });
        let mut document = report::document_of_log(&measured, medium, &about);
        let places = self.places(&measured, medium)?;
        if let Some(places) = &places {
            document["worlds"] = report::places_document(places);
        }
        let worlds = self.worlds.unwrap_or_default() as usize;
        let mut outcome = Outcome::new(document, worlds, |language| {
            let about = LOG.with(
                language,
                &[
                    ("name", &community.name),
                    ("posters", &log.posters()),
                    ("events", &log.total_events()),
                    ("days", &log.span()),
                ],
            );
            let measured = terminal::terminal_of_log(&measured, medium, language);
            let places = places.as_ref();
            let places = places.map_or_else(String::new, |it| terminal::places(it, language));
            format!("{about}\n\n{measured}{places}")
        });
        outcome.kept_as = Some("validation.json");
        publisher.publish("validate", &outcome, output)
    }
}

/// The charts that go with the page of all dials, in a folder of its name beside it, by strategy.
fn chart_files(page: Option<&NamedFile>) -> Result<BTreeMap<&'static str, NamedFile>, Failure> {
    let Some(page) = page else {
        return Ok(BTreeMap::new());
    };
    let file = |kind: &&'static Kind| {
        let file = page.within(&format!("{}.svg", kind.key), dose_charts::is_chart)?;
        Ok((kind.key, file))
    };
    KINDS.iter().map(|kind| file(&kind)).collect()
}

/// The experiments that are named, each of them one that can be lived through.
fn known_experiments(wanted: &[String]) -> Result<Vec<&'static str>, Failure> {
    let known = trials::ids();
    let find = |wanted: &String| known.iter().find(|id| id.eq_ignore_ascii_case(wanted));
    let missing: Vec<String> = wanted
        .iter()
        .filter(|wanted| find(wanted).is_none())
        .map(|wanted| format!("`{wanted}`"))
        .collect();
    if missing.is_empty() {
        return Ok(wanted.iter().filter_map(find).copied().collect());
    }
    let inexpressible = trials::INEXPRESSIBLE.map(|(id, _)| id);
    Err(Failure::usage(
        format!("no experiment has the id {}", missing.join(", ")),
        format!(
            "the experiments are {}; the model cannot express {}",
            known.join(", "),
            inexpressible.join(", ")
        ),
    ))
}

fn unknown_preset(name: &str) -> Failure {
    let known = Preset::ALL.map(Preset::name);
    Failure::unknown(format!("there is no preset `{name}`"), name, &known, || {
        format!("the presets are {}", known.join(", "))
    })
}
