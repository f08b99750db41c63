//! The command line: one file a command; flags in, library call, words and tables out.

pub mod again;
pub mod autopsy;
pub mod batch;
pub mod calibrate;
pub mod check;
pub mod claims;
pub mod compare;
pub mod completions;
pub mod exit;
pub mod explain;
pub mod failure;
pub mod job;
pub mod lesson;
pub mod life;
pub mod list;
pub mod log;
pub mod merge;
pub mod metric;
pub mod named_file;
pub mod new;
pub mod open;
pub mod optimize;
pub mod options;
pub mod output;
pub mod publish;
pub mod replay;
pub mod report;
pub mod rests;
pub mod run;
pub mod schema;
pub mod sensitivity;
pub mod show;
pub mod speech;
pub mod sweep;
pub mod templates;
pub mod validate;
pub mod width;
pub mod work;

use crate::words::Language;
use crate::words::visible::{visible, visible_in_colour};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::Failure;
use output::{Colour, Output};
use speech::translated;
use std::ffi::OsString;

/// Help with the examples first.
const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Simulate the life of an online community, member by member, before anyone launches it.
#[derive(Debug, Parser)]
#[command(
    name = "qun",
    version,
    about,
    long_about = "Simulate the life of an online community, member by member, before anyone launches it.\n\n\
        Write what the community is and what its operator will do in a TOML file; qun runs it many times,\n\
        shows activity and churn with their uncertainty, and says which of two strategies is better.",
    help_template = TEMPLATE,
    before_help = "Examples:\n  qun new camp                  write a commented scenario, camp.toml\n  \
        qun check camp.toml           find everything that is wrong with it\n  \
        qun explain retention_d30     what a word means",
    before_long_help = "Examples:\n  qun new camp                  write a commented scenario, camp.toml\n  \
        qun check camp.toml           find everything that is wrong with it\n  \
        qun check camp.toml --show    the whole scenario, and where each value comes from\n  \
        qun list strategies           what an operator can do\n  \
        qun explain retention_d30     what a word means",
    after_long_help = exit::HELP,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Arguments {
    /// When to use colours (`NO_COLOR` is honoured too)
    #[arg(
        long,
        value_enum,
        default_value_t,
        global = true,
        value_name = "WHEN",
        hide_short_help = true
    )]
    pub color: Colour,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Live a scenario through many times
    Run(run::Run),
    /// Compare strategies on the same people and the same luck
    Compare(compare::Compare),
    /// Try many values, and say which are best
    Sweep(sweep::Sweep),
    /// Find the best values with few runs
    Optimize(optimize::Optimize),
    /// Find out which of the things nobody knows matter
    Sensitivity(sensitivity::Sensitivity),
    /// Put the parts of a sweep together that ran apart
    Merge(merge::Merge),
    /// Say what is in the log of a real community
    Log(log::Log),
    /// Fit a scenario to the log of a real community, or backtest it
    Calibrate(calibrate::Calibrate),
    /// Hold the presets, or a real log, against the patterns of real communities
    Validate(validate::Validate),
    /// Hold what people say of communities against the model, claim by claim
    Claims(claims::Claims),
    /// Say why communities died or declined, and what would still have saved them
    Autopsy(autopsy::Autopsy),
    /// Tell the story of one member of a run
    Life(life::Life),
    /// Live one run of a batch again, in full
    Replay(replay::Replay),
    /// Make the page of a study again, from its folder
    Report(report::Report),
    /// Show the page of a study
    Open(open::Open),
    /// Write the page of a lesson: a question, a guess, and what the model answers
    Lesson(lesson::Lesson),
    /// Write a commented scenario to start from
    New(new::New),
    /// Find everything that is wrong with scenario files
    Check(check::Check),
    /// List scenarios, strategies, metrics, parameters …
    List(list::List),
    /// Explain a word: a key, a strategy, a metric, a cause, a column
    Explain(explain::Explain),
    /// Print the JSON schema of a scenario file, for editors
    Schema(schema::Schema),
    /// Print completions for a shell
    Completions(completions::Completions),
}

