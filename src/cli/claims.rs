//! `qun claims`: what people say of communities, held against the model.

use super::exit;
use super::failure::Failure;
use super::list::wanted;
use super::options::WorkFlags;
use super::output::{Format, Output};
use crate::claims::book::FAMILIES;
use crate::claims::recorded::{Record, has_turned, recorded};
use crate::claims::{Entry, Found, Size, Verdict, book, examine, find};
use crate::files::writing::write_whole;
use crate::run::replicates::Stop;
use crate::show::claims as report;
use crate::show::claims_page;
use crate::show::folder::{Folder, FolderError};
use crate::show::page;
use crate::show::tables::json_bytes;
use crate::words::labels::CLAIMS_PROGRESS;
use crate::words::{Language, Text};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Flags of `qun claims`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun claims --quick           the whole book, in a few minutes\n  \
        qun claims M6 L5             two claims, with more worlds\n  \
        qun claims L --format json   all contested advice, for scripts"
)]
pub struct Claims {
    /// Ids of claims, or the letter of a family: M mechanisms, C cases, N more mechanisms, L contested advice [default: all]
    #[arg(value_name = "IDS")]
    pub ids: Vec<String>,
    /// Few worlds: enough to notice that a verdict has turned
    #[arg(long, conflicts_with = "worlds")]
    pub quick: bool,
    /// Possible worlds of each claim
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..=100_000))]
    pub worlds: Option<u32>,
    /// Folder for report.html, claims.json and claims.csv
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// File to keep what was found in, as scenarios/claims/verdicts.json
    #[arg(long, value_name = "FILE", conflicts_with_all = ["quick", "ids"])]
    pub record: Option<PathBuf>,
    /// Page to write with what is kept, as docs/claims.md
    #[arg(long, value_name = "FILE", requires = "record")]
    pub write: Option<PathBuf>,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Language of the table [default: the system's]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
    /// Write into a folder that is not qun's; what stands in the way is kept as NAME~
    #[arg(long)]
    pub force: bool,
    /// Threads, quiet and progress.
    #[command(flatten)]
    pub work: WorkFlags,
}

/// Ctrl-C asks it to stop.
static STOP: Stop = Stop::new();

impl Claims {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If an id is not known, a file cannot be written, or a verdict has turned.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.work.quiet);
        let entries = self.entries()?;
        let folder = Folder::named(self.out.as_deref(), self.force)?;
        self.spare_other_pages()?;
        let size = match self.worlds {
            Some(worlds) => Size { worlds },
            None if self.quick => Size::QUICK,
            None => Size::WHOLE,
        };
        let pool = self.work.pool()?;
        let _ = ctrlc::set_handler(|| STOP.ask());
        let bar = self.work.bar(entries.len() as u64, CLAIMS_PROGRESS, output);
        let found = pool.install(|| examine(&entries, size, &STOP, &|| bar.inc(1)));
        bar.finish_and_clear();
        let found = found?;
        if STOP.is_asked() {
            output.complain("interrupted: claims are judged together, so nothing is said of some");
            return Err(Failure::Reported(exit::INTERRUPTED));
        }
        let document = report::document(&found, size.worlds);
        if let Some(folder) = &folder {
            folder.write("claims.json", &json_bytes(&document))?;
            let rows = report::rows(&found).map_err(FolderError::from)?;
            folder.write("claims.csv", &rows)?;
            let language = wanted(self.language.as_deref(), output);
            let page = page::make::claims::report(&found, size.worlds, language);
            page::write(folder, &page)?;
            folder.write_dictionary()?;
            folder.tidy()?;
        }
        if let Some(file) = &self.record {
            let record = Record::of(&found, size.worlds);
            let value = serde_json::to_value(&record).map_err(anyhow::Error::from)?;
            write_whole(file, &json_bytes(&value))?;
            output.say(&format!("wrote {}", file.display()));
            if let Some(file) = &self.write {
                write_whole(file, claims_page::page(&record).as_bytes())?;
                output.say(&format!("wrote {}", file.display()));
            }
        }
        match self.format {
            Format::Json => output.json(&document)?,
            Format::Table => {
                output.data(&in_words(&found, wanted(self.language.as_deref(), output)))?;
            }
        }
        if let Some(folder) = &folder {
            output.all_kept_aside(folder);
            output.say(&format!("results: {}", folder.path().display()));
        }
        if self.record.is_some() {
            return Ok(());
        }
        turned(&found, output)
    }

    /// Fails before any work is done if a file that is no page of the book would be written over.
    fn spare_other_pages(&self) -> Result<(), Failure> {
        match &self.write {
            Some(file) if file.exists() && !claims_page::is_page(file) => Err(Failure::usage(
                format!("{} is not a page of the claims book", file.display()),
                "name another file, or move that one away",
            )),
            _ => Ok(()),
        }
    }

    /// The claims that are asked for, in the order of the book.
    fn entries(&self) -> Result<Vec<&'static Entry>, Failure> {
        for id in &self.ids {
            if find(id).is_none() && family(id).is_none() {
                let known: Vec<&str> = book().iter().map(|it| it.claim.id.as_str()).collect();
                let hint = crate::scenario::nearest(&id.to_uppercase(), &known).map_or_else(
                    || "ids are M1 to M46, C1 to C14, N1 to N14 and L1 to L11".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(Failure::usage(format!("there is no claim `{id}`"), hint));
            }
        }
        let asked = |entry: &&Entry| {
            self.ids.is_empty()
                || self.ids.iter().any(|id| {
                    entry.claim.id.eq_ignore_ascii_case(id)
                        || family(id).is_some_and(|letter| entry.claim.id.starts_with(letter))
                })
        };
        Ok(book().iter().filter(asked).collect())
    }
}

