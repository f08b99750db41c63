//! `qun lesson`: the page of a lesson.

use super::compare::Compare;
use super::failure::Failure;
use super::named_file::NamedFile;
use super::options::{CommonFlags, WorkFlags, WorldsFlag};
use super::output::Output;
use crate::show::folder::{can_be_a_folder, leads_out};
use crate::show::page::PAGE;
use crate::words::Language;
use crate::words::lessons::{LESSONS, Lesson as Taught, find};
use std::path::PathBuf;

/// Flags of `qun lesson`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun lesson                     all lessons\n  qun lesson critical-mass\n  \
        qun lesson the-purge --language zh --out class"
)]
pub struct Lesson {
    /// Name of the lesson [default: a list of them]
    pub name: Option<String>,
    /// Folder for its page [default: lessons]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Language in which the page opens [default: the system's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl Lesson {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If there is no such lesson, or its page cannot be written.
    pub fn run(&self, output: &Output) -> super::Result {
        let language = super::list::wanted(self.language.as_deref(), output);
        let Some(name) = &self.name else {
            let longest = LESSONS.iter().map(|lesson| lesson.key.len()).max();
            let width = longest.unwrap_or_default();
            let lines = LESSONS
                .iter()
                .map(|lesson| format!("{:<width$}  {}\n", lesson.key, lesson.title.text(language)));
            return Ok(output.data(&lines.collect::<String>())?);
        };
        let lesson = find(name).ok_or_else(|| unknown(name))?;
        let out = self.out.clone().unwrap_or_else(|| "lessons".into());
        // A link in the folder that was named, or in this one where none was, is not followed.
        let within = self.out.clone().unwrap_or_default();
        let folder = out.join(name);
        leads_out(&within, &folder)?;
        can_be_a_folder(&folder)?;
        std::fs::create_dir_all(&out).map_err(|error| {
            anyhow::Error::from(error).context(format!("failed to write {}", out.display()))
        })?;
        let file = out.join(format!("{name}.toml"));
        NamedFile::open(&file, "--out", is_ours, None)?
            .write(scenario(lesson, language).as_bytes(), &output.hushed(true))?;
        let compare = Compare {
            file,
            strategies: Vec::new(),
            metrics: lesson.metrics.iter().map(|key| (*key).to_owned()).collect(),
            all_pairs: false,
            equal_cost: false,
            common: CommonFlags {
                out: Some(folder.clone()),
                within: Some(within),
                worlds: Some(WorldsFlag::Fixed),
                language: Some(language.tag().to_owned()),
                work: WorkFlags {
                    quiet: true,
                    ..WorkFlags::default()
                },
                lesson: Some(lesson),
                ..CommonFlags::default()
            },
        };
        compare.run(output).map_err(without_force)?;
        let page = folder.join(PAGE);
        output
            .hushed(self.quiet)
            .say(&format!("lesson: {}", page.display()));
        Ok(())
    }
}

/// A failure with a hint that this command can follow: it has no `--force`.
fn without_force(failure: Failure) -> Failure {
    match failure {
        Failure::Data {
            message,
            hint: Some(hint),
        } if hint.contains("--force") => Failure::data(
            message,
            "name another place with --out, or move this one away",
        ),
        other => other,
    }
}

/// The scenario of a lesson, which is called as the lesson is called in a language.
fn scenario(lesson: &Taught, language: Language) -> String {
    let title = |language| format!("title = \"{}\"\n", lesson.title.text(language));
    let (english, here) = (title(Language::English), title(language));
    lesson.scenario.replacen(&english, &here, 1)
}

/// Whether a text is the scenario of a lesson, in any language: one that somebody has changed is somebody's.
fn is_ours(text: &str) -> bool {
    LESSONS.iter().any(|lesson| {
        let mut languages = Language::ALL.iter();
        languages.any(|language| text == scenario(lesson, *language))
    })
}

fn unknown(name: &str) -> Failure {
    let names: Vec<&str> = LESSONS.iter().map(|lesson| lesson.key).collect();
    Failure::unknown(format!("there is no lesson `{name}`"), name, &names, || {
        format!("there are {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scenario_of_a_lesson_is_called_as_the_lesson_is() {
        for lesson in LESSONS {
            for language in Language::ALL {
                let title = format!("title = \"{}\"\n", lesson.title.text(language));
                assert!(scenario(lesson, language).contains(&title), "{title}");
            }
        }
    }
}
