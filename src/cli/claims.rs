//! `qun claims`: what people say of communities, held against the model.

use super::exit;
use super::failure::Failure;
use super::list::wanted;
use super::named_file::{NamedFile, lies_apart};
use super::options::WorkFlags;
use super::output::{Format, Output};
use super::publish::Publisher;
use super::work;
use crate::claims::book::FAMILIES;
use crate::claims::recorded::{Record, has_turned, is_record, recorded};
use crate::claims::{Entry, Found, Size, Verdict, book, examine, find};
use crate::show::claims as report;
use crate::show::claims_page;
use crate::show::folder::Folder;
use crate::show::outcome::Outcome;
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
    /// Write over files, or into a folder, that are not qun's; what stands in the way is kept as NAME~
    #[arg(long)]
    pub force: bool,
    /// Threads, quiet and progress.
    #[command(flatten)]
    pub work: WorkFlags,
}

impl Claims {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If an id is not known, a file cannot be written, or a verdict has turned.
    pub fn run(&self, output: &Output) -> super::Result {
        let output = &output.hushed(self.work.quiet);
        let entries = self.entries()?;
        let out = self.out.as_deref();
        lies_apart(self.record.as_deref(), "--record", out)?;
        lies_apart(self.write.as_deref(), "--write", out)?;
        let folder = Folder::named(out, self.force)?;
        let force = Some(self.force);
        let record = self.record.as_deref();
        let record = NamedFile::if_named(record, "--record", is_record, force)?;
        let write = self.write.as_deref();
        let write = NamedFile::if_named(write, "--write", claims_page::is_page, force)?;
        let size = match self.worlds {
            Some(worlds) => Size { worlds },
            None if self.quick => Size::QUICK,
            None => Size::WHOLE,
        };
        let language = wanted(self.language.as_deref(), output);
        let languages = [language];
        let publisher = Publisher::new(folder.as_ref(), &languages, self.format, self.work.quiet);
        let pool = self.work.pool()?;
        let stop = work::listen();
        let bar = self.work.bar(entries.len() as u64, CLAIMS_PROGRESS, output);
        let found = pool.install(|| examine(&entries, size, stop, &|| bar.inc(1)));
        bar.finish_and_clear();
        let found = found?;
        if stop.is_asked() {
            output.complain("interrupted: claims are judged together, so nothing is said of some");
            return Err(Failure::Reported(exit::INTERRUPTED));
        }
        if let Some(file) = &record {
            let record = Record::of(&found, size.worlds);
            let value = serde_json::to_value(&record).map_err(anyhow::Error::from)?;
            file.write(&json_bytes(&value), output)?;
            if let Some(file) = &write {
                file.write(claims_page::page(&record).as_bytes(), output)?;
            }
        }
        let document = report::document(&found, size.worlds);
        let runs = found.len() * size.worlds as usize;
        let mut outcome = Outcome::new(document, runs, |language| in_words(&found, language));
        outcome.kept_as = Some("claims.json");
        outcome.table("claims.csv", report::rows(&found))?;
        outcome.report = Some(page::make::claims::report(&found, size.worlds, language));
        publisher.publish("claims", &outcome, output)?;
        if record.is_some() {
            return Ok(());
        }
        turned(&found, output)
    }

    /// The claims that are asked for, in the order of the book.
    fn entries(&self) -> Result<Vec<&'static Entry>, Failure> {
        for id in &self.ids {
            if find(id).is_none() && family(id).is_none() {
                let known: Vec<&str> = book().iter().map(|it| it.claim.id.as_str()).collect();
                let message = format!("there is no claim `{id}`");
                return Err(Failure::unknown(
                    message,
                    &id.to_uppercase(),
                    &known,
                    || "ids are M1 to M46, C1 to C14, N1 to N14 and L1 to L11".to_owned(),
                ));
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
        Text::new("worlds", "可能情形"),
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