/// The family that a word names.
fn family(word: &str) -> Option<char> {
    let letters = FAMILIES.iter().map(|it| it.0);
    letters
        .into_iter()
        .find(|letter| word.eq_ignore_ascii_case(&letter.to_string()))
}

/// Fails if a difference has turned since it was recorded.
fn turned(found: &[Found], output: &Output) -> super::Result {
    let turned: Vec<&Found> = found.iter().filter(|it| has_turned(it)).collect();
    if turned.is_empty() {
        return Ok(());
    }
    for it in &turned {
        let id = &it.entry.claim.id;
        let then = recorded().find(id).map_or("nothing", |it| it.verdict.key());
        output.complain(&format!(
            "{id} has turned: recorded as {then}, now {}, and their intervals have nothing in common",
            it.verdict.key()
        ));
    }
    Err(Failure::Reported(exit::UNEXPECTED_RESULT))
}

/// A table of verdicts, and what each claim is.
fn in_words(found: &[Found], language: Language) -> String {
    let header = [
        Text::new("claim", "说法"),
        Text::new("verdict", "结论"),
        Text::new("compared", "对比"),
        Text::new("wanted", "断言"),
        Text::new("effect", "影响"),
        Text::new("95% interval", "95% 区间"),
        Text::new("worlds", "世界"),
        Text::new("put in", "直接写入"),
    ]
    .map(|it| it.text(language));
    let mut table = super::show::table(&header, 4);
    for claim in found {
        let id = &claim.entry.claim.id;
        for (number, (part, claimed)) in
            claim.parts.iter().zip(&claim.entry.claim.parts).enumerate()
        {
            let verdict = if number == 0 {
                claim.verdict
            } else {
                part.verdict
            };
            let change = |value: f64| report::effect(value, claimed);
            table.add_row(vec![
                if number == 0 {
                    id.clone()
                } else {
                    String::new()
                },
                verdict.name(language).to_owned(),
                report::comparison(claimed, language),
                report::direction(claimed.direction, language).to_owned(),
                change(part.effect),
                format!(
                    "{} – {}",
                    change(part.interval.low),
                    change(part.interval.high)
                ),
                if part.worlds_better.is_finite() {
                    format!("{:.0}%", 100.0 * part.worlds_better)
                } else {
                    "–".to_owned()
                },
                part.put_in
                    .map_or_else(|| "–".to_owned(), |it| format!("{:.0}%", 100.0 * it)),
            ]);
        }
    }
    let table = super::width::fitted([table]);
    let mut text = if table.row_count() > 0 {
        format!("{table}\n\n")
    } else {
        String::new()
    };
    for claim in found {
        let written = &claim.entry.claim;
        let _ = write!(
            text,
            "{} ({}): {}",
            written.id,
            claim.verdict.name(language),
            written.sentence.phrase().text(language)
        );
        if !written.is_expressible() {
            let _ = write!(text, " – {}", written.missing.phrase().text(language));
        }
        for hangs in claim
            .parts
            .iter()
            .filter(|it| it.verdict == Verdict::Depends)
            .flat_map(|it| &it.hangs)
        {
            let share = format!("{:.0}", 100.0 * hangs.share);
            let said = Text::new(" [hangs on {name}: {share}%]", "〔取决于{name}：{share}%〕");
            text.push_str(&said.with(
                language,
                &[("name", &hangs.name.text(language)), ("share", &share)],
            ));
        }
        text.push('\n');
    }
    let verdicts: Vec<Verdict> = found.iter().map(|it| it.verdict).collect();
    text.push('\n');
    text.push_str(&report::counts(&verdicts, language));
    text.push('\n');
    text
}