/// Runs the command line and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = speech::language(&arguments);
    let mut whole = command();
    let arguments = speech::plain(speech::arranged(arguments, &whole));
    let parsed = whole
        .try_get_matches_from_mut(&arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help is put into another language only where it is shown: that takes longer than most commands.
            let told = speech::told(command(), language).try_get_matches_from(arguments);
            let error = told.err().unwrap_or(error);
            // Help and version come this way too; a stdout that is closed is no reason to fail.
            let _ = print(&error, language);
            return match error.kind() {
                clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion => {
                    exit::DONE
                }
                _ => exit::USAGE,
            };
        }
    };
    survive_file_limits();
    let output = Output::new(parsed.color, false).speaking(language);
    let result = match &parsed.command {
        Command::Run(command) => command.run(&output),
        Command::Compare(command) => command.run(&output),
        Command::Sweep(command) => command.run(&output),
        Command::Optimize(command) => command.run(&output),
        Command::Sensitivity(command) => command.run(&output),
        Command::Merge(command) => command.run(&output),
        Command::Log(command) => command.run(&output),
        Command::Calibrate(command) => command.run(&output),
        Command::Validate(command) => command.run(&output),
        Command::Claims(command) => command.run(&output),
        Command::Autopsy(command) => command.run(&output),
        Command::Life(command) => command.run(&output),
        Command::Replay(command) => command.run(&output),
        Command::Report(command) => command.run(&output),
        Command::Open(command) => command.run(&output),
        Command::Lesson(command) => command.run(&output),
        Command::New(command) => command.run(&output),
        Command::Check(command) => command.run(&output),
        Command::List(command) => command.run(&output),
        Command::Explain(command) => command.run(&output),
        Command::Schema(command) => command.run(&output),
        Command::Completions(command) => command.run(&output),
    };
    match result {
        Ok(()) => exit::DONE,
        Err(failure) => {
            let name = arguments.iter().find_map(|it| whole.find_subcommand(it));
            let mut known = name.into_iter().flat_map(clap::Command::get_arguments);
            failure.report(&output, known.any(|it| it.get_long() == Some("out")));
            failure.code()
        }
    }
}

/// Shows what clap has to say; what it quotes of the command line is made safe to show.
fn print(error: &clap::Error, language: Language) -> std::io::Result<()> {
    use std::io::{IsTerminal, Write};
    if matches!(
        error.kind(),
        clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion
    ) {
        if language == Language::English {
            return error.print();
        }
        // Words are looked up as they stand, without the codes of colours between them.
        let text = translated(&error.render().to_string(), language);
        return std::io::stdout().lock().write_all(text.as_bytes());
    }
    let rendered = error.render();
    let mut stream = std::io::stderr().lock();
    if stream.is_terminal() && language == Language::English {
        stream.write_all(visible_in_colour(&rendered.ansi().to_string()).as_bytes())
    } else {
        let text = translated(&rendered.to_string(), language);
        stream.write_all(visible(&text).as_bytes())
    }
}

/// A file that may grow no further (`ulimit -f`) is an error of the write that can be told, not the
/// silent end of the program.
#[cfg(unix)]
fn survive_file_limits() {
    let told = std::sync::Arc::default();
    // Where no handler can be set the system ends the program as it would have done.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, told);
}

#[cfg(not(unix))]
fn survive_file_limits() {}

/// The command line as a whole, for completions.
pub fn command() -> clap::Command {
    // A number below zero is a wrong value of its flag, and no flag that nobody knows.
    let takes_numbers = |argument: clap::Arg| {
        let is_value = argument.get_action().takes_values() && !argument.is_positional();
        if is_value {
            argument.allow_negative_numbers(true)
        } else {
            argument
        }
    };
    Arguments::command().mut_subcommands(|command| command.mut_args(takes_numbers))
}

/// The result of a command.
pub type Result = std::result::Result<(), Failure>;
