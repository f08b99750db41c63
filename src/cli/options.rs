//! The flags that all commands which simulate have in common, and what they mean once checked.

use super::failure::Failure;
use super::output::{Format, Output};
use super::work;
use crate::observe::metrics;
use crate::scenario::{Overrides, Worlds};
use crate::words::lessons::Lesson;
use crate::words::{Language, Text};
use clap::builder::{PathBufValueParser, TypedValueParser};
use indicatif::ProgressBar;
use rayon::ThreadPool;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What every command takes that simulates for a while.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct WorkFlags {
    /// Threads to use; results never depend on it [default: all cores]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Print the answer alone, and nothing else but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Show no progress bar
    #[arg(long)]
    pub no_progress: bool,
}

impl WorkFlags {
    /// The threads.
    ///
    /// # Errors
    ///
    /// If the system gives none.
    pub fn pool(&self) -> Result<ThreadPool, Failure> {
        work::pool(threads(self.threads))
    }

    /// A bar for so many pieces of work, where one is wanted.
    pub fn bar(&self, pieces: u64, name: Text, output: &Output) -> ProgressBar {
        work::bar(pieces, !self.no_progress, name, output)
    }
}

/// The flags as they are written.
#[derive(Debug, Clone, Default, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct CommonFlags {
    /// How many times to simulate, with other people and other luck [default: the scenario's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub replicates: Option<u32>,
    /// How many days to simulate [default: the scenario's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=36_500))]
    pub days: Option<u16>,
    /// Seed of all luck; the same seed gives the same bytes [default: the scenario's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=9_007_199_254_740_991))]
    pub seed: Option<u64>,
    /// Change a value: --set operator.threshold.fee=49 (may be repeated)
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Folder for the results [default: output/NAME]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How to write the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Add replicates until the main metric is this sure: 2% is a 95% interval of ±2%
    #[arg(long, value_name = "PERCENT")]
    pub precision: Option<String>,
    /// Write into a folder that is not qun's; what stands in the way is kept as NAME~
    #[arg(long)]
    pub force: bool,
    /// Write every table as Parquet too; qun must be built with --features parquet
    #[arg(long)]
    pub parquet: bool,
    /// Draw what the file does not say from what is known of it, or keep to the file: drawn or fixed [default: drawn; fixed for sensitivity, and for a run with [expect]]
    #[allow(
        rustdoc::broken_intra_doc_links,
        reason = "it is shown as help, as it is written"
    )]
    #[arg(long, value_enum, value_name = "WORLDS")]
    pub worlds: Option<WorldsFlag>,
    /// Whether two runs share a drawn world; the command says so, not its user.
    #[arg(skip)]
    pub in_pairs: bool,
    /// The folder that `out` lies in, where only that was named; the command says so, not its user.
    #[arg(skip)]
    pub within: Option<PathBuf>,
    /// The lesson that the study is for; the command says so, not its user.
    #[arg(skip)]
    pub lesson: Option<&'static Lesson>,
    /// Do not draw charts
    #[arg(long)]
    pub no_charts: bool,
    /// Threads, quiet and progress.
    #[command(flatten)]
    pub work: WorkFlags,
    /// Go on where an interrupted command has stopped
    #[arg(long)]
    pub resume: bool,
    /// Language of tables and charts [default: the scenario's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh", "both"])]
    pub language: Option<String>,
}

/// What every command takes that tells of a study which is known from its folder.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ResultFlags {
    /// How to write the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Do not draw charts
    #[arg(long)]
    pub no_charts: bool,
    /// Write into a folder that is not qun's; what stands in the way is kept as NAME~
    #[arg(long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl ResultFlags {
    /// As the flags of a study whose results go into a folder.
    pub fn common(&self, out: PathBuf) -> CommonFlags {
        CommonFlags {
            out: Some(out),
            format: self.format,
            no_charts: self.no_charts,
            force: self.force,
            work: WorkFlags {
                quiet: self.quiet,
                ..WorkFlags::default()
            },
            ..CommonFlags::default()
        }
    }
}

/// In which worlds runs live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum WorldsFlag {
    /// In communities that could be real.
    Drawn,
    /// All in the scenario as written.
    Fixed,
}

/// How a scenario file is named: `camp` is `camp.toml` where there is no `camp`.
pub fn scenario_file() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|file| {
        let mut whole = file.clone().into_os_string();
        whole.push(".toml");
        let whole = PathBuf::from(whole);
        if !file.is_file() && whole.is_file() {
            whole
        } else {
            file
        }
    })
}

/// The flags once checked.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers one question of a command"
)]
pub struct Options {
    /// What is laid over the scenario.
    pub overrides: Overrides,
    /// Threads to use.
    pub threads: NonZeroUsize,
    /// Folder for the results, if one was named.
    pub out: Option<PathBuf>,
    /// The folder that it lies in, where only that was named.
    pub within: Option<PathBuf>,
    /// The language of talk.
    pub talk: Language,
    /// How to write the summary.
    pub format: Format,
    /// Half-width of the main metric's 95% interval to reach, as a share of the mean.
    pub precision: Option<f64>,
    /// Whether to write into a folder that is not Qun's.
    pub force: bool,
    /// Whether tables are written as Parquet too.
    pub parquet: bool,
    /// Whether to draw charts.
    pub charts: bool,
    /// Whether to talk.
    pub quiet: bool,
    /// Whether a progress bar is wanted, where there is a terminal.
    pub progress: bool,
    /// Whether to go on where an interrupted command has stopped.
    pub resume: bool,
    /// The lesson that the study is for.
    pub lesson: Option<&'static Lesson>,
}

impl CommonFlags {
    /// The flags of a command that draws worlds unless it is told otherwise, two runs in each.
    #[must_use]
    pub fn drawn_unless_said(&self) -> Self {
        let mut flags = self.clone();
        flags.worlds.get_or_insert(WorldsFlag::Drawn);
        flags.in_pairs = true;
        flags
    }

    /// Checks the flags.
    ///
    /// # Errors
    ///
    /// A usage failure that names the flag and what would be right.
    pub fn options(&self) -> Result<Options, Failure> {
        if let Some(out) = &self.out
            && out.exists()
            && !out.is_dir()
        {
            return Err(Failure::usage(
                format!("--out {} is a file, not a folder", out.display()),
                "name a folder; it is made if it does not exist",
            ));
        }
        if self.parquet && !cfg!(feature = "parquet") {
            return Err(Failure::usage(
                "this qun is built without Parquet",
                "build it with --features parquet, or leave --parquet out: the tables are CSV",
            ));
        }
        let threads = threads(self.work.threads);
        Ok(Options {
            overrides: self.overrides(),
            threads,
            out: self.out.clone(),
            within: self.within.clone(),
            talk: Language::English,
            format: self.format,
            precision: self.precision.as_deref().map(precision).transpose()?,
            force: self.force,
            parquet: self.parquet,
            charts: !self.no_charts,
            quiet: self.work.quiet,
            progress: !self.work.quiet && !self.work.no_progress,
            resume: self.resume,
            lesson: self.lesson,
        })
    }

    fn overrides(&self) -> Overrides {
        let mut overrides = overrides(&self.set);
        overrides.worlds = match self.worlds {
            Some(WorldsFlag::Drawn) if self.in_pairs => Worlds::Paired,
            Some(WorldsFlag::Drawn) => Worlds::Single,
            Some(WorldsFlag::Fixed) | None => Worlds::Fixed,
        };
        if let Some(days) = self.days {
            overrides = overrides.flag("--days", "days", days);
        }
        if let Some(replicates) = self.replicates {
            overrides = overrides.flag("--replicates", "replicates", replicates);
        }
        if let Some(seed) = self.seed {
            overrides = overrides.flag("--seed", "seed", seed);
        }
        if let Some(language) = &self.language {
            overrides = overrides.flag("--language", "language", language);
        }
        overrides
    }
}

/// How many threads to start: as many as asked for, within what can help and be had.
pub fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    const ALWAYS: usize = 64;
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    // Results never depend on it, so more than a few for each core would only cost memory.
    let most = NonZeroUsize::new((4 * cores.get()).max(ALWAYS)).unwrap_or(cores);
    asked.unwrap_or(cores).min(most)
}

/// What is laid over a scenario by `--set` alone.
pub fn overrides(set: &[String]) -> Overrides {
    let empty = Overrides {
        metrics: metrics::all().map(|metric| metric.key).collect(),
        ..Overrides::default()
    };
    set.iter().fold(empty, Overrides::set)
}

/// `2%` or `0.02` as a share.
fn precision(text: &str) -> Result<f64, Failure> {
    let trimmed = text.trim();
    let share = match trimmed.strip_suffix(['%', '％']) {
        Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
        None => trimmed.parse::<f64>(),
    };
    match share {
        Ok(share) if (0.0001..=1.0).contains(&share) => Ok(share),
        _ => Err(Failure::usage(
            format!("--precision {text} makes no sense"),
            "write a share of the mean, from 0.01% to 100%: --precision 2%",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_a_share_of_the_mean() {
        for (text, share) in [("2%", 0.02), ("0.05", 0.05), (" 10 % ", 0.1), ("100%", 1.0)] {
            let read = precision(text).expect("a precision");
            assert!((read - share).abs() < 1e-12, "{text}");
        }
        for wrong in ["", "%", "two", "0", "-1%", "200%", "NaN", "inf"] {
            assert_eq!(
                precision(wrong).expect_err(wrong).code(),
                super::super::exit::USAGE
            );
        }
    }

    #[test]
    fn threads_are_bounded() {
        let many = threads(NonZeroUsize::new(1_000_000)).get();
        let cores = threads(None).get();
        assert!(many >= 64 && many <= (4 * cores).max(64), "{many}");
        assert_eq!(threads(NonZeroUsize::new(3)).get(), 3);
    }

    #[test]
    fn flags_become_overrides_in_a_fixed_order() {
        let flags = CommonFlags {
            days: Some(30),
            set: vec!["days=9".to_owned()],
            ..CommonFlags::default()
        };
        let options = flags.options().expect("good flags");
        let names: Vec<&str> = options
            .overrides
            .assignments
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["--set", "--days"]);
        assert!(options.charts && options.progress);
    }
}
